"""Words and sentences about a show: its blocks, its course against the plan, and the floor. Pure."""

import sys
from collections.abc import Iterator
from datetime import timedelta

from rich.style import Style

from runofshow.agenda.durations import clock_digits, countdown_digits, signed_digits
from runofshow.agenda.model import Floor, Item, Speaker, Speech
from runofshow.instants import SECOND, Instant
from runofshow.show.capacity import Capacity, Turn
from runofshow.show.countdown import Countdown, Signal, TurnCount
from runofshow.show.forecast import Forecast
from runofshow.show.names import also_waiting, clock_time, hours_minutes, title_of, who
from runofshow.show.parts import ZERO, BlockRun, Status
from runofshow.show.state import Phase, Show
from runofshow.text import sanitize, without_honorifics
from runofshow.ui.palette import ALARM, NAME, PLAIN, QUIET, WARNING, signal_word

REMEDY_STEP = timedelta(seconds=5)
"""Nobody asks a speaker to be 37 seconds shorter."""


def speaker_of(run: BlockRun) -> Speaker | None:
    """Return the only speaker of a speech; None where several speak, or nobody in particular."""
    return run.block.people[0] if isinstance(run.block, Speech) and len(run.block.people) == 1 else None


def short_title(run: BlockRun) -> str:
    """Return the title of a block; a speaker's without honorifics."""
    return sanitize(without_honorifics(run.block.called)) if speaker_of(run) else title_of(run)


def speaker_details(speaker: Speaker) -> tuple[str, ...]:
    """Return the title, the organization and the country of a speaker, as far as they are known."""
    return tuple(part for part in (speaker.title, speaker.organization, speaker.country) if part)


def designation(run: BlockRun) -> str:
    """Return who a speaker is and what the speech is about, or who is on the panel; else the segment."""
    subject = ""
    if isinstance(run.block, Speech):
        speaker, subject = speaker_of(run), sanitize(run.block.subject or "")
        said = "" if speaker is None else ", ".join(map(sanitize, speaker_details(speaker)))
    elif run.block.people:
        said = " · ".join(f"{place} {sanitize(one.name)}" for place, one in enumerate(run.block.people, start=1))
    else:
        said = sanitize(run.segment) if run.segment != run.block.title else ""
    return " · ".join(filter(None, (said, subject)))


def panel_words(show: Show, run: BlockRun, now: Instant) -> str:
    """Return who is on a running panel, each with the number and, once somebody had the word, the share of time."""
    turns = show.turns_by_panel().get(run.id, [])
    whole = run.elapsed(now)
    said: list[str] = []
    for number, speaker in enumerate(run.block.people, start=1):
        spoken = sum((turn.interval.elapsed(now) for turn in turns if turn.number == number), ZERO)
        share = f" {spoken / whole:.0%}" if turns and whole else ""
        said.append(f"{number} {sanitize(speaker.name)}{share}")
    return " · ".join(said)


def panel_turn_words(count: TurnCount) -> str:
    """Return how long a panellist has had the word, of how long where that was said."""
    of = "" if count.remaining is None else f" of {clock_digits(count.elapsed + count.remaining)}"
    return f"{clock_digits(count.elapsed)}{of}"


def pronunciation(run: BlockRun) -> str:
    """Return how the names of the speakers are pronounced; empty where the agenda doesn't say."""
    return "; ".join(sanitize(one.say) for one in run.block.people if one.say)


def item_word(item: Item) -> str:
    """Return the word of an item, as BREAK or VIDEO; for another one its title."""
    return (item.type if item.type != "other" else sanitize(item.title)).upper()


def counts_quietly(run: BlockRun, countdown: Countdown) -> bool:
    """Return True for an item whose time isn't up: there is nobody to be hurried."""
    return isinstance(run.block, Item) and countdown.signal is not Signal.OVER


def countdown_word(run: BlockRun | None, countdown: Countdown) -> str:
    """Return the word of a countdown, of a block's or an intervention's: its signal, of an item what it is."""
    if run is not None and isinstance(run.block, Item) and counts_quietly(run, countdown):
        return item_word(run.block)
    return signal_word(countdown)


def resumes_words(show: Show, forecast: Forecast) -> str:
    """Return when a break is over, as ``BREAK · resumes 10:05``; empty where no break runs."""
    run = show.running
    if run is None or not isinstance(run.block, Item) or run.block.type != "break" or show.holding is not None:
        return ""
    until = forecast.finish if forecast.next_block is None else forecast.next_block.start
    return f"{item_word(run.block)} · resumes {hours_minutes(show, until)}"


def mark(status: Status) -> str:
    """Return the sign of a block's status in the running order."""
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


def status_words(run: BlockRun) -> str:
    """Return the words that the sign of a status needs; empty for most."""
    if run.status is Status.SKIPPED:
        return "skipped"
    return "comes back" if run.status is Status.PARKED else ""


def speaking(show: Show) -> str:
    """Return the name of the person, else of the block, whose time counts down."""
    if show.holding is not None:
        said = show.holding.particulars
        return who(said) if said.name else "The floor"
    if show.turn_now is not None:
        return sanitize(show.turn_now.speaker.name)
    return "" if show.running is None else title_of(show.running)


def span_words(span: timedelta) -> str:
    """Return a length of time as digits, from a day on in days."""
    days = span // timedelta(days=1)
    return clock_digits(span) if days < 1 else f"{days} day{'s' if days > 1 else ''}"


def length_words(span: timedelta) -> str:
    """Return a length in words that nobody takes for a time of day: ``12 min``, ``1 h 5 min``, ``35 min 42 s``."""
    seconds = span // SECOND
    parts = ((seconds // 3600, "h"), (seconds // 60 % 60, "min"), (seconds % 60, "s"))
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 min"


def held_words(forecast: Forecast) -> str:
    """Say how much of a countdown is left after the hold, if the hold takes time from it; else empty."""
    countdown, left = forecast.countdown, forecast.left
    if countdown is None or left is None or countdown.remaining - left < SECOND:
        return ""
    return f"goes on with {countdown_digits(left)}"


def offset_words(offset: timedelta) -> str:
    """Say how far the show is from its plan."""
    return "on plan" if abs(offset) < SECOND else f"{span_words(abs(offset))} {'behind' if offset > ZERO else 'ahead'}"


def plan_words(show: Show, forecast: Forecast) -> str:
    """Say how far the show is from its plan, and how much time the running floor round gave or got.

    A round that makes up for late speeches ends as planned: without a word the offset would be gone as it begins.
    """
    words, run = offset_words(forecast.offset), show.running
    if run is None or forecast.countdown is None or not isinstance(run.block, Floor) or not run.block.shrinkable:
        return words
    gave = run.planned + run.extension - forecast.countdown.allotment
    return words if abs(gave) < SECOND else f"{words}, floor {'gave' if gave > ZERO else 'got'} {span_words(abs(gave))}"


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
        margin = f"{span_words(max(ZERO, forecast.hard_stop - forecast.finish))} to spare"
    return f"{verb} {hours_minutes(show, forecast.finish)} · {margin}"


def ends_style(forecast: Forecast) -> Style:
    """Return the style of `ends_words`: an alarm past the hard stop, a warning within the margin before it."""
    if forecast.overrun >= SECOND:
        return ALARM
    return WARNING if forecast.into_margin >= SECOND else NAME


def past_hard_stop(forecast: Forecast) -> timedelta | None:
    """Return the time since the hard stop; None before it, and once the show is over."""
    late = forecast.now - forecast.hard_stop
    return late if late >= SECOND and forecast.phase is not Phase.FINISHED else None


def room_words(show: Show, forecast: Forecast) -> str:
    """Say how long until the room is gone, or since when it is; empty once the show is over."""
    if forecast.phase is Phase.FINISHED:
        return ""
    if (late := past_hard_stop(forecast)) is not None:
        return f"{span_words(late)} PAST THE HARD STOP {hours_minutes(show, forecast.hard_stop)}"
    return f"room gone in {span_words(-((forecast.now - forecast.hard_stop) // SECOND * SECOND))}"


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
    those = f"the {len(speeches)} speeches" if len(speeches) > 1 else "the speech"
    if each * 2 > min(run.allotment for run in speeches):
        return f"To end in time, leave out a speech: {those} to come can't give {span_words(lost)}."
    which = f"each of {those}" if len(speeches) > 1 else those
    return f"To end in time, shorten {which} to come by {clock_digits(each)}."


def stage_words(show: Show) -> str:
    """Say that the speaker's screen is blank, or which message it shows; empty for the countdown alone."""
    if show.stage.blank:
        return "blank"
    return f"“{sanitize(show.stage.message)}”" if show.stage.message else ""


def phase_words(phase: Phase) -> str:
    """Return the name of a phase."""
    return "NOT STARTED" if phase is Phase.BEFORE else phase.value.upper()


def standing(show: Show, forecast: Forecast) -> str:
    """Say what runs or is next, how far from the plan, and when the show will end."""
    if show.closed is not None:
        where = "the show is closed"
    elif (running := show.running) is not None and (countdown := forecast.countdown) is not None:
        word = "PAUSED" if show.paused else countdown_word(running, countdown)
        held = f" ({words})" if (words := held_words(forecast)) else ""
        where = f"{title_of(running)}, {countdown_digits(countdown.remaining)} {word}{held}"
    elif forecast.next_block is not None:
        where = f"next is {title_of(forecast.next_block.run)}"
    else:
        where = "every block has been run"
    return f"{where}; {ends_words(show, forecast)}; {offset_words(forecast.offset)}"


def clocks(show: Show, now: Instant, moved: timedelta) -> str:
    """Say the time of the show clock, and if the laptop's clock was moved."""
    said = f"the show's clock: {clock_time(show, now)} ({show.agenda.timezone.key})"
    return "; ".join(filter(None, (said, laptop_moved(moved))))


def laptop_moved(moved: timedelta) -> str:
    """Say that somebody set the laptop's clock, and that the show clock stayed right; empty for less than 2 s."""
    return "" if abs(moved) < 2 * SECOND else f"laptop clock moved {signed_digits(moved)}; the show clock did not"


def floor_words(show: Show, floor: Capacity, *, brief: bool = False) -> str:
    """Say how much time the floor has, and how many more speakers it can take; if `brief`, only that."""
    # At the general limit; and at the pace of this meeting, where that is another number.
    as_they_speak = f", {floor.predicted} as they speak" if floor.predicted != floor.fits else ""
    at = f"at {clock_digits(floor.limit)}{as_they_speak}."
    run, length = floor.block, floor.remaining
    if run.id == show.current:
        return f"{'' if brief else f'{clock_digits(length)} left for the floor: '}{floor.fits} more {at}"
    if brief:
        return f"Floor: {floor.fits} more {at}"
    # Beside the plan; of a round that comes back only what it hasn't used counts.
    used = sum((one.elapsed(one.end) for one in run.intervals if one.end is not None), ZERO)
    planned, minimum = max(ZERO, run.planned - used), max(ZERO, run.block.minimum - used)
    beside = ""
    if length >= planned + SECOND:
        beside = f" ({length_words(planned)} planned)"
    elif length <= planned - SECOND:
        at_least = f"minimum {length_words(minimum)}" if length > minimum else "its minimum"
        beside = f" of {length_words(planned)}{f' ({at_least})' if minimum else ''}"
    return (
        f"Next floor round: {length_words(length)}{beside}, {floor.fits} speaker{'' if floor.fits == 1 else 's'} {at}"
    )


def seats_words(show: Show, floor: Capacity) -> str:
    """Say if all who wait fit, and if the list should be closed; empty if nobody waits."""
    match len(floor.turns):
        case 0:
            return ""
        case 1:
            fit, would, never = "The one waiting fits", "The one waiting would fit", "The one waiting doesn't fit"
        case 2:
            fit, would, never = "Both waiting fit", "Both waiting would fit", "The two waiting don't both fit"
        case count:
            them = f"{count} waiting"
            fit, would, never = f"All {them} fit", f"The {them} would all fit", f"The {them} don't all fit"
    close = " Close the list now." if floor.full and not show.list_closed else ""
    if floor.all_fit:
        return f"{fit}.{close}"
    if floor.seat_all is None:
        return f"{never}, at any limit.{close}"
    return f"{would} at {clock_digits(floor.seat_all)}.{close}"


def turn_words(show: Show, turn: Turn | None) -> str:
    """Return the time at which somebody can expect the floor, or "no time"; empty where no floor round is left."""
    if turn is None:
        return ""
    return hours_minutes(show, turn.start) if turn.fits else "no time"


def outlook_sentences(
    show: Show, forecast: Forecast, width: int = sys.maxsize, *, brief: bool = False
) -> Iterator[tuple[str, Style]]:
    """Yield the sentences of the outlook; two about the floor are one where they fit on a line of that width.

    A `brief` one about the floor only says how many more fit, where the whole one needs more than a line.
    """
    if guards := forecast.guards:
        lost, minimum = length_words(sum((one.lost for one in guards), ZERO)), length_words(guards[0].run.block.minimum)
        one_cut = f"FLOOR CUT TO ITS MINIMUM, {minimum}: {lost} lost ({title_of(guards[0].run)})"
        several = f"{len(guards)} FLOOR ROUNDS CUT TO THEIR MINIMUM: {lost} lost"
        yield one_cut if len(guards) == 1 else several, WARNING
    if remedy := remedy_words(forecast):
        yield remedy, NAME
    slack = next((block for block in forecast.remaining if block.slack >= SECOND), None)
    if slack is not None:
        before = f"{title_of(slack.run)} at {hours_minutes(show, slack.start)}"
        yield f"{span_words(slack.slack)} of slack before {before}", QUIET
    if (floor := forecast.floor) is not None:
        whole = floor_words(show, floor)
        whole = floor_words(show, floor, brief=True) if brief and len(whole) > width else whole
        said = [words for words in (whole, seats_words(show, floor)) if words]
        together = " ".join(said)
        for words in [together] if len(together) <= width else said:
            yield words, PLAIN
    rounds = [block for block in forecast.remaining if isinstance(block.run.block, Floor)]
    kept = sum((block.allotment for block in rounds), ZERO)
    planned = sum((block.run.planned for block in rounds), ZERO)
    if len(rounds) > 1 and abs(planned - kept) >= SECOND:
        yield f"The {len(rounds)} floor rounds to come: {length_words(kept)} ({length_words(planned)} planned).", QUIET


def waits_already(show: Show, request: int) -> str:
    """Say that the delegation or person of a request is on the list of speakers already; empty if not."""
    others = [f"{who(other.particulars)} at place {place}" for place, other in also_waiting(show, request)]
    return f"already on the list of speakers: {', '.join(others)}; two capacities, or asked twice?" if others else ""
