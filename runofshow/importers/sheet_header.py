"""What stands above a table: the meeting's title, its date, its place, in whatever way staff write them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from runofshow.agenda.durations import parse_duration
from runofshow.agenda.zones import parse_zone
from runofshow.importers.columns import Field, field_named
from runofshow.importers.dates import clock_times, dates
from runofshow.importers.grid import Cell, dates_in, text_of
from runofshow.importers.people import person
from runofshow.importers.rundown import Facts, When
from runofshow.importers.texts import one_line, paragraphs, prose

_OF_THE_MEETING: Final[Mapping[Field, Field]] = {"title": "meeting", "end": "hard_stop", "notes": "meeting_notes"}
"""What words mean above a table that mean something else in it."""

_LONGEST_DATE: Final = 30
"""Characters of a line that is a date and nothing else; a longer one may be the title."""

_SAYS_NOTHING: Final = re.compile(
    r"(?:draft |final |provisional |detailed )*"
    r"(?:programme?|agenda|run of show|run-?down|schedule|time ?table|ros|ordre du jour|orden del día|programa)"
    r"(?: (?:provisoire|provisional|v?\d+|v\d+ final))?"
)
"""What a sheet is, and no meeting's title."""

_INSTITUTION: Final = re.compile(
    r"(?:the )?(?:united nations|nations unies|naciones unidas|organi[sz]ation des nations unies"
    r"|(?:federal )?(?:ministry|department|government|republic|kingdom|embassy|office|secretariat)"
    r"|permanent mission|minist[eè]re|ministerio|ambassade|embajada|république|república|mission permanente"
    r"|misión permanente)\b(?!.*\b(?:lunch|dinner|meeting|event|dialogue|round ?table|conference on)\b).*"
)
"""Who invites: a letterhead stands above the title."""

_PLACE: Final = re.compile(
    r"\b(?:room|hall|lounge|chamber|auditorium|ballroom|headquarters|hotel|palais|palace|salle|sala|saal|salón)\b"
)
"""What a line names that says where the meeting is."""

_SUBTITLE: Final = ('"', "\u201c", "\u00ab", "\u201e")
"""How a line begins that goes on with the title above it."""

_BETWEEN: Final = re.compile(r"\s*[|\n]\s*")
"""What parts facts that stand in one cell."""

_IS_CLOCK: Final = re.compile(r"\d ?(?:[:.h]|[ap]\.? ?m)", re.IGNORECASE)
_PIECES: Final = re.compile(r"[,;(]\s*|\s(?:from|de|von)\s")

_MODERATOR: Final[Sequence[Field]] = ("moderator", "moderator_title", "moderator_organization")


def facts_above(rows: Sequence[Sequence[Cell]]) -> tuple[Facts, list[str]]:
    """What the rows above a table say of the meeting, and the lines of them that say nothing known."""
    written: dict[Field, Cell] = {}
    lines: list[str] = []
    days: tuple[date, ...] = ()
    for cells in _cells_in_rows(rows):
        if (named := _named(cells)) is not None:
            written.setdefault(*named)
        else:
            lines += list(dict.fromkeys(one_line(text_of(cell)) for cell in cells))
            days = days or next(filter(None, map(dates_in, cells)), ())
    start, end = next(filter(all, map(_hours, lines)), (None, None))
    if "meeting" not in written and (title := _taken_title(lines)):
        written["meeting"] = title
    if "venue" not in written and (place := next((line for line in lines if _PLACE.search(line.lower())), "")):
        written["venue"] = place
        lines.remove(place)
    facts = facts_of({name: text_of(cell) for name, cell in written.items()})
    days = facts.days or dates_in(written.get("date")) or days
    facts = replace(facts, days=days, start=facts.start or start, end=facts.end or end)
    return facts, [line for line in lines if not _is_only_when(line)]


def _is_only_when(line: str) -> bool:
    """Whether a line names a day, or hours and hardly anything else: it has been read."""
    return bool(dates(line)) or (len(line) <= _LONGEST_DATE and any(_hours(line)))


def facts_in_lines(text: str) -> tuple[Facts, str]:
    """What lines such as ``Moderator: Ms. Jane Doe`` say of the meeting, and the lines that say nothing known."""
    written: dict[Field, str] = {}
    others: list[str] = []
    for line in text.splitlines():
        if (named := _named([line])) is None or named[0] in written:
            others.append(line)
        else:
            written[named[0]] = text_of(named[1])
    return facts_of(written), "\n".join(others).strip()


def _cells_in_rows(rows: Sequence[Sequence[Cell]]) -> Iterator[list[Cell]]:
    """The cells of each row that hold something; what stands in one cell side by side, each as a row of its own."""
    for row in rows:
        match [cell for cell in row if text_of(cell).strip()]:
            case [str(text)]:
                yield from ([part] for part in _BETWEEN.split(text) if part.strip())
            case cells:
                yield cells


def _taken_title(lines: list[str]) -> str:
    """The title, which is then no longer among the lines: the first that is one, and what follows it in quotes."""
    titles = [line for line in lines if not dates(line)] or [line for line in lines if len(line) > _LONGEST_DATE]
    titles.sort(key=_is_no_title)
    if not titles:
        return ""
    place = lines.index(titles[0])
    following = lines[place + 1 : place + 2]
    quoted = following if following and following[0].startswith(_SUBTITLE) else []
    del lines[place : place + 1 + len(quoted)]
    return " ".join([titles[0], *quoted])


def _is_no_title(line: str) -> int:
    """How little a line is a title: a place and a letterhead less than others, what any sheet could be called least."""
    spelled = line.strip().lower()
    if _SAYS_NOTHING.fullmatch(spelled):
        return 2
    return 1 if _INSTITUTION.fullmatch(spelled) or _PLACE.search(spelled) else 0


def _hours(line: str) -> tuple[When | None, When | None]:
    """From when to when, where a line says both: ``Wednesday, 23 September 2026, 1.15 p.m. to 2.45 p.m.``."""
    for piece in _PIECES.split(line):
        if _IS_CLOCK.search(piece):
            try:
                start, end = clock_times(piece.strip(" ()"))
            except ValueError:
                continue
            if start is not None and end is not None:
                return start, end
    return None, None


def facts_of(written: Mapping[Field, str]) -> Facts:
    """The facts that named fields hold; what can't be read is as if it weren't written."""
    moderator: list[str] = [written.get(name, "") for name in _MODERATOR]
    return Facts(
        title=one_line(written.get("meeting", "")),
        days=dates(written.get("date", "")),
        zone=_zone(written.get("timezone", "")),
        start=_clocks(written.get("start", ""))[0],
        end=_clocks(written.get("hard_stop", ""))[0] or _clocks(written.get("start", ""))[1],
        venue=one_line(written.get("venue", "")),
        moderator=person(*moderator) if moderator[0].strip() else None,
        handover=_length(written.get("usual_handover", "")),
        limit=_length(written.get("usual_limit", "")),
        floor_handover=_length(written.get("floor_handover", "")),
        notes=prose(written.get("meeting_notes", "")),
    )


def joined(first: Facts, second: Facts) -> Facts:
    """What the first says, and where it says nothing, the second; the notes of both."""
    said = {one.name: getattr(first, one.name) for one in fields(Facts)}
    known = {name: value for name, value in said.items() if value not in (None, "", (), False)}
    return replace(second, **(known | {"notes": paragraphs(first.notes, second.notes)}))


def _named(cells: Sequence[Cell]) -> tuple[Field, Cell] | None:
    """A fact with its name: in two cells, or in one as ``Venue: the dining room``."""
    if not cells:
        return None
    name, colon, value = text_of(cells[0]).partition(":")
    if colon and value.strip():  # a comma in it may have parted the rest off
        pair: tuple[str, Cell] = (name, ", ".join([value.strip(), *(text_of(cell).strip() for cell in cells[1:])]))
    elif len(cells) == 2:
        pair = text_of(cells[0]), cells[1]
    else:
        return None
    field = field_named(pair[0])
    return None if field is None else (_OF_THE_MEETING.get(field, field), pair[1])


def _zone(text: str) -> ZoneInfo | None:
    try:
        return parse_zone(text)
    except ValueError:
        return None


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
