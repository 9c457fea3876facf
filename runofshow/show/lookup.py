"""What people call things: a block by a part of its name, a request by its place on the list."""

from datetime import datetime

from runofshow.agenda.delegations import Name, all_named, folded
from runofshow.errors import Refused
from runofshow.show.entries import ClockAnchored, Entry
from runofshow.show.fold import replay
from runofshow.show.state import BlockRun, Intervention, Request, Show, wall_time
from runofshow.text import without_honorifics


def block_named(show: Show, text: str) -> str:
    """The id of the block that a person means: its id, or words of its id or title that fit no other block.

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


def request_at(show: Show, text: str) -> Request | None:
    """The request that a person means by its place on the list; None if what they typed is no place but a name.

    Raises:
        Refused: nobody waits at that place.
    """
    if not text.isdecimal():
        return None
    queue = show.queue()
    if 1 <= (place := int(text)) <= len(queue):
        return queue[place - 1]
    waiting = {0: "nobody waits", 1: "one waits"}.get(len(queue), f"{len(queue)} wait")
    message = f"there is no place {place} on the list of speakers: {waiting}; a name that is a number follows after --"
    raise Refused(message)


def request_named(show: Show, text: str, *, as_typed: bool = False) -> Request | None:
    """The request that a person means by whose it is; None if nobody of that name waits.

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
        message = f"'{text}' fits several on the list of speakers: {listed}; say which place"
        raise Refused(message)
    return fitting[0][1] if fitting else None


def also_waiting(show: Show, request: int) -> list[tuple[int, Request]]:
    """Other requests of the same delegation, or person, each with its place on the list."""
    if request not in show.requests:
        return []
    mine = _keys_of_asker(show.requests[request])
    queue = enumerate(show.queue(), start=1)
    return [(at, one) for at, one in queue if one.entry != request and not mine.isdisjoint(_keys_of_asker(one))]


def last_step(show: Show) -> Entry:
    """What moved the show last, or opened it."""
    return next(entry for entry in show.history if entry.fact.steers and not isinstance(entry.fact, ClockAnchored))


def also_heard(show: Show, one: Intervention, now: datetime) -> list[Intervention]:
    """Other interventions of the same delegation in the same minutes: it may be the same one, entered twice."""
    begun, ended = _minutes_of(show, one, now)
    found: list[Intervention] = []
    for other in show.log():
        first, last = _minutes_of(show, other, now)
        if other.entry != one.entry and _name_of(other) == _name_of(one) != "" and first <= ended and begun <= last:
            found.append(other)
    return found


def show_as_of(show: Show, at: datetime) -> Show:
    """The show that follows from what had happened by an instant, without what has been undone since.

    An intervention that was entered afterwards is there if it had begun; what was put right later is not.

    Raises:
        Refused: it had not been opened.
    """
    if at < show.opened:
        message = "the show hadn't been opened then"
        raise Refused(message)
    return replay(entry for entry in reversed(list(show.history)) if entry.at <= at)


def _words_of(run: BlockRun) -> str:
    return folded(f"{run.id} {run.block.title}")


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


def _minutes_of(show: Show, one: Intervention, now: datetime) -> tuple[datetime, datetime]:
    """The first and the last minute of an intervention, as the clock on the wall showed them."""
    first, last = (wall_time(show, moment) for moment in (one.spell.start, one.spell.end or now))
    return first.replace(second=0, microsecond=0), last.replace(second=0, microsecond=0)
