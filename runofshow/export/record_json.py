"""The record as JSON, for programs: all of it, with exact times and lengths."""

from datetime import UTC
from importlib.resources import files
from typing import Any, Final

from runofshow.export.formats import DEFAULTS, Options
from runofshow.export.json_values import json_fields, json_text, json_value
from runofshow.export.list_of_speakers import podium, who_spoke
from runofshow.show.meeting_record import BlockRecord, Record
from runofshow.show.statements import InterventionRecord

SCHEMA: Final = "urn:runofshow:record:1"
"""The name of the schema. Its number rises when a program that reads the old one would misread the new one."""


def json_log(record: Record, options: Options = DEFAULTS) -> bytes:
    """Return the record in UTF-8: instants in ISO 8601 in the event's zone, lengths in seconds."""
    meeting, extract, zone = record.meeting, record.extract, record.meeting.timezone
    began, ended = record.held or (None, None)
    head = {
        "schema": SCHEMA,
        "meeting": {
            **json_fields(meeting, zone, "title", "date", "start", "end"),
            "began": json_value(began, zone),
            "ended": json_value(ended, zone),
            "timezone": zone.key,
            **json_fields(meeting, zone, "venue", "moderator", "mode"),
            "finished": record.finished,
            "times": "the moderator's clock",
        },
        "extract": None
        if extract is None
        else {
            "since": json_value(extract.since, zone),
            "blocks": [json_value(block.id, zone) for block in extract.blocks],
            **json_fields(extract, zone, "categories", "of"),
        },
        **json_fields(record, zone, "names_left_out", "digest", "whole", "damage"),
    }
    return json_text({**head, **(_speakers(record) if options.shape == "list" else _log(record))}).encode()


def record_schema() -> bytes:
    """Return the JSON Schema (2020-12) of the documents of `json_log`."""
    return (files("runofshow.export") / "record.schema.json").read_bytes()


def _log(record: Record) -> dict[str, Any]:
    zone = record.meeting.timezone
    statement = (
        *("source", "block", "block_title", "segment", "who", "person", "title", "organization", "country"),
        *("category", "kind", "began", "ended", "duration", "gist", "number"),
    )
    return {
        "blocks": [_block(block, record) for block in record.blocks],
        "interventions": [_intervention(one, record) for one in record.interventions],
        "notes": [json_fields(one, zone, "at", "by", "text") for one in record.notes],
        "statements": [json_fields(one, zone, *statement) for one in record.statements],
        "decisions": [json_fields(one, zone, "at", "text") for one in record.decisions],
        "tasks": [json_fields(one, zone, "at", "text", "owner", "due") for one in record.tasks],
    }


def _block(block: BlockRecord, record: Record) -> dict[str, Any]:
    zone = record.meeting.timezone
    return {
        **json_fields(block, zone, "id", "title", "segment", "speaker", "status"),
        "spells": json_value(block.intervals, zone),
        **json_fields(block, zone, "planned", "spoken"),
    }


def _intervention(one: InterventionRecord, record: Record) -> dict[str, Any]:
    said, zone = one.particulars, record.meeting.timezone
    placed = ("number", "block", "block_title", "segment", "who", "person", "title", "category", "kind")
    times = ("requested", "given", "ended", "duration", "paused", "limit", "extension", "recorded", "gist", "notes")
    return {
        **json_fields(one, zone, *placed),
        "on_behalf_of": json_value(said.on_behalf_of),
        "also_on_behalf_of": [name for name in json_value(said.also_on_behalf_of or ()) if name],
        **json_fields(said, zone, "read_for", "addressed_to", "in_reply_to"),
        **json_fields(one, zone, *times),
    }


def _speakers(record: Record) -> dict[str, Any]:
    """Return who spoke, in the order in which a report lists them."""
    listed = ("who", "people", "on_behalf_of", "also_on_behalf_of", "read_for", "times")
    occasions = [
        {
            "occasion": occasion.name,
            "capacities": [
                {
                    "category": heading.category,
                    "heading": heading.text,
                    "names": [json_fields(one, UTC, *listed) for one in heading.listed],
                }
                for heading in occasion.headings
            ],
        }
        for occasion in who_spoke(record)
    ]
    return {"podium": [*podium(record)], "speakers": occasions}
