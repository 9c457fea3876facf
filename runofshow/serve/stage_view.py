"""The speaker's screen in a browser: the same as `watch --stage`. Pure."""

from dataclasses import dataclass
from typing import Final

from runofshow.serve.page_clock import Counter, counting
from runofshow.show.forecast import Forecast
from runofshow.show.names import title_of
from runofshow.show.state import Phase, Show
from runofshow.text import sanitize
from runofshow.ui.block_messages import resumes_words, speaking
from runofshow.ui.course_messages import phase_words
from runofshow.ui.header import introducing
from runofshow.ui.next_panels import following_name


@dataclass(frozen=True, slots=True)
class StageView:
    """The speaker's screen. A blank one tells nothing but that it is blank."""

    blank: bool = False
    rehearsal: bool = False
    counter: Counter | None = None
    """None if nothing counts down."""
    speaking: str = ""
    """Whose time counts down."""
    word: str = ""
    """The large word if nothing counts down."""
    called: str = ""
    """Who is called to the front."""
    following: str = ""
    """Who is next while somebody speaks."""
    message: str = ""
    """The moderator's message to the speaker."""


WAITING: Final = StageView(word="WAITING")
"""The stage before there is a show."""


def stage_view(show: Show, forecast: Forecast) -> StageView:
    """Return the speaker's screen at the instant of the forecast; it stays equal for as long as nobody acts."""
    if show.stage.blank:
        return StageView(blank=True)
    counter = _counter(show, forecast)
    calls = counter is None and introducing(forecast)
    word = phase_words(Phase.FINISHED) if forecast.phase is Phase.FINISHED else ""
    return StageView(
        rehearsal=show.mode == "rehearsal",
        counter=counter,
        speaking=resumes_words(show, forecast) or speaking(show),
        word="NEXT" if calls else word,
        called=title_of(forecast.next_block.run) if calls and forecast.next_block is not None else "",
        following=following_name(show, forecast) if counter is not None else "",
        message=sanitize(show.stage.message or ""),
    )


def _counter(show: Show, forecast: Forecast) -> Counter | None:
    """Return the countdown of who holds the floor, else of the running block."""
    if show.holding is not None and forecast.holder is not None:
        return counting(show, forecast, forecast.holder, show.holding.extension)
    if show.running is not None and forecast.countdown is not None:
        return counting(show, forecast, forecast.countdown, show.running.extension)
    return None
