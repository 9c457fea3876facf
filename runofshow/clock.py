"""The show clock, which stays right if the system clock is changed. Only this module asks the machine for the time."""

import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple, Protocol, Self

from runofshow.instants import Instant
from runofshow.show.state import Anchor

_LINUX_BOOT_ID: Final = Path("/proc/sys/kernel/random/boot_id")
_MACOS_BOOT_ID: Final = ("/usr/sbin/sysctl", "-n", "kern.bootsessionuuid")


class Machine(Protocol):
    """The clocks of a machine."""

    def wall(self) -> Instant:
        """Return the time of day by the system clock, in UTC. Anybody may set it."""

    def boot(self) -> timedelta:
        """Return how long the machine has been up, its sleep included. Nobody can set it."""

    def boot_id(self) -> str:
        """Return an id of the machine's last start; empty where it gives none."""


class ThisMachine:
    """The machine on which the program runs."""

    def wall(self) -> Instant:
        """Return the system clock's time, in UTC."""
        return Instant(datetime.now(UTC))

    def boot(self) -> timedelta:
        """Return the clock that counts through sleep: ``CLOCK_BOOTTIME`` on Linux, ``CLOCK_MONOTONIC_RAW`` on macOS."""
        if sys.platform == "linux":
            nanoseconds = time.clock_gettime_ns(time.CLOCK_BOOTTIME)
        elif sys.platform == "darwin":
            nanoseconds = time.clock_gettime_ns(time.CLOCK_MONOTONIC_RAW)
        else:
            nanoseconds = time.monotonic_ns()
        return timedelta(microseconds=nanoseconds // 1_000)

    def boot_id(self) -> str:
        """Return the kernel's id of this boot on Linux and macOS; elsewhere nothing."""
        return _boot_id()


class FastMachine(NamedTuple):
    """A machine whose clocks run `speed` times as fast as another's since that one's boot clock read `since`."""

    machine: Machine
    speed: float
    since: timedelta
    began: Instant
    """The time of the fast wall clock then, in UTC."""

    @classmethod
    def starting(cls, machine: Machine, speed: float, at: Instant) -> Self:
        """Return clocks that run fast from this moment on, at which their wall clock shows `at`."""
        return cls(machine, speed, machine.boot(), at)

    def wall(self) -> Instant:
        """Return the fast wall clock's time, in UTC. Nobody can set it."""
        return self.began + self._passed()

    def boot(self) -> timedelta:
        """Return the fast boot clock."""
        return self.since + self._passed()

    def boot_id(self) -> str:
        """Return that of the machine itself."""
        return self.machine.boot_id()

    def _passed(self) -> timedelta:
        return (self.machine.boot() - self.since) * self.speed


class ShowClock(NamedTuple):
    """The wall time at which a show was opened plus what the machine's boot clock has counted since.

    Every process on the machine that has the same anchor reads the same time, and a system clock that is set or steps
    moves nothing.
    """

    anchor: Anchor
    machine: Machine

    def now(self) -> Instant:
        """Return the instant by the show clock, in UTC. It means nothing unless the clock `holds`."""
        return self.anchor.wall + (self.machine.boot() - self.anchor.boot)

    def holds(self) -> bool:
        """Return True if the machine still runs since the boot to which the clock is tied.

        Where a boot has no id, a boot clock that reads less than at the anchor tells of a reboot.
        """
        then, now = self.anchor.boot_id, self.machine.boot_id()
        if then and now and then != now:
            return False
        return self.machine.boot() >= self.anchor.boot

    def moved_by(self) -> timedelta:
        """Return how far the system clock was moved against the show clock since the anchor; ahead is positive."""
        return self.machine.wall() - self.now()


def anchor_now(machine: Machine) -> Anchor:
    """Return an anchor at this moment, by the system clock."""
    return Anchor(wall=machine.wall(), boot=machine.boot(), boot_id=machine.boot_id())


def anchor_after_reboot(machine: Machine, last: Instant) -> Anchor:
    """Return an anchor after a reboot: wall time, but never before `last`, when the last entry was written."""
    return Anchor(wall=max(machine.wall(), last), boot=machine.boot(), boot_id=machine.boot_id())


def show_clock(anchor: Anchor, machine: Machine, last: Instant) -> ShowClock:
    """Return the show clock of an anchor; after a reboot one that is tied to the new boot, as the next entry will say.

    Where a boot has no id, a clock that reads less than `last`, when the last entry was written, tells of a reboot too:
    the machine may have been up for longer by now than it had been at the anchor.
    """
    clock = ShowClock(anchor, machine)
    has_id = anchor.boot_id and machine.boot_id()
    if clock.holds() and (has_id or clock.now() >= last):
        return clock
    return ShowClock(anchor_after_reboot(machine, last), machine)


@cache  # it can't change while a process lives
def _boot_id() -> str:
    try:
        if sys.platform == "linux":
            told = _LINUX_BOOT_ID.read_text(encoding="ascii")
        elif sys.platform == "darwin":
            told = subprocess.run(_MACOS_BOOT_ID, capture_output=True, check=True, text=True, timeout=5).stdout
        else:
            told = ""
    except (OSError, subprocess.SubprocessError):
        return ""
    return told.strip()
