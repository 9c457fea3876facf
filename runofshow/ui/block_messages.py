"""Names and marks of blocks and speakers on screens. Pure."""

from typing import assert_never

from rich.cells import cell_len
from rich.style import Style

from runofshow.agenda.durations import clock_digits
from runofshow.agenda.model import Item, Speaker, Speech
from runofshow.instants import Instant
from runofshow.show.countdown import Countdown, Signal, TurnCount
from runofshow.show.forecast import Forecast
from runofshow.show.names import hours_minutes, title_of, who
from runofshow.show.parts import ZERO, BlockRun, Status
from runofshow.show.state import Show
from runofshow.text import sanitize, without_honorifics
from runofshow.ui.palette import HELD, signal_style, signal_word


def short_title(run: BlockRun, cells: int) -> str:
    """Return the title of a block; a speaker's has no honorifics where it wouldn't fit into so many cells."""
    title = title_of(run)
    return sanitize(without_honorifics(run.block.called)) if speaker_of(run) and cell_len(title) > cells else title


def speaker_of(run: BlockRun) -> Speaker | None:
    """Return the only speaker of a speech; None where several speak, or nobody in particular."""
    return run.block.people[0] if isinstance(run.block, Speech) and len(run.block.people) == 1 else None


def designation(run: BlockRun) -> str:
    """Return who a speaker is and what the speech is about, or who is on the panel; else the segment."""
    speaker = speaker_of(run)
    if speaker is not None:
        said = ", ".join(sanitize(part) for part in capacity_of(speaker))
    elif isinstance(run.block, Speech):
        said = ""
    elif run.block.people:
        said = " · ".join(f"{place} {sanitize(one.name)}" for place, one in enumerate(run.block.people, start=1))
    else:
        said = sanitize(run.segment) if run.segment != run.block.title else ""
    subject = run.block.subject if isinstance(run.block, Speech) else None
    return " · ".join(part for part in (said, sanitize(subject or "")) if part)


def panel_words(show: Show, run: BlockRun, now: Instant) -> str:
    """Return who is on a running panel, each with the number and, once somebody had the word, the share of time."""
    turns = [turn for turn in show.turns.values() if turn.block == run.id]
    whole = run.elapsed(now)
    said: list[str] = []
    for number, speaker in enumerate(run.block.people, start=1):
        spoken = sum((turn.interval.elapsed(now) for turn in turns if turn.number == number), ZERO)
        share = f" {spoken / whole:.0%}" if turns and whole else ""
        said.append(f"{number} {sanitize(speaker.name)}{share}")
    return " · ".join(said)


def capacity_of(speaker: Speaker) -> tuple[str, ...]:
    """Return the title, the organization and the country of a speaker, as far as they are known."""
    return tuple(part for part in (speaker.title, speaker.organization, speaker.country) if part)


def pronunciation(run: BlockRun) -> str:
    """Return how the names of the speakers are pronounced; empty where the agenda doesn't say."""
    return "; ".join(sanitize(one.say) for one in run.block.people if one.say)


def item_word(item: Item) -> str:
    """Return the word of an item, as BREAK or VIDEO; for another one its title."""
    return (item.type if item.type != "other" else sanitize(item.title)).upper()


def kind_of(run: BlockRun) -> str:
    """Return the kind of block."""
    return run.block.kind


def counts_quietly(run: BlockRun, countdown: Countdown) -> bool:
    """Return True for an item whose time isn't up: there is nobody to be hurried."""
    return isinstance(run.block, Item) and countdown.signal is not Signal.OVER


def countdown_word(run: BlockRun, countdown: Countdown) -> str:
    """Return the word of a block's countdown: its signal, of an item what it is."""
    if isinstance(run.block, Item) and counts_quietly(run, countdown):
        return item_word(run.block)
    return signal_word(countdown)


def countdown_style(run: BlockRun, countdown: Countdown) -> Style:
    """Return the style of a block's countdown: that of its signal; an item has none until its time is up."""
    return HELD if counts_quietly(run, countdown) else signal_style(countdown.signal)


def panel_turn_words(count: TurnCount) -> str:
    """Return how long a panellist has had the word, of how long where that was said."""
    of = "" if count.remaining is None else f" of {clock_digits(count.elapsed + count.remaining)}"
    return f"{clock_digits(count.elapsed)}{of}"


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
        case _:
            assert_never(status)


def status_words(run: BlockRun) -> str:
    """Return the words that the sign of a status needs; empty for most."""
    match run.status:
        case Status.SKIPPED:
            return "skipped"
        case Status.PARKED:
            return "comes back"
        case Status.WAITING | Status.RUNNING | Status.DONE:
            return ""
        case _:
            assert_never(run.status)


def speaking(show: Show) -> str:
    """Return the name of the person, else of the block, whose time counts down."""
    if show.holding is not None:
        said = show.holding.particulars
        return who(said) if said.who or said.person else "The floor"
    if show.turn_now is not None:
        return sanitize(show.turn_now.speaker.name)
    return "" if show.running is None else title_of(show.running)
