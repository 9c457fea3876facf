"""The speaker's screen: how long is left, in digits as large as the screen allows. Pure.

A nervous speaker reads it in a dark room from eight metres. So one thing stands in the middle, on the colour of its
signal, with its word.
"""

from rich.text import Text

from runofshow.show.countdown import Signal
from runofshow.show.forecast import Forecast
from runofshow.show.names import clock_time, title_of
from runofshow.show.state import Show
from runofshow.ui.big_text import capitals, countdown_field, largest, lettered
from runofshow.ui.header import Face, face_of, introducing, sign_of, starts_in
from runofshow.ui.lines import centred, column, exactly, fitted, line, spread, wrapped
from runofshow.ui.messages import panel_turn_words, resumes_words, speaking
from runofshow.ui.palette import ALARM, HELD, MESSAGE, PLAIN, signal_style
from runofshow.ui.panels import NEXT, following_words, speaking_time


def stage_picture(show: Show, forecast: Forecast, width: int, height: int, *, blank: bool = False) -> list[Text]:
    """Draw the speaker's screen; empty lines while it is blank."""
    if blank or show.stage.blank:
        return column([], width, height)
    message = _message(show, width, height // 4)
    counts = forecast.holder or forecast.countdown or starts_in(show, forecast) is not None
    return [*(_edged if counts else _waiting)(show, forecast, width, height - len(message)), *message]


def _edged(show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
    """Draw something that counts inside an edge, by whose form signals are told apart without colours.

    Wrapping up has a frame, the last seconds a bar at each side, overtime light letters on a dark ground with an edge
    in the colour of its signal. The edge has its room in each of them.
    """
    face = face_of(show, forecast)
    signal = face.signal
    style = around = HELD if show.paused else PLAIN if signal is None else signal_style(signal)
    if signal is Signal.OVER:
        style, around = MESSAGE, ALARM
    edge, caps = (max(2, width // 20), 1) if height >= 10 else (0, 0)
    drawn = min(2, edge) if signal is Signal.WRAP_UP else edge if signal is Signal.FINAL else 0
    left, right = ("█" * drawn).ljust(edge), ("█" * drawn).rjust(edge)
    cap = "█" * width if signal is Signal.WRAP_UP else f"{left}{' ' * (width - 2 * edge)}{right}"
    ends = [line((cap, around))] * caps
    inside = _counting(show, forecast, face, width - 2 * edge, height - 2 * caps)
    rows = [*ends, *(line((left, around), one, (right, around)) for one in inside), *ends]
    return [exactly(row, width, style) for row in rows]


def _counting(show: Show, forecast: Forecast, face: Face, width: int, height: int) -> list[Text]:
    """Draw whose time it is beside the clock, the word and the digits in the middle, and who is next."""
    turn = "" if forecast.turn is None or forecast.holder else f" · {panel_turn_words(forecast.turn)}"
    name, clock = resumes_words(show, forecast) or f"{speaking(show)}{turn}", line(f"{clock_time(show, forecast.now)} ")
    first, *others = fitted(name, width - clock.cell_len - 2, 2)
    top = [spread(line(f" {first}"), clock, width), *(exactly(line(f" {one}"), width) for one in others)]
    following = following_words(show, forecast)
    foot = spread(line(f" {NEXT}  {following}" if following else ""), _mode(show), width)
    room = height - len(top) - 1
    if room < 1:
        return column([spread(line(f" {face.word}"), line(f"{face.digits} "), width)], width, height)
    letters = _word(face.word, width, room // 4)
    # At the size that the longest form of a countdown has: digits neither grow nor shrink.
    size = largest(countdown_field(face.digits), width - 2, room - len(letters) - 1)
    digits = (face.digits,) if size is None else lettered(face.digits, size)
    body = [*letters, exactly(Text(), width), *(centred(line(row), width) for row in digits)]
    return [*top, *_centred(body, width, room), foot]


def _waiting(show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
    """Draw who is called to the front, between two speakers, and how long they will have; nothing hurries anybody."""
    block = forecast.next_block if introducing(forecast) else None
    if block is None:
        return column([], width, height)
    label, time = _word(NEXT, width, height // 6), speaking_time(block)
    length = _word(time, width, height // 6) if time else []
    room = max(1, height - len(label) - len(length) - 4)
    large = (_large(sign, width, room) for sign in sign_of(block.run))
    parts = wrapped(title_of(block.run), width - 2, room)
    title = next(filter(None, large), None) or [centred(line(part), width) for part in parts]
    body = _centred([*label, Text(), *title, *([Text()] if length else []), *length], width, height - 2)
    clock = line(f"{clock_time(show, forecast.now)} ")
    return column([spread(Text(), clock, width), *body, spread(Text(), _mode(show), width)], width, height)


def _mode(show: Show) -> Text:
    return line("REHEARSAL " if show.mode == "rehearsal" else "")


def _message(show: Show, width: int, height: int) -> list[Text]:
    """Draw the moderator's message, in large letters where they fit, on a ground of its own."""
    text = show.stage.message
    if not text or height < 1:
        return []
    large = _large(capitals(text) or "", width, height - 2)
    rows = [Text(), *large, Text()] if large else [line(part) for part in wrapped(text, width - 2, height)]
    return [centred(row, width, MESSAGE) for row in rows]


def _word(text: str, width: int, height: int) -> list[Text]:
    """Draw a word in letters of five rows at the most: the digits are to have the most of the height."""
    return _large(capitals(text) or "", width, min(5, height)) or [centred(line(text), width)]


def _large(text: str, width: int, height: int) -> list[Text]:
    """Draw a text in large letters, as large as fits; nothing if it fits at no size."""
    size = largest(text, width - 2, height) if text else None
    return [] if size is None else [centred(line(row), width) for row in lettered(text, size)]


def _centred(rows: list[Text], width: int, height: int) -> list[Text]:
    """Put the rows in the middle of so many."""
    above = [Text()] * (max(0, height - len(rows)) // 2)
    return column([*above, *rows], width, height)
