"""The list of speakers, by capacity, as reports of the Human Rights Council have it.

Who took part in the discussion stands under lettered headings, States first; within each in English alphabetical order.
Rights of reply and points of order are told apart, as those reports do.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from string import ascii_lowercase
from typing import Final, Literal, NamedTuple

from runofshow.agenda.delegations import Category, sort_key
from runofshow.export.formatting.record_words import (
    also_on_behalf_of,
    announced,
    category_words,
    on_behalf_of,
    one_line,
)
from runofshow.instants import instant
from runofshow.show.meeting_record import Record
from runofshow.show.particulars import Kind
from runofshow.show.parts import Status
from runofshow.show.statements import InterventionRecord

NOBODY_SPOKE: Final = "Nobody took the floor."

OccasionName = Literal["statements", "rights_of_reply", "points_of_order"]

_SENTENCES: Final[Mapping[OccasionName, str]] = {
    "statements": "The following made statements:",
    "rights_of_reply": "The following made statements in exercise of the right of reply:",
    "points_of_order": "The following raised points of order:",
}
_OCCASIONS: Final[Mapping[Kind, OccasionName]] = {
    "right_of_reply": "rights_of_reply",
    "point_of_order": "points_of_order",
}
"""The kinds of interventions that are listed apart from statements."""


class ListedName(NamedTuple):
    """One name of the list, however often it took the floor in that capacity."""

    who: str
    """Empty for those whom nobody named; they are one entry together."""
    on_behalf_of: str
    also_on_behalf_of: str
    """As a phrase; empty for nobody."""
    people: tuple[str, ...]
    """Those who spoke for it, with their designation as typed; empty where that is `who` itself."""
    read_for: tuple[str, ...]
    times: int
    """The number of times that it took the floor."""

    @property
    def text(self) -> str:
        """``Brazil (H.E. Ms. A. B., Minister, on behalf of the African Group)``."""
        unnamed = "one who was not named" if self.times == 1 else f"{self.times} who were not named"
        spoke_for = filter(None, (on_behalf_of(self.on_behalf_of), self.also_on_behalf_of))
        read = [f"statement read for {principal}" for principal in self.read_for]
        more = "; ".join([*self.people, *read, *spoke_for])
        return f"{self.who or unnamed} ({more})" if more else self.who or unnamed


class CapacityHeading(NamedTuple):
    """Those who spoke in one capacity, in alphabetical order."""

    category: Category | None
    listed: tuple[ListedName, ...]

    @property
    def text(self) -> str:
        """``Representatives of States``, or the singular over a single name."""
        capacity = category_words(self.category)
        single = len(self.listed) == 1 and (self.listed[0].who or self.listed[0].times == 1)
        return capacity.one if single else capacity.several


class Occasion(NamedTuple):
    """Those who took the floor for one thing: statements, rights of reply or points of order."""

    name: OccasionName
    headings: tuple[CapacityHeading, ...]


class ListLine(NamedTuple):
    """A paragraph of the list."""

    letter: str | None
    """``a``, ``b``, …; None for a sentence of its own."""
    text: str


def list_lines(record: Record) -> Iterator[ListLine]:
    """Yield the list as paragraphs, as it stands in a report."""
    if spoke := podium(record):
        yield ListLine(None, f"Speaking on the programme: {'; '.join(spoke)}.")
    if missed := not_heard(record):
        yield ListLine(None, f"Not heard: {'; '.join(missed)}.")
    occasions = who_spoke(record)
    for occasion in occasions:
        yield ListLine(None, _SENTENCES[occasion.name])
        last = len(occasion.headings) - 1
        for place, heading in enumerate(occasion.headings):
            parted = "; " if any("," in one.who for one in heading.listed) else ", "
            names = parted.join(one.text for one in heading.listed)
            yield ListLine(ascii_lowercase[place], f"{heading.text}: {names}{'.' if place == last else ';'}")
    if not occasions:
        yield ListLine(None, NOBODY_SPOKE)


def podium(record: Record) -> tuple[str, ...]:
    """Return those who spoke on the programme, with designation and organization, in the order in which they did."""
    turns: dict[str | None, set[str | None]] = {}
    for one in record.statements:
        if one.source == "programme":
            turns.setdefault(one.block, set()).add(one.person)
    spoke: dict[str, None] = {}
    ran = (block for block in record.blocks if block.intervals)
    for block in sorted(ran, key=lambda block: instant(block.intervals[0][0])):
        speakers = block.speakers
        if block.kind == "panel":
            heard = turns.get(block.id, {speaker.name for speaker in speakers})
            speakers = tuple(speaker for speaker in (*speakers, *block.replaced) if speaker.name in heard)
        spoke.update(dict.fromkeys(one_line(announced(speaker)) for speaker in speakers))
    return tuple(filter(None, spoke))


def not_heard(record: Record) -> tuple[str, ...]:
    """Return the speakers of the programme who didn't speak, with the reason, as ``Mr. Dupont (absent)``."""
    said = [one for one in record.statements if one.source == "programme"]
    spoke, spoken_in = {name for one in said for name in (one.person or "").split("; ")}, {one.block for one in said}
    missed: dict[str, str] = {}
    for block in record.blocks:
        if block.intervals:
            if block.kind != "panel" or block.id not in spoken_in:
                continue  # they may have been heard
            reason = "not given the word"
        elif block.status is Status.SKIPPED:
            reason = "absent" if block.absent else "left out"
        elif record.finished:
            reason = "not called"
        else:
            continue
        for speaker in block.speakers:
            if speaker.name not in spoke and (name := one_line(speaker.name)):
                missed.setdefault(name, reason)
    return tuple(f"{name} ({reason})" for name, reason in missed.items())


def who_spoke(record: Record) -> tuple[Occasion, ...]:
    """Return everybody who took the floor, by occasion and capacity."""
    by_occasion: dict[OccasionName, list[InterventionRecord]] = {name: [] for name in _SENTENCES}
    for one in (one for one in record.statements if isinstance(one, InterventionRecord)):
        by_occasion[_OCCASIONS.get(one.kind, "statements")].append(one)
    return tuple(Occasion(name, tuple(_headings(took))) for name, took in by_occasion.items() if took)


def _headings(took: Iterable[InterventionRecord]) -> Iterator[CapacityHeading]:
    in_order = sorted(took, key=lambda one: category_words(one.category).place)
    for category, statements in groupby(in_order, key=lambda one: one.category):
        listed = list(_listed(statements))
        listed.sort(key=lambda one: (not one.who, sort_key(one.who), sort_key(one.on_behalf_of)))
        yield CapacityHeading(category, tuple(listed))


def _listed(took: Iterable[InterventionRecord]) -> Iterator[ListedName]:
    groups: dict[tuple[str, str, str], list[InterventionRecord]] = {}
    for one in took:
        said = one.particulars
        name = one_line(one.who) or one_line(one.person)
        groups.setdefault((name, one_line(said.on_behalf_of), one_line(also_on_behalf_of(said))), []).append(one)
    for (who, spoken_for, also), together in groups.items():
        people = dict.fromkeys(_person(one, who) for one in together)
        read_for = dict.fromkeys(one_line(one.particulars.read_for) for one in together)
        yield ListedName(
            who, spoken_for, also, tuple(filter(None, people)), tuple(filter(None, read_for)), len(together)
        )


def _person(one: InterventionRecord, who: str) -> str:
    names = map(one_line, (one.person, one.title, one.organization, one.country))
    return ", ".join(name for name in dict.fromkeys(names) if name and name != who)
