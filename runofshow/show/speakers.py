"""The list of speakers: in which order those who asked for the floor have their turns."""

from runofshow.agenda.delegations import Category
from runofshow.agenda.model import ListOrder
from runofshow.show.limits import speaks_for_a_group
from runofshow.show.particulars import Particulars
from runofshow.show.parts import Request
from runofshow.show.state import Show

_GROUPS = 0
_RANKS: dict[Category | None, int] = {"state": 1, "observer": 2, "un": 3, "igo": 4, "nhri": 5, "ngo": 6}
_OTHERS = 7
_RIGHT_OF_REPLY = 8


def rank(particulars: Particulars, order: ListOrder) -> int:
    """Who comes before whom; equals speak as they asked.

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
    """The list with one more request: before whoever comes after it, but for those whom the moderator has moved.

    Nobody else changes places by it.
    """
    mine = _key(show, request)
    later = (
        place
        for place, other in enumerate(waiting)
        if other not in show.moved and _key(show, show.requests[other]) > mine
    )
    place = next(later, len(waiting))
    return (*waiting[:place], request.entry, *waiting[place:])


def in_order(show: Show) -> tuple[int, ...]:
    """The list in its order; whoever the moderator has moved keeps the place."""
    free = sorted(
        (request for request in show.waiting if request not in show.moved),
        key=lambda request: _key(show, show.requests[request]),
    )
    following = iter(free)
    return tuple(request if request in show.moved else next(following) for request in show.waiting)


def put_right(show: Show, before: Particulars, request: Request) -> tuple[int, ...]:
    """The list after something else became known of a request: it has another place only if its rank is another."""
    waits = request.entry in show.waiting and request.entry not in show.moved
    if not waits or rank(before, show.list_order) == rank(request.particulars, show.list_order):
        return show.waiting
    return joined(show, request, tuple(other for other in show.waiting if other != request.entry))


def _key(show: Show, request: Request) -> tuple[int, int]:
    return rank(request.particulars, show.list_order), request.entry
