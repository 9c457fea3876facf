"""What follows from what staff wrote: the ids they left out, the duration that a text of so many words takes."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from runofshow.text import slug, without_honorifics

Raw = Mapping[str, Any]
"""A mapping as it came from YAML or JSON: anything may be missing or of a wrong kind."""

Path = tuple[str | int, ...]
"""Where a value stands: ``("segments", 1, "blocks", 0, "id")``."""


def completed(raw: Raw) -> dict[str, Any]:
    """The same agenda with an ``id`` and, where ``words`` were given, a ``duration`` in every block.

    What is malformed is left as it is, for the models to report.
    """
    taken = {block["id"] for _, block in raw_blocks(raw) if isinstance(block.get("id"), str)}
    pace = _positive(raw.get("words_per_minute", 120))
    segments = raw.get("segments")
    if not isinstance(segments, list | tuple):
        return dict(raw)
    return {**raw, "segments": [_completed_segment(segment, taken, pace) for segment in segments]}


def doubled_ids(raw: Raw) -> list[tuple[Path, str]]:
    """Where an id is written that an earlier block has already, and the id."""
    seen: set[str] = set()
    doubled: list[tuple[Path, str]] = []
    for path, block in raw_blocks(raw):
        if isinstance(name := block.get("id"), str):
            if name in seen:
                doubled.append(((*path, "id"), name))
            seen.add(name)
    return doubled


def raw_blocks(raw: Raw) -> Iterator[tuple[Path, Raw]]:
    """Every block that is at least a mapping, with its path."""
    segments = raw.get("segments")
    for s, segment in enumerate(segments if isinstance(segments, list | tuple) else ()):
        blocks = segment.get("blocks") if isinstance(segment, Mapping) else None
        for b, block in enumerate(blocks if isinstance(blocks, list | tuple) else ()):
            if isinstance(block, Mapping):
                yield ("segments", s, "blocks", b), block


def unused_id(stem: str, taken: set[str]) -> str:
    """`stem`, or the first of ``stem-2``, ``stem-3``, … that is not taken."""
    return next(name for name in _numbered(stem or "block") if name not in taken)


def fields_of_speaker(raw: object) -> object:
    """A speaker's fields; of one who is written as a mere text, as staff do, it is the name."""
    return {"name": raw} if isinstance(raw, str) else raw


def id_stem(block: Raw) -> str:
    """What an id is made from: the speaker's name without Mr. and H.E., or the floor's title."""
    speaker = fields_of_speaker(block.get("speaker"))
    name = speaker.get("name") if isinstance(speaker, Mapping) else None
    text = without_honorifics(name) if isinstance(name, str) and name.strip() else block.get("floor")
    return slug(text) if isinstance(text, str) else ""


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1


def _completed_segment(segment: Any, taken: set[str], pace: int | None) -> Any:
    blocks = segment.get("blocks") if isinstance(segment, Mapping) else None
    if not isinstance(blocks, list | tuple):
        return segment
    return {**segment, "blocks": [_completed_block(block, taken, pace) for block in blocks]}


def _completed_block(block: Any, taken: set[str], pace: int | None) -> Any:
    if not isinstance(block, Mapping):
        return block
    added: dict[str, Any] = {}
    if not block.get("id"):
        added["id"] = unused_id(id_stem(block), taken)
        taken.add(added["id"])
    words = _positive(block.get("words"))
    if block.get("duration") is None and words and pace:
        added["duration"] = timedelta(seconds=max(1, round(words * 60 / pace)))
    return {**block, **added}


def _positive(value: object) -> int | None:
    try:
        number = int(str(value))
    except ValueError:
        return None
    return number if 0 < number <= 100_000 else None
