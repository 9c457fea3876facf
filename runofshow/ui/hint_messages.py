"""What a notice adds to what was done, where somebody may have meant something else. Pure."""

from runofshow.show.actions.meeting import Finish
from runofshow.show.actions.record import Amend, AmendRequest
from runofshow.show.actions.speakers_list import Ask
from runofshow.show.identities import meant_by
from runofshow.show.parts import Intervention
from runofshow.show.state import Action, Entry, Show
from runofshow.ui.keymap import KeyAction, key_of
from runofshow.ui.messages import waits_already

AFTER_CLOSING = "u opens it again; 'runofshow export' writes the record."


def sentence(words: str) -> str:
    """Words as a sentence of their own."""
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith('?') else '.'}"


def hint_after(show: Show, action: Action, entry: Entry) -> str:
    """What else to say of an entry that came of an action; empty in most cases."""
    if isinstance(action, Finish):
        return AFTER_CLOSING
    twice = waits_already(show, entry.n)
    return " ".join(filter(None, (_perhaps(show, action), sentence(twice) if twice else "")))


def last_heard(show: Show) -> Intervention | None:
    """Whoever speaks from the floor, else spoke last."""
    return show.holding or next(show.latest(), None)


def _perhaps(show: Show, action: Action) -> str:
    """Which name may have been meant by one that nobody knows."""
    match action:
        case Ask(particulars=named) | Amend(changes=named) | AmendRequest(changes=named):
            meant = meant_by(named, show)
        case _:
            meant = None
    if meant is None:
        return ""
    return f"Nobody of that name is known: was it {meant}? {_corrects(show, action)} corrects it."


def _corrects(show: Show, action: Action) -> str:
    """The key that puts a name right: e for whoever speaks or spoke last, E for anybody else."""
    last = last_heard(show)
    nearest = isinstance(action, Amend) and last is not None and last.number == action.number
    return key_of(KeyAction.NAME if nearest else KeyAction.PICK)
