"""The clock that nobody can push."""

import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runofshow import clock
from runofshow.clock import FastMachine, ShowClock, ThisMachine, anchor_after_reboot, anchor_now, show_clock
from runofshow.instants import instant
from tests.fakes import FakeMachine

HOUR = timedelta(hours=1)
SPANS = st.timedeltas(timedelta(0), timedelta(days=3))
STEPS = st.timedeltas(timedelta(days=-3), timedelta(days=3))


def clock_of(machine: FakeMachine) -> ShowClock:
    """The clock of a show that is opened at this moment."""
    return ShowClock(anchor_now(machine), machine)


def test_at_its_anchor_the_clock_reads_what_the_wall_did() -> None:
    """In UTC."""
    machine = FakeMachine()
    clock = clock_of(machine)

    assert clock.now() == machine.wall()
    assert clock.now().tzinfo is UTC
    assert clock.holds()
    assert clock.moved_by() == timedelta(0)


def test_the_clock_goes_on_while_the_laptop_sleeps() -> None:
    """Somebody closed the lid for forty minutes."""
    machine = FakeMachine()
    clock = clock_of(machine)
    opened = clock.now()

    machine.advance(timedelta(minutes=40))

    assert clock.now() - opened == timedelta(minutes=40)
    assert clock.moved_by() == timedelta(0)


@pytest.mark.parametrize("step", [HOUR, -HOUR, timedelta(minutes=58, seconds=12), timedelta(days=-400)])
def test_a_system_clock_that_steps_moves_nothing(step: timedelta) -> None:
    """Only the difference is told."""
    machine = FakeMachine()
    clock = clock_of(machine)
    machine.advance(timedelta(minutes=10))
    before = clock.now()

    machine.step_wall(step)

    assert clock.now() == before
    assert clock.moved_by() == step
    assert clock.holds()


@given(st.lists(st.tuples(SPANS, STEPS), max_size=10))
def test_only_what_the_boot_clock_counts_moves_the_clock(story: list[tuple[timedelta, timedelta]]) -> None:
    """Whatever is done to the wall clock in between."""
    machine = FakeMachine()
    clock = clock_of(machine)
    opened = clock.now()
    for passes, step in story:
        machine.advance(passes)
        machine.step_wall(step)

    assert clock.now() - opened == sum((passes for passes, _ in story), timedelta(0))
    assert clock.moved_by() == sum((step for _, step in story), timedelta(0))


def test_two_processes_with_one_anchor_read_one_clock() -> None:
    """Also one that starts an hour later, on a laptop whose clock was set in between."""
    machine = FakeMachine()
    first = clock_of(machine)
    machine.advance(HOUR)
    machine.step_wall(-HOUR)

    second = ShowClock(first.anchor, machine)

    assert second.now() == first.now()


def test_a_wall_time_in_another_zone_is_the_same_instant() -> None:
    """An anchor may have been written anywhere."""
    east = datetime(2016, 7, 20, 22, 40, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    machine = FakeMachine(now=east)

    assert clock_of(machine).now() == east
    assert clock_of(machine).now().tzinfo is UTC


@pytest.mark.parametrize("tells_boots", [True, False], ids=["boot with an id", "boot without an id"])
def test_after_a_reboot_the_clock_does_not_hold(tells_boots: bool) -> None:
    """Where a boot has no id, its clock, which began anew, tells."""
    machine = FakeMachine(tells_boots=tells_boots)
    clock = clock_of(machine)

    machine.reboot()

    assert not clock.holds()


def test_another_boot_is_told_by_its_id_however_long_it_has_been_up() -> None:
    """The laptop was started anew the evening before, and runs longer by now than it had then."""
    machine = FakeMachine()
    clock = clock_of(machine)

    machine.reboot()
    machine.advance(timedelta(hours=20))

    assert not clock.holds()


def test_a_boot_without_an_id_is_taken_for_the_same_when_its_clock_has_gone_on() -> None:
    """There is nothing else to go by."""
    machine = FakeMachine(tells_boots=False)
    clock = clock_of(machine)

    machine.advance(HOUR)

    assert clock.holds()


def test_an_anchor_without_a_boot_id_is_judged_by_the_boot_clock() -> None:
    """The id may have been out of reach for a while."""
    machine = FakeMachine(tells_boots=False)
    clock = clock_of(machine)

    machine.tells_boots = True
    assert clock.holds()
    machine.reboot()
    assert not clock.holds()


def test_after_a_reboot_the_clock_is_tied_to_the_wall() -> None:
    """Two minutes have passed, as everybody in the room knows."""
    machine = FakeMachine()
    last = clock_of(machine).now()
    machine.reboot(away=timedelta(minutes=2))

    clock = ShowClock(anchor_after_reboot(machine, last), machine)

    assert clock.holds()
    assert clock.now() == last + timedelta(minutes=2)
    machine.advance(HOUR)
    assert clock.now() == last + timedelta(minutes=2) + HOUR


def test_after_a_reboot_into_the_past_the_clock_goes_on_from_the_last_entry() -> None:
    """An empty battery may take the laptop back to 1970; the show doesn't follow."""
    machine = FakeMachine()
    last = clock_of(machine).now()
    machine.reboot(away=-timedelta(days=16_000))

    clock = ShowClock(anchor_after_reboot(machine, last), machine)

    assert clock.now() == last


def test_this_machine_tells_the_time_of_day_and_a_boot_that_goes_on() -> None:
    """Its boot clock never goes back, and its boot has one name."""
    machine = ThisMachine()
    first, second = machine.boot(), machine.boot()

    assert machine.wall().tzinfo is UTC
    assert timedelta(0) < first <= second
    assert machine.boot_id() == ThisMachine().boot_id()
    clock = ShowClock(anchor_now(machine), machine)
    assert clock.holds()
    pushed = [abs(ShowClock(anchor_now(machine), machine).moved_by()) for _ in range(100)]
    assert min(pushed) < timedelta(seconds=1)  # a busy machine may interrupt any of them, but not all


def test_a_fast_machine_counts_so_many_times_as_fast() -> None:
    """Both clocks, from the moment on at which it was made; a laptop whose clock is set moves neither."""
    machine = FakeMachine()
    fast = FastMachine.starting(machine, 60, instant(datetime(2016, 7, 20, 17, tzinfo=UTC)))
    anchor = anchor_now(fast)
    machine.advance(timedelta(seconds=2.5))
    machine.step_wall(timedelta(hours=3))

    assert fast.wall() == datetime(2016, 7, 20, 17, 2, 30, tzinfo=UTC)
    assert fast.boot() == timedelta(hours=5, minutes=2, seconds=30)
    assert ShowClock(anchor, fast).now() == fast.wall()
    assert ShowClock(anchor, fast).moved_by() == timedelta(0)
    assert fast.boot_id() == machine.boot_id()


@pytest.mark.parametrize(
    ("platform", "up"),
    [
        pytest.param("linux", timedelta(seconds=7, microseconds=1), id="Linux: CLOCK_BOOTTIME"),
        pytest.param("darwin", timedelta(seconds=8, microseconds=2), id="macOS: CLOCK_MONOTONIC_RAW"),
        pytest.param("win32", timedelta(seconds=9, microseconds=3), id="elsewhere: the monotonic clock"),
    ],
)
def test_each_system_is_asked_for_the_clock_that_counts_through_sleep(
    monkeypatch: pytest.MonkeyPatch, platform: str, up: timedelta
) -> None:
    """Whole microseconds of it: what is less is cut off."""
    told = {"boot time": 7_000_001_999, "monotonic raw": 8_000_002_999}
    clocks = SimpleNamespace(
        CLOCK_BOOTTIME="boot time",
        CLOCK_MONOTONIC_RAW="monotonic raw",
        clock_gettime_ns=told.__getitem__,
        monotonic_ns=lambda: 9_000_003_999,
    )
    monkeypatch.setattr("runofshow.clock.sys", SimpleNamespace(platform=platform))
    monkeypatch.setattr("runofshow.clock.time", clocks)

    assert ThisMachine().boot() == up


@pytest.fixture
def asked_anew() -> Iterator[None]:
    """The boot's id is asked for once in a process: forget it before and after."""
    clock._boot_id.cache_clear()
    yield
    clock._boot_id.cache_clear()


@pytest.mark.usefixtures("asked_anew")
@pytest.mark.parametrize(
    ("platform", "script", "boot_id"),
    [
        pytest.param("linux", "", "from the kernel's file", id="Linux: a file"),
        pytest.param("darwin", "echo '  from sysctl '", "from sysctl", id="macOS: a command"),
        pytest.param("darwin", "echo half an id; exit 1", "", id="macOS: a command that fails"),
        pytest.param("win32", "echo something", "", id="elsewhere: none"),
    ],
)
def test_each_system_is_asked_for_its_boot(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, platform: str, script: str, boot_id: str
) -> None:
    """Without blanks around it; a command has five seconds."""

    def run(
        command: tuple[str, ...], *, capture_output: bool, check: bool, text: bool, timeout: float
    ) -> "subprocess.CompletedProcess[Any]":
        assert timeout == 5
        return subprocess.run(command, capture_output=capture_output, check=check, text=text, timeout=60)

    (kernel := tmp_path / "boot_id").write_text("from the kernel's file\n")
    monkeypatch.setattr("runofshow.clock.sys", SimpleNamespace(platform=platform))
    monkeypatch.setattr(
        "runofshow.clock.subprocess", SimpleNamespace(run=run, SubprocessError=subprocess.SubprocessError)
    )
    monkeypatch.setattr("runofshow.clock._LINUX_BOOT_ID", kernel)
    monkeypatch.setattr("runofshow.clock._MACOS_BOOT_ID", ("/bin/sh", "-c", script))

    assert ThisMachine().boot_id() == boot_id


@pytest.mark.usefixtures("asked_anew")
def test_a_boot_whose_id_cannot_be_read_has_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As in a sandbox without /proc."""
    monkeypatch.setattr("runofshow.clock.sys", SimpleNamespace(platform="linux"))
    monkeypatch.setattr("runofshow.clock._LINUX_BOOT_ID", tmp_path / "nothing here")

    assert ThisMachine().boot_id() == ""


@pytest.mark.parametrize(
    ("then", "now", "same"),
    [
        pytest.param(True, True, True, id="one boot by its id: another process was ahead, and the clock stays"),
        pytest.param(True, False, False, id="no id any more: a reboot"),
        pytest.param(False, True, False, id="an id only now: a reboot"),
        pytest.param(False, False, False, id="no ids: a reboot"),
    ],
)
def test_a_clock_that_reads_less_than_the_last_entry_tells_of_a_reboot_unless_ids_say_otherwise(
    then: bool, now: bool, same: bool
) -> None:
    """Opened at 17:00 after five hours up; a minute later an entry is dated 17:02."""
    machine = FakeMachine(datetime(2016, 7, 20, 17, tzinfo=UTC), tells_boots=then)
    anchor = anchor_now(machine)
    machine.advance(timedelta(minutes=1))
    machine.tells_boots = now

    tied = show_clock(anchor, machine, instant(datetime(2016, 7, 20, 17, 2, tzinfo=UTC)))

    assert (tied.anchor == anchor) is same
    assert tied.now() == datetime(2016, 7, 20, 17, 1 if same else 2, tzinfo=UTC)


def test_a_clock_that_reads_what_the_last_entry_says_is_the_same_also_without_an_id() -> None:
    """As right after the opening."""
    machine = FakeMachine(tells_boots=False)
    anchor = anchor_now(machine)

    assert show_clock(anchor, machine, anchor.wall).anchor is anchor
