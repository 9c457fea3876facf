"""Headings of columns: what they mean, and which row of a table holds them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, Literal, cast, get_args

from runofshow.importers.cells import Cell, is_blank, is_length, is_time, text_of, texts_in
from runofshow.importers.dates import is_day
from runofshow.importers.vocabulary import pattern, table, words
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

SEVERAL: Final[tuple[Field, ...]] = ("speaker", "designation", "organization")
"""Fields that may have several columns, by numbers: Speaker 1, Organisation 1, Speaker 2 …"""

TIMES: Final[frozenset[Field]] = frozenset({"start", "end", "length"})
CONTENTS: Final[frozenset[Field]] = frozenset({"title", "speaker", "segment", "type"})
_BY_ONE_WORD: Final = {*TIMES, *SEVERAL, "title", "notes", "date"}
"""Fields by which a heading of several words can be known from its last word, or its first."""

IN_PART: Final = 0.5  # so much a heading of several words says by one of them
_IN_BRACKETS: Final = re.compile(r"\([^)]*\)|\[[^]]*\]")
_NO_WORD: Final = re.compile(r"[^\w#°º'à]+|_+")
_BETWEEN: Final = re.compile(r"\s*[/&,+|]\s*|\s+(?:and|or|et|ou|y|und|oder|e|en)\s+")
# As in ``Orador/a`` and ``Intervenant(e)s``.
_OTHER_GENDER: Final = re.compile(r"(?<=\w{3})[/·(*:_-]+ ?(?:a|as|e|es|s|ne|nes|trice|trices|in|innen)\b\)?s?")
_NUMBER: Final = re.compile(r"(?<=\w)[ #]*\b0?(\d)\b|(?<=[a-z])0?(\d)\b")


@dataclass(frozen=True, slots=True)
class Heading:
    """The row that heads a table, or two such rows, with the text of each column; none where there are no headings."""

    row: int
    """Its index; what stands above it is about the meeting."""
    below: int
    """The index of the first row of the table itself."""
    texts: tuple[str, ...]


@cache
def _known() -> Mapping[str, Mapping[Field, float]]:
    found: dict[str, dict[Field, float]] = {}
    for field, by_language in table("headings.toml").items():
        name = cast("Field", field)
        for language, listed in by_language.items():
            for word in listed.split(", "):
                weights = found.setdefault(in_one_spelling(word), {})
                weights[name] = max(weights.get(name, 0), 0.6 if language == "weak" else 1.0)
    return found


def field_named(heading: str) -> Field | None:
    """Return what a heading means most likely by its words alone; None where it is none that is known."""
    return heaviest(meanings(heading))


def heaviest(weights: Mapping[Field, float]) -> Field | None:
    """Return the field with the highest score."""
    return max(weights, key=lambda name: (weights[name], name == "speaker"), default=None)


@lru_cache(maxsize=2_048)  # a cell is looked at again with the row above it
def meanings(heading: str) -> Mapping[Field, float]:
    """Return the fields that a heading can mean, each with a score up to 1."""
    if len(heading) > 60 or not heading.strip():
        return {}
    spelled = spelled_out(heading)
    bare = _IN_BRACKETS.sub(" ", spelled)
    weights = _worded(spelled) or _worded(bare) or _worded(_NUMBER.sub(" ", bare)) or _of_several(bare)
    if "start" in weights and pattern(r"\b{minutes}\b").search(spelled.replace("(m)", "(min)")):
        return {"length": 1.0}  # Time (min) is no clock time
    return weights or _by_one_word(_NO_WORD.sub(" ", bare).split())


def number_in(heading: str, field: Field) -> int:
    """Return which of several columns of its field one is: 2 of ``Speaker 2``."""
    found = _NUMBER.search(spelled_out(heading)) if field in SEVERAL else None
    return int(found[1] or found[2]) if found else 1


def spelled_out(heading: str) -> str:
    """Return a heading in one spelling: ``timeStart`` in two words, Ontime's own fields without ``custom:``."""
    plain = heading.removeprefix("custom:").replace("\n", " ").replace("_", " ")
    return in_one_spelling(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", plain))


def _worded(text: str) -> Mapping[Field, float]:
    """Return what one name of a column means, in the plural and the other gender too."""
    plain = " ".join(_NO_WORD.sub(" ", _OTHER_GENDER.sub("", text)).split())
    return next((weights for ending in ("", "s", "es") if (weights := _known().get(plain.removesuffix(ending)))), {})


def _of_several(bare: str) -> Mapping[Field, float]:
    """Return what a heading of several names means. Who speaks counts most, then what the person is."""
    parts = [heaviest(_worded(part)) for part in _BETWEEN.split(bare.strip())]
    known = {part for part in parts if part is not None}
    if len(parts) < 2 or (None in parts and "speaker" not in known):
        return {}
    about_a_person = len(known) > 1 and known <= {"title", "designation", "organization"}
    found: Field | None = "speaker" if "speaker" in known else "designation" if about_a_person else parts[0]
    return {found: 0.8} if found else {}


def _by_one_word(parted: Sequence[str]) -> Mapping[Field, float]:
    if 1 < len(parted) <= 5 and not any(len(word) < 2 or word.isdecimal() for word in parted):
        for word in (parted[-1], parted[0]):
            weights = {name: IN_PART * weight for name, weight in _worded(word).items() if name in _BY_ONE_WORD}
            if weights and word not in words("small"):
                return weights
    return {}


def find_heading(rows: Sequence[Sequence[Cell]], *, has_headings: bool = True) -> Heading | None:
    """Return the row that heads a run of show; None where there is none, and nothing looks like one without."""
    found = (_by_words(rows) or _by_the_cells_below(rows)) if has_headings else None
    return found or _by_times(rows, has_headings=has_headings)


def _by_words(rows: Sequence[Sequence[Cell]]) -> Heading | None:
    """Return the first row whose words are headings of times and of contents, or two such rows together."""
    for index, row in enumerate(rows):
        texts = tuple(map(text_of, row))
        both = _two_rows(texts, rows[index + 1]) if index + 1 < len(rows) else ()
        known, more = (len(set(map(field_named, names)) - {None}) for names in (texts, both))
        if more > known and _heads_a_rundown(both):
            return Heading(index, index + 2, both)
        if _heads_a_rundown(texts):
            return Heading(index, index + 1, texts)
    return None


def _heads_a_rundown(texts: Sequence[str]) -> bool:
    names = [meanings(text).keys() for text in texts if text]
    times = sum(bool(one & TIMES) for one in names)
    return len(names) > 1 and times > 0 and any(one & CONTENTS for one in names if times > 1 or not one & TIMES)


def _two_rows(above: Sequence[str], lower: Sequence[Cell]) -> tuple[str, ...]:
    """Return a heading over two rows: ``Time`` above ``From`` and ``To``. Nothing but headings stands in the lower."""
    below = tuple(map(text_of, lower))
    stands_alone = any(meanings(over) and not under for over, under in zip(above, below, strict=True))
    if not stands_alone or not any(below) or not all(map(meanings, filter(None, below))):
        return ()
    return tuple(under or over for over, under in zip(above, below, strict=True))


def _by_the_cells_below(rows: Sequence[Sequence[Cell]]) -> Heading | None:
    """Return the first row with a heading of times over times, and anything at all beside it."""
    for index, row in enumerate(rows):
        texts = tuple(map(text_of, row))
        for column, text in enumerate(texts):
            if meanings(text).keys() & TIMES and sum(map(bool, texts)) > 1:
                below = [one[column] for one in rows[index + 1 :] if not is_blank(one[column])]
                timed = sum(is_time(cell) or is_length(cell) for cell in below)
                if timed and timed * 2 >= len(below):
                    return Heading(index, index + 1, texts)
    return None


def _by_times(rows: Sequence[Sequence[Cell]], *, has_headings: bool) -> Heading | None:
    """Return where a table without known headings begins: at its first time, or at the unknown headings above it."""
    for column in range(len(rows[0]) if rows else 0):
        timed = [row for row in rows if is_time(row[column]) and not isinstance(row[column], int | float)]
        first = rows.index(timed[0]) if timed else 0
        filled = sum(not is_blank(row[column]) for row in rows[first:])
        beside = sum(len(texts_in(row)) > 1 for row in timed)
        if not timed or len(timed) * 2 < filled or beside * 2 < len(timed):
            continue
        above = tuple(map(text_of, rows[first - 1])) if first and has_headings else ()
        written = list(filter(None, above))
        if len(written) > 1 and len(written) >= min(3, len(above)) and not is_day(written[0]):
            return Heading(first - 1, first, above)
        return Heading(first, first, ("",) * len(rows[0]))
    return None
