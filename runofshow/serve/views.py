"""The view for staff, on their phones: now, next, the running order, the outlook, and who waits. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, assert_never

from runofshow.agenda.durations import clock_digits
from runofshow.serve.page_clock import Counter, Step, counting, counting_turn, ground_of
from runofshow.show.forecast import BlockForecast, Forecast
from runofshow.show.names import hours_minutes, length_of, title_of, who
from runofshow.show.parts import BlockRun, Status
from runofshow.show.state import Phase, Show
from runofshow.text import sanitize
from runofshow.ui.header import Face, face_of
from runofshow.ui.messages import (
    ends_style,
    ends_words,
    mark,
    offset_words,
    past_hard_stop,
    room_words,
    stage_words,
    status_words,
    turn_words,
)
from runofshow.ui.next_panels import upcoming
from runofshow.ui.outlook import outlook_sentences
from runofshow.ui.palette import ALARM

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Figures:
    """A word on its colour, with a figure: one that runs, or one that stands still."""

    name: str
    counter: Counter | None
    word: str = ""
    digits: str = ""
    """The figure that stands still."""
    ground: str = ""
    beside: str = ""


@dataclass(frozen=True, slots=True)
class NowView:
    """The person who speaks now, or what happens instead."""

    rehearsal: bool
    label: str
    figures: Figures
    details: tuple[str, ...]
    spoken: tuple[str, ...]
    """The paragraphs that the moderator reads out now."""
    within: Figures | None
    """The running block's countdown while somebody from the floor has the large one; else a panellist's turn."""
    stage: str
    """The message on the speaker's screen, or that it is blank."""


@dataclass(frozen=True, slots=True)
class NextView:
    """The next speaker."""

    label: str
    name: str
    planned: str
    expected: str
    details: tuple[str, ...]
    intro: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the outlook, on the colour of its urgency."""

    words: str
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A block in the running order."""

    segment: str
    """Empty unless the block is the first of its segment that stands here."""
    status: str
    mark: str
    said: str
    """The status in a word, for who can't tell the marks apart."""
    planned: str
    expected: str
    moved: str
    """``late`` or ``early`` if the expected minute isn't the planned one, else empty."""
    length: str
    title: str


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody on the list of speakers."""

    name: str
    expected: str


@dataclass(frozen=True, slots=True)
class QueueView:
    """The list of speakers as a whole."""

    closed: bool
    waiting: int


NO_SHOW_YET: Final = NowView(
    rehearsal=False,
    label="no show yet",
    figures=Figures(name="Waiting for the show", counter=None, word="WAITING"),
    details=("This page shows it as soon as the moderator opens it.",),
    spoken=(),
    within=None,
    stage="",
)
"""What staff see before there is a show."""


def now_view(show: Show, forecast: Forecast) -> NowView:
    """Return what happens now."""
    face = face_of(show, forecast)
    return NowView(
        rehearsal=show.mode == "rehearsal",
        label=face.label,
        figures=_figures(show, forecast, face),
        details=tuple(detail for detail in face.details if detail),
        spoken=tuple(sanitize(paragraph) for paragraph in face.spoken),
        within=_within(show, forecast),
        stage=stage_words(show),
    )


def next_view(show: Show, forecast: Forecast) -> NextView | None:
    """Return who follows what happens now; None if nobody does."""
    found = upcoming(show, forecast)
    if not found:
        return None
    first, *then = found
    after = (f"{one.label.lower()} {one.name} {one.expected}".rstrip() for one in then)
    return NextView(
        label=first.label,
        name=first.name,
        planned=first.planned,
        expected=first.expected,
        details=tuple(filter(None, (f"say: {first.say}" if first.say else "", first.designation, *after))),
        intro=sanitize(first.intro),
    )


def outlook_view(show: Show, forecast: Forecast) -> tuple[Sentence, ...]:
    """Return the outlook: the finish against the hard stop, the floor's time, and what would mend an overrun."""
    return tuple(sentence for sentence in _outlook(show, forecast) if sentence.words)


def order_view(show: Show, forecast: Forecast) -> tuple[Row, ...]:
    """Return the running order, with planned and expected times."""
    upcoming_block = forecast.next_block
    following = None if upcoming_block is None else upcoming_block.id
    before = ["", *(block.run.segment for block in forecast.blocks)]
    return tuple(
        _row(show, forecast, block, begins_segment=block.run.segment != last, follows=block.id == following)
        for block, last in zip(forecast.blocks, before, strict=False)
    )


def queue_view(show: Show) -> QueueView:
    """Return how many wait for the floor, and whether the list is closed."""
    return QueueView(show.list_closed, len(show.waiting))


def list_view(show: Show, forecast: Forecast) -> tuple[Turn, ...]:
    """Return the list of speakers, with the time at which each can expect the floor."""
    floor = forecast.floor
    if floor is None:
        return tuple(Turn(who(one.particulars), "") for one in show.queue())
    return tuple(Turn(who(turn.request.particulars), turn_words(show, turn)) for turn in floor.turns)


def _figures(show: Show, forecast: Forecast, face: Face) -> Figures:
    ground = ground_of(face.style)
    counter = _counter(show, forecast, Step(None, face.word, ground), face.beside)
    if counter is not None:
        return Figures(face.name, counter)
    return Figures(face.name, None, face.word, face.digits, ground, face.beside)


def _counter(show: Show, forecast: Forecast, step: Step, beside: str) -> Counter | None:
    """Return the figure that runs: a countdown, or the time to the start or since a block ended."""
    if show.holding is not None and forecast.holder is not None:
        return counting(show, forecast, forecast.holder, show.holding.extension)
    if show.running is not None and forecast.countdown is not None:
        return counting(show, forecast, forecast.countdown, show.running.extension)
    if forecast.phase is Phase.HANDOVER and show.last_ended is not None:
        return Counter(show.last_ended, (step,), up=True, beside=beside)
    starts = forecast.phase is Phase.BEFORE and show.mode == "live" and abs(forecast.start - forecast.now) < _DAY
    return Counter(forecast.start, (step,), beside=beside) if starts else None


def _within(show: Show, forecast: Forecast) -> Figures | None:
    if forecast.turn is not None and (turn := counting_turn(show, forecast)) is not None:
        return Figures(f"{forecast.turn.turn.number} {sanitize(forecast.turn.turn.speaker.name)}", turn)
    run, countdown = show.running, forecast.countdown
    if forecast.holder is None or run is None or countdown is None:
        return None
    return Figures(f"in {title_of(run)}", counting(show, forecast, countdown, run.extension))


def _outlook(show: Show, forecast: Forecast) -> Iterator[Sentence]:
    """Yield the sentences of the moderator's outlook, in its order."""
    if past_hard_stop(forecast) is not None:
        yield Sentence(room_words(show, forecast), ground_of(ALARM))
    else:
        yield Sentence(ends_words(show, forecast), ground_of(ends_style(forecast)))
    if forecast.phase is not Phase.FINISHED:
        offset = offset_words(forecast.offset)
        yield Sentence(f"{offset[0].upper()}{offset[1:]}.")
    for words, style in outlook_sentences(show, forecast):
        yield Sentence(words, ground_of(style))


def _row(show: Show, forecast: Forecast, block: BlockForecast, *, begins_segment: bool, follows: bool) -> Row:
    run = block.run
    length = length_of(show, run.intervals, forecast.now) if run.status is Status.DONE else block.allotment
    planned, expected = hours_minutes(show, block.planned_start).strip(), hours_minutes(show, block.start).strip()
    is_next = follows and run.status is Status.WAITING
    return Row(
        segment=sanitize(run.segment) if begins_segment else "",
        status="next" if is_next else run.status.value,
        mark="›" if is_next else mark(run.status),
        said="next" if is_next else _status_word(run),
        planned=planned,
        expected=expected,
        moved=_moved(block) if planned and expected and planned != expected else "",
        length="" if run.status is Status.SKIPPED else clock_digits(length),
        title=title_of(run),
    )


def _status_word(run: BlockRun) -> str:
    match run.status:
        case Status.RUNNING:
            return "now"
        case Status.DONE:
            return "done"
        case Status.WAITING | Status.SKIPPED | Status.PARKED:
            return status_words(run)
        case _:
            assert_never(run.status)


def _moved(block: BlockForecast) -> str:
    if block.start is None or block.planned_start is None:
        return ""
    return "late" if block.start > block.planned_start else "early"
