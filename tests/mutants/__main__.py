"""``python -m tests.mutants [PATH…]``: make faults in the code, one at a time, and see whether a test finds each.

Mutants that change nothing stand in ``equivalent.txt`` with the reason; they are made too, and must survive.
"""

import argparse
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest

from tests.mutants.running import Run, Verdict
from tests.mutants.sites import Mutant, module_of, mutants_of

PATHS: Final = ("runofshow/show", "runofshow/agenda", "runofshow/journal", "runofshow/session.py", "runofshow/clock.py")
ALSO: Final = ("tests/faults/test_failing_disk.py",)
"""What tests one of these elsewhere than in its mirror."""
EQUIVALENT: Final = Path(__file__).with_name("equivalent.txt")
COLUMNS: Final = ("mutants", "killed", "endless", "crashed", "survived", "equivalent")


def main() -> int:
    """Try the mutants of the files that are named."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__.splitlines()[0])
    parser.add_argument("path", nargs="*", default=PATHS, help="packages or files; all of these by default")
    parser.add_argument("--since", metavar="COMMIT", help="only files that changed since then")
    parser.add_argument(
        "--only", metavar="TEXT", nargs="+", default=[""], help="only mutants whose name holds one of these"
    )
    parser.add_argument("--tests", nargs="+", default=_tests(), help="other tests than those that mirror all of these")
    parser.add_argument("-k", metavar="TESTS", default="", help="only tests that pytest's -k chooses")
    wanted = parser.parse_args()
    equivalent = _equivalent()
    files = [
        file
        for path in wanted.path
        for file in sorted(Path(path).rglob("*.py") if Path(path).is_dir() else [Path(path)])
        if file in _changed(wanted.since, file)
    ]
    all_mutants = [mutant for file in files for mutant in mutants_of(file)]
    mutants = [mutant for mutant in all_mutants if any(text in mutant.key for text in wanted.only)]
    for key in sorted(_stale(equivalent, files, all_mutants)):
        _say(f"no such mutant any more: {key}")
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def tell(mutant: Mutant, verdict: Verdict, test: str) -> None:
        if verdict is Verdict.UNFIT:
            return
        count = counts[_row(mutant.path)]
        count["mutants"] += 1
        if verdict is Verdict.SURVIVED and mutant.key in equivalent:
            count["equivalent"] += 1
            return
        count[verdict.name.lower()] += 1
        if verdict is not Verdict.KILLED or mutant.key in equivalent:
            called = " (said to be equivalent)" if mutant.key in equivalent else ""
            _say(f"{verdict.name.lower()}{called}: {mutant.path}:{mutant.line}: {mutant.key} [{test}]")

    run = Run(mutants, tell, Path("runofshow").resolve())
    with TemporaryDirectory() as folder:
        options = ["-q", "-s", "-p", "no:cacheprovider", "-p", "no:xdist", f"--basetemp={folder}/tests"]
        options += ["-o", "tmp_path_retention_policy=none", "-k", wanted.k]
        if status := pytest.main([*options, *wanted.tests], plugins=[run]):
            return int(status)
    _say(_table(counts))
    return any(count["survived"] for count in counts.values())


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _tests() -> list[str]:
    """Where the tests of all these are: they mirror the package."""
    inside = [Path(path).relative_to("runofshow") for path in PATHS]
    mirrors = ["tests" / (one.with_name(f"test_{one.name}") if one.suffix else one) for one in inside]
    return [str(test) for test in (*mirrors, *map(Path, ALSO)) if test.exists()]


def _changed(commit: str | None, file: Path) -> set[Path]:
    if commit is None:
        return {file}
    told = subprocess.run(["git", "diff", "--name-only", commit], check=True, capture_output=True, text=True).stdout
    return set(map(Path, told.splitlines()))


def _equivalent() -> set[str]:
    """The mutants that change nothing; a line that begins with ``#`` gives the reason of those below it."""
    lines = EQUIVALENT.read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def _stale(equivalent: set[str], files: Sequence[Path], mutants: Sequence[Mutant]) -> set[str]:
    """Return the keys of `equivalent` that fit no mutant: those of these files, and of files that are gone."""
    looked_at = {module_of(file) for file in files}
    modules = {key: key.partition(":")[0] for key in equivalent}
    gone = {
        module for module in modules.values() if not Path("runofshow", *module.split(".")).with_suffix(".py").exists()
    }
    return {key for key in equivalent if modules[key] in looked_at | gone} - {mutant.key for mutant in mutants}


def _row(path: Path) -> str:
    return path.parts[1].removesuffix(".py")


def _table(counts: dict[str, Counter[str]]) -> str:
    total: Counter[str] = Counter()
    lines = [f"{'':10}" + "".join(f"{name:>12}" for name in (*COLUMNS, "score"))]
    for row, count in [*counts.items(), ("all", total)]:
        total.update(count if row != "all" else {})
        found = count["killed"] + count["endless"] + count["crashed"]
        score = f"{100 * found / max(1, count['mutants'] - count['equivalent']):.1f} %"
        lines.append(f"{row:10}" + "".join(f"{count[name]:12}" for name in COLUMNS) + f"{score:>12}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
