"""The head of the moderator's screen: the meeting, who speaks or comes next, and the countdown. Pure."""

from datetime import timedelta
from typing import Final, NamedTuple

from rich.style import Style
from rich.text import Text

from runofshow.agenda.durations import clock_digits, countdown_digits, signed_digits
from runofshow.agenda.model import Floor, Item, Panel
from runofshow.instants import SECOND
from runofshow.show.countdown import Countdown, Signal
from runofshow.show.forecast import BlockForecast, Forecast
from runofshow.show.names import clock_time, hours_minutes, title_of, who
from runofshow.show.parts import ZERO, BlockRun, Intervention
from runofshow.show.state import Phase, Show
from runofshow.text import sanitize
from runofshow.ui import messages
from runofshow.ui.big_text import (
    capitals,
    cells_wide,
    countdown_field,
    delegation_sign,
    largest,
    lettered,
    person_sign,
)
from runofshow.ui.lines import exactly, fitted, fitting, line, spread, wrapped
from runofshow.ui.palette import ALARM, HELD, LABEL, NAME, PLAIN, QUIET, WARNING, signal_style, signal_word

SHORTEST_TITLE: Final = 12
"""Cells under which the title of the meeting, or of the segment, is left out."""


class Face(NamedTuple):
    """The name, figures and word that a phase shows first: a moderator must see them in half a second."""

    label: str
    name: str
    details: tuple[str, ...] = ()
    sign: tuple[str, ...] = ()
    """The name for large letters, from its longest form to its shortest; empty for scripts that have none."""
    spoken: str = ""
    """The introduction to read out."""
    word: str = ""
    digits: str = ""
    beside: str = ""
    """Stands at the other end of the word's line."""
    style: Style = PLAIN
    signal: Signal | None = None
    """The signal of a countdown that runs and hurries somebody."""
    part: float | None = None
    """The used part of the time, from 0 to 1; None if nothing counts down."""


def face_of(show: Show, forecast: Forecast) -> Face:
    """Return the face of the show's phase; whoever holds the floor comes before everything else."""
    if show.holding is not None and forecast.holder is not None:
        return _counting(_holder_face(show.holding), show, forecast.holder, show.holding)
    if (run := show.running) is not None and forecast.countdown is not None:
        face = _block_face("NOW", run)
        if isinstance(run.block, Panel):
            face = face._replace(details=(messages.panel_words(show, run, forecast.now), *face.details[1:]))
        beside = messages.held_words(forecast) or messages.resumes_words(show, forecast).partition(" · ")[2]
        return _counting(face._replace(beside=beside), show, forecast.countdown, run)
    if forecast.next_block is not None:
        return _introduction(show, forecast, forecast.next_block)
    return Face(
        label="FINISHED",
        name="The show is closed." if show.closed is not None else "Every block has been run.",
        sign=("FINISHED",),
        word="ENDED AT",
        digits=hours_minutes(show, forecast.finish),
        beside=f"hard stop {hours_minutes(show, forecast.hard_stop)}",
        style=ALARM if forecast.overrun >= SECOND else HELD,
    )


def introducing(forecast: Forecast) -> bool:
    """Return True while the moderator introduces the next speaker."""
    return forecast.holder is None and forecast.phase in {Phase.BEFORE, Phase.HANDOVER}


def starts_in(show: Show, forecast: Forecast) -> timedelta | None:
    """Return the time until the planned start of a live show; None after it, and more than a day before it."""
    until = forecast.start - forecast.now
    waits = forecast.phase is Phase.BEFORE and show.mode == "live" and ZERO < until < timedelta(days=1)
    return until if waits else None


def sign_of(run: BlockRun) -> tuple[str, ...]:
    """Return the name of a block's speaker, or of what it is, for large letters."""
    if isinstance(run.block, Floor):
        return "THE FLOOR", "FLOOR"
    if messages.speaker_of(run):
        return person_sign(run.block.called)
    return (capitals(messages.item_word(run.block) if isinstance(run.block, Item) else run.block.title) or "",)


def _holder_face(holding: Intervention) -> Face:
    said, name = holding.particulars, who(holding.particulars)
    person, named = sanitize(said.person or ""), said.name
    sign = person_sign if said.category == "panel" or said.who is None else delegation_sign
    return Face(
        label=f"{'POINT OF ORDER' if holding.interrupts else 'FLOOR'} · {holding.number}",
        name=name,
        details=(person if person != name else "",),
        sign=sign(named) if named else (f"FLOOR {holding.number}",),
    )


def _counting(face: Face, show: Show, countdown: Countdown, timed: BlockRun | Intervention) -> Face:
    """Add a countdown; beside it, unless something else stands there, how much of the time is used."""
    word, whole, run = signal_word(countdown), countdown.allotment, timed if isinstance(timed, BlockRun) else None
    added = f" ({signed_digits(timed.extension)})" if timed.extension else ""
    used = f"used {clock_digits(countdown.elapsed)} of {clock_digits(whole)}{added}"
    quiet = show.paused or (run is not None and messages.counts_quietly(run, countdown))
    return face._replace(
        word="PAUSED" if show.paused else messages.countdown_word(run, countdown),
        digits=countdown_digits(countdown.remaining),
        beside=face.beside or (f"{word} · {used}" if show.paused else used),
        style=HELD if quiet else signal_style(countdown.signal),
        signal=None if quiet else countdown.signal,
        part=min(1.0, countdown.elapsed / whole) if whole > ZERO else 1.0,
    )


def _introduction(show: Show, forecast: Forecast, following: BlockForecast) -> Face:
    """Return the face of who is introduced, with the time to the start, or of the handover."""
    run, word, style, start = following.run, "STARTS IN", HELD, forecast.start
    if forecast.phase is Phase.BEFORE:
        label, until = "FIRST", start - forecast.now
        style = WARNING if until <= -SECOND else HELD
        digits = countdown_digits(until) if abs(until) < timedelta(days=1) else messages.span_words(abs(until)).upper()
        beside = f"at {hours_minutes(show, start)}"
        if show.mode == "rehearsal":
            word, beside = "READY", "the plan begins with you"
        elif until <= -SECOND:
            word, beside = "LATE BY", f"planned start {hours_minutes(show, start)}"
    elif (due := show.start_ahead(run, forecast.now)) is not None and due - forecast.now >= SECOND:
        label, digits, beside = "NEXT", countdown_digits(due - forecast.now), f"at {hours_minutes(show, due)}"
    else:
        since, planned = forecast.now - (show.last_ended or forecast.now), show.handover(run)
        label, word, digits, beside = "NEXT", "HANDOVER", clock_digits(since), f"planned {clock_digits(planned)}"
        style = WARNING if since > planned else HELD
    spoken = run.block.intro or ""
    return _block_face(label, run)._replace(spoken=spoken, word=word, digits=digits, beside=beside, style=style)


def _block_face(label: str, run: BlockRun) -> Face:
    say = messages.pronunciation(run)
    details = messages.designation(run), f"say: {say}" if say else ""
    return Face(f"{label} · {run.block.kind}", title_of(run), details, sign_of(run))


def now_panel(show: Show, forecast: Forecast, width: int, room: int) -> list[Text]:
    """Draw who speaks and the countdown box in a column of `room` rows, of which all but the digits need 24."""
    face = face_of(show, forecast)
    letters = 2 if room >= 48 else 1 if room >= 32 else 0  # the size of name and word in large letters
    lines = name_lines(face, width)
    signs = [name for name in face.sign if cells_wide(name, letters) <= width - 1] if letters else []
    lines += [line(" ", (row, NAME)) for name in signs[:1] for row in lettered(name, letters)]
    most = 7 if introducing(forecast) else 3
    first, *last = [text for text in face.details if text] or [""]
    said = wrapped(first, width, min(2, most - len(last)))
    said += [part for text in last for part in wrapped(text, width, 1)]  # the pronunciation stays in any case
    lines += map(line, said + wrapped(face.spoken, width, most - len(said)))
    if room >= 34:
        lines.append(exactly(Text(), width, face.style))
    return [*lines, *countdown_box(face, width, max(8, room - 24), letters), *second_countdown(show, forecast, width)]


def name_lines(face: Face, width: int) -> list[Text]:
    """Draw the name beside what it is; a long one loses its honorifics, then it takes two lines."""
    label = line((face.label, LABEL))
    first, *others = fitted(face.name, width - label.cell_len - 1, 2)
    return [spread(line((first, NAME)), label, width), *(line((one, NAME)) for one in others)]


def countdown_box(face: Face, width: int, digit_rows: int, letters: int = 0) -> list[Text]:
    """Draw the digits on the colour of their signal, with its word above and the used time beneath.

    The word has large letters of that size where they fit, and what stands beside it at half their height.
    """
    beside = line(f"{face.beside} ") if len(face.beside) < width - len(face.word) - 3 else Text()
    words: tuple[str, ...] = (face.word,)
    level, large = 0, capitals(face.word) if letters else None
    if large is not None and cells_wide(large, letters) + beside.cell_len + 4 <= width:
        words = lettered(large, letters)
        level = len(words) // 2
    rows = [spread(line(f" {row}"), beside if at == level else Text(), width) for at, row in enumerate(words)]
    field = countdown_field(face.digits)
    size = largest(field, width - 2, digit_rows)
    rows += [line(" ", row) for row in ((face.digits,) if size is None else lettered(field, size))]
    if face.part is not None:
        cells = max(0, width - 2)
        used = int(face.part * cells)
        rows.append(line(" ", "━" * used, "╌" * (cells - used)))
    return [exactly(row, width, face.style) for row in rows]


def second_countdown(show: Show, forecast: Forecast, width: int) -> list[Text]:
    """Draw the block's countdown while somebody from the floor has the large one; else the turn of a panellist."""
    run, countdown, count = show.running, forecast.countdown, forecast.turn
    if run is None or countdown is None:
        return []
    if forecast.holder is not None:
        style = HELD if messages.counts_quietly(run, countdown) else signal_style(countdown.signal)
        words = f"{countdown_digits(countdown.remaining)} {messages.countdown_word(run, countdown)}"
        name = f"in {title_of(run)}"
    elif count is not None:
        over = count.remaining is not None and count.remaining <= -SECOND
        style = ALARM if over else NAME
        words = messages.panel_turn_words(count)
        name = f"{count.turn.number} {sanitize(count.turn.speaker.name)}"
    else:
        return []
    return [spread(line(name), line((f" {words} ", style)), width)]


def meeting_lines(show: Show, forecast: Forecast, width: int) -> list[Text]:
    """Draw two lines: the meeting, when it ends and the time; the phase, the offset and how long the room is ours.

    The finish against the hard stop, and the room, are told at every width: title, segment and offset give way.
    """
    clock, style = line((clock_time(show, forecast.now), NAME)), messages.ends_style(forecast)
    pad = "" if style.bgcolor is None else " "
    wordings = [messages.ends_words(show, forecast, short=short) for short in (False, True)]
    finishes = [line((f"{pad}{words}{pad}", style), "  " if pad else "   ") for words in wordings]
    finish = fitting(finishes, width - clock.cell_len)
    if width - finish.cell_len - clock.cell_len < SHORTEST_TITLE:
        first = spread(finish, clock, width)
    else:
        first = spread(line((sanitize(show.agenda.title), QUIET)), line(finish, clock), width)

    rehearsal = line((" REHEARSAL ", WARNING), " ") if show.mode == "rehearsal" else Text()
    room, late = messages.room_words(show, forecast), messages.past_hard_stop(forecast) is not None
    last = line((f" {room} ", ALARM)) if late else line((room, NAME))
    gap = " · " if room and not late else " " if room else ""
    offsets = messages.plan_words(show, forecast), messages.offset_words(forecast.offset)
    rights = [line((f"{words}{gap}", NAME if forecast.offset else QUIET), last) for words in offsets]
    right = fitting([*rights, last], width - rehearsal.cell_len)
    running = show.running or (None if forecast.next_block is None else forecast.next_block.run)
    segment = "" if running is None else sanitize(running.segment)
    phase = line(rehearsal, (messages.phase_words(forecast.phase), LABEL))
    cells = width - right.cell_len - 1
    left = line(phase, (f"  {segment}", QUIET)) if cells >= phase.cell_len + SHORTEST_TITLE else phase
    return [first, spread(left if cells >= phase.cell_len else rehearsal, right, width)]
