"""A show against its plan: the tables and sentences of a report, and how a terminal shows them."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from rich.console import Group, RenderableType
from rich.table import Column, Table
from rich.text import Text

from runofshow.agenda.durations import clock_digits, signed_digits
from runofshow.instants import SECOND
from runofshow.show.countdown import Signal
from runofshow.show.names import clock_time, title_of
from runofshow.show.parts import ZERO, Identical
from runofshow.show.state import Show
from runofshow.show.statistics import Report, Spoken, Summary, as_shown, report
from runofshow.show.talk_time import TalkTime
from runofshow.text import sanitize
from runofshow.ui.lines import column, line, spread
from runofshow.ui.palette import LABEL, NAME, QUIET, SKY
from runofshow.ui.tables import LongTable, figures, fixed, plain_table

MOST_SPEAKERS: Final = 15
"""Rows of a table on a terminal; the rest is counted."""

MOST_OVER: Final = 8


class Section(NamedTuple):
    """A part of a report: a table, and what is said beneath it."""

    title: str
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    times: tuple[TalkTime, ...] = ()
    """The talk times that the rows are about."""
    remark: str = ""
    """An explanation of the headings."""
    facts: tuple[str, ...] = ()


def sections(report: Report) -> Iterator[Section]:
    """Yield blocks against the plan, where the time went, who spoke for how long, who was over."""
    remark = (
        "Handover: the time before the block. Added: by how much the block, its pauses and that handover put the show "
        "behind; ahead is negative."
    )
    headings: tuple[str, ...] = ("Block", "To begin", "Began", "Planned", "Took", "Diff", "Handover", "Added")
    yield Section("Planned and actual", headings, tuple(_block_rows(report)), remark=remark)
    headings = "", "Planned", "Took", "Diff"
    yield Section("Where the time went", headings, tuple(_share_rows(report)), facts=tuple(_facts(report)))
    talk = {"speaker": report.by_speaker, "segment": report.by_segment, "category": report.by_category}
    for name, times in talk.items():
        if times:
            headings = "", "Turns", "Time", "Share"
            yield Section(f"Talk time by {name}", headings, tuple(map(_talk_row, times)), times)
    if over := tuple(_signal_facts(report)):  # nobody was shown a signal if all was entered afterwards
        yield Section("Signals" if any(one.live for one in report.timed) else "Over time", facts=over)


def report_view(report: Report) -> RenderableType:
    """Return the sections of a report, as a terminal shows them."""
    parts: list[RenderableType] = []
    for section in sections(report):
        parts += [*([Text()] if parts else []), Text(section.title, style="bold")]
        if section.times:
            parts.append(_talk(section.times))
        elif section.rows:
            first, *others = section.headings
            parts.append(LongTable((Column(first), *map(figures, others)), section.rows))
        parts += [Text(section.remark, style=QUIET)] if section.remark else []
        parts += map(Text, section.facts)
    return Group(*parts)


def _talk(times: tuple[TalkTime, ...]) -> Table:
    shown, rest, longest = list(times[:MOST_SPEAKERS]), times[MOST_SPEAKERS:], max(one.time for one in times)
    if rest:
        time, count = sum((one.time for one in rest), ZERO), sum(one.turns for one in rest)
        shown.append(TalkTime(f"{len(rest)} others", count, time, sum(one.part for one in rest)))
    rows: list[list[RenderableType]] = []
    for place, one in enumerate(shown):
        bar = "━" * round(24 * (one.time / longest)) if longest and place < MOST_SPEAKERS else ""
        name, turns, *digits = _talk_row(one)
        rows.append([Text(name), f"{turns}×", *digits, Text(bar, style=SKY)])
    columns = Column(no_wrap=True, max_width=42), figures(), figures(), figures(), fixed()
    return plain_table(columns, rows, header=False)


def _talk_row(one: TalkTime) -> tuple[str, ...]:
    return sanitize(one.name) or "(no segment)", str(one.turns), clock_digits(one.time), f"{one.part:.0%}"


def _block_rows(report: Report) -> Iterator[tuple[str, ...]]:
    show = report.show
    for one in report.blocks:
        began = one.run.started
        yield (
            title_of(one.run),
            "" if one.planned_start is None else clock_time(show, one.planned_start),
            one.run.status.value if began is None else clock_time(show, began),
            clock_digits(one.length.planned),
            clock_digits(one.length.actual),
            signed_digits(one.length.over) if one.ran else "",
            clock_digits(one.handover.actual) if one.ran else "",
            signed_digits(one.added) if one.ran else "",
        )


def _share_rows(report: Report) -> Iterator[tuple[str, ...]]:
    went = report.summary
    rows = {"Speeches": went.speeches, "The floor": went.floor, "Breaks and other items": went.items}
    for name, share in (*rows.items(), ("Handovers between blocks", went.between)):
        if share is not went.items or share.planned or share.actual:
            yield name, clock_digits(share.planned), clock_digits(share.actual), signed_digits(share.over)
    yield "Between interventions", "", clock_digits(report.between_interventions), ""
    if went.paused >= SECOND:
        yield "On hold", "", clock_digits(went.paused), ""


def _facts(report: Report) -> Iterator[str]:
    """Say where the offset arose, and what the floor lost."""
    went = report.summary
    if report.show.first_started is None:
        yield "No block has been run."
        return
    parts = [f"the late start {signed_digits(went.late)}"] if abs(went.late) >= SECOND else []
    added = sorted((one for one in report.blocks if one.ran), key=lambda one: abs(one.added), reverse=True)
    parts += [f"{title_of(one.run)} {signed_digits(one.added)}" for one in added[:3] if abs(one.added) >= SECOND]
    arose = f"; most was added by {', '.join(parts)}" if parts else ""
    yield f"Offset at the end of the last block {signed_digits(report.offset)}{arose}."
    if went.floor.planned or went.floor.actual:
        change, by = "lost" if went.floor.over < ZERO else "won", clock_digits(abs(went.floor.over))
        spoken = _spoken(went.from_the_floor, "intervention", "interventions", "took")
        yield f"The floor {change} {by} of {clock_digits(went.floor.planned)} planned; {spoken}."
    if told := spoken_besides(went):
        yield f"Besides: {', '.join(told)}."


def spoken_besides(went: Summary) -> list[str]:
    """Count what was said from the floor beside the interventions in floor rounds, each sort with its time."""
    besides = (
        (went.outside_rounds, "intervention outside the rounds", "interventions outside the rounds"),
        (went.by_the_panel, "statement by the panel", "statements by the panel"),
        (went.replies, "other reply", "other replies"),
        (went.rights_of_reply, "right of reply", "rights of reply"),
        (went.points_of_order, "point of order", "points of order"),
    )
    return [_spoken(spoken, *names) for spoken, *names in besides if spoken.interventions]


def _spoken(spoken: Spoken, one: str, several: str, took: str = "") -> str:
    words = (str(spoken.interventions), one if spoken.interventions == 1 else several, took, clock_digits(spoken.time))
    return " ".join(filter(None, words))


def _signal_facts(report: Report) -> Iterator[str]:
    """Say how many were given each signal, and how long those who were over went on."""
    order = list(Signal)
    for what, of_the_floor in (("Speeches", False), ("Interventions", True)):
        some = [one for one in report.timed if one.live and (one.number is not None) is of_the_floor]
        if some:
            given = [order.index(one.last_signal) for one in some]
            wrap, final, over = (sum(count >= at_least for count in given) for at_least in (1, 2, 3))
            yield f"{what}, {len(some)}: {wrap} told to wrap up, {final} came to the last seconds, {over} went over."
    over_time = sorted(one.over for one in report.over)
    if over_time:
        half = over_time[(len(over_time) - 1) // 2]
        yield f"From time up to the end: {clock_digits(half)} in the median, {clock_digits(over_time[-1])} at the most."
    for one in report.over[:MOST_OVER]:
        number = "" if one.number is None else f"{one.number} "
        yield f"  {number}{sanitize(one.whose)}: {signed_digits(one.over)} beyond {clock_digits(one.allotted)}"


def summary_panel(show: Show, width: int, height: int) -> list[Text]:
    """Draw the planned and actual time of speeches, floor and handovers, and the overruns, in so many lines."""
    went = _summary(Identical(show))
    shares = {"Speeches": went.speeches, "The floor": went.floor, "Handovers": went.between}
    if went.items.planned or went.items.actual:
        shares["Items"] = went.items
    longest = max(max(share.planned, share.actual) for share in shares.values())
    room = max(0, min(24, width - len("  Handovers  ") - 24))  # for a bar, beside three figures of 8 cells
    title = "WHERE THE TIME WENT" if width >= 44 else "TIME"
    rows = [spread(line((title, LABEL)), line((" planned    took    diff", QUIET)), width)]
    for name, share in shares.items():
        bar = "━" * round(room * (share.actual / longest)) if longest > ZERO else ""
        planned, took, difference = clock_digits(share.planned), clock_digits(share.actual), signed_digits(share.over)
        digits = line(f"{planned:>8}", (f"{took:>8}", NAME), f"{difference:>8}")
        rows.append(spread(line(f"  {name:<9}  ", (bar, QUIET)), digits, width))
    return column([*rows, *(line(f"  {said}") for said in _summary_facts(went))], width, height)


@lru_cache(maxsize=1)
def _summary(of: Identical[Show]) -> Summary:
    """Return where the time of a show went: it is drawn each second, and stays the same until somebody acts."""
    show = of.value
    return report(as_shown(show), show.closed or show.last_ended or show.opened).summary


def _summary_facts(went: Summary) -> Iterator[str]:
    if abs(went.late) >= SECOND:
        yield f"Began {clock_digits(abs(went.late))} {'late' if went.late > ZERO else 'early'}."
    if went.from_the_floor.interventions:
        yield _spoken(went.from_the_floor, "intervention", "interventions", "in floor rounds")
    yield from spoken_besides(went)
    if went.paused >= SECOND:
        yield f"On hold for {clock_digits(went.paused)}."
    yield from (f"{title_of(run)}: {signed_digits(by)}" for run, by in went.overruns)
