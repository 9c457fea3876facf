"""The real clock: the wall is set by an hour between two commands, in a process that lies about it."""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from runofshow.clock import ThisMachine
from tests.faults.figures import Figure, Size
from tests.faults.program import count_ending, environment, typed, typed_within

FAKETIME: Final = ("faketime", "-f")
STEPS: Final = ("+1h", "-1h", "+58m", "-400d", "+30d")
ZONES: Final = (
    "Asia/Kathmandu", "Pacific/Chatham", "America/New_York", "Australia/Lord_Howe", "UTC", "Nonsense/Zone", "",
)  # fmt: skip
"""What a laptop may believe of where it is; the meeting is in New York."""

WITHIN: Final = 1.0
"""Seconds by which the show clock may be wrong."""


def stepped(size: Size, folder: Path) -> Iterator[Figure]:
    """The wall is set between two commands: the speaker's clock goes on, and the screen says what was moved."""
    figure = Figure.of("the laptop's clock set between two commands", "moved", "untold", "traceback", "wrong exit")
    largest = 0.0
    for step in STEPS[: size.of(1, 5, 5)]:
        here = folder / step
        here.mkdir()
        typed(here, "start")
        typed(here, "next")
        before, since = _elapsed(here), ThisMachine().boot()
        # the library must leave the clock that counts through sleep alone, as setting a laptop's clock does
        env = environment(FAKETIME_DONT_FAKE_MONOTONIC="1", DONT_FAKE_MONOTONIC="1")
        ended = typed(here, "status", "--json", before=(*FAKETIME, step), env=env)
        waited = (ThisMachine().boot() - since).total_seconds()
        count_ending(figure, ended, step, 0)
        figure.tried += 1
        error = abs(_seconds(ended.out) - before - waited)
        largest = max(largest, error)
        if error > WITHIN:
            figure.found("moved", f"{step}: {_seconds(ended.out)} s after {before} s and {waited:.2f} s")
        if "moved" not in typed(here, "clock", before=(*FAKETIME, step), env=env).err:
            figure.found("untold", step)
    figure.told.append(f"largest error {largest:.2f} s")
    yield figure


def booted(_size: Size, folder: Path) -> Iterator[Figure]:
    """The boot clock in another time namespace: one that went back is a reboot, and the show clock goes by the wall."""
    figure = Figure.of("a boot clock that began anew", "moved", "traceback", "wrong exit")
    typed(folder, "start")
    typed(folder, "next")
    before, since = _elapsed(folder), ThisMachine().boot()
    behind = ("unshare", "-T", "--boottime", str(-int(since.total_seconds()) + 30))
    ended = typed(folder, "status", "--json", before=behind)
    waited = (ThisMachine().boot() - since).total_seconds()
    count_ending(figure, ended, "status in another boot", 0)
    figure.tried += 1
    told = typed(folder, "next", before=behind)
    count_ending(figure, told, "next in another boot", 0)
    figure.tried += 1
    error = abs(_seconds(ended.out) - before - waited) if ended.out else 999
    if error > 5:
        figure.found("moved", f"{_seconds(ended.out)} s after {before} s and {waited:.2f} s")
    figure.told.append(f"error {error:.2f} s; entries: {_kinds(folder)}")
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
    seen = set()
    for zone in ZONES[: size.of(2, 7, 7)]:
        here = folder / (zone.replace("/", "-") or "none")
        here.mkdir()
        env = environment(TZ=zone)
        for words in (("start", "--at", "2016-07-20T12:55:00-04:00"), ("next", "--at", "13:02")):
            count_ending(figure, typed(here, *words, env=env), f"{zone} {words}", 0)
        ended = typed(here, "status", "--json", "--at", "13:07", env=env)
        count_ending(figure, ended, zone, 0)
        figure.tried += 1
        seen.add(ended.out)
        _count_night(figure, here / "night", zone)
    if len(seen) != 1:
        figure.found("differs", str(len(seen)))
    yield figure


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


def _elapsed(folder: Path) -> float:
    return _seconds(typed(folder, "status", "--json").out)


def _seconds(status: str) -> float:
    found: dict[str, Any] = json.loads(status)
    return float(found["block"]["elapsed"])


def _kinds(folder: Path) -> str:
    lines = next((folder / "journals").glob("*.jsonl")).read_text(encoding="ascii").splitlines()
    return ", ".join(str(json.loads(line)["kind"]) for line in lines)
