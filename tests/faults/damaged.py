"""A journal of two hours, with a bit turned or its end cut off: found, named, and the rest read."""

import multiprocessing
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

from runofshow.journal.errors import JournalError
from runofshow.journal.line import encode
from runofshow.journal.reading import read_journal
from tests.faults.tally import Tally, folder
from tests.pictures import blocks_run, floor_steps, lunch

BITS: Final = 8


@cache
def two_hours() -> tuple[bytes, ...]:
    """The lines of a journal of the lunch: every block and its handover, an extension of the list, interventions."""
    show = lunch(*floor_steps(), *blocks_run(14)[10:])
    lines, seal = [], ""
    for entry in reversed(list(show.history)):
        line, seal = encode(entry, seal)
        lines.append(line)
    return tuple(lines)


def bits_turned(step: int) -> Tally:
    """Each bit turned, or one of so many: something is found at its line, and all other lines are read."""
    content = b"".join(two_hours())
    tally = Tally("single bits turned in a journal of two hours")
    places = range(0, len(content) * BITS, step)
    halves = [places[::2], places[1::2]]
    with multiprocessing.get_context("forkserver").Pool(2) as pool:
        for tried, faults in pool.map(_turned, halves):
            tally.tried += tried
            tally.faults += faults
    tally.said = f"{len(two_hours())} lines, {len(content):,} bytes"
    return tally


def _turned(places: Sequence[int]) -> tuple[int, list[str]]:
    content = bytearray(b"".join(two_hours()))
    faults = []
    with folder() as place:
        path = place / "j.jsonl"
        for bit in places:
            byte, mask = bit // BITS, 1 << bit % BITS
            content[byte] ^= mask
            path.write_bytes(content)
            if fault := _undetected(path, bytes(content[:byte]).count(b"\n") + 1):
                faults.append(f"bit {bit}: {fault}")
            content[byte] ^= mask
    return len(places), faults


def _undetected(path: Path, line: int) -> str:
    """What is wrong with how the damage in a line was read; empty if nothing is."""
    lines = two_hours()
    try:
        contents = read_journal(path)
    except JournalError as error:
        return "" if line == 1 or "line" in str(error) else f"refused without a line: {error}"
    named = {found.line for found in contents.findings}
    if not named & {line, line + 1}:
        return f"line {line} isn't named among {sorted(named)}"
    joined = 2  # a line end that is gone makes one line of two
    if len(contents.entries) < len(lines) - joined:
        return f"only {len(contents.entries)} of {len(lines)} lines were read"
    return ""


def ends_cut_off(step: int) -> Tally:
    """Cut off inside each line, at each byte or at one of so many: what stands before is read, and the end is named."""
    lines = two_hours()
    content = b"".join(lines)
    tally = Tally("journals cut off at a byte")
    with folder() as place:
        path = place / "j.jsonl"
        for length in range(len(lines[0]), len(content), step):
            path.write_bytes(content[:length])
            whole = content[:length].count(b"\n")
            contents = read_journal(path)
            tally.tried += 1
            rest = content[:length].rpartition(b"\n")[2]
            complete = whole + (rest + b"\n" in lines)
            tally.expect(len(contents.entries) == complete, f"{length} bytes: {len(contents.entries)} entries")
            tally.expect(
                contents.torn == b"" if complete > whole or not rest else contents.torn, f"{length} bytes: torn"
            )
    return tally
