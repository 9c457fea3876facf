"""Lines above a table: the meeting's title, its date, its place, in whatever way staff write them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, timedelta, tzinfo
from functools import cache
from typing import Final

from runofshow.agenda.durations import parse_duration
from runofshow.importers.cells import Cell, day_of, text_of
from runofshow.importers.clock_times import When, clock_times
from runofshow.importers.dates import dates, day_in, long_day
from runofshow.importers.headings import IN_PART, Field, field_named, heaviest, meanings
from runofshow.importers.people import person
from runofshow.importers.places import clock_in, zone_named, zone_of
from runofshow.importers.rundown import Facts
from runofshow.importers.texts import one_line, paragraphs, prose
from runofshow.importers.vocabulary import alternatives, words

_OF_THE_MEETING: Final[Mapping[Field, Field]] = {"title": "meeting", "end": "hard_stop", "notes": "meeting_notes"}
"""Fields of words that mean something else above a table than in it."""

_KNOWN: Final[frozenset[Field]] = frozenset(
    {
        *("meeting", "date", "timezone", "start", "hard_stop", "room", "moderator", "moderator_title", "margin", "uid"),
        *("moderator_organization", "usual_handover", "usual_limit", "floor_handover", "meeting_notes"),
    }
)
_LONGEST_DATE: Final = 30
"""Characters of a line that is a date and nothing else; a longer one may be the title."""

_SUBTITLE: Final = ('"', "\u201c", "\u00ab", "\u201e")
"""How a line begins that goes on with the title above it."""

_BETWEEN: Final = re.compile(r"\s*[|\n]\s*")
"""The marks between facts that stand in one cell."""

_IS_CLOCK: Final = re.compile(r"\d ?(?:[:.h]|[ap]\.? ?m)|\d uhr", re.IGNORECASE)
_PIECES: Final = re.compile(r"[,;(|\u00b7\u2022]\s*|\s(?:from|de|von|at|um|dalle|das)\s|\s[\u2013\u2014-]\s(?=\D)")
_LONGEST_SENTENCE: Final = 80
_CLOCK_SAID: Final = re.compile(
    r"\b(?:times?|zone|hours|heures|horas|zeiten|ore)\b.*?\b(?:in|are|is|en|:)\s+(.+)", re.IGNORECASE
)
_MARKUP: Final = re.compile(r"^#{1,6}\s+")


def facts_above(rows: Sequence[Sequence[Cell]]) -> tuple[Facts, list[str]]:
    """Return what the rows above a table say of the meeting, and the lines of them that say nothing known."""
    written: dict[Field, Cell] = {}
    lines: list[str] = []
    days: tuple[date, ...] = ()
    for cells in _cells_in_rows(rows):
        if (named := _named(cells)) is not None and named[0] not in written:
            written[named[0]] = named[1]
        elif len(cells) == 2 and text_of(cells[0]).rstrip().endswith(":"):
            lines.append(f"{one_line(text_of(cells[0]))} {one_line(text_of(cells[1]))}")
        else:
            lines += list(dict.fromkeys(_MARKUP.sub("", one_line(text_of(cell))) for cell in cells))
            days = days or next(filter(None, map(_days_in, cells)), ())
    start, end = next(filter(all, map(_hours, lines)), (None, None))
    zones = [clock for line in lines if (clock := _clock_said(line)) is not None]
    if "meeting" not in written and (title := _taken_title(lines)):
        written["meeting"] = title
    place = next(filter(None, map(_place_in, lines)), "")
    if place and "room" not in written:
        written["room"] = place
    facts = facts_of({name: text_of(cell) for name, cell in written.items()})
    days = facts.days or _days_in(written.get("date")) or days
    clock = facts.clock or next(iter(zones), None)
    zone = facts.zone or (zone_of(place) if zone_of(facts.venue) is None and clock is None else None)
    facts = replace(facts, days=days, start=facts.start or start, end=facts.end or end, clock=clock, zone=zone)
    return facts, [line for line in lines if not _is_read(line, facts)]


def facts_in_lines(text: str) -> tuple[Facts, str]:
    """Return what lines such as ``Moderator: Ms. Jane Doe`` say of the meeting, and the other lines."""
    written: dict[Field, str] = {}
    others: list[str] = []
    for line in text.splitlines():
        if (named := _named([line])) is None or named[0] in written:
            others.append(line)
        else:
            written[named[0]] = text_of(named[1])
    return facts_of(written), "\n".join(others).strip()


def facts_of(written: Mapping[Field, str]) -> Facts:
    """Return the facts that named fields hold; what can't be read is kept as notes."""
    moderator: list[str] = [
        written.get(name, "") for name in ("moderator", "moderator_title", "moderator_organization")
    ]
    zone = written.get("timezone", "")
    hours = written.get("start", "")
    start, end = _clocks(hours)
    unread = [
        f"{name}: {text}"
        for name, text, read in (
            ("time zone", zone, zone_named(zone) or clock_in(zone)),
            ("date", written.get("date", ""), dates(written.get("date", ""))),
            ("time", hours, start or end or any(_hours(hours))),
        )
        if text.strip() and not read
    ]
    if hours and not start and not end:
        start, end = _hours(hours)
    return Facts(
        title=one_line(written.get("meeting", "")),
        days=dates(written.get("date", "")),
        zone=zone_named(zone) if zone else None,
        clock=clock_in(zone) if zone else None,
        start=start,
        end=_clocks(written.get("hard_stop", ""))[0] or end,
        venue=one_line(written.get("room", "")),
        moderator=person(*moderator, whole="moderator_title" in written) if moderator[0].strip() else None,
        handover=_length(written.get("usual_handover", "")),
        limit=_length(written.get("usual_limit", "")),
        floor_handover=_length(written.get("floor_handover", "")),
        margin=_length(written.get("margin", "")),
        uid=written.get("uid", "").strip(),
        notes=prose(paragraphs(written.get("meeting_notes", ""), *unread)),
    )


def facts_by_headings(pairs: Mapping[str, str]) -> Facts:
    """Return the facts that stand beside their names, as a sheet of this program or a project of Ontime's has them."""
    named = ((field_named(heading), text) for heading, text in pairs.items())
    return facts_of({_OF_THE_MEETING.get(name, name): text for name, text in named if name is not None})


def joined(first: Facts, second: Facts) -> Facts:
    """Return what the first says, and where it says nothing, the second; the notes of both."""
    said = {one.name: getattr(first, one.name) for one in fields(Facts)}
    known = {name: value for name, value in said.items() if value not in (None, "", (), False)}
    return replace(second, **(known | {"notes": paragraphs(first.notes, second.notes)}))


def taken_above(facts: Facts, unread: Sequence[str]) -> list[str]:
    """Return what the lines above the table were taken for, in one sentence; none where there are no lines."""
    moderator = "" if facts.moderator is None else facts.moderator.name
    texts = (("title", facts.title), ("place", facts.venue), ("moderator", moderator))
    taken = [f"{what} '{text}'" for what, text in texts if text]
    taken += [" or ".join(map(long_day, facts.days))] if facts.days else []
    taken += [f"from {facts.start:%H:%M}"] if facts.start is not None else []
    taken += [f"to {facts.end:%H:%M}, the hard stop"] if facts.end is not None else []
    taken += [f"times by {facts.clock}"] if facts.clock is not None else []
    taken += [f"'{line}' → notes" for line in unread]
    return [f"above the table: {'; '.join(taken)}"] if taken else []


def _cells_in_rows(rows: Sequence[Sequence[Cell]]) -> Iterator[list[Cell]]:
    """Yield the cells of each row that hold something; what stands in one cell side by side, as rows."""
    for row in rows:
        match [cell for cell in row if text_of(cell).strip()]:
            case [str(text)]:
                yield from ([part] for part in _BETWEEN.split(text) if part.strip())
            case cells:
                yield cells


def _days_in(cell: Cell) -> tuple[date, ...]:
    if isinstance(cell, str):
        return dates(cell)
    day = None if cell is None else day_of(cell)
    return () if day is None else day.dates


def _is_read(line: str, facts: Facts) -> bool:
    """Tell whether all of a line was taken for a day, hours, a place or a clock."""
    day, rest = day_in(line)
    if day is not None and not day.dates:
        return False
    left = [
        piece
        for piece in _PIECES.split(rest if day is not None else line)
        if piece.strip() and not any(_hours(piece)) and piece.strip(" .)").lower() != facts.venue.lower()
    ]
    said = facts.clock is not None and _clock_said(line) is not None
    others = [word for word in re.findall(r"\w+", " ".join(left).lower()) if word not in words("small") | words("from")]
    return said or line == facts.venue or not others


def _clock_said(line: str) -> tzinfo | None:
    """Return the clock of a line such as ``All times are in CEST``."""
    found = _CLOCK_SAID.search(line) if len(line) < _LONGEST_SENTENCE else None
    return clock_in(found[1]) if found else None


def _taken_title(lines: list[str]) -> str:
    """Take the title out of the lines: the first that is one, and what goes on with it in quotes."""
    titles = [line for line in lines if not dates(line)] or [line for line in lines if len(line) > _LONGEST_DATE]
    titles = [line for line in titles if re.search(r"[^\W\d_]", line) and not _is_of_a_letter(line)]
    titles.sort(key=_is_no_title)
    if not titles:
        return ""
    place = lines.index(titles[0])
    following = lines[place + 1 : place + 2]
    quoted = following if following and following[0].startswith(_SUBTITLE) else []
    del lines[place : place + 1 + len(quoted)]
    return " ".join([titles[0], *quoted])


def _is_of_a_letter(line: str) -> bool:
    """Tell whether a line is a greeting, or a sentence that goes on after one."""
    return line.endswith(",") or (line.endswith(".") and line[:1].islower())


def _is_no_title(line: str) -> int:
    """Return how little a line is a title: a place and a letterhead less than others, ``Agenda`` least."""
    spelled = line.strip().lower()
    if says_nothing(line):
        return 3
    if _clock_said(line) is not None:
        return 2
    if _is_city(line) and len(line) < _LONGEST_DATE:
        return 4
    return 1 if _institution().fullmatch(spelled) or _place().search(spelled) else 0


def says_nothing(line: str) -> bool:
    """Tell whether a line is what any sheet could be called: ``Draft programme``."""
    return _says_nothing().fullmatch(line.strip().lower()) is not None


@cache
def _says_nothing() -> re.Pattern[str]:
    """Return a pattern of what a sheet is, and no meeting's title."""
    beside = rf"(?:(?:{alternatives('says_nothing_beside')}|v?\d+) ?)*"
    return re.compile(rf"{beside}(?:{alternatives('says_nothing')}) ?{beside}")


@cache
def _institution() -> re.Pattern[str]:
    """Return a pattern of who invites: a letterhead stands above the title."""
    return re.compile(rf"(?:the )?(?:{alternatives('institution')})\b(?!.*\b(?:{alternatives('of_a_title')})\b).*")


@cache
def _place() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives('place')})\b")


def _place_in(line: str) -> str:
    """Return where the meeting is, where a line says so: all of it, or behind the day and the hours the city."""
    if _place().search(line.lower()) and not dates(line):
        return line
    if not dates(line):
        return line if _is_city(line) and len(line) < _LONGEST_DATE else ""
    return next((piece.strip(" .)") for piece in _PIECES.split(line) if _is_city(piece)), "")


def _is_city(piece: str) -> bool:
    return zone_of(piece) is not None and not re.search(r"\d", piece)


def _hours(line: str) -> tuple[When | None, When | None]:
    """Return from when to when, where a line says both: ``23 September 2026, 1.15 p.m. to 2.45 p.m.``."""
    for piece in _PIECES.split(line):
        if _IS_CLOCK.search(piece):
            try:
                start, end = clock_times(piece.strip(" ().:"))
            except ValueError:
                continue
            if start is not None and end is not None:
                return start, end
    return None, None


def _named(cells: Sequence[Cell]) -> tuple[Field, Cell] | None:
    """Return a fact with its name: in two cells, or in one as ``Venue: the dining room``."""
    if not cells:
        return None
    name, colon, value = text_of(cells[0]).partition(":")
    if colon and value.strip():  # a comma in it may have parted the rest off
        pair: tuple[str, Cell] = (name, ", ".join([value.strip(), *(text_of(cell).strip() for cell in cells[1:])]))
    elif len(cells) == 2:
        pair = text_of(cells[0]).rstrip(" :"), cells[1]
    else:
        return None
    weights = meanings(_MARKUP.sub("", pair[0]).strip("* "))
    field = heaviest(weights) if max(weights.values(), default=0) > IN_PART else None
    field = None if field is None else _OF_THE_MEETING.get(field, field)
    return None if field is None or field not in _KNOWN else (field, pair[1])


def _clocks(text: str) -> tuple[When | None, When | None]:
    try:
        return clock_times(text)
    except ValueError:
        return None, None


def _length(text: str) -> timedelta | None:
    try:
        return parse_duration(text)
    except ValueError:
        return None
