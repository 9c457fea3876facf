"""The intervention log as a Markdown document: which meeting it was, who spoke and when, how the blocks ran."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from runofshow.export.choices import Shape
from runofshow.export.document import (
    BLOCK_COLUMNS,
    FROM_THE_FLOOR,
    HOW_BLOCKS_RAN,
    LOG_COLUMNS,
    NOBODY_SPOKE,
    NOTES,
    WHO_SPOKE,
    Cell,
    block_row,
    by_place,
    facts,
    log_row,
    note_line,
    standing,
)
from runofshow.export.speakers import list_lines
from runofshow.show.record import Record
from runofshow.values import safe_lines

_NOT_PLAIN: Final = re.compile(
    r"""
    [\\`*_\[\]#~|$@!]
  | :(?!\s|$)(?!(?<=\d:)\d\d(?!\w|:\D|:$))   # but not that of a clock time, or of a sentence
    """,
    re.VERBOSE,
)
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_COMES_ALIVE: Final = re.compile(r"(?<=:)(?=//)|(?<=\bwww)(?=\.)|(?<=@)(?=\w)", re.IGNORECASE)
_BREAK: Final = "<br>"


def markdown_log(record: Record, shape: Shape = "table") -> bytes:
    """The record as one document in UTF-8, in GitHub's Markdown; what people typed is text in it, and nothing else."""
    parts = [
        f"# {escaped(record.meeting.title)}",
        *(f"**{word}** {escaped(sentence)}" for word, sentence in standing(record)),
        _list(f"**{name}:** {escaped(fact)}" for name, fact in facts(record)),
        *(_speakers(record) if shape == "list" else _log(record)),
    ]
    return ("\n\n".join(parts) + "\n").encode()


def escaped(text: str) -> str:
    """What a person typed, shown by Markdown as it was typed: no markup, no HTML, no link that can be followed.

    Line breaks become ``<br>``; an empty comment keeps addresses from turning into links by themselves.
    """
    return _BREAK.join(_escaped_line(line) for line in safe_lines(text).splitlines())


def _escaped_line(line: str) -> str:
    plain = _NOT_PLAIN.sub(r"\\\g<0>", line.strip())
    for character, entity in _ENTITIES.items():
        plain = plain.replace(character, entity)
    return _COMES_ALIVE.sub("<!-- -->", plain)


def _log(record: Record) -> Iterator[str]:
    yield f"## {FROM_THE_FLOOR}"
    if not record.interventions:
        yield NOBODY_SPOKE
    for place, interventions in by_place(record):
        yield f"### {escaped(place)}"
        yield _table(LOG_COLUMNS, (log_row(one, record) for one in interventions))
    if record.notes:
        yield f"## {NOTES}"
        yield _list(escaped(note_line(note, record.meeting)) for note in record.notes)
    yield f"## {HOW_BLOCKS_RAN}"
    yield _table(BLOCK_COLUMNS, (block_row(block, record.meeting) for block in record.blocks))


def _speakers(record: Record) -> Iterator[str]:
    yield f"## {WHO_SPOKE}"
    for line in list_lines(record):
        yield escaped(line.text if line.letter is None else f"({line.letter}) {line.text}")


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _table(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    ruler = ["---"] * len(columns)
    cells = ([_BREAK.join(filter(None, map(escaped, cell))) for cell in row] for row in rows)
    return "\n".join(f"| {' | '.join(row)} |" for row in (columns, ruler, *cells))
