"""The published schema of the JSON: what the program writes keeps to it, and it would notice what doesn't."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from runofshow.export.log.chatham_house import without_names
from runofshow.export.log.extract import extracted
from runofshow.export.log.json_document import SCHEMA, json_log, record_schema
from runofshow.show.statements import Record
from tests.export.hostile import every_hostile_text, hostile_record
from tests.export.many import many
from tests.export.shows import recorded

VALIDATOR = Draft202012Validator(json.loads(record_schema()))


def problems(document: object) -> list[str]:
    """What the schema finds wrong."""
    return [error.message for error in VALIDATOR.iter_errors(document)]


def test_it_is_a_schema() -> None:
    """Of the draft that it names, under the name that documents carry."""
    schema = json.loads(record_schema())

    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == SCHEMA
    assert schema["properties"]["schema"]["const"] == SCHEMA


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(recorded(), id="closed"),
        pytest.param(recorded(closed=False, mode="rehearsal", until="17:10:00"), id="going on"),
        pytest.param(recorded(closed=False, until="16:56:00"), id="nothing yet"),
        pytest.param(many(), id="many"),
        pytest.param(
            extracted(recorded(), since=datetime.fromisoformat("2016-07-20T13:12:00-04:00"), categories=["state"]),
            id="extract",
        ),
        pytest.param(without_names(extracted(recorded(), since=None, blocks=["floor"])), id="without names"),
    ],
)
def test_what_the_program_writes_keeps_to_it(record: Record) -> None:
    """In both shapes."""
    assert problems(json.loads(json_log(record))) == []
    assert problems(json.loads(json_log(record, "list"))) == []


@every_hostile_text
def test_it_does_so_whatever_people_type(text: str) -> None:
    """A blank is null, not an empty string."""
    assert problems(json.loads(json_log(hostile_record(text)))) == []
    assert problems(json.loads(json_log(hostile_record(text), "list"))) == []


def _without(key: str) -> Callable[[dict[str, Any]], object]:
    return lambda document: document.pop(key)


def _of_first(**changes: object) -> Callable[[dict[str, Any]], object]:
    return lambda document: document["interventions"][0].update(changes)


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(_without("meeting"), id="no meeting"),
        pytest.param(_without("extract"), id="nothing of extracts"),
        pytest.param(_without("notes"), id="neither table nor list"),
        pytest.param(lambda document: document.update(podium=[], speakers=[]), id="both table and list"),
        pytest.param(lambda document: document.update(more=1), id="another field"),
        pytest.param(lambda document: document.update(schema="urn:runofshow:record:2"), id="another version"),
        pytest.param(_of_first(given="13:09:10"), id="a clock time for an instant"),
        pytest.param(_of_first(given="2016-07-20T13:09:10"), id="an instant without offset"),
        pytest.param(_of_first(duration="2:30"), id="a length in words"),
        pytest.param(_of_first(category="country"), id="an unknown category"),
        pytest.param(_of_first(kind=None), id="no kind"),
        pytest.param(_of_first(gist=""), id="an empty gist"),
        pytest.param(_of_first(extra=1), id="another field of an intervention"),
        pytest.param(lambda document: document["blocks"][0].update(intervals=[["x"]]), id="half a spell"),
        pytest.param(lambda document: document["meeting"].update(mode="test"), id="an unknown mode"),
    ],
)
def test_it_notices_what_does_not_keep_to_it(spoil: Callable[[dict[str, Any]], object]) -> None:
    """A check that can't fail is none."""
    document = json.loads(json_log(recorded()))
    assert problems(document) == []

    spoil(document)

    assert problems(document)
