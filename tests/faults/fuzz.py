"""Whatever is typed or stands in a file: a sentence, never a traceback, never a hang, and no flood of memory."""

import multiprocessing
import random
import resource
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Final, Never
from zoneinfo import ZoneInfo

from runofshow.agenda.clocktime import parse_moment
from runofshow.agenda.duration import parse_duration, parse_signed_duration
from runofshow.agenda.reading import parse_agenda
from runofshow.errors import RunOfShowError
from runofshow.journal.reading import read_journal
from runofshow.show.fold import replay
from tests.faults.damaged import two_hours
from tests.faults.tally import Tally, folder

PATIENCE: Final = 20
"""Seconds after which an example hangs."""
MOST_MEMORY: Final = 600
"""MB that a process may take over all its examples."""

LUNCH: Final = (Path(__file__).parents[2] / "agenda.yaml").read_text(encoding="utf-8")
ZONE: Final = ZoneInfo("America/New_York")
DAY: Final = date(2016, 7, 20)

CLOCKS: Final = (
    "13:00",
    "13:00:30",
    "1 pm",
    "1:15 p.m.",
    "13h15",
    "noon",
    "2016-07-20T13:02:11-04:00",
    "13.15",
    "24:00",
)
LENGTHS: Final = ("7m", "90s", "1h30m", "7:00", "1:07:00", "PT7M", "1.5h", "0s", "24h", "-1m", "+2m")
PIECES: Final = (
    *("\x00", "\ufeff", "\u202e", "\ud800", "\x1b[31m", "\t", "\r\n", "\n", "\\u0000"),
    *("&a ", "*a", "!!python/object:os.system ", "<<: ", "---\n", "...\n", "? ", ": ", "- ", "#", "|\n", ">-\n"),
    *("'", '"', "{", "}", "[", "]", "{a: " * 60, "[" * 200),
    *("9" * 40, "1e999", ".inf", "NO", "0x1F", "١٢", "𝟏𝟐", "é" * 50, "null", "true", "-0"),
    *('"n":', '"seal":"', '"kind":"undone"', "2016-02-30", "25:61", "+99:99", "Z", "PT", "P1Y"),
)


class Hang(BaseException):
    """An example took too long."""


def fuzzed(examples: int, processes: int = 2) -> Tally:
    """So many examples, spread over all readers."""
    tally = Tally("hostile agendas, journals, durations, clock times")
    shares = [(examples // processes, seed) for seed in range(processes)]
    start = time.perf_counter()
    with multiprocessing.get_context("forkserver").Pool(processes) as pool:
        for tried, faults, memory in pool.starmap(_fuzz, shares):
            tally.tried += tried
            tally.faults += faults
            tally.expect(memory <= MOST_MEMORY, f"{memory} MB of memory")
            tally.said = f"{tally.tried / (time.perf_counter() - start):,.0f} a second, {memory} MB"
    return tally


def _fuzz(examples: int, seed: int) -> tuple[int, list[str], int]:
    luck = random.Random(seed)
    faults: list[str] = []
    signal.signal(signal.SIGALRM, _hang)
    with folder() as place:
        readers = _readers(place / "j.jsonl")
        for _ in range(examples):
            name, base, read = luck.choices(readers, [weight for *_, weight in _WEIGHTED])[0]
            example = _mutated(luck.choice(base), luck)
            signal.alarm(PATIENCE)
            try:
                with suppress(ValueError, RunOfShowError):
                    read(example)
            except Hang:
                faults.append(f"{name} hangs: {example[:200]!r}")
            except BaseException as error:  # noqa: BLE001 -- that is what is looked for
                faults.append(f"{name}: {type(error).__name__}: {error}: {example[:200]!r}")
            finally:
                signal.alarm(0)
    return examples, faults, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


_WEIGHTED: Final = (("agenda", 2), ("journal", 2), ("length", 8), ("signed length", 4), ("clock", 8))

Reader = tuple[str, tuple[str, ...], Callable[[str], object]]


def _readers(path: Path) -> list[Reader]:
    journal = b"".join(two_hours()).decode("ascii")
    short = "".join(line.decode("ascii") for line in two_hours()[:4])

    def read(text: str) -> object:
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        return replay(read_journal(path).entries)

    small = "\n".join(LUNCH.splitlines()[20:60])
    return [
        ("agenda", (LUNCH, small), lambda text: parse_agenda(text, "agenda.yaml")),
        ("journal", (journal, short), read),
        ("length", LENGTHS, parse_duration),
        ("signed length", LENGTHS, parse_signed_duration),
        ("clock", CLOCKS, lambda text: parse_moment(text, zone=ZONE, day=DAY)),
    ]


def _mutated(text: str, luck: random.Random) -> str:
    """The text with some pieces cut out, doubled, swapped, or put in."""
    for _ in range(luck.randint(1, 4)):
        start = luck.randint(0, len(text))
        end = min(len(text), start + luck.randint(0, 12))
        match luck.randrange(5):
            case 0:
                text = text[:start] + text[end:]
            case 1:
                text = text[:start] + luck.choice(PIECES) + text[start:]
            case 2:
                text = text[:start] + chr(luck.randrange(sys.maxunicode)) + text[end:]
            case 3:
                text = text[:end] + text[start:end] * luck.randint(1, 30) + text[end:]
            case _:
                text = text[:start] + text[start:end][::-1] + text[end:]
    return text


def _hang(_signal: int, _frame: FrameType | None) -> Never:
    raise Hang
