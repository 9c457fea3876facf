"""Values in JSON. Instants, lengths and people have one form in all JSON that this program writes."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

from runofshow.agenda.model import Block, Speaker, Speech
from runofshow.instants import SECOND
from runofshow.text import sanitize


def instant_value(instant: datetime, zone: tzinfo) -> str:
    """Return an instant in ISO 8601, as ``2016-07-20T13:02:11-04:00``; parts of a second as milliseconds."""
    local = instant.astimezone(zone)
    return local.isoformat(timespec="milliseconds" if local.microsecond >= 1000 else "seconds")


def seconds(length: timedelta | None) -> int | float | None:
    """Return a length in seconds, to the millisecond; without a fraction where they are whole; None for none."""
    if length is None:
        return None
    whole = round(length / SECOND, 3)
    return int(whole) if whole.is_integer() else whole


def typed_value(text: str | None) -> str | None:
    """Return typed text, harmless to whatever prints it; None where nothing was typed."""
    return safe_lines(text) or None if text else None


def json_value(value: object, zone: tzinfo = UTC) -> Any:  # noqa: ANN401, PLR0911 -- a line for each kind
    """Return a text, an instant, a length, a speaker or several of them as JSON has them; all else as it is."""
    match value:
        case None | int():
            return value
        case str():
            return typed_value(value)
        case datetime():
            return instant_value(value, zone)
        case date():
            return value.isoformat()
        case timedelta():
            return seconds(value)
        case tuple():
            return [json_value(one, zone) for one in value]
        case Speaker():
            return speaker_value(value)
        case _:
            return value


def json_fields(one: object, zone: tzinfo, *names: str) -> dict[str, Any]:
    """Return the values of attributes as JSON has them, by their names."""
    return {name: json_value(getattr(one, name), zone) for name in names}


def speaker_value(speaker: Speaker | None) -> dict[str, str | None] | None:
    """Return somebody who is announced by name, without how that is pronounced; None for nobody."""
    return None if speaker is None else json_fields(speaker, UTC, "name", "title", "organization")


def speakers_fields(block: Block) -> dict[str, Any]:
    """Return `speaker` of a block, null unless a speech has exactly one, and `speakers`, with all that is known."""
    keys = ("name", "title", "organization", "say", "country", "remote")
    people = [json_fields(speaker, UTC, *keys) for speaker in block.people]
    return {"speaker": people[0] if isinstance(block, Speech) and len(people) == 1 else None, "speakers": people}


def safe_lines(text: str) -> str:
    """Return the text sanitized, with its line breaks as line feeds and without blank space around it."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return "\n".join(sanitize(line) for line in text.splitlines()).strip()


def json_text(document: Mapping[str, Any]) -> str:
    """Return a whole JSON document: every script as itself, two spaces deep, with a line end."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
