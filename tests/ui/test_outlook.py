"""Whether we still make it: what is said, how loudly, and in how much room."""

from runofshow.show.actions.blocks import EndBlock, Next
from runofshow.show.forecast import forecast
from runofshow.ui.outlook import outlook_panel
from runofshow.ui.palette import WARNING
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
