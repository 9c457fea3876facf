"""The guard before the keys: a bounce does nothing, and leaving somebody who has just begun asks again. Pure.

All limits are real seconds of a monotonic clock, which callers read. Show seconds are divided by the show's speed.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from runofshow.agenda.blocks import Floor, Panel, Speech
from runofshow.agenda.durations import clock_digits
from runofshow.instants import SECOND, Instant
from runofshow.show.names import hours_minutes, title_of, who
from runofshow.show.particulars import POINT_OF_ORDER
from runofshow.show.parts import Intervention
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

BLOCK_HAS_JUST_BEGUN: Final = timedelta(seconds=10)
"""So long, and at the most a third of its allotment, a block with a speaker has just begun."""

UNDO_UNTIL: Final = timedelta(seconds=5)
"""So long a second press undoes what somebody else did."""

HOLDER_HAS_JUST_BEGUN: Final = timedelta(seconds=5)
"""So long somebody who was given the floor has just begun."""

_BOUNCES: Final = frozenset({KeyAction.NEXT, KeyAction.HANDOVER, KeyAction.GIVE_FIRST, KeyAction.FLOOR_DONE})
_ENDS_BLOCK: Final = frozenset({KeyAction.NEXT, KeyAction.HANDOVER})
_ENDS_INTERVENTION: Final = _ENDS_BLOCK | {
    KeyAction.ASIDE,
    KeyAction.GIVE_FIRST,
    KeyAction.FLOOR_DONE,
    KeyAction.REPLY,
    KeyAction.TAKE_FLOOR,
    KeyAction.POINT_OF_ORDER,
}


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
        if self._bounces(step, show, real):
            return Stopped(f"{shown} came twice at once: it counts once.")
        if step is KeyAction.GIVE_FIRST and (within := _within_a_speech(show, shown)):
            return self._ask(_Asked((step, show.current, show.holder, show.waiting[0]), real), within, shown)
        due = _due(step, show, now)
        left = " · ".join(filter(None, (self.left(step, show, now), due)))
        if not left:
            self._asked = None
            return None
        absent = _absentee(show) if step in _ENDS_BLOCK and show.holder is None else None
        ways = [
            f"{shown} {_does(step, show)}",
            *(["s absent"] if absent else []),
            *_ends_holder(step, show),
            *_back(show),
        ]
        asked = _Asked((step, show.current, show.holder), real, absent=absent)
        return self._ask(asked, " · ".join([left, *ways]), shown)

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

    # Somebody who is absent.

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

    # Enter.

    def closed_prompt(self, real: timedelta) -> None:
        """Note that an Enter closed a prompt."""
        self._prompt_closed_at = real

    def is_echo(self, real: timedelta) -> bool:
        """Return True for an Enter that comes too soon after one that closed a prompt."""
        return self._prompt_closed_at is not None and real - self._prompt_closed_at < BOUNCE

    # Who would be left.

    def left(self, step: KeyAction, show: Show, now: Instant) -> str:
        """Return who has just begun, or waits, and would be left by a step; empty if nobody."""
        if step in _ENDS_BLOCK and _in_a_round(show) and (waiting := _waiting(show)):
            return waiting
        if step in _ENDS_INTERVENTION and (fresh := self._holder(step, show, now) or self._panellist(step, show, now)):
            return fresh
        if step not in _ENDS_BLOCK or (running := show.running) is None:
            return ""
        if isinstance(running.block, Floor):
            return ""
        start = running.intervals[-1].start
        limit = min(BLOCK_HAS_JUST_BEGUN, running.allotment / 3 / self._speed)
        if not isinstance(running.block, Speech | Panel) or (now - start) / self._speed >= limit:
            return ""
        return f"{sanitize(running.block.called)} has had {clock_digits(running.intervals[-1].elapsed(now))}"

    def _holder(self, step: KeyAction, show: Show, now: Instant) -> str:
        holding = show.holding
        if holding is None or (_interrupts(step, show) and not holding.interrupts):
            return ""
        if (now - holding.interval.start) / self._speed >= HOLDER_HAS_JUST_BEGUN:
            return ""
        name = who(holding.particulars) if holding.particulars.who else f"Number {holding.number}"
        return f"{name} has had {clock_digits(holding.interval.elapsed(now))}"

    def _panellist(self, step: KeyAction, show: Show, now: Instant) -> str:
        turn = show.turn_now
        if turn is None or show.holder is not None or step not in {KeyAction.REPLY, KeyAction.FLOOR_DONE}:
            return ""
        if (now - turn.interval.start) / self._speed >= HOLDER_HAS_JUST_BEGUN:
            return ""
        return f"{sanitize(turn.speaker.name)} has had {clock_digits(turn.interval.elapsed(now))}"

    def _bounces(self, step: KeyAction, show: Show, real: timedelta) -> bool:
        if self._last is None or self._last[0] is not step or step not in _BOUNCES:
            return False
        begins = step is KeyAction.HANDOVER and show.current is None
        return real - self._last[1] < (BEGIN_FROM if begins else BOUNCE)


def _due(step: KeyAction, show: Show, now: Instant) -> str:
    """Return that the block which a step would start has a fixed start ahead; empty if it hasn't."""
    starts = step is KeyAction.NEXT or (step is KeyAction.HANDOVER and show.current is None)
    following = show.next_block
    if not starts or following is None or (start := show.start_ahead(following, now)) is None or start - now < SECOND:
        return ""
    return f"{title_of(following)} is due {hours_minutes(show, start)}, in {clock_digits(start - now)}"


def _absentee(show: Show) -> str | None:
    """Return the block whose speaker may be absent."""
    return show.current if show.running is not None and isinstance(show.running.block, Speech) else None


def _interrupts(step: KeyAction, show: Show) -> bool:
    """Return True for a point of order, which ends nobody's turn but that of another one."""
    if step is KeyAction.GIVE_FIRST and show.waiting:
        return show.requests[show.waiting[0]].particulars.kind == POINT_OF_ORDER
    return step is KeyAction.POINT_OF_ORDER


def _waiting(show: Show) -> str:
    if not show.waiting:
        return ""
    first = who(show.requests[show.waiting[0]].particulars)
    count = len(show.waiting)
    return f"{first} waits for the floor" if count == 1 else f"{count} wait for the floor, {first} first"


def _does(step: KeyAction, show: Show) -> str:  # noqa: PLR0911 -- one line a step
    """Return what the second press does."""
    match step:
        case KeyAction.NEXT | KeyAction.HANDOVER if show.running is not None and (_in_a_round(show) or show.holder):
            return f"ends the {'round' if _in_a_round(show) else show.running.block.kind}"
        case KeyAction.FLOOR_DONE if show.holding is not None:
            return f"ends the {_held(show.holding)}"
        case KeyAction.NEXT:
            on = "starts it" if show.current is None else "moves on"
            return on if show.next_block is not None else "ends it"
        case KeyAction.HANDOVER if show.current is None:
            return "begins it"
        case KeyAction.GIVE_FIRST if show.waiting:
            return f"gives {who(show.requests[show.waiting[0]].particulars)} the floor"
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
    first = who(show.requests[show.waiting[0]].particulars)
    pause = " and ends the pause" if show.paused else ""
    within = f"within {sanitize(running.block.called)}'s speech"
    return f"{shown} gives {first} the floor {within}{pause}: press it again"


def _ends_holder(step: KeyAction, show: Show) -> list[str]:
    """Return the key that ends only what holds the floor, where a step would end the block as well."""
    if step not in _ENDS_BLOCK or show.running is None or show.holding is None:
        return []
    return [f"{key_of(KeyAction.FLOOR_DONE)} ends the {_held(show.holding)}"]


def _held(holding: Intervention) -> str:
    return "point of order" if holding.interrupts else "intervention"


def _in_a_round(show: Show) -> bool:
    return show.running is not None and isinstance(show.running.block, Floor)


def _back(show: Show) -> list[str]:
    """Return the key that takes back the beginning, where that is the last thing that moved the show."""
    holding, running = show.holding, show.running
    in_a_round = _in_a_round(show) and holding is None
    began = holding.interval.start if holding else running.intervals[-1].start if running else None
    return ["u back"] if began == show.last_move and not in_a_round else []
