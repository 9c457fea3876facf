"""Identities: the known names that complete a typed one, and the category that goes with a name."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from runofshow.agenda.delegations import Category, Name, find, folded, matches, names
from runofshow.agenda.model import Agenda, Block, Panel, Speaker
from runofshow.show.particulars import Particulars
from runofshow.show.parts import BlockRun, Intervention, as_dict
from runofshow.show.state import Show
from runofshow.text import without_honorifics

UNKNOWN: Final[Category] = "other"
"""The category of an unknown name, unless a person gives another one."""

_MOST_MEANT: Final = 3
"""How many States an unclear name is said to stand for."""

_MOST_LOOKED_UP: Final = 100
"""How many unknown names are compared with those of States: each takes some milliseconds."""


def known_names(show: Show) -> tuple[Name, ...]:
    """Return the names that can be meant: of those who spoke or asked, of the agenda's people, of delegations."""
    requests = as_dict(show.requests)
    asked = (requests[entry] for entry in sorted(requests, reverse=True))
    spoke: dict[str, Particulars] = {}  # a thousand interventions are those of a hundred delegations
    for said in (*(one.particulars for one in show.latest()), *(one.particulars for one in asked)):
        if said.who:
            spoke.setdefault(said.who, said)
    heard = (Name(who, said.category or "other", (folded(who),)) for who, said in spoke.items())
    known: dict[str, Name] = {}
    for name in (*heard, *people_of(show.agenda)):
        known.setdefault(name.keys[0], name)
    for name in names():
        known.setdefault(folded(name.text), name)
    known.pop("", None)
    return tuple(known.values())


def people_of(agenda: Agenda) -> Iterator[Name]:
    """Yield the moderator and the speakers of the agenda."""
    speakers = [speaker for block in agenda.blocks() for speaker in speakers_of(block)]
    for speaker in (*speakers, *([agenda.moderator] if agenda.moderator else [])):
        yield Name(speaker.name, "panel", (folded(speaker.name),))


def speakers_of(block: Block) -> tuple[Speaker, ...]:
    """Return everybody whom a block announces: who speaks, and who moderates a panel."""
    moderator = block.moderator if isinstance(block, Panel) else None
    return block.people if moderator is None else (*block.people, moderator)


def by_name(speakers: Iterable[Speaker]) -> dict[str, Speaker]:
    """Return speakers by their folded names; the first one where a name comes twice."""
    found: dict[str, Speaker] = {}
    for speaker in speakers:
        found.setdefault(folded(speaker.name), speaker)
    return found


def speakers_so_far(run: BlockRun) -> tuple[Speaker, ...]:
    """Return everybody whom a block announces, then those for whom somebody else was substituted; each name once."""
    return tuple(by_name((*speakers_of(run.block), *run.replaced)).values())


def completed(particulars: Particulars, show: Show) -> Particulars:
    """Return particulars with all that goes with a known name: its official form, its category, a speaker's title.

    A value that a person gave stays; a name that nobody knows is taken as typed.
    """
    if not particulars.who:
        return particulars
    added: dict[str, str | Category] = {}
    speaker = _speaker(show, particulars.who)
    if speaker is not None:
        added = {"who": speaker.name, "category": "panel", "person": speaker.name}
        if speaker.title is not None:
            added["title"] = speaker.title
    elif (delegation := find(particulars.who)) is not None:
        added = {"who": delegation.name, "category": delegation.category}
    said = {name: getattr(particulars, name) for name in particulars.model_fields_set}
    said.pop("who" if added else "", None)
    return Particulars.model_validate({"who": particulars.who, "category": UNKNOWN, **added, **said})


def corrected(particulars: Particulars, show: Show) -> Particulars:
    """Return the particulars of a correction with all that goes with a known name; an unknown one takes nothing away.

    The category that was said of an unknown organization stays with it when only its name was misspelt.
    """
    named = completed(particulars, show)
    if "category" in particulars.model_fields_set or named.category != UNKNOWN or not particulars.who:
        return named
    said = named.model_dump(exclude_unset=True)
    return Particulars.model_validate({name: value for name, value in said.items() if name != "category"})


def meant_by(particulars: Particulars, show: Show) -> tuple[str, ...]:
    """Return the known names that may have been meant by one that nobody knows; empty if it is known, or like none."""
    if not particulars.who or particulars.category not in {None, UNKNOWN}:
        return ()
    unknown = folded(particulars.who)
    return _states_meant(particulars.who, [name for name in known_names(show) if folded(name.text) != unknown])


def nearly_states(show: Show) -> list[tuple[Intervention, tuple[str, ...]]]:
    """Return the interventions in a name that nobody knows and that is nearly a State's, with the States it may mean.

    A name that is a State's, and was taken as typed because somebody wished so, isn't among them.
    """
    states = [name for name in names() if name.category == "state"]
    meant: dict[str, tuple[str, ...]] = {}
    found = []
    for one in show.log():
        typed = one.particulars.who
        if not typed or one.particulars.category not in {None, UNKNOWN}:
            continue
        if typed not in meant and len(meant) < _MOST_LOOKED_UP:
            meant[typed] = () if find(typed) is not None else _states_meant(typed, states)
        if states_meant := meant.get(typed):
            found.append((one, states_meant))
    return found


def _states_meant(typed: str, known: Sequence[Name]) -> tuple[str, ...]:
    """Return the States of whose names `typed` is a part, if there are several; else the likeliest name."""
    states = _states_with(folded(typed), known)
    return states if len(states) > 1 else tuple(name.text for name in matches(typed, known, 1))


def namesakes(typed: str, taken: str | None) -> tuple[str, ...]:
    """Return other States whose names hold, or begin with, the short name of one that was typed, as Congo."""
    key = folded(typed)
    if taken is None or folded(taken) != key:
        return ()
    return _states_with(key, [name for name in names() if folded(name.text) != key])


def _states_with(key: str, known: Iterable[Name]) -> tuple[str, ...]:
    """Return the States in whose official names a word begins with `key`, at most `_MOST_MEANT`."""
    states = (name.text for name in known if name.category == "state" and f" {key}" in f" {folded(name.text)}")
    return tuple(islice(states, _MOST_MEANT)) if key else ()


def as_typed(particulars: Particulars) -> Particulars:
    """Return particulars with the name as it is, also if it is that of somebody known."""
    return Particulars(category=UNKNOWN).amended(particulars) if particulars.who else particulars


def renamed(former: Particulars, changes: Particulars, show: Show) -> Particulars:
    """Return the changes; with another name, all that went with the former one and isn't given again is taken away.

    A person who was named beside a delegation stays: only the delegation may have been misheard. So does a category
    that came with no name; otherwise it is that of the new one.
    """
    if "who" not in changes.model_fields_set or _same(former.who, changes.who):
        return changes
    brought = completed(Particulars(who=former.who), show)
    gone: dict[str, str | None] = {}
    if former.who is not None and (_same(former.person, former.who) or _same(former.person, brought.person)):
        gone |= {name: None for name in ("person", "title") if getattr(former, name) is not None}
    category = completed(Particulars(who=changes.who), show).category
    if former.category in {None, brought.category} and category != former.category:
        gone["category"] = category
    return Particulars.model_validate(gone).amended(changes)


def _same(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and folded(one) == folded(other)


def _speaker(show: Show, text: str) -> Speaker | None:
    """Return who of the programme is called so: by the whole name, or an honorific and the end of it, as Ms. Puri."""
    moderator = show.agenda.moderator
    announced = (speaker for run in show.running_order() for speaker in speakers_of(run.block))
    everybody = by_name((*announced, *([] if moderator is None else [moderator])))
    if (whole := everybody.get(folded(text))) is not None:
        return whole
    honorific, rest = _parted(text)
    if not honorific or not rest:
        return None
    parted = ((speaker, *_parted(speaker.name)) for speaker in everybody.values())
    fitting = [one for one, theirs, name in parted if honorific <= theirs and f" {name}".endswith(f" {rest}")]
    return fitting[0] if len(fitting) == 1 else None


def _parted(name: str) -> tuple[set[str], str]:
    """Return the words of a name's honorifics, and the rest of it, folded."""
    bare = without_honorifics(name)
    return set(folded(name.strip().removesuffix(bare)).split()), folded(bare)
