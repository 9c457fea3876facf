"""Names of States, organizations and people in running text, in any case, script and spelling that is usual.

Looked for are all delegations, in six languages; the nationalities in ``demonyms.txt``; the names in the show; whoever
follows an honorific; e-mail addresses and handles. Text and names are folded alike, so ``COTE D'IVOIRE`` is ``Côte
d’Ivoire``, and read twice, because what stands inside words is dropped (``U.S.A.``) or parts them (``Mexico's``). Short
codes (``IT``, ``WHO``) count in capitals only, and parts of a person's name where they are capitalized.
It finds too much rather than too little.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, Self

from runofshow.agenda.delegations import delegations, find, folded
from runofshow.show.meeting_record import Named
from runofshow.text import without_honorifics

LONGEST_CODE: Final = 3
"""Letters up to which a name in capitals is a code, and counts in capitals only."""

_UNMISTAKABLE_CODES: Final = frozenset({"uk", "eu", "usa", "uae", "drc", "prc", "rok", "ksa"})
"""Codes that are no ordinary word, so they count in any case."""

_INSIDE_WORDS: Final = frozenset(".'’‘ʼʻ`ـ")
"""The characters that `folded` drops."""

_TOKEN: Final = re.compile(r"\S+")
_UNSPACED: Final = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
"""Scripts that don't put spaces between words, or add endings to them."""

_ORDINARY_WORDS: Final = frozenset({"polish", "pole", "poles", "swede", "swedes"})
"""Demonyms that are ordinary words in small letters."""

_PARTICLE: Final = re.compile(
    r"al|an|and|as|bin|bint|d|da|das|de|del|den|der|di|dos?|du|el?|en|et|ibn|in|la|las|le|los|van|von|y"
)
"""Parts of names that are ordinary words in some language: they are looked for only with the rest of the name."""

_SHORTENED: Final = frozenset({"South", "North", "East", "West", "New", "Saudi", "Timor"})
"""Words at the beginning of a State's name of which people write the first letter alone."""

_SHORTEST_STEM: Final = 4
_RUSSIAN_ENDING: Final = re.compile(
    r"(?:иями|ями|ами|ого|ему|ому|ыми|ими|иеи|ои|еи|ом|ем|ам|ям|ах|ях|ов|ев|ии|ыи|ая|яя|ое|ее|ые|ие|ия|ию|ую|юю"
    r"|их|ых|им|ым|ью|а|я|о|е|и|ы|у|ю|ь)$"
)
"""Endings in folded text, where й is и."""

_ARABIC_PREFIX: Final = re.compile(r"[وف]?(?:[بك]?ال|لل|[بكل])?(?=\w{3})")
_ARABIC: Final = re.compile("[\u0600-\u06ff]")
_CYRILLIC: Final = re.compile("[\u0400-\u04ff]")

_ADDRESS: Final = re.compile(
    r"[^\s@＠<>()\[\],;:\"“”«»]{1,64}[@＠][^\s@＠<>()\[\],;:\"“”«»]{0,254}\w|(?<![\w@＠])[@＠]\w[\w.]{0,63}\w"
)
"""An e-mail address (RFC 5321 limits its parts), or a handle such as ``@minister_x``."""

_HONORIFIC: Final = re.compile(
    r"""
    (?<!\w)
    (?: (?: (?-i: H\.\s?E | HE | S\.\s?E | MM? ) | h\.\s?e | mr | mrs | ms | mx | dr | prof | amb | hon | mme | mlle
          | sra? | srta
        ) \.? ,?
      | (?: miss | mister | madame? | monsieur | mademoiselle | sir | dame | lord | lady | herr | frau
          | se[nñ]or(?:a|ita)? | professor | doctor | ambassador | ambassadeur | ambassadrice | embajadora?
          | excellency | judge | sheikha? | president | minister | commissioner | chancellor | secretary-general
          | prince(?:ss)? | king | queen
        ) (?!\w)
    )
    (?=\s)
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""A word before a person's name, in any case but where it would be another word."""

_NAME_WORD: Final = re.compile(r"\s+([^\W\d_]\w?\w?\.|[^\W\d_](?:[\w'’\-‐‑]*\w)?)")
_POSSESSIVE: Final = re.compile(r"['’]s?$")

_ROLE: Final = re.compile(
    """ambassador|chair|chairman|chairperson|chairwoman|chief|commissioner|coordinator|deputy|director|excellency|
    facilitator|foreign|general|governor|high|judge|justice|mayor|minister|moderator|mrs?|ms|permanent|president|prime|
    professor|rapporteur|representative|secretary|speaker|special|vice|i|we|you|he|she|it|they|the|a""",
    re.VERBOSE,
)
"""Words that follow an honorific and are no name: ``Madam Chair``."""

Span = tuple[int, int]
Word = tuple[str, int, int]
"""A folded word, and where it stands in the text: from, to."""


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Names to look for: by their first word, all that follow it; and those in scripts without spaces."""

    in_words: dict[str, frozenset[tuple[str, ...]]]
    codes: frozenset[str]
    """Folded codes, which count in capitals only."""
    parts: frozenset[str]
    """Folded parts of people's names, which count where they aren't in small letters, or behind an honorific."""
    unspaced: re.Pattern[str] | None

    @classmethod
    def of(cls, named: Named) -> Self:
        """Return the names of all delegations and nationalities, and those that a show names."""
        own = [*map(without_honorifics, named.people), *named.people, *named.others]
        own += [without_honorifics(text) for text in named.others]
        people = [*named.people, *(text for text in named.others if without_honorifics(text) != text.strip())]
        words = [word for person in people for word in without_honorifics(person).split()]
        hyphenated = [word for word in words if "-" in word.strip("-")]  # a part of a name, such as ``Ki-moon``
        texts = [*_names_in_general(), *own, *hyphenated]
        in_words: dict[str, set[tuple[str, ...]]] = {}
        unspaced: set[str] = set()
        for key in {key for text in texts if not _is_code(text) for key in _keys(text)}:
            if _UNSPACED.search(" ".join(key)):
                unspaced.add(" ?".join(map(re.escape, key)))
            elif len(key) > 1 or key[0] not in _ORDINARY_WORDS:
                in_words.setdefault(key[0], set()).add(key[1:])
        longest_first = sorted(unspaced, key=lambda pattern: (-len(pattern), pattern))
        return cls(
            {first: frozenset(rests) for first, rests in in_words.items()},
            frozenset(folded(text) for text in texts if _is_code(text)),
            frozenset(_parts(people)) | _ORDINARY_WORDS,
            re.compile("|".join(longest_first)) if longest_first else None,
        )

    def spans(self, text: str) -> list[Span]:
        """Return where names stand in the text, from and to, in order and apart from each other."""
        found = [match.span() for match in _ADDRESS.finditer(text)] if "@" in text or "＠" in text else []
        found += self._behind_honorifics(text)
        for inside in ("", " ") if _INSIDE_WORDS.intersection(text) else ("",):
            found += self._among(text, inside)
            if self.unspaced is not None and _UNSPACED.search(text):
                simple, origin = _simplified(text, inside)
                names = self.unspaced.finditer(simple)
                found += [(origin[name.start()], origin[name.end() - 1] + 1) for name in names]
        joined: list[Span] = []
        for start, end in sorted(found):
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return joined

    def replaced(self, text: str, by: str) -> str:
        """Return the text with `by` for every name in it."""
        for start, end in reversed(self.spans(text)):
            text = text[:start] + by + text[end:]
        return text

    def _among(self, text: str, inside: str) -> Iterator[Span]:
        """Find names of several words, and short ones; `inside` is read for the characters that `folded` drops."""
        words = _words(text, inside)
        for place, (word, start, end) in enumerate(words, start=1):
            if word in self.codes:
                if word in _UNMISTAKABLE_CODES or text[start:end] == text[start:end].upper():
                    yield start, end
            elif word in self.parts and text[start:end] != text[start:end].lower():
                yield start, end
            for form in _forms(word):
                for rest in self.in_words.get(form, ()):
                    following = words[place : place + len(rest)]
                    if len(following) == len(rest) and all(
                        part in _forms(one) for part, (one, _, _) in zip(rest, following, strict=True)
                    ):
                        yield start, following[-1][2] if following else end

    def _behind_honorifics(self, text: str) -> Iterator[Span]:
        """Find capitalized words behind an honorific, and parts of known names in any case."""
        for honorific in _HONORIFIC.finditer(text):
            capital = honorific[0][0].isupper()
            start = end = place = honorific.end()
            while match := _NAME_WORD.match(text, place):
                word, place = match[1], match.end()
                if self._is_name(word, capital=capital):
                    start = match.start(1) if start == honorific.end() else start
                    end = place - len(found[0]) if (found := _POSSESSIVE.search(word)) else place
                elif not _PARTICLE.fullmatch(word):
                    break
                elif start == honorific.end():
                    start = match.start(1)
            if end > honorific.end():
                yield start, end

    def _is_name(self, word: str, *, capital: bool) -> bool:
        bare = folded(_POSSESSIVE.sub("", word))
        return not _ROLE.fullmatch(bare) and (bare in self.parts or (capital and word[0].isupper()))


def _words(text: str, inside: str) -> list[Word]:
    return [
        (word, at + start, at + end)
        for token in _TOKEN.finditer(text)
        for at in (token.start(),)
        for word, start, end in _pieces(token[0], inside)
    ]


@lru_cache(maxsize=65_536)
def _pieces(token: str, inside: str) -> tuple[Word, ...]:
    simple, origin = _simplified(token, inside)
    return tuple((one[0], origin[one.start()], origin[one.end() - 1] + 1) for one in _TOKEN.finditer(simple))


def _simplified(text: str, inside: str) -> tuple[str, list[int]]:
    """Fold a text; return for each character of the result which one of the text it comes from."""
    characters: list[str] = []
    origin: list[int] = []
    for place, character in enumerate(text):
        simple = inside if character in _INSIDE_WORDS else _simple(character)
        characters.append(simple)
        origin.extend([place] * len(simple))
    return "".join(characters), origin


@cache
def _simple(character: str) -> str:
    """Fold a character: a space for what stands between words, nothing for accents and invisibles."""
    if unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf"}:
        return ""
    return folded(character) or " "


def _keys(text: str) -> Iterator[tuple[str, ...]]:
    """Yield a name as words, read both ways, each in the forms in which it is looked up."""
    for inside in ("", " ") if _INSIDE_WORDS.intersection(text) else ("",):
        words = [word for word, _, _ in _words(text, inside)]
        if words[:1] == ["the"]:
            del words[0]
        if len("".join(words)) > 1:
            yield tuple(words)
            yield tuple(map(_looked_up, words))


def _is_code(text: str) -> bool:
    letters = folded(text)
    return 1 < len(letters) <= LONGEST_CODE and " " not in letters and text == text.upper() and text != text.lower()


def _parts(people: Iterable[str]) -> Iterator[str]:
    for person in people:
        if find(person) is None:
            words = folded(without_honorifics(person)).split()
            yield from (word for word in words if len(word) > 1 and not _PARTICLE.fullmatch(word))


@cache
def _names_in_general() -> tuple[str, ...]:
    """Return names, aliases and nationalities, and States as people write them: ``S. Korea``, ``St Lucia``."""
    names = [text for one in delegations() for text in (one.name, *one.aliases)]
    parted = [name.partition(" ") for name in names]
    initials = [f"{first[0]} {rest}" for first, _, rest in parted if rest and first in _SHORTENED]
    saints = [f"St {rest}" for first, _, rest in parted if rest and first == "Saint"]
    plurals = [f"{one.name}s" for one in delegations() if one.category == "state" and one.name.isalpha()]
    lines = (files("runofshow.export") / "demonyms.txt").read_text(encoding="utf-8").splitlines()
    return (*names, *initials, *saints, *plurals, *(line for line in lines if line and not line.startswith("#")))


def _looked_up(word: str) -> str:
    """Return a word of a name without what its language puts before or after it."""
    if _CYRILLIC.search(word):
        short = _RUSSIAN_ENDING.sub("", word)
        return short if len(short) >= _SHORTEST_STEM else word
    if _ARABIC.search(word):
        return word.removeprefix("ال") if len(word) > 4 else word
    return word


@lru_cache(maxsize=65_536)
def _forms(word: str) -> frozenset[str]:
    """Return what a word of a text may be a form of."""
    if word.isascii():
        return frozenset({word})
    forms = {word}
    if _CYRILLIC.search(word):
        forms |= {
            word[:cut]
            for cut in range(max(_SHORTEST_STEM, len(word) - 4), len(word))
            if _RUSSIAN_ENDING.fullmatch(word[cut:])
        }
    elif _ARABIC.search(word) and (before := _ARABIC_PREFIX.match(word)):
        forms |= {word[cut:] for cut in range(1, before.end() + 1)}
    return frozenset(forms)
