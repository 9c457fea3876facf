"""Sixteen writers at once, with readers who follow."""

import multiprocessing
from pathlib import Path
from typing import Final

from runofshow.journal.reading import read_journal
from runofshow.journal.writing import Journal
from tests.faults.tally import Tally, folder
from tests.faults.writers import note_often
from tests.journal.samples import EIGHT, written

WRITERS: Final = 16
READERS: Final = 2


def follow(path: Path, until: int, result: "multiprocessing.Queue[str]") -> None:
    """Read on until so many entries are there: each once, in their order."""
    journal = Journal.open(path)
    seen: list[int] = []
    while len(seen) < until:
        seen += [entry.n for entry in journal.more()]
        if seen != list(range(1, len(seen) + 1)):
            break
    in_order = seen == list(range(1, until + 1))
    result.put("" if in_order and not journal.damage else f"a reader saw {seen[-3:]}, damage {journal.damage}")


def crowd(each: int) -> Tally:
    """Sixteen times so many entries, none lost, none doubled, and every reader sees them grow."""
    tally = Tally(f"entries by 16 processes at once, {READERS} readers following", tried=WRITERS * each)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.writers"])
    with folder() as place:
        path = written(place / "j.jsonl", EIGHT[:1]).path
        told: multiprocessing.Queue[str] = context.Queue()
        until = 1 + WRITERS * each
        readers = [context.Process(target=follow, args=(path, until, told)) for _ in range(READERS)]
        writers = [context.Process(target=note_often, args=(path, f"w{number}", each)) for number in range(WRITERS)]
        for process in (*readers, *writers):
            process.start()
        for fault in [told.get() for _ in readers]:
            tally.expect(not fault, fault)
        for process in (*readers, *writers):
            process.join()
            tally.expect(process.exitcode == 0, f"a process ended with {process.exitcode}")
        contents = read_journal(path)
        numbers = [entry.n for entry in contents.entries]
        tally.expect(numbers == list(range(1, until + 1)), f"{len(numbers)} entries of {until}")
        tally.expect(not contents.findings, f"findings: {contents.findings[:2]}")
    return tally
