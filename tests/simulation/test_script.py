"""An outcome played on a show, where the moderator does more than the outcome knows of."""

from runofshow.show.actions.blocks import Extend, Next
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.simulation.assumptions import PRESETS, Assumptions
from runofshow.simulation.outcome import Simulator
from runofshow.simulation.script import Script, Step
from tests.builders import agenda, at, floor, minutes, played

ROUND = agenda(floor("F", "90s"), end="14:10")
"""Shorter than the limit of 2:00: the outcome gives the floor to nobody."""


def test_somebody_whom_the_moderator_gave_the_floor_has_the_limit_and_what_was_added_once() -> None:
    """Given at 14:00:10 for 2:00, with a minute more: done at 14:03:10."""
    script = Script(ROUND, Simulator(ROUND, Assumptions(PRESETS["chaired"])).in_detail(1))
    begun = (("14:00", Next()), ("14:00:10", GiveFloor()))

    assert script.next_step(played(ROUND, *begun)) == Step(at("14:02:10"), EndFloor())
    assert script.next_step(played(ROUND, *begun, ("14:01", Extend(minutes(1))))) == Step(at("14:03:10"), EndFloor())
