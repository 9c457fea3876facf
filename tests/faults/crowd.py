"""Sixteen processes that write a thousand entries each, and readers that follow."""

from collections import Counter
from collections.abc import Iterator
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Final

from runofshow.journal.reader import JournalReader, read_journal
from runofshow.session import Session
from tests.faults.figures import Figure, Size, Stopwatch
from tests.faults.program import notes_in
from tests.faults.writers import forkserver, note_often_in_session
from tests.journal.samples import PLAN

WRITERS: Final = 16
READERS: Final = 3


def figures(size: Size, folder: Path) -> Iterator[Figure]:
    """Every entry stands there once, in its writer's order; every reader saw a prefix at all times."""
    figure = Figure.of(f"{WRITERS} writers and {READERS} readers at once", "lost", "doubled", "damaged", "no prefix")
    notes = size.of(3, 20, 100, 1_000)
    path = Session.open(folder, PLAN, "live", by="opener").journal.path
    context = forkserver()
    over, watch = context.Event(), Stopwatch()
    readers = [context.Process(target=follow, args=(path, over, folder / f"reader-{n}")) for n in range(READERS)]
    writers = [context.Process(target=note_often_in_session, args=(path, f"w{n}", notes)) for n in range(WRITERS)]
    for process in (*readers, *writers):
        process.start()
    for writer in writers:
        writer.join()
    figure.tried = WRITERS * notes
    figure.told.append(watch.rate(figure.tried))
    over.set()
    for reader in readers:
        reader.join()
    _look(path, notes, figure)
    looks = 0
    for number, reader in enumerate(readers):
        told = (folder / f"reader-{number}").read_text() if reader.exitcode == 0 else "no end"
        looks += int(told) if told.isdigit() else 0
        if not told.isdigit():
            figure.found("no prefix", f"reader {number}: {told}")
    figure.told.append(f"{looks:,} looks by readers")
    for number, writer in enumerate(writers):
        if writer.exitcode != 0:
            figure.found("lost", f"writer {number} ended with {writer.exitcode}")
    yield figure


def follow(path: Path, over: Event, told: Path) -> None:
    """Read on until the writers are done; tell how often there was a look, or what was wrong."""
    reader, last, looks, finished = JournalReader(path), 0, 0, False
    while not finished:
        finished = over.wait(0.002)
        looks += 1
        for entry in reader.more():
            if entry.n != last + 1:
                told.write_text(f"entry {entry.n} after {last}")
                return
            last = entry.n
        if reader.damage:
            told.write_text(str(reader.damage[0]))
            return
    if last != len(read_journal(path).entries):
        told.write_text(f"saw {last} entries")
        return
    told.write_text(str(looks))


def _look(path: Path, notes: int, figure: Figure) -> None:
    contents = read_journal(path)
    stands = notes_in(contents.entries)
    if contents.findings or [entry.n for entry in contents.entries] != list(range(1, len(contents.entries) + 1)):
        figure.found("damaged", str(contents.findings))
    for text, times in Counter(stands).items():
        if times > 1:
            figure.found("doubled", text)
    for writer in range(WRITERS):
        own = [text for text in stands if text.startswith(f"w{writer}-")]
        if own != [f"w{writer}-{number}" for number in range(notes)]:
            figure.found("lost", f"w{writer}: {len(set(own))} of {notes}")
