"""Sentences about the floor: how many more it can take, who of those who wait fits, and what it lost. Pure."""

from collections.abc import Sequence
from datetime import timedelta

from runofshow.agenda.durations import clock_digits, spell_duration
from runofshow.agenda.model import Floor
from runofshow.show.capacity import Capacity, Turn
from runofshow.show.forecast import Forecast, Guard
from runofshow.show.names import also_waiting, hours_minutes, title_of, who
from runofshow.show.state import Show

_SECOND = timedelta(seconds=1)


def floor_words(show: Show, floor: Capacity) -> str:
    """Say how much time the floor has, and how many more speakers it can take."""
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
    """Say how many more speakers the floor can take."""
    as_they_speak = f", {floor.predicted} as they speak" if floor.predicted != floor.fits else ""
    return f"{floor.fits} more at {clock_digits(floor.limit)}{as_they_speak}."


def seats_words(show: Show, floor: Capacity) -> str:
    """Say if all who wait fit, and if the list should be closed; empty if nobody waits."""
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
    """Return the three sentences for so many who wait: they fit, would fit at a limit, don't fit."""
    match count:
        case 1:
            return "The one waiting fits", "The one waiting would fit", "The one waiting doesn't fit"
        case 2:
            return "Both waiting fit", "Both waiting would fit", "The two waiting don't both fit"
        case _:
            them = f"{count} waiting"
            return f"All {them} fit", f"The {them} would all fit", f"The {them} don't all fit"


def turn_words(show: Show, turn: Turn | None) -> str:
    """Return the time at which somebody can expect the floor, or "no time"; empty where no floor round is left."""
    if turn is None:
        return ""
    return hours_minutes(show, turn.start) if turn.fits else "no time"


def all_floor_words(forecast: Forecast) -> str:
    """Say how much time all floor rounds to come have together; empty if there is only one, or if it is as planned."""
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
    """Warn of floor rounds that are cut to their minimum; empty if there is none."""
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


def waits_already(show: Show, request: int) -> str:
    """Say that the delegation or person of a request is on the list of speakers already; empty if not."""
    others = [f"{who(other.particulars)} at place {place}" for place, other in also_waiting(show, request)]
    return f"already on the list of speakers: {', '.join(others)}; two capacities, or asked twice?" if others else ""


def _whole(span: timedelta) -> timedelta:
    return span // _SECOND * _SECOND
