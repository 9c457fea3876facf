"""Fields -> YAML as a person would write it: block style, quotes only where they are needed, comments kept.

PyYAML decides how a scalar has to be written; it can't write comments, so the lines are put together here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

import yaml

Value = str | Mapping[str, "Value"] | Sequence["Value"]
Comments = Mapping[tuple[str, str], str]
"""Comments behind lines, by the field's name and value, or by its name and ``*``."""

_PLAIN: Final = re.compile(r"[A-Za-z](?:[A-Za-z0-9 .()/-]*[A-Za-z0-9.)])?")
_OTHER_VALUES: Final = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
"""Words that YAML takes for something else than text."""

_STEP: Final = "  "
_ENDLESS: Final = 1 << 30
_PLAIN_FIELDS: Final = frozenset({"date", "remote"})
"""``2016-07-20`` and ``true`` are what they look like."""


def yaml_lines(fields: Mapping[str, Value], comments: Comments, indent: str = "") -> Iterator[str]:
    """The fields in their order, a line each, deeper ones indented."""
    for name, value in fields.items():
        yield from _field(name, value, comments, indent)


def _field(name: str, value: Value, comments: Comments, indent: str) -> Iterator[str]:
    match value:
        case str():
            comment = comments.get((name, value)) or comments.get((name, "*"))
            first, *others = _scalar(name, value, indent)
            yield f"{indent}{name}: {first}" + (f" # {comment}" if comment and not others else "")
            yield from others
        case Mapping():
            yield f"{indent}{name}:"
            yield from yaml_lines(value, comments, indent + _STEP)
        case _:
            yield f"{indent}{name}:"
            for item in value:
                yield from _item(item, comments, indent + _STEP)


def _item(item: Value, comments: Comments, indent: str) -> Iterator[str]:
    """Fields behind a dash."""
    if not isinstance(item, Mapping):
        message = "a list of an agenda holds fields"
        raise TypeError(message)
    lines = yaml_lines(item, comments, indent + _STEP)
    yield f"{indent}- {next(lines).lstrip()}"
    yield from lines


def _scalar(name: str, text: str, indent: str) -> list[str]:
    if name in _PLAIN_FIELDS:
        return [text]
    if "\n" in text:
        return _lines_of_prose(text, indent)
    return [_in_one_line(text)]


@lru_cache(maxsize=16_384)  # an agenda is written again for each way in which its gaps can be written
def _in_one_line(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.lower() not in _OTHER_VALUES:  # PyYAML would take its time to say so
        return text
    written = yaml.safe_dump(text, allow_unicode=True, width=_ENDLESS).removesuffix("...\n").rstrip("\n")
    return f'"{text}"' if written.startswith("'") and not {'"', "\\"} & set(text) else written


def _lines_of_prose(text: str, indent: str) -> list[str]:
    """Each line as it is, where none begins with a space: that would be taken for indentation."""
    lines = text.split("\n")
    if lines[0].startswith(" ") or not lines[0] or not lines[-1]:
        return [yaml.safe_dump(text, allow_unicode=True, width=_ENDLESS, default_style='"').rstrip("\n")]
    return ["|-", *(f"{indent}{_STEP}{line}" if line else "" for line in lines)]
