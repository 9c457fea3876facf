"""What runs and what is next: the two panels that a moderator looks at first. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from rich.style import Style
from rich.text import Text

from runofshow.agenda.duration import clock_digits, countdown_digits, signed_digits
from runofshow.screen.digits import large_digits, largest
from runofshow.screen.lines import column, exactly, line, people, rule, spread, wrapped
from runofshow.screen.palette import ALARM, HELD, LABEL, NAME, PLAIN, QUIET, SIGNALS, WARNING
from runofshow.screen.words import (
    clock_time,
    designation,
    hours_minutes,
    kind_of,
    pronunciation,
    signal_word,
    title_of,
    who,
)
from runofshow.show.forecast import BlockForecast, Countdown, Forecast
from runofshow.show.state import ZERO, Phase, Show

WIDEST_COUNTDOWN = "00:00"
"""What a countdown keeps room for, so that nothing jumps when a figure is lost."""


@dataclass(frozen=True, slots=True)
class Face:
    """The one thing that the moderator must see: a name, its figures, and the word that goes with them."""

    label: str
    name: str
    details: tuple[str, ...]
    word: str
    digits: str
    beside: str
    """What stands at the other end of the line of the word."""
    style: Style
    part: float | None = None
    """How much of the time is used, from 0 to 1."""
    spoken: tuple[str, ...] = ()
    """What to read out: the introduction, a paragraph each."""


def face_of(show: Show, forecast: Forecast) -> Face:
    """The face of the phase that the show is in; whoever holds the floor comes before everything else."""
    if forecast.holder is not None:
        return _holder_face(show, forecast.holder)
    match forecast.phase:
        case Phase.BEFORE:
            return _before_face(show, forecast)
        case Phase.HANDOVER:
            return _handover_face(show, forecast)
        case Phase.FINISHED:
            return _finished_face(show, forecast)
        case Phase.RUNNING | Phase.PAUSED:
            return _running_face(show, forecast)


def now_panel(show: Show, forecast: Forecast, width: int, digit_rows: int, details: int) -> list[Text]:
    """Who it is, and the countdown box; at most so many rows for digits, and for what is said of the speaker."""
    face = face_of(show, forecast)
    lines = [spread(line((face.name, NAME)), line((face.label, LABEL)), width)]
    lines += [exactly(Text(one), width) for one in _details(face, width, details)]
    lines += countdown_box(face, width, digit_rows)
    return lines + second_countdown(show, forecast, width)


def countdown_box(face: Face, width: int, digit_rows: int) -> list[Text]:
    """The digits on the colour of their signal, with its word above and the time used beneath."""
    room = width - len(face.word) - 3
    word = spread(
        line(f" {face.word}"), line(f"{face.beside} ") if len(face.beside) < room else Text(), width, face.style
    )
    return [word, *_digits(face, width, digit_rows), *_progress(face, width)]


def second_countdown(show: Show, forecast: Forecast, width: int) -> list[Text]:
    """The running block's countdown while somebody from the floor has the large one."""
    run, countdown = show.running, forecast.countdown
    if forecast.holder is None or run is None or countdown is None:
        return []
    figures = line((f" {countdown_digits(countdown.remaining)} {signal_word(countdown)} ", SIGNALS[countdown.signal]))
    return [spread(line(f"in {title_of(run)}"), figures, width)]


def introducing(forecast: Forecast) -> bool:
    """Whether the moderator now introduces who is next."""
    return forecast.holder is None and forecast.phase in {Phase.BEFORE, Phase.HANDOVER}


def upcoming(forecast: Forecast) -> BlockForecast | None:
    """The block that follows what the large digits are about."""
    ahead = [block for block in forecast.blocks if block.run.remains]
    return next(iter(ahead[1:] if introducing(forecast) else ahead), None)


def reading_panel(show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
    """What the moderator reads out now, and who comes after, in so many lines."""
    run = None if forecast.next_block is None else forecast.next_block.run
    spoken = wrapped((run.block.intro if run is not None else None) or "", width, height - 1)
    return [*column([line(one) for one in spoken], width, height - 1), *next_panel(show, forecast, width, 1)]


def next_panel(show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
    """Who follows, how to say the name, and what to read out, in so many lines."""
    label, block = "THEN" if introducing(forecast) else "NEXT", upcoming(forecast)
    if block is None:
        nothing = [] if forecast.phase is Phase.FINISHED else [line((label, LABEL), "  nothing more")]
        return column(nothing, width, height)
    head = spread(line((label, LABEL), "  ", (title_of(block.run), NAME)), _starts(show, block), width)
    body = [designation(block.run), _said(block)]
    lines = [head, *(line(part) for text in body if text for part in wrapped(text, width - 6, 2))]
    introduction = block.run.block.intro or ""
    intro = [line(part) for part in wrapped(introduction, width - 6, height - len(lines))]
    return column([lines[0], *(line(" " * 6, one) for one in [*lines[1:], *intro])], width, height)


# The faces.


def _running_face(show: Show, forecast: Forecast) -> Face:
    run, countdown = show.running, forecast.countdown
    if run is None or countdown is None:
        return _finished_face(show, forecast)
    return Face(
        label=f"NOW · {kind_of(run)}",
        name=title_of(run),
        details=(designation(run), _saying(pronunciation(run))),
        word=_word(show, countdown),
        digits=countdown_digits(countdown.remaining),
        beside=_used(countdown, run.extension),
        style=HELD if show.paused else SIGNALS[countdown.signal],
        part=_part(countdown),
    )


def _holder_face(show: Show, countdown: Countdown) -> Face:
    holding = show.holding
    particulars = holding.particulars if holding is not None else None
    person = people(particulars.person) if particulars is not None and particulars.person else ""
    name = "" if particulars is None else who(particulars)
    return Face(
        label="" if holding is None else f"FLOOR · {holding.number}",
        name=name,
        details=(person if person != name else "",),
        word=_word(show, countdown),
        digits=countdown_digits(countdown.remaining),
        beside=_used(countdown, ZERO if holding is None else holding.extension),
        style=HELD if show.paused else SIGNALS[countdown.signal],
        part=_part(countdown),
    )


def _before_face(show: Show, forecast: Forecast) -> Face:
    until = forecast.start - forecast.now
    late = until <= -timedelta(seconds=1)
    if show.mode == "rehearsal":
        word, beside = "READY", "the plan begins with you"
    elif late:
        word, beside = "LATE BY", f"planned start {hours_minutes(show, forecast.start)}"
    else:
        word, beside = "STARTS IN", f"at {hours_minutes(show, forecast.start)}"
    return _introduction(
        forecast, "FIRST", word, countdown_digits(until), beside=beside, style=WARNING if late else HELD
    )


def _handover_face(show: Show, forecast: Forecast) -> Face:
    since = forecast.now - (show.last_ended or forecast.now)
    following = forecast.next_block
    planned = ZERO if following is None else show.handover(following.run)
    style = WARNING if since > planned else HELD
    beside = f"planned {clock_digits(planned)}"
    return _introduction(forecast, "NEXT", "HANDOVER", clock_digits(since), beside=beside, style=style)


def _introduction(  # noqa: PLR0913 -- a face has that many parts
    forecast: Forecast, label: str, word: str, digits: str, *, beside: str, style: Style
) -> Face:
    following = forecast.next_block
    if following is None:
        return Face("", "", (), word, digits, beside, style)
    run = following.run
    return Face(
        label=f"{label} · {kind_of(run)}",
        name=title_of(run),
        details=(designation(run), _saying(pronunciation(run))),
        word=word,
        digits=digits,
        beside=beside,
        style=style,
        spoken=(run.block.intro,) if run.block.intro else (),
    )


def _finished_face(show: Show, forecast: Forecast) -> Face:
    speeches = sum(
        (block.run.elapsed(forecast.now) for block in forecast.blocks if kind_of(block.run) == "speech"), ZERO
    )
    floor = [one.spell.elapsed(forecast.now) for one in show.log()]
    return Face(
        label="FINISHED",
        name="The show is closed." if show.closed is not None else "Every block has been run.",
        details=(f"Speeches {clock_digits(speeches)}; {len(floor)} from the floor, {clock_digits(sum(floor, ZERO))}",),
        word="OVER AT",
        digits=clock_time(show, forecast.finish)[:5],
        beside=f"hard stop {hours_minutes(show, forecast.hard_stop)}",
        style=ALARM if forecast.overrun >= timedelta(seconds=1) else HELD,
    )


def _word(show: Show, countdown: Countdown) -> str:
    return f"PAUSED · {signal_word(countdown)}" if show.paused else signal_word(countdown)


def _used(countdown: Countdown, extension: timedelta) -> str:
    added = f" ({signed_digits(extension)})" if extension else ""
    return f"{clock_digits(countdown.elapsed)} of {clock_digits(countdown.allotment)}{added}"


def _part(countdown: Countdown) -> float:
    whole = countdown.allotment
    return min(1.0, countdown.elapsed / whole) if whole > ZERO else 1.0


def _saying(say: str) -> str:
    return f"say: {say}" if say else ""


def _said(block: BlockForecast) -> str:
    return _saying(pronunciation(block.run))


def _starts(show: Show, block: BlockForecast) -> Text:
    planned, expected = hours_minutes(show, block.planned_start), hours_minutes(show, block.start)
    if not planned.strip() or planned == expected:
        return line(expected)
    return line((f"{planned} → ", QUIET), (expected, NAME))


# Their parts.


def _details(face: Face, width: int, most: int) -> list[str]:
    """What is said of the speaker; the pronunciation stays when there is no room for all of it."""
    texts = [text for text in face.details if text]
    if not texts or most < 1:
        return []
    last = texts[1:] if most > 1 else []
    first = wrapped(texts[0], width, min(2, most - len(last)))
    shown = first + [part for text in last for part in wrapped(text, width, 1)]
    for paragraph in face.spoken:
        shown += wrapped(paragraph, width, most - len(shown))
    return shown[:most]


def _digits(face: Face, width: int, height: int) -> Sequence[Text]:
    field = face.digits.rjust(len(WIDEST_COUNTDOWN))
    size = largest(field, width - 2, height)
    if size is None:
        return [exactly(line(f" {face.digits}"), width, face.style)]
    return [exactly(line(" ", row), width, face.style) for row in large_digits(field, size)]


def _progress(face: Face, width: int) -> list[Text]:
    if face.part is None:
        return []
    cells = max(0, width - 2)
    used = int(face.part * cells)
    return [exactly(line(" ", "━" * used, "╌" * (cells - used)), width, face.style)]


def separator(width: int) -> Text:
    """A line between two panels."""
    return exactly(rule(width), width, PLAIN)
