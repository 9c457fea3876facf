"""Which show is served after the one that is over: links that were handed out for a meeting open no other."""

from collections.abc import Callable
from pathlib import Path

from runofshow.errors import RunOfShowError
from runofshow.journal.locate import Found
from runofshow.journal.newer_show import Lookout, gives_way
from runofshow.serve.followed_show import Following
from runofshow.serve.links import carry_over
from runofshow.show.state import Show


class Succession:
    """Looks out for the next show, and tells of each once."""

    def __init__(self, lookout: Lookout | None, say: Callable[[str], None]) -> None:
        self._lookout, self._say = lookout, say
        self._told: set[Path] = set()

    def of(self, following: Following) -> Following | None:
        """The show that takes the place of the one that was followed; None if none does."""
        newer = None if self._lookout is None else self._lookout.newer(following.show, following.wall())
        if newer is None:
            return None
        if not (gives_way(following.show, newer) and _same_meeting(following.show, newer)):
            self._tell(newer, f"a newer show is open, {newer.path}: to serve it, stop this and start it again")
            return None
        try:
            successor = following.of(newer.path)
        except RunOfShowError as error:
            self._tell(newer, str(error))
            return None
        carry_over(following.path, newer.path)
        self._tell(newer, f"serving {newer.path} from here on, behind the same links")
        return successor

    def _tell(self, newer: Found, sentence: str) -> None:
        if newer.path not in self._told:
            self._told.add(newer.path)
            self._say(sentence)


def _same_meeting(show: Show, newer: Found) -> bool:
    """Whether who has a link was let in to that meeting, too: it bears the same title or is of the same hours."""
    before, after = show.agenda, newer.opening.agenda
    return before.title == after.title or (before.start, before.end) == (after.start, after.end)
