"""Ontime's project file: JSON whose parts are checked, the rundown that is meant, what it says of the meeting."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from runofshow.importers import columns
from runofshow.importers.open_questions import NoRundown, Unclear
from runofshow.importers.rundown import Facts
from runofshow.importers.sheet_header import facts_of
from runofshow.importers.texts import one_line, paragraphs

Milliseconds = Annotated[int, Field(ge=0, le=36 * 3_600_000)]
Text = Annotated[str, Field(max_length=100_000)]


class Entry(BaseModel):
    """What is taken of an entry; older projects call a group a block, and have no links."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    type: Literal["event", "group", "block", "delay", "milestone"] = "event"
    title: Text = ""
    note: Text = ""
    subtitle: Text = ""
    presenter: Text = ""
    time_start: Milliseconds | None = Field(None, alias="timeStart")
    time_end: Milliseconds | None = Field(None, alias="timeEnd")
    duration: Milliseconds | None = None
    # None in a file whose version has no such field
    link_start: bool | str | None = Field(None, alias="linkStart")
    count_to_end: bool = Field(default=False, alias="countToEnd")
    skip: bool = False
    entries: list[str] | None = None
    custom: dict[str, Text] = Field(default_factory=dict)


ENTRIES: Final = TypeAdapter(dict[str, Entry])
LIST: Final = TypeAdapter(list[Entry])


def parsed(content: bytes, name: str) -> dict[str, Any]:
    """The JSON of a project, its parts not yet checked.

    Raises:
        NoRundown: it is none.
    """
    try:
        project = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        message = f"{name} is JSON, but not in UTF-8"
        raise NoRundown(message) from None
    except ValueError as error:
        message = f"{name} is broken JSON: {str(error)[:80]}"
        raise NoRundown(message) from None
    except RecursionError:
        message = f"{name} is nested too deeply: that is no project of Ontime's"
        raise NoRundown(message) from None
    if not isinstance(project, dict):
        message = f"{name} is JSON, and no project of Ontime's: it has no 'rundowns'"
        raise NoRundown(message)
    return project


def chosen_rundown(rundowns: Mapping[str, Any], name: str, wanted: str | None) -> tuple[str, Mapping[str, Any]]:
    """The rundown of that title, or the only one with entries; with its title.

    Raises:
        NoRundown: there is none.
        Unclear: there are several.
    """
    titled = {
        one_line(_text(one, "title") or key): one
        for key, one in rundowns.items()
        if isinstance(one, dict) and one.get("entries")
    }
    if wanted is not None:
        for title, one in titled.items():
            if title.lower() == wanted.strip().lower():
                return title, one
        message = f"{name} has no rundown '{wanted}': there are {', '.join(titled) or 'none'}"
        raise NoRundown(message)
    match list(titled.items()):
        case []:
            message = f"{name} is a project of Ontime's in which no rundown has entries"
            raise NoRundown(message)
        case [(title, one)]:
            return title, one
        case _:
            sentence = f"{name} has {len(titled)} rundowns: {', '.join(titled)}"
            raise Unclear(asked="sheet", sentence=sentence, choices=tuple((title, title) for title in titled))


def labels(project: Mapping[str, Any]) -> dict[str, str]:
    """What the project calls its own fields."""
    fields = project.get("customFields")
    pairs = fields.items() if isinstance(fields, dict) else ()
    return {str(key): _text(one, "label") or str(key) for key, one in pairs if isinstance(one, dict)}


def _text(mapping: object, key: str) -> str:
    value = mapping.get(key) if isinstance(mapping, dict) else None
    return value if isinstance(value, str) else ""


def project_facts(project: Mapping[str, Any]) -> Facts:
    """What a project says of itself; fields of its own are known by the names that a table's would have."""
    about = project.get("project") or project.get("eventData") or {}
    texts = [_text(about, name) for name in ("description", "info", "publicInfo", "backstageInfo")]
    known: dict[columns.Field, str] = {}
    custom = about.get("custom") if isinstance(about, dict) else None
    for one in custom if isinstance(custom, list) else ():
        label, value = _text(one, "title"), _text(one, "value")
        if (name := columns.field_named(label)) in columns.OF_THE_MEETING | {"date"} and name is not None:
            known.setdefault(name, value)
        elif value.strip():
            texts.append(f"{label}: {value}")
    notes = paragraphs(known.get("meeting_notes", ""), *dict.fromkeys(texts))
    facts = facts_of(known | {"meeting": _text(about, "title"), "meeting_notes": notes})
    return replace(facts, is_24_hours=True)
