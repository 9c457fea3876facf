"""Nothing is lost, no time is wrong: `python -m tests.faults [NAME…] [--quick]` tries it, and prints the figures."""

import argparse
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.faults.checks import CHECKS, found_by
from tests.faults.figures import Check, Figure, Size, Stopwatch


def main() -> int:
    """Run the checks that are asked for; 1 if anything was found."""
    asked = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    asked.add_argument("names", nargs="*", metavar="NAME", help=", ".join(check.name for check in CHECKS))
    asked.add_argument("--quick", action="store_true", help="a part of each")
    options = asked.parse_args()
    if unknown := set(options.names) - {check.name for check in CHECKS}:
        asked.error(f"no check is called {', '.join(sorted(unknown))}")
    size = Size.QUICK if options.quick else Size.FULL
    out = Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else 140)
    figures: list[Figure] = []
    skipped: list[str] = []
    with tempfile.TemporaryDirectory(prefix="runofshow-faults-") as folder:
        for check in CHECKS:
            if options.names and check.name not in options.names:
                continue
            if missing := check.missing():
                skipped.append(f"SKIPPED {check.name}: {missing}")
                out.print(skipped[-1])
                continue
            figures += _run(check, size, Path(folder), out)
    out.print(_table(figures, size))
    for figure in figures:
        for example in figure.examples:
            out.print(f"{figure.what}: {example}", soft_wrap=True)
    for sentence in skipped:
        out.print(sentence)
    return 0 if all(figure.clean for figure in figures) else 1


def _run(check: Check, size: Size, folder: Path, out: Console) -> list[Figure]:
    watch, found = Stopwatch(), []
    for figure in found_by(check, size, folder):
        out.print(f"{check.name}: {figure.what}: {figure.tried:,} tried, {figure.wrong.total()} wrong", soft_wrap=True)
        found.append(figure)
    out.print(f"{check.name}: {watch.minutes}")
    return found


def _table(figures: list[Figure], size: Size) -> Table:
    table = Table("what", "tried", "wrong", "also", title=f"faults, {size} run", title_justify="left", show_lines=True)
    for figure in figures:
        wrong = ", ".join(f"{count:,} {name}" for name, count in figure.wrong.items())
        also = [*(f"{count:,} {name}" for name, count in figure.noted.items()), *figure.told]
        table.add_row(
            figure.what, f"{figure.tried:,}", wrong, "; ".join(also), style=None if figure.clean else "reverse"
        )
    return table


if __name__ == "__main__":
    sys.exit(main())
