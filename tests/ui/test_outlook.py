"""Whether we still make it: what is said, how loudly, and in how much room."""

from runofshow.show.actions.blocks import EndBlock, Next
from runofshow.show.actions.meeting import SetHardStop
from runofshow.show.forecast import forecast
from runofshow.ui.outlook import finish_line, outlook_panel
from runofshow.ui.palette import ALARM, NAME, WARNING
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
    assert outlook("14:17", *B_RUNS) == [
        "2:00 behind. Finish 14:51, at the hard stop",
        "Floor keeps 18:00 of 20:00 (least 10:00): 8 more at 2:00.",
    ]


def test_the_floor_at_its_least_is_told_with_what_was_lost() -> None:
    """B ran to 14:37: the round is held at 10 minutes, and the show ends six minutes late."""
    assert outlook("14:37", *B_RUNS) == [
        " Finish 14:57: 6:00 PAST THE HARD STOP 14:51",
        " FLOOR DOWN TO ITS LEAST, 10m: 10m lost (F)",
        "To mend that, leave out a speech: the speech to come can't give 6:00.",
        "Floor keeps 10:00 of 20:00 (least 10:00): 4 more at 2:00.",
    ]


def test_a_room_that_should_be_given_back_is_told_before_anything_else() -> None:
    """Once the hard stop is past, what counts is by how much."""
    assert outlook("14:52:30", *B_RUNS)[0] == " 1:30 PAST THE HARD STOP 14:51"
    assert outlook("14:52:30", *B_RUNS, ("14:14", SetHardStop(at("15:30"))))[0].startswith(
        "31:30 behind. Finish 15:22, 7:30 before"
    )


def test_on_plan_needs_no_offset() -> None:
    """Where there is nothing to tell, the finish is told alone."""
    assert outlook("14:05", ("14:00", Next()))[0] == "Finish 14:51, at the hard stop"


def test_only_what_is_too_late_is_loud() -> None:
    """The finish is in the colour of an alarm just when it lies past the hard stop."""
    for name, style in {"running": NAME, "past-hard-stop": ALARM, "finished": NAME}.items():
        show, now = SCENES[name]
        assert [span.style for span in finish_line(show, forecast(show, now)).spans] == [style], name


def test_a_floor_at_its_least_is_a_warning() -> None:
    """Its line has a ground of its own."""
    show, now = SCENES["floor-guard"]
    warned = next(line for line in outlook_panel(show, forecast(show, now), 100) if "FLOOR DOWN" in line.plain)
    assert WARNING in [span.style for span in warned.spans]


def test_every_line_has_its_width() -> None:
    """At any width, in any phase."""
    for name, (show, now) in SCENES.items():
        foreseen = forecast(show, now)
        for width in (0, 1, 7, 40, 64, 100, 200):
            assert {line.cell_len for line in outlook_panel(show, foreseen, width)} == {width}, (name, width)


def test_two_sentences_share_a_line_where_they_fit() -> None:
    """What the floor keeps and whether all who wait fit."""
    show, now = SCENES["floor"]
    wide, narrow = (
        [line.plain.rstrip() for line in outlook_panel(show, forecast(show, now), width)] for width in (90, 60)
    )
    assert wide[1] == "31:40 left for the floor: 14 more at 2:00, 13 as they speak. All 3 waiting fit."
    assert narrow[1:3] == ["31:40 left for the floor: 14 more at 2:00, 13 as they speak.", "All 3 waiting fit."]
