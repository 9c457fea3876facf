"""Whatever is imported, there comes an agenda or a sentence."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runofshow.agenda.loader import parse_agenda
from runofshow.importers.questions import Answers, NoRundown, Unclear, answered
from runofshow.importers.to_agenda import imported
from tests.importers.made import NEW_YORK

HEADINGS = st.sampled_from(
    [
        *("Time", "From", "To", "Duration", "min", "Item", "Speaker / Activity", "Name", "Title", "Country", "Segment"),
        *("Notes", "Date", "Venue", "Moderator", "Kind", "Rest", "Handover", "At least", "Skip", "Timer type"),
        *("Colour", "Gloves", ""),
    ]
)
CELLS = st.sampled_from(
    [
        *("", "", "", "13:00", "13:05–13:12", "1:15 pm", "9.30", "1:00", "24:00", "7", "7m", "0:07", "3:00"),
        *("3:00:00", "-5", "1e9", "Ms. A", "H.E. Mr. B, Minister", "Panel\nMs. C\nMr. D", "Ms. C\nMr. D", "Q&A"),
        *("All", "Total", "End", "tbc", "x", "yes", "Opening remarks by Ms. E", "Ms. F: keynote", "floor", "speech"),
        *("block", "delay", "20 July 2016", "03/04/2016", "=1+1", "\x1b[31m", "\u202eabc", "Venue: Geneva"),
        *("Room 4, New York", "99:99", "2016-07-20 13:00", "٣:٠٠", "1" * 40),
    ]
)
ANSWERS = st.builds(
    Answers,
    day=st.sampled_from([None, date(2016, 7, 20), date(2016, 11, 6)]),
    timezone=st.just(NEW_YORK),
    start=st.sampled_from([None, time(13), time(1, 30)]),
    end=st.sampled_from([None, time(15)]),
    lengths=st.sampled_from([None, "m:ss", "h:mm"]),
    clock=st.sampled_from([None, "12", "24"]),
)


@contextmanager
def suppress_refusals() -> Iterator[None]:
    """Let pass a file that can't be read after all, but no further question."""
    try:
        yield
    except Unclear as again:
        pytest.fail(f"asked once more: {again}")
    except NoRundown:
        pass


def agenda_or_sentence(content: bytes, name: str, answers: Answers) -> None:
    """Check what comes of a file: the same agenda again, a sentence, or questions whose answers leave none open."""
    try:
        made = imported(content, name, answers)
    except Unclear as unclear:
        assert len(str(unclear).splitlines()) == len(unclear.questions)
        for question in unclear.questions:
            answers = answered(answers, question.asked, question.first)
        with suppress_refusals():
            imported(content, name, answers)
    except NoRundown as refusal:
        assert len(str(refusal).splitlines()) == 1
    else:
        assert parse_agenda(made.text, "agenda.yaml") == made.agenda


@settings(max_examples=100)
@given(
    headings=st.tuples(st.permutations(["Time", "Duration", "Item", "Name"]), st.lists(HEADINGS, max_size=3)),
    above=st.lists(CELLS, max_size=3),
    rows=st.lists(st.lists(CELLS, min_size=3, max_size=6), max_size=8),
    answers=ANSWERS,
)
def test_any_sheet_is_read_or_refused(
    headings: tuple[list[str], list[str]], above: list[str], rows: list[Sequence[str]], answers: Answers
) -> None:
    file = io.StringIO()
    csv.writer(file).writerows([*([cell] for cell in above), [*headings[0], *headings[1]], *rows])

    agenda_or_sentence(file.getvalue().encode(), "a.csv", answers)


TIMES = st.sampled_from([None, 0, 46_800_000, 47_220_000, 54_000_000, 86_399_999, 90_000_000])
ENTRY = st.fixed_dictionaries(
    {"type": st.sampled_from(["event", "group", "block", "delay", "milestone"])},
    optional={
        "title": CELLS,
        "note": CELLS,
        "timeStart": TIMES,
        "timeEnd": TIMES,
        "duration": TIMES,
        "linkStart": st.sampled_from([None, True, False, "a"]),
        "countToEnd": st.booleans(),
        "skip": st.booleans(),
        "entries": st.lists(st.sampled_from("abcdef"), max_size=3),
        "custom": st.dictionaries(st.sampled_from(["Speaker", "Country", "mic"]), CELLS, max_size=2),
    },
)


@settings(max_examples=60)
@given(entries=st.lists(ENTRY, min_size=1, max_size=6), old=st.booleans(), answers=ANSWERS)
def test_any_project_of_ontimes_is_read_or_refused(
    entries: list[dict[str, object]], old: bool, answers: Answers
) -> None:
    named = dict(zip("abcdef", entries, strict=False))
    project = {"rundown": entries} if old else {"rundowns": {"x": {"entries": named, "order": list(named)}}}

    agenda_or_sentence(json.dumps(project).encode(), "o.json", answers)


@settings(max_examples=60)
@given(
    events=st.lists(
        st.tuples(
            st.sampled_from(["20160720T130000", "20160720T130000Z", "20160720T140000", "20160721T090000", "20160720"]),
            st.sampled_from(
                ["DURATION:PT7M", "DTEND:20160720T150000", "DTEND:20160720T120000Z", "DURATION:-PT5M", "X:1"]
            ),
            CELLS.map(lambda text: text.replace("\n", "\\n").replace("\x1b", "")),
        ),
        max_size=5,
    ),
    answers=ANSWERS,
)
def test_any_calendar_is_read_or_refused(events: list[tuple[str, str, str]], answers: Answers) -> None:
    lines = [
        f"BEGIN:VEVENT\r\nDTSTART:{start}\r\n{end}\r\nSUMMARY:{title}\r\nEND:VEVENT\r\n" for start, end, title in events
    ]
    calendar = "".join(["BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", *lines, "END:VCALENDAR\r\n"])

    agenda_or_sentence(calendar.encode(), "a.ics", answers)
