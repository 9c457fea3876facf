"""The JSON Schema of agenda.yaml."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from runofshow.agenda.model import Agenda, Floor, Item, Panel, Speech
from runofshow.agenda.schema import agenda_schema, field_descriptions
from runofshow.cli.import_commands import starter_agenda

ROOT = Path(__file__).parents[2]


def read_as_text(text: str) -> Any:
    """Read YAML with every value as text, as editors read dates and clock times."""
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 -- BaseLoader makes texts only


def problems(agenda: object) -> list[str]:
    """Return what the schema says of an agenda."""
    validator = Draft202012Validator(agenda_schema())
    return [error.message for error in validator.iter_errors(agenda)]


def small(**block: object) -> dict[str, Any]:
    """Return an agenda of one block."""
    return {
        "title": "A meeting",
        "date": "2026-09-23",
        "start": "13:00",
        "end": "15:00",
        "timezone": "Europe/Zurich",
        "segments": [{"title": "All of it", "blocks": [block]}],
    }


def test_it_is_a_schema() -> None:
    """By the rules of draft 2020-12."""
    Draft202012Validator.check_schema(agenda_schema())


def test_agendas_that_the_program_takes_keep_to_it() -> None:
    """The lunch, and the one that `init` writes."""
    for text in ((ROOT / "agenda.yaml").read_text("utf-8"), starter_agenda(date(2026, 9, 23), "x")):
        assert problems(read_as_text(text)) == []


@pytest.mark.parametrize(
    "block",
    [
        pytest.param({"speaker": "Ms. A", "duration": "7m"}, id="a speaker who is a mere name"),
        pytest.param({"speaker": {"name": "Ms. A"}, "words": 840}, id="words in place of a duration"),
        pytest.param({"speaker": "Ms. A", "say": "ay", "duration": "7:00", "min": None}, id="say beside the speaker"),
        pytest.param({"floor": "Discussion", "duration": "rest", "min": "15m", "limits": {"ngo": "90s"}}, id="floor"),
        pytest.param({"speakers": ["Ms. A", {"name": "Mr. B"}], "title": "A pact", "duration": "7m"}, id="a keynote"),
        pytest.param({"panel": "Money", "speakers": ["Ms. A"], "duration": "30m", "each": "5m"}, id="a panel"),
        pytest.param({"item": "Coffee", "type": "break", "duration": "10m", "start": "14:00"}, id="a break"),
        pytest.param({"speaker": {"name": "Ms. A", "remote": True, "country": "X"}, "duration": "7m"}, id="remote"),
    ],
)
def test_what_the_program_takes_keeps_to_it(block: dict[str, object]) -> None:
    """Each form that a block can have."""
    Agenda.model_validate(small(**{name: value for name, value in block.items() if value is not None}))
    assert problems(small(**block)) == []


@pytest.mark.parametrize(
    "block",
    [
        pytest.param({"speaker": "Ms. A"}, id="no duration"),
        pytest.param({"floor": "Discussion", "duration": "rest", "order": "asked"}, id="a field of another place"),
        pytest.param({"speaker": "Ms. A", "duration": 7}, id="a length without a unit"),
        pytest.param({"speaker": {"name": "Ms. A", "pronounced": "ay"}, "duration": "7m"}, id="an unknown field"),
    ],
)
def test_what_the_program_refuses_breaks_it(block: dict[str, object]) -> None:
    """Where a schema can tell."""
    assert problems(small(**block)) != []


def test_every_field_is_described() -> None:
    """In the model's own source."""
    for model in (Agenda, Speech, Panel, Floor, Item):
        assert set(field_descriptions(model)) == {field.alias or name for name, field in model.model_fields.items()}
