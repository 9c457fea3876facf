"""The guard before the keys: a bounce does nothing, and leaving somebody who has just begun asks again. Pure.

All limits are real seconds of a monotonic clock, which callers read. Show seconds are divided by the show's speed.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from runofshow.agenda.durations import clock_digits
from runofshow.agenda.model import Floor, Panel, Speech
from runofshow.instants import SECOND, Instant
from runofshow.show.names import hours_minutes, title_of, who
from runofshow.show.particulars import POINT_OF_ORDER
from runofshow.show.parts import Interval, Intervention
from runofshow.show.state import Show
from runofshow.text import sanitize
from runofshow.ui.keymap import KeyAction, key_of

BOUNCE: Final = timedelta(seconds=1)
"""A step that comes again within this time is a clicker's bounce, or a trembling finger's."""
BEGIN_FROM: Final = timedelta(milliseconds=300)
"""So long after a Space that ended a block, a Space begins the next one."""

AGAIN_FROM: Final = timedelta(seconds=1)
AGAIN_UNTIL: Final = timedelta(seconds=10)
"""Between these, after a step has asked again, its second press counts."""
UNDO_UNTIL: Final = timedelta(seconds=5)
"""So long a second press undoes what somebody else did."""

BLOCK_HAS_JUST_BEGUN: Final = timedelta(seconds=10)
"""So long, and at the most a third of its allotment, a block with a speaker has just begun."""
HOLDER_HAS_JUST_BEGUN: Final = timedelta(seconds=5)
"""So long somebody who was given the floor has just begun."""

_ENDS_BLOCK: Final = frozenset({KeyAction.NEXT, KeyAction.HANDOVER})
_BOUNCES: Final = _ENDS_BLOCK | {KeyAction.GIVE_FIRST, KeyAction.FLOOR_DONE}
_ENDS_TURN: Final = frozenset({KeyAction.REPLY, KeyAction.FLOOR_DONE})
_ENDS_INTERVENTION: Final = _BOUNCES | _ENDS_TURN | {KeyAction.ASIDE, KeyAction.TAKE_FLOOR, KeyAction.POINT_OF_ORDER}


@dataclass(frozen=True, slots=True)
class Stopped:
    """A step that isn't taken now."""

    sentence: str
    """Why not; empty if the sentence on the screen says it already."""
    asks: bool = False
    """True if a second press takes the step."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A step that waits for its second press."""

    step: Hashable
    """The step, and who would be left by it."""
    at: timedelta
    since: timedelta = AGAIN_FROM
    until: timedelta = AGAIN_UNTIL
    absent: str | None = None
    """The block whose speaker can be marked absent instead."""


class KeyGuard:
    """Decides whether a key press is taken, from the presses before it and the show as it is on the screen."""

    def __init__(self, speed: float = 1.0) -> None:
        """Guard a show whose clock runs `speed` times as fast as a real one."""
        self._speed = speed
        self._last: tuple[KeyAction, timedelta] | None = None
        """The last step that was taken, and when."""
        self._asked: _Asked | None = None
        self._absent_at: timedelta | None = None
        self._prompt_closed_at: timedelta | None = None

    def stops(self, step: KeyAction, show: Show, now: Instant, real: timedelta, shown: str) -> Stopped | None:
        """Return why a step isn't taken, None if it is.

        `now` is an instant of the show clock, `real` the reading of the monotonic clock, `shown` the name of the key.
        """
        if step in _BOUNCES and self._last is not None and self._last[0] is step:
            begins = step is KeyAction.HANDOVER and show.current is None
            if real - self._last[1] < (BEGIN_FROM if begins else BOUNCE):
                return Stopped(f"{shown} came twice at once: it counts once.")
        if step is KeyAction.GIVE_FIRST and (within := _within_a_speech(show, shown)):
            return self._ask(_Asked((step, show.current, show.holder, show.waiting[0]), real), within, shown)
        left = [words for words in (self.left(step, show, now), _due(step, show, now)) if words]
        if not left:
            self._asked = None
            return None
        absent = _absentee(show) if step in _ENDS_BLOCK and show.holder is None else None
        ways = [f"{shown} {_does(step, show)}"]
        if absent:
            ways.append("s absent")
        if step in _ENDS_BLOCK and show.running is not None and show.holding is not None:
            ways.append(f"{key_of(KeyAction.FLOOR_DONE)} ends the {_held(show.holding)}")
        if _began_last(show):
            ways.append("u back")
        asked = _Asked((step, show.current, show.holder), real, absent=absent)
        return self._ask(asked, " · ".join([*left, *ways]), shown)

    def asks(self, step: Hashable, sentence: str, real: timedelta, shown: str) -> Stopped | None:
        """Ask again before a step that is always asked about; None if this is the press that answers."""
        return self._ask(_Asked(step, real), sentence, shown)

    def asks_to_undo(self, entry: int, sentence: str, real: timedelta) -> Stopped | None:
        """Ask again before somebody else's entry is undone; None if this is the press that answers."""
        return self._ask(_Asked((KeyAction.UNDO, entry), real, since=BEGIN_FROM, until=UNDO_UNTIL), sentence, "u")

    def _ask(self, asked: _Asked, sentence: str, shown: str) -> Stopped | None:
        """Ask, or take the answer. A press that comes too soon is told so; it neither counts nor restarts the wait."""
        before = self._asked
        if before is None or before.step != asked.step or asked.at - before.at > before.until:
            self._asked = asked
            return Stopped(sentence, asks=True)
        if asked.at - before.at < before.since:
            return Stopped(f"That came too soon: press {shown} once more · {sentence}", asks=True)
        return None

    def took(self, step: KeyAction, real: timedelta) -> None:
        """Note that a step was taken."""
        self._last, self._asked = (step, real), None

    def said_something_else(self) -> None:
        """Note that another sentence stands where the question stood: it is no longer open."""
        self._asked = None

    def is_open(self, real: timedelta) -> bool:
        """Return True while a question stands that a second press answers."""
        return self._asked is not None and real - self._asked.at <= self._asked.until

    def absentee(self, show: Show, real: timedelta) -> str | Stopped | None:
        """Return the block whose speaker `s` marks absent now; None if `s` means what it always means."""
        if self._absent_at is not None and real - self._absent_at < BOUNCE:
            return Stopped("")
        asked = self._asked
        if asked is None or asked.absent is None or asked.absent != show.current:
            return None
        if real - asked.at <= AGAIN_UNTIL:
            return asked.absent
        if real - asked.at <= AGAIN_UNTIL + BOUNCE:
            self._asked = None
            return Stopped("That came too late to mark anybody absent: s again leaves out the next block.")
        return None

    def marked_absent(self, show: Show, real: timedelta) -> bool:
        """Note that a speaker was marked absent; True if whoever speaks now can be marked likewise."""
        self._absent_at, self._last = real, None
        absent = _absentee(show)
        self._asked = None if absent is None else _Asked((KeyAction.SKIP, absent), real, absent=absent)
        return absent is not None

    def closed_prompt(self, real: timedelta) -> None:
        """Note that an Enter closed a prompt."""
        self._prompt_closed_at = real

    def is_echo(self, real: timedelta) -> bool:
        """Return True for an Enter that comes too soon after one that closed a prompt."""
        return self._prompt_closed_at is not None and real - self._prompt_closed_at < BOUNCE

    def left(self, step: KeyAction, show: Show, now: Instant) -> str:
        """Return who has just begun, or waits, and would be left by a step; empty if nobody."""
        running, holding, turn = show.running, show.holding, show.turn_now
        if step in _ENDS_BLOCK and _in_a_round(show) and show.waiting:
            first, count = _first(show), len(show.waiting)
            return f"{first} waits for the floor" if count == 1 else f"{count} wait for the floor, {first} first"
        fresh = ""
        if holding is not None:
            if step in _ENDS_INTERVENTION and (holding.interrupts or not _interrupts(step, show)):
                name = who(holding.particulars) if holding.particulars.who else f"Number {holding.number}"
                fresh = self._fresh(name, holding.interval, now, HOLDER_HAS_JUST_BEGUN)
        elif turn is not None and step in _ENDS_TURN:
            fresh = self._fresh(sanitize(turn.speaker.name), turn.interval, now, HOLDER_HAS_JUST_BEGUN)
        if not fresh and step in _ENDS_BLOCK and running is not None and isinstance(running.block, Speech | Panel):
            limit = min(BLOCK_HAS_JUST_BEGUN, running.allotment / 3 / self._speed)
            fresh = self._fresh(sanitize(running.block.called), running.intervals[-1], now, limit)
        return fresh

    def _fresh(self, name: str, interval: Interval, now: Instant, limit: timedelta) -> str:
        begun = (now - interval.start) / self._speed < limit
        return f"{name} has had {clock_digits(interval.elapsed(now))}" if begun else ""


def _in_a_round(show: Show) -> bool:
    return show.running is not None and isinstance(show.running.block, Floor)


def _first(show: Show) -> str:
    return who(show.requests[show.waiting[0]].particulars)


def _held(holding: Intervention) -> str:
    return "point of order" if holding.interrupts else "intervention"


def _absentee(show: Show) -> str | None:
    """Return the block whose speaker may be absent."""
    return show.current if show.running is not None and isinstance(show.running.block, Speech) else None


def _interrupts(step: KeyAction, show: Show) -> bool:
    """Return True for a point of order, which ends nobody's turn but that of another one."""
    if step is KeyAction.GIVE_FIRST and show.waiting:
        return show.requests[show.waiting[0]].particulars.kind == POINT_OF_ORDER
    return step is KeyAction.POINT_OF_ORDER


def _due(step: KeyAction, show: Show, now: Instant) -> str:
    """Return that the block which a step would start has a fixed start ahead; empty if it hasn't."""
    starts = step is KeyAction.NEXT or (step is KeyAction.HANDOVER and show.current is None)
    following = show.next_block
    if not starts or following is None or (start := show.start_ahead(following, now)) is None or start - now < SECOND:
        return ""
    return f"{title_of(following)} is due {hours_minutes(show, start)}, in {clock_digits(start - now)}"


def _does(step: KeyAction, show: Show) -> str:  # noqa: PLR0911 -- one line a step
    """Return what the second press does."""
    match step:
        case KeyAction.NEXT | KeyAction.HANDOVER if show.running is not None and (_in_a_round(show) or show.holder):
            return f"ends the {'round' if _in_a_round(show) else show.running.block.kind}"
        case KeyAction.FLOOR_DONE if show.holding is not None:
            return f"ends the {_held(show.holding)}"
        case KeyAction.NEXT if show.next_block is not None:
            return "starts it" if show.current is None else "moves on"
        case KeyAction.HANDOVER if show.current is None:
            return "begins it"
        case KeyAction.GIVE_FIRST if show.waiting:
            return f"gives {_first(show)} the floor"
        case KeyAction.REPLY:
            return "gives the word" if show.turn is not None else "lets the panel reply"
        case KeyAction.ASIDE:
            return "sets the block aside"
        case _:
            return "ends it"


def _within_a_speech(show: Show, shown: str) -> str:
    """Ask whether the first on the list takes the floor while somebody of the programme speaks; empty in a round."""
    running = show.running
    if running is None or not isinstance(running.block, Speech) or not show.waiting:
        return ""
    pause = " and ends the pause" if show.paused else ""
    within = f"within {sanitize(running.block.called)}'s speech"
    return f"{shown} gives {_first(show)} the floor {within}{pause}: press it again"


def _began_last(show: Show) -> bool:
    """Return True if the beginning of whoever speaks is the last thing that moved the show."""
    if (holding := show.holding) is not None:
        return holding.interval.start == show.last_move
    return show.running is not None and not _in_a_round(show) and show.running.intervals[-1].start == show.last_move
