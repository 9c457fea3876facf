"""Reads the lines above a table: the meeting's title, its date and its place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, tzinfo
from typing import Final

from runofshow.agenda.durations import parse_duration
from runofshow.export.json_values import safe_lines
from runofshow.importers.cells import Cell, texts_in
from runofshow.importers.clock_times import When, clock_times
from runofshow.importers.dates import dates, day_in, long_day
from runofshow.importers.headings import IN_PART, OF_THE_MEETING, Field, field_named, heaviest, meanings
from runofshow.importers.people import person
from runofshow.importers.places import clock_in, zone_named, zone_of
from runofshow.importers.questions import Findings
from runofshow.importers.rundown import Facts
from runofshow.importers.texts import one_line, paragraphs, prose, tried
from runofshow.importers.vocabulary import pattern, words

# Fields of words that mean something else above a table than in it.
_MEANT_ABOVE: Final[Mapping[Field, Field]] = {"title": "meeting", "end": "hard_stop", "notes": "meeting_notes"}
_KNOWN: Final = OF_THE_MEETING | {"date", "start"}
_LONGEST_DATE: Final = 30  # of a line that is a date and nothing else; a longer one may be the title
_IS_CLOCK: Final = re.compile(r"\d ?(?:[:.h]|[ap]\.? ?m)|\d uhr", re.IGNORECASE)
_PIECES: Final = re.compile(r"[,;(|\u00b7\u2022]\s*|\s(?:from|de|von|at|um|dalle|das)\s|\s[\u2013\u2014-]\s(?=\D)")
_CLOCK_SAID: Final = r"\b{all_times}\b.*?\b(?:in|are|is|en|:)\s+(.+)"
_MARKUP: Final = re.compile(r"^#{1,6}\s+")
_BESIDE: Final = r"(?:(?:{says_nothing_beside}|v?\d++) ?)*"  # a long number is taken whole: parts would take for ever
_SAYS_NOTHING: Final = _BESIDE + "{says_nothing} ?" + _BESIDE
_PLACE: Final = r"\b{place}\b"
# Who invites: it stands above the title.
_LETTERHEAD: Final = r"(?:the )?{institution}\b(?!.*\b{of_a_title}\b).*"


def facts_above(rows: Sequence[Sequence[Cell]]) -> tuple[Facts, list[str]]:
    """Return what the rows above a table say of the meeting, and the lines of them that say nothing known."""
    written: dict[Field, str] = {}
    lines: list[str] = []
    days: tuple[date, ...] = ()
    for texts in _texts_in_rows(rows):
        if (named := _named(texts)) is not None and named[0] not in written:
            written[named[0]] = named[1]
        elif len(texts) == 2 and texts[0].endswith(":"):
            lines.append(" ".join(map(one_line, texts)))
        else:
            lines += dict.fromkeys(_MARKUP.sub("", one_line(text)) for text in texts)
            days = days or next(filter(None, map(dates, texts)), ())
    start, end = next(filter(all, map(_hours, lines)), (None, None))
    clock = next(filter(None, map(_clock_said, lines)), None)
    if "meeting" not in written:
        written["meeting"] = _taken_title(lines)
    place = next(filter(None, map(_place_in, lines)), "")
    written.setdefault("room", place)
    facts = joined(facts_of(written), Facts(days=days, start=start, end=end, clock=clock))
    if facts.clock is None and zone_of(facts.venue) is None:
        facts = replace(facts, zone=facts.zone or zone_of(place))
    return facts, [line for line in lines if not _is_read(line, facts)]


def facts_in_lines(text: str) -> tuple[Facts, str]:
    """Return what lines such as ``Moderator: Ms. Jane Doe`` say of the meeting, and the other lines."""
    written: dict[Field, str] = {}
    others: list[str] = []
    for line in text.splitlines():
        if (named := _named([safe_lines(line)])) is None or named[0] in written:
            others.append(line)
        else:
            written[named[0]] = named[1]
    return facts_of(written), "\n".join(others).strip()


def facts_of(written: Mapping[Field, str]) -> Facts:
    """Return the facts that named fields hold; what can't be read is kept as notes."""

    def said(name: Field) -> str:
        return written.get(name, "")

    zone, hours, led_by = said("timezone"), said("start"), said("moderator")
    start, end = tried(clock_times, hours) or _hours(hours)
    hard_stop, _ = tried(clock_times, said("hard_stop")) or (None, None)
    beside = said("moderator_title"), said("moderator_organization")
    facts = Facts(
        title=one_line(said("meeting")),
        days=dates(said("date")),
        zone=zone_named(zone) if zone else None,
        clock=clock_in(zone) if zone else None,
        start=start,
        end=hard_stop or end,
        venue=one_line(said("room")),
        moderator=person(led_by, *beside, whole="moderator_title" in written) if led_by.strip() else None,
        handover=tried(parse_duration, said("usual_handover")),
        limit=tried(parse_duration, said("usual_limit")),
        floor_handover=tried(parse_duration, said("floor_handover")),
        margin=tried(parse_duration, said("margin")),
        uid=said("uid").strip(),
    )
    unread = [said("meeting_notes")]
    unread += [f"time zone: {zone}"] if zone.strip() and not (facts.zone or facts.clock) else []
    unread += [f"date: {said('date')}"] if said("date").strip() and not facts.days else []
    unread += [f"time: {hours}"] if hours.strip() and not (start or end) else []
    return replace(facts, notes=prose(paragraphs(*unread)))


def facts_by_headings(pairs: Mapping[str, str]) -> Facts:
    """Return the facts that stand beside their names, as a sheet of this program or a project of Ontime's has them."""
    named = ((field_named(heading), text) for heading, text in pairs.items())
    return facts_of({_MEANT_ABOVE.get(name, name): text for name, text in named if name is not None})


def joined(first: Facts, second: Facts) -> Facts:
    """Return the facts of the first, completed from the second; with the notes of both."""
    said = {one.name: getattr(first, one.name) for one in fields(Facts)}
    known = {name: value for name, value in said.items() if value not in (None, "", (), False)}
    return replace(second, **(known | {"notes": paragraphs(first.notes, second.notes)}))


def tell_above(facts: Facts, unread: Sequence[str], findings: Findings) -> None:
    """Add a remark that says how the lines above the table were read; none if there are no lines."""
    moderator = "" if facts.moderator is None else facts.moderator.name
    texts = (("title", facts.title), ("place", facts.venue), ("moderator", moderator))
    taken = [f"{what} '{text}'" for what, text in texts if text]
    taken += [" or ".join(map(long_day, facts.days))] if facts.days else []
    taken += [f"from {facts.start:%H:%M}"] if facts.start is not None else []
    taken += [f"to {facts.end:%H:%M}, the hard stop"] if facts.end is not None else []
    taken += [f"times by {facts.clock}"] if facts.clock is not None else []
    taken += [f"'{line}' → notes" for line in unread]
    if taken:
        findings.add(f"above the table: {'; '.join(taken)}")


def _texts_in_rows(rows: Sequence[Sequence[Cell]]) -> Iterator[list[str]]:
    """Yield the texts of each row; what stands in one cell side by side, as rows."""
    for row in rows:
        texts = texts_in(row)
        if len(texts) == 1:
            yield from ([part] for part in re.split(r"\s*[|\n]\s*", texts[0]) if part)
        elif texts:
            yield texts


def _named(texts: Sequence[str]) -> tuple[Field, str] | None:
    """Return a fact with its name: in two cells, or in one as ``Venue: the dining room``."""
    name, colon, value = texts[0].partition(":")
    if colon and value.strip():  # a comma in it may have parted the rest off
        value = ", ".join([value.strip(), *texts[1:]])
    elif len(texts) == 2:
        name, value = texts[0].rstrip(" :"), texts[1]
    else:
        return None
    weights = meanings(_MARKUP.sub("", name).strip("* "))
    if (field := heaviest(weights)) is None or weights[field] <= IN_PART:
        return None
    field = _MEANT_ABOVE.get(field, field)
    return (field, value) if field in _KNOWN else None


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


def _clock_said(line: str) -> tzinfo | None:  # All times are in CEST
    found = pattern(_CLOCK_SAID).search(line) if len(line) < 80 else None
    return clock_in(found[1]) if found else None


def _taken_title(lines: list[str]) -> str:
    """Take the title out of the lines: the first that is one, and what goes on with it in quotes."""
    titles = [line for line in lines if not dates(line)] or [line for line in lines if len(line) > _LONGEST_DATE]
    titles = [line for line in titles if re.search(r"[^\W\d_]", line) and not line.endswith(",")]
    titles = [line for line in titles if not (line.endswith(".") and line[0].islower())]  # it goes on after a greeting
    if not titles:
        return ""
    place = lines.index(min(titles, key=_is_no_title))
    taken = lines[place : place + 2]
    if not taken[-1].startswith(('"', "\u201c", "\u00ab", "\u201e")):
        taken = taken[:1]
    del lines[place : place + len(taken)]
    return " ".join(taken)


def _is_no_title(line: str) -> int:
    """Return a rank: 0 for a line that is likely a title, up to 4 for one that hardly is, as a city alone."""
    if says_nothing(line):
        return 3
    if _clock_said(line) is not None:
        return 2
    if _is_city(line) and len(line) < _LONGEST_DATE:
        return 4
    return 1 if pattern(_LETTERHEAD).fullmatch(line) or pattern(_PLACE).search(line) else 0


def says_nothing(line: str) -> bool:
    """Tell whether a line is what any sheet could be called: ``Draft programme``."""
    return pattern(_SAYS_NOTHING).fullmatch(line) is not None


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
    pieces = (piece.strip(" ().:") for piece in _PIECES.split(line) if _IS_CLOCK.search(piece))
    found = (tried(clock_times, piece) or (None, None) for piece in pieces)
    return next(((start, end) for start, end in found if start is not None and end is not None), (None, None))
