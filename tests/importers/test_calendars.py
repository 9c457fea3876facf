"""Calendars as Outlook and others export them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from runofshow.agenda.model import Agenda
from runofshow.importers.questions import Answers, NoRundown, Unclear
from tests.importers.made import NEW_YORK, block_of, came_of, csv_file, lines, segments


def agenda_from(content: bytes, **answers: Any) -> Agenda:
    """The agenda from a calendar, after these answers only."""
    return came_of(content, "a.ics", Answers(**answers)).agenda


OUTLOOK = """\
BEGIN:VCALENDAR
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
VERSION:2.0
METHOD:PUBLISH
X-MS-OLK-FORCEINSPECTOROPEN:TRUE
BEGIN:VTIMEZONE
TZID:Eastern Standard Time
BEGIN:STANDARD
DTSTART:16011104T020000
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010311T020000
RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
END:DAYLIGHT
END:VTIMEZONE
{events}END:VCALENDAR
"""

EVENT = """\
BEGIN:VEVENT
CLASS:PUBLIC
CREATED:20160701T100000Z
DTSTAMP:20160701T100000Z
DTEND;TZID="Eastern Standard Time":20160720T{end}
DTSTART;TZID="Eastern Standard Time":20160720T{start}
PRIORITY:5
SEQUENCE:0
SUMMARY;LANGUAGE=en-us:{summary}
TRANSP:OPAQUE
UID:040000008200E00074C5B7101A82E008{start}
{more}X-MICROSOFT-CDO-BUSYSTATUS:BUSY
BEGIN:VALARM
TRIGGER:-PT15M
ACTION:DISPLAY
DESCRIPTION:Reminder
END:VALARM
END:VEVENT
"""


def outlook(*events: Sequence[str]) -> bytes:
    """A calendar of Outlook's: of each event its start, its end, its summary, and further lines."""
    texts = (
        EVENT.format(start=start, end=end, summary=summary, more="".join(f"{line}\n" for line in more))
        for start, end, summary, *more in events
    )
    return OUTLOOK.format(events="".join(texts)).replace("\n", "\r\n").encode()


def test_a_calendar_of_outlooks_is_read() -> None:
    """Its zone by Windows' name, folded and escaped lines, alarms; what spans all is the meeting itself."""
    puri = "Ms. Lakshmi Puri\\, Deputy Exec\n utive Director"
    agenda = agenda_from(
        outlook(
            ("130700", "132000", "Q&A"),
            ("130000", "150000", "High-level lunch", "LOCATION:Dining Room\\, 4th floor"),
            ("130000", "130700", puri, "DESCRIPTION:At the\\nlectern"),
        )
    )

    assert (agenda.title, agenda.venue) == ("High-level lunch", "Dining Room, 4th floor")
    assert agenda.timezone == NEW_YORK
    assert (agenda.start, agenda.end) == (datetime(2016, 7, 20, 17, tzinfo=UTC), datetime(2016, 7, 20, 19, tzinfo=UTC))
    assert lines(agenda) == ["13:00-13:07 speech Ms. Lakshmi Puri", "13:07-13:20 floor Q&A"]
    assert block_of(agenda, "Ms. Lakshmi Puri").notes == "At the\nlectern"


def calendar(*lines: str) -> bytes:
    """A calendar of one event."""
    return csv_file("BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR")


def test_the_quoted_printable_of_older_calendars_is_read() -> None:
    title = "SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:M. R=C3=A9mi =C3=89ric"
    start = "DTSTART;TZID=Europe/Zurich:20160720T130000"
    agenda = agenda_from(calendar(start, "DURATION:PT10M", title, "CATEGORIES:Ouverture"))

    assert segments(agenda) == {"Ouverture": ["M. Rémi Éric"]}
    assert agenda.timezone == ZoneInfo("Europe/Zurich")


@pytest.mark.parametrize(
    "start",
    [pytest.param("DTSTART:20160720T170000Z", id="UTC"), pytest.param("DTSTART:20160720T130000", id="floating")],
)
def test_a_calendar_without_a_zone_is_asked_for_one(start: str) -> None:
    content = calendar(start, "DURATION:PT10M", "SUMMARY:Ms. A")
    with pytest.raises(Unclear, match="time zone"):
        agenda_from(content)

    assert lines(agenda_from(content, timezone=NEW_YORK)) == ["13:00-13:10 speech Ms. A"]


def test_events_of_several_days_are_asked_for() -> None:
    content = outlook(("130000", "130700", "Ms. A"))
    other = content.replace(b"20160720T", b"20160721T").replace(b"Ms. A", b"Ms. B")
    both = content.replace(b"END:VCALENDAR\r\n", other[other.index(b"BEGIN:VEVENT") :])
    with pytest.raises(Unclear, match="--date 2016-07-20 or --date 2016-07-21"):
        agenda_from(both)


def test_a_day_without_events_is_told() -> None:
    with pytest.raises(NoRundown, match="no row that takes time on 2016-07-21"):
        agenda_from(outlook(("130000", "130700", "Ms. A")), day=date(2016, 7, 21))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUM", "can't be read", id="cut off"),
        pytest.param(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "no event with a time", id="no events"),
        pytest.param(calendar("DTSTART:2016o720T130000", "SUMMARY:Odd"), "'Odd' is left out", id="no date"),
        pytest.param(calendar("DTSTART:99991231T235900Z", "SUMMARY:Odd"), "'Odd' is left out", id="beyond reckoning"),
        pytest.param(
            calendar("DTSTART:20160720T130000Z", "DURATION:P3000000D", "SUMMARY:Odd"),
            "longer than 36h",
            id="eight millennia",
        ),
        pytest.param(calendar("DTSTART;VALUE=DATE:20160720", "SUMMARY:All day"), "'All day' is left out", id="all day"),
        pytest.param(
            calendar("DTSTART:20160720T130000Z", "SUMMARY:Off", "STATUS:CANCELLED"), "it is cancelled", id="cancelled"
        ),
    ],
)
def test_what_is_no_rundown_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(NoRundown, match=sentence):
        agenda_from(content, timezone=NEW_YORK)


def test_what_the_meetings_own_event_says_line_by_line() -> None:
    """Facts with their names are facts; the rest are notes."""
    agenda = agenda_from(
        outlook(
            ("130000", "140000", "Lunch", "DESCRIPTION:Moderator: Ms. Jane Doe\\nBring badges.\\n"),
            ("130000", "130700", "Ms. A"),
            ("130700", "140000", "Discussion"),
        )
    )

    assert agenda.moderator is not None
    assert (agenda.moderator.name, agenda.notes) == ("Ms. Jane Doe", "Bring badges.")


def test_a_place_that_all_events_share_is_the_meetings() -> None:
    """One that is an event's own is a note of its block."""
    for second, venue, notes in (
        ("Room 1", "Room 1", [None, None]),
        ("Room 2", None, ["Location: Room 1", "Location: Room 2"]),
    ):
        a = ("130000", "130700", "Ms. A", "LOCATION:Room 1")
        agenda = agenda_from(outlook(a, ("130700", "131400", "Ms. B", f"LOCATION:{second}")))
        assert (agenda.venue, [block.notes for block in agenda.blocks()]) == (venue, notes)


@pytest.mark.parametrize("zone", ["America/New_York", ""])
def test_events_in_the_night_in_which_clocks_go_back_last_as_long_as_they_do(zone: str) -> None:
    """From 00:30 to 03:00 are three hours and a half, also where only the whole calendar names a zone."""
    stands_in = f";TZID={zone}" if zone else ""
    events = (("003000", "033000", "Vigil"), ("003000", "030000", "Ms. A"), ("030000", "033000", "Mr. B"))
    written = (
        f"BEGIN:VEVENT\r\nDTSTART{stands_in}:20251102T{start}\r\nDTEND{stands_in}:20251102T{end}\r\nSUMMARY:{what}\r\n"
        "END:VEVENT\r\n"
        for start, end, what in events
    )
    content = f"BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:America/New_York\r\n{''.join(written)}END:VCALENDAR\r\n".encode()

    agenda = agenda_from(content)

    assert agenda.start == datetime(2025, 11, 2, 4, 30, tzinfo=UTC)
    assert agenda.end - agenda.start == timedelta(hours=4)
    assert lines(agenda) == ["00:30-03:00 speech Ms. A", "03:00-03:30 speech Mr. B"]
    assert block_of(agenda, "Ms. A").duration == timedelta(hours=3, minutes=30)


def test_a_calendar_that_outlook_exports_as_text_in_other_languages() -> None:
    german = csv_file(
        "Betreff,Beginnt am,Beginnt um,Endet am,Endet um,Ganztägiges Ereignis",
        "Eröffnung,20.7.2016,13:00:00,20.7.2016,13:30:00,Aus",
        "Frei,21.7.2016,00:00:00,22.7.2016,00:00:00,Ein",
    )
    french = csv_file(
        "Objet,Début,Début le,Fin,Fin le,Journée entière",
        "Ouverture,13:00:00,20/07/2016,13:30:00,20/07/2016,Faux",
        "Congé,00:00:00,21/07/2016,00:00:00,22/07/2016,Vrai",
    )
    for content, title in ((german, "Eröffnung"), (french, "Ouverture")):
        made = came_of(content, "a.csv", Answers(timezone=NEW_YORK))

        assert made.agenda.date == date(2016, 7, 20)
        assert lines(made.agenda) == [f"13:00-13:30 item {title}"]
