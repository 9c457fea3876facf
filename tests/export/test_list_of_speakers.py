"""The list of who spoke, as a report of the Human Rights Council has it."""

from dataclasses import replace

from runofshow.agenda.model import Speaker
from runofshow.export.chatham_house import without_names
from runofshow.export.list_of_speakers import list_lines, podium, who_spoke
from runofshow.export.record_document import markdown_log
from runofshow.show.actions.blocks import EndBlock, Next, Substitute
from runofshow.show.actions.floor import GiveFloor
from runofshow.show.actions.panel import GiveTurn
from runofshow.show.meeting_record import Record, record
from runofshow.show.particulars import Particulars
from tests.builders import Step, agenda, at, played
from tests.export.shows import recorded, with_interventions


def spoken_by(*said: Particulars) -> Record:
    first = recorded().interventions[0]
    took = (replace(first, number=number, particulars=one) for number, one in enumerate(said, start=1))
    return replace(with_interventions(recorded(), took), blocks=())


def lines(*said: Particulars) -> list[str]:
    """The list, a string a paragraph."""
    return [
        line.text if line.letter is None else f"({line.letter}) {line.text}" for line in list_lines(spoken_by(*said))
    ]


def test_capacities_stand_under_letters_states_first() -> None:
    said = [
        Particulars(who="Amnesty International", category="ngo"),
        Particulars(who="UNICEF", category="un"),
        Particulars(who="Mexico", category="state"),
        Particulars(who="Holy See", category="observer"),
        Particulars(who="Brazil", category="state"),
        Particulars(who="Employers"),
    ]

    assert lines(*said) == [
        "The following made statements:",
        "(a) Representatives of States: Brazil, Mexico;",
        "(b) Observer: Holy See;",
        "(c) Representative of a United Nations entity, specialized agency or related organization: UNICEF;",
        "(d) Observer for a non-governmental organization: Amnesty International;",
        "(e) Speaker whose capacity was not recorded: Employers.",
    ]


def test_names_are_in_english_alphabetical_order_accents_folded() -> None:
    names = ["Turkmenistan", "Croatia", "Türkiye", "Côte d’Ivoire", "Åland"]

    (occasion,) = who_spoke(spoken_by(*(Particulars(who=name, category="state") for name in names)))

    assert [one.who for one in occasion.headings[0].listed] == [
        "Åland",
        "Côte d’Ivoire",
        "Croatia",
        "Türkiye",
        "Turkmenistan",
    ]


def test_a_name_stands_once_for_each_on_whose_behalf_it_spoke() -> None:
    said = [
        Particulars(who="Brazil", category="state", on_behalf_of="CARICOM"),
        Particulars(who="Brazil", category="state"),
        Particulars(who="Brazil", category="state", kind="reply"),
        Particulars(who="Brazil", category="state", on_behalf_of="African Group"),
    ]

    assert lines(*said)[1] == (
        "(a) Representatives of States: Brazil, Brazil (on behalf of the African Group), Brazil (on behalf of CARICOM)."
    )


def test_people_keep_their_full_titles() -> None:
    said = [
        Particulars(
            who="Chad", category="state", person="H.E. Ms. A. B.", title="Minister of State", read_for="its President"
        ),
        Particulars(who="Mr. Guy Ryder", category="panel", person="Mr. Guy Ryder", title="Director-General, ILO"),
    ]

    assert lines(*said)[1:] == [
        "(a) Representative of a State: Chad (H.E. Ms. A. B., Minister of State; statement read for its President);",
        "(b) Panellist: Mr. Guy Ryder (Director-General, ILO).",
    ]


def test_rights_of_reply_and_points_of_order_are_told_apart() -> None:
    said = [
        Particulars(who="Cuba", category="state", kind="right_of_reply"),
        Particulars(who="Chad", category="state", kind="point_of_order"),
    ]

    assert lines(*said) == [
        "The following made statements in exercise of the right of reply:",
        "(a) Representative of a State: Cuba.",
        "The following raised points of order:",
        "(a) Representative of a State: Chad.",
    ]


def test_who_was_not_named_is_counted() -> None:
    said = [
        Particulars(category="state"),
        Particulars(category="state"),
        Particulars(who="Chad", category="state"),
        Particulars(on_behalf_of="CARICOM"),
    ]

    assert lines(*said)[1:] == [
        "(a) Representatives of States: Chad, 2 who were not named;",
        "(b) Speaker whose capacity was not recorded: one who was not named (on behalf of CARICOM).",
    ]


def test_nobody_is_a_sentence() -> None:
    assert lines() == ["Nobody took the floor."]


def test_panellists_are_listed_who_spoke_and_speakers_of_one_speech_each_with_their_own_organization() -> None:
    """Two of three panellists had a turn; nobody reads one speaker's designation as another's."""
    plan = agenda(
        {
            "id": "key",
            "speakers": [{"name": "Ms. One", "title": "Director", "organization": "WFP"}, {"name": "Mr. Two"}],
            "duration": "10m",
        },
        {"id": "p", "panel": "Money", "speakers": ["Ms. Dee", "Mr. Eli", "Ms. Fay"], "duration": "20m"},
    )
    steps: tuple[Step, ...] = (
        ("14:00", Next()),
        ("14:10", Next()),
        ("14:12", GiveTurn(2)),
        ("14:15", GiveTurn(1)),
        ("14:20", EndBlock()),
    )
    held = record(played(plan, *steps), at("14:30"))

    assert podium(held) == ("Ms. One, Director, WFP", "Mr. Two", "Ms. Dee", "Mr. Eli")
    content = markdown_log(held).decode()
    assert "| Ms. One<br>Director<br>WFP<br><br>Mr. Two | Speaker on the programme |" in content
    assert "| 14:12:00 – 14:15:00 | Mr. Eli | Panellist |" in content


def test_a_panellist_who_spoke_before_somebody_stood_in_is_listed() -> None:
    """Mr. New sits in the place and has not had the word."""
    plan = agenda({"id": "p", "panel": "Money", "speakers": ["Ms. Dee", "Mr. Eli"], "duration": "20m"})
    steps: tuple[Step, ...] = (
        ("14:00", Next()),
        ("14:02", GiveTurn(1)),
        ("14:05", GiveTurn(2)),
        ("14:10", Substitute("p", Speaker(name="Mr. New"), "1")),
        ("14:20", EndBlock()),
    )

    assert podium(record(played(plan, *steps), at("14:30"))) == ("Mr. Eli", "Ms. Dee")


def test_nobody_who_stood_in_for_a_while_is_named_under_the_chatham_house_rule() -> None:
    """Mr. New had the word, and Ms. Dee came back."""
    plan = agenda({"id": "p", "panel": "Money", "speakers": ["Ms. Dee", "Mr. Eli"], "duration": "20m"})
    steps: tuple[Step, ...] = (
        ("14:00", Next()),
        ("14:01", Substitute("p", Speaker(name="Mr. New"), "1")),
        ("14:02", GiveTurn(1)),
        ("14:05", Substitute("p", Speaker(name="Ms. Dee"), "1")),
        ("14:20", EndBlock()),
    )

    content = markdown_log(without_names(record(played(plan, *steps), at("14:30")))).decode()

    assert "New" not in content


def test_a_panellist_who_replied_is_listed_with_the_organization() -> None:
    plan = agenda(
        {"id": "key", "speaker": {"name": "Ms. One", "title": "Director", "organization": "WFP"}, "duration": "10m"},
        {"id": "f", "floor": "Questions", "duration": "20m"},
    )
    reply = Particulars(who="Ms. One", person="Ms. One", title="Director", category="panel", kind="reply")
    steps: tuple[Step, ...] = (("14:00", Next()), ("14:10", Next()), ("14:12", GiveFloor(reply)))

    (occasion,) = who_spoke(record(played(plan, *steps), at("14:30")))

    assert [one.text for one in occasion.headings[0].listed] == ["Ms. One (Director, WFP)"]
