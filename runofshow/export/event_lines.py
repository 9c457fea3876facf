"""The course of a show for other programs: a JSON object a line for every entry and every signal.

Nothing that was said is in it: no gist, no note, no text of a decision or a task. Pure.
"""

import json
from dataclasses import dataclass
from typing import Final

from runofshow.export.json_values import instant_value
from runofshow.instants import Instant
from runofshow.show.countdown import Signal
from runofshow.show.forecast import Forecast
from runofshow.show.state import Entry, Show, wall_time
from runofshow.text import sanitize
from runofshow.ui.messages import speaking

_SIGNALS: Final = {Signal.FINAL: "final signal", Signal.OVER: "over time"}
"""The words of signals that are more than their name."""


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


def entry_line(show: Show, entry: Entry) -> str:
    """Return the line of an entry; `show` is the show after it."""
    text = entry.event.neutral_description or sanitize(entry.event.describe(show))
    return _line(show, entry.event.kind, entry.at, entry.n, text)


def signal_line(show: Show, now: Instant, signal: Signal) -> str:
    """Return the line of a signal that begins."""
    words = _SIGNALS.get(signal, signal.value.replace("_", " "))
    return _line(show, signal.value, now, None, f"{words}: {speaking(show)}")


def _line(show: Show, event: str, at: Instant, n: int | None, text: str) -> str:
    value = {"event": event, "at": instant_value(wall_time(show, at), show.agenda.timezone), "n": n, "text": text}
    return json.dumps(value, ensure_ascii=False) + "\n"
