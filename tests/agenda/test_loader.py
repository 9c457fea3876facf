"""agenda.yaml: what is read as meant, and what is told, at which place, where it can't be."""

import os
import sys
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from runofshow.agenda import yaml_document
from runofshow.agenda.loader import (
    default_agenda,
    parse_agenda,
    parse_sheet,
    read_sheet,
)
from runofshow.agenda.model import Agenda
from runofshow.agenda.plan_checks import misfits
from runofshow.agenda.problems import AgendaError
from tests.agenda.refused import refused_cases, told
from tests.costs import calls_of

LUNCH = (Path(__file__).parents[2] / "agenda.yaml").read_text(encoding="utf-8")

HEAD = """\
title: A meeting
date: 2016-07-20
start: 13:00
end: 15:00
timezone: America/New_York
"""

SEGMENTS = """\
segments:
  - title: Opening
    blocks:
      - speaker: {name: Ms. A}
        duration: 7m
      - floor: Questions
        duration: rest
        min: 10m
"""

MEETING = HEAD + SEGMENTS


def changed(old: str, new: str) -> str:
    assert MEETING.count(old) == 1, f"{old!r} is not in the meeting once"
    return MEETING.replace(old, new)


# What is read as meant


def test_times_may_stand_without_quotes() -> None:
    """13:00 is an hour of the day, not 780."""
    agenda = parse_agenda(MEETING, "a.yaml")
    assert agenda.start == datetime(2016, 7, 20, 17, tzinfo=UTC)
    assert agenda == parse_agenda(MEETING.replace("13:00", '"13:00"').replace("15:00", "'3 p.m.'"), "a.yaml")


def test_text_is_what_was_typed() -> None:
    """Norway's code is not false, and no number, date or time is made of a title."""
    for typed in ("NO", "yes", "off", "0x1F", "1_000", "12e3", "2016-07-20", "1:30", ".inf", "=", "<<"):
        assert parse_agenda(changed("title: A meeting", f"title: {typed}"), "a.yaml").title == typed


def test_an_empty_optional_field_is_as_if_absent() -> None:
    """Staff leave `venue:` and `min:` empty until they know."""
    absent = parse_agenda(MEETING.replace("        min: 10m\n", ""), "a.yaml")
    for empty in ("", "~", "null", "Null", "NULL"):
        fields = f"venue: {empty}\nhandover: {empty}\nfloor: {{limit: {empty}}}\n"
        assert parse_agenda(HEAD + fields + SEGMENTS.replace("10m", empty), "a.yaml") == absent, empty


def test_a_quoted_null_is_text() -> None:
    """A delegate may be called Null."""
    agenda = parse_agenda(changed("{name: Ms. A}", '{name: "Null"}'), "a.yaml")
    assert next(agenda.blocks()).title == "Null"


def test_windows_files_are_read() -> None:
    """A byte order mark and CRLF line ends change nothing."""
    windows = b"\xef\xbb\xbf" + MEETING.replace("\n", "\r\n").encode()
    assert parse_agenda(windows, "a.yaml") == parse_agenda(MEETING, "a.yaml")
    assert parse_agenda("\ufeff" + MEETING, "a.yaml") == parse_agenda(MEETING, "a.yaml")


def test_text_may_run_over_lines() -> None:
    """An introduction keeps its paragraphs; a folded title is one line."""
    text = changed("title: A meeting", "title: >-\n  A meeting\n  of two lines")
    agenda = parse_agenda(text + "        intro: |\n          One.\n\n          Two.\n", "a.yaml")
    assert agenda.title == "A meeting of two lines"
    assert list(agenda.blocks())[1].intro == "One.\n\nTwo."


def test_durations_are_read_in_every_spelling() -> None:
    """Quoted or not."""
    for typed in ("7m", "420s", "7:00", '"7:00"', "PT7M", "7 min"):
        agenda = parse_agenda(changed("duration: 7m", f"duration: {typed}"), "a.yaml")
        assert next(agenda.blocks()).duration == timedelta(minutes=7)


# What is wrong, and where

BLOCK = "      - speaker: {name: Ms. A}\n        duration: 7m\n"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        *refused_cases("problems.txt", MEETING),
        pytest.param(HEAD + "segments: []\n", ["6:11: segments: must hold at least one item"], id="no segments"),
        pytest.param(
            HEAD + "segments: later\n",
            ["6:11: segments: must be a list, its items begun with '- ', not 'later'"],
            id="segments that are text",
        ),
        pytest.param(
            HEAD + "segments:\n  - Opening\n",
            ["7:5: segment 1: must hold fields (title, blocks), not 'Opening'"],
            id="a segment that is text",
        ),
        pytest.param(
            changed("title: A meeting", "title: " + "x" * 1001),
            ["1:8: title: longer than 1,000 characters"],
            id="a long title",
        ),
        pytest.param(
            MEETING + '"sig\u202enals\\n": x\n',
            ["14:1: signals : unknown field; did you mean 'signals'?"],
            id="a name with a bidi override and a line end in it",
        ),
        pytest.param(
            changed("duration: 7m", "words: " + "9" * 5_000),
            [f"10:16: segment 1, block 1, words: '{'9' * 39}…' is no whole number"],
            id="a number of five thousand digits",
        ),
    ],
)
def test_a_problem_has_its_place_and_a_sentence(content: str, expected: list[str]) -> None:
    """Line, column and path, and no second problem that only follows from the first."""
    assert told(content) == expected


def test_a_field_is_guessed_only_if_its_name_is_like_enough() -> None:
    """13 of 16 letters in 24 are just enough, in 25 they aren't."""
    like, unlike = (told(MEETING + f"words_per_min{'x' * count}: 9\n") for count in (11, 12))
    assert like == ["14:1: words_per_minxxxxxxxxxxx: unknown field; did you mean 'words_per_minute'?"]
    assert unlike[0].startswith("14:1: words_per_minxxxxxxxxxxxx: unknown field; known here: date, ")


def test_what_stands_in_an_unknown_field_is_not_looked_into() -> None:
    """Also where it is left empty."""
    (line,) = told(MEETING + "zzzz: {a: }\n")
    assert line.startswith("14:1: zzzz: unknown field; known here: date, ")


def test_every_problem_is_told_at_once_in_the_order_of_the_file() -> None:
    """Form, fields and ids together."""
    content = """\
title: A meeting
title: Again
date: 20 July
start: &begin 13:00
end: *begin
timezone: Mars/Base
venue: !!str Room 1
segments:
  - title: Opening
    blocks:
      - speaker: {name: Ms. A}
        durration: 7m
        id: a
      - floor: Questions
        duration: 7
        id: a
      - {}
"""
    assert told(content) == [
        "2:1: title: field is given twice, first in line 1: take one out",
        "3:7: date: '20 July' is no date: write year-month-day, as 2016-07-20",
        "4:8: start: anchor '&begin' is not allowed: take it out",
        "5:6: end: alias '*begin' is not allowed: write the value out",
        "6:11: timezone: unknown time zone 'Mars/Base': write it like America/New_York",
        "7:8: venue: tag '!!str' is not allowed: take it out",
        "12:9: segment 1, block 1, durration: unknown field; did you mean 'duration'?",
        "15:19: segment 1, block 2, duration: 7 has no unit: write 7m for minutes or 7s for seconds",
        "16:13: segment 1, block 2, id: an earlier block has the id 'a' already: an id names one block",
        (
            "17:9: segment 1, block 3: a block needs 'speaker' (for a speech), 'panel', 'floor' (for remarks from "
            "the floor) or 'item' (for a break, a video, a photo)"
        ),
        "17:9: segment 1, block 3, duration: required field is missing: a length of time such as 7m, or 'rest'",
    ]


def test_more_than_a_hundred_problems_are_counted() -> None:
    """All of them are kept; a hundred are shown."""
    content = MEETING + "".join(f"zz{number}: x\n" for number in range(150))
    with pytest.raises(AgendaError) as refused:
        parse_agenda(content, "a.yaml")
    lines = str(refused.value).splitlines()
    assert len(refused.value.problems) == 150
    assert len(lines) == 101
    assert lines[0].startswith("a.yaml:14:1: zz0: unknown field")
    assert lines[-1] == "a.yaml: and 50 more"


@pytest.mark.parametrize(("count", "last"), [(100, "zz99: unknown field"), (101, "and 1 more")])
def test_a_hundred_problems_are_shown_and_one_more_is_counted(count: int, last: str) -> None:
    """Nobody reads of 0 more."""
    lines = told(MEETING + "".join(f"zz{number}: x\n" for number in range(count)))

    assert len(lines) == count
    assert last in lines[-1]


def test_a_misspelt_field_is_known_wherever_one_may_stand() -> None:
    """In the agenda, and in a block of each kind."""
    rows = {
        "moderator: {nam: A}": "moderator, nam: unknown field; did you mean 'name'?",
        "floor: {limi: 2m}": "floor, limi: unknown field; did you mean 'limit'?",
        "floor: {limits: {ngos: 2m}}": "floor, limits, ngos: unknown field; did you mean 'ngo'?",
        "floor: {signals: {finale: 2m}}": "floor, signals, finale: unknown field; did you mean 'final'?",
        "signals: {finale: 2m}": "signals, finale: unknown field; did you mean 'final'?",
        "  - {titles: A}": "segment 2, titles: unknown field; did you mean 'title'?",
        "      - {speakers: [{nam: A}]}": "segment 1, block 3, speaker 1, nam: unknown field; did you mean 'name'?",
        "      - {panel: A, moderator: {nam: A}}": (
            "segment 1, block 3, moderator, nam: unknown field; did you mean 'name'?"
        ),
        "      - {floor: A, limits: {ngos: 2m}}": (
            "segment 1, block 3, limits, ngos: unknown field; did you mean 'ngo'?"
        ),
        "      - {item: A, signals: {finale: 2m}}": (
            "segment 1, block 3, signals, finale: unknown field; did you mean 'final'?"
        ),
        "      - {item: A, types: photo}": "segment 1, block 3, types: unknown field; did you mean 'type'?",
    }

    found = {text: [line.split(": ", 1)[1] for line in told(f"{MEETING}{text}\n")] for text in rows}
    assert {text: next(line for line in lines if "unknown" in line) for text, lines in found.items()} == rows


# What is no YAML, or none that an agenda needs


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("", "1:1: the file is empty, or holds comments only: an agenda begins with its title", id="empty"),
        pytest.param(
            "# later\n",
            "1:1: the file is empty, or holds comments only: an agenda begins with its title",
            id="comments",
        ),
        pytest.param("---\n", "1:1: the file is empty: an agenda begins with its title", id="an empty document"),
        pytest.param("- a\n", "1:1: this is a list: an agenda is made of fields, as 'title: …'", id="a list"),
        pytest.param("\nhello\n", "2:1: this is text: an agenda is made of fields, as 'title: …'", id="text"),
        pytest.param(
            MEETING + "---\n" + MEETING, "14:1: a second document begins here: one file holds one agenda", id="two"
        ),
        pytest.param(
            "Title: Zürich\nb: Genève".encode("latin-1"),
            "1:9: byte 0xFC is not UTF-8: save the file as UTF-8",
            id="Latin-1",
        ),
        pytest.param(
            "title: Jürg\r\nvenue: ".encode() + b"\xe9",
            "2:8: byte 0xE9 is not UTF-8: save the file as UTF-8",
            id="line 2",
        ),
        pytest.param(MEETING.encode("utf-16"), "1:1: the file is in UTF-16: save it as UTF-8", id="UTF-16"),
        pytest.param(
            MEETING.encode("utf-16-le"),
            "1:2: control character U+0000: an agenda is plain text, so take it out",
            id="UTF-16 without a mark",
        ),
        pytest.param(
            "title: \ud800", "1:8: control character U+D800: an agenda is plain text, so take it out", id="half"
        ),
        pytest.param("%YAML 9.9\n---\na: b\n", None, id="a version that does not exist"),
        pytest.param(
            "x" * (1 << 20) + "x",
            "1:1: the file is larger than 1 MiB, as 8,000 blocks are: split the meeting into several agendas",
            id="too large",
        ),
        pytest.param(
            "[" * 500, "1:21: item 1, item 1, item 1: nested more than 20 deep: that is no agenda", id="too deep"
        ),
        pytest.param("{a: " * 30, "1:78: a, a, a: nested more than 20 deep: that is no agenda", id="fields too deep"),
        pytest.param("{? " * 30, "1:61: ?, ?, ?: nested more than 20 deep: that is no agenda", id="names too deep"),
        pytest.param(
            "[" + "a," * 110_000, "1:200000: item 100000: more than 100,000 values: that is no agenda", id="too many"
        ),
    ],
)
def test_what_is_no_agenda_at_all_is_told_in_one_line(content: str | bytes, expected: str | None) -> None:
    """One problem, at its place, in words that don't need the YAML specification."""
    lines = told(content)
    assert len(lines) == 1
    assert expected is None or lines == [expected]


def test_a_long_text_is_told_beside_the_rest() -> None:
    """No field takes fifty thousand characters, and the rest of the file is checked all the same."""
    content = changed("A meeting", "x" * 50_001).replace("duration: 7m", "duration: 7")
    assert [line.split(": ")[:3] for line in told(content)] == [
        ["1:8", "title", "longer than 50,000 characters"],
        ["10:19", "segment 1, block 1, duration", "7 has no unit"],
    ]
    assert told(changed("A meeting", "x" * 50_000)) == ["1:8: title: longer than 1,000 characters"]


def test_a_file_of_a_whole_mebibyte_is_read() -> None:
    """One character more is too much."""
    assert parse_agenda(MEETING + "#" * ((1 << 20) - len(MEETING)), "a.yaml") == parse_agenda(MEETING, "a.yaml")


def test_places_are_counted_without_a_byte_order_mark_and_from_the_first_line() -> None:
    """Whatever stands before the place."""
    misspelt = MEETING.replace("title: A", "titel: A")
    assert told("\ufeff" + misspelt) == ["1:1: titel: unknown field; did you mean 'title'?"]
    zurich = b"\xef\xbb\xbf" + "Title: Zürich".encode("latin-1")
    assert told(zurich) == ["1:9: byte 0xFC is not UTF-8: save the file as UTF-8"]
    assert told("\ufefftitle: \x1b") == ["1:8: control character U+001B: an agenda is plain text, so take it out"]
    assert told("\n\x1b") == ["2:1: control character U+001B: an agenda is plain text, so take it out"]


def test_further_documents_are_told_once() -> None:
    """However many there are."""
    lines = told(MEETING + "---\na: b\n---\nc: d\n")
    assert lines == ["14:1: a second document begins here: one file holds one agenda"]


def test_problems_inside_a_name_that_is_none_have_a_place_too() -> None:
    """In what stands for the name, and in its value."""
    assert told(MEETING + "? [&x a]\n: c\n") == ["14:4: ? 1: anchor '&x' is not allowed: take it out"]
    assert told(MEETING + "? [a, b]\n: &x c\n") == [
        "14:3: the name of a field is plain text, not a list and not other fields",
        "15:3: ?: anchor '&x' is not allowed: take it out",
    ]


def test_the_place_of_too_many_values_is_that_of_their_list() -> None:
    """Not the one block that was too much. How many could be read is said in blocks."""
    (line,) = told(HEAD + SEGMENTS + "      - {floor: F, duration: 1m}\n" * 22_000)
    assert line.endswith(
        ": segment 1, blocks: too long: of this segment 19,995 blocks were read, and that is all one agenda holds; "
        "split the meeting into several agendas"
    )


def test_an_alias_bomb_is_refused_at_once() -> None:
    """Ten lines that would unfold to a billion values are never unfolded."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    bomb = "\n".join(lines) + "\n" + MEETING
    problems = told(bomb)
    assert calls_of(lambda: told(bomb)) < 100_000
    assert "1:5: a0: anchor '&a0' is not allowed: take it out" in problems
    assert "2:10: a1, item 1: alias '*a0' is not allowed: write the value out" in problems


def test_an_alias_that_holds_itself_is_refused() -> None:
    """No recursion."""
    assert told(MEETING + "venue: &a [*a]\n") == [
        "14:8: venue: anchor '&a' is not allowed: take it out",
        "14:8: venue: must be one value, not a list",
        "14:12: venue 1: alias '*a' is not allowed: write the value out",
    ]


def test_tags_are_refused() -> None:
    """An agenda is data, and nothing is made of it."""
    for tag in ("!!python/object/apply:os.system", "!!int", "!mine", "!"):
        lines = told(changed("A meeting", f"{tag} A meeting"))
        assert any(line.startswith("1:8: title: tag '!") for line in lines), tag


def test_the_pure_python_loader_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML came without libyaml."""
    monkeypatch.setattr(yaml_document, "_LOADER", yaml.SafeLoader)
    assert parse_agenda(LUNCH, "a.yaml") == default_agenda()
    assert told(changed("duration: 7m", "durration: 7m")) == [
        "10:9: segment 1, block 1, durration: unknown field; did you mean 'duration'?"
    ]
    assert told(changed("A meeting", '"A meeting')) == ["1:8: this quote is never closed"]
    assert told(changed("A meeting", "A: meeting")) == [
        "1:9: a colon inside a value: put the value in quotes, or line this field up"
    ]


# Files


def sentence_of(path: Path) -> str:
    with pytest.raises(AgendaError) as refused:
        read_sheet(path)
    assert refused.value.exit_code == 1
    return str(refused.value)


def test_a_file_is_read_and_named(tmp_path: Path) -> None:
    """Problems begin with the path that was given."""
    path = tmp_path / "meeting.yaml"
    path.write_text(MEETING, encoding="utf-8")
    assert read_sheet(path).agenda == parse_agenda(MEETING, "a.yaml")
    path.write_text(changed("duration: 7m", "duration: 7"), encoding="utf-8")
    assert sentence_of(path).startswith(f"{path}:10:19: segment 1, block 1, duration: 7 has no unit")


def test_a_folder_is_no_agenda(tmp_path: Path) -> None:
    """Somebody stopped typing too early."""
    assert sentence_of(tmp_path) == f"{tmp_path}: this is a folder: name the agenda's YAML file"


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """With its name."""
    path = tmp_path / "agenda.yml"
    assert sentence_of(path) == f"{path}: there is no such file: check the name and the folder"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """Nobody may ever write into it."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert sentence_of(pipe) == f"{pipe}: this is not a plain file: name the agenda's YAML file"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices on this system")
def test_a_device_is_no_agenda() -> None:
    """An endless one least of all."""
    assert "not a plain file" in sentence_of(Path("/dev/zero"))


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs permissions that bind")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    """Not as if it were missing."""
    path = tmp_path / "agenda.yaml"
    path.write_text(MEETING, encoding="utf-8")
    path.chmod(0)
    assert "you may not read this file" in sentence_of(path)


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000], ids=["a null in the name", "a name too long"])
def test_impossible_names_are_told(tmp_path: Path, name: str) -> None:
    """The system's own reason, in one line."""
    assert ": the file can't be read: " in sentence_of(tmp_path / name)
    assert len(sentence_of(tmp_path / name).splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need rights there")
def test_a_link_to_itself_is_told(tmp_path: Path) -> None:
    """No endless search."""
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert ": the file can't be read: " in sentence_of(loop)


def test_a_file_of_more_than_a_mebibyte_is_not_read_whole(tmp_path: Path) -> None:
    """Even if it would be valid."""
    path = tmp_path / "agenda.yaml"
    path.write_text(MEETING + "#" * (1 << 20), encoding="utf-8")
    assert (
        sentence_of(path)
        == f"{path}:1:1: the file is larger than 1 MiB, as 8,000 blocks are: split the meeting into several agendas"
    )


# The room

TOO_LONG = changed("duration: 7m", "duration: 1h30m").replace("min: 10m", "min: 39m30s")


def test_a_plan_longer_than_the_room_is_an_error_at_the_block_in_which_the_room_ends(tmp_path: Path) -> None:
    """At its duration, or its words."""
    path = tmp_path / "agenda.yaml"
    path.write_text(TOO_LONG, encoding="utf-8")
    assert str(read_sheet(path).misfit_error()) == (
        f"{path}:12:19: segment 1, block 2, duration: the minimum lengths and handovers need 2h10m, 10m more than "
        "13:00–15:00: the room ends in block 'questions' (Questions)"
    )
    spoken = parse_sheet(changed("duration: 7m", "words: 100000"), "a.yaml").misfit_error()
    assert str(spoken).startswith("a.yaml:10:16: segment 1, block 1, words: the minimum lengths and handovers need 14h")


def test_a_plan_that_fits_by_giving_is_a_warning() -> None:
    """It fits, but not as planned."""
    sheet = parse_sheet(changed("duration: rest", "duration: 2h"), "a.yaml")
    (warning,) = sheet.warnings()
    assert warning == (
        "a.yaml:13:14: segment 1, block 2, min: "
        "the agenda fits 13:00–15:00 only because blocks with 'min' give up 7m30s of their duration"
    )
    assert sheet.misfit_error() is None


def test_a_plan_that_fits_says_nothing() -> None:
    """No news is good news."""
    sheet = parse_sheet(MEETING, "a.yaml")
    assert (sheet.misfit_error(), sheet.warnings()) == (None, [])


# Whatever is thrown at it


def read_or_refuse(content: str | bytes) -> Agenda | None:
    try:
        agenda = parse_agenda(content, "a.yaml")
    except AgendaError as error:
        assert error.problems
        assert len(str(error).splitlines()) == min(len(error.problems), 101)
        assert not any(unsafe in str(error) for unsafe in "\x00\x1b\x9b\u202e\ud800")
        assert not any("does not fit" in problem.sentence for problem in error.problems)
        return None
    misfits(agenda)
    assert Agenda.model_validate(agenda.model_dump(mode="json")) == agenda
    return agenda


@given(st.binary(max_size=300))
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf")
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    """Never anything but an agenda or its problems."""
    read_or_refuse(content)


@given(st.one_of(st.text(max_size=300), st.text(alphabet="ab:- \n\t[]{},&*!|>'\"%@`#?~\\<=.…", max_size=200)))
@example("? ")
@example("? ? ? a")
@example("- - - ? : ")
@example("*a : b")
@example("&a *a")
@example("<<: {a: b}")
@example("{[a]: b, {c: d}: e}")
@example("{? : }")
@example("!<tag:yaml.org,2002:str> a: b")
@example("%TAG ! tag:x,2000:\n---\n!a b: c")
@example("a: !")
def test_any_text_is_read_or_refused(content: str) -> None:
    """YAML's own marks most of all."""
    read_or_refuse(content)


pieces = st.sampled_from(
    ["", "~", "rest", "7", "[]", "{}", "{a: b}", "[a, [b]]", "-1m", "0s", "24h", "NO", "&a", "*a", "!!int 3", "- x"]
    + ["title:", "speaker:", "floor:", "\n", ": ", "  ", "\t", "'", '"', "|", "?", "#", "999999999999999999999", "é"]
    + ["0001-01-01", "9999-12-31", "2016-03-13", "02:30", "25:00", "Asia/Tokyo", "../../etc/passwd", "\u202e", "1e999"]
)


@given(st.lists(st.tuples(st.integers(0, len(LUNCH)), st.integers(0, 12), pieces), min_size=1, max_size=4))
def test_a_damaged_lunch_is_read_or_refused(damage: list[tuple[int, int, str]]) -> None:
    """Cut out a little, put in something else."""
    content = LUNCH
    for at, cut, piece in damage:
        content = content[:at] + piece + content[at + cut :]
    read_or_refuse(content)


VALUES = [(number, line) for number, line in enumerate(LUNCH.splitlines()) if ": " in line and not line.startswith("#")]


@example([((18, "date: 2016-07-20"), "\u202e")])
@given(st.lists(st.tuples(st.sampled_from(VALUES), pieces), min_size=1, max_size=5))
def test_a_lunch_with_other_values_is_read_or_refused(changes: list[tuple[tuple[int, str], str]]) -> None:
    """Every field with every kind of value."""
    lines = LUNCH.splitlines()
    for (number, line), piece in changes:
        lines[number] = f"{line.split(': ', 1)[0]}: {piece}"
    read_or_refuse("\n".join(lines))


NONSENSE = {
    "one key over and over": "a: b\n" * 2_000,
    "thousands of unknown fields": "".join(f"k{n}: b\n" for n in range(2_000)),
    "thousands of segments that are text": HEAD + "segments:\n" + "  - x\n" * 3_000,
    "thousands of blocks": HEAD + SEGMENTS + BLOCK * 3_000,
    "thousands of blocks of nothing with one id": HEAD + SEGMENTS + "      - {id: a}\n" * 1_500,
    "a name of a million letters": "a" * 1_000_000 + ": b",
    "half a million question marks": "? " * 500_000,
    "half a million dashes": "- " * 500_000,
    "a quarter of a million braces": "{a: " * 250_000,
    "a million empty lines in an open quote": "a: 'x\n" + "\n" * 1_000_000,
    "anchors alone": "&a " * 300_000,
    "a million number signs": "#" * 1_000_000,
    "a very long text": "a: |\n" + " x\n" * 300_000,
    "names that go on": "x: y z\n " * 100_000,
    "a million backslashes": "\\" * 1_000_000,
    "escapes without an end": '"' + "\\x41" * 250_000,
}
MOST_CALLS_A_BYTE = 100
"""Of functions, in reading or refusing a file: 18 are needed where there is a problem in every fifth byte."""


def test_large_nonsense_is_refused_in_steps_that_grow_with_its_size() -> None:
    """Nothing is read over and over."""
    for name, content in NONSENSE.items():
        assert calls_of(partial(read_or_refuse, content)) < MOST_CALLS_A_BYTE * len(content), name
