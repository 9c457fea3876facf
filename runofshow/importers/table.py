"""A table -> its rows, and what it says of the meeting: headings and columns found, the lines around it parted off."""

from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from runofshow.importers.cells import Cell, Table, even, is_blank, is_length, is_time, text_of, texts_in
from runofshow.importers.columns import Column, Columns, Look, assign, settled
from runofshow.importers.dates import day_in, is_day
from runofshow.importers.findings import Findings
from runofshow.importers.headings import CONTENTS, TIMES, Heading, find_heading
from runofshow.importers.questions import NoRundown, Questions
from runofshow.importers.rundown import Facts, Item, Row, Title
from runofshow.importers.sheet_header import facts_above, joined, says_nothing, tell_above
from runofshow.importers.table_rows import TableRows
from runofshow.importers.texts import one_line, paragraphs
from runofshow.importers.vocabulary import is_break, words
from runofshow.text import in_one_spelling


def read_table(table: Table, name: str, questions: Questions, findings: Findings) -> tuple[list[Row], Facts]:
    """Return the rows of a table, and what it says of the meeting; `name` is what messages call the file.

    Raises:
        NoRundown: nothing in it looks like a run of show.
    """
    of = f"{name}, sheet '{table.name}'," if table.name else name
    heading = _headed(table) or find_heading(table.rows, has_headings=not questions.answers.no_headings)
    if heading is None:
        message = (
            f"{of} has no row of headings: a run of show has columns such as Time (or Duration) and Item or Speaker; "
            "put such a row above it"
        )
        raise NoRundown(message)
    columns = settled(table, assign(table, heading, questions))
    above, unread = facts_above(table.rows[: heading.row])
    if (grid := _in_rows(table, columns)) is not None:
        findings.add(f"a grid, with a column for each {text_of(grid.rows[0][-2]).lower()}: taken cell by cell")
        table, heading = grid, _headed(grid) or heading
        columns = assign(table, heading, questions)
    else:
        _tell_columns(table, columns, findings)
    table, below = _parted_from_what_follows(table, columns)
    written = texts_in(table.rows[heading.row - 1]) if heading.row else []
    last = written[0] if len(written) == 1 else ""
    first: list[Row] = []
    if last and not any(heading.texts) and unread[-1:] == [one_line(last)] and _is_a_title(one_line(last)):
        first.append(Title(table.place(heading.row - 1), unread.pop()))
    tell_above(above, unread, findings)
    reading = TableRows(table, columns, findings)
    rows = [*first, *reading.rows()]
    if is_day(last) and any(row.day for row in rows):  # right above the table: of its rows up to the next day
        rows = [replace(row, day=row.day or day_in(last)[0]) for row in rows]
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


def _headed(table: Table) -> Heading | None:
    """Return the first row as the headings, where the file's format says what columns hold."""
    return None if table.fields is None else Heading(0, 1, tuple(map(text_of, table.rows[0])))


def _is_a_title(line: str) -> bool:
    """Tell whether the last line above rows without headings is the title of the first of them."""
    return not says_nothing(line) and not line.endswith((".", ","))


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
    rows, first = table.rows, columns.heading.below
    places = [one.index for one in columns.all if one.field in TIMES]
    timed = [
        index
        for index, row in enumerate(rows[first:], start=first)
        if any(is_time(row[place]) or is_length(row[place]) for place in places)
    ]
    for index in range(timed[-1] + 2 if timed else len(rows), len(rows)):
        texts = texts_in(rows[index])
        in_it = len(texts) > 1 and not any(text_of(rows[index][place]) for place in places)
        if texts and not in_it and not texts_in(rows[index - 1]):
            below = [", ".join(texts_in(row)) for row in rows[index:]]
            return replace(table, rows=rows[:index]), [one_line(line) for line in below if line]
    return table, []


# Tables with a column for each day or each room.


def _in_rows(table: Table, columns: Columns) -> Table | None:
    """Return a grid with a row for each of its cells; None where the table is none."""
    said = [one for one in columns.all if one.why.startswith(("heading", "you"))]
    if table.fields is not None or any(one.field in CONTENTS for one in said):
        return None
    headed = [one for one in columns.all if one.heading and one.field in {"title", "speaker", "notes", "date"}]
    if len(days := [one for one in headed if is_day(one.heading)]) > 1:
        return _parted(table, columns, days, by_day=True)
    beside = [one for one in headed if one.field != "date" and one not in said]
    if len(beside) > 1 and _are_rooms(beside, table.rows[columns.heading.below :]):
        return _parted(table, columns, beside, by_day=False)
    return None


def _are_rooms(beside: Sequence[Column], body: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether columns are rooms: their headings say so, or a row says one thing in several of them."""
    if all(words("room") & set(in_one_spelling(one.heading).split()) for one in beside):
        return True
    if any(Look([row[one.index] for row in body]).share("names") > 0.6 for one in beside):
        return False
    rows = ([text_of(row[one.index]) for one in beside if not is_blank(row[one.index])] for row in body)
    return any(len(texts) > 1 and len(set(texts)) == 1 for texts in rows)


def _parted(table: Table, columns: Columns, beside: Sequence[Column], *, by_day: bool) -> Table:
    kept = [one for one in columns.all if one not in beside]
    found: list[tuple[int, int, Cell, Cell]] = []
    for index, row in enumerate(table.rows[columns.heading.below :], start=columns.heading.below):
        filled = [(one, row[one.index]) for one in beside if not is_blank(row[one.index])]
        if by_day and len(filled) == 1 and is_break(text_of(filled[0][1])):
            filled = [(one, filled[0][1]) for one in beside]  # a break on all days is written once
        if not by_day and len({text_of(cell) for _, cell in filled}) == 1:
            found.append((0, index, None, filled[0][1]))  # what stands alone is for everybody
        else:
            found += [(one.index, index, one.heading, cell) for one, cell in filled]
    if by_day:
        found.sort(key=lambda one: one[0])
    numbers = table.numbers or range(1, len(table.rows) + 1)
    head = (*(one.heading for one in kept), "Day" if by_day else "Room", "Item")
    rows = [(*(table.rows[index][one.index] for one in kept), label, cell) for _, index, label, cell in found]
    return replace(
        table,
        rows=even([head, *rows]),
        numbers=(numbers[columns.heading.row], *(numbers[index] for _, index, _, _ in found)),
        fields=(*(one.field for one in kept), "date" if by_day else "room", "title"),
    )
