"""The show as commands print it: as a view, and in plain lines for screen readers. Pure."""

from collections.abc import Hashable, Iterator
from datetime import timedelta
from typing import Final

from rich.console import Group, RenderableType
from rich.text import Text

from runofshow.agenda.durations import clock_digits, countdown_digits
from runofshow.show.countdown import Countdown, Signal
from runofshow.show.forecast import Forecast
from runofshow.show.names import clock_time, hours_minutes, title_of, who
from runofshow.show.parts import ZERO, BlockRun
from runofshow.show.state import Phase, Show
from runofshow.text import sanitize
from runofshow.ui import messages
from runofshow.ui.header import face_of, meeting_lines, name_lines
from runofshow.ui.lines import line
from runofshow.ui.palette import PLAIN, WARNING
from runofshow.ui.panels import (
    interventions_panel,
    next_panel,
    order_height,
    order_panel,
    outlook_panel,
    speakers_panel,
    whose_turn,
)

MARKS: Final = (timedelta(minutes=2), timedelta(minutes=1), timedelta(0))
"""A countdown is said again when so much of it is left, and at its own signals, as a timekeeper would do."""


def status_view(show: Show, forecast: Forecast, width: int) -> RenderableType:
    """Return everything that the live screen says, as high as need be, in at most so many cells (40 at the least)."""
    cells = max(40, width)
    face = face_of(show, forecast)
    now = [*name_lines(face, cells), *(line(one) for one in face.details if one)]
    now.append(line((f" {face.word}  {face.digits} ", face.style), f"  {face.beside}"))
    parts = [
        meeting_lines(show, forecast, cells),
        now,
        next_panel(show, forecast, cells, 8),
        outlook_panel(show, forecast, cells),
        order_panel(show, forecast, cells, order_height(forecast)),
        speakers_panel(show, forecast.floor, cells, len(show.waiting) + 1) if show.waiting else [],
        interventions_panel(show, forecast, cells, 1 + min(5, len(show.interventions))),
    ]
    lines: list[Text] = []
    for part in parts:  # without blanks at the ends of lines, with an empty line between two parts
        shown = [one.copy() for one in part]
        for one in shown:
            one.truncate(cells, overflow="ellipsis")
            one.rstrip()
        while shown and not shown[-1].plain:
            shown.pop()
        lines += [Text(), *shown] if lines and shown else shown
    return Group(*lines)


def status_lines(show: Show, forecast: Forecast) -> Iterator[str]:
    """Yield the show in plain lines, one thing each, in the order in which a moderator needs them."""
    mode = "rehearsal, " if show.mode == "rehearsal" else ""
    phase = messages.phase_words(forecast.phase).lower()
    ends, plan = messages.ends_words(show, forecast), messages.plan_words(show, forecast)
    yield f"{clock_time(show, forecast.now)}, {mode}{phase}, {ends}, {plan}"
    if show.holding is not None and forecast.holder is not None:
        left = _left(forecast.holder, of_whole=True)
        yield f"Floor: {show.holding.number} {who(show.holding.particulars)}, {left}"
    if show.running is not None and forecast.countdown is not None:
        yield f"Now: {title_of(show.running)}, {_left(forecast.countdown, show.running, of_whole=True)}"
    if (count := forecast.turn) is not None:
        name = sanitize(count.turn.speaker.name)
        yield f"On the panel: {count.turn.number} {name}, {messages.panel_turn_words(count)}"
    if (caller := whose_turn(show, forecast)) is not None:
        yield f"Next: {caller.name}, {'expected ' if caller.expected[:1].isdigit() else ''}{caller.expected}"
    if (following := forecast.next_block) is not None:
        say = f" (say: {said})" if (said := messages.pronunciation(following.run)) else ""
        label, start = "Next" if caller is None else "Then", hours_minutes(show, following.start)
        yield f"{label}: {title_of(following.run)}{say}, expected {start}"
    room = messages.room_words(show, forecast), PLAIN if messages.past_hard_stop(forecast) is None else WARNING
    for words, style in (room, *messages.outlook_sentences(show, forecast)):
        if words:
            yield f"Warning: {words}" if style is WARNING else f"{words[0].upper()}{words[1:]}"
    if show.list_closed:
        yield "The list of speakers is closed."
    for place, turn in enumerate(forecast.floor.turns if forecast.floor is not None else (), start=1):
        expected = f"expected {hours_minutes(show, turn.start)}" if turn.fits else "no time"
        yield f"Waiting {place}: {who(turn.request.particulars)}, {expected}"


def watch_said(show: Show, forecast: Forecast) -> Iterator[str]:
    """Say in one line who holds the floor, and where the show is."""
    said = messages.standing(show, forecast)
    if show.holding is not None and forecast.holder is not None:
        said = f"{who(show.holding.particulars)}, {_left(forecast.holder)}; {said}"
    yield f"{clock_time(show, forecast.now)} {said}"


def stage_said(show: Show, forecast: Forecast) -> Iterator[str]:
    """Say what is on the speaker's screen; nothing while it is blank."""
    if show.stage.blank:
        return
    countdown, run = forecast.holder or forecast.countdown, show.running
    paused = "paused, " if show.paused else ""
    if countdown is None:
        following = None if forecast.phase is Phase.FINISHED else forecast.next_block
        yield "The meeting is over." if following is None else f"Next: {title_of(following.run)}"
    elif run is not None and forecast.holder is None and messages.counts_quietly(run, countdown):
        words = messages.resumes_words(show, forecast)
        words = words or f"{messages.countdown_word(run, countdown)} · {title_of(run)}"
        yield f"{words}: {paused}{countdown_digits(countdown.remaining)} left"
    else:
        yield f"{messages.speaking(show)}: {paused}{_left(countdown)}"
    if show.stage.message:
        yield sanitize(show.stage.message)


def _left(countdown: Countdown, run: BlockRun | None = None, *, of_whole: bool = False) -> str:
    """Say how much is left of a countdown, or how far it is over, and its word."""
    of = f" of {clock_digits(countdown.allotment)}" if of_whole else ""
    if countdown.signal is Signal.OVER:
        return f"over by {clock_digits(-countdown.remaining)}{of}"
    return f"{countdown_digits(countdown.remaining)} left{of}, {messages.countdown_word(run, countdown).lower()}"


def moment(show: Show, forecast: Forecast) -> Hashable:
    """Return a value that changes when there is something new to say.

    That is after an entry, at a phase, a signal or a mark, and each minute of overtime.
    """
    passed = []
    for one in filter(None, (forecast.countdown, forecast.holder)):
        minutes_over = max(ZERO, -one.remaining) // timedelta(minutes=1)
        passed.append((one.signal, sum(one.remaining <= mark for mark in MARKS), minutes_over))
    return show.n, forecast.phase, *passed


class SignalBell:
    """Rings as a countdown passes on to a later signal while somebody watches.

    It rings neither for a countdown that begins nor for one that is given more time.
    """

    def __init__(self) -> None:
        self._heard: tuple[int | str | None, int] | None = None
        """Whose countdown was seen last, and at which of its signals."""

    def rings(self, show: Show, forecast: Forecast) -> bool:
        """Return True if the bell rings now."""
        countdown, before = forecast.holder or forecast.countdown, self._heard
        place = None if countdown is None else list(Signal).index(countdown.signal)
        self._heard = heard = None if place is None else (show.holder or show.current, place)
        return heard is not None and before is not None and heard[0] == before[0] and heard[1] > before[1]
