"""Who somebody is, and who no longer."""

from typing import Any

import pytest

from runofshow.agenda.delegations import names
from runofshow.agenda.model import Speaker
from runofshow.show.actions.blocks import Next, Substitute
from runofshow.show.actions.floor import GiveFloor
from runofshow.show.actions.record import Amend, AmendRequest
from runofshow.show.actions.speakers_list import Ask
from runofshow.show.identities import as_typed, completed, corrected, known_names, meant_by, namesakes, people_of
from runofshow.show.particulars import Particulars
from tests.builders import Step, after, agenda, floor, holding, played, speech

PLAN = agenda({**speech("Puri", "5m"), "speaker": {"name": "Ms. Puri", "title": "Director"}}, floor("F", "rest"))
BEGUN: tuple[Step, ...] = (("14:00", Next()),)
PURI = completed(Particulars(who="Ms. Puri"), played(PLAN))
MS_PURI = PURI.model_dump()


GONE = {"person": None, "title": None}
BY_ITSELF = {"person": "X", "title": "Ambassador", "category": "group", "gist": "g"}


@pytest.mark.parametrize(
    ("former", "changes", "then"),
    [
        pytest.param(
            MS_PURI, {"who": "Chad", "category": "ngo"}, {"who": "Chad", "category": "ngo", **GONE}, id="goes"
        ),
        pytest.param(MS_PURI, {"who": "Chad"}, {"who": "Chad", "category": "state", **GONE}, id="brings a category"),
        pytest.param(
            MS_PURI,
            {"who": "Chad", "person": "Ms. Puri"},
            {"who": "Chad", "category": "state", "person": "Ms. Puri", "title": None},
            id="what is said again stays",
        ),
        pytest.param(
            {"who": "Mexico", **BY_ITSELF}, {"who": "Chad"}, {"who": "Chad", **BY_ITSELF}, id="said by itself"
        ),
        pytest.param({"person": "X"}, {"who": "Chad"}, {"who": "Chad", "person": "X", "category": "state"}, id="first"),
        pytest.param(MS_PURI, {"who": "MS. PURI"}, {**MS_PURI, "who": "MS. PURI"}, id="the same name"),
        pytest.param(MS_PURI, {"who": None}, {"who": None, "category": None, **GONE}, id="no name any more"),
    ],
)
def test_another_name_takes_with_it_what_the_former_one_brought(
    former: dict[str, Any], changes: dict[str, Any], then: dict[str, Any]
) -> None:
    """Of an intervention, and of a request on the list; what was said by itself stays."""
    before, correction, expected = map(Particulars.model_validate, (former, changes, then))
    given = played(PLAN, *BEGUN, ("14:01", GiveFloor(before)), ("14:02", Amend(1, correction)))

    assert holding(given).particulars == expected
    if before.who:
        waits = played(PLAN, *BEGUN, ("14:01", Ask(before)), ("14:02", AmendRequest(3, correction)))
        assert waits.queue()[0].particulars == expected


def test_the_former_name_may_be_of_somebody_who_was_replaced() -> None:
    """Ms. Puri is no speaker any more, and still takes her title with her."""
    show = played(
        PLAN,
        *BEGUN,
        ("14:01", GiveFloor(PURI)),
        ("14:02", Substitute("puri", Speaker(name="Mr. Gilmore"))),
        ("14:03", Amend(1, Particulars(who="Mexico", category="state"))),
    )

    assert (holding(show).particulars.person, holding(show).particulars.title) == (None, None)


@pytest.mark.parametrize(
    ("former", "name", "category"),
    [
        pytest.param({"who": "Migrant Form", "category": "ngo"}, "Migrant Forum", "ngo", id="said of an unknown one"),
        pytest.param({"category": "ngo"}, "Migrant Forum", "ngo", id="said before there was a name"),
        pytest.param({"who": "Migrant Form", "category": "other"}, "Migrant Forum", "other", id="never said"),
        pytest.param({}, "Migrant Forum", "other", id="nothing said"),
        pytest.param({"who": "Mexico", "category": "state"}, "Migrant Forum", "other", id="a known one's"),
        pytest.param(MS_PURI, "Migrant Forum", "other", id="a panellist's"),
        pytest.param({"who": "Migrant Form", "category": "ngo"}, "Mexico", "state", id="by a known one"),
    ],
)
def test_a_corrected_name_that_nobody_knows_keeps_the_category_that_was_said(
    former: dict[str, Any], name: str, category: str
) -> None:
    """An organization whose name was misspelt is one all the same; a known name takes its category with it."""
    begun = played(PLAN, *BEGUN, ("14:01", GiveFloor(Particulars.model_validate(former))))

    named = after(begun, [("14:02", Amend(1, corrected(Particulars(who=name), begun)))])

    assert (holding(named).particulars.who, holding(named).particulars.category) == (name, category)


def test_a_name_brings_what_is_known_of_it() -> None:
    """The official form, the category, a speaker's title; what was said expressly stays."""
    plan = agenda(
        {**speech("Puri", "5m"), "speaker": {"name": "Ms. Puri", "title": "Director"}},
        speech("Untitled", "5m"),
        moderator={"name": "Mr. Chair", "title": "Moderator"},
    )
    show = played(plan)

    def known(**said: object) -> dict[str, object]:
        return completed(Particulars.model_validate(said), show).model_dump()

    panel = {"category": "panel"}
    assert known(who="ms puri") == {"who": "Ms. Puri", "person": "Ms. Puri", "title": "Director", **panel}
    assert known(who="UNTITLED") == {"who": "Untitled", "person": "Untitled", **panel}
    assert known(who="mr chair") == {"who": "Mr. Chair", "person": "Mr. Chair", "title": "Moderator", **panel}
    assert known(who="méxico") == {"who": "Mexico", "category": "state"}
    assert known(who="Mexico", category="group", person="X") == {"who": "Mexico", "category": "group", "person": "X"}
    assert known(who="Migrant Forum") == {"who": "Migrant Forum", "category": "other"}
    assert known(person="Somebody") == {"person": "Somebody"}


def test_a_name_in_several_blocks_brings_the_title_of_the_first_of_them() -> None:
    """In every run of the program: ids have another hash in each."""
    keynotes = [
        {**speech(f"key-{number}", "5m"), "speaker": {"name": f"speaker-{number}", "title": "Director"}}
        for number in range(8)
    ]
    again = [speech(f"speaker-{number}", "1m") for number in range(8)]
    show = played(agenda(*keynotes, *again, end="16:30"))

    titles = [completed(Particulars(who=f"speaker-{number}"), show).title for number in range(8)]
    assert titles == ["Director"] * 8


def test_a_correction_says_no_more_than_was_typed_and_known() -> None:
    """An unknown name comes without a category, unless one was typed with it; nothing else is set."""
    show = played(PLAN)

    assert corrected(Particulars(who="Migrant Forum"), show).model_dump() == {"who": "Migrant Forum"}
    typed = Particulars(who="Migrant Forum", category="other")
    assert corrected(typed, show).model_dump() == {"who": "Migrant Forum", "category": "other"}
    assert corrected(Particulars(who="mexico"), show).model_dump() == {"who": "Mexico", "category": "state"}
    assert corrected(Particulars(gist="g"), show).model_dump() == {"gist": "g"}


def test_whoever_can_be_meant_is_listed_once_those_who_spoke_first() -> None:
    """Then who asked, the last first; then the agenda's speakers and its moderator; then the delegations."""
    plan = agenda(speech("Puri", "5m"), floor("F", "rest"), moderator={"name": "Mr. Chair"})
    show = played(
        plan,
        *BEGUN,
        ("14:01", Ask(Particulars(who="Forum One", category="ngo"))),
        ("14:02", Ask(Particulars(who="Forum Two"))),
        ("14:05", GiveFloor(Particulars(who="MEXICO", category="state"))),
        ("14:06", GiveFloor(Particulars(person="Nobody's delegate"))),
        ("14:07", GiveFloor(Particulars(who="puri", category="panel"))),
    )

    first = known_names(show)[:6]

    assert [(name.text, name.category) for name in first] == [
        ("puri", "panel"),
        ("MEXICO", "state"),
        ("Forum Two", "other"),
        ("Forum One", "ngo"),
        ("Mr. Chair", "panel"),
        (names()[0].text, names()[0].category),
    ]
    assert [name.text for name in known_names(show)].count("Mexico") == 0
    assert [(name.text, name.category, name.keys) for name in people_of(plan)] == [
        ("Puri", "panel", ("puri",)),
        ("Mr. Chair", "panel", ("mr chair",)),
    ]
    assert [name.text for name in people_of(PLAN)] == ["Ms. Puri"]


def test_a_name_that_nobody_knows_may_have_been_meant_for_one() -> None:
    """The likeliest; none where the name is known, said to be of a category, or like no other."""
    show = played(PLAN)

    assert meant_by(Particulars(who="Mexcio"), show) == ("Mexico",)
    assert meant_by(Particulars(who="Mexcio", category="other"), show) == ("Mexico",)
    assert meant_by(Particulars(who="Mexcio", category="ngo"), show) == ()
    assert meant_by(Particulars(who="Qqqqqqqqqq"), show) == ()
    assert meant_by(Particulars(person="Mexcio"), show) == ()
    asked = played(PLAN, *BEGUN, ("14:01", Ask(Particulars(who="Mexcio"))))
    assert meant_by(Particulars(who="Mexcio"), asked) == ("Mexico",)


def test_a_name_as_typed_is_of_no_category_but_a_said_one() -> None:
    """Even where it is a delegation's; without a name nothing is added."""
    assert as_typed(Particulars(who="Mexico")).model_dump() == {"who": "Mexico", "category": "other"}
    assert as_typed(Particulars(who="Mexico", category="ngo")).model_dump() == {"who": "Mexico", "category": "ngo"}
    assert as_typed(Particulars(gist="g")).model_dump() == {"gist": "g"}


def test_a_part_of_the_names_of_two_states_may_mean_either() -> None:
    """And none of a group in which one of them is."""
    assert meant_by(Particulars(who="Korea"), played(PLAN)) == (
        "Democratic People's Republic of Korea",
        "Republic of Korea",
    )


@pytest.mark.parametrize(
    ("typed", "others"),
    [
        ("Congo", ("Democratic Republic of the Congo",)),
        ("guinea", ("Equatorial Guinea", "Guinea-Bissau", "Papua New Guinea")),
        ("Niger", ("Nigeria",)),
        ("Dominica", ("Dominican Republic",)),
        ("Sudan", ("South Sudan",)),
        ("Mexico", ()),
        ("Oman", ()),
        ("COG", ()),
    ],
)
def test_a_short_name_that_another_state_shares_is_taken_with_the_other_named(
    typed: str, others: tuple[str, ...]
) -> None:
    """A code is no name that two could share."""
    assert namesakes(typed, completed(Particulars(who=typed), played(PLAN)).who) == others


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Ms. Puri", "Ms. Lakshmi Puri"),
        ("ms puri", "Ms. Lakshmi Puri"),
        ("Puri", "Puri"),
        ("Mr. Puri", "Mr. Puri"),
        ("Ms. Uri", "Ms. Uri"),
        ("Mr. Haque", "H.E. Mr. Md. Shahidul Haque"),
        ("Mr. Guy", "Mr. Guy"),
        ("Mr. Ryder", "Mr. Ryder"),
        ("Ms.", "Ms."),
    ],
)
def test_an_honorific_and_a_family_name_are_somebody_of_the_programme(typed: str, name: str) -> None:
    """If one alone is called so: two gentlemen of the same name aren't told apart by it."""
    people = ("Ms. Lakshmi Puri", "H.E. Mr. Md. Shahidul Haque", "Mr. Guy Ryder", "Mr. Sam Ryder")
    show = played(agenda(*(speech(person, "5m", id=f"s{place}") for place, person in enumerate(people))))

    assert completed(Particulars(who=typed), show).who == name
