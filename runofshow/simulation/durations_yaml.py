"""Durations to put into an agenda, as YAML to paste."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from textwrap import wrap
from typing import NamedTuple

from runofshow.agenda.durations import spell_duration
from runofshow.agenda.model import Block
from runofshow.text import sanitize


class Change(NamedTuple):
    """Another length for a block."""

    block: Block
    planned: timedelta
    duration: timedelta
    why: str = ""
    """A comment beside the duration."""


def durations_yaml(comments: Iterable[str], changes: Sequence[Change]) -> str:
    """Return the comments, then each whole block with its new duration, and the old one beside it.

    The list is as an agenda holds it, so that blocks can be pasted in their places and nothing is lost.
    """
    place = ["Each block is whole: put it in the place of the one with the same name."] if changes else []
    lines = [f"# {line}" for comment in (*comments, *place) for line in wrap(sanitize(comment), 110)]
    lines += [line for change in changes for line in _block(change)]
    return "".join(f"{line}\n" for line in lines)


def _block(change: Change) -> Iterator[str]:
    fields = change.block.model_dump(mode="json", exclude_defaults=True, exclude={"duration"})
    if change.block.min is not None and change.block.min > change.duration:
        del fields["min"]  # it would give way upwards
    first = next(name for name in ("panel", "speaker", "speakers", "floor", "item") if name in fields)
    yield f"- {first}: {_flow(fields.pop(first))}"
    yield f"  id: {_flow(fields.pop('id'))}"
    beside = f"instead of {spell_duration(change.planned)}" + (f", {change.why}" if change.why else "")
    yield f"  duration: {spell_duration(change.duration)} # {beside}"
    for name, value in fields.items():
        yield f"  {name}: {_flow(value)}"


def _flow(value: object) -> str:
    """Return a value on one line: JSON for text and numbers is YAML too, and names of fields need no quotes."""
    match value:
        case dict():
            return f"{{{', '.join(f'{name}: {_flow(one)}' for name, one in value.items())}}}"
        case str():
            return json.dumps("\n".join(map(sanitize, value.split("\n"))), ensure_ascii=False)
        case _:
            return json.dumps(value)
