"""The record under the Chatham House Rule: what was said may be told, not who said it, nor for whom they spoke.

Left out are name, person, designation, group, principal and addressee of every intervention, and who took a note. The
category goes too, because there may have been a single observer in the room. In gists and notes every known name is
replaced; whoever is to do a task isn't named. Number, kind, times and block stay. The programme is public, so its
speakers and its moderator stay, but what they said goes, because the programme tells who said it. Somebody who stood in
for one of them, or came in between, isn't on it and goes.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final, TypeVar

from runofshow.export.known_names import KnownNames
from runofshow.show.meeting_record import BlockRecord, InterventionRecord, NoteRecord, Record
from runofshow.show.named import Named
from runofshow.show.particulars import Particulars
from runofshow.show.statements import StatementRecord

REPLACED: Final = "[name]"
"""Stands for a name in a gist or a note."""

_WORD: Final = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")
_BEGINS_A_GIST: Final = re.compile(
    "An?|And|Announced|Ask(?:ed|s)|At|But|By|Call(?:ed|s)|For|He|How|I|If|In|It|Notes?|Noted|On|Said|Says|She|Stressed|"
    "Supported|Supports|Thank(?:ed|s)|That|The|There|They|This|To|Underlined|Urged|We|Welcome[ds]|What|When|Why|Will|With"
)

NOT_IN_PROGRAMME: Final = "(not in the programme)"


def without_names(record: Record) -> Record:
    """Return the record without the names of those who spoke. Their words can still betray them."""
    known = KnownNames.of(record.named)
    extract = record.extract
    named_anew = {
        block.id: f"not-in-programme-{place}" for place, block in enumerate(record.blocks, 1) if not block.in_programme
    }
    return replace(
        record,
        blocks=tuple(_block(block, named_anew) for block in record.blocks),
        statements=tuple(_statement(one, known, named_anew) for one in record.statements),
        interventions=tuple(_intervention(one, known, named_anew) for one in record.interventions),
        decisions=tuple(replace(one, text=known.replaced(one.text, REPLACED)) for one in record.decisions),
        tasks=tuple(replace(one, text=known.replaced(one.text, REPLACED), owner=None) for one in record.tasks),
        damage=tuple(known.replaced(one, REPLACED) for one in record.damage),
        notes=tuple(NoteRecord(note.at, "", known.replaced(note.text, REPLACED)) for note in record.notes),
        extract=None
        if extract is None
        else replace(extract, blocks=tuple(_block(block, named_anew) for block in extract.blocks)),
        named=Named(),
        names_left_out=True,
    )


def capitalized_words(record: Record) -> tuple[str, ...]:
    """Return the capitalized words that are left in gists and notes, in alphabetical order: some may be names.

    A word that stands in small letters elsewhere in the record is left out, and so are a few that often begin a gist.
    """
    words = {word for text in _texts(record) for word in _WORD.findall(text.replace(REPLACED, ""))}
    capitalized = (word for word in words if word[0].isupper() and word.lower() not in words)
    return tuple(sorted((word for word in capitalized if not _BEGINS_A_GIST.fullmatch(word)), key=str.casefold))


def _texts(record: Record) -> Iterator[str]:
    for one in record.interventions:
        yield from filter(None, (one.particulars.gist, *one.notes))
    yield from (note.text for note in record.notes)
    yield from (decision.text for decision in record.decisions)
    yield from (task.text for task in record.tasks)


def _block(block: BlockRecord, named_anew: Mapping[str, str]) -> BlockRecord:
    if block.in_programme:
        return block
    return replace(
        block,
        id=named_anew.get(block.id, block.id),
        title=NOT_IN_PROGRAMME,
        segment=NOT_IN_PROGRAMME,
        speakers=(),
        replaced=(),
        subject=None,
        moderator=None,
    )


def _statement(one: StatementRecord, known: KnownNames, named_anew: Mapping[str, str]) -> StatementRecord:
    placed = _placed(one, named_anew)
    if one.source == "programme":
        return (
            replace(placed, gist=None, person=NOT_IN_PROGRAMME, title=None, organization=None, country=None)
            if (one.block in named_anew)
            else replace(placed, gist=None)
        )
    said = None if one.particulars is None else _said(one.particulars, known)
    return replace(
        placed,
        who=None,
        person=None,
        title=None,
        organization=None,
        country=None,
        category=None,
        particulars=said,
        gist=None if said is None else said.gist,
        notes=tuple(known.replaced(note, REPLACED) for note in one.notes),
    )


def _intervention(one: InterventionRecord, known: KnownNames, named_anew: Mapping[str, str]) -> InterventionRecord:
    said = _said(one.particulars, known)
    notes = tuple(known.replaced(note, REPLACED) for note in one.notes)
    return replace(_placed(one, named_anew), particulars=said, notes=notes)


def _said(said: Particulars, known: KnownNames) -> Particulars:
    gist = known.replaced(said.gist, REPLACED) if said.gist else said.gist
    return Particulars(kind=said.kind, in_reply_to=said.in_reply_to, gist=gist)


Placed = TypeVar("Placed", StatementRecord, InterventionRecord)


def _placed(one: Placed, named_anew: Mapping[str, str]) -> Placed:
    """Return it without the name of a block that isn't in the programme."""
    if one.block not in named_anew or one.block is None:
        return one
    return replace(one, block=named_anew[one.block], block_title=NOT_IN_PROGRAMME, segment=NOT_IN_PROGRAMME)
