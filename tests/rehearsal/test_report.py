"""What staff read of a dry run."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

from rich.console import Console

from runofshow.agenda.model import Agenda
from runofshow.rehearsal.presets import PRESETS, Spread
from runofshow.rehearsal.report import dry_run_json, dry_run_view
from runofshow.rehearsal.simulate import Rehearsed, simulate
from tests.builders import agenda, floor, minutes, speech

EXACT = Spread(1.0, 0.0)
PRESET = replace(PRESETS["high-level"], speech=Spread(1.2, 0.0), intervention=EXACT, floor_handover_spread=EXACT)
PLAN = agenda(speech("A", "10m"), floor("F", "20m", min="10m"), speech("C", "10m"), end="14:42")


def printed(run: Rehearsed, width: int = 80) -> str:
    """What a terminal of so many columns shows, without blanks at the ends of its lines."""
    console = Console(width=width, force_terminal=False, color_system=None)
    with console.capture() as capture:
        console.print(dry_run_view(run))
    return "\n".join(line.rstrip() for line in capture.get().splitlines())


def test_the_whole_report_at_eighty_columns() -> None:
    """The table, the finish against the hard stop, the floor, and that the figures are other people's."""
    assert printed(simulate(PLAN, PRESET, seed=1)) == GOLDEN


GOLDEN = """\
Block  Planned            Simulated          Length    End
A      14:00:00–14:10:00  14:00:00–14:12:00   +2:00  +2:00
F      14:11:00–14:31:00  14:13:00–14:31:00   -2:00   0:00
C      14:32:00–14:42:00  14:32:00–14:44:00   +2:00  +2:00

Start 14:00:00, finish 14:44:00: 2:00 PAST THE HARD STOP, 14:42:00.
The floor: 20:00 planned, 18:00 left, 8 interventions.
  f: 20:00 planned, 18:00 left, 8 interventions, limit 2m.

One run of many possible ones: seed 1, preset high-level (ministers, and nobody
cuts: speeches of 1.20 of their time in the median). Its figures are a proxy,
taken from other meetings: speeches in the UN General Assembly with a limit of
15 minutes (mean 17 in 2016, 19 in 2022); spread from the word counts of 196."""


def test_a_late_start_is_said() -> None:
    """Nobody should wonder why the first block isn't at its planned time."""
    shown = printed(simulate(PLAN, replace(PRESET, speech=Spread(0.9, 0.0)), seed=1, late=minutes(5)), width=100)

    assert "Start 14:05:00 (5:00 late), finish 14:41:00: 1:00 before the hard stop, 14:42:00." in shown


def test_a_show_that_ends_early_is_said_to() -> None:
    """The room would be free for a while."""
    shown = printed(simulate(PLAN, replace(PRESET, speech=Spread(0.9, 0.0)), seed=1))

    assert "finish 14:40:00: 2:00 before the hard stop, 14:42:00." in shown


def test_a_title_gives_way_to_the_times_and_cannot_act_on_the_terminal() -> None:
    """Brackets aren't markup, and every line fits."""
    hostile = Agenda.model_validate(
        PLAN.model_dump()
        | {"segments": [{"title": "S", "blocks": [speech("[bold]\x1b[2J\u202e" + "long" * 40, "42m", id="x")]}]}
    )

    shown = printed(simulate(hostile, PRESET, seed=1))

    assert all(len(line) <= 80 for line in shown.splitlines())
    assert "[bold]␛[2Jlong" in shown
    assert "14:00:00–14:42:00  14:00:00–14:50:24" in shown
    assert not {"\x1b", "\u202e"} & set(shown)


def test_the_json_holds_the_table_and_the_sentences() -> None:
    """Lengths in seconds, instants in the event's zone."""
    run = simulate(PLAN, PRESET, seed=1)

    document = json.loads(dry_run_json(run))

    assert (document["seed"], document["preset"], document["late"]) == (1, "high-level", 0)
    assert "proxy" in document["proxy"]
    assert document["hard_stop"] == "2016-07-20T14:42:00+00:00"
    assert document["simulated"] == {
        "finish": "2016-07-20T14:44:00+00:00",
        "overrun": 120,
        "floor": {"planned": 1200, "left": 1080, "interventions": 8},
    }
    assert document["blocks"][1] == {
        "id": "f",
        "segment": "Only segment",
        "kind": "floor",
        "title": "F",
        "speaker": None,
        "planned_start": "2016-07-20T14:11:00+00:00",
        "planned_end": "2016-07-20T14:31:00+00:00",
        "simulated_start": "2016-07-20T14:13:00+00:00",
        "simulated_end": "2016-07-20T14:31:00+00:00",
        "planned": 1200,
        "simulated": 1080,
        "difference": 0,
        "interventions": 8,
    }
    assert datetime.fromisoformat(document["blocks"][0]["simulated_end"]) - run.blocks[0].start == timedelta(minutes=12)
