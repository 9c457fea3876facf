"""The pages as data: the speaker's screen, like `watch --stage`, and the view for staff on their phones. Pure."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from runofshow.agenda.durations import clock_digits
from runofshow.serve.page_clock import Counter, Step, counting_now, counting_run, counting_turn, ground_of
from runofshow.show.forecast import BlockForecast, Forecast
from runofshow.show.names import hours_minutes, length_of, title_of, who
from runofshow.show.parts import BlockRun, Status
from runofshow.show.state import Phase, Show
from runofshow.text import sanitize
from runofshow.ui.header import Face, face_of, introducing, starts_in
from runofshow.ui.messages import (
    ends_style,
    ends_words,
    mark,
    offset_words,
    outlook_sentences,
    past_hard_stop,
    phase_words,
    resumes_words,
    room_words,
    speaking,
    stage_words,
    status_words,
    turn_words,
)
from runofshow.ui.palette import ALARM, PLAIN
from runofshow.ui.panels import following_words, speaking_time, upcoming


@dataclass(frozen=True, slots=True)
class StageView:
    """The speaker's screen. A blank one tells nothing but that it is blank."""

    blank: bool = False
    rehearsal: bool = False
    counter: Counter | None = None
    """None if nothing counts down."""
    speaking: str = ""
    """Whose time counts down."""
    turn: Counter | None = None
    """How long the panellist who speaks has had the word; None if nobody on a panel has it."""
    word: str = ""
    """The large word if nothing counts down."""
    called: str = ""
    """Who is called to the front."""
    allotted: str = ""
    """How long they will have."""
    following: str = ""
    """Who is next while something counts down, and how long they will have."""
    message: str = ""
    """The moderator's message to the speaker."""


WAITING: Final = StageView(word="WAITING")
"""The stage before there is a show."""


def stage_view(show: Show, forecast: Forecast) -> StageView:
    """Return the speaker's screen at the instant of the forecast; it stays equal for as long as nobody acts."""
    if show.stage.blank:
        return StageView(blank=True)
    counter, following = counting_now(show, forecast), forecast.next_block
    if counter is None and starts_in(show, forecast) is not None:
        counter = Counter(forecast.start, (Step(None, "STARTS IN", ""),))
    view = StageView(
        rehearsal=show.mode == "rehearsal",
        counter=counter,
        turn=counting_turn(show, forecast),
        speaking=resumes_words(show, forecast) or speaking(show),
        message=sanitize(show.stage.message or ""),
    )
    if counter is not None:
        return replace(view, following=following_words(show, forecast))
    if introducing(forecast) and following is not None:
        return replace(view, word="NEXT", called=title_of(following.run), allotted=speaking_time(following))
    return replace(view, word=phase_words(Phase.FINISHED) if forecast.phase is Phase.FINISHED else "")


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
class Waiting:
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
        spoken=(sanitize(face.spoken),) if face.spoken else (),
        within=_within(show, forecast),
        stage=stage_words(show),
    )


def _figures(show: Show, forecast: Forecast, face: Face) -> Figures:
    """Return the large figure: a countdown, the time to the start or since a block ended, or one that stands still."""
    ground = ground_of(face.style)
    counter, step = counting_now(show, forecast), Step(None, face.word, ground)
    if counter is None and forecast.phase is Phase.HANDOVER and show.last_ended is not None:
        counter = Counter(show.last_ended, (step,), up=True, beside=face.beside)
    is_near = show.mode == "live" and abs(forecast.start - forecast.now) < timedelta(days=1)
    if counter is None and forecast.phase is Phase.BEFORE and is_near:
        counter = Counter(forecast.start, (step,), beside=face.beside)
    if counter is not None:
        return Figures(face.name, counter)
    return Figures(face.name, None, face.word, face.digits, ground, face.beside)


def _within(show: Show, forecast: Forecast) -> Figures | None:
    if forecast.turn is not None and (turn := counting_turn(show, forecast)) is not None:
        return Figures(f"{forecast.turn.turn.number} {sanitize(forecast.turn.turn.speaker.name)}", turn)
    counter = None if forecast.holder is None else counting_run(show, forecast)
    return None if counter is None or show.running is None else Figures(f"in {title_of(show.running)}", counter)


def next_view(show: Show, forecast: Forecast) -> NextView | None:
    """Return the next speaker; None if there is none."""
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
    if past_hard_stop(forecast) is None:
        sentences = [(ends_words(show, forecast), ends_style(forecast))]
    else:
        sentences = [(room_words(show, forecast), ALARM)]
    if forecast.phase is not Phase.FINISHED:
        offset = offset_words(forecast.offset)
        sentences.append((f"{offset[0].upper()}{offset[1:]}.", PLAIN))
    sentences += outlook_sentences(show, forecast)
    return tuple(Sentence(words, ground_of(style)) for words, style in sentences if words)


def order_view(show: Show, forecast: Forecast) -> tuple[Row, ...]:
    """Return the running order, with planned and expected times."""
    before = ["", *(block.run.segment for block in forecast.blocks)]
    return tuple(
        _row(show, forecast, block, begins_segment=block.run.segment != last)
        for block, last in zip(forecast.blocks, before, strict=False)
    )


def _row(show: Show, forecast: Forecast, block: BlockForecast, *, begins_segment: bool) -> Row:
    run, following = block.run, forecast.next_block
    length = length_of(show, run.intervals, forecast.now) if run.status is Status.DONE else block.allotment
    planned, expected = hours_minutes(show, block.planned_start).strip(), hours_minutes(show, block.start).strip()
    moved = ""
    if block.start is not None and block.planned_start is not None and planned != expected:
        moved = "late" if block.start > block.planned_start else "early"
    is_next = following is not None and block.id == following.id and run.status is Status.WAITING
    return Row(
        segment=sanitize(run.segment) if begins_segment else "",
        status="next" if is_next else run.status.value,
        mark="›" if is_next else mark(run.status),
        said="next" if is_next else _said_of(run),
        planned=planned,
        expected=expected,
        moved=moved,
        length="" if run.status is Status.SKIPPED else clock_digits(length),
        title=title_of(run),
    )


def _said_of(run: BlockRun) -> str:
    if run.status is Status.RUNNING:
        return "now"
    return "done" if run.status is Status.DONE else status_words(run)


def queue_view(show: Show) -> QueueView:
    """Return how many wait for the floor, and whether the list is closed."""
    return QueueView(show.list_closed, len(show.waiting))


def list_view(show: Show, forecast: Forecast) -> tuple[Waiting, ...]:
    """Return the list of speakers, with the time at which each can expect the floor."""
    floor = forecast.floor
    if floor is None:
        return tuple(Waiting(who(one.particulars), "") for one in show.queue())
    return tuple(Waiting(who(turn.request.particulars), turn_words(show, turn)) for turn in floor.turns)
