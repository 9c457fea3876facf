"""The record as a Markdown document: which meeting it was, who said what and when, decisions, tasks, who spoke."""

from collections.abc import Iterable, Iterator, Sequence

from runofshow.export.formats import DEFAULTS, Options
from runofshow.export.formatting.typed_text import BREAK, escaped
from runofshow.export.list_of_speakers import list_lines
from runofshow.export.record_document import (
    BLOCK_COLUMNS,
    DECISIONS,
    HOW_BLOCKS_RAN,
    NOBODY_AT_ALL,
    NOTES,
    NUMBERS_MISSING,
    TASKS,
    WHAT_WAS_SAID,
    WHO,
    WHO_SPOKE,
    Cell,
    block_row,
    decision_lines,
    digest_line,
    facts,
    note_lines,
    standing,
    statements_table,
    task_lines,
)
from runofshow.show.meeting_record import Record


def markdown_log(record: Record, options: Options = DEFAULTS) -> bytes:
    """Return the record in UTF-8, in GitHub's Markdown; text that people typed is text in it, and nothing else."""
    parts = [
        f"# {escaped(record.meeting.title)}",
        *(f"**{word}** {escaped(sentence)}" for word, sentence in standing(record)),
        _list(f"**{name}:** {escaped(fact)}" for name, fact in facts(record)),
        *(() if options.shape == "list" else _log(record, detail=options.detail)),
        *_speakers(record),
        *(["---", line] if (line := digest_line(record)) else []),
    ]
    return ("\n\n".join(parts) + "\n").encode()


def _log(record: Record, *, detail: bool) -> Iterator[str]:
    yield f"## {WHAT_WAS_SAID}"
    table = statements_table(record, detail=detail)
    if table.rows:
        place = table.place(WHO)
        rows = (_part(row, place, len(table.headings)) if isinstance(row, str) else _cells(row) for row in table.rows)
        yield _table(table.headings, rows)
        if record.numbers_missing and record.extract is None:
            yield NUMBERS_MISSING
    else:
        yield NOBODY_AT_ALL
    for heading, lines in (
        (DECISIONS, decision_lines(record)),
        (TASKS, task_lines(record)),
        (NOTES, note_lines(record, detail=detail)),
    ):
        if items := _list(map(escaped, lines)):
            yield f"## {heading}"
            yield items
    if detail:
        yield f"## {HOW_BLOCKS_RAN}"
        yield _table(BLOCK_COLUMNS, (_cells(block_row(block, record.meeting)) for block in record.blocks))


def _speakers(record: Record) -> Iterator[str]:
    yield f"## {WHO_SPOKE}"
    for line in list_lines(record):
        yield escaped(line.text if line.letter is None else f"({line.letter}) {line.text}")


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _part(title: str, place: int, columns: int) -> Sequence[str]:
    """Return a row that holds nothing but the title of a part of the meeting."""
    return ["" if one != place else f"**{escaped(title)}**" for one in range(columns)]


def _cells(row: Sequence[Cell]) -> Sequence[str]:
    """Return the cells; an empty line within one stays, because it parts two people."""
    return [BREAK.join(text for line in cell if (text := escaped(line)) or not line) for cell in row]


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    ruler = ["---"] * len(columns)
    return "\n".join(f"| {' | '.join(row)} |" for row in (columns, ruler, *rows))
