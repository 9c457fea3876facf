"""The outlook: the finish against the hard stop, the floor, remedies; after the end where the time went. Pure."""

from datetime import timedelta
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

from runofshow.agenda.durations import clock_digits, signed_digits
from runofshow.show.forecast import Forecast
from runofshow.show.names import hours_minutes, title_of
from runofshow.show.parts import ZERO
from runofshow.show.state import Phase, Show
from runofshow.ui.course_messages import finish_words, offset_words, past_hard_stop, remedy_words, span_words
from runofshow.ui.floor_messages import all_floor_words, floor_words, guards_words, seats_words
from runofshow.ui.lines import column, exactly, line, spread
from runofshow.ui.palette import ALARM, LABEL, NAME, QUIET, WARNING

if TYPE_CHECKING:
    from runofshow.show.statistics import Share, Summary

# A show's statistics are loaded when a show is over: until then no screen needs them.

_SECOND = timedelta(seconds=1)


def outlook_panel(show: Show, forecast: Forecast, width: int) -> list[Text]:
    """Draw the finish against the hard stop, and the lines about the floor."""
    return [exactly(_offset_and_finish(show, forecast), width), *floor_lines(show, forecast, width)]


def floor_lines(show: Show, forecast: Forecast, width: int) -> list[Text]:
    """Draw what the floor has, as a warning where that is its minimum, and the remedy."""
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
    """Draw the finish, as an alarm where it is too late."""
    words, style = finish_said(show, forecast)
    return line((f" {words} " if style is ALARM else words, style))


def finish_said(show: Show, forecast: Forecast) -> tuple[str, Style]:
    """Return the sentence on the finish, or on the hard stop once that is past, and its style."""
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
    """Put sentences on one line where they fit, else on a line each."""
    said = [sentence for sentence in sentences if sentence]
    together = " ".join(said)
    return [exactly(line(one), width) for one in ([together] if len(together) <= width else said)]


_FIGURES = 24
"""Cells of planned, took and the difference."""
_WIDEST_BAR = 24
_ROOM_FOR_TITLE = _FIGURES + 20


def summary_panel(show: Show, width: int, height: int) -> list[Text]:
    """Draw the planned and actual time of speeches, floor and handovers, and the overruns, in so many lines."""
    from runofshow.show.statistics import summary

    went = summary(show, show.closed or show.last_ended or show.opened)
    shares = {"Speeches": went.speeches, "The floor": went.floor, "Handovers": went.between}
    longest = max(max(share.planned, share.actual) for share in shares.values())
    title = "WHERE THE TIME WENT" if width >= _ROOM_FOR_TITLE else "TIME"
    head = spread(line((title, LABEL)), line((" planned    took    diff", QUIET)), width)
    rows = [_row(name, share, longest, width) for name, share in shares.items()]
    return column([head, *rows, *(line(f"  {said}") for said in _facts(went))], width, height)


def _row(name: str, share: "Share", longest: timedelta, width: int) -> Text:
    room = min(_WIDEST_BAR, width - _FIGURES - len("  Handovers  "))
    bar = "━" * round(room * (share.actual / longest)) if longest > ZERO and room > 0 else ""
    difference = signed_digits(share.over) if abs(share.over) >= _SECOND else "0:00"
    figures = line(f"{clock_digits(share.planned):>8}", (f"{clock_digits(share.actual):>8}", NAME), f"{difference:>8}")
    return spread(line(f"  {name:<9}  ", (bar, QUIET)), figures, width)


def _facts(went: "Summary") -> list[str]:
    facts = []
    if abs(went.late) >= _SECOND:
        facts.append(f"Began {clock_digits(abs(went.late))} {'late' if went.late > ZERO else 'early'}.")
    floor, panel = went.from_the_floor, went.by_the_panel
    if floor.interventions:
        many = "interventions" if floor.interventions > 1 else "intervention"
        facts.append(f"{floor.interventions} {many} from the floor, {clock_digits(floor.time)} in all.")
    if panel.interventions:
        facts.append(f"{panel.interventions} by the panel, {clock_digits(panel.time)} in all.")
    if went.paused >= _SECOND:
        facts.append(f"On hold for {clock_digits(went.paused)}.")
    facts += [f"{title_of(one.run)}: {signed_digits(one.by)}" for one in went.overruns]
    return facts
