"""Picks the one meeting of an agenda: its time zone, its day and its room. Asks if a file has several."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta, tzinfo
from math import nan
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from runofshow.importers.clock_times import When
from runofshow.importers.dates import Day, Order, in_order, long_day
from runofshow.importers.places import is_the_same_clock, zone_of
from runofshow.importers.questions import Findings, NoRundown, Question, Questions
from runofshow.importers.rundown import BlockRow, Facts, Row
from runofshow.importers.vocabulary import words
from runofshow.instants import Instant, instant
from runofshow.text import in_one_spelling

_ONE_DAY: Final = timedelta(days=1)
_MINUTE: Final = timedelta(minutes=1)
# In minutes; a block that would be longer because it goes past noon or midnight is written in another way.
_DAY, _HALF_A_DAY, _LONGEST_BLOCK = 24 * 60, 12 * 60, 8 * 60
_MOST_NAMED: Final = 10
_AN_EXAMPLE: Final = date(2026, 9, 23)


def zone_for(facts: Facts, questions: Questions, findings: Findings, name: str) -> ZoneInfo:
    """Return the time zone of the answers, else of the file, else of the city where the meeting is."""
    answers = questions.answers
    if answers.timezone is not None:
        if answers.zone_by:
            findings.add(f"the time zone is {answers.timezone.key}, by the city: {answers.zone_by}")
        return answers.timezone
    if facts.zone is not None:
        return facts.zone
    if (zone := zone_of(facts.venue)) is not None:
        findings.add(f"the time zone is {zone.key}, by the place: {facts.venue}")
        return zone
    sentence = f"{name} doesn't say in which time zone the meeting is"
    return ZoneInfo(questions.ask(Question("timezone", sentence, like="America/New_York")))


def in_zone(
    rows: Sequence[Row], facts: Facts, zone: ZoneInfo, day: date, findings: Findings
) -> tuple[list[Row], Facts]:
    """Return the rows and the facts with clock times as `zone` has them, whatever zone they are written in."""
    midnight = datetime.combine(day, time(0))

    def local(when: When | None) -> When | None:
        clock: tzinfo | None = None if when is None else when.tzinfo or facts.clock
        if when is None or clock is None or (isinstance(when, datetime) and when.tzinfo is not None):
            return when
        if is_the_same_clock(clock, zone, midnight):
            return when.replace(tzinfo=None)
        findings.add(f"times are written in {clock}, and taken over into {zone.key}")
        if isinstance(when, datetime):
            return when.replace(tzinfo=clock)
        return datetime.combine(day, when.replace(tzinfo=None), tzinfo=clock).astimezone(zone).time()

    converted = [
        replace(row, start=local(row.start), end=local(row.end)) if isinstance(row, BlockRow) else row for row in rows
    ]
    return converted, replace(facts, start=local(facts.start), end=local(facts.end))


def day_for(rows: Sequence[Row], facts: Facts, questions: Questions, zone: ZoneInfo) -> tuple[date, list[Row]]:
    """Return the day of the meeting, and its rows; raise NoRundown if none is of the day that was asked for."""
    dated = list(rows) if facts.days else _dated(rows, zone)
    days = {_key(row.day): row.day for row in dated if isinstance(row, BlockRow) and row.day is not None}
    chosen = _chosen_days(list(days.values()), questions)
    first = chosen[0] if chosen else None
    day = _date_of(first, facts, questions)
    if first is not None and first.fits(day) is False:
        named = [" or ".join(map(date.isoformat, one.dates)) or f"'{one.label}'" for one in days.values()]
        there = ", ".join(named[:_MOST_NAMED])
        raise NoRundown(f"there is no row that takes time on {day.isoformat()}: the file's days are {there}")
    keys = set(map(_key, chosen))
    return day, [row for row in dated if row.day is None or _key(row.day) in keys]


def _key(day: Day) -> tuple[date, ...] | str:
    return day.dates or day.label


def _dated(rows: Sequence[Row], zone: ZoneInfo) -> list[Row]:
    """Return the rows; where starts have dates and lie more than a day's meeting apart, each with its own day."""
    dated = list(rows)
    starts = {
        index: row.start if row.start.tzinfo is None else row.start.astimezone(zone).replace(tzinfo=None)
        for index, row in enumerate(rows)
        if isinstance(row, BlockRow) and isinstance(row.start, datetime)
    }
    if starts and max(starts.values()) - min(starts.values()) < timedelta(hours=18):
        starts = dict.fromkeys(starts, min(starts.values()))
    for index, start in starts.items():
        own = Day(start.date().isoformat(), (start.date(),))
        dated[index] = replace(dated[index], day=dated[index].day or own)
    return dated


def _chosen_days(days: Sequence[Day], questions: Questions) -> Sequence[Day]:
    """Return the day that a person picked by its label or its date; all readings of it."""
    answers = questions.answers
    if answers.day_label is not None:
        return _labelled(days, answers.day_label)
    if len(days) < 2:
        return days
    fitting = [day for day in days if answers.day is not None and day.fits(answers.day)]
    by_label = any(day.fits(answers.day) is None for day in days) if answers.day else not all(day.dates for day in days)
    if fitting or (answers.day is not None and not by_label):
        return fitting or days
    sentence = (
        f"there are rows of {len(days)} days, and an agenda is of one, so import each day into a file of its own, "
        "as with -o day1.yaml"
    )
    if by_label:
        label = questions.ask(Question("day", sentence, tuple((day.label, day.label) for day in days[:_MOST_NAMED])))
        return [day for day in days if day.label == label]
    days = _in_one_order(days)
    choices = sorted({one for day in days for one in day.dates})[:_MOST_NAMED]
    questions.ask(Question("date", sentence, tuple((one.isoformat(), long_day(one)) for one in choices)))
    return [day for day in days if questions.answers.day in day.dates]


def _labelled(days: Sequence[Day], label: str) -> list[Day]:
    wanted = in_one_spelling(label)
    same = [day for day in days if wanted in {in_one_spelling(day.label), *map(date.isoformat, day.dates)}]
    begins = [day for day in days if in_one_spelling(day.label).startswith(wanted)]
    if not same and len(begins) != 1:
        there = ", ".join(f"'{day.label}'" for day in days[:_MOST_NAMED]) or "none"
        raise NoRundown(f"there is no day '{label[:40]}' in the file: there are {there}")
    return same or begins


def _in_one_order(days: Sequence[Day]) -> Sequence[Day]:
    """Return days in numbers with one reading each where one order makes a meeting of them."""
    orders: tuple[Order, ...] = ("day first", "month first")
    readings = [[in_order(day.dates, day.label, order) for day in days] for order in orders]
    near = [found for found in readings if max(found) - min(found) <= timedelta(days=14)]
    if len(near) != 1:
        return days
    return [replace(day, dates=(one,)) for day, one in zip(days, near[0], strict=True)]


def _date_of(day: Day | None, facts: Facts, questions: Questions) -> date:
    if questions.answers.day is not None:
        return questions.answers.day

    def fits(one: date) -> bool:
        return day is None or day.fits(one) is not False

    readings = [one for one in (day and day.dates) or facts.days if fits(one)]
    if len(readings) == 1:
        return readings[0]
    if not readings:
        label = "" if day is None else f" ('{day.label}' is no whole date)"
        # within ten years every weekday falls on every day of the month
        likely = (_AN_EXAMPLE + timedelta(days=ahead) for ahead in range(3_653))
        like = next(filter(fits, likely), _AN_EXAMPLE)
        question = Question("date", f"nothing says on which day the meeting is{label}", like=like.isoformat())
    else:
        two = len(readings) == 2 and readings[0].day == readings[1].month
        sentence = "the date can be read in two ways" if two else f"the file names {len(readings)} days"
        question = Question("date", sentence, tuple((one.isoformat(), long_day(one)) for one in readings))
    return date.fromisoformat(questions.ask(question))


class Span(NamedTuple):
    """When a row begins and ends, in minutes after midnight; where that isn't known nan, which compares as False."""

    start: float = nan
    end: float = nan


def spans(rows: Sequence[Row], zone: ZoneInfo, day: date) -> list[Span]:
    """Return when each row begins and ends, as far as it is written: clock times go on past noon and midnight."""

    def minutes(when: When | None) -> float:
        if isinstance(when, datetime):
            aware = when if when.tzinfo is not None else when.replace(tzinfo=zone)
            return (instant(aware) - _midnight(day, zone)) / _MINUTE
        return nan if when is None else when.hour * 60 + when.minute + when.second / 60

    found: list[Span] = []
    latest = 0.0
    for item in rows:
        if not isinstance(item, BlockRow):
            found.append(Span())
            continue
        start, end = minutes(item.start), minutes(item.end)
        if isinstance(item.start, time):
            if start < latest - _HALF_A_DAY:
                start += _DAY
            elif 60 <= start < 420 < latest < 780:  # on a clock of twelve hours
                start += _HALF_A_DAY
        latest = latest if item.start is None else start
        if item.end is None and len(item.length) == 1:
            end = start + item.length[0] / _MINUTE
        elif end < start:
            end += _HALF_A_DAY if start < end + _HALF_A_DAY < _DAY else _DAY
            end = end if end - start < _LONGEST_BLOCK else nan
        found.append(Span(start, end))
    return found


def _midnight(day: date, zone: ZoneInfo) -> Instant:
    return instant(datetime.combine(day, time(0), tzinfo=zone))


def in_one_room(rows: Sequence[Row], questions: Questions, findings: Findings, zone: ZoneInfo, day: date) -> list[Row]:
    """Return the rows of one room; ask which where some run at the same time.

    Rows of rooms in which nothing runs beside anything else are for everybody, and stay. Raise NoRundown if there is no
    such room, or rows of one room run at the same time.
    """
    items = [row for row in rows if isinstance(row, BlockRow)]
    clocks_change = _midnight(day + _ONE_DAY, zone) - _midnight(day, zone) != _ONE_DAY
    unclear = clocks_change and not any(item.room for item in items)
    clusters = [] if unclear or any(item.kind for item in items) else _parallel(items, spans(items, zone, day))
    if not clusters:
        return list(rows)
    parallel = set[int]().union(*clusters)
    labels = list(map(_label, items))
    if not questions.answers.rooms:
        _ask_room(items, labels, clusters, questions)
    spelled = list(map(in_one_spelling, labels))
    wanted = {in_one_spelling(room): room for room in questions.answers.rooms}
    if unknown := [room for room in wanted if room not in spelled]:
        there = ", ".join(f"'{one}'" for one in dict.fromkeys(labels[index] for index in sorted(parallel)))
        raise NoRundown(f"there is no room '{wanted[unknown[0]][:40]}': at the same time run {there}")
    rooms = {items[index].room for index in parallel} - {""}
    elsewhere = {
        id(item): item
        for index, item in enumerate(items)
        if spelled[index] not in wanted and (index in parallel or item.room in rooms)
    }
    for item in elsewhere.values():
        findings.add("left out, in another room at the same time", item.called)
    left = [item for item in items if id(item) not in elsewhere]
    if again := _parallel(left, spans(left, zone, day)):
        first, second, *_ = (left[index].called for index in sorted(again[0]))
        raise NoRundown(first, f"and {second} run at the same time: correct the hours of one, or pick one with --room")
    return [row for row in rows if id(row) not in elsewhere]


def _parallel(items: Sequence[BlockRow], times: Sequence[Span]) -> list[set[int]]:
    """Return the rows that run at the same time, those that do so directly or by way of others together."""
    clusters: list[set[int]] = []
    for index, (item, span) in enumerate(zip(items, times, strict=True)):
        near = {index}
        for other, (before, its) in enumerate(zip(items[:index], times, strict=False)):
            in_two_rooms = item.room and before.room not in {"", item.room} and span.start == its.start
            if in_two_rooms or (span.start < its.end and its.start < span.end):
                near.add(other)
        if len(near) > 1:
            near = near.union(*(cluster for cluster in clusters if cluster & near))
            clusters = [*(cluster for cluster in clusters if not cluster & near), near]
    return clusters


def _label(item: BlockRow) -> str:
    """Return what a row's room is called: by its column, as its title begins (``Track A: water``), or its title."""
    head, colon, _ = item.title.partition(":")
    first = in_one_spelling(head).split()[:1]
    return item.room or (head.strip() if colon and first and first[0] in words("room") else item.title or item.called)


def _ask_room(
    items: Sequence[BlockRow], labels: Sequence[str], clusters: Sequence[set[int]], questions: Questions
) -> None:
    """Ask for the room; where rows have none, for the row to take of each set that runs at the same time."""
    parallel = set[int]().union(*clusters)
    in_rooms = all(items[index].room or labels[index] != items[index].title for index in parallel)
    for cluster in map(sorted, [parallel] if in_rooms else clusters):
        more = f" and {len(cluster) - 6} more" if len(cluster) > 6 else ""
        places = ", ".join(items[index].place for index in cluster[:6])
        choices = list(dict.fromkeys(labels[index] for index in cluster))[:_MOST_NAMED]
        sentence = f"{places}{more} run at the same time, and an agenda is of one room"
        questions.ask(Question("room", sentence, tuple((one, one) for one in choices)))
