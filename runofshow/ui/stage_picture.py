"""The speaker's screen: how long is left, in digits as large as the screen allows. Pure.

A dark room, eight metres, a nervous speaker: one thing in the middle, on the colour of its signal, with its word.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from rich.style import Style
from rich.text import Text

from runofshow.agenda.durations import countdown_digits
from runofshow.show.forecast import Forecast
from runofshow.show.names import clock_time, title_of
from runofshow.show.state import Show
from runofshow.text import without_honorifics
from runofshow.ui.big_text import FIGURE_SPACE, capitals, cells_wide, largest, lettered
from runofshow.ui.header import COUNTDOWN_PLACES, introducing, sign_of, starts_in
from runofshow.ui.lines import centred, column, exactly, fitted, line, spread, wrapped
from runofshow.ui.messages import countdown_word, counts_quietly, panel_turn_words, resumes_words, speaking
from runofshow.ui.next_panels import NEXT, called_words, following_words, speaking_time
from runofshow.ui.palette import ALARM, HELD, MESSAGE, PLAIN, Shape, signal_shape, signal_style, signal_word

WORD_ROWS: Final = 5
"""Rows that the signal's word has, at a share of the height that leaves the digits the most."""

MESSAGE_PART: Final = 4
"""A message takes at most a fourth of the height."""

MOST_NAME_LINES: Final = 2
"""A long name loses its honorifics, then it takes two lines."""

LOWEST_EDGED: Final = 10
"""Rows from which on there is room for the edge that gives a signal its shape."""

FRAME: Final = 2
"""Cells of a frame at each side; above and below it is a row."""

BARS_PART: Final = 20
"""A bar takes this part of the width, and no less than a frame."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Something that counts on the speaker's screen."""

    word: str
    digits: str
    style: Style = PLAIN
    shape: Shape = Shape.PLAIN


def stage_picture(show: Show, forecast: Forecast, width: int, height: int, *, blank: bool = False) -> list[Text]:
    """Draw the speaker's screen; empty lines while it is blank."""
    if blank or show.stage.blank:
        return column([], width, height)
    message = _message(show, width, height // MESSAGE_PART)
    room = height - len(message)
    reading = _reading(show, forecast)
    if reading is None:
        return [*_waiting(show, forecast, width, room), *message]
    return [*_edged(show, forecast, reading, width, room), *message]


def _reading(show: Show, forecast: Forecast) -> Reading | None:
    """Return the countdown of who speaks, or to the start; None where nothing counts."""
    countdown = forecast.holder or forecast.countdown
    if countdown is None:
        starts = starts_in(show, forecast)
        return None if starts is None else Reading("STARTS IN", countdown_digits(starts))
    digits = countdown_digits(countdown.remaining)
    if show.paused:
        return Reading("PAUSED", digits, HELD)
    run = show.running
    if run is not None and forecast.holder is None and counts_quietly(run, countdown):
        return Reading(countdown_word(run, countdown), digits)
    shape = signal_shape(countdown.signal)
    style = MESSAGE if shape is Shape.INVERSE else signal_style(countdown.signal)
    return Reading(signal_word(countdown), digits, style, shape)


def _edged(show: Show, forecast: Forecast, reading: Reading, width: int, height: int) -> list[Text]:
    """Draw something that counts inside the edge of its signal; the edge has its room in each of them."""
    if height < LOWEST_EDGED:
        return _counting(show, forecast, reading, width, height)
    edge = max(FRAME, width // BARS_PART)
    inside = _counting(show, forecast, reading, width - 2 * edge, height - 2)
    left, right = _sides(reading.shape, edge)
    around = ALARM if reading.shape is Shape.INVERSE else reading.style
    cap = "█" * width if reading.shape is Shape.FRAME else f"{left}{' ' * (width - 2 * edge)}{right}"
    ends = line((cap, around))
    rows = [ends, *(line((left, around), one, (right, around)) for one in inside), ends]
    return [exactly(row, width, reading.style) for row in rows]


def _sides(shape: Shape, edge: int) -> tuple[str, str]:
    """Return the left and the right of each row between the first and the last one."""
    match shape:
        case Shape.FRAME:
            return "█" * FRAME + " " * (edge - FRAME), " " * (edge - FRAME) + "█" * FRAME
        case Shape.BARS:
            return "█" * edge, "█" * edge
        case Shape.PLAIN | Shape.INVERSE:
            return " " * edge, " " * edge
        case _:
            assert_never(shape)


def _counting(show: Show, forecast: Forecast, reading: Reading, width: int, height: int) -> list[Text]:
    """Draw whose time it is, the word and the digits in the middle, and who is next."""
    style = reading.style
    top = _speaking(show, forecast, width, style)
    following = called_words(forecast) if introducing(forecast) else following_words(show, forecast)
    foot = spread(line(f" {NEXT}  {following}" if following else ""), line(_marks(show)), width, style)
    room = height - len(top) - 1
    if room < 1:
        return column([spread(line(f" {reading.word}"), line(f"{reading.digits} "), width, style)], width, height)
    letters = _large([reading.word], width, min(WORD_ROWS, room // 4), style)
    letters = letters or [centred(line(reading.word), width, style)]
    digits = _digits(reading.digits, width, room - len(letters) - 1, style)
    gap = [exactly(Text(), width, style)]
    return [*top, *_centred([*letters, *gap, *digits], width, room, style), foot]


def _speaking(show: Show, forecast: Forecast, width: int, style: Style) -> list[Text]:
    """Draw whose time it is beside the clock, on a second line where the name needs one."""
    turn = "" if forecast.turn is None or forecast.holder else f" · {panel_turn_words(forecast.turn)}"
    name, clock = resumes_words(show, forecast) or f"{speaking(show)}{turn}", line(f"{clock_time(show, forecast.now)} ")
    first, *others = fitted(name, without_honorifics(name), width - clock.cell_len - 2, MOST_NAME_LINES)
    return [spread(line(f" {first}"), clock, width, style), *(exactly(line(f" {one}"), width, style) for one in others)]


def _digits(digits: str, width: int, height: int, style: Style) -> list[Text]:
    """Draw the countdown at the size that its longest form has: it neither grows nor shrinks."""
    size = largest(digits.rjust(COUNTDOWN_PLACES, FIGURE_SPACE), width - 2, height)
    return [centred(line(digits), width, style)] if size is None else _lettered(digits, size, width, style)


def _waiting(show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
    """Draw who is called to the front, between two speakers, and how long they will have; nothing hurries anybody."""
    block = forecast.next_block if introducing(forecast) else None
    if block is None:
        return column([], width, height)
    top = spread(Text(), line(f"{clock_time(show, forecast.now)} "), width)
    label, length = _word(NEXT, width, height // 6), _word(speaking_time(block), width, height // 6)
    room = max(1, height - len(label) - len(length) - 4)
    title = _large(sign_of(block.run), width, room, PLAIN) or [
        centred(line(part), width) for part in wrapped(title_of(block.run), width - 2, room)
    ]
    gap = [exactly(Text(), width)]
    body = [*label, *gap, *title, *(gap if length else []), *length]
    foot = spread(Text(), line(_marks(show)), width)
    return column([top, *_centred(body, width, height - 2, PLAIN), foot], width, height)


def _word(word: str, width: int, height: int) -> list[Text]:
    """Draw a word in large letters where they fit; nothing for no word."""
    large = _large([word.upper()], width, min(WORD_ROWS, height), PLAIN) if word else []
    return large or ([centred(line(word), width)] if word else [])


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
