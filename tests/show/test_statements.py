"""What a record knows besides interventions: when it was read, whom it names, what was in the programme."""

from runofshow.agenda.model import Speaker, Speech
from runofshow.show.actions.blocks import EndBlock, Next, Pause, Resume, Substitute
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.actions.meeting import Finish
from runofshow.show.actions.minutes import NoteDecision, SetGist
from runofshow.show.actions.record import Amend, Note, RecordIntervention
from runofshow.show.actions.running_order import Insert
from runofshow.show.actions.speakers_list import Ask
from runofshow.show.meeting_record import record
from runofshow.show.particulars import Particulars
from runofshow.show.statements import overlapping
from tests.builders import agenda, at, floor, minutes, played, refusal, speech

PLAN = agenda(
    speech("Puri", "10m"),
    speech("Lauber", "10m"),
    floor("F", "20m"),
    moderator={"name": "Mr. Mokhiber", "organization": "OHCHR"},
)


def test_a_record_says_when_the_meeting_was_held() -> None:
    """From the first block's begin to the last one's end, whatever was planned; by the clock of the room."""
    plan = agenda(speech("A", "10m"), speech("B", "5m"))
    before = played(plan)
    running = played(plan, ("14:02", Next()), ("14:15", Next()))
    over = played(plan, ("14:02", Next()), ("14:15", Next()), ("14:21", EndBlock()))

    assert record(before, at("14:01")).held is None
    assert record(running, at("14:16")).held == (at("14:02"), None)
    assert record(over, at("14:30")).held == (at("14:02"), at("14:21"))


def test_a_record_knows_when_it_was_read_and_that_of_a_finished_show_when_it_ended() -> None:
    """In the meeting's zone."""
    going_on = played(PLAN, ("14:00", Next()))
    over = played(PLAN, ("14:00", Next()), ("14:40", Finish()))

    assert record(going_on, at("14:05")).as_of == at("14:05")
    assert record(over, at("18:00")).as_of == at("14:40")


def test_it_knows_everybody_who_was_ever_named() -> None:
    """On the agenda, in somebody's place, on the list, on the floor, and names that were put right."""
    guest = Speech(id="guest", speaker=Speaker(name="A Guest", title="Envoy"), duration=minutes(3))
    show = played(
        PLAN,
        ("13:56", Substitute("lauber", Speaker(name="First Deputy"))),
        ("13:57", Substitute("lauber", Speaker(name="Second Deputy"))),
        ("13:58", Insert(guest, "f")),
        ("14:00", Next()),
        ("14:01", Ask(Particulars(who="Never Called"))),
        ("14:10", Next()),
        ("14:20", Next()),
        ("14:23", Next()),
        ("14:24", GiveFloor(Particulars(who="Chadd", person="Ms. X", on_behalf_of="CARICOM"))),
        ("14:26", EndFloor()),
        ("14:27", Amend(1, Particulars(who="Chad"))),
    )

    named = record(show, at("14:30")).named

    assert {"Mr. Mokhiber", "Puri", "Lauber", "First Deputy", "Second Deputy", "A Guest", "Ms. X"} == set(named.people)
    assert {"OHCHR", "Envoy", "Never Called", "Chadd", "Chad", "CARICOM"} == set(named.others)


def test_only_what_the_agenda_has_is_in_the_programme() -> None:
    """With its speaker; a longer time or another place changes nothing."""
    guest = Speech(id="guest", speaker=Speaker(name="A Guest"), duration=minutes(3))
    show = played(PLAN, ("13:56", Substitute("lauber", Speaker(name="A Deputy"))), ("13:58", Insert(guest, "f")))

    assert {block.id: block.in_programme for block in record(show, at("14:00")).blocks} == {
        "puri": True,
        "lauber": False,
        "guest": False,
        "f": True,
    }


def test_notes_go_with_the_intervention_that_they_are_about() -> None:
    """In the order in which they were taken; others are the meeting's."""
    show = played(
        PLAN,
        ("14:00", Next()),
        ("14:01", GiveFloor(Particulars(who="Chad"))),
        ("14:02", EndFloor()),
        ("14:03", Note("later", 1)),
        ("14:02:30", Note("earlier", 1)),
        ("14:04", Note("of the meeting")),
    )
    written = record(show, at("14:05"))

    assert written.interventions[0].notes == ("earlier", "later")
    assert [note.text for note in written.notes] == ["of the meeting"]


def test_an_intervention_is_recorded_with_its_pauses_and_its_place() -> None:
    """Held for a minute, and again for half a minute by now; before any block it stands in none."""
    early = played(PLAN, ("13:56", GiveFloor(Particulars(who="Chad"))), ("13:57", EndFloor()))
    held = played(
        PLAN,
        ("14:00", Next(to="f")),
        ("14:01", GiveFloor(Particulars(who="Chad"))),
        ("14:02", Pause()),
        ("14:03", Resume()),
        ("14:04", Pause()),
    )

    first, second = record(early, at("14:00")).interventions[0], record(held, at("14:04:30")).interventions[0]

    assert (first.block, first.block_title, first.segment, first.paused) == (None, None, None, minutes(0))
    assert (second.block, second.block_title, second.segment) == ("f", "F", "Only segment")
    assert (second.paused, second.duration) == (minutes(1.5), minutes(2))


def test_a_pause_that_lies_ahead_of_the_instant_is_none_yet() -> None:
    """A record as of a time before the pause began."""
    held = played(PLAN, ("14:00", Next(to="f")), ("14:01", GiveFloor(Particulars(who="Chad"))), ("14:04", Pause()))

    assert record(held, at("14:03")).interventions[0].paused == minutes(0)


def test_everybody_who_was_spoken_for_is_named() -> None:
    """Also those beside the first."""
    said = Particulars(who="Chad", on_behalf_of="African Group", also_on_behalf_of=("Mali", "Niger"), read_for="Y")
    show = played(PLAN, ("14:00", Next(to="f")), ("14:01", GiveFloor(said)))

    assert {"Chad", "African Group", "Mali", "Niger", "Y"} <= set(record(show, at("14:02")).named.others)


# Statements.

TALKS = agenda(
    {"id": "a", "speaker": {"name": "A", "organization": "World Bank"}, "duration": "10m"},
    floor("F", "20m"),
    {
        "id": "b",
        "speakers": [{"name": "B", "organization": "Chair"}, {"name": "C", "organization": "Member"}],
        "duration": "5m",
    },
)


def test_everything_that_was_said_is_one_list_in_the_order_in_which_it_began() -> None:
    """Speeches and interventions, each with what is known of whoever spoke."""
    show = played(
        TALKS,
        ("14:00", Next()),
        ("14:02", SetGist("a", "Thanked all.")),
        ("14:10", Next()),
        ("14:11", GiveFloor(Particulars(who="Mexico", category="state", gist="asked about data"))),
        ("14:13", GiveFloor(Particulars(who="A", person="A", category="panel", kind="reply", in_reply_to=1))),
        ("14:15", Next()),
        ("14:16", RecordIntervention(at("14:05"), at("14:06"), Particulars(person="Ana Reyes"))),
        ("14:17", EndBlock()),
    )
    said = record(show, at("14:20")).statements

    assert [(one.source, one.number, one.who, one.person, one.organization, one.kind, one.gist) for one in said] == [
        ("programme", None, None, "A", "World Bank", "statement", "Thanked all."),
        ("floor", 3, None, "Ana Reyes", None, "statement", None),
        ("floor", 1, "Mexico", None, None, "statement", "asked about data"),
        ("floor", 2, "A", "A", "World Bank", "reply", None),
        ("programme", None, None, "B; C", "Chair; Member", "statement", None),
    ]
    assert [(f"{one.began:%H:%M}", f"{one.ended:%H:%M}") for one in said] == [
        ("14:00", "14:10"),
        ("14:05", "14:06"),
        ("14:11", "14:13"),
        ("14:13", "14:15"),
        ("14:15", "14:17"),
    ]
    assert [one.block for one in said] == ["a", "a", "f", "f", "b"]
    assert said[4].title is None


def test_a_speech_that_has_not_begun_is_no_statement_and_one_that_runs_has_no_end() -> None:
    """What goes on is measured now."""
    said = record(played(TALKS, ("14:00", Next())), at("14:03")).statements

    assert [(one.person, one.ended, one.duration) for one in said] == [("A", None, minutes(3))]


def test_the_moderator_of_a_panel_has_a_statement_only_with_a_gist() -> None:
    """The panel's own gists are by name; a panellist is found by any part of it."""
    panel = {"id": "p", "panel": "Data", "moderator": "Ms. Eve Adams", "speakers": ["Mr. Ben Okri"], "duration": "20m"}
    show = played(agenda(panel), ("14:00", Next()), ("14:02", SetGist("p", "Opened it.", "Adams")))

    said = record(show, at("14:03")).statements

    assert [(one.person, one.gist) for one in said if one.gist] == [("Ms. Eve Adams", "Opened it.")]
    assert "say who of the panel: --speaker takes one of Mr. Ben Okri; Ms. Eve Adams" in refusal(
        show, SetGist("p", "x"), "14:03"
    )


def test_a_record_holds_decisions_tasks_and_what_is_known_of_its_journal() -> None:
    """In the order in which they were taken, whatever the order in which they were entered."""
    show = played(TALKS, ("14:00", Next()), ("14:05", NoteDecision("Adopted.")), ("14:04", NoteDecision("Deferred.")))
    written = record(show, at("14:10"), digest="ab", damage=["line 3: it is damaged"])

    assert [one.text for one in written.decisions] == ["Deferred.", "Adopted."]
    assert (written.digest, written.damage, written.whole) == ("ab", ("line 3: it is damaged",), False)
    assert record(show, at("14:10")).whole


def test_whoever_spoke_at_the_time_of_an_intervention_is_named() -> None:
    """Speeches too; not one that only began as it ended."""
    show = played(
        TALKS,
        ("14:00", Next()),
        ("14:06", RecordIntervention(at("14:05"), at("14:06"), Particulars(who="Mexico"))),
        ("14:10", Next()),
        ("14:20", RecordIntervention(at("14:05:30"), at("14:10"), Particulars(who="Chad"))),
    )
    assert overlapping(show, 5, at("14:20")) == ["A, 14:00:00 to 14:10:00", "Mexico, 14:05:00 to 14:06:00"]
