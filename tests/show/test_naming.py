"""Who somebody is, and who no longer."""

import pytest

from runofshow.agenda.model import Speaker
from runofshow.show.actions.blocks import Next, Substitute
from runofshow.show.actions.floor import GiveFloor
from runofshow.show.actions.record import Amend, AmendRequest
from runofshow.show.actions.speakers_list import Ask
from runofshow.show.identities import completed, corrected
from runofshow.show.particulars import Particulars
from tests.builders import Step, after, agenda, floor, played, speech

PLAN = agenda({**speech("Puri", "5m"), "speaker": {"name": "Ms. Puri", "title": "Director"}}, floor("F", "rest"))
BEGUN: tuple[Step, ...] = (("14:00", Next()),)
PURI = completed(Particulars(who="Ms. Puri"), played(PLAN))


@pytest.mark.parametrize(
    ("former", "changes", "then"),
    [
        pytest.param(
            PURI,
            Particulars(who="Mexico", category="state"),
            Particulars(who="Mexico", category="state", person=None, title=None),
            id="what a speaker's name brought goes",
        ),
        pytest.param(
            PURI,
            Particulars(who="Mexico"),
            Particulars(who="Mexico", category="state", person=None, title=None),
            id="and the new one brings its category",
        ),
        pytest.param(
            PURI,
            Particulars(who="Mexico", person="Ms. Puri"),
            Particulars(who="Mexico", category="state", person="Ms. Puri", title=None),
            id="what is said again stays",
        ),
        pytest.param(
            Particulars(who="Mexico", person="X", title="Ambassador", category="group", gist="g"),
            Particulars(who="Brazil"),
            Particulars(who="Brazil", person="X", title="Ambassador", category="group", gist="g"),
            id="what was said by itself stays",
        ),
        pytest.param(
            Particulars(person="X"),
            Particulars(who="Brazil"),
            Particulars(who="Brazil", person="X", category="state"),
            id="a first name",
        ),
        pytest.param(PURI, Particulars(who="MS. PURI"), PURI.amended(Particulars(who="MS. PURI")), id="the same name"),
        pytest.param(
            PURI,
            Particulars(who=None),
            Particulars(who=None, category=None, person=None, title=None),
            id="no name any more",
        ),
    ],
)
def test_another_name_takes_with_it_what_the_former_one_brought(
    former: Particulars, changes: Particulars, then: Particulars
) -> None:
    """Of an intervention, and of a request on the list."""
    given = played(PLAN, *BEGUN, ("14:01", GiveFloor(former)), ("14:02", Amend(1, changes)))

    assert given.holding is not None
    assert given.holding.particulars == then
    if former.who:
        waits = played(PLAN, *BEGUN, ("14:01", Ask(former)), ("14:02", AmendRequest(3, changes)))
        assert waits.queue()[0].particulars == then


def test_the_former_name_may_be_of_somebody_who_was_replaced() -> None:
    """Ms. Puri is no speaker any more, and still takes her title with her."""
    show = played(
        PLAN,
        *BEGUN,
        ("14:01", GiveFloor(PURI)),
        ("14:02", Substitute("puri", Speaker(name="Mr. Gilmore"))),
        ("14:03", Amend(1, Particulars(who="Mexico", category="state"))),
    )

    assert show.holding is not None
    assert (show.holding.particulars.person, show.holding.particulars.title) == (None, None)


@pytest.mark.parametrize(
    ("former", "name", "category"),
    [
        pytest.param(
            Particulars(who="Migrant Form", category="ngo"), "Migrant Forum", "ngo", id="said of an unknown one"
        ),
        pytest.param(Particulars(category="ngo"), "Migrant Forum", "ngo", id="said before there was a name"),
        pytest.param(Particulars(who="Migrant Form", category="other"), "Migrant Forum", "other", id="never said"),
        pytest.param(Particulars(), "Migrant Forum", "other", id="nothing said"),
        pytest.param(Particulars(who="Mexico", category="state"), "Migrant Forum", "other", id="a known one's"),
        pytest.param(PURI, "Migrant Forum", "other", id="a panellist's"),
        pytest.param(Particulars(who="Migrant Form", category="ngo"), "Mexico", "state", id="by a known one"),
    ],
)
def test_a_corrected_name_that_nobody_knows_keeps_the_category_that_was_said(
    former: Particulars, name: str, category: str
) -> None:
    """An organization whose name was misspelt is one all the same; a known name takes its category with it."""
    begun = played(PLAN, *BEGUN, ("14:01", GiveFloor(former)))

    named = after(begun, [("14:02", Amend(1, corrected(Particulars(who=name), begun)))])

    assert named.holding is not None
    assert (named.holding.particulars.who, named.holding.particulars.category) == (name, category)
