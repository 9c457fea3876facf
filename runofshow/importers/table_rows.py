"""The rows below the headings of a sheet, each as what it is: a title over others, an item, a total to leave out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Final

from runofshow.importers.columns import OF_THE_MEETING, Columns, Field
from runofshow.importers.grid import Cell, Grid, Unreckoned, dates_in, is_time, is_yes, length_in, text_of, times_in
from runofshow.importers.open_questions import NoRundown
from runofshow.importers.people import are_all_people, listed_below, person
from runofshow.importers.rundown import Facts, Heading, Item, Kind, Length, Person, Remark, Row, When
from runofshow.importers.sheet_header import facts_of
from runofshow.importers.texts import one_line, paragraphs, prose, too_long
from runofshow.importers.titles import is_floor, is_total

TIMED: Final[tuple[Field, ...]] = ("start", "end", "length")


@dataclass(slots=True)
class TableRows:
    """One walk through the rows below the headings; what it finds of the meeting, and what is told."""

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
            if self._adds_up(cells, texts):
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

    def _adds_up(self, cells: tuple[Cell, ...], texts: list[str]) -> bool:
        """Whether it is a row of totals, and no speaker's."""
        speaker = self._text(cells, "speaker")
        return self._kind(cells) is None and any(map(is_total, texts)) and (not speaker or is_total(speaker))

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
        timed = {self.columns.place.get(name) for name in TIMED}
        return None if written[0] in timed and (not isinstance(cell, str) or is_time(cell)) else texts[written[0]]

    def _note_facts(self, texts: list[str]) -> None:
        """What columns of the whole meeting say in the first row counts."""
        if self.facts == Facts():
            places = self.columns.place
            self.facts = facts_of({name: texts[places[name]] for name in OF_THE_MEETING if name in places})

    def _items(self, place: str, cells: tuple[Cell, ...]) -> Iterator[Item]:
        """What a row takes; one item for each of several whom it names a line each."""
        item = self._item(place, cells)
        people = self._several_speakers(cells)
        if item.speaker is None:
            title, listed, others = listed_below(self._text(cells, "title"))
            people = [person(one) for one in listed]
            if people:
                segment = item.segment or one_line(title)
                own = "" if segment == one_line(title) else one_line(title)
                item = replace(item, title=own, segment=segment, notes=prose(paragraphs(others, item.notes)))
        yield from _one_each(item, people) if people else [item]

    def _several_speakers(self, cells: tuple[Cell, ...]) -> list[Person]:
        """Those in the column of speakers, a line each, with their designations beside them; nobody where it is one."""
        columns = [self._text(cells, name).splitlines() for name in ("speaker", "designation", "organization")]
        names, *beside = [[line.strip(" ,") for line in lines if line.strip()] for lines in columns]
        if self._kind(cells) is not None or not are_all_people(names):
            return []
        if any(lines and len(lines) != len(names) for lines in beside):
            return []
        titles, organizations = (lines or [""] * len(names) for lines in beside)
        return [person(*one) for one in zip(names, titles, organizations, strict=True)]

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
        if name and self._kind(cells) is None and organization.lower() in designation.lower():
            organization = ""  # a designation that names it says both
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


def _one_each(item: Item, people: Sequence[Person]) -> Iterator[Item]:
    """An item for each of those who share a row: its time, or its length, in equal parts."""
    lengths = tuple(length / len(people) for length in item.length)
    for number, one in enumerate(people, start=1):
        first, last = number == 1, number == len(people)
        yield replace(
            item,
            place=item.place if len(people) == 1 else f"{item.place} ({one.name[:40]})",
            speaker=one,
            start=item.start if first else None,
            end=item.end if last else None,
            length=lengths if item.end is None else (),
            notes=item.notes if first else "",
        )
