"""The speaker's screen: how long is left, in digits as large as the screen allows. Pure.

A dark room, eight metres, a nervous speaker: one thing in the middle, on the colour of its signal, with its word.
"""

from collections.abc import Sequence
from typing import Final

from rich.style import Style
from rich.text import Text

from runofshow.agenda.durations import countdown_digits
from runofshow.show.countdown import Countdown
from runofshow.show.forecast import Forecast
from runofshow.show.names import clock_time, title_of
from runofshow.show.state import Show
from runofshow.ui.big_text import FIGURE_SPACE, capitals, cells_wide, largest, lettered
from runofshow.ui.block_messages import speaking
from runofshow.ui.header import COUNTDOWN_PLACES, introducing, sign_of
from runofshow.ui.lines import centred, column, exactly, line, spread, wrapped
from runofshow.ui.next_panels import NEXT, following_name
from runofshow.ui.palette import HELD, MESSAGE, PLAIN, signal_style, signal_word

WORD_ROWS: Final = 5
"""Rows that the signal's word has, at a share of the height that leaves the digits the most."""

MESSAGE_PART: Final = 4
"""A message takes at most a fourth of the height."""


def stage_picture(show: Show, forecast: Forecast, width: int, height: int, *, blank: bool = False) -> list[Text]:
    """Draw the speaker's screen; empty lines while it is blank."""
    if blank or show.stage.blank:
        return column([], width, height)
    countdown = forecast.holder or forecast.countdown
    message = _message(show, width, height // MESSAGE_PART)
    room = height - len(message)
    if countdown is None:
        return [*_waiting(show, forecast, width, room), *message]
    return [*_counting(show, forecast, countdown, width, room), *message]


def _counting(show: Show, forecast: Forecast, countdown: Countdown, width: int, height: int) -> list[Text]:
    style = HELD if show.paused else signal_style(countdown.signal)
    top = spread(line(f" {speaking(show)}"), line(f"{clock_time(show, forecast.now)} "), width, style)
    following = following_name(show, forecast)
    foot = spread(line(f" {NEXT}  {following}" if following else ""), line(_marks(show)), width, style)
    room = height - 2
    word = "PAUSED" if show.paused else signal_word(countdown)
    if room < 1:
        figures = line(f"{countdown_digits(countdown.remaining)} ")
        return column([spread(line(f" {word}"), figures, width, style)], width, height)
    letters = _large([word], width, min(WORD_ROWS, room // 4), style) or [centred(line(word), width, style)]
    digits = _digits(countdown_digits(countdown.remaining), width, room - len(letters) - 1, style)
    gap = [exactly(Text(), width, style)]
    return [top, *_centred([*letters, *gap, *digits], width, room, style), foot]


def _digits(digits: str, width: int, height: int, style: Style) -> list[Text]:
    """Draw the countdown at the size that its longest form has: it neither grows nor shrinks."""
    size = largest(digits.rjust(COUNTDOWN_PLACES, FIGURE_SPACE), width - 2, height)
    return [centred(line(digits), width, style)] if size is None else _lettered(digits, size, width, style)


def _waiting(show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
    """Draw who is called to the front, between two speakers; nothing here hurries anybody."""
    block = forecast.next_block if introducing(forecast) else None
    if block is None:
        return column([], width, height)
    top = spread(Text(), line(f"{clock_time(show, forecast.now)} "), width)
    large = _large(sign_of(block.run), width, max(0, height - 4), PLAIN)
    title = large or [
        centred(line(part), width) for part in wrapped(title_of(block.run), width - 2, max(1, height - 2))
    ]
    body = [centred(line("NEXT"), width), exactly(Text(), width), *title]
    foot = spread(Text(), line(_marks(show)), width)
    return column([top, *_centred(body, width, height - 2, PLAIN), foot], width, height)


def _message(show: Show, width: int, height: int) -> list[Text]:
    """Draw the moderator's message, in large letters where they fit, on a ground of its own."""
    text = show.stage.message
    if not text or height < 1:
        return []
    words = capitals(text)
    large = _large([words], width, height - 2, MESSAGE) if words else []
    if large:
        blank = exactly(Text(), width, MESSAGE)
        return [blank, *large, blank]
    return [centred(line(part), width, MESSAGE) for part in wrapped(text, width - 2, height)]


def _large(texts: Sequence[str], width: int, height: int, style: Style) -> list[Text]:
    """Draw the first of the texts that fits in large letters, as large as fits; nothing if none does."""
    for text in texts:
        if (size := largest(text, width - 2, height)) is not None:
            return _lettered(text, size, width, style)
    return []


def _lettered(text: str, size: int, width: int, style: Style) -> list[Text]:
    left = " " * ((width - cells_wide(text, size)) // 2)
    return [exactly(line(left, row), width, style) for row in lettered(text, size)]


def _centred(rows: Sequence[Text], width: int, height: int, style: Style) -> list[Text]:
    """Put the rows in the middle of so many."""
    spare = max(0, height - len(rows))
    blank = exactly(Text(), width, style)
    return [*[blank] * (spare // 2), *rows, *[blank] * (spare - spare // 2)][: max(0, height)]


def _marks(show: Show) -> str:
    return "REHEARSAL " if show.mode == "rehearsal" else ""
