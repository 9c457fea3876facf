"""A meeting to export: half an hour with all that a record can hold."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from runofshow.agenda.model import Agenda
from runofshow.show.actions.blocks import EndBlock, Next, StartBlock
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.actions.meeting import Finish
from runofshow.show.actions.minutes import NoteDecision, NoteTask, SetGist
from runofshow.show.actions.record import Amend, Note, RecordIntervention
from runofshow.show.actions.running_order import Skip
from runofshow.show.actions.speakers_list import Ask
from runofshow.show.meeting_record import Record as TheRecord
from runofshow.show.meeting_record import record
from runofshow.show.particulars import Particulars
from runofshow.show.replay import replay
from runofshow.show.state import Mode
from runofshow.show.statements import InterventionRecord, StatementRecord
from tests.builders import Step, at, entries_of, played

AGENDA: dict[str, Any] = {
    "title": "High-Level Dialogue on “Movements”: where to?",
    "date": "2016-07-20",
    "timezone": "America/New_York",
    "start": "13:00",
    "end": "13:30",
    "venue": "Delegates Dining Room, 4th floor",
    "moderator": {"name": "Mr. Craig Mokhiber", "organization": "OHCHR"},
    "segments": [
        {
            "title": "Opening remarks",
            "blocks": [
                {"id": "puri", "duration": "7m", "speaker": {"name": "Ms. Lakshmi Puri", "title": "Chair, GMG"}}
            ],
        },
        {
            "title": "Discussion",
            "blocks": [
                {"id": "floor", "floor": "Remarks from the floor", "duration": "rest", "min": "10m"},
                {"id": "lauber", "duration": "5m", "speaker": {"name": "H.E. Jürg Lauber", "say": "LOW-ber"}},
            ],
        },
    ],
}
"""In New York, four hours behind UTC, in which the steps below are told."""

STEPS: tuple[Step, ...] = (
    ("17:00:00", Next()),
    ("17:08:00", Ask(Particulars(who="Mexico", category="state"))),
    ("17:08:30", EndBlock()),
    ("17:09:00", StartBlock()),
    ("17:09:10", GiveFloor(Particulars(kind="question", addressed_to="Ms. Lakshmi Puri"), first_waiting=True)),
    ("17:11:40", EndFloor()),
    ("17:11:50", GiveFloor()),
    ("17:12:00", GiveFloor(Particulars(who="Cuba", category="state", kind="point_of_order"))),
    ("17:12:40", EndFloor()),
    ("17:13:30", EndFloor()),
    (
        "17:14:00",
        Amend(
            2,
            Particulars(
                who="Côte d’Ivoire",
                person="H.E. Aminata Koné",
                title="Permanent Representative",
                category="state",
                on_behalf_of="African Group",
                also_on_behalf_of=("Peru", "Chile"),
                gist="+12% since 2015\nAsked for data | costs",
            ),
        ),
    ),
    ("17:14:30", Note("quoted the *1951* Convention", 2)),
    (
        "17:16:00",
        RecordIntervention(
            at("17:14:40"),
            at("17:15:25"),
            Particulars(who="Red Cross", category="observer", kind="reply", in_reply_to=1, read_for="its President"),
        ),
    ),
    ("17:17:00", Note("The microphone of seat 14 is dead.")),
    ("17:18:00", SetGist("puri", "Welcomed all to the dialogue.")),
    ("17:18:30", NoteDecision("To meet again in 2017.")),
    ("17:19:00", NoteTask("Draft the compact", "OHCHR", date(2016, 9, 19))),
    ("17:20:00", Skip("lauber")),
    ("17:22:15", EndBlock()),
)

RECORDING_START: Final = datetime.fromisoformat("2016-07-20T12:58:30-04:00")
"""When the camera was switched on."""

CLOSING: Step = ("17:23:00", Finish())


def with_interventions(
    whole: TheRecord, interventions: Iterable[InterventionRecord], programme: Iterable[StatementRecord] = ()
) -> TheRecord:
    """The record with these interventions, and with no statement but theirs and those of the programme given here."""
    every = tuple(map(_statement_of, interventions))
    return replace(whole, interventions=every, statements=(*programme, *every))


def _statement_of(one: InterventionRecord) -> InterventionRecord:
    said = one.particulars
    return replace(
        one,
        who=said.who,
        person=said.person,
        title=said.title,
        organization=None,
        country=None,
        category=said.category,
        kind=said.kind or "statement",
        gist=said.gist,
    )


def held(plan: Agenda, *steps: Step, clock: str = "13:55", until: str = "15:00") -> TheRecord:
    """The record of a meeting of these steps, opened at one clock time and read at another."""
    return record(played(plan, *steps, clock=clock), at(until))


def recorded(*, closed: bool = True, mode: Mode = "live", until: str = "17:30:00") -> TheRecord:
    """The record of that meeting, read at a clock time."""
    return _recorded(closed, mode, until)


@cache
def _recorded(closed: bool, mode: Mode, until: str) -> TheRecord:
    steps = [step for step in (*STEPS, *([CLOSING] if closed else [])) if at(step[0]) <= at(until)]
    entries = entries_of(Agenda.model_validate(AGENDA), *steps, clock="16:55", mode=mode)
    return record(replay(entries), at(until), digest="0f" * 32)
