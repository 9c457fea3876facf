"""Kill -9 at random, under eight writers, with a ledger outside the package of what was acknowledged."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Final

from runofshow.journal.reader import read_journal
from runofshow.session import Session
from runofshow.show.actions.record import Note
from tests.faults.figures import Figure, Size, Stopwatch
from tests.faults.program import notes_in
from tests.faults.writers import forkserver, note_in_session_until_killed
from tests.journal.samples import PLAN

WRITERS: Final = 8
ROUNDS_A_JOURNAL: Final = 12
LONGEST_WAIT: Final = 600.0
"""Seconds without anything acknowledged after which eight writers count as stuck, on however busy a machine."""


def figures(size: Size, folder: Path) -> Iterator[Figure]:
    """Whether an acknowledged entry is lost or doubled, or the journal doesn't go on."""
    figure = Figure.of("kill -9 at random, 8 writers", "lost", "doubled", "undecided", "damaged", "stuck")
    watch, told, chance = Stopwatch(), 0, random.Random(2016)
    rounds = size.of(1, 6, 60, 1_300)
    for first in range(0, rounds, ROUNDS_A_JOURNAL):
        here = folder / str(first)
        session = Session.open(here, PLAN, "live", by="opener")
        path, ledger = session.journal.path, here / "ledger"
        for number in range(first, min(first + ROUNDS_A_JOURNAL, rounds)):
            figure.tried += _killed(path, ledger, f"r{number}", chance, figure)
            _look(path, ledger, figure)
        told += len(_acknowledged(ledger))
    figure.told += [f"{told:,} acknowledged", f"{watch.rate(figure.tried)}"]
    yield figure


def _killed(path: Path, ledger: Path, name: str, chance: random.Random, figure: Figure) -> int:
    """Let eight write for a while, and kill them one after the other; how many were killed."""
    context = forkserver()
    before = _length(ledger)
    writers: list[BaseProcess] = [
        context.Process(target=note_in_session_until_killed, args=(path, ledger, f"{name}w{number}"))
        for number in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    wanted = chance.randrange(1, 4 * WRITERS)
    if not _grows_to(ledger, before + wanted * len(f"{name}w0-1\n"), writers):
        figure.found("stuck", f"{name}: {[writer.exitcode for writer in writers]}")
    chance.shuffle(writers)
    for writer in writers:
        time.sleep(chance.choice([0, 0, chance.uniform(0, 0.004)]))  # chance alone: nothing depends on how long it is
        writer.kill()
    for writer in writers:
        writer.join()
    return sum(writer.exitcode == -9 for writer in writers)


def _grows_to(ledger: Path, length: int, writers: list[BaseProcess]) -> bool:
    """Wait until the ledger is so long; False if a writer ended, or nothing was added for too long."""
    watch, seen = Stopwatch(), 0
    while (now := _length(ledger)) < length:
        if now > seen:
            watch, seen = Stopwatch(), now
        if watch.seconds > LONGEST_WAIT or any(writer.exitcode is not None for writer in writers):
            return False
        time.sleep(0.0005)
    return True


def _look(path: Path, ledger: Path, figure: Figure) -> None:
    """Compare the journal with the ledger, and have it go on."""
    contents = read_journal(path)
    told, stands = _acknowledged(ledger), Counter(notes_in(contents.entries))
    for text in told:
        if stands[text] == 0:
            figure.found("lost", text)
    for text, times in stands.items():
        if times > 1:
            figure.found("doubled", text)
    if len(stands) - len(told) > figure.tried:
        figure.found("undecided", f"{len(stands)} stand, {len(told)} were acknowledged")
    if contents.damage or [entry.n for entry in contents.entries] != list(range(1, len(contents.entries) + 1)):
        figure.found("damaged", f"{path}: {contents.damage}")
    entry = Session.join(path).do(Note(f"after-{len(contents.entries)}"), "afterwards")
    with ledger.open("a") as file:
        file.write(f"after-{len(contents.entries)}\n")
    if (after := read_journal(path)).findings or after.entries[-1] != entry:
        figure.found("stuck", f"{path} doesn't go on: {after.findings}")


def _length(ledger: Path) -> int:
    return ledger.stat().st_size if ledger.exists() else 0


def _acknowledged(ledger: Path) -> list[str]:
    return ledger.read_text().split() if ledger.exists() else []
