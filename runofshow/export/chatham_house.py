"""The record under the Chatham House Rule: what was said may be told, not who said it, nor for whom they spoke.

What is left out: name, person, designation, group, principal and addressee of every intervention; its category too, for
whether one betrays depends on who else was in the room, and that no record knows; and who took a note. In gists and
notes every known name is replaced. What stays: number, kind, times, block. The programme is public, so its speakers and
its moderator stay; who stood in for one of them, or came in between, is not on it and goes.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from runofshow.export.known_names import KnownNames
from runofshow.show.particulars import Particulars
from runofshow.show.statements import BlockRecord, InterventionRecord, Named, NoteRecord, Record

REPLACED: Final = "[name]"
"""What stands for a name in a gist or a note."""

NOT_IN_PROGRAMME: Final = "(not in the programme)"


def without_names(record: Record) -> Record:
    """The record without who spoke. It is the words themselves that can still betray: somebody must read them."""
    known = KnownNames.of(record.named)
    extract = record.extract
    named_anew = {
        block.id: f"not-in-programme-{place}" for place, block in enumerate(record.blocks, 1) if not block.in_programme
    }
    return replace(
        record,
        blocks=tuple(_block(block, named_anew) for block in record.blocks),
        interventions=tuple(_intervention(one, known, named_anew) for one in record.interventions),
        notes=tuple(NoteRecord(note.at, "", known.replaced(note.text, REPLACED)) for note in record.notes),
        extract=None
        if extract is None
        else replace(extract, blocks=tuple(_block(block, named_anew) for block in extract.blocks)),
        named=Named(),
        names_left_out=True,
    )


def _block(block: BlockRecord, named_anew: Mapping[str, str]) -> BlockRecord:
    if block.in_programme:
        return block
    return replace(
        block, id=named_anew.get(block.id, block.id), title=NOT_IN_PROGRAMME, segment=NOT_IN_PROGRAMME, speaker=None
    )


def _intervention(one: InterventionRecord, known: KnownNames, named_anew: Mapping[str, str]) -> InterventionRecord:
    gist = one.particulars.gist
    said = Particulars(
        kind=one.particulars.kind,
        in_reply_to=one.particulars.in_reply_to,
        gist=known.replaced(gist, REPLACED) if gist else gist,
    )
    outside = one.block in named_anew
    return replace(
        one,
        particulars=said,
        block=named_anew.get(one.block, one.block) if one.block else one.block,
        block_title=NOT_IN_PROGRAMME if outside else one.block_title,
        segment=NOT_IN_PROGRAMME if outside else one.segment,
        notes=tuple(known.replaced(note, REPLACED) for note in one.notes),
    )
