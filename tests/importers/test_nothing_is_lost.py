"""Every cell is somewhere in the result, and every time in it stands in the file or is said to be inferred."""

import csv
import io
import re
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from runofshow.agenda.schedule import planned
from runofshow.importers.questions import NoRundown, Unclear, answered
from runofshow.importers.to_agenda import Imported, imported
from tests.importers.made import NEW_YORK, THE_DAY

WORDS = st.sampled_from(["Alpha", "bravo charlie", "Delta echo", "Water talk", "Q&A", "Coffee break", "golf (hotel)"])
PEOPLE = st.sampled_from(
    ["", "Ms. Ana Reyes", "Bo Lind", "Mr. Bo Lind, Director", "Ms. Ana Reyes, Mr. Bo Lind", "Dr. Cleo Marsh; Dev Rao"]
)
OTHERS = st.sampled_from(["", "lectern", "FR", "7", "see annex: page 3", "table 2", "Minister", "France", "yes"])
HEADINGS = st.permutations(
    ["Topic", "Speaker", "Microphone", "Remarks", "Country", "Room", "Type", "Section", "Note for the chair"]
)
MINUTES = st.integers(1, 8).map(lambda number: number * 5)
TIMES = re.compile(r"\d{1,2}:\d{2}")


@st.composite
def sheets(draw: st.DrawFn) -> list[list[str]]:
    """A sheet whose rows follow one another, with a start, with both times, or with a length alone."""
    headings = draw(HEADINGS)[: draw(st.integers(2, 9))]
    cells = {"Topic": WORDS, "Speaker": PEOPLE}
    at = 9 * 60
    rows: list[list[str]] = [["Start", "End", "Minutes", *headings]]
    for number in range(draw(st.integers(2, 6))):
        length = draw(MINUTES)
        start, end = f"{at // 60:02}:{at % 60:02}", f"{(at + length) // 60:02}:{(at + length) % 60:02}"
        both, first, none = [start, end, ""], [start, "", str(length)], ["", "", str(length)]
        shown = draw(st.sampled_from([both, first, none] if number else [both, first]))
        rows.append([*shown, *(draw(cells.get(heading, OTHERS)) for heading in headings)])
        at += length
    return rows


def made_of(rows: Sequence[Sequence[str]]) -> Imported | None:
    """Import a sheet, taking the first answer to each question; None where it is refused."""
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    content, answers = file.getvalue().encode(), THE_DAY
    try:
        return imported(content, "a.csv", answers)
    except Unclear as unclear:
        for question in unclear.questions:
            answers = answered(answers, question.asked, question.first)
    except NoRundown:
        return None
    try:
        return imported(content, "a.csv", answers)
    except NoRundown:
        return None


def words_of(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


@settings(max_examples=60)
@given(sheets())
def test_every_cell_is_somewhere(rows: list[list[str]]) -> None:
    made = made_of(rows)
    if made is None:
        return
    there = words_of(made.text) | words_of(" ".join(made.told))

    for row in rows[1:]:
        for cell in row[3:]:
            assert words_of(cell) <= there, cell


@settings(max_examples=60)
@given(sheets())
def test_no_time_comes_from_nowhere(rows: list[list[str]]) -> None:
    made = made_of(rows)
    if made is None:
        return
    written = {cell for row in rows for cell in row if TIMES.fullmatch(cell)}
    told = {time for sentence in made.told for time in TIMES.findall(sentence)}

    for row in planned(made.agenda).rows:
        assert f"{row.start.astimezone(NEW_YORK):%H:%M}" in written | told
