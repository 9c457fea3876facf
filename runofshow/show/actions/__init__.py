"""Actions, by subject: each beside the event that comes of it."""

from collections.abc import Mapping
from typing import Any

from runofshow.show.actions import blocks, floor, meeting, minutes, panel, record, running_order, speakers_list, undo
from runofshow.show.state import EVENTS, Event

__all__ = ["blocks", "floor", "meeting", "minutes", "panel", "record", "running_order", "speakers_list", "undo"]


class UnknownKind(ValueError):
    """The kind of an entry that this program doesn't know; a newer one may."""


def event_of(fields: Mapping[str, Any]) -> Event:
    """Return the event that a journal's line holds; `fields` are its `kind` and the fields of that kind.

    Raise `UnknownKind` if there is no such kind: without the event the show would be another one. Raise
    `ValidationError` if a field is missing, unknown or of a wrong form.
    """
    known = EVENTS.get(kind) if isinstance(kind := fields.get("kind"), str) else None
    if known is None:
        raise UnknownKind(kind)
    return known.model_validate(fields)
