"""Everybody whom a show named, for documents that leave names out."""

from collections.abc import Iterator
from dataclasses import dataclass

from runofshow.agenda.model import Speaker
from runofshow.show.actions.blocks import Substituted
from runofshow.show.actions.floor import FloorGiven
from runofshow.show.actions.minutes import TaskGiven
from runofshow.show.actions.record import Amended, Recorded
from runofshow.show.actions.running_order import Inserted
from runofshow.show.actions.speakers_list import FloorRequested
from runofshow.show.identities import speakers_of
from runofshow.show.particulars import Particulars
from runofshow.show.state import Show


@dataclass(frozen=True, slots=True)
class Named:
    """Everybody whom the show ever named: on the agenda or in place of somebody on it, asking for the floor, taking it.

    Names that were put right later are among them.
    """

    people: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    """Delegations, organizations and designations; who took the floor, if nobody said that it is a person."""


def everybody_named(show: Show) -> Named:
    """Return everybody whom a show named; the names of undone entries aren't among them."""
    speakers: list[Speaker | None] = [show.agenda.moderator]
    speakers += [speaker for block in show.agenda.blocks() for speaker in speakers_of(block)]
    took: list[Particulars] = []
    for entry in show.history:
        match entry.event:
            case Substituted(speaker=speaker):
                speakers.append(speaker)
            case Inserted(block=block):
                speakers += speakers_of(block)
            case FloorRequested(particulars=said) | FloorGiven(particulars=said) | Recorded(particulars=said):
                took.append(said)
            case Amended(changes=said):
                took.append(said)
            case TaskGiven(owner=str(owner)):
                took.append(Particulars(who=owner))
            case _:
                pass
    announced = [speaker for speaker in speakers if speaker is not None]
    people = [*(speaker.name for speaker in announced), *(said.person for said in took)]
    others = [text for speaker in announced for text in (speaker.title, speaker.organization, speaker.country)]
    others += [text for said in took for text in _bodies(said)]
    return Named(tuple(dict.fromkeys(filter(None, people))), tuple(dict.fromkeys(filter(None, others))))


def _bodies(said: Particulars) -> Iterator[str | None]:
    yield from (said.who, said.title, said.on_behalf_of, said.read_for, said.addressed_to)
    yield from said.also_on_behalf_of or ()
