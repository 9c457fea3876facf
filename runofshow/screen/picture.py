"""The whole screen as lines: as many as it has rows, each exactly as wide as it is. Pure.

Three sizes: roomy (two columns), compact (80×24), and tiny, which keeps name, digits, signal word, next and finish down
to a few cells.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rich.style import Style
from rich.text import Text

from runofshow.screen.block_panels import (
    countdown_box,
    face_of,
    introducing,
    next_panel,
    now_panel,
    reading_panel,
    second_countdown,
    upcoming,
)
from runofshow.screen.keymap import KEYS, Action, useful_keys
from runofshow.screen.lines import RULE, beside, column, exactly, line, people, rule, spread
from runofshow.screen.list_panels import interventions_panel, order_panel, outlook_panel, speakers_panel
from runofshow.screen.palette import ALARM, LABEL, NAME, NOTICE, QUIET, WARNING
from runofshow.screen.words import clock_time, offset_words, phase_words, title_of
from runofshow.show.forecast import Forecast
from runofshow.show.state import Show

ROOMY: Final = (100, 32)
COMPACT: Final = (64, 20)
"""The least width and height of a size."""

TINIEST: Final = 3
"""With fewer rows than this the countdown stands beside the name."""

FEWEST_SPEAKERS: Final = 5
"""Rows that the list of speakers has at the least, its heading included, where there is a second column."""

ROOM_FOR_LARGEST: Final = 33
"""Rows of a column in which the largest digits leave enough for the rest."""


class Tone(StrEnum):
    """How a notice is meant."""

    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence that stands on the screen for some seconds."""

    sentence: str
    tone: Tone = Tone.DONE

    @property
    def style(self) -> Style:
        """Its background."""
        return ALARM if self.tone is Tone.FAILED else NOTICE


@dataclass(frozen=True, slots=True)
class Around:
    """What the screen says beside the show itself."""

    notice: Notice | None = None
    warnings: tuple[str, ...] = ()
    """Sentences that stay: about the clock, the journal, the plan."""
    keys: bool = True
    """Whether there is somebody at the keys."""


NOTHING_AROUND: Final = Around()


def picture(show: Show, forecast: Forecast, width: int, height: int, around: Around = NOTHING_AROUND) -> list[Text]:
    """The screen of a show at one instant."""
    if width >= ROOMY[0] and height >= ROOMY[1]:
        lines = _roomy(show, forecast, width, height, around)
    elif width >= COMPACT[0] and height >= COMPACT[1]:
        lines = _compact(show, forecast, width, height, around)
    else:
        lines = _tiny(show, forecast, width, height, around)
    return column(lines, width, height)


def help_picture(show: Show, width: int, height: int) -> list[Text]:
    """All keys, and which of them do something now."""
    widest = max(len(key.shown) for key in KEYS)
    rows = [
        line(
            (f" {key.shown:<{widest}}  ", NAME if key.useful(show) else QUIET),
            (key.help, Style() if key.useful(show) else QUIET),
        )
        for key in KEYS
    ]
    head = spread(line((" KEYS", LABEL)), line(("dim: nothing to do now · ? closes ", QUIET)), width)
    return column([head, exactly(rule(width), width), *rows], width, height)


def header(show: Show, forecast: Forecast, width: int) -> list[Text]:
    """Which meeting, what time it is, and how far from its plan it is."""
    rehearsal = line((" REHEARSAL ", WARNING), " ") if show.mode == "rehearsal" else Text()
    clock = line(rehearsal, (clock_time(show, forecast.now), NAME))
    behind = line((offset_words(forecast.offset), NAME if forecast.offset else QUIET))
    running = show.running or (None if forecast.next_block is None else forecast.next_block.run)
    segment = "" if running is None else people(running.segment)
    phase = line((phase_words(forecast.phase), LABEL), (f"  {segment}", QUIET))
    return [spread(line((people(show.agenda.title), QUIET)), clock, width), spread(phase, behind, width)]


def footer(show: Show, width: int, rows: int) -> list[Text]:
    """The keys that do something now, as many as fit; ``?`` is always among them."""
    useful = [key for key in useful_keys(show) if key.action is not Action.HELP]
    parts = [line((key.shown.split(" ")[0], NAME), f" {key.short(show)}") for key in useful]
    all_keys = line(("?", NAME), " all keys")
    lines: list[Text] = []
    for row in range(rows):
        last = row == rows - 1
        room = width - (all_keys.cell_len + 2 if last else 0)
        here = Text()
        while parts and here.cell_len + parts[0].cell_len + 2 <= room:
            here = line(here, parts.pop(0), "  ")
        lines.append(exactly(line(here, all_keys) if last else here, width))
    return lines


def _top(show: Show, forecast: Forecast, width: int, around: Around) -> list[Text]:
    """The header, and what must not be overlooked."""
    warnings = [exactly(line(f" {people(sentence)}"), width, WARNING) for sentence in around.warnings]
    return [*header(show, forecast, width), *warnings]


def _bottom(show: Show, width: int, around: Around, rows: int) -> list[Text]:
    """The notice, and the keys."""
    said = around.notice
    notice = exactly(Text(), width) if said is None else exactly(line(f" {people(said.sentence)}"), width, said.style)
    return [notice, *(footer(show, width, rows) if around.keys else [])]


def _roomy(show: Show, forecast: Forecast, width: int, height: int, around: Around) -> list[Text]:
    top, bottom = _top(show, forecast, width, around), _bottom(show, width, around, 2)
    room = height - len(top) - len(bottom) - 1
    left_width = (width - len(RULE)) * 3 // 5
    right_width = width - len(RULE) - left_width
    left = _first_column(show, forecast, left_width, room)
    right = _second_column(show, forecast, right_width, room)
    return [*top, exactly(rule(width), width), *beside(left, right, left_width, right_width, room), *bottom]


def _first_column(show: Show, forecast: Forecast, width: int, room: int) -> list[Text]:
    outlook = outlook_panel(show, forecast, width)
    now = now_panel(
        show,
        forecast,
        width,
        digit_rows=10 if room >= ROOM_FOR_LARGEST else 8,
        details=7 if introducing(forecast) else 3,
    )
    rest = room - len(now) - len(outlook) - 4
    said = min(rest, 6 if introducing(forecast) else 9)
    interventions = rest - said
    lines = [*now, Text(), *outlook, exactly(rule(width), width), *next_panel(show, forecast, width, said)]
    if interventions > 1 and show.log():
        lines += [exactly(rule(width), width), *interventions_panel(show, forecast, width, interventions + 1)]
    return lines


def _second_column(show: Show, forecast: Forecast, width: int, room: int) -> list[Text]:
    most = max(FEWEST_SPEAKERS, room - len(forecast.blocks) - 2)
    speakers = min(most, 1 + max(1, len(show.waiting)))
    segments = len({block.run.segment for block in forecast.blocks})
    whole = 1 + len(forecast.blocks) + segments
    order = order_panel(show, forecast, width, min(whole, room - speakers - 1))
    return [*order, exactly(rule(width), width), *speakers_panel(show, forecast.floor, width, room - len(order) - 1)]


def _compact(show: Show, forecast: Forecast, width: int, height: int, around: Around) -> list[Text]:
    top, bottom = _top(show, forecast, width, around), _bottom(show, width, around, 2)
    room = height - len(top) - len(bottom)
    face = face_of(show, forecast)
    box_width = min(width // 2, 40)
    beside_width = width - box_width - 1
    name = spread(line((face.name, NAME)), line((face.label, LABEL)), width)
    details = [exactly(line(one), width) for one in _short_details(face.details)]
    second = second_countdown(show, forecast, width)
    box = countdown_box(face, box_width, 5)
    panel = reading_panel if introducing(forecast) else next_panel
    said = panel(show, forecast, beside_width, len(box))
    middle = [line(one, " ", other) for one, other in zip(box, column(said, beside_width, len(box)), strict=True)]
    above = [name, *details, *second, *middle, *outlook_panel(show, forecast, width)]
    lists = max(0, room - len(above))
    return [*top, *above, *_lists(show, forecast, width, lists), *bottom]


def _short_details(details: Sequence[str]) -> list[str]:
    return [one for one in details if one][:2]


def _lists(show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
    """Running order and list of speakers side by side; the last interventions where nobody waits."""
    right_width = min(30, width * 3 // 8)
    left_width = width - right_width - len(RULE)
    order = order_panel(show, forecast, left_width, height)
    if show.waiting or not show.log():
        right = speakers_panel(show, forecast.floor, right_width, height)
    else:
        right = interventions_panel(show, forecast, right_width, height)
    return beside(order, right, left_width, right_width, height)


def _tiny(show: Show, forecast: Forecast, width: int, height: int, around: Around) -> list[Text]:
    face = face_of(show, forecast)
    offset = line(offset_words(forecast.offset))
    name = exactly(line((face.name, NAME)), width)
    following, label = upcoming(forecast), "THEN " if introducing(forecast) else "NEXT "
    next_name = "nothing more" if following is None else title_of(following.run)
    finish = outlook_panel(show, forecast, width)[0]
    if around.notice is not None:
        finish = exactly(line(people(around.notice.sentence)), width, around.notice.style)
    elif around.warnings:
        finish = exactly(line(people(around.warnings[0])), width, WARNING)
    rehearsal = line((" REHEARSAL ", WARNING)) if show.mode == "rehearsal" else Text()
    clock = spread(rehearsal, line(clock_time(show, forecast.now)), width)
    below = [spread(line((label, LABEL), next_name), offset, width), finish]
    if height < TINIEST:
        return [spread(name, line(f"{face.digits} {face.word}"), width), *below][:height]
    box = countdown_box(face, width, height - 4)
    small = height < len(box) + 4  # the line of the time used goes first
    lines = [
        name,
        *(box[:-1] if small and face.part is not None else box),
        *second_countdown(show, forecast, width),
        *below,
    ]
    return [clock, *lines] if len(lines) < height else lines
