"""What a notice adds to what was done, where somebody may have meant something else. Pure."""

from runofshow.screen.keymap import Action
from runofshow.screen.refusals import key_of
from runofshow.screen.sentences import waits_already
from runofshow.show.actions import Intent
from runofshow.show.actions.meeting import Finish
from runofshow.show.actions.record import Amend, AmendRequest
from runofshow.show.actions.speakers_list import Ask
from runofshow.show.identities import meant_by
from runofshow.show.parts import Intervention
from runofshow.show.state import Entry, Show

AFTER_CLOSING = "u opens it again; 'runofshow export' writes the record."


def sentence(words: str) -> str:
    """Words as a sentence of their own."""
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith('?') else '.'}"


def hint_after(show: Show, intent: Intent, entry: Entry) -> str:
    """What else to say of an entry that came of an intent; empty in most cases."""
    if isinstance(intent, Finish):
        return AFTER_CLOSING
    twice = waits_already(show, entry.n)
    return " ".join(filter(None, (_perhaps(show, intent), sentence(twice) if twice else "")))


def last_heard(show: Show) -> Intervention | None:
    """Whoever speaks from the floor, else spoke last."""
    return show.holding or next(show.latest(), None)


def _perhaps(show: Show, intent: Intent) -> str:
    """Which name may have been meant by one that nobody knows."""
    match intent:
        case Ask(particulars=named) | Amend(changes=named) | AmendRequest(changes=named):
            meant = meant_by(named, show)
        case _:
            meant = None
    if meant is None:
        return ""
    return f"Nobody of that name is known: was it {meant}? {_corrects(show, intent)} corrects it."


def _corrects(show: Show, intent: Intent) -> str:
    """The key that puts a name right: e for whoever speaks or spoke last, E for anybody else."""
    last = last_heard(show)
    nearest = isinstance(intent, Amend) and last is not None and last.number == intent.number
    return key_of(Action.NAME if nearest else Action.PICK)
