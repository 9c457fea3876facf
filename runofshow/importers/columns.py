"""Finds the field of each column of a table, by its heading and its cells, with a score."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta, tzinfo
from functools import cached_property
from itertools import islice, zip_longest
from typing import Final, cast
from zoneinfo import ZoneInfo

from runofshow.importers.cells import (
    Cell,
    Table,
    day_of,
    is_blank,
    is_length,
    is_time,
    is_yes,
    text_of,
    texts_in,
    times_in,
)
from runofshow.importers.headings import (
    CONTENTS,
    FIELDS,
    OF_THE_MEETING,
    OF_THIS_PROGRAM,
    TIMES,
    Field,
    Heading,
    meanings,
    number_in,
    spelled_out,
)
from runofshow.importers.people import holds_an_office, is_plain_name, names_somebody, people_in
from runofshow.importers.places import clock_in, is_the_same_clock
from runofshow.importers.questions import NoAnswer, Question, Questions
from runofshow.importers.texts import one_line, tried
from runofshow.importers.vocabulary import is_everybody, is_nobody, words
from runofshow.text import in_one_spelling

_SHOWN: Final[Mapping[Field, str]] = {"length": "duration", "look": "left out", "number": "number (left out)"}
_SAID: Final[Mapping[str, Field]] = {
    "duration": "length", "ignore": "look", "item": "title", "topic": "title", "name": "speaker", "note": "notes",
    "day": "date", "track": "room", "venue": "room", "country": "organization", "organisation": "organization",
}  # fmt: skip
_OPTION: Final = "column"
_ENOUGH: Final = 0.4
_A_YEAR: Final = datetime(2026, 1, 1)  # noqa: DTZ001 -- clocks are compared in its winter and its summer


@dataclass(frozen=True, slots=True)
class Column:
    """A column and its field, with a score from 0 to 1 and a reason."""

    index: int
    heading: str
    field: Field
    score: float
    why: str
    number: int = 1
    zone: tzinfo | None = None
    """The zone of its clock times, if the heading names one."""


@dataclass(frozen=True)
class Columns:
    """All columns of a table that hold something, from left to right."""

    heading: Heading
    all: tuple[Column, ...]

    @cached_property
    def by_field(self) -> Mapping[Field, Sequence[Column]]:
        """The columns of each field that there is."""
        found: dict[Field, list[Column]] = {}
        for column in self.all:
            found.setdefault(column.field, []).append(column)
        return found

    def lines(self) -> list[str]:
        """Return a line for each column: heading, field, score and why."""
        headings = [one_line(one.heading)[:30] or f"column {one.index + 1}" for one in self.all]
        names = [_SHOWN.get(one.field, one.field.replace("_", " ")) for one in self.all]
        names = [f"{name} {one.number}" if one.number > 1 else name for name, one in zip(names, self.all, strict=True)]
        width, to = (max(map(len, texts), default=0) for texts in (headings, names))
        rows = zip(headings, names, self.all, strict=True)
        return [f"  {heading:{width}} → {name:{to}}  {one.score:.2f}  {one.why}" for heading, name, one in rows]


def _names(cell: Cell) -> bool:
    lines = text_of(cell).splitlines() or [""]
    alone = is_plain_name(lines[0].split(",")[0].split(" (")[0].strip())
    return alone or any(map(names_somebody, lines)) or is_everybody(text_of(cell)) or bool(people_in(text_of(cell)))


_LIKE: Final[Mapping[str, Callable[[Cell], bool]]] = {
    "times": lambda cell: is_time(cell) and not (isinstance(cell, int | float) and cell >= 1),
    "lengths": is_length,
    "days": lambda cell: day_of(cell) is not None,
    "days beyond doubt": lambda cell: len(text_of(cell)) > 2 and day_of(cell) is not None,  # Fr may be French
    "names": _names,
    "offices": lambda cell: holds_an_office(text_of(cell)),
    "texts": lambda cell: any(map(str.isalpha, text_of(cell))) and not is_time(cell),
    "numbers": lambda cell: any(map(str.isdigit, text_of(cell))),
    "yes or no": lambda cell: is_yes(cell) or text_of(cell).lower() in {"no", "false", "0", "n"},
}
_LOOKS: Final[Mapping[Field, str]] = {
    "start": "times", "end": "times", "length": "lengths", "date": "days", "end_date": "days", "skip": "yes or no",
    "speaker": "names", "title": "texts",
}  # fmt: skip


class Look:
    """The cells of a column below its heading, and how many of them look like something."""

    def __init__(self, cells: Sequence[Cell], heading: str = "", index: int = 0) -> None:
        self.all, self.heading, self.index = cells, heading, index
        self.cells = [cell for cell in cells if not is_nobody(text_of(cell))]
        self.texts = list(map(text_of, self.cells))
        self.distinct = len(set(self.texts)) / len(cells) if cells else 0.0
        self._shares: dict[str, float] = {}

    def share(self, what: str) -> float:
        """Return how many of the cells look like `times`, `names` or the like, from 0 to 1."""
        if what not in self._shares:
            self._shares[what] = sum(map(_LIKE[what], self.cells)) / len(self.cells) if self.cells else 0.0
        return self._shares[what]

    def told(self, what: str) -> str:
        """Return how many they are in words."""
        return f"{round(self.share(what) * len(self.cells))} of {len(self.cells)} are {what}"

    def column(self, name: str, score: float, why: str, zone: tzinfo | None = None) -> Column:
        """Return the column as one of a field."""
        field = cast("Field", name)
        return Column(self.index, self.heading, field, score, why, number_in(self.heading, field), zone)


def assign(table: Table, heading: Heading, questions: Questions) -> Columns:
    """Give each column the field with the highest score, else notes; raise NoAnswer if a named column is missing."""
    body = table.rows[heading.below :][:300]
    timed = [index for index, row in enumerate(body) if any(map(is_time, row))]
    body = body[: timed[-1] + 1] if timed else body  # footnotes say nothing of columns
    looks = [Look([row[index] for row in body], text, index) for index, text in enumerate(heading.texts)]
    if table.fields is not None:
        given = zip(looks, table.fields, strict=False)
        return Columns(heading, tuple(look.column(name, 1.0, "the file's format") for look, name in given if name))
    taken = {one.index: one for one in _said_columns(looks, questions)}
    for column in sorted(_candidates(looks, questions), key=lambda one: (-one.score, one.index)):
        several = column.field in {"notes", "look"}
        numbered = {(one.field, one.number) for one in taken.values()}
        if column.index not in taken and (several or (column.field, column.number) not in numbered):
            taken[column.index] = replace(column, score=min(column.score, 1.0))
    _take_by_looks(looks, taken)
    for look in looks:
        if look.index not in taken and (look.cells or look.heading):
            taken[look.index] = look.column("notes", 0.0, "no field fits")
    return Columns(heading, tuple(taken[index] for index in sorted(taken)))


def _said_columns(looks: Sequence[Look], questions: Questions) -> Iterator[Column]:
    """Yield the columns whose field a person named, by heading, or by number if they have none."""
    for text, name in questions.answers.columns:
        field = _SAID.get(name, name)
        if field not in FIELDS:
            raise NoAnswer(_OPTION, f"there is no field '{name}': take {', '.join(FIELDS[:14])} or ignore")
        wanted = in_one_spelling(text)
        named = [look for look in looks if look.heading and in_one_spelling(look.heading) == wanted]
        if not named and wanted.isdecimal():
            named = [look for look in looks if look.index + 1 == int(wanted)]
        if not named:
            there = ", ".join(one_line(look.heading) for look in looks if look.heading)
            raise NoAnswer(_OPTION, f"there is no column '{text}': there are {there or f'columns 1 to {len(looks)}'}")
        yield named[0].column(field, 1.0, "you said so")


def _candidates(looks: Sequence[Look], questions: Questions) -> Iterator[Column]:
    """Yield what each column can be by its heading, with a score; of a sheet of this program headings say all."""
    exact = {name for look in looks for name in meanings(look.heading)} >= OF_THIS_PROGRAM
    zones = _zones(looks, questions)
    for look in looks:
        weights = dict(meanings(look.heading))
        zone, bonus = zones.get(look.index, (None, 0.0))
        if not exact:
            weights |= _of_a_title(look, looks)
            if weights.keys() & TIMES and look.share("times") < _ENOUGH:
                weights.setdefault("length", 0.4)
        for name, weight in weights.items():
            fit, why = (1.0, "") if exact else _fit(name, look, 0.0 if weight == 1 and name in TIMES else _ENOUGH)
            if fit or not look.cells:
                score = weight * (0.6 + 0.4 * fit) + (bonus if name in TIMES else 0.0)
                yield look.column(name, score, f"heading{why}", zone if name in TIMES else None)


def _fit(name: Field, look: Look, least: float) -> tuple[float, str]:
    """Return how well a column's cells fit a field, and that in words; 0 where no more than `least` of them do."""
    what = _LOOKS.get(name, "")
    words = f", {look.told(what)}" if what and name != "title" else ""
    if name in {*TIMES, "date", "end_date", "skip"}:
        return (look.share(what), words) if look.share(what) > least else (0.0, "")
    times = look.share("times") > _ENOUGH
    if name == "speaker":
        return 0.1 if times else 0.4 + 0.6 * look.share("names"), words
    if name in CONTENTS and look.cells:
        return 0.2 if times else 0.4 + 0.6 * look.share("texts") * (1 - 0.5 * look.share("names")), ""
    return (0.0 if name == "number" and look.cells and look.share("numbers") <= _ENOUGH else 0.5), ""


def _of_a_title(look: Look, looks: Sequence[Look]) -> Mapping[Field, float]:
    """Return what a ``Title`` right behind a column of names means: the person's, or the talk's.

    It is the talk's where a row without a speaker has one; the person's where its cells are functions of people.
    """
    before = looks[max(look.index - 1, 0)]
    speaker = meanings(before.heading).get("speaker", 0.0)
    if not speaker or spelled_out(look.heading) not in words("title"):
        return {}
    pairs = zip(before.all, look.all, strict=True)
    if look.share("offices") < _ENOUGH and any(is_nobody(text_of(who)) and not is_blank(what) for who, what in pairs):
        return {"title": 0.9, "designation": 0.2}
    another = any(meanings(one.heading).get("title", 0) >= 0.9 for one in looks if one is not look)
    beside = 0.45 + 0.5 * min(1.0, 2 * look.share("offices")) + 0.3 * another + (0.25 if speaker < 1 else 0.0)
    return {"title": 0.5, "designation": beside}


def _zones(looks: Sequence[Look], questions: Questions) -> Mapping[int, tuple[tzinfo, float]]:
    """Return the zones that headings of times name, and what these add to scores; ask where there are two."""
    timed = [one for one in looks if meanings(one.heading).keys() & TIMES and one.share("times") >= _ENOUGH]
    zones = {look.index: zone for look in timed if (zone := clock_in(look.heading)) is not None}
    named = list(dict.fromkeys(zone.key for zone in zones.values() if isinstance(zone, ZoneInfo)))
    if len(named) > 1 and questions.answers.timezone is None:
        sentence = f"the times stand in {len(set(zones.values()))} time zones, a column each"
        questions.ask(Question("timezone", sentence, tuple((one, f"times of {one}") for one in named)))
    wanted = questions.answers.timezone
    same = {zone for zone in zones.values() if wanted is not None and is_the_same_clock(zone, wanted, _A_YEAR)}
    return {index: (zone, 0.2 if zone in same else -0.2 if same else 0.0) for index, zone in zones.items()}


def _take_by_looks(looks: Sequence[Look], taken: dict[int, Column]) -> None:
    """Add the fields that no heading names (times, days, people, titles), by the cells of the columns.

    Where headings say some of the contents, only a column without a heading can be people or titles.
    """

    def take(name: Field, least: float, weight: Callable[[Look], float] | None = None, *, bare: bool = False) -> None:
        what = _LOOKS[name]
        free = [look for look in looks if look.index not in taken and look.cells and not (bare and look.heading)]
        weights = [weight(look) if weight else look.share(what) for look in free]
        if (best := max(weights, default=0.0)) >= least:
            look = free[weights.index(best)]
            why = f"no heading says it; {look.told(what)}"
            taken[look.index] = Column(look.index, look.heading, name, 0.5 * look.share(what), why)

    fields = {one.field for one in taken.values()}
    if fields.isdisjoint({"start", "end"}):
        take("start", 0.6)
        take("end", 0.6)
    if "date" not in fields:
        take("date", 0.8, lambda look: look.share("days beyond doubt") * look.share("texts"))
    if {one.field for one in taken.values()}.isdisjoint({"start", "length"}):
        take("length", 0.8)
    some = not fields.isdisjoint(CONTENTS)
    written = [look for look in looks if look.index not in taken and look.share("texts") > _ENOUGH]
    if "speaker" not in fields and (some or len(written) > 1):
        take("speaker", 0.6, lambda look: look.share("names") * (look.share("texts") > _ENOUGH), bare=some)
    if fields.isdisjoint(CONTENTS - {"speaker"}):
        take("title", 0.01, _like_titles, bare=some)


def _like_titles(look: Look) -> float:  # long, and all different
    mean = sum(map(len, look.texts)) / len(look.texts)
    return look.share("texts") * min(1.0, mean / 60) * (0.2 + look.distinct)


def settled(table: Table, columns: Columns) -> Columns:
    """Return the columns with fields corrected where the cells show that a heading misleads.

    Sessions that all differ are titles, if there are no others. A fact of the whole meeting that differs from row to
    row belongs to the rows. Ends that all lie before their starts are lengths, if they fit before the next start.
    """
    rows = [row for row in table.rows[columns.heading.below :] if len(texts_in(row)) > 1]
    fields = columns.by_field
    renamed: dict[Field, Field] = {}
    if "title" not in fields and not fields.keys() >= OF_THIS_PROGRAM:
        sessions = [*fields.get("segment", ()), *fields.get("type", ())]
        differing = (one.field for one in sessions if Look([row[one.index] for row in rows]).distinct > 0.7)
        renamed = dict.fromkeys(islice(differing, 1), "title")
    for name in fields.keys() & (OF_THE_MEETING - {"room"}):
        values = [text_of(row[fields[name][0].index]) for row in rows]
        if len(set(values) - {""}) > 1 or (any(values) and not values[0]):
            renamed[name] = "row_moderator" if name == "moderator" else "notes"
    why = dict.fromkeys(renamed, "its cells differ from row to row")
    if fields.keys() >= {"start", "end"} and "length" not in fields and _are_lengths(rows, fields):
        renamed["end"], why["end"] = "length", "as ends they would all lie before their starts"
    changed = (
        replace(one, field=renamed.get(one.field, one.field), why=why.get(one.field, one.why)) for one in columns.all
    )
    return replace(columns, all=tuple(changed))


def _are_lengths(rows: Sequence[Sequence[Cell]], fields: Mapping[Field, Sequence[Column]]) -> bool:
    """Tell whether every end lies before its start, and none reaches beyond the next start if it is a length."""
    first, last = fields["start"][0].index, fields["end"][0].index
    spans = [
        (_of_the_day(row[first]), _of_the_day(row[last]), _of_the_day(after[first]) if after else None)
        for row, after in zip_longest(rows, rows[1:])
        if not is_blank(row[last])
    ]
    return len(spans) > 1 and all(
        start and end is not None and end < start and (after is None or end <= (after - start) % timedelta(days=1))
        for start, end, after in spans
    )


def _of_the_day(cell: Cell) -> timedelta | None:
    start, end, _ = tried(times_in, cell) or (None, None, None)
    if not isinstance(start, time) or end is not None:
        return None
    return timedelta(hours=start.hour, minutes=start.minute, seconds=start.second)
