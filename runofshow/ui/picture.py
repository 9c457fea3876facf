"""The whole screen as lines: as many as it has rows, each exactly as wide as it is. Pure.

Three sizes: roomy (two columns), usual (80×24), and compact (`runofshow.ui.compact`), down to a few cells.
"""

from typing import Final

from rich.text import Text

from runofshow.show.forecast import Forecast
from runofshow.show.state import Phase, Show
from runofshow.ui.compact import compact_picture
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
from runofshow.ui.lines import RULE, beside, column, exactly, line, rule, wrapped
from runofshow.ui.list_panels import interventions_panel, order_height, order_panel, speakers_panel
from runofshow.ui.messages import stage_words
from runofshow.ui.next_panels import next_panel, reading_panel
from runofshow.ui.notices import NOTHING_AROUND, Around, notice_lines
from runofshow.ui.outlook import outlook_panel, sentence_lines, summary_panel
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
    if width >= ROOMY[0] and height >= ROOMY[1]:
        lines = _roomy(show, forecast, width, height, around)
    elif width >= USUAL[0] and height >= USUAL[1]:
        lines = _usual(show, forecast, width, height, around)
    else:
        lines = compact_picture(show, forecast, width, height, around)
    return column(lines, width, height)


def _top(show: Show, forecast: Forecast, width: int, around: Around) -> list[Text]:
    """Draw the header, the warnings, and the message on the speaker's screen."""
    warnings = [one for words in around.warnings for one in sentence_lines(words, WARNING, width)]
    stage = (
        [exactly(line((" SPEAKER'S SCREEN  ", LABEL), (words, NAME)), width)] if (words := stage_words(show)) else []
    )
    return [*meeting_lines(show, forecast, width), *warnings, *stage]


def _bottom(show: Show, width: int, around: Around, rows: int) -> list[Text]:
    """Draw the notice and the keys in so many rows; a long notice takes rows of the keys, all but one."""
    notice = [] if around.notice is None else notice_lines(around.notice, width)
    if not around.keys:
        return notice or [exactly(Text(), width)]
    keys = footer(show, width, max(1, rows - len(notice)))
    return [*[exactly(Text(), width)] * (rows - len(notice) - len(keys)), *notice, *keys]


def _roomy(show: Show, forecast: Forecast, width: int, height: int, around: Around) -> list[Text]:
    top, bottom = _top(show, forecast, width, around), _bottom(show, width, around, 3)
    room = height - len(top) - len(bottom) - 1
    left_width = (width - len(RULE)) * 3 // 5
    right_width = width - len(RULE) - left_width
    left = _first_column(show, forecast, left_width, room)
    right = _second_column(show, forecast, right_width, room)
    return [*top, exactly(rule(width), width), *beside(left, right, left_width, right_width, room), *bottom]


def _first_column(show: Show, forecast: Forecast, width: int, room: int) -> list[Text]:
    now = now_panel(show, forecast, width, room)
    above = [*now, *outlook_panel(show, forecast, width), exactly(rule(width), width)]
    below = room - len(above)
    if forecast.phase is Phase.FINISHED:
        return [*above, *summary_panel(show, width, below)]
    return [*above, *next_panel(show, forecast, width, below)]


def _second_column(show: Show, forecast: Forecast, width: int, room: int) -> list[Text]:
    """Draw running order, list of speakers and interventions; the first gives way to the others."""
    speakers = 1 + max(1, len(show.waiting))
    kept = min(speakers, FEWEST_SPEAKERS) + 1 + (FEWEST_INTERVENTIONS + 1 if show.interventions else 0)
    order = order_panel(show, forecast, width, min(order_height(forecast), room - kept))
    lists = _floor_column(show, forecast, width, room - len(order) - 1)
    return [*order, exactly(rule(width), width), *lists]


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
    return [*speakers, exactly(rule(width), width), *interventions_panel(show, forecast, width, rest)]


def _usual(show: Show, forecast: Forecast, width: int, height: int, around: Around) -> list[Text]:
    top, bottom = _top(show, forecast, width, around), _bottom(show, width, around, 4)
    room = height - len(top) - len(bottom)
    face = face_of(show, forecast)
    box_width = min(width // 2, 40)
    beside_width = width - box_width - 1
    details = [exactly(line(one), width) for one in _short_details(face, width, whole=introducing(forecast))]
    second = second_countdown(show, forecast, width)
    box = countdown_box(face, box_width, 5)
    said = _beside_countdown(show, forecast, beside_width, len(box))
    middle = [line(one, " ", other) for one, other in zip(box, column(said, beside_width, len(box)), strict=True)]
    above = [*name_lines(face, width), *details, *second, *middle, *outlook_panel(show, forecast, width)]
    lists = max(0, room - len(above))
    return [*top, *above[:room], *_lists(show, forecast, width, lists), *bottom]


def _beside_countdown(show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
    """Draw beside the digits of a small screen the introduction, who is next, or where the time went."""
    if introducing(forecast):
        return reading_panel(show, forecast, width, height)
    if forecast.phase is Phase.FINISHED and forecast.holder is None:
        return summary_panel(show, width, height)
    return next_panel(show, forecast, width, height)


def _short_details(face: Face, width: int, *, whole: bool) -> list[str]:
    """Return designation and pronunciation, a line each; two lines of designation for an introduction."""
    said = [one for one in face.details if one]
    first = wrapped(said[0], width, 2 if whole else 1) if said else []
    return [*first, *said[1:2]]


def _lists(show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
    """Draw the running order, and beside it the floor."""
    right_width = min(30, width * 3 // 8)
    left_width = width - right_width - len(RULE)
    order = order_panel(show, forecast, left_width, height)
    right = _floor_column(show, forecast, right_width, height)
    return beside(order, right, left_width, right_width, height)
