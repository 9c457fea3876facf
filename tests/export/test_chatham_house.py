"""Who spoke is in no file, in no field, in no property."""

import json
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Final

import pytest

from runofshow.agenda.delegations import folded
from runofshow.agenda.model import Agenda, Speaker, Speech
from runofshow.export.chatham_house import capitalized_words, without_names
from runofshow.export.extract import extracted
from runofshow.export.formats import RECORD_FORMATS as FORMATS
from runofshow.export.formats import Options
from runofshow.export.record_json import json_log
from runofshow.show.actions.blocks import Next, Substitute
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.actions.record import Note
from runofshow.show.actions.running_order import Insert
from runofshow.show.actions.speakers_list import Ask
from runofshow.show.meeting_record import Record
from runofshow.show.particulars import Particulars
from tests.builders import minutes
from tests.export.read_back import parts
from tests.export.shows import AGENDA, RECORDING_START, held, recorded, with_interventions

SECRETS: Final = (
    *("Chad", "Zweistein", "Ambassador of Nowhere", "Gamma Group"),
    *("Old Master", "Delta Union", "Quux Corp", "Echo League"),
)


@cache
def secret() -> Record:
    """The sample meeting, with names wherever one can be, and in what was said too."""
    who, person, title, behalf, read_for, addressed_to, note, also = SECRETS
    whole = recorded()
    said = Particulars(
        who=who,
        person=f"H.E. Ms. Ada {person}",
        title=title,
        category="state",
        kind="question",
        on_behalf_of=behalf,
        also_on_behalf_of=(also,),
        read_for=read_for,
        addressed_to=addressed_to,
        in_reply_to=1,
        gist=f"Ms. {person} said that {who} and {behalf} agree with {addressed_to}; the {title} thanked {read_for}.",
    )
    first, *others = whole.interventions
    named = replace(
        whole.named, people=(*whole.named.people, f"H.E. Ms. Ada {person}"), others=(*whole.named.others, *SECRETS)
    )
    spoke = replace(first, particulars=said, notes=(f"{note} was angry", f"and {person} left"))
    note_of_all = replace(whole.notes[0], text=f"{who} and {note} left early", by=person)
    told = with_interventions(whole, (spoke, *others), whole.statements[:1])
    decision = replace(whole.decisions[0], text=f"To write to {who}")
    task = replace(whole.tasks[0], text=f"Thank {behalf}", owner=person)
    return replace(told, notes=(note_of_all,), decisions=(decision,), tasks=(task,), named=named)


def text_of(content: bytes) -> str:
    if not content.startswith(b"PK"):
        return content.decode()
    return "\n".join(parts(content).values())


@pytest.mark.parametrize("name", [one.name for one in FORMATS])
def test_no_name_survives_in_any_format(name: str) -> None:
    choices = Options(recording_start=RECORDING_START)
    with_names = folded(text_of(FORMATS[name].whole_file(secret(), choices)))
    without = folded(text_of(FORMATS[name].whole_file(without_names(secret()), choices)))

    assert "chad" in with_names
    for one in (*SECRETS, "Mexico", "Aminata", "Côte d’Ivoire", "Cuba", "Red Cross", "African Group", "its President"):
        assert folded(one) not in without, one
    assert "tester" not in without


def test_what_was_said_stays_with_its_kind_its_times_and_its_number() -> None:
    before, after = secret().interventions[0], without_names(secret()).interventions[0]

    for field in ("number", "given", "ended", "duration"):
        assert getattr(after, field) == getattr(before, field)
    assert after.particulars == Particulars(
        kind="question",
        in_reply_to=1,
        gist="Ms. [name] said that [name] and [name] agree with [name]; the [name] thanked [name].",
    )
    assert after.notes == ("[name] was angry", "and [name] left")


def test_the_category_goes_for_it_can_betray() -> None:
    """There may have been a single observer in the room, and no record knows who was."""
    assert all(one.particulars.category is None for one in without_names(recorded()).interventions)


def test_the_programme_is_public_and_stays() -> None:
    meeting = without_names(recorded())

    assert [block.title for block in meeting.blocks] == [block.title for block in recorded().blocks]
    assert meeting.meeting.moderator == recorded().meeting.moderator


def test_who_is_not_in_the_programme_goes() -> None:
    """Who stood in for somebody, who came in between, and the name that such a block is called by; in extracts too."""
    guest = Speech(id="guest-quux", speaker=Speaker(name="Mr. Guest Quux"), duration=minutes(3))
    whole = held(
        Agenda.model_validate(AGENDA),
        ("16:59:00", Substitute("puri", Speaker(name="Deputy Zweistein"))),
        ("16:59:30", Insert(guest, "floor")),
        ("16:59:40", Note("Zweistein is here, and Quux")),
        ("17:00:00", Next()),
        clock="16:55",
        until="17:10:00",
    )
    assert [block.in_programme for block in whole.blocks] == [False, False, True, True]

    for part in (whole, extracted(whole, since=None, blocks=["guest-quux", "puri"])):
        without = without_names(part)
        assert [(block.speaker, block.title) for block in without.blocks[:2]] == [(None, "(not in the programme)")] * 2
        content = folded(json_log(without).decode())
        assert "zweistein" not in content
        assert "quux" not in content


def test_who_asked_and_never_spoke_is_known_too() -> None:
    meeting = held(
        Agenda.model_validate(AGENDA),
        ("17:00:00", Next()),
        ("17:01:00", Next()),
        ("17:02:00", Ask(Particulars(who="Quux Corp"))),
        ("17:02:10", GiveFloor(Particulars(who="Chad", gist="agreed with Quux Corp"))),
        ("17:03:00", EndFloor()),
        clock="16:55",
        until="17:10:00",
    )

    (one,) = without_names(meeting).interventions

    assert one.particulars.gist == "agreed with [name]"


def test_a_document_says_that_names_were_left_out() -> None:
    content = FORMATS["markdown"].whole_file(without_names(recorded()), Options()).decode()

    assert (
        "**Names left out.** Who spoke from the floor, and what speakers on the programme said, is not told (Chatham"
        in content
    )
    assert "(name left out)" in content
    assert "Welcomed all" not in content  # the programme tells who that was
    assert json.loads(json_log(without_names(recorded())))["names_left_out"] is True


def test_an_extract_keeps_its_limits_but_no_name() -> None:
    since = datetime.fromisoformat("2016-07-20T13:12:00-04:00")
    part = without_names(extracted(secret(), since=since, blocks=["floor"]))

    assert part.extract is not None
    assert (part.extract.since, [block.id for block in part.extract.blocks]) == (since, ["floor"])
    assert part.named.people == part.named.others == ()


def test_capitalized_words_that_remain_are_named_for_a_person_to_check() -> None:
    whole = recorded()
    said = Particulars(who="Chad", gist="Asked Xanadu and Chad about data")
    one = replace(whole.interventions[0], particulars=said)
    note = replace(whole.notes[0], text="Data were asked for by Zweistein; the Compact is late")
    told = replace(with_interventions(whole, [one]), notes=(note,), decisions=(), tasks=())
    left = capitalized_words(without_names(told))

    assert left == ("Compact", "Xanadu", "Zweistein")
