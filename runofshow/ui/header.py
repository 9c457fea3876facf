"""The face of each phase: the one thing that a moderator must see in half a second. Pure."""

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from rich.style import Style

from runofshow.agenda.delegations import find
from runofshow.agenda.durations import clock_digits, countdown_digits, signed_digits
from runofshow.show.countdown import Countdown
from runofshow.show.forecast import Forecast
from runofshow.show.names import clock_time, hours_minutes, title_of, who
from runofshow.show.parts import ZERO, BlockRun, Intervention
from runofshow.show.state import Phase, Show
from runofshow.text import sanitize, without_honorifics
from runofshow.ui.big_text import capitals
from runofshow.ui.palette import ALARM, HELD, WARNING, signal_style
from runofshow.ui.phrases import designation, held_words, kind_of, pronunciation, signal_word, span_words, speaker_of


@dataclass(frozen=True, slots=True)
class Face:
    """A name, its figures, and the word that goes with them."""

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
    sign: tuple[str, ...] = ()
    """The name as large letters may say it, from its longest form to its shortest; none in a script without them."""


def face_of(show: Show, forecast: Forecast) -> Face:
    """The face of the phase that the show is in; whoever holds the floor comes before everything else."""
    if show.holding is not None and forecast.holder is not None:
        return _holder_face(show, show.holding, forecast.holder)
    match forecast.phase:
        case Phase.BEFORE:
            return _before_face(show, forecast)
        case Phase.HANDOVER:
            return _handover_face(show, forecast)
        case Phase.FINISHED:
            return _finished_face(show, forecast)
        case Phase.RUNNING | Phase.PAUSED:
            return _running_face(show, forecast)


def introducing(forecast: Forecast) -> bool:
    """Whether the moderator now introduces who is next."""
    return forecast.holder is None and forecast.phase in {Phase.BEFORE, Phase.HANDOVER}


def sign_of(run: BlockRun) -> tuple[str, ...]:
    """A block's speaker, or the floor, as large letters may say it."""
    return person_sign(run.block.title) if speaker_of(run) else ("THE FLOOR", "FLOOR")


def person_sign(name: str) -> tuple[str, ...]:
    """A person's name without honorifics, then with fewer and fewer of the words before the last one.

    What stands in brackets or after a comma is no part of the name.
    """
    words = (capitals(without_honorifics(re.split(r"[(,]", name, maxsplit=1)[0])) or "").split()
    return tuple(" ".join(words[start:]) for start in range(len(words)))


@lru_cache(maxsize=64)
def delegation_sign(name: str) -> tuple[str, ...]:
    """A delegation's name without what stands in brackets, then as much of its beginning as is a name of it as well.

    ``UNITED KINGDOM`` is one, as the table of delegations knows; ``SOUTH``, ``REPUBLIC`` and ``EUROPEAN`` are not.
    """
    words = (capitals(name.split("(", maxsplit=1)[0]) or "").split()
    whole, cuts = " ".join(words), [" ".join(words[:end]) for end in range(len(words) - 1, 0, -1)]
    meant = find(name) if cuts else None
    shorter = [cut for cut in cuts if meant is not None and find(cut) == meant]
    return (whole, *shorter) if whole else ()


def _running_face(show: Show, forecast: Forecast) -> Face:
    run, countdown = show.running, forecast.countdown
    if run is None or countdown is None:
        return _finished_face(show, forecast)
    return Face(
        label=f"NOW · {kind_of(run)}",
        name=title_of(run),
        details=(designation(run), _saying(run)),
        word=_word(show, countdown),
        digits=countdown_digits(countdown.remaining),
        beside=held_words(forecast) or _used(show, countdown, run.extension),
        style=HELD if show.paused else signal_style(countdown.signal),
        part=_part(countdown),
        sign=sign_of(run),
    )


def _holder_face(show: Show, holding: Intervention, countdown: Countdown) -> Face:
    particulars = holding.particulars
    name = who(particulars)
    person = sanitize(particulars.person) if particulars.person else ""
    by_person = particulars.category == "panel" or particulars.who is None
    named = particulars.who or particulars.person
    sign = (person_sign if by_person else delegation_sign)(named) if named else (f"FLOOR {holding.number}",)
    return Face(
        label=f"POINT OF ORDER · {holding.number}" if holding.interrupts else f"FLOOR · {holding.number}",
        name=name,
        details=(person if person != name else "",),
        word=_word(show, countdown),
        digits=countdown_digits(countdown.remaining),
        beside=_used(show, countdown, holding.extension),
        style=HELD if show.paused else signal_style(countdown.signal),
        part=_part(countdown),
        sign=sign,
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
    return _introduction(forecast, "FIRST", word, _until(until), beside=beside, style=WARNING if late else HELD)


def _until(until: timedelta) -> str:
    """The countdown to the start; in days while it is farther off than a day, on either side."""
    return countdown_digits(until) if abs(until) < timedelta(days=1) else span_words(abs(until)).upper()


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
        details=(designation(run), _saying(run)),
        word=word,
        digits=digits,
        beside=beside,
        style=style,
        spoken=(run.block.intro,) if run.block.intro else (),
        sign=sign_of(run),
    )


def _finished_face(show: Show, forecast: Forecast) -> Face:
    return Face(
        label="FINISHED",
        name="The show is closed." if show.closed is not None else "Every block has been run.",
        details=(),
        word="OVER AT",
        digits=clock_time(show, forecast.finish)[:5],
        beside=f"hard stop {hours_minutes(show, forecast.hard_stop)}",
        style=ALARM if forecast.overrun >= timedelta(seconds=1) else HELD,
        sign=("FINISHED",),
    )


def _word(show: Show, countdown: Countdown) -> str:
    return "PAUSED" if show.paused else signal_word(countdown)


def _used(show: Show, countdown: Countdown, extension: timedelta) -> str:
    """How much of the time is used; of one that is held also what it would say otherwise."""
    added = f" ({signed_digits(extension)})" if extension else ""
    used = f"{clock_digits(countdown.elapsed)} of {clock_digits(countdown.allotment)}{added}"
    return f"{signal_word(countdown)} · {used}" if show.paused else used


def _part(countdown: Countdown) -> float:
    whole = countdown.allotment
    return min(1.0, countdown.elapsed / whole) if whole > ZERO else 1.0


def _saying(run: BlockRun) -> str:
    return f"say: {say}" if (say := pronunciation(run)) else ""
