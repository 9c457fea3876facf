"""The plan as a file: the sheet on every table, the staff sheet, the calendar; and hostile texts in each."""

import io
import re
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path, PurePath
from typing import Final
from zoneinfo import ZoneInfo

import docx
import pytest
from icalendar import Calendar, Event
from openpyxl import load_workbook

from runofshow.agenda.model import Agenda
from runofshow.agenda.reading import default_agenda
from runofshow.agenda.schedule import planned
from runofshow.errors import UsageError
from runofshow.export.dress.paper import Paper
from runofshow.export.plan.calendar import plan_ics
from runofshow.export.plan.formats import PLAN_FORMATS, plan_format
from runofshow.export.plan.handout import handout
from runofshow.export.plan.handout_size import points
from runofshow.export.plan.sheet import plan_csv
from runofshow.text import sanitize
from tests.export.hostile import HOSTILE, harmful

GOLDENS: Final = Path(__file__).parent / "goldens"
WRITTEN: Final = datetime(2016, 7, 1, 9, tzinfo=UTC)
NAMES: Final = ("csv", "markdown", "html", "ics", "json")


def written(name: str, agenda: Agenda | None = None, paper: Paper = "a4") -> bytes:
    """The plan of an agenda, else of the lunch, in that format."""
    return PLAN_FORMATS[name].whole_file(agenda or default_agenda(), paper, WRITTEN)


@pytest.mark.parametrize("name", NAMES)
def test_the_whole_file(name: str, request: pytest.FixtureRequest) -> None:
    """The lunch, byte for byte as it was read and found right."""
    golden = GOLDENS / f"plan{PLAN_FORMATS[name].endings[0]}"
    content = written(name)
    if request.config.getoption("--update-goldens"):
        golden.write_bytes(content)

    assert content == golden.read_bytes()


@pytest.mark.parametrize("name", ["xlsx", "docx"])
def test_the_same_agenda_makes_the_same_bytes(name: str) -> None:
    """Nothing in them tells when they were written."""
    assert written(name) == written(name)


def hostile_agenda(text: str) -> Agenda:
    """An agenda with the same text wherever a person can type one."""
    line = " ".join(text.encode("utf-8", "replace").decode().split())[:900] or "x"
    speaker = {"name": line, "title": line, "organization": line, "say": line}
    return Agenda.model_validate(
        {
            "title": line,
            "date": "2016-07-20",
            "timezone": "America/New_York",
            "start": "13:00",
            "end": "14:00",
            "venue": line,
            "notes": line,
            "moderator": speaker,
            "segments": [
                {
                    "title": line,
                    "blocks": [
                        {"speaker": speaker, "duration": "7m", "intro": line, "notes": line},
                        {"floor": line, "duration": "rest"},
                    ],
                }
            ],
        }
    )


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in HOSTILE.items()])
@pytest.mark.parametrize("name", NAMES)
def test_hostile_texts_are_harmless(text: str, name: str) -> None:
    """No control, no direction of writing, no half of a character reaches a file raw."""
    assert not harmful(written(name, hostile_agenda(text)).decode("utf-8-sig"))


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in HOSTILE.items()])
def test_hostile_texts_are_text_in_office_files(text: str) -> None:
    """No formula in a workbook; a document that opens, with the text in it."""
    agenda = hostile_agenda(text)
    book = load_workbook(io.BytesIO(written("xlsx", agenda)))
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)

    paragraphs = "\n".join(one.text for one in docx.Document(io.BytesIO(written("docx", agenda))).paragraphs)
    assert sanitize(agenda.title).strip() in paragraphs


def test_no_cell_of_the_csv_runs_as_a_formula() -> None:
    """Each is led by a quote."""
    agenda = hostile_agenda("=cmd|' /C calc'!A0")

    assert not re.search(rb'(^|[,"])=', plan_csv(agenda), re.MULTILINE)


class _Tags(HTMLParser):
    """What elements a page has, and what they lead to."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.leads: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember it."""
        self.names.add(tag)
        self.leads |= {
            name for name, _ in attrs if name in {"src", "href", "srcset", "action"} or name.startswith("on")
        }


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in HOSTILE.items()])
def test_the_page_asks_nothing_of_any_network(text: str) -> None:
    """No script, no picture, no link, whatever was typed."""
    tags = _Tags()
    tags.feed(written("html", hostile_agenda(text)).decode())

    assert not tags.leads
    assert not tags.names & {"script", "img", "link", "iframe", "a"}


def test_the_handout_holds_what_guests_may_read() -> None:
    """Times, names, designations, the hard stop; no notes, introductions and lengths."""
    agenda = default_agenda()
    for name in ("markdown", "html"):
        text = written(name).decode()
        for block in agenda.blocks():
            assert block.title.split("/")[0] in text
            assert (block.intro or "") not in text or not block.intro
        assert "15:00" in text
        assert "LUCK-shmee" not in text
        assert "Welcome by the moderator" not in text


def test_the_sheet_is_set_smaller_the_more_it_holds() -> None:
    """Down to what can be read at a table."""
    sizes = [points(handout(_meeting_of(count)), "a4") for count in (2, 20, 25, 30, 60)]

    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == 12.0
    assert len(set(sizes)) > 3
    assert sizes[-1] == 7.5


def test_a_segment_that_says_the_same_as_its_only_block_is_told_once() -> None:
    """Nobody reads `Discussion` above `Discussion`; what is a segment of its own stands out."""
    last = handout(default_agenda()).segments[-1]

    assert last.title == ""
    assert [(row.who, row.stands_out) for row in last.rows] == [("Discussion with participants/Member States", True)]
    assert written("markdown").decode().count("Discussion with participants/Member States") == 1


def _meeting_of(count: int) -> Agenda:
    blocks = [{"speaker": {"name": f"Ms. {number}", "title": "T" * 90}, "duration": "5m"} for number in range(count)]
    return Agenda.model_validate(
        {
            "title": "A meeting",
            "date": "2016-07-20",
            "timezone": "UTC",
            "start": "09:00",
            "end": "20:00",
            "segments": [{"title": "Opening", "blocks": blocks}],
        }
    )


def events_of(content: bytes) -> list[Event]:
    """What a calendar holds, read by the library."""
    return [one for one in Calendar.from_ical(content).walk("VEVENT") if isinstance(one, Event)]


def test_the_calendar_has_an_event_for_each_block_in_its_zone() -> None:
    """With the zone described, and read back by the library as the same instants."""
    agenda = default_agenda()
    content = plan_ics(agenda, WRITTEN)

    assert [(event.start, event.end) for event in events_of(content)] == [
        (row.start, row.end) for row in planned(agenda).rows
    ]
    assert content.count(b"DTSTART;TZID=America/New_York:") == len(planned(agenda).rows)
    (zone,) = Calendar.from_ical(content).walk("VTIMEZONE")
    assert zone.subcomponents
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def test_an_event_keeps_its_uid_when_times_change() -> None:
    """A calendar that takes the file again moves the event, and doubles none."""
    agenda = default_agenda()
    later = agenda.model_copy(update={"start": agenda.start + timedelta(minutes=5)})

    def uids(one: Agenda) -> list[str]:
        return [str(event["UID"]) for event in events_of(plan_ics(one, WRITTEN))]

    assert uids(agenda) == uids(later)
    assert len(set(uids(agenda))) == len(uids(agenda))


def test_the_hour_that_comes_twice_is_written_in_utc() -> None:
    """A zone's name alone can't tell which of the two it is."""
    agenda = Agenda.model_validate(
        {
            "title": "Night",
            "date": "2016-11-06",
            "timezone": "America/New_York",
            "start": "2016-11-06 01:30 -05:00",
            "end": "03:00",
            "segments": [{"title": "S", "blocks": [{"floor": "Q", "duration": "rest"}]}],
        }
    )
    (event,) = events_of(plan_ics(agenda, WRITTEN))

    assert event.start == datetime(2016, 11, 6, 6, 30, tzinfo=UTC)
    assert agenda.start.astimezone(ZoneInfo("America/New_York")).hour == 1


@pytest.mark.parametrize(
    ("name", "output", "sentence"),
    [
        pytest.param("pdf", None, "there is no format 'pdf': take one of csv, xlsx", id="unknown"),
        pytest.param(None, "plan.pdf", "doesn't end as one format does", id="ending"),
        pytest.param("csv", "plan.xlsx", "ends as xlsx does, and --format says csv", id="both"),
    ],
)
def test_a_format_that_is_none_is_refused(name: str | None, output: str | None, sentence: str) -> None:
    """With those that there are."""
    with pytest.raises(UsageError, match=re.escape(sentence)):
        plan_format(name, None if output is None else PurePath(output))


def test_the_ending_tells_the_format() -> None:
    """Unless it goes to the standard output."""
    assert plan_format(None, PurePath("plan.HTM")) is PLAN_FORMATS["html"]
    assert plan_format("ics", PurePath("-")) is PLAN_FORMATS["ics"]
    assert plan_format(None, None) is None
