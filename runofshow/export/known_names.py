"""Names of States, organizations and people in running text: found in any case, script and spelling that is usual.

What is looked for: every name and alias of the table of delegations, in six languages, and whoever the show names.
Text and names are folded alike (no case, accents, punctuation): ``COTE D'IVOIRE`` is ``Côte d’Ivoire``. They are read
twice: what stands inside of words is dropped (``U.S.A.``), then a space (``Mexico's``). Beyond the names themselves:

- English adjectives and who they are of: by their endings (``Mexican``, ``Brazilians``), else from a list (``Dutch``),
- Russian case endings, and what Arabic writes together with a word (``والمكسيك``),
- a person's single names, where they are capitalized.

Short codes (``IT``, ``WHO``) count in capitals only, for they are words. It errs on the side of finding too much.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, Self

from runofshow.agenda.delegations import delegations, find, folded
from runofshow.show.statements import Named
from runofshow.text import without_honorifics

LONGEST_CODE: Final = 3
"""Letters up to which a name in capitals is a code, and counts in capitals only."""

_CODES_THAT_ARE_NO_WORDS: Final = frozenset({"uk", "eu", "usa", "uae", "drc", "prc", "rok", "ksa"})
_INSIDE_WORDS: Final = frozenset(".'’‘ʼʻ`ـ")
"""What `folded` drops."""

_WORD: Final = re.compile(r"\S+")
_WITHOUT_SPACES: Final = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
"""Scripts in which words aren't told apart by spaces, or take on endings."""

_SHORTEST_STEM: Final = 4
_STEM: Final = "-"
"""Behind what is left of a State's name once its end is cut off; no folded word holds it."""

_ENDINGS_AFTER_LITTLE: Final = ("an", "ans", "ian", "ians", "ean", "eans")
_ENDINGS: Final = (
    *_ENDINGS_AFTER_LITTLE,
    "n",
    "ns",
    "nian",
    "nians",
    "ni",
    "nis",
    "i",
    "is",
    "ese",
    "ish",
    "er",
    "ers",
)
_ENDINGS_AFTER_MUCH: Final = (*_ENDINGS, "ic", "s", "")
"""What English puts behind a name to say of whom, by how much of the name is left before it."""

_OTHER_ADJECTIVES: Final = re.compile(
    """
    (?: afghan | american | argentine | beninese | british | briton | burmese | burundian | congolese | croat | czech
      | dane | danish | dominican | dutch | ecuadorian | emirati | english | filipin[ao] | finn | finnish | french
      | gabonese | greek | guyanese | honduran | irish | israeli | ivorian | kazakh | kyrgyz | lao | laotian | lebanese
      | malagasy | monegasque | montenegrin | motswana | norwegian | peruvian | pole | polish | portuguese | qatari
      | salvadoran | saudi | scottish | senegalese | serb | slovak | slovene | spaniard | spanish | swede | swedish
      | swiss | tajik | thai | togolese | turk | turkish | turkmen | uzbek | vietnamese | welsh | yemeni
    )s?
    """,
    re.VERBOSE,
)
"""Those that no ending makes. They count where they aren't in small letters, for some are words: to polish."""

_RUSSIAN_ENDING: Final = re.compile(
    r"(?:иями|ями|ами|ого|ему|ому|ыми|ими|иеи|ои|еи|ом|ем|ам|ям|ах|ях|ов|ев|ии|ыи|ая|яя|ое|ее|ые|ие|ия|ию|ую|юю"
    r"|их|ых|им|ым|ью|а|я|о|е|и|ы|у|ю|ь)$"
)
"""Folded: й is и."""

_ARABIC_BEFORE_WORDS: Final = re.compile(r"[وف]?(?:[بك]?ال|لل|[بكل])?(?=\w{3})")
_ARABIC: Final = re.compile("[\u0600-\u06ff]")
_CYRILLIC: Final = re.compile("[\u0400-\u04ff]")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Names to look for: by their first word, all that follow it; and those in scripts without spaces."""

    in_words: dict[str, frozenset[tuple[str, ...]]]
    codes: frozenset[str]
    """Folded; they count in capitals only."""
    parts: frozenset[str]
    """Single names of people, folded; they count where they aren't in small letters."""
    unspaced: re.Pattern[str] | None

    @classmethod
    def of(cls, named: Named) -> Self:
        """The delegations, and whoever a show names."""
        own = [*map(without_honorifics, named.people), *named.people, *named.others]
        own += [without_honorifics(text) for text in named.others]
        people = [*named.people, *(text for text in named.others if without_honorifics(text) != text.strip())]
        texts = [*_in_the_table(), *own]
        codes = {folded(text) for text in texts if _is_code(text)}
        words = {key for text in texts if not _is_code(text) for key in _keys(text)}
        stems = {(stem + _STEM,) for one in delegations() if one.category == "state" for stem in _stems(one.name)}
        return cls(
            _by_first_word({key for key in words if not _WITHOUT_SPACES.search(" ".join(key))} | stems),
            frozenset(codes),
            frozenset(_single_names(people)),
            _alternatives(" ?".join(map(re.escape, key)) for key in words if _WITHOUT_SPACES.search(" ".join(key))),
        )

    def spans(self, text: str) -> list[Span]:
        """Where a name stands in the text, from and to, in order and apart from each other."""
        found = [span for reading in _readings(text) for span in self._in(reading, text)]
        joined: list[Span] = []
        for start, end in sorted(found):
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return joined

    def replaced(self, text: str, by: str) -> str:
        """The text with `by` for every name in it."""
        for start, end in reversed(self.spans(text)):
            text = text[:start] + by + text[end:]
        return text

    def _in(self, reading: "_Reading", text: str) -> Iterator[Span]:
        words = list(_WORD.finditer(reading.folded))
        for place, word in enumerate(words):
            start, end = reading.span(word.start(), word.end())
            if self._is_short_name(word[0], text[start:end]):
                yield start, end
            for form in _forms(word[0]):
                for rest in self.in_words.get(form, ()):
                    last = place + len(rest)
                    if last < len(words) and all(
                        follows in _forms(words[place + 1 + n][0]) for n, follows in enumerate(rest)
                    ):
                        yield reading.span(word.start(), words[last].end())
        if self.unspaced is not None and _WITHOUT_SPACES.search(reading.folded):
            for match in self.unspaced.finditer(reading.folded):
                yield reading.span(match.start(), match.end())

    def _is_short_name(self, word: str, typed: str) -> bool:
        if word in self.codes:
            return word in _CODES_THAT_ARE_NO_WORDS or typed == typed.upper()
        return typed != typed.lower() and (word in self.parts or _OTHER_ADJECTIVES.fullmatch(word) is not None)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text folded, and for each of its characters which one of the text it comes from."""

    folded: str
    origin: list[int]

    def span(self, start: int, end: int) -> Span:
        return self.origin[start], self.origin[end - 1] + 1


def _readings(text: str) -> tuple[_Reading, ...]:
    """With what stands inside of words dropped, and with it as a space, where that makes a difference."""
    dropped = _reading(text, "")
    return (dropped, _reading(text, " ")) if _INSIDE_WORDS.intersection(text) else (dropped,)


def _reading(text: str, inside_words: str) -> _Reading:
    characters: list[str] = []
    origin: list[int] = []
    for place, character in enumerate(text):
        simple = inside_words if character in _INSIDE_WORDS else _simple(character)
        characters.append(simple)
        origin.extend([place] * len(simple))
    return _Reading("".join(characters), origin)


@cache
def _simple(character: str) -> str:
    """A character folded; a space for what stands between words, nothing for accents and invisibles."""
    if unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf"}:
        return ""
    return folded(character) or " "


def _keys(text: str) -> Iterator[tuple[str, ...]]:
    """A name as words, read both ways; each in the forms in which it is looked up."""
    for reading in _readings(text):
        words = reading.folded.removeprefix("the ").split()
        if words and len("".join(words)) > 1:
            yield tuple(words)
            yield tuple(map(_looked_up, words))


def _is_code(text: str) -> bool:
    letters = folded(text)
    return 1 < len(letters) <= LONGEST_CODE and " " not in letters and text == text.upper() and text != text.lower()


def _by_first_word(keys: Iterable[tuple[str, ...]]) -> dict[str, frozenset[tuple[str, ...]]]:
    index: dict[str, set[tuple[str, ...]]] = {}
    for first, *rest in keys:
        index.setdefault(first, set()).add(tuple(rest))
    return {first: frozenset(rests) for first, rests in index.items()}


def _single_names(people: Iterable[str]) -> Iterator[str]:
    for person in people:
        if find(person) is None:
            yield from (word for word in folded(without_honorifics(person)).split() if len(word) > 2)


def _alternatives(patterns: Iterable[str]) -> re.Pattern[str] | None:
    longest_first = sorted(set(patterns), key=lambda pattern: (-len(pattern), pattern))
    return re.compile("|".join(longest_first)) if longest_first else None


@cache
def _in_the_table() -> tuple[str, ...]:
    return tuple(text for one in delegations() for text in (one.name, *one.aliases))


def _looked_up(word: str) -> str:
    """A word of a name as it is looked up: without what its language puts before or after it."""
    if _CYRILLIC.search(word):
        return _without(_RUSSIAN_ENDING, word)
    if _ARABIC.search(word):
        return word.removeprefix("ال") if len(word) > 4 else word
    return word


@lru_cache(maxsize=65_536)
def _forms(word: str) -> frozenset[str]:
    """What a word of a text may be a form of."""
    forms = {word}
    if _CYRILLIC.search(word):
        forms |= {
            word[:cut]
            for cut in range(max(_SHORTEST_STEM, len(word) - 4), len(word))
            if _RUSSIAN_ENDING.fullmatch(word[cut:])
        }
    elif _ARABIC.search(word):
        before = _ARABIC_BEFORE_WORDS.match(word)
        forms |= {word[cut:] for cut in range(1, before.end() + 1)} if before else set()
    elif word.isascii():
        forms |= set(_stems_of(word))
    return frozenset(forms)


def _stems_of(word: str) -> Iterator[str]:
    """What may be left of a word once the ending of an adjective is cut off."""
    for ending in _ENDINGS_AFTER_MUCH:
        stem = word.removesuffix(ending)
        enough = 3 if ending in _ENDINGS_AFTER_LITTLE else 4 if ending in _ENDINGS else 5
        if len(stem) >= enough and (stem != word or not ending):
            yield stem + _STEM


def _stems(name: str) -> Iterator[str]:
    """What is left of a State's name before the ending of an adjective: ``brazil``, ``mexic``, ``ital``, ``german``."""
    (word,) = key if len(key := tuple(folded(name).split())) == 1 else ("",)
    if word.isascii() and len(word) >= 4 and not _is_code(name):
        yield from {word, word.rstrip("aeiou"), word[:-1] if word[-1] in "aeiouy" else word}


def _without(ending: re.Pattern[str], word: str) -> str:
    short = ending.sub("", word)
    return short if len(short) >= _SHORTEST_STEM else word
