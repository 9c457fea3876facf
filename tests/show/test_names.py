"""What people call things."""

from datetime import timedelta
from typing import get_args

import pytest

from runofshow.agenda.delegations import Category
from runofshow.agenda.model import ListOrder
from runofshow.errors import Refused
from runofshow.show.actions.blocks import Next
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.actions.meeting import ClockAnchored
from runofshow.show.actions.record import Note, RecordIntervention
from runofshow.show.actions.speakers_list import Ask
from runofshow.show.names import (
    CATEGORY_WORDS,
    ORDER_WORDS,
    also_heard,
    also_waiting,
    block_named,
    intervention_numbered,
    request_at,
    request_named,
)
from runofshow.show.particulars import Particulars
from runofshow.show.replay import show_as_of
from runofshow.show.state import Anchor
from tests.builders import Step, agenda, appended, at, floor, played, speech

PLAN = agenda(speech("Zoë", "5m"), floor("F", "rest"))


def asked(*requests: Particulars) -> tuple[Step, ...]:
    """The first block, and then a list of speakers."""
    return (("14:00", Next()), *(("14:01", Ask(request)) for request in requests))


def test_every_category_and_every_order_has_its_words() -> None:
    """Also one that is added later."""
    assert set(CATEGORY_WORDS) == set(get_args(Category))
    assert set(ORDER_WORDS) == set(get_args(ListOrder))


LIST = played(
    PLAN,
    *asked(
        Particulars(who="United States of America", category="state"),
        Particulars(who="Mexico", person="H.E. Ms. Ana Reyes"),
        Particulars(person="Mr. Craig Mokhiber"),
        Particulars(who="African Union"),
    ),
)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("USA", 1, id="a code"),
        pytest.param("the united states", 1, id="case and article"),
        pytest.param("美国", 1, id="Chinese"),
        pytest.param("México", 2, id="accents"),
        pytest.param("ana reyes", 2, id="the person"),
        pytest.param("Craig Mokhiber", 3, id="a person without honorifics"),
        pytest.param("AU", 4, id="a code that two share, of whom one waits"),
    ],
)
def test_a_request_goes_by_any_name_of_whose_it_is(text: str, place: int) -> None:
    """What the name would be completed to, and the person."""
    assert request_named(LIST, text) == LIST.queue()[place - 1]


def test_a_name_as_typed_is_nobody_elses() -> None:
    """No code, no other language."""
    assert request_named(LIST, "USA", as_typed=True) is None
    assert request_named(LIST, "united states of america", as_typed=True) == LIST.queue()[0]


def test_whoever_is_meant_by_several_requests_is_asked_which() -> None:
    """With their places."""
    show = played(PLAN, *asked(Particulars(who="Australia"), Particulars(who="African Union"), Particulars(who="Chad")))

    with pytest.raises(Refused, match="1 Australia, 2 African Union; say which place"):
        request_named(show, "AU")


@pytest.mark.parametrize(
    ("given", "ended", "others"),
    [
        pytest.param("14:05:10", "14:06", [1], id="within it"),
        pytest.param("14:03", "14:04:01", [1], id="the same minute"),
        pytest.param("14:03", "14:03:59", [], id="the minute before"),
        pytest.param("14:07", "14:07:30", [], id="the minute after"),
        pytest.param("14:00", "14:20", [1, 3], id="around two of them"),
    ],
)
def test_what_may_have_been_entered_twice_is_of_the_same_delegation_in_the_same_minutes(
    given: str, ended: str, others: list[int]
) -> None:
    """Whether it was timed or recorded; another delegation, or nobody, is somebody else."""
    mexico, chad = Particulars(who="Mexico"), Particulars(who="Chad")
    show = played(
        PLAN,
        ("14:00", Next()),
        ("14:04:50", GiveFloor(mexico)),
        ("14:06:20", GiveFloor(chad)),
        ("14:12", EndFloor()),
        ("14:13", RecordIntervention(at("14:10"), at("14:11"), Particulars(who="MÉXICO"))),
        ("14:13", RecordIntervention(at("14:05"), at("14:11"), Particulars())),
        ("14:30", RecordIntervention(at(given), at(ended), mexico)),
    )

    assert [one.number for one in also_heard(show, intervention_numbered(show, 5), at("14:30"))] == others


def test_a_block_goes_by_its_id_and_by_words_that_fit_no_other() -> None:
    """Where several fit, or none does, the sentence lists what there is."""
    show = played(agenda(speech("Ana", "5m"), speech("Ana-Maria", "5m"), floor("F", "rest")), ("14:00", Next()))

    assert block_named(show, "ana") == "ana"  # although Ana-Maria holds it too
    assert block_named(show, "maria") == "ana-maria"
    assert block_named(LIST, "zoe") == "zoë"
    with pytest.raises(Refused, match="'an' fits several blocks: ana, ana-maria; use one"):
        block_named(show, "an")
    with pytest.raises(Refused, match="no block is called 'Bob'; there are ana, ana-maria, f"):
        block_named(show, "Bob")
    with pytest.raises(Refused, match="no block is called ' '"):
        block_named(show, " ")


def test_the_last_step_is_what_moved_the_show_or_opened_it() -> None:
    """A note did not, and neither did a clock that was tied to another boot."""
    begun = played(PLAN, ("14:00", Next()), ("14:01", Note("x")))
    anchor = Anchor(wall=at("14:02"), boot=timedelta(minutes=1), boot_id="c")
    again = appended(begun, "14:02", ClockAnchored(anchor=anchor))

    assert played(PLAN).last_step.n == 1
    assert begun.last_step.n == 2
    assert again.last_step.n == 2


def test_the_show_as_of_an_instant_holds_what_had_happened_by_then() -> None:
    """The opening itself is its first instant; a second before it there was none."""
    show = played(PLAN, ("14:00", Next()), ("14:05", Next()))

    assert show_as_of(show, at("13:55")).current is None
    assert show_as_of(show, at("14:04:59")).current == "zoë"
    assert show_as_of(show, at("14:05")).current == "f"
    with pytest.raises(Refused, match="hadn't been opened"):
        show_as_of(show, at("13:54:59"))


def test_whoever_also_waits_is_told_with_the_place() -> None:
    """Mexico twice, under two names; of a request that nobody made there is nothing to tell."""
    show = played(PLAN, *asked(Particulars(who="Mexico"), Particulars(who="Chad"), Particulars(who="México")))
    first, _, third = show.queue()

    assert also_waiting(show, first.entry) == [(3, third)]
    assert also_waiting(show, 99) == []


def test_places_go_from_the_first_who_waits_to_the_last() -> None:
    """A name is none. How many wait is said in words."""
    one, nobody = played(PLAN, *asked(Particulars(who="Chad"))), played(PLAN)

    assert [request_at(LIST, text) for text in ("1", "4")] == [LIST.queue()[0], LIST.queue()[3]]
    assert request_at(LIST, "Mexico") is None
    for show, text, waiting in (
        (LIST, "0", "4 wait"),
        (LIST, "5", "4 wait"),
        (one, "2", "one waits"),
        (nobody, "1", "nobody waits"),
    ):
        with pytest.raises(Refused, match=f"no place {text} on the list of speakers: {waiting};"):
            request_at(show, text)


def test_nobody_without_a_name_was_heard_twice() -> None:
    """Whoever has one may have ended in the minute in which the other began."""
    mexico = Particulars(who="Mexico")
    show = played(
        PLAN,
        ("14:00", Next()),
        ("14:20", RecordIntervention(at("14:05"), at("14:06"), mexico)),
        ("14:20", RecordIntervention(at("14:06:30"), at("14:07"), mexico)),
        ("14:20", RecordIntervention(at("14:05"), at("14:06"), Particulars())),
        ("14:20", RecordIntervention(at("14:05"), at("14:06"), Particulars())),
    )

    heard = [also_heard(show, intervention_numbered(show, number), at("14:30")) for number in (1, 2, 3)]

    assert [[one.number for one in others] for others in heard] == [[2], [1], []]
