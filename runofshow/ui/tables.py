"""Tables that commands print: the interventions, the list of speakers, the floor plan, the journals. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, TypeVar

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

from runofshow.agenda.durations import clock_digits, spell_duration
from runofshow.instants import SECOND, instant
from runofshow.show.capacity import PREDICTED_BY, Capacity
from runofshow.show.forecast import Forecast
from runofshow.show.meeting_record import InterventionRecord, Record, TaskRecord
from runofshow.show.names import category_words, clock_time, order_words, title_of, who
from runofshow.show.state import Show
from runofshow.show.statements import StatementRecord
from runofshow.text import sanitize
from runofshow.ui.messages import floor_words, seats_words, turn_words

if TYPE_CHECKING:
    from runofshow.journal.locate import Found


GAP: Final = "  "
_HEAD: Final = Style(bold=True)


@dataclass(frozen=True, slots=True)
class LongColumn:
    """A column: its heading, and how its cells are laid out."""

    heading: str
    right: bool = False
    """True if cells stand at its right edge."""
    wraps: bool = False
    """True if the column may become narrower than its cells."""


@dataclass(frozen=True, slots=True)
class LongTable:
    """A table without lines, its columns two blanks apart. All cells are harmless text on one line."""

    columns: Sequence[LongColumn]
    rows: Sequence[Sequence[str]]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the headings, then the rows."""
        widths = self._widths(options.max_width)
        for line in self._lines(console, [column.heading for column in self.columns], widths):
            yield Segment(f"{line}\n", _HEAD)
        for row in self.rows:
            for line in self._lines(console, row, widths):
                yield Segment(f"{line}\n")

    def _widths(self, room: int) -> list[int]:
        """Return the widths of the columns: of their widest cells, or less where these don't fit beside each other."""
        cells = (
            [column.heading, *values] for column, values in zip(self.columns, zip(*self.rows, strict=True), strict=True)
        )
        widths = [max(map(cell_len, column)) for column in cells]
        over = sum(widths) + len(GAP) * (len(widths) - 1) - room
        while over > 0:
            place = max((at for at, one in enumerate(self.columns) if one.wraps), key=widths.__getitem__, default=None)
            if place is None or widths[place] == 1:
                break
            widths[place] -= 1
            over -= 1
        return widths

    def _lines(self, console: Console, row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
        """Draw a row: as many lines as its longest cell takes."""
        cells = [_broken(console, cell, width) for cell, width in zip(row, widths, strict=True)]
        for pieces in zip_longest(*cells, fillvalue=""):
            laid = (
                _padded(piece, width, right=column.right)
                for piece, width, column in zip(pieces, widths, self.columns, strict=True)
            )
            yield GAP.join(laid).rstrip()


def _broken(console: Console, cell: str, width: int) -> list[str]:
    if len(cell) <= width and (cell.isascii() or cell_len(cell) <= width):
        return [cell]
    return [one.plain.rstrip() for one in Text(cell).wrap(console, width)]


def _padded(cell: str, width: int, *, right: bool) -> str:
    if right:
        return " " * (width - cell_len(cell)) + cell
    return cell.ljust(width) if cell.isascii() else set_cell_size(cell, width)


def plain_table(*, header: bool = True, expand: bool = False) -> Table:
    """Return a table without lines, its columns two blanks apart."""
    return Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=header, expand=expand)


def log_view(record: Record) -> RenderableType:
    """Return what was said: when, how long, who, in which capacity, and the gist.

    These are the interventions, speakers on the programme of whom a gist was noted, decisions and tasks, in the order
    of their times.
    """
    rows = [
        *((one.given, _log_row(one)) for one in record.interventions),
        *((one.began, _programme_row(one)) for one in _noted_of_programme(record)),
        *((one.at, ("", f"{one.at:%H:%M:%S}", "", "", "decision", sanitize(one.text))) for one in record.decisions),
        *((one.at, _task_row(one)) for one in record.tasks),
    ]
    if not rows:
        return Text("No intervention yet.")
    columns = (
        *(LongColumn(heading, right=True) for heading in ("No.", "Given", "Took")),
        *(LongColumn("Who", wraps=True), LongColumn("As"), LongColumn("Gist", wraps=True)),
    )
    return LongTable(columns, [row for _, row in _by_time(rows)])


Row = TypeVar("Row", str, tuple[str, ...])


def _by_time(rows: Sequence[tuple[datetime, Row]]) -> list[tuple[datetime, Row]]:
    """Return rows in the order of their times; those of the same time as they come."""
    return sorted(rows, key=lambda row: instant(row[0]))


def _noted_of_programme(record: Record) -> Iterator[StatementRecord]:
    return (one for one in record.statements if one.source == "programme" and one.gist)


def _programme_row(one: StatementRecord) -> tuple[str, ...]:
    took = clock_digits(one.took) + (" …" if one.ended is None else "")
    return "", f"{one.began:%H:%M:%S}", took, sanitize(one.person or ""), "programme", sanitize(one.gist or "")


def _task_row(one: TaskRecord) -> tuple[str, ...]:
    due = "" if one.due is None else f" (by {one.due.isoformat()})"
    return "", f"{one.at:%H:%M:%S}", "", sanitize(one.owner or ""), "task", f"{sanitize(one.text)}{due}"


def _log_row(one: InterventionRecord) -> tuple[str, ...]:
    who_spoke = sanitize(who(one.particulars))
    return str(one.number), f"{one.given:%H:%M:%S}", _took(one), who_spoke, _capacity(one), _gist(one)


def log_lines(record: Record, *, speaking: bool) -> list[str]:
    """Return what `log_view` shows, a line each, for a screen reader or a pipe; what goes on if `speaking`."""
    lines = [
        *((one.given, _log_line(one)) for one in record.interventions if speaking or one.ended is not None),
        *(
            (one.began, _programme_line(one))
            for one in _noted_of_programme(record)
            if speaking or one.ended is not None
        ),
        *((one.at, f"{one.at:%H:%M:%S} decision: {sanitize(one.text)}") for one in record.decisions),
        *((one.at, _task_line(one)) for one in record.tasks),
    ]
    return [line for _, line in _by_time(lines)]


def _log_line(one: InterventionRecord) -> str:
    so_far = " so far" if one.ended is None else ""
    said = f": {gist}" if (gist := _gist(one)) else ""
    return (
        f"{one.number}. {one.given:%H:%M:%S} {sanitize(who(one.particulars))}, {clock_digits(one.took)}{so_far}{said}"
    )


def _programme_line(one: StatementRecord) -> str:
    so_far, whose = " so far" if one.ended is None else "", sanitize(one.person or "")
    return f"{one.began:%H:%M:%S} {whose}, {clock_digits(one.took)}{so_far}: {sanitize(one.gist or '')}"


def _task_line(one: TaskRecord) -> str:
    due = "" if one.due is None else f"by {one.due.isoformat()}"
    whose = "; ".join(filter(None, (sanitize(one.owner or ""), due)))
    return f"{one.at:%H:%M:%S} task: {sanitize(one.text)}{f' ({whose})' if whose else ''}"


def speakers_view(show: Show, forecast: Forecast) -> RenderableType:
    """Return who has the floor, who waits for it and until when, and how many more fit."""
    lines: list[RenderableType] = []
    if (holding := show.holding) is not None:
        lines.append(
            Text(f"Has the floor since {clock_time(show, holding.interval.start)}: {who(holding.particulars)}")
        )
    floor = forecast.floor
    table = plain_table()
    table.add_column("Place", justify="right", no_wrap=True)
    table.add_column("Turn", no_wrap=True)
    table.add_column("Who", ratio=1)
    turns = {turn.request.entry: turn for turn in floor.turns} if floor is not None else {}
    for place, request in enumerate(show.queue(), 1):
        table.add_row(str(place), turn_words(show, turns.get(request.entry)), Text(who(request.particulars)))
    lines.append(table if show.waiting else Text("Nobody is on the list of speakers."))
    if show.list_closed:
        lines.append(Text("The list is closed."))
    if floor is not None:
        lines.append(Text(" ".join(words for words in (floor_words(show, floor), seats_words(show, floor)) if words)))
    return Group(*lines)


def journals_view(found: Sequence["Found"]) -> RenderableType:
    """Return the journals, the newest first."""
    table = plain_table()
    table.add_column("Opened", no_wrap=True)
    table.add_column("Mode", no_wrap=True)
    table.add_column("State", no_wrap=True)
    table.add_column("Entries", justify="right", no_wrap=True)
    table.add_column("Journal", ratio=1, overflow="fold")
    for one in found:
        opening = one.opening
        table.add_row(
            f"{one.opened.at.astimezone(opening.agenda.timezone):%Y-%m-%d %H:%M}",
            opening.mode,
            "finished" if one.finished else "unfinished",
            str(one.entries),
            sanitize(str(one.path)),
        )
    return table


def _took(one: InterventionRecord) -> str:
    running = " …" if one.ended is None else ""
    return clock_digits(one.took) + running


def _capacity(one: InterventionRecord) -> str:
    kind = one.particulars.kind
    return " ".join(part for part in (one.particulars.category, kind.replace("_", " ") if kind else None) if part)


def _gist(one: InterventionRecord) -> str:
    return sanitize(" / ".join(text for text in (one.particulars.gist, *one.notes) if text))


def floor_plan_view(show: Show, floor: Capacity) -> RenderableType:
    """Return how many more fit, the turn of each who waits, and after whom the time runs out."""
    return Group(
        *(Text(sentence) for sentence in _sentences(show, floor)), *([_turns(show, floor)] if floor.turns else [])
    )


def _sentences(show: Show, floor: Capacity) -> Iterator[str]:
    when = "runs" if floor.block.id == show.current else "is next"
    yield f"{title_of(floor.block)} {when}."
    yield floor_words(show, floor)
    if own := floor.limits.by_category():
        yield f"Limits: {', '.join(f'{category_words(name)} {spell_duration(limit)}' for name, limit in own.items())}."
    yield _pace(floor)
    if not floor.turns:
        yield "Nobody waits." + (" Close the list now." if floor.full and not show.list_closed else "")
        return
    yield seats_words(show, floor)
    if not floor.all_fit:
        last = floor.last_in_time
        yield (
            "The time runs out before the first of them."
            if last is None
            else f"The time runs out after {who(last.request.particulars)}."
        )
    if show.list_order != "asked":
        yield f"Order: {order_words(show.list_order)}."
    if show.list_closed:
        yield "The list is closed."


def _pace(floor: Capacity) -> str:
    heard = floor.heard.interventions
    if not heard:
        return "There is no pace to go by yet: each intervention is expected to last its limit."
    length, handover = (
        spell_duration(span // SECOND * SECOND) for span in (floor.limit * floor.pace.share, floor.pace.handover)
    )
    return (
        f"As they speak: {length} of {clock_digits(floor.limit)}, handover {handover} ({PREDICTED_BY}; {heard} heard)."
    )


def _turns(show: Show, floor: Capacity) -> Table:
    table = plain_table()
    table.add_column("Place", justify="right", no_wrap=True)
    table.add_column("Turn", no_wrap=True)
    table.add_column("Limit", justify="right", no_wrap=True)
    table.add_column("Fits", no_wrap=True)
    table.add_column("Who", ratio=1)
    for place, turn in enumerate(floor.turns, start=1):
        said = ("yes" if turn.fits else "no", Text(who(turn.request.particulars)))
        table.add_row(str(place), clock_time(show, turn.start), clock_digits(turn.limit), *said)
    return table
