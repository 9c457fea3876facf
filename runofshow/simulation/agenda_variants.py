"""Variants of an agenda that a dry run simulates: shorter speeches, fewer blocks, another order."""

from datetime import timedelta

from runofshow.agenda.model import Agenda, Block, Speech
from runofshow.agenda.schedule import planned


def limit_speeches(agenda: Agenda, limit: timedelta) -> Agenda:
    """The agenda with no speech longer than a limit; floor rounds keep what they have."""
    lengths = {row.block.id: row.duration for row in planned(agenda).rows}
    return _changed(agenda, {block.id: limit for block in _speeches(agenda) if lengths[block.id] > limit})


def shorten_speeches(agenda: Agenda, by: timedelta, least: timedelta) -> Agenda:
    """The agenda with every speech shorter by so much, down to a least length; one that is shorter stays as it is."""
    lengths = {row.block.id: row.duration for row in planned(agenda).rows}
    speeches = [block for block in _speeches(agenda) if lengths[block.id] > least]
    return _changed(agenda, {block.id: max(least, lengths[block.id] - by) for block in speeches})


def _speeches(agenda: Agenda) -> list[Speech]:
    return [block for block in agenda.blocks() if isinstance(block, Speech)]


def _changed(agenda: Agenda, durations: dict[str, timedelta]) -> Agenda:
    segments = tuple(
        segment.model_copy(update={"blocks": tuple(_lasting(block, durations) for block in segment.blocks)})
        for segment in agenda.segments
    )
    return agenda.model_copy(update={"segments": segments})


def _lasting(block: Block, durations: dict[str, timedelta]) -> Block:
    if (duration := durations.get(block.id)) is None:
        return block
    least = None if block.min is None else min(block.min, duration)
    return block.model_copy(update={"duration": duration, "min": least})
