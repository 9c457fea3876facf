"""Events: each kind is known, says what it did, and takes whatever stands in a journal."""

from datetime import date
from typing import Literal

import pytest

from runofshow.agenda.model import Speaker, Speech
from runofshow.show.actions import UnknownKind, event_of
from runofshow.show.actions.blocks import BlockEnded, BlockStarted, Extended, Paused, Resumed, Substituted
from runofshow.show.actions.floor import FloorEnded, FloorGiven, LimitSet
from runofshow.show.actions.meeting import ClockAnchored, ClockCorrected, Closed, HardStopSet, Opened, StageSet
from runofshow.show.actions.minutes import DecisionMade, GistSet, TaskGiven
from runofshow.show.actions.panel import TurnEnded, TurnGiven
from runofshow.show.actions.record import Amended, Noted, Recorded, Struck
from runofshow.show.actions.running_order import Inserted, Moved, Restored, Skipped, SpeakerAbsent, StartSet
from runofshow.show.actions.speakers_list import (
    FloorRequested,
    ListClosed,
    ListOrdered,
    ListReopened,
    RequestAbsent,
    RequestMoved,
    RequestWithdrawn,
)
from runofshow.show.actions.undo import Redone, Undone
from runofshow.show.forecast import forecast
from runofshow.show.meeting_record import record
from runofshow.show.particulars import Particulars
from runofshow.show.replay import described, replay
from runofshow.show.state import EVENTS, Anchor, Event
from runofshow.show.statistics import report
from tests.builders import agenda, at, floor, minutes, next_entry, opened, speech

PLAN = agenda(speech("A", "10m"), floor("F", "rest", min="5m"))
NOW = at("14:30")
ANCHOR = Anchor(wall=NOW, boot=minutes(1), boot_id="another")
NOBODY = Particulars(who="Nobody", in_reply_to=77)

OF_WHAT_ISNT_THERE: tuple[Event, ...] = (
    BlockStarted(block="gone"),
    BlockEnded(),
    Paused(),
    Resumed(),
    Extended(more=minutes(1), block="gone"),
    Extended(more=minutes(1)),
    Substituted(block="gone", speaker=Speaker(name="B")),
    Skipped(block="gone", come_back=True),
    SpeakerAbsent(block="gone", next="lost"),
    Restored(block="gone"),
    Moved(block="gone", before="lost", drops_start=True),
    StartSet(block="gone", start=NOW),
    TurnGiven(block="gone", number=3, name="Nobody"),
    TurnEnded(),
    Inserted(block=Speech.model_validate({"id": "b", "speaker": {"name": "B"}, "duration": "5m"}), segment="S"),
    FloorGiven(number=1, request=77, limit=minutes(2), particulars=NOBODY),
    FloorEnded(),
    LimitSet(block="gone", limit=minutes(1), category="ngo"),
    FloorRequested(particulars=NOBODY),
    RequestWithdrawn(request=77),
    RequestMoved(request=77, place=3),
    RequestAbsent(request=77),
    ListClosed(),
    ListReopened(),
    ListOrdered(order="groups-first"),
    Recorded(number=2, given=NOW, ended=NOW, block="gone", particulars=NOBODY),
    Amended(of=77, changes=Particulars(gist="of sugar", kind="point_of_order")),
    Struck(of=77, why="said by mistake"),
    GistSet(block="gone", speaker="Nobody", gist="of sugar"),
    DecisionMade(text="The report is adopted."),
    TaskGiven(text="Send the report", owner="Secretariat", due=date(2016, 8, 1)),
    Noted(text="of sugar", of=77),
    Closed(),
    HardStopSet(hard_stop=NOW),
    StageSet(message=None, blank=False),
    ClockCorrected(correction=minutes(3)),
    ClockAnchored(anchor=ANCHOR),
    Undone(entry=77),
    Redone(entry=77),
)
"""One of each kind but the opening, naming blocks, requests and interventions that the show doesn't know."""


def test_every_kind_is_among_these() -> None:
    """A new one fails here until it is tried below."""
    assert {Opened, *map(type, OF_WHAT_ISNT_THERE)} == set(EVENTS.values())


@pytest.mark.parametrize("event", OF_WHAT_ISNT_THERE, ids=lambda event: event.kind)
def test_an_event_takes_a_show_that_knows_nothing_it_names(event: Event) -> None:
    """A damaged line may have held it; forecast, record, report and log come out of what is left all the same."""
    before = replay([opened(PLAN)])
    entries = [opened(PLAN), next_entry(before, NOW, event)]
    show, later = replay(entries), NOW + minutes(1)

    assert set(before.runs) <= set(event.apply(before, entries[1]).runs)
    assert event.describe(before).strip()
    assert len(forecast(show, later).blocks) == len(show.runs)
    assert len(record(show, later).blocks) == len(show.runs)
    assert len(report(show, later).blocks) == len(show.runs)
    assert all(words.strip() for _, words, _ in described(entries)[1])


def test_a_kind_is_that_of_one_event() -> None:
    """Two of the same kind couldn't be told apart in a journal."""
    with pytest.raises(TypeError, match="BlockEnded and Other are both of the kind 'block_ended'"):

        class Other(Event):
            kind: Literal["block_ended"] = "block_ended"


def test_an_unknown_kind_is_an_error() -> None:
    """Who leaves out what happened shows what never was."""
    assert event_of({"kind": "block_started", "block": "a"}) == BlockStarted(block="a")
    for fields in ({"kind": "applause"}, {"kind": ["block_ended"]}, {}):
        with pytest.raises(UnknownKind):
            event_of(fields)


@pytest.mark.parametrize(
    ("event", "written"),
    [
        (FloorRequested(particulars=NOBODY), {"kind", "particulars"}),
        (FloorRequested(particulars=NOBODY, goes="last"), {"kind", "particulars", "goes"}),
        (
            FloorGiven(number=1, limit=minutes(2), particulars=NOBODY),
            {"kind", "number", "request", "limit", "particulars"},
        ),
        (LimitSet(block="f", limit=minutes(1)), {"kind", "block", "limit"}),
        (Restored(block="a"), {"kind", "block"}),
        (Moved(block="a"), {"kind", "block", "before"}),
        (Amended(of=3, changes=NOBODY), {"kind", "of", "changes"}),
        (Amended(of=3, changes=NOBODY, took=minutes(0)), {"kind", "of", "changes", "took"}),
    ],
)
def test_a_field_that_older_programs_dont_know_is_written_only_where_it_is_used(
    event: Event, written: set[str]
) -> None:
    """They refuse a journal with a field that they don't know."""
    assert set(event.model_dump(mode="json")) == written
