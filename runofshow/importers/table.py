"""A table -> its rows by kind, and the facts of the meeting. Lines above and below the table are cut off first."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from runofshow.importers.cells import (
    Cell,
    Merged,
    Table,
    Unreckoned,
    day_of,
    even,
    is_blank,
    is_length,
    is_time,
    is_yes,
    length_in,
    text_of,
    texts_in,
    times_in,
    unit_of,
)
from runofshow.importers.clock_times import LengthReadings, When, time_and_text
from runofshow.importers.columns import Column, Columns, Look, assign, settled
from runofshow.importers.dates import Day, day_in, in_order, is_day, order_of
from runofshow.importers.headings import CONTENTS, OF_THE_MEETING, OF_THIS_PROGRAM, TIMES, Field, Heading, find_heading
from runofshow.importers.people import people_of, people_of_own_sheet
from runofshow.importers.questions import Findings, NoRundown, Questions
from runofshow.importers.rundown import BlockRow, Facts, Kind, Remark, Row, Title
from runofshow.importers.sheet_header import facts_above, facts_of, joined, says_nothing, tell_above
from runofshow.importers.texts import LONGEST_LINE, one_line, paragraphs, prose, tried
from runofshow.importers.vocabulary import is_break, is_nobody, is_total, words
from runofshow.text import in_one_spelling

_KINDS: Final[tuple[Kind, ...]] = ("speech", "panel", "floor", "item")
_LEFT_OUT: Final[Mapping[Field, str]] = {"skip": "to be skipped", "all_day": "having no time of day"}
_NO_TIMES: Final = (None, None, None)

Found = TypeVar("Found")


def read_table(table: Table, name: str, questions: Questions, findings: Findings) -> tuple[list[Row], Facts]:
    """Return the rows of a table in the file `name`, and what it says of the meeting; raise NoRundown without any."""
    of = f"{name}, sheet '{table.name}'," if table.name else name
    heading = _headed(table) or find_heading(table.rows, has_headings=not questions.answers.no_headings)
    if heading is None:
        such = "a run of show has columns such as Time (or Duration) and Item or Speaker"
        raise NoRundown(of, f"has no row of headings: {such}; put such a row above it")
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
    title = one_line(last)
    is_title = title and not any(heading.texts) and unread[-1:] == [title]  # of the first row without headings
    if is_title and not says_nothing(title) and not title.endswith((".", ",")):
        first.append(Title(table.place(heading.row - 1), unread.pop()))
    tell_above(above, unread, findings)
    reading = TableRows(table, columns, findings)
    rows = [*first, *reading.rows()]
    if is_day(last) and any(row.day for row in rows):  # right above the table: of its rows up to the next day
        rows = [replace(row, day=row.day or day_in(last)[0]) for row in rows]
    if not any(isinstance(row, BlockRow) for row in rows):
        raise NoRundown(of, f"has headings in {table.place(heading.row)}, and no row below them to take")
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
    return None if table.fields is None else Heading(0, 1, tuple(map(text_of, table.rows[0])))


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
    is_timed = [any(is_time(row[place]) or is_length(row[place]) for place in places) for row in rows[first:]]
    last = max((index for index, timed in enumerate(is_timed, start=first) if timed), default=len(rows))
    for index in range(last + 2, len(rows)):
        texts = texts_in(rows[index])
        in_it = len(texts) > 1 and not any(text_of(rows[index][place]) for place in places)
        if texts and not in_it and not texts_in(rows[index - 1]):
            below = [", ".join(texts_in(row)) for row in rows[index:]]
            return replace(table, rows=rows[:index]), [one_line(line) for line in below if line]
    return table, []


class TableRows:
    """One walk through the rows below the headings."""

    place: str
    cells: Sequence[Cell]
    kind: Kind | None
    kept: list[str]
    """Texts of this row that can't be read; they become notes."""

    def __init__(self, table: Table, columns: Columns, findings: Findings) -> None:
        self.table, self.columns, self.findings = table, columns, findings
        self.body = table.rows[columns.heading.below :]
        self.day: Day | None = None
        self.unreckoned: dict[str, None] = {}
        self.types = Counter(self.text("type", row) for row in self.body)
        rooms = [self.text("room", row) for row in self.body if len(texts_in(row)) > 1]
        self.venue = rooms[0] if rooms and set(rooms) <= {rooms[0], ""} else ""
        dated = [one.index for one in columns.all if one.field in {"date", "start"}]
        self.order = order_of([text_of(row[index]) for row in self.body for index in dated])

    def at(self, name: Field, cells: Sequence[Cell] | None = None) -> Cell:
        """Return the cell of a field in a row, this one or another; None where there is no such column."""
        if name not in self.columns.by_field:
            return None
        column = self.columns.by_field[name][0]
        cell = (self.cells if cells is None else cells)[column.index]
        if isinstance(cell, Unreckoned):
            self.unreckoned[f"column {one_line(column.heading)}: {one_line(cell.formula)}"] = None
        return cell

    def text(self, name: Field, cells: Sequence[Cell] | None = None) -> str:
        """Return what the cell of a field says."""
        return text_of(self.at(name, cells))

    def headed(self, name: Field) -> str:
        """Return how the column of a field is headed."""
        return one_line(next((one.heading for one in self.columns.by_field.get(name, ())), "")) or name

    def facts(self) -> Facts:
        """Return what columns of the whole meeting say in the first row."""
        first = [row for row in self.body if len(texts_in(row)) > 1][:1]
        fields = self.columns.by_field.keys() & (OF_THE_MEETING - {"room"})
        said = {name: self.text(name, row) for row in first for name in fields}
        return facts_of(said | ({"room": self.venue} if self.venue else {}))

    def rows(self) -> Iterator[Row]:
        """Yield every row that isn't blank, as what it is; raise NoRundown if a formula has no result yet."""
        for index, cells in enumerate(self.body, start=self.columns.heading.below):
            self.place, self.cells, self.kept, texts = self.table.place(index), cells, [], list(map(text_of, cells))
            if not any(texts):
                continue
            speaker, kind = self.text("speaker"), self.text("kind").lower()
            self.kind = next((one for one in _KINDS if one == kind), None)
            if texts == list(self.columns.heading.texts):
                self.findings.add("left out, the headings once more", self.place)
            elif self.kind is None and any(map(is_total, texts)) and (not speaker or is_total(speaker)):
                self.findings.add("left out, adding up the others", self.place)
            elif flag := next((name for name in _LEFT_OUT if is_yes(self.at(name))), None):
                title = one_line(self.text("title"))[:40]
                self.findings.add(f"left out, {_LEFT_OUT[flag]}", f"{self.place} ({title})" if title else self.place)
            else:
                yield from self._row(texts)
        if self.unreckoned:
            raise NoRundown(
                f"formulas have no result yet: {'; '.join(list(self.unreckoned)[:5])}; open the file in Excel or "
                "LibreOffice, save it, and import it again"
            )

    def _row(self, texts: list[str]) -> Iterator[Row]:
        title, notes = self.text("title"), self.text("notes")
        match self.text("timer").lower():
            case "block" | "group" | "group-start" | "group start":
                yield Title(self.place, one_line(title) or "Untitled group", self.day)
                if notes:
                    yield Remark(self.place, prose(notes), self.day)
            case "group-end" | "group end":
                yield Title(self.place, "", self.day)
            case "milestone":
                yield Remark(self.place, prose(paragraphs(title, notes, *self._notes()[1])), self.day)
            case "delay":
                self.findings.add("left out, a delay that nobody had applied", self.place)
            case _:
                single = None if self.kind else self._single(texts)
                yield from [self._item()] if single is None else single

    def _single(self, texts: list[str]) -> list[Row] | None:
        """Return the meaning of a row with one text alone: a day, a break with its hours, the title of what follows."""
        fields = {one.index: one.field for one in self.columns.all}
        filled = [index for index, text in enumerate(texts) if text]
        written = [index for index in filled if fields.get(index) != "number"] or filled[:1]
        text, cell, field = texts[written[0]], self.cells[written[0]], fields.get(written[0])
        if all(is_day(texts[index]) and not is_time(self.cells[index]) for index in written):
            self.day = day_in(" ".join(texts[index] for index in written))[0]
            return []
        if len(written) != 1 or field == "speaker" or (field in TIMES and (not isinstance(cell, str) or is_time(cell))):
            return None
        day, rest = day_in(text)
        weekday_alone = day is not None and day.weekday is not None and not day.dates and day.number is None
        if day is not None and not weekday_alone and not text.lower().startswith(rest[:8] or "\n"):
            self.day = day
            return [Title(self.place, one_line(text), day)]
        clock, what = time_and_text(text)
        if clock or is_break(text):
            try:
                start, end, _ = times_in(clock)
            except ValueError as error:
                self.findings.add("times can't be read, kept in the title", f"{self.place}, {error}")
                return [Title(self.place, one_line(text), self.day)]
            return [BlockRow(self.place, one_line(what), day=self.day, start=start, end=end, lone=True)]
        return [Title(self.place, one_line(text), self.day)]

    def _item(self) -> BlockRow:
        start, end, length = self._times()
        title, segment, kind = self.text("title"), self.text("segment"), self.text("type")
        if kind and not title:  # where the title is empty, the text beside it says what the row is
            title = kind
        elif kind and self.types[kind] == 1 and kind.lower() not in title.lower():
            title = f"{kind}: {title}"
        elif kind:
            self.kept.append(f"{self.headed('type')}: {kind}")
        own_sheet = self.columns.by_field.keys() >= OF_THIS_PROGRAM
        texts = {(one.field, one.number): text_of(self.cells[one.index]) for one in self.columns.all}
        title, speakers, moderator, beside = (people_of_own_sheet if own_sheet else people_of)(texts, title)
        self.kept += beside
        if len(title) > LONGEST_LINE:
            self.kept.append(title)
        room = self.text("room")
        first, others = self._notes()
        return BlockRow(
            self.place,
            one_line(title),
            tuple(speakers),
            one_line(segment),
            one_line(room) if room != self.venue else "",
            self.day,
            start,
            end,
            length,
            shares=isinstance(self.at("start"), Merged),
            handover=self._span("handover"),
            minimum=self._span("minimum"),
            limit=self._span("limit"),
            each=self._span("each"),
            takes_rest=is_yes(self.at("rest")) or is_yes(self.at("to_end")),
            kind=self.kind,
            item_type=self.text("item_type"),
            moderator=moderator,
            fixed_start=is_yes(self.at("fixed_start")) if "fixed_start" in self.columns.by_field else None,
            id=self.text("id"),
            intro=prose(self.text("intro")),
            notes=prose(paragraphs(first, *self.kept, *others)),
        )

    def _times(self) -> tuple[When | None, When | None, LengthReadings]:
        """Return the start, the end and the length that a row says; take its day."""
        start, end, beside = self._read("start", times_in) or _NO_TIMES
        own_end, _, _ = self._read("end", times_in) or _NO_TIMES
        last, day = day_of(self.at("end_date")), day_of(self.at("date"))
        if isinstance(own_end, time) and last and day and last.dates and last.dates[:1] != day.dates[:1]:
            own_end = datetime.combine(last.dates[0], own_end)
        unit = unit_of(self.headed("length"))
        length = self._read("length", lambda cell: length_in(cell, unit)) or ()
        if day is None and self.text("date"):
            self._keep("date", " as a day", self.place)
        if (day := day or beside) is not None:
            if len(day.dates) == 2 and self.order:
                day = replace(day, dates=(in_order(day.dates, day.label, self.order),))
            self.day = day
        end = self._in_zone(end, "start") if own_end is None else self._in_zone(own_end, "end")
        return self._in_zone(start, "start"), end, length

    def _read(self, name: Field, read: Callable[[Cell], Found]) -> Found | None:
        try:
            return read(self.at(name))
        except ValueError as error:
            self._keep(name, "", f"{self.place}, {error}")
            return None

    def _keep(self, name: Field, why: str, place: str) -> None:
        self.kept.append(f"{self.headed(name)}: {self.text(name)}")
        self.findings.add(f"{self.headed(name)} can't be read{why}, kept as a note", place)

    def _in_zone(self, when: When | None, name: Field) -> When | None:
        zone = next((one.zone for one in self.columns.by_field.get(name, ())), None)
        return when if when is None or zone is None or when.tzinfo is not None else when.replace(tzinfo=zone)

    def _span(self, name: Field) -> timedelta | None:
        return next(iter(tried(lambda cell: length_in(cell, timedelta(minutes=1)), self.at(name)) or ()), None)

    def _notes(self) -> tuple[str, list[str]]:
        """Return what the first column of notes says, and what others say and where the row is, with their headings."""
        first = next((one for one in self.columns.by_field.get("notes", ()) if one.score), None)
        fields = {"notes"} if self.venue else {"notes", "room"}
        others = [one for one in self.columns.all if one.field in fields and one is not first]
        texts = ((one_line(one.heading), text_of(self.cells[one.index])) for one in others)
        said = [f"{heading}: {text}" if heading else text for heading, text in texts if not is_nobody(text)]
        return "" if first is None else text_of(self.cells[first.index]), said


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
