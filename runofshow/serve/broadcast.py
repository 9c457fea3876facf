"""The current state of every part of the pages: one poller of the journal writes it, any number of viewers read it."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Collection, Mapping
from dataclasses import KW_ONLY, dataclass, field
from datetime import timedelta
from typing import Final

from runofshow.clock import Machine, ThisMachine
from runofshow.errors import RunOfShowError
from runofshow.export.status_json import status_json
from runofshow.instants import Instant
from runofshow.journal.choose import NewerShows
from runofshow.serve.followed_show import Following, NextShow
from runofshow.serve.links import Links
from runofshow.serve.sse import RECONNECT, beat, beat_before, parts, parts_before
from runofshow.show.forecast import forecast

LOOK_EVERY: Final = 0.2
"""Seconds between two looks at the journal: a change is on every page well within a second."""

BEAT_EVERY: Final = timedelta(seconds=1)
"""Time between two beats. A page that receives none for three seconds says that it is stale."""

MOST_VIEWERS: Final = 200
"""The most pages that are served at once: more than a meeting has staff, and few enough for a laptop."""


class Board:
    """The latest event of each part, numbered by the turn in which it changed.

    Nothing queues up for a slow viewer: whenever it can take more, it gets the latest.
    """

    def __init__(self) -> None:
        self.viewers = 0
        """How many look now."""
        self.status: Callable[[], bytes] = lambda: b'{"phase":null}\n'
        """Makes the content of ``status.json``; by default that before there is a show."""
        self.silent = False
        """True while the journal can't be read: what was shown last may no longer be so."""
        self._beat: Callable[[], bytes] = bytes
        self._turn = 0
        self._parts: dict[str, tuple[int, bytes]] = {}
        self._turned = asyncio.Event()
        self._dismissals = 0
        self._ended = False

    def post(self, shown: Mapping[str, bytes], beat: Callable[[], bytes]) -> None:
        """Replace what is shown. `shown` holds an event by ``part`` or ``part/row``; `beat` makes the beat's event."""
        self._beat, self.silent = beat, False
        self._turn += 1
        before, self._parts = self._parts, {}
        for name, event in shown.items():
            turn, former = before.get(name, (0, b""))
            self._parts[name] = (turn if former == event else self._turn, event)
        self._wake()

    def fall_silent(self) -> None:
        """Send nothing until the next `post`, not even to new viewers, who would take an old state for the present."""
        self.silent = True

    def dismiss(self) -> None:
        """End the streams of all present viewers."""
        self._dismissals += 1
        self._wake()

    def end(self) -> None:
        """End all streams, and let none begin."""
        self._ended = True
        self.dismiss()

    async def followed(self, names: Collection[str]) -> AsyncGenerator[bytes, None]:
        """Yield the events of these parts for one viewer: first all, then at each turn the beat and the changes."""
        seen, present = -1, self._dismissals
        yield RECONNECT
        while not self._ended and self._dismissals == present:
            turned = self._turned
            if not self.silent:
                latest = ((name.partition("/")[0], turn, event) for name, (turn, event) in self._parts.items())
                changed = [event for part, turn, event in latest if turn > seen and part in names]
                seen = self._turn
                yield b"".join([self._beat(), *changed])
            await turned.wait()

    def _wake(self) -> None:
        self._turned.set()
        self._turned = asyncio.Event()


@dataclass
class Poller:
    """Looks at the journal of a show, and posts the show whenever the journal has grown and at every beat.

    Before there is a show, the pages say so, and `find` is asked for one. While the journal can't be read, the board is
    silent: every page says that it is stale, and `say` is told why, once. With a `newer_shows` a newer show of the same
    meeting takes the place of one that is over; of any other, `say` is told. `told` is called with the links when they
    change.
    """

    board: Board
    following: Following | None
    links: Links
    say: Callable[[str], None]
    _: KW_ONLY
    newer_shows: NewerShows | None = None
    find: Callable[[], Following | None] = lambda: None
    told: Callable[[Links], None] = lambda _links: None
    machine: Machine = field(default_factory=ThisMachine)
    _trouble: str = field(default="", init=False)
    """The sentence about the journal that was said last; empty when it can be read again."""
    _posted: Instant | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self._next_show = NextShow(self.newer_shows, self.links, self.say)
        self._post()

    def look(self) -> None:
        """Look once."""
        changed = self._has_begun() if self.following is None else self._has_changed(self.following)
        if changed is None:
            return
        if self.links.renewed():
            self.board.dismiss()
            self.say("the file with the links' secret is gone: the old links are dead, these are the new ones")
            self.told(self.links)
        if changed or self._posted is None or self._now() - self._posted >= BEAT_EVERY:
            self._post()

    def _has_begun(self) -> bool:
        """Take the show that was opened meanwhile, if one was."""
        try:
            self.following = self.find()
        except RunOfShowError as error:
            self._say_once(str(error))
        if self.following is None:
            return False
        self.links.move_beside(self.following.path)
        self.say(f"serving {self.following.path}")
        return True

    def _has_changed(self, following: Following) -> bool | None:
        """Take in what happened since the last look; None if the journal can't be read."""
        try:
            changed = following.look()
        except RunOfShowError as error:
            self.board.fall_silent()
            self._posted = None
            try:
                self.following = following.anew()
                changed_how = "the file was cut, replaced or edited; the pages show what stands in it now"
                self._say_once(f"{following.path}: {changed_how}")
            except RunOfShowError:
                self._say_once(str(error))
            return None
        self._trouble = ""
        if (successor := self._next_show.of(following)) is not None:
            self.following = successor
            return True
        return changed

    def _now(self) -> Instant:
        return self.machine.wall() if self.following is None else self.following.now()

    def _post(self) -> None:
        self._posted = self._now()
        if self.following is None:
            self.board.post(parts_before(), lambda: beat_before(self.machine.wall()))
            return
        show, now = self.following.show, self.following.now
        self.board.status = lambda: status_json(show, forecast(show, now()), gists=False).encode()
        self.board.post(parts(show, forecast(show, now())), lambda: beat(show, now()))

    def _say_once(self, sentence: str) -> None:
        if self._trouble != sentence:
            self._trouble = sentence
            self.say(sentence)
