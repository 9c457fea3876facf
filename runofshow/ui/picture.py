"""The whole screen as lines: as many as it has rows, each exactly as wide as it is. Pure.

Three sizes: roomy (two columns), usual (80×24), and compact (`runofshow.ui.compact`), down to a few cells.
"""

from typing import Final

from rich.text import Text

from runofshow.show.forecast import Forecast
from runofshow.show.state import Phase, Show
from runofshow.ui.compact import compact_picture
from runofshow.ui.header import (
    countdown_box,
    face_of,
    introducing,
    meeting_lines,
    name_lines,
    now_panel,
    second_countdown,
)
from runofshow.ui.key_panels import footer
from runofshow.ui.lines import RULE, beside, column, line, paragraph, rule, wrapped
from runofshow.ui.list_panels import interventions_panel, order_height, order_panel, speakers_panel
from runofshow.ui.messages import stage_words
from runofshow.ui.next_panels import next_panel, reading_panel
from runofshow.ui.notices import NOTHING_AROUND, Around, notice_lines
from runofshow.ui.outlook import MOST_LINES, outlook_panel, summary_panel
from runofshow.ui.palette import LABEL, NAME, WARNING

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
        return column(compact_picture(show, forecast, width, height, around), width, height)
    roomy = width >= ROOMY[0] and height >= ROOMY[1]
    top = meeting_lines(show, forecast, width)
    top += [one for words in around.warnings for one in paragraph(words, width, MOST_LINES, WARNING)]
    if words := stage_words(show):
        top.append(line((" SPEAKER'S SCREEN  ", LABEL), (words, NAME)))
    bottom = _bottom(show, width, around, 3 if roomy else 4)
    middle = (_roomy if roomy else _usual)(show, forecast, width, height - len(top) - len(bottom))
    return column([*top, *middle, *bottom], width, height)


def _bottom(show: Show, width: int, around: Around, rows: int) -> list[Text]:
    """Draw the notice and the keys in so many rows; a long notice takes rows of the keys, all but one."""
    notice = [] if around.notice is None else notice_lines(around.notice, width)
    if not around.keys:
        return notice or [Text()]
    keys = footer(show, width, max(1, rows - len(notice)))
    return [*[Text()] * (rows - len(notice) - len(keys)), *notice, *keys]


def _roomy(show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
    """Draw two columns: who speaks and who is next; running order, list of speakers and interventions."""
    room = height - 1
    left_width = (width - len(RULE)) * 3 // 5
    right_width = width - len(RULE) - left_width
    left = now_panel(show, forecast, left_width, room)
    left += [*outlook_panel(show, forecast, left_width), rule(left_width)]
    if forecast.phase is Phase.FINISHED:
        left += summary_panel(show, left_width, room - len(left))
    else:
        left += next_panel(show, forecast, left_width, room - len(left))
    speakers = min(1 + max(1, len(show.waiting)), FEWEST_SPEAKERS)
    kept = speakers + 1 + (FEWEST_INTERVENTIONS + 1 if show.interventions else 0)
    order = order_panel(show, forecast, right_width, min(order_height(forecast), room - kept))
    lists = _floor_column(show, forecast, right_width, room - len(order) - 1)
    right = [*order, rule(right_width), *lists]
    return [rule(width), *beside(left, right, left_width, right_width, room)]


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
        said = summary_panel(show, cells, rows)
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
