"""Sentences beside the show itself: notices that stand for some seconds, their hints, and warnings that stay. Pure."""

from enum import Enum
from typing import Final, NamedTuple

from rich.text import Text

from runofshow.show.actions.meeting import Finish
from runofshow.show.actions.record import Amend, AmendRequest
from runofshow.show.actions.speakers_list import Ask
from runofshow.show.actions.undo import Redone, Undone
from runofshow.show.identities import meant_by, namesakes, nearly_states
from runofshow.show.names import title_of, who
from runofshow.show.parts import Intervention
from runofshow.show.state import Action, Entry, Show
from runofshow.text import sanitize
from runofshow.ui.keymap import KeyAction, key_of
from runofshow.ui.lines import paragraph
from runofshow.ui.messages import waits_already
from runofshow.ui.palette import ALARM, NOTICE, WARNING

AFTER_CLOSING: Final = "u opens it again; 'runofshow export' writes the record."

MOST_NOTICE_LINES: Final = 4
"""A sentence about a failure ends with what to do, after the journal's path, and screens may be narrow."""


class Tone(Enum):
    """The urgency of a notice, with its background."""

    DONE = NOTICE
    WARNED = WARNING
    FAILED = ALARM


class Notice(NamedTuple):
    """One sentence that stands on the screen for some seconds."""

    sentence: str
    tone: Tone = Tone.DONE


class Around(NamedTuple):
    """The notice and the warnings on a screen."""

    notice: Notice | None = None
    warnings: tuple[str, ...] = ()
    """Sentences that stay: about the clock, the journal, the plan."""
    keys: bool = True
    """True if the screen takes keys."""


NOTHING_AROUND: Final = Around()


def notice_lines(notice: Notice, width: int) -> list[Text]:
    """Draw a notice on as many lines as it needs, up to a few."""
    return paragraph(notice.sentence, width, MOST_NOTICE_LINES, notice.tone.value)


def sentence(words: str) -> str:
    """Return the words as a sentence."""
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith('?') else '.'}"


def left_undone(show: Show) -> str:
    """Count what closing the show now would leave undone, in one line; empty if nothing."""
    blocks, waiting = len(list(show.remaining())), len(show.waiting)
    parts = [
        "a block still runs" if show.running is not None else "",
        f"{blocks} {'block is' if blocks == 1 else 'blocks are'} not run" if blocks else "",
        f"{waiting} {'waits' if waiting == 1 else 'wait'} for the floor" if waiting else "",
    ]
    return ", ".join(filter(None, parts))


def who_was_left(show: Show) -> str:
    """Name the running block, those not run, and those who wait; empty if there are none."""
    parts = {
        "running": [] if show.running is None else [title_of(show.running)],
        "not run": [title_of(run) for run in show.remaining()],
        "waiting": [who(request.particulars) for request in show.queue()],
    }
    left = []
    for label, names in parts.items():
        more = [f"and {len(names) - 5} more"] if len(names) > 5 else []
        left += [f"{label}: {', '.join([*names[:5], *more])}"] if names else []
    return "; ".join(left)


def entry_words(entry: Entry, before: Show, after: Show, *, author: bool = False) -> str:
    """Say what an entry did, of an undo or a redo what it took back or brought back; with the `author` also who did."""
    by = f"{entry.by} " if author else ""
    match entry.event:
        case Undone(entry=n):
            return f"{by}{'undid' if author else 'undone'}: {_named(n, before)}"
        case Redone(entry=n):
            return f"{by}brought back: {_named(n, after)}"
        case event:
            return f"{entry.by}: {event.describe(after)}" if author else event.describe(after)


def _named(n: int, show: Show) -> str:
    """Say what the entry of a number did, in a show in which it stands."""
    found = next((entry for entry in show.history if entry.n == n), None)
    return f"@{n}" if found is None else found.event.describe(show)


def last_heard(show: Show) -> Intervention | None:
    """Return the intervention that holds the floor, else the last one."""
    return show.holding or next(show.latest(), None)


def hint_after(show: Show, action: Action, entry: Entry) -> str:
    """Return what to add to the description of an entry; empty in most cases."""
    if isinstance(action, Finish):
        return " ".join(filter(None, (_nearly_a_state(show), AFTER_CLOSING)))
    twice = waits_already(show, entry.n)
    return " ".join(filter(None, (_perhaps(show, action), sentence(twice) if twice else "")))


def _nearly_a_state(show: Show) -> str:
    """Name the first intervention under a name that is nearly a State's, with its correction; empty if there is none.

    The others are counted: `export` names them all.
    """
    found = nearly_states(show)
    if not found:
        return ""
    one, meant = found[0]
    typed = f'"{meant[0]}"' if " " in meant[0] else meant[0]
    corrects = f"'runofshow amend {one.number} --who {typed}' corrects it"
    more = f", and {len(found) - 1} more like it" if len(found) > 1 else ""
    return f"“{sanitize(one.called)}” ({one.number}) is no State: was it {' or '.join(meant)}? {corrects}{more}."


def _perhaps(show: Show, action: Action) -> str:
    """Ask if a known name was meant by one that nobody knows, or that States share; empty if not."""
    match action:
        case Ask(particulars=named) | Amend(changes=named) | AmendRequest(changes=named):
            pass
        case _:
            return ""
    last = last_heard(show)  # e corrects the name of who speaks or spoke last, E that of anybody else
    nearest = isinstance(action, Amend) and last is not None and last.number == action.number
    corrects = f"{key_of(KeyAction.NAME if nearest else KeyAction.PICK)} corrects it."
    if meant := meant_by(named, show):
        unclear = {1: "Nobody of that name is known", 2: "Two States have that name"}
        why = unclear.get(len(meant), "Several States have that name")
        return f"{why}: was it {' or '.join(meant)}? {corrects}"
    others = namesakes(named.who or "", named.who)
    return f"{sanitize(named.who or '')} is taken, and not {' or '.join(others)}. {corrects}" if others else ""
