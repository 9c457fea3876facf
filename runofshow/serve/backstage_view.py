"""What staff see on their phones: now, next, the running order, what follows, and who waits for the floor. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from runofshow.agenda.durations import clock_digits
from runofshow.serve.page_clock import Counter, Step, counting, ground_of
from runofshow.show.forecast import BlockForecast, Forecast
from runofshow.show.names import hours_minutes, length_of, title_of, who
from runofshow.show.parts import Status
from runofshow.show.state import Phase, Show
from runofshow.text import sanitize
from runofshow.ui.block_messages import mark, status_words
from runofshow.ui.course_messages import (
    ends_words,
    offset_words,
    past_hard_stop,
    remedy_words,
    room_words,
    stage_words,
)
from runofshow.ui.floor_messages import all_floor_words, floor_words, guards_words, seats_words, turn_words
from runofshow.ui.header import Face, face_of
from runofshow.ui.next_panels import upcoming
from runofshow.ui.palette import ALARM, WARNING

_SECOND: Final = timedelta(seconds=1)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Figures:
    """A word on its colour, with a figure that runs, or one that stands."""

    name: str
    counter: Counter | None
    word: str = ""
    digits: str = ""
    """The figure where nothing runs."""
    ground: str = ""
    beside: str = ""


@dataclass(frozen=True, slots=True)
class NowView:
    """What the moderator looks at first."""

    rehearsal: bool
    label: str
    figures: Figures
    details: tuple[str, ...]
    spoken: tuple[str, ...]
    """What the moderator reads out now."""
    within: Figures | None
    """The running block's countdown while somebody from the floor has the large one."""
    stage: str
    """What the speaker's screen shows beside the countdown."""


@dataclass(frozen=True, slots=True)
class NextView:
    """Who follows."""

    label: str
    name: str
    planned: str
    expected: str
    details: tuple[str, ...]
    intro: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing that follows from the show so far, on the colour of its urgency."""

    words: str
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A block in the running order."""

    segment: str
    status: str
    mark: str
    said: str
    planned: str
    expected: str
    length: str
    title: str
    follows: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody on the list of speakers."""

    name: str
    expected: str


@dataclass(frozen=True, slots=True)
class ListView:
    """The list of speakers."""

    closed: bool
    turns: tuple[Turn, ...]


def now_view(show: Show, forecast: Forecast) -> NowView:
    """The one thing that a moderator must see, as staff see it."""
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
    """Who follows what the large figures are about; None if nobody does."""
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
    """Whether the show finishes in time, what the floor keeps, and what would mend it."""
    return tuple(sentence for sentence in _outlook(show, forecast) if sentence.words)


def order_view(show: Show, forecast: Forecast) -> tuple[Row, ...]:
    """The running order, with planned and expected times."""
    return tuple(_row(show, forecast, block) for block in forecast.blocks)


def list_view(show: Show, forecast: Forecast) -> ListView:
    """Who waits for the floor, and when each can expect it."""
    floor = forecast.floor
    if floor is None:
        return ListView(show.list_closed, tuple(Turn(who(one.particulars), "") for one in show.queue()))
    turns = (Turn(who(turn.request.particulars), turn_words(show, turn)) for turn in floor.turns)
    return ListView(show.list_closed, tuple(turns))


def _figures(show: Show, forecast: Forecast, face: Face) -> Figures:
    ground = ground_of(face.style)
    counter = _counter(show, forecast, Step(None, face.word, ground), face.beside)
    if counter is not None:
        return Figures(face.name, counter)
    return Figures(face.name, None, face.word, face.digits, ground, face.beside)


def _counter(show: Show, forecast: Forecast, step: Step, beside: str) -> Counter | None:
    """What runs: a countdown, the time to the start, the time since a block ended; None where a figure stands."""
    if show.holding is not None and forecast.holder is not None:
        return counting(show, forecast, forecast.holder, show.holding.extension)
    if show.running is not None and forecast.countdown is not None:
        return counting(show, forecast, forecast.countdown, show.running.extension)
    if forecast.phase is Phase.HANDOVER and show.last_ended is not None:
        return Counter(show.last_ended, (step,), up=True, beside=beside)
    starts = forecast.phase is Phase.BEFORE and show.mode == "live" and abs(forecast.start - forecast.now) < _DAY
    return Counter(forecast.start, (step,), beside=beside) if starts else None


def _within(show: Show, forecast: Forecast) -> Figures | None:
    run, countdown = show.running, forecast.countdown
    if forecast.holder is None or run is None or countdown is None:
        return None
    return Figures(f"in {title_of(run)}", counting(show, forecast, countdown, run.extension))


def _outlook(show: Show, forecast: Forecast) -> Iterator[Sentence]:
    """The sentences of the moderator's outlook, in its order."""
    if past_hard_stop(forecast) is not None:
        yield Sentence(room_words(show, forecast), ground_of(ALARM))
    else:
        yield Sentence(ends_words(show, forecast), ground_of(ALARM) if forecast.overrun >= _SECOND else "")
    if forecast.phase is not Phase.FINISHED:
        offset = offset_words(forecast.offset)
        yield Sentence(f"{offset[0].upper()}{offset[1:]}.")
    yield Sentence(guards_words(forecast.guards), ground_of(WARNING))
    yield Sentence(remedy_words(forecast))
    if forecast.floor is not None:
        yield Sentence(f"{floor_words(show, forecast.floor)} {seats_words(show, forecast.floor)}".strip())
    yield Sentence(all_floor_words(forecast))


def _row(show: Show, forecast: Forecast, block: BlockForecast) -> Row:
    run = block.run
    length = length_of(show, run.intervals, forecast.now) if run.status is Status.DONE else block.allotment
    follows = forecast.next_block is not None and forecast.next_block.id == block.id
    return Row(
        segment=sanitize(run.segment),
        status=run.status.value,
        mark="›" if follows and run.status is Status.WAITING else mark(run.status),
        said=status_words(run),
        planned=hours_minutes(show, block.planned_start).strip(),
        expected=hours_minutes(show, block.start).strip(),
        length="" if run.status is Status.SKIPPED else clock_digits(length),
        title=title_of(run),
        follows=follows,
    )
