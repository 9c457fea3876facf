"""The JSON Schema of agenda.yaml, for editors: fields, their kinds, and a sentence about each."""

import ast
import inspect
import itertools
import textwrap
from typing import Any, Final

from pydantic import BaseModel

from runofshow.agenda import model
from runofshow.agenda.model import Agenda

URN: Final = "urn:runofshow:agenda:1"

_EXAMPLES: Final = {"date": "2016-07-20", "timezone": "America/New_York", "start": "13:00", "end": "15:00"}
"""Of the fields that are text in the file and another kind of value in the program."""

_LENGTH: Final[dict[str, Any]] = {
    "type": "string",
    "description": "A length of time: 7m, 90s, 1h30m, or 7:00 for minutes and seconds.",
    "examples": ["7m", "90s", "1h30m", "7:00"],
}


def agenda_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the file as people write it: lengths and times are text.

    The schema accepts every agenda that `check` accepts, as long as texts that look like numbers are quoted. `check`
    knows more: what a length may look like, and whether the plan fits.
    """
    schema = Agenda.model_json_schema()
    for part, of in ((schema, Agenda), *((part, getattr(model, name)) for name, part in schema["$defs"].items())):
        described = field_descriptions(of)
        for name, field in part["properties"].items():
            field["description"] = described[name]
        part["description"] = inspect.cleandoc(of.__doc__ or "").split("\n\n")[0]
    _as_written(schema)
    fields = schema["properties"]
    for name, example in _EXAMPLES.items():
        fields[name] = {"type": "string", "examples": [example], "description": fields[name]["description"]}
    schema["$defs"]["Length"] = _LENGTH
    _allow_short_forms(schema)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": URN, "title": "agenda.yaml of runofshow"}
    return head | {"description": "The plan of one meeting."} | schema


def field_descriptions(of: type[BaseModel]) -> dict[str, str]:
    """Return the text below each field of a model in its source, on one line; inherited fields included."""
    found: dict[str, str] = {}
    for one in reversed(of.__mro__):
        if not issubclass(one, BaseModel) or one is BaseModel:
            continue
        tree = ast.parse(textwrap.dedent(inspect.getsource(one))).body[0]
        for field, text in itertools.pairwise(tree.body if isinstance(tree, ast.ClassDef) else ()):
            match field, text:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(words))):
                    found[name] = " ".join(words.split())
                case _:
                    pass
    return {field.alias or name: found[name] for name, field in of.model_fields.items() if name in found}


def _as_written(node: Any) -> None:
    """Turn a schema of values into one of texts: a length is a text such as 7m, and no part needs a name."""
    if isinstance(node, list):
        for inner in node:
            _as_written(inner)
    if not isinstance(node, dict):
        return
    if isinstance(node.get("title"), str):
        del node["title"]
    if node.get("format") == "duration":
        del node["format"], node["type"]
        node.pop("gt", None)
        node["$ref"] = "#/$defs/Length"
    if node.get("format") == "date-time":
        del node["format"]
    if str(node.get("default", "")).startswith("PT"):
        node["default"] = node["default"].removeprefix("PT").lower()
    if "default" in node and node["default"] in (None, "", {}, []):
        del node["default"]
    for inner in node.values():
        _as_written(inner)


def _allow_short_forms(schema: dict[str, Any]) -> None:
    """Allow a speaker who is a mere name, `words` in place of a duration, and `say` beside a speaker."""
    parts = schema["$defs"]
    named = {"type": "string", "minLength": 1}
    parts["Speaker"] = {"anyOf": [named, {**parts["Speaker"]}], "description": parts["Speaker"]["description"]}
    speech = parts["Speech"]
    speech["properties"]["say"] = {**named, "description": "How the speaker's name is pronounced; it may stand here."}
    speech["required"] = []
    speech["allOf"] = [
        {"oneOf": [{"required": ["speaker"]}, {"required": ["speakers"]}]},
        {"anyOf": [{"required": ["duration"]}, {"required": ["words"]}]},
    ]
