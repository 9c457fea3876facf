"""The list of who spoke, as a report of the Human Rights Council has it."""

from dataclasses import replace
from typing import Any, Final

import pytest

from runofshow.agenda.delegations import Category
from runofshow.agenda.model import Speaker
from runofshow.export.chatham_house import without_names
from runofshow.export.list_of_speakers import list_lines, podium
from runofshow.export.record_document import markdown_log
from runofshow.show.actions.blocks import EndBlock, Next, Substitute
from runofshow.show.actions.floor import GiveFloor
from runofshow.show.actions.panel import GiveTurn
from runofshow.show.meeting_record import Record
from runofshow.show.particulars import Particulars
from tests.builders import agenda
from tests.export.shows import held, recorded, with_interventions


def spoke(who: str | None, category: Category | None = "state", **more: Any) -> Particulars:
    return Particulars(who=who, category=category, **more)


def lines(held: Record) -> list[str]:
    """The list, a string a paragraph."""
    return [line.text if line.letter is None else f"({line.letter}) {line.text}" for line in list_lines(held)]


MADE: Final = "The following made statements:"
LISTS: Final[dict[str, tuple[list[Particulars], list[str]]]] = {
    "capacities stand under letters, States first": (
        [
            *(spoke("Amnesty International", "ngo"), spoke("UNICEF", "un"), spoke("Mexico")),
            *(spoke("Holy See", "observer"), spoke("Brazil"), spoke("Employers", None)),
        ],
        [
            MADE,
            "(a) Representatives of States: Brazil, Mexico;",
            "(b) Observer: Holy See;",
            "(c) Representative of a United Nations entity, specialized agency or related organization: UNICEF;",
            "(d) Observer for a non-governmental organization: Amnesty International;",
            "(e) Speaker whose capacity was not recorded: Employers.",
        ],
    ),
    "names are in English alphabetical order, accents folded": (
        [*map(spoke, ("Turkmenistan", "Croatia", "Türkiye", "Côte d’Ivoire", "Åland"))],
        [MADE, "(a) Representatives of States: Åland, Côte d’Ivoire, Croatia, Türkiye, Turkmenistan."],
    ),
    "a name stands once for each on whose behalf it spoke": (
        [
            *(spoke("Chad", on_behalf_of="CARICOM"), spoke("Chad"), spoke("Chad", kind="reply")),
            spoke("Chad", on_behalf_of="African Group"),
        ],
        [
            MADE,
            "(a) Representatives of States: Chad, Chad (on behalf of the African Group), Chad (on behalf of CARICOM).",
        ],
    ),
    "people keep their full titles, and who is listed by name is said once": (
        [
            spoke("Chad", person="H.E. Ms. A.", title="Minister of State", read_for="its President"),
            spoke("Mr. Guy Ryder", "panel", person="Mr. Guy Ryder", title="Director-General, ILO"),
        ],
        [
            MADE,
            "(a) Representative of a State: Chad (H.E. Ms. A., Minister of State; statement read for its President);",
            "(b) Panellist: Mr. Guy Ryder (Director-General, ILO).",
        ],
    ),
    "rights of reply and points of order are told apart, and letters begin anew": (
        [spoke("Cuba", kind="right_of_reply"), spoke("Chad", kind="point_of_order")],
        [
            "The following made statements in exercise of the right of reply:",
            "(a) Representative of a State: Cuba.",
            "The following raised points of order:",
            "(a) Representative of a State: Chad.",
        ],
    ),
    "who was not named is counted": (
        [spoke(None), spoke(None), spoke("Chad"), spoke(None, None, on_behalf_of="CARICOM")],
        [
            MADE,
            "(a) Representatives of States: Chad, 2 who were not named;",
            "(b) Speaker whose capacity was not recorded: one who was not named (on behalf of CARICOM).",
        ],
    ),
    "nobody is a sentence": ([], ["Nobody took the floor."]),
}


@pytest.mark.parametrize("sentence", LISTS)
def test_those_who_took_the_floor_are_listed(sentence: str) -> None:
    said, expected = LISTS[sentence]
    first = recorded().interventions[0]
    took = (replace(first, number=number, particulars=one) for number, one in enumerate(said, start=1))

    assert lines(replace(with_interventions(recorded(), took), blocks=())) == expected


KEYNOTE: Final = {"name": "Ms. One", "title": "Director", "organization": "WFP"}
PANEL: Final = {"id": "p", "panel": "Money", "speakers": ["Ms. Dee", "Mr. Eli"], "duration": "20m"}
NEW: Final = Substitute("p", Speaker(name="Mr. New"), "1")


def test_panellists_are_listed_who_spoke_and_speakers_of_one_speech_each_with_their_own_organization() -> None:
    """Two of three panellists had a turn; nobody reads one speaker's designation as another's."""
    plan = agenda(
        {"id": "key", "speakers": [KEYNOTE, {"name": "Mr. Two"}], "duration": "10m"},
        {**PANEL, "speakers": ["Ms. Dee", "Mr. Eli", "Ms. Fay"]},
    )
    turns = (("14:12", GiveTurn(2)), ("14:15", GiveTurn(1)))
    meeting = held(plan, ("14:00", Next()), ("14:10", Next()), *turns, ("14:20", EndBlock()))

    assert podium(meeting) == ("Ms. One, Director, WFP", "Mr. Two", "Ms. Dee", "Mr. Eli")
    content = markdown_log(meeting).decode()
    assert "| Ms. One<br>Director<br>WFP<br><br>Mr. Two | Speaker on the programme |" in content
    assert "| 14:12:00 – 14:15:00 | Mr. Eli | Panellist |" in content


def test_a_panellist_who_spoke_before_somebody_stood_in_is_listed() -> None:
    """Mr. New sits in the place and has not had the word."""
    turns = (("14:02", GiveTurn(1)), ("14:05", GiveTurn(2)), ("14:10", NEW))

    assert podium(held(agenda(PANEL), ("14:00", Next()), *turns, ("14:20", EndBlock()))) == ("Mr. Eli", "Ms. Dee")


def test_nobody_who_stood_in_for_a_while_is_named_under_the_chatham_house_rule() -> None:
    """Mr. New had the word, and Ms. Dee came back."""
    back = Substitute("p", Speaker(name="Ms. Dee"), "1")
    turns = (("14:01", NEW), ("14:02", GiveTurn(1)), ("14:05", back))
    meeting = held(agenda(PANEL), ("14:00", Next()), *turns, ("14:20", EndBlock()))

    assert "Mr. New" in markdown_log(meeting).decode()
    assert "New" not in markdown_log(without_names(meeting)).decode()


def test_a_panellist_who_replied_is_listed_with_the_organization_that_the_programme_has() -> None:
    plan = agenda(
        {"id": "key", "speaker": KEYNOTE, "duration": "10m"}, {"id": "f", "floor": "Questions", "duration": "20m"}
    )
    reply = spoke("Ms. One", "panel", person="Ms. One", title="Director", kind="reply")

    meeting = held(plan, ("14:00", Next()), ("14:10", Next()), ("14:12", GiveFloor(reply)))

    assert lines(meeting)[-1] == "(a) Panellist: Ms. One (Director, WFP)."
