"""The floor: given to somebody, given up, and for how long."""

from dataclasses import field
from datetime import timedelta
from typing import Annotated, Literal, final

from pydantic import Field

from runofshow.agenda.delegations import Category
from runofshow.agenda.durations import spell_duration
from runofshow.agenda.fields import BlockId
from runofshow.agenda.model import Floor, Panel, Speech
from runofshow.errors import Refused
from runofshow.instants import Instant
from runofshow.show.names import (
    CATEGORY_WORDS,
    block_called,
    check_particulars,
    intervention_words,
    request_waiting,
    who,
)
from runofshow.show.particulars import POINT_OF_ORDER, Length, Particulars
from runofshow.show.parts import ZERO, Interval, Intervention, replace
from runofshow.show.state import Action, Entry, Event, Show


@final
class FloorGiven(Event):
    """Somebody took the floor, and the former holder's intervention ended. A point of order only interrupts it."""

    kind: Literal["floor_given"] = "floor_given"
    newer = frozenset({"resumes"})
    number: int
    """The number of the intervention: 1, 2, 3, …"""
    request: int | None = None
    """The entry that asked for the floor; null: nobody asked."""
    limit: Length
    """How long the intervention may take."""
    particulars: Particulars
    resumes: bool = False
    """True: the show was paused, and its countdowns go on."""

    def apply(self, show: Show, entry: Entry) -> Show:
        if self.resumes:
            show = replace(show, paused=False)
        asked = show.requests.get(self.request or 0)
        one = Intervention(
            entry.n,
            self.number,
            show.last,
            self.particulars,
            Interval(entry.at),
            requested=None if asked is None else asked.asked,
            limit=self.limit,
            limits=show.limits_now,
            interrupts=self.particulars.kind == POINT_OF_ORDER,
        )
        if one.interrupts:  # another point of order gives way to it; anybody else is only interrupted
            before = _floor_ended(show, entry.at) if show.holding is not None and show.holding.interrupts else show
        else:
            before = nobody_speaks(show, entry.at)
        given = replace(
            before.without_message(),
            interventions=before.interventions.insert(one.entry, one),
            numbered=max(show.numbered, one.number),
            holder=one.entry,
            interrupted=before.holder,
            waiting=show.waiting if self.request is None else show.waiting_beside(self.request),
        )
        return countdowns_held(given, entry.at)

    def describe(self, show: Show) -> str:
        said = f"floor given: {self.number} {who(self.particulars)}"
        if (to := self.particulars.in_reply_to) is not None:
            answered = show.numbered_as(to)
            said += f", in reply to {to if answered is None else intervention_words(answered)}"
        return f"{said}; resumed: the countdown goes on" if self.resumes else said


@final
class GiveFloor(Action):
    """Give the floor at once, ending whoever has it. A paused show goes on."""

    particulars: Particulars = field(default_factory=Particulars)
    request: int | None = None
    first_waiting: bool = False
    """Give it to the first on the list; nameless if nobody waits, or to raise a point of order."""

    def decide(self, show: Show, at: Instant) -> FloorGiven:
        check_particulars(show, self.particulars, expected=self.expected)
        raised = self.particulars.kind == POINT_OF_ORDER
        request, particulars = None, self.particulars
        if self.request is not None or (self.first_waiting and show.waiting and not raised):
            request = request_waiting(show, self.request)
            known = request.particulars
            if raised and known.kind != POINT_OF_ORDER:
                # nobody waits for a turn to raise one: whoever asked for anything else stays on the list
                known = Particulars(who=known.who, person=known.person, title=known.title, category=known.category)
                request = None
            particulars = known.amended(self.particulars)
        return FloorGiven(
            number=show.numbered + 1,
            request=None if request is None else request.entry,
            limit=show.limits_now.of(particulars),
            particulars=particulars,
            resumes=show.paused,
        )


@final
class FloorEnded(Event):
    """The intervention that held the floor ended."""

    kind: Literal["floor_ended"] = "floor_ended"

    def apply(self, show: Show, entry: Entry) -> Show:
        return _floor_ended(show, entry.at)

    def describe(self, show: Show) -> str:
        return "floor done"


@final
class EndFloor(Action):
    """Take the floor from its holder, who is done."""

    def decide(self, show: Show, at: Instant) -> FloorEnded:
        if show.holding is None:
            raise Refused("nobody holds the floor")
        return FloorEnded()


@final
class LimitSet(Event):
    """The limit of interventions still to come in a floor round was changed."""

    kind: Literal["limit_set"] = "limit_set"
    newer = frozenset({"category"})
    block: BlockId
    limit: Annotated[Length, Field(gt=timedelta(0))]
    """The new limit of an intervention."""
    category: Category | None = None
    """The category that it holds for; null: everybody."""

    def apply(self, show: Show, entry: Entry) -> Show:
        return show.with_run(self.block, lambda run: replace(run, limits=run.limits.changed(self.limit, self.category)))

    def describe(self, show: Show) -> str:
        limit = f"limit of an intervention: {spell_duration(self.limit)}"
        if self.category is not None:
            return f"{limit} for {CATEGORY_WORDS[self.category]}"
        kept = show.limits_in(show.runs.get(self.block)).by_category()
        others = ", ".join(f"{CATEGORY_WORDS[name]} {spell_duration(own)}" for name, own in kept.items())
        return f"{limit}{f' ({others})' if others else ''}"


@final
class SetLimit(Action):
    """Change the limit of interventions still to come."""

    limit: timedelta
    block: str | None = None
    """None: the running floor block, else the next one."""
    category: Category | None = None
    """None: everybody's."""

    def decide(self, show: Show, at: Instant) -> LimitSet:
        run = show.floor_block if self.block is None else block_called(show, self.block)
        if run is None:
            raise Refused("no floor block is left: there is nothing to limit")
        if not isinstance(run.block, Floor):
            raise Refused(f"{run.block.called} is no floor round: only interventions have a limit")
        if self.limit <= ZERO:
            raise Refused("a limit must be more than 0")
        return LimitSet(block=run.id, limit=self.limit, category=self.category)


def countdowns_held(show: Show, at: Instant) -> Show:
    """Return the show with every countdown held or released, as a pause and a point of order together ask for."""
    paused, holding, running = show.paused, show.holding, show.running
    if running is not None:
        interrupts = holding is not None and holding.interrupts and isinstance(running.block, Speech | Panel)
        held = running.intervals[-1].on_hold(at, hold=paused or interrupts)
        show = show.with_run(running.id, lambda run: run.with_interval(held))
        show = show.with_turn(lambda turn: turn.with_interval(turn.interval.on_hold(at, hold=paused or interrupts)))
    if show.interrupted is not None:
        show = show.with_intervention(
            show.interrupted, lambda one: one.with_interval(one.interval.on_hold(at, hold=True))
        )
    return show.with_intervention(show.holder, lambda one: one.with_interval(one.interval.on_hold(at, hold=paused)))


def nobody_speaks(show: Show, at: Instant) -> Show:
    """Return the show with the floor taken from its holder, from whoever was interrupted, and from a panellist."""
    while show.holder is not None:
        show = _floor_ended(show, at)
    return turn_over(show, at)


def turn_over(show: Show, at: Instant) -> Show:
    """Return the show with the word taken from the panellist who has it."""
    if show.turn is None:
        return show
    return replace(show.with_turn(lambda turn: turn.with_interval(turn.interval.closed(at))), turn=None)


def _floor_ended(show: Show, at: Instant) -> Show:
    """Return the show after the holder is done. A speaker whom a point of order interrupted has the floor again."""
    if show.holder is not None and show.holder in show.struck:  # its end was undone after it was struck
        ended = replace(show, interventions=show.interventions.remove(show.holder))
    else:
        ended = show.with_intervention(show.holder, lambda one: one.with_interval(one.interval.closed(at)))
    return countdowns_held(replace(ended.without_message(), holder=show.interrupted, interrupted=None), at)
