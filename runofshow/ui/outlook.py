"""Whether we still make it, what the floor keeps, and what can be done about it. Pure."""

from datetime import timedelta

from rich.style import Style
from rich.text import Text

from runofshow.show.forecast import Forecast
from runofshow.show.names import hours_minutes
from runofshow.show.state import Phase, Show
from runofshow.ui.lines import exactly, line
from runofshow.ui.palette import ALARM, NAME, QUIET, WARNING
from runofshow.ui.phrases import (
    all_floor_words,
    finish_words,
    floor_words,
    guards_words,
    offset_words,
    past_hard_stop,
    remedy_words,
    seats_words,
    span_words,
)

_SECOND = timedelta(seconds=1)


def outlook_panel(show: Show, forecast: Forecast, width: int) -> list[Text]:
    """Whether the show finishes in time, and what the floor keeps."""
    return [exactly(_offset_and_finish(show, forecast), width), *floor_lines(show, forecast, width)]


def floor_lines(show: Show, forecast: Forecast, width: int) -> list[Text]:
    """What the floor keeps, loud where that is its least, and what would mend it."""
    lines = []
    if forecast.guards:
        lines.append(exactly(line(f" {guards_words(forecast.guards)} "), width, WARNING))
    if remedy := remedy_words(forecast):
        lines.append(exactly(line((remedy, NAME)), width))
    if forecast.floor is not None:
        lines += _sentences([floor_words(show, forecast.floor), seats_words(show, forecast.floor)], width)
    if words := all_floor_words(forecast):
        lines.append(exactly(line((words, QUIET)), width))
    return lines


def finish_line(show: Show, forecast: Forecast) -> Text:
    """When the show will end, loud where that is too late."""
    words, style = finish_said(show, forecast)
    return line((f" {words} " if style is ALARM else words, style))


def finish_said(show: Show, forecast: Forecast) -> tuple[str, Style]:
    """When the show will end, or how long ago it should have, and how loud that is."""
    late = past_hard_stop(forecast)
    if late is not None:
        return f"{span_words(late)} PAST THE HARD STOP {hours_minutes(show, forecast.hard_stop)}", ALARM
    return finish_words(show, forecast), ALARM if forecast.overrun >= _SECOND else NAME


def _offset_and_finish(show: Show, forecast: Forecast) -> Text:
    finish = finish_line(show, forecast)
    if abs(forecast.offset) < _SECOND or forecast.overrun >= _SECOND or forecast.phase is Phase.FINISHED:
        return finish
    return line((f"{offset_words(forecast.offset)}. ", NAME), finish)


def _sentences(sentences: list[str], width: int) -> list[Text]:
    """Sentences on one line where they fit, else on a line each."""
    said = [sentence for sentence in sentences if sentence]
    together = " ".join(said)
    return [exactly(line(one), width) for one in ([together] if len(together) <= width else said)]
