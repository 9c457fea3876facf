"""Who can take the floor at the United Nations: names to complete while somebody types, and the category of each.

The table beside this module holds States under their UN short names (UNTERM, in the six official languages, with the
ISO 3166 codes), then observers, groups of States, the UN system, other intergovernmental organizations and some bodies
of civil society. It helps people type and sort; a name that it doesn't hold may take the floor all the same.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Final, Literal, NamedTuple, Self, cast

Category = Literal["state", "observer", "group", "un", "igo", "nhri", "ngo", "panel", "other"]
"""The capacity in which somebody speaks.

``observer`` is an observer State or another observer at the General Assembly that is no ordinary intergovernmental
organization (the European Union, the Red Cross bodies, the Order of Malta, …); ``group`` is what States speak on behalf
of; ``un`` is the UN system, here with the members of its Chief Executives Board (so the World Bank, the IAEA, the WTO
and, since September 2016, IOM are in); ``igo`` is any other intergovernmental organization; ``nhri`` is a national
human rights institution; ``panel`` is somebody on the podium.
"""

LONGEST_LOOKED_FOR: Final = 160
"""A longer text isn't looked up: no name is as long, and a text that was pasted by mistake costs no time."""

_NOT_WRITTEN: Final = frozenset(".'’‘ʼʻ`ـ")
"""These are dropped rather than read as a space, so that U.S.A. is USA; the last one stretches Arabic words."""

_MARKS: Final = frozenset({"Mn", "Mc", "Me", "Cf"})
"""Unicode categories that are no characters of their own: accents, vowel signs, directions of writing."""

_SAME_LETTER: Final = str.maketrans({"&": " and ", "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك"})
"""Letters that people type for one another, for the most part in Arabic."""

_UNMISTAKABLE: Final = frozenset({"uk", "eu"})
"""Two letters that stand for one name alone, and are no word: good in lower case too."""


class Delegation(NamedTuple):
    """A State, group or organization that can take the floor.

    `aliases` are its other names: in the six official languages, in full, in short, and its codes in capitals.
    """

    name: str
    category: Category
    aliases: tuple[str, ...]


class Name(NamedTuple):
    """A name to choose from while typing: `keys` are what it may be typed as, its own first.

    Keys are folded and without a leading "the".
    """

    text: str
    category: Category
    keys: tuple[str, ...]

    @classmethod
    def of(cls, text: str, category: Category, aliases: Iterable[str] = ()) -> Self:
        """Make a name with its keys, for a speaker or an organization that the table doesn't hold."""
        return cls(text, category, tuple(dict.fromkeys(_key(known_as) for known_as in (text, *aliases))))


@cache
def delegations() -> tuple[Delegation, ...]:
    """Return the table: States, then observers, groups and organizations, each in the UN's alphabetical order."""
    import csv
    from importlib.resources import files

    table = (files("runofshow.agenda") / "delegations.csv").read_text(encoding="utf-8")
    return tuple(
        Delegation(row["name"], cast("Category", row["category"]), tuple(filter(None, row["aliases"].split("|"))))
        for row in csv.DictReader(table.splitlines())
    )


@cache
def names() -> tuple[Name, ...]:
    """Return the table as names to choose from, in its order."""
    return tuple(Name.of(it.name, it.category, it.aliases) for it in delegations())


def folded(text: str) -> str:
    """Return `text` as it is compared: without case, accents, punctuation and invisible characters, single-spaced.

    Works in any script. Folding twice changes nothing more.
    """
    return " ".join("".join(map(_folded_character, text)).split())


def sort_key(name: str) -> tuple[str, str]:
    """Return a key that sorts names as the UN does in English: word by word, accents folded (Côte before Croatia)."""
    return _key(name), name


def find(text: str) -> Delegation | None:
    """Return the delegation that `text` names, in any language or by its code; None if there is none, or more than one.

    What two share is not guessed: AU is Australia's code and the African Union, NAM Namibia's and the Non-Aligned
    Movement.
    """
    found = all_named(text)
    return found[0] if len(found) == 1 else None


def all_named(text: str) -> tuple[Delegation, ...]:
    """Return every delegation that `text` may name, in any language or by its code.

    Case doesn't matter but for codes of two letters, which count in capitals only: "no" and "it" are words.
    """
    key = _looked_for(text)
    return () if not key or _is_word_rather_than_code(text, key) else _by_key().get(key, ())


def matches(typed: str, names: Iterable[Name], limit: int = 8) -> tuple[Name, ...]:
    """Return at most `limit` of the `names` that `typed` may become, the likeliest first.

    A whole name or alias comes before the start of a name, that before the start of an alias, that before the start of
    a word in either; equals keep the order given. Where there is none of these, it is those that a slip of the keys
    explains.
    """
    key = _looked_for(typed)
    if not key:
        return ()
    candidates = tuple(names)
    whole_counts = not _is_word_rather_than_code(typed, key)
    ranks = ((_rank(key, name.keys, whole_counts=whole_counts), name) for name in candidates)
    ranked = sorted(((rank, name) for rank, name in ranks if rank is not None), key=lambda one: one[0])
    likely = tuple(name for _, name in ranked)
    return (likely or _slips(key, candidates))[: max(0, limit)]


def begins(name: Name, typed: str) -> bool:
    """Return True if a name, or another name of the same delegation, begins with what is typed."""
    key = _looked_for(typed)
    return bool(key) and any(known_as.startswith(key) for known_as in name.keys)


@lru_cache(maxsize=4096)
def _folded_character(character: str) -> str:
    return _bare(_bare(character).casefold()).translate(_SAME_LETTER)


def _bare(text: str) -> str:
    """Return `text` in its simplest characters, with a space for everything written between words."""
    return "".join(
        character if character.isalnum() or character == "&" else " "
        for character in unicodedata.normalize("NFKD", text)
        if character not in _NOT_WRITTEN and unicodedata.category(character) not in _MARKS
    )


def _key(text: str) -> str:
    return folded(text).removeprefix("the ")


def _looked_for(typed: str) -> str:
    return "" if len(typed) > LONGEST_LOOKED_FOR else _key(typed)


def _is_word_rather_than_code(typed: str, key: str) -> bool:
    return len(key) == 2 and key.isascii() and key.isalpha() and key not in _UNMISTAKABLE and not typed.isupper()


@cache
def _by_key() -> dict[str, tuple[Delegation, ...]]:
    meant: dict[str, tuple[Delegation, ...]] = {}
    for delegation, name in zip(delegations(), names(), strict=True):
        for key in name.keys:
            meant[key] = (*meant.get(key, ()), delegation)
    return meant


def _rank(key: str, keys: Sequence[str], *, whole_counts: bool) -> int | None:
    """Return 0 for a whole key, 1 for the start of the name, 2 of an alias, 3 of a word; None if nothing fits."""
    if key not in "\n".join(keys):
        return None  # most names leave here, at one look
    if whole_counts and key in keys:
        return 0
    if keys[0].startswith(key):
        return 1
    if any(known_as.startswith(key) for known_as in keys):
        return 2
    inside = " " + key
    return 3 if any(inside in known_as for known_as in keys) else None


def _slips(key: str, among: Sequence[Name]) -> tuple[Name, ...]:
    """Return those whose start is `key` but for a few letters wrong, missing, doubled or swapped; the fewest first."""
    if len(key) < 4:  # too close to too many names to guess which one was meant
        return ()
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    beginnings = [
        (known_as[:length], name)
        for name in among
        for known_as in name.keys
        if known_as[:1] in key[:2]  # a wrong first letter is seen at once
        for length in (len(key), len(key) + 1)  # the longer one for a letter that was left out
    ]
    typed = [beginning for beginning, _ in beginnings]
    allowed = 1 + (len(key) >= 7) + (len(key) >= 12)
    near = extract(key, typed, scorer=OSA.distance, processor=None, score_cutoff=allowed, limit=None)
    nearest_first = sorted((int(distance), index) for _, distance, index in near)
    return tuple(dict.fromkeys(beginnings[index][1] for _, index in nearest_first))
