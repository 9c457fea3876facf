"""Checks of a valid agenda: lengths that don't fit its room and its fixed starts, and times that staff may not mean."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Literal, NamedTuple, get_args

from runofshow.agenda.delegations import Category
from runofshow.agenda.durations import spell_duration
from runofshow.agenda.model import Agenda, Block, Floor, Item, Signals
from runofshow.agenda.schedule import ZERO, Plan, Planned, limit_of, planned
from runofshow.text import sanitize


class Misfit(NamedTuple):
    """A place in an agenda where its lengths and times don't go together."""

    block: Block
    field: Literal["start", "duration", "min"]
    """The field of the block that says so."""
    sentence: str
    is_error: bool
    """True if even the minimum lengths don't fit; False for a warning."""


def misfits(agenda: Agenda) -> list[Misfit]:
    """Return every misfit of an agenda, in the order of its blocks."""
    plan = planned(agenda)
    found = [one for rows, following in pairwise(plan.stretches) for one in _before_a_start(rows, following[0], agenda)]
    return [*found, *_at_the_end(plan, agenda)]


def doubts(agenda: Agenda) -> Iterator[tuple[str, str]]:
    """Yield the field of each doubtful time, and a sentence about it."""
    zone, step = agenda.timezone, timedelta(minutes=1)
    start, end = agenda.start.astimezone(zone), agenda.end.astimezone(zone)
    if start.hour in range(1, 7):  # hardly any meeting begins then, and people write these for the afternoon
        meant = f"{start + timedelta(hours=12):%H:%M} or {start.hour} pm"
        yield "start", f"the meeting begins at {start:%H:%M}, at night: write {meant} if the afternoon is meant"
    if start.utcoffset() != end.utcoffset():
        change = agenda.start
        while change.astimezone(zone).utcoffset() == start.utcoffset():
            change += step
        before, after = (change - step).astimezone(zone) + step, change.astimezone(zone)
        hours = f"{start:%H:%M}–{end:%H:%M}"
        yield (
            "date",
            f"clocks go from {before:%H:%M} to {after:%H:%M} during the meeting, {hours}: check the clock times",
        )


def signals_from_the_start(agenda: Agenda) -> Iterator[str]:
    """Yield a sentence for each place where the agenda lets a signal come as soon as a speech begins, or before."""

    def from_the_start(what: str, signals: Signals) -> str:
        wrap_up = spell_duration(signals.wrap_up)
        return f"{what} would say WRAP UP from its start: make 'wrap_up' ({wrap_up}) shorter, or leave 'signals' out"

    for row in planned(agenda).rows:
        block, named = row.block, sanitize(row.block.id)
        signals = block.signals or agenda.signals
        if signals is not None and signals.wrap_up >= row.duration and not isinstance(block, Item):
            yield from_the_start(f"block '{named}', {spell_duration(row.duration)} long,", signals)
        if isinstance(block, Floor) and (said := agenda.floor.signals) is not None:
            limits = dict.fromkeys(limit_of(block, agenda, category) for category in (None, *get_args(Category)))
            for limit in (limit for limit in limits if said.wrap_up >= limit):
                yield from_the_start(f"an intervention of {spell_duration(limit)} in '{named}'", said)


def _before_a_start(rows: tuple[Planned, ...], after: Planned, agenda: Agenda) -> Iterator[Misfit]:
    named, start = _named(after), _clock(after.block.start or after.start, agenda)
    if after.late:
        sentence = (
            f"{named} can't begin at {start}: after the minimum lengths and handovers before it, "
            f"it begins at {_clock(after.start, agenda)}"
        )
        yield Misfit(after.block, "start", sentence, is_error=True)
    elif giving := [row for row in rows if row.given]:
        given = spell_duration(sum((row.given for row in giving), ZERO))
        sentence = (
            f"{named} can begin at {start} only because blocks with 'min' before it give up {given} of their duration"
        )
        yield Misfit(giving[0].block, "min", sentence, is_error=False)


def _at_the_end(plan: Plan, agenda: Agenda) -> Iterator[Misfit]:
    hours = f"{_clock(agenda.start, agenda)}–{_clock(agenda.end, agenda)}"
    row = next((row for row in plan.rows if row.end > plan.hard_stop), None)
    if row is not None:
        fixed = any(row.block.start is not None for row in plan.rows)
        sentence = (
            f"the minimum lengths{', handovers and fixed starts' if fixed else ' and handovers'} need "
            f"{spell_duration(plan.end - agenda.start)}, {spell_duration(plan.overfull)} more than {hours}: "
            f"the room ends in {_named(row)}{_outlier(plan.rows)}"
        )
        yield Misfit(row.block, "duration", sentence, is_error=True)
        return
    rows = plan.stretches[-1]
    if giving := [row for row in rows if row.given]:
        given = spell_duration(sum((row.given for row in giving), ZERO))
        sentence = f"the agenda fits {hours} only because blocks with 'min' give up {given} of their duration"
        yield Misfit(giving[0].block, "min", sentence + _outlier(plan.rows), is_error=False)
    if plan.into_margin:
        margin = f"the margin of {spell_duration(plan.margin)}"
        sentence = f"the agenda ends at {_clock(plan.end, agenda)}, {spell_duration(plan.into_margin)} into {margin}"
        yield Misfit(rows[-1].block, "duration", sentence, is_error=False)


def _outlier(rows: tuple[Planned, ...]) -> str:
    """Return a clause that names the longest block, if it lasts twice as long as any other: perhaps a slip."""
    lengths = [(row.duration + row.given, row) for row in rows if row.block.duration != "rest"]
    lengths.sort(key=lambda one: one[0], reverse=True)
    if len(lengths) < 3 or lengths[0][0] < 2 * lengths[1][0]:
        return ""
    length, row = lengths[0]
    return f"; by far the longest is {_named(row)} with {spell_duration(length)}"


def _named(row: Planned) -> str:
    return f"block '{sanitize(row.block.id)}' ({sanitize(row.block.called)})"


def _clock(instant: datetime, agenda: Agenda) -> str:
    local = instant.astimezone(agenda.timezone)
    return f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
