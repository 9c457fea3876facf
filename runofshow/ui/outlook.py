"""The outlook: the finish against the hard stop, the floor, remedies; after the end where the time went. Pure."""

import sys
from collections.abc import Iterator
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
from runofshow.ui import messages
from runofshow.ui.lines import column, line, paragraph, spread
from runofshow.ui.palette import LABEL, NAME, PLAIN, QUIET, WARNING

if TYPE_CHECKING:
    from runofshow.show.statistics import Summary

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
    return [one for words, style in sentences for one in paragraph(words, width, MOST_LINES, style)]


def outlook_sentences(
    show: Show, forecast: Forecast, width: int = sys.maxsize, *, brief: bool = False
) -> Iterator[tuple[str, Style]]:
    """Yield the sentences of the outlook; two about the floor are one where they fit on a line of that width.

    A `brief` one about the floor only says how many more fit, where the whole one needs more than a line.
    """
    yield messages.guards_words(forecast.guards), WARNING
    yield messages.remedy_words(forecast), NAME
    yield messages.slack_words(show, forecast), QUIET
    if (floor := forecast.floor) is not None:
        whole = messages.floor_words(show, floor)
        if brief and len(whole) > width:
            whole = messages.brief_floor_words(show, floor)
        said = [whole, messages.seats_words(show, floor)]
        together = " ".join(filter(None, said))
        yield from ((words, PLAIN) for words in ([together] if len(together) <= width else said))
    yield messages.all_floor_words(forecast), QUIET


def summary_panel(show: Show, width: int, height: int) -> list[Text]:
    """Draw the planned and actual time of speeches, floor and handovers, and the overruns, in so many lines."""
    went = _summary(Identical(show))
    shares = {"Speeches": went.speeches, "The floor": went.floor, "Handovers": went.between}
    if went.items.planned or went.items.actual:
        shares["Items"] = went.items
    longest = max(max(share.planned, share.actual) for share in shares.values())
    room = max(0, min(_WIDEST_BAR, width - _FIGURES - len("  Handovers  ")))
    title = "WHERE THE TIME WENT" if width >= _ROOM_FOR_TITLE else "TIME"
    rows = [spread(line((title, LABEL)), line((" planned    took    diff", QUIET)), width)]
    for name, share in shares.items():
        bar = "━" * round(room * (share.actual / longest)) if longest > ZERO else ""
        planned, took, difference = clock_digits(share.planned), clock_digits(share.actual), signed_digits(share.over)
        figures = line(f"{planned:>8}", (f"{took:>8}", NAME), f"{difference:>8}")
        rows.append(spread(line(f"  {name:<9}  ", (bar, QUIET)), figures, width))
    return column([*rows, *(line(f"  {said}") for said in _facts(went))], width, height)


@lru_cache(maxsize=1)
def _summary(of: "Identical[Show]") -> "Summary":
    """Return where the time of a show went: it is drawn each second, and stays the same until somebody acts."""
    from runofshow.show.statistics import as_shown, summary

    show = of.value
    return summary(as_shown(show), show.closed or show.last_ended or show.opened)


def _facts(went: "Summary") -> Iterator[str]:
    from runofshow.ui.report_table import spoken_besides

    if abs(went.late) >= SECOND:
        yield f"Began {clock_digits(abs(went.late))} {'late' if went.late > ZERO else 'early'}."
    if count := went.from_the_floor.interventions:
        many = "interventions" if count > 1 else "intervention"
        yield f"{count} {many} in floor rounds {clock_digits(went.from_the_floor.time)}"
    yield from spoken_besides(went)
    if went.paused >= SECOND:
        yield f"On hold for {clock_digits(went.paused)}."
    yield from (f"{title_of(one.run)}: {signed_digits(one.by)}" for one in went.overruns)
