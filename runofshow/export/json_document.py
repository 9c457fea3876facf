"""The intervention log as JSON, for programs: everything that the record holds, nothing rounded away."""

from typing import Any

from runofshow.export.wording import ORDINARY
from runofshow.show.record import BlockRecord, InterventionRecord, Meeting, NoteRecord, Record
from runofshow.values import duration_value, instant_value, json_text, speaker_value, typed_value


def json_log(record: Record) -> bytes:
    """The record in UTF-8: instants in ISO 8601 in the event's zone, lengths in seconds, None for what is not known."""
    meeting = record.meeting
    document = {
        "meeting": {**_meeting(meeting), "finished": record.finished, "times": "the moderator's clock"},
        "blocks": [_block(block, meeting) for block in record.blocks],
        "interventions": [_intervention(one, meeting) for one in record.interventions],
        "notes": [_note(note, meeting) for note in record.notes],
    }
    return json_text(document).encode()


def _meeting(meeting: Meeting) -> dict[str, Any]:
    return {
        "title": typed_value(meeting.title),
        "date": meeting.date.isoformat(),
        "start": instant_value(meeting.start, meeting.timezone),
        "end": instant_value(meeting.end, meeting.timezone),
        "timezone": meeting.timezone.key,
        "venue": typed_value(meeting.venue),
        "moderator": speaker_value(meeting.moderator),
        "mode": meeting.mode,
    }


def _block(block: BlockRecord, meeting: Meeting) -> dict[str, Any]:
    zone = meeting.timezone
    return {
        "id": typed_value(block.id),
        "title": typed_value(block.title),
        "segment": typed_value(block.segment),
        "speaker": speaker_value(block.speaker),
        "status": block.status.value,
        "spells": [
            [instant_value(start, zone), None if end is None else instant_value(end, zone)]
            for start, end in block.spells
        ],
        "planned": duration_value(block.planned),
        "spoken": duration_value(block.spoken),
    }


def _intervention(one: InterventionRecord, meeting: Meeting) -> dict[str, Any]:
    said, zone = one.particulars, meeting.timezone
    return {
        "number": one.number,
        "block": typed_value(one.block),
        "block_title": typed_value(one.block_title),
        "segment": typed_value(one.segment),
        "who": typed_value(said.who),
        "person": typed_value(said.person),
        "title": typed_value(said.title),
        "category": said.category,
        "kind": said.kind or ORDINARY,
        "on_behalf_of": typed_value(said.on_behalf_of),
        "read_for": typed_value(said.read_for),
        "addressed_to": typed_value(said.addressed_to),
        "in_reply_to": said.in_reply_to,
        "requested": None if one.requested is None else instant_value(one.requested, zone),
        "given": instant_value(one.given, zone),
        "ended": None if one.ended is None else instant_value(one.ended, zone),
        "duration": duration_value(one.duration),
        "paused": duration_value(one.paused),
        "limit": None if one.limit is None else duration_value(one.limit),
        "extension": duration_value(one.extension),
        "recorded": one.recorded,
        "gist": typed_value(said.gist),
        "notes": [typed_value(note) for note in one.notes],
    }


def _note(note: NoteRecord, meeting: Meeting) -> dict[str, Any]:
    return {
        "at": instant_value(note.at, meeting.timezone),
        "by": typed_value(note.by),
        "text": typed_value(note.text),
    }
