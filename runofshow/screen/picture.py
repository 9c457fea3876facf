"""The whole screen as lines: as many as it has rows, each exactly as wide as it is. Pure.

Three sizes: roomy (two columns), compact (80×24), and tiny, which keeps name, digits, signal word, next and finish down
to a few cells.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rich.style import Style
from rich.text import Text

from runofshow.screen.faces import Face, face_of, introducing
from runofshow.screen.keymap import HELP_KEY, KEYS, Action, Key, useful_keys
from runofshow.screen.lines import RULE, beside, column, exactly, line, people, rule, spread, wrapped
from runofshow.screen.list_panels import interventions_panel, order_panel, speakers_panel
from runofshow.screen.next_panels import next_panel, reading_panel, upcoming, upcoming_label
from runofshow.screen.now_panels import countdown_box, now_panel, second_countdown
from runofshow.screen.outlook import finish_line, floor_lines, outlook_panel
from runofshow.screen.palette import ALARM, LABEL, NAME, NOTICE, QUIET, WARNING
from runofshow.screen.summary_panel import summary_panel
from runofshow.screen.words import clock_time, offset_words, phase_words, stage_words, title_of
from runofshow.show.forecast import Forecast
from runofshow.show.state import Phase, Show

ROOMY: Final = (100, 32)
COMPACT: Final = (64, 20)
"""The least width and height of a size."""

TINIEST: Final = 3
"""With fewer rows than this the countdown stands beside the name."""

FEWEST_SPEAKERS: Final = 5
"""Rows that the list of speakers has at the least, its heading included, where there is a second column."""

_WIDE_HELP: Final = 60
"""Cells from which on the head of the help has room for a remark."""

MOST_NOTICE_LINES: Final = 2
MOST_FAILURE_LINES: Final = 4
"""What to do about a failure stands at the end of its sentence, after the journal's path: it needs more room."""

FEWEST_INTERVENTIONS: Final = 3
"""Rows under which the last interventions are left out, their heading included."""


class Tone(StrEnum):
    """How a notice is meant."""

    DONE = "done"
    WARNED = "warned"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence that stands on the screen for some seconds."""

    sentence: str
    tone: Tone = Tone.DONE

    @property
    def style(self) -> Style:
        """Its background."""
        return {Tone.DONE: NOTICE, Tone.WARNED: WARNING, Tone.FAILED: ALARM}[self.tone]


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


def help_pages(height: int) -> int:
    """How many pages all keys take, in so many rows."""
    return -(-len(KEYS) // _keys_on_a_page(height))


def help_picture(show: Show, width: int, height: int, page: int = 0, notice: Notice | None = None) -> list[Text]:
    """All keys, and which of them do something now; a page of them where the screen is low.

    A notice stands at the foot, over the last of them: the help hides no failure.
    """
    widest = max(len(key.shown) for key in KEYS)
    room = _keys_on_a_page(height)
    rows = [
        line(
            (f" {key.shown:<{widest}}  ", NAME if key.useful(show) else QUIET),
            (key.help, Style() if key.useful(show) else QUIET),
        )
        for key in KEYS[page * room : (page + 1) * room]
    ]
    more = page + 1 < help_pages(height)
    keys = f"{'? more · ' if more else ''}any {'other ' if more else ''}key closes"
    dim = "dim: nothing to do now · "
    head = spread(line((" KEYS", LABEL)), line((f"{dim if width >= _WIDE_HELP else ''}{keys} ", QUIET)), width)
    told = [] if notice is None else notice_lines(notice, width)[:height]
    return [*column([head, exactly(rule(width), width), *rows], width, height - len(told)), *told]


def _keys_on_a_page(height: int) -> int:
    return max(1, height - 2)


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
    parts = [_clickable(key, line((key.shown.split(" ")[0], NAME), f" {key.short(show)}")) for key in useful]
    all_keys = _clickable(HELP_KEY, line(("?", NAME), " all keys"))
    lines: list[Text] = []
    for row in range(rows):
        last = row == rows - 1
        room = width - (all_keys.cell_len + 2 if last else 0)
        here = Text()
        while parts and here.cell_len + parts[0].cell_len + 2 <= room:
            here = line(here, parts.pop(0), "  ")
        lines.append(exactly(line(here, all_keys) if last else here, width))
    return lines


def _clickable(key: Key, words: Text) -> Text:
    """Words that stand for a key also when they are clicked on; where several keys are meant, nobody is hit."""
    if key.action is Action.REPLY:
        return words
    words.stylize(Style(meta={"key": key.keys[0]}))
    return words


def _top(show: Show, forecast: Forecast, width: int, around: Around) -> list[Text]:
    """The header, and what must not be overlooked."""
    warnings = [exactly(line(f" {people(sentence)}"), width, WARNING) for sentence in around.warnings]
    stage = (
        [exactly(line((" SPEAKER'S SCREEN  ", LABEL), (words, NAME)), width)] if (words := stage_words(show)) else []
    )
    return [*header(show, forecast, width), *warnings, *stage]


def _bottom(show: Show, width: int, around: Around, rows: int) -> list[Text]:
    """The notice, and the keys; a row of keys gives way to a sentence that is too long for one line."""
    notice = [exactly(Text(), width)] if around.notice is None else notice_lines(around.notice, width)
    return [*notice, *(footer(show, width, rows + 1 - len(notice)) if around.keys else [])]


def notice_lines(notice: Notice, width: int) -> list[Text]:
    """A notice on as many lines as it needs, up to a few."""
    most = MOST_FAILURE_LINES if notice.tone is Tone.FAILED else MOST_NOTICE_LINES
    return [exactly(line(f" {part}"), width, notice.style) for part in wrapped(notice.sentence, width - 2, most)]


def _roomy(show: Show, forecast: Forecast, width: int, height: int, around: Around) -> list[Text]:
    top, bottom = _top(show, forecast, width, around), _bottom(show, width, around, 2)
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
    """Running order, list of speakers, last interventions: the first gives way to the others, down to a few rows."""
    speakers = 1 + max(1, len(show.waiting))
    segments = len({block.run.segment for block in forecast.blocks})
    whole = 1 + len(forecast.blocks) + segments
    kept = min(speakers, FEWEST_SPEAKERS) + 1 + (FEWEST_INTERVENTIONS + 1 if show.interventions else 0)
    order = order_panel(show, forecast, width, min(whole, room - kept))
    lists = _floor_column(show, forecast, width, room - len(order) - 1)
    return [*order, exactly(rule(width), width), *lists]


def _floor_column(show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
    """The list of speakers, and beneath it the last interventions where there is room; these alone if nobody waits."""
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


def _compact(show: Show, forecast: Forecast, width: int, height: int, around: Around) -> list[Text]:
    top, bottom = _top(show, forecast, width, around), _bottom(show, width, around, 2)
    room = height - len(top) - len(bottom)
    face = face_of(show, forecast)
    box_width = min(width // 2, 40)
    beside_width = width - box_width - 1
    name = spread(line((face.name, NAME)), line((face.label, LABEL)), width)
    details = [exactly(line(one), width) for one in _short_details(face, width, whole=introducing(forecast))]
    second = second_countdown(show, forecast, width)
    box = countdown_box(face, box_width, 5)
    said = _beside_countdown(show, forecast, beside_width, len(box))
    middle = [line(one, " ", other) for one, other in zip(box, column(said, beside_width, len(box)), strict=True)]
    above = [name, *details, *second, *middle, *outlook_panel(show, forecast, width)]
    lists = max(0, room - len(above))
    return [*top, *above[:room], *_lists(show, forecast, width, lists), *bottom]


def _beside_countdown(show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
    """What a small screen says beside the digits: what to read out, who is next, or where the time went."""
    if introducing(forecast):
        return reading_panel(show, forecast, width, height)
    if forecast.phase is Phase.FINISHED and forecast.holder is None:
        return summary_panel(show, width, height)
    return next_panel(show, forecast, width, height)


def _short_details(face: Face, width: int, *, whole: bool) -> list[str]:
    """Designation and pronunciation, a line each; the whole designation, on two, for who is to be introduced."""
    said = [one for one in face.details if one]
    first = wrapped(said[0], width, 2 if whole else 1) if said else []
    return [*first, *said[1:2]]


def _lists(show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
    """Running order, and beside it the floor."""
    right_width = min(30, width * 3 // 8)
    left_width = width - right_width - len(RULE)
    order = order_panel(show, forecast, left_width, height)
    right = _floor_column(show, forecast, right_width, height)
    return beside(order, right, left_width, right_width, height)


def _tiny(show: Show, forecast: Forecast, width: int, height: int, around: Around) -> list[Text]:
    face = face_of(show, forecast)
    offset = line(offset_words(forecast.offset))
    name = exactly(line((face.name, NAME)), width)
    following, label = upcoming(forecast), f"{upcoming_label(forecast)} "
    finished = forecast.phase is Phase.FINISHED and forecast.holder is None
    next_name = title_of(following.run) if following is not None else "" if finished else "nothing more"
    finish = exactly(finish_line(show, forecast), width)
    if around.notice is not None:
        finish = exactly(line(people(around.notice.sentence)), width, around.notice.style)
    elif around.warnings:
        finish = exactly(line(people(around.warnings[0])), width, WARNING)
    rehearsal = line((" REHEARSAL ", WARNING)) if show.mode == "rehearsal" else Text()
    clock = spread(rehearsal, line(clock_time(show, forecast.now)), width)
    below = [spread(line((("" if finished else label), LABEL), next_name), offset, width), finish]
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
    whole = [clock, *lines] if len(lines) < height else lines
    return [*whole, *floor_lines(show, forecast, width)]
