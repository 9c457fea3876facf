"""Agendas and shows in few words."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from runofshow.agenda.model import Agenda
from runofshow.instants import Instant, instant
from runofshow.show.actions.meeting import Opened
from runofshow.show.replay import apply, decide, replay
from runofshow.show.state import Action, Anchor, Entry, Mode, Show

DAY = instant(datetime(2016, 7, 20, tzinfo=UTC))

Step = tuple[str, Action]
"""An intent and the clock time at which somebody has it."""


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
    """The show after intents, each at its clock time."""
    return replay(entries_of(plan, *steps, clock=clock, mode=mode))


def entries_of(plan: Agenda, *steps: Step, clock: str = "13:55", mode: Mode = "live") -> list[Entry]:
    """The journal that intents leave."""
    entries = [opened(plan, clock, mode)]
    show = replay(entries)
    for moment, intent in steps:
        entry = Entry(show.n + 1, at(moment), at(moment), "tester", decide(show, intent, at(moment)))
        entries.append(entry)
        show = apply(show, entry)
    return entries


def after(show: Show, steps: Iterable[Step]) -> Show:
    """A show with more intents."""
    for moment, intent in steps:
        entry = Entry(show.n + 1, at(moment), at(moment), "tester", decide(show, intent, at(moment)))
        show = apply(show, entry)
    return show
