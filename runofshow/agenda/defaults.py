"""Fill in what staff left out of an agenda: ids, handovers, durations of texts, instants of starts."""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from itertools import chain, count
from typing import Any, Final
from zoneinfo import ZoneInfo

from runofshow.agenda.times import first_at_or_after
from runofshow.instants import Instant
from runofshow.text import slug, without_honorifics

REMOTE_HANDOVER: Final = timedelta(seconds=60)
"""The usual handover before a speech by video link: the picture has to come, and the sound."""

_TRUE: Final = frozenset({"1", "on", "t", "true", "y", "yes"})
"""As pydantic reads them."""

Raw = Mapping[str, Any]
"""A mapping as it came from YAML or JSON: anything may be missing or of a wrong kind."""

Path = tuple[str | int, ...]
"""Where a value stands: ``("segments", 1, "blocks", 0, "id")``."""


def completed(raw: Raw) -> dict[str, Any]:
    """Return the agenda with the ids, durations and handovers of blocks that were left out.

    A duration follows from ``words``. Before a speech by video link there is a handover of a minute, unless the agenda
    has one of its own. What is malformed is left as it is, for the models to report.
    """
    taken = {block["id"] for _, block in raw_blocks(raw) if isinstance(block.get("id"), str)}
    pace = _positive(raw.get("words_per_minute", 120))

    def whole(block: Raw) -> Raw:
        added: dict[str, Any] = {}
        if not block.get("id"):
            added["id"] = unused_id(id_stem(block), taken)
            taken.add(added["id"])
        words = _positive(block.get("words"))
        if block.get("duration") is None and words and pace:
            added["duration"] = timedelta(seconds=max(1, round(words * 60 / pace)))
        remote = "panel" not in block and any(str(one.get("remote")).lower() in _TRUE for one in _speakers(block))
        if remote and raw.get("handover") is None and block.get("handover") is None:
            added["handover"] = REMOTE_HANDOVER
        return {**block, **added}

    return {**raw, "segments": _with_blocks(raw["segments"], whole)} if "segments" in raw else dict(raw)


def _with_blocks(segments: Any, changed: Callable[[Raw], Raw]) -> Any:
    """Return segments with each block changed; what isn't one, or holds none, stays as it is."""
    if not isinstance(segments, list | tuple):
        return segments
    return [
        {**segment, "blocks": [changed(one) if isinstance(one, Mapping) else one for one in segment["blocks"]]}
        if isinstance(segment, Mapping) and isinstance(segment.get("blocks"), list | tuple)
        else segment
        for segment in segments
    ]


def raw_blocks(raw: Raw) -> Iterator[tuple[Path, Raw]]:
    """Return every block that is at least a mapping, with its path."""
    segments = raw.get("segments")
    for s, segment in enumerate(segments if isinstance(segments, list | tuple) else ()):
        blocks = segment.get("blocks") if isinstance(segment, Mapping) else None
        for b, block in enumerate(blocks if isinstance(blocks, list | tuple) else ()):
            if isinstance(block, Mapping):
                yield ("segments", s, "blocks", b), block


def unused_id(stem: str, taken: set[str]) -> str:
    """Return `stem`, or the first of ``stem-2``, ``stem-3``, … that is not taken."""
    stem = stem or "block"
    return next(name for name in chain([stem], (f"{stem}-{n}" for n in count(2))) if name not in taken)


def fields_of_speaker(raw: object) -> object:
    """Return a speaker's fields; a mere text, as staff write it, is the name."""
    return {"name": raw} if isinstance(raw, str) else raw


def id_stem(block: Raw) -> str:
    """Return the text from which an id is made: a speaker's name without Mr. and H.E., else the title of the block."""
    titles = (block.get(name) for name in ("panel", "floor", "item"))
    text = next((title for title in titles if isinstance(title, str)), None)
    if text is None:
        names = [one["name"] for one in _speakers(block) if isinstance(one.get("name"), str)]
        title = block.get("title")
        text = title if len(names) > 1 and isinstance(title, str) else " ".join(map(without_honorifics, names))
    return slug(text)


def with_starts(segments: Any, zone: ZoneInfo, begin: Instant, end: Instant) -> Any:
    """Return segments with the ``start`` of each block as an instant, or as the error that says why it is none.

    A clock time is the first such at or after `begin`, and must lie before `end`.
    """

    def start(written: str) -> Instant | ValueError:
        try:
            found = first_at_or_after(written, zone=zone, since=begin)
        except ValueError as error:
            return error
        if begin <= found < end:
            return found
        shown, opens, closes = (f"{moment.astimezone(zone):%H:%M}" for moment in (found, begin, end))
        return ValueError(f"{shown} lies outside of the meeting, {opens}–{closes}")

    def timed(block: Raw) -> Raw:
        written = block.get("start")
        return {**block, "start": start(written)} if isinstance(written, str) else block

    return _with_blocks(segments, timed)


def _speakers(block: Raw) -> list[Raw]:
    """Return the speakers of a block, as far as they are names or fields."""
    several = block.get("speakers")
    people = several if isinstance(several, list | tuple) and several else [block.get("speaker")]
    return [one for one in map(fields_of_speaker, people) if isinstance(one, Mapping)]


def _positive(value: object) -> int | None:
    try:
        number = int(str(value))
    except ValueError:
        return None
    return number if 0 < number <= 100_000 else None
