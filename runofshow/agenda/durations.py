"""Durations to put into an agenda, as YAML to paste."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from textwrap import wrap
from typing import Final

from runofshow.agenda.duration import spell_duration
from runofshow.agenda.model import Floor, Speech
from runofshow.text import safe

_WIDTH: Final = 110


@dataclass(frozen=True, slots=True)
class Change:
    """Another length for a block."""

    block: Speech | Floor
    planned: timedelta
    duration: timedelta
    why: str = ""
    """What there is to say beside it."""


def durations_yaml(comments: Iterable[str], changes: Sequence[Change]) -> str:
    """The comments, then each block with its new duration, the old one beside it: a list as an agenda holds it."""
    lines = [f"# {line}" for comment in comments for line in wrap(safe(comment), _WIDTH)]
    for change in changes:
        block = change.block
        name = json.dumps(safe(block.title), ensure_ascii=False)  # a JSON string is a YAML string
        lines.append(f"- speaker: {{name: {name}}}" if isinstance(block, Speech) else f"- floor: {name}")
        lines.append(f"  id: {json.dumps(block.id, ensure_ascii=False)}")
        beside = f"instead of {spell_duration(change.planned)}" + (f", {change.why}" if change.why else "")
        lines.append(f"  duration: {spell_duration(change.duration)} # {beside}")
    return "".join(f"{line}\n" for line in lines)
