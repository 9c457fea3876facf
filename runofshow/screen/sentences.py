"""What happened and where the show stands, as one sentence: for the screen's notice and for commands. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import assert_never

from runofshow.agenda.delegations import Category
from runofshow.agenda.duration import countdown_digits, signed_digits, spell_duration
from runofshow.screen.lines import people
from runofshow.screen.words import (
    CATEGORIES,
    ORDERS,
    clock_time,
    finish_words,
    held_words,
    hours_minutes,
    intervention_words,
    offset_words,
    signal_word,
    title_of,
    who,
)
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
    ListOrdered,
    ListReopened,
    Moved,
    Noted,
    Opened,
    Particulars,
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
from runofshow.show.lookup import also_waiting
from runofshow.show.refused import on_another_day, which_of_two
from runofshow.show.state import Show

MOST_NAMED_LEFT = 5
"""Of the blocks that a closing leaves, and of those who wait."""

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
            which = f"{which_of_two(show, until)}{on_another_day(show, until)}"
            return f"the room is ours until {hours_minutes(show, until)}{which}"
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
        case ListOrdered(order=order):
            return f"order of the list of speakers: {ORDERS[order]}"
        case LimitSet(block=block, limit=limit, category=category):
            return f"limit of an intervention: {_limit(show, block, limit, category)}"
        case FloorGiven(number=number, particulars=particulars):
            return f"floor given: {number} {who(particulars)}{_reply(show, particulars)}"
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
        case Amended(of=of, changes=changes):
            return f"put right: {_particulars_of(show, of)}{_clocks(show, of, changes)}"
        case Noted(of=of):
            return f"noted on {_particulars_of(show, of)}" if of is not None else "noted"
        case _:
            assert_never(entry.fact)


def waits_already(show: Show, request: int) -> str:
    """That whoever asked is on the list of speakers already, in whatever capacity; empty if not."""
    others = [f"{who(other.particulars)} at place {place}" for place, other in also_waiting(show, request)]
    return f"already on the list of speakers: {', '.join(others)}; two capacities, or asked twice?" if others else ""


def left_undone(show: Show) -> str:
    """What would be left undone if the show were closed now, as counts in one line; empty if nothing."""
    blocks, waiting = len(list(show.remaining())), len(show.waiting)
    parts = [
        "a block still runs" if show.running is not None else "",
        f"{blocks} {'block is' if blocks == 1 else 'blocks are'} not run" if blocks else "",
        f"{waiting} {'waits' if waiting == 1 else 'wait'} for the floor" if waiting else "",
    ]
    return ", ".join(filter(None, parts))


def who_was_left(show: Show) -> str:
    """The block that runs, those that were not run and those who still wait, by name; empty if there is nobody."""
    running = "" if show.running is None else f"running: {title_of(show.running)}"
    blocks = _some([title_of(run) for run in show.remaining()])
    waiting = _some([who(request.particulars) for request in show.queue()])
    parts = [running, f"not run: {blocks}" if blocks else "", f"waiting: {waiting}" if waiting else ""]
    return "; ".join(filter(None, parts))


def _some(names: Sequence[str]) -> str:
    """The first of the names, and how many more there are."""
    more = len(names) - MOST_NAMED_LEFT
    return ", ".join([*names[:MOST_NAMED_LEFT], *([f"and {more} more"] if more > 0 else [])])


def standing(show: Show, forecast: Forecast) -> str:
    """Where the show is: what runs or is next, the offset, and the finish."""
    if show.closed is not None:
        where = "the show is closed"
    elif (running := show.running) is not None:
        where = title_of(running)
        if (countdown := forecast.countdown) is not None:
            where += f", {countdown_digits(countdown.remaining)} {'PAUSED' if show.paused else signal_word(countdown)}"
            where += f" ({held})" if (held := held_words(forecast)) else ""
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


def _limit(show: Show, block: str, limit: timedelta, category: Category | None) -> str:
    """A limit that was set; of everybody's also who keeps another one."""
    if category is not None:
        return f"{spell_duration(limit)} for {CATEGORIES[category]}"
    kept = show.limits_in(show.runs.get(block)).by_category()
    others = ", ".join(f"{CATEGORIES[name]} {spell_duration(own)}" for name, own in kept.items())
    return f"{spell_duration(limit)}{f' ({others})' if others else ''}"


def _reply(show: Show, particulars: Particulars) -> str:
    """Whom a reply answers."""
    to = particulars.in_reply_to
    if to is None:
        return ""
    answered = next((one for one in show.interventions.values() if one.number == to), None)
    return f", in reply to {to if answered is None else intervention_words(answered)}"


def _asked(show: Show, request: int) -> str:
    return who(show.requests[request].particulars) if request in show.requests else f"request {request}"


def _clocks(show: Show, of: int, changes: Particulars) -> str:
    """That the kind of an intervention was known too late to hold anybody's clock, or to let it run."""
    one = show.interventions.get(of)
    if "kind" not in changes.model_fields_set or one is None or not one.clocks_stay:
        return ""
    return "; that became known too late to tell who would have spoken on: the clocks stay as they ran"


def _particulars_of(show: Show, entry: int) -> str:
    one = show.interventions.get(entry)
    return _asked(show, entry) if one is None else f"{one.number} {who(one.particulars)}"
