"""Panellists: their turns in a panel, and their replies to the floor, by the numbers under which they are called."""

from __future__ import annotations  # rpds' classes take their parameters in annotations only

from collections.abc import Iterator
from itertools import islice
from typing import Literal, final

from runofshow.agenda.delegations import folded
from runofshow.agenda.fields import BlockId
from runofshow.agenda.model import Floor, Panel, Speaker
from runofshow.errors import Refused, Remedy
from runofshow.instants import Instant
from runofshow.show.actions.floor import GiveFloor, countdowns_held, nobody_speaks, turn_over
from runofshow.show.names import intervention_numbered, speaker_meant
from runofshow.show.particulars import POINT_OF_ORDER, Particulars, Text
from runofshow.show.parts import BlockRun, Interval, Intervention, PanelTurn, replace
from runofshow.show.state import Action, Entry, Event, ExpectedState, Show
from runofshow.text import sanitize, without_honorifics

MOST_NUMBERED = 9
"""Panellists beyond the ninth have no number: the keys are `1` to `9`."""


@final
class TurnGiven(Event):
    """A panellist got the word in a panel. Whoever had it before gave it up."""

    kind: Literal["turn_given"] = "turn_given"
    block: BlockId
    number: int
    """The panellist's number, in the order of the block's `speakers`."""
    name: Text
    """The panellist's name."""
    resumes: bool = False
    """True: the show was paused, and its countdowns go on."""

    def apply(self, show: Show, entry: Entry) -> Show:
        run = show.runs.get(self.block)
        if run is None or run.id != show.current or not 1 <= self.number <= len(run.block.people):
            return show
        speaker = run.block.people[self.number - 1]
        if self.resumes:
            show = replace(show, paused=False)
        before = nobody_speaks(show, entry.at).without_message()
        turn = PanelTurn(entry.n, self.block, self.number, speaker, Interval(entry.at))
        return countdowns_held(replace(before, turns=before.turns.insert(entry.n, turn), turn=entry.n), entry.at)

    def describe(self, show: Show) -> str:
        resumed = "; resumed: the countdown goes on" if self.resumes else ""
        return f"has the word: {self.number} {sanitize(self.name)}{resumed}"


@final
class GiveTurn(Action):
    """Give the word to a panellist of the panel that runs. A paused show goes on."""

    number: int

    def decide(self, show: Show, at: Instant) -> TurnGiven:
        run = running_panel(show)
        people = run.block.people
        if not 1 <= self.number <= len(people):
            raise Refused(f"there is no panellist {self.number}: {run.block.called} has {len(people)}")
        speaker = people[self.number - 1]
        turn = show.turn_now
        if turn is not None and turn.number == self.number and show.holding is None:
            raise Refused(f"{speaker.name} has the word already", Remedy.END_TURN)
        return TurnGiven(block=run.id, number=self.number, name=speaker.name, resumes=show.paused)


@final
class TurnEnded(Event):
    """The panellist who had the word was done."""

    kind: Literal["turn_ended"] = "turn_ended"

    def apply(self, show: Show, entry: Entry) -> Show:
        return turn_over(show, entry.at)

    def describe(self, show: Show) -> str:
        return "done on the panel"


@final
class EndTurn(Action):
    """Take the word from the panellist who has it; the panel's moderator goes on."""

    def decide(self, show: Show, at: Instant) -> TurnEnded:
        if show.turn_now is None:
            raise Refused("no panellist has the word")
        return TurnEnded()


def running_panel(show: Show) -> BlockRun:
    """Return the panel that runs; refuse if none does."""
    running = show.running
    if running is not None and isinstance(running.block, Panel):
        return running
    raise Refused("no panel is running: only a block with 'panel' in the agenda has turns")


def turn_of(show: Show, text: str) -> GiveTurn:
    """Return the action that gives the word to a panellist, by number or part of the name; refuse if not one fits."""
    people = running_panel(show).block.people
    number = int(text) if text.isdecimal() else speaker_meant(people, text)
    return GiveTurn(number, expected=ExpectedState(block=show.current))


def panel(show: Show) -> tuple[Speaker, ...]:
    """Return the speakers, each once: those of the segment that runs, then all others in the order of the agenda.

    The moderator isn't among them. A substitute has the place of the one who was replaced, and the speaker of a skipped
    block keeps the place. So numbers change only with the segment.
    """
    return tuple(speaker for _, speaker in _panellists(show))


def _panellists(show: Show) -> Iterator[tuple[str, Speaker]]:
    """Yield the panel with their folded names. Most who ask need the first few of a thousand speakers."""
    run = show.running or (None if show.last is None else show.runs.get(show.last))
    here = None if run is None else run.segment
    moderator = show.agenda.moderator
    known = set() if moderator is None else {folded(moderator.name)}
    for is_here in (True, False):
        for run in _in_order_of_agenda(show):
            for speaker in run.block.people if (run.segment == here) is is_here else ():
                if (name := folded(speaker.name)) not in known:
                    known.add(name)
                    yield name, speaker


def _in_order_of_agenda(show: Show) -> Iterator[BlockRun]:
    planned = set()
    for block in show.agenda.blocks():
        planned.add(block.id)
        yield show.runs[block.id]
    yield from (show.runs[name] for name in show.order if name not in planned)


def numbered_panel(show: Show) -> dict[str, int]:
    """Return the number of each panellist who has one, by the folded name."""
    numbered = islice(_panellists(show), MOST_NUMBERED)
    return {name: place for place, (name, _) in enumerate(numbered, start=1)}


def can_reply(show: Show) -> bool:
    """Return True if a number gives the floor to a panellist now: in a floor round that has somebody to reply to."""
    in_a_round = show.running is not None and isinstance(show.running.block, Floor)
    return in_a_round and any(_panellists(show)) and to_reply_to(show) is not None


def panellist(show: Show, place: int) -> Speaker:
    """Return the panellist of a number; refuse if there is none."""
    sitting = panel(show)
    if 1 <= place <= len(sitting):
        return sitting[place - 1]
    known = f"{len(sitting)} speakers beside the moderator" if sitting else "no speaker"
    raise Refused(f"there is no panellist {place}: the agenda has {known}")


def panellist_named(show: Show, text: str) -> Speaker | None:
    """Return the panellist of whose name `text` is a part; None if nobody fits; refuse if several do."""
    wanted = folded(without_honorifics(text))
    fitting = [one for one in panel(show) if wanted and f" {wanted}" in f" {folded(one.name)}"]
    if len(fitting) > 1:
        raise Refused(
            f"'{text}' fits several panellists: {', '.join(one.name for one in fitting)}; say more of the name"
        )
    return fitting[0] if fitting else None


def reply_of(show: Show, speaker: Speaker, to: int | None = None) -> GiveFloor:
    """Return the action that gives a panellist the floor for a reply; refuse if there is nothing to reply to.

    The reply is to intervention `to`, else to the last from the floor, and to no other that gets its number meanwhile.
    """
    answered = to_reply_to(show) if to is None else intervention_numbered(show, to)
    if answered is None:
        raise Refused("nobody from the floor has spoken yet, so there is nothing to reply to", Remedy.GIVE_FLOOR)
    return GiveFloor(
        Particulars(
            who=speaker.name,
            person=speaker.name,
            title=speaker.title,
            category="panel",
            kind="reply",
            in_reply_to=answered.number,
        ),
        expected=ExpectedState(show.current, show.holder, answered.entry if to is None else None),
    )


def to_reply_to(show: Show) -> Intervention | None:
    """Return the last intervention from the floor that is no reply of the panel and no point of order."""
    latest = ((one, one.particulars) for one in show.latest())
    return next((one for one, said in latest if said.category != "panel" and said.kind != POINT_OF_ORDER), None)
