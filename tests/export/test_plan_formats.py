"""The plan as a file: the sheet on every table, the staff sheet, the calendar; and hostile texts in each."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from pathlib import PurePath
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from runofshow.agenda.loader import default_agenda
from runofshow.agenda.model import Agenda
from runofshow.export.formats import PLAN_FORMATS, Options, Paper
from runofshow.export.handout import handout, points
from runofshow.export.plan_for_programs import next_sequence, plan_ics
from runofshow.export.staff_sheet import plan_csv
from tests.builders import agenda as agenda_with
from tests.export.conftest import AsGolden
from tests.export.hostile import HOSTILE, IN_A_LINE, IN_A_TITLE, harmful
from tests.export.read_back import Page, harmless_workbook, styled, word

NEW_YORK: Final = ZoneInfo("America/New_York")
WRITTEN: Final = datetime(2016, 7, 1, 9, tzinfo=UTC)
NAMES: Final = ("csv", "markdown", "html", "ics", "json")


def written(name: str, agenda: Agenda | None = None, paper: Paper = "a4") -> bytes:
    """The plan of an agenda, else of the lunch, in that format."""
    return PLAN_FORMATS[name].whole_file(agenda or default_agenda(), Options(paper=paper, written=WRITTEN))


@pytest.mark.parametrize("name", NAMES)
def test_the_whole_file_is_as_it_was(name: str, as_golden: AsGolden) -> None:
    as_golden(f"plan{PLAN_FORMATS[name].endings[0]}", written(name))


@pytest.mark.parametrize("name", ["xlsx", "docx"])
def test_the_same_agenda_makes_the_same_bytes(name: str) -> None:
    assert written(name) == written(name)


def hostile_agenda(text: str) -> Agenda:
    return agenda_of(text, [text])


def agenda_of(title: str, texts: Iterable[str]) -> Agenda:
    """An agenda with a title, and with a segment of two blocks for each of these texts."""
    head = _typed(title)
    people = {"title": head, "venue": head, "notes": head, "moderator": _speaker(head)}
    segments = [{"title": line, "blocks": _blocks(line)} for line in map(_typed, texts)]
    return agenda_with(start="13:00", end="23:00", segments=segments, **people)


def _typed(text: str) -> str:
    """The text as one line that an agenda takes: in UTF-8, not too long, and not empty."""
    return " ".join(text.encode("utf-8", "replace").decode().split())[:900] or "x"


def _speaker(line: str) -> dict[str, str]:
    return {"name": line, "title": line, "organization": line, "say": line}


def _blocks(line: str) -> list[dict[str, Any]]:
    return [
        {"speaker": _speaker(line), "duration": "4m", "intro": line, "notes": line},
        {"floor": line, "duration": "5m"},
    ]


PRINTED: Final = IN_A_LINE | {"lone-surrogate": "a?b", "long": "long " * 179 + "long", "nothing": "x", "blank": "x"}
"""Each hostile text of an agenda as a document shows it."""


@pytest.mark.parametrize("name", NAMES)
def test_hostile_texts_are_harmless(name: str) -> None:
    for hostile, text in HOSTILE.items():
        assert not harmful(written(name, hostile_agenda(text)).decode("utf-8-sig")), hostile


def test_hostile_texts_are_text_in_a_workbook() -> None:
    harmless_workbook(written("xlsx", agenda_of("Meeting", HOSTILE.values())), "any")
    for name in IN_A_TITLE:
        harmless_workbook(written("xlsx", hostile_agenda(HOSTILE[name])), name)


def test_hostile_texts_are_text_in_a_word_document() -> None:
    document = word(written("docx", agenda_of("Meeting", HOSTILE.values())))
    assert styled(document, "Handout Segment") == [title for title, _ in groupby(PRINTED[name] for name in HOSTILE)]

    for name in IN_A_TITLE:
        document = word(written("docx", hostile_agenda(HOSTILE[name])))
        assert styled(document, "Handout Title") == [PRINTED[name]], name


def test_no_cell_of_the_csv_runs_as_a_formula() -> None:
    agenda = hostile_agenda("=cmd|' /C calc'!A0")

    assert not re.search(rb'(^|[,"])=', plan_csv(agenda), re.MULTILINE)


def test_the_page_asks_nothing_of_any_network() -> None:
    for name, text in HOSTILE.items():
        page = Page(written("html", hostile_agenda(text)).decode())

        assert not page.leads_to, name
        assert not page.tags & {"script", "img", "link", "iframe", "a"}, name


def test_the_sheet_is_set_smaller_the_more_it_holds() -> None:
    sizes = [points(handout(_meeting_of(count)), "a4") for count in (2, 20, 25, 30, 60)]

    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == 12.0
    assert len(set(sizes)) > 3
    assert sizes[-1] == 7.5


def test_a_segment_that_says_the_same_as_its_only_block_is_told_once() -> None:
    """Nobody reads `Discussion` above `Discussion`; a floor round that is a segment of its own is a heading."""
    last = handout(default_agenda()).segments[-1]

    assert last.title == ""
    assert [row.lines for row in last.rows] == [[[("Discussion with participants/Member States", "heading")]]]
    assert written("markdown").decode().count("Discussion with participants/Member States") == 1


def _meeting_of(count: int) -> Agenda:
    blocks = [{"speaker": {"name": f"Ms. {number}", "title": "T" * 90}, "duration": "5m"} for number in range(count)]
    return agenda_with(*blocks, start="09:00", end="20:00")


def events_of(content: bytes) -> list[Event]:
    return [one for one in Calendar.from_ical(content).walk("VEVENT") if isinstance(one, Event)]


TIMES: Final = (
    *("13:00:00–13:03:00", "13:03:30–13:10:30", "13:11:00–13:18:00", "13:18:30–13:25:30", "13:26:00–13:38:00"),
    *("13:38:30–13:45:30", "13:46:00–13:53:00", "13:53:30–14:05:30", "14:06:00–14:13:00", "14:13:30–14:20:30"),
    *("14:21:00–14:27:00", "14:27:30–14:32:30", "14:33:00–14:38:00", "14:38:30–15:00:00"),
)
"""Of the blocks of the lunch."""


def local(moment: date) -> datetime:
    assert isinstance(moment, datetime)
    assert moment.utcoffset() == timedelta(0)
    return moment.astimezone(NEW_YORK)


def test_the_calendar_has_an_event_for_each_block_in_utc() -> None:
    """Without the description of a zone, which some programs drop; read back by the library with the plan's times."""
    content = plan_ics(default_agenda(), Options(written=WRITTEN))
    events = events_of(content)

    assert tuple(f"{local(event.start):%H:%M:%S}–{local(event.end):%H:%M:%S}" for event in events) == TIMES
    assert content.count(b"DTSTART:20160720T") == 14
    assert b"VTIMEZONE" not in content
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def test_every_event_has_the_number_of_its_version() -> None:
    """0 at first, and one more than the file that is overwritten, also where an earlier program wrote none."""
    first = plan_ics(default_agenda(), Options(written=WRITTEN))
    fourth = plan_ics(default_agenda(), Options(written=WRITTEN, sequence=3))

    assert [event["SEQUENCE"] for event in events_of(first)] == [0] * 14
    assert [event["SEQUENCE"] for event in events_of(fourth)] == [3] * 14
    before = re.sub(rb"SEQUENCE:0\r\n", b"", first)
    assert [next_sequence(content) for content in (first, fourth, before, b"", b"no calendar")] == [1, 4, 1, 0, 0]


def test_events_keep_their_uids_when_times_change_and_with_a_uid_of_the_agenda_whatever_changes() -> None:
    """A calendar that takes the file again moves its events, and doubles none."""

    def uids(agenda: Agenda, **changes: Any) -> list[str]:
        return [str(event["UID"]) for event in events_of(plan_ics(agenda.model_copy(update=changes), Options()))]

    lunch = default_agenda()
    named = lunch.model_copy(update={"uid": "lunch-2016"})

    assert uids(lunch) == uids(lunch, start=lunch.start + timedelta(minutes=5))
    assert len(set(uids(lunch))) == 14
    assert uids(named) == uids(named, title="Another title", date=lunch.date + timedelta(days=1))
    assert uids(named)[0] == "craig-mokhiber.lunch-2016@runofshow"


def test_the_ending_tells_the_format() -> None:
    assert PLAN_FORMATS.chosen(None, PurePath("plan.HTM")) is PLAN_FORMATS["html"]
    assert PLAN_FORMATS.chosen("ics", PurePath("-")) is PLAN_FORMATS["ics"]
    assert PLAN_FORMATS.chosen(None, None) is None
