"""Markdown: a document that a person reads, and a word processor imports."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from runofshow.agenda.duration import clock_digits
from runofshow.show.record import BlockRecord, InterventionRecord, Record
from runofshow.text import safe

_ACTIVE: Final = re.compile(r"([\\`*_{}\[\]()<>#+\-!|~&$@:])")
"""Whatever Markdown, HTML in it, or an automatic link could begin with."""


def exported(record: Record) -> bytes:
    """The meeting, its interventions segment by segment, the notes, and how its blocks ran; in UTF-8."""
    return "\n".join([*_meeting(record), *_interventions(record), *_notes(record), *_blocks(record), ""]).encode()


def escaped(text: str) -> str:
    """What people wrote, as text that no Markdown reader takes for anything else."""
    return _ACTIVE.sub(r"\\\1", safe(text)).replace("\\<", "&lt;").replace("\\&", "&amp;").replace("www.", "www\\.")


def _meeting(record: Record) -> Iterator[str]:
    meeting = record.meeting
    yield f"# {escaped(meeting.title)}"
    yield ""
    yield f"- Date: {meeting.date:%A %d %B %Y}, {meeting.start:%H:%M}–{meeting.end:%H:%M} ({meeting.timezone.key})"
    if meeting.venue:
        yield f"- Venue: {escaped(meeting.venue)}"
    if meeting.moderator is not None:
        of = f", {escaped(meeting.moderator.organization)}" if meeting.moderator.organization else ""
        yield f"- Moderator: {escaped(meeting.moderator.name)}{of}"
    yield f"- Interventions: {len(record.interventions)}"
    yield "- Times are those of the moderator's clock."
    if meeting.mode == "rehearsal":
        yield "- **This was a rehearsal.**"
    if not record.finished:
        yield "- **The meeting had not been closed when this was written.**"


def _interventions(record: Record) -> Iterator[str]:
    yield ""
    yield "## Interventions"
    if not record.interventions:
        yield ""
        yield "None."
    for block, ones in groupby(record.interventions, key=lambda one: (one.segment, one.block_title)):
        yield ""
        yield f"### {escaped(_heading(*block))}"
        yield ""
        yield "| No. | Given | Took | Who | In which capacity | Gist |"
        yield "| ---: | --- | ---: | --- | --- | --- |"
        yield from (_row(one) for one in ones)


def _heading(segment: str | None, block: str | None) -> str:
    if segment is None or block is None:
        return "Outside the blocks"
    return segment if segment == block else f"{segment}: {block}"


def _row(one: InterventionRecord) -> str:
    said = one.particulars
    who = escaped(said.who or said.person or "(not named)")
    if said.person and said.person != said.who and said.who:
        who += f" ({escaped(said.person)}{', ' + escaped(said.title) if said.title else ''})"
    if said.read_for:
        who += f", read for {escaped(said.read_for)}"
    capacity = [said.category or "", (said.kind or "statement").replace("_", " ")]
    if said.on_behalf_of:
        capacity.append(f"on behalf of {escaped(said.on_behalf_of)}")
    if said.addressed_to:
        capacity.append(f"to {escaped(said.addressed_to)}")
    if said.in_reply_to is not None:
        capacity.append(f"in reply to {said.in_reply_to}")
    gist = "<br>".join(escaped(text) for text in (said.gist, *one.notes) if text)
    took = clock_digits(one.duration) + ("" if one.ended else " so far") + (" (entered afterwards)" if one.recorded else "")
    return f"| {one.number} | {one.given:%H:%M:%S} | {took} | {who} | {', '.join(filter(None, capacity))} | {gist} |"


def _notes(record: Record) -> Iterator[str]:
    if record.notes:
        yield ""
        yield "## Notes"
        yield ""
    for note in record.notes:
        yield f"- {note.at:%H:%M:%S} ({escaped(note.by)}) {escaped(note.text)}"


def _blocks(record: Record) -> Iterator[str]:
    yield ""
    yield "## How it ran"
    yield ""
    yield "| Block | Planned | Took | From–to |"
    yield "| --- | ---: | ---: | --- |"
    for block in record.blocks:
        yield (
            f"| {escaped(block.title)} | {clock_digits(block.planned)} | {clock_digits(block.spoken)} | {_spells(block)} |"
        )


def _spells(block: BlockRecord) -> str:
    if not block.spells:
        return block.status.value
    return ", ".join(f"{start:%H:%M:%S}–{'' if end is None else format(end, '%H:%M:%S')}" for start, end in block.spells)
