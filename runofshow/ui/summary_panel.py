"""Where the time went, when a show is over. Pure."""

from datetime import timedelta

from rich.text import Text

from runofshow.agenda.durations import clock_digits, signed_digits
from runofshow.show.names import title_of
from runofshow.show.parts import ZERO
from runofshow.show.state import Show
from runofshow.show.statistics import Share, Summary, summary
from runofshow.ui.lines import column, line, spread
from runofshow.ui.palette import LABEL, NAME, QUIET

_FIGURES = 24
"""Cells of planned, took and the difference."""
_WIDEST_BAR = 24
_ROOM_FOR_TITLE = _FIGURES + 20
_SECOND = timedelta(seconds=1)


def summary_panel(show: Show, width: int, height: int) -> list[Text]:
    """Planned and actual times of speeches, floor and handovers, and what ran over, in so many lines."""
    went = summary(show, show.closed or show.last_ended or show.opened)
    shares = {"Speeches": went.speeches, "The floor": went.floor, "Handovers": went.between}
    longest = max(max(share.planned, share.actual) for share in shares.values())
    title = "WHERE THE TIME WENT" if width >= _ROOM_FOR_TITLE else "TIME"
    head = spread(line((title, LABEL)), line((" planned    took    diff", QUIET)), width)
    rows = [_row(name, share, longest, width) for name, share in shares.items()]
    return column([head, *rows, *(line(f"  {said}") for said in _facts(went))], width, height)


def _row(name: str, share: Share, longest: timedelta, width: int) -> Text:
    room = min(_WIDEST_BAR, width - _FIGURES - len("  Handovers  "))
    bar = "━" * round(room * (share.actual / longest)) if longest > ZERO and room > 0 else ""
    difference = signed_digits(share.over) if abs(share.over) >= _SECOND else "0:00"
    figures = line(f"{clock_digits(share.planned):>8}", (f"{clock_digits(share.actual):>8}", NAME), f"{difference:>8}")
    return spread(line(f"  {name:<9}  ", (bar, QUIET)), figures, width)


def _facts(went: Summary) -> list[str]:
    facts = []
    if abs(went.late) >= _SECOND:
        facts.append(f"Began {clock_digits(abs(went.late))} {'late' if went.late > ZERO else 'early'}.")
    floor, panel = went.from_the_floor, went.by_the_panel
    if floor.interventions:
        many = "interventions" if floor.interventions > 1 else "intervention"
        facts.append(f"{floor.interventions} {many} from the floor, {clock_digits(floor.time)} in all.")
    if panel.interventions:
        facts.append(f"{panel.interventions} by the panel, {clock_digits(panel.time)} in all.")
    if went.paused >= _SECOND:
        facts.append(f"On hold for {clock_digits(went.paused)}.")
    facts += [f"{title_of(one.run)}: {signed_digits(one.by)}" for one in went.overruns]
    return facts
