"""One line of the journal."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runofshow.agenda.model import Agenda, Floor, Item, Speaker, Speech
from runofshow.journal.entry_line import BadLine, NewerFormat, WrongSeal, decode, encode, newer_format, understood
from runofshow.show.actions.blocks import BlockEnded, BlockStarted, Extended, Paused, Resumed, Substituted
from runofshow.show.actions.floor import FloorEnded, FloorGiven, LimitSet
from runofshow.show.actions.meeting import ClockAnchored, ClockCorrected, Closed, HardStopSet, Opened, StageSet
from runofshow.show.actions.minutes import DecisionMade, GistSet, TaskGiven
from runofshow.show.actions.panel import TurnEnded, TurnGiven
from runofshow.show.actions.record import Amended, Noted, Recorded, Struck
from runofshow.show.actions.running_order import Inserted, Moved, Restored, Skipped, SpeakerAbsent, StartSet
from runofshow.show.actions.speakers_list import (
    FloorRequested,
    ListClosed,
    ListOrdered,
    ListReopened,
    RequestAbsent,
    RequestMoved,
    RequestWithdrawn,
)
from runofshow.show.actions.undo import Redone, Undone
from runofshow.show.particulars import Particulars
from runofshow.show.state import EVENTS, Anchor, Entry
from tests.builders import agenda, at, floor, opened, speech
from tests.journal.samples import EIGHT, PLAN, lines_of, note

INSTANTS = st.datetimes(datetime(1900, 1, 1), datetime(9000, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 -- hypothesis puts the zone
SPANS = st.timedeltas(timedelta(days=-800), timedelta(days=800))
LENGTHS = st.timedeltas(timedelta(microseconds=1), timedelta(days=800))
TEXTS = st.text(max_size=40)
LINES = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=40)
BLOCK_LENGTHS = st.timedeltas(timedelta(microseconds=1), timedelta(hours=24))
NUMBERS = st.integers(1, 10**9)
BLOCKS = st.sampled_from(["puri", "floor-2", "Côte-d’Ivoire"])
SPEAKERS = st.builds(Speaker, name=LINES, title=st.none() | LINES)
AGENDAS: st.SearchStrategy[Agenda] = st.sampled_from(
    [
        PLAN,
        agenda(
            speech("Zoë", "7:30", min="5m", intro="“Read”\nout"),
            floor("F", "rest", min="15m", limit="90s", limits={"group": "3m"}),
        ),
        agenda(speech("A", "10m"), timezone="America/New_York", start="23:00", end="2016-07-21 01:00", venue="PDR 1-3"),
        agenda(
            {
                "speakers": ["Ms. A", {"name": "Mr. B", "remote": "yes", "country": "Chile"}],
                "title": "A: “pact”",
                "words": 9,
            },
            {"panel": "P", "speakers": ["Ms. C"], "moderator": "Mr. D", "each": "5m", "duration": "10m"},
            {"item": "Tea", "type": "break", "start": "14:40", "duration": "5m"},
            margin="90s",
            uid="a-b@c",
        ),
    ]
)
WORDS = st.dictionaries(
    st.sampled_from(["who", "person", "title", "on_behalf_of", "read_for", "addressed_to", "gist"]), st.none() | TEXTS
)
PARTICULARS = st.builds(
    lambda said, also: Particulars.model_validate({**said, **also}),
    WORDS,
    st.just({}) | st.fixed_dictionaries({"also_on_behalf_of": st.none() | st.lists(TEXTS, max_size=3).map(tuple)}),
)

BY_KIND: dict[type[Any], st.SearchStrategy[Any]] = {
    Opened: st.builds(
        Opened, mode=..., anchor=st.builds(Anchor, wall=INSTANTS, boot=LENGTHS, boot_id=TEXTS), agenda=AGENDAS
    ),
    BlockStarted: st.builds(BlockStarted, block=BLOCKS),
    BlockEnded: st.builds(BlockEnded),
    Paused: st.builds(Paused),
    Resumed: st.builds(Resumed),
    Extended: st.builds(Extended, more=SPANS, block=st.none() | BLOCKS),
    SpeakerAbsent: st.builds(SpeakerAbsent, block=BLOCKS, next=st.none() | BLOCKS),
    Skipped: st.builds(Skipped, block=BLOCKS, come_back=...),
    Restored: st.builds(Restored, block=BLOCKS, drops_start=...),
    Moved: st.builds(Moved, block=BLOCKS, before=st.none() | BLOCKS, drops_start=...),
    StartSet: st.builds(StartSet, block=BLOCKS, start=st.none() | INSTANTS),
    TurnGiven: st.builds(TurnGiven, block=BLOCKS, number=NUMBERS, name=TEXTS),
    TurnEnded: st.builds(TurnEnded),
    Inserted: st.builds(
        Inserted,
        block=st.builds(Speech, id=BLOCKS, speaker=SPEAKERS, duration=BLOCK_LENGTHS)
        | st.builds(Floor, id=BLOCKS, floor=LINES, duration=st.just("rest") | BLOCK_LENGTHS)
        | st.builds(Item, id=BLOCKS, item=LINES, duration=BLOCK_LENGTHS, type=st.sampled_from(["break", "other"])),
        segment=TEXTS,
        before=st.none() | BLOCKS,
    ),
    Substituted: st.builds(Substituted, block=BLOCKS, speaker=SPEAKERS, place=st.none() | NUMBERS),
    HardStopSet: st.builds(HardStopSet, hard_stop=INSTANTS),
    FloorRequested: st.builds(FloorRequested, particulars=PARTICULARS, goes=...),
    RequestWithdrawn: st.builds(RequestWithdrawn, request=NUMBERS),
    RequestMoved: st.builds(RequestMoved, request=NUMBERS, place=NUMBERS),
    RequestAbsent: st.builds(RequestAbsent, request=NUMBERS),
    ListClosed: st.builds(ListClosed),
    ListReopened: st.builds(ListReopened),
    ListOrdered: st.builds(ListOrdered, order=...),
    LimitSet: st.builds(LimitSet, block=BLOCKS, limit=LENGTHS, category=...),
    FloorGiven: st.builds(
        FloorGiven, number=NUMBERS, request=st.none() | NUMBERS, limit=SPANS, particulars=PARTICULARS, resumes=...
    ),
    FloorEnded: st.builds(FloorEnded),
    StageSet: st.builds(StageSet, message=st.none() | TEXTS, blank=...),
    ClockCorrected: st.builds(ClockCorrected, correction=SPANS),
    ClockAnchored: st.builds(ClockAnchored, anchor=st.builds(Anchor, wall=INSTANTS, boot=LENGTHS, boot_id=TEXTS)),
    Undone: st.builds(Undone, entry=NUMBERS),
    Redone: st.builds(Redone, entry=NUMBERS),
    Closed: st.builds(Closed),
    Recorded: st.builds(
        Recorded, number=NUMBERS, given=INSTANTS, ended=INSTANTS, block=BLOCKS, particulars=PARTICULARS
    ),
    Amended: st.builds(
        Amended,
        of=NUMBERS,
        changes=PARTICULARS,
        began=st.none() | INSTANTS,
        took=st.none() | LENGTHS,
        block=st.none() | BLOCKS,
        goes=...,
    ),
    GistSet: st.builds(GistSet, block=BLOCKS, speaker=st.none() | TEXTS, turn=..., gist=st.none() | TEXTS),
    DecisionMade: st.builds(DecisionMade, text=TEXTS),
    TaskGiven: st.builds(TaskGiven, text=TEXTS, owner=st.none() | TEXTS, due=...),
    Struck: st.builds(Struck, of=NUMBERS, why=TEXTS),
    Noted: st.builds(Noted, text=TEXTS, of=st.none() | NUMBERS),
}

SEALS = st.just("") | st.text("0123456789abcdef", min_size=16, max_size=16)


def test_the_strategies_of_this_file_cover_every_kind_of_event() -> None:
    """A new one fails here until it is among them."""
    assert set(BY_KIND) == set(EVENTS.values())


@given(
    entry=st.builds(Entry, n=NUMBERS, at=INSTANTS, written=INSTANTS, by=TEXTS, event=st.one_of(*BY_KIND.values())),
    before=SEALS,
)
def test_a_line_gives_back_the_entry_and_its_seal(entry: Entry, before: str) -> None:
    """Whatever happened, and whatever was typed."""
    line, seal = encode(entry, before)

    assert decode(line.removesuffix(b"\n"), before) == (entry, seal)


@given(changes=PARTICULARS)
def test_what_is_set_to_nothing_stays_told_from_what_is_not_set(changes: Particulars) -> None:
    """An amendment that takes a name away takes it away after it was read, too."""
    line, _ = encode(Entry(2, at("14:00"), at("14:00"), "t", Amended(of=1, changes=changes)), "")
    event = decode(line.removesuffix(b"\n"), "")[0].event

    assert isinstance(event, Amended)
    assert event.changes.model_fields_set == changes.model_fields_set


def test_a_line_is_ascii_json_in_a_fixed_order() -> None:
    """Anybody can read a journal with any tool, and find the seal last."""
    line = lines_of(EIGHT)[1]

    assert line.isascii()
    assert list(json.loads(line)) == ["n", "at", "written", "kind", "block", "by", "seal"]
    assert line.startswith(
        b'{"n":2,"at":"2016-07-20T14:00:00.000000Z","written":"2016-07-20T14:00:00.000000Z",'
        b'"kind":"block_started","block":"a","by":"tester","seal":"'
    )


def test_an_entry_is_one_line_whatever_was_typed() -> None:
    """Line separators of every kind are escaped."""
    line, _ = encode(note(2, "a\nb\r\nc\u2028d\u2029e\x85f\x0bg\x00"), "")

    assert len(line.splitlines()) == 1
    assert line.endswith(b"\n")


def test_instants_are_written_in_utc_wherever_they_come_from() -> None:
    """One spelling, with microseconds, so that lines can be compared."""
    east = timezone(timedelta(hours=5, minutes=45))
    line, _ = encode(Entry(2, at("14:00").astimezone(east), at("14:01"), "t", Noted(text="")), "")

    assert json.loads(line)["at"] == "2016-07-20T14:00:00.000000Z"


def test_a_login_name_that_is_no_text_is_made_one() -> None:
    """The system hands out bytes that it can't decode as lone surrogates, which no file in UTF-8 can hold."""
    line, _ = encode(note(2, "x", by="j\udce9r\u00f4me"), "")

    assert decode(line.removesuffix(b"\n"), "")[0].by == "j\ufffdr\u00f4me"


def test_the_seal_depends_on_the_line_and_on_the_one_before() -> None:
    """A line fits only where it was written."""
    line, seal = encode(note(2, "x"), "0123456789abcdef")
    other, other_seal = encode(note(2, "x"), "fedcba9876543210")

    assert line != other
    assert seal[:8] == other_seal[:8], "the half that needs no other line"
    assert seal[8:] != other_seal[8:]
    with pytest.raises(WrongSeal):
        decode(line.removesuffix(b"\n"), "fedcba9876543210")


def _sealed(fields: dict[str, Any]) -> bytes:
    """A line with any content under a right seal, as another program might write it."""
    return _with_seal(json.dumps(fields, separators=(",", ":")).encode()[:-1])


def _with_seal(body: bytes) -> bytes:
    digits = sha256(body).hexdigest()[:8]
    return body + f',"seal":"{digits}{digits}"}}'.encode()


FINE = {key: value for key, value in json.loads(encode(note(2, "x"), "")[0]).items() if key != "seal"}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        pytest.param({"kind": "vote_taken"}, "'vote_taken' is no kind of entry", id="unknown kind"),
        pytest.param({"colour": "red"}, "colour: Extra inputs are not permitted", id="unknown field"),
        pytest.param({"text": 7}, "text: Input should be a valid string", id="field of a wrong type"),
        pytest.param({"n": "2"}, "isn't an entry", id="number as text"),
        pytest.param({"n": True}, "isn't an entry", id="number as truth value"),
        pytest.param({"at": "2016-07-20T14:30:00"}, "isn't an entry", id="time without zone"),
        pytest.param({"at": "soon"}, "isn't an entry", id="no time"),
        pytest.param({"by": None}, "isn't an entry", id="nobody"),
    ],
)
def test_a_line_under_a_right_seal_may_still_be_unknown(changes: dict[str, Any], sentence: str) -> None:
    """Then the reason is told."""
    with pytest.raises(BadLine, match=sentence):
        decode(_sealed({**FINE, **changes}), "")


@pytest.mark.parametrize("body", [b"[1]", b'"x"', b"[" * 100_000, b'{"n":' + b"9" * 5_000, b"\xff\xfe", b"", b"{"])
def test_what_is_no_json_object_is_refused(body: bytes) -> None:
    """Even under a right seal, however deep or long."""
    with pytest.raises(BadLine, match="isn't an entry"):
        decode(_with_seal(body), "")


def test_a_newer_format_is_told_before_its_fields_are_looked_at() -> None:
    """What this program doesn't know isn't called wrong."""
    first = opened(PLAN)
    assert isinstance(first.event, Opened)
    newer = Entry(1, first.at, first.written, "t", first.event.model_copy(update={"format": 2}))
    fields = json.loads(encode(newer, "")[0])
    fields.pop("seal")

    with pytest.raises(NewerFormat, match="newer version of runofshow: format 2; this program knows 1"):
        decode(_sealed({**fields, "stars": 3}), "")


def test_an_entry_that_is_longer_than_a_line_may_be_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """To the byte, with a line that may be shorter than usual."""
    entry = note(2, "x" * 100)
    length = encode(entry, "")[0].rindex(b',"seal":')

    monkeypatch.setattr("runofshow.journal.entry_line.LONGEST_LINE", length)
    encode(entry, "")
    monkeypatch.setattr("runofshow.journal.entry_line.LONGEST_LINE", length - 1)
    with pytest.raises(BadLine, match=f"an entry of {length} bytes is too long: a line holds {length - 1}"):
        encode(entry, "")


def test_only_an_opening_tells_of_a_newer_format() -> None:
    """Nothing else, whatever it holds."""
    assert str(newer_format(b'{"kind":"opened","format":9}')).startswith("written by a newer version of runofshow")
    for line in (b'{"kind":"noted","format":9}', b'{"kind":"opened","format":1}', b'{"format":9}', b"[9]", b"9", b"{"):
        assert newer_format(line) is None


def test_what_is_no_entry_is_told_by_what_is_wrong_with_it() -> None:
    """Instants from 1900 to 9000, a kind that is known, and fields that are right."""
    line = lines_of([note(1, "x")])[0][:-1]
    at_time = b'"at":"2016-07-20T14:30:00.000000Z"'
    assert at_time in line

    for instant in (b"1900-01-01T00:00:00.000000Z", b"9000-01-01T00:00:00.000000Z"):
        understood(line.replace(at_time, b'"at":"' + instant + b'"'))
    for instant in (b"1899-12-31T23:59:59.999999Z", b"9000-01-01T00:00:00.000001Z"):
        with pytest.raises(BadLine, match="it isn't an entry"):
            understood(line.replace(at_time, b'"at":"' + instant + b'"'))
    for before, then, sentence in (
        (b'"kind":"noted"', b'"kind":"unheard_of"', "'unheard_of' is no kind of entry"),
        (b'"kind":"noted",', b"", "'None' is no kind of entry"),
        (b'"text":"x"', b'"text":7', r"^noted\.text: Input should be a valid string$"),
    ):
        with pytest.raises(BadLine, match=sentence):
            understood(line.replace(before, then))
    assert newer_format(b'{"kind":"opened","format":2}') is not None


def test_a_process_that_only_reads_knows_every_kind() -> None:
    """Whatever else it has loaded: `journals` loads no more than this, and refused what a note was."""
    program = (
        "import runofshow.journal.entry_line; from runofshow.show.state import EVENTS; print(*sorted(EVENTS), end='')"
    )
    known = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout

    assert known.split() == sorted(EVENTS)
