"""The published schema of the JSON: what the program writes keeps to it, and it would notice what doesn't."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from jsonschema import Draft202012Validator

from runofshow.export.chatham_house import without_names
from runofshow.export.extract import extracted
from runofshow.export.formats import Options
from runofshow.export.record_json import SCHEMA, json_log, record_schema
from tests.export.hostile import HOSTILE, IN_A_TITLE, hostile_meeting, hostile_record
from tests.export.many import many
from tests.export.shows import recorded

VALIDATOR = Draft202012Validator(json.loads(record_schema()))


def problems(document: object) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(document)]


def test_it_is_a_schema() -> None:
    schema = json.loads(record_schema())

    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == SCHEMA
    assert schema["properties"]["schema"]["const"] == SCHEMA


def test_what_the_program_writes_keeps_to_it() -> None:
    later = datetime.fromisoformat("2016-07-20T13:12:00-04:00")
    records = {
        "closed": recorded(),
        "going on": recorded(closed=False, mode="rehearsal", until="17:10:00"),
        "nothing yet": recorded(closed=False, until="16:56:00"),
        "many": many(),
        "extract": extracted(recorded(), since=later, categories=["state"]),
        "without names": without_names(extracted(recorded(), since=None, blocks=["floor"])),
    }
    for name, record in records.items():
        assert problems(json.loads(json_log(record))) == [], name
        assert problems(json.loads(json_log(record, Options("list")))) == [], name


def test_hostile_texts_keep_to_it() -> None:
    for record in (hostile_meeting(), *(hostile_record(HOSTILE[name]) for name in IN_A_TITLE)):
        assert problems(json.loads(json_log(record))) == []
        assert problems(json.loads(json_log(record, Options("list")))) == []


def _without(key: str) -> Callable[[dict[str, Any]], object]:
    return lambda document: document.pop(key)


def _of_first(**changes: object) -> Callable[[dict[str, Any]], object]:
    return lambda document: document["interventions"][0].update(changes)


SPOILT: Final[dict[str, Callable[[dict[str, Any]], object]]] = {
    "no meeting": _without("meeting"),
    "nothing of extracts": _without("extract"),
    "neither table nor list": _without("notes"),
    "both table and list": lambda document: document.update(podium=[], speakers=[]),
    "another field": lambda document: document.update(more=1),
    "another version": lambda document: document.update(schema="urn:runofshow:record:2"),
    "a clock time for an instant": _of_first(given="13:09:10"),
    "an instant without offset": _of_first(given="2016-07-20T13:09:10"),
    "a length in words": _of_first(duration="2:30"),
    "an unknown category": _of_first(category="country"),
    "no kind": _of_first(kind=None),
    "an empty gist": _of_first(gist=""),
    "another field of an intervention": _of_first(extra=1),
    "half a spell": lambda document: document["blocks"][0].update(intervals=[["x"]]),
    "an unknown mode": lambda document: document["meeting"].update(mode="test"),
}
"""Changes to a document after which it no longer keeps to the schema."""


def test_it_notices_what_does_not_keep_to_it() -> None:
    content = json_log(recorded())
    assert problems(json.loads(content)) == []
    for name, spoil in SPOILT.items():
        document = json.loads(content)

        spoil(document)

        assert problems(document), name
