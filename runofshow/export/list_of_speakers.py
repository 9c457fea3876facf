"""The list of speakers, by capacity, as reports of the Human Rights Council have it.

Who took part in the discussion stands under lettered headings, States first; within each in English alphabetical order.
Rights of reply and points of order are told apart, as those reports do.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Final, Literal, assert_never, get_args

from runofshow.agenda.delegations import Category, sort_key
from runofshow.export.formatting.record_words import also_on_behalf_of, announced, capacity_of, on_behalf_of
from runofshow.export.json_values import safe_lines
from runofshow.instants import instant
from runofshow.show.meeting_record import BlockRecord, Record
from runofshow.show.particulars import Kind, Particulars
from runofshow.show.parts import Status
from runofshow.show.statements import StatementRecord

NOBODY_SPOKE: Final = "Nobody took the floor."
UNNAMED: Final = "one who was not named"
SEVERAL_UNNAMED: Final = "{} who were not named"

OccasionName = Literal["statements", "rights_of_reply", "points_of_order"]


@dataclass(frozen=True, slots=True)
class Listed:
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
        capacity = capacity_of(self.category)
        single = len(self.listed) == 1 and (self.listed[0].who or self.listed[0].times == 1)
        return capacity.one if single else capacity.several


@dataclass(frozen=True, slots=True)
class Occasion:
    """Those who took the floor for one thing: statements, rights of reply or points of order."""

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
    """Return everybody who took the floor, by what for and in which capacity."""
    by_occasion: dict[OccasionName, list[StatementRecord]] = {}
    for one in record.statements:
        if one.source == "floor":
            by_occasion.setdefault(_occasion_of(one.kind), []).append(one)
    return tuple(
        Occasion(name, _sentence_of(name), tuple(_headings(by_occasion[name])))
        for name in get_args(OccasionName)
        if name in by_occasion
    )


def _occasion_of(kind: Kind) -> OccasionName:
    match kind:
        case "statement" | "question" | "reply":
            return "statements"
        case "right_of_reply":
            return "rights_of_reply"
        case "point_of_order":
            return "points_of_order"
        case _:
            assert_never(kind)


def _sentence_of(occasion: OccasionName) -> str:
    match occasion:
        case "statements":
            return "The following made statements:"
        case "rights_of_reply":
            return "The following made statements in exercise of the right of reply:"
        case "points_of_order":
            return "The following raised points of order:"
        case _:
            assert_never(occasion)


def podium(record: Record) -> tuple[str, ...]:
    """Return those who spoke on the programme, with designation and organization, in the order in which they did."""
    ran = sorted(
        (instant(block.intervals[0][0]), place) for place, block in enumerate(record.blocks) if block.intervals
    )
    turns: dict[str | None, set[str | None]] = {}
    for one in record.statements:
        if one.source == "programme":
            turns.setdefault(one.block, set()).add(one.person)
    speakers = (
        speaker
        for _, place in ran
        for block in (record.blocks[place],)
        for speaker in (*block.speakers, *(block.replaced if block.kind == "panel" else ()))
        if block.kind != "panel" or speaker.name in turns.get(block.id, {one.name for one in block.speakers})
    )
    return tuple(filter(None, dict.fromkeys(_line(announced(speaker)) for speaker in speakers)))


def not_heard(record: Record) -> tuple[str, ...]:
    """Return the speakers of the programme who didn't speak, with the reason, as ``Mr. Dupont (absent)``."""
    said = [one for one in record.statements if one.source == "programme"]
    spoke, spoken_in = {name for one in said for name in (one.person or "").split("; ")}, {one.block for one in said}
    missed: dict[str, str] = {}
    for block in record.blocks:
        if reason := _why_not_heard(block, record, spoken=block.id in spoken_in):
            for speaker in block.speakers:
                if speaker.name not in spoke and (name := _line(speaker.name)):
                    missed.setdefault(name, reason)
    return tuple(f"{name} ({reason})" for name, reason in missed.items())


def _why_not_heard(block: BlockRecord, record: Record, *, spoken: bool) -> str:
    """Return why a speaker of a block who had no statement wasn't heard; nothing if they may have been."""
    if block.intervals:
        return "not given the word" if block.kind == "panel" and spoken else ""
    if block.status is Status.SKIPPED:
        return "absent" if block.absent else "left out"
    return "not called" if record.finished else ""


def list_lines(record: Record) -> Iterator[Line]:
    """Yield the list as paragraphs, as it stands in a report."""
    if spoke := podium(record):
        yield Line(None, f"Speaking on the programme: {'; '.join(spoke)}.")
    if missed := not_heard(record):
        yield Line(None, f"Not heard: {'; '.join(missed)}.")
    occasions = who_spoke(record)
    for occasion in occasions:
        yield Line(None, occasion.sentence)
        last = len(occasion.headings) - 1
        for place, heading in enumerate(occasion.headings):
            parted = "; " if any("," in one.who for one in heading.listed) else ", "
            names = parted.join(one.text for one in heading.listed)
            yield Line(ascii_lowercase[place], f"{heading.text}: {names}{'.' if place == last else ';'}")
    if not occasions:
        yield Line(None, NOBODY_SPOKE)


def _headings(statements: Iterable[StatementRecord]) -> Iterator[Heading]:
    by_category: dict[Category | None, list[StatementRecord]] = {}
    for one in statements:
        by_category.setdefault(one.category, []).append(one)
    for category in sorted(by_category, key=lambda one: capacity_of(one).place):
        yield Heading(category, tuple(sorted(_listed(by_category[category]), key=_place)))


def _listed(took: Sequence[StatementRecord]) -> Iterator[Listed]:
    groups: dict[tuple[str, str, str], list[StatementRecord]] = {}
    for one in took:
        said = one.particulars or Particulars()
        name = _line(one.who) or _line(one.person)
        groups.setdefault((name, _line(said.on_behalf_of), _line(also_on_behalf_of(said))), []).append(one)
    for spoken, together in groups.items():
        who, spoken_for, also = spoken
        people = dict.fromkeys(_person(one, who) for one in together)
        principals = dict.fromkeys(_line(one.particulars.read_for) for one in together if one.particulars is not None)
        yield Listed(who, spoken_for, also, tuple(filter(None, people)), tuple(filter(None, principals)), len(together))


def _person(one: StatementRecord, who: str) -> str:
    names = map(_line, (one.person, one.title, one.organization, one.country))
    return ", ".join(name for name in dict.fromkeys(names) if name and name != who)


def _place(one: Listed) -> tuple[bool, tuple[str, str], tuple[str, str]]:
    return not one.who, sort_key(one.who), sort_key(one.on_behalf_of)


def _line(text: str | None) -> str:
    return " ".join(safe_lines(text or "").split())
