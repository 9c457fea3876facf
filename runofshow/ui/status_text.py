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
from runofshow.show.parts import BlockRun
from runofshow.show.state import Phase, Show
from runofshow.text import sanitize
from runofshow.ui.header import face_of, meeting_lines, name_lines
from runofshow.ui.lines import line
from runofshow.ui.list_panels import interventions_panel, order_height, order_panel, speakers_panel
from runofshow.ui.messages import (
    countdown_word,
    counts_quietly,
    ends_words,
    panel_turn_words,
    past_hard_stop,
    phase_words,
    plan_words,
    pronunciation,
    resumes_words,
    room_words,
    speaking,
    standing,
)
from runofshow.ui.next_panels import next_panel, whose_turn
from runofshow.ui.outlook import outlook_panel, outlook_sentences
from runofshow.ui.palette import PLAIN, WARNING, signal_word

NARROWEST = 40
LAST_INTERVENTIONS = 5

MARKS: Final = (timedelta(minutes=2), timedelta(minutes=1), timedelta(0))
"""A countdown is said again when so much of it is left, and at its own signals, as a timekeeper would do."""


def status_view(show: Show, forecast: Forecast, width: int) -> RenderableType:
    """Return everything that the live screen says, as high as need be, in at most so many cells (40 at the least)."""
    cells = max(NARROWEST, width)
    face = face_of(show, forecast)
    now = [
        *name_lines(face, cells),
        *(line(one) for one in face.details if one),
        line((f" {face.word}  {face.digits} ", face.style), f"  {face.beside}"),
    ]
    speakers = speakers_panel(show, forecast.floor, cells, len(show.waiting) + 1) if show.waiting else []
    interventions = interventions_panel(show, forecast, cells, 1 + min(LAST_INTERVENTIONS, len(show.interventions)))
    parts = [
        meeting_lines(show, forecast, cells),
        now,
        next_panel(show, forecast, cells, 8),
        outlook_panel(show, forecast, cells),
        order_panel(show, forecast, cells, order_height(forecast)),
        speakers,
        interventions,
    ]
    return Group(*_joined([_without_ends(part, cells) for part in parts]))


def status_lines(show: Show, forecast: Forecast) -> list[str]:
    """Return the show in plain lines, one thing each, in the order in which a moderator needs them."""
    return list(_lines(show, forecast))


def _lines(show: Show, forecast: Forecast) -> Iterator[str]:
    mode = "rehearsal, " if show.mode == "rehearsal" else ""
    phase = phase_words(forecast.phase).lower()
    ends, plan = ends_words(show, forecast), plan_words(show, forecast)
    yield f"{clock_time(show, forecast.now)}, {mode}{phase}, {ends}, {plan}"
    if show.holding is not None and forecast.holder is not None:
        yield f"Floor: {show.holding.number} {who(show.holding.particulars)}, {_countdown(None, forecast.holder)}"
    if show.running is not None and forecast.countdown is not None:
        yield f"Now: {title_of(show.running)}, {_countdown(show.running, forecast.countdown)}"
    if (count := forecast.turn) is not None:
        yield f"On the panel: {count.turn.number} {sanitize(count.turn.speaker.name)}, {panel_turn_words(count)}"
    yield from _next_lines(show, forecast)
    yield from _outlook_lines(show, forecast)
    if show.list_closed:
        yield "The list of speakers is closed."
    for place, turn in enumerate(forecast.floor.turns if forecast.floor is not None else (), start=1):
        expected = f"expected {hours_minutes(show, turn.start)}" if turn.fits else "no time"
        yield f"Waiting {place}: {who(turn.request.particulars)}, {expected}"


def _next_lines(show: Show, forecast: Forecast) -> Iterator[str]:
    """Yield who is next, on the list of speakers or in the running order; then the block after that."""
    caller = whose_turn(show, forecast)
    if caller is not None:
        when = f"expected {caller.expected}" if caller.expected[:1].isdigit() else caller.expected
        yield f"Next: {caller.name}, {when}"
    if (following := forecast.next_block) is not None:
        say = pronunciation(following.run)
        start = hours_minutes(show, following.start)
        label = "Next" if caller is None else "Then"
        yield f"{label}: {title_of(following.run)}{f' (say: {say})' if say else ''}, expected {start}"


def _outlook_lines(show: Show, forecast: Forecast) -> Iterator[str]:
    """Yield how long the room is ours, and the sentences of the outlook."""
    gone = past_hard_stop(forecast) is not None
    sentences = [
        (room_words(show, forecast), WARNING if gone else PLAIN),
        *outlook_sentences(show, forecast),
    ]
    for words, style in sentences:
        if words:
            yield f"Warning: {words}" if style is WARNING else f"{words[0].upper()}{words[1:]}"


def _countdown(run: BlockRun | None, countdown: Countdown) -> str:
    signal = (signal_word(countdown) if run is None else countdown_word(run, countdown)).lower()
    if countdown.signal is Signal.OVER:
        return f"over by {clock_digits(-countdown.remaining)} of {clock_digits(countdown.allotment)}"
    return f"{countdown_digits(countdown.remaining)} left of {clock_digits(countdown.allotment)}, {signal}"


def _without_ends(lines: list[Text], width: int) -> list[Text]:
    """Cut the lines to the width, without blanks at their ends and empty lines below."""
    shown = []
    for one in lines:
        cut = one.copy()
        cut.truncate(width, overflow="ellipsis")
        cut.rstrip()
        shown.append(cut)
    while shown and not shown[-1].plain:
        shown.pop()
    return shown


def _joined(parts: list[list[Text]]) -> list[Text]:
    """Join the parts with an empty line between them."""
    lines: list[Text] = []
    for part in filter(None, parts):
        lines += [*([Text()] if lines else []), *part]
    return lines


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
