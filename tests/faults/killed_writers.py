"""Writers killed at random while they write at once, with a ledger of what each was told that it counts."""

import multiprocessing
import random
import time
from pathlib import Path
from typing import Final

from runofshow.journal.reading import read_journal
from runofshow.show.entries import Noted
from tests.faults.tally import Tally, folder
from tests.faults.writers import note_until_killed
from tests.journal.samples import EIGHT, written

WRITERS: Final = 8
KILLS_A_JOURNAL: Final = 200
"""Then another is begun: each writer that starts reads all of it."""


def writers_killed(kills: int, seed: int = 1) -> Tally:
    """So many kills, spread over as many journals as that needs."""
    tally = Tally("writers killed at random, 8 at once")
    luck = random.Random(seed)
    acknowledged = 0
    while tally.tried < kills:
        with folder() as place:
            acknowledged += _one_journal(place, min(KILLS_A_JOURNAL, kills - tally.tried), luck, tally)
    tally.said = f"{acknowledged:,} acknowledged"
    return tally


def _one_journal(place: Path, kills: int, luck: random.Random, tally: Tally) -> int:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.writers"])
    path = written(place / "j.jsonl", EIGHT[:1]).path
    ledgers: list[Path] = []

    def begun() -> multiprocessing.process.BaseProcess:
        ledger = place / f"ledger-{len(ledgers)}"
        ledgers.append(ledger)
        writer = context.Process(target=note_until_killed, args=(path, ledger, ledger.name))
        writer.start()
        return writer

    writers = [begun() for _ in range(WRITERS)]
    for _ in range(kills):
        time.sleep(luck.uniform(0.002, 0.02))
        place_of_victim = luck.randrange(WRITERS)
        writers[place_of_victim].kill()
        writers[place_of_victim].join()
        tally.tried += 1
        writers[place_of_victim] = begun()
    for writer in writers:
        writer.kill()
        writer.join()
    return _checked(path, ledgers, tally)


def _checked(path: Path, ledgers: list[Path], tally: Tally) -> int:
    contents = read_journal(path)
    texts = [entry.fact.text for entry in contents.entries if isinstance(entry.fact, Noted)]
    told = [text for ledger in ledgers if ledger.exists() for text in ledger.read_text(encoding="utf-8").split()]
    standing = set(texts)
    tally.expect(not contents.damage, f"damage: {contents.damage}")
    tally.expect(len(texts) == len(standing), f"{len(texts) - len(standing)} entries doubled")
    lost = [text for text in told if text not in standing]
    tally.expect(not lost, f"{len(lost)} acknowledged entries lost: {lost[:3]}")
    numbers = [entry.n for entry in contents.entries]
    tally.expect(numbers == list(range(1, len(numbers) + 1)), "numbers have gaps")
    return len(told)
