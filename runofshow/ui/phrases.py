"""What the figures mean, said in words that a moderator can act on. Every view says it the same way."""

from collections.abc import Sequence
from datetime import timedelta
from typing import assert_never

from rich.cells import cell_len

from runofshow.agenda.durations import clock_digits, countdown_digits, signed_digits, spell_duration
from runofshow.agenda.model import Floor, Speaker, Speech
from runofshow.instants import Instant
from runofshow.show.capacity import Capacity, Turn
from runofshow.show.countdown import Countdown, Signal
from runofshow.show.forecast import Forecast, Guard
from runofshow.show.names import hours_minutes, title_of
from runofshow.show.parts import BlockRun, Status
from runofshow.show.state import Phase, Show
from runofshow.text import sanitize, without_honorifics

MINUTES_FROM = timedelta(seconds=100)
"""From here on the last stretch is told in minutes and seconds."""

REMEDY_STEP = timedelta(seconds=5)
"""Nobody asks a speaker to be 37 seconds shorter."""

_SECOND = timedelta(seconds=1)


def off_words(planned: Instant | None, expected: Instant | None) -> str:
    """By how many seconds something is off its plan where a clock would hide that: less than a minute; else empty."""
    off = timedelta(0) if planned is None or expected is None else expected - planned
    return signed_digits(off) if _SECOND <= abs(off) < timedelta(minutes=1) else ""


def signal_word(countdown: Countdown) -> str:
    """The word that goes with a countdown."""
    match countdown.signal:
        case Signal.ON_TIME:
            return "ON TIME"
        case Signal.WRAP_UP:
            return "WRAP UP"
        case Signal.FINAL:
            final = countdown.signals.final
            seconds = final // _SECOND
            return f"LAST {seconds} S" if final < MINUTES_FROM else f"LAST {clock_digits(final)}"
        case Signal.OVER:
            return "OVER"
        case _:
            assert_never(countdown.signal)


def span_words(span: timedelta) -> str:
    """A length of time as digits; from a day on in days, for nobody counts in hundreds of hours."""
    days = span // timedelta(days=1)
    if days < 1:
        return clock_digits(span)
    return f"{days} days" if days > 1 else "1 day"


def held_words(forecast: Forecast) -> str:
    """What a countdown on hold goes on with, where a pause eats into it; empty where it goes on as it stands."""
    countdown, left = forecast.countdown, forecast.left
    if countdown is None or left is None or countdown.remaining - left < _SECOND:
        return ""
    return f"goes on with {countdown_digits(left)}"


def offset_words(offset: timedelta) -> str:
    """How far the show is from its plan."""
    if abs(offset) < _SECOND:
        return "on plan"
    return f"{span_words(abs(offset))} {'behind' if offset > timedelta(0) else 'ahead'}"


def plan_words(show: Show, forecast: Forecast) -> str:
    """How far the show is from its plan, and what the running floor round gave for that, or was given.

    A round that makes up for late speeches ends as planned: without a word the offset would be gone as it begins.
    """
    words, run = offset_words(forecast.offset), show.running
    if run is None or forecast.countdown is None or not isinstance(run.block, Floor) or not run.block.shrinkable:
        return words
    gave = run.planned + run.extension - forecast.countdown.allotment
    if abs(gave) < _SECOND:
        return words
    return f"{words}, floor {'gave' if gave > timedelta(0) else 'got'} {span_words(abs(gave))}"


def finish_words(show: Show, forecast: Forecast) -> str:
    """When the show will end, and how that stands to the hard stop."""
    finish, stop = hours_minutes(show, forecast.finish), hours_minutes(show, forecast.hard_stop)
    verb = "Finished" if forecast.phase is Phase.FINISHED else "Finish"
    if forecast.overrun >= _SECOND:
        return f"{verb} {finish}: {span_words(forecast.overrun)} PAST THE HARD STOP {stop}"
    if (spare := forecast.hard_stop - forecast.finish) >= _SECOND:
        return f"{verb} {finish}, {span_words(spare)} before the hard stop {stop}"
    return f"{verb} {finish}, at the hard stop"


def past_hard_stop(forecast: Forecast) -> timedelta | None:
    """How long ago the room should have been given back; None if it is still ours, or the show is over."""
    late = forecast.now - forecast.hard_stop
    return late if late >= _SECOND and forecast.phase is not Phase.FINISHED else None


def floor_words(show: Show, floor: Capacity) -> str:
    """What the floor can still take; of a round that comes back only what it hasn't used counts as planned."""
    length, run = clock_digits(floor.remaining), floor.block
    used = sum((one.elapsed(one.end) for one in run.intervals if one.end is not None), timedelta(0))
    planned, minimum = max(timedelta(0), run.planned - used), max(timedelta(0), run.block.minimum - used)
    if run.id == show.current:
        kept = f"{length} left for the floor"
    elif abs(planned - floor.remaining) < _SECOND:
        kept = f"Floor keeps its {length}"
    elif floor.remaining < planned:
        at_least = f" (least {clock_digits(minimum)})" if minimum else ""
        kept = f"Floor keeps {length} of {clock_digits(planned)}{at_least}"
    else:
        kept = f"Floor gets {length}, planned {clock_digits(planned)}"
    return f"{kept}: {fits_words(floor)}"


def fits_words(floor: Capacity) -> str:
    """How many more the floor can take."""
    as_they_speak = f", {floor.predicted} as they speak" if floor.predicted != floor.fits else ""
    return f"{floor.fits} more at {clock_digits(floor.limit)}{as_they_speak}."


def seats_words(show: Show, floor: Capacity) -> str:
    """Whether all who wait will have their turn, and whether the list is full; empty if nobody waits."""
    waiting = len(floor.turns)
    if not waiting:
        return ""
    close = " Close the list now." if floor.full and not show.list_closed else ""
    fit, would_fit, too_long = _waiting(waiting)
    if floor.all_fit:
        return f"{fit}.{close}"
    if floor.seat_all is None:
        return f"{too_long}, at any limit.{close}"
    return f"{would_fit} at {clock_digits(floor.seat_all)}.{close}"


def _waiting(count: int) -> tuple[str, str, str]:
    """That so many have their turn, would have it, and can't."""
    match count:
        case 1:
            return "The one waiting fits", "The one waiting would fit", "The one waiting doesn't fit"
        case 2:
            return "Both waiting fit", "Both waiting would fit", "The two waiting don't both fit"
        case _:
            them = f"{count} waiting"
            return f"All {them} fit", f"The {them} would all fit", f"The {them} don't all fit"


def turn_words(show: Show, turn: Turn | None) -> str:
    """When somebody who waits can expect the floor, or that there is no time; empty where no floor round is left."""
    if turn is None:
        return ""
    return hours_minutes(show, turn.start) if turn.fits else "no time"


def all_floor_words(forecast: Forecast) -> str:
    """What all floor rounds keep that are still to come; empty if it is one, or as planned."""
    ahead = [block for block in forecast.remaining if isinstance(block.run.block, Floor)]
    kept = sum((block.allotment for block in ahead), timedelta(0))
    planned = sum((block.run.planned for block in ahead), timedelta(0))
    if len(ahead) <= 1 or abs(planned - kept) < _SECOND:
        return ""
    rounds = f"The {len(ahead)} floor rounds to come"
    if kept > planned:
        return f"{rounds} get {clock_digits(kept)}, planned {clock_digits(planned)}."
    return f"{rounds} keep {clock_digits(kept)} of {clock_digits(planned)}."


def guards_words(guards: Sequence[Guard]) -> str:
    """That the speeches have eaten into floor rounds, and by how much; empty if they haven't."""
    match guards:
        case []:
            return ""
        case [guard]:
            minimum = spell_duration(_whole(guard.minimum))
            lost = spell_duration(_whole(guard.lost))
            return f"FLOOR DOWN TO ITS LEAST, {minimum}: {lost} lost ({title_of(guard.run)})"
        case _:
            lost = spell_duration(_whole(sum((guard.lost for guard in guards), timedelta(0))))
            return f"{len(guards)} FLOOR ROUNDS DOWN TO THEIR LEAST: {lost} lost"


def remedy_words(forecast: Forecast) -> str:
    """What would still mend an overrun; empty if there is none, or nothing to do.

    Shorter speeches, each by the same length in steps of 5 s: what a moderator can ask of those who are still to come,
    but for those that had to give already. What a floor round lost isn't promised back: other rounds share what is won.
    """
    lost = forecast.overrun
    ahead = (block.run for block in forecast.remaining)
    speeches = [run for run in ahead if isinstance(run.block, Speech) and not run.block.shrinkable]
    if lost < _SECOND or not speeches:
        return ""
    each = -(-lost // len(speeches) // REMEDY_STEP) * REMEDY_STEP
    if each * 2 > min(run.allotment for run in speeches):
        those = f"the {len(speeches)} speeches" if len(speeches) > 1 else "the speech"
        return f"To mend that, leave out a speech: {those} to come can't give {span_words(lost)}."
    many = f"for each of the {len(speeches)} speeches" if len(speeches) > 1 else "for the speech"
    return f"{clock_digits(each)} less {many} to come would mend that."


def short_title(run: BlockRun, cells: int) -> str:
    """The title of a block; a speaker's goes without honorifics where there is no room for them."""
    title = title_of(run)
    return sanitize(without_honorifics(run.block.title)) if speaker_of(run) and cell_len(title) > cells else title


def speaker_of(run: BlockRun) -> Speaker | None:
    """Who speaks in a block; nobody in particular in a floor round."""
    return run.block.speaker if isinstance(run.block, Speech) else None


def designation(run: BlockRun) -> str:
    """The speaker's title and organization; of a floor round the segment."""
    speaker = speaker_of(run)
    if speaker is None:
        return sanitize(run.segment) if run.segment != run.block.title else ""
    return ", ".join(sanitize(part) for part in (speaker.title, speaker.organization) if part)


def pronunciation(run: BlockRun) -> str:
    """How to say the speaker's name; empty where nobody said."""
    speaker = speaker_of(run)
    return sanitize(speaker.say) if speaker is not None and speaker.say else ""


def kind_of(run: BlockRun) -> str:
    """Speech or floor."""
    return run.block.kind


def mark(status: Status) -> str:
    """The sign of a block's status in the running order."""
    match status:
        case Status.DONE:
            return "✓"
        case Status.RUNNING:
            return "▶"
        case Status.WAITING:
            return "·"
        case Status.SKIPPED:
            return "×"
        case Status.PARKED:
            return "↷"
        case _:
            assert_never(status)


def status_words(run: BlockRun) -> str:
    """What the sign alone doesn't say."""
    match run.status:
        case Status.SKIPPED:
            return "skipped"
        case Status.PARKED:
            return "comes back"
        case Status.WAITING | Status.RUNNING | Status.DONE:
            return ""
        case _:
            assert_never(run.status)


def stage_words(show: Show) -> str:
    """What the speaker's screen shows beside the countdown, or that it is blank; empty for the countdown alone."""
    if show.stage.blank:
        return "blank"
    return f"“{sanitize(show.stage.message)}”" if show.stage.message else ""


def phase_words(phase: Phase) -> str:
    """The phase as the screen calls it."""
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


def _whole(span: timedelta) -> timedelta:
    return span // _SECOND * _SECOND
