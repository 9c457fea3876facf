"""What a notice adds to the description of an entry."""

from runofshow.show.actions.blocks import Next
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.actions.meeting import Finish
from runofshow.show.particulars import Particulars
from runofshow.ui.notices import AFTER_CLOSING, hint_after
from tests.builders import Step, agenda, floor, played


def test_closing_names_what_is_nearly_a_state() -> None:
    steps: list[Step] = [("14:00", Next())]
    for place, name in enumerate(("Chad", "Costa Rika", "Employers", "Switzreland")):
        said = Particulars(who=name, category="state" if name == "Chad" else "other")
        steps += [(f"14:0{place * 2 + 1}", GiveFloor(said)), (f"14:0{place * 2 + 2}", EndFloor())]
    plan = agenda(floor("F", "30m"))
    show = played(plan, *steps, ("14:20", Finish()))
    without = played(plan, *steps[:3], ("14:20", Finish()))
    assert hint_after(show, Finish(), next(iter(show.history))) == (
        "“Costa Rika” (2) is no State: was it Costa Rica? 'runofshow amend 2 --who \"Costa Rica\"' corrects it, "
        f"and 1 more like it. {AFTER_CLOSING}"
    )
    assert hint_after(without, Finish(), next(iter(without.history))) == AFTER_CLOSING
