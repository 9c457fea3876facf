"""A simulated meeting on the live screen, on a clock that runs fast: staff learn the keys by it."""

from runofshow.ui.apps.live import LiveApp
from runofshow.ui.apps.player import Player
from runofshow.ui.notices import Notice, Tone


class RehearsalApp(LiveApp):
    """The live screen, on which a simulated meeting is played; every key of the moderator's works."""

    def __init__(self, player: Player, by: str, *, bell: bool = False) -> None:
        """Entries of the moderator's are made in the name of `by`."""
        opening = f"A rehearsal at {player.speed:g} times the speed: every key works, p pauses, q leaves it."
        super().__init__(player.session, by, bell=bell, first=Notice(opening), speed=player.speed)
        self.player = player

    def draw(self) -> None:
        """Let happen what is due, and draw what came of it."""
        before = self.player.refusal
        self.player.play()
        super().draw()
        if (refusal := self.player.refusal) is not None and refusal is not before:
            self.say(Notice(str(refusal), Tone.FAILED))

    def farewell(self) -> str:
        """Nothing of it is kept."""
        return "That was a rehearsal: nothing of it is kept."
