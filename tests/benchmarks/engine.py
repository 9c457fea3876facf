"""The journal, the fold and the forecast."""

import json
import os
from collections.abc import Iterator

from runofshow.journal.entry_line import encode
from runofshow.journal.reader import read_journal
from runofshow.journal.writer import create
from runofshow.session import Session
from runofshow.show.actions.blocks import Next
from runofshow.show.actions.floor import FloorEnded, FloorGiven
from runofshow.show.actions.record import Note
from runofshow.show.forecast import forecast
from runofshow.show.particulars import Particulars
from runofshow.show.replay import apply, decide, replay
from runofshow.show.state import Entry
from tests.benchmarks.table import folder, median_of, told
from tests.builders import agenda, at, floor, minutes, opened, speech

ENTRIES = 20_000


def long_journal() -> Iterator[Entry]:
    """A meeting of ten thousand interventions."""
    first = opened(agenda(floor("F", "rest"), end="15:00"))
    yield first
    begun = Entry(2, at("14:00"), at("14:00"), "t", decide(replay([first]), Next(), at("14:00")))
    yield begun
    for n in range(3, ENTRIES + 1):
        fact = (
            FloorGiven(number=n // 2, limit=minutes(2), particulars=Particulars(who="Mexico", category="state"))
            if n % 2
            else FloorEnded()
        )
        yield Entry(n, at("14:00"), at("14:00"), "t", fact)


def replay_of_a_long_journal() -> None:
    """Reading, checking and folding 20,000 lines, against parsing them as JSON."""
    with folder() as place:
        entries = iter(long_journal())
        journal = create(place / "long.jsonl", next(entries))
        journal.more()
        content = journal.path.read_bytes()
        seal = json.loads(content)["seal"]
        lines = [content]
        for entry in entries:
            line, seal = encode(entry, seal)
            lines.append(line)
        journal.path.write_bytes(b"".join(lines))
        whole = median_of(lambda: replay(read_journal(journal.path).entries), 3)
        bare = median_of(lambda: [json.loads(line) for line in lines], 3)
        told(f"read and replay {ENTRIES:,} entries", whole, "json.loads on the lines", bare)


def forecasts() -> None:
    """One forecast, by the number of blocks."""
    times: dict[int, float] = {}
    for count in (14, 100, 1_000):
        blocks = [speech(f"S{number}", "1m") for number in range(count - 1)]
        plan = agenda(*blocks, floor("F", "rest"), start="00:00", end="2016-07-21 11:00")
        show = replay([opened(plan)])
        show = apply(show, Entry(2, at("14:00"), at("14:00"), "t", decide(show, Next(), at("14:00"))))
        times[count] = median_of(lambda show=show: forecast(show, at("14:01")), 20)  # type: ignore[misc]
    told("forecast of 100 blocks", times[100], "of 14 blocks", times[14])
    told("forecast of 1,000 blocks", times[1_000], "of 100 blocks", times[100])


def one_entry() -> None:
    """Lock, read, decide, write and sync, against a bare write and sync."""
    with folder() as place:
        session = Session.open(place, agenda(speech("A", "10m")), "live", by="t")
        whole = median_of(lambda: session.do(Note("a note of some words"), "t"), 100)
        descriptor = os.open(place / "bare", os.O_CREAT | os.O_WRONLY | os.O_APPEND)

        def bare() -> None:
            os.write(descriptor, b"x" * 200)
            os.fsync(descriptor)

        told("one entry, from action to disk", whole, "a bare write and fsync", median_of(bare, 100))
        os.close(descriptor)
