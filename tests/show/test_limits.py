"""Limits by category: in the agenda, in mid-list, and for a name that is typed later."""

from datetime import timedelta
from typing import get_args

import pytest

from runofshow.agenda.delegations import Category
from runofshow.agenda.model import CategoryLimits
from runofshow.show.actions.blocks import EndBlock, Extend, Next
from runofshow.show.actions.floor import EndFloor, FloorGiven, GiveFloor, LimitSet, SetLimit
from runofshow.show.actions.record import Amend
from runofshow.show.actions.speakers_list import Ask
from runofshow.show.actions.undo import Undo
from runofshow.show.forecast import forecast
from runofshow.show.particulars import Particulars
from runofshow.show.replay import decide
from runofshow.show.state import Show
from tests.builders import Step, after, agenda, at, capacity_at, floor, holding, minutes, played, speech

RULES = {"limit": "2m", "limits": {"group": "3m", "ngo": "90s"}}
PLAN = agenda(floor("F", "20m"), floor("G", "20m", limit="1m", limits={"un": "30s"}), speech("A", "5m"), floor=RULES)
RUNS: tuple[Step, ...] = (("14:00", Next()),)

GROUP, NGO = Particulars(who="AOSIS", category="group"), Particulars(who="Amnesty International", category="ngo")
STATE, NOBODY = Particulars(who="Mexico", category="state"), Particulars()
FOR_A_GROUP = Particulars(who="Kenya", category="state", on_behalf_of="African Group")
NGOS_TOGETHER = Particulars(who="Caritas", category="ngo", on_behalf_of="others")


def limit_given(show: Show, who: Particulars) -> timedelta:
    """The limit that somebody is given the floor with."""
    fact = decide(show, GiveFloor(who), at("14:30"))
    assert isinstance(fact, FloorGiven)
    return fact.limit


def test_every_category_can_have_a_limit_of_its_own() -> None:
    """The agenda's model and the categories are written down in two places."""
    assert tuple(CategoryLimits.model_fields) == get_args(Category)


@pytest.mark.parametrize(
    ("who", "limit"),
    [
        pytest.param(GROUP, minutes(3), id="a group"),
        pytest.param(FOR_A_GROUP, minutes(3), id="a State on behalf of a group"),
        pytest.param(NGO, minutes(1.5), id="an NGO"),
        pytest.param(NGOS_TOGETHER, minutes(1.5), id="NGOs together are no group of States"),
        pytest.param(STATE, minutes(2), id="a State has none of its own"),
        pytest.param(NOBODY, minutes(2), id="somebody without a name yet"),
    ],
)
def test_an_intervention_has_the_limit_of_its_category(who: Particulars, limit: timedelta) -> None:
    """Else the general one."""
    assert limit_given(played(PLAN, *RUNS), who) == limit


def test_a_state_on_behalf_of_a_group_has_its_own_limit_where_groups_have_none() -> None:
    """The category comes back in."""
    plan = agenda(floor("F", "20m"), floor={"limits": {"state": "1m"}})

    assert limit_given(played(plan, *RUNS), FOR_A_GROUP) == minutes(1)


def test_the_nearest_word_counts() -> None:
    """A round with a limit of its own takes none of the agenda's by category; its own by category come first."""
    show = played(PLAN, *RUNS, ("14:20", Next()))

    assert [limit_given(show, who) for who in (GROUP, NGO, STATE)] == [minutes(1)] * 3
    assert limit_given(show, Particulars(who="WHO", category="un")) == minutes(0.5)


def test_a_limit_in_mid_list_is_for_everybody_still_to_come() -> None:
    """Nobody has more than that from then on; whoever had less keeps it, and who speaks keeps the limit."""
    show = played(PLAN, *RUNS, ("14:01", GiveFloor(GROUP)), ("14:02", SetLimit(minutes(1.75))))

    assert holding(show).limit == minutes(3)
    assert [limit_given(show, who) for who in (GROUP, STATE, NGO)] == [minutes(1.75), minutes(1.75), minutes(1.5)]


def test_a_limit_of_one_category_leaves_the_others() -> None:
    """And counts whatever was said before, until the next one for everybody."""
    show = played(PLAN, *RUNS, ("14:01", SetLimit(minutes(1))), ("14:02", SetLimit(minutes(2.5), category="group")))
    again = played(PLAN, *RUNS, ("14:02", SetLimit(minutes(2.5), category="group")), ("14:03", SetLimit(minutes(1))))

    assert [limit_given(show, who) for who in (GROUP, STATE, NGO)] == [minutes(2.5), minutes(1), minutes(1)]
    assert [limit_given(again, who) for who in (GROUP, STATE, NGO)] == [minutes(1)] * 3


def test_a_shortened_list_that_is_given_time_again_gives_groups_theirs_back() -> None:
    """A minute for everybody, then two and a half: a group never had more than three."""
    show = played(PLAN, *RUNS, ("14:01", SetLimit(minutes(1))), ("14:02", SetLimit(minutes(2.5))))

    assert [limit_given(show, who) for who in (GROUP, STATE, NGO)] == [minutes(2.5), minutes(2.5), minutes(1.5)]


def test_undoing_a_limit_brings_the_former_one_back() -> None:
    """Also for those who have one of their own."""
    show = played(PLAN, *RUNS, ("14:01", SetLimit(minutes(1))), ("14:02", Undo()))

    assert [limit_given(show, who) for who in (GROUP, STATE)] == [minutes(3), minutes(2)]


def test_a_limit_follows_the_name_that_is_typed_after_the_clock_was_started() -> None:
    """Also when it is over, for the record: a group that spoke for 2:50 kept to its time."""
    during = played(PLAN, *RUNS, ("14:01", GiveFloor(NOBODY)), ("14:01:30", Amend(1, GROUP)))
    ended = played(PLAN, *RUNS, ("14:01", GiveFloor(NOBODY)), ("14:03:50", EndFloor()), ("14:05", Amend(1, GROUP)))
    back = played(PLAN, *RUNS, ("14:01", GiveFloor(GROUP)), ("14:02", Amend(1, STATE)))

    assert [show.log()[0].limit for show in (during, ended, back)] == [minutes(3), minutes(3), minutes(2)]


def test_the_limit_that_follows_a_name_is_the_one_of_when_the_floor_was_given() -> None:
    """A limit set since is for those still to come."""
    show = played(
        PLAN, *RUNS, ("14:01", GiveFloor(NOBODY)), ("14:01:10", SetLimit(minutes(1))), ("14:01:30", Amend(1, GROUP))
    )

    assert show.log()[0].limit == minutes(3)


def test_a_limit_that_was_extended_by_hand_stays_when_a_name_is_typed() -> None:
    """The moderator has decided on it with the countdown in view."""
    show = played(
        PLAN, *RUNS, ("14:01", GiveFloor(NOBODY)), ("14:01:10", Extend(minutes(1))), ("14:01:30", Amend(1, NGO))
    )

    assert show.log()[0].allotment() == minutes(3)


def test_turns_and_the_limit_that_seats_all_know_the_limits_of_those_who_wait() -> None:
    """AOSIS has 3:00, Mexico 2:00, Amnesty 1:30, with 15 s between: of ten minutes Chad ends at 9:15; Peru is late."""
    plan = agenda(floor("F", "10m"), floor=RULES)
    asks = [GROUP, STATE, NGO, Particulars(who="Chad", category="state"), Particulars(who="Peru", category="state")]
    show = played(plan, *RUNS, *(("14:00", Ask(who)) for who in asks))

    room = capacity_at(show, "14:00")

    assert [(turn.start, turn.limit, turn.fits) for turn in room.turns] == [
        (at("14:00"), minutes(3), True),
        (at("14:03:15"), minutes(2), True),
        (at("14:05:30"), minutes(1.5), True),
        (at("14:07:15"), minutes(2), True),
        (at("14:09:30"), minutes(2), False),
    ]
    assert (room.fits, room.all_fit, room.full) == (4, False, True)
    assert room.last_in_time == room.turns[3]
    assert room.seat_all == timedelta(minutes=1, seconds=50)  # of 9:00 Amnesty has 1:30; 7:30 for four are 1:52 each

    seated = after(show, [("14:00", SetLimit(room.seat_all))])
    assert capacity_at(seated, "14:00").all_fit


def test_while_somebody_speaks_the_next_turn_begins_one_handover_later() -> None:
    """The holder ends at 14:02; four turns of 2:00, 15 s before each, end at 14:11: a block until 14:10:50 has three.

    The handover after the holder is part of the room: left out, the fourth would seem to fit.
    """
    asks = [Particulars(who=name, category="state") for name in ("Chad", "Mexico", "Peru", "Togo")]
    steps = (*RUNS, ("14:00", GiveFloor(STATE)), *(("14:00", Ask(who)) for who in asks))

    long = capacity_at(played(agenda(floor("F", "660s"), floor=RULES), *steps), "14:00")
    short = capacity_at(played(agenda(floor("F", "650s"), floor=RULES), *steps), "14:00")

    assert [turn.start for turn in long.turns] == [at("14:02:15"), at("14:04:30"), at("14:06:45"), at("14:09")]
    assert [turn.fits for turn in long.turns] == [True, True, True, True]
    assert [turn.fits for turn in short.turns] == [True, True, True, False]
    assert (long.remaining, short.remaining) == (minutes(9), minutes(9) - timedelta(seconds=10))


@pytest.mark.parametrize(
    ("steps", "enough"),
    [
        pytest.param((("14:00", Ask(STATE)),), 255, id="waiting until 14:02, one more 14:02:15 to 14:04:15"),
        pytest.param(
            (("14:00", GiveFloor(NOBODY)), ("14:00", Ask(STATE))),
            390,
            id="holder until 14:02, waiting 14:02:15 to 14:04:15, one more 14:04:30 to 14:06:30",
        ),
    ],
)
def test_a_list_is_full_when_not_one_more_fits(steps: tuple[Step, ...], enough: int) -> None:
    """To the second: a turn that ends as the block does still fits."""
    for seconds, full in ((enough, False), (enough - 1, True)):
        plan = agenda(floor("F", f"{seconds}s"), floor=RULES)

        now = forecast(played(plan, *RUNS, *steps), at("14:00"))

        assert now.floor is not None
        assert now.floor.full is full


def test_groups_may_have_a_limit_only_since_one_was_set_for_them() -> None:
    """A State that speaks for one has it from then on."""
    plan = agenda(floor("F", "20m"))
    show = played(plan, *RUNS, ("14:01", SetLimit(minutes(4), category="group")))

    assert [limit_given(show, who) for who in (GROUP, FOR_A_GROUP, STATE)] == [minutes(4), minutes(4), minutes(2)]
    assert show.limits_now.by_category() == {"group": minutes(4)}
    assert played(plan, *RUNS).limits_now.by_category() == {}


def test_a_category_that_was_cut_in_mid_list_stays_so_under_a_general_limit() -> None:
    """NGOs were given a minute; then everybody two and a half."""
    cut = ("14:01", SetLimit(minutes(1), category="ngo"))
    show = played(PLAN, *RUNS, cut, ("14:02", SetLimit(minutes(2.5))))

    assert [limit_given(show, who) for who in (GROUP, STATE, NGO)] == [minutes(2.5), minutes(2.5), minutes(1)]
    assert show.limits_now.by_category() == {"ngo": minutes(1)}


def test_a_limit_for_everybody_is_written_as_older_programs_read_it() -> None:
    """They know no category: it stands there only where it says something."""
    assert LimitSet(block="f", limit=minutes(2)).model_dump(mode="json") == {
        "kind": "limit_set",
        "block": "f",
        "limit": "PT2M",
    }
    assert LimitSet(block="f", limit=minutes(2), category="ngo").model_dump(mode="json")["category"] == "ngo"


def test_the_limit_now_is_that_of_what_runs_else_of_the_next_round() -> None:
    """In a speech it is the agenda's general one, and where there is no round at all."""
    plan = agenda(speech("A", "5m"), floor("F", "20m", limit="1m"))
    runs, over = played(plan, ("14:00", Next())), played(plan, ("14:00", Next()), ("14:05", EndBlock()))

    assert (runs.limits_now.general, over.limits_now.general) == (minutes(2), minutes(1))
    assert over.limits_in(None).general == played(agenda(speech("A", "5m"))).limits_now.general == minutes(2)
