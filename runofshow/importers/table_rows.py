"""The rows of a table, each as what it is: a day, a title over others, an item, a total to leave out."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Final, TypeVar

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
from runofshow.importers.columns import Columns
from runofshow.importers.dates import Day, day_in, in_order, is_day, order_of
from runofshow.importers.findings import Findings
from runofshow.importers.headings import OF_THE_MEETING, OF_THIS_PROGRAM, TIMES, Field
from runofshow.importers.people import people_of, people_of_own_sheet
from runofshow.importers.questions import NoRundown
from runofshow.importers.rundown import Facts, Item, Kind, Remark, Row, Title
from runofshow.importers.sheet_header import facts_of
from runofshow.importers.texts import LONGEST_LINE, one_line, paragraphs, prose
from runofshow.importers.vocabulary import is_break, is_nobody, is_total

_KINDS: Final[tuple[Kind, ...]] = ("speech", "panel", "floor", "item")
_LEFT_OUT: Final[Mapping[Field, str]] = {"skip": "to be skipped", "all_day": "having no time of day"}
_NO_TIMES: Final = (None, None, None)

Found = TypeVar("Found")


class TableRows:
    """One walk through the rows below the headings."""

    def __init__(self, table: Table, columns: Columns, findings: Findings) -> None:
        self.table, self.columns, self.findings = table, columns, findings
        self.body = table.rows[columns.heading.below :]
        self.day: Day | None = None
        self.unreckoned: dict[str, None] = {}
        self.types = Counter(self.text(row, "type") for row in self.body)
        rooms = [self.text(row, "room") for row in self.body if len(texts_in(row)) > 1]
        self.venue = rooms[0] if rooms and set(rooms) <= {rooms[0], ""} else ""
        dated = [one.index for one in columns.all if one.field in {"date", "start"}]
        self.order = order_of([text_of(row[index]) for row in self.body for index in dated])

    def at(self, cells: Sequence[Cell], name: Field) -> Cell:
        """Return the cell of a field, None where there is no such column."""
        if name not in self.columns.by_field:
            return None
        column = self.columns.by_field[name][0]
        cell = cells[column.index]
        if isinstance(cell, Unreckoned):
            self.unreckoned[f"column {one_line(column.heading)}: {one_line(cell.formula)}"] = None
        return cell

    def text(self, cells: Sequence[Cell], name: Field) -> str:
        """Return what the cell of a field says."""
        return text_of(self.at(cells, name))

    def headed(self, name: Field) -> str:
        """Return how the column of a field is headed."""
        return one_line(next((one.heading for one in self.columns.by_field.get(name, ())), "")) or name

    def facts(self) -> Facts:
        """Return what columns of the whole meeting say in the first row."""
        first = [row for row in self.body if len(texts_in(row)) > 1][:1]
        fields = self.columns.by_field.keys() & (OF_THE_MEETING - {"room"})
        said = {name: self.text(row, name) for row in first for name in fields}
        return facts_of(said | ({"room": self.venue} if self.venue else {}))

    def rows(self) -> Iterator[Row]:
        """Yield every row that isn't blank, as what it is; raise NoRundown if a formula has no result yet."""
        for index, cells in enumerate(self.body, start=self.columns.heading.below):
            place, texts = self.table.place(index), list(map(text_of, cells))
            if not any(texts):
                continue
            if texts == list(self.columns.heading.texts):
                self.findings.add("left out, the headings once more", place)
            elif self._adds_up(cells, texts):
                self.findings.add("left out, adding up the others", place)
            elif flag := next((name for name in _LEFT_OUT if is_yes(self.at(cells, name))), None):
                title = one_line(self.text(cells, "title"))[:40]
                self.findings.add(f"left out, {_LEFT_OUT[flag]}", f"{place} ({title})" if title else place)
            else:
                yield from self._row(place, cells, texts)
        if self.unreckoned:
            message = (
                f"formulas have no result yet: {'; '.join(list(self.unreckoned)[:5])}; open the file in Excel or "
                "LibreOffice, save it, and import it again"
            )
            raise NoRundown(message)

    def _adds_up(self, cells: Sequence[Cell], texts: list[str]) -> bool:
        """Tell whether it is a row of totals, and no speaker's."""
        speaker = self.text(cells, "speaker")
        return self._kind(cells) is None and any(map(is_total, texts)) and (not speaker or is_total(speaker))

    def _kind(self, cells: Sequence[Cell]) -> Kind | None:
        kind = self.text(cells, "kind").lower()
        return next((one for one in _KINDS if one == kind), None)

    def _row(self, place: str, cells: Sequence[Cell], texts: list[str]) -> Iterator[Row]:
        title, notes = self.text(cells, "title"), self.text(cells, "notes")
        match self.text(cells, "timer").lower():
            case "block" | "group" | "group-start" | "group start":
                yield Title(place, one_line(title) or "Untitled group", self.day)
                if notes:
                    yield Remark(place, prose(notes), self.day)
            case "group-end" | "group end":
                yield Title(place, "", self.day)
            case "milestone":
                yield Remark(place, prose(paragraphs(title, notes, *self._notes(cells)[1])), self.day)
            case "delay":
                self.findings.add("left out, a delay that nobody had applied", place)
            case _:
                single = None if self._kind(cells) else self._single(place, cells, texts)
                yield from [self._item(place, cells)] if single is None else single

    def _single(self, place: str, cells: Sequence[Cell], texts: list[str]) -> list[Row] | None:
        """Return what a row is that holds one text alone: a day, a break with its hours, the title of what follows."""
        fields = {one.index: one.field for one in self.columns.all}
        filled = [index for index, text in enumerate(texts) if text]
        written = [index for index in filled if fields.get(index) != "number"] or filled[:1]
        text, cell, field = texts[written[0]], cells[written[0]], fields.get(written[0])
        if all(is_day(texts[index]) and not is_time(cells[index]) for index in written):
            self.day = day_in(" ".join(texts[index] for index in written))[0]
            return []
        if len(written) != 1 or field == "speaker" or (field in TIMES and (not isinstance(cell, str) or is_time(cell))):
            return None
        day, rest = day_in(text)
        weekday_alone = day is not None and day.weekday is not None and not day.dates and day.number is None
        if day is not None and not weekday_alone and not text.lower().startswith(rest[:8] or "\n"):
            self.day = day
            return [Title(place, one_line(text), day)]
        clock, what = time_and_text(text)
        if clock or is_break(text):
            start, end, _ = times_in(clock)
            return [Item(place, one_line(what), day=self.day, start=start, end=end, lone=True)]
        return [Title(place, one_line(text), self.day)]

    def _item(self, place: str, cells: Sequence[Cell]) -> Item:
        """Return a row that takes time."""
        kept: list[str] = []
        start, end, length = self._times(place, cells, kept)
        title, segment, kind = (self.text(cells, name) for name in ("title", "segment", "type"))
        if kind and not title:  # where the title is empty, the text beside it says what the row is
            title = kind
        elif kind and self.types[kind] == 1 and kind.lower() not in title.lower():
            title = f"{kind}: {title}"
        elif kind:
            kept.append(f"{self.headed('type')}: {kind}")
        own_sheet = self.columns.by_field.keys() >= OF_THIS_PROGRAM
        texts = {(one.field, one.number): text_of(cells[one.index]) for one in self.columns.all}
        title, speakers, moderator, beside = (people_of_own_sheet if own_sheet else people_of)(texts, title)
        kept += beside
        if len(title) > LONGEST_LINE:
            kept.append(title)
        room = self.text(cells, "room")
        first, others = self._notes(cells)
        return Item(
            place,
            one_line(title),
            tuple(speakers),
            one_line(segment),
            one_line(room) if room != self.venue else "",
            self.day,
            start,
            end,
            length,
            shares=isinstance(self.at(cells, "start"), Merged),
            handover=self._span(cells, "handover"),
            minimum=self._span(cells, "minimum"),
            limit=self._span(cells, "limit"),
            each=self._span(cells, "each"),
            takes_rest=is_yes(self.at(cells, "rest")) or is_yes(self.at(cells, "to_end")),
            kind=self._kind(cells),
            item_type=self.text(cells, "item_type"),
            moderator=moderator,
            fixed_start=is_yes(self.at(cells, "fixed_start")) if "fixed_start" in self.columns.by_field else None,
            id=self.text(cells, "id"),
            intro=prose(self.text(cells, "intro")),
            notes=prose(paragraphs(first, *kept, *others)),
        )

    def _times(self, place: str, cells: Sequence[Cell], kept: list[str]) -> tuple[When | None, When | None, Length]:
        """Return the start, the end and the length that a row says; keep what can't be read, and take its day."""
        start, end, beside = self._read(place, cells, "start", times_in, kept) or _NO_TIMES
        own_end, _, _ = self._read(place, cells, "end", times_in, kept) or _NO_TIMES
        last, cell = day_of(self.at(cells, "end_date")), self.at(cells, "date")
        day = day_of(cell)
        if isinstance(own_end, time) and last and day and last.dates and last.dates[:1] != day.dates[:1]:
            own_end = datetime.combine(last.dates[0], own_end)
        unit = unit_of(self.headed("length"))
        length = self._read(place, cells, "length", lambda cell: length_in(cell, unit), kept) or ()
        if day is None and not is_blank(cell):
            self._keep("date", cell, " as a day", place, kept)
        if (day := day or beside) is not None:
            if len(day.dates) == 2 and self.order:
                day = replace(day, dates=(in_order(day.dates, day.label, self.order),))
            self.day = day
        end = self._in_zone(end, "start") if own_end is None else self._in_zone(own_end, "end")
        return self._in_zone(start, "start"), end, length

    def _read(
        self, place: str, cells: Sequence[Cell], name: Field, read: Callable[[Cell], Found], kept: list[str]
    ) -> Found | None:
        cell = self.at(cells, name)
        try:
            return read(cell)
        except ValueError as error:
            self._keep(name, cell, "", f"{place}, {error}", kept)
            return None

    def _in_zone(self, when: When | None, name: Field) -> When | None:
        zone = next((one.zone for one in self.columns.by_field.get(name, ())), None)
        return when if when is None or zone is None or when.tzinfo is not None else when.replace(tzinfo=zone)

    def _keep(self, name: Field, cell: Cell, why: str, place: str, kept: list[str]) -> None:
        """Keep as a note what can't be read, and tell of it."""
        kept.append(f"{self.headed(name)}: {text_of(cell)}")
        self.findings.add(f"{self.headed(name)} can't be read{why}, kept as a note", place)

    def _span(self, cells: Sequence[Cell], name: Field) -> timedelta | None:
        with suppress(ValueError):
            return next(iter(length_in(self.at(cells, name), timedelta(minutes=1))), None)
        return None

    def _notes(self, cells: Sequence[Cell]) -> tuple[str, list[str]]:
        """Return what the first column of notes says, and what others say and where the row is, with their headings."""
        first = next((one for one in self.columns.by_field.get("notes", ()) if one.score), None)
        fields = {"notes"} if self.venue else {"notes", "room"}
        others = [one for one in self.columns.all if one.field in fields and one is not first]
        texts = ((one_line(one.heading), text_of(cells[one.index])) for one in others)
        said = [f"{heading}: {text}" if heading else text for heading, text in texts if not is_nobody(text)]
        return "" if first is None else text_of(cells[first.index]), said
