"""The planned run of show as a table, and facts about it."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby

from rich.console import Group, RenderableType
from rich.table import Column
from rich.text import Text

from runofshow.agenda.durations import spell_duration
from runofshow.agenda.model import Agenda, Block, Floor, Item, Panel, Speech
from runofshow.agenda.schedule import Plan, Planned, limit_of, planned
from runofshow.instants import Instant
from runofshow.show.capacity import fits
from runofshow.show.limits import Limits
from runofshow.show.names import category_words
from runofshow.text import sanitize
from runofshow.ui.messages import capacity_of
from runofshow.ui.tables import figures, fixed, plain_table


def plan_view(agenda: Agenda) -> RenderableType:
    """Return a row for each block with its times, length and speaker."""
    plan, moderator = planned(agenda), agenda.moderator
    day, zone = f"{agenda.date:%A %d %B %Y}", agenda.timezone.key
    lines = [sanitize(agenda.title), f"{day}, {_from_to(agenda, agenda.end)} ({zone})"]
    lines += [sanitize(agenda.venue)] if agenda.venue else []
    if moderator is not None:
        of = f", {sanitize(moderator.organization)}" if moderator.organization else ""
        lines.append(f"Moderator: {sanitize(moderator.name)}{of}")
    heading = Text("\n".join(lines))
    heading.stylize("bold", 0, len(lines[0]))
    columns = fixed("Start"), fixed("End"), figures("Length"), fixed("Block"), Column("Who", ratio=1)
    end = f"Ends {_clock(plan.end, agenda)}; hard stop {_clock(plan.hard_stop, agenda)}{_margin(plan)}."
    return Group(heading, Text(), plain_table(columns, _rows(agenda, plan)), Text(), Text(end))


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
            alone = capacity_of(block.people[0]) if len(block.people) == 1 else ()
            return [*alone, *([f"“{subject}”"] if subject else [])]
        case Panel(moderator=moderator):
            led_by = [] if moderator is None else [f"moderated by {moderator.name}"]
            return [*led_by, "with " + "; ".join(speaker.name for speaker in block.people)]
        case Item(type=kind, item=title):
            return [] if kind == "other" or kind in title.lower() else [kind]
        case Floor():
            return []


def _margin(plan: Plan) -> str:
    if not plan.margin:
        return ""
    margin = f"the margin of {spell_duration(plan.margin)}"
    if plan.overfull:
        return f"; {margin} is used up"
    return f"; {spell_duration(plan.into_margin)} into {margin}" if plan.into_margin else f"; {margin} is kept"


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
    times = f"{_from_to(agenda, plan.end)}, hard stop {_clock(agenda.end, agenda)}"
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
    limits = ", ".join(f"{category_words(category)} {spell_duration(limit)}" for category, limit in own.items())
    count = f"{fits(row.duration, limit, agenda.floor.handover)} interventions of {spell_duration(limit)}"
    length = f"{sanitize(block.called)}: {spell_duration(row.duration)}, {least}"
    return f"  {length}; {count}{f' ({limits})' if limits else ''}"


def _from_to(agenda: Agenda, end: Instant) -> str:
    return f"{_clock(agenda.start, agenda)}–{_clock(end, agenda)}"


def _clock(instant: Instant, agenda: Agenda) -> str:
    local = instant.astimezone(agenda.timezone)
    return f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
