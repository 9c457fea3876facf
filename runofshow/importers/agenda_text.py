"""The fields of an agenda -> its text, as a person would write it: quotes only where they are needed, a few comments.

PyYAML decides how a scalar has to be written; it can't write comments, so the lines are put together here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

import yaml

from runofshow.agenda.fields import REST
from runofshow.text import sanitize

_HEAD: Final = """\
# Imported from {source}. Check it, change what you like, and then type:
#
#     runofshow check     finds mistakes, and shows the time left for the floor
#     runofshow plan      shows when each block begins and ends
#
# A block may have a 'min': the length to which it may shrink if the meeting is late. Without it, it keeps its length.
"""

_COMMENTS: Final = {
    "end": "the hard stop: the room must be free",
    "uid": "calendars recognise the meeting by it: don't change it",
    "handover": "the time between two blocks",
}
_OF_REST: Final = "the time that the other blocks leave"

_PLAIN: Final = re.compile(r"[A-Za-z](?:[A-Za-z0-9 .()/-]*[A-Za-z0-9.)])?")
_OTHER_VALUES: Final = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
"""Words that YAML takes for something else than text."""

_ENDLESS: Final = 1 << 30


def agenda_text(fields: Mapping[str, Any], source: str) -> str:
    """Return a whole agenda.yaml; `source` is what it was made from."""
    lines = [_HEAD.format(source=sanitize(source))]
    lines += _lines({name: value for name, value in fields.items() if name != "segments"})
    lines += ["", "segments:"]
    for number, segment in enumerate(fields["segments"]):
        lines += [""] * bool(number) + [*_items([segment], "  ")]
    return "\n".join(lines) + "\n"


def _lines(fields: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    """Yield the fields in their order, deeper ones indented."""
    for name, value in fields.items():
        if isinstance(value, str):
            first, *others = _scalar(name, value, indent)
            comment = _OF_REST if (name, value) == ("duration", REST) else "" if indent else _COMMENTS.get(name, "")
            yield f"{indent}{name}: {first}" + (f" # {comment}" if comment and not others else "")
            yield from others
            continue
        yield f"{indent}{name}:"
        yield from _lines(value, indent + "  ") if isinstance(value, Mapping) else _items(value, indent + "  ")


def _items(items: Sequence[Mapping[str, Any]], indent: str) -> Iterator[str]:
    for item in items:
        lines = _lines(item, indent + "  ")
        yield f"{indent}- {next(lines).lstrip()}"
        yield from lines


def _scalar(name: str, text: str, indent: str) -> list[str]:
    if name in {"date", "remote"}:  # 2016-07-20 and true are what they look like
        return [text]
    lines = text.split("\n")
    if len(lines) == 1:
        return [_in_one_line(text)]
    if lines[0].startswith(" ") or not lines[0] or not lines[-1]:  # such spaces would be taken for indentation
        return [yaml.safe_dump(text, allow_unicode=True, width=_ENDLESS, default_style='"').rstrip("\n")]
    return ["|-", *(f"{indent}  {line}" if line else "" for line in lines)]


@lru_cache(maxsize=16_384)  # an agenda is written again for each way in which its gaps can be written
def _in_one_line(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.lower() not in _OTHER_VALUES:  # PyYAML would take its time to say so
        return text
    written = yaml.safe_dump(text, allow_unicode=True, width=_ENDLESS).removesuffix("...\n").rstrip("\n")
    return f'"{text}"' if written.startswith("'") and not {'"', "\\"} & set(text) else written
