"""Texts of several lines in a line to type in: a line break stands there as a sign, and is a line break again after."""

import re
from typing import Final

SIGNS: Final = "↵⏎␤"
"""Signs for a line break: the first of them that the text itself doesn't hold is used."""

_BREAK: Final = re.compile("\r\n|[\n\v\f\r\x85\u2028\u2029]")


def sign_for(text: str) -> str:
    """Return the sign for the line breaks of a text."""
    return next((sign for sign in SIGNS if sign not in text), SIGNS[-1])


def on_one_line(text: str, sign: str) -> str:
    """The text with `sign` for every line break, of whichever kind, and a space for every tab."""
    return _BREAK.sub(sign, text).replace("\t", " ")


def on_its_lines(line: str, sign: str) -> str:
    """The text that stands in a line."""
    return line.replace(sign, "\n")


def pasted_lines(text: str) -> str:
    """Return a pasted text, each line without the spaces around it, and with nothing at its end."""
    return "\n".join(" ".join(line.split()) for line in _BREAK.split(text)).strip("\n")
