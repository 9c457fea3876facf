"""The rapporteur's screen: who speaks, and all that was said and noted. Pure."""

from collections.abc import Sequence

from rich.text import Text

from runofshow.agenda.durations import clock_digits, countdown_digits
from runofshow.show.countdown import Countdown
from runofshow.show.forecast import Forecast
from runofshow.show.names import hours_minutes, intervention_words, length_of, title_of
from runofshow.show.state import Show
from runofshow.text import sanitize
from runofshow.ui.header import meeting_lines
from runofshow.ui.lines import column, exactly, line, rule, spread, wrapped
from runofshow.ui.noted import Key, Noted, found, places
from runofshow.ui.palette import LABEL, NAME, PLAIN, QUIET, WARNING, signal_style, signal_word
from runofshow.ui.selection import keys_on_lines

_INDENT = 4
_MOST_LINES_A_GIST = 3
_LOW = 10
"""Rows under which there is no room for the keys."""


def gist_picture(  # noqa: PLR0913 -- what is seen, of which one, and what is said beside it
    show: Show,
    forecast: Forecast,
    picked: Key | None,
    width: int,
    height: int,
    warnings: Sequence[str] = (),
    keys: Sequence[str] = (),
) -> list[Text]:
    """Draw the screen above its line; `picked` is what is being written, `keys` stand at the foot."""
    foot = keys_on_lines(keys, width) if keys and height >= _LOW else []
    warned = [exactly(line(f" {sanitize(sentence)}"), width, WARNING) for sentence in warnings]
    top = [*meeting_lines(show, forecast, width), *warned, _now(show, forecast, width), exactly(rule(width), width)]
    room = max(0, height - len(top) - len(foot))
    return column([*top, *column(_list(show, forecast, picked, width, room), width, room), *foot], width, height)


def _now(show: Show, forecast: Forecast, width: int) -> Text:
    if show.holding is not None and forecast.holder is not None:
        name = line(("NOW  ", LABEL), (intervention_words(show.holding), NAME))
        return spread(name, _figures(forecast.holder), width)
    if show.running is not None and forecast.countdown is not None:
        turn = show.turn_now
        speaks = title_of(show.running) if turn is None else f"{sanitize(turn.speaker.name)} · {title_of(show.running)}"
        return spread(line(("NOW  ", LABEL), speaks), _figures(forecast.countdown), width)
    return exactly(line(("nobody speaks", QUIET)), width)


def _figures(countdown: Countdown) -> Text:
    return line((f" {countdown_digits(countdown.remaining)} {signal_word(countdown)} ", signal_style(countdown.signal)))


def _list(show: Show, forecast: Forecast, picked: Key | None, width: int, height: int) -> list[Text]:
    """Draw what was said and noted, in its order, with the picked one among it.

    The newest is the last one, unless the picked one lies farther back: then that is the first.
    """
    every = places(show)
    if (newest := next(every, None)) is None:
        return [line(("Nobody has spoken yet. What is typed is a note on the meeting.", QUIET))]
    back = [newest]  # from the newest back to the picked one
    if found(show, picked) is not None:
        while back[-1][1] != picked:
            back.append(next(every))
    shown: list[Text] = []
    for _, key, make in reversed(back):
        shown += _noted(show, forecast, make(), width, picked=key == picked)
        if len(shown) >= height:
            return shown[:height]
    for _, _, make in every:  # and as far back as there is room
        rows = _noted(show, forecast, make(), width, picked=False)
        if len(shown) + len(rows) > height:
            break
        shown = [*rows, *shown]
    return shown


def _noted(show: Show, forecast: Forecast, one: Noted, width: int, *, picked: bool) -> list[Text]:
    style = NAME if picked else PLAIN
    took = f"{clock_digits(length_of(show, one.intervals, forecast.now)):>7} " if one.is_statement else ""
    times = line((f"{took}{hours_minutes(show, one.at)}", QUIET))
    head = spread(line((f"{'›' if picked else ' '} {one.name}", style)), times, width)
    gist = wrapped(one.text, width - _INDENT, _MOST_LINES_A_GIST)
    return [head, *(line(" " * _INDENT, part) for part in gist or ["–"])]
