"""Actions, by subject: each beside the event that comes of it."""

from collections.abc import Mapping
from typing import Any

from runofshow.show.actions import blocks, floor, meeting, minutes, panel, record, running_order, speakers_list, undo
from runofshow.show.state import EVENTS, Event

__all__ = ["blocks", "floor", "meeting", "minutes", "panel", "record", "running_order", "speakers_list", "undo"]


class UnknownKind(ValueError):
    """The kind of an entry that this program doesn't know; a newer one may."""


def event_of(fields: Mapping[str, Any]) -> Event:
    """Return the event of a journal's line, whose own fields these are: `kind`, and what goes with it.

    Raise `UnknownKind` if there is no such kind, for leaving it out would show another meeting; `ValidationError` if a
    field is missing, unknown or not what it should be.
    """
    known = EVENTS.get(kind) if isinstance(kind := fields.get("kind"), str) else None
    if known is None:
        raise UnknownKind(kind)
    return known.model_validate(fields)
