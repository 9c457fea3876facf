"""Which column of a table holds what: by its heading and by what its cells look like, with a score."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
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
from runofshow.importers.texts import one_line
from runofshow.importers.vocabulary import is_everybody, is_nobody
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
    """A column and what it holds."""

    index: int
    heading: str
    field: Field
    score: float
    """How sure it is that it holds that, from 0 to 1."""
    why: str
    number: int = 1
    zone: tzinfo | None = None
    """By which its clock times go, where the heading names one."""


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
        shown = []
        for one in self.all:
            name = _SHOWN.get(one.field, one.field.replace("_", " "))
            called = f"{name} {one.number}" if one.number > 1 else name
            shown.append(
                (one_line(one.heading)[:30] or f"column {one.index + 1}", called, f"{one.score:.2f}  {one.why}")
            )
        widths = [max(map(len, texts)) for texts in zip(*shown, strict=True)]
        return [f"  {heading:{widths[0]}} → {called:{widths[1]}}  {why}" for heading, called, why in shown]


def _is_a_clock_time(cell: Cell) -> bool:
    return is_time(cell) and not (isinstance(cell, int | float) and cell >= 1)


def _names(cell: Cell) -> bool:
    lines = text_of(cell).splitlines() or [""]
    alone = is_plain_name(lines[0].split(",")[0].split(" (")[0].strip())
    return alone or any(map(names_somebody, lines)) or is_everybody(text_of(cell)) or bool(people_in(text_of(cell)))


_LIKE: Final[Mapping[str, Callable[[Cell], bool]]] = {
    "times": _is_a_clock_time,
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
"""How the cells of fields look."""


class Look:
    """The cells of a column, and how many of them look like something."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        self.all = cells
        self.cells = [cell for cell in cells if not is_nobody(text_of(cell))]
        self.texts = list(map(text_of, self.cells))
        self.distinct = len(set(self.texts)) / len(cells) if cells else 0.0
        """How many of the cells differ, of all rows."""
        self._shares: dict[str, float] = {}

    def share(self, what: str) -> float:
        """Return how many of the cells look like `times`, `names` or the like, from 0 to 1."""
        if what not in self._shares:
            self._shares[what] = sum(map(_LIKE[what], self.cells)) / len(self.cells) if self.cells else 0.0
        return self._shares[what]

    def told(self, what: str) -> str:
        """Return how many they are in words."""
        return f"{round(self.share(what) * len(self.cells))} of {len(self.cells)} are {what}"


def assign(table: Table, heading: Heading, questions: Questions) -> Columns:
    """Give each column the field that its heading and its cells speak for most; what is left is notes.

    Raises:
        NoAnswer: a column or a field that a person named isn't there.
    """
    texts = heading.texts
    if table.fields is not None:
        given = [
            _given(index, texts[index], name, "the file's format") for index, name in enumerate(table.fields) if name
        ]
        return Columns(heading, tuple(given))
    body = table.rows[heading.below :][:300]
    timed = [index for index, row in enumerate(body) if any(map(is_time, row))]
    body = body[: timed[-1] + 1] if timed else body  # footnotes say nothing of columns
    looks = [Look([row[index] for row in body]) for index in range(len(texts))]
    taken = {one.index: one for one in _said_columns(texts, questions)}
    exact = {name for text in texts for name in meanings(text)} >= OF_THIS_PROGRAM
    candidates = _candidates(texts, looks, _zones(texts, looks, questions), exact=exact)
    for score, column in sorted(candidates, key=lambda one: (-one[0], one[1].index)):
        if column.index not in taken and not _is_taken(column, taken.values()):
            taken[column.index] = replace(column, score=min(score, 1.0))
    _take_by_looks(texts, looks, taken)
    for index, look in enumerate(looks):
        if index not in taken and (look.cells or texts[index]):
            taken[index] = Column(index, texts[index], "notes", 0.0, "no field fits")
    return Columns(heading, tuple(taken[index] for index in sorted(taken)))


def _given(index: int, heading: str, name: str, why: str) -> Column:
    field = cast("Field", name)
    return Column(index, heading, field, 1.0, why, number_in(heading, field))


def _said_columns(texts: Sequence[str], questions: Questions) -> Iterator[Column]:
    """Yield the columns of which a person said what they hold, by heading, or by number where they have none."""
    for text, name in questions.answers.columns:
        field = _SAID.get(name, name)
        if field not in FIELDS:
            raise NoAnswer(_OPTION, f"there is no field '{name}': take {', '.join(FIELDS[:14])} or ignore")
        wanted = in_one_spelling(text)
        places = [index for index, one in enumerate(texts) if one and in_one_spelling(one) == wanted]
        if not places and wanted.isdecimal() and 0 < int(wanted) <= len(texts):
            places = [int(wanted) - 1]
        if not places:
            there = ", ".join(one_line(one) for one in texts if one) or f"columns 1 to {len(texts)}"
            raise NoAnswer(_OPTION, f"there is no column '{text}': there are {there}")
        yield _given(places[0], texts[places[0]], field, "you said so")


def _is_taken(column: Column, taken: Iterable[Column]) -> bool:
    if column.field in {"notes", "look"}:
        return False
    return any((one.field, one.number) == (column.field, column.number) for one in taken)


def _candidates(
    texts: Sequence[str], looks: Sequence[Look], zones: Sequence[tuple[tzinfo | None, float]], *, exact: bool
) -> Iterator[tuple[float, Column]]:
    """Yield what each column can be by its heading, with the score; of a sheet of this program headings say all."""
    for index, (text, look, (zone, bonus)) in enumerate(zip(texts, looks, zones, strict=True)):
        weights = dict(meanings(text))
        if not exact:
            weights |= _of_a_title(index, texts, looks)
            if weights.keys() & TIMES and look.share("times") < _ENOUGH:
                weights.setdefault("length", 0.4)
        for name, weight in weights.items():
            least = _ENOUGH if weight < 1 or name not in TIMES else 0.0
            fit, why = (1.0, "") if exact else _fit(name, look, least)
            if fit or not look.cells:
                is_time_field = name in TIMES
                score = weight * (0.6 + 0.4 * fit) + (bonus if is_time_field else 0.0)
                own_zone = zone if is_time_field else None
                yield score, Column(index, text, name, 0.0, f"heading{why}", number_in(text, name), own_zone)


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
    if name == "number" and look.cells and look.share("numbers") <= _ENOUGH:
        return 0.0, ""
    return 0.5, ""


def _of_a_title(index: int, texts: Sequence[str], looks: Sequence[Look]) -> Mapping[Field, float]:
    """Return what a ``Title`` right behind a column of names means: the person's, or the talk's.

    It is the talk's where a row without a speaker has one; the person's where its cells are functions of people.
    """
    before = meanings(texts[index - 1]) if index else {}
    if "speaker" not in before or spelled_out(texts[index]) not in {"title", "titre", "título", "titel", "titolo"}:
        return {}
    offices = looks[index].share("offices")
    pairs = zip(looks[index - 1].all, looks[index].all, strict=True)
    if offices < _ENOUGH and any(is_nobody(text_of(who)) and not is_blank(what) for who, what in pairs):
        return {"title": 0.9, "designation": 0.2}
    another = any(meanings(text).get("title", 0) >= 0.9 for place, text in enumerate(texts) if place != index)
    beside = 0.45 + 0.5 * min(1.0, 2 * offices) + 0.3 * another + (0.25 if before["speaker"] < 1 else 0.0)
    return {"title": 0.5, "designation": beside}


def _zones(texts: Sequence[str], looks: Sequence[Look], questions: Questions) -> list[tuple[tzinfo | None, float]]:
    """Return the zone that each heading of times names, and what that adds to its score; ask where there are two."""
    zones = [
        clock_in(text) if text and meanings(text).keys() & TIMES and look.share("times") >= _ENOUGH else None
        for text, look in zip(texts, looks, strict=True)
    ]
    there = {zone for zone in zones if zone is not None}
    named = list(dict.fromkeys(zone.key for zone in zones if isinstance(zone, ZoneInfo)))
    if len(named) > 1 and questions.answers.timezone is None:
        sentence = f"the times stand in {len(there)} time zones, a column each"
        questions.ask(Question("timezone", sentence, tuple((one, f"times of {one}") for one in named)))
    if (wanted := questions.answers.timezone) is None:
        return [(zone, 0.0) for zone in zones]
    same = {zone for zone in there if is_the_same_clock(zone, wanted, _A_YEAR)}
    return [(zone, 0.0 if zone is None or not same else 0.2 if zone in same else -0.2) for zone in zones]


def _take_by_looks(texts: Sequence[str], looks: Sequence[Look], taken: dict[int, Column]) -> None:
    """Give what no heading says: times, days, people and titles, by what columns hold.

    Where headings say some of the contents, only a column without a heading can be people or titles.
    """

    def take(name: Field, least: float, weight: Callable[[Look], float] | None = None, *, bare: bool = False) -> None:
        what = _LOOKS[name]
        weights = {
            index: weight(look) if weight else look.share(what)
            for index, look in enumerate(looks)
            if index not in taken and look.cells and not (bare and texts[index])
        }
        best = max(weights, key=lambda index: weights[index], default=None)
        if best is not None and weights[best] >= least:
            why = f"no heading says it; {looks[best].told(what)}"
            taken[best] = Column(best, texts[best], name, 0.5 * looks[best].share(what), why)

    fields = {one.field for one in taken.values()}
    if fields.isdisjoint({"start", "end"}):
        take("start", 0.6)
        take("end", 0.6)
    if "date" not in fields:
        take("date", 0.8, lambda look: look.share("days beyond doubt") * look.share("texts"))
    if {one.field for one in taken.values()}.isdisjoint({"start", "length"}):
        take("length", 0.8)
    some = not fields.isdisjoint(CONTENTS)
    written = [index for index, look in enumerate(looks) if index not in taken and look.share("texts") > _ENOUGH]
    if "speaker" not in fields and (some or len(written) > 1):
        take("speaker", 0.6, lambda look: look.share("names") * (look.share("texts") > _ENOUGH), bare=some)
    if fields.isdisjoint(CONTENTS - {"speaker"}):
        take("title", 0.01, _like_titles, bare=some)


def _like_titles(look: Look) -> float:
    """Return how much a column's texts are like titles: long, and all different."""
    mean = sum(map(len, look.texts)) / len(look.texts)
    return look.share("texts") * min(1.0, mean / 60) * (0.2 + look.distinct)


def settled(table: Table, columns: Columns) -> Columns:
    """Return the columns as their cells together show them.

    Sessions that all differ are titles where there are no others; what would be of the whole meeting and differs from
    row to row is of the rows; ends that all lie before their starts are lengths, if they fit before the next start.
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
    """Return how long after midnight the one time in a cell is."""
    with suppress(ValueError):
        start, end, _ = times_in(cell)
        if isinstance(start, time) and end is None:
            return timedelta(hours=start.hour, minutes=start.minute, seconds=start.second)
    return None
