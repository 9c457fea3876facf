"""What can happen to a laptop's time, at every odd hour of the world, in every phase of a show.

All expectations are worked out by hand: the table gives the minutes that pass and the clock time that must be read.
Each case is tried twice: through a session, and through the command line, on the same machine.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from runofshow.agenda.model import Agenda
from runofshow.clock import ThisMachine
from runofshow.instants import Instant, instant
from runofshow.session import Session
from runofshow.show.actions.blocks import EndBlock, Next, Pause, Resume
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.forecast import forecast
from runofshow.show.names import clock_time
from runofshow.show.particulars import Particulars
from runofshow.show.state import Action
from tests.builders import agenda, floor, minutes, speech
from tests.fakes import FakeMachine
from tests.faults.figures import Figure, Size
from tests.faults.program import Ended, typed_within

WITHIN: Final = timedelta(seconds=1)


@dataclass(frozen=True)
class Hour:
    """Two minutes before something odd happens to the clocks of a place, and what they show after it."""

    name: str
    zone: str
    instant: str
    after_5: str
    """What the clock of the room shows five minutes later; then forty minutes later."""
    after_40: str

    def clock_after(self, event: "Event") -> str:
        return self.after_5 if event.lasts == 5 else self.after_40


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
    first: Action | None
    second: Action | None
    then: Action
    typed: tuple[str, str, str]
    """The three of them as commands; empty for none."""
    finish: Callable[[timedelta], timedelta]
    """How long after the planned start the show ends, by how long the event lasted."""
    block: Callable[[timedelta], timedelta | None]
    """Likewise how long the block has run at the end."""
    holder: Callable[[timedelta], timedelta | None] = lambda _: None
    """Likewise whoever holds the floor."""


ONE: Final = minutes(1)
MOMENTS: Final = (
    Moment("before", None, None, Next(), ("", "", "next"), lambda lasts: lasts + minutes(37), lambda _: None),
    Moment(
        "running", Next(to="a"), None, EndBlock(), ("begin a", "", "end"),
        lambda lasts: max(minutes(9), lasts) + minutes(27), lambda lasts: ONE + lasts,
    ),
    Moment(
        "paused", Next(to="a"), Pause(), Resume(), ("begin a", "pause", "resume"),
        lambda lasts: lasts + minutes(36), lambda _: ONE,
    ),
    Moment(
        "handover", Next(to="a"), EndBlock(), Next(), ("begin a", "end", "next"),
        lambda lasts: lasts + minutes(26), lambda _: None,
    ),
    Moment(
        "floor", Next(to="f"), GiveFloor(Particulars(who="Mexico")), EndFloor(),
        ("begin f", "floor give Mexico", "floor end"),
        lambda lasts: max(minutes(19), lasts) + minutes(17), lambda lasts: ONE + lasts, lambda lasts: lasts,
    ),
)  # fmt: skip
"""The show has A for 10 minutes, F for 20 and B for 5, with a minute before F and before B; A may follow F."""

Case = tuple[Hour, Event, Moment, bool]
"""Whether the laptop tells its boots stands last."""

CASES: Final[list[Case]] = list(product(HOURS, EVENTS, MOMENTS, (True, False)))


def figures(size: Size, folder: Path) -> Iterator[Figure]:
    """Every event at every hour in every phase, with laptops that tell their boots and such that don't."""
    for name, cases, tried in (
        ("session", size.some(CASES, 60, 540, 540), _wrongs),
        ("typed", size.some(CASES, 20, 90, 180), _wrongs_as_typed),
    ):
        figure = Figure.of(f"time: events × hours × phases, {name}", "wrong time", "unsaid")
        for number, case in enumerate(cases):
            figure.tried += 1
            for wrong, what in tried(folder / name / str(number), *case):
                figure.found(wrong, f"{', '.join(one.name for one in case[:3])}: {what}")
        figure.told.append(f"{len(HOURS)} × {len(EVENTS)} × {len(MOMENTS)} × 2 kinds of laptop")
        yield figure


def _plan(hour: Hour, begins: datetime) -> Agenda:
    return agenda(
        speech("A", "10m"), floor("F", "20m"), speech("B", "5m"),
        timezone=hour.zone, date=hour.instant[:10], start=begins.isoformat(), end=(begins + HOUR * 3).isoformat(),
    )  # fmt: skip


# Through a session.


def _wrongs(folder: Path, hour: Hour, event: Event, moment: Moment, tells_boots: bool) -> Iterator[tuple[str, str]]:
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
    if abs(running.now() - due) > WITHIN:
        yield "wrong time", f"it is {running.now()}, not {due}"
    if other.now() != running.now():
        yield "wrong time", f"another process has {other.now()}, not {running.now()}"
    if not (shown := clock_time(running.show, running.now())).startswith(hour.clock_after(event)):
        yield "wrong time", f"the clock shows {shown}"
    seen = forecast(running.show, running.now())
    if abs(seen.finish - odd - moment.finish(lasts)) > WITHIN:
        yield "wrong time", f"it finishes at {seen.finish}, not {odd + moment.finish(lasts)}"
    yield from _wrong_spans(moment, lasts, *(one and one.elapsed for one in (seen.countdown, seen.holder)))
    entry = running.do(moment.then, "m")
    if abs(entry.at - due) > WITHIN:
        yield "wrong time", f"it goes on at {entry.at}, not {due}"
    if event.anew and not running.anchored_anew:
        yield "unsaid", "that it was started anew"
    if not event.anew and abs(running.clock.moved_by() - event.pushed) > WITHIN:
        yield "unsaid", f"its clock was moved by {running.clock.moved_by()}, not {event.pushed}"


def _wrong_spans(
    moment: Moment, lasts: timedelta, block: timedelta | None, holder: timedelta | None
) -> Iterator[tuple[str, str]]:
    """Compare how long the block and the holder of the floor have had with what they should have had."""
    for name, elapsed, expected in ("block", block, moment.block(lasts)), ("holder", holder, moment.holder(lasts)):
        if (elapsed is None) != (expected is None) or (elapsed and expected and abs(elapsed - expected) > WITHIN):
            yield "wrong time", f"the {name} has run {elapsed}, not {expected}"


# Through the command line.


@contextmanager
def _on(machine: FakeMachine) -> Iterator[None]:
    """The program runs on a machine whose clocks are turned here."""
    with ExitStack() as replaced:
        for name in ("wall", "boot", "boot_id"):
            replaced.enter_context(patch.object(ThisMachine, name, staticmethod(getattr(machine, name))))
        yield


def _wrongs_as_typed(
    folder: Path, hour: Hour, event: Event, moment: Moment, tells_boots: bool
) -> Iterator[tuple[str, str]]:
    """What is wrong where each step is typed; the second with its instant, the last with its clock time."""
    folder.mkdir(parents=True)
    odd = instant(datetime.fromisoformat(hour.instant))
    machine = FakeMachine(odd - ONE, tells_boots=tells_boots)
    (folder / "agenda.yaml").write_text(_plan(hour, odd).model_dump_json(), encoding="utf-8")
    first, second, then = (words.split() for words in moment.typed)
    lasts, clock = minutes(event.lasts), hour.clock_after(event)
    with _on(machine):
        said = [typed_within(folder, "start")]
        said += [typed_within(folder, *first)] if first else []
        machine.advance(ONE)
        said += [typed_within(folder, *second, "--at", hour.instant)] if second else []
        event.happens(machine)
        seen = [typed_within(folder, "status", "--json", *at) for at in ((), ("--at", clock))]
        said += [*seen, typed_within(folder, *then, "--at", clock)]
    for one in said:
        if one.code != 0:
            yield "unsaid", f"exit {one.code}: {one.err.strip()[-200:]}"
            return
    for one in seen:
        yield from _wrong_status(one, odd, lasts, clock, moment)
    journal = next((folder / "journals").glob("*.jsonl")).read_text(encoding="ascii")
    happened = instant(datetime.fromisoformat(json.loads(journal.splitlines()[-1])["at"]))
    if abs(happened - odd - lasts) > WITHIN:
        yield "wrong time", f"it goes on at {happened}, not {odd + lasts}"
    if not said[-1].err.startswith(clock):
        yield "wrong time", f"it goes on at {said[-1].err[:8]}, not {clock}"


def _wrong_status(
    ended: Ended, odd: Instant, lasts: timedelta, clock: str, moment: Moment
) -> Iterator[tuple[str, str]]:
    found: dict[str, Any] = json.loads(ended.out)
    if not found["now"][11:].startswith(clock):
        yield "wrong time", f"the clock shows {found['now']}"
    for name, expected in (
        ("now", odd + lasts), ("projected_finish", odd + moment.finish(lasts)), ("hard_stop", odd + HOUR * 3),
    ):  # fmt: skip
        if abs(instant(datetime.fromisoformat(found[name])) - expected) > WITHIN:
            yield "wrong time", f"{name} is {found[name]}, not {expected}"
    parts = (found["block"], found["floor"]["holder"])
    yield from _wrong_spans(moment, lasts, *(one and timedelta(seconds=one["elapsed"]) for one in parts))
