"""Headings of columns: what they mean, and which row of a table holds them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, Literal, cast, get_args

from runofshow.importers.cells import Cell, is_blank, is_length, is_time, text_of
from runofshow.importers.dates import is_day
from runofshow.importers.vocabulary import alternatives, table, words
from runofshow.text import in_one_spelling

Field = Literal[
    "number", "start", "end", "length", "title", "segment", "type", "speaker", "designation", "organization", "notes",
    "date", "end_date", "room", "row_moderator",
    "kind", "item_type", "minimum", "rest", "handover", "limit", "say", "intro", "id",
    "each", "panel_moderator", "country", "remote",
    "fixed_start", "skip", "to_end", "timer", "all_day", "look",
    "meeting", "timezone", "hard_stop", "moderator", "moderator_title", "moderator_organization",
    "usual_handover", "usual_limit", "floor_handover", "margin", "uid", "meeting_notes",
]  # fmt: skip
"""The fields of a row; ``look`` is how another program shows it. From ``meeting`` on: facts of the whole meeting."""

FIELDS: Final = cast("tuple[Field, ...]", get_args(Field))
OF_THE_MEETING: Final = frozenset(FIELDS[FIELDS.index("meeting") :]) | {"room"}
OF_THIS_PROGRAM: Final[frozenset[Field]] = frozenset({"kind", "minimum", "rest"})
"""Fields that only sheets of this program have, all of them."""

ABOUT_PEOPLE: Final[frozenset[Field]] = frozenset(
    {"speaker", "designation", "organization", "say", "country", "remote", "row_moderator", "panel_moderator"}
)
TIMES: Final[frozenset[Field]] = frozenset({"start", "end", "length"})
_CONTENTS: Final[frozenset[Field]] = frozenset({"title", "speaker", "segment", "type"})
_BYIN_PART: Final[frozenset[Field]] = frozenset(
    {"start", "end", "length", "title", "speaker", "designation", "organization", "notes", "date"}
)
"""Fields by which a heading of several words can be known from its last word, or its first."""

_WEAK: Final = 0.6
_IN_PARTS: Final = 0.8
IN_PART: Final = 0.5
"""How much a heading of several words says by one of them."""

_LONGEST: Final = 60
_IN_BRACKETS: Final = re.compile(r"\([^)]*\)|\[[^]]*\]")
_WITHIN_A_WORD: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where a program would write ``timeStart``."""

_NO_WORD: Final = re.compile(r"[^\w#°º'à]+|_+")
_PARTS: Final = re.compile(r"\s*[/&,+|]\s*|\s+(?:and|or|et|ou|y|und|oder|e|en)\s+")
_OTHER_ENDINGS: Final = ("", "s", "es")
_OTHER_GENDER: Final = re.compile(r"(?<=\w{3})[/·(*:_-]+ ?(?:a|as|e|es|s|ne|nes|trice|trices|in|innen)\b\)?s?")
"""As in ``Orador/a`` and ``Intervenant(e)s``."""

_NUMBER: Final = re.compile(r"(?<=\w)[ #]*\b0?(\d)\b|(?<=[a-z])0?(\d)\b")
_MANY: Final = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """The row that heads a table, or two such rows; none where the table has no headings."""

    row: int
    """Its index; what stands above it is about the meeting."""
    below: int
    """The index of the first row of the table itself."""
    texts: tuple[str, ...]
    """As they are written; empty where a column has none."""


@cache
def _known() -> Mapping[str, Mapping[Field, float]]:
    found: dict[str, dict[Field, float]] = {}
    for field, by_language in table("headings.toml").items():
        name = cast("Field", field)
        for language, listed in by_language.items():
            for word in listed.split(", "):
                weights = found.setdefault(in_one_spelling(word), {})
                weights[name] = max(weights.get(name, 0), _WEAK if language == "weak" else 1.0)
    return found


def field_named(heading: str) -> Field | None:
    """Return what a heading means most likely by its words alone; None where it is none that is known."""
    return heaviest(meanings(heading))


def heaviest(weights: Mapping[Field, float]) -> Field | None:
    """Return the field for which most speaks."""
    return max(weights.items(), key=lambda one: (one[1], one[0] == "speaker"))[0] if weights else None


@lru_cache(maxsize=2_048)  # a cell is looked at again with the row above it
def meanings(heading: str) -> Mapping[Field, float]:
    """Return what a heading can mean, each with how much speaks for it, up to 1."""
    if len(heading) > _LONGEST or not heading.strip():
        return {}
    spelled = spelled_out(heading)
    bare = _IN_BRACKETS.sub(" ", spelled)
    weights = _worded(spelled) or _worded(bare) or _worded(_NUMBER.sub(" ", bare)) or _in_parts(bare)
    if weights.keys() & {"start"} and _is_a_unit(spelled):  # Time (min) is no clock time
        return {"length": 1.0}
    return weights or _by_one_word(bare)


def number_in(heading: str) -> int:
    """Return which of several a column is about: 2 of ``Speaker 2``."""
    found = _NUMBER.search(spelled_out(heading))
    return int(found[1] or found[2]) if found else 1


def spelled_out(heading: str) -> str:
    """Return a heading in one spelling; ``custom:`` is how Ontime heads a field of the project's own."""
    plain = heading.removeprefix("custom:").replace("\n", " ").replace("_", " ")
    return in_one_spelling(_WITHIN_A_WORD.sub(" ", plain))


def _is_a_unit(spelled: str) -> bool:
    return re.search(rf"\b(?:{alternatives('minutes')})\b", spelled.replace("(m)", "(min)")) is not None


def _worded(text: str) -> Mapping[Field, float]:
    """Return what one name of a column means, in the plural and the other gender too."""
    plain = " ".join(_NO_WORD.sub(" ", _OTHER_GENDER.sub("", text)).split())
    found = (_known().get(plain.removesuffix(ending)) for ending in _OTHER_ENDINGS)
    return next(filter(None, found), {})


def _best(text: str) -> Field | None:
    return heaviest(_worded(text))


def _in_parts(bare: str) -> Mapping[Field, float]:
    """Return what a heading of several names means. Who speaks counts most, then what the person is."""
    written = _PARTS.split(bare.strip())
    if len(written) < 2:
        return {}
    parts = [_best(part) for part in written]
    known = {part for part in parts if part is not None}
    if "speaker" in known:
        return {"speaker": _IN_PARTS}
    first = parts[0]
    if None in parts or first is None:
        return {}
    several = len(known) > 1 and known <= {"title", "designation", "organization"}
    return {"designation" if several else first: _IN_PARTS}


def _by_one_word(bare: str) -> Mapping[Field, float]:
    parted = _NO_WORD.sub(" ", bare).split()
    if not 1 < len(parted) <= 5 or any(len(word) < 2 or word.isdecimal() for word in parted):
        return {}
    for word in (parted[-1], parted[0]):
        weights = {name: IN_PART * weight for name, weight in _worded(word).items() if name in _BYIN_PART}
        if weights and word not in words("small"):
            return weights
    return {}


# The row of headings.


def find_heading(rows: Sequence[Sequence[Cell]], *, has_headings: bool = True) -> Heading | None:
    """Return the row that heads a run of show; None where there is none, and nothing looks like one without."""
    if has_headings:
        for find in (_by_words, _by_the_cells_below):
            if (found := find(rows)) is not None:
                return found
    return _by_times(rows, has_headings=has_headings)


def _by_words(rows: Sequence[Sequence[Cell]]) -> Heading | None:
    """Return the first row whose words are headings of times and of contents, or two such rows together."""
    for index, row in enumerate(rows):
        texts = [text_of(cell) for cell in row]
        single = Heading(index, index + 1, tuple(texts))
        double = _two_rows(index, texts, rows[index + 1]) if index + 1 < len(rows) else None
        if double is not None and _count(double.texts) > _count(texts) and _heads_a_rundown(double.texts):
            return double
        if _heads_a_rundown(texts):
            return single
    return None


def _count(texts: Sequence[str]) -> int:
    return len({field_named(text) for text in texts} - {None})


def _heads_a_rundown(texts: Sequence[str]) -> bool:
    names = [meanings(text).keys() for text in texts if text]
    times = sum(bool(one & TIMES) for one in names)
    return bool(times) and any(one & _CONTENTS for one in names if not one & TIMES or times > 1) and len(names) > 1


def _two_rows(index: int, above: Sequence[str], lower: Sequence[Cell]) -> Heading | None:
    """Return a heading over two rows: ``Time`` above ``From`` and ``To``. Nothing but headings stands in the lower."""
    below = [text_of(cell) for cell in lower]
    if not any(below) or not all(meanings(text) for text in below if text):
        return None
    if not any(meanings(over) and not under for over, under in zip(above, below, strict=True)):
        return None
    return Heading(index, index + 2, tuple(under or over for over, under in zip(above, below, strict=True)))


def _by_the_cells_below(rows: Sequence[Sequence[Cell]]) -> Heading | None:
    """Return the first row with a heading of times over times, and anything at all beside it."""
    for index, row in enumerate(rows):
        texts = [text_of(cell) for cell in row]
        if sum(map(bool, texts)) < 2:
            continue
        for column, text in enumerate(texts):
            below = [one[column] for one in rows[index + 1 :] if not is_blank(one[column])]
            timed = sum(is_time(cell) or is_length(cell) for cell in below)
            if meanings(text).keys() & TIMES and timed and timed * 2 >= len(below):
                return Heading(index, index + 1, tuple(texts))
    return None


def _by_times(rows: Sequence[Sequence[Cell]], *, has_headings: bool) -> Heading | None:
    """Return where a table without known headings begins: at its first time, or at the unknown headings above it."""
    for column in range(min((len(row) for row in rows), default=0)):
        timed = [index for index, row in enumerate(rows) if is_time(row[column]) and not _is_a_number(row[column])]
        filled = [index for index, row in enumerate(rows) if timed and index >= timed[0] and not is_blank(row[column])]
        if not timed or len(timed) * 2 < len(filled) or not _has_texts(rows, timed, column):
            continue
        first = timed[0]
        above = [text_of(cell) for cell in rows[first - 1]] if first and has_headings else []
        written = [text for text in above if text]
        if len(written) > 1 and len(written) >= min(_MANY, len(above)) and not any(map(is_day, written[:1])):
            return Heading(first - 1, first, tuple(above))
        return Heading(first, first, ("",) * len(rows[0]))
    return None


def _is_a_number(cell: Cell) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _has_texts(rows: Sequence[Sequence[Cell]], timed: Sequence[int], column: int) -> bool:
    """Tell whether rows with a time say something beside it."""
    texts = sum(any(not is_blank(cell) for place, cell in enumerate(rows[index]) if place != column) for index in timed)
    return texts * 2 >= len(timed)
