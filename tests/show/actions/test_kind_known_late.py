"""What is said of an entry."""

from runofshow.show.actions.blocks import Next
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.actions.record import Amend, RecordIntervention
from runofshow.show.particulars import Particulars
from tests.builders import Step, agenda, at, entries_of, floor, played

PLAN = agenda(floor("F", "20m"))
BEGUN: tuple[Step, ...] = (("14:00", Next()), ("14:01", GiveFloor(Particulars(who="Chad"))))
CUBA = Particulars(who="Cuba", kind="statement")
ORDER = Particulars(kind="point_of_order")


def test_a_kind_that_became_known_too_late_is_told() -> None:
    """The clocks stay as they ran: nobody can tell who would have spoken on."""
    given: Step = ("14:02", GiveFloor(CUBA))
    ended: Step = ("14:03", EndFloor())
    question = Amend(2, Particulars(kind="question"))

    assert tells_of_clocks(given, ended, ("14:04", Amend(2, ORDER)))
    assert not tells_of_clocks(given, ("14:03", Amend(2, ORDER))), "it is known in time"
    assert not tells_of_clocks(given, ended, ("14:04", question)), "no clock goes by this kind"
    untimed: Step = ("14:03", RecordIntervention(at("14:01"), at("14:02"), CUBA))
    assert not tells_of_clocks(untimed, ("14:04", Amend(2, ORDER)))


def tells_of_clocks(*steps: Step) -> bool:
    """Whether the sentence on the last of these steps says that the clocks stay."""
    said = entries_of(PLAN, *BEGUN, *steps)[-1].event.describe(played(PLAN, *BEGUN, *steps))
    assert said.startswith("corrected: 2 ")
    return said.endswith("the clocks stay as they ran")
