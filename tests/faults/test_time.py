"""Sleep, a clock that is set or drifts, a reboot, summer time, midnight, odd zones: whatever happens to the time."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from runofshow.agenda.model import Agenda
from runofshow.session import Session
from runofshow.show.entries import Particulars
from runofshow.show.forecast import forecast
from runofshow.show.intents import EndBlock, GiveFloor, Intent, Next, Pause, Resume
from runofshow.show.record import wall_time
from runofshow.show.state import Phase
from tests.builders import agenda, floor, minutes, speech
from tests.fakes import FakeMachine

SECOND = timedelta(seconds=1)
START = datetime(2016, 7, 20, 14, 0, tzinfo=UTC)


def slept(machine: FakeMachine) -> None:
    """The lid was shut for four minutes."""
    machine.advance(minutes(4))


def set_forward(machine: FakeMachine) -> None:
    """Four minutes, in which somebody set the clock an hour ahead."""
    machine.advance(minutes(1))
    machine.step_wall(timedelta(hours=1))
    machine.advance(minutes(3))


def set_back(machine: FakeMachine) -> None:
    """Four minutes, in which a time server set the clock an hour back."""
    machine.advance(minutes(1))
    machine.step_wall(-timedelta(hours=1))
    machine.advance(minutes(3))


def drifted(machine: FakeMachine) -> None:
    """Four minutes, in which the wall clock lost two seconds a minute."""
    for _ in range(4):
        machine.advance(minutes(1))
        machine.step_wall(-2 * SECOND)


def rebooted(machine: FakeMachine) -> None:
    """Three minutes, then a reboot that took another one, over which the wall clock ran on."""
    machine.advance(minutes(3))
    machine.reboot(away=minutes(1))


MISHAPS: dict[str, Callable[[FakeMachine], None]] = {
    "slept": slept,
    "set an hour ahead": set_forward,
    "set an hour back": set_back,
    "drifted": drifted,
    "rebooted": rebooted,
}


@dataclass(frozen=True)
class Moment:
    """Where a show is when it happens, and what its figures are four minutes later, reckoned by hand."""

    before: tuple[tuple[float, Intent], ...]
    """Intents, each with the minutes since the start at which somebody has it."""
    phase: Phase
    block: timedelta | None
    """What the running block has left, if one runs."""
    holder: timedelta | None
    """What whoever has the floor has left."""
    offset: timedelta


# A (10 min), a minute of handover, then floor F (20, least 10), then C (8): hard stop 14:51. It is 14:02 when the
# mishap begins, or 14:12 in the handover and the floor, and four minutes later when it is over.
PLAN = agenda(speech("A", "10m"), floor("F", "20m", min="10m"), speech("C", "8m"), end="14:51")
MOMENTS: dict[str, tuple[float, Moment]] = {
    "speech": (2, Moment(((0, Next()),), Phase.RUNNING, minutes(4), None, timedelta(0))),
    "pause": (2, Moment(((0, Next()), (1, Pause())), Phase.PAUSED, minutes(9), None, minutes(5))),
    # A ended on time and the chair talks on: F should have begun at 14:11, and begins now, at 14:16.
    "handover": (12, Moment(((0, Next()), (10, EndBlock())), Phase.HANDOVER, None, None, minutes(5))),
    # F began at 14:11, so it is 5 in at 14:16; Mexico took the floor at 14:12 and has used 4 of 2 minutes.
    "floor": (
        12,
        Moment(
            ((0, Next()), (10, EndBlock()), (11, Next()), (12, GiveFloor(Particulars(who="Mexico")))),
            Phase.RUNNING,
            minutes(15),
            -minutes(2),
            timedelta(0),
        ),
    ),
}


def show_at(place: Path, plan: Agenda, machine: FakeMachine, moment: Moment, until: float) -> Session:
    """The show brought to a moment by somebody who presses the keys in time."""
    session = Session.open(place, plan, "live", by="t", machine=machine)
    for at, intent in moment.before:
        machine.advance(plan.start + minutes(at) - session.now())
        session.do(intent, "t")
    machine.advance(plan.start + minutes(until) - session.now())
    return session


@pytest.mark.parametrize("mishap", MISHAPS)
@pytest.mark.parametrize("name", MOMENTS)
def test_four_minutes_are_four_minutes(tmp_path: Path, name: str, mishap: str) -> None:
    """For whoever keeps the screen open, and for whoever starts another: to the second, whatever the clocks did."""
    until, moment = MOMENTS[name]
    machine = FakeMachine(now=START)
    session = show_at(tmp_path, PLAN, machine, moment, until)

    MISHAPS[mishap](machine)

    started_anew = Session.join(session.journal.path, machine=machine)
    for seen in (started_anew,) if mishap == "rebooted" else (session, started_anew):  # no screen outlives a reboot
        now = forecast(seen.show, seen.now())
        assert now.phase is moment.phase
        assert abs(now.now - (START + minutes(until + 4))) <= SECOND
        assert_about(None if now.countdown is None else now.countdown.remaining, moment.block)
        assert_about(None if now.holder is None else now.holder.remaining, moment.holder)
        assert_about(now.offset, moment.offset)


@pytest.mark.parametrize("mishap", MISHAPS)
def test_the_next_step_is_entered_at_its_time(tmp_path: Path, mishap: str) -> None:
    """And after a reboot the journal says that the clock was tied anew."""
    machine = FakeMachine(now=START)
    session = show_at(tmp_path, PLAN, machine, MOMENTS["pause"][1], 2)
    MISHAPS[mishap](machine)

    entry = session.do(Resume(), "t")

    assert abs(entry.at - (START + minutes(6))) <= SECOND
    kinds = [one.fact.kind for one in session.show.history]
    assert ("clock_anchored" in kinds) == (mishap == "rebooted")


def assert_about(found: timedelta | None, expected: timedelta | None) -> None:
    """The same to the second, or both nothing."""
    assert (found is None) == (expected is None)
    if found is not None and expected is not None:
        assert abs(found - expected) <= SECOND, (found, expected)


@dataclass(frozen=True)
class Night:
    """A show over a change of the clocks, and what they show so long after its start."""

    day: str
    start: str
    end: str
    zone: str
    after: float
    """Minutes."""
    shows: str
    length: float
    """Minutes from start to end."""


NIGHTS = [
    pytest.param(Night("2026-03-08", "01:00", "04:00", "America/New_York", 90, "03:30", 120), id="summer time begins"),
    pytest.param(Night("2026-11-01", "00:30", "03:00", "America/New_York", 120, "01:30", 210), id="summer time ends"),
    pytest.param(Night("2026-04-05", "01:00", "04:00", "Australia/Lord_Howe", 90, "02:00", 210), id="by half an hour"),
    pytest.param(Night("2016-07-20", "23:00", "2016-07-21 01:00", "UTC", 90, "00:30", 120), id="midnight"),
    pytest.param(Night("2024-02-28", "23:30", "2024-02-29 01:00", "UTC", 60, "00:30", 90), id="leap day"),
    pytest.param(Night("2026-12-31", "23:00", "2027-01-01 01:00", "Asia/Kathmandu", 90, "00:30", 120), id="new year"),
    pytest.param(Night("2026-09-27", "01:45", "05:00", "Pacific/Chatham", 90, "04:15", 135), id="chatham"),
]


@pytest.mark.parametrize("night", NIGHTS)
@pytest.mark.parametrize("home", ["UTC", "Asia/Tokyo"])
def test_a_change_of_the_clocks_changes_what_they_show_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, night: Night, home: str
) -> None:
    """Not even on a laptop whose own zone is another one."""
    monkeypatch.setenv("TZ", home)
    block = speech("A", f"{night.length:g}m")
    plan = agenda(block, date=night.day, start=night.start, end=night.end, timezone=night.zone)
    machine = FakeMachine(now=plan.start)
    session = Session.open(tmp_path, plan, "live", by="t", machine=machine)
    session.do(Next(), "t")

    machine.advance(minutes(night.after))

    now = forecast(session.show, session.now())
    assert now.countdown is not None
    assert now.countdown.remaining == minutes(night.length - night.after)
    assert now.offset == timedelta(0)
    assert now.finish == now.hard_stop == plan.end
    assert f"{wall_time(session.show, now.now):%H:%M}" == night.shows
    assert wall_time(session.show, now.now).tzinfo == ZoneInfo(night.zone)


FAKETIME = shutil.which("faketime")


@pytest.mark.skipif(FAKETIME is None, reason="needs faketime")
@pytest.mark.parametrize("stepped", ["+1h", "-1h", "+400d"])
def test_the_real_clock_is_pushed_by_nobody(tmp_path: Path, stepped: str) -> None:
    """The real program on the real clock, with the system's time set between two commands."""
    typed(tmp_path, "start")
    before = told(tmp_path, "status", "--json")
    pushed = told(tmp_path, "status", "--json", under=(str(FAKETIME), "-f", stepped))

    passed = datetime.fromisoformat(pushed["now"]) - datetime.fromisoformat(before["now"])
    assert timedelta(0) <= passed <= minutes(1)
    assert "laptop clock moved" in typed(tmp_path, "clock", under=(str(FAKETIME), "-f", stepped)).stderr


def typed(place: Path, *words: str, under: tuple[str, ...] = ()) -> "subprocess.CompletedProcess[str]":
    """Type a command."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    command = [*under, sys.executable, "-m", "runofshow", *words]
    return subprocess.run(command, cwd=place, env=environment, capture_output=True, check=False, text=True, timeout=60)


def told(place: Path, *words: str, under: tuple[str, ...] = ()) -> dict[str, str]:
    """What a command tells a program."""
    out = typed(place, *words, under=under).stdout
    found: dict[str, str] = json.loads(out)
    return found
