"""Agendas and shows in few words."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from runofshow.agenda.model import Agenda
from runofshow.errors import Refused
from runofshow.instants import Instant, instant
from runofshow.show.actions.meeting import Opened
from runofshow.show.capacity import Capacity
from runofshow.show.countdown import Countdown
from runofshow.show.forecast import forecast
from runofshow.show.parts import Intervention
from runofshow.show.replay import apply, decide, replay
from runofshow.show.state import Action, Anchor, Entry, Event, Mode, Show

DAY = instant(datetime(2016, 7, 20, tzinfo=UTC))

Step = tuple[str, Action]
"""An action, and the clock time at which somebody asks for it."""


def at(clock: str) -> Instant:
    """An instant on the day of the shows in these tests, which are held in UTC."""
    hours, minutes, seconds = ([int(part) for part in clock.split(":")] + [0])[:3]
    return DAY + timedelta(hours=hours, minutes=minutes, seconds=seconds)


def minutes(count: float) -> timedelta:
    """So many minutes."""
    return timedelta(minutes=count)


def speech(name: str, duration: str, **others: Any) -> dict[str, Any]:
    """A speech as it would stand in YAML; its id is the name in small letters."""
    return {"id": name.lower(), "speaker": {"name": name}, "duration": duration, **others}


def floor(name: str, duration: str, **others: Any) -> dict[str, Any]:
    """A floor round as it would stand in YAML; its id is the name in small letters."""
    return {"id": name.lower(), "floor": name, "duration": duration, **others}


def agenda(*blocks: dict[str, Any], start: str = "14:00", end: str = "15:00", **others: Any) -> Agenda:
    """An agenda of one segment, on the day of these tests."""
    return Agenda.model_validate(
        {
            "title": "A meeting",
            "date": "2016-07-20",
            "timezone": "UTC",
            "start": start,
            "end": end,
            "handover": "1m",
            "segments": [{"title": "Only segment", "blocks": list(blocks)}],
            **others,
        }
    )


def opened(plan: Agenda, clock: str = "13:55", mode: Mode = "live") -> Entry:
    """The entry that opens a show."""
    anchor = Anchor(wall=at(clock), boot=timedelta(hours=5), boot_id="b")
    return Entry(1, at(clock), at(clock), "tester", Opened(mode=mode, anchor=anchor, agenda=plan))


def played(plan: Agenda, *steps: Step, clock: str = "13:55", mode: Mode = "live") -> Show:
    """The show after actions, each at its clock time."""
    return replay(entries_of(plan, *steps, clock=clock, mode=mode))


def entries_of(plan: Agenda, *steps: Step, clock: str = "13:55", mode: Mode = "live") -> list[Entry]:
    """The journal that actions leave."""
    entries = [opened(plan, clock, mode)]
    show = replay(entries)
    for moment, action in steps:
        entries.append(next_entry(show, at(moment), decide(show, action, at(moment))))
        show = apply(show, entries[-1])
    return entries


def after(show: Show, steps: Iterable[Step]) -> Show:
    """A show with more actions."""
    for moment, action in steps:
        show = appended(show, moment, decide(show, action, at(moment)))
    return show


def next_entry(show: Show, moment: Instant, event: Event, by: str = "tester") -> Entry:
    """The next entry of a show."""
    return Entry(show.n + 1, moment, moment, by, event)


def appended(show: Show, clock: str, event: Event) -> Show:
    """A show after an event, whether or not a rule lets it happen: a journal may hold it."""
    return apply(show, next_entry(show, at(clock), event))


def refusal(show: Show, action: Action, clock: str = "14:50") -> str:
    """Why an action is refused."""
    with pytest.raises(Refused) as refused:
        decide(show, action, at(clock))
    return str(refused.value)


def countdown_at(show: Show, clock: str) -> Countdown:
    """The countdown of the block that runs."""
    found = forecast(show, at(clock)).countdown
    assert found is not None
    return found


def capacity_at(show: Show, clock: str) -> Capacity:
    """What the floor round can still take."""
    found = forecast(show, at(clock)).floor
    assert found is not None
    return found


def holding(show: Show) -> Intervention:
    """Whoever has the floor."""
    assert show.holding is not None
    return show.holding
