"""Which column of a table holds what: by its heading and by what its cells look like, with a score."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta, tzinfo
from functools import cached_property
from itertools import zip_longest
from typing import Final, cast
from zoneinfo import ZoneInfo

from runofshow.importers.cells import Cell, Table, day_of, is_blank, is_length, is_time, is_yes, text_of, times_in
from runofshow.importers.headings import (
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

SEVERAL: Final[frozenset[Field]] = frozenset({"speaker", "designation", "organization"})
"""Fields that may have several columns, by numbers: Speaker 1, Organisation 1, Speaker 2 …"""

_AS_OFTEN: Final[frozenset[Field]] = frozenset({"notes", "look"})
_SHOWN: Final[dict[Field, str]] = {"length": "duration", "look": "left out", "number": "number (left out)"}
_SAID: Final[dict[str, Field]] = {
    "duration": "length", "ignore": "look", "item": "title", "topic": "title", "name": "speaker", "note": "notes",
    "day": "date", "track": "room", "venue": "room", "country": "organization", "organisation": "organization",
}  # fmt: skip
_OPTION: Final = "column"
_MOST_LOOKED_AT: Final = 300
_ENOUGH: Final = 0.4
_LOOK_LIKE: Final[dict[str, str]] = {
    "start": "times",
    "end": "times",
    "length": "lengths",
    "date": "days",
    "speaker": "names",
    "title": "texts",
}
_MOSTLY: Final = 0.6
_NEARLY_ALL: Final = 0.8
_ALL_DIFFER: Final = 0.7
_A_YEAR: Final = datetime(2026, 1, 1)  # noqa: DTZ001 -- clocks are compared in its winter and its summer
_TITLES: Final = frozenset({"title", "titre", "título", "titel", "titolo"})
"""Of a person as well as of an item."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column and what it holds."""

    index: int
    heading: str
    field: Field
    score: float
    """From 0 to 1; how sure it is that it holds that."""
    why: str
    number: int = 1
    zone: tzinfo | None = None
    """The zone of its clock times, where the heading names one."""


@dataclass(frozen=True, slots=True)
class Columns:
    """All columns of a table that hold something, from left to right."""

    heading: Heading
    all: tuple[Column, ...]

    def named(self, name: Field) -> list[Column]:
        """Return all columns of a field."""
        return [column for column in self.all if column.field == name]

    @property
    def names(self) -> frozenset[Field]:
        """All fields that there are."""
        return frozenset(column.field for column in self.all)

    def lines(self) -> list[str]:
        """Return a line for each column: heading, field, score and why."""
        shown = [(one_line(one.heading)[:30] or f"column {one.index + 1}", _shown(one), one) for one in self.all]
        width = max((len(heading) for heading, _, _ in shown), default=0)
        to = max((len(name) for _, name, _ in shown), default=0)
        return [f"  {heading:{width}} → {name:{to}}  {one.score:.2f}  {one.why}" for heading, name, one in shown]


def _shown(column: Column) -> str:
    name = _SHOWN.get(column.field, column.field.replace("_", " "))
    return f"{name} {column.number}" if column.number > 1 else name


class Look:
    """The cells of a column, and shares of them that look like times, names and so on, from 0 to 1."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        self.all = cells
        self.cells = [cell for cell in cells if not is_blank(cell) and not is_nobody(text_of(cell))]
        self.texts = [text_of(cell).strip() for cell in self.cells]

    def share(self, of: Callable[[Cell], bool]) -> float:
        """Return how many of the cells are such, as a share."""
        return sum(map(of, self.cells)) / len(self.cells) if self.cells else 0.0

    @cached_property
    def times(self) -> float:
        """Clock times."""
        return self.share(lambda cell: not _is_count(cell) and is_time(cell))

    @cached_property
    def lengths(self) -> float:
        """Lengths."""
        return self.share(is_length)

    @cached_property
    def days(self) -> float:
        """Dates, weekdays, and days that are counted."""
        return self.share(lambda cell: day_of(cell) is not None)

    @cached_property
    def people(self) -> float:
        """Names of people, or of everybody."""
        return self.share(lambda cell: _names(text_of(cell).strip()))

    @cached_property
    def offices(self) -> float:
        """Functions of people."""
        return self.share(lambda cell: holds_an_office(text_of(cell)))

    @cached_property
    def letters(self) -> float:
        """Anything in letters that is neither a time nor a day."""
        return self.share(lambda cell: any(map(str.isalpha, text_of(cell))) and not is_time(cell))

    @property
    def distinct(self) -> float:
        """How many of the cells differ, of all rows."""
        return len(set(self.texts)) / len(self.all) if self.all else 0.0


_Share = Callable[[Look], float]


def _is_count(cell: Cell) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool) and cell >= 1


def _names(text: str) -> bool:
    lines = text.splitlines() or [""]
    alone = is_plain_name(lines[0].split(",")[0].split(" (")[0].strip())
    return any(map(names_somebody, lines)) or alone or is_everybody(text) or bool(people_in(text))


def assign(table: Table, heading: Heading, questions: Questions) -> Columns:
    """Give each column the field that its heading and its cells speak for most; what is left is notes.

    Raises:
        NoAnswer: a column or a field that a person named isn't there.
    """
    body = table.rows[heading.below :][:_MOST_LOOKED_AT]
    timed = [index for index, row in enumerate(body) if any(map(is_time, row))]
    body = body[: timed[-1] + 1] if timed else body  # footnotes say nothing of columns
    looks = [Look([row[index] for row in body]) for index in range(len(heading.texts))]
    if table.fields is not None:
        given = [_said(index, heading, name, "the file's format") for index, name in enumerate(table.fields) if name]
        return Columns(heading, tuple(given))
    said = _said_columns(heading, questions)
    taken = {one.index: one for one in said}
    exact = {name for text in heading.texts for name in meanings(text)} >= OF_THIS_PROGRAM
    zones = _zones(heading, looks, questions)
    for score, name, column in sorted(
        _candidates(heading, looks, zones, exact=exact), key=lambda one: (-one[0], one[2].index)
    ):
        if column.index not in taken and not _is_taken(name, column.number, taken.values()):
            taken[column.index] = replace(column, field=name, score=min(score, 1.0))
    _take_by_looks(heading, looks, taken)
    for index, look in enumerate(looks):
        if index not in taken and (look.cells or heading.texts[index]):
            taken[index] = Column(index, heading.texts[index], "notes", 0.0, "no field fits")
    return Columns(heading, tuple(taken[index] for index in sorted(taken)))


def _said(index: int, heading: Heading, name: str, why: str) -> Column:
    return Column(
        index,
        heading.texts[index],
        cast("Field", name),
        1.0,
        why,
        number_in(heading.texts[index]) if name in SEVERAL else 1,
    )


def _said_columns(heading: Heading, questions: Questions) -> list[Column]:
    """Return the columns of which a person said what they hold, by heading, or by number where they have none."""
    found = []
    for text, name in questions.answers.columns:
        field = _SAID.get(name, name)
        if field not in FIELDS:
            message = f"there is no field '{name}': take {', '.join(one for one in FIELDS[:14])} or ignore"
            raise NoAnswer(_OPTION, message)
        wanted = in_one_spelling(text)
        named = [index for index, one in enumerate(heading.texts) if one and in_one_spelling(one) == wanted]
        numbered = [int(wanted) - 1] if wanted.isdecimal() and 0 < int(wanted) <= len(heading.texts) else []
        if not (places := named or numbered):
            there = ", ".join(one_line(one) for one in heading.texts if one) or f"columns 1 to {len(heading.texts)}"
            message = f"there is no column '{text}': there are {there}"
            raise NoAnswer(_OPTION, message)
        found.append(_said(places[0], heading, field, "you said so"))
    return found


def _is_taken(name: Field, number: int, taken: Iterable[Column]) -> bool:
    if name in _AS_OFTEN:
        return False
    return any(one.field == name and (name not in SEVERAL or one.number == number) for one in taken)


def _candidates(
    heading: Heading, looks: Sequence[Look], zones: Sequence[tuple[tzinfo | None, float]], *, exact: bool
) -> Iterable[tuple[float, Field, Column]]:
    """Yield what each column can be by its heading, with the score; of a sheet of this program headings say all."""
    for index, (text, look) in enumerate(zip(heading.texts, looks, strict=True)):
        zone, bonus = zones[index]
        weights = dict(meanings(text))
        if not exact:
            weights |= _of_a_title(index, heading, looks)
            if weights.keys() & TIMES and look.times < _ENOUGH:
                weights.setdefault("length", 0.4)
        for name, weight in weights.items():
            if name not in FIELDS:
                continue
            fit, why = (
                (1.0, "") if exact else _fit(name, look, least=_ENOUGH if weight < 1 or name not in TIMES else 0.0)
            )
            if fit or not look.cells:
                number = number_in(text) if name in SEVERAL else 1
                column = Column(index, text, name, 0.0, f"heading{why}", number, zone if name in TIMES else None)
                yield weight * (0.6 + 0.4 * fit) + (bonus if name in TIMES else 0.0), name, column


def _fit(name: Field, look: Look, *, least: float) -> tuple[float, str]:
    """Return how well a column's cells fit a field, and that in words; 0 where no more than `least` of them do."""
    shares: dict[Field, tuple[float, str]] = {
        "start": (look.times, "times"),
        "end": (look.times, "times"),
        "length": (look.lengths, "lengths"),
        "date": (look.days, "days"),
        "end_date": (look.days, "days"),
        "speaker": (look.people, "names"),
        "skip": (
            look.share(lambda cell: is_yes(cell) or text_of(cell).lower() in {"no", "false", "0", "n"}),
            "yes or no",
        ),
    }
    if name == "number" and look.cells:
        return (0.5, "") if look.share(lambda cell: any(map(str.isdigit, text_of(cell)))) > _ENOUGH else (0.0, "")
    share, what = shares.get(name, (0.0, ""))
    typed = name in {*TIMES, "date", "end_date", "skip"}
    if typed and share <= least:
        return 0.0, ""
    words = f", {round(share * len(look.cells))} of {len(look.cells)} are {what}" if what else ""
    if typed:
        return share, words
    if name == "speaker":
        return (0.1 if look.times > _ENOUGH else 0.4 + 0.6 * share), words
    if name in {"title", "segment", "type"} and look.cells:
        return (0.2 if look.times > _ENOUGH else 0.4 + 0.6 * look.letters * (1 - 0.5 * look.people)), ""
    return 0.5, ""


def _of_a_title(index: int, heading: Heading, looks: Sequence[Look]) -> dict[Field, float]:
    """Return what a ``Title`` right behind a column of names means: the person's, or the talk's.

    It is the talk's where a row without a speaker has one; the person's where its cells are functions of people.
    """
    if spelled_out(heading.texts[index]) not in _TITLES or not index:
        return {}
    before = meanings(heading.texts[index - 1])
    if "speaker" not in before:
        return {}
    speakers, titles = looks[index - 1], looks[index]
    alone = any(
        is_nobody(text_of(who)) and not is_blank(what) for who, what in zip(speakers.all, titles.all, strict=True)
    )
    if alone and titles.offices < _ENOUGH:
        return {"title": 0.9, "designation": 0.2}
    another = any(meanings(text).get("title", 0) >= 0.9 for place, text in enumerate(heading.texts) if place != index)
    beside = 0.45 + 0.5 * min(1.0, 2 * titles.offices) + 0.3 * another + (0.25 if before["speaker"] < 1 else 0.0)
    return {"title": 0.5, "designation": beside}


def _zones(heading: Heading, looks: Sequence[Look], questions: Questions) -> list[tuple[tzinfo | None, float]]:
    """Return the zone that each heading of times names, and what that adds to its score; ask where there are two."""
    zones = [
        clock_in(text) if text and meanings(text).keys() & TIMES and look.times >= _ENOUGH else None
        for text, look in zip(heading.texts, looks, strict=True)
    ]
    there = list(dict.fromkeys(zone for zone in zones if zone is not None))
    if len(there) > 1 and questions.answers.timezone is None:
        named = [zone.key for zone in there if isinstance(zone, ZoneInfo)]
        if len(named) > 1:
            sentence = f"the times stand in {len(there)} time zones, a column each"
            questions.ask(Question("timezone", sentence, tuple((one, f"times of {one}") for one in named)))
    wanted = questions.answers.timezone
    if wanted is None:
        return [(zone, 0.0) for zone in zones]
    same = [zone is not None and is_the_same_clock(zone, wanted, _A_YEAR) for zone in zones]
    return [
        (zone, 0.2 if fits else -0.2 if zone is not None and any(same) else 0.0)
        for zone, fits in zip(zones, same, strict=True)
    ]


def _take_by_looks(heading: Heading, looks: Sequence[Look], taken: dict[int, Column]) -> None:
    """Give what no heading says: times, days, people and titles, by what columns hold.

    Where headings say some of the contents, only a column without a heading can be people or titles.
    """

    def take(name: Field, share: _Share, weight: _Share, least: float, *, bare: bool = False) -> None:
        free = (index for index, look in enumerate(looks) if index not in taken and look.cells)
        fitting = [(weight(looks[index]), -index) for index in free if not (bare and heading.texts[index])]
        best, place = max(fitting, default=(0.0, 0))
        if best >= least:
            look = looks[-place]
            many, count = round(share(look) * len(look.cells)), len(look.cells)
            why = f"no heading says it; {many} of {count} are {_LOOK_LIKE[name]}"
            taken[-place] = Column(-place, heading.texts[-place], name, 0.5 * share(look), why)

    fields = {one.field for one in taken.values()}
    if fields.isdisjoint({"start", "end"}):
        take("start", lambda look: look.times, lambda look: look.times, _MOSTLY)
        take("end", lambda look: look.times, lambda look: look.times, _MOSTLY)
    if "date" not in fields:
        take("date", lambda look: look.days, _plain_days, _NEARLY_ALL)
    if {one.field for one in taken.values()}.isdisjoint({"start", "length"}):
        take("length", lambda look: look.lengths, lambda look: look.lengths, _NEARLY_ALL)
    some = not fields.isdisjoint({"title", "speaker", "segment", "type"})
    texts = [index for index, look in enumerate(looks) if index not in taken and look.letters > _ENOUGH]
    if "speaker" not in fields and (some or len(texts) > 1):
        take(
            "speaker",
            lambda look: look.people,
            lambda look: look.people * (look.letters > _ENOUGH),
            _MOSTLY,
            bare=some,
        )
    if fields.isdisjoint({"title", "segment", "type"}):
        take("title", lambda look: look.letters, _like_titles, 0.01, bare=some)


def _plain_days(look: Look) -> float:
    """Return how many of the cells are days beyond doubt: ``Fr`` may be French."""
    return look.share(lambda cell: len(text_of(cell)) > 2 and day_of(cell) is not None) * look.letters


def _like_titles(look: Look) -> float:
    """Return how much a column's texts are like titles: long, and all different."""
    return look.letters * min(1.0, sum(map(len, look.texts)) / max(1, len(look.texts)) / 60) * (0.2 + look.distinct)


def settled(table: Table, columns: Columns) -> Columns:
    """Return the columns as their cells together show them.

    Sessions that all differ are titles where there are no others; what would be of the whole meeting and differs from
    row to row is of the rows; ends that all lie before their starts are lengths, if they fit before the next start.
    """
    body = table.rows[columns.heading.below :]
    rows = [row for row in body if sum(not is_blank(cell) for cell in row) > 1]
    renamed: dict[Field, Field] = {}
    if columns.names.isdisjoint({"title"}) and not columns.names >= OF_THIS_PROGRAM:
        for column in (*columns.named("segment"), *columns.named("type")):
            if "title" not in renamed.values() and Look([row[column.index] for row in rows]).distinct > _ALL_DIFFER:
                renamed[column.field] = "title"
    for name in columns.names & (OF_THE_MEETING - {"room"}):
        index = next(one.index for one in columns.named(name))
        values = [text_of(row[index]).strip() for row in rows]
        if len(set(values) - {""}) > 1 or (any(values) and not values[0]):
            renamed[name] = "row_moderator" if name == "moderator" else "notes"
    why = dict.fromkeys(renamed, "its cells differ from row to row")
    if columns.names.isdisjoint({"length"}) and columns.names >= {"start", "end"} and _ends_are_lengths(rows, columns):
        renamed["end"], why["end"] = "length", "as ends they would all lie before their starts"
    changed = (
        replace(one, field=renamed[one.field], why=why[one.field]) if one.field in renamed else one
        for one in columns.all
    )
    return replace(columns, all=tuple(changed))


def _ends_are_lengths(rows: Sequence[Sequence[Cell]], columns: Columns) -> bool:
    """Tell whether every end lies before its start, and none reaches beyond the next start if it is a length."""
    first, last = (columns.named(name)[0].index for name in ("start", "end"))
    spans = [
        (_of_the_day(row[first]), _of_the_day(row[last]), _of_the_day(after[first]) if after else None)
        for row, after in zip_longest(rows, rows[1:])
        if not is_blank(row[last])
    ]
    return len(spans) > 1 and all(
        start is not None
        and end is not None
        and end < start
        and (following is None or end <= (following - start) % timedelta(days=1))
        for start, end, following in spans
    )


def _of_the_day(cell: Cell) -> timedelta | None:
    """Return how long after midnight the one time in a cell is."""
    try:
        start, end, _ = times_in(cell)
    except ValueError:
        return None
    if not isinstance(start, time) or end is not None:
        return None
    return timedelta(hours=start.hour, minutes=start.minute, seconds=start.second)
