"""Whether we still make it: what is said, how loudly, and in how much room."""

from runofshow.instants import SECOND
from runofshow.show.actions.blocks import EndBlock, Next
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.forecast import forecast
from runofshow.show.meeting_record import record
from runofshow.show.particulars import Particulars
from runofshow.show.replay import apply, decide
from runofshow.show.state import Entry
from runofshow.ui.palette import WARNING
from runofshow.ui.panels import interventions_panel, outlook_panel, summary_panel
from runofshow.ui.tables import log_lines
from tests.builders import Step, agenda, at, floor, played, speech
from tests.ui.scenes import SCENES

PLAN = agenda(speech("A", "10m"), speech("B", "10m"), floor("F", "20m", min="10m"), speech("C", "8m"), end="14:51")
B_RUNS: tuple[Step, ...] = (("14:00", Next()), ("14:12", EndBlock()), ("14:13", Next()))
"""A planned for 10 minutes ran 12; B began at 14:13 and not at 14:11."""


def outlook(clock: str, *steps: Step, width: int = 100) -> list[str]:
    """The panel as text."""
    show = played(PLAN, *steps)
    return [line.plain.rstrip() for line in outlook_panel(show, forecast(show, at(clock)), width)]


def test_behind_but_in_time() -> None:
    """Two minutes late, which the round takes: nothing is loud."""
    assert outlook("14:17", *B_RUNS) == ["Next floor round: 18 min of 20 min (minimum 10 min), 8 speakers at 2:00."]


def test_the_floor_at_its_least_is_told_with_what_was_lost() -> None:
    """B ran to 14:37: the round is held at 10 minutes, and the show ends six minutes late."""
    assert outlook("14:37", *B_RUNS) == [
        " FLOOR CUT TO ITS MINIMUM, 10 min: 10 min lost (F)",
        "To end in time, leave out a speech: the speech to come can't give 6:00.",
        "Next floor round: 10 min of 20 min (its minimum), 4 speakers at 2:00.",
    ]


def test_a_sentence_is_whole_however_narrow_the_screen_is() -> None:
    """How to mend an overrun stands at its end."""
    for width in (40, 60, 70):
        said = " ".join(part.strip() for part in outlook("14:37", *B_RUNS, width=width))
        assert "leave out a speech: the speech to come can't give 6:00." in said, width


def test_a_floor_at_its_least_is_a_warning() -> None:
    """Its line has a ground of its own."""
    show, now = SCENES["floor-guard"]
    warned = next(line for line in outlook_panel(show, forecast(show, now), 100) if "FLOOR CUT" in line.plain)
    assert WARNING in [span.style for span in warned.spans]


def test_every_line_has_its_width() -> None:
    """At any width, in any phase."""
    for name, (show, now) in SCENES.items():
        foreseen = forecast(show, now)
        for width in (0, 1, 7, 40, 64, 100, 200):
            assert {line.cell_len for line in outlook_panel(show, foreseen, width)} <= {width}, (name, width)


def test_two_sentences_share_a_line_where_they_fit() -> None:
    """What the floor keeps and whether all who wait fit."""
    show, now = SCENES["floor"]
    wide, narrow = (
        [line.plain.rstrip() for line in outlook_panel(show, forecast(show, now), width)] for width in (90, 60)
    )
    assert wide[0] == "31:40 left for the floor: 14 more at 2:00, 13 as they speak. All 3 waiting fit."
    assert narrow[0:2] == ["31:40 left for the floor: 14 more at 2:00, 13 as they speak.", "All 3 waiting fit."]


def test_where_the_time_went_counts_apart_what_was_said_outside_the_rounds() -> None:
    """So that the interventions in floor rounds never took longer than the floor."""
    plan = agenda(speech("A", "10m"), floor("F", "20m"), end="14:31")
    mexico, chad = Particulars(who="Mexico"), Particulars(who="Chad")
    steps: list[Step] = [("14:00", Next()), ("14:01", GiveFloor(mexico)), ("14:03", EndFloor()), ("14:10", Next())]
    steps += [("14:11", GiveFloor(chad)), ("14:12:30", EndFloor()), ("14:13", Next())]
    said = [line.plain.split() for line in summary_panel(played(plan, *steps), 60, 12)]
    assert ["20:00", "3:00", "-17:00"] in [row[-3:] for row in said]
    assert ["1", "intervention", "in", "floor", "rounds", "1:30"] in said
    assert ["1", "intervention", "outside", "the", "rounds", "2:00"] in said


def test_screen_and_log_show_the_same_length() -> None:
    """From 14:01:10.9 to 14:02:10.1: 14:01:10 and 14:02:10 stand there, so it took 1:00."""
    show = played(agenda(floor("F", "20m")), ("14:00", Next()))
    for moment, action in ((at("14:01:10") + 0.9 * SECOND, GiveFloor()), (at("14:02:10") + 0.1 * SECOND, EndFloor())):
        show = apply(show, Entry(show.n + 1, moment, moment, "tester", decide(show, action, moment)))
    now = at("14:03")
    assert "1:00 14:01" in interventions_panel(show, forecast(show, now), 60, 2)[1].plain
    assert log_lines(record(show, now), speaking=True) == ["1. 14:01:10 (no name yet), 1:00"]
    assert record(show, now).interventions[0].duration == 59.2 * SECOND
