"""What happened and where the show stands, as one sentence: for the screen's notice and for commands. Pure."""

from datetime import datetime, timedelta
from typing import assert_never

from runofshow.agenda.duration import countdown_digits, signed_digits, spell_duration
from runofshow.screen.lines import people
from runofshow.screen.words import clock_time, finish_words, hours_minutes, offset_words, signal_word, title_of, who
from runofshow.show.entries import (
    Amended,
    BlockEnded,
    BlockStarted,
    ClockAnchored,
    ClockCorrected,
    Closed,
    Entry,
    Extended,
    FloorEnded,
    FloorGiven,
    FloorRequested,
    HardStopSet,
    Inserted,
    LimitSet,
    ListClosed,
    ListReopened,
    Moved,
    Noted,
    Opened,
    Paused,
    Recorded,
    RequestAbsent,
    RequestMoved,
    RequestWithdrawn,
    Restored,
    Resumed,
    Skipped,
    StageSet,
    Substituted,
    Undone,
)
from runofshow.show.forecast import Forecast
from runofshow.show.rules import on_another_day
from runofshow.show.state import Show

NOTICEABLE = timedelta(seconds=2)
"""A laptop's clock that strays less than this wasn't moved."""


def done(entry: Entry, show: Show) -> str:  # noqa: C901, PLR0911, PLR0912 -- one line a kind, checked to be complete
    """What an entry did; `show` is the show that knows what it names."""
    match entry.fact:
        case Opened():
            return f"opened: {people(show.agenda.title)}"
        case BlockStarted(block=block):
            return f"started: {_title(show, block)}"
        case BlockEnded():
            return "ended: the block" if show.last is None else f"ended: {_title(show, show.last)}"
        case Paused():
            return "paused: the countdown is held"
        case Resumed():
            return "resumed: the countdown goes on"
        case Extended(more=more, block=block):
            return f"{signed_digits(more)} for {_holder(show) if block is None else _title(show, block)}"
        case Skipped(block=block, come_back=come_back):
            return f"{'set aside, to come back' if come_back else 'skipped'}: {_title(show, block)}"
        case Restored(block=block):
            return f"brought back: {_title(show, block)}"
        case Moved(block=block, before=before):
            return (
                f"moved: {_title(show, block)}, {'to the end' if before is None else f'before {_title(show, before)}'}"
            )
        case Inserted(block=block):
            return f"inserted: {people(block.title)} ('{block.id}')"
        case Substituted(block=block, speaker=speaker):
            return f"{people(speaker.name)} speaks in the block '{block}'"
        case HardStopSet(hard_stop=hard_stop):
            until = hard_stop - show.correction
            return f"the room is ours until {hours_minutes(show, until)}{on_another_day(show, until)}"
        case FloorRequested(particulars=particulars):
            return f"on the list of speakers: {who(particulars)}"
        case RequestWithdrawn(request=request):
            return f"off the list of speakers: {_asked(show, request)}"
        case RequestMoved(request=request, place=place):
            return f"place {place} on the list of speakers: {_asked(show, request)}"
        case RequestAbsent(request=request):
            return f"absent, the turn is lost: {_asked(show, request)}"
        case ListClosed():
            return "the list of speakers is closed"
        case ListReopened():
            return "the list of speakers is open"
        case LimitSet(limit=limit):
            return f"limit of an intervention: {spell_duration(limit)}"
        case FloorGiven(number=number, particulars=particulars):
            return f"floor given: {number} {who(particulars)}"
        case FloorEnded():
            return "floor done"
        case StageSet(message=message, blank=blank):
            return (
                "the speaker's screen is blank"
                if blank
                else f"on the speaker's screen: {people(message or 'the countdown')}"
            )
        case ClockCorrected(correction=correction):
            return (
                f"the plan and all times are shown {signed_digits(correction)} from the laptop's clock at the opening"
            )
        case ClockAnchored():
            return "the laptop was started anew: the show clock goes on from the last entry"
        case Undone(entry=number):
            return f"undone: entry {number}"
        case Closed():
            return "the show is closed"
        case Recorded(number=number, particulars=particulars):
            return f"recorded: {number} {who(particulars)}"
        case Amended(of=of):
            return f"put right: {_particulars_of(show, of)}"
        case Noted(of=of):
            return f"noted on {_particulars_of(show, of)}" if of is not None else "noted"
        case _:
            assert_never(entry.fact)


def standing(show: Show, forecast: Forecast) -> str:
    """Where the show is: what runs or is next, the offset, and the finish."""
    if show.closed is not None:
        where = "the show is closed"
    elif (running := show.running) is not None:
        where = title_of(running)
        if (countdown := forecast.countdown) is not None:
            where += f", {countdown_digits(countdown.remaining)} {'PAUSED' if show.paused else signal_word(countdown)}"
    elif forecast.next_block is not None:
        where = f"next is {title_of(forecast.next_block.run)}"
    else:
        where = "every block has been run"
    return f"{where}; {offset_words(forecast.offset)}; {finish_words(show, forecast)}"


def clocks(show: Show, now: datetime, pushed: timedelta) -> str:
    """What the show's clock says, and whether the laptop's was moved."""
    said = f"the show's clock: {clock_time(show, now)} ({show.agenda.timezone.key})"
    return said if abs(pushed) < NOTICEABLE else f"{said}; {laptop_moved(pushed)}"


def laptop_moved(pushed: timedelta) -> str:
    """That somebody set the laptop's clock, and that it doesn't matter."""
    return f"laptop clock moved {signed_digits(pushed)}; the show clock did not"


def _title(show: Show, block: str) -> str:
    run = show.runs.get(block)
    return people(block) if run is None else title_of(run)


def _holder(show: Show) -> str:
    return "whoever holds the floor" if show.holding is None else who(show.holding.particulars)


def _asked(show: Show, request: int) -> str:
    return who(show.requests[request].particulars) if request in show.requests else f"request {request}"


def _particulars_of(show: Show, entry: int) -> str:
    one = show.interventions.get(entry)
    return _asked(show, entry) if one is None else f"{one.number} {who(one.particulars)}"
