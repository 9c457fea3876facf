"""What people call things."""

import pytest

from runofshow.errors import Refused
from runofshow.show.actions.blocks import Next
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.actions.record import RecordIntervention
from runofshow.show.actions.speakers_list import Ask
from runofshow.show.names import also_heard, block_named, intervention_numbered, request_at, request_named
from runofshow.show.particulars import Particulars
from tests.builders import Step, agenda, at, floor, played, speech

PLAN = agenda(speech("Zoë", "5m"), floor("F", "rest"))


def asked(*requests: Particulars) -> tuple[Step, ...]:
    """The first block, and then a list of speakers."""
    return (("14:00", Next()), *(("14:01", Ask(request)) for request in requests))


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


def test_a_place_is_a_number_on_the_list() -> None:
    """Another number is refused, and a name is none."""
    assert request_at(LIST, "2") == LIST.queue()[1]
    assert request_at(LIST, "Mexico") is None
    with pytest.raises(Refused, match="no place 5 on the list of speakers: 4 wait"):
        request_at(LIST, "5")


def test_a_block_goes_by_a_part_of_its_name_without_accents() -> None:
    """As one types in a hurry."""
    assert block_named(LIST, "zoe") == "zoë"


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
