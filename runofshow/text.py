"""Makes text from people and files safe for a terminal, a document or a file name."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

# wcwidth is imported where a text isn't ASCII: most commands meet none, and it takes as long to load as much of ours.

MOST_MARKS: Final = 4
"""How many combining marks stay on one base: what real spelling needs; more of them smear over the lines around."""

_REMEMBERED: Final = 1_000
"""Results for texts up to so many letters are cached: names are drawn again and again, long gists aren't."""

_REPLACEMENT: Final = "\ufffd"

# Persian and Indic spelling and emoji need the joiners; the two direction marks are harmless.
_INVISIBLES_KEPT: Final = frozenset("\u200c\u200d\u200e\u200f")
_FILLERS: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800")
"""Letters and symbols that are drawn as nothing: those of Hangul, and the empty Braille cell."""
_LINE_BREAKS: Final = frozenset("\t\n\v\f\r\x85\u2028\u2029")

_SAFE: Final = re.compile("[ -~\u00a0-\u00ac\u00ae-\u024f\u2010-\u2027\u2030-\u205e]*")
"""Text of Latin letters and punctuation alone, of which all is safe."""

_MINUS_SIGNS: Final = dict.fromkeys(map(ord, "\u2010\u2012\u2013\u2212"), "-")

_HONORIFIC: Final = r"""
    (?:
        H\.\s?E\. | H\.E(?=\s) | HE(?=[\s.])      # not "He", which is a family name
      | S\.\s?E\. | S\.E(?=\s)
      | (?i:
            (?:his|her|your|their|son|sa|su|the)\s(?:excellency|excellence|excelencia|holiness|eminence|majesty|altesse)
          | (?:his|her|your|their|the)\s(?:(?:royal|serene|imperial)\s)?highness
          | (?:the\s)?(?:(?:right|rt\.?)\s)?hon(?:ourable|orable)?
          | excellency | ambassador | amb | ambassadeur | ambassadrice | embajadora? | professor | prof | doctor | dr
          | mister | mr | mrs | miss | ms | mx | madam | sir | dame
          | monsieur | madame | mademoiselle | mme | mlle | m
          | herr | frau | se[nñ]orita | se[nñ]ora? | sra | srta | sr
        )(?=[\s.])
    )
    [.,]?\s*
"""


def sanitize(text: str) -> str:
    """Return the text as one line that does nothing to the terminal or document it is printed in.

    Line breaks and tabs become spaces; control characters, lone surrogates and noncharacters visible symbols. Invisible
    format characters go, those that turn the direction of writing among them; joiners and direction marks stay. No base
    keeps more than `MOST_MARKS` combining marks. Text that is safe already comes back unchanged.
    """
    if (text.isascii() and text.isprintable()) or _SAFE.fullmatch(text):
        return text
    return _sanitized(text) if len(text) <= _REMEMBERED else _sanitized.__wrapped__(text)


@lru_cache(maxsize=4096)
def _sanitized(text: str) -> str:
    kept = ""
    marks = 0
    for symbol in map(_harmless, text.replace("\r\n", "\n")):
        surplus = False
        if symbol in _INVISIBLES_KEPT:
            surplus = kept[-1:] in _INVISIBLES_KEPT
        elif _is_mark(symbol):
            marks += 1
            surplus = marks > MOST_MARKS
        elif symbol:
            marks = 0
        if not surplus:
            kept += symbol
    return kept


def clip(text: str, cells: int) -> str:
    """Return the text, sanitized, in at most so many terminal cells; what is cut off at its end leaves an ellipsis.

    The cut falls between graphemes: a letter keeps its marks, an emoji its parts. Without a cell nothing is left.
    """
    shown = sanitize(text)
    if _width(shown) <= cells:
        return shown
    if cells < 1:
        return ""
    if shown.isascii():
        return shown[: cells - 1].rstrip() + "…"
    from wcwidth import clip as clip_cells

    room = cells - 1
    # Neighbours may be wider together than each by itself: a mark with no base before it takes a cell of its own.
    while _width(cut := clip_cells(shown, 0, room, fillchar="").rstrip() + "…") > cells:
        room -= 1
    return cut


def slug(text: str, limit: int = 40) -> str:
    """Return the text's letters and digits, of any script, in lower case without accents, words joined by ``-``.

    At most `limit` characters, cut between words where the first one fits. A part of a file name on every system, once
    something stands before it; empty when the text holds neither letter nor digit.
    """
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(character for character in decomposed if not _is_mark(character))
    letters = unicodedata.normalize("NFC", bare)  # Hangul would stay in pieces otherwise
    words = "".join(letter if letter.isalnum() and _width(letter) > 0 else " " for letter in letters).split()
    joined = "-".join(words)
    return joined if len(joined) <= limit else joined[: limit + 1].rpartition("-")[0] or joined[:limit]


def is_blank(text: str) -> bool:
    """Return True if nothing of the text can be seen: spaces, combining marks, format and control characters, fillers.

    A character that `sanitize` shows as � can be seen.
    """
    return all(
        character in _FILLERS
        or symbol in {"", " "}
        or unicodedata.category(character) in {"Zs", "Zl", "Zp", "Mn", "Mc", "Me", "Cf"}
        or (unicodedata.category(character) == "Cc" and symbol != _REPLACEMENT)
        for character in text
        for symbol in [_harmless(character)]
    )


def without_honorifics(name: str) -> str:
    """Return a person's name without what comes before it: ``Md. Shahidul Haque`` for ``H.E. Mr. Md. Shahidul Haque``.

    A name that consists of nothing else is returned whole.
    """
    whole = name.strip()
    rest = whole
    while match := re.match(_HONORIFIC, rest, re.VERBOSE):
        rest = rest[match.end() :]
    return rest or whole


def in_one_spelling(text: str) -> str:
    """Return what a person typed in one spelling, for the readers of durations and times.

    Compatibility forms (full-width characters) and the digits of any script become plain ones, dashes ``-``, letters
    lower case, and white space single spaces with none around.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_MINUS_SIGNS).casefold()
    digits = "".join(str(unicodedata.decimal(character, character)) for character in plain)
    return " ".join(digits.split())


def _harmless(character: str) -> str:
    """Return what stands for the character: itself, a visible symbol, a space, or nothing."""
    if character in _LINE_BREAKS:
        return " "
    point, category = ord(character), unicodedata.category(character)
    if point < 0x20:
        return chr(0x2400 + point)
    if point == 0x7F:
        return "\u2421"
    if category == "Cf" and character not in _INVISIBLES_KEPT:
        return ""
    # no XML document may hold a noncharacter
    noncharacter = category == "Cn" and (point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF)
    return _REPLACEMENT if category in {"Cc", "Cs"} or noncharacter else character


def _is_mark(symbol: str) -> bool:
    return symbol != "" and unicodedata.category(symbol).startswith("M")


def _width(shown: str) -> int:
    if shown.isascii():
        return len(shown)
    from wcwidth import wcswidth

    return max(0, wcswidth(shown))
