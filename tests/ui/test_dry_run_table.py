"""What staff read of a dry run."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console, RenderableType

from runofshow.agenda.model import Agenda
from runofshow.instants import instant
from runofshow.simulation.answers import dry_run_result
from runofshow.simulation.assumptions import PRESETS, Assumptions, Preset, Spread
from runofshow.simulation.played_outcome import play_outcome
from runofshow.ui.dry_run_table import Scale, dry_run_view
from tests.builders import agenda, floor, minutes, speech

EXACT = Spread(1.0, 0.0)
PRESET = replace(PRESETS["high-level"], speech=Spread(1.2, 0.0), intervention=EXACT, floor_handover_spread=EXACT)
PLAN = agenda(speech("A", "10m"), floor("F", "20m", min="10m"), speech("C", "10m"), end="14:42")


def printed(plan: Agenda, assumptions: Assumptions, width: int = 80) -> str:
    return plain(dry_run_view(play_outcome(plan, assumptions, 1), dry_run_result(plan, assumptions, 1, 10)), width)


def plain(view: RenderableType, width: int) -> str:
    console = Console(width=width, force_terminal=False, color_system=None)
    with console.capture() as capture:
        console.print(view)
    return "\n".join(line.rstrip() for line in capture.get().splitlines())


def slower(factor: float) -> Preset:
    return replace(PRESET, speech=Spread(factor, 0.0))


def test_the_whole_report_at_eighty_columns() -> None:
    assert printed(PLAN, Assumptions(PRESET)) == GOLDEN


GOLDEN = """\
One run of many possible ones, seed 1
Block  Planned            Simulated          Length    End
A      14:00:00–14:10:00  14:00:00–14:12:00   +2:00  +2:00
F      14:11:00–14:31:00  14:13:00–14:31:00   -2:00   0:00
C      14:32:00–14:42:00  14:32:00–14:44:00   +2:00  +2:00

Start 14:00:00, finish 14:44:00: 2:00 PAST THE HARD STOP, 14:42:00.
The floor: 20:00 planned, 18:00 left, 8 interventions.
  f: 20:00 planned, 18:00 left, 8 interventions, limit 2m.

The odds in 10 runs
Block            Planned  Early  Middle   Late  14:00     14:15      14:30
A                  14:00  14:00   14:00  14:00  █████████                     │
F                  14:11  14:13   14:13  14:13           ▓▓▓▓▓▓▓▓▓▓▓▓▓▓       │
C                  14:32  14:32   14:32  14:32                         █████████
Finish             14:42  14:44   14:44  14:44

Early, late: 1 run in 10 is earlier, 1 in 10 later.
█ speech, ▓ floor, from the middle start to the middle end; ░ from early to
late; │ hard stop

The meeting ends by 14:42 in 0 of 10 runs (0%); half end by 14:44, nine in ten
by 14:44.
All speakers have finished by the hard stop, 14:42, in 0 of 10 runs (0%).
Before 14:42 the floor has 18:00 or more in half of the runs (20:00 planned),
18:00 or less in one of ten, 18:00 or more in another.
Every floor round has its 'min' or more before 14:42 in 10 of 10 runs (100%).
With one minute less for each speech, 0 of the same 10 runs (0%) end by 14:42 as
before, and the floor has 20:00 or more in half of the runs instead of 18:00.

10 runs, seed 1; the moderator lets speakers finish; speeches as in high-level
(ministers, and nobody stops them; median 1.20 of their time, spread 0.00).
These figures come from other meetings: speeches in the UN General Assembly with
a limit of 15 minutes (mean 17 in 2016, 19 in 2022); spread from the word counts
of 196."""


def test_a_late_start_and_an_early_end_are_said() -> None:
    late = printed(PLAN, Assumptions(slower(0.9), minutes(5)), width=100)
    assert "Start 14:05:00 (5:00 late), finish 14:41:00: 1:00 before the hard stop, 14:42:00." in late
    early = printed(PLAN, Assumptions(slower(0.9)))
    assert "finish 14:40:00: 2:00 before the hard stop, 14:42:00." in early


def test_a_title_gives_way_to_the_times_and_cannot_act_on_the_terminal() -> None:
    hostile = Agenda.model_validate(
        PLAN.model_dump()
        | {"segments": [{"title": "S", "blocks": [speech("[bold]\x1b[2J\u202e" + "long" * 40, "42m", id="x")]}]}
    )
    shown = printed(hostile, Assumptions(PRESET))
    assert all(len(line) <= 80 for line in shown.splitlines())
    assert "[bold]␛[2Jlong" in shown
    assert "14:00:00–14:42:00  14:00:00–14:50:24" in shown
    assert not {"\x1b", "\u202e"} & set(shown)


@pytest.mark.parametrize(
    ("zone", "start", "end", "most", "clocks"),
    [
        pytest.param(
            "America/New_York", "2025-11-01T23:50-04:00", "2025-11-02T03:10-05:00", 5,
            "00:00 01:00 01:00 02:00 03:00", id="an hour comes twice",
        ),
        pytest.param(
            "America/New_York", "2025-11-02T08:30-05:00", "2025-11-02T15:30-05:00", 4,
            "10:00 12:00 14:00", id="later on a day of 25 hours",
        ),
        pytest.param(
            "America/New_York", "2025-03-08T23:30-05:00", "2025-03-09T07:30-04:00", 4,
            "00:00 04:00 06:00", id="across an hour that is skipped",
        ),
        pytest.param(
            "Australia/Lord_Howe", "2025-04-06T00:30+11:00", "2025-04-06T04:10+10:30", 5,
            "01:00 02:00 03:00 04:00", id="half an hour comes twice",
        ),
    ],
)  # fmt: skip
def test_the_times_of_day_are_round_on_the_clock(zone: str, start: str, end: str, most: int, clocks: str) -> None:
    begins, ends = (instant(datetime.fromisoformat(each)) for each in (start, end))
    ticks = Scale(begins, ends, ZoneInfo(zone)).ticks(most)
    assert " ".join(f"{tick.astimezone(ZoneInfo(zone)):%H:%M}" for tick in ticks) == clocks
