"""Commands that are killed at each of their system calls, by strace: what was acknowledged stands, once."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from runofshow.journal.reading import read_journal
from runofshow.show.entries import Noted
from tests.faults.tally import Tally, folder

STRACE: Final = shutil.which("strace")

TOUCHES: Final = frozenset({"write", "fsync", "ftruncate", "flock", "fcntl", "mkdir", "fchmod", "unlink", "rename"})
"""Calls that change something, or wait for somebody; of the others those that name a journal."""

TORN: Final = b'{"n":2,"at":"2016-07'

_ACKNOWLEDGED: Final = re.compile(r' write\(2(<[^>]*>)?, "(opened: |\d\d:\d\d:\d\d )')
"""A command says what it did: that a show was opened, or when something happened."""

_CALL: Final = re.compile(r"^\d+ +(?P<name>\w+)\((?P<rest>.*)")


def run(place: Path, *words: str, under: tuple[str, ...] = ()) -> int:
    """Type a command; what it exited with."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONHASHSEED": "0"}
    command = [*under, sys.executable, "-m", "runofshow", *words]
    return subprocess.run(command, cwd=place, env=environment, capture_output=True, check=False, timeout=120).returncode


def calls(place: Path, *words: str) -> list[tuple[str, int]]:
    """Each call from the first that touches a journal to the acknowledgement, as its name and how many came before."""
    trace = place / "trace"
    run(place, *words, under=(str(STRACE), "-f", "-o", str(trace)))
    seen: Counter[str] = Counter()
    found = []
    touched = False
    for line in trace.read_text(encoding="utf-8", errors="replace").splitlines():
        if (call := _CALL.match(line)) is None:
            continue
        name, rest = call["name"], call["rest"]
        seen[name] += 1
        journal = "journals" in rest and "site-packages" not in rest and ".py" not in rest
        touched = touched or journal
        if touched and (journal or name in TOUCHES):
            found.append((name, seen[name]))
        if touched and _ACKNOWLEDGED.search(line):
            return found
    return found


def notes(journal: Path) -> list[str]:
    """The notes that stand in a journal."""
    return [entry.fact.text for entry in read_journal(journal).entries if isinstance(entry.fact, Noted)]


def journals(place: Path) -> list[Path]:
    """The journals that there are."""
    return sorted((place / "journals").glob("*.jsonl")) if (place / "journals").exists() else []


def killed_at(call: tuple[str, int]) -> tuple[str, ...]:
    """The words that let a command be killed as it makes a call."""
    name, count = call
    return (str(STRACE), "-f", "-o", os.devnull, "-e", f"inject={name}:signal=SIGKILL:when={count}")


def commands_killed(most: int) -> Iterator[Tally]:
    """`start`, `note`, and `note` behind a torn line, killed at each call, or at so many of them."""
    for what, torn in (("note", b""), ("note behind a torn line", TORN)):
        yield _notes_killed(f"{what}, killed at each system call", torn, most)
    yield _starts_killed(most)


def _chosen(found: list[tuple[str, int]], most: int) -> list[tuple[str, int]]:
    step = max(1, len(found) // most)
    return found[::step]


def _notes_killed(what: str, torn: bytes, most: int) -> Tally:
    tally = Tally(what)
    if STRACE is None:
        tally.said = "skipped: strace is missing"
        return tally
    with folder() as place:
        run(place, "start")
        (journal,) = journals(place)
        before = journal.read_bytes()
        journal.write_bytes(before + torn)
        for call in _chosen(calls(place, "note", "traced"), most):
            journal.write_bytes(before + torn)
            acknowledged = run(place, "note", "once", under=killed_at(call)) == 0
            tally.tried += 1
            found = notes(journal)
            tally.expect(found in ([], ["once"]), f"{call}: {found}")
            tally.expect(found == ["once"] or not acknowledged, f"{call}: an acknowledged note is lost")
            tally.expect(run(place, "note", "afterwards") == 0, f"{call}: nothing can be noted any more")
            contents = read_journal(journal)
            tally.expect(notes(journal) == [*found, "afterwards"], f"{call}: then {notes(journal)}")
            tally.expect(not contents.findings, f"{call}: {contents.findings}")
            numbers = [entry.n for entry in contents.entries]
            tally.expect(numbers == list(range(1, len(numbers) + 1)), f"{call}: numbers {numbers}")
    return tally


def _starts_killed(most: int) -> Tally:
    tally = Tally("start, killed at each system call")
    if STRACE is None:
        tally.said = "skipped: strace is missing"
        return tally
    with folder() as place:
        for call in _chosen(calls(place, "start", "--new"), most):
            for journal in journals(place):
                journal.unlink()
            acknowledged = run(place, "start", "--new", under=killed_at(call)) == 0
            tally.tried += 1
            opened = [journal for journal in journals(place) if journal.stat().st_size]
            tally.expect(opened or not acknowledged, f"{call}: an acknowledged show is lost")
            for journal in opened:
                whole = journal.read_bytes().endswith(b"\n")
                tally.expect(not whole or not read_journal(journal).findings, f"{call}: {journal.name} is damaged")
            tally.expect(run(place, "start", "--new") == 0, f"{call}: no show can be opened any more")
            tally.expect(run(place, "note", "afterwards") == 0, f"{call}: nothing can be noted any more")
    return tally


def written_in_order() -> Tally:
    """A line is written, then synced, and only then acknowledged; a new journal's folder is synced too."""
    tally = Tally("write, fsync, acknowledge, in this order")
    if STRACE is None:
        tally.said = "skipped: strace is missing"
        return tally
    with folder() as place:
        for words, folders in ((("start",), 1), (("note", "x"), 0), (("next",), 0)):
            trace = place / "order"
            run(place, *words, under=(str(STRACE), "-f", "-y", "-o", str(trace)))
            steps = [_step(line) for line in trace.read_text(encoding="utf-8", errors="replace").splitlines()]
            said = [step for step in steps if step]
            tally.tried += 1
            until = said[: said.index("acknowledge") + 1] if "acknowledge" in said else []
            wanted = ["write", "fsync", *(["fsync folder"] * folders), "acknowledge"]
            tally.expect(until[-len(wanted) :] == wanted, f"{words}: {until}")
    return tally


def _step(line: str) -> str:
    if ".jsonl>" in line and (found := re.search(r" (write|fsync)\(", line)):
        return found[1]
    if re.search(r" fsync\(\d+<[^>]*journals>\)", line):
        return "fsync folder"
    return "acknowledge" if _ACKNOWLEDGED.search(line) else ""
