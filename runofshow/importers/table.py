"""A table -> its rows, and what it says of the meeting: headings and columns found, the lines around it parted off."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from runofshow.importers.cells import (
    Table,
    is_blank,
    is_length,
    is_time,
    text_of,
    texts_in,
)
from runofshow.importers.columns import Columns, assign, settled
from runofshow.importers.dates import Day, day_in, is_day
from runofshow.importers.findings import Findings
from runofshow.importers.grids import in_rows
from runofshow.importers.headings import TIMES, Heading, find_heading
from runofshow.importers.questions import NoRundown, Questions
from runofshow.importers.rundown import Facts, Item, Row, Title
from runofshow.importers.sheet_header import facts_above, joined, says_nothing, taken_above
from runofshow.importers.table_rows import TableRows
from runofshow.importers.texts import one_line, paragraphs


def read_table(table: Table, name: str, questions: Questions, findings: Findings) -> tuple[list[Row], Facts]:
    """Return the rows of a table, and what it says of the meeting; `name` is what messages call the file.

    Raises:
        NoRundown: nothing in it looks like a run of show.
    """
    of = f"{name}, sheet '{table.name}'," if table.name else name
    heading = Heading(0, 1, tuple(map(text_of, table.rows[0]))) if table.fields is not None else None
    heading = heading or find_heading(table.rows, has_headings=not questions.answers.no_headings)
    if heading is None:
        message = (
            f"{of} has no row of headings: a run of show has columns such as Time (or Duration) and Item or Speaker; "
            "put such a row above it"
        )
        raise NoRundown(message)
    columns = settled(table, assign(table, heading, questions))
    above, unread = facts_above(table.rows[: heading.row])
    if (parted := in_rows(table, columns)) is not None:
        findings.add(f"a grid, with a column for each {text_of(parted.rows[0][-2]).lower()}: taken cell by cell")
        table, heading = parted, Heading(0, 1, tuple(map(text_of, parted.rows[0])))
        columns = assign(table, heading, questions)
    else:
        _tell_columns(table, columns, findings)
    table, below = _parted_from_what_follows(table, columns)
    titles = _title_above(table, heading, unread)
    for sentence in taken_above(above, unread):
        findings.add(sentence)
    reading = TableRows(table, columns, findings)
    rows = [*titles, *reading.rows()]
    if (first := _day_above(table, heading)) is not None and any(row.day for row in rows):
        rows = [replace(row, day=row.day or first) for row in rows]
    if not any(isinstance(row, Item) for row in rows):
        message = f"{of} has headings in {table.place(heading.row)}, and no row below them to take"
        raise NoRundown(message)
    if below:
        findings.add(f"below the table, and so → notes: {'; '.join(below)}")
    around = replace(above, notes=paragraphs(above.notes, *unread, *below))
    facts = joined(joined(table.facts, reading.facts()), around)
    zone = next((one.zone for one in columns.by_field.get("start", ()) if isinstance(one.zone, ZoneInfo)), None)
    if zone is not None and facts.zone is None and questions.answers.timezone is None:
        findings.add(f"the time zone is {zone.key}, by a heading")
    by_program = facts.is_24_hours or bool(columns.by_field.keys() & {"kind", "timer"})
    return rows, replace(facts, zone=facts.zone or zone, is_24_hours=by_program)


def _day_above(table: Table, heading: Heading) -> Day | None:
    """Return the day that stands right above a table: that of its rows up to the next one."""
    last = [text for cell in table.rows[heading.row - 1] if (text := text_of(cell).strip())] if heading.row else []
    return day_in(last[0])[0] if len(last) == 1 and is_day(last[0]) else None


def _title_above(table: Table, heading: Heading, unread: list[str]) -> list[Row]:
    """Take the last line above rows without headings, which is the title of the first of them, if it says no more."""
    last = [one_line(text) for cell in table.rows[heading.row - 1] if (text := text_of(cell))] if heading.row else []
    if (
        any(heading.texts)
        or len(last) != 1
        or unread[-1:] != last
        or says_nothing(last[0])
        or last[0].endswith((".", ","))
    ):
        return []
    unread.pop()
    return [Title(table.place(heading.row - 1), last[0])]


def _tell_columns(table: Table, columns: Columns, findings: Findings) -> None:
    if table.fields is not None:
        body = table.rows[columns.heading.below :]
        held = [one for one in columns.all if any(not is_blank(row[one.index]) for row in body)]
        findings.add(f"by the file's format: {'; '.join(f'{one.heading} → {one.field}' for one in held)}")
        return
    sheet = f"sheet '{table.name}', " if table.name else ""
    headed = any(one.heading for one in columns.all)
    where = f"headings in {table.place(columns.heading.row)}" if headed else "no headings: columns by what they hold"
    findings.add("\n".join([f"{sheet}{where}", *columns.lines()]))


def _parted_from_what_follows(table: Table, columns: Columns) -> tuple[Table, list[str]]:
    """Return the table alone, and the lines below it: behind its last time and a blank row, a contact or a footnote."""
    rows, places = table.rows, {one.index for one in columns.all if one.field in TIMES}
    timed = [
        index
        for index in range(columns.heading.below, len(rows))
        if any(is_time(cell) or is_length(cell) for cell in (rows[index][place] for place in places))
    ]
    for index in range(timed[-1] + 2 if timed else len(rows), len(rows)):
        texts = texts_in(rows[index])
        in_it = len(texts) > 1 and not any(text_of(rows[index][place]) for place in places)
        if not texts_in(rows[index - 1]) and texts and not in_it:
            below = [one_line(", ".join(texts_in(row))) for row in rows[index:] if texts_in(row)]
            return replace(table, rows=rows[:index]), below
    return table, []
