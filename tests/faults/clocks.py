"""The real clock: the wall is set by an hour between two commands, in a process that lies about it."""

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from math import inf, isnan, nan
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from runofshow.clock import ThisMachine
from tests.faults.figures import Figure, Size
from tests.faults.program import Ended, begun, count_ending, environment, typed, typed_within

FAKETIME: Final = ("faketime", "-f")
STEPS: Final = ("+1h", "-1h", "+58m", "-400d", "+30d")
ZONES: Final = (
    "Asia/Kathmandu", "Pacific/Chatham", "America/New_York", "Australia/Lord_Howe", "UTC", "Nonsense/Zone", "",
)  # fmt: skip
"""What a laptop may believe of where it is; the meeting is in New York."""

WITHIN: Final = 1.0
"""Seconds by which the show clock may be wrong."""


@dataclass(frozen=True)
class Reading:
    """How long a block has run, as `status` says between two instants of the boot clock."""

    earliest: timedelta
    latest: timedelta
    ended: Ended

    @classmethod
    def taken(cls, folder: Path, typing: Callable[..., Ended] = typed_within) -> "Reading":
        """Ask for the status, and note the boot clock before and after."""
        earliest = ThisMachine().boot()
        ended = typing(folder, "status", "--json")
        return cls(earliest, ThisMachine().boot(), ended)

    @property
    def elapsed(self) -> float:
        """The seconds that the block has run; not a number if the command failed."""
        return float(json.loads(self.ended.out)["block"]["elapsed"]) if self.ended.out else nan

    def error_after(self, first: "Reading") -> float:
        """By how many seconds the block ran on more or less than can have passed, however slow the commands were."""
        passed = self.elapsed - first.elapsed
        least = (self.earliest - first.latest).total_seconds()
        most = (self.latest - first.earliest).total_seconds()
        return inf if isnan(passed) else max(0.0, passed - most, least - passed)


def stepped(size: Size, folder: Path) -> Iterator[Figure]:
    """The wall is set between two commands: the speaker's clock goes on, and the screen says what was moved."""
    figure = Figure.of("the laptop's clock set between two commands", "moved", "untold", "traceback", "wrong exit")
    largest = 0.0
    for step in STEPS[: size.of(1, 5, 5, 5)]:
        here = folder / step
        begun(here, "next")
        # the library must leave the clock that counts through sleep alone, as setting a laptop's clock does
        env = environment(FAKETIME_DONT_FAKE_MONOTONIC="1", DONT_FAKE_MONOTONIC="1")
        stepped_by = partial(typed, before=(*FAKETIME, step), env=env)
        first, second = Reading.taken(here), Reading.taken(here, stepped_by)
        count_ending(figure, second.ended, step, 0)
        figure.tried += 1
        error = second.error_after(first)
        largest = max(largest, error)
        if error > WITHIN:
            figure.found("moved", f"{step}: {error} s beyond what passed, from {first.elapsed} to {second.elapsed} s")
        if "moved" not in stepped_by(here, "clock").err:
            figure.found("untold", step)
    figure.told.append(f"largest error {largest:.2f} s")
    yield figure


def booted(_size: Size, folder: Path) -> Iterator[Figure]:
    """The boot clock in another time namespace: one that went back is a reboot, and the show clock goes by the wall."""
    figure = Figure.of("a boot clock that began anew", "moved", "traceback", "wrong exit")
    begun(folder, "next")
    offset = 1 - int(ThisMachine().boot().total_seconds())
    booted_anew = partial(typed, before=("unshare", "-T", "--boottime", str(offset)))
    first, second = Reading.taken(folder), Reading.taken(folder, booted_anew)
    count_ending(figure, second.ended, "status in another boot", 0)
    figure.tried += 1
    told = booted_anew(folder, "next")
    count_ending(figure, told, "next in another boot", 0)
    figure.tried += 1
    error = second.error_after(first)
    if error > WITHIN:
        figure.found("moved", f"{error} s beyond what passed, from {first.elapsed} to {second.elapsed} s")
    journal = next((folder / "journals").glob("*.jsonl")).read_text(encoding="ascii")
    kinds = ", ".join(str(json.loads(line)["kind"]) for line in journal.splitlines())
    figure.told.append(f"error {error:.2f} s; entries: {kinds}")
    yield figure


NIGHT: Final = {
    "title": "A night", "date": "2025-11-02", "timezone": "America/New_York", "start": "01:30", "end": "02:30",
    "segments": [{"title": "S", "blocks": [{"speaker": "A", "duration": "40m"}, {"floor": "F", "duration": "rest"}]}],
}  # fmt: skip
"""Two hours, for at 02:00 clocks go back to 01:00."""

TYPED_AT_NIGHT: Final = (
    ("start", "--at", "01:25"), ("next", "--at", "01:30"), ("pause", "--at", "01:50"), ("resume", "--at", "01:00"),
    ("status", "--json", "--at", "01:10 -05:00"),
)  # fmt: skip
SEEN_AT_NIGHT: Final = {
    "now": "2025-11-02T01:10:00-05:00", "offset": 600, "projected_finish": "2025-11-02T02:30:00-05:00",
    "hard_stop": "2025-11-02T02:30:00-05:00", "overrun": 0,
}  # fmt: skip
"""A was held for ten minutes, and has spoken for thirty."""


def zones(size: Size, folder: Path) -> Iterator[Figure]:
    """A laptop in any other zone than the event's: the same digits, also in a night in which clocks change."""
    figure = Figure.of("a laptop in another zone", "differs", "traceback", "wrong exit")
    seen = {_shown(folder / "this laptop", typed_within, figure)}
    for zone in ZONES[: size.of(1, 4, 7, 7)]:
        here = folder / (zone.replace("/", "-") or "none")
        seen.add(_shown(here, partial(typed, env=environment(TZ=zone)), figure))
        figure.tried += 1
        _count_night(figure, here / "night", zone)
    if len(seen) != 1:
        figure.found("differs", str(len(seen)))
    yield figure


def _shown(folder: Path, typing: Callable[..., Ended], figure: Figure) -> str:
    """The status of a show of three commands, each typed by `typing`."""
    folder.mkdir()
    for words in (("start", "--at", "2016-07-20T12:55:00-04:00"), ("next", "--at", "13:02")):
        count_ending(figure, typing(folder, *words), f"{folder.name} {words}", 0)
    ended = typing(folder, "status", "--json", "--at", "13:07")
    count_ending(figure, ended, folder.name, 0)
    return ended.out


def _count_night(figure: Figure, folder: Path, zone: str) -> None:
    """Count what a night in New York shows on a laptop in that zone, in this process."""
    folder.mkdir()
    (folder / "agenda.yaml").write_text(json.dumps(NIGHT), encoding="utf-8")
    with _in_zone(zone):
        said = [typed_within(folder, *words) for words in TYPED_AT_NIGHT]
    for words, ended in zip(TYPED_AT_NIGHT, said, strict=True):
        count_ending(figure, ended, f"{zone} {words}", 0)
    figure.tried += 1
    found: dict[str, Any] = json.loads(said[-1].out or "{}")
    if {name: found.get(name) for name in SEEN_AT_NIGHT} != SEEN_AT_NIGHT:
        figure.found("differs", f"at night, {zone}: {said[-1].out[:400]}")


@contextmanager
def _in_zone(zone: str) -> Iterator[None]:
    """The process believes to be in that zone."""
    try:
        with patch.dict(os.environ, TZ=zone):
            time.tzset()
            yield
    finally:
        time.tzset()
