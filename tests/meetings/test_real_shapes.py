"""Agendas of real shape: checked, planned, played on the engine, recorded and written in every format."""

import io
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import docx
import pytest

from runofshow.agenda.loader import read_sheet
from runofshow.agenda.model import Agenda
from runofshow.agenda.plan_checks import misfits
from runofshow.agenda.schedule import planned
from runofshow.export.formats import PLAN_FORMATS, RECORD_FORMATS, REPORT_FORMATS, Options
from runofshow.importers.questions import Answers
from runofshow.importers.to_agenda import imported
from runofshow.instants import Instant, instant
from runofshow.show.actions.blocks import EndBlock, Next, StartBlock
from runofshow.show.actions.floor import GiveFloor
from runofshow.show.actions.meeting import Finish, Opened
from runofshow.show.actions.panel import EndTurn, GiveTurn
from runofshow.show.forecast import forecast
from runofshow.show.meeting_record import record
from runofshow.show.particulars import Particulars
from runofshow.show.replay import apply, decide, replay
from runofshow.show.state import Action, Anchor, Entry, Show
from runofshow.show.statistics import report
from runofshow.simulation.assumptions import PRESETS, Assumptions
from runofshow.simulation.played_outcome import play_outcome
from runofshow.ui.picture import picture
from runofshow.ui.stage_picture import stage_picture
from runofshow.ui.tables import agenda_facts
from tests.builders import minutes

HERE = Path(__file__).parent
NAMES = ("conference-day", "council-dialogue", "hybrid-workshop")
ZONE = ZoneInfo("Europe/Zurich")


def agenda_of(name: str) -> Agenda:
    """The agenda of that name."""
    return read_sheet(HERE / f"{name}.yaml").agenda


def clock(plan: Agenda, time: str) -> Instant:
    """A time on the day of a meeting in Geneva."""
    return instant(datetime.combine(plan.date, datetime.strptime(time, "%H:%M").time(), ZONE))  # noqa: DTZ007 -- a time alone


def started(plan: Agenda) -> list[tuple[str, str]]:
    """Each block with its start."""
    return [(row.block.id, f"{row.start.astimezone(ZONE):%H:%M:%S}") for row in planned(plan).rows]


@pytest.mark.parametrize("name", NAMES)
def test_they_have_no_problem(name: str) -> None:
    """They are valid, and fit with their full lengths."""
    assert misfits(agenda_of(name)) == []
    assert agenda_facts(agenda_of(name))[0].endswith(": valid")


def test_the_plan_of_the_conference_day() -> None:
    """By hand: handovers of 30 s, of 60 s before a speaker by video link, slack before the two fixed starts."""
    plan = agenda_of("conference-day")

    assert started(plan) == [
        ("string-quartet", "09:30:00"),
        ("welcome", "09:33:30"),
        ("keynote-cities-on-the-move", "09:38:00"),
        ("video-message-of-the-secretary-general", "09:53:30"),
        ("financing-the-compact", "09:58:00"),
        ("questions-to-the-panel", "10:38:30"),
        ("coffee-break", "11:15:00"),
        ("tom-okello", "11:46:00"),
        ("signing-of-the-city-charter", "12:15:00"),
        ("family-photo", "12:30:30"),
        ("closing-discussion", "12:36:00"),
    ]
    slack = {row.block.id: row.slack for row in planned(plan).rows if row.slack}
    assert slack == {"coffee-break": minutes(16), "signing-of-the-city-charter": minutes(18.5)}
    assert f"{planned(plan).end.astimezone(ZONE):%H:%M}" == "12:55"


def test_the_plan_of_the_council_dialogue() -> None:
    """The second round has what is left before the concluding remarks and two minutes of margin."""
    plan = agenda_of("council-dialogue")

    assert started(plan) == [
        ("special-rapporteur", "10:00:00"),
        ("delegation-of-the-country-concerned", "10:11:00"),
        ("states-and-observers", "10:16:30"),
        ("first-answers", "11:37:00"),
        ("civil-society", "11:47:30"),
        ("concluding-remarks", "12:48:00"),
    ]


def test_the_plan_of_the_hybrid_workshop() -> None:
    """A minute before each speech by video link; the break ends at 14:57:30, and the live link waits for 15:15."""
    plan = agenda_of("hybrid-workshop")

    assert started(plan) == [
        ("paul-weber", "14:00:00"),
        ("carla-jones", "14:06:00"),
        ("somchai-dee", "14:19:00"),
        ("questions-to-both", "14:31:30"),
        ("break", "14:47:00"),
        ("live-link-to-the-field-office", "15:15:00"),
        ("what-would-help-tomorrow", "15:25:30"),
        ("conclusions", "15:56:00"),
    ]
    assert planned(plan).rows[5].slack == minutes(17.5)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", [1, 2])
def test_they_are_played_in_a_dry_run(name: str, seed: int) -> None:
    """Nothing begins before its fixed start."""
    played = play_outcome(agenda_of(name), Assumptions(PRESETS["chaired"]), seed)
    for block in played.blocks:
        assert block.planned.block.start is None or block.start >= block.planned.block.start


CONFERENCE: tuple[tuple[str, Action], ...] = (
    ("09:32", Next()),
    ("09:36", Next()),
    ("09:40", Next()),
    ("09:58", Next()),
    ("10:03", Next()),
    ("10:04", GiveTurn(1)),
    ("10:10", GiveTurn(2)),
    ("10:16", EndTurn()),
    ("10:17", GiveTurn(3)),
    ("10:44", Next()),
    ("10:45", GiveFloor(Particulars(who="Mexico", category="state", gist="Asked who pays."))),
    ("11:03", EndBlock()),
    ("11:15", StartBlock()),
    ("11:44", Next()),
    ("11:58", EndBlock()),
    ("12:15", StartBlock()),
    ("12:33", Next()),
    ("12:40", Next()),
    ("12:56", EndBlock()),
    ("12:57", Finish()),
)
"""A day on which the panel began late and the floor gave way."""


def held(plan: Agenda, steps: tuple[tuple[str, Action], ...]) -> Show:
    """The show after these steps."""
    opened = clock(plan, "09:20")
    show = replay([Entry(1, opened, opened, "t", Opened(mode="live", anchor=_anchor(opened), agenda=plan))])
    for time, action in steps:
        now = clock(plan, time)
        show = apply(show, Entry(show.n + 1, now, now, "t", decide(show, action, now)))
        for width, height in ((120, 40), (80, 24), (40, 12)):
            now_there = forecast(show, now)
            assert len(picture(show, now_there, width, height)) == height
            assert len(stage_picture(show, now_there, width, height)) == height
    return show


def _anchor(at: Instant) -> Anchor:
    return Anchor(wall=at, boot=minutes(1), boot_id="b")


def test_a_conference_day_is_held_and_recorded() -> None:
    """The break and the signing begin on time, each turn is a statement, and nobody spoke in a video."""
    plan = agenda_of("conference-day")
    show = held(plan, CONFERENCE)
    went = record(show, clock(plan, "12:57"))

    begun = {run.id: run.started for run in show.running_order()}
    assert (begun["coffee-break"], begun["signing-of-the-city-charter"]) == (clock(plan, "11:15"), clock(plan, "12:15"))
    assert [(one.person or one.who, f"{one.began:%H:%M}") for one in went.statements] == [
        ("Ms. Amina Chair", "09:36"),
        ("Ms. Ana Reyes; Mr. Li Wei", "09:40"),
        ("Ms. Fatou Diallo", "10:04"),
        ("Mr. Juan Pérez", "10:10"),
        ("Ms. Ingrid Olsen", "10:17"),
        ("Mexico", "10:45"),
        ("Mr. Tom Okello", "11:44"),
    ]


def test_a_conference_day_counts_its_lateness_from_the_last_fixed_start() -> None:
    """Five minutes late with the panel, on time with the signing, and since then late by a long photo."""
    plan = agenda_of("conference-day")
    panel = held(plan, CONFERENCE[:5])
    photo = held(plan, CONFERENCE[:17])

    assert forecast(panel, clock(plan, "10:03")).offset == minutes(5)
    assert forecast(photo, clock(plan, "12:40")).offset == minutes(4.5)
    assert f"{forecast(photo, clock(plan, '12:40')).finish.astimezone(ZONE):%H:%M}" == "12:55"


@pytest.mark.parametrize("name", NAMES)
def test_every_document_can_be_written(name: str) -> None:
    """Of the plan, the record and the report."""
    plan = agenda_of(name)
    show = held(plan, CONFERENCE if name == "conference-day" else (("14:00", Next()), ("14:06", Next())))
    now = clock(plan, "12:57" if name == "conference-day" else "14:10")
    options = Options(written=datetime(2026, 5, 1, tzinfo=ZONE), recording_start=clock(plan, "09:20"))

    for plan_format in PLAN_FORMATS:
        assert plan_format.whole_file(plan, options)
    for record_format in RECORD_FORMATS:
        assert record_format.whole_file(record(show, now), options)
    for report_format in REPORT_FORMATS:
        assert report_format.whole_file(report(show, now), options)


BREAK = "  "  # two spaces break a line in Markdown
PROGRAMME = f"""# Forum on human mobility

Wednesday, 6 May 2026, 09:30 to 13:00{BREAK}
Room XVII, Palais des Nations{BREAK}
Moderator: Ms. Amina Chair, Director, Forum secretariat

| Time | |
| --- | --- |
| | **Opening** |
| 09:30 | String quartet |
| 09:35 | **Ms. Amina Chair**, Director, Forum secretariat |
| 09:40 | Keynote: cities on the move<br>**Ms. Ana Reyes**, Mayor, Colombia<br>**Mr. Li Wei**, Professor of economics |
| 09:55 | Video message of the Secretary-General |
| | **Financing** |
| 10:00 | Financing the compact<br>Moderator: **Mr. Karl Brandt**, Development bank<br>\
**Ms. Fatou Diallo**, Minister of Finance, Senegal<br>**Mr. Juan Pérez**, Migration fund<br>\
**Ms. Ingrid Olsen**, Head of research |
| 10:40 | Questions to the panel |
| | **Coffee** |
| 11:15 | Coffee break |
| | **Signing** |
| 11:45 | **Mr. Tom Okello**, Permanent Secretary, Uganda |
| 12:15 | Signing of the city charter |
| 12:30 | Family photo |
| 12:35 | Closing discussion |
| 13:00 | **End of the meeting** |
"""
"""The day as it is printed: rounded to 5 minutes, items aren't bold, and each speaker has a line."""


def test_the_programme_of_a_conference_day() -> None:
    """Times rounded, names in bold, a panel with its moderator, and breaks, videos and photos in ordinary letters."""
    written = PLAN_FORMATS["markdown"].whole_file(agenda_of("conference-day"), Options())

    assert written.decode() == PROGRAMME


def test_items_of_a_conference_day_are_not_bold_in_word_and_html() -> None:
    """As names are; a panel has a line for its moderator and for each panellist."""
    plan = agenda_of("conference-day")
    page = PLAN_FORMATS["html"].whole_file(plan, Options()).decode()
    document = docx.Document(io.BytesIO(PLAN_FORMATS["docx"].whole_file(plan, Options())))
    runs = {run.text: run.style.name for paragraph in document.paragraphs for run in paragraph.runs}
    panel = next(paragraph.text for paragraph in document.paragraphs if "compact" in paragraph.text)

    for item in ("String quartet", "Coffee break", "Family photo", "Questions to the panel"):
        assert f'<div><span class="title" dir="auto">{item}</span></div>' in page, item
        assert runs[item] == "Emphasis", item
    for name in ("Mr. Li Wei", "Mr. Karl Brandt", "Ms. Ingrid Olsen"):
        assert f'<span class="who" dir="auto">{name}</span>' in page, name
        assert runs[name] == "Strong", name
    assert "<div>Moderator: <span" in page
    assert panel.split("\t")[1].split("\n") == [
        "Financing the compact",
        "Moderator: Mr. Karl Brandt, Development bank",
        "Ms. Fatou Diallo, Minister of Finance, Senegal",
        "Mr. Juan Pérez, Migration fund",
        "Ms. Ingrid Olsen, Head of research",
    ]


def test_a_break_that_is_a_segment_by_itself_is_no_heading() -> None:
    """Its title is told once; a floor round that is a segment by itself is a heading."""
    written = PLAN_FORMATS["markdown"].whole_file(agenda_of("hybrid-workshop"), Options()).decode()

    assert written.count("Break") == 1
    assert " | Break |" in written


def test_the_calendar_of_a_conference_day_names_panels_and_items() -> None:
    """And who speaks."""
    options = Options(written=datetime(2026, 5, 1, tzinfo=ZONE))
    calendar = PLAN_FORMATS["ics"].whole_file(agenda_of("conference-day"), options).decode().replace("\r\n ", "")

    assert "SUMMARY:Financing the compact" in calendar
    assert "DESCRIPTION:Moderator: Mr. Karl Brandt\\, Development bank\\nMs. Fatou Diallo\\, " in calendar
    assert "SUMMARY:Coffee break" in calendar
    assert "Ms. Ana Reyes\\, Mayor\\, Colombia" in calendar


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_the_sheet_for_staff_comes_back_as_the_same_plan(name: str, format_: str) -> None:
    """Kinds, times, fixed starts, people and lengths; nobody is asked."""
    plan = agenda_of(name)
    sheet = PLAN_FORMATS[format_].whole_file(plan, Options())

    back = imported(sheet, f"plan.{format_}", Answers()).agenda

    assert started(back) == started(plan)
    assert [(block.kind, block.title, block.people, block.start, block.min) for block in back.blocks()] == [
        (block.kind, block.title, block.people, block.start, block.min) for block in plan.blocks()
    ]
    assert back.margin == plan.margin
    assert back.uid == plan.uid or plan.uid is None  # then it is given one
