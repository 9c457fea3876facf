"""Text -> a table: CSV and its relatives, tables in Markdown, and programmes with a time at the beginning of a line."""

import csv
import io
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from runofshow.export.formatting.typed_text import unquoted
from runofshow.importers.cells import MOST_ROWS, Cell, Table, even
from runofshow.importers.clock_times import time_and_text
from runofshow.importers.findings import Findings
from runofshow.importers.headings import field_named, find_heading
from runofshow.importers.programme import Paragraph, programme
from runofshow.importers.questions import NoRundown

_DELIMITERS: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_NAMED_IN_FILE: Final = "sep="
_DASHES: Final = re.compile(r":?-{2,}:?")
_EMPHASIS: Final = re.compile(r"(\*\*|__|`|~~)(.+?)\1|(?<![\w*])\*([^*]+)\*(?![\w*])")
_LINK: Final = re.compile(r"\[([^\[\]]{1,500}+)\]\(([^)\s]{1,2000}+)[^)]{0,200}+\)")
_BAR: Final = re.compile(r"(?<!\\)\|")


def read_text(content: bytes, name: str, findings: Findings) -> Table:
    """Return the cells of a text. A ``'`` by which a spreadsheet is kept from running a formula goes.

    Raises:
        NoRundown: it is no such table.
    """
    text, encoding = _decoded(content)
    lines = text.splitlines()
    if any(_is_rule(line) and "|" in before for before, line in pairwise(lines)):
        findings.add(f"read as {encoding}, a table in Markdown")
        return _markdown(lines, name)
    first, _, following = text.partition("\n")
    delimiters: Sequence[str] = list(_DELIMITERS)
    if first.strip().lower().startswith(_NAMED_IN_FILE) and len(first.strip()) == len(_NAMED_IN_FILE) + 1:
        delimiters, text = [first.strip()[-1]], "\n" + following
    tables = {delimiter: _rows(text, delimiter, name) for delimiter in delimiters}
    best = max(delimiters, key=lambda delimiter: _fitness(tables[delimiter]))
    if _fitness(tables[best])[0] < 2 and _is_a_programme(lines):
        findings.add(f"read as {encoding}, lines that begin with a time")
        return programme([Paragraph(line) for line in lines[:MOST_ROWS]])
    findings.add(f"read as {encoding}, columns parted by {_DELIMITERS.get(best, repr(best))}")
    return Table("", even(tables[best]))


def _decoded(content: bytes) -> tuple[str, str]:
    """Return the text, and what its encoding is called. Whatever is no UTF-8 is what Windows writes in the West."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace"), "UTF-16"
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), "Windows-1252"


def _rows(text: str, delimiter: str, name: str) -> list[tuple[Cell, ...]]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[tuple[Cell, ...]] = []
    try:
        for row in lines:
            if len(rows) >= MOST_ROWS:
                message = f"{name} has more than {MOST_ROWS:,} rows: that is no run of show"
                raise NoRundown(message)
            rows.append(tuple(unquoted(cell) or None for cell in row))
    except csv.Error as error:
        message = f"{name}, line {lines.line_num}: {error}; is a quote opened and never closed?"
        raise NoRundown(message) from None
    return rows


def _fitness(rows: Sequence[tuple[Cell, ...]]) -> tuple[int, int]:
    """Return how well a delimiter fits: what is known of the columns' headings, then how many cells there are."""
    found = find_heading(even(rows))
    known = {field_named(text) for text in found.texts} - {None} if found else set()
    return (len(known) or bool(found), sum(len(row) for row in rows[:MOST_ROWS]))


def _is_a_programme(lines: Sequence[str]) -> bool:
    """Tell whether lines begin with a time, and none of the delimiters follows it."""
    timed = [(clock, line.strip()) for line in lines if (clock := time_and_text(line)[0]) and not line.startswith("|")]
    if len(timed) < 2:
        return False
    parted = [line.removeprefix(clock).strip(" ")[:1] in _DELIMITERS for clock, line in timed]
    quoted = sum(line.lstrip().startswith('"') for line in lines)
    return not any(parted) and not quoted


def _markdown(lines: Sequence[str], name: str) -> Table:
    """Return the first table of Markdown with the lines above it; rules and emphasis go."""
    rows: list[list[Cell]] = []
    numbers: list[int] = []
    for number, line in enumerate(lines, start=1):
        if len(rows) >= MOST_ROWS:
            message = f"{name} has more than {MOST_ROWS:,} rows: that is no run of show"
            raise NoRundown(message)
        if not line.strip() or _is_rule(line):
            continue
        if len(line) > csv.field_size_limit():
            message = f"{name}, line {number} has more than {csv.field_size_limit():,} characters: that is no row"
            raise NoRundown(message)
        bare = line.strip()
        cells = _BAR.split(bare.strip("|")) if "|" in bare else [bare]
        rows.append([_plain(cell.replace("\\|", "|")) or None for cell in cells])
        numbers.append(number)
    return Table("", even(rows), numbers=tuple(numbers), row_word="line")


def _is_rule(line: str) -> bool:
    """Tell whether a line is the rule below a table's headings: ``|---|:-:|``."""
    inner = line.strip().removeprefix("|").removesuffix("|")
    return "|" in line and all(_DASHES.fullmatch(part.strip()) for part in inner.split("|"))


def _plain(text: str) -> str:
    """Return the text of a cell without Markdown's marks; a link keeps its address."""
    text = re.sub(r"<br\s*/?>", "\n", _LINK.sub(r"\1 (\2)", text), flags=re.IGNORECASE)
    return _EMPHASIS.sub(lambda found: found[2] or found[3], text).strip()
