"""The differences between two agendas of one meeting, after somebody edited it while the show was on."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from runofshow.agenda.model import Agenda, Block


@dataclass(frozen=True, slots=True)
class Changed:
    """A block that both agendas hold, perhaps under another name: as it was, and as it is."""

    before: Block
    after: Block


@dataclass(frozen=True, slots=True)
class Added:
    """A block that only the later one holds, and the one that follows it there."""

    block: Block
    before: Block | None


@dataclass(frozen=True, slots=True)
class Dropped:
    """A block that only the earlier one holds."""

    block: Block


Difference = Changed | Added | Dropped


def differences(before: Agenda, after: Agenda) -> Iterator[Difference]:
    """Yield the blocks that differ, in the order of the agendas.

    Blocks that stand in the same place are one block under another name, since names make ids: a typo in a name that
    was put right doesn't make somebody else of a speaker. A block that was moved is dropped in one place and added in
    the other.
    """
    old, new = list(before.blocks()), list(after.blocks())
    matcher = SequenceMatcher(a=[block.id for block in old], b=[block.id for block in new])
    for _, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        was, now = old[old_start:old_end], new[new_start:new_end]
        same = min(len(was), len(now))
        yield from (Changed(one, other) for one, other in zip(was, now, strict=False) if one != other)
        yield from (Dropped(block) for block in was[same:])
        following = new[new_end] if new_end < len(new) else None
        yield from (Added(block, following) for block in now[same:])
