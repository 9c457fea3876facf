"""A show of two hours on the real screen, at sixty times the speed: prints the memory at each half hour, in MB."""

import asyncio
import sys
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Final

from runofshow.agenda.loader import default_agenda
from runofshow.errors import Refused
from runofshow.session import Session
from runofshow.show.actions.blocks import Next
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.particulars import Particulars
from runofshow.show.state import Action
from runofshow.ui.apps.live import LiveApp
from tests.fakes import FakeMachine

SPEED: Final = 60
HALF_AN_HOUR: Final = 1_800
SECOND: Final = timedelta(seconds=1)


class Sped(LiveApp):
    """The live screen with a clock that the benchmark turns, a second of show at each tick."""

    def __init__(self, session: Session, machine: FakeMachine) -> None:
        super().__init__(session, "benchmark")
        self.machine = machine
        self.sizes: list[float] = []
        self.seconds = 0

    def _tick(self) -> None:
        if self.seconds % HALF_AN_HOUR == 0:
            self.sizes.append(resident())
        if self.seconds == 4 * HALF_AN_HOUR:
            self.exit(0)
            return
        self.machine.advance(SECOND)
        self.seconds += 1
        if (action := step(self.seconds)) is not None:
            with suppress(Refused):  # nobody holds the floor any more, or nothing follows
                self.session.do(action, "benchmark")
        self.draw()
        self.set_timer(1 / SPEED, self._tick)


def step(second: int) -> Action | None:
    """What happens in a second: a block each nine minutes, an intervention each two."""
    if second % 540 == 10:
        return Next()
    if second % 120 == 40 and second > 10:
        return GiveFloor(Particulars(who=f"Delegation {second}", category="state", gist="said something"))
    return EndFloor() if second % 120 == 110 else None


def resident() -> float:
    """Memory of this process, in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


async def main(place: Path) -> None:
    """Run it without a terminal."""
    agenda = default_agenda()
    machine = FakeMachine(now=agenda.start - SECOND)
    app = Sped(Session.open(place, agenda, "live", by="benchmark", machine=machine), machine)
    await app.run_async(headless=True, size=(120, 40))
    if app.failure is not None:
        raise app.failure
    print(*app.sizes)  # noqa: T201


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
