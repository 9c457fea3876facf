"""How costs grow with the work: `python -m tests.benchmarks growth [--quick] [--only=WORD]`.

A row is a cost, a column a size: blocks, then entries. Costs are CPU seconds of this process or of a command, by the
import of the libraries in the same run; the last column is the exponent between the two largest sizes: 1 is linear, 2
grows with the square. A command's exponent is that of what it takes beyond its smallest size. Sizes that would take too
long, and those that a command refuses, are left out; `--quick` leaves out the largest.
"""

import gc
import math
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import lru_cache, partial
from itertools import count
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple, TypeVar

from runofshow.export.formats import RECORD_FORMATS
from runofshow.instants import Instant
from runofshow.journal.reader import read_journal
from runofshow.serve.sse import parts
from runofshow.show.actions.blocks import BlockStarted
from runofshow.show.actions.record import Noted
from runofshow.show.actions.undo import Undone
from runofshow.show.forecast import forecast
from runofshow.show.replay import apply, replay
from runofshow.show.state import Entry, Event, Show
from runofshow.simulation.assumptions import PRESETS, Assumptions
from runofshow.simulation.distribution import Tally
from runofshow.ui.picture import picture
from tests.benchmarks.grown import (
    agenda_text,
    interventions,
    programme,
    recorded_backwards,
    requests,
    run_blocks,
    written,
)
from tests.benchmarks.live import COLUMNS, ROWS, Screen
from tests.benchmarks.starting import LIBRARIES
from tests.benchmarks.table import folder, quantile
from tests.costs import peak_of

BLOCKS: Final = (14, 100, 1_000, 10_000)
ENTRIES: Final = (100, 1_000, 20_000, 100_000)
BLOCKS_OF: Final = {100: 14, 1_000: 100, 20_000: 1_000, 100_000: 1_000}
"""The blocks of a meeting of so many entries."""

TOO_LONG: Final = 10.0
"""Seconds that one measurement may take."""
BRIEF: Final = 0.2
"""Seconds under which it is taken again, and the median counts."""
REST: Final = 10.0
PRESSES: Final = 40
MEGABYTE: Final = 1 << 20
LEFT_OUT: Final = "–"

DRY_RUN: Final = ("dry-run", "--trials", "200")
COMMANDS: Final = (
    *("status", "status --json", "status --plain", "next", "note x", "undo", "verify", "report", "report --json"),
    *("log", "log --plain", "log --all", "floor list", "floor plan"),
)

Cost = Callable[[], float]
Made = TypeVar("Made")


class _Refused(Exception):
    """A command refused so large a size: an agenda's file holds about 8,000 blocks."""


class Row(NamedTuple):
    """A cost and how it is measured; what is made of a size isn't part of it."""

    name: str
    of: Callable[[int], Cost]
    unit: str = "s"
    command: bool = False
    """True if it holds the start of a program."""


def growth() -> None:
    """Print the table."""
    quick = "--quick" in sys.argv
    only = next((word.removeprefix("--only=") for word in sys.argv if word.startswith("--only=")), "")
    with folder() as place:
        bench = _Bench(place)
        floor = median(bench.child(sys.executable, "-c", LIBRARIES)() for _ in range(5))
        print(f"importing the libraries: {floor:.2f} s of CPU: the floor of every command")  # noqa: T201
        _table("blocks", BLOCKS[:-1] if quick else BLOCKS, _named(only, bench.by_blocks()))
        _table("entries", ENTRIES[:-1] if quick else ENTRIES, _named(only, bench.by_entries()))
        if not quick:
            _table("blocks, on the live screen", BLOCKS[:-1], _named(only, bench.live_by_blocks()))
            _table("entries, on the live screen", ENTRIES[:-1], _named(only, bench.live_by_entries()))


def _named(word: str, rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if word in row.name]


def _table(sizes_of: str, sizes: Sequence[int], rows: Sequence[Row]) -> None:
    print(f"\n{sizes_of:<38}" + "".join(f"{size:>11,}" for size in sizes) + "   exponent")  # noqa: T201
    for row in rows:
        found = _measured(row, sizes)
        cells = "".join(f"{LEFT_OUT if one is None else _shown(one, row.unit):>11}" for one in found)
        print(f"{row.name:<38}{cells}   {_exponent(sizes, found, row)}", flush=True)  # noqa: T201


def _measured(row: Row, sizes: Sequence[int]) -> list[float | None]:
    """Measure each size, as long as the next would not take too long if it grew as the last did, or with the square."""
    found: list[float | None] = []
    for size in sizes:
        known = [(one, cost) for one, cost in zip(sizes, found, strict=False) if cost is not None]
        if len(found) > len(known) or (known and _foreseen(known, size, row) > TOO_LONG):
            found.append(None)
            continue
        cost = row.of(size)
        gc.collect()
        try:
            taken = cost()
        except _Refused:
            found.append(None)
            continue
        if taken < BRIEF and row.unit == "s":
            taken = median([taken, *(cost() for _ in range(4))])
        found.append(taken)
    return found


def _foreseen(known: Sequence[tuple[int, float]], size: int, row: Row) -> float:
    if row.unit != "s" or len(known) == 1:
        return 0.0
    base = known[0][1] * 0.9 if row.command else 0.0
    (before, less), (last, more) = ((one, cost - base) for one, cost in known[-2:])
    power = max(1.0, math.log(max(more, 1e-9) / max(less, 1e-9)) / math.log(last / before))
    return more * float((size / last) ** power)


def _exponent(sizes: Sequence[int], found: Sequence[float | None], row: Row) -> str:
    known = [(size, cost) for size, cost in zip(sizes, found, strict=True) if cost is not None]
    if len(known) < 2 + row.command:
        return ""
    base = known[0][1] if row.command else 0.0
    (before, less), (last, more) = ((size, cost - base) for size, cost in known[-2:])
    if less <= 0 or more <= 0:
        return "0"
    return f"{math.log(more / less) / math.log(last / before):.2f}"


def _shown(cost: float, unit: str) -> str:
    if unit == "s":
        return f"{cost:.2f} s" if cost >= 1 else f"{cost * 1000:.2f} ms"
    return f"{cost:,.1f} {unit}"


def _cpu(work: Callable[[], object]) -> Cost:
    """Measure work in this process."""

    def cost() -> float:
        start = time.process_time()
        work()
        return time.process_time() - start

    return cost


def _on(make: Callable[[int], Made], work: Callable[[Made], object]) -> Callable[[int], Cost]:
    """Measure work on what is made of a size."""

    def of(size: int) -> Cost:
        made = make(size)
        return _cpu(lambda: work(made))

    return of


class _Bench:
    """The rows, and a folder for their files."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._number = count()
        self._journal = lru_cache(maxsize=None)(self._written)

    # In this process.

    def by_blocks(self) -> list[Row]:
        """Costs by the number of blocks."""
        return [
            Row("forecast", _on(_begun, lambda show: forecast(show, _soon(show)))),
            Row("picture and forecast, 120×40", _on(_begun, _frame)),
            Row("views of serve", _on(_begun, _parts)),
            Row("bytes of serve a second, over time", _bytes_a_second, "kB"),
            Row("replay, half of the blocks run", _on(_half_run, replay)),
            Row("start the next block", lambda size: _one_more(_half_run(size), BlockStarted(block=f"s{size // 2}"))),
            Row("undo, half of the blocks run", lambda size: _one_undone(_half_run(size))),
            Row("check", lambda size: self._with_agenda(size, "check"), command=True),
            Row("plan", lambda size: self._with_agenda(size, "plan"), command=True),
            Row("dry-run, 200 meetings", lambda size: self._with_agenda(size, *DRY_RUN), command=True),
            Row("dry-run, 2,000 meetings", lambda size: self._with_agenda(size, "dry-run"), command=True),
            Row("dry-run, 200 meetings, memory", _dry_run_memory, "MB"),
        ]

    def by_entries(self) -> list[Row]:
        """Costs by the number of entries, or of requests."""
        return [
            Row("read and replay", _on(lambda size: self._journal(size, 14), _read)),
            Row("replay, kinds corrected", _on(_corrected, replay)),
            Row("one more, kinds corrected", lambda size: _one_more(_corrected(size), Noted(text="x"))),
            Row("one note in a running process", lambda size: _one_more(interventions(size), Noted(text="x"))),
            Row("forecast after one more", _forecast_after_one_more),
            Row("undo in a running process", lambda size: _one_undone(interventions(size))),
            Row("record backwards, one by one", _on(recorded_backwards, _one_by_one)),
            Row("requests, one by one", _on(requests, _one_by_one)),
            *(Row(command, partial(self._with_journal, command=command), command=True) for command in COMMANDS),
            *(Row(f"export {one.name}", partial(self._export, name=one.name), command=True) for one in RECORD_FORMATS),
        ]

    # Commands.

    def child(self, *words: str, cwd: Path | None = None) -> Cost:
        """Measure the CPU seconds of a program."""

        def cost() -> float:
            where = cwd or self._place
            with subprocess.Popen(
                words, cwd=where, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
            ) as process:
                said = process.stderr.read() if process.stderr is not None else b""
                _, status, usage = os.wait4(process.pid, 0)
                process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode and b"Traceback" in said:
                raise RuntimeError(said.decode())
            if process.returncode:
                raise _Refused
            return usage.ru_utime + usage.ru_stime

        return cost

    def _run(self, where: Path, *words: str) -> Cost:
        return self.child(sys.executable, "-m", "runofshow", *words, cwd=where)

    def _with_agenda(self, blocks: int, *words: str) -> Cost:
        where = self._place / f"agenda-{blocks}"
        where.mkdir(exist_ok=True)
        (where / "agenda.yaml").write_text(agenda_text(blocks), encoding="utf-8")
        return self._run(where, "--agenda", "agenda.yaml", *words)

    def _written(self, entries: int, blocks: int) -> Path:
        return written(interventions(entries, blocks), self._place / f"{entries}-{blocks}" / "journals")

    def _with_journal(self, entries: int, command: str) -> Cost:
        """Measure a command on a journal of its own: what it appends makes the next one no longer."""
        whole = self._journal(entries, BLOCKS_OF[entries])
        where = self._place / f"own-{next(self._number)}"
        (where / "journals").mkdir(parents=True)
        journal = where / "journals" / whole.name
        journal.write_bytes(whole.read_bytes())
        return self._run(where, "--journal", str(journal), *command.split())

    def _export(self, entries: int, name: str) -> Cost:
        path = self._place / f"out-{name}-{entries}"
        return self._with_journal(entries, f"export --format {name} -o {path} --force")

    # The live screen.

    def live_by_blocks(self) -> list[Row]:
        """The live screen by the number of blocks."""
        return self._live(lambda size: run_blocks(size, max(1, size // 2)))

    def live_by_entries(self) -> list[Row]:
        """The live screen by the number of entries."""
        return self._live(lambda size: interventions(size, BLOCKS_OF[size]))

    def _live(self, made: Callable[[int], list[Entry]]) -> list[Row]:
        return [
            Row("live at rest, CPU a minute", lambda size: lambda: self._rest(made(size)), "s/min"),
            Row("key to changed cell, p95", lambda size: lambda: self._keys(made(size)), "ms"),
            Row("undo in live, to changed cell", lambda size: lambda: self._undone(made(size)), "ms"),
        ]

    def _screen(self, entries: list[Entry]) -> Screen:
        where = self._place / f"live-{next(self._number)}"
        journal = written(entries, where / "journals")
        screen = Screen(where, sys.executable, "-m", "runofshow", "--journal", str(journal), "live")
        screen.until(b"RUNNING ORDER")
        screen.read(3)
        return screen

    def _rest(self, entries: list[Entry]) -> float:
        screen = self._screen(entries)
        try:
            screen.read(6)  # until the notices are gone
            before = screen.cpu()
            screen.read(REST)
            return (screen.cpu() - before) * 60 / REST
        finally:
            screen.close()

    def _keys(self, entries: list[Entry]) -> float:
        screen, taken = self._screen(entries), []
        try:
            for press in range(PRESSES):
                screen.read(0.05)
                screen.press("p")
                taken.append(screen.until(b"Paused:" if press % 2 == 0 else b"Resumed:"))
        finally:
            screen.close()
        return quantile(taken, 0.95) * 1000

    def _undone(self, entries: list[Entry]) -> float:
        screen, taken = self._screen(entries), []
        try:
            for _ in range(10):
                screen.press("p")
                screen.until(b"Paused:")
                screen.read(0.1)
                screen.press("u")
                taken.append(screen.until(b"Undone:"))
                screen.read(0.1)
        finally:
            screen.close()
        return median(taken) * 1000


def _half_run(blocks: int) -> list[Entry]:
    return run_blocks(blocks, blocks // 2)


def _corrected(entries: int) -> list[Entry]:
    return interventions(entries, corrected=True)


def _begun(blocks: int) -> Show:
    return replay(run_blocks(blocks, 1))


def _soon(show: Show) -> Instant:
    return Instant(show.last_move + timedelta(seconds=2))


def _frame(show: Show) -> None:
    picture(show, forecast(show, _soon(show)), COLUMNS, ROWS)


def _parts(show: Show) -> dict[str, bytes]:
    return parts(show, forecast(show, _soon(show)))


def _bytes_a_second(blocks: int) -> Cost:
    """Count what changes for a viewer from one second to the next while a speaker runs over."""
    show = _begun(blocks)
    moments = [Instant(show.last_move + timedelta(seconds=one)) for one in (50, 51)]

    def cost() -> float:
        before, after = (parts(show, forecast(show, moment)) for moment in moments)
        return sum(len(event) for name, event in after.items() if before.get(name) != event) / 1000

    return cost


def _dry_run_memory(blocks: int) -> Cost:
    plan, assumptions = programme(blocks), Assumptions(PRESETS["high-level"])
    return lambda: peak_of(lambda: Tally(plan, assumptions, 1, 200).distribution()) / MEGABYTE


def _next_entry(show: Show, event: Event) -> Entry:
    moment = _soon(show)
    return Entry(show.n + 1, moment, moment, "t", event)


def _one_more(entries: list[Entry], event: Event) -> Cost:
    show = replay(entries)
    return _cpu(lambda: apply(show, _next_entry(show, event)))


def _one_undone(entries: list[Entry]) -> Cost:
    """Undo the last entry of a show that was read, and went on with a note."""
    show = replay(entries)
    last = _next_entry(show, Noted(text="x"))
    show = apply(show, last)
    return _cpu(lambda: apply(show, _next_entry(show, Undone(entry=last.n))))


def _one_by_one(entries: list[Entry]) -> None:
    show = replay(entries[:1])
    for entry in entries[1:]:
        show = apply(show, entry)


def _forecast_after_one_more(size: int) -> Cost:
    """Forecast after somebody has taken the floor and given it up."""
    whole = interventions(size)
    show = replay(whole[:-4])
    forecast(show, _soon(show))
    for entry in whole[-4:]:
        show = apply(show, entry)

    return _cpu(lambda: forecast(show, _soon(show)))


def _read(path: Path) -> Show:
    return replay(read_journal(path).entries)
