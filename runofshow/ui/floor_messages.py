"""Sentences about the floor: how many more it can take, who of those who wait fits, and what it lost. Pure."""

from collections.abc import Sequence
from datetime import timedelta

from runofshow.agenda.durations import clock_digits
from runofshow.agenda.model import Floor
from runofshow.instants import SECOND
from runofshow.show.capacity import Capacity, Turn
from runofshow.show.forecast import Forecast, Guard
from runofshow.show.names import also_waiting, hours_minutes, title_of, who
from runofshow.show.parts import ZERO
from runofshow.show.state import Show


def floor_words(show: Show, floor: Capacity) -> str:
    """Say how much time the floor has, and how many more speakers it can take."""
    if floor.block.id == show.current:
        return f"{clock_digits(floor.remaining)} left for the floor: {brief_floor_words(show, floor)}"
    speakers = "speaker" if floor.fits == 1 else "speakers"
    return f"Next floor round: {length_words(floor.remaining)}{_planned(floor)}, {floor.fits} {speakers}{_at(floor)}."


def _planned(floor: Capacity) -> str:
    """Compare the time of a floor round with its plan; of a round that comes back only what it hasn't used counts."""
    run, length = floor.block, floor.remaining
    used = sum((one.elapsed(one.end) for one in run.intervals if one.end is not None), ZERO)
    planned, minimum = max(ZERO, run.planned - used), max(ZERO, run.block.minimum - used)
    if abs(planned - length) < SECOND:
        return ""
    if length > planned:
        return f" ({length_words(planned)} planned)"
    if not minimum:
        return f" of {length_words(planned)}"
    at_least = f"minimum {length_words(minimum)}" if length > minimum else "its minimum"
    return f" of {length_words(planned)} ({at_least})"


def brief_floor_words(show: Show, floor: Capacity) -> str:
    """Say how many more speakers the floor can take."""
    return f"{'' if floor.block.id == show.current else 'Floor: '}{floor.fits} more{_at(floor)}."


def _at(floor: Capacity) -> str:
    """Say at which limit so many fit, and how many at the pace of this meeting where that is another number."""
    as_they_speak = f", {floor.predicted} as they speak" if floor.predicted != floor.fits else ""
    return f" at {clock_digits(floor.limit)}{as_they_speak}"


def length_words(span: timedelta) -> str:
    """Return a length in words that nobody takes for a time of day: ``12 min``, ``1 h 5 min``, ``35 min 42 s``."""
    seconds = span // SECOND
    parts = ((seconds // 3600, "h"), (seconds // 60 % 60, "min"), (seconds % 60, "s"))
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 min"


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
    kept = sum((block.allotment for block in ahead), ZERO)
    planned = sum((block.run.planned for block in ahead), ZERO)
    if len(ahead) <= 1 or abs(planned - kept) < SECOND:
        return ""
    return f"The {len(ahead)} floor rounds to come: {length_words(kept)} ({length_words(planned)} planned)."


def guards_words(guards: Sequence[Guard]) -> str:
    """Warn of floor rounds that are cut to their minimum; empty if there is none."""
    match guards:
        case []:
            return ""
        case [guard]:
            lost, minimum = length_words(guard.lost), length_words(guard.minimum)
            return f"FLOOR CUT TO ITS MINIMUM, {minimum}: {lost} lost ({title_of(guard.run)})"
        case _:
            lost = length_words(sum((guard.lost for guard in guards), ZERO))
            return f"{len(guards)} FLOOR ROUNDS CUT TO THEIR MINIMUM: {lost} lost"


def waits_already(show: Show, request: int) -> str:
    """Say that the delegation or person of a request is on the list of speakers already; empty if not."""
    others = [f"{who(other.particulars)} at place {place}" for place, other in also_waiting(show, request)]
    return f"already on the list of speakers: {', '.join(others)}; two capacities, or asked twice?" if others else ""
