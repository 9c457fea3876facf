"""Somebody who presses keys at random, and looks after each whether the screen shows what the disk holds.

Nobody who has just begun, or waits in a round, may be left by a key unless the screen asked before.

``python -m tests.ui.apps.monkey [KEYS] [SEED]`` presses 20,000 of them, in shows of some hundred keys each.
"""

import asyncio
import random
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Final

from pydantic import ValidationError
from textual.events import Paste

from runofshow.agenda.model import Floor, Panel, Speaker, Speech
from runofshow.errors import RunOfShowError
from runofshow.instants import Instant
from runofshow.journal.reader import read_journal
from runofshow.session import Session
from runofshow.show.actions.blocks import Next, Substitute
from runofshow.show.actions.floor import GiveFloor, SetLimit
from runofshow.show.actions.meeting import CorrectClock, Finish, SetHardStop, SetStage
from runofshow.show.actions.record import Amend, Note, RecordIntervention
from runofshow.show.actions.running_order import Insert, Move, Restore
from runofshow.show.actions.speakers_list import Ask, MarkAbsent, ReopenList
from runofshow.show.actions.undo import Undo
from runofshow.show.particulars import Particulars
from runofshow.show.state import Action, Show
from runofshow.ui.apps.live import LiveApp
from runofshow.ui.keymap import KeyAction, useful_keys
from runofshow.ui.lines import wrapped
from runofshow.ui.notices import MOST_NOTICE_LINES, Notice
from runofshow.ui.picture import USUAL
from runofshow.ui.selection import Pick, Picking, RowAction
from tests.ui.apps.driving import advance, check_picture, press, resize, rows_of, screen_rows, session_at, settled, take
from tests.ui.apps.keys import ESCAPE
from tests.ui.scenes import HOSTILE, SCENES

FULL_RUN: Final = 20_000
KEYS_A_SHOW: Final = 250
AGAIN: Final = 0.25
"""How often a key is the one before, as of a hand that trembles."""

USEFUL: Final = 0.85
"""How often a key is one that does something now."""

BEGINNINGS: Final = ("before", "running", "paused", "handover", "floor", "holder", "finished", "rehearsal")
"""The scenes in which the shows begin, one after the other."""

MOST_FOOTER_LINES: Final = 3
"""The footer has no more than these."""

SIZES: Final = ((120, 40), (80, 24), (64, 20), (100, 32), (40, 12), (200, 60), (20, 5), (63, 19), (10, 3), (1, 1))
BYTES: Final = {
    "right": "\x1b[C", "left": "\x1b[D", "up": "\x1b[A", "down": "\x1b[B", "pagedown": "\x1b[6~", "pageup": "\x1b[5~",
    "space": " ", "enter": "\r", "plus": "+", "equals_sign": "=", "minus": "-", "full_stop": ".", "question_mark": "?",
    "less_than_sign": "<", "greater_than_sign": ">", "delete": "\x1b[3~", "escape": ESCAPE, "shift+up": "\x1b[1;2A",
    "colon": ":", "shift+down": "\x1b[1;2B",
    "shift+u": "\x1b[117;2u", "shift+e": "\x1b[101;2u", "shift+s": "\x1b[115;2u", "shift+f": "\x1b[102;2u",
}  # fmt: skip
"""What a terminal sends for a key, where that isn't its name."""

EDITING: Final[tuple[str, ...]] = (
    "\x7f", "\x1b[3~", "\x1b[D", "\x1b[C", "\x1b[H", "\x1b[F", "\x01", "\x05", "\x17", "\x15", "\x0b", "\x04",
)  # fmt: skip
ANY_KEY: Final[tuple[str, ...]] = (
    *"abcdefghijklmnoprstuvwxyzEFILNSUXZ0123456789+-=.,?<>:/ \t\r",
    ESCAPE,
    *EDITING,
    *BYTES.values(),
)
"""But for those that leave the screen."""

TAKES_BACK: Final = frozenset({"undone", "redone", "skipped"})
"""Entries by which nobody is lost: what is undone can be redone, and who is set aside comes back."""

NAMES: Final = ("Mexico", "Bangladesh", "Côte d'Ivoire", "united", "Guy", "swit", "European Union", "Zzyzx", "no", "")


@dataclass
class Figures:
    """What was pressed, and what came of it."""

    keys: int = 0
    did: int = 0
    """Keys that wrote an entry, or opened or changed something."""
    wrote: int = 0
    left: int = 0
    """Keys by which somebody was left who had just begun, after the screen had asked."""
    counts: Counter[str] = field(default_factory=Counter)
    """Resizes, pastes, commands from a second terminal, shows; and the keys in each phase."""

    def __str__(self) -> str:
        share = self.did / max(1, self.keys)
        others = ", ".join(f"{count:,} {name}" for name, count in sorted(self.counts.items()))
        wrote = f"{self.wrote:,} wrote an entry, {self.left:,} left somebody who had just begun"
        return f"{self.keys:,} keys, {share:.1%} did something, {wrote}; {others}"


class Monkey:
    """One show, and whoever presses its keys."""

    def __init__(self, folder: Path, scene: str, chance: random.Random, figures: Figures) -> None:
        self._chance = chance
        self._figures = figures
        session = session_at(folder, *SCENES[scene])
        self._other = Session.join(session.journal.path, machine=session.machine)
        self.app = LiveApp(session, "monkey", bell=chance.random() < 0.5)
        self._key = " "
        """The key that was pressed last."""
        self._said: tuple[Notice | None, timedelta] = (None, timedelta(0))
        """The notice, and since when it stands on the screen."""

    async def play(self, keys: int) -> None:
        """Press so many keys, and look at the screen after each."""
        self._figures.counts["shows"] += 1
        async with self.app.run_test(size=self._chance.choice(SIZES)):
            for _ in range(keys):
                await self._something_else()
                await self._press_one()
                await self._look()

    async def _press_one(self) -> None:
        again = self._chance.random() < AGAIN and self._key != "q"  # it closes what is open, and would leave then
        key = self._key = self._key if again else self._chosen_key()
        others = self._everything()
        asked, typing = self._asked(), self.app._typing is not None
        phase, before, entries = self.app.session.show.phase, self._state(), self._entries()
        await press(self.app, key)
        written = self._entries() - entries
        assert written in {0, 1}, f"one key wrote {written} entries: {key!r}"
        if written and (lost := just_begun(others, self.app.session.now()) - speaking(self._everything())):
            kind = read_journal(self.app.session.journal.path).entries[-1].event.kind
            assert asked or typing or kind in TAKES_BACK, f"{key!r} left {lost} without asking: {kind}"
            self._figures.left += 1
        figures = self._figures
        figures.keys += 1
        figures.wrote += written
        figures.did += self._state() != before
        figures.counts[f"while {phase}"] += 1

    def _everything(self) -> Show:
        """Return the show as the disk has it."""
        self._other.refresh()
        return self._other.show

    def _asked(self) -> bool:
        """Return True if a question stands on the screen, and has for a second; `s absent` counts from the start."""
        notice, since = self._said
        if notice is None or notice is not self.app.notice or " · " not in notice.sentence:
            return False
        return "s absent" in notice.sentence or self.app.session.machine.boot() - since >= timedelta(seconds=1)

    def _entries(self) -> int:
        return len(read_journal(self.app.session.journal.path).entries)

    def _state(self) -> Hashable:
        """What a key can change."""
        app, prompt = self.app, self.app._prompt
        line = (prompt.is_open, prompt.value, prompt._line.cursor, prompt._selected, prompt.refusal)
        opened = (app._help_page, app._picked, app._row, app._typing is None)
        return app.session.show.n, opened, app.notice, line

    # What is pressed.

    def _chosen_key(self) -> str:
        if self._chance.random() > USEFUL:
            return self._chance.choice(ANY_KEY)
        if self.app._typing is not None:
            return self._typed_key()
        if self.app._picked is not None and (picking := Picking.of(self.app._drawn, self.app._picked)) is not None:
            keys = [key for key in Pick if key.useful(picking.item)]
            return self._sent(self._chance.choice(keys).keys)
        if self.app._row is not None:
            return self._sent(self._chance.choice(list(RowAction)).keys)
        keys_now = [key for key in useful_keys(self.app._drawn) if key is not KeyAction.QUIT]
        return self._sent(self._chance.choice(keys_now).keys)

    def _sent(self, names: tuple[str, ...]) -> str:
        name = self._chance.choice(names)
        return BYTES.get(name, name)

    def _typed_key(self) -> str:
        way = self._chance.random()
        if way < 0.25:
            return "\r"
        if way < 0.45:
            return self._chance.choice(["\t", "\x1b[B", "\x1b[A"])
        if way < 0.55:
            return self._chance.choice(EDITING)
        return ESCAPE if way < 0.6 else self._chance.choice("aeimnoruéçß中ع ")

    # What happens besides.

    async def _something_else(self) -> None:
        way = self._chance.random()
        if way < 0.4:
            advance(self.app.session, timedelta(seconds=self._chance.choice([0.12, 0.3, 0.8, 1, 2, 5, 60])))
            self.app.draw()  # as the tick does
        elif way < 0.45:
            self._figures.counts["resizes"] += 1
            await resize(self.app, *self._size())
        elif way < 0.55:
            self._figures.counts["pastes"] += 1
            await take(self.app, Paste(self._name()))
        elif way < 0.65:
            self._second_terminal()

    def _size(self) -> tuple[int, int]:
        if self._chance.random() < 0.7:
            return self._chance.choice(SIZES)
        return self._chance.randrange(1, 180), self._chance.randrange(1, 60)

    def _second_terminal(self) -> None:
        """Somebody else enters something; this screen sees it at its next look, which may come before the next key."""
        try:
            self._other.do(self._others_intent(), "assistant")
        except (RunOfShowError, ValidationError):
            return
        self._figures.counts["commands of others"] += 1
        if self._chance.random() < 0.7:
            self.app._look()

    def _others_intent(self) -> Action:
        show, now, chance = self._other.show, self._other.now(), self._chance
        name = self._name().encode("utf-8", "replace").decode()
        block = chance.choice(list(show.order))
        span = timedelta(seconds=chance.choice([30, 60, 180, 600]))
        person = Particulars(who=name, person=name, on_behalf_of=name, gist=name)
        makers: tuple[Callable[[], Action], ...] = (
            Next,
            Undo,
            lambda: Ask(person),
            lambda: Ask(person),
            lambda: GiveFloor(person),
            lambda: GiveFloor(Particulars(who=name, kind="point_of_order")),
            MarkAbsent,
            ReopenList,
            Finish,
            lambda: Restore(block),
            lambda: Move(block, None),
            lambda: SetLimit(span),
            lambda: SetHardStop(now + chance.choice([-1, 1, 10]) * span),
            lambda: CorrectClock(chance.choice([-1, 1]) * span),
            lambda: SetStage(name),
            lambda: Note(name),
            lambda: Amend(max(1, show.numbered), person),
            lambda: RecordIntervention(now - span, now, person),
            lambda: Substitute(block, Speaker(name=name, title=name, say=name)),
            lambda: Insert(Speech.model_validate({"id": "x", "speaker": {"name": name}, "duration": span})),
            lambda: Insert(Floor.model_validate({"id": "y", "floor": name, "duration": span, "intro": name})),
        )
        return chance.choice(makers)()

    def _name(self) -> str:
        """What somebody may be called: by mistake, by malice, or as people are."""
        way = self._chance.random()
        if way < 0.5:
            return self._chance.choice(HOSTILE)
        if way < 0.8:
            return "".join(chr(self._code_point()) for _ in range(self._chance.randrange(1, 60)))
        return self._chance.choice(NAMES) or "x" * 300

    def _code_point(self) -> int:
        """Of any script; controls, marks, directions and joiners more often than they come."""
        planes = ((0, 0x7F), (0x80, 0xA0), (0x300, 0x36F), (0x590, 0x6FF), (0x200B, 0x206F), (0x900, 0x97F))
        far = ((0x4E00, 0x9FFF), (0x1F1E6, 0x1F1FF), (0x1F3FB, 0x1F9FF), (0xFE00, 0xFE0F), (0xE0000, 0xE007F))
        return self._chance.randint(*self._chance.choice(planes + far))

    # What is looked at.

    async def _look(self) -> None:
        self.app._look()  # what others entered without being seen yet
        if self.app.notice is not self._said[0]:
            self._said = self.app.notice, self.app.session.machine.boot()
        check_picture(self.app)
        check_harmless(self.app, rows_of(self.app))
        check_said(self.app)
        if self.app._typing is not None or self.app._picked is not None or self.app._row is not None:
            await settled(self.app)
            check_harmless(self.app, screen_rows(self.app))
            check_widths(self.app)


def speaking(show: Show) -> set[Hashable]:
    """Return what goes on: the block, the holder of the floor, and whoever a point of order interrupted."""
    return {one for one in (show.current, show.holder, show.interrupted) if one is not None}


def just_begun(show: Show, now: Instant) -> set[Hashable]:
    """Return what mustn't be left without asking: a speaker and a holder who have just begun, a round with a list."""
    found: set[Hashable] = set()
    if (holding := show.holding) is not None and now - holding.interval.start < timedelta(seconds=5):
        found.add(show.holder)
    if (run := show.running) is not None:
        fresh = now - run.intervals[-1].start < min(timedelta(seconds=10), run.allotment / 3)
        if (isinstance(run.block, Speech | Panel) and fresh) or (isinstance(run.block, Floor) and show.waiting):
            found.add(run.id)
    return found


def check_harmless(app: LiveApp, rows: list[str]) -> None:
    """There are as many rows as the screen has, and nothing commands the terminal, or turns what is beside it."""
    assert len(rows) == app.size.height
    for row in rows:
        for letter in row:
            assert unicodedata.category(letter) not in {"Cc", "Cs", "Zl", "Zp"}, repr(row)
            assert not "\u202a" <= letter <= "\u202e", repr(row)
            assert not "\u2066" <= letter <= "\u2069", repr(row)


def check_said(app: LiveApp) -> None:
    """Whatever there is to say of the show, the notice stands on the screen, and the way to all keys."""
    width, height = app.size
    if app._help_page is not None or width < USUAL[0] or height < USUAL[1]:
        return
    rows = [row.plain for row in app._above]  # beneath a line to type in
    assert "? all keys" in rows[-1], rows
    if app.notice is None or app._prompt.is_open:  # it stands above the line then
        return
    if said := wrapped(app.notice.sentence, width - 2, 1):
        begins = f" {said[0].removesuffix('…').rstrip()}"
        assert any(row.startswith(begins) for row in rows[-MOST_FOOTER_LINES - MOST_NOTICE_LINES :]), rows


def check_widths(app: LiveApp) -> None:
    """Every row of the whole screen has exactly its cells."""
    for strip in app.screen._compositor.render_strips():
        assert strip.cell_length == app.size.width, repr(strip.text)


async def play(keys: int, seed: int, folder: Path, keys_a_show: int = KEYS_A_SHOW) -> Figures:
    """Press so many keys in shows that begin in each phase in turn, with their journals in a folder."""
    figures = Figures()
    chance = random.Random(seed)
    while figures.keys < keys:
        shows = figures.counts["shows"]
        show = folder / str(shows)
        show.mkdir()
        scene = BEGINNINGS[shows % len(BEGINNINGS)]
        await Monkey(show, scene, chance, figures).play(min(keys_a_show, keys - figures.keys))
    return figures


def main() -> None:
    """Press as many keys as the command line says, and print what came of it."""
    keys, seed = (*map(int, sys.argv[1:3]), *(FULL_RUN, 1)[len(sys.argv[1:3]) :])
    with tempfile.TemporaryDirectory() as folder:
        figures = asyncio.run(play(keys, seed, Path(folder)))
    sys.stdout.write(f"seed {seed}: {figures}\n")


if __name__ == "__main__":
    main()
