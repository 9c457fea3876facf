"""What a person may do with the list of speakers and the floor: facts, or the reason why not."""

from runofshow.agenda.model import ListOrder, Speech
from runofshow.errors import Refused
from runofshow.show.entries import (
    Fact,
    FloorEnded,
    FloorGiven,
    FloorRequested,
    LimitSet,
    ListClosed,
    ListOrdered,
    ListReopened,
)
from runofshow.show.intents import GiveFloor, SetLimit
from runofshow.show.names import block_called, check_reply, request_waiting
from runofshow.show.particulars import POINT_OF_ORDER, Particulars
from runofshow.show.parts import ZERO, Request
from runofshow.show.seen import check_holder
from runofshow.show.state import Show


def asked(show: Show, particulars: Particulars) -> Fact:
    """Somebody is on the list of speakers."""
    check_reply(show, particulars)
    if not (particulars.who or particulars.person):
        message = "say who asks for the floor"
        raise Refused(message)
    if show.list_closed:
        message = "the list of speakers is closed: 'floor open' opens it again"
        raise Refused(message)
    return FloorRequested(particulars=particulars)


def limited(show: Show, intent: SetLimit) -> Fact:
    """Interventions still to come have another limit."""
    run = show.floor_block if intent.block is None else block_called(show, intent.block)
    if run is None:
        message = "no floor block is left: there is nothing to limit"
        raise Refused(message)
    if isinstance(run.block, Speech):
        message = f"{run.block.title} is no floor round: only interventions have a limit"
        raise Refused(message)
    if intent.limit <= ZERO:
        message = "a limit must be more than 0"
        raise Refused(message)
    return LimitSet(block=run.id, limit=intent.limit, category=intent.category)


def ordered(show: Show, order: ListOrder) -> Fact:
    """Those who wait speak in another order."""
    if order == show.list_order:
        message = f"the list of speakers is in that order already: {order}"
        raise Refused(message)
    return ListOrdered(order=order)


def given(show: Show, intent: GiveFloor) -> Fact:
    """Somebody takes the floor, with the limit that is theirs."""
    check_reply(show, intent.particulars, seen=intent.answers)
    request, particulars = _granted(show, intent)
    return FloorGiven(
        number=show.numbered + 1,
        request=None if request is None else request.entry,
        limit=show.limits_now.of(particulars),
        particulars=particulars,
    )


def floor_ended(show: Show, holder: int | None) -> Fact:
    """Whoever a person saw holding the floor is done."""
    if show.holding is None:
        message = "nobody holds the floor"
        raise Refused(message)
    if holder is not None:
        check_holder(show, holder)
    return FloorEnded()


def list_closed(show: Show) -> Fact:
    """Nobody else can ask for the floor."""
    if show.list_closed:
        message = "the list of speakers is closed already"
        raise Refused(message)
    return ListClosed()


def list_reopened(show: Show) -> Fact:
    """The floor can be asked for again."""
    if not show.list_closed:
        message = "the list of speakers is open already"
        raise Refused(message)
    return ListReopened()


def _granted(show: Show, intent: GiveFloor) -> tuple[Request | None, Particulars]:
    """The request that is granted, if one is, and what is known of the intervention.

    Nobody waits for a turn to raise a point of order: it takes nobody off the list who asked for anything else.
    """
    raised = intent.particulars.kind == POINT_OF_ORDER
    if intent.request is None and (raised or not intent.first_waiting or not show.waiting):
        return None, intent.particulars
    request = request_waiting(show, intent.request)
    known = request.particulars
    if raised and known.kind != POINT_OF_ORDER:
        somebody = Particulars(who=known.who, person=known.person, title=known.title, category=known.category)
        return None, somebody.amended(intent.particulars)
    return request, known.amended(intent.particulars)
