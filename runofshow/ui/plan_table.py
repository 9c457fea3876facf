"""The planned run of show as a table, and facts about it."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby
from typing import assert_never

from rich.console import Group, RenderableType
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
from runofshow.ui.tables import plain_table


def plan_view(agenda: Agenda) -> RenderableType:
    """Return a row for each block with its times, length and speaker."""
    plan = planned(agenda)
    table = plain_table()
    table.add_column("Start", no_wrap=True)
    table.add_column("End", no_wrap=True)
    table.add_column("Length", justify="right", no_wrap=True)
    table.add_column("Block", no_wrap=True)
    table.add_column("Who", ratio=1)
    for segment, rows in groupby(plan.rows, key=lambda row: row.segment):
        table.add_row("", "", "", "", Text(sanitize(segment), style="italic dim"))
        for row in rows:
            if row.slack:
                table.add_row("", "", spell_duration(row.slack), "", Text("slack before the fixed start", style="dim"))
            table.add_row(*_cells(row, agenda))
    return Group(_heading(agenda), Text(), table, Text(), _foot(agenda, plan))


def agenda_facts(agenda: Agenda) -> list[str]:
    """Return facts about a valid agenda: lengths, the share of the floor, how many interventions fit."""
    plan = planned(agenda)
    whole = agenda.end - agenda.start
    floors = [row for row in plan.rows if isinstance(row.block, Floor)]
    floor = sum((row.duration for row in floors), timedelta(0))
    segments = f"{len(agenda.segments)} segment{'s' if len(agenda.segments) > 1 else ''}"
    blocks = f"{len(plan.rows)} blocks in {segments}, {_of_kinds(plan)}"
    times = f"{_clock(agenda.start, agenda)}–{_clock(plan.end, agenda)}, hard stop {_clock(agenda.end, agenda)}"
    facts = [f"{sanitize(agenda.title)}: valid", f"{blocks}; {times}"]
    if floors:
        facts.append(f"the floor has {spell_duration(floor)}, {floor / whole:.0%} of the meeting:")
    for row in floors:
        limit = limit_of(row.block, agenda)
        count = fits(row.duration, limit, agenda.floor.handover)
        least = f", minimum {spell_duration(row.block.minimum)}" if row.block.shrinkable else ", rigid"
        facts.append(
            f"  {sanitize(row.block.called)}: {spell_duration(row.duration)}{least}; "
            f"{count} interventions of {spell_duration(limit)}{_own_limits(row.block, agenda)}"
        )
    if (spare := agenda.end - plan.end) > timedelta(0):
        facts.append(f"{spell_duration(spare)} are left before the hard stop")
    return facts


def _of_kinds(plan: Plan) -> str:
    """Say how many speeches there are, and panels and items if there are any."""
    counts = Counter[str](row.block.kind for row in plan.rows)
    others = [
        f"{counts[kind]} {name}{'s' if counts[kind] > 1 else ''}"
        for kind, name in (("panel", "panel"), ("item", "item"))
        if counts[kind]
    ]
    return ", ".join([f"{counts['speech']} of them speeches", *others])


def _own_limits(block: Block, agenda: Agenda) -> str:
    """List the categories that have a limit of their own; empty if there is none."""
    own = Limits.planned(block, agenda).by_category()
    said = ", ".join(f"{category_words(category)} {spell_duration(limit)}" for category, limit in own.items())
    return f" ({said})" if said else ""


def _heading(agenda: Agenda) -> Text:
    day, zone = f"{agenda.date:%A %d %B %Y}", agenda.timezone.key
    times = f"{day}, {_clock(agenda.start, agenda)}–{_clock(agenda.end, agenda)} ({zone})"
    lines = [sanitize(agenda.title), times, *([sanitize(agenda.venue)] if agenda.venue else [])]
    if agenda.moderator is not None:
        of = f", {sanitize(agenda.moderator.organization)}" if agenda.moderator.organization else ""
        lines.append(f"Moderator: {sanitize(agenda.moderator.name)}{of}")
    heading = Text("\n".join(lines))
    heading.stylize("bold", 0, len(lines[0]))
    return heading


def _cells(row: Planned, agenda: Agenda) -> tuple[Text, ...]:
    block = row.block
    who = Text(sanitize(block.called))
    who.append("".join(f", {sanitize(part)}" for part in _details(block)), style="dim")
    length = spell_duration(row.duration) + (f" (≥{spell_duration(block.minimum)})" if block.shrinkable else "")
    return (
        Text(_clock(row.start, agenda)),
        Text(_clock(row.end, agenda)),
        Text(length),
        Text(sanitize(block.id), style="dim"),
        who,
    )


def _details(block: Block) -> Sequence[str]:
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
        case _:
            assert_never(block)


def _foot(agenda: Agenda, plan: Plan) -> Text:
    return Text(f"Ends {_clock(plan.end, agenda)}; hard stop {_clock(plan.hard_stop, agenda)}{_margin(plan)}.")


def _margin(plan: Plan) -> str:
    if not plan.margin:
        return ""
    margin = f"the margin of {spell_duration(plan.margin)}"
    if plan.overfull:
        return f"; {margin} is used up"
    return f"; {spell_duration(plan.into_margin)} into {margin}" if plan.into_margin else f"; {margin} is kept"


def _clock(instant: Instant, agenda: Agenda) -> str:
    local = instant.astimezone(agenda.timezone)
    return f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
