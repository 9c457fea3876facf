"""The whole screen as lines: as many as it has rows, each exactly as wide as it is. Pure.

Three sizes: roomy (two columns), usual (80×24), and compact, down to a few cells.
"""

from collections.abc import Iterator
from enum import IntEnum
from typing import Final

from rich.text import Text

from runofshow.show.forecast import Forecast
from runofshow.show.state import Phase, Show
from runofshow.ui.header import (
    Face,
    countdown_box,
    face_of,
    introducing,
    meeting_lines,
    name_lines,
    now_panel,
    second_countdown,
)
from runofshow.ui.key_panels import footer
from runofshow.ui.lines import RULE, beside, column, fitted, line, paragraph, rule, spread, wrapped
from runofshow.ui.messages import ends_style, ends_words, outlook_sentences, stage_words
from runofshow.ui.notices import NOTHING_AROUND, Around, notice_lines
from runofshow.ui.palette import LABEL, NAME, QUIET, WARNING
from runofshow.ui.panels import (
    MOST_LINES,
    interventions_panel,
    next_beside,
    next_lines,
    next_panel,
    order_height,
    order_panel,
    outlook_panel,
    reading_panel,
    speakers_panel,
)

ROOMY: Final = (100, 32)
USUAL: Final = (64, 20)
"""Columns and rows from which on a size is used."""

FEWEST_SPEAKERS: Final = 5
"""Rows that the list of speakers has at the least, its heading included, where there is a second column."""

FEWEST_INTERVENTIONS: Final = 3
"""Rows under which the last interventions are left out, their heading included."""


def picture(show: Show, forecast: Forecast, width: int, height: int, around: Around = NOTHING_AROUND) -> list[Text]:
    """Draw the screen of a show at one instant."""
    if width < USUAL[0] or height < USUAL[1]:
        return column(_compact(show, forecast, width, height, around), width, height)
    roomy = width >= ROOMY[0] and height >= ROOMY[1]
    top = meeting_lines(show, forecast, width)
    top += [one for words in around.warnings for one in paragraph(words, width, MOST_LINES, WARNING)]
    if words := stage_words(show):
        top.append(line((" SPEAKER'S SCREEN  ", LABEL), (words, NAME)))
    notice = [] if around.notice is None else notice_lines(around.notice, width)
    bottom, rows = notice or [Text()], 3 if roomy else 4
    if around.keys:  # a long notice takes rows of the keys, all but one
        keys = footer(show, width, max(1, rows - len(notice)))
        bottom = [*[Text()] * (rows - len(notice) - len(keys)), *notice, *keys]
    middle = (_roomy if roomy else _usual)(show, forecast, width, height - len(top) - len(bottom))
    return column([*top, *middle, *bottom], width, height)


def _roomy(show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
    """Draw two columns: who speaks and who is next; running order, list of speakers and interventions."""
    room = height - 1
    left_width = (width - len(RULE)) * 3 // 5
    right_width = width - len(RULE) - left_width
    left = now_panel(show, forecast, left_width, room)
    left += [*outlook_panel(show, forecast, left_width), rule(left_width)]
    if forecast.phase is Phase.FINISHED:
        left += _summary(show, left_width, room - len(left))
    else:
        left += next_panel(show, forecast, left_width, room - len(left))
    speakers = min(1 + max(1, len(show.waiting)), FEWEST_SPEAKERS)
    kept = speakers + 1 + (FEWEST_INTERVENTIONS + 1 if show.interventions else 0)
    order = order_panel(show, forecast, right_width, order_height(forecast, room - kept))
    lists = _floor_column(show, forecast, right_width, room - len(order) - 1)
    right = [*order, rule(right_width), *lists]
    return [rule(width), *beside(left, right, left_width, right_width, room)]


def _summary(show: Show, width: int, height: int) -> list[Text]:
    from runofshow.ui.report_table import summary_panel  # with the statistics, which no screen needs until the end

    return summary_panel(show, width, height)


def _floor_column(show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
    """Draw the list of speakers, beneath it the interventions where they fit; these alone if nobody waits."""
    log, least = len(show.interventions) > 0, FEWEST_INTERVENTIONS + 1
    wanted = 1 + max(1, len(show.waiting))
    if log and height < wanted + least:
        if not show.waiting:
            return interventions_panel(show, forecast, width, height)
        wanted = height - least if height >= FEWEST_SPEAKERS + least else height
    speakers = speakers_panel(show, forecast.floor, width, wanted)
    rest = height - wanted - 1
    if not log or rest < FEWEST_INTERVENTIONS:
        return speakers
    return [*speakers, rule(width), *interventions_panel(show, forecast, width, rest)]


def _usual(show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
    """Draw who speaks, beside the countdown what is said or comes next, and two lists beneath."""
    face = face_of(show, forecast)
    box = countdown_box(face, min(width // 2, 40), 5)
    rows, cells = len(box), width - min(width // 2, 40) - 1
    if introducing(forecast):
        said = reading_panel(show, forecast, cells, rows)
    elif forecast.phase is Phase.FINISHED and forecast.holder is None:
        said = _summary(show, cells, rows)
    else:
        said = next_panel(show, forecast, cells, rows)
    first, *last = [one for one in face.details if one] or [""]
    details = [*wrapped(first, width, 2 if introducing(forecast) else 1), *last]
    above = [*name_lines(face, width), *map(line, details), *second_countdown(show, forecast, width)]
    above += [line(one, " ", other) for one, other in zip(box, column(said, cells, rows), strict=True)]
    above = [*above, *outlook_panel(show, forecast, width)][:height]
    right_width, room = min(30, width * 3 // 8), height - len(above)
    left_width = width - right_width - len(RULE)
    order = order_panel(show, forecast, left_width, room)
    floor = _floor_column(show, forecast, right_width, room)
    return [*above, *beside(order, floor, left_width, right_width, room)]


SMALL_BOX, USUAL_BOX, LARGE_BOX = 2, 4, 7
"""Rows of the countdown box: digits of one row; the smallest large digits; the next size, and the used time."""

ScreenPart = IntEnum("ScreenPart", "MEETING NAME DETAILS BOX SECOND NEXT OUTLOOK LIST NOTICE KEYS")
"""The parts of a small screen, from top to bottom."""


def _compact(show: Show, forecast: Forecast, width: int, height: int, around: Around) -> list[Text]:
    """Draw as many lines as there are rows, or fewer: what matters least gives way first, down to a few cells.

    From 40 by 12 on the countdown, who speaks, who is next, the finish against the hard stop, and how long the room is
    ours are always there.
    """
    face = face_of(show, forecast)
    if height < 3:
        finish = line((ends_words(show, forecast), ends_style(forecast)))
        first = spread(line((face.name, NAME)), line(f"{face.digits} {face.word}"), width)
        return [first, next_beside(show, forecast, finish, width)][:height]
    room, box_rows = height, 0
    shown: dict[ScreenPart, list[Text]] = {place: [] for place in ScreenPart}
    for place, lines in _by_importance(show, forecast, face, width, height, around):
        if len(lines) > room or (place in {ScreenPart.LIST, ScreenPart.KEYS} and shown[place]):
            continue
        room -= len(lines)
        if place is ScreenPart.BOX:
            box_rows += len(lines)
        else:
            shown[place] += lines
    shown[ScreenPart.BOX] = _box(face, width, box_rows)
    if around.keys and not shown[ScreenPart.KEYS] and (meeting := shown[ScreenPart.MEETING]):
        meeting[0] = _with_help_key(meeting[0])
    return [one for place in ScreenPart for one in shown[place]]


def _by_importance(  # noqa: PLR0913 -- all that the screen depends on
    show: Show, forecast: Forecast, face: Face, width: int, height: int, around: Around
) -> Iterator[tuple[ScreenPart, list[Text]]]:
    """Yield parts of the screen, the most important first: each is drawn whole, or not at all.

    The countdown box comes several times, each time with the rows that it gets more. The keys and a list are offered in
    several heights, the largest first.
    """
    title, phase = meeting_lines(show, forecast, width)
    lists, lines, blank = height >= 18, 2 if height > LARGE_BOX else 1, [Text()]
    sentences = [*outlook_sentences(show, forecast, width, brief=True)]
    outlook = [(style is WARNING, paragraph(words, width, MOST_LINES, style)) for words, style in sentences]
    designation, *say = [paragraph(text, width, 2) for text in face.details] or [[]]
    yield ScreenPart.NAME, [line((part, NAME)) for part in fitted(face.name, width, lines)]
    yield ScreenPart.BOX, blank * SMALL_BOX
    yield ScreenPart.NOTICE, [] if around.notice is None else notice_lines(around.notice, width)
    if forecast.phase is not Phase.FINISHED or forecast.holder is not None:
        yield ScreenPart.NEXT, next_lines(show, forecast, width, lines)
    yield ScreenPart.MEETING, [title]
    yield ScreenPart.MEETING, [phase]
    yield ScreenPart.BOX, blank * (USUAL_BOX - SMALL_BOX)
    for words in around.warnings[:1]:
        yield ScreenPart.OUTLOOK, paragraph(words, width, MOST_LINES, WARNING)
    yield ScreenPart.SECOND, second_countdown(show, forecast, width)
    yield from ((ScreenPart.OUTLOOK, sentence) for loud, sentence in outlook if loud)
    if introducing(forecast):
        yield from ((ScreenPart.DETAILS, one) for one in say)
        yield ScreenPart.DETAILS, paragraph(face.spoken, width, height // 4)
    yield ScreenPart.BOX, blank * (LARGE_BOX - USUAL_BOX)
    yield from ((ScreenPart.OUTLOOK, sentence) for loud, sentence in outlook if not loud)
    if not introducing(forecast):
        yield from ((ScreenPart.DETAILS, one) for one in say)
    yield ScreenPart.DETAILS, designation
    if around.keys:
        yield from ((ScreenPart.KEYS, footer(show, width, most)) for most in ((2, 1) if lists else (4, 3, 2, 1)))
    for rows in range(7, 2, -1) if lists else ():  # of those who wait; where nobody does, of the running order
        if show.waiting:
            yield ScreenPart.LIST, speakers_panel(show, forecast.floor, width, min(rows, 1 + len(show.waiting)))
        else:
            yield ScreenPart.LIST, order_panel(show, forecast, width, order_height(forecast, rows))
    for rows in range(len(_box(face, width, height)), LARGE_BOX, -1):
        yield ScreenPart.BOX, blank * (rows - LARGE_BOX)


def _with_help_key(title: Text) -> Text:
    """Put the key of the help into the gap before the clock, where there is no room for any other key."""
    at = title.plain.rfind(" ")
    if at < 2 or title.plain[at - 2 : at + 1].strip():
        return title
    return line(title[: at - 1], ("? ", QUIET), title[at + 1 :])


def _box(face: Face, width: int, rows: int) -> list[Text]:
    """Draw word, digits and used time in at most so many rows: the used time goes first, then the large digits."""
    if face.part is None or rows > USUAL_BOX:
        return countdown_box(face, width, rows - (1 if face.part is None else 2))
    return countdown_box(face, width, rows - 1)[:-1]
