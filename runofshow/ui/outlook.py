"""The outlook: the finish against the hard stop, the floor, remedies; after the end where the time went. Pure."""

import sys
from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rich.style import Style
from rich.text import Text

from runofshow.agenda.durations import clock_digits, signed_digits
from runofshow.instants import SECOND
from runofshow.show.capacity import Identical
from runofshow.show.forecast import Forecast
from runofshow.show.names import title_of
from runofshow.show.parts import ZERO
from runofshow.show.state import Show
from runofshow.ui.lines import column, exactly, line, spread, wrapped
from runofshow.ui.messages import (
    all_floor_words,
    brief_floor_words,
    floor_words,
    guards_words,
    remedy_words,
    seats_words,
    slack_words,
)
from runofshow.ui.palette import LABEL, NAME, PLAIN, QUIET, WARNING

if TYPE_CHECKING:
    from runofshow.show.statistics import Share, Summary

# A show's statistics are loaded when a show is over: until then no screen needs them.

MOST_LINES: Final = 3
"""Lines of a sentence: none of those below needs more from 40 columns on."""


_FIGURES = 24
"""Cells of planned, took and the difference."""

_WIDEST_BAR = 24
_ROOM_FOR_TITLE = _FIGURES + 20


def outlook_panel(show: Show, forecast: Forecast, width: int) -> list[Text]:
    """Draw what the floor has, as a warning where that is its minimum, and what can be done about an overrun."""
    sentences = outlook_sentences(show, forecast, width)
    return [one for words, style in sentences for one in sentence_lines(words, style, width)]


def sentence_lines(words: str, style: Style, width: int) -> list[Text]:
    """Draw a sentence on the lines that it needs; a warning has its colour across the screen."""
    if style is WARNING:
        return [exactly(line(f" {part} "), width, style) for part in wrapped(words, width - 2, MOST_LINES)]
    return [exactly(line((part, style)), width) for part in wrapped(words, width, MOST_LINES)]


def outlook_sentences(
    show: Show, forecast: Forecast, width: int = sys.maxsize, *, brief: bool = False
) -> Iterator[tuple[str, Style]]:
    """Yield the sentences of the outlook; two about the floor are one where they fit on a line of that width.

    A `brief` one about the floor only says how many more fit, where the whole one needs more than a line.
    """
    yield guards_words(forecast.guards), WARNING
    yield remedy_words(forecast), NAME
    yield slack_words(show, forecast), QUIET
    if forecast.floor is not None:
        whole = floor_words(show, forecast.floor)
        short = brief and len(whole) > width
        said = [brief_floor_words(show, forecast.floor) if short else whole, seats_words(show, forecast.floor)]
        together = " ".join(filter(None, said))
        yield from ((words, PLAIN) for words in ([together] if len(together) <= width else said))
    yield all_floor_words(forecast), QUIET


def summary_panel(show: Show, width: int, height: int) -> list[Text]:
    """Draw the planned and actual time of speeches, floor and handovers, and the overruns, in so many lines."""
    went = _summary(Identical(show))
    shares = {"Speeches": went.speeches, "The floor": went.floor, "Handovers": went.between}
    if went.items.planned or went.items.actual:
        shares["Items"] = went.items
    longest = max(max(share.planned, share.actual) for share in shares.values())
    title = "WHERE THE TIME WENT" if width >= _ROOM_FOR_TITLE else "TIME"
    head = spread(line((title, LABEL)), line((" planned    took    diff", QUIET)), width)
    rows = [_row(name, share, longest, width) for name, share in shares.items()]
    return column([head, *rows, *(line(f"  {said}") for said in _facts(went))], width, height)


@lru_cache(maxsize=1)
def _summary(of: "Identical[Show]") -> "Summary":
    """Return where the time of a show went: it is drawn each second, and stays the same until somebody acts."""
    from runofshow.show.statistics import as_shown, summary

    show = of.value
    return summary(as_shown(show), show.closed or show.last_ended or show.opened)


def _row(name: str, share: "Share", longest: timedelta, width: int) -> Text:
    room = min(_WIDEST_BAR, width - _FIGURES - len("  Handovers  "))
    bar = "━" * round(room * (share.actual / longest)) if longest > ZERO and room > 0 else ""
    difference = signed_digits(share.over) if abs(share.over) >= SECOND else "0:00"
    figures = line(f"{clock_digits(share.planned):>8}", (f"{clock_digits(share.actual):>8}", NAME), f"{difference:>8}")
    return spread(line(f"  {name:<9}  ", (bar, QUIET)), figures, width)


def _facts(went: "Summary") -> list[str]:
    from runofshow.ui.report_table import spoken_besides

    facts = []
    if abs(went.late) >= SECOND:
        facts.append(f"Began {clock_digits(abs(went.late))} {'late' if went.late > ZERO else 'early'}.")
    if (floor := went.from_the_floor).interventions:
        many = "interventions" if floor.interventions > 1 else "intervention"
        facts.append(f"{floor.interventions} {many} in floor rounds {clock_digits(floor.time)}")
    facts += spoken_besides(went)
    if went.paused >= SECOND:
        facts.append(f"On hold for {clock_digits(went.paused)}.")
    facts += [f"{title_of(one.run)}: {signed_digits(one.by)}" for one in went.overruns]
    return facts
