"""Tables that commands print: plans, interventions, lists of speakers, floor plans, journals. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import compress, groupby, zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.style import Style
from rich.table import Column, Table
from rich.text import Text

from runofshow.agenda.durations import clock_digits, spell_duration
from runofshow.agenda.model import Agenda, Block, Floor, Item, Panel, Speech
from runofshow.agenda.schedule import Plan, Planned, limit_of, planned
from runofshow.instants import SECOND, Instant, instant
from runofshow.show.capacity import PREDICTED_BY, Capacity, fits
from runofshow.show.forecast import Forecast
from runofshow.show.limits import Limits
from runofshow.show.meeting_record import Record
from runofshow.show.names import CATEGORY_WORDS, ORDER_WORDS, clock_time, title_of, who
from runofshow.show.state import Show
from runofshow.text import sanitize
from runofshow.ui.messages import floor_words, seats_words, speaker_details, turn_words

if TYPE_CHECKING:
    from runofshow.journal.locate import Found

GAP: Final = "  "


def figures(heading: str = "") -> Column:
    """Return a column of figures, at its right edge."""
    return Column(heading, justify="right", no_wrap=True)


def fixed(heading: str = "") -> Column:
    """Return a column that keeps its width."""
    return Column(heading, no_wrap=True)


def plain_table(columns: Iterable[Column], rows: Iterable[Iterable[RenderableType]], *, header: bool = True) -> Table:
    """Return a table without lines, its columns two blanks apart."""
    table = Table(*columns, box=None, pad_edge=False, padding=(0, len(GAP), 0, 0), show_header=header)
    for row in rows:
        table.add_row(*row)
    return table


@dataclass(frozen=True, slots=True)
class LongTable:
    """A plain table of many rows. All cells are harmless text on one line.

    Rich measures, pads and styles each cell, which takes a third of a millisecond a row. Only cells that are wider than
    their column are left to it, to be broken between words, or cut where that is how the column overflows.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the headings, then the rows."""
        rows = [[str(column.header) for column in self.columns], *self.rows]
        widths = self._widths(rows, options.max_width)
        columns = [(column, width) for column, width in zip(self.columns, widths, strict=True) if width]
        whole = GAP.join(f"{{:{'>' if column.justify == 'right' else '<'}{width}}}" for column, width in columns)
        for place, row in enumerate(rows):
            cells = [*compress(row, widths)]
            fit = all(cell.isascii() and len(cell) <= width for cell, (_, width) in zip(cells, columns, strict=True))
            for line in [whole.format(*cells)] if fit else _lines(console, cells, columns):
                yield Segment(f"{line.rstrip()}\n", None if place else Style(bold=True))

    def _widths(self, rows: Sequence[Sequence[str]], room: int) -> list[int]:
        """Return the widths of the columns: of their widest cells, or less where these don't fit beside each other.

        Columns that don't keep their width give way first, until nothing is left of them.
        """
        columns = zip(*rows, strict=True)
        widths = [max(len(cell) if cell.isascii() else cell_len(cell) for cell in column) for column in columns]
        flexible = [place for place, column in enumerate(self.columns) if not column.no_wrap]
        over = sum(widths) + len(GAP) * (len(widths) - 1) - room
        while over > 0 and any(widths):
            giving = [place for place in flexible if widths[place]] or range(len(widths))
            widest = max(giving, key=widths.__getitem__)
            widths[widest] -= 1
            over -= 1 if widths[widest] else 1 + len(GAP)
        return widths


def _lines(console: Console, row: Sequence[str], columns: Sequence[tuple[Column, int]]) -> Iterator[str]:
    """Draw a row: as many lines as its longest cell takes."""
    cells: list[list[str]] = []
    for cell, (column, width) in zip(row, columns, strict=True):
        if cell_len(cell) <= width:
            pieces = [cell]
        elif column.overflow == "ellipsis":
            pieces = [set_cell_size(cell, width - 1) + "…"]
        else:
            pieces = [piece.plain.rstrip() for piece in Text(cell).wrap(console, width)]
        blanks = [" " * (width - cell_len(piece)) for piece in pieces]
        sides = zip(blanks, pieces, strict=True) if column.justify == "right" else zip(pieces, blanks, strict=True)
        cells.append([left + right for left, right in sides])
    for line in zip_longest(*cells):
        yield GAP.join(piece or " " * width for piece, (_, width) in zip(line, columns, strict=True))


class _Logged(NamedTuple):
    """A line of the log."""

    at: datetime
    who: str
    role: str
    """The capacity of who spoke; ``decision`` or ``task`` for what nobody said."""
    said: str
    number: str = ""
    took: timedelta | None = None
    goes_on: bool = False
    due: str = ""


def _logged(record: Record) -> list[_Logged]:
    """Return what was said, in the order of its times.

    These are the interventions, speakers on the programme of whom a gist was noted, decisions and tasks.
    """
    lines: list[_Logged] = []
    for one in record.interventions:
        said = one.particulars
        role = " ".join(filter(None, (said.category, (said.kind or "").replace("_", " "))))
        gist = sanitize(" / ".join(filter(None, (said.gist, *one.notes))))
        whose, goes_on = sanitize(who(said)), one.ended is None
        lines.append(_Logged(one.given, whose, role, gist, str(one.number), one.took, goes_on))
    for spoken in record.statements:
        if spoken.source == "programme" and spoken.gist:
            whose, gist, goes_on = sanitize(spoken.person or ""), sanitize(spoken.gist), spoken.ended is None
            lines.append(_Logged(spoken.began, whose, "programme", gist, took=spoken.took, goes_on=goes_on))
    lines += [_Logged(decision.at, "", "decision", sanitize(decision.text)) for decision in record.decisions]
    for task in record.tasks:
        due = "" if task.due is None else f"by {task.due.isoformat()}"
        lines.append(_Logged(task.at, sanitize(task.owner or ""), "task", sanitize(task.text), due=due))
    return sorted(lines, key=lambda one: instant(one.at))


def log_view(record: Record) -> RenderableType:
    """Return what was said: when, how long, who, in which capacity, and the gist."""
    rows: list[tuple[str, ...]] = []
    for one in _logged(record):
        took = "" if one.took is None else f"{clock_digits(one.took)}{' …' if one.goes_on else ''}"
        said = f"{one.said} ({one.due})" if one.due else one.said
        rows.append((one.number, f"{one.at:%H:%M:%S}", took, one.who, one.role, said))
    columns = *map(figures, ("No.", "Given", "Took")), Column("Who", overflow="fold"), fixed("As")
    return LongTable((*columns, Column("Gist", overflow="fold")), rows) if rows else Text("No intervention yet.")


def log_lines(record: Record, *, speaking: bool) -> list[str]:
    """Return what `log_view` shows, a line each, for a screen reader or a pipe; what goes on if `speaking`."""
    lines = []
    for one in _logged(record):
        if one.goes_on and not speaking:
            continue
        number = f"{one.number}. " if one.number else ""
        if one.took is None:
            notes = "; ".join(filter(None, (one.who, one.due)))
            said = f"{one.role}: {one.said}{f' ({notes})' if notes else ''}"
        else:
            so_far, gist = " so far" if one.goes_on else "", f": {one.said}" if one.said else ""
            said = f"{one.who}, {clock_digits(one.took)}{so_far}{gist}"
        lines.append(f"{number}{one.at:%H:%M:%S} {said}")
    return lines


def speakers_view(show: Show, forecast: Forecast) -> RenderableType:
    """Return who has the floor, who waits for it and until when, and how many more fit."""
    parts: list[RenderableType] = []
    if (holding := show.holding) is not None:
        since = clock_time(show, holding.interval.start)
        parts.append(Text(f"Has the floor since {since}: {who(holding.particulars)}"))
    floor = forecast.floor
    turns = {turn.request.entry: turn for turn in floor.turns} if floor is not None else {}
    rows = (
        (str(place), turn_words(show, turns.get(request.entry)), Text(who(request.particulars)))
        for place, request in enumerate(show.queue(), 1)
    )
    table = plain_table((figures("Place"), fixed("Turn"), Column("Who", ratio=1)), rows)
    parts.append(table if show.waiting else Text("Nobody is on the list of speakers."))
    if show.list_closed:
        parts.append(Text("The list is closed."))
    if floor is not None:
        parts.append(Text(" ".join(filter(None, (floor_words(show, floor), seats_words(show, floor))))))
    return Group(*parts)


def floor_plan_view(show: Show, floor: Capacity) -> RenderableType:
    """Return how many more fit, the turn of each who waits, and after whom the time runs out."""
    columns = figures("Place"), fixed("Turn"), figures("Limit"), fixed("Fits"), Column("Who", ratio=1)
    rows = []
    for place, turn in enumerate(floor.turns, start=1):
        times = clock_time(show, turn.start), clock_digits(turn.limit)
        rows.append((str(place), *times, "yes" if turn.fits else "no", Text(who(turn.request.particulars))))
    return Group(*map(Text, _floor_plan(show, floor)), *([plain_table(columns, rows)] if floor.turns else []))


def _floor_plan(show: Show, floor: Capacity) -> Iterator[str]:
    yield f"{title_of(floor.block)} {'runs' if floor.block.id == show.current else 'is next'}."
    yield floor_words(show, floor)
    if own := floor.limits.by_category():
        yield f"Limits: {', '.join(f'{CATEGORY_WORDS[name]} {spell_duration(limit)}' for name, limit in own.items())}."
    if heard := floor.heard.interventions:
        spans = floor.limit * floor.pace.share, floor.pace.handover
        length, handover = (spell_duration(span // SECOND * SECOND) for span in spans)
        of, how = clock_digits(floor.limit), f"{PREDICTED_BY}; {heard} heard"
        yield f"As they speak: {length} of {of}, handover {handover} ({how})."
    else:
        yield "There is no pace to go by yet: each intervention is expected to last its limit."
    if not floor.turns:
        yield "Nobody waits." + (" Close the list now." if floor.full and not show.list_closed else "")
        return
    yield seats_words(show, floor)
    if not floor.all_fit:
        last = floor.last_in_time
        when = "before the first of them" if last is None else f"after {who(last.request.particulars)}"
        yield f"The time runs out {when}."
    if show.list_order != "asked":
        yield f"Order: {ORDER_WORDS[show.list_order]}."
    if show.list_closed:
        yield "The list is closed."


def journals_view(found: Sequence["Found"]) -> RenderableType:
    """Return the journals, the newest first."""
    rows = (
        (
            f"{one.opened.at.astimezone(one.opening.agenda.timezone):%Y-%m-%d %H:%M}",
            one.opening.mode,
            "finished" if one.finished else "unfinished",
            str(one.entries),
            sanitize(str(one.path)),
        )
        for one in found
    )
    columns = *map(fixed, ("Opened", "Mode", "State")), figures("Entries"), Column("Journal", ratio=1, overflow="fold")
    return plain_table(columns, rows)


def plan_view(agenda: Agenda) -> RenderableType:
    """Return a row for each block with its times, length and speaker."""
    plan, moderator = planned(agenda), agenda.moderator
    day, zone = f"{agenda.date:%A %d %B %Y}", agenda.timezone.key
    lines = [sanitize(agenda.title), f"{day}, {_clock(agenda.start, agenda)}–{_clock(agenda.end, agenda)} ({zone})"]
    lines += [sanitize(agenda.venue)] if agenda.venue else []
    if moderator is not None:
        of = f", {sanitize(moderator.organization)}" if moderator.organization else ""
        lines.append(f"Moderator: {sanitize(moderator.name)}{of}")
    heading = Text("\n".join(lines))
    heading.stylize("bold", 0, len(lines[0]))
    columns = fixed("Start"), fixed("End"), figures("Length"), fixed("Block"), Column("Who", ratio=1)
    ends = f"Ends {_clock(plan.end, agenda)}; hard stop {_clock(plan.hard_stop, agenda)}"
    if plan.margin:
        margin, used = f"the margin of {spell_duration(plan.margin)}", spell_duration(plan.into_margin)
        kept = f"{used} into {margin}" if plan.into_margin else f"{margin} is kept"
        ends += f"; {margin} is used up" if plan.overfull else f"; {kept}"
    return Group(heading, Text(), plain_table(columns, _rows(agenda, plan)), Text(), Text(f"{ends}."))


def _rows(agenda: Agenda, plan: Plan) -> Iterator[tuple[str | Text, ...]]:
    for segment, rows in groupby(plan.rows, key=lambda row: row.segment):
        yield "", "", "", "", Text(sanitize(segment), style="italic dim")
        for row in rows:
            if row.slack:
                yield "", "", spell_duration(row.slack), "", Text("slack before the fixed start", style="dim")
            block, times = row.block, (_clock(row.start, agenda), _clock(row.end, agenda))
            minimum = f" (≥{spell_duration(block.minimum)})" if block.shrinkable else ""
            who = Text(sanitize(block.called))
            who.append("".join(f", {sanitize(part)}" for part in _details(block)), style="dim")
            yield *times, f"{spell_duration(row.duration)}{minimum}", Text(sanitize(block.id), style="dim"), who


def _details(block: Block) -> list[str]:
    """Return who a speaker is, what a speech is about, who is on a panel, or the type of an item."""
    match block:
        case Speech(subject=subject):
            alone = speaker_details(block.people[0]) if len(block.people) == 1 else ()
            return [*alone, *([f"“{subject}”"] if subject else [])]
        case Panel(moderator=moderator):
            led_by = [] if moderator is None else [f"moderated by {moderator.name}"]
            return [*led_by, "with " + "; ".join(speaker.name for speaker in block.people)]
        case Item(type=kind, item=title):
            return [] if kind == "other" or kind in title.lower() else [kind]
        case Floor():
            return []


def agenda_facts(agenda: Agenda) -> list[str]:
    """Return facts about a valid agenda: lengths, the share of the floor, how many interventions fit."""
    plan = planned(agenda)
    whole = agenda.end - agenda.start
    floors = [row for row in plan.rows if isinstance(row.block, Floor)]
    floor = sum((row.duration for row in floors), timedelta(0))
    counts = Counter[str](row.block.kind for row in plan.rows)
    kinds = [f"{counts['speech']} of them speeches"]
    kinds += [f"{counts[kind]} {kind}{'s' if counts[kind] > 1 else ''}" for kind in ("panel", "item") if counts[kind]]
    segments = f"{len(agenda.segments)} segment{'s' if len(agenda.segments) > 1 else ''}"
    times = f"{_clock(agenda.start, agenda)}–{_clock(plan.end, agenda)}, hard stop {_clock(agenda.end, agenda)}"
    facts = [f"{sanitize(agenda.title)}: valid", f"{len(plan.rows)} blocks in {segments}, {', '.join(kinds)}; {times}"]
    if floors:
        facts.append(f"the floor has {spell_duration(floor)}, {floor / whole:.0%} of the meeting:")
    facts += [_floor_fact(row, agenda) for row in floors]
    if (spare := agenda.end - plan.end) > timedelta(0):
        facts.append(f"{spell_duration(spare)} are left before the hard stop")
    return facts


def _floor_fact(row: Planned, agenda: Agenda) -> str:
    """Say how long a floor round is, how many interventions fit, and which categories have a limit of their own."""
    block, limit = row.block, limit_of(row.block, agenda)
    least = f"minimum {spell_duration(block.minimum)}" if block.shrinkable else "rigid"
    own = Limits.planned(block, agenda).by_category()
    limits = ", ".join(f"{CATEGORY_WORDS[category]} {spell_duration(limit)}" for category, limit in own.items())
    count = f"{fits(row.duration, limit, agenda.floor.handover)} interventions of {spell_duration(limit)}"
    length = f"{sanitize(block.called)}: {spell_duration(row.duration)}, {least}"
    return f"  {length}; {count}{f' ({limits})' if limits else ''}"


def _clock(instant: Instant, agenda: Agenda) -> str:
    local = instant.astimezone(agenda.timezone)
    return f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
