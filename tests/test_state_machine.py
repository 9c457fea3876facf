"""Random meetings: any action at any instant, through several sessions on one journal. Invariants hold after each."""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, ClassVar, Final, TypeVar, get_args

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis import given as for_all
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from runofshow.agenda.model import Agenda, Floor, Panel, Speaker, Speech
from runofshow.agenda.schedule import planned
from runofshow.errors import Refused
from runofshow.instants import Instant
from runofshow.journal.reader import JournalReader
from runofshow.session import Session
from runofshow.show.actions.blocks import EndBlock, Extend, Next, Pause, Resume, StartBlock, Substitute
from runofshow.show.actions.floor import EndFloor, FloorEnded, FloorGiven, GiveFloor, SetLimit
from runofshow.show.actions.meeting import ClockAnchored, Closed, CorrectClock, Finish, SetHardStop, SetStage
from runofshow.show.actions.minutes import NoteDecision, NoteTask, SetGist
from runofshow.show.actions.panel import EndTurn, GiveTurn
from runofshow.show.actions.record import Amend, Amended, AmendRequest, Note, RecordIntervention, Strike
from runofshow.show.actions.running_order import Insert, MarkSpeakerAbsent, Move, Restore, SetStart, Skip
from runofshow.show.actions.speakers_list import (
    Ask,
    CloseList,
    MarkAbsent,
    MoveRequest,
    OrderList,
    ReopenList,
    Withdraw,
)
from runofshow.show.actions.undo import Redo, Redone, Undo, Undone, last_undoable
from runofshow.show.capacity import SEAT_ALL_STEP, Capacity
from runofshow.show.forecast import Forecast, forecast
from runofshow.show.limits import CATEGORIES
from runofshow.show.particulars import POINT_OF_ORDER, Kind, Particulars
from runofshow.show.parts import Interval, Intervention, Status
from runofshow.show.replay import apply, decide, replay
from runofshow.show.state import EVENTS, Action, Entry, ExpectedState, Mode, Show
from tests.builders import agenda, at, floor, minutes, opened, speech
from tests.fakes import FakeMachine
from tests.simulation.strategies import agendas

ZERO: Final = timedelta(0)

# Agendas, people and times.

PLANS: Final = {
    "with a round that takes what is left": agenda(
        speech("A", "10m"),
        speech("B", "8m", min="4m"),
        floor("F", "rest", min="10m", limits={"ngo": "1m"}),
        speech("C", "5m", handover="2m"),
        floor={"handover": "1m", "limits": {"group": "4m"}},
    ),
    "with two rounds": agenda(
        floor("F", "20m", min="5m"), speech("A", "10m"), speech("B", "10m"), floor("G", "rest"), handover="0s"
    ),
    "with a panel": agenda(
        {"id": "p", "panel": "P", "speakers": ["Ana Reyes", "Ben Okri"], "duration": "15m", "min": "10m", "each": "4m"},
        {"id": "i", "item": "I", "type": "break", "duration": "5m"},
        floor("F", "rest", min="10m"),
        speech("C", "5m", start="14:50"),
    ),
    "too long for its room": agenda(speech("A", "30m", min="20m"), speech("B", "25m"), floor("F", "15m", limit="90s")),
}
INSERTED: Final = [
    *(Speech.model_validate(one) for one in (speech("X", "6m", min="2m", handover="0s"), speech("A", "5m"))),
    *(Floor.model_validate(one) for one in (floor("Y", "5m"), floor("Z", "rest"))),
]
"""The id of one is taken; the length of another is refused."""

NOBODY: Final = Intervention(0, 1, None, Particulars(), Interval(at("13:55")))
"""Stands for an intervention that was never given, so that there is always one to choose."""

Value = TypeVar("Value")


def any_of(known: Callable[["Meeting"], Sequence[Value]]) -> st.SearchStrategy[Value]:
    """One of the values that the meeting has known so far, undone ones included; the newest first."""
    return st.runner().flatmap(lambda meeting: st.sampled_from(known(meeting)[::-1]))


blocks = any_of(lambda meeting: meeting.blocks)
requests = any_of(lambda meeting: [0, *meeting.requests])
interventions = any_of(lambda meeting: [NOBODY, *meeting.interventions])
given_by = interventions.map(lambda one: one.entry)
numbers = interventions.map(lambda one: one.number)
recorded = any_of(lambda meeting: [0, *(entry.n for entry in meeting.standing if not entry.event.moves_show)])


def seldom(values: st.SearchStrategy[Value]) -> st.SearchStrategy[Value | None]:
    """None four times of five."""
    return st.one_of(*(st.just(None) for _ in range(4)), values)


def up_to(most: timedelta) -> st.SearchStrategy[timedelta]:
    """Whole seconds from none to `most`."""
    return st.integers(0, int(most.total_seconds())).map(lambda seconds: timedelta(seconds=seconds))


WRITERS: Final = ("moderator", "rapporteur")
DISTURBANCES: Final = ("an hour forward", "an hour back", "program", "laptop")


@dataclass(frozen=True)
class Moment:
    """Who acts, and when."""

    by: str
    wait: timedelta
    """Since the last action."""
    meanwhile: str | None
    """One of `DISTURBANCES`: all clocks are set, or the person starts the program or the laptop again before acting."""
    backdated: float | None
    """None: now. Else a part of the time from the last step of the show, which is 0, to now, which is 1."""


MOMENTS: Final = st.builds(
    Moment,
    st.sampled_from(WRITERS),
    st.sampled_from([1, 1, 3, 3, 3, 30]).map(minutes).flatmap(up_to),
    seldom(st.sampled_from(DISTURBANCES)),
    st.none() | st.sampled_from([1.0, 0.75, 0.5, 0.25, 0.0]) | seldom(st.sampled_from([-0.25, 1.25])),
)

PEOPLE: Final[list[dict[str, Any]]] = [
    {},
    {"who": "Mexico", "category": "state"},
    {"who": "Nepal", "category": "state", "on_behalf_of": "Group of 77"},
    {"who": "European Union", "category": "group"},
    {"who": "Save the Seas", "person": "Ana Reyes", "category": "ngo"},
    {"person": "Ben Okri"},
    {"person": None, "category": None},
]
SAID: Final[list[dict[str, Any]]] = [{}, *({"kind": kind} for kind in get_args(Kind)), {"gist": "Thanked the panel."}]
NAMES: Final = st.sampled_from(["Mexico", "Ana Reyes"])
CATEGORY: Final = st.sampled_from([None, *CATEGORIES])
PARTICULARS: Final = st.builds(
    lambda people, said, reply: Particulars(**people, **said, **({} if reply is None else {"in_reply_to": reply})),
    st.sampled_from(PEOPLE),
    st.sampled_from(SAID),
    seldom(numbers),
)
RUNNING: Final = seldom(st.builds(ExpectedState, block=st.none() | blocks))
SEEN: Final = seldom(st.builds(ExpectedState, st.none() | blocks, st.none() | given_by))

LENGTHS: Final = st.sampled_from([1, 2, 5, 0.25, 45]).map(minutes)
CHANGES: Final = LENGTHS | LENGTHS.map(lambda length: -length) | st.sampled_from([ZERO, timedelta(999)])
INSTANTS: Final = (st.integers(0, 90) | st.integers(-20, 180)).map(lambda count: at("13:55") + minutes(count))

# Actions.

ACTIONS: Final[dict[type[Action], st.SearchStrategy[Action]]] = {
    Next: st.builds(Next, to=seldom(blocks), expected=RUNNING),
    StartBlock: st.builds(StartBlock, seldom(blocks)),
    EndBlock: st.builds(EndBlock, expected=RUNNING),
    Pause: st.builds(Pause, expected=SEEN),
    Resume: st.builds(Resume, expected=SEEN),
    Extend: st.builds(Extend, CHANGES, st.none() | blocks, expected=SEEN),
    Skip: st.builds(Skip, st.none() | blocks, st.booleans()),
    Restore: st.builds(Restore, st.none() | blocks),
    MarkSpeakerAbsent: st.builds(MarkSpeakerAbsent, expected=RUNNING),
    Move: st.builds(Move, blocks, st.none() | blocks),
    SetStart: st.builds(SetStart, blocks, st.none() | INSTANTS),
    GiveTurn: st.builds(GiveTurn, st.integers(0, 3), expected=RUNNING),
    EndTurn: st.builds(EndTurn),
    Insert: st.builds(Insert, st.sampled_from(INSERTED), st.none() | blocks),
    Substitute: st.builds(Substitute, blocks, st.builds(Speaker, name=NAMES)),
    Ask: st.builds(Ask, PARTICULARS),
    Withdraw: st.builds(Withdraw, requests),
    MoveRequest: st.builds(MoveRequest, requests, st.integers(-1, 9)),
    MarkAbsent: st.builds(MarkAbsent, st.none() | requests),
    AmendRequest: st.builds(
        AmendRequest,
        requests,
        PARTICULARS,
        expected=seldom(PARTICULARS).map(lambda seen: None if seen is None else ExpectedState(particulars=seen)),
    ),
    CloseList: st.builds(CloseList),
    ReopenList: st.builds(ReopenList),
    OrderList: st.builds(OrderList, st.sampled_from(["groups-first", "asked"])),
    SetLimit: st.builds(SetLimit, CHANGES, seldom(blocks), CATEGORY),
    GiveFloor: st.builds(
        GiveFloor,
        PARTICULARS,
        seldom(requests),
        st.booleans(),
        expected=st.builds(
            lambda seen, intervention: (
                None
                if seen is None and intervention is None
                else replace(seen or ExpectedState(), intervention=intervention)
            ),
            SEEN,
            seldom(given_by),
        ),
    ),
    EndFloor: st.builds(
        EndFloor, expected=seldom(given_by).map(lambda seen: None if seen is None else ExpectedState(holder=seen))
    ),
    RecordIntervention: st.tuples(INSTANTS, CHANGES, PARTICULARS, seldom(blocks)).map(
        lambda said: RecordIntervention(said[0], said[0] + said[1], *said[2:])
    ),
    Amend: st.tuples(
        interventions, st.booleans(), PARTICULARS, seldom(PARTICULARS), seldom(INSTANTS), seldom(CHANGES)
    ).map(
        lambda said: Amend(
            said[0].number,
            said[2],
            said[4],
            said[5],
            expected=ExpectedState(intervention=said[0].entry if said[1] else None, particulars=said[3]),
        )
    ),
    SetGist: st.builds(SetGist, blocks, st.sampled_from(["Thanked all.", None])),
    NoteDecision: st.builds(NoteDecision, st.just("Adopted.")),
    NoteTask: st.builds(NoteTask, st.just("Send the report."), NAMES),
    Strike: st.builds(Strike, numbers, st.sampled_from(["entered twice", " "])),
    Note: st.tuples(st.sampled_from(["Noted.", " "]), st.none() | interventions).map(
        lambda said: (
            Note(said[0])
            if said[1] is None
            else Note(said[0], said[1].number, expected=ExpectedState(intervention=said[1].entry))
        )
    ),
    SetHardStop: st.builds(SetHardStop, INSTANTS),
    SetStage: st.builds(SetStage, st.sampled_from([None, "Please conclude"]), st.booleans()),
    CorrectClock: st.builds(CorrectClock, CHANGES),
    Finish: st.builds(Finish),
    Undo: st.builds(Undo, seldom(requests | given_by | recorded)),
    Redo: st.builds(Redo),
}


def test_every_action_is_tried() -> None:
    """A new action that the table doesn't hold fails here."""
    assert set(ACTIONS) == set(Action.__subclasses__())


ASKED: Final = st.builds(lambda known, who: Ask(known.amended(Particulars(who=who))), PARTICULARS, NAMES)
CALLED: Final = st.builds(GiveFloor, PARTICULARS, first_waiting=st.just(value=True))
CORRECTED: Final = st.builds(Amend, numbers, began=st.none() | INSTANTS, took=st.none() | CHANGES)
RAISED: Final = st.builds(lambda who: GiveFloor(Particulars(who=who, kind=POINT_OF_ORDER)), NAMES)


def fitting(meeting: "Meeting") -> st.SearchStrategy[Action]:
    """Actions that are likely in the state of a meeting, some more than others. Most others would be refused."""
    show = meeting.show
    if show.closed is not None:
        return st.one_of(ACTIONS[Undo], ACTIONS[Redo], ACTIONS[Note], ACTIONS[RecordIntervention])
    seen = [last_undoable(meeting.sessions[by].show) for by in WRITERS]  # which may not be the last entry any more
    undo_seen = st.sampled_from([Undo(None if entry is None else entry.n) for entry in seen])
    likely: list[st.SearchStrategy[Action]] = [undo_seen, ACTIONS[Redo] if show.redoable else ACTIONS[Undo]]
    likely += [ACTIONS[Insert], ACTIONS[Restore]] if show.next_block is None else [ACTIONS[Next], ACTIONS[Next]]
    if show.current is not None:
        likely += [ACTIONS[EndBlock], RAISED]
        if isinstance(show.runs[show.current].block, Panel):
            likely += [ACTIONS[GiveTurn], ACTIONS[GiveTurn], ACTIONS[EndTurn]]
        likely += [ACTIONS[Resume], ACTIONS[Resume]] if show.paused else [ACTIONS[Pause]]
    if not show.list_closed:
        likely += [ASKED] * (4 - min(3, len(show.waiting)))
    if show.waiting:
        likely += [CALLED, CALLED, CALLED]
        likely += [ACTIONS[Withdraw], ACTIONS[MoveRequest], ACTIONS[MarkAbsent], ACTIONS[AmendRequest]]
    if show.holder is not None:
        likely += [ACTIONS[EndFloor], ACTIONS[EndFloor], ACTIONS[Extend]]
        likely += [RAISED, RAISED, ACTIONS[Amend], ACTIONS[Amend]]
    if any(one.interval.end is not None for one in show.log()):
        likely += [ACTIONS[Strike], CORRECTED]
    return st.sampled_from(likely).flatmap(lambda chosen: chosen)


# The meeting.


@dataclass(frozen=True)
class TakenBack:
    """An entry that was undone, and the show before that."""

    entry: Entry
    before: Show


class Meeting(RuleBasedStateMachine):
    """A show that a moderator and a rapporteur write to, each in a session of their own, and somebody else watches."""

    reached: ClassVar[Counter[str]] = Counter()
    """How often each kind of entry came about."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.standing: list[Entry] = []
        """All entries that stand, but for the opening."""
        self.taken_back: list[TakenBack] = []
        """Undone entries that a redo may bring back, the last one last."""
        self.blocks: list[str] = []
        self.requests: list[int] = []
        self.interventions: list[Intervention] = []
        """All that there ever were; a request by the entry that asked."""

    @initialize(
        plan=st.sampled_from(list(PLANS)),
        mode=st.sampled_from(get_args(Mode)),
        laptops=st.sampled_from(["one", "one that doesn't name its boots", "two"]),
    )
    def open_the_show(self, plan: str, mode: Mode, laptops: str) -> None:
        """Open a show on one laptop, or on two whose clocks differ by two minutes."""
        laptop = FakeMachine(at("13:55"), tells_boots=laptops != "one that doesn't name its boots")
        other = FakeMachine(at("13:57"), up=minutes(10), boots=100) if laptops == "two" else laptop
        self.laptops = {"moderator": laptop, "watcher": laptop, "rapporteur": other}
        moderator = Session.open(Path(self.folder.name), PLANS[plan], mode, by="moderator", machine=laptop)
        self.path = moderator.journal.path
        others = {by: Session.join(self.path, self.laptops[by]) for by in ("watcher", "rapporteur")}
        self.sessions = {"moderator": moderator, **others}
        self.reader = JournalReader(self.path)
        self.entries = list(self.reader.more())
        self.show = replay(self.entries)
        self.tied_to = self.boot_of("moderator")
        self.blocks += self.show.order

    def teardown(self) -> None:
        """Remove the journal."""
        self.folder.cleanup()

    # Rules.

    @rule(action=st.runner().flatmap(fitting), moment=MOMENTS)
    def do_what_fits(self, action: Action, moment: Moment) -> None:
        """Somebody does something that is likely now."""
        self.act(action, moment)

    @rule(action=st.sampled_from(list(ACTIONS.values())).flatmap(lambda chosen: chosen), moment=MOMENTS)
    def do_anything(self, action: Action, moment: Moment) -> None:
        """Somebody does anything at all."""
        self.act(action, moment)

    # Invariants.

    @invariant()
    def the_file_is_the_show(self) -> None:
        """The show that follows from the file is the show that each entry made of the one before."""
        assert not self.reader.findings
        assert replay(self.entries) == self.show

    @invariant()
    def a_session_that_reads_on_has_the_same_show(self) -> None:
        """The watcher's session joined at the opening and has only read since."""
        assert self.sessions["watcher"].show == self.show

    @invariant()
    def nothing_is_written_before_it_happened(self) -> None:
        """Entries are numbered one after the other, and none was written before the one before."""
        entries = self.entries
        assert [entry.n for entry in entries] == list(range(1, len(entries) + 1))
        assert all(entry.at <= entry.written for entry in entries)
        assert all(one.written <= following.written for one, following in pairwise(entries))

    @invariant()
    def nothing_is_listed_twice(self) -> None:
        """Each block has one place in the running order, each request one on the list, each intervention one number."""
        show = self.show
        assert sorted(show.order) == sorted(show.runs)
        assert len({one.number for one in show.interventions.values()}) == len(show.interventions)
        assert len(set(show.waiting)) == len(show.waiting)
        assert set(show.waiting) <= set(show.requests)

    @invariant()
    def no_interval_is_negative(self) -> None:
        """Blocks, interventions and their pauses last some time or none, and pauses lie within what they interrupt."""
        now = self.now()
        for spell in self.intervals():
            lasted = (spell.end or now) - spell.start
            assert ZERO <= spell.paused <= lasted
            assert spell.held is None or (spell.end is None and spell.start <= spell.held <= now)
            assert ZERO <= spell.elapsed(now) <= lasted - spell.paused

    @invariant()
    def only_the_running_block_and_the_speaker_go_on(self) -> None:
        """All other blocks and turns have ended, but for a turn that a point of order interrupts."""
        show = self.show
        running = {run.id for run in show.runs.values() if any(spell.end is None for spell in run.intervals)}
        assert running == {run.id for run in show.runs.values() if run.status is Status.RUNNING}
        assert running == {show.current} - {None}
        assert {one.entry for one in show.log() if one.interval.end is None} == {show.holder, show.interrupted} - {None}
        assert running or not show.paused
        assert show.closed is None or (show.current, show.holder) == (None, None)

    @invariant()
    def one_block_at_a_time(self) -> None:
        """No block runs while another one does."""
        now = self.now()
        times = sorted((spell.start, spell.end or now) for run in self.show.runs.values() for spell in run.intervals)
        assert all(ended <= started for (_, ended), (started, _) in pairwise(times))

    @invariant()
    def one_speaker_at_a_time(self) -> None:
        """Turns that were timed overlap only where one of them is a point of order, which lies within the other."""
        now = self.now()
        for one, other in combinations(self.timed(), 2):
            if overlap(one.interval, other.interval, now) == ZERO:
                continue
            assert one.interrupts != other.interrupts
            point, turn = (one, other) if one.interrupts else (other, one)
            assert turn.interval.start <= point.interval.start
            assert (point.interval.end or now) <= (turn.interval.end or now)

    @invariant()
    def a_point_of_order_costs_nobody_time(self) -> None:
        """The clock of a turn, or of a speech, stands still during a point of order."""
        now = self.now()
        points = [one.interval for one in self.timed() if one.interrupts]
        turns = [one.interval for one in self.timed() if not one.interrupts]
        speeches = [
            spell for run in self.show.runs.values() if isinstance(run.block, Speech | Panel) for spell in run.intervals
        ]
        speeches += [turn.interval for turn in self.show.turns.values()]
        for spell in (*turns, *speeches):
            interrupted = sum((overlap(spell, point, now) for point in points), ZERO)
            assert spell.elapsed(now) <= (spell.end or now) - spell.start - interrupted

    @invariant()
    def waiting_never_gains_time(self) -> None:
        """The longer nothing happens, the later the show is forecast to end, and the less time is left, or the same.

        At all these times the capacity of the floor fits the forecast.
        """
        ahead = [forecast(self.show, self.now() + minutes(wait)) for wait in (0, 3, 9)]
        for sooner, later in pairwise(ahead):
            assert sooner.finish <= later.finish
            assert sooner.offset <= later.offset
            if sooner.countdown is not None and later.countdown is not None:
                assert sooner.countdown.remaining >= later.countdown.remaining
            if sooner.floor is not None and later.floor is not None:
                assert sooner.floor.remaining >= later.floor.remaining
        for now in ahead:
            if now.floor is not None:
                check_capacity(self.show, now, now.floor)

    # One action, step by step.

    def act(self, action: Action, moment: Moment) -> None:
        """Have somebody act after a while: the file has one more entry, or stays as it was and the action is `Refused`.

        On a laptop that was started again, or isn't the one that wrote last, an entry that ties the clock to it comes
        first, refused or not.
        """
        self.wait(moment.wait)
        self.disturb(moment)
        session, before = self.sessions[moment.by], self.path.read_bytes()
        made: Entry | None = None
        with suppress(Refused):
            made = session.do(action, moment.by, self.instant(session, moment))
        new = self.read_on()
        anchored = [entry for entry in new if isinstance(entry.event, ClockAnchored)]
        assert self.path.read_bytes().startswith(before)
        assert new == [*anchored, *([] if made is None else [made])]
        untied = self.tied_to != self.boot_of(moment.by)
        assert len(anchored) == untied or (not anchored and not self.laptops[moment.by].tells_boots)
        self.tied_to = self.boot_of(moment.by) if anchored else self.tied_to
        assert session.show == self.show

    def wait(self, span: timedelta) -> None:
        """Let time pass: the clocks of the running block and of the speaker count all of it, unless held up; no other.

        The show clock stands still for a while only where another laptop, which wrote last, is ahead.
        """
        before = self.now()
        for laptop in self.each_laptop():
            laptop.advance(span)
        after = self.now()
        assert after - before == span or (self.tied_to != self.boot_of("watcher") and ZERO <= after - before < span)
        show = self.show
        for run in show.runs.values():
            counts = run.id == show.current and not show.paused and not self.speech_is_held_up()
            assert run.elapsed(after) - run.elapsed(before) == (after - before if counts else ZERO)
        for one in self.timed():
            counts = one.entry == show.holder and not show.paused
            assert one.interval.elapsed(after) - one.interval.elapsed(before) == (after - before if counts else ZERO)

    def disturb(self, moment: Moment) -> None:
        """Set the clocks, or start a program or a laptop again, if the moment says so."""
        match moment.meanwhile:
            case "an hour forward":
                self.set_clocks(timedelta(hours=1))
            case "an hour back":
                self.set_clocks(-timedelta(hours=1))
            case "program":
                self.start_again(moment.by)
            case "laptop":
                self.reboot(moment.by)
            case _:
                pass

    def set_clocks(self, step: timedelta) -> None:
        """Set the wall clocks of the laptops: no session reads another time for it."""
        before = [session.now() for session in self.sessions.values()]
        for laptop in self.each_laptop():
            laptop.step_wall(step)
        assert [session.now() for session in self.sessions.values()] == before

    def start_again(self, by: str) -> None:
        """Start a program again: it reads what all have written, and the same clock."""
        self.sessions[by] = Session.join(self.path, self.laptops[by])
        assert self.sessions[by].show == self.sessions["watcher"].show
        if self.boot_of(by) == self.boot_of("watcher") == self.tied_to:
            assert self.sessions[by].now() == self.now()

    def reboot(self, by: str) -> None:
        """Start a laptop again, and all programs on it: no clock reads less than was written."""
        laptop = self.laptops[by]
        laptop.reboot()
        for name, theirs in self.laptops.items():
            if theirs is laptop:
                self.sessions[name] = Session.join(self.path, laptop)
        assert self.sessions[by].now() >= self.entries[-1].written

    def instant(self, session: Session, moment: Moment) -> Instant | None:
        """The instant at which an action is to count; None for now."""
        if moment.backdated is None:
            return None
        now = session.now()
        return self.show.last_move + (now - self.show.last_move) * moment.backdated

    def read_on(self) -> list[Entry]:
        """Take in the entries that are new in the file, and return them."""
        self.sessions["watcher"].refresh()
        new = list(self.reader.more())
        self.entries += new
        for entry in new:
            self.take(entry)
            self.reached[entry.event.kind] += 1
            self.blocks += [name for name in self.show.order if name not in self.blocks]
            self.requests += [entry.n] if entry.n in self.show.requests else []
            self.interventions += [self.show.interventions[entry.n]] if entry.n in self.show.interventions else []
        return new

    def take(self, entry: Entry) -> None:
        """Have an entry change the show; an undo leaves what all others make of it, and a redo takes the undo back."""
        match entry.event:
            case Undone(entry=n):
                self.take_back(entry, n)
            case Redone(entry=n):
                self.bring_back(entry, n)
            case event:
                self.standing.append(entry)
                self.taken_back = [each for each in self.taken_back if not hinders(entry, each.entry)]
                before, self.show = self.show, apply(self.show, entry)
                assert [each.n for each in self.show.redoable] == [each.entry.n for each in self.taken_back[::-1]]
                check_step(before, entry, self.show)
                assert event.undoable == (event.kind != "clock_anchored")

    def take_back(self, entry: Entry, n: int) -> None:
        """Undo an entry: the last that moved the show, or one that only records and isn't referred to."""
        undone = next(each for each in self.standing if each.n == n)
        later = [each for each in self.standing if each.n > n]
        assert entry.at >= undone.at
        if undone.event.moves_show:
            assert not any(each.event.moves_show for each in later)
        else:
            assert not any(getattr(each.event, "of", None) == n for each in later)
        self.taken_back.append(TakenBack(undone, self.show))
        self.standing.remove(undone)
        self.show = self.following(entry)

    def bring_back(self, entry: Entry, n: int) -> None:
        """Redo an entry: the one that was undone last. It stands where it stood, and nothing else has changed."""
        again = self.taken_back.pop()
        assert again.entry.n == n
        self.standing = sorted([*self.standing, again.entry], key=lambda each: each.n)
        self.show = self.following(entry)
        if self.show.history == again.before.history:
            redoable = tuple(each.entry for each in self.taken_back[::-1])
            assert self.show == replace(again.before, n=entry.n, redoable=redoable)

    def following(self, last: Entry) -> Show:
        """The show that follows from all that stands, entry by entry."""
        show = replay(self.entries[:1])
        for each in self.standing:
            show = apply(show, each)
        return replace(show, n=last.n, redoable=tuple(each.entry for each in self.taken_back[::-1]))

    def now(self) -> Instant:
        """The show clock, as the watcher's session reads it."""
        return self.sessions["watcher"].now()

    def each_laptop(self) -> Iterator[FakeMachine]:
        """Every laptop, once."""
        yield self.laptops["moderator"]
        if self.laptops["rapporteur"] is not self.laptops["moderator"]:
            yield self.laptops["rapporteur"]

    def boot_of(self, by: str) -> tuple[int, int]:
        """Which boot of which laptop somebody works on."""
        laptop = self.laptops[by]
        return id(laptop), laptop.boots

    def intervals(self) -> Iterator[Interval]:
        """Every time that a block or an intervention ran."""
        for run in self.show.runs.values():
            yield from run.intervals
        yield from (one.interval for one in self.show.log())
        yield from (turn.interval for turn in self.show.turns.values())

    def timed(self) -> list[Intervention]:
        """Interventions that the show clock timed, and whose times nobody has corrected."""
        amended = [entry.event for entry in self.standing if isinstance(entry.event, Amended)]
        corrected = {event.of for event in amended if event.began is not None or event.took is not None}
        return [one for one in self.show.log() if not one.recorded and one.entry not in corrected]

    def speech_is_held_up(self) -> bool:
        """Whether a point of order interrupts a speech or a panel."""
        running, holding = self.show.running, self.show.holding
        return (
            running is not None
            and isinstance(running.block, Speech | Panel)
            and holding is not None
            and holding.interrupts
        )


def hinders(entry: Entry, undone: Entry) -> bool:
    """Whether an undone entry can't be brought back once another one was written."""
    if undone.event.moves_show:
        number = getattr(undone.event, "number", None)
        return entry.event.moves_show or (number is not None and number == getattr(entry.event, "number", None))
    return any(one in abouts(entry) for one in abouts(undone))


def abouts(entry: Entry) -> list[tuple[str, int]]:
    """What an entry is about: an intervention or a request by its entry, an intervention by its number."""
    event = entry.event
    said = getattr(event, "particulars", None) or getattr(event, "changes", None)
    by_entry = [entry.n, getattr(event, "of", None), getattr(event, "request", None)]
    by_number = [getattr(event, "number", None), None if said is None else said.in_reply_to]
    return [("entry", n) for n in by_entry if n is not None] + [("number", n) for n in by_number if n is not None]


def overlap(one: Interval, other: Interval, now: Instant) -> timedelta:
    """How long both ran."""
    began, ended = max(one.start, other.start), min(one.end or now, other.end or now)
    return max(ZERO, ended - began)


def check_step(before: Show, entry: Entry, after: Show) -> None:
    """Check that an entry closed the show or changed the speakers as it should, and nothing after the closing."""
    event = entry.event
    assert before.closed is None or not event.moves_show or isinstance(event, ClockAnchored)
    if isinstance(event, Closed):
        assert after.closed == entry.at
    if isinstance(event, FloorGiven):
        taken_over = before.holding is not None and before.holding.interrupts
        interrupted = before.interrupted if taken_over else before.holder
        raised = after.interventions[entry.n].interrupts
        assert (after.holder, after.interrupted) == (entry.n, interrupted if raised else None)
        assert event.request not in after.waiting
    if isinstance(event, FloorEnded):
        assert after.holder == before.interrupted
    if isinstance(event, Amended) and event.of != before.holder:
        assert after.interventions.discard(event.of) == before.interventions.discard(event.of)


def check_capacity(show: Show, now: Forecast, floor: Capacity) -> None:
    """Check that exactly as many turns fit into a round as end before its forecast end."""
    handover, end = show.agenda.floor.handover, now.block(floor.block.id).end
    assert end is not None
    for turn in floor.turns:
        assert turn.fits == (turn.start + turn.limit <= end)
    for turn, following in pairwise(floor.turns):
        assert following.start == turn.start + turn.limit + handover
    speaking = [show.interventions[entry] for entry in (show.holder, show.interrupted) if entry is not None]
    held = bool(speaking) and floor.block.id == show.current
    if held and floor.turns:
        left = [max(ZERO, one.allotment() - one.interval.elapsed(now.now)) for one in speaking]
        assert floor.turns[0].start == now.now + sum(left, ZERO) + handover * len(left)
    after_holder = handover if held else ZERO
    room = floor.remaining - after_holder

    def end_in_time(total: timedelta, turns: int) -> bool:
        return total + handover * (turns - 1) <= room

    assert floor.fits == 0 or end_in_time(floor.limit * floor.fits, floor.fits)
    assert not end_in_time(floor.limit * (floor.fits + 1), floor.fits + 1)
    waiting = len(floor.turns)
    asked_for = sum((turn.limit for turn in floor.turns), ZERO)
    assert floor.full != end_in_time(asked_for + floor.limit, waiting + 1)
    if floor.seat_all is not None:
        own = [floor.limits.most(turn.request.particulars) for turn in floor.turns]
        longer = floor.seat_all + SEAT_ALL_STEP
        assert end_in_time(sum((min(floor.seat_all, most or floor.seat_all) for most in own), ZERO), waiting)
        assert all(own) or not end_in_time(sum((min(longer, most or longer) for most in own), ZERO), waiting)


@settings(derandomize=True)
@for_all(agendas())
def test_a_show_on_schedule_has_no_offset(plan: Agenda) -> None:
    """If each block starts and ends as planned, the offset is zero at any time and the finish is the planned one."""
    rows = planned(plan).rows
    steps: list[tuple[Instant, Action]] = []
    for row in rows:
        steps += [(row.start, Next()), (row.end, EndBlock())]
    show = replay([opened(plan, "9:55")])
    for (instant, action), (following, _) in pairwise([*steps, steps[-1]]):
        show = apply(show, Entry(show.n + 1, instant, instant, "t", decide(show, action, instant)))
        for now in (instant, instant + (following - instant) / 2, following):
            assert (forecast(show, now).offset, forecast(show, now).finish) == (ZERO, rows[-1].end)


def run(seeds: int) -> None:
    """Try ten meetings of thirty actions for each seed: the same ones each time, on a slow machine too.

    After ten examples Hypothesis mostly varies those that it has, so that short runs try more than a long one.
    """
    ten = settings(
        max_examples=10,
        stateful_step_count=30,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    for number in range(seeds):
        run_state_machine_as_test(seed(number)(Meeting), settings=ten)


def test_random_meetings() -> None:
    """The invariants hold in a few meetings."""
    run(4)


@pytest.mark.slow
def test_many_random_meetings() -> None:
    """The invariants hold in many meetings, which together have every kind of entry."""
    Meeting.reached.clear()
    run(50)
    assert set(Meeting.reached) == set(EVENTS) - {"opened"}
