"""What can happen to a laptop's time, at every odd hour of the world, in every phase of a show.

All expectations are worked out by hand: the table gives the minutes that pass and the clock time that must be read.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Final

from runofshow.agenda.model import Agenda
from runofshow.instants import Instant, instant
from runofshow.screen.words import clock_time
from runofshow.session import Session
from runofshow.show.entries import Particulars
from runofshow.show.forecast import forecast
from runofshow.show.intents import EndBlock, EndFloor, GiveFloor, Intent, Next, Pause, Resume
from tests.builders import agenda, floor, minutes, speech
from tests.fakes import FakeMachine
from tests.faults.figures import Figure, Size

WITHIN: Final = timedelta(seconds=1)


@dataclass(frozen=True)
class Hour:
    """Two minutes before something odd happens to the clocks of a place, and what they show after it."""

    name: str
    zone: str
    instant: str
    after_5: str
    """What the clock of the room shows five minutes later."""
    after_40: str
    """And forty minutes later."""


HOURS: Final = (
    Hour("an ordinary afternoon", "America/New_York", "2016-07-20T16:58:00Z", "13:03", "13:38"),
    Hour("an hour is skipped at 02:00", "America/New_York", "2016-03-13T06:58:00Z", "03:03", "03:38"),
    Hour("an hour comes twice at 02:00", "America/New_York", "2016-11-06T05:58:00Z", "01:03", "01:38"),
    Hour("half an hour is skipped at 02:00", "Australia/Lord_Howe", "2016-10-01T15:28:00Z", "02:33", "03:08"),
    Hour("half an hour comes twice at 02:00", "Australia/Lord_Howe", "2016-04-02T14:58:00Z", "01:33", "02:08"),
    Hour("an hour is skipped at 02:45", "Pacific/Chatham", "2016-09-24T13:58:00Z", "03:48", "04:23"),
    Hour("midnight, 5:45 ahead", "Asia/Kathmandu", "2016-07-20T18:13:00Z", "00:03", "00:38"),
    Hour("a leap day begins", "UTC", "2016-02-28T23:58:00Z", "00:03", "00:38"),
    Hour("a year ends", "UTC", "2016-12-31T23:58:00Z", "00:03", "00:38"),
)


@dataclass(frozen=True)
class Event:
    """Something that happens to a laptop, how long it takes by the clock of the room, and what must be said of it."""

    name: str
    happens: Callable[[FakeMachine], None]
    lasts: int
    """In minutes: 5 or 40."""
    pushed: timedelta = timedelta(0)
    """What is said that the laptop's clock was moved by."""
    anew: bool = False
    """Whether it is said that the laptop was started anew."""


def _drifts(machine: FakeMachine) -> None:
    for _ in range(60):
        machine.advance(timedelta(seconds=5))
        machine.step_wall(timedelta(milliseconds=50))


def _steps(span: timedelta) -> Callable[[FakeMachine], None]:
    def happens(machine: FakeMachine) -> None:
        machine.advance(minutes(2))
        machine.step_wall(span)
        machine.advance(minutes(3))

    return happens


def _boots(machine: FakeMachine) -> None:
    machine.advance(minutes(1))
    machine.reboot(away=minutes(3))
    machine.advance(minutes(1))


HOUR: Final = timedelta(hours=1)
EVENTS: Final = (
    Event("nothing", lambda machine: machine.advance(minutes(5)), 5),
    Event("it sleeps", lambda machine: machine.advance(minutes(40)), 40),
    Event("its clock is set forward", _steps(HOUR), 5, pushed=HOUR),
    Event("its clock is set back", _steps(-HOUR), 5, pushed=-HOUR),
    Event("its clock drifts", _drifts, 5, pushed=timedelta(seconds=3)),
    Event("it is started anew", _boots, 5, anew=True),
)


@dataclass(frozen=True)
class Moment:
    """A phase of a show: what led there, at one and at two minutes into it, and what goes on afterwards."""

    name: str
    first: Intent | None
    second: Intent | None
    then: Intent
    block: Callable[[timedelta], timedelta | None]
    """How long the block has run at the end, by how long the event lasted."""
    holder: Callable[[timedelta], timedelta | None] = lambda _: None
    """Likewise whoever holds the floor."""


ONE: Final = minutes(1)
MOMENTS: Final = (
    Moment("before", None, None, Next(), lambda _: None),
    Moment("running", Next(to="a"), None, EndBlock(), lambda lasts: ONE + lasts),
    Moment("paused", Next(to="a"), Pause(), Resume(), lambda _: ONE),
    Moment("handover", Next(to="a"), EndBlock(), Next(), lambda _: None),
    Moment(
        "floor", Next(to="f"), GiveFloor(Particulars(who="Mexico")), EndFloor(),
        lambda lasts: ONE + lasts, lambda lasts: lasts,
    ),
)  # fmt: skip


def figures(size: Size, folder: Path) -> Iterator[Figure]:
    """Every event at every hour in every phase, with laptops that tell their boots and such that don't."""
    figure = Figure.of("time: events × hours × phases", "wrong time", "unsaid")
    every = list(product(HOURS, EVENTS, MOMENTS, (True, False)))
    for number, (hour, event, moment, tells_boots) in enumerate(size.some(every, 60, 540, 540)):
        figure.tried += 1
        for wrong, what in _wrongs(folder / str(number), hour, event, moment, tells_boots=tells_boots):
            figure.found(wrong, f"{hour.name}, {event.name}, {moment.name}: {what}")
    figure.told.append(f"{len(HOURS)} × {len(EVENTS)} × {len(MOMENTS)} × 2 kinds of laptop")
    yield figure


def _plan(hour: Hour, begins: datetime) -> Agenda:
    return agenda(
        speech("A", "10m"), floor("F", "20m"), speech("B", "5m"),
        timezone=hour.zone, date=hour.instant[:10], start=begins.isoformat(), end=(begins + HOUR * 3).isoformat(),
    )  # fmt: skip


def _wrongs(folder: Path, hour: Hour, event: Event, moment: Moment, *, tells_boots: bool) -> Iterator[tuple[str, str]]:
    odd = instant(datetime.fromisoformat(hour.instant))
    machine = FakeMachine(odd - ONE, tells_boots=tells_boots)
    session = Session.open(folder, _plan(hour, odd), "live", by="m", machine=machine)
    if moment.first is not None:
        session.do(moment.first, "m")
    machine.advance(ONE)
    if moment.second is not None:
        session.do(moment.second, "m")
    event.happens(machine)
    lasts, other = minutes(event.lasts), Session.join(session.journal.path, machine)
    running = other if event.anew else session  # a process doesn't outlive a reboot
    due = odd + lasts
    yield from _wrong_times(running, other, hour, event, due)
    seen = forecast(running.show, running.now())
    for what, countdown, expected in (
        ("block", seen.countdown, moment.block(lasts)), ("holder", seen.holder, moment.holder(lasts)),
    ):  # fmt: skip
        elapsed = None if countdown is None else countdown.elapsed
        if (elapsed is None) != (expected is None) or (elapsed and expected and abs(elapsed - expected) > WITHIN):
            yield "wrong time", f"the {what} has run {elapsed}, not {expected}"
    entry = running.do(moment.then, "m")
    if abs(entry.at - due) > WITHIN:
        yield "wrong time", f"it goes on at {entry.at}, not {due}"
    if event.anew and not running.anchored_anew:
        yield "unsaid", "that it was started anew"
    if not event.anew and abs(running.clock.pushed() - event.pushed) > WITHIN:
        yield "unsaid", f"its clock was moved by {running.clock.pushed()}, not {event.pushed}"


def _wrong_times(running: Session, other: Session, hour: Hour, event: Event, due: Instant) -> Iterator[tuple[str, str]]:
    if abs(running.now() - due) > WITHIN:
        yield "wrong time", f"it is {running.now()}, not {due}"
    if other.now() != running.now():
        yield "wrong time", f"another process has {other.now()}, not {running.now()}"
    shown = clock_time(running.show, running.now())
    if not shown.startswith(hour.after_5 if event.lasts == 5 else hour.after_40):
        yield "wrong time", f"the clock shows {shown}"
