"""The list of speakers: in which order, and that nothing done to it touches a clock."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runofshow.errors import Refused
from runofshow.show.actions.blocks import Next
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.actions.record import Amend, Amended, AmendRequest
from runofshow.show.actions.speakers_list import (
    Ask,
    CloseList,
    MarkAbsent,
    MoveRequest,
    OrderList,
    ReopenList,
    Withdraw,
    rank,
)
from runofshow.show.actions.undo import Undo
from runofshow.show.forecast import forecast
from runofshow.show.particulars import Particulars
from runofshow.show.replay import decide
from runofshow.show.state import Action, Show
from tests.builders import Step, after, agenda, appended, at, floor, holding, played, refusal, speech

PLAN = agenda(speech("A", "10m"), floor("F", "30m"))
RUNS: tuple[Step, ...] = (("14:00", Next()), ("14:10", Next()))

CATEGORIES = {
    "Mexico": "state",
    "Holy See": "observer",
    "AOSIS": "group",
    "WHO": "un",
    "African Union": "igo",
    "GANHRI": "nhri",
    "Amnesty": "ngo",
    "Somebody": "other",
    "Chad": "state",
}


def asks(*names: str) -> list[Step]:
    """They ask, one after the other."""
    said = (Particulars.model_validate({"who": name, "category": CATEGORIES[name]}) for name in names)
    return [("14:11", Ask(one)) for one in said]


def names(show: Show) -> list[str | None]:
    """Who waits, the next one first."""
    return [request.particulars.who for request in show.queue()]


def request(show: Show, name: str) -> int:
    """The request of somebody who waits."""
    return next(one.entry for one in show.queue() if one.particulars.who == name)


def test_whoever_asked_first_speaks_first() -> None:
    """Unless the agenda says otherwise."""
    assert names(played(PLAN, *RUNS, *asks(*reversed(CATEGORIES)))) == list(reversed(CATEGORIES))


def test_groups_first_is_the_order_of_the_human_rights_council() -> None:
    """Groups, States, observers, UN entities and other organizations, national institutions, NGOs, others."""
    plan = agenda(speech("A", "10m"), floor("F", "30m"), floor={"order": "groups-first"})

    assert names(played(plan, *RUNS, *asks(*reversed(CATEGORIES)))) == [
        *("AOSIS", "Chad", "Mexico", "Holy See", "WHO", "African Union", "GANHRI", "Amnesty", "Somebody"),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param({"category": "state", "on_behalf_of": "GRULAC"}, {"category": "state"}, id="for a group"),
        pytest.param(
            {"category": "state", "also_on_behalf_of": ["Peru"]}, {"category": "state"}, id="also for another"
        ),
        pytest.param({"category": "observer", "on_behalf_of": "its members"}, {"category": "state"}, id="the EU"),
        pytest.param({"category": "state"}, {"category": "ngo", "on_behalf_of": "others"}, id="NGOs together"),
        pytest.param({"category": "ngo"}, {"category": "state", "kind": "right_of_reply"}, id="a right of reply"),
        pytest.param({"category": "ngo"}, {}, id="nobody knows in what capacity"),
    ],
)
def test_who_comes_before_whom(first: dict[str, object], second: dict[str, object]) -> None:
    """By the capacity in which they speak."""
    assert rank(Particulars.model_validate(first), "groups-first") < rank(
        Particulars.model_validate(second), "groups-first"
    )


def test_the_order_can_be_changed_and_changed_back() -> None:
    """And undone; saying it twice is refused."""
    show = played(PLAN, *RUNS, *asks("Amnesty", "Mexico", "AOSIS"))
    ordered = after(show, [("14:12", OrderList("groups-first"))])

    assert names(ordered) == ["AOSIS", "Mexico", "Amnesty"]
    assert names(after(ordered, [("14:13", OrderList("asked"))])) == ["Amnesty", "Mexico", "AOSIS"]
    assert names(after(ordered, [("14:13", Undo())])) == ["Amnesty", "Mexico", "AOSIS"]
    assert "in that order already" in refusal(ordered, OrderList("groups-first"), "14:13")


def test_whoever_the_moderator_moves_stays_there() -> None:
    """Neither a new request nor another order takes the place away."""
    show = played(PLAN, *RUNS, *asks("Mexico", "Chad", "Amnesty"), ("14:12", OrderList("groups-first")))
    moved = after(show, [("14:13", MoveRequest(request(show, "Amnesty"), 1))])

    assert names(moved) == ["Amnesty", "Mexico", "Chad"]
    later = after(moved, [("14:14", Ask(Particulars(who="AOSIS", category="group")))])
    assert names(later) == ["Amnesty", "AOSIS", "Mexico", "Chad"]
    assert names(after(later, [("14:15", OrderList("asked"))])) == ["Amnesty", "Mexico", "Chad", "AOSIS"]


def test_a_capacity_that_becomes_known_changes_the_place() -> None:
    """Mexico speaks for a group after all; the others stay as they are."""
    show = played(PLAN, *RUNS, *asks("Chad", "Mexico", "Amnesty"), ("14:12", OrderList("groups-first")))
    known = AmendRequest(request(show, "Mexico"), Particulars(on_behalf_of="GRULAC"))

    assert names(after(show, [("14:13", known)])) == ["Mexico", "Chad", "Amnesty"]


def test_whoever_is_absent_loses_the_turn_and_can_ask_again() -> None:
    """At the end."""
    show = played(PLAN, *RUNS, *asks("Mexico", "Chad"), ("14:12", MarkAbsent()))

    assert names(show) == ["Chad"]
    assert names(after(show, [("14:13", Ask(Particulars(who="Mexico", category="state")))])) == ["Chad", "Mexico"]


def test_one_delegation_in_two_capacities_has_two_turns() -> None:
    """For itself and for a group: two requests, then two interventions."""
    both = [Particulars(who="Mexico"), Particulars(who="Mexico", on_behalf_of="GRULAC")]
    show = played(PLAN, *RUNS, *(("14:11", Ask(one)) for one in both), *[("14:12", GiveFloor(first_waiting=True))] * 2)

    assert [one.particulars for one in show.log()] == both
    assert [one.number for one in show.log()] == [1, 2]


LIST_STEPS = st.one_of(
    st.sampled_from(sorted(CATEGORIES)).map(lambda name: asks(name)[0][1]),
    st.builds(Withdraw, st.integers(1, 12)),
    st.builds(MarkAbsent, st.none() | st.integers(1, 12)),
    st.builds(MoveRequest, st.integers(1, 12), st.integers(1, 12)),
    st.builds(OrderList, st.sampled_from(("asked", "groups-first"))),
    st.builds(AmendRequest, st.integers(1, 12), st.just(Particulars(category="group"))),
    st.just(CloseList()),
    st.just(ReopenList()),
)


@given(st.lists(LIST_STEPS, max_size=12), st.booleans())
def test_nothing_done_to_the_list_touches_a_running_clock(steps: list[Action], interrupted: bool) -> None:
    """Who speaks, the block, and whoever a point of order holds up: their spells are the same objects."""
    order = [("14:13", GiveFloor(Particulars(who="Cuba", kind="point_of_order")))] if interrupted else []
    show = played(PLAN, *RUNS, *asks("Mexico", "AOSIS"), ("14:12", GiveFloor(first_waiting=True)), *order)
    changed = show
    for step in steps:
        named = _of_those_who_wait(changed, step)
        try:
            fact = decide(changed, named, at("14:14"))
        except Refused:
            continue
        changed = appended(changed, "14:14", fact)

    assert (changed.holder, changed.interrupted, changed.interventions) == (
        *(show.holder, show.interrupted, show.interventions),
    )
    assert changed.runs == show.runs
    before, now = forecast(show, at("14:15")), forecast(changed, at("14:15"))
    assert (now.holder, now.countdown, now.offset, now.finish) == (
        *(before.holder, before.countdown, before.offset, before.finish),
    )
    assert len(set(changed.waiting)) == len(changed.waiting)


def _of_those_who_wait(show: Show, step: Action) -> Action:
    """The step with the number of a request that waits, where it names one by its place."""

    def entry(place: int) -> int:
        return show.waiting[(place - 1) % len(show.waiting)] if show.waiting else place

    match step:
        case Withdraw(request=place):
            return Withdraw(entry(place))
        case MarkAbsent(request=int(place)):
            return MarkAbsent(entry(place))
        case MoveRequest(request=place, place=to):
            return MoveRequest(entry(place), to)
        case AmendRequest(request=place, changes=changes):
            return AmendRequest(entry(place), changes)
        case _:
            return step


def test_points_of_order_on_a_point_of_order_give_the_floor_back_to_the_speaker() -> None:
    """Mexico spoke a minute; Cuba, then Iran held it up; after them Mexico's second minute begins."""
    cuba, iran = (GiveFloor(Particulars(who=name, kind="point_of_order")) for name in ("Cuba", "Iran"))
    show = played(PLAN, *RUNS, ("14:12", GiveFloor(Particulars(who="Mexico"))), ("14:13", cuba), ("14:13:20", iran))
    over = after(show, [("14:14", Amend(3, Particulars(gist="procedure")))])
    again = after(over, [("14:14", EndFloor())])

    assert holding(again).particulars.who == "Mexico"
    assert forecast(again, at("14:14:30")).holder is not None
    assert holding(again).interval.elapsed(at("14:14:30")).total_seconds() == 90
    assert [one.interval.end for one in again.log()] == [None, at("14:13:20"), at("14:14")]


def test_points_of_order_come_before_everybody_else_as_they_were_raised() -> None:
    """Whatever the order of the list, and also before somebody whom the moderator has put first."""
    order = ("14:11", OrderList("groups-first"))
    chad, aosis = (
        (
            "14:13",
            Ask(Particulars.model_validate({"who": name, "category": CATEGORIES[name], "kind": "point_of_order"})),
        )
        for name in ("Chad", "AOSIS")
    )
    show = played(PLAN, *RUNS, order, *asks("Amnesty", "Mexico"))
    moved = after(show, [("14:12", MoveRequest(request(show, "Amnesty"), 1))])

    assert names(after(show, [chad, aosis])) == ["Chad", "AOSIS", "Mexico", "Amnesty"]
    assert names(after(moved, [chad, aosis])) == ["Chad", "AOSIS", "Amnesty", "Mexico"]


def test_a_right_of_reply_comes_after_everybody_else() -> None:
    """Also after whoever is of no category that is known."""
    order = ("14:11", OrderList("groups-first"))
    reply = ("14:11", Ask(Particulars(who="Chad", category="state", kind="right_of_reply")))

    assert names(played(PLAN, *RUNS, order, reply, *asks("Somebody"))) == ["Somebody", "Chad"]


def test_what_becomes_known_of_a_request_moves_neither_one_that_was_placed_nor_one_that_is_gone() -> None:
    """The moderator's place stays; and nobody comes back to the list by a correction."""
    order = ("14:11", OrderList("groups-first"))
    show = played(PLAN, *RUNS, order, *asks("Mexico", "Chad", "Somebody"))
    somebody = request(show, "Somebody")
    group = Amended(of=somebody, changes=Particulars(category="group"))

    placed = after(show, [("14:12", MoveRequest(somebody, 2))])
    gone = after(show, [("14:12", Withdraw(somebody))])

    def corrected(before: Show) -> Show:
        return appended(before, "14:13", group)

    assert names(corrected(show)) == ["Somebody", "Mexico", "Chad"]
    assert names(corrected(placed)) == ["Mexico", "Somebody", "Chad"]
    assert names(corrected(gone)) == ["Mexico", "Chad"]
