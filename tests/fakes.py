"""A machine whose clocks the tests turn."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from runofshow.instants import Instant, instant


@dataclass
class FakeMachine:
    """Wall clock, boot clock and boot of a laptop that a test holds in its hands."""

    now: datetime = datetime(2016, 7, 20, 16, 55, tzinfo=UTC)
    up: timedelta = timedelta(hours=5)
    boots: int = 1
    tells_boots: bool = field(default=True)

    def wall(self) -> Instant:
        """The system clock."""
        return instant(self.now)

    def boot(self) -> timedelta:
        """The boot clock."""
        return self.up

    def boot_id(self) -> str:
        """Which boot this is."""
        return f"boot-{self.boots}" if self.tells_boots else ""

    def advance(self, span: timedelta) -> None:
        """Time passes; asleep or awake is all one."""
        self.now += span
        self.up += span

    def step_wall(self, span: timedelta) -> None:
        """Somebody sets the system clock."""
        self.now += span

    def reboot(self, away: timedelta = timedelta(minutes=2)) -> None:
        """The laptop is started anew."""
        self.now += away
        self.up = timedelta(seconds=20)
        self.boots += 1
