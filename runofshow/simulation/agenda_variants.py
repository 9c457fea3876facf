"""Variants of an agenda that a dry run simulates: shorter speeches, fewer blocks, another order."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from runofshow.agenda.model import Agenda, Block, Floor, Speech
from runofshow.agenda.schedule import Planned, planned


def planned_speeches(agenda: Agenda) -> list[Planned]:
    """Return the speeches of an agenda as they are planned."""
    return [row for row in planned(agenda).rows if isinstance(row.block, Speech)]


def limit_speeches(agenda: Agenda, limit: timedelta) -> Agenda:
    """Return the agenda with no speech longer than a limit; floor rounds keep what they have."""
    return _with_lengths(agenda, [(row.block, limit) for row in planned_speeches(agenda) if row.duration > limit])


def shorten_speeches(agenda: Agenda, by: timedelta, shortest: timedelta) -> Agenda:
    """Return the agenda with every speech shorter by so much, but no shorter than `shortest` unless it was."""
    longer = [row for row in planned_speeches(agenda) if row.duration > shortest]
    return _with_lengths(agenda, [(row.block, max(shortest, row.duration - by)) for row in longer])


def _with_lengths(agenda: Agenda, lengths: Iterable[tuple[Block, timedelta]]) -> Agenda:
    """Return the agenda with other durations for some blocks; a longer `min` comes down to them."""
    shorter = ((block.id, length, block.min and min(block.min, length)) for block, length in lengths)
    return _changed(agenda, {name: {"duration": length, "min": minimum} for name, length, minimum in shorter})


def halve_minimums(agenda: Agenda) -> Agenda:
    """Return the agenda with floor rounds that may shrink to half of what they must have now."""
    rounds = (block for block in agenda.blocks() if isinstance(block, Floor))
    return _changed(agenda, {block.id: {"min": block.minimum / 2} for block in rounds})


def with_round(agenda: Agenda, block: Block, length: timedelta) -> Agenda:
    """Return the agenda with a floor round that has a length, instead of the rest, and keeps its minimum."""
    return _changed(agenda, {block.id: {"duration": length, "min": block.minimum}})


def without(agenda: Agenda, block: Block) -> Agenda:
    """Return the agenda without one of its blocks; a segment of which nothing remains is left out."""
    return _with_blocks(agenda, _others(agenda, block))


def at_the_end(agenda: Agenda, block: Block) -> Agenda:
    """Return the agenda with one of its blocks after all others."""
    *others, last = _others(agenda, block)
    return _with_blocks(agenda, [*others, [*last, block]])


def _others(agenda: Agenda, block: Block) -> list[list[Block]]:
    return [[other for other in segment.blocks if other.id != block.id] for segment in agenda.segments]


def _changed(agenda: Agenda, fields: Mapping[str, Mapping[str, object]]) -> Agenda:
    blocks = [[one.model_copy(update=fields.get(one.id)) for one in segment.blocks] for segment in agenda.segments]
    return _with_blocks(agenda, blocks)


def _with_blocks(agenda: Agenda, blocks: Sequence[Sequence[Block]]) -> Agenda:
    segments = zip(agenda.segments, blocks, strict=True)
    kept = (segment.model_copy(update={"blocks": tuple(own)}) for segment, own in segments if own)
    return agenda.model_copy(update={"segments": tuple(kept)})
