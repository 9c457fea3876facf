"""The screen where there is little room: what matters least gives way first, down to a few cells. Pure."""

from collections.abc import Iterator
from enum import IntEnum
from typing import Final

from rich.text import Text

from runofshow.show.forecast import Forecast
from runofshow.show.state import Phase, Show
from runofshow.ui.header import Face, countdown_box, face_of, introducing, meeting_lines, second_countdown
from runofshow.ui.key_panels import footer
from runofshow.ui.lines import fitted, line, paragraph, spread
from runofshow.ui.list_panels import order_height, order_panel, speakers_panel
from runofshow.ui.messages import ends_style, ends_words
from runofshow.ui.next_panels import next_lines
from runofshow.ui.notices import Around, notice_lines
from runofshow.ui.outlook import MOST_LINES as MOST_OUTLOOK_LINES
from runofshow.ui.outlook import outlook_sentences
from runofshow.ui.palette import NAME, QUIET, WARNING

LOWEST: Final = 3
"""With fewer rows than this the countdown stands beside the name."""

MOST_LINES: Final = 2
"""Lines of a name, or a sentence: neither is cut as long as two lines hold it."""

SMALL_BOX, USUAL_BOX, LARGE_BOX = 2, 4, 7
"""Rows of the countdown box: digits of one row; the smallest large digits; the next size, and the used time."""

_HELP_KEY: Final = "? "
"""The key of the help, and the gap after it."""

LISTS_FROM: Final = 18
"""Rows from which on a list stands beneath the outlook, and the keys take two lines at the most."""

FEWEST_ROWS, MOST_ROWS = 3, 7
"""Rows of that list, its heading included."""


class Place(IntEnum):
    """The parts of the screen, from top to bottom."""

    MEETING = 0
    NAME = 1
    DETAILS = 2
    BOX = 3
    SECOND = 4
    NEXT = 5
    OUTLOOK = 6
    LIST = 7
    NOTICE = 8
    KEYS = 9


_ONCE: Final = frozenset({Place.LIST, Place.KEYS})
"""Parts that are offered in several heights, the largest first, and drawn in the first that fits."""


def compact_picture(show: Show, forecast: Forecast, width: int, height: int, around: Around) -> list[Text]:
    """Draw as many lines as there are rows, or fewer.

    From 40 by 12 on the countdown, who speaks, who is next, the finish against the hard stop, and how long the room is
    ours are always there.
    """
    face = face_of(show, forecast)
    if height < LOWEST:
        finish = line((ends_words(show, forecast), ends_style(forecast)))
        first = spread(line((face.name, NAME)), line(f"{face.digits} {face.word}"), width)
        return [first, *next_lines(show, forecast, finish, width, 1)][:height]
    room, box_rows = height, 0
    shown: dict[Place, list[Text]] = {place: [] for place in Place}
    for place, lines in _by_importance(show, forecast, face, width, height, around):
        if len(lines) > room or (place in _ONCE and shown[place]):
            continue
        room -= len(lines)
        if place is Place.BOX:
            box_rows += len(lines)
        else:
            shown[place] += lines
    shown[Place.BOX] = _box(face, width, box_rows)
    if around.keys and not shown[Place.KEYS]:
        shown[Place.MEETING][:1] = map(_with_help_key, shown[Place.MEETING][:1])
    return [one for place in Place for one in shown[place]]


def _by_importance(  # noqa: PLR0913 -- all that the screen depends on
    show: Show, forecast: Forecast, face: Face, width: int, height: int, around: Around
) -> Iterator[tuple[Place, list[Text]]]:
    """Yield parts of the screen, the most important first: each is drawn whole, or not at all.

    The countdown box comes several times, each time with the rows that it gets more.
    """
    title, phase = meeting_lines(show, forecast, width)
    lists, blank, lines = height >= LISTS_FROM, [Text()], MOST_LINES if height > LARGE_BOX else 1
    sentences = [*outlook_sentences(show, forecast, width, brief=True)]
    outlook = [(style is WARNING, paragraph(words, width, MOST_OUTLOOK_LINES, style)) for words, style in sentences]
    designation, *say = [paragraph(text, width, MOST_LINES) for text in face.details] or [[]]
    yield Place.NAME, [line((part, NAME)) for part in fitted(face.name, width, lines)]
    yield Place.BOX, blank * SMALL_BOX
    yield Place.NOTICE, [] if around.notice is None else notice_lines(around.notice, width)
    if forecast.phase is not Phase.FINISHED or forecast.holder is not None:
        yield Place.NEXT, next_lines(show, forecast, Text(), width, lines)
    yield Place.MEETING, [title]
    yield Place.MEETING, [phase]
    yield Place.BOX, blank * (USUAL_BOX - SMALL_BOX)
    for words in around.warnings[:1]:
        yield Place.OUTLOOK, paragraph(words, width, MOST_OUTLOOK_LINES, WARNING)
    yield Place.SECOND, second_countdown(show, forecast, width)
    yield from ((Place.OUTLOOK, sentence) for loud, sentence in outlook if loud)
    if introducing(forecast):
        yield from ((Place.DETAILS, one) for one in say)
        most = height // 4
        yield Place.DETAILS, [one for spoken in face.spoken for one in paragraph(spoken, width, most)][:most]
    yield Place.BOX, blank * (LARGE_BOX - USUAL_BOX)
    yield from ((Place.OUTLOOK, sentence) for loud, sentence in outlook if not loud)
    if not introducing(forecast):
        yield from ((Place.DETAILS, one) for one in say)
    yield Place.DETAILS, designation
    if around.keys:
        yield from ((Place.KEYS, footer(show, width, most)) for most in ((2, 1) if lists else (4, 3, 2, 1)))
    if lists:
        yield from ((Place.LIST, _list(show, forecast, width, rows)) for rows in range(MOST_ROWS, FEWEST_ROWS - 1, -1))
    for rows in range(len(_box(face, width, height)), LARGE_BOX, -1):
        yield Place.BOX, blank * (rows - LARGE_BOX)


def _list(show: Show, forecast: Forecast, width: int, rows: int) -> list[Text]:
    """Draw the list of speakers in at most so many rows; where nobody waits, the running order."""
    if show.waiting:
        return speakers_panel(show, forecast.floor, width, min(rows, 1 + len(show.waiting)))
    return order_panel(show, forecast, width, min(rows, order_height(forecast)))


def _with_help_key(title: Text) -> Text:
    """Put the key of the help into the gap before the clock, where there is no room for any other key."""
    at = title.plain.rfind(" ")
    if at < len(_HELP_KEY) or title.plain[at - len(_HELP_KEY) : at + 1].strip():
        return title
    return line(title[: at - len(_HELP_KEY) + 1], (_HELP_KEY, QUIET), title[at + 1 :])


def _box(face: Face, width: int, rows: int) -> list[Text]:
    """Draw word, digits and used time in at most so many rows: the used time goes first, then the large digits."""
    if face.part is None or rows > USUAL_BOX:
        return countdown_box(face, width, rows - (1 if face.part is None else 2))
    return countdown_box(face, width, rows - 1)[:-1]
