"""Input that nobody means well with: real files mutated, and pieces that have broken programs before."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from hypothesis import strategies as st

from runofshow.agenda.model import Speaker, Speech
from runofshow.export.formats import PLAN_FORMATS, Options
from runofshow.journal.entry_line import computed_seal
from runofshow.show.actions.blocks import EndBlock, Extend, Next, Pause, Resume, Substitute
from runofshow.show.actions.floor import EndFloor, GiveFloor, SetLimit
from runofshow.show.actions.meeting import CorrectClock, Finish, SetHardStop, SetStage
from runofshow.show.actions.record import Amend, Note, RecordIntervention
from runofshow.show.actions.running_order import Insert, Move, Restore, Skip
from runofshow.show.actions.speakers_list import Ask, CloseList, MoveRequest
from runofshow.show.actions.undo import Undo
from runofshow.show.particulars import Particulars
from runofshow.show.state import ExpectedState
from tests.builders import agenda, at, entries_of, floor, minutes, speech
from tests.importers.made import ontime
from tests.journal.samples import content_of

LUNCH: Final = (Path(__file__).parents[2] / "agenda.yaml").read_bytes()
_PLAN: Final = agenda(
    speech("A", "10m"),
    speech("B", "5m", min="3m"),
    floor("F", "rest", min="5m"),
    speech("C", "8m"),
    floor("G", "10m", min="2m"),
)
LIVELY: Final = content_of(
    entries_of(
        _PLAN,
        ("13:58", Ask(Particulars(who="Mexico"))),
        ("14:00", Next()),
        ("14:02", Pause()),
        ("14:03", Resume()),
        ("14:04", Extend(minutes(2))),
        ("14:10", Skip()),
        ("14:11", Insert(Speech(id="x", speaker=Speaker(name="X"), duration=minutes(4)))),
        ("14:12", EndBlock()),
        ("14:13", Next()),
        ("14:14", Restore("b")),
        ("14:15", Move("c", "b")),
        ("14:15", Substitute("c", Speaker(name="D", title="Deputy"))),
        ("14:16", SetHardStop(at("15:10"))),
        ("14:17", Next("f", expected=ExpectedState(block="x"))),
        ("14:18", Ask(Particulars(who="Ghana"))),
        ("14:18", MoveRequest(16, 1)),
        ("14:19", SetLimit(timedelta(seconds=90))),
        ("14:20", GiveFloor(first_waiting=True)),
        ("14:21", GiveFloor(Particulars(who="Cuba", kind="point_of_order"))),
        ("14:22", EndFloor()),
        ("14:23", EndFloor()),
        ("14:24", CloseList()),
        ("14:25", RecordIntervention(at("14:05"), at("14:06"), Particulars(who="Chile", category="state"))),
        ("14:26", Amend(1, Particulars(gist="data", person="Ms. N"))),
        ("14:27", Note("a note", 1)),
        ("14:28", SetStage("Please conclude")),
        ("14:29", CorrectClock(minutes(3))),
        ("14:30", Next()),
        ("14:31", Undo()),
        ("14:32", Finish()),
    )
)
"""A journal with an entry of nearly every kind."""

RUNDOWNS: Final[dict[str, bytes]] = {
    f"plan.{name}": PLAN_FORMATS[name].whole_file(_PLAN, Options(written=at("13:00")))
    for name in ("csv", "xlsx", "ics")
} | {
    "project.json": ontime(
        {
            "1": {"type": "event", "id": "1", "title": "Welcome", "timeStart": 46_800_000, "duration": 300_000},
            "2": {"type": "group", "id": "2", "title": "Speeches", "entries": ["3"]},
            "3": {"type": "event", "id": "3", "title": "Ms. A", "timeStart": 47_100_000, "timeEnd": 47_400_000},
        },
        ("1", "2"),
    )
}
"""A file of each kind that is imported."""

PIECES: Final = (
    b"\x00", b"\xef\xbb\xbf", b"\xff\xfe", b"\r\n", b"\r", b"\n\n", b"\t", b"\xed\xa0\x80", b"\xc3\x28", b"\x1b[2J",
    "\u202e".encode(), "\u2028".encode(), "\U0001f468\u200d\U0001f469".encode(), "e\u0301".encode() * 40, b"&a [*a,*a]",
    b"*a", b"!!python/object/apply:os.system [ls]", b"!!binary ", b"<<: *x", b"? ", b"- " * 60, b"[" * 60, b"{" * 60,
    b'{"a":' * 60, b"A" * 2_000, b"9" * 400, b"-1", b"1e999", b"NaN", b"null", b"true", b"NO", b"13:00", b"~", b"---\n",
    b"...\n", b"%YAML 9.9\n", b"|\n", b">-\n", b"'", b'"', b"\\u0000", b"\\ud800", b"2016-02-30", b"9999-12-31",
    b"0001-01-01", b"2016-07-20T25:61:00Z", b"PT99999999H", b"rest", b": ", b"#", b"@", b"`", b"\x85", b"\xa0",
)  # fmt: skip
"""What is put into real files."""

BOMBS: Final = (
    b"a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\n" * 3,
    b"[" * 200_000,
    b"{a: " * 100_000,
    b"- " * 300_000,
    b"title: " + b"A" * 1_000_000,
    b"? " * 50_000,
    b"title: |\n" + b"  line\n" * 100_000,
    b"x" * (1 << 20),
    b"".join(b"k%d: v\n" % n for n in range(60_000)),
    b"title: '" + b"''" * 200_000,
    b'"' + b"\\x41" * 200_000,
    "title: x".encode("utf-16"),
    "title: x".encode("utf-32"),
    b"\x00" * 100_000,
    b"a: b\r" * 50_000,
    b"&a " * 50_000,
    b"!" + b"a" * 500_000,
    b"%TAG ! tag:" + b"a" * 100_000,
)
"""Whole files that take much where nothing bounds them."""

WORDS: Final = (
    "", " ", "-", "--", "---", "-h", "--help", "-1", "0", "99999999999999999999", "-0s", "2m", "-9m", "1e9h", "inf",
    "13:00", "24:00", "25:61", "1 pm", "noon", "2016-07-20T13:00:00-04:00", "9999-12-31T23:59:59Z",
    "0001-01-01T00:00:00Z", "2016-02-30T00:00Z", "Mexico", "A", "a", "guy-ryder", "rest", "\udcff", "\x00"[:0],
    "\x1b[2J", "\u202eevil", "A" * 3_000, "../../etc/passwd", "/dev/null", "\n", "a\nb", "😀" * 50, "=1+1", "@x", "1",
    "--at", "--json", "--plain", "--by", "--journal", "--agenda=x", "--journal-dir=", "--format", "csv", "--gist",
    "--person", "--category", "state", "--kind", "point_of_order", "--for", "--in-reply-to", "--block", "--floor",
    "--come-back", "--from", "--before", "--blank", "--title", "--organization", "--on", "--who", "--yes", "--force",
    "--raw", "-o", "--seed", "--preset", "--late", "--new", "--rehearsal", "--live", "--nonsense", "--limit",
)  # fmt: skip

VALUES: Final[tuple[Any, ...]] = (
    None, True, 0, -1, 1, 2, 3, 7, 99, 10**30, 1.5, "", "a", "b", "f", "x", "opened", "closed", "undone", "noted",
    "PT0S", "-PT1H", "PT99999999999H", "P9999D", "2016-07-20T14:00:00.000000Z", "0001-01-01T00:00:00.000000Z",
    "9999-12-31T23:59:59.999999Z", "\u0000", "\u202e", "A" * 5_000, [], {}, [[[]]], {"who": 1},
)  # fmt: skip
"""What is put into a field of an entry that is sealed again."""

_CLOSING: Final = b',"seal":"0123456789abcdef"}'

Mutation = tuple[int, int, int, bytes]
MUTATIONS: Final = st.lists(
    st.tuples(
        st.integers(0, 5),
        st.integers(0, 1 << 20),
        st.integers(0, 40),
        st.one_of(st.sampled_from(PIECES), st.binary(max_size=6)),
    ),
    min_size=1,
    max_size=5,
)
"""What is done to a file: how, where, to how much of it, and with what."""


def mutated(content: bytes, mutations: list[Mutation]) -> bytes:
    """The content with things put in, put over, taken out, doubled, moved and flipped."""
    for how, place, length, piece in mutations:
        begin = place % (len(content) + 1)
        end = begin + length
        match how:
            case 0:
                content = content[:begin] + piece + content[begin:]
            case 1:
                content = content[:begin] + piece + content[begin + len(piece) :]
            case 2:
                content = content[:begin] + content[end:]
            case 3:
                content = content[:end] + content[begin:]
            case 4:
                lines = content.splitlines(keepends=True)
                lines.insert(place % (len(lines) + 1), piece + b"\n" if length % 2 else lines[length % len(lines)])
                content = b"".join(lines)
            case _:
                content = content[:begin] + bytes(byte ^ 1 << length % 8 for byte in content[begin:end]) + content[end:]
    return content


Change = tuple[int, int, int, Any]
CHANGES: Final = st.lists(
    st.tuples(st.integers(0, 3), st.integers(1, 60), st.integers(0, 30), st.sampled_from(VALUES)),
    min_size=1,
    max_size=4,
)
"""What is done to a journal's entries before they are sealed again."""

_BODIES: Final = [json.loads(line) for line in LIVELY.splitlines()]


def resealed(changes: list[Change]) -> bytes:
    """A journal of entries that nobody made, under seals that are right."""
    bodies = [dict(body) for body in _BODIES]
    for how, place, which, value in changes:
        here = place % len(bodies)
        body = bodies[here]
        match how:
            case 0:
                names = sorted(body)
                body[names[which % len(names)]] = value
            case 1 if len(bodies) > 1:
                del bodies[here]
            case 2:
                bodies.insert(which % (len(bodies) + 1), dict(body))
            case _:
                body["n"] = which
    lines, seal = [], ""
    for body in bodies:
        body.pop("seal", None)
        line = json.dumps(body, separators=(",", ":")).encode()[:-1] + _CLOSING
        seal = computed_seal(line, seal)
        lines.append(line.replace(b"0123456789abcdef", seal.encode()))
    return b"\n".join(lines) + b"\n"
