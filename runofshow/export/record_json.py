"""The record as JSON, for programs: all of it, with exact times and lengths."""

from importlib.resources import files
from typing import Any, Final

from runofshow.export.formats import DEFAULTS, Options
from runofshow.export.formatting.record_words import ORDINARY
from runofshow.export.json_values import duration_value, instant_value, json_text, speaker_value, typed_value
from runofshow.export.list_of_speakers import Listed, podium, who_spoke
from runofshow.show.meeting_record import BlockRecord, InterventionRecord, Meeting, NoteRecord, Record, TaskRecord
from runofshow.show.statements import StatementRecord

SCHEMA: Final = "urn:runofshow:record:1"
"""The name of the schema. Its number rises when a program that reads the old one would misread the new one."""


def json_log(record: Record, options: Options = DEFAULTS) -> bytes:
    """Return the record in UTF-8: instants in ISO 8601 in the event's zone, lengths in seconds."""
    head = {
        "schema": SCHEMA,
        "meeting": {**_meeting(record), "finished": record.finished, "times": "the moderator's clock"},
        "extract": _extract(record),
        "names_left_out": record.names_left_out,
        "digest": record.digest,
        "whole": record.whole,
        "damage": [typed_value(one) for one in record.damage],
    }
    return json_text({**head, **(_speakers(record) if options.shape == "list" else _log(record))}).encode()


def record_schema() -> bytes:
    """Return the JSON Schema (2020-12) of the documents of `json_log`."""
    return (files("runofshow.export") / "record.schema.json").read_bytes()


def _log(record: Record) -> dict[str, Any]:
    meeting = record.meeting
    return {
        "blocks": [_block(block, meeting) for block in record.blocks],
        "interventions": [_intervention(one, meeting) for one in record.interventions],
        "notes": [_note(note, meeting) for note in record.notes],
        "statements": [_statement(one, meeting) for one in record.statements],
        "decisions": [
            {"at": instant_value(one.at, meeting.timezone), "text": typed_value(one.text)} for one in record.decisions
        ],
        "tasks": [_task(one, meeting) for one in record.tasks],
    }


def _speakers(record: Record) -> dict[str, Any]:
    """Return who spoke, in the order in which a report lists them."""
    occasions = [
        {
            "occasion": occasion.name,
            "capacities": [
                {
                    "category": heading.category,
                    "heading": heading.text,
                    "names": [_listed(one) for one in heading.listed],
                }
                for heading in occasion.headings
            ],
        }
        for occasion in who_spoke(record)
    ]
    return {"podium": [*podium(record)], "speakers": occasions}


def _listed(one: Listed) -> dict[str, Any]:
    return {
        "who": one.who or None,
        "people": [*one.people],
        "on_behalf_of": one.on_behalf_of or None,
        "also_on_behalf_of": one.also_on_behalf_of or None,
        "read_for": [*one.read_for],
        "times": one.times,
    }


def _extract(record: Record) -> dict[str, Any] | None:
    extract = record.extract
    if extract is None:
        return None
    zone = record.meeting.timezone
    return {
        "since": None if extract.since is None else instant_value(extract.since, zone),
        "blocks": [typed_value(block.id) for block in extract.blocks],
        "categories": [*extract.categories],
        "of": extract.of,
    }


def _meeting(record: Record) -> dict[str, Any]:
    meeting, (began, ended) = record.meeting, record.held or (None, None)
    return {
        "title": typed_value(meeting.title),
        "date": meeting.date.isoformat(),
        "start": instant_value(meeting.start, meeting.timezone),
        "end": instant_value(meeting.end, meeting.timezone),
        "began": None if began is None else instant_value(began, meeting.timezone),
        "ended": None if ended is None else instant_value(ended, meeting.timezone),
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
            for start, end in block.intervals
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
        "also_on_behalf_of": [value for name in said.also_on_behalf_of or () if (value := typed_value(name))],
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


def _statement(one: StatementRecord, meeting: Meeting) -> dict[str, Any]:
    zone = meeting.timezone
    texts = ("block", "block_title", "segment", "who", "person", "title", "organization", "country")
    return {
        "source": one.source,
        **{name: typed_value(getattr(one, name)) for name in texts},
        "category": one.category,
        "kind": one.kind,
        "began": instant_value(one.began, zone),
        "ended": None if one.ended is None else instant_value(one.ended, zone),
        "duration": duration_value(one.duration),
        "gist": typed_value(one.gist),
        "number": one.number,
    }


def _task(task: TaskRecord, meeting: Meeting) -> dict[str, Any]:
    return {
        "at": instant_value(task.at, meeting.timezone),
        "text": typed_value(task.text),
        "owner": typed_value(task.owner),
        "due": None if task.due is None else task.due.isoformat(),
    }


def _note(note: NoteRecord, meeting: Meeting) -> dict[str, Any]:
    return {
        "at": instant_value(note.at, meeting.timezone),
        "by": typed_value(note.by),
        "text": typed_value(note.text),
    }
