"""What rows are, seen together: titles over others, remarks that take no time, a last row that is only the end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import zip_longest
from typing import Final
from zoneinfo import ZoneInfo

from runofshow.importers.people import named_in, person
from runofshow.importers.rundown import Facts, Heading, Item, Person, Remark, Row, When
from runofshow.importers.texts import paragraphs
from runofshow.importers.titles import is_everybody, is_floor, is_no_person, is_the_end
from runofshow.instants import instant

_NO_TIME: Final = timedelta(0)


@dataclass(frozen=True, slots=True)
class Shaped:
    """The same rows, each as what it is beside the others."""

    rows: tuple[Row, ...]
    facts: Facts
    told: tuple[str, ...]


def shaped(rows: Sequence[Row], facts: Facts, zone: ZoneInfo) -> Shaped:
    """Tell titles, remarks and the end from what takes time; then who speaks, and what is a floor round."""
    told: list[str] = []
    titled = [_titled(row) if isinstance(row, Item) else row for row in rows]
    kept, facts = _without_the_end(titled, facts, told)
    kept = _sharing([_remark_or(row, zone) for row in _with_headings(kept, told, zone)])
    kept = [_spoken(row, facts) if isinstance(row, Item) else row for row in kept]
    unnamed = [row for row in kept if isinstance(row, Item) and row.kind == "speech" and row.speaker is None]
    if unnamed:
        places = ", ".join(row.called for row in unnamed)
        told.append(f"named for nobody, and so taken as speeches under their own titles: {places}")
    return Shaped(tuple(kept), facts, tuple(told))


def on_day(rows: Sequence[Row], day: date) -> tuple[list[Row], list[str]]:
    """The rows of that day, and of no day; and what is said of the others."""
    kept = [row for row in rows if not (isinstance(row, Item) and row.days and day not in row.days)]
    others = len(rows) - len(kept)
    return kept, [f"rows of other days are left out: {others}"] if others else []


def _titled(item: Item) -> Item:
    """The same; what stands among the speakers and is nobody (``Questions and answers``, ``End``) is its title."""
    named = item.speaker
    if named is None or item.kind is not None or item.title or named != Person(named.name):
        return item
    return replace(item, title=named.name, speaker=None) if is_no_person(named.name) else item


def _without_the_end(rows: list[Row], facts: Facts, told: list[str]) -> tuple[list[Row], Facts]:
    """A last row such as ``15:00 End of the meeting`` is the hard stop."""
    if len(rows) < 2:
        return rows, facts
    *others, last = rows
    lasts = isinstance(last, Item) and (last.end is not None or any(last.length))
    if not isinstance(last, Item) or last.start is None or lasts or last.speaker or last.kind is not None:
        return rows, facts
    if not is_the_end(last.title):
        return rows, facts
    told.append(f"{last.called} is the hard stop")
    return others, replace(facts, end=facts.end if facts.end is not None else last.start)


def _with_headings(rows: Sequence[Row], told: list[str], zone: ZoneInfo) -> list[Row]:
    """A row without a speaker that lasts over the rows below it is their title."""
    shaped_rows: list[Row] = []
    until: When | None = None
    for row, after in zip_longest(rows, rows[1:]):
        if until is not None and isinstance(row, Item) and _is_behind(row, until):
            until = None
            shaped_rows.append(Heading("", ""))
        if isinstance(row, Item) and isinstance(after, Item) and _spans(row, after, zone):
            told.append(f"{row.called} lasts over the rows below it: it is their segment")
            until = _end_of(row, zone)
            shaped_rows.append(Heading(row.place, row.title or row.place))
            if row.notes:
                shaped_rows.append(Remark(row.place, row.notes))
        else:
            shaped_rows.append(row)
    return shaped_rows


def _spans(row: Item, after: Item, zone: ZoneInfo) -> bool:
    begin, end, next_begin = row.start, _end_of(row, zone), after.start
    if row.speaker is not None or row.kind is not None or row.fills or not row.title:
        return False
    if begin is None or end is None or next_begin is None:
        return False
    next_end = _end_of(after, zone)
    if not _comparable(begin, end, next_begin, *([next_end] if next_end is not None else [])):
        return False
    longer = next_end is None or (next_end, next_begin) != (end, begin)
    within = next_end is None or next_end <= end  # type: ignore[operator]
    return bool(begin <= next_begin < end and within and longer)  # type: ignore[operator]


def _is_behind(item: Item, until: When) -> bool:
    """Whether a row begins no earlier than the one above it ends that is a title."""
    if item.start is None or not _comparable(item.start, until):
        return False
    return bool(item.start >= until)  # type: ignore[operator]


def _end_of(item: Item, zone: ZoneInfo) -> When | None:
    """When a row ends; without a zone, as its start, where that has none."""
    start = item.start
    if item.end is not None or len(item.length) != 1 or not isinstance(start, datetime):
        return item.end
    if start.tzinfo is not None:
        return instant(start) + item.length[0]
    end = instant(start.replace(tzinfo=zone)) + item.length[0]
    return end.astimezone(zone).replace(tzinfo=None)


def _comparable(*moments: When) -> bool:
    kinds = {(isinstance(moment, datetime), moment.tzinfo is None) for moment in moments}
    return len(kinds) == 1


def _remark_or(row: Row, zone: ZoneInfo) -> Row:
    """A row that lasts no time is a remark at its time, as the clock in `zone` shows it."""
    if not isinstance(row, Item) or row.fills or row.kind is not None:
        return row
    nothing = row.length == (_NO_TIME,) or (row.start is not None and row.start == row.end)
    if not nothing or (row.length and any(row.length)):
        return row
    start = row.start
    if isinstance(start, datetime) and start.tzinfo is not None:
        start = start.astimezone(zone)
    clock = "" if start is None else f"{start:%H:%M} "
    who = "" if row.speaker is None else row.speaker.name
    return Remark(row.place, paragraphs(f"{clock}{', '.join(filter(None, (row.title, who)))}", row.notes))


def _sharing(rows: Sequence[Row]) -> list[Row]:
    """Rows that begin at one time share it: the first keeps the start, the last the end, unless each has its length."""
    shared: list[Row] = []
    leader: Item | None = None
    for row in rows:
        before = shared[-1] if shared else None
        if not isinstance(row, Item) or row.kind is not None or row.start is None:
            shared.append(row)
        elif leader is None or row.start != leader.start or not isinstance(before, Item):
            leader = row
            shared.append(row)
        else:
            if before.end is not None and before.end == row.end:
                shared[-1] = replace(before, end=None)
            shared.append(replace(row, start=None))
    return shared


def _spoken(item: Item, facts: Facts) -> Item:
    """The same with its kind, and with the speaker whom only its title names."""
    if item.kind is not None:
        return item
    speaker = item.speaker
    if not item.title and speaker is None:  # what it is stands where others have their segment
        item = replace(item, title=item.segment)
    if speaker is not None and is_everybody(speaker.name):
        return replace(item, kind="floor", speaker=None, title=item.title or speaker.title or speaker.name)
    if speaker is None:
        title, name = named_in(item.title)
        if name:
            return replace(item, kind="speech", speaker=person(name), title=title)
        return replace(item, kind="floor" if is_floor(item.title) else "speech")
    if is_floor(item.title) and _moderates(speaker, facts):
        who = "" if facts.moderator is not None and speaker.name == facts.moderator.name else speaker.name
        return replace(item, kind="floor", speaker=None, notes=paragraphs(who, item.notes))
    return replace(item, kind="speech")


def _moderates(speaker: Person, facts: Facts) -> bool:
    named = speaker.name.lower()
    return named.partition(":")[0].strip() in {"moderator", "chair", "chairperson", "facilitator"} or (
        facts.moderator is not None and named == facts.moderator.name.lower()
    )
