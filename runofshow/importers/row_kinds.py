"""Kinds of rows, told by their neighbours: titles over others, remarks without time, a last one that is the end."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from typing import Final
from zoneinfo import ZoneInfo

from runofshow.importers.findings import Findings
from runofshow.importers.one_meeting import Span, in_one_room, spans
from runofshow.importers.people import Person, moderator_in, named_in, names_somebody, people_in, person
from runofshow.importers.questions import Questions
from runofshow.importers.rundown import Facts, Item, Remark, Row, Title
from runofshow.importers.texts import paragraphs
from runofshow.importers.vocabulary import is_break, is_everybody, is_floor, is_panel, is_the_end, item_type

_NO_TIME: Final = timedelta(0)
_ABOUT_IT: Final = re.compile(r"[,:(\u2013\u2014]|\s-\s")
"""Where something about a name begins: ``Jane Doe – discussion leader`` is a person."""


def shaped(  # noqa: PLR0913 -- what an import goes by
    rows: Sequence[Row], facts: Facts, questions: Questions, findings: Findings, zone: ZoneInfo, day: date
) -> tuple[list[Row], Facts]:
    """Tell titles, remarks and the end from what takes time; then who speaks, and what is a floor round or an item."""
    titled = [_titled(row) if isinstance(row, Item) else row for row in rows]
    kept, facts = _without_the_end(titled, facts, findings)
    kept = _with_talks_below(_lone_rows_settled(kept), findings)
    kept = _with_titles(kept, findings, zone, day)
    kept = in_one_room(kept, questions, findings, zone, day)
    kept = _sharing([_remark_or(row, zone) for row in kept])
    return [_spoken(row, facts, findings) if isinstance(row, Item) else row for row in kept], facts


def _titled(item: Item) -> Item:
    """Return the row; a text among the speakers that is nobody (``Questions and answers``, ``End``) is its title."""
    match item.people:
        case (Person(name, "", "", ""),) if item.kind is None and not item.title and _is_no_person(name):
            return replace(item, title=name, people=())
        case _:
            return item


def _is_no_person(name: str) -> bool:
    first = _ABOUT_IT.split(name)[0]
    return not names_somebody(name) and (is_the_end(name) or is_floor(first) or is_break(first))


def _without_the_end(rows: list[Row], facts: Facts, findings: Findings) -> tuple[list[Row], Facts]:
    """Return the rows without a last one such as ``15:00 End of the meeting``, which is the hard stop."""
    last = next((index for index in range(len(rows) - 1, 0, -1) if isinstance(rows[index], Item)), 0)
    row = rows[last] if rows else None
    if not last or not isinstance(row, Item) or row.start is None or row.end is not None or any(row.length):
        return rows, facts
    if row.people or row.kind is not None or not is_the_end(row.title):
        return rows, facts
    findings.add(f"{row.called} is the hard stop")
    facts = replace(facts, end=facts.end if facts.end is not None else row.start)
    return [*rows[:last], *([Remark(row.place, beside)] if (beside := _beside(row)) else []), *rows[last + 1 :]], facts


def _lone_rows_settled(rows: Sequence[Row]) -> list[Row]:
    """Return the rows; one that holds a text alone takes time only where there is some for it.

    ``8:00am Start`` above a row at 8:00 is a remark, and so is ``Coffee break`` between two rows without a gap.
    """
    settled: list[Row] = []
    for index, row in enumerate(rows):
        if not isinstance(row, Item) or not row.lone or row.end is not None:
            settled.append(row)
            continue
        before = next((one for one in reversed(settled) if isinstance(one, Item)), None)
        after = next((one for one in rows[index + 1 :] if isinstance(one, Item)), None)
        if row.start is not None:
            takes = after is None or after.start != row.start
        else:
            gap = before and before.end and after and after.start
            takes = bool(gap) and before is not None and after is not None and before.end != after.start
        clock = f"{row.start:%H:%M} " if row.start is not None else ""
        settled.append(row if takes else Remark(row.place, f"{clock}{row.title}", row.day))
    return settled


def _with_talks_below(rows: Sequence[Row], findings: Findings) -> list[Row]:
    """Return the rows; one with hours and no speaker, over rows of speakers without times, is their title."""
    found: list[Row] = []
    index = 0
    while index < len(rows):
        row = rows[index]
        below: list[Item] = []
        for one in rows[index + 1 :]:
            if not isinstance(one, Item) or one.start or one.end or one.lone or one.shares or one.kind:
                break
            below.append(one)
        if not isinstance(row, Item) or not below or not _holds(row, below):
            found.append(row)
            index += 1
            continue
        findings.add("holds the rows below it, and so is their segment", row.called)
        found += _as_title(row)
        below[0] = replace(below[0], start=row.start)
        if not any(one.length for one in below):
            below[-1] = replace(below[-1], end=_end_by_length(row))
        found += [*below, Title("", "")]
        index += len(below) + 1
    return found


def _as_title(row: Item) -> list[Row]:
    """Return a row as the title of those below it, with a remark of what else it says."""
    beside = _beside(row)
    return [Title(row.place, row.title), *([Remark(row.place, beside)] if beside else [])]


def _beside(row: Item) -> str:
    """Return what a row says that is no block, but for its title and who speaks."""
    led_by = row.moderator.name if row.moderator is not None else ""
    return paragraphs(row.segment if row.segment != row.title else "", led_by, row.intro, row.notes)


def _holds(row: Item, below: Sequence[Item]) -> bool:
    if row.people or row.kind is not None or row.start is None or not row.title or is_break(row.title) or row.lone:
        return False
    if any(one.length for one in below) and not _add_up(row, below):
        return False
    all_people = all(one.people for one in below)
    return all_people or (
        _end_by_length(row) is not None and not is_floor(row.title) and all(one.title for one in below)
    )


def _add_up(row: Item, below: Sequence[Item]) -> bool:
    """Tell whether the lengths of the rows below make the length of a row; else they come after it."""
    end = _end_by_length(row)
    lengths = [one.length[0] for one in below if len(one.length) == 1]
    if len(lengths) < len(below) or not isinstance(row.start, time) or not isinstance(end, time):
        return False
    any_day = date(2000, 1, 1)
    return (datetime.combine(any_day, end) - datetime.combine(any_day, row.start)) == sum(lengths, _NO_TIME)


def _end_by_length(row: Item) -> datetime | time | None:
    if row.end is not None or row.start is None or len(row.length) != 1:
        return row.end
    if isinstance(row.start, datetime):
        return row.start + row.length[0]
    return (datetime.combine(date(2000, 1, 1), row.start) + row.length[0]).time()


def _with_titles(rows: Sequence[Row], findings: Findings, zone: ZoneInfo, day: date) -> list[Row]:
    """Return the rows; one without a speaker that lasts over the rows below it is their title."""
    items = [row for row in rows if isinstance(row, Item)]
    times = dict(zip(map(id, items), spans(items, zone, day), strict=True))
    found: list[Row] = []
    until: float | None = None
    for row, after in zip_longest(rows, rows[1:]):
        if not isinstance(row, Item):
            found.append(row)
            continue
        span = times[id(row)]
        if until is not None and span.start is not None and span.start >= until:
            until = None
            found.append(Title("", ""))
        if isinstance(after, Item) and _lasts_over(row, span, after, times[id(after)]):
            findings.add("lasts over the rows below it, and so is their segment", row.called)
            until = span.end
            found += _as_title(row)
        else:
            found.append(row)
    return found


def _lasts_over(row: Item, span: Span, after: Item, below: Span) -> bool:
    if row.people or row.kind is not None or row.takes_rest or not row.title:
        return False
    if row.room and after.room and row.room != after.room:
        return False
    if (
        span.start is None
        or span.end is None
        or below.start is None
        or isinstance(row.start, time) != isinstance(after.start, time)
    ):
        return False
    longer = below.end is None or (below.start, below.end) != (span.start, span.end)
    return span.start <= below.start < span.end and longer and (below.end is None or below.end <= span.end)


def _remark_or(row: Row, zone: ZoneInfo) -> Row:
    """Return a row that lasts no time as a remark at its time, as the clock in `zone` shows it."""
    if not isinstance(row, Item) or row.takes_rest or row.kind is not None:
        return row
    nothing = row.length == (_NO_TIME,) or (row.start is not None and row.start == row.end)
    if not nothing or any(row.length):
        return row
    start = row.start
    if isinstance(start, datetime) and start.tzinfo is not None:
        start = start.astimezone(zone)
    clock = "" if start is None else f"{start:%H:%M} "
    who = ", ".join(one.name for one in row.people)
    return Remark(row.place, paragraphs(f"{clock}{', '.join(filter(None, (row.title, who)))}", _beside(row)))


def _sharing(rows: Sequence[Row]) -> list[Row]:
    """Return the rows; those that begin at one time share it: the first keeps the start, the last the end."""
    shared: list[Row] = []
    leader: Item | None = None
    for row in rows:
        before = shared[-1] if shared else None
        if not isinstance(row, Item) or row.kind is not None or not isinstance(before, Item):
            leader = row if isinstance(row, Item) else leader
            shared.append(row)
        elif row.shares and leader is not None:
            end = before.end
            shared[-1] = replace(before, end=None)
            shared.append(replace(row, end=row.end or end))
        elif leader is None or row.start is None or row.start != leader.start:
            leader = row if row.start is not None else leader
            shared.append(row)
        else:
            if before.end is not None and before.end == row.end:
                shared[-1] = replace(before, end=None)
            shared.append(replace(row, start=None))
    return shared


def _spoken(item: Item, facts: Facts, findings: Findings) -> Item:
    """Return a row with its kind, and with the speaker whom only its title names."""
    if item.kind is not None:
        return _without_people(item) if item.kind in {"floor", "item"} and item.people else item
    if not item.title and not item.people:  # what it is stands where others have their segment
        item = replace(item, title=item.segment)
    match item.people:
        case (Person(name) as one,) if is_everybody(name):
            return replace(item, kind="floor", people=(), title=item.title or one.title or name)
        case (Person(name) as one,) if is_floor(item.title) and _moderates(one, facts):
            who = "" if facts.moderator is not None and name == facts.moderator.name else name
            return replace(item, kind="floor", people=(), notes=paragraphs(who, item.notes))
        case ():
            return _named_by_its_title(item, findings)
        case (_,):
            return replace(item, kind="speech")
        case _:
            panel = is_panel(item.title) or is_panel(item.segment) or item.moderator is not None
            return replace(item, kind="panel" if panel else "speech")


def _without_people(item: Item) -> Item:
    """Return a floor round or an item with those who stand beside it in its notes: nobody is announced in these."""
    who = "; ".join(", ".join(filter(None, (one.name, one.title, one.organization))) for one in item.people)
    return replace(item, people=(), notes=paragraphs(who, item.notes))


def _named_by_its_title(item: Item, findings: Findings) -> Item:
    title, name = named_in(item.title)
    if name:
        people = tuple(map(person, people_in(name))) or (person(name),)
        return replace(
            item,
            kind="speech" if len(people) == 1 else "panel" if is_panel(title) else "speech",
            people=people,
            title=title,
        )
    if is_floor(item.title):
        findings.add("floor rounds, by their titles", item.called)
        return replace(item, kind="floor")
    kind = item_type(item.title)
    findings.add(
        f"named for nobody, and so {'breaks' if kind == 'break' else 'items'} under their own titles", item.called
    )
    return replace(item, kind="item", item_type=kind)


def _moderates(speaker: Person, facts: Facts) -> bool:
    named = speaker.name.lower()
    return bool(moderator_in(f"{named.partition(':')[0].strip()}: x")) or (
        facts.moderator is not None and named == facts.moderator.name.lower()
    )
