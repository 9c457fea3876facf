"""The one meeting that an agenda is of: its time zone, its day, its room; asked for where there are several."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from runofshow.importers.clock_times import When
from runofshow.importers.dates import Day, Order, in_order, long_day
from runofshow.importers.findings import Findings
from runofshow.importers.places import is_the_same_clock, zone_of
from runofshow.importers.questions import NoRundown, Question, Questions
from runofshow.importers.rundown import Facts, Item, Row
from runofshow.importers.vocabulary import words
from runofshow.instants import Instant, instant
from runofshow.text import in_one_spelling

_ONE_MEETING: Final = timedelta(hours=18)
_DAY: Final = 24 * 60
_ONE_DAY: Final = timedelta(days=1)
_HALF_A_DAY: Final = 12 * 60
_LONGEST_BLOCK: Final = 8 * 60
"""In minutes; what would be longer because it goes past noon or midnight is written in another way."""

_MOST_NAMED: Final = 10
_LONGEST_MEETING: Final = timedelta(days=14)
_AN_EXAMPLE: Final = date(2026, 9, 23)
_TEN_YEARS: Final = 3_653
"""In days; within them every weekday falls on every day of the month."""


# The zone.


def zone_for(facts: Facts, questions: Questions, findings: Findings, name: str) -> ZoneInfo:
    """Return the time zone that was answered, or that the file says; else that of the city where the meeting is."""
    answers = questions.answers
    if answers.timezone is not None:
        if answers.zone_by:
            findings.add(f"the time zone is {answers.timezone.key}, by the city: {answers.zone_by}")
        return answers.timezone
    if facts.zone is not None:
        return facts.zone
    zone = zone_of(facts.venue)
    if zone is not None:
        findings.add(f"the time zone is {zone.key}, by the place: {facts.venue}")
        return zone
    sentence = f"{name} doesn't say in which time zone the meeting is"
    questions.ask(Question("timezone", sentence, like="America/New_York"))
    return questions.answers.timezone or ZoneInfo("UTC")


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
        replace(row, start=local(row.start), end=local(row.end)) if isinstance(row, Item) else row for row in rows
    ]
    return converted, replace(facts, start=local(facts.start), end=local(facts.end))


# The day.


def day_for(rows: Sequence[Row], facts: Facts, questions: Questions, zone: ZoneInfo) -> tuple[date, list[Row]]:
    """Return the day of the meeting, and its rows.

    Raises:
        NoRundown: there are no rows of the day that was asked for.
    """
    dated = list(rows) if facts.days else _dated(rows, zone)
    days = list(dict.fromkeys(row.day for row in dated if isinstance(row, Item) and row.day is not None))
    by_key = {day.dates or day.label: day for day in days}
    chosen = _chosen_days(list(by_key.values()), questions)
    keys = {day.dates or day.label for day in chosen}
    first = chosen[0] if chosen else None
    day = _date_of(first, facts, questions)
    if first is not None and first.fits(day) is False:
        there = ", ".join(_named(one) for one in list(by_key.values())[:_MOST_NAMED])
        message = f"there is no row that takes time on {day.isoformat()}: the file's days are {there}"
        raise NoRundown(message)
    return day, [row for row in dated if row.day is None or (row.day.dates or row.day.label) in keys]


def _chosen_days(days: Sequence[Day], questions: Questions) -> list[Day]:  # noqa: PLR0911 -- by what was answered
    """Return the day that a person picked by its label or its date; all readings of it."""
    answers = questions.answers
    if answers.day_label is not None:
        wanted = in_one_spelling(answers.day_label)
        if found := [
            day for day in days if wanted in {in_one_spelling(day.label), *(one.isoformat() for one in day.dates)}
        ]:
            return found
        if len(found := [day for day in days if in_one_spelling(day.label).startswith(wanted)]) == 1:
            return found
        there = ", ".join(f"'{day.label}'" for day in days[:_MOST_NAMED]) or "none"
        message = f"there is no day '{answers.day_label[:40]}' in the file: there are {there}"
        raise NoRundown(message)
    if len(days) < 2:
        return list(days)
    if answers.day is not None:
        if fitting := [day for day in days if day.fits(answers.day)]:
            return fitting
        if any(day.fits(answers.day) is None for day in days):
            return _asked_by_label(days, questions)
        return list(days)
    if not all(day.dates for day in days):
        return _asked_by_label(days, questions)
    days = _in_one_order(days)
    choices = sorted({one for day in days for one in day.dates})
    sentence = _of_several(days)
    questions.ask(Question("date", sentence, tuple((one.isoformat(), long_day(one)) for one in choices[:_MOST_NAMED])))
    return [day for day in days if questions.answers.day in day.dates]


def _of_several(days: Sequence[Day]) -> str:
    return (
        f"there are rows of {len(days)} days, and an agenda is of one, so import each day into a file of its own, "
        "as with -o day1.yaml"
    )


def _in_one_order(days: Sequence[Day]) -> list[Day]:
    """Return days in numbers with one reading each where one order makes a meeting of them."""
    orders: tuple[Order, ...] = ("day first", "month first")
    readings = [[in_order(day.dates, day.label, order) for day in days] for order in orders]
    near = [found for found in readings if max(found) - min(found) <= _LONGEST_MEETING]
    if len(near) != 1:
        return list(days)
    return [replace(day, dates=(one,)) for day, one in zip(days, near[0], strict=True)]


def _asked_by_label(days: Sequence[Day], questions: Questions) -> list[Day]:
    sentence = _of_several(days)
    label = questions.ask(Question("day", sentence, tuple((day.label, day.label) for day in days[:_MOST_NAMED])))
    return [day for day in days if day.label == label]


def _date_of(day: Day | None, facts: Facts, questions: Questions) -> date:
    if questions.answers.day is not None:
        return questions.answers.day
    readings = day.dates if day is not None and day.dates else facts.days
    if day is not None and not day.dates:
        readings = tuple(one for one in readings if day.fits(one) is not False)
    if len(readings) == 1:
        return readings[0]
    if not readings:
        label = "" if day is None else f" ('{day.label}' is no whole date)"
        likely = (_AN_EXAMPLE + timedelta(days=ahead) for ahead in range(_TEN_YEARS))
        like = next((one for one in likely if day is None or day.fits(one) is not False), _AN_EXAMPLE)
        question = Question("date", f"nothing says on which day the meeting is{label}", like=like.isoformat())
    else:
        two = len(readings) == 2 and readings[0].day == readings[1].month
        sentence = "the date can be read in two ways" if two else f"the file names {len(readings)} days"
        question = Question("date", sentence, tuple((one.isoformat(), long_day(one)) for one in readings))
    return date.fromisoformat(questions.ask(question))


def _named(day: Day) -> str:
    return " or ".join(one.isoformat() for one in day.dates) or f"'{day.label}'"


def _dated(rows: Sequence[Row], zone: ZoneInfo) -> list[Row]:
    """Return the rows; where starts have dates and lie more than a day's meeting apart, each with its own day."""
    starts = [
        (index, row.start if row.start.tzinfo is None else row.start.astimezone(zone).replace(tzinfo=None))
        for index, row in enumerate(rows)
        if isinstance(row, Item) and isinstance(row.start, datetime)
    ]
    if not starts:
        return list(rows)
    first, last = min(start for _, start in starts), max(start for _, start in starts)
    own = {index: (first if last - first < _ONE_MEETING else start).date() for index, start in starts}
    days = {index: Day(one.isoformat(), (one,)) for index, one in own.items()}
    return [
        replace(row, day=row.day or days[index]) if isinstance(row, Item) and index in days else row
        for index, row in enumerate(rows)
    ]


# The room.


@dataclass(frozen=True, slots=True)
class Span:
    """When a row begins and ends, in minutes after the midnight at which the day begins."""

    start: float | None
    end: float | None

    def overlaps(self, other: "Span") -> bool:
        """Tell whether both are known and run at the same time."""
        if self.start is None or self.end is None or other.start is None or other.end is None:
            return False
        return self.start < other.end and other.start < self.end


def spans(items: Sequence[Item], zone: ZoneInfo, day: date) -> list[Span]:
    """Return when each row begins and ends, as far as it is written: clock times go on past noon and midnight."""
    found: list[Span] = []
    latest = 0.0
    for item in items:
        start, end = _minutes(item.start, zone, day), _minutes(item.end, zone, day)
        if start is not None:
            if isinstance(item.start, time):
                start = _after(start, latest)
            latest = start
            if end is None and len(item.length) == 1:
                end = start + item.length[0] / timedelta(minutes=1)
            elif end is not None and end < start:
                end += _HALF_A_DAY if start < end + _HALF_A_DAY < _DAY else _DAY
                end = end if end - start < _LONGEST_BLOCK else None
        found.append(Span(start, end))
    return found


def _midnight(day: date, zone: ZoneInfo) -> Instant:
    return instant(datetime.combine(day, time(0), tzinfo=zone))


def _after(start: float, latest: float) -> float:
    """Return a clock time behind one before it: past midnight, or past noon on a clock of twelve hours."""
    if start < latest - _HALF_A_DAY:
        return start + _DAY
    return start + _HALF_A_DAY if 60 <= start < 420 < latest < 780 else start


def _minutes(when: When | None, zone: ZoneInfo, day: date) -> float | None:
    """Return a time in minutes after the midnight at which the day begins."""
    match when:
        case None:
            return None
        case datetime():
            moment = when if when.tzinfo is not None else when.replace(tzinfo=zone)
            return (instant(moment) - _midnight(day, zone)) / timedelta(minutes=1)
        case time():
            return when.hour * 60 + when.minute + when.second / 60


def in_one_room(rows: Sequence[Row], questions: Questions, findings: Findings, zone: ZoneInfo, day: date) -> list[Row]:
    """Return the rows of one room; ask which where some run at the same time.

    Rows of rooms in which nothing runs beside anything else are for everybody, and stay.

    Raises:
        NoRundown: there is no such room, or rows of one room run at the same time.
    """
    items = [row for row in rows if isinstance(row, Item)]
    clocks_change = _midnight(day + _ONE_DAY, zone) - _midnight(day, zone) != _ONE_DAY
    if any(item.kind is not None for item in items) or (clocks_change and not any(item.room for item in items)):
        return list(rows)
    clusters = _parallel(items, spans(items, zone, day))
    if not clusters:
        return list(rows)
    parallel = {index for cluster in clusters for index in cluster}
    labels = [_label(item) for item in items]
    if not questions.answers.rooms:
        _ask_room(items, labels, clusters, questions)
    wanted = {in_one_spelling(room) for room in questions.answers.rooms}
    if unknown := [
        room for room in questions.answers.rooms if in_one_spelling(room) not in map(in_one_spelling, labels)
    ]:
        there = ", ".join(f"'{one}'" for one in dict.fromkeys(labels[index] for index in sorted(parallel)))
        message = f"there is no room '{unknown[0][:40]}': at the same time run {there}"
        raise NoRundown(message)
    rooms = {items[index].room for index in parallel} - {""}
    kept: list[Item] = []
    for index, item in enumerate(items):
        if in_one_spelling(labels[index]) in wanted or (index not in parallel and item.room not in rooms):
            kept.append(item)
        else:
            findings.add("left out, in another room at the same time", item.called)
    if again := _parallel(kept, spans(kept, zone, day)):
        first, second, *_ = (kept[index].called for index in sorted(again[0]))
        message = f"{first} and {second} run at the same time: correct the hours of one, or pick one with --room"
        raise NoRundown(message)
    stays = set(map(id, kept))
    return [row for row in rows if not isinstance(row, Item) or id(row) in stays]


def _parallel(items: Sequence[Item], times: Sequence[Span]) -> list[set[int]]:
    """Return the rows that run at the same time, those that do so directly or by way of others together."""
    clusters: list[set[int]] = []
    for index, (item, span) in enumerate(zip(items, times, strict=True)):
        beside = {
            other
            for other in range(index)
            if span.overlaps(times[other])
            or (
                span.start is not None
                and span.start == times[other].start
                and item.room
                and items[other].room not in {"", item.room}
            )
        }
        if beside:
            joined = [cluster for cluster in clusters if cluster & beside]
            clusters = [cluster for cluster in clusters if cluster not in joined]
            clusters.append({index, *beside, *(one for cluster in joined for one in cluster)})
    return clusters


def _label(item: Item) -> str:
    """Return what a row's room is called: by its column, as its title begins (``Track A: water``), or its title."""
    head, colon, _ = item.title.partition(":")
    first = in_one_spelling(head).split()[:1]
    return item.room or (head.strip() if colon and first and first[0] in words("room") else item.title or item.called)


def _ask_room(items: Sequence[Item], labels: Sequence[str], clusters: Sequence[set[int]], questions: Questions) -> None:
    """Ask for the room; where rows have none, for the row to take of each set that runs at the same time."""
    in_rooms = all(
        items[index].room or labels[index] != items[index].title for cluster in clusters for index in cluster
    )
    asked: list[set[int]] = [set().union(*clusters)] if in_rooms else list(clusters)
    for cluster in asked:
        places = ", ".join(items[index].place for index in sorted(cluster)[:6])
        more = f" and {len(cluster) - 6} more" if len(cluster) > 6 else ""
        sentence = f"{places}{more} run at the same time, and an agenda is of one room"
        choices = list(dict.fromkeys(labels[index] for index in sorted(cluster)))
        questions.ask(Question("room", sentence, tuple((one, one) for one in choices[:_MOST_NAMED])))
