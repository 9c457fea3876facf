"""The record under the Chatham House Rule: what was said may be told, not who said it, nor for whom they spoke.

An intervention keeps its number, kind, times, block and gist. All else is left out, even its category: there may have
been only one NGO in the room. The authors of notes and the owners of tasks are left out, and every known name in a text
is replaced. The programme is public, so its speakers stay, but what they said is left out. Substitutes, and speakers of
inserted blocks, aren't on the programme and are left out.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from runofshow.export.known_names import KnownNames
from runofshow.show.meeting_record import BlockRecord, DecisionRecord, Named, NoteRecord, Record, TaskRecord
from runofshow.show.particulars import Particulars
from runofshow.show.statements import InterventionRecord, StatementRecord

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
    renamed = {
        block.id: f"not-in-programme-{place}" for place, block in enumerate(record.blocks, 1) if not block.in_programme
    }

    def cut(text: str) -> str:
        return known.replaced(text, REPLACED)

    statements = tuple(_statement(one, cut, renamed) for one in record.statements)
    extract = record.extract
    if extract is not None:
        extract = replace(extract, blocks=tuple(_block(block, renamed) for block in extract.blocks))
    return replace(
        record,
        blocks=tuple(_block(block, renamed) for block in record.blocks),
        statements=statements,
        interventions=tuple(one for one in statements if isinstance(one, InterventionRecord)),
        decisions=tuple(replace(one, text=cut(one.text)) for one in record.decisions),
        tasks=tuple(replace(one, text=cut(one.text), owner=None) for one in record.tasks),
        damage=tuple(map(cut, record.damage)),
        notes=tuple(NoteRecord(note.at, "", cut(note.text)) for note in record.notes),
        extract=extract,
        named=Named(),
        names_left_out=True,
    )


def _block(block: BlockRecord, renamed: Mapping[str, str]) -> BlockRecord:
    if block.in_programme:
        return block
    return replace(
        block,
        id=renamed.get(block.id, block.id),
        title=NOT_IN_PROGRAMME,
        segment=NOT_IN_PROGRAMME,
        speakers=(),
        replaced=(),
        subject=None,
        moderator=None,
    )


def _statement(one: StatementRecord, cut: Callable[[str], str], renamed: Mapping[str, str]) -> StatementRecord:
    anew = renamed.get(one.block or "")
    if anew is not None:
        one = replace(one, block=anew, block_title=NOT_IN_PROGRAMME, segment=NOT_IN_PROGRAMME)
    elif one.source == "programme":
        return replace(one, gist=None)
    unnamed = replace(one, person=None, title=None, organization=None, country=None, gist=None)
    if one.source == "programme":
        return replace(unnamed, person=NOT_IN_PROGRAMME)
    said = one.particulars
    if said is not None:
        gist = cut(said.gist) if said.gist else said.gist
        said = Particulars(kind=said.kind, in_reply_to=said.in_reply_to, gist=gist)
    return replace(
        unnamed,
        who=None,
        category=None,
        particulars=said,
        gist=None if said is None else said.gist,
        notes=tuple(map(cut, one.notes)),
    )


def capitalized_words(record: Record) -> tuple[str, ...]:
    """Return the capitalized words that are left in gists and notes, in alphabetical order: some may be names.

    A word that stands in small letters elsewhere in the record is left out, and so are a few that often begin a gist.
    """
    texts = [text for one in record.interventions for text in (one.particulars.gist or "", *one.notes)]
    entries: tuple[NoteRecord | DecisionRecord | TaskRecord, ...] = (*record.notes, *record.decisions, *record.tasks)
    texts += [one.text for one in entries]
    words = {word for text in texts for word in _WORD.findall(text.replace(REPLACED, ""))}
    capitalized = (word for word in words if word[0].isupper() and word.lower() not in words)
    return tuple(sorted((word for word in capitalized if not _BEGINS_A_GIST.fullmatch(word)), key=str.casefold))
