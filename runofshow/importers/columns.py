"""Which column is what: the words by which staff, and other programs, head theirs."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from typing import Final, Literal

from runofshow.importers.grid import Cell, text_of
from runofshow.text import in_one_spelling

Field = Literal[
    "number", "start", "end", "length", "title", "segment", "speaker", "designation", "organization", "notes",
    "kind", "least", "rest", "handover", "limit", "say", "intro", "id", "date", "skip", "to_end", "timer", "look",
    "meeting", "timezone", "hard_stop", "venue", "moderator", "moderator_title", "moderator_organization",
    "usual_handover", "usual_limit", "floor_handover", "meeting_notes",
]  # fmt: skip
"""What a column can hold. From ``meeting`` on it is of the whole meeting, the same in every row."""

OF_THE_MEETING: Final[frozenset[Field]] = frozenset(
    {
        *("meeting", "timezone", "hard_stop", "venue", "moderator", "moderator_title", "moderator_organization"),
        *("usual_handover", "usual_limit", "floor_handover", "meeting_notes"),
    }
)

_WORDS: Final[Mapping[Field, str]] = {
    "number": "#, no, s no, sr no, nr, n°, nº, num, number, cue, seq, sequence, item no, order, ref",
    "start": "start, starts, time, times, from, begin, begins, start time, time start, starting time, when, hour, hours"
    ", timing, time from, from time, slot, time slot, schedule, début, heure, horaire, de, inicio, hora, horario"
    ", von, beginn, zeit, uhrzeit",
    "end": "end, ends, to, until, till, finish, end time, time end, ending time, time to, to time, fin, à, hasta, bis"
    ", ende",
    "length": "duration, durations, dur, length, min, mins, minutes, time allotted, allotted time, speaking time"
    ", time limit, allocated time, time allocated, sec, secs, seconds, durée, temps de parole"
    ", minutos, duración, dauer, laufzeit",
    "title": "title, item, items, topic, activity, agenda item, programme, program, subject, description, event, what"
    ", element, floor, floor round, titre, intitulé, point, sujet, activité, título, tema, thema, programmpunkt"
    ", actividad",
    "segment": "segment, section, part, session, block, group, partie, séance, sesión, parte, teil, sitzung",
    "speaker": "speaker, speakers, presenter, presenters, name, names, who, panellist, panelist, panellists, panelists"
    ", speaker name, name of speaker, orateur, oratrice, intervenant, nom, orador, ponente, expositor, nombre, redner"
    ", rednerin, referent",
    "designation": "designation, position, role, function, job title, speaker title, title of speaker"
    ", functional title, fonction, titre de l'orateur, cargo, función, funktion, amt",
    "organization": "organization, organisation, country, delegation, affiliation, entity, agency, mission, institution"
    ", org, company, state, pays, délégation, institución, país, delegación, organización, land, behörde",
    "notes": "notes, note, remarks, remark, comments, comment, subtitle, details, remarques, observations"
    ", commentaires, observaciones, comentarios, notas, bemerkungen, bemerkung, anmerkungen",
    "kind": "kind, kind of block",
    "least": "at least, least, minimum, shortest",
    "rest": "rest, takes the rest",
    "handover": "handover, changeover, transition, gap",
    "limit": "limit, limit per intervention",
    "say": "pronounced, pronunciation, say",
    "intro": "introduction, intro, read out",
    "id": "id, key",
    "date": "date, day, datum, fecha, jour",
    "skip": "skip, skipped, cancelled",
    "to_end": "count to end",
    "timer": "timer type",
    "look": "colour, color, end action, public, is public, warning time, danger time, time warning, time danger"
    ", link start, flag",
    "meeting": "meeting, meeting title",
    "timezone": "time zone, timezone, tz",
    "hard_stop": "hard stop",
    "venue": "venue, place, location, room, lieu, lugar, ort",
    "moderator": "moderator, chair, chairperson, facilitator",
    "moderator_title": "moderator designation",
    "moderator_organization": "moderator organization",
    "usual_handover": "usual handover",
    "usual_limit": "usual limit",
    "floor_handover": "handover on the floor",
    "meeting_notes": "meeting notes",
}
"""In small letters; where a word stands twice, the first one counts."""

_FIELDS: Final[Mapping[str, Field]] = {
    word: name for name, words in reversed(list(_WORDS.items())) for word in words.split(", ")
}
_BEGINNING: Final = 3
_BEGINNINGS: Final = frozenset(word[:_BEGINNING] for word in _FIELDS)
_IN_BRACKETS: Final = re.compile(r"\([^)]*\)|\[[^]]*\]")
_WITHIN_A_WORD: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where a program would write ``timeStart``."""

_NO_WORD: Final = re.compile(r"[^\w#°º'à]+")
_PARTS: Final = re.compile(r"\s*[/&,+|]\s*|\s+(?:and|or|et|ou|y|und|oder)\s+")
_OTHER_ENDINGS: Final = tuple(
    re.compile(rf"(?<=\w{{3}}){ending}$") for ending in ("", "s", "es", " (?:a|as|e|es|s|ne|nes|trice|trices|in|innen)")
)
"""Of the plural, or of the other gender as in ``Orador/a`` and ``Intervenant·e``."""

_MINUTES: Final = re.compile(r"\bmin")

_SECONDS: Final = re.compile(r"\b(?:s|secs?|seconds?)\b")
_TITLES: Final = frozenset({"title", "titre", "título"})
"""Of a person as well as of an item."""

_MOST_HEADING: Final = 60


@dataclass(frozen=True, slots=True)
class Columns:
    """The row that heads a table, and which of its columns holds what."""

    row: int
    """Its index."""
    below: int
    """The index of the first row of the table itself."""
    place: Mapping[Field, int]
    headings: tuple[str, ...]
    """As they are written; empty where a column has none."""

    @property
    def others(self) -> list[int]:
        """Columns with a heading that nobody knows: what they hold is kept as notes."""
        known = {*self.place.values(), *self.ignored}
        return [index for index, heading in enumerate(self.headings) if heading and index not in known]

    @property
    def ignored(self) -> list[int]:
        """Columns that say only how another program shows a row."""
        return [index for index, heading in enumerate(self.headings) if field_named(heading) == "look"]

    def without(self, names: Collection[Field]) -> "Columns":
        """The same, in which the columns of these fields are among the others."""
        return replace(self, place={name: index for name, index in self.place.items() if name not in names})

    @property
    def unit(self) -> timedelta:
        """What a bare number in the column of lengths counts."""
        heading = self.headings[self.place["length"]] if "length" in self.place else ""
        return timedelta(seconds=1) if _SECONDS.search(in_one_spelling(heading)) else timedelta(minutes=1)


def field_named(heading: str) -> Field | None:
    """What a heading means, if it is one that is known; ``Speaker / Activity`` is a column of speakers."""
    return _exactly(heading) or _in_parts(heading)


def _exactly(heading: str) -> Field | None:
    spelled = _spelled(heading)
    for text in (spelled, _IN_BRACKETS.sub(" ", spelled)):
        if (name := _worded(text)) is not None:
            return "length" if name == "start" and _MINUTES.search(spelled) else name  # Time (min) is no clock time
    return None


def _in_parts(heading: str) -> Field | None:
    """What a heading of several names means. Who speaks counts most, then what the person is."""
    written = _PARTS.split(_IN_BRACKETS.sub(" ", _spelled(heading)).strip())
    parts = [_worded(part) for part in written] if len(written) > 1 else [None]
    known = {part for part in parts if part is not None}
    if "speaker" in known or None in parts:
        return "speaker" if "speaker" in known else None
    return "designation" if len(known) > 1 and known <= {"title", "designation", "organization"} else parts[0]


@lru_cache(maxsize=1_024)  # a cell is looked at again with the row above it
def _spelled(heading: str) -> str:
    """A heading in one spelling; ``custom:`` is how Ontime heads a field of the project's own."""
    if len(heading) > _MOST_HEADING:
        return ""
    return in_one_spelling(_WITHIN_A_WORD.sub(" ", heading.removeprefix("custom:").replace("\n", " ")))


def _worded(text: str) -> Field | None:
    """What one name of a column means, in the plural and the other gender too."""
    words = " ".join(_NO_WORD.sub(" ", text).split())
    if words[:_BEGINNING] not in _BEGINNINGS:  # most cells of a sheet are no headings
        return None
    found = (_FIELDS.get(ending.sub("", words)) for ending in _OTHER_ENDINGS)
    return next(filter(None, found), None)


def find_columns(rows: Sequence[Sequence[Cell]]) -> Columns | None:
    """The first row that heads a run of show, or two such rows together; None where there is none."""
    for index, row in enumerate(rows):
        single = _columns(index, index + 1, [text_of(cell) for cell in row])
        if index + 1 < len(rows):
            double = _two_rows(index, row, rows[index + 1])
            if double is not None and len(double.place) > len(single.place) and _heads_a_rundown(double):
                return double
        if _heads_a_rundown(single):
            return single
    return None


def _heads_a_rundown(columns: Columns) -> bool:
    names = columns.place.keys()
    return bool(names & {"start", "end", "length"}) and bool(names & {"title", "speaker", "segment"})


def _two_rows(index: int, upper: Sequence[Cell], lower: Sequence[Cell]) -> Columns | None:
    """A heading over two rows: ``Time`` above ``From`` and ``To``. Nothing but known headings stands in the lower."""
    below = [text_of(cell) for cell in lower]
    if not any(below) or not all(field_named(text) for text in below if text):
        return None
    above = [text_of(cell) for cell in upper]
    if not any(field_named(over) and not under for over, under in zip(above, below, strict=True)):
        return None
    headings = [under or over for over, under in zip(above, below, strict=True)]
    return _columns(index, index + 2, headings)


def _columns(row: int, below: int, headings: Sequence[str]) -> Columns:
    place: dict[Field, int] = {}
    for named in (_exactly, _in_parts):  # a column that is headed by one word alone counts before others
        for index, heading in enumerate(headings):
            if index not in place.values() and (name := named(heading)) is not None:
                place.setdefault(_beside(name, heading, index, place), index)
    return Columns(row, below, place, tuple(headings))


def _beside(name: Field, heading: str, index: int, place: Mapping[Field, int]) -> Field:
    """The ``Title``, ``Titre`` or ``Título`` that stands right behind a ``Name`` is the person's."""
    right_behind_a_name = place.get("speaker") == index - 1 and "designation" not in place
    if name == "title" and in_one_spelling(heading) in _TITLES and right_behind_a_name:
        return "designation"
    return name
