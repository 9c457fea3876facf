"""Sentences about the course of a show: plan, finish, hard stop and remedy; also as spoken to a listener. Pure."""

from collections.abc import Hashable, Iterator
from datetime import timedelta
from typing import Final, assert_never

from rich.style import Style

from runofshow.agenda.durations import clock_digits, countdown_digits, signed_digits
from runofshow.agenda.model import Floor, Speech
from runofshow.instants import SECOND, Instant
from runofshow.show.countdown import Countdown, Signal
from runofshow.show.forecast import Forecast
from runofshow.show.names import clock_time, hours_minutes, title_of, who
from runofshow.show.state import Phase, Show
from runofshow.text import sanitize
from runofshow.ui.block_messages import countdown_word, counts_quietly, resumes_words, speaking
from runofshow.ui.palette import ALARM, NAME, WARNING, signal_word

REMEDY_STEP = timedelta(seconds=5)
"""Nobody asks a speaker to be 37 seconds shorter."""


NOTICEABLE = timedelta(seconds=2)
"""A laptop's clock that differs by less wasn't moved."""

MARKS: Final = (timedelta(minutes=2), timedelta(minutes=1), timedelta(0))
"""A countdown is said again when so much of it is left, and at its own signals, as a timekeeper would do."""


def span_words(span: timedelta) -> str:
    """Return a length of time as digits, from a day on in days."""
    days = span // timedelta(days=1)
    if days < 1:
        return clock_digits(span)
    return f"{days} days" if days > 1 else "1 day"


def held_words(forecast: Forecast) -> str:
    """Say how much of a countdown is left after the hold, if the hold takes time from it; else empty."""
    countdown, left = forecast.countdown, forecast.left
    if countdown is None or left is None or countdown.remaining - left < SECOND:
        return ""
    return f"goes on with {countdown_digits(left)}"


def offset_words(offset: timedelta) -> str:
    """Say how far the show is from its plan."""
    if abs(offset) < SECOND:
        return "on plan"
    return f"{span_words(abs(offset))} {'behind' if offset > timedelta(0) else 'ahead'}"


def plan_words(show: Show, forecast: Forecast) -> str:
    """Say how far the show is from its plan, and how much time the running floor round gave or got.

    A round that makes up for late speeches ends as planned: without a word the offset would be gone as it begins.
    """
    words, run = offset_words(forecast.offset), show.running
    if run is None or forecast.countdown is None or not isinstance(run.block, Floor) or not run.block.shrinkable:
        return words
    gave = run.planned + run.extension - forecast.countdown.allotment
    if abs(gave) < SECOND:
        return words
    return f"{words}, floor {'gave' if gave > timedelta(0) else 'got'} {span_words(abs(gave))}"


def ends_words(show: Show, forecast: Forecast, *, short: bool = False) -> str:
    """Say when the show ends, and how that compares with the hard stop: ``ENDS 14:54 · 6:00 to spare``.

    With `short` it fits a line of 40 cells beside a clock.
    """
    verb = "ENDED" if forecast.phase is Phase.FINISHED else "ENDS"
    if forecast.overrun >= SECOND:
        margin = f"{span_words(forecast.overrun)} OVER"
    elif forecast.into_margin >= SECOND:
        margin = f"{span_words(forecast.into_margin)} {'in margin' if short else 'into the margin'}"
    else:
        margin = f"{span_words(max(timedelta(0), forecast.hard_stop - forecast.finish))} to spare"
    return f"{verb} {hours_minutes(show, forecast.finish)} · {margin}"


def ends_style(forecast: Forecast) -> Style:
    """Return the style of `ends_words`: an alarm past the hard stop, a warning within the margin before it."""
    if forecast.overrun >= SECOND:
        return ALARM
    return WARNING if forecast.into_margin >= SECOND else NAME


def slack_words(show: Show, forecast: Forecast) -> str:
    """Say where the next slack lies: ``12:00 of slack before Signing at 14:15``; empty if there is none."""
    block = next((block for block in forecast.remaining if block.slack >= SECOND), None)
    if block is None:
        return ""
    return f"{span_words(block.slack)} of slack before {title_of(block.run)} at {hours_minutes(show, block.start)}"


def room_words(show: Show, forecast: Forecast) -> str:
    """Say how long until the room is gone, or since when it is; empty once the show is over."""
    if forecast.phase is Phase.FINISHED:
        return ""
    late = past_hard_stop(forecast)
    if late is not None:
        return f"{span_words(late)} PAST THE HARD STOP {hours_minutes(show, forecast.hard_stop)}"
    return f"room gone in {span_words(-((forecast.now - forecast.hard_stop) // SECOND * SECOND))}"


def past_hard_stop(forecast: Forecast) -> timedelta | None:
    """Return the time since the hard stop; None before it, and once the show is over."""
    late = forecast.now - forecast.hard_stop
    return late if late >= SECOND and forecast.phase is not Phase.FINISHED else None


def remedy_words(forecast: Forecast) -> str:
    """Say how an overrun could still be mended; empty if there is none, or no way.

    Shorter speeches, each by the same length in steps of 5 s: what a moderator can ask of those who are still to come,
    but for those that had to give already. What a floor round lost isn't promised back: other rounds share what is won.
    """
    lost = forecast.overrun
    ahead = (block.run for block in forecast.remaining)
    speeches = [run for run in ahead if isinstance(run.block, Speech) and not run.block.shrinkable]
    if lost < SECOND or not speeches:
        return ""
    each = -(-lost // len(speeches) // REMEDY_STEP) * REMEDY_STEP
    if each * 2 > min(run.allotment for run in speeches):
        those = f"the {len(speeches)} speeches" if len(speeches) > 1 else "the speech"
        return f"To end in time, leave out a speech: {those} to come can't give {span_words(lost)}."
    which = f"each of the {len(speeches)} speeches" if len(speeches) > 1 else "the speech"
    return f"To end in time, shorten {which} to come by {clock_digits(each)}."


def stage_words(show: Show) -> str:
    """Say that the speaker's screen is blank, or which message it shows; empty for the countdown alone."""
    if show.stage.blank:
        return "blank"
    return f"“{sanitize(show.stage.message)}”" if show.stage.message else ""


def phase_words(phase: Phase) -> str:
    """Return the name of a phase."""
    match phase:
        case Phase.BEFORE:
            return "NOT STARTED"
        case Phase.RUNNING:
            return "RUNNING"
        case Phase.PAUSED:
            return "PAUSED"
        case Phase.HANDOVER:
            return "HANDOVER"
        case Phase.FINISHED:
            return "FINISHED"
        case _:
            assert_never(phase)


def standing(show: Show, forecast: Forecast) -> str:
    """Say what runs or is next, how far from the plan, and when the show will end."""
    if show.closed is not None:
        where = "the show is closed"
    elif (running := show.running) is not None:
        where = title_of(running)
        if (countdown := forecast.countdown) is not None:
            word = "PAUSED" if show.paused else countdown_word(running, countdown)
            where += f", {countdown_digits(countdown.remaining)} {word}"
            where += f" ({held})" if (held := held_words(forecast)) else ""
    elif forecast.next_block is not None:
        where = f"next is {title_of(forecast.next_block.run)}"
    else:
        where = "every block has been run"
    return f"{where}; {ends_words(show, forecast)}; {offset_words(forecast.offset)}"


def clocks(show: Show, now: Instant, pushed: timedelta) -> str:
    """Say the time of the show clock, and if the laptop's clock was moved."""
    said = f"the show's clock: {clock_time(show, now)} ({show.agenda.timezone.key})"
    return said if abs(pushed) < NOTICEABLE else f"{said}; {laptop_moved(pushed)}"


def laptop_moved(pushed: timedelta) -> str:
    """Say that somebody set the laptop's clock, and that the show clock stayed right."""
    return f"laptop clock moved {signed_digits(pushed)}; the show clock did not"


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


def moment(show: Show, forecast: Forecast) -> Hashable:
    """Return a value that changes when there is something new to say.

    That is after an entry, at a phase, a signal or a mark, and each minute of overtime.
    """
    countdowns = (forecast.countdown, forecast.holder)
    return show.n, forecast.phase, *(None if one is None else _passed(one) for one in countdowns)


def watch_said(show: Show, forecast: Forecast) -> Iterator[str]:
    """Say in one line who holds the floor, and where the show is."""
    said = standing(show, forecast)
    if show.holding is not None and forecast.holder is not None:
        said = f"{who(show.holding.particulars)}, {_left(forecast.holder)}; {said}"
    yield f"{clock_time(show, forecast.now)} {said}"


def stage_said(show: Show, forecast: Forecast) -> Iterator[str]:
    """Say what is on the speaker's screen; nothing while it is blank."""
    if show.stage.blank:
        return
    countdown = forecast.holder or forecast.countdown
    run = show.running
    if countdown is not None and run is not None and forecast.holder is None and counts_quietly(run, countdown):
        words = resumes_words(show, forecast) or f"{countdown_word(run, countdown)} · {title_of(run)}"
        yield f"{words}: {'paused, ' if show.paused else ''}{countdown_digits(countdown.remaining)} left"
    elif countdown is not None:
        yield f"{speaking(show)}: {'paused, ' if show.paused else ''}{_left(countdown)}"
    elif forecast.phase is Phase.FINISHED or forecast.next_block is None:
        yield "The meeting is over."
    else:
        yield f"Next: {title_of(forecast.next_block.run)}"
    if show.stage.message:
        yield sanitize(show.stage.message)


def _left(countdown: Countdown) -> str:
    if countdown.signal is Signal.OVER:
        return f"over by {clock_digits(-countdown.remaining)}"
    return f"{countdown_digits(countdown.remaining)} left, {signal_word(countdown).lower()}"


def _passed(countdown: Countdown) -> Hashable:
    """Return the signal, the number of marks passed, and the whole minutes of overtime."""
    minutes_over = max(timedelta(0), -countdown.remaining) // timedelta(minutes=1)
    return countdown.signal, sum(countdown.remaining <= mark for mark in MARKS), minutes_over
