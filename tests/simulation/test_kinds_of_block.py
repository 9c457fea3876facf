"""Items, panels and fixed starts in a dry run."""

from datetime import timedelta

import pytest

from runofshow.agenda.schedule import MICROSECOND
from runofshow.simulation.advice import advise
from runofshow.simulation.agenda_variants import limit_speeches
from runofshow.simulation.assumptions import PRESETS, Assumptions
from runofshow.simulation.outcome import Simulator
from runofshow.simulation.played_outcome import play_outcome
from tests.agenda.test_stretches import item, with_signing
from tests.builders import agenda, at, floor, minutes, speech
from tests.simulation.strategies import panel

MIXED = agenda(
    speech("A", "10m"), item("Film", "4m", type="video"), item("Coffee", "15m", type="break"), floor("F", "rest")
)


@pytest.mark.parametrize("seed", range(5))
def test_a_video_and_a_break_last_their_length(seed: int) -> None:
    outcome = Simulator(MIXED, Assumptions(PRESETS["chaired"])).in_detail(seed)
    lengths = [(end - start) * MICROSECOND for start, end in zip(outcome.starts, outcome.ends, strict=True)]
    assert lengths[1:3] == [minutes(4), minutes(15)]
    assert lengths[0] != minutes(10)


@pytest.mark.parametrize("late", [0, 4, 30])
@pytest.mark.parametrize("seed", range(5))
def test_nothing_begins_before_its_fixed_start_and_slack_absorbs_a_delay(seed: int, late: int) -> None:
    day = with_signing()
    played = play_outcome(day, Assumptions(PRESETS["chaired"], late=minutes(late)), seed)
    photo, signing = played.blocks[2:4]
    assert signing.start == max(at("14:45"), photo.end + minutes(1))


@pytest.mark.parametrize("late", [0, 12])
def test_an_outcome_with_fixed_starts_is_played_as_it_was_simulated(late: int) -> None:
    day, assumptions = with_signing(), Assumptions(PRESETS["chaired"], late=minutes(late))
    outcome = Simulator(day, assumptions).in_detail(7)
    blocks = play_outcome(day, assumptions, 7).blocks
    assert [(block.start - day.start) // MICROSECOND for block in blocks] == list(outcome.starts)
    assert [(block.end - day.start) // MICROSECOND for block in blocks] == list(outcome.ends)


def test_a_limit_on_speeches_cuts_no_item_and_no_panel() -> None:
    plan = agenda(speech("A", "20m"), item("Coffee", "15m", type="break"), panel("P", "20m"))
    assert [block.duration for block in limit_speeches(plan, timedelta(minutes=6)).blocks()] == [
        minutes(6),
        minutes(15),
        minutes(20),
    ]


def test_advice_calls_a_panel_a_panel() -> None:
    """It is the longest of all who speak; without it the meeting ends in time."""
    plan = agenda(speech("A", "10m"), panel("P", "45m"), floor("F", "8m"))
    found = advise(plan, Assumptions(PRESETS["unenforced"]), seed=1, trials=20, wanted=0.95)
    assert found.alternatives[0].change == "without 'p', the longest panel"
