"""Finds the kind of a row from its neighbours: a title over other rows, a remark, the end of the meeting."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from math import nan
from typing import Final
from zoneinfo import ZoneInfo

from runofshow.importers.clock_times import When
from runofshow.importers.one_meeting import Span, in_one_room, spans
from runofshow.importers.people import moderator_in, named_in, names_somebody, people_in, person
from runofshow.importers.questions import Findings, Questions
from runofshow.importers.rundown import BlockRow, Facts, Person, Remark, Row, Title
from runofshow.importers.texts import paragraphs
from runofshow.importers.vocabulary import is_break, is_everybody, is_floor, is_panel, is_the_end, item_type

_NO_TIME: Final = timedelta(0)
_ANY_DAY: Final = date(2000, 1, 1)
_ABOUT_IT: Final = re.compile(r"[,:(\u2013\u2014]|\s-\s")  # Jane Doe – discussion leader


def shaped(  # noqa: PLR0913 -- what an import goes by
    rows: Sequence[Row], facts: Facts, questions: Questions, findings: Findings, zone: ZoneInfo, day: date
) -> tuple[list[Row], Facts]:
    """Separate titles, remarks and the end from rows that take time; then find speakers, floor rounds and items."""
    kept, facts = _without_the_end([_titled(row) for row in rows], facts, findings)
    kept = _with_talks_below(_lone_rows_settled(kept), findings)
    kept = _with_titles(kept, findings, zone, day)
    kept = in_one_room(kept, questions, findings, zone, day)
    kept = _sharing([_remark_or(row, zone) for row in kept])
    return [_spoken(row, facts, findings) if isinstance(row, BlockRow) else row for row in kept], facts


def _titled(row: Row) -> Row:
    """Return the row; a text among the speakers that is nobody (``Questions and answers``, ``End``) is its title."""
    match row:
        case BlockRow(title="", kind=None, people=(Person(name, "", "", ""),)) if not names_somebody(name):
            first = _ABOUT_IT.split(name)[0]
            if is_the_end(name) or is_floor(first) or is_break(first):
                return replace(row, title=name, people=())
    return row


def _without_the_end(rows: list[Row], facts: Facts, findings: Findings) -> tuple[list[Row], Facts]:
    """Return the rows without a last one such as ``15:00 End of the meeting``, which is the hard stop."""
    last = next((index for index in range(len(rows) - 1, 0, -1) if isinstance(rows[index], BlockRow)), 0)
    match rows[last] if last else None:
        case BlockRow(people=(), kind=None, end=None) as row if (
            row.start and not any(row.length) and is_the_end(row.title)
        ):
            findings.add(f"{row.called} is the hard stop")
            facts = replace(facts, end=facts.end if facts.end is not None else row.start)
            return [*rows[:last], *_beside(row), *rows[last + 1 :]], facts
    return rows, facts


def _beside(row: BlockRow, said: str = "") -> list[Row]:
    """Return a remark of `said` and of what a row that is no block says beside its title and speakers, if anything."""
    led_by = row.moderator.name if row.moderator is not None else ""
    text = paragraphs(said, row.segment if row.segment != row.title else "", led_by, row.intro, row.notes)
    return [Remark(row.place, text)] if text else []


def _lone_rows_settled(rows: Sequence[Row]) -> list[Row]:
    """Return the rows; one that holds a text alone takes time only where there is some for it.

    ``8:00am Start`` above a row at 8:00 is a remark, and so is ``Coffee break`` between two rows without a gap.
    """
    settled: list[Row] = []
    for index, row in enumerate(rows):
        if isinstance(row, BlockRow) and row.lone and row.end is None:
            before = next((one.end for one in reversed(settled) if isinstance(one, BlockRow)), None)
            after = next((one.start for one in rows[index + 1 :] if isinstance(one, BlockRow)), None)
            has_time = row.start != after if row.start is not None else None not in {before, after} and before != after
            settled.append(row if has_time else Remark(row.place, f"{_clock(row.start)}{row.title}", row.day))
        else:
            settled.append(row)
    return settled


def _clock(when: When | None) -> str:
    return "" if when is None else f"{when:%H:%M} "


def _with_talks_below(rows: Sequence[Row], findings: Findings) -> list[Row]:
    """Return the rows; one with hours and no speaker, over rows of speakers without times, is their title."""
    found: list[Row] = []
    waiting = list(rows)
    while waiting:
        row = waiting.pop(0)
        below: list[BlockRow] = []
        for one in waiting:
            if not isinstance(one, BlockRow) or one.start or one.end or one.lone or one.shares or one.kind:
                break
            below.append(one)
        if not isinstance(row, BlockRow) or not below or not _holds(row, below):
            found.append(row)
            continue
        findings.add("holds the rows below it, and so is their segment", row.called)
        del waiting[: len(below)]
        below[0] = replace(below[0], start=row.start)
        if not any(one.length for one in below):
            below[-1] = replace(below[-1], end=_end_by_length(row))
        found += [Title(row.place, row.title), *_beside(row), *below, Title("", "")]
    return found


def _holds(row: BlockRow, below: Sequence[BlockRow]) -> bool:
    """Tell whether a row is the title of those below: all of them have speakers, or it says how long they last.

    The lengths of the rows below must make its own; else they come after it.
    """
    if row.people or row.kind is not None or row.start is None or not row.title or is_break(row.title) or row.lone:
        return False
    end = _end_by_length(row)
    if any(one.length for one in below):
        lengths = [one.length[0] for one in below if len(one.length) == 1]
        if len(lengths) < len(below) or not isinstance(row.start, time) or not isinstance(end, time):
            return False
        if datetime.combine(_ANY_DAY, end) - datetime.combine(_ANY_DAY, row.start) != sum(lengths, _NO_TIME):
            return False
    return all(one.people for one in below) or (
        end is not None and not is_floor(row.title) and all(one.title for one in below)
    )


def _end_by_length(row: BlockRow) -> When | None:
    if row.end is not None or row.start is None or len(row.length) != 1:
        return row.end
    if isinstance(row.start, datetime):
        return row.start + row.length[0]
    return (datetime.combine(_ANY_DAY, row.start) + row.length[0]).time()


def _with_titles(rows: Sequence[Row], findings: Findings, zone: ZoneInfo, day: date) -> list[Row]:
    """Return the rows; one without a speaker that lasts over the rows below it is their title."""
    timed = [*zip(rows, spans(rows, zone, day), strict=True), (Title("", ""), Span())]
    found: list[Row] = []
    until = nan
    for (row, span), (after, below) in pairwise(timed):
        if span.start >= until:
            until = nan
            found.append(Title("", ""))
        if isinstance(row, BlockRow) and isinstance(after, BlockRow) and _lasts_over(row, span, after, below):
            findings.add("lasts over the rows below it, and so is their segment", row.called)
            until = span.end
            found += [Title(row.place, row.title), *_beside(row)]
        else:
            found.append(row)
    return found


def _lasts_over(row: BlockRow, span: Span, after: BlockRow, below: Span) -> bool:
    if row.people or row.kind is not None or row.takes_rest or not row.title:
        return False
    if (row.room and after.room and row.room != after.room) or below == span:
        return False
    same_clock = isinstance(row.start, time) == isinstance(after.start, time)
    return same_clock and span.start <= below.start < span.end and not below.end > span.end


def _remark_or(row: Row, zone: ZoneInfo) -> Row:
    """Return a row that lasts no time as a remark at its time, as the clock in `zone` shows it."""
    if not isinstance(row, BlockRow) or row.takes_rest or row.kind is not None or any(row.length):
        return row
    start = row.start
    if row.length != (_NO_TIME,) and (start is None or start != row.end):
        return row
    if isinstance(start, datetime) and start.tzinfo is not None:
        start = start.astimezone(zone)
    said = ", ".join(filter(None, (row.title, ", ".join(one.name for one in row.people))))
    return next(iter(_beside(row, f"{_clock(start)}{said}")), Remark(row.place, ""))


def _sharing(rows: Sequence[Row]) -> list[Row]:
    """Return the rows; those that begin at one time share it: the first keeps the start, the last the end."""
    shared: list[Row] = []
    leader: BlockRow | None = None
    for row in rows:
        before = shared[-1] if shared else None
        if not isinstance(row, BlockRow) or row.kind is not None or not isinstance(before, BlockRow):
            leader = row if isinstance(row, BlockRow) else leader
            shared.append(row)
        elif row.shares and leader is not None:
            shared[-1] = replace(before, end=None)
            shared.append(replace(row, end=row.end or before.end))
        elif leader is None or row.start is None or row.start != leader.start:
            leader = row if row.start is not None else leader
            shared.append(row)
        else:
            if before.end == row.end:
                shared[-1] = replace(before, end=None)
            shared.append(replace(row, start=None))
    return shared


def _spoken(item: BlockRow, facts: Facts, findings: Findings) -> BlockRow:
    """Return a row with its kind, and with the speaker whom only its title names."""
    if item.kind in {"floor", "item"}:  # nobody is announced in these: who stands beside them is kept
        who = "; ".join(", ".join(filter(None, (one.name, one.title, one.organization))) for one in item.people)
        return replace(item, people=(), notes=paragraphs(who, item.notes))
    if item.kind is not None:
        return item
    if not item.title and not item.people:  # what it is stands where others have their segment
        item = replace(item, title=item.segment)
    led_by = "" if facts.moderator is None else facts.moderator.name
    match item.people:
        case (Person(name) as one,) if is_everybody(name):
            return replace(item, kind="floor", people=(), title=item.title or one.title or name)
        case (Person(name),) if is_floor(item.title) and (
            name.lower() == led_by.lower() or moderator_in(f"{name.partition(':')[0].strip()}: x")
        ):
            return replace(item, kind="floor", people=(), notes=paragraphs("" if name == led_by else name, item.notes))
        case ():
            return _named_by_its_title(item, findings)
        case several:
            led = item.moderator is not None or is_panel(item.title) or is_panel(item.segment)
            return replace(item, kind="panel" if led and len(several) > 1 else "speech")


def _named_by_its_title(item: BlockRow, findings: Findings) -> BlockRow:
    title, name = named_in(item.title)
    if name:
        people = tuple(map(person, people_in(name) or [name]))
        panel = len(people) > 1 and is_panel(title)
        return replace(item, kind="panel" if panel else "speech", people=people, title=title)
    if is_floor(item.title):
        findings.add("floor rounds, by their titles", item.called)
        return replace(item, kind="floor")
    kind = item_type(item.title)
    items = "breaks" if kind == "break" else "items"
    findings.add(f"named for nobody, and so {items} under their own titles", item.called)
    return replace(item, kind="item", item_type=kind)
