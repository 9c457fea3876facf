"""One meeting as it could go: the agenda played through the real engine, on a clock that only the simulation turns."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Final, Self

from runofshow.agenda.model import Agenda, Floor
from runofshow.agenda.schedule import Planned
from runofshow.rehearsal.presets import Preset
from runofshow.show.entries import Anchor, Entry, Fact, Opened
from runofshow.show.fold import apply, replay
from runofshow.show.forecast import Forecast, forecast
from runofshow.show.intents import EndBlock, EndFloor, Finish, GiveFloor, Intent, SetHardStop, StartBlock
from runofshow.show.rules import decide
from runofshow.show.state import Show

AUTHOR: Final = "dry run"
"""Who enters what a simulation makes: its entries can't be taken for a person's."""

_ZERO: Final = timedelta(0)
_SECOND: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class RehearsedBlock:
    """A block, as planned and as it went. Instants are in UTC."""

    planned: Planned
    start: datetime
    end: datetime
    interventions: int
    """How many took the floor in it; none in a speech."""

    @property
    def is_floor(self) -> bool:
        """Whether it is a floor round."""
        return isinstance(self.planned.block, Floor)

    @property
    def length(self) -> timedelta:
        """How long it lasted."""
        return self.end - self.start

    @property
    def longer(self) -> timedelta:
        """By how much it was longer than planned."""
        return self.length - self.planned.duration

    @property
    def later(self) -> timedelta:
        """By how much it ended later than planned."""
        return self.end - self.planned.end


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """One run of an agenda that could happen. Instants are in UTC."""

    preset: Preset
    seed: int
    late: timedelta
    blocks: tuple[RehearsedBlock, ...]
    """In the agenda's order."""
    show: Show
    """As the run left it: closed."""
    entries: tuple[Entry, ...]
    """The journal that it would have written."""

    @property
    def finish(self) -> datetime:
        """When the last block ended."""
        return self.blocks[-1].end

    @property
    def hard_stop(self) -> datetime:
        """When the room is gone."""
        return self.show.agenda.end

    @property
    def overrun(self) -> timedelta:
        """How far the finish lies past the hard stop; less than nothing if it lies before."""
        return self.finish - self.hard_stop

    @property
    def floors(self) -> tuple[RehearsedBlock, ...]:
        """The floor rounds."""
        return tuple(block for block in self.blocks if block.is_floor)

    @property
    def floor_planned(self) -> timedelta:
        """How long the floor rounds were planned to last together."""
        return sum((block.planned.duration for block in self.floors), _ZERO)

    @property
    def floor_left(self) -> timedelta:
        """How long they lasted."""
        return sum((block.length for block in self.floors), _ZERO)

    @property
    def interventions(self) -> int:
        """How many took the floor in them."""
        return sum(block.interventions for block in self.floors)


def simulate(agenda: Agenda, preset: Preset, seed: int, *, late: timedelta = _ZERO) -> Rehearsed:
    """One run of an agenda, begun `late`: the same for the same seed, on every machine.

    Speakers take what their countdown shows them at the start, times a factor of the preset's; the moderator lets them
    finish, and takes for each handover between blocks what is planned. In a floor round somebody takes the floor as
    long as the forecast says that another intervention fits; the rest of its countdown is the moderator's.
    """
    play = _Play.opened(agenda, agenda.start + min(_ZERO, late))
    if late:
        play.do(SetHardStop(agenda.end))  # a rehearsal would have the room that much longer
    play.now = agenda.start + late
    chances = _chances(agenda, seed)
    while (run := play.show.next_block) is not None:
        play.now += play.show.handover(run)
        play.do(StartBlock())
        chance = chances[run.id]
        if isinstance(run.block, Floor):
            _hold_floor(play, preset, chance)
        else:
            play.now += preset.speech.drawn(play.left(), chance)
        play.do(EndBlock())
    play.do(Finish())
    return Rehearsed(preset, seed, late, _outcome(play.show), play.show, tuple(play.entries))


@dataclass
class _Play:
    """A show in the making."""

    now: datetime
    show: Show
    entries: list[Entry] = field(default_factory=list)

    @classmethod
    def opened(cls, agenda: Agenda, at: datetime) -> Self:
        """A show tied to no machine's clock; a rehearsal, so that nothing can take it for the meeting."""
        anchor = Anchor(wall=at, boot=_ZERO, boot_id="")
        first = _entry(1, at, Opened(mode="rehearsal", anchor=anchor, agenda=agenda))
        return cls(at, replay([first]), [first])

    def do(self, intent: Intent) -> None:
        """What a key press would do at this instant."""
        entry = _entry(self.show.n + 1, self.now, decide(self.show, intent, self.now))
        self.entries.append(entry)
        self.show = apply(self.show, entry)

    def ahead(self, after: timedelta = _ZERO) -> Forecast:
        """What the moderator will see if nothing is pressed until then."""
        return forecast(self.show, self.now + after)

    def left(self) -> timedelta:
        """What the running block's countdown shows; nothing once it is over."""
        countdown = self.ahead().countdown
        return _ZERO if countdown is None else max(_ZERO, countdown.remaining)


def _entry(n: int, at: datetime, fact: Fact) -> Entry:
    return Entry(n, at, at, AUTHOR, fact)


def _chances(agenda: Agenda, seed: int) -> dict[str, Random]:
    """A source of chance for each block: a floor round that takes more from its own changes no later speech."""
    master = Random(seed)
    return {block.id: Random(master.getrandbits(64)) for block in agenda.blocks()}


def _hold_floor(play: _Play, preset: Preset, chance: Random) -> None:
    handover = _ZERO
    while (floor := play.ahead(handover).floor) is not None and floor.fits >= 1:
        play.now += handover
        play.do(GiveFloor())
        play.now += max(_SECOND, preset.intervention.drawn(floor.limit, chance))
        play.do(EndFloor())
        handover = preset.floor_handover_spread.drawn(preset.floor_handover, chance)
    while (left := play.left()) >= _SECOND:  # a later block that can give no more leaves this one more, while it runs
        play.now += left
    play.now += left


def _outcome(show: Show) -> tuple[RehearsedBlock, ...]:
    taken = Counter(one.block for one in show.interventions.values())
    return tuple(_went(show, row, taken[row.block.id]) for row in show.plan.rows)


def _went(show: Show, row: Planned, interventions: int) -> RehearsedBlock:
    (spell,) = show.runs[row.block.id].spells
    assert spell.end is not None, "the show is closed, so nothing runs any more"  # noqa: S101 -- for the type checker
    return RehearsedBlock(row, spell.start, spell.end, interventions)
