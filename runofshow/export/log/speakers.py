"""Who spoke, and in which capacity, as the reports of the Human Rights Council list it: without what was said.

Who took part in the discussion stands under lettered headings, States first; within each in English alphabetical order.
Rights of reply and points of order are told apart, as those reports do.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from types import MappingProxyType
from typing import Final, Literal

from runofshow.agenda.delegations import Category, sort_key
from runofshow.export.dress.wording import CAPACITIES, UNRECORDED, also_on_behalf_of, on_behalf_of
from runofshow.export.log.document import NOBODY_SPOKE, announced
from runofshow.instants import instant
from runofshow.show.entries import Kind, Particulars
from runofshow.show.record import InterventionRecord, Record
from runofshow.values import safe_lines

UNNAMED: Final = "one who was not named"
SEVERAL_UNNAMED: Final = "{} who were not named"

OccasionName = Literal["statements", "rights_of_reply", "points_of_order"]

_OCCASIONS: Final[Mapping[OccasionName, tuple[frozenset[Kind | None], str]]] = MappingProxyType(
    {
        "statements": (frozenset({None, "statement", "question", "reply"}), "The following made statements:"),
        "rights_of_reply": (
            frozenset({"right_of_reply"}),
            "The following made statements in exercise of the right of reply:",
        ),
        "points_of_order": (frozenset({"point_of_order"}), "The following raised points of order:"),
    }
)


@dataclass(frozen=True, slots=True)
class Listed:
    """One name of the list, however often it took the floor in that capacity."""

    who: str
    """Empty for those whom nobody named; they are one entry together."""
    on_behalf_of: str
    also_on_behalf_of: str
    """As a phrase; empty for nobody."""
    people: tuple[str, ...]
    """Who spoke for it, with their designation as typed; empty where that is `who` itself."""
    read_for: tuple[str, ...]
    times: int
    """How often."""

    @property
    def text(self) -> str:
        """``Brazil (H.E. Ms. A. B., Minister, on behalf of the African Group)``."""
        unnamed = UNNAMED if self.times == 1 else SEVERAL_UNNAMED.format(self.times)
        spoke_for = filter(None, (on_behalf_of(self.on_behalf_of), self.also_on_behalf_of))
        read = [f"statement read for {principal}" for principal in self.read_for]
        more = "; ".join([*self.people, *read, *spoke_for])
        return f"{self.who or unnamed} ({more})" if more else self.who or unnamed


@dataclass(frozen=True, slots=True)
class Heading:
    """Those who spoke in one capacity, in alphabetical order."""

    category: Category | None
    listed: tuple[Listed, ...]

    @property
    def text(self) -> str:
        """``Representatives of States``, or the singular over a single name."""
        capacity = UNRECORDED if self.category is None else CAPACITIES[self.category]
        single = len(self.listed) == 1 and (self.listed[0].who or self.listed[0].times == 1)
        return capacity.one if single else capacity.several


@dataclass(frozen=True, slots=True)
class Occasion:
    """What people took the floor for, and who did."""

    name: OccasionName
    sentence: str
    headings: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the list."""

    letter: str | None
    """``a``, ``b``, …; None for a sentence of its own."""
    text: str


def who_spoke(record: Record) -> tuple[Occasion, ...]:
    """Everybody who took the floor, by what for and in which capacity; only what happened."""
    found: list[Occasion] = []
    for name, (kinds, sentence) in _OCCASIONS.items():
        headings = tuple(_headings(one for one in record.interventions if one.particulars.kind in kinds))
        if headings:
            found.append(Occasion(name, sentence, headings))
    return tuple(found)


def podium(record: Record) -> tuple[str, ...]:
    """Those who spoke in a block of their own, with designation and organization, in the order in which they did."""
    ran = sorted((instant(block.spells[0][0]), place) for place, block in enumerate(record.blocks) if block.spells)
    speakers = (record.blocks[place].speaker for _, place in ran)
    return tuple(dict.fromkeys(_line(announced(speaker)) for speaker in speakers if speaker is not None))


def list_lines(record: Record) -> Iterator[Line]:
    """The list as paragraphs, as it stands in a report."""
    if spoke := podium(record):
        yield Line(None, f"Speaking on the programme: {'; '.join(spoke)}.")
    occasions = who_spoke(record)
    for occasion in occasions:
        yield Line(None, occasion.sentence)
        last = len(occasion.headings) - 1
        for place, heading in enumerate(occasion.headings):
            names = ", ".join(one.text for one in heading.listed)
            yield Line(ascii_lowercase[place], f"{heading.text}: {names}{'.' if place == last else ';'}")
    if not occasions:
        yield Line(None, NOBODY_SPOKE)


def _headings(interventions: Iterable[InterventionRecord]) -> Iterator[Heading]:
    by_category: dict[Category | None, list[Particulars]] = {}
    for one in interventions:
        by_category.setdefault(one.particulars.category, []).append(one.particulars)
    for category in (*CAPACITIES, None):
        if said := by_category.get(category):
            yield Heading(category, tuple(sorted(_listed(said), key=_place)))


def _listed(took: Sequence[Particulars]) -> Iterator[Listed]:
    groups: dict[tuple[str, str, str], list[Particulars]] = {}
    for said in took:
        name = _line(said.who) or _line(said.person)
        groups.setdefault((name, _line(said.on_behalf_of), _line(also_on_behalf_of(said))), []).append(said)
    for spoken, together in groups.items():
        who, spoken_for, also = spoken
        people = dict.fromkeys(_person(said, who) for said in together)
        principals = dict.fromkeys(_line(said.read_for) for said in together)
        yield Listed(who, spoken_for, also, tuple(filter(None, people)), tuple(filter(None, principals)), len(together))


def _person(said: Particulars, who: str) -> str:
    names = (_line(said.person), _line(said.title))
    return ", ".join(name for name in dict.fromkeys(names) if name and name != who)


def _place(one: Listed) -> tuple[bool, tuple[str, str], tuple[str, str]]:
    return not one.who, sort_key(one.who), sort_key(one.on_behalf_of)


def _line(text: str | None) -> str:
    return " ".join(safe_lines(text or "").split())
