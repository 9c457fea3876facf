"""Names of blocks, requests, interventions and times in sentences; and the block or person that a typed name means."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from runofshow.agenda.delegations import Category, Name, all_named, folded
from runofshow.agenda.model import ListOrder, Speaker
from runofshow.errors import Refused, Remedy, UndoneMeanwhile
from runofshow.instants import Instant, shown_length
from runofshow.show.particulars import Particulars
from runofshow.show.parts import ZERO, BlockRun, Interval, Intervention, Request
from runofshow.show.state import ExpectedState, Show, wall_time
from runofshow.text import is_blank, sanitize, without_honorifics

NO_NAME = "(no name yet)"


CATEGORY_WORDS: Final[dict[Category, str]] = {
    "state": "States",
    "observer": "observers",
    "group": "groups",
    "un": "UN entities",
    "igo": "intergovernmental organizations",
    "nhri": "national institutions",
    "ngo": "NGOs",
    "panel": "the panel",
    "other": "others",
}
"""The names of the categories that can have a limit of their own."""
ORDER_WORDS: Final[dict[ListOrder, str]] = {
    "asked": "as they asked",
    "groups-first": "groups first, then States, observers, UN entities, national institutions, NGOs",
}
"""The orders of the list of speakers, in words."""


def hours_minutes(show: Show, instant: Instant | None) -> str:
    """Return the clock on the wall at an instant, without its seconds; blanks for None."""
    if instant is None:
        return " " * 5
    wall = wall_time(show, instant)
    return f"{wall.hour:02}:{wall.minute:02}"


def clock_time(show: Show, instant: Instant) -> str:
    """Return the clock on the wall at an instant, to the second."""
    return wall_time(show, instant).strftime("%H:%M:%S")


def length_of(show: Show, intervals: Iterable[Interval], now: Instant) -> timedelta:
    """Return the length to show of a block or an intervention that ran in these intervals; see `shown_length`."""
    ran = list(intervals)
    spans = [(one.start + show.correction, one.until(now) + show.correction) for one in ran]
    return shown_length(spans, sum((one.elapsed(now) for one in ran), ZERO))


def who(particulars: Particulars) -> str:
    """Return the name of somebody who has, had or asked for the floor, and on whose behalf."""
    name = sanitize(particulars.name or "") or NO_NAME
    if particulars.on_behalf_of:
        name = f"{name}, on behalf of {sanitize(particulars.on_behalf_of)}"
    if particulars.also_on_behalf_of:
        *others, last = map(sanitize, particulars.also_on_behalf_of)
        name = f"{name}, also on behalf of {' and '.join(filter(None, (', '.join(others), last)))}"
    return f"Point of order: {name}" if particulars.kind == "point_of_order" else name


def intervention_words(one: Intervention) -> str:
    """Return the number and name of an intervention."""
    return f"{one.number} {who(one.particulars)}"


def title_of(run: BlockRun) -> str:
    """Return what a list calls a block, sanitized."""
    return sanitize(run.block.called)


def block_title(show: Show, block: str) -> str:
    """Return what a list calls the block of an id; the id itself where there is no such block any more."""
    run = show.runs.get(block)
    return sanitize(block) if run is None else title_of(run)


def asker(show: Show, request: int) -> str:
    """Return who asked for the floor; the request's number where it is known no more."""
    return who(show.requests[request].particulars) if request in show.requests else f"request {request}"


def clock_and_day(show: Show, at: Instant, form: str = "%H:%M:%S") -> str:
    """Return the time on the wall of the room, with its date if it isn't that of the opening.

    Where a clock time comes twice because clocks go back, its offset follows, as `` (UTC-04:00)``.
    """
    shown = wall_time(show, at)
    twice = shown.utcoffset() != shown.replace(fold=1 - shown.fold).utcoffset()
    zone = f"{shown:%z}"
    return f"{shown:{form}}{f' (UTC{zone[:3]}:{zone[3:5]})' if twice else ''}{on_another_day(show, at)}"


def on_another_day(show: Show, at: Instant) -> str:
    """Return the date of an instant if it isn't the day of the opening, as `` on 21 July 2016``; else nothing."""
    shown = wall_time(show, at)
    return "" if shown.date() == wall_time(show, show.opened).date() else f"{shown: on %d %B %Y}"


def block_named(show: Show, text: str) -> str:
    """Return the id of the block of that id, or of the one with these words in id or title; refuse if none fits."""
    if text in show.runs:
        return text
    wanted = folded(text)
    words = ((run.id, folded(f"{run.id} {run.block.title} {run.block.called}")) for run in show.running_order())
    fitting = [name for name, said in words if wanted and wanted in said]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise Refused(f"'{text}' fits several blocks: {', '.join(fitting)}; use one of these names")
    raise Refused(f"no block is called '{text}'; there are {', '.join(show.order)}")


def speaker_meant(people: Sequence[Speaker], text: str) -> int:
    """Return the number of the speaker meant by it, or by a part of the name; refuse if nobody fits, or several do."""
    if text.isdecimal() and 1 <= int(text) <= len(people):
        return int(text)
    wanted = folded(without_honorifics(text))
    fitting = [place for place, one in enumerate(people, start=1) if wanted and wanted in folded(one.name)]
    if len(fitting) == 1:
        return fitting[0]
    meant = fitting or range(1, len(people) + 1)
    known = ", ".join(f"{place} {people[place - 1].name}" for place in meant)
    reason = f"'{text}' fits several speakers" if fitting else f"none of the speakers is called '{text}'"
    raise Refused(f"{reason}: {known}")


def block_called(show: Show, name: str) -> BlockRun:
    """Return the block of an id; refuse if there is none."""
    if (run := show.runs.get(name)) is None:
        raise Refused(f"no block is called '{name}'", Remedy.SHOW_BLOCKS)
    return run


def request_at(show: Show, text: str) -> Request | None:
    """Return the request at a place on the list; None if a name was typed instead; refuse if nobody waits there."""
    if not text.isdecimal():
        return None
    queue = show.queue()
    if 1 <= (place := int(text)) <= len(queue):
        return queue[place - 1]
    waiting = {0: "nobody waits", 1: "one waits"}.get(len(queue), f"{len(queue)} wait")
    raise Refused(
        f"there is no place {place} on the list of speakers: {waiting}; a name that is a number follows after --"
    )


def request_named(show: Show, text: str, *, as_typed: bool = False) -> Request | None:
    """Return the request of a person or delegation; None if nobody of that name waits; refuse if several do.

    A delegation goes by any of its names in any language and by its codes, unless the name is to be taken as typed.
    """
    delegations = () if as_typed else all_named(text)
    wanted = {*_keys_of(text), *(key for delegation in delegations for key in _keys_of(delegation.name))}
    queue = list(enumerate(show.queue(), start=1))
    fitting = [(place, request) for place, request in queue if not wanted.isdisjoint(_keys_of_asker(request))]
    if len(fitting) > 1:
        askers = ((place, (request.particulars.who, request.particulars.person)) for place, request in fitting)
        listed = ", ".join(f"{place} {', '.join(dict.fromkeys(filter(None, names)))}" for place, names in askers)
        raise Refused(f"'{text}' fits several on the list of speakers: {listed}; say which place")
    return fitting[0][1] if fitting else None


def request_waiting(show: Show, request: int | None) -> Request:
    """Return the request that an entry made, else the first on the list; refuse if it isn't there."""
    if not show.waiting:
        raise Refused("nobody is on the list of speakers")
    if request is None:
        return show.requests[show.waiting[0]]
    if request not in show.waiting:
        raise Refused("that request isn't on the list of speakers any more", Remedy.SHOW_LIST)
    return show.requests[request]


def also_waiting(show: Show, request: int) -> list[tuple[int, Request]]:
    """Return other requests of the same delegation, or person, each with its place on the list."""
    if request not in show.requests:
        return []
    mine = _keys_of_asker(show.requests[request])
    queue = enumerate(show.queue(), start=1)
    return [(at, one) for at, one in queue if one.entry != request and not mine.isdisjoint(_keys_of_asker(one))]


def intervention_numbered(show: Show, number: int) -> Intervention:
    """Return the intervention that has a number; refuse if there is none."""
    if (found := show.numbered_as(number)) is None:
        struck = next((one for one in show.struck.values() if one.intervention.number == number), None)
        if struck is not None:
            called = struck.intervention.called
            raise Refused(f"intervention {number}, {called}, was struck: 'undo @{struck.entry}' brings it back")
        known = f"they go up to {show.numbered}" if show.numbered else "there is none yet"
        raise Refused(f"there is no intervention {number}: {known}", Remedy.SHOW_LOG)
    return found


def intervention_meant(show: Show, number: int, expected: ExpectedState | None = None) -> Intervention:
    """Return the intervention of a number; refuse if the person saw another one under that number."""
    seen = None if expected is None else expected.intervention
    if seen is None:
        return intervention_numbered(show, number)
    if (one := show.interventions.get(seen)) is None:
        by_now = show.numbered_as(number)
        taken = "" if by_now is None else f", and {number} is {by_now.called} by now"
        raise UndoneMeanwhile(
            f"the intervention that was number {number} was undone meanwhile{taken}: nothing has been entered"
        )
    return one


def check_names(*names: str) -> None:
    """Refuse names of which nothing can be seen."""
    if any(map(is_blank, names)):
        raise Refused("a name holds nothing that can be seen: write it with letters")


def check_particulars(
    show: Show, particulars: Particulars, *, by: int | None = None, expected: ExpectedState | None = None
) -> None:
    """Refuse names that can't be seen, and a reply to what was never said, or was undone.

    `by` is the number of the intervention itself, if it has one. `expected` names the intervention that the person saw
    being answered.
    """
    for field in ("who", "person", "on_behalf_of", "also_on_behalf_of", "read_for", "addressed_to"):
        value = getattr(particulars, field) or ()
        check_names(*((value,) if isinstance(value, str) else value))
    if particulars.in_reply_to is None:
        return
    if intervention_meant(show, particulars.in_reply_to, expected).number == by:
        raise Refused(f"intervention {by} can't be a reply to itself: name the one that it replied to")


def also_heard(show: Show, one: Intervention, now: Instant) -> list[Intervention]:
    """Return other interventions of the same delegation in the same minutes: it may be one that was entered twice."""

    def known(other: Intervention) -> tuple[str, datetime, datetime]:
        said, interval = other.particulars, other.interval
        first, last = (
            wall_time(show, at).replace(second=0, microsecond=0) for at in (interval.start, interval.end or now)
        )
        return folded(said.name or ""), first, last

    name, begun, ended = known(one)
    others = ((other, *known(other)) for other in show.log() if name and other.entry != one.entry)
    return [other for other, named, first, last in others if named == name and first <= ended and begun <= last]


def _keys_of(name: str) -> tuple[str, ...]:
    return Name.of(name, "other", [without_honorifics(name)]).keys


def _keys_of_asker(request: Request) -> set[str]:
    said = request.particulars
    return {key for name in (said.who, said.person) if name for key in _keys_of(name)}
