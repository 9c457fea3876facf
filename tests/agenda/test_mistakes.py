"""Mistakes that staff make in the form of a file: each is explained where it stands, with what to type instead."""

from pathlib import Path

import pytest

from runofshow.agenda.loader import parse_sheet, read_sheet
from runofshow.agenda.mistakes import Mistake, explanation, in_smart_quotes
from runofshow.agenda.problems import AgendaError
from tests.agenda.refused import refused_cases, told

HEAD = """\
title: A meeting
date: 2016-07-20
start: "13:00"
end: "15:00"
timezone: UTC
"""
BODY = """\
segments:
  - title: Opening
    blocks:
      - speaker: Ms. A
        duration: 7m
      - speaker: Ms. B
        duration: 7m
"""
"""The lines from 6 on."""


def body(before: str, after: str) -> str:
    """The agenda with a part of its body written in another way."""
    assert before in BODY
    return HEAD + BODY.replace(before, after, 1)


@pytest.mark.parametrize(("content", "expected"), refused_cases("mistakes.txt", HEAD + BODY))
def test_a_mistake_is_explained_where_it_stands(content: str, expected: list[str]) -> None:
    """Once, whatever else follows from it."""
    assert told(content) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            HEAD + "venue: Room #4 of five\n" + BODY,
            "6:8: venue: '#4 of five' is left out as a comment: put the value in quotes if it belongs to it",
            id="a value that a comment cuts",
        ),
        pytest.param(
            HEAD + BODY + "venue: Room #4 of five",
            "13:8: venue: '#4 of five' is left out as a comment: put the value in quotes if it belongs to it",
            id="at the end of the file",
        ),
        pytest.param(
            HEAD + "venue: “Room four”\n" + BODY,
            '6:8: venue: “ and ” are no quotation marks here: type straight ones, as "…"',
            id="smart quotes around a text",
        ),
        pytest.param(
            HEAD.replace("13:00", "1:00").replace("15:00", "3:00") + BODY,
            "3:8: start: the meeting begins at 01:00, at night: write 13:00 or 1 pm if the afternoon is meant",
            id="an afternoon that is a night",
        ),
        pytest.param(
            HEAD.replace("2016-07-20", "2016-03-27").replace("UTC", "Europe/Zurich").replace("13:00", "0:31") + BODY,
            "2:7: date: clocks go from 02:00 to 03:00 during the meeting, 00:31–15:00: check the clock times",
            id="a night in which clocks go forward",
        ),
        pytest.param(
            HEAD.replace("2016-07-20", "2016-11-06").replace("UTC", "America/New_York").replace("13:00", "0:30") + BODY,
            "2:7: date: clocks go from 02:00 to 01:00 during the meeting, 00:30–15:00: check the clock times",
            id="a night in which clocks go back",
        ),
    ],
)
def test_what_is_valid_and_may_not_be_meant_is_a_warning(text: str, expected: str) -> None:
    """The agenda is read all the same."""
    assert parse_sheet(text, "a.yaml").warnings() == [f"a.yaml:{expected}"]


def test_a_mistake_is_looked_for_up_to_two_lines_above_where_the_parser_stopped() -> None:
    """The parser may stop below it, or at the end of the text."""
    dash = Mistake(1, 1, "'–' begins no list item: type a hyphen and a space, '- '")
    lines = ["– title: A", "date: 2016-07-20", 'start: "13:00"', 'end: "15:00"']

    assert [explanation(lines, stopped) for stopped in (1, 2, 3, 4, 5)] == [dash, dash, dash, None, None]
    assert explanation(lines[:1], 2) == dash


def test_a_text_in_typographic_quotes_has_one_at_either_end() -> None:
    """A single one is both its first and its last character."""
    assert [in_smart_quotes(text) for text in ("", "“", "“”", "“A”", "A”")] == [False, False, True, True, False]


def test_a_comment_that_looks_like_one_is_none_to_warn_of() -> None:
    """Behind a hash and a space, on a line of its own, behind quotes; nor is a hash inside a word."""
    text = HEAD.replace('"13:00"', '"13:00" #one') + "#all of it\nvenue: Room#4 # the large one\n" + BODY
    assert parse_sheet(text, "a.yaml").warnings() == []


def test_a_meeting_at_seven_in_the_morning_is_nothing_to_warn_of() -> None:
    """A minute earlier it would be."""
    seven = HEAD.replace("13:00", "7:00")
    assert parse_sheet(seven + BODY, "a.yaml").warnings() == []
    assert "at night" in parse_sheet(seven.replace("7:00", "6:59") + BODY, "a.yaml").warnings()[0]


@pytest.mark.parametrize("name", ["plan.xlsx", "plan.csv", "plan.docx", "plan.ics"])
def test_a_file_of_another_form_is_one_to_import(name: str, tmp_path: Path) -> None:
    """Whatever it holds."""
    path = tmp_path / name
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(AgendaError) as error:
        read_sheet(path)
    assert str(error.value) == (
        f"{path}: this is no agenda: 'runofshow import {name} -o agenda.yaml' makes one of it, if it holds a programme"
    )


def test_misfits_and_warnings_stand_in_the_order_of_the_file() -> None:
    """Each with its place."""
    text = HEAD + "venue: Room #4\n" + BODY.replace("duration: 7m", "duration: 2h\n        min: 30m", 1)
    assert [line.split(":")[1] for line in parse_sheet(text, "a.yaml").warnings()] == ["6", "12"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[" * 200_000, "1:1001: nested more than 20 deep: that is no agenda"),
        ("[" + " " * 500_000 + "@", "1:500002: this can't begin a value: "),
    ],
    ids=["brackets", "blanks"],
)
def test_a_long_line_is_explained_without_reading_it_again_for_each_letter(text: str, expected: str) -> None:
    """Which would take minutes."""
    (problem,) = told(text)
    assert problem.startswith(expected)


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ("title: Opening", 'title: "Opening', "7:12"),
        ("speaker: Ms. A", "speaker: 'Ms. A", "9:18"),
        ("speaker: Ms. A", 'speaker: {name: "Ms. A, title: Director}', "9:25"),
        ("duration: 7m\n      - speaker: Ms. B", 'duration: "7m\n      - speaker: "Ms. B"', "10:19"),
    ],
)
def test_a_quote_that_is_never_closed_is_told_where_it_was_opened(before: str, after: str, place: str) -> None:
    """And not at the next quote, many lines below, where the parser stops."""
    more = '      - panel: "On data"\n        speakers: ["A", "B"]\n        duration: "7m"\n'
    assert told(body(before, after) + more) == [f"{place}: this quote is never closed"]


def test_a_quoted_text_of_two_lines_is_no_quote_that_is_never_closed() -> None:
    """The mistake behind it is told."""
    text = HEAD.replace("A meeting", '"A\n  meeting"') + BODY.replace("speaker: Ms. B", "speaker: @b")
    assert told(text) == ["12:18: this can't begin a value: @ ` % need quotes around them"]


def test_a_list_of_speakers_has_a_field_of_its_own() -> None:
    """The message names it."""
    assert told(body("speaker: Ms. A", "speaker: [Ms. A, Mr. C]")) == [
        (
            "9:18: segment 1, block 1, speaker: must be one speaker, not a list: "
            "write 'speakers:' instead of 'speaker:' where several speak"
        )
    ]


@pytest.mark.parametrize(
    ("ends", "sentence"),
    [
        (
            "13:58",
            (
                "the agenda fits 13:00–13:58 only because blocks with 'min' give up 6m of their duration; "
                "by far the longest is block 'on-data' (On data) with 50m"
            ),
        ),
        (
            "13:50",
            (
                "the minimum lengths and handovers need 57m, 7m more than 13:00–13:50: "
                "the room ends in block 'on-data' (On data); by far the longest is block 'on-data' (On data) with 50m"
            ),
        ),
    ],
)
def test_a_length_that_is_a_slip_is_named_where_it_leaves_too_little_time(ends: str, sentence: str) -> None:
    """A panel of 50m instead of 5m: the keynote that gives way isn't the mistake."""
    text = HEAD.replace("15:00", ends).replace("timezone", "handover: 0s\ntimezone")
    text += BODY.replace("    blocks:", "    blocks:").replace("7m", "7m\n        min: 3m30s")
    text += "      - panel: On data\n        speakers: [Ms. C, Ms. D]\n        duration: 50m\n"
    sheet = parse_sheet(text, "a.yaml")
    error = sheet.misfit_error()
    assert sentence in (str(error) if error is not None else "\n".join(sheet.warnings()))
