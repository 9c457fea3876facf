"""The speaker's screen in a browser: the same as `watch --stage`. Pure."""

from dataclasses import dataclass, replace
from typing import Final

from runofshow.serve.page_clock import Counter, Step, counting, counting_turn
from runofshow.show.forecast import Forecast
from runofshow.show.names import title_of
from runofshow.show.state import Phase, Show
from runofshow.text import sanitize
from runofshow.ui.header import introducing, starts_in
from runofshow.ui.messages import phase_words, resumes_words, speaking
from runofshow.ui.next_panels import called_words, following_words, speaking_time


@dataclass(frozen=True, slots=True)
class StageView:
    """The speaker's screen. A blank one tells nothing but that it is blank."""

    blank: bool = False
    rehearsal: bool = False
    counter: Counter | None = None
    """None if nothing counts down."""
    speaking: str = ""
    """Whose time counts down."""
    turn: Counter | None = None
    """How long the panellist who speaks has had the word; None if nobody on a panel has it."""
    word: str = ""
    """The large word if nothing counts down."""
    called: str = ""
    """Who is called to the front."""
    allotted: str = ""
    """How long they will have."""
    following: str = ""
    """Who is next while something counts down, and how long they will have."""
    message: str = ""
    """The moderator's message to the speaker."""


WAITING: Final = StageView(word="WAITING")
"""The stage before there is a show."""


def stage_view(show: Show, forecast: Forecast) -> StageView:
    """Return the speaker's screen at the instant of the forecast; it stays equal for as long as nobody acts."""
    if show.stage.blank:
        return StageView(blank=True)
    counter, upcoming = _counter(show, forecast), forecast.next_block
    calls = introducing(forecast) and upcoming is not None
    view = StageView(
        rehearsal=show.mode == "rehearsal",
        counter=counter,
        turn=counting_turn(show, forecast),
        speaking=resumes_words(show, forecast) or speaking(show),
        message=sanitize(show.stage.message or ""),
    )
    if counter is not None:
        return replace(view, following=called_words(forecast) if calls else following_words(show, forecast))
    if calls and upcoming is not None:
        return replace(view, word="NEXT", called=title_of(upcoming.run), allotted=speaking_time(upcoming))
    return replace(view, word=phase_words(Phase.FINISHED) if forecast.phase is Phase.FINISHED else "")


def _counter(show: Show, forecast: Forecast) -> Counter | None:
    """Return the countdown of who holds the floor, else of the running block, else to the start."""
    if show.holding is not None and forecast.holder is not None:
        return counting(show, forecast, forecast.holder, show.holding.extension)
    if show.running is not None and forecast.countdown is not None:
        return counting(show, forecast, forecast.countdown, show.running.extension)
    if starts_in(show, forecast) is None:
        return None
    return Counter(forecast.start, (Step(None, "STARTS IN", ""),))
