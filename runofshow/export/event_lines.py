"""The course of a show for other programs: a JSON object a line for every entry and every signal.

Nothing that was said is in it: no gist, no note, no text of a decision or a task. Pure.
"""

import json
from dataclasses import dataclass
from typing import Final, assert_never

from runofshow.export.json_values import instant_value
from runofshow.instants import Instant
from runofshow.show.actions.minutes import DecisionMade, GistSet, TaskGiven
from runofshow.show.actions.record import Struck
from runofshow.show.countdown import Signal
from runofshow.show.forecast import Forecast
from runofshow.show.state import Entry, Event, Show, wall_time
from runofshow.text import sanitize
from runofshow.ui.messages import speaking

_CONFIDENTIAL: Final[dict[type[Event], str]] = {
    DecisionMade: "a decision was noted",
    GistSet: "what a speaker said was noted",
    Struck: "a statement was struck from the record",
    TaskGiven: "a task was noted",
}
"""What is told of entries whose own description holds what somebody said or wrote."""


def entry_line(show: Show, entry: Entry) -> str:
    """Return the line of an entry; `show` is the show after it."""
    text = _CONFIDENTIAL.get(type(entry.event)) or sanitize(entry.event.describe(show))
    return _line(show, entry.event.kind, entry.at, entry.n, text)


@dataclass(frozen=True, slots=True)
class Shown:
    """A signal that somebody is shown."""

    entry: int | None
    """The intervention that is timed; None: the running block is."""
    block: str | None
    signal: Signal


def shown(show: Show, forecast: Forecast) -> Shown | None:
    """Return the signal that the speaker sees; None if nothing counts down."""
    if forecast.holder is not None:
        return Shown(show.holder, show.current, forecast.holder.signal)
    return None if forecast.countdown is None else Shown(None, show.current, forecast.countdown.signal)


def signal_line(show: Show, now: Instant, signal: Signal) -> str:
    """Return the line of a signal that begins."""
    return _line(show, signal.value, now, None, f"{_signal_words(signal)}: {speaking(show)}")


def _line(show: Show, event: str, at: Instant, n: int | None, text: str) -> str:
    value = {"event": event, "at": instant_value(wall_time(show, at), show.agenda.timezone), "n": n, "text": text}
    return json.dumps(value, ensure_ascii=False) + "\n"


def _signal_words(signal: Signal) -> str:
    match signal:
        case Signal.ON_TIME:
            return "on time"
        case Signal.WRAP_UP:
            return "wrap up"
        case Signal.FINAL:
            return "final signal"
        case Signal.OVER:
            return "over time"
        case _:
            assert_never(signal)
