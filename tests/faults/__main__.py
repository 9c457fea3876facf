"""Looks for what must never happen: `python -m tests.faults [--quick] [NAME…]` ends in a table of figures.

The full run takes about half an hour; the test suite runs a sample of each. It exits with 1 if anything was found.
"""

import sys
from collections.abc import Callable, Iterator

from tests.faults.crowd import crowd
from tests.faults.damaged import bits_turned, ends_cut_off
from tests.faults.fuzz import fuzzed
from tests.faults.killed_commands import commands_killed, written_in_order
from tests.faults.killed_writers import writers_killed
from tests.faults.tally import Tally


def order(_quick: bool) -> Iterator[Tally]:
    """Write, fsync, acknowledge."""
    yield written_in_order()


def commands(quick: bool) -> Iterator[Tally]:
    """Killed at each system call."""
    yield from commands_killed(6 if quick else 1_000)


def writers(quick: bool) -> Iterator[Tally]:
    """Killed at random."""
    yield writers_killed(200 if quick else 10_000)


def damage(quick: bool) -> Iterator[Tally]:
    """Turned bits, and ends that were cut off."""
    yield bits_turned(199 if quick else 1)
    yield ends_cut_off(97 if quick else 1)


def crowds(quick: bool) -> Iterator[Tally]:
    """Many at once."""
    yield crowd(20 if quick else 1_000)


def inputs(quick: bool) -> Iterator[Tally]:
    """Hostile files and words."""
    yield fuzzed(4_000 if quick else 1_000_000)


RUNS: dict[str, Callable[[bool], Iterator[Tally]]] = {
    "order": order,
    "commands": commands,
    "writers": writers,
    "damage": damage,
    "crowd": crowds,
    "input": inputs,
}


def main(words: list[str]) -> int:
    """Run what is named, else everything; how many kinds of fault were found decides the exit code."""
    quick, names = "--quick" in words, [word for word in words if word != "--quick"]
    if unknown := [name for name in names if name not in RUNS]:
        sys.exit(f"there is no fault run '{unknown[0]}': take some of {', '.join(RUNS)}")
    found = 0
    for name in names or RUNS:
        for tally in RUNS[name](quick):
            print(tally.row, flush=True)  # noqa: T201 -- the table is what it is for
            for fault in tally.faults[:5]:
                print(f"    {fault}", flush=True)  # noqa: T201
            found += bool(tally.faults)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
