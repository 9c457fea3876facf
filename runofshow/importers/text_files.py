"""Text -> a table: CSV and its relatives, tables in Markdown, and programmes with a time at the beginning of a line."""

import csv
import io
import re
from collections.abc import Collection, Sequence
from itertools import islice, pairwise
from typing import Final

from runofshow.export.formatting.typed_text import unquoted
from runofshow.importers.cells import MOST_ROWS, Cell, Table, even, is_time, text_of
from runofshow.importers.clock_times import time_and_text
from runofshow.importers.dates import day_in, is_day
from runofshow.importers.headings import field_named, find_heading
from runofshow.importers.questions import Findings, NoRundown

_DELIMITERS: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_EMPHASIS: Final = re.compile(r"(\*\*|__|`|~~)(.+?)\1|(?<![\w*])\*([^*]+)\*(?![\w*])")
_LINK: Final = re.compile(r"\[([^\[\]]{1,500}+)\]\(([^)\s]{1,2000}+)[^)]{0,200}+\)")


def read_text(content: bytes, name: str, findings: Findings) -> Table:
    """Return the cells of a text. A ``'`` by which a spreadsheet is kept from running a formula goes."""
    text, encoding = _decoded(content)
    lines = text.splitlines()
    if any(_is_rule(line) and "|" in before for before, line in pairwise(lines)):
        findings.add(f"read as {encoding}, a table in Markdown")
        return _markdown(lines, name)
    first, _, following = text.partition("\n")
    delimiters: Sequence[str] = list(_DELIMITERS)
    if named := re.fullmatch(r"\s*(?i:sep)=(\S)\s*", first):
        delimiters, text = [named[1]], "\n" + following
    tables = {delimiter: _rows(text, delimiter, name) for delimiter in delimiters}
    fitness = {delimiter: _fitness(rows) for delimiter, rows in tables.items()}
    best = max(delimiters, key=lambda delimiter: fitness[delimiter])
    if fitness[best][0] < 2 and len(lines) <= MOST_ROWS + 1 and _is_a_programme(lines):
        findings.add(f"read as {encoding}, lines that begin with a time")
        return programme(lines)
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
    try:
        return [tuple(unquoted(cell) or None for cell in row) for row in islice(lines, MOST_ROWS + 2)]  # one too many
    except csv.Error as error:
        raise NoRundown(f"{name}, line {lines.line_num}: {error}; is a quote opened and never closed?") from None


def _fitness(rows: Sequence[tuple[Cell, ...]]) -> tuple[int, int]:
    """Return how well a delimiter fits: what is known of the columns' headings, then how many cells there are."""
    found = find_heading(even(rows))
    known = {field_named(text) for text in found.texts} - {None} if found else set()
    return len(known) or bool(found), sum(map(len, rows))


def _is_a_programme(lines: Sequence[str]) -> bool:
    """Tell whether lines begin with a time, and none of the delimiters follows it."""
    timed = [(clock, line.strip()) for line in lines if (clock := time_and_text(line)[0]) and not line.startswith("|")]
    parted = any(line.removeprefix(clock).strip(" ")[:1] in _DELIMITERS for clock, line in timed)
    return len(timed) > 1 and not parted and not any(line.lstrip().startswith('"') for line in lines)


def _is_rule(line: str) -> bool:
    """Tell whether a line is the rule below a table's headings: ``|---|:-:|``."""
    inner = line.strip().removeprefix("|").removesuffix("|")
    return "|" in line and all(re.fullmatch(r":?-{2,}:?", part.strip()) for part in inner.split("|"))


def _markdown(lines: Sequence[str], name: str) -> Table:
    """Return the first table of Markdown with the lines above it; rules and emphasis go, a link keeps its address."""
    rows: list[list[Cell]] = []
    numbers: list[int] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or _is_rule(line) or len(rows) > MOST_ROWS + 1:
            continue
        if len(line) > csv.field_size_limit():
            raise NoRundown(
                f"{name}, line {number} has more than {csv.field_size_limit():,} characters: that is no row"
            )
        bare = line.strip()
        cells = re.split(r"(?<!\\)\|", bare.strip("|")) if "|" in bare else [bare]
        texts = (re.sub(r"(?i)<br\s*/?>", "\n", _LINK.sub(r"\1 (\2)", cell.replace("\\|", "|"))) for cell in cells)
        rows.append([_EMPHASIS.sub(lambda found: found[2] or found[3], text).strip() or None for text in texts])
        numbers.append(number)
    return Table("", even(rows), tuple(numbers), "line")


def programme(lines: Sequence[str], headings: Collection[int] = ()) -> Table:
    """Return a row for each line with a time, parted at its tabs; lines below it that have none go on with its text.

    A heading, by its place in `lines`, and a day stand in a row of their own; so does what comes before the first time.
    """
    rows: list[list[Cell]] = []
    numbers: list[int] = []
    parted = [[part.strip() for part in line.split("\t") if part.strip()] for line in lines]
    timed = {index for index, parts in enumerate(parted) if parts and begins_with_time(parts[0])}
    for index, parts in enumerate(parted):
        row: list[Cell] = [" ".join(parts)]
        if index in timed:
            clock, rest = time_and_text(parts[0])
            row = [clock, rest, *parts[1:]] if clock else [*parts]
        elif not parts:
            if index <= max(timed, default=0) or not rows or not rows[-1]:
                continue
            row = []  # what follows is below the programme
        elif rows and rows[-1] and is_time(rows[-1][0]) and index not in headings and not _names_day(" ".join(parts)):
            first, *others = rows[-1]
            rows[-1] = [first, f"{others[0]}\n{' '.join(parts)}", *others[1:]] if others else [first, *parts]
            continue
        rows.append(row)
        numbers.append(index + 1)
    return Table("", even(rows), tuple(numbers), "line")


def begins_with_time(cell: Cell) -> bool:
    """Tell whether a clock time can be read in the cell, or before its text."""
    return is_time(cell) or bool(time_and_text(text_of(cell))[0])


def _names_day(text: str) -> bool:
    """Tell whether a line is a day, or begins with a date."""
    day, rest = day_in(text)
    begins = day is not None and bool(day.dates) and not text.lower().startswith(rest[:8] or "\n")
    return begins or is_day(text)
