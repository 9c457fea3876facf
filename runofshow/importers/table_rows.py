"""The rows of a table, each as what it is: a day, a title over others, an item, a total to leave out."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import Final

from runofshow.importers.cells import (
    Cell,
    Merged,
    Table,
    Unreckoned,
    day_of,
    is_blank,
    is_time,
    is_yes,
    length_in,
    text_of,
    texts_in,
    times_in,
    unit_of,
)
from runofshow.importers.clock_times import Length, When, time_and_text
from runofshow.importers.columns import Column, Columns
from runofshow.importers.dates import Day, day_in, in_order, is_day, order_of
from runofshow.importers.findings import Findings
from runofshow.importers.headings import ABOUT_PEOPLE, OF_THE_MEETING, OF_THIS_PROGRAM, TIMES, Field
from runofshow.importers.questions import NoRundown
from runofshow.importers.row_people import RowPeople, people_of, people_of_own_sheet
from runofshow.importers.rundown import Facts, Item, Kind, Remark, Row, Title
from runofshow.importers.sheet_header import facts_of
from runofshow.importers.texts import one_line, paragraphs, prose, too_long
from runofshow.importers.vocabulary import is_break, is_nobody, is_total

_KINDS: Final[frozenset[str]] = frozenset({"speech", "panel", "floor", "item"})
_GROUP_BEGINS: Final = frozenset({"block", "group", "group-start", "group start"})
_GROUP_ENDS: Final = frozenset({"group-end", "group end"})
_MINUTE: Final = timedelta(minutes=1)


@dataclass(slots=True)
class TableRows:
    """One walk through the rows below the headings."""

    table: Table
    columns: Columns
    findings: Findings
    _day: Day | None = None
    _places: dict[Field, list[Column]] = field(default_factory=dict)
    _types: Counter[str] = field(default_factory=Counter)
    _venue: str = ""
    _order: object = None
    _unreckoned: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for column in self.columns.all:
            self._places.setdefault(column.field, []).append(column)
        body = self._body()
        self._types = Counter(self._text(row, "type") for row in body)
        rooms = [self._text(row, "room") for row in body if len(texts_in(row)) > 1]
        alone = {one for one in rooms if one}
        self._venue = rooms[0] if len(alone) == 1 and rooms[0] and set(rooms[1:]) <= {rooms[0], ""} else ""
        dated = [*self._places.get("date", ()), *self._places.get("start", ())]
        self._order = order_of([text_of(row[one.index]) for row in body for one in dated])

    def _body(self) -> tuple[tuple[Cell, ...], ...]:
        return self.table.rows[self.columns.heading.below :]

    def facts(self) -> Facts:
        """Return what columns of the whole meeting say in the first row."""
        if (first := next((row for row in self._body() if len(texts_in(row)) > 1), None)) is None:
            return Facts()
        return facts_of(
            {name: self._text(first, name) for name in OF_THE_MEETING - {"room"} if name in self._places}
            | ({"room": self._venue} if self._venue else {})
        )

    def rows(self) -> Iterator[Row]:
        """Yield every row that isn't blank, as what it is."""
        headings = [heading.strip() for heading in self.columns.heading.texts]
        for index, cells in enumerate(self._body(), start=self.columns.heading.below):
            place, texts = self.table.place(index), [text_of(cell).strip() for cell in cells]
            if not any(texts):
                continue
            if texts == headings:
                self.findings.add("left out, the headings once more", place)
            elif self._adds_up(cells, texts):
                self.findings.add("left out, adding up the others", place)
            elif is_yes(self._at(cells, "skip")):
                self.findings.add("left out, to be skipped", self._called(place, cells))
            elif is_yes(self._at(cells, "all_day")):
                self.findings.add("left out, having no time of day", self._called(place, cells))
            else:
                yield from self._row(place, cells, texts)
        if self._unreckoned:
            message = (
                f"formulas have no result yet: {'; '.join(self._unreckoned[:5])}; open the file in Excel or "
                "LibreOffice, save it, and import it again"
            )
            raise NoRundown(message)

    def _called(self, place: str, cells: tuple[Cell, ...]) -> str:
        title = one_line(self._text(cells, "title"))[:40]
        return f"{place} ({title})" if title else place

    def _adds_up(self, cells: tuple[Cell, ...], texts: list[str]) -> bool:
        """Tell whether it is a row of totals, and no speaker's."""
        speaker = self._text(cells, "speaker")
        return self._kind(cells) is None and any(map(is_total, texts)) and (not speaker or is_total(speaker))

    def _row(self, place: str, cells: tuple[Cell, ...], texts: list[str]) -> Iterator[Row]:
        title, notes = self._text(cells, "title"), self._text(cells, "notes")
        timer = self._text(cells, "timer").lower()
        if timer in _GROUP_BEGINS:
            yield Title(place, one_line(title) or "Untitled group", self._day)
            if notes:
                yield Remark(place, prose(notes), self._day)
        elif timer in _GROUP_ENDS:
            yield Title(place, "", self._day)
        elif timer == "milestone":
            yield Remark(place, prose(paragraphs(title, notes, *self._others(cells))), self._day)
        elif timer == "delay":
            self.findings.add("left out, a delay that nobody had applied", place)
        elif self._kind(cells) is None and (rows := self._single(place, cells, texts)) is not None:
            yield from rows
        else:
            yield self._item(place, cells)

    def _single(self, place: str, cells: tuple[Cell, ...], texts: list[str]) -> list[Row] | None:
        """Return what a row is that holds one text alone: a day, a break with its hours, the title of what follows."""
        numbers = {one.index for one in self._places.get("number", ())}
        written = [index for index, text in enumerate(texts) if text and index not in numbers] or sorted(numbers)[:1]
        said = [texts[index] for index in written]
        timed = {one.index for name in TIMES for one in self._places.get(name, ())}
        if said and all(map(is_day, said)) and not any(is_time(cells[index]) for index in written):
            self._day = day_in(" ".join(said))[0]
            return []
        if len(written) != 1 or written[0] in {one.index for one in self._places.get("speaker", ())}:
            return None
        text, cell = said[0], cells[written[0]]
        if written[0] in timed and (not isinstance(cell, str) or is_time(cell)):
            return None
        day, rest = day_in(text)
        weekday_alone = day is not None and day.weekday is not None and not day.dates and day.number is None
        if day is not None and not weekday_alone and not text.lower().startswith(rest[:8] or "\n"):
            self._day = day
            return [Title(place, one_line(text), day)]
        return [self._lone(place, text)]

    def _lone(self, place: str, text: str) -> Row:
        clock, what = time_and_text(text)
        if clock:
            start, end, _ = times_in(clock)
            return Item(place, one_line(what), day=self._day, start=start, end=end, lone=True)
        if is_break(text):
            return Item(place, one_line(text), day=self._day, lone=True)
        return Title(place, one_line(text), self._day)

    def _item(self, place: str, cells: tuple[Cell, ...]) -> Item:
        """Return a row that takes time."""
        kept: list[str] = []
        start, end = self._times(place, cells, kept)
        length = self._length(place, cells, kept)
        start_cell = self._at(cells, "start")
        day = self._own_day(place, cells, kept)
        title, segment = self._title(cells, kept)
        people = self._people(cells, title)
        title = people.title
        kept += people.kept
        if too_long(title):
            kept.append(title)
        room = self._text(cells, "room")
        return Item(
            place,
            one_line(title),
            people.speakers,
            one_line(segment),
            one_line(room) if room != self._venue else "",
            day,
            start,
            end,
            length,
            shares=isinstance(start_cell, Merged),
            handover=self._span(cells, "handover"),
            minimum=self._span(cells, "minimum"),
            limit=self._span(cells, "limit"),
            each=self._span(cells, "each"),
            takes_rest=is_yes(self._at(cells, "rest")) or is_yes(self._at(cells, "to_end")),
            kind=self._kind(cells),
            item_type=self._text(cells, "item_type"),
            moderator=people.moderator,
            fixed_start=is_yes(self._at(cells, "fixed_start")) if self._places.get("fixed_start") else None,
            id=self._text(cells, "id"),
            intro=prose(self._text(cells, "intro")),
            notes=prose(paragraphs(self._first_notes(cells), *kept, *self._others(cells))),
        )

    def _title(self, cells: tuple[Cell, ...], kept: list[str]) -> tuple[str, str]:
        """Return what a row is, and its segment. Where the title is empty, the text beside it says what it is."""
        title, segment, kind = (self._text(cells, name) for name in ("title", "segment", "type"))
        if kind and not title:
            title = kind
        elif kind and self._types[kind] == 1 and kind.lower() not in title.lower():
            title = f"{kind}: {title}"
        elif kind:
            kept.append(f"{self._heading('type')}: {kind}")
        return title, segment

    def _people(self, cells: tuple[Cell, ...], title: str) -> RowPeople:
        texts = {
            name: {one.number: text_of(cells[one.index]).strip() for one in self._places[name]}
            for name in ABOUT_PEOPLE & self._places.keys()
        }
        if self._places.keys() >= OF_THIS_PROGRAM:
            return people_of_own_sheet(texts, title)
        return people_of(texts, title, whole="designation" in self._places)

    def _own_day(self, place: str, cells: tuple[Cell, ...], kept: list[str]) -> Day | None:
        """Return the day of a row: its own, or that of the rows above it."""
        cell = self._at(cells, "date")
        found = day_of(cell)
        if found is None and not is_blank(cell):
            kept.append(f"{self._heading('date')}: {text_of(cell)}")
            self.findings.add(f"{self._heading('date')} can't be read as a day, kept as a note", place)
        if found is None:
            found = self._day_beside(cells)
        if found is not None:
            if len(found.dates) == 2 and self._order:
                found = replace(found, dates=(in_order(found.dates, found.label, self._order),))  # type: ignore[arg-type]
            self._day = found
        return self._day

    def _day_beside(self, cells: tuple[Cell, ...]) -> Day | None:
        """Return the day that stands in the cell of the start, in a form that could be two."""
        try:
            return times_in(self._at(cells, "start"))[2]
        except ValueError:
            return None

    def _times(self, place: str, cells: tuple[Cell, ...], kept: list[str]) -> tuple[When | None, When | None]:
        start, end = self._time(place, cells, "start", kept)
        own_end, _ = self._time(place, cells, "end", kept)
        last = day_of(self._at(cells, "end_date"))
        first = day_of(self._at(cells, "date"))
        if isinstance(own_end, time) and last and first and last.dates[:1] != first.dates[:1] and last.dates:
            own_end = datetime.combine(last.dates[0], own_end)
        return start, own_end if own_end is not None else end

    def _time(
        self, place: str, cells: tuple[Cell, ...], name: Field, kept: list[str]
    ) -> tuple[When | None, When | None]:
        cell = self._at(cells, name)
        zone = next((one.zone for one in self._places.get(name, ())), None)
        try:
            start, end, _ = times_in(cell)
        except ValueError as error:
            self._keep(place, name, cell, str(error), kept)
            return None, None
        if zone is None:
            return start, end
        in_zone = (None if one is None or one.tzinfo is not None else one.replace(tzinfo=zone) for one in (start, end))
        return tuple(aware or one for aware, one in zip(in_zone, (start, end), strict=True))  # type: ignore[return-value]

    def _length(self, place: str, cells: tuple[Cell, ...], kept: list[str]) -> Length:
        cell = self._at(cells, "length")
        try:
            return length_in(cell, unit_of(self._heading("length")))
        except ValueError as error:
            self._keep(place, "length", cell, str(error), kept)
            return ()

    def _keep(self, place: str, name: Field, cell: Cell, why: str, kept: list[str]) -> None:
        """Keep as a note what can't be read as a time, and tell of it."""
        kept.append(f"{self._heading(name)}: {text_of(cell)}")
        self.findings.add(f"{self._heading(name)} can't be read, kept as a note", f"{place}, {why}")

    def _span(self, cells: tuple[Cell, ...], name: Field) -> timedelta | None:
        try:
            readings = length_in(self._at(cells, name), _MINUTE)
        except ValueError:
            return None
        return readings[0] if readings else None

    def _kind(self, cells: tuple[Cell, ...]) -> Kind | None:
        kind = self._text(cells, "kind").lower()
        return kind if kind in _KINDS else None  # type: ignore[return-value]

    def _first_notes(self, cells: tuple[Cell, ...]) -> str:
        """Return what the first column that is headed as notes says."""
        headed = [one for one in self._places.get("notes", ()) if one.score]
        return text_of(cells[headed[0].index]).strip() if headed else ""

    def _others(self, cells: tuple[Cell, ...]) -> list[str]:
        """Return what stands in columns that nobody knows, and where the row is, each with its heading."""
        columns = self._places.get("notes", [])
        headed = [one for one in columns if one.score]
        found = [one for one in columns if one not in headed[:1]]
        found += [] if self._venue else self._places.get("room", [])
        texts = ((one_line(one.heading), text_of(cells[one.index])) for one in sorted(found, key=lambda one: one.index))
        return [f"{heading}: {text}" if heading else text for heading, text in texts if not is_nobody(text)]

    def _heading(self, name: Field) -> str:
        return one_line(next((one.heading for one in self._places.get(name, ())), "")) or name

    def _at(self, cells: tuple[Cell, ...], name: Field) -> Cell:
        column = next(iter(self._places.get(name, ())), None)
        cell = None if column is None else cells[column.index]
        if isinstance(cell, Unreckoned) and column is not None:
            where = f"column {one_line(column.heading)}: {one_line(cell.formula)}"
            if where not in self._unreckoned:
                self._unreckoned.append(where)
        return cell

    def _text(self, cells: tuple[Cell, ...], name: Field) -> str:
        return text_of(self._at(cells, name)).strip()
