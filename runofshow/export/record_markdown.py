"""The intervention log as a Markdown document: which meeting it was, who spoke and when, how the blocks ran."""

from collections.abc import Iterable, Iterator, Sequence

from runofshow.export.formats import DEFAULTS, Options
from runofshow.export.formatting.typed_text import BREAK, escaped
from runofshow.export.list_of_speakers import list_lines
from runofshow.export.record_document import (
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
from runofshow.show.statements import Record


def markdown_log(record: Record, options: Options = DEFAULTS) -> bytes:
    """The record as one document in UTF-8, in GitHub's Markdown; what people typed is text in it, and nothing else."""
    parts = [
        f"# {escaped(record.meeting.title)}",
        *(f"**{word}** {escaped(sentence)}" for word, sentence in standing(record)),
        _list(f"**{name}:** {escaped(fact)}" for name, fact in facts(record)),
        *(_speakers(record) if options.shape == "list" else _log(record)),
    ]
    return ("\n\n".join(parts) + "\n").encode()


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
    cells = ([BREAK.join(filter(None, map(escaped, cell))) for cell in row] for row in rows)
    return "\n".join(f"| {' | '.join(row)} |" for row in (columns, ruler, *cells))
