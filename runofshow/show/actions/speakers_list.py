"""The list of speakers: who asks for the floor, and in which order they have their turns."""

from bisect import bisect
from itertools import takewhile
from typing import Annotated, Final, Literal, final

from pydantic import Field

from runofshow.agenda.delegations import Category
from runofshow.agenda.model import ListOrder
from runofshow.errors import Refused, Remedy
from runofshow.instants import Instant
from runofshow.show.limits import speaks_for_a_group
from runofshow.show.names import ORDER_WORDS, asker, check_particulars, request_waiting, who
from runofshow.show.particulars import POINT_OF_ORDER, Kind, Particulars
from runofshow.show.parts import Goes, Request, replace
from runofshow.show.state import Action, Entry, Event, Show

_GROUPS: Final = 0
_RANKS: Final[dict[Category | None, int]] = {"state": 1, "observer": 2, "un": 3, "igo": 4, "nhri": 5, "ngo": 6}
_OTHERS: Final = 7
_RIGHT_OF_REPLY: Final = 8
_PLACES: Final[dict[Goes | None, int]] = {"first": -1, None: 0, "last": 1}


@final
class FloorRequested(Event):
    """Somebody asked for the floor and is on the list of speakers."""

    kind: Literal["floor_requested"] = "floor_requested"
    newer = frozenset({"goes"})
    particulars: Particulars
    goes: Goes | None = None
    """`first` or `last`: before or after all others; null: by the order of the list."""

    def apply(self, show: Show, entry: Entry) -> Show:
        request = Request(entry.n, entry.at, self.particulars, self.goes)
        asked = replace(show, requests=show.requests.insert(entry.n, request))
        return replace(asked, waiting=joined(asked, request, show.waiting))

    def describe(self, show: Show) -> str:
        return f"on the list of speakers: {who(self.particulars)}"


@final
class Ask(Action):
    """Put somebody on the list of speakers: a point of order first, a right of reply last, also on a closed list."""

    particulars: Particulars

    def decide(self, show: Show, at: Instant) -> FloorRequested:
        check_particulars(show, self.particulars)
        if not self.particulars.name:
            raise Refused("say who asks for the floor")
        goes = place_of(self.particulars.kind)
        if show.list_closed and goes is None:
            raise Refused("the list of speakers is closed", Remedy.OPEN_LIST)
        return FloorRequested(particulars=self.particulars, goes=goes)


@final
class RequestWithdrawn(Event):
    """A request was taken off the list of speakers."""

    kind: Literal["request_withdrawn"] = "request_withdrawn"
    request: int
    """The number of the entry that asked."""

    def apply(self, show: Show, entry: Entry) -> Show:
        return replace(show, waiting=show.waiting_beside(self.request))

    def describe(self, show: Show) -> str:
        return f"off the list of speakers: {asker(show, self.request)}"


@final
class Withdraw(Action):
    """Take a request off the list."""

    request: int

    def decide(self, show: Show, at: Instant) -> RequestWithdrawn:
        return RequestWithdrawn(request=request_waiting(show, self.request).entry)


@final
class RequestMoved(Event):
    """A request got another place on the list of speakers."""

    kind: Literal["request_moved"] = "request_moved"
    request: int
    place: Annotated[int, Field(ge=1)]
    """Its new place; 1 is the first."""

    def apply(self, show: Show, entry: Entry) -> Show:
        if self.request not in show.requests:
            return show
        others = show.waiting_beside(self.request)
        placed = (*others[: self.place - 1], self.request, *others[self.place - 1 :])
        return replace(show, waiting=placed, moved=show.moved.insert(self.request))

    def describe(self, show: Show) -> str:
        return f"place {self.place} on the list of speakers: {asker(show, self.request)}"


@final
class MoveRequest(Action):
    """Give a request another place on the list."""

    request: int
    place: int

    def decide(self, show: Show, at: Instant) -> RequestMoved:
        waiting = request_waiting(show, self.request)
        return RequestMoved(request=waiting.entry, place=min(max(1, self.place), len(show.waiting)))


@final
class RequestAbsent(Event):
    """Somebody was called and wasn't there: the turn is lost."""

    kind: Literal["request_absent"] = "request_absent"
    request: int

    def apply(self, show: Show, entry: Entry) -> Show:
        return replace(show, waiting=show.waiting_beside(self.request))

    def describe(self, show: Show) -> str:
        return f"absent, the turn is lost: {asker(show, self.request)}"


@final
class MarkAbsent(Action):
    """Somebody on the list was called and isn't there."""

    request: int | None = None
    """None: the first on the list."""

    def decide(self, show: Show, at: Instant) -> RequestAbsent:
        return RequestAbsent(request=request_waiting(show, self.request).entry)


@final
class ListClosed(Event):
    """The list of speakers was closed: nobody else can ask for the floor."""

    kind: Literal["list_closed"] = "list_closed"

    def apply(self, show: Show, entry: Entry) -> Show:
        return replace(show, list_closed=True)

    def describe(self, show: Show) -> str:
        return "the list of speakers is closed"


@final
class CloseList(Action):
    """Let nobody else ask for the floor."""

    def decide(self, show: Show, at: Instant) -> ListClosed:
        if show.list_closed:
            raise Refused("the list of speakers is closed already")
        return ListClosed()


@final
class ListReopened(Event):
    """The list of speakers was opened again."""

    kind: Literal["list_reopened"] = "list_reopened"

    def apply(self, show: Show, entry: Entry) -> Show:
        return replace(show, list_closed=False)

    def describe(self, show: Show) -> str:
        return "the list of speakers is open"


@final
class ReopenList(Action):
    """Let the floor be asked for again."""

    def decide(self, show: Show, at: Instant) -> ListReopened:
        if not show.list_closed:
            raise Refused("the list of speakers is open already")
        return ListReopened()


@final
class ListOrdered(Event):
    """The order of the list of speakers was changed."""

    kind: Literal["list_ordered"] = "list_ordered"
    order: ListOrder
    """`asked` or `groups-first`."""

    def apply(self, show: Show, entry: Entry) -> Show:
        ordered = replace(show, list_order=self.order)
        return replace(ordered, waiting=in_order(ordered))

    def describe(self, show: Show) -> str:
        return f"order of the list of speakers: {ORDER_WORDS[self.order]}"


@final
class OrderList(Action):
    """Let those who wait speak in another order."""

    order: ListOrder

    def decide(self, show: Show, at: Instant) -> ListOrdered:
        if self.order == show.list_order:
            raise Refused(f"the list of speakers is in that order already: {self.order}")
        return ListOrdered(order=self.order)


def place_of(kind: Kind | None) -> Goes | None:
    """Return the place of a kind before or after all others: points of order are taken up at once, replies at the end.

    Rules 71 and 73 of the General Assembly: a point of order is decided immediately, and the right of reply is given
    although the list is closed.
    """
    if kind == POINT_OF_ORDER:
        return "first"
    return "last" if kind == "right_of_reply" else None


def rank(particulars: Particulars, order: ListOrder) -> int:
    """Return the rank of somebody who asks for the floor; equals speak as they asked.

    Groups first, as Human Rights Council practice has it: groups, and States and observers that speak for one; then
    States, observers, the United Nations system, other intergovernmental organizations, national institutions, NGOs,
    and all others. Rights of reply come at the end.
    """
    if order == "asked":
        return 0
    if particulars.kind == "right_of_reply":
        return _RIGHT_OF_REPLY
    if speaks_for_a_group(particulars):
        return _GROUPS
    return _RANKS.get(particulars.category, _OTHERS)


def joined(show: Show, request: Request, waiting: tuple[int, ...]) -> tuple[int, ...]:
    """Return the list with one more request in its place; those whom the moderator has moved don't count.

    Nobody else changes places by it: those who weren't moved stand in their order, so that the place can be searched.
    """

    def key(other: int) -> tuple[int, int, int]:
        return _key(show, show.requests[other])

    first, mine = request.goes == "first", _key(show, request)
    if not show.moved:
        place = bisect(waiting, (0,) if first else mine, key=key)
    elif first:  # one who was moved may stand anywhere, also behind who goes first
        place = len(list(takewhile(lambda other: show.requests[other].goes == "first", waiting)))
    else:
        behind = (at for at, other in enumerate(waiting) if other not in show.moved and key(other) > mine)
        place = next(behind, len(waiting))
    return (*waiting[:place], request.entry, *waiting[place:])


def in_order(show: Show) -> tuple[int, ...]:
    """Return the list in its order; a request that the moderator has moved keeps its place."""
    free = sorted(
        (request for request in show.waiting if request not in show.moved),
        key=lambda request: _key(show, show.requests[request]),
    )
    following = iter(free)
    return tuple(request if request in show.moved else next(following) for request in show.waiting)


def put_right(show: Show, former: Request, request: Request) -> tuple[int, ...]:
    """Return the list after a request was corrected: it has another place only if its rank changed."""
    waits = request.entry in show.waiting and request.entry not in show.moved
    if not waits or _key(show, former) == _key(show, request):
        return show.waiting
    return joined(show, request, show.waiting_beside(request.entry))


def _key(show: Show, request: Request) -> tuple[int, int, int]:
    return _PLACES[request.goes], rank(request.particulars, show.list_order), request.entry
