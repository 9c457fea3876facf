"""What runs now, with its countdown: the panel that a moderator looks at first. Pure."""

from collections.abc import Sequence
from typing import Final

from rich.style import Style
from rich.text import Text

from runofshow.agenda.durations import countdown_digits
from runofshow.show.forecast import Forecast
from runofshow.show.names import title_of
from runofshow.show.state import Show
from runofshow.ui.big_text import FIGURE_SPACE, capitals, cells_wide, largest, lettered, rows_high
from runofshow.ui.header import Face, face_of, introducing
from runofshow.ui.lines import exactly, line, spread, wrapped
from runofshow.ui.palette import LABEL, NAME, PLAIN, signal_style
from runofshow.ui.phrases import signal_word

LETTERS_FROM: Final = {32: 1, 48: 2}
"""The size of name and word in large letters, by the rows that a column has at the least."""

AIRY_FROM: Final = 34
"""Rows of a column in which the countdown box has an empty line above its word."""

BESIDE_DIGITS: Final = 24
"""Rows that everything but the digits needs in a column."""

FEWEST_DIGIT_ROWS: Final = 8
"""Rows that the digits have however little is left for the rest."""

COUNTDOWN_PLACES: Final = 5
"""What a countdown keeps room for, as 00:00, so that nothing jumps when a figure is lost or a sign is added."""


def now_panel(show: Show, forecast: Forecast, width: int, room: int) -> list[Text]:
    """Who it is, and the countdown box, in a column of `room` rows: what else stands there keeps `BESIDE_DIGITS`."""
    face = face_of(show, forecast)
    letters = max((size for rows, size in LETTERS_FROM.items() if room >= rows), default=0)
    lines = [spread(line((face.name, NAME)), line((face.label, LABEL)), width)]
    lines += sign(face.sign, width, letters, NAME)
    lines += [exactly(Text(one), width) for one in _details(face, width, 7 if introducing(forecast) else 3)]
    if letters and room >= AIRY_FROM:
        lines.append(exactly(Text(), width, face.style))
    lines += countdown_box(face, width, max(FEWEST_DIGIT_ROWS, room - BESIDE_DIGITS), letters)
    return lines + second_countdown(show, forecast, width)


def countdown_box(face: Face, width: int, digit_rows: int, letters: int = 0) -> list[Text]:
    """The digits on the colour of their signal, with its word above and the time used beneath."""
    return [*_word(face, width, letters), *_digits(face, width, digit_rows), *_progress(face, width)]


def second_countdown(show: Show, forecast: Forecast, width: int) -> list[Text]:
    """The running block's countdown while somebody from the floor has the large one."""
    run, countdown = show.running, forecast.countdown
    if forecast.holder is None or run is None or countdown is None:
        return []
    figures = line(
        (f" {countdown_digits(countdown.remaining)} {signal_word(countdown)} ", signal_style(countdown.signal))
    )
    return [spread(line(f"in {title_of(run)}"), figures, width)]


def sign(names: Sequence[str], width: int, size: int, style: Style) -> list[Text]:
    """The longest of these names that large letters have room for, as rows; nothing if none fits."""
    if size < 1:
        return []
    fitting = next((name for name in names if cells_wide(name, size) <= width - 1), None)
    return [] if fitting is None else [exactly(line(" ", (row, style)), width) for row in lettered(fitting, size)]


def _details(face: Face, width: int, most: int) -> list[str]:
    """What is said of the speaker; the pronunciation stays when there is no room for all of it."""
    texts = [text for text in face.details if text]
    if most < 1:
        return []
    last = texts[1:] if most > 1 else []
    first = wrapped(texts[0], width, min(2, most - len(last))) if texts else []
    shown = first + [part for text in last for part in wrapped(text, width, 1)]
    for paragraph in face.spoken:
        shown += wrapped(paragraph, width, most - len(shown))
    return shown[:most]


def _word(face: Face, width: int, letters: int) -> list[Text]:
    beside = line(f"{face.beside} ") if len(face.beside) < width - len(face.word) - 3 else Text()
    large = capitals(face.word) if letters else None
    if large is None or cells_wide(large, letters) + beside.cell_len + 4 > width:
        return [spread(line(f" {face.word}"), beside, width, face.style)]
    rows = lettered(large, letters)
    level = rows_high(letters) // 2
    return [
        spread(line(f" {row}"), beside if place == level else Text(), width, face.style)
        for place, row in enumerate(rows)
    ]


def _digits(face: Face, width: int, height: int) -> list[Text]:
    field = face.digits.rjust(COUNTDOWN_PLACES, FIGURE_SPACE)
    size = largest(field, width - 2, height)
    if size is None:
        return [exactly(line(f" {face.digits}"), width, face.style)]
    return [exactly(line(" ", row), width, face.style) for row in lettered(field, size)]


def _progress(face: Face, width: int) -> list[Text]:
    if face.part is None:
        return []
    cells = max(0, width - 2)
    used = int(face.part * cells)
    return [exactly(line(" ", "━" * used, "╌" * (cells - used)), width, face.style or PLAIN)]
