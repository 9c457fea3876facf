"""Variants of an agenda that a dry run simulates: shorter speeches, fewer blocks, another order."""

from collections.abc import Mapping
from datetime import timedelta

from runofshow.agenda.model import Agenda, Block, Floor, Speech
from runofshow.agenda.schedule import planned


def planned_lengths(agenda: Agenda) -> dict[str, timedelta]:
    """Return how long each block is planned to last, by its id."""
    return {row.block.id: row.duration for row in planned(agenda).rows}


def limit_speeches(agenda: Agenda, limit: timedelta) -> Agenda:
    """Return the agenda with no speech longer than a limit; floor rounds keep what they have."""
    lengths = planned_lengths(agenda)
    speeches = (block for block in agenda.blocks() if isinstance(block, Speech))
    return with_durations(agenda, {block.id: limit for block in speeches if lengths[block.id] > limit})


def shorten_speeches(agenda: Agenda, by: timedelta, shortest: timedelta) -> Agenda:
    """Return the agenda with every speech shorter by so much, but no shorter than `shortest` unless it was."""
    lengths = planned_lengths(agenda)
    speeches = (block for block in agenda.blocks() if isinstance(block, Speech) and lengths[block.id] > shortest)
    return with_durations(agenda, {block.id: max(shortest, lengths[block.id] - by) for block in speeches})


def halve_minimums(agenda: Agenda) -> Agenda:
    """Return the agenda with floor rounds that may shrink to half of what they must have now."""
    rounds = {block.id: {"min": block.minimum / 2} for block in agenda.blocks() if isinstance(block, Floor)}
    return _changed(agenda, rounds)


def with_durations(agenda: Agenda, durations: Mapping[str, timedelta]) -> Agenda:
    """Return the agenda with other durations for some blocks, by their ids; a longer `min` comes down to them."""
    blocks = {block.id: block for block in agenda.blocks() if block.id in durations}
    minimums = {name: None if block.min is None else min(block.min, durations[name]) for name, block in blocks.items()}
    return _changed(agenda, {name: {"duration": durations[name], "min": minimums[name]} for name in blocks})


def with_round(agenda: Agenda, block_id: str, length: timedelta) -> Agenda:
    """Return the agenda with a floor round that has a length, instead of the rest, and keeps its minimum."""
    minimum = next(block.minimum for block in agenda.blocks() if block.id == block_id)
    return _changed(agenda, {block_id: {"duration": length, "min": minimum}})


def without(agenda: Agenda, block_id: str) -> Agenda:
    """Return the agenda without one of its blocks; a segment of which nothing remains is left out."""
    segments = (
        segment.model_copy(update={"blocks": tuple(block for block in segment.blocks if block.id != block_id)})
        for segment in agenda.segments
    )
    return agenda.model_copy(update={"segments": tuple(segment for segment in segments if segment.blocks)})


def at_the_end(agenda: Agenda, block_id: str) -> Agenda:
    """Return the agenda with one of its blocks after all others."""
    moved = next(block for block in agenda.blocks() if block.id == block_id)
    *segments, last = without(agenda, block_id).segments
    return agenda.model_copy(
        update={"segments": (*segments, last.model_copy(update={"blocks": (*last.blocks, moved)}))}
    )


def _changed(agenda: Agenda, fields: Mapping[str, Mapping[str, object]]) -> Agenda:
    def changed(block: Block) -> Block:
        return block.model_copy(update=fields[block.id]) if block.id in fields else block

    segments = tuple(
        segment.model_copy(update={"blocks": tuple(map(changed, segment.blocks))}) for segment in agenda.segments
    )
    return agenda.model_copy(update={"segments": segments})
