"""Lines above a table: the meeting's title, its date, its place, in whatever way staff write them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, timedelta, tzinfo
from typing import Final

from runofshow.agenda.durations import parse_duration
from runofshow.importers.cells import Cell, day_of, is_blank, text_of
from runofshow.importers.clock_times import When, clock_times
from runofshow.importers.dates import dates, day_in, long_day
from runofshow.importers.headings import IN_PART, OF_THE_MEETING, Field, field_named, heaviest, meanings
from runofshow.importers.people import person
from runofshow.importers.places import clock_in, zone_named, zone_of
from runofshow.importers.rundown import Facts
from runofshow.importers.texts import one_line, paragraphs, prose
from runofshow.importers.vocabulary import pattern, words

_MEANT_ABOVE: Final[Mapping[Field, Field]] = {"title": "meeting", "end": "hard_stop", "notes": "meeting_notes"}
"""Fields of words that mean something else above a table than in it."""

_KNOWN: Final = OF_THE_MEETING | {"date", "start"}
_LONGEST_DATE: Final = 30
"""Characters of a line that is a date and nothing else; a longer one may be the title."""

_IS_CLOCK: Final = re.compile(r"\d ?(?:[:.h]|[ap]\.? ?m)|\d uhr", re.IGNORECASE)
_PIECES: Final = re.compile(r"[,;(|\u00b7\u2022]\s*|\s(?:from|de|von|at|um|dalle|das)\s|\s[\u2013\u2014-]\s(?=\D)")
_CLOCK_SAID: Final = re.compile(
    r"\b(?:times?|zone|hours|heures|horas|zeiten|ore)\b.*?\b(?:in|are|is|en|:)\s+(.+)", re.IGNORECASE
)
_MARKUP: Final = re.compile(r"^#{1,6}\s+")
_BESIDE: Final = r"(?:(?:{says_nothing_beside}|v?\d++) ?)*"  # a long number is taken whole: parts would take for ever
_SAYS_NOTHING: Final = _BESIDE + "{says_nothing} ?" + _BESIDE
_PLACE: Final = r"\b{place}\b"
_LETTERHEAD: Final = r"(?:the )?{institution}\b(?!.*\b{of_a_title}\b).*"
"""Who invites: it stands above the title."""


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
    clock = next(filter(None, map(_clock_said, lines)), None)
    if "meeting" not in written and (title := _taken_title(lines)):
        written["meeting"] = title
    place = next(filter(None, map(_place_in, lines)), "")
    if place and "room" not in written:
        written["room"] = place
    facts = facts_of({name: text_of(cell) for name, cell in written.items()})
    said = Facts(days=_days_in(written.get("date")) or days, start=start, end=end, clock=clock)
    facts = joined(facts, said)
    if facts.clock is None and zone_of(facts.venue) is None:
        facts = replace(facts, zone=facts.zone or zone_of(place))
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

    def said(name: Field) -> str:
        return written.get(name, "")

    zone, hours, led_by = said("timezone"), said("start"), said("moderator")
    start, end = _clocks(hours)
    if not start and not end:
        start, end = _hours(hours)
    facts = Facts(
        title=one_line(said("meeting")),
        days=dates(said("date")),
        zone=zone_named(zone) if zone else None,
        clock=clock_in(zone) if zone else None,
        start=start,
        end=_clocks(said("hard_stop"))[0] or end,
        venue=one_line(said("room")),
        handover=_length(said("usual_handover")),
        limit=_length(said("usual_limit")),
        floor_handover=_length(said("floor_handover")),
        margin=_length(said("margin")),
        uid=said("uid").strip(),
    )
    if led_by.strip():
        beside = said("moderator_title"), said("moderator_organization")
        facts = replace(facts, moderator=person(led_by, *beside, whole="moderator_title" in written))
    unread = [
        f"{name}: {text}"
        for name, text, read in (
            ("time zone", zone, facts.zone or facts.clock),
            ("date", said("date"), facts.days),
            ("time", hours, start or end),
        )
        if text.strip() and not read
    ]
    return replace(facts, notes=prose(paragraphs(said("meeting_notes"), *unread)))


def facts_by_headings(pairs: Mapping[str, str]) -> Facts:
    """Return the facts that stand beside their names, as a sheet of this program or a project of Ontime's has them."""
    named = ((field_named(heading), text) for heading, text in pairs.items())
    return facts_of({_MEANT_ABOVE.get(name, name): text for name, text in named if name is not None})


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
        match [cell for cell in row if not is_blank(cell)]:
            case [str(text)]:
                yield from ([part] for part in re.split(r"\s*[|\n]\s*", text) if part.strip())
            case []:
                pass
            case cells:
                yield cells


def _named(cells: Sequence[Cell]) -> tuple[Field, Cell] | None:
    """Return a fact with its name: in two cells, or in one as ``Venue: the dining room``."""
    first, *others = cells
    name, colon, value = text_of(first).partition(":")
    if colon and value.strip():  # a comma in it may have parted the rest off
        fact: Cell = ", ".join([value.strip(), *(text_of(cell).strip() for cell in others)])
    elif len(others) == 1:
        name, fact = text_of(first).rstrip(" :"), others[0]
    else:
        return None
    weights = meanings(_MARKUP.sub("", name).strip("* "))
    if (field := heaviest(weights)) is None or weights[field] <= IN_PART:
        return None
    field = _MEANT_ABOVE.get(field, field)
    return (field, fact) if field in _KNOWN else None


def _days_in(cell: Cell) -> tuple[date, ...]:
    day = day_in(cell)[0] if isinstance(cell, str) else day_of(cell)
    return () if day is None else day.dates


def _is_read(line: str, facts: Facts) -> bool:
    """Tell whether all of a line was taken for a day, hours, a place or a clock."""
    day, rest = day_in(line)
    if day is not None and not day.dates:
        return False
    left = " ".join(
        piece
        for piece in _PIECES.split(line if day is None else rest)
        if not any(_hours(piece)) and piece.strip(" .)").lower() != facts.venue.lower()
    )
    said = facts.clock is not None and _clock_said(line) is not None
    return said or line == facts.venue or set(re.findall(r"\w+", left.lower())) <= words("small") | words("from")


def _clock_said(line: str) -> tzinfo | None:
    """Return the clock of a line such as ``All times are in CEST``."""
    found = _CLOCK_SAID.search(line) if len(line) < 80 else None
    return clock_in(found[1]) if found else None


def _taken_title(lines: list[str]) -> str:
    """Take the title out of the lines: the first that is one, and what goes on with it in quotes."""
    titles = [line for line in lines if not dates(line)] or [line for line in lines if len(line) > _LONGEST_DATE]
    titles = [line for line in titles if re.search(r"[^\W\d_]", line) and not _is_of_a_letter(line)]
    if not titles:
        return ""
    title = min(titles, key=_is_no_title)
    place = lines.index(title)
    taken = lines[place : place + 2]
    if not taken[-1].startswith(('"', "\u201c", "\u00ab", "\u201e")):
        taken = taken[:1]
    del lines[place : place + len(taken)]
    return " ".join(taken)


def _is_of_a_letter(line: str) -> bool:
    """Tell whether a line is a greeting, or a sentence that goes on after one."""
    return line.endswith(",") or (line.endswith(".") and line[:1].islower())


def _is_no_title(line: str) -> int:
    """Return how little a line is a title: a place and a letterhead less than others, ``Agenda`` least."""
    if says_nothing(line):
        return 3
    if _clock_said(line) is not None:
        return 2
    if _is_city(line) and len(line) < _LONGEST_DATE:
        return 4
    return 1 if pattern(_LETTERHEAD).fullmatch(line.strip()) or pattern(_PLACE).search(line) else 0


def says_nothing(line: str) -> bool:
    """Tell whether a line is what any sheet could be called: ``Draft programme``."""
    return pattern(_SAYS_NOTHING).fullmatch(line.strip()) is not None


def _place_in(line: str) -> str:
    """Return where the meeting is, where a line says so: all of it, or behind the day and the hours the city."""
    if dates(line):
        return next((piece.strip(" .)") for piece in _PIECES.split(line) if _is_city(piece)), "")
    is_place = pattern(_PLACE).search(line) or (_is_city(line) and len(line) < _LONGEST_DATE)
    return line if is_place else ""


def _is_city(piece: str) -> bool:
    return zone_of(piece) is not None and not re.search(r"\d", piece)


def _hours(line: str) -> tuple[When | None, When | None]:
    """Return from when to when, where a line says both: ``23 September 2026, 1.15 p.m. to 2.45 p.m.``."""
    pieces = (_clocks(piece.strip(" ().:")) for piece in _PIECES.split(line) if _IS_CLOCK.search(piece))
    return next(((start, end) for start, end in pieces if start is not None and end is not None), (None, None))


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
