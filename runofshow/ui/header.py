"""The head of the moderator's screen: the meeting, who speaks or comes next, and the countdown. Pure."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final, NamedTuple

from rich.style import Style
from rich.text import Text

from runofshow.agenda.durations import clock_digits, countdown_digits, signed_digits
from runofshow.agenda.model import Floor, Item, Panel
from runofshow.instants import SECOND
from runofshow.show.countdown import Countdown, Signal
from runofshow.show.forecast import Forecast
from runofshow.show.names import clock_time, hours_minutes, title_of, who
from runofshow.show.parts import ZERO, BlockRun, Intervention
from runofshow.show.state import Phase, Show
from runofshow.text import sanitize, without_honorifics
from runofshow.ui.big_text import (
    FIGURE_SPACE,
    capitals,
    cells_wide,
    delegation_sign,
    largest,
    lettered,
    person_sign,
    rows_high,
)
from runofshow.ui.lines import exactly, fitted, line, spread, wrapped
from runofshow.ui.messages import (
    countdown_style,
    countdown_word,
    counts_quietly,
    designation,
    ends_style,
    ends_words,
    held_words,
    item_word,
    kind_of,
    offset_words,
    panel_turn_words,
    panel_words,
    past_hard_stop,
    phase_words,
    plan_words,
    pronunciation,
    resumes_words,
    room_words,
    span_words,
    speaker_of,
)
from runofshow.ui.palette import ALARM, HELD, LABEL, NAME, PLAIN, QUIET, WARNING, signal_style, signal_word

LETTERS_FROM: Final = {32: 1, 48: 2}
"""The size of name and word in large letters, by the rows that a column has at the least."""

AIRY_FROM: Final = 34
"""Rows of a column from which on the countdown box has an empty line above its word."""

BESIDE_DIGITS: Final = 24
"""Rows of a column that everything but the digits needs."""

FEWEST_DIGIT_ROWS: Final = 8
"""Rows that the digits have in any case."""

COUNTDOWN_PLACES: Final = 5
"""Characters that a countdown keeps room for, as 00:00: nothing jumps when a figure is lost or a sign is added."""

SHORTEST_TITLE: Final = 12
"""Cells under which the title of the meeting, or of the segment, is left out."""


class Face(NamedTuple):
    """The name, figures and word that a phase shows first: a moderator must see them in half a second."""

    label: str = ""
    name: str = ""
    details: tuple[str, ...] = ()
    sign: tuple[str, ...] = ()
    """The name for large letters, from its longest form to its shortest; empty for scripts that have none."""
    spoken: tuple[str, ...] = ()
    """The introduction to read out, by paragraphs."""
    word: str = ""
    digits: str = ""
    beside: str = ""
    """Stands at the other end of the word's line."""
    style: Style = PLAIN
    part: float | None = None
    """The used part of the time, from 0 to 1."""


def face_of(show: Show, forecast: Forecast) -> Face:
    """Return the face of the show's phase; whoever holds the floor comes before everything else."""
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
    if isinstance(run.block, Item):
        return (item_word(run.block),)
    return person_sign(run.block.called) if speaker_of(run) else (capitals(run.block.title) or "",)


def _running_face(show: Show, forecast: Forecast) -> Face:
    run, countdown = show.running, forecast.countdown
    if run is None or countdown is None:
        return _finished_face(show, forecast)
    face = _block_face("NOW", run)
    if isinstance(run.block, Panel):
        face = face._replace(details=(panel_words(show, run, forecast.now), *face.details[1:]))
    beside = held_words(forecast) or resumes_words(show, forecast).partition(" · ")[2]
    face = _counting(face, show, countdown, run.extension, beside)
    quiet = counts_quietly(run, countdown) and not show.paused
    return face._replace(word=countdown_word(run, countdown), style=HELD) if quiet else face


def _holder_face(show: Show, holding: Intervention, countdown: Countdown) -> Face:
    said, name = holding.particulars, who(holding.particulars)
    person = sanitize(said.person) if said.person else ""
    by_person = said.category == "panel" or said.who is None
    named = said.who or said.person
    face = Face(
        label=f"{'POINT OF ORDER' if holding.interrupts else 'FLOOR'} · {holding.number}",
        name=name,
        details=(person if person != name else "",),
        sign=(person_sign if by_person else delegation_sign)(named) if named else (f"FLOOR {holding.number}",),
    )
    return _counting(face, show, countdown, holding.extension)


def _counting(face: Face, show: Show, countdown: Countdown, extension: timedelta, beside: str = "") -> Face:
    """Add a countdown, and `beside` it else how much of the time is used; of a held one also its signal."""
    signal, whole = signal_word(countdown), countdown.allotment
    added = f" ({signed_digits(extension)})" if extension else ""
    used = f"used {clock_digits(countdown.elapsed)} of {clock_digits(whole)}{added}"
    return face._replace(
        word="PAUSED" if show.paused else signal,
        digits=countdown_digits(countdown.remaining),
        beside=beside or (f"{signal} · {used}" if show.paused else used),
        style=HELD if show.paused else signal_style(countdown.signal),
        part=min(1.0, countdown.elapsed / whole) if whole > ZERO else 1.0,
    )


def _before_face(show: Show, forecast: Forecast) -> Face:
    until = forecast.start - forecast.now
    late = until <= -SECOND
    if show.mode == "rehearsal":
        word, beside = "READY", "the plan begins with you"
    elif late:
        word, beside = "LATE BY", f"planned start {hours_minutes(show, forecast.start)}"
    else:
        word, beside = "STARTS IN", f"at {hours_minutes(show, forecast.start)}"
    digits = countdown_digits(until) if abs(until) < timedelta(days=1) else span_words(abs(until)).upper()
    face = _introduction("FIRST", forecast)
    return face._replace(word=word, digits=digits, beside=beside, style=WARNING if late else HELD)


def _handover_face(show: Show, forecast: Forecast) -> Face:
    since = forecast.now - (show.last_ended or forecast.now)
    following = forecast.next_block
    planned = ZERO if following is None else show.handover(following.run)
    due = None if following is None else show.start_ahead(following.run, forecast.now)
    if due is not None and due - forecast.now >= SECOND:
        return _introduction("NEXT", forecast)._replace(
            word="STARTS IN",
            digits=countdown_digits(due - forecast.now),
            beside=f"at {hours_minutes(show, due)}",
            style=HELD,
        )
    return _introduction("NEXT", forecast)._replace(
        word="HANDOVER",
        digits=clock_digits(since),
        beside=f"planned {clock_digits(planned)}",
        style=WARNING if since > planned else HELD,
    )


def _introduction(label: str, forecast: Forecast) -> Face:
    """Return the name and the introduction of who is next."""
    if forecast.next_block is None:
        return Face()
    run = forecast.next_block.run
    return _block_face(label, run)._replace(spoken=(run.block.intro,) if run.block.intro else ())


def _block_face(label: str, run: BlockRun) -> Face:
    say = pronunciation(run)
    details = (designation(run), f"say: {say}" if say else "")
    return Face(f"{label} · {kind_of(run)}", title_of(run), details, sign_of(run))


def _finished_face(show: Show, forecast: Forecast) -> Face:
    return Face(
        label="FINISHED",
        name="The show is closed." if show.closed is not None else "Every block has been run.",
        sign=("FINISHED",),
        word="ENDED AT",
        digits=clock_time(show, forecast.finish)[:5],
        beside=f"hard stop {hours_minutes(show, forecast.hard_stop)}",
        style=ALARM if forecast.overrun >= SECOND else HELD,
    )


def now_panel(show: Show, forecast: Forecast, width: int, room: int) -> list[Text]:
    """Draw who speaks and the countdown box in a column of `room` rows, of which others need `BESIDE_DIGITS`."""
    face = face_of(show, forecast)
    letters = max((size for rows, size in LETTERS_FROM.items() if room >= rows), default=0)
    lines = name_lines(face, width)
    lines += sign(face.sign, width, letters, NAME)
    lines += [exactly(Text(one), width) for one in _details(face, width, 7 if introducing(forecast) else 3)]
    if letters and room >= AIRY_FROM:
        lines.append(exactly(Text(), width, face.style))
    lines += countdown_box(face, width, max(FEWEST_DIGIT_ROWS, room - BESIDE_DIGITS), letters)
    return lines + second_countdown(show, forecast, width)


def name_lines(face: Face, width: int) -> list[Text]:
    """Draw the name beside what it is; a long one loses its honorifics, then it takes two lines."""
    label = line((face.label, LABEL))
    first, *others = fitted(face.name, without_honorifics(face.name), width - label.cell_len - 1, 2)
    return [spread(line((first, NAME)), label, width), *(exactly(line((one, NAME)), width) for one in others)]


def countdown_box(face: Face, width: int, digit_rows: int, letters: int = 0) -> list[Text]:
    """Draw the digits on the colour of their signal, with its word above and the used time beneath."""
    return [*_word_rows(face, width, letters), *_digits(face, width, digit_rows), *_progress(face, width)]


def second_countdown(show: Show, forecast: Forecast, width: int) -> list[Text]:
    """Draw the block's countdown while somebody from the floor has the large one; else the turn of a panellist."""
    run, countdown = show.running, forecast.countdown
    if run is None or countdown is None:
        return []
    if forecast.holder is not None:
        words = f" {countdown_digits(countdown.remaining)} {countdown_word(run, countdown)} "
        figures = line((words, countdown_style(run, countdown)))
        return [spread(line(f"in {title_of(run)}"), figures, width)]
    if (count := forecast.turn) is None:
        return []
    over = count.remaining is not None and count.remaining <= -SECOND
    figures = line((f" {panel_turn_words(count)} ", signal_style(Signal.OVER) if over else NAME))
    return [spread(line(f"{count.turn.number} {sanitize(count.turn.speaker.name)}"), figures, width)]


def sign(names: Sequence[str], width: int, size: int, style: Style) -> list[Text]:
    """Draw the longest of these names that fits in large letters; nothing if none fits."""
    if size < 1:
        return []
    fitting = next((name for name in names if cells_wide(name, size) <= width - 1), None)
    return [] if fitting is None else [exactly(line(" ", (row, style)), width) for row in lettered(fitting, size)]


def _details(face: Face, width: int, most: int) -> list[str]:
    """Return designation, pronunciation and introduction; the pronunciation stays where not all of it fits."""
    texts = [text for text in face.details if text]
    if most < 1:
        return []
    last = texts[1:] if most > 1 else []
    first = wrapped(texts[0], width, min(2, most - len(last))) if texts else []
    shown = first + [part for text in last for part in wrapped(text, width, 1)]
    for paragraph in face.spoken:
        shown += wrapped(paragraph, width, most - len(shown))
    return shown[:most]


def _word_rows(face: Face, width: int, letters: int) -> list[Text]:
    beside = line(f"{face.beside} ") if len(face.beside) < width - len(face.word) - 3 else Text()
    large = capitals(face.word) if letters else None
    if large is None or cells_wide(large, letters) + beside.cell_len + 4 > width:
        return [spread(line(f" {face.word}"), beside, width, face.style)]
    rows = lettered(large, letters)
    level = rows_high(letters) // 2
    return [
        spread(line(f" {row}"), beside if place == level else Text(), width, face.style)
        for place, row in enumerate(rows)
    ]


def _digits(face: Face, width: int, height: int) -> list[Text]:
    field = face.digits.rjust(COUNTDOWN_PLACES, FIGURE_SPACE)
    size = largest(field, width - 2, height)
    if size is None:
        return [exactly(line(f" {face.digits}"), width, face.style)]
    return [exactly(line(" ", row), width, face.style) for row in lettered(field, size)]


def _progress(face: Face, width: int) -> list[Text]:
    if face.part is None:
        return []
    cells = max(0, width - 2)
    used = int(face.part * cells)
    return [exactly(line(" ", "━" * used, "╌" * (cells - used)), width, face.style or PLAIN)]


def meeting_lines(show: Show, forecast: Forecast, width: int) -> list[Text]:
    """Draw two lines: the meeting, when it ends and the time; the phase, the offset and how long the room is ours."""
    return [_title_line(show, forecast, width), _phase_line(show, forecast, width)]


def _title_line(show: Show, forecast: Forecast, width: int) -> Text:
    """The finish against the hard stop comes first at every width: the title gives way."""
    clock = line((clock_time(show, forecast.now), NAME))
    finishes = [_finish(show, forecast, short=short) for short in (False, True)]
    finish = next((one for one in finishes if one.cell_len + clock.cell_len <= width), finishes[-1])
    if width - finish.cell_len - clock.cell_len < SHORTEST_TITLE:
        return spread(finish, clock, width)
    return spread(line((sanitize(show.agenda.title), QUIET)), line(finish, clock), width)


def _finish(show: Show, forecast: Forecast, *, short: bool) -> Text:
    """Return the finish against the hard stop, and the gap before the clock."""
    words, style = ends_words(show, forecast, short=short), ends_style(forecast)
    filled = style.bgcolor is not None
    return line((f" {words} ", style) if filled else (words, style), "  " if filled else "   ")


def _phase_line(show: Show, forecast: Forecast, width: int) -> Text:
    """The room is told at every width; the offset, what the floor gave for it, and the segment give way."""
    rehearsal = line((" REHEARSAL ", WARNING), " ") if show.mode == "rehearsal" else Text()
    room, late = room_words(show, forecast), past_hard_stop(forecast) is not None
    last = line((f" {room} ", ALARM)) if late else line((room, NAME))
    gap = " · " if room and not late else " " if room else ""
    style = NAME if forecast.offset else QUIET
    offsets = (plan_words(show, forecast), offset_words(forecast.offset))
    rights = [line((f"{words}{gap}", style), last) for words in offsets]
    right = next((one for one in rights if one.cell_len + rehearsal.cell_len <= width), last)
    running = show.running or (None if forecast.next_block is None else forecast.next_block.run)
    segment = "" if running is None else sanitize(running.segment)
    phase = line(rehearsal, (phase_words(forecast.phase), LABEL))
    cells = width - right.cell_len - 1
    left = line(phase, (f"  {segment}", QUIET)) if cells >= phase.cell_len + SHORTEST_TITLE else phase
    return spread(left if cells >= phase.cell_len else rehearsal, right, width)
