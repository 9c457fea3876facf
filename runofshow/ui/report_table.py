"""A show against its plan: the tables and sentences of a report, and how a terminal shows them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, assert_never

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from runofshow.agenda.durations import clock_digits, signed_digits
from runofshow.instants import SECOND, Instant
from runofshow.show.countdown import Signal
from runofshow.show.names import clock_time, title_of
from runofshow.show.parts import ZERO
from runofshow.show.state import Show
from runofshow.show.statistics import Report, Spoken, Summary
from runofshow.show.talk_time import TalkTime
from runofshow.text import sanitize
from runofshow.ui.palette import ORANGE, QUIET, SKY
from runofshow.ui.tables import plain_table

MOST_SPEAKERS: Final = 15
"""Rows; the rest is counted."""
MOST_OVER: Final = 8
_BAR: Final = 24
_NAME: Final = 42
"""Cells."""


COLUMNS_MEAN: Final = (
    "Handover: the time before the block. Added: by how much the block, its pauses and that handover put the show "
    "behind; ahead is negative."
)
"""Explains the headings of the table of blocks."""

BLOCK_HEADINGS: Final = ("Block", "To begin", "Began", "Planned", "Took", "Diff", "Handover", "Added")
SHARE_HEADINGS: Final = ("", "Planned", "Took", "Diff")
TALK_HEADINGS: Final = ("", "Turns", "Time", "Share")


def report_view(report: Report) -> RenderableType:
    """Return blocks against the plan, where the time went, who spoke for how long, who was over."""
    parts: list[RenderableType] = [
        _heading("Planned and actual"),
        _table(BLOCK_HEADINGS, block_rows(report)),
        Text(COLUMNS_MEAN, style=QUIET),
        Text(),
        _heading("Where the time went"),
        _table(SHARE_HEADINGS, share_rows(report)),
        *map(Text, facts(report)),
    ]
    for title, times in talk_tables(report):
        parts += [Text(), _heading(title), _talk(times)]
    if over := list(signal_facts(report)):
        parts += [Text(), _heading(signals_title(report)), *map(Text, over)]
    return Group(*parts)


def block_rows(report: Report) -> Iterator[tuple[str, ...]]:
    """Yield each block under `BLOCK_HEADINGS`."""
    for one in report.blocks:
        began = one.run.started
        yield (
            title_of(one.run),
            _time(report.show, one.planned_start),
            one.run.status.value if began is None else _time(report.show, began),
            clock_digits(one.length.planned),
            clock_digits(one.length.actual),
            signed_digits(one.length.over) if one.ran else "",
            clock_digits(one.handover.actual) if one.ran else "",
            signed_digits(one.added) if one.ran else "",
        )


def share_rows(report: Report) -> Iterator[tuple[str, ...]]:
    """Yield where the time went under `SHARE_HEADINGS`."""
    went = report.summary
    rows = {"Speeches": went.speeches, "The floor": went.floor, "Breaks and other items": went.items}
    for name, share in (*rows.items(), ("Handovers between blocks", went.between)):
        if share is not went.items or share.planned or share.actual:
            yield name, clock_digits(share.planned), clock_digits(share.actual), signed_digits(share.over)
    yield "Between interventions", "", clock_digits(report.between_interventions), ""
    if went.paused >= SECOND:
        yield "On hold", "", clock_digits(went.paused), ""


def talk_tables(report: Report) -> Iterator[tuple[str, tuple[TalkTime, ...]]]:
    """Yield the tables of talk time that aren't empty, with their titles."""
    for title, times in (
        ("Talk time by speaker", report.by_speaker),
        ("Talk time by segment", report.by_segment),
        ("Talk time by category", report.by_category),
    ):
        if times:
            yield title, times


def talk_row(one: TalkTime) -> tuple[str, ...]:
    """Return a talk time under `TALK_HEADINGS`."""
    return sanitize(one.name) or "(no segment)", str(one.turns), clock_digits(one.time), f"{one.part:.0%}"


def facts(report: Report) -> Iterator[str]:
    """Yield sentences on where the offset arose, and what the floor lost."""
    show, went = report.show, report.summary
    if show.first_started is None:
        yield "No block has been run."
        return
    parts = [f"the late start {signed_digits(went.late)}"] if abs(went.late) >= SECOND else []
    added = sorted((one for one in report.blocks if one.ran), key=lambda one: abs(one.added), reverse=True)
    parts += [f"{title_of(one.run)} {signed_digits(one.added)}" for one in added[:3] if abs(one.added) >= SECOND]
    arose = f"; most was added by {', '.join(parts)}" if parts else ""
    yield f"Offset at the end of the last block {signed_digits(report.offset)}{arose}."
    if went.floor.planned or went.floor.actual:
        change = "lost" if went.floor.over < ZERO else "won"
        yield (
            f"The floor {change} {clock_digits(abs(went.floor.over))} of {clock_digits(went.floor.planned)} planned; "
            f"{_spoken(went.from_the_floor, 'intervention', 'interventions', 'took')}."
        )
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


def signals_title(report: Report) -> str:
    """Return the heading of `signal_facts`; nobody was shown a signal if all was entered afterwards."""
    return "Signals" if any(one.live for one in report.timed) else "Over time"


def signal_facts(report: Report) -> Iterator[str]:
    """Yield sentences on how many were given each signal, and how long those who were over went on."""
    for what, some in (
        ("Speeches", [one for one in report.timed if one.live and one.number is None]),
        ("Interventions", [one for one in report.timed if one.live and one.number is not None]),
    ):
        if some:
            given = [_signals_given(one.last_signal) for one in some]
            wrap, final, over = (sum(count >= at_least for count in given) for at_least in (1, 2, 3))
            yield f"{what}, {len(some)}: {wrap} told to wrap up, {final} came to the last seconds, {over} went over."
    over_time = sorted(one.over for one in report.over)
    if over_time:
        half = over_time[(len(over_time) - 1) // 2]
        yield f"From time up to the end: {clock_digits(half)} in the median, {clock_digits(over_time[-1])} at the most."
    for one in report.over[:MOST_OVER]:
        number = "" if one.number is None else f"{one.number} "
        yield f"  {number}{sanitize(one.whose)}: {signed_digits(one.over)} beyond {clock_digits(one.allotted)}"


def _signals_given(last: Signal) -> int:
    """Return how many signals somebody was given who was given this one last."""
    match last:
        case Signal.ON_TIME:
            return 0
        case Signal.WRAP_UP:
            return 1
        case Signal.FINAL:
            return 2
        case Signal.OVER:
            return 3
        case _:
            assert_never(last)


def _heading(words: str) -> Text:
    return Text(words, style="bold")


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    table = plain_table()
    table.add_column(headings[0], overflow="ellipsis")
    for heading in headings[1:]:
        table.add_column(heading, no_wrap=True, justify="right")
    for name, *figures in rows:
        table.add_row(Text(name, no_wrap=True, overflow="ellipsis"), *figures)
    return table


def _talk(times: Iterable[TalkTime]) -> Table:
    every = list(times)
    table = plain_table(header=False)
    table.add_column(overflow="ellipsis", no_wrap=True, max_width=_NAME)
    for _ in range(3):
        table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    longest = max((one.time for one in every), default=ZERO)
    for one in every[:MOST_SPEAKERS]:
        bar = "━" * round(_BAR * (one.time / longest)) if longest else ""
        name, turns, *figures = talk_row(one)
        shown = Text(name, no_wrap=True, overflow="ellipsis")
        table.add_row(shown, f"{turns}×", *figures, Text(bar, style=SKY))
    if rest := every[MOST_SPEAKERS:]:
        time = sum((one.time for one in rest), ZERO)
        part = sum(one.part for one in rest)
        turns = f"{sum(one.turns for one in rest)}×"
        table.add_row(f"{len(rest)} others", turns, clock_digits(time), f"{part:.0%}", Text("", style=ORANGE))
    return table


def _time(show: Show, instant: Instant | None) -> str:
    return "" if instant is None else clock_time(show, instant)
