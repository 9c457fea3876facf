"""The screen where there is little room: name, digits, signal word, next and offset, down to a few cells. Pure."""

from typing import Final

from rich.style import Style
from rich.text import Text

from runofshow.show.forecast import Forecast
from runofshow.show.names import clock_time
from runofshow.show.state import Show
from runofshow.text import without_honorifics
from runofshow.ui.course_messages import offset_words, plan_words, remedy_words
from runofshow.ui.floor_messages import fits_words, floor_words, guards_words, seats_words
from runofshow.ui.header import Face, countdown_box, face_of, second_countdown
from runofshow.ui.lines import exactly, line, spread, wrapped
from runofshow.ui.next_panels import fitted, next_lines
from runofshow.ui.notices import Around, notice_lines
from runofshow.ui.outlook import finish_said
from runofshow.ui.palette import ALARM, NAME, PLAIN, WARNING

TINIEST: Final = 3
"""With fewer rows than this the countdown stands beside the name."""


MOST_LINES: Final = 2
"""Of a name, or a sentence: neither is cut as long as two lines hold it."""

FEWEST_BOX_LINES: Final = 4
"""The word, and the smallest of the large digits …"""

FEWEST_WITH_A_NOTICE: Final = 2
"""… which give way for the seconds in which a sentence stands there that would be cut."""


def tiny_picture(show: Show, forecast: Forecast, width: int, height: int, around: Around) -> list[Text]:
    """As many lines as there are rows, or fewer; what matters least gives way first."""
    face = face_of(show, forecast)
    if height < TINIEST:
        return _in_a_line(show, forecast, face, width)[:height]
    clock = _clock(show, forecast, width)
    names = [exactly(line((part, NAME)), width) for part in _names(face, width, height)]
    second = second_countdown(show, forecast, width)
    told = _told(around, width)
    least = len(names) + FEWEST_BOX_LINES + len(second) + 1
    with_clock = height > least + max(1, len(told))
    beside = Text() if with_clock else line(offset_words(forecast.offset))
    following = next_lines(show, forecast, beside, width, MOST_LINES if height > least + 2 else 1)
    above, below = [*([clock] if with_clock else []), *names], [*second, *following]
    kept = min(max(1, len(told)), max(1, height - least + FEWEST_BOX_LINES - FEWEST_WITH_A_NOTICE))
    box = _box(face, width, height - len(above) - len(below) - kept)
    return [*above, *box, *below, *(told or _outlook(show, forecast, width))]


def _in_a_line(show: Show, forecast: Forecast, face: Face, width: int) -> list[Text]:
    """The countdown beside the name."""
    figures = line(f"{face.digits} {face.word}")
    following = next_lines(show, forecast, line(offset_words(forecast.offset)), width, 1)
    return [spread(line((face.name, NAME)), figures, width), *following]


def _clock(show: Show, forecast: Forecast, width: int) -> Text:
    """How far the show is from its plan, and the time."""
    time = line(clock_time(show, forecast.now))
    rehearsal = line((" REHEARSAL ", WARNING), " ") if show.mode == "rehearsal" else Text()
    whole = line(rehearsal, plan_words(show, forecast))
    fits = whole.cell_len + time.cell_len < width
    return spread(whole if fits else line(rehearsal, offset_words(forecast.offset)), time, width)


def _names(face: Face, width: int, height: int) -> list[str]:
    """The name on as many lines as it needs."""
    return fitted(face.name, without_honorifics(face.name), width, MOST_LINES if height > TINIEST * 2 else 1)


def _outlook(show: Show, forecast: Forecast, width: int) -> list[Text]:
    """Whether the show finishes in time, and how many more the floor can take, each on the lines that it needs."""
    said = [finish_said(show, forecast), (guards_words(forecast.guards), WARNING)]
    if (floor := forecast.floor) is not None:
        whole = floor_words(show, floor)
        short = fits_words(floor) if floor.block.id == show.current else f"Floor: {fits_words(floor)}"
        said += [(whole if len(whole) <= width else short, PLAIN), (seats_words(show, floor), PLAIN)]
    said.append((remedy_words(forecast), NAME))
    return [_styled(part, width, style) for words, style in said for part in wrapped(words, width, MOST_LINES)]


def _styled(words: str, width: int, style: Style) -> Text:
    """A line of a sentence; what is loud is so across the screen."""
    return exactly(line(words), width, style) if style in {ALARM, WARNING} else exactly(line((words, style)), width)


def _told(around: Around, width: int) -> list[Text]:
    """The notice, else the first of the warnings, on the lines that it needs."""
    if around.notice is not None:
        return notice_lines(around.notice, width)
    warned = around.warnings[0] if around.warnings else ""
    return [exactly(line(part), width, WARNING) for part in wrapped(warned, width, MOST_LINES)]


def _box(face: Face, width: int, rows: int) -> list[Text]:
    """Word, digits and the time used, in at most so many rows: the time used goes first, then the large digits."""
    for digit_rows, whole in ((rows - 2, True), (rows - 1, False), (1, False)):
        box = countdown_box(face, width, digit_rows)
        shown = box if whole or face.part is None else box[:-1]
        if len(shown) <= rows:
            return shown
    return countdown_box(face, width, 1)[: max(2, rows)]
