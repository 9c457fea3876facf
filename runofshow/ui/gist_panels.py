"""The rapporteur's screen: who speaks, and the interventions with their gists. Pure."""

from collections.abc import Sequence

from rich.text import Text

from runofshow.agenda.durations import clock_digits, countdown_digits
from runofshow.show.countdown import Countdown
from runofshow.show.forecast import Forecast
from runofshow.show.names import hours_minutes, intervention_words, length_of, title_of
from runofshow.show.parts import Intervention
from runofshow.show.state import Show
from runofshow.text import sanitize
from runofshow.ui.header import meeting_lines
from runofshow.ui.lines import column, exactly, line, rule, spread, wrapped
from runofshow.ui.palette import LABEL, NAME, PLAIN, QUIET, WARNING, signal_style, signal_word

_INDENT = 4
_MOST_LINES_A_GIST = 3


def gist_picture(  # noqa: PLR0913 -- what is seen, of which one, and what is said beside it
    show: Show, forecast: Forecast, picked: int | None, width: int, height: int, warnings: Sequence[str] = ()
) -> list[Text]:
    """Draw the whole screen; `picked` is the entry of the intervention whose gist is being written."""
    warned = [exactly(line(f" {sanitize(sentence)}"), width, WARNING) for sentence in warnings]
    top = [*meeting_lines(show, forecast, width), *warned, _now(show, forecast, width), exactly(rule(width), width)]
    return column([*top, *_interventions(show, forecast, picked, width, height - len(top))], width, height)


def _now(show: Show, forecast: Forecast, width: int) -> Text:
    if show.holding is not None and forecast.holder is not None:
        name = line(("NOW  ", LABEL), (intervention_words(show.holding), NAME))
        return spread(name, _figures(forecast.holder), width)
    if show.running is not None and forecast.countdown is not None:
        return spread(line(("NOW  ", LABEL), title_of(show.running)), _figures(forecast.countdown), width)
    return exactly(line(("nobody speaks", QUIET)), width)


def _figures(countdown: Countdown) -> Text:
    return line((f" {countdown_digits(countdown.remaining)} {signal_word(countdown)} ", signal_style(countdown.signal)))


def _interventions(show: Show, forecast: Forecast, picked: int | None, width: int, height: int) -> list[Text]:
    """Draw the interventions in the order in which they were given, with the picked one among them.

    The newest is the last one, unless the picked one lies farther back: then that is the first.
    """
    latest = show.latest()
    if (newest := next(latest, None)) is None:
        return [line(("Nobody has taken the floor yet. What is typed is a note on the meeting.", QUIET))]
    back = [newest]  # from the newest back to the picked one
    while picked in show.interventions and back[-1].entry != picked:
        back.append(next(latest))
    shown: list[Text] = []
    for one in reversed(back):
        shown += _intervention(show, forecast, one, width, picked=one.entry == picked)
        if len(shown) >= height:
            return shown[:height]
    for one in latest:  # and as far back as there is room
        rows = _intervention(show, forecast, one, width, picked=False)
        if len(shown) + len(rows) > height:
            break
        shown = [*rows, *shown]
    return shown


def _intervention(show: Show, forecast: Forecast, one: Intervention, width: int, *, picked: bool) -> list[Text]:
    style = NAME if picked else PLAIN
    took = clock_digits(length_of(show, [one.interval], forecast.now))
    times = line((f"{took:>7} {hours_minutes(show, one.interval.start)}", QUIET))
    head = spread(line((f"{'›' if picked else ' '} {intervention_words(one)}", style)), times, width)
    gist = wrapped(one.particulars.gist or "", width - _INDENT, _MOST_LINES_A_GIST)
    return [head, *(line(" " * _INDENT, part) for part in gist or ["–"])]
