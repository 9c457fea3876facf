"""What the speaker sees in a browser: the same as on `watch --stage`. Pure."""

from dataclasses import dataclass

from runofshow.serve.page_clock import Counter, counting
from runofshow.show.forecast import Forecast
from runofshow.show.names import title_of
from runofshow.show.state import Phase, Show
from runofshow.text import sanitize
from runofshow.ui.block_messages import speaking
from runofshow.ui.course_messages import phase_words
from runofshow.ui.header import introducing
from runofshow.ui.next_panels import following_name


@dataclass(frozen=True, slots=True)
class StageView:
    """The speaker's screen. Of a blank one nothing is known but that it is blank."""

    blank: bool = False
    rehearsal: bool = False
    counter: Counter | None = None
    """How long is left; None where nothing counts down."""
    speaking: str = ""
    """Whose time it is that counts down."""
    word: str = ""
    """What stands in the middle where nothing counts down."""
    called: str = ""
    """Who is called to the front."""
    following: str = ""
    """Who is next while somebody speaks."""
    message: str = ""
    """What the moderator has to say to the speaker."""


def stage_view(show: Show, forecast: Forecast) -> StageView:
    """The speaker's screen at the instant of the forecast; it stays the same for as long as nobody acts."""
    if show.stage.blank:
        return StageView(blank=True)
    counter = _counter(show, forecast)
    calls = counter is None and introducing(forecast)
    word = phase_words(Phase.FINISHED) if forecast.phase is Phase.FINISHED else ""
    return StageView(
        rehearsal=show.mode == "rehearsal",
        counter=counter,
        speaking=speaking(show),
        word="NEXT" if calls else word,
        called=title_of(forecast.next_block.run) if calls and forecast.next_block is not None else "",
        following=following_name(show, forecast) if counter is not None else "",
        message=sanitize(show.stage.message or ""),
    )


def _counter(show: Show, forecast: Forecast) -> Counter | None:
    """Of whoever holds the floor, else of the block that runs."""
    if show.holding is not None and forecast.holder is not None:
        return counting(show, forecast, forecast.holder, show.holding.extension)
    if show.running is not None and forecast.countdown is not None:
        return counting(show, forecast, forecast.countdown, show.running.extension)
    return None
