"""A screen on which somebody types answers and commands. A guard checks its keys."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from rich.text import Text
from textual import events

from runofshow.errors import ChangedMeanwhile, Refused, RunOfShowError, UndoneMeanwhile
from runofshow.session import Session
from runofshow.show.particulars import validated
from runofshow.show.state import Action, Entry, Show
from runofshow.ui.apps.command_line import TypedCommands, run_command, words_of
from runofshow.ui.apps.prompt import WHO_WINS, Prompt
from runofshow.ui.apps.prompt_questions import Typing
from runofshow.ui.apps.show_app import ShowApp
from runofshow.ui.key_guard import AGAIN_UNTIL, KeyGuard, Stopped
from runofshow.ui.key_panels import printed_pages
from runofshow.ui.keymap import in_keys
from runofshow.ui.notices import Notice, Tone, entry_words, hint_after, notice_lines, sentence

COMMAND_RUNS = "The command runs. Keys count after it."
MAKES_A_NOTE = "Enter again makes it a note on the meeting, Esc drops it."

_MOST_TOLD = 2
"""Lines of an answer that fit into a notice."""


class TypingApp(ShowApp):
    """A screen with a line to type in; entries are made in the name of `by`."""

    _picked: int | None = None
    """The entry of the intervention or request that is picked to be corrected, while one is."""

    def __init__(  # noqa: PLR0913 -- what a screen begins with
        self,
        session: Session,
        by: str,
        *,
        bell: bool = False,
        first: Notice | None = None,
        speed: float = 1.0,
        commands: TypedCommands | None = None,
    ) -> None:
        """`first` stands on the screen as it opens; without `commands` none can be typed."""
        super().__init__(session, bell=bell)
        self.by = by
        self.speed = speed
        self._guard = KeyGuard(speed)
        self._first = first
        self._prompt: Prompt = Prompt(lambda: self.size, self._submitted, self._stop_typing)
        self._typing: Typing | None = None
        self._commands = commands
        self._command: asyncio.Task[None] | None = None
        """The command that runs."""
        self._kept: list[events.Key | events.Paste] = []
        """The keys that were pressed while it ran, and what was pasted."""
        self._printed: tuple[str, list[str], int] | None = None
        """A command, what it printed, and the page that is shown."""

    def on_mount(self) -> None:  # Textual calls that of the base class, too
        if self._first is not None:
            self.say(self._first)

    def foot(self) -> list[Text]:
        """Draw the notice, and beneath it the line to type in."""
        return [*self._told(), *super().foot()] if self._prompt.is_open else []

    def _told(self) -> list[Text]:
        return [] if self.notice is None else notice_lines(self.notice, self.size.width)

    def pasted(self, text: str) -> None:
        if self._waits_for_command():
            self._kept.append(events.Paste(text))
        elif self._typing is not None:
            self._prompt.paste(text)
            self.draw_foot()

    # Sentences.

    def say(self, notice: Notice, stays: timedelta | None = None) -> None:
        """Show a sentence; a question that stood in its place is no longer open."""
        self._guard.said_something_else()
        super().say(notice, stays)

    def heard(self, notice: Notice, before: Show) -> None:
        """Say what somebody else has entered, unless that would hide a question and the speaker is still the same."""
        show = self.session.show
        if self._guard.is_open(self._real()) and (show.current, show.holder) == (before.current, before.holder):
            self.draw()
        else:
            super().heard(notice, before)

    def _hold(self, stopped: Stopped | None) -> bool:
        """Say why a step isn't taken, or ask; False if nothing stops it."""
        if stopped is None:
            return False
        if stopped.asks:
            super().say(Notice(stopped.sentence, Tone.WARNED), AGAIN_UNTIL)
        elif stopped.sentence:
            self.say(Notice(stopped.sentence, Tone.WARNED))
        return True

    def _real(self) -> timedelta:
        """Read the clock by which presses are told apart: real time, however fast the show runs."""
        return self.session.machine.boot() / self.speed

    # Actions.

    def _do(self, asked_for: Callable[[], Action | None]) -> Entry | None:
        """Do the action of a key, and say what came of it."""
        before = self._drawn
        try:
            action = asked_for()
            entry = None if action is None else self.session.do(action, self.by)
        except RunOfShowError as error:
            self.say(Notice(in_keys(error), Tone.FAILED))
            return None
        if entry is not None:
            self.say(Notice(sentence(entry_words(entry, before, self.session.show))))
        return entry

    def _ask(self, typing: Typing) -> None:
        self._typing = typing
        self._prompt.open(typing)
        self.draw()

    def _submitted(self, text: str) -> None:
        """Do what was typed; if it is refused, it stays in the line."""
        if (typing := self._typing) is None:
            return
        if typing.command is not None and (command := typing.command(text)) is not None:
            self._run_command(command)
            return
        as_it_was = typing.known and self._prompt.holds(typing.value)
        try:
            action = None if as_it_was else validated(lambda: typing.action(text, self.session.show))
            entry = None if action is None else self.session.do(action, self.by)
        except ChangedMeanwhile as error:
            self._refuse(f"{error}. {WHO_WINS}")
            self._typing = typing if typing.anew is None else typing.anew(self.session.show)
            return
        except RunOfShowError as error:
            instead = typing.orphaned if isinstance(error, UndoneMeanwhile) else None
            self._refuse(in_keys(error) if instead is None else f"{error}. {MAKES_A_NOTE}")
            self._typing = instead or typing
            return
        self._stop_typing(answered=True)
        self._picked = None  # a key after the notice of a correction would change the record there
        if entry is None or action is None:
            self.draw()
        else:
            show = self.session.show
            self.say(Notice(f"{sentence(entry_words(entry, show, show))} {hint_after(show, action, entry)}".rstrip()))

    def _refuse(self, sentence: str) -> None:
        self._prompt.refusal = sentence
        self.draw()  # what refused it may be what somebody else entered meanwhile

    def _stop_typing(self, *, answered: bool = False) -> None:
        """Close the line; a clock that was started goes on. If it was `answered`, what comes of it is drawn next."""
        self._typing = None
        self._prompt.close()
        if answered:
            self._guard.closed_prompt(self._real())
        else:
            self.draw()

    # Commands.

    def _run_command(self, typed: str) -> None:
        """Run a typed command while the screen goes on; one command at a time."""
        try:
            words = words_of(typed)
        except Refused as error:
            self._refuse(str(error))
            return
        if not words:
            self._stop_typing()
        elif self._command is None:
            self._command = asyncio.create_task(self._answer(typed.strip(), words))
            self._prompt.ask_anew(COMMAND_RUNS)
            self.draw_foot()

    def _waits_for_command(self) -> bool:
        """Return True while a command runs whose line is still open."""
        return self._command is not None and self._typing is not None and self._typing.command is not None

    def _keeps(self, event: events.Key) -> bool:
        """Keep a key for the time after the command that runs; Esc alone leaves the line at once."""
        if not self._waits_for_command() or (event.key == "escape" and not self._kept):
            return False
        if self._kept or event.key != "enter":  # an Enter that comes first is the echo of the one that ran the command
            self._kept.append(event)
        return True

    async def _answer(self, typed: str, words: list[str]) -> None:
        """Wait for a command, show what it answered, and act on the keys that came meanwhile.

        If it failed, what was typed stays, unless other keys came: they were meant for the screen.
        """
        options = () if self._commands is None else self._commands.options
        before = self.session.show.n
        answer = await run_command(words, options, self.session.journal.path, self.by, self.size.width - 2)
        self._command = None
        with suppress(RunOfShowError):  # the next look says it
            self.session.refresh()
        # u undoes what the command wrote like anything that was done here
        self.session.own |= {one.n for one in self.session.show.history if one.n > before and one.by == self.by}
        said = " · ".join(answer.lines)
        typing, kept = self._typing, self._kept
        if typing is not None and typing.command is not None:
            if answer.code and not kept:
                self._prompt.ask_anew(typing.question)
                self._refuse(said)
                return
            self._stop_typing(answered=True)
        if answer.code == 0 and not kept and (answer.printed or len(answer.lines) > _MOST_TOLD):
            self._printed = (f":{typed}", answer.lines, 0)
            self.draw()
        else:
            self.say(Notice(said or "Done.", Tone.FAILED if answer.code else Tone.DONE))
        self._kept = []
        for event in kept:  # another command among them keeps those after it
            if isinstance(event, events.Paste):
                self.pasted(event.text)
            else:
                self.pressed(event)

    def _leaf_printed(self, key: str) -> None:
        """Turn to the next page of what a command printed; any other key closes it."""
        name, rows, page = self._printed or ("", [], 0)
        more = key in {"space", "down", "pagedown"} and page + 1 < printed_pages(rows, self.size.height)
        self._printed = (name, rows, page + 1) if more else None
        self.draw()
