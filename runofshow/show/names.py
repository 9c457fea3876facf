"""The names of blocks, requests, interventions and times in sentences, and the ones that a person means."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Literal, assert_never

from runofshow.agenda.delegations import Category, Name, all_named, folded
from runofshow.agenda.model import ListOrder, Speaker
from runofshow.errors import Refused, Remedy, UndoneMeanwhile
from runofshow.instants import Instant, shown_length
from runofshow.show.particulars import Particulars
from runofshow.show.parts import ZERO, BlockRun, Interval, Intervention, Request
from runofshow.show.state import ExpectedState, Show, wall_time
from runofshow.text import is_blank, sanitize, without_honorifics

NO_NAME = "(no name yet)"


def category_words(category: Category) -> str:  # noqa: PLR0911 -- one line a category, checked to be complete
    """Return what those are called who have a limit of their own."""
    match category:
        case "state":
            return "States"
        case "observer":
            return "observers"
        case "group":
            return "groups"
        case "un":
            return "UN entities"
        case "igo":
            return "intergovernmental organizations"
        case "nhri":
            return "national institutions"
        case "ngo":
            return "NGOs"
        case "panel":
            return "the panel"
        case "other":
            return "others"
        case _:
            assert_never(category)


def order_words(order: ListOrder) -> str:
    """Return in which order those who wait have their turns."""
    match order:
        case "asked":
            return "as they asked"
        case "groups-first":
            return "groups first, then States, observers, UN entities, national institutions, NGOs"
        case _:
            assert_never(order)


def hours_minutes(show: Show, instant: Instant | None) -> str:
    """Return the clock on the wall at an instant, without its seconds; blanks for None."""
    return " " * 5 if instant is None else wall_time(show, instant).strftime("%H:%M")


def clock_time(show: Show, instant: Instant) -> str:
    """Return the clock on the wall at an instant, to the second."""
    return wall_time(show, instant).strftime("%H:%M:%S")


def length_of(show: Show, intervals: Iterable[Interval], now: Instant) -> timedelta:
    """Return the length to show of a block or an intervention that ran in these intervals; see `shown_length`."""
    ran = list(intervals)
    spans = [(wall_time(show, one.start), wall_time(show, one.until(now))) for one in ran]
    return shown_length(spans, sum((one.elapsed(now) for one in ran), ZERO))


def who(particulars: Particulars) -> str:
    """Return the name of somebody who has, had or asked for the floor, and on whose behalf."""
    name = sanitize(particulars.who or particulars.person or "") or NO_NAME
    if particulars.on_behalf_of:
        name = f"{name}, on behalf of {sanitize(particulars.on_behalf_of)}"
    if particulars.also_on_behalf_of:
        name = f"{name}, also on behalf of {_listed(particulars.also_on_behalf_of)}"
    return f"Point of order: {name}" if particulars.kind == "point_of_order" else name


def _listed(names: Sequence[str]) -> str:
    """Return names one after the other, the last two with an “and”."""
    *before, last = map(sanitize, names)
    return f"{', '.join(before)} and {last}" if before else last


def intervention_words(one: Intervention) -> str:
    """Return the number and name of an intervention."""
    return f"{one.number} {who(one.particulars)}"


def kind_words(kind: Literal["speech", "panel", "floor", "item"]) -> str:
    """Return what a sentence calls a block of a kind."""
    match kind:
        case "speech":
            return "a speech"
        case "panel":
            return "a panel"
        case "floor":
            return "a floor round"
        case "item":
            return "an item, in which nobody speaks"
        case _:
            assert_never(kind)


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


def clock_and_day(show: Show, at: Instant) -> str:
    """Return the time on the wall of the room, with its date if it isn't that of the opening; see `which_of_two`."""
    return f"{wall_time(show, at):%H:%M:%S}{which_of_two(show, at)}{on_another_day(show, at)}"


def which_of_two(show: Show, at: Instant) -> str:
    """Return the offset of a clock time that comes twice because clocks go back, as `` (UTC-04:00)``; else nothing."""
    shown = wall_time(show, at)
    if shown.utcoffset() == shown.replace(fold=1 - shown.fold).utcoffset():
        return ""
    offset = f"{shown:%z}"
    return f" (UTC{offset[:3]}:{offset[3:5]})"


def on_another_day(show: Show, at: Instant) -> str:
    """Return the date of an instant if it isn't the day of the opening, as `` on 21 July 2016``; else nothing."""
    shown = wall_time(show, at)
    return "" if shown.date() == wall_time(show, show.opened).date() else f"{shown: on %d %B %Y}"


def block_named(show: Show, text: str) -> str:
    """Return the id of the block that a person means by its id, or by words of its id or title that fit no other block.

    Raises:
        Refused: no block fits, or several do.
    """
    if text in show.runs:
        return text
    wanted = folded(text)
    fitting = [name for name in show.order if wanted and wanted in _words_of(show.runs[name])]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        message = f"'{text}' fits several blocks: {', '.join(fitting)}; use one of these names"
    else:
        message = f"no block is called '{text}'; there are {', '.join(show.order)}"
    raise Refused(message)


def speaker_meant(people: Sequence[Speaker], text: str) -> int:
    """Return the number of the speaker of a block whom a person means, by that number or by a part of the name.

    Raises:
        Refused: nobody fits, or several do.
    """
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
    """Return the block of an id.

    Raises:
        Refused: there is none.
    """
    if (run := show.runs.get(name)) is None:
        raise Refused(f"no block is called '{name}'", Remedy.SHOW_BLOCKS)
    return run


def request_at(show: Show, text: str) -> Request | None:
    """Return the request that a person means by its place on the list; None if they typed a name instead of a place.

    Raises:
        Refused: nobody waits at that place.
    """
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
    """Return the request of the person or delegation of that name; None if nobody of that name waits.

    A delegation goes by any of its names in any language and by its codes, unless the name is to be taken as typed.

    Raises:
        Refused: several requests fit.
    """
    delegations = () if as_typed else all_named(text)
    wanted = {*_keys_of(text), *(key for delegation in delegations for key in _keys_of(delegation.name))}
    queue = list(enumerate(show.queue(), start=1))
    fitting = [(place, request) for place, request in queue if not wanted.isdisjoint(_keys_of_asker(request))]
    if len(fitting) > 1:
        listed = ", ".join(f"{place} {_asker(request)}" for place, request in fitting)
        raise Refused(f"'{text}' fits several on the list of speakers: {listed}; say which place")
    return fitting[0][1] if fitting else None


def request_waiting(show: Show, request: int | None) -> Request:
    """Return the request that an entry made, else the first on the list.

    Raises:
        Refused: it isn't on the list, or nobody is.
    """
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
    """Return the intervention that has a number.

    Raises:
        Refused: there is none.
    """
    if (found := _numbered(show, number)) is None:
        struck = next((one for one in show.struck.values() if one.intervention.number == number), None)
        if struck is not None:
            called = struck.intervention.called
            raise Refused(f"intervention {number}, {called}, was struck: 'undo @{struck.entry}' brings it back")
        known = f"they go up to {show.numbered}" if show.numbered else "there is none yet"
        raise Refused(f"there is no intervention {number}: {known}", Remedy.SHOW_LOG)
    return found


def intervention_meant(show: Show, number: int, expected: ExpectedState | None = None) -> Intervention:
    """Return the intervention that a person means by a number: the one that they saw under it, if they saw any.

    Raises:
        Refused: there is none.
        UndoneMeanwhile: what they saw was undone, whoever has the number now.
    """
    seen = None if expected is None else expected.intervention
    if seen is None:
        return intervention_numbered(show, number)
    if (one := show.interventions.get(seen)) is None:
        by_now = _numbered(show, number)
        taken = "" if by_now is None else f", and {number} is {by_now.called} by now"
        raise UndoneMeanwhile(
            f"the intervention that was number {number} was undone meanwhile{taken}: nothing has been entered"
        )
    return one


def check_names(*names: str) -> None:
    """Do nothing if something can be seen of every name.

    Raises:
        Refused: one is blank or invisible.
    """
    if any(map(is_blank, names)):
        raise Refused("a name holds nothing that can be seen: write it with letters")


def check_particulars(
    show: Show, particulars: Particulars, *, by: int | None = None, expected: ExpectedState | None = None
) -> None:
    """Refuse names that can't be seen, and a reply to what was never said, or was undone.

    `by` is the number of the intervention itself, where it has one; `expected` knows what the person saw answered.
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
    begun, ended = _minutes_of(show, one, now)
    found: list[Intervention] = []
    for other in show.log():
        first, last = _minutes_of(show, other, now)
        if other.entry != one.entry and _name_of(other) == _name_of(one) != "" and first <= ended and begun <= last:
            found.append(other)
    return found


def _words_of(run: BlockRun) -> str:
    return folded(f"{run.id} {run.block.title} {run.block.called}")


def _keys_of(name: str) -> tuple[str, ...]:
    return Name.of(name, "other", [without_honorifics(name)]).keys


def _keys_of_asker(request: Request) -> set[str]:
    said = request.particulars
    return {key for name in (said.who, said.person) if name for key in _keys_of(name)}


def _asker(request: Request) -> str:
    said = request.particulars
    return ", ".join(dict.fromkeys(name for name in (said.who, said.person) if name))


def _name_of(one: Intervention) -> str:
    return folded(one.particulars.who or one.particulars.person or "")


def _minutes_of(show: Show, one: Intervention, now: Instant) -> tuple[datetime, datetime]:
    """Return the first and the last minute of an intervention, by the clock on the wall."""
    first, last = (wall_time(show, moment) for moment in (one.interval.start, one.interval.end or now))
    return first.replace(second=0, microsecond=0), last.replace(second=0, microsecond=0)


def _numbered(show: Show, number: int) -> Intervention | None:
    return next((one for one in show.interventions.values() if one.number == number), None)
