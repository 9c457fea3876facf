"""What is said of an entry."""

import pytest

from runofshow.show.actions.blocks import Next
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.actions.record import Amend, RecordIntervention
from runofshow.show.particulars import Particulars
from tests.builders import Step, agenda, at, entries_of, floor, played

PLAN = agenda(floor("F", "20m"))
BEGUN: tuple[Step, ...] = (("14:00", Next()), ("14:01", GiveFloor(Particulars(who="Chad"))))
CUBA = Particulars(who="Cuba", kind="statement")
ORDER = Particulars(kind="point_of_order")


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        pytest.param((("14:02", GiveFloor(CUBA)), ("14:03", Amend(2, ORDER))), False, id="in time"),
        pytest.param((("14:02", GiveFloor(CUBA)), ("14:03", EndFloor()), ("14:04", Amend(2, ORDER))), True, id="late"),
        pytest.param(
            (("14:02", GiveFloor(CUBA)), ("14:03", EndFloor()), ("14:04", Amend(2, Particulars(kind="question")))),
            False,
            id="a kind that no clock goes by",
        ),
        pytest.param(
            (("14:03", RecordIntervention(at("14:01"), at("14:02"), CUBA)), ("14:04", Amend(2, ORDER))),
            False,
            id="untimed",
        ),
    ],
)
def test_a_kind_that_became_known_too_late_is_told(steps: tuple[Step, ...], told: bool) -> None:
    """The clocks stay as they ran: nobody can tell who would have spoken on."""
    said = entries_of(PLAN, *BEGUN, *steps)[-1].event.describe(played(PLAN, *BEGUN, *steps))

    assert said.startswith("put right: 2 ")
    assert said.endswith("the clocks stay as they ran") == told
