"""An intervention that turns out to have been a point of order, or to have been none."""

import pytest

from runofshow.show.actions.blocks import Next
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.actions.panel import EndTurn, GiveTurn
from runofshow.show.actions.record import Amend, RecordIntervention
from runofshow.show.actions.undo import Undo
from runofshow.show.capacity import heard
from runofshow.show.particulars import Kind, Particulars
from runofshow.show.state import Show
from tests.builders import Step, agenda, at, floor, minutes, played, speech

PLAN = agenda(speech("A", "10m"), floor("F", "20m"))
A_SPEAKS: tuple[Step, ...] = (("14:00", Next()),)
CHAD_SPEAKS: tuple[Step, ...] = (*A_SPEAKS, ("14:10", Next()), ("14:11", GiveFloor(Particulars(who="Chad"))))

STATEMENT: Kind = "statement"
ORDER: Kind = "point_of_order"


def cuba(kind: Kind) -> GiveFloor:
    """Cuba takes the floor."""
    return GiveFloor(Particulars(who="Cuba", kind=kind))


def of_kind(number: int, kind: Kind) -> Amend:
    """It was of another kind."""
    return Amend(number, Particulars(kind=kind))


def what_follows(show: Show) -> tuple[object, ...]:
    """All that follows from the entries, but for the entries themselves."""
    return show.runs, show.interventions, show.holder, show.interrupted, show.order, show.current, show.waiting


@pytest.mark.parametrize(
    ("begun", "number", "then"),
    [
        pytest.param(A_SPEAKS, 1, (), id="while it goes on, in a speech"),
        pytest.param(A_SPEAKS, 1, (("14:15", EndFloor()),), id="in a speech, which goes on after it"),
        pytest.param(CHAD_SPEAKS, 2, (), id="while it goes on, in a round"),
        pytest.param(CHAD_SPEAKS, 2, (("14:15", EndFloor()), ("14:16", EndFloor())), id="in a round, which goes on"),
        pytest.param(CHAD_SPEAKS, 2, (("14:15", cuba(ORDER)),), id="before another one"),
    ],
)
@pytest.mark.parametrize(("said", "was"), [(STATEMENT, ORDER), (ORDER, STATEMENT)])
def test_another_kind_counts_as_if_it_had_been_entered_so(
    begun: tuple[Step, ...], number: int, then: tuple[Step, ...], said: Kind, was: Kind
) -> None:
    """Whose clock stood, who was cut off and who has the floor again, from the instant at which it was given."""
    corrected = played(PLAN, *begun, ("14:12", cuba(said)), ("14:14", of_kind(number, was)), *_possible(then, was))
    entered = played(PLAN, *begun, ("14:12", cuba(was)), ("14:14", of_kind(number, was)), *_possible(then, was))

    assert what_follows(corrected) == what_follows(entered)


def _possible(then: tuple[Step, ...], was: Kind) -> tuple[Step, ...]:
    """Without a second end of the floor where nobody has it again."""
    return then if was == ORDER else then[:1]


def test_a_speakers_clock_is_put_right_after_the_point_of_order_is_over() -> None:
    """It took nobody's turn: the speaker has the two minutes back, and loses them where it was none."""
    over = {kind: (*A_SPEAKS, ("14:02", cuba(kind)), ("14:04", EndFloor())) for kind in (STATEMENT, ORDER)}

    held = played(PLAN, *over[STATEMENT], ("14:05", of_kind(1, ORDER)))
    ran = played(PLAN, *over[ORDER], ("14:05", of_kind(1, STATEMENT)))

    assert held.runs["a"].elapsed(at("14:06")) == minutes(4)
    assert ran.runs["a"].elapsed(at("14:06")) == minutes(6)


def test_two_that_were_points_of_order_both_hold_the_clock() -> None:
    """The second is put right in a show in which the first has been."""
    two = (("14:02", cuba(STATEMENT)), ("14:03", EndFloor()), ("14:04", cuba(STATEMENT)), ("14:06", EndFloor()))

    show = played(PLAN, *A_SPEAKS, *two, ("14:07", of_kind(1, ORDER)), ("14:08", of_kind(2, ORDER)))
    backwards = played(PLAN, *A_SPEAKS, *two, ("14:07", of_kind(2, ORDER)), ("14:08", of_kind(1, ORDER)))

    assert show.runs["a"].elapsed(at("14:09")) == minutes(6)
    assert backwards.runs["a"].elapsed(at("14:09")) == minutes(6)


@pytest.mark.parametrize(("said", "was"), [(STATEMENT, ORDER), (ORDER, STATEMENT)])
def test_nobody_is_given_the_floor_back_or_loses_it_afterwards(said: Kind, was: Kind) -> None:
    """Nobody can tell whether Chad would have spoken on: the kind is put right, and the clocks stay as they ran."""
    before = (*CHAD_SPEAKS, ("14:12", cuba(said)), ("14:14", EndFloor()))
    stayed, amended = played(PLAN, *before), played(PLAN, *before, ("14:15", of_kind(2, was)))

    assert amended.holder == stayed.holder
    assert [one.interval for one in amended.log()] == [one.interval for one in stayed.log()]
    assert amended.log()[1].particulars.kind == was
    assert amended.log()[1].clocks_stay


PANEL = agenda({"id": "p", "panel": "P", "speakers": ["Ana", "Ben"], "duration": "30m"})
ANA_SPEAKS: tuple[Step, ...] = (("14:00", Next()), ("14:01", GiveTurn(1)))


def turns(show: Show) -> list[tuple[str, str, str]]:
    """Who had the word on the panel, since when, and up to when or how long."""
    return [
        (turn.speaker.name, f"{turn.interval.start:%H:%M}", str(turn.interval.elapsed(at("14:15"))))
        for turn in sorted(show.turns.values())
    ]


def test_no_panellist_is_given_the_word_back_or_loses_it_afterwards() -> None:
    """Cuba's statement ended Ana's turn; a point of order had let her go on. Both are known too late."""
    ended = played(PANEL, *ANA_SPEAKS, ("14:03", cuba(STATEMENT)), ("14:05", EndFloor()), ("14:15", of_kind(1, ORDER)))
    went_on = played(
        PANEL,
        *ANA_SPEAKS,
        ("14:03", cuba(ORDER)),
        ("14:05", EndFloor()),
        ("14:10", EndTurn()),
        ("14:15", of_kind(1, STATEMENT)),
    )

    assert turns(ended) == [("Ana", "14:01", "0:02:00")]
    assert ended.turn is None
    assert turns(went_on) == [("Ana", "14:01", "0:07:00")]
    assert all(show.log()[0].clocks_stay for show in (ended, went_on))


def test_a_panellist_has_the_word_again_after_what_is_known_in_time_to_be_a_point_of_order() -> None:
    """While Cuba speaks, Ana has only been interrupted."""
    steps = (*ANA_SPEAKS, ("14:03", cuba(STATEMENT)), ("14:04", of_kind(1, ORDER)), ("14:05", EndFloor()))

    assert turns(played(PANEL, *steps)) == [("Ana", "14:01", "0:12:00")]


def test_when_the_end_is_undone_it_goes_on_as_what_it_was() -> None:
    """What was too late then is in time now: Chad is only interrupted."""
    show = played(
        PLAN,
        *CHAD_SPEAKS,
        ("14:12", cuba(STATEMENT)),
        ("14:14", EndFloor()),
        ("14:15", of_kind(2, ORDER)),
        ("14:16", Undo(len(CHAD_SPEAKS) + 3)),
    )

    assert (show.holding and show.holding.particulars.who, show.interrupted) == ("Cuba", 4)


def test_a_point_of_order_is_none_of_the_floors_pace() -> None:
    """Also one that became known too late to hold a clock."""
    show = played(PLAN, *CHAD_SPEAKS, ("14:12", cuba(STATEMENT)), ("14:14", EndFloor()), ("14:15", of_kind(2, ORDER)))

    assert heard(show).interventions == 1


def test_the_clocks_of_whoever_was_never_of_another_kind_are_as_they_should_be() -> None:
    """Nor is there a clock of what was entered afterwards."""
    order = Particulars(who="Cuba", kind=ORDER)
    show = played(
        PLAN, *CHAD_SPEAKS, ("14:12", GiveFloor(order)), ("14:30", RecordIntervention(at("14:13"), at("14:14"), order))
    )

    assert [one.clocks_stay for one in show.log()] == [False, False, False]
