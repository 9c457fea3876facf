"""JSON: the whole record, for a program. Durations in seconds, instants in ISO 8601 with the event's offset."""

import json
from datetime import datetime
from typing import Any

from runofshow.export.status import seconds, speaker_fields
from runofshow.show.record import BlockRecord, InterventionRecord, Meeting, Record
from runofshow.text import safe


def exported(record: Record) -> bytes:
    """An object with `meeting`, `blocks`, `interventions` and `notes`, in UTF-8."""
    whole = {
        "meeting": _meeting(record.meeting, finished=record.finished),
        "blocks": [_block(block) for block in record.blocks],
        "interventions": [_intervention(one) for one in record.interventions],
        "notes": [{"at": _instant(note.at), "by": safe(note.by), "text": safe(note.text)} for note in record.notes],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def _meeting(meeting: Meeting, *, finished: bool) -> dict[str, Any]:
    return {
        "title": safe(meeting.title),
        "date": meeting.date.isoformat(),
        "start": _instant(meeting.start),
        "end": _instant(meeting.end),
        "timezone": meeting.timezone.key,
        "venue": _said(meeting.venue),
        "moderator": speaker_fields(meeting.moderator),
        "mode": meeting.mode,
        "finished": finished,
        "times": "the moderator's clock",
    }


def _block(block: BlockRecord) -> dict[str, Any]:
    return {
        "id": block.id,
        "title": safe(block.title),
        "segment": safe(block.segment),
        "speaker": speaker_fields(block.speaker),
        "status": block.status.value,
        "planned": seconds(block.planned),
        "spoken": seconds(block.spoken),
        "spells": [[_instant(start), _instant(end)] for start, end in block.spells],
    }


def _intervention(one: InterventionRecord) -> dict[str, Any]:
    said = one.particulars
    return {
        "number": one.number,
        "block": one.block,
        "segment": _said(one.segment),
        "who": _said(said.who),
        "person": _said(said.person),
        "title": _said(said.title),
        "category": said.category,
        "kind": said.kind or "statement",
        "on_behalf_of": _said(said.on_behalf_of),
        "read_for": _said(said.read_for),
        "addressed_to": _said(said.addressed_to),
        "in_reply_to": said.in_reply_to,
        "requested": _instant(one.requested),
        "given": _instant(one.given),
        "ended": _instant(one.ended),
        "duration": seconds(one.duration),
        "paused": seconds(one.paused),
        "limit": seconds(one.limit),
        "extension": seconds(one.extension),
        "entered_afterwards": one.recorded,
        "gist": _said(said.gist),
        "notes": [safe(text) for text in one.notes],
    }


def _said(text: str | None) -> str | None:
    return None if text is None else safe(text)


def _instant(instant: datetime | None) -> str | None:
    if instant is None:
        return None
    return instant.isoformat(timespec="milliseconds" if instant.microsecond else "seconds")
