"""A sheet's cells -> a rundown: the row of headings is found, and each row below it becomes what it is."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Final

from runofshow.importing.columns import OF_THE_MEETING, Columns, Field, field_named, find_columns
from runofshow.importing.grid import Cell, Grid, Unreckoned, dates_in, is_yes, length_in, text_of, times_in
from runofshow.importing.moments import long_day
from runofshow.importing.people import listed_below, person
from runofshow.importing.preamble import facts_above, facts_of, joined
from runofshow.importing.questions import NoRundown
from runofshow.importing.rundown import Facts, Heading, Item, Kind, Length, Person, Remark, Row, Rundown, When
from runofshow.importing.texts import one_line, paragraphs, prose, too_long
from runofshow.importing.titles import is_floor, is_total

_TIMED: Final[tuple[Field, ...]] = ("start", "end", "length")
_SHOWN: Final[dict[Field, str]] = {
    "length": "duration",
    "number": "number (left out)",
    "look": "left out",
    "to_end": "count to end",
    "timer": "timer type",
}


def read_table(grid: Grid, facts_beside: dict[str, str], name: str) -> Rundown:
    """The rundown that a sheet holds.

    Raises:
        NoRundown: no row of headings is found, or nothing below it.
    """
    columns = find_columns(grid.rows)
    if columns is None:
        message = (
            f"{name}{_of(grid)} has no row of headings: a run of show has columns such as "
            "Time (or Duration) and Item or Speaker"
        )
        raise NoRundown(message)
    columns = columns.without(_of_single_rows(grid, columns))
    reading = _Reading(grid, columns)
    rows = tuple(reading.rows())
    if not any(isinstance(row, Item) for row in rows):
        message = f"{name}{_of(grid)} has headings in row {grid.number(columns.row)}, and no row below them to take"
        raise NoRundown(message)
    above, unread = facts_above(grid.rows[: columns.row])
    facts = joined(
        joined(_facts_beside(facts_beside), reading.facts), replace(above, notes=paragraphs(above.notes, *unread))
    )
    told = (*grid.told, _mapping(grid, columns), *_taken_above(above, unread), *reading.told)
    return Rundown(rows, facts, told)


def _of(grid: Grid) -> str:
    return f", sheet '{grid.name}'," if grid.name else ""


def _of_single_rows(grid: Grid, columns: Columns) -> set[Field]:
    """The columns that would say something of the whole meeting, did they say it of all rows, or of the first alone."""
    written = [[text_of(cell).strip() for cell in row] for row in grid.rows[columns.below :]]
    rows = [texts for texts in written if sum(map(bool, texts)) > 1]
    found: set[Field] = set()
    for name in OF_THE_MEETING & columns.place.keys():
        values = [texts[columns.place[name]] for texts in rows]
        said = set(values) - {""}
        if len(said) > 1 or (said and not values[0]):
            found.add(name)
    return found


def _facts_beside(pairs: dict[str, str]) -> Facts:
    named = {field_named(name): value for name, value in pairs.items()}
    return facts_of({name: value for name, value in named.items() if name is not None})


def _mapping(grid: Grid, columns: Columns) -> str:
    """Which column was taken for what."""
    pairs = [
        f"{one_line(columns.headings[index])} → {_SHOWN.get(name, name.replace('_', ' '))}"
        for name, index in sorted(columns.place.items(), key=lambda pair: pair[1])
        if name not in OF_THE_MEETING
    ]
    pairs += [f"{one_line(columns.headings[index])} → notes" for index in columns.others]
    sheet = f"sheet '{grid.name}', " if grid.name else ""
    return f"{sheet}headings in row {grid.number(columns.row)}: {'; '.join(pairs)}"


def _taken_above(facts: Facts, unread: list[str]) -> list[str]:
    """What the lines above the table were taken for."""
    moderator = "" if facts.moderator is None else facts.moderator.name
    texts = (("title", facts.title), ("place", facts.venue), ("moderator", moderator))
    taken = [f"{what} '{text}'" for what, text in texts if text]
    taken += [" or ".join(map(long_day, facts.days))] if facts.days else []
    taken += [f"from {facts.start:%H:%M}"] if facts.start is not None else []
    taken += [f"to {facts.end:%H:%M}, the hard stop"] if facts.end is not None else []
    taken += [f"'{line}' → notes" for line in unread]
    return [f"above the table: {'; '.join(taken)}"] if taken else []


@dataclass(slots=True)
class _Reading:
    """One walk through the rows below the headings."""

    grid: Grid
    columns: Columns
    facts: Facts = field(default_factory=Facts)
    told: list[str] = field(default_factory=list)
    _unreckoned: list[str] = field(default_factory=list)

    def rows(self) -> Iterator[Row]:
        """Every row that isn't blank, as what it is."""
        skipped: list[str] = []
        for index in range(self.columns.below, len(self.grid.rows)):
            cells = self.grid.rows[index]
            place = f"row {self.grid.number(index)}"
            texts = [text_of(cell).strip() for cell in cells]
            if not any(texts) or texts == [heading.strip() for heading in self.columns.headings]:
                continue
            if self._kind(cells) is None and any(map(is_total, texts)) and not self._text(cells, "speaker"):
                self.told.append(f"{place} is left out: it adds up the others")
            elif is_yes(self._at(cells, "skip")):
                skipped.append(place)
            else:
                yield from self._row(place, cells, texts)
        if skipped:
            self.told.append(f"left out, for they are to be skipped: {', '.join(skipped)}")
        if self._unreckoned:
            message = (
                f"formulas have no result yet: {'; '.join(self._unreckoned[:5])}; open the file in Excel or "
                "LibreOffice, save it, and import it again"
            )
            raise NoRundown(message)

    def _row(self, place: str, cells: tuple[Cell, ...], texts: list[str]) -> Iterator[Row]:
        title, notes = self._text(cells, "title"), self._text(cells, "notes")
        match self._text(cells, "timer").lower():
            case "block" | "group":
                yield Heading(place, one_line(title) or place)
            case "milestone":
                yield Remark(place, prose(paragraphs(title, notes)))
            case "delay":
                self.told.append(f"{place} is left out: it is a delay")
            case _ if self._kind(cells) is None and (heading := self._heading(cells, texts)) is not None:
                yield Heading(place, one_line(heading))
            case _:
                self._note_facts(texts)
                yield from self._items(place, cells)

    def _heading(self, cells: tuple[Cell, ...], texts: list[str]) -> str | None:
        """The title of the rows that follow: the one text in a row that names neither a time nor a speaker."""
        number = self.columns.place.get("number")
        written = [index for index, text in enumerate(texts) if text and index != number] or [number or 0]
        if len(written) != 1 or written[0] == self.columns.place.get("speaker"):
            return None
        cell = cells[written[0]]
        timed = {self.columns.place.get(name) for name in _TIMED}
        return None if written[0] in timed and (not isinstance(cell, str) or _is_time(cell)) else texts[written[0]]

    def _note_facts(self, texts: list[str]) -> None:
        """What columns of the whole meeting say in the first row counts."""
        if self.facts == Facts():
            places = self.columns.place
            self.facts = facts_of({name: texts[places[name]] for name in OF_THE_MEETING if name in places})

    def _items(self, place: str, cells: tuple[Cell, ...]) -> Iterator[Item]:
        """What a row takes; one item for each of those whom its title lists, who share its time."""
        title, people, others = listed_below(self._text(cells, "title"))
        item = self._item(place, cells)
        if not people or item.speaker is not None:
            yield item
            return
        segment = item.segment or one_line(title)
        lengths = tuple(length / len(people) for length in item.length)
        for number, one in enumerate(people, start=1):
            first, last = number == 1, number == len(people)
            yield replace(
                item,
                place=place if len(people) == 1 else f"{place} ({one_line(one)[:40]})",
                title="" if segment == one_line(title) else one_line(title),
                speaker=person(one),
                segment=segment,
                start=item.start if first else None,
                end=item.end if last else None,
                length=lengths if item.end is None else (),
                notes=prose(paragraphs(others, item.notes)) if first else "",
            )

    def _item(self, place: str, cells: tuple[Cell, ...]) -> Item:
        kept: list[str] = []
        start, end = self._times(place, cells, kept)
        title = self._text(cells, "title")
        if too_long(title):
            kept.append(title)
        return Item(
            place,
            one_line(title),
            self._speaker(cells, title, kept),
            one_line(self._text(cells, "segment")),
            dates_in(self._at(cells, "date")),
            start,
            end,
            self._length(place, cells, kept),
            handover=self._span(cells, "handover"),
            least=self._span(cells, "least"),
            limit=self._span(cells, "limit"),
            fills=is_yes(self._at(cells, "rest")) or is_yes(self._at(cells, "to_end")),
            kind=self._kind(cells),
            id=self._text(cells, "id"),
            intro=prose(self._text(cells, "intro")),
            notes=prose(paragraphs(self._text(cells, "notes"), *kept, *self._others(cells))),
        )

    def _speaker(self, cells: tuple[Cell, ...], title: str, kept: list[str]) -> Person | None:
        """Who speaks; a delegation speaks for itself where nobody is named for it."""
        name = self._text(cells, "speaker")
        designation, organization, say = (self._text(cells, one) for one in ("designation", "organization", "say"))
        if name:
            return person(name, designation, organization, say, whole="designation" in self.columns.place)
        if organization and not is_floor(title):
            return person(organization, designation)
        kept += filter(None, (designation, organization))
        return None

    def _times(self, place: str, cells: tuple[Cell, ...], kept: list[str]) -> tuple[When | None, When | None]:
        start, end = self._time(place, cells, "start", kept)
        own_end, _ = self._time(place, cells, "end", kept)
        return start, own_end if own_end is not None else end

    def _time(
        self, place: str, cells: tuple[Cell, ...], name: Field, kept: list[str]
    ) -> tuple[When | None, When | None]:
        cell = self._at(cells, name)
        try:
            return times_in(cell)
        except ValueError as error:
            self._keep(place, name, cell, str(error), kept)
            return None, None

    def _length(self, place: str, cells: tuple[Cell, ...], kept: list[str]) -> Length:
        cell = self._at(cells, "length")
        try:
            return length_in(cell, self.columns.unit)
        except ValueError as error:
            self._keep(place, "length", cell, str(error), kept)
            return ()

    def _keep(self, place: str, name: Field, cell: Cell, why: str, kept: list[str]) -> None:
        """What can't be read as a time stays as a note, and is told."""
        heading = one_line(self.columns.headings[self.columns.place[name]])
        kept.append(f"{heading}: {text_of(cell)}")
        self.told.append(f"{place}, {heading}: {why}; kept as a note")

    def _span(self, cells: tuple[Cell, ...], name: Field) -> timedelta | None:
        try:
            readings = length_in(self._at(cells, name), timedelta(minutes=1))
        except ValueError:
            return None
        return readings[0] if readings else None

    def _kind(self, cells: tuple[Cell, ...]) -> Kind | None:
        match self._text(cells, "kind").lower():
            case "speech":
                return "speech"
            case "floor":
                return "floor"
            case _:
                return None

    def _others(self, cells: tuple[Cell, ...]) -> list[str]:
        """What stands in columns that nobody knows, each with its heading."""
        found = ((self.columns.headings[index], text_of(cells[index])) for index in self.columns.others)
        return [f"{one_line(heading)}: {text}" for heading, text in found if text.strip()]

    def _at(self, cells: tuple[Cell, ...], name: Field) -> Cell:
        index = self.columns.place.get(name)
        cell = None if index is None else cells[index]
        if isinstance(cell, Unreckoned) and index is not None:
            where = f"column {one_line(self.columns.headings[index])}: {one_line(cell.formula)}"
            if where not in self._unreckoned:
                self._unreckoned.append(where)
        return cell

    def _text(self, cells: tuple[Cell, ...], name: Field) -> str:
        return text_of(self._at(cells, name)).strip()


def _is_time(text: str) -> bool:
    try:
        return times_in(text) != (None, None)
    except ValueError:
        return False
