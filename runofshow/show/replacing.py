"""Copies of frozen values with some fields changed.

`dataclasses.replace` builds all forty fields of a show by keyword, and took half the time of a replay. A value without
slots and `__post_init__`, as all parts of a show are, is copied with its dictionary. mypy checks calls all the same.
"""

from typing import TYPE_CHECKING, TypeVar

__all__ = ["replace"]

if TYPE_CHECKING:
    from dataclasses import replace
else:
    Value = TypeVar("Value")

    def replace(value: Value, **changes: object) -> Value:
        """Return a copy of a value in which some fields are others."""
        made = object.__new__(type(value))
        made.__dict__.update(value.__dict__)
        if not changes.keys() <= made.__dict__.keys():
            raise KeyError(*changes)
        made.__dict__.update(changes)
        return made
