"""The one way in which anything happens: several processes, a clock that is set, a laptop that is started anew."""

import errno
import re
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from runofshow.clock import ThisMachine
from runofshow.errors import Refused
from runofshow.instants import instant
from runofshow.journal.disk import Disk
from runofshow.journal.journal_errors import JournalChanged, JournalOutOfReach
from runofshow.journal.reader import read_journal
from runofshow.journal.writer import Journal, JournalNotWritten
from runofshow.session import Session, mode_for
from runofshow.show.actions.blocks import EndBlock, Next, next_of
from runofshow.show.actions.meeting import ClockAnchored, CorrectClock
from runofshow.show.actions.record import Amend, Note, Noted, RecordIntervention
from runofshow.show.actions.undo import Undo
from runofshow.show.forecast import forecast
from runofshow.show.particulars import Particulars
from runofshow.show.state import Entry, ExpectedState
from tests.builders import agenda, at, minutes, speech
from tests.costs import peak_of
from tests.fakes import FakeMachine
from tests.faults.disks import FULL, FailingDisk
from tests.journal.samples import append

PLAN = agenda(speech("A", "10m"), speech("B", "10m"))


@pytest.fixture
def machine() -> FakeMachine:
    """A laptop, five minutes before the meeting."""
    return FakeMachine(at("13:55"))


@pytest.fixture
def session(tmp_path: Path, machine: FakeMachine) -> Session:
    """The meeting, opened."""
    return Session.open(tmp_path / "journals", PLAN, "live", by="moderator", machine=machine)


def elapsed(session: Session) -> timedelta:
    """How long the running block has run."""
    countdown = forecast(session.show, session.now()).countdown
    assert countdown is not None
    return countdown.elapsed


def test_setting_the_laptops_clock_moves_nothing(session: Session, machine: FakeMachine) -> None:
    """An hour forward, an hour back: the speaker's clock goes on."""
    session.do(Next(), "m")
    machine.advance(minutes(2))
    machine.step_wall(timedelta(hours=1))
    machine.advance(minutes(1))

    assert elapsed(session) == minutes(3)
    assert session.clock.moved_by() == timedelta(hours=1)
    machine.step_wall(-timedelta(hours=2))
    assert elapsed(session) == minutes(3)


def test_another_process_reads_the_same_clock(session: Session, machine: FakeMachine) -> None:
    """Even one that starts after the laptop's clock was set."""
    session.do(Next(), "m")
    machine.step_wall(-timedelta(hours=1))
    machine.advance(minutes(4))

    other = Session.join(session.journal.path, machine)

    assert other.now() == session.now()
    assert elapsed(other) == minutes(4)


def test_after_a_reboot_the_clock_goes_on_and_one_entry_says_so(session: Session, machine: FakeMachine) -> None:
    """The time that the laptop was away counts."""
    session.do(Next(), "m")
    machine.reboot(away=minutes(3))

    again = Session.join(session.journal.path, machine)
    assert elapsed(again) == minutes(3)
    machine.advance(minutes(1))
    again.do(Next(), "m")

    assert again.anchored_anew
    assert [isinstance(entry.event, ClockAnchored) for entry in read_journal(session.journal.path).entries] == [
        False,
        False,
        True,
        False,
    ]
    assert again.show.runs["a"].elapsed(again.now()) == minutes(4)


def test_where_a_boot_has_no_id_a_clock_that_reads_less_than_the_last_entry_tells_of_a_reboot(tmp_path: Path) -> None:
    """The laptop was opened right before the show, and now runs longer than then: its clock must not stand still."""
    machine = FakeMachine(at("13:55"), up=minutes(5), tells_boots=False)
    session = Session.open(tmp_path, PLAN, "live", by="m", machine=machine)
    machine.advance(minutes(30))
    session.do(Next(), "m")
    machine.reboot(away=minutes(2))
    machine.advance(minutes(10))

    again = Session.join(session.journal.path, machine)
    assert again.now() == machine.wall()
    machine.advance(minutes(40))
    assert again.now() == machine.wall()
    again.do(Note("back"), "m")

    assert again.now() == machine.wall()
    assert isinstance(read_journal(session.journal.path).entries[-2].event, ClockAnchored)


def test_a_wall_clock_that_is_set_right_after_a_reboot_counts(session: Session, machine: FakeMachine) -> None:
    """A flat battery, then a network that tells the time, then the first key press."""
    session.do(Next(), "m")
    machine.reboot(away=minutes(3))
    machine.step_wall(-timedelta(days=365))
    again = Session.join(session.journal.path, machine)
    machine.step_wall(timedelta(days=365))

    again.do(Note("back"), "m")

    assert again.now() == machine.wall()


def test_the_first_entry_after_a_reboot_never_takes_back_what_the_screen_showed(
    session: Session, machine: FakeMachine
) -> None:
    """The wall clock was ahead after the reboot, and is set right before anything is pressed."""
    session.do(Next(), "m")
    machine.reboot(away=minutes(3))
    machine.step_wall(minutes(20))
    again = Session.join(session.journal.path, machine)
    shown = again.now()
    machine.step_wall(-minutes(20))

    again.do(Note("back"), "m")

    assert again.now() >= shown


def test_a_reboot_bars_no_backdating(session: Session, machine: FakeMachine) -> None:
    """It moved the clock's anchor, not the show: what happened before it can still be entered."""
    machine.advance(minutes(5))
    session.do(Next(), "m")
    machine.advance(minutes(9))
    machine.reboot(away=minutes(3))
    again = Session.join(session.journal.path, machine)
    again.do(Note("back"), "m")

    assert again.do(Next(), "m", at("14:10")).at == at("14:10")


def test_a_reboot_with_a_clock_that_lost_its_time_never_goes_back(session: Session, machine: FakeMachine) -> None:
    """A flat battery: the laptop believes it is last year."""
    machine.advance(minutes(6))
    session.do(Next(), "m")
    machine.reboot()
    machine.step_wall(-timedelta(days=365))

    again = Session.join(session.journal.path, machine)

    assert again.now() >= session.last_written


def test_two_sessions_see_what_the_other_did(session: Session, machine: FakeMachine) -> None:
    """And decide on it: the second press is refused."""
    other = Session.join(session.journal.path, machine)
    session.do(Next(), "m")

    with pytest.raises(Refused):
        other.do(Next(expected=ExpectedState(block="b")), "n")
    assert other.show == session.show


def test_nothing_can_be_entered_ahead_of_its_time(session: Session, machine: FakeMachine) -> None:
    """A minute from now hasn't come."""
    with pytest.raises(Refused, match="hasn't come"):
        session.do(Next(), "m", at("13:56"))
    machine.advance(minutes(2))
    assert session.do(Next(), "m", at("13:56")).at == at("13:56")


def test_a_clock_that_was_wrong_from_the_start_moves_the_plan_and_no_duration(
    session: Session, machine: FakeMachine
) -> None:
    """The laptop was five minutes slow: the meeting has begun on time, and is not five minutes early."""
    session.do(Next(), "m")
    machine.advance(minutes(1))
    before = forecast(session.show, session.now())
    session.do(CorrectClock(minutes(5)), "m")
    after = forecast(session.show, session.now())

    assert (before.offset, after.offset) == (-minutes(5), minutes(0))
    assert before.countdown == after.countdown


@pytest.mark.parametrize(
    ("clock", "mode"),
    [
        pytest.param(at("8:00"), "live", id="six hours before"),
        pytest.param(at("7:59"), "rehearsal", id="more than six hours before"),
        pytest.param(at("21:00"), "live", id="six hours after"),
        pytest.param(datetime(2016, 7, 18, 14, tzinfo=UTC), "rehearsal", id="two days before"),
    ],
)
def test_a_show_far_from_its_meeting_is_a_rehearsal(clock: datetime, mode: str) -> None:
    """Farther than six hours from the agenda's own window."""
    assert mode_for(PLAN, instant(clock)) == mode


@dataclass
class FullDisk(Disk):
    """A disk that has no room for journals of one name."""

    full: str = ""
    _paths: dict[int, Path] = field(default_factory=dict)

    def open(self, path: Path) -> int:
        """As the system does, and remember which file it is."""
        descriptor = super().open(path)
        self._paths[descriptor] = path
        return descriptor

    def write(self, descriptor: int, content: bytes) -> int:
        """Refuse the full one."""
        if self._paths.get(descriptor, Path()).name == self.full:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(descriptor, content)


def test_when_the_disk_has_failed_twice_the_show_goes_on_elsewhere(session: Session, machine: FakeMachine) -> None:
    """The first time a person is told; the second time a continuation is begun with everything so far."""
    original = session.journal.path
    session = Session.join(original, machine)
    session.journal = Journal(original, FullDisk(full=original.name))
    session.journal.more()

    with pytest.raises(JournalNotWritten, match="disk is full"):
        session.do(Next(), "m")
    assert session.show.current is None
    session.do(Next(), "m")
    session.do(Note("still here"), "m")

    assert session.moved_to == session.journal.path != original
    assert [entry.n for entry in read_journal(session.journal.path).entries] == [1, 2, 3]
    assert len(read_journal(original).entries) == 1


def test_what_another_process_could_not_write_is_found_where_it_went_on(session: Session, machine: FakeMachine) -> None:
    """By those who looked at the old journal, by those who begin with it, and by those who were about to write."""
    original = session.journal.path
    watching, writing = Session.join(original, machine), Session.join(original, machine)
    session.journal = Journal(original, FullDisk(full=original.name))
    session.journal.more()
    with pytest.raises(JournalNotWritten):
        session.do(Next(), "m")
    session.do(Next(), "m")

    assert watching.refresh()
    assert writing.do(Note("found"), "o").n == 3
    session.refresh()
    late = Session.join(original, machine)
    assert {one.moved_to for one in (session, watching, writing, late)} == {session.journal.path}
    assert late.show == session.show == writing.show
    assert not late.refresh()


def test_a_folder_that_is_moved_away_is_told_and_then_made_anew_with_everything_in_it(
    session: Session, machine: FakeMachine
) -> None:
    """Never empty, as if there had been no show."""
    session.do(Next(), "m")
    other = Session.join(session.journal.path, machine)
    folder = session.journal.path.parent
    away = folder.rename(folder.with_name("away"))

    with pytest.raises(JournalNotWritten, match="its folder is gone; nothing that was entered before is lost"):
        session.do(Note("one"), "m")
    assert not folder.exists()
    session.do(Note("one"), "m")

    assert [entry.n for entry in read_journal(session.journal.path).entries] == [1, 2, 3]
    assert other.refresh()
    assert other.show == session.show
    assert len(read_journal(next(away.glob("*.jsonl"))).entries) == 2


@pytest.mark.parametrize("change", ["taken away", "put back as it was an hour ago"])
def test_a_journal_that_is_gone_or_replaced_is_told_and_then_gone_on_from(session: Session, change: str) -> None:
    """What this process read is whole: nothing of it may be lost with the file."""
    path = session.journal.path
    before = path.read_bytes()
    session.do(Next(), "m")
    if change == "taken away":
        path.unlink()
    else:
        path.write_bytes(before)

    with pytest.raises((JournalOutOfReach, JournalChanged)):
        session.do(Note("one"), "m")
    session.do(Note("one"), "m")

    assert session.moved_to is not None
    assert [entry.n for entry in read_journal(session.moved_to).entries] == [1, 2, 3]


def test_where_no_folder_can_be_written_the_show_says_so_and_stays(
    session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """However often it is tried; and when the disk has room again, it goes on as if nothing had been."""
    (in_the_way := tmp_path / "file").write_text("no folder")
    monkeypatch.setattr(tempfile, "tempdir", str(in_the_way))
    monkeypatch.setenv("HOME", str(in_the_way))
    disk = FailingDisk(refuses=lambda call, _: FULL if full and call in {"create", "write"} else None)
    session.journal = Journal(session.journal.path, disk)
    session.journal.more()

    full = True
    for _ in range(3):
        with pytest.raises(JournalNotWritten):
            session.do(Next(), "m")
    full = False

    assert session.do(Next(), "m").n == 2
    assert session.moved_to is None


def test_the_authors_are_kept(session: Session) -> None:
    """Who entered what."""
    session.do(Note("one"), "Ana")
    session.do(Note("two"), "Ben")

    assert [note.by for note in session.show.notes] == ["Ben", "Ana"]


def test_two_who_say_next_at_once_advance_once(session: Session, machine: FakeMachine) -> None:
    """From the start and from a handover too: whoever comes second is told what happened."""
    other = Session.join(session.journal.path, machine)
    for said in ("A ('a') is running by now", "'a' isn't running any more, B ('b') is running by now"):
        seen = next_of(other.show)
        session.do(next_of(session.show), "m")
        with pytest.raises(Refused, match=re.escape(said)):
            other.do(seen, "o")
    assert session.show.current == "b"


def test_two_who_undo_at_once_undo_once(session: Session, machine: FakeMachine) -> None:
    """And nobody undoes what was done meanwhile."""
    session.do(Next(), "m")
    session.do(Next(), "m")
    other = Session.join(session.journal.path, machine)
    seen = Undo(3)
    session.do(Undo(3), "m")
    with pytest.raises(Refused, match="was undone already"):
        other.do(seen, "o")
    session.do(Next(), "m")
    with pytest.raises(Refused, match="was undone already"):
        other.do(seen, "o")
    seen = Undo(5)
    session.do(EndBlock(), "m")
    with pytest.raises(Refused, match=r"after it came @6 \(ended: B\) by m"):
        other.do(seen, "o")

    assert session.show.last == "b"


def test_a_warning_about_the_clock_costs_nothing_however_long_the_show_is(tmp_path: Path) -> None:
    """It is asked for at every tick: two hundred entries more are not so much as listed."""
    session = Session.open(tmp_path, PLAN, "live", by="m", machine=FakeMachine())
    short = peak_of(lambda: session.anchored_anew)
    for _ in range(200):
        session.do(Note("said"), "m")

    assert peak_of(lambda: session.anchored_anew) < short + 800


def test_the_show_clock_never_reads_less_than_the_last_entry_that_was_written(
    session: Session, machine: FakeMachine
) -> None:
    """Another process wrote with a boot clock that is a minute ahead, as in a container or on a copied disk.

    Were the clock to read 13:55 again, the next entry would be dated before the one that it follows.
    """
    ahead = FakeMachine(machine.now + minutes(1), machine.up + minutes(1))
    Session.join(session.journal.path, ahead).do(Next(), "o")

    session.refresh()

    assert session.clock.now() == at("13:55")
    assert session.now() == at("13:56")
    entry = session.do(EndBlock(), "m")
    assert (entry.at, entry.written) == (at("13:56"), at("13:56"))


def test_a_disk_that_fails_once_is_told_of_and_nothing_is_tried_again_unasked(session: Session) -> None:
    """The person decides whether it is said a second time; then it stands there once, in the same file."""
    refusals = iter([FULL, None, FULL, None])
    disk = FailingDisk(refuses=lambda call, _: next(refusals) if call == "write" else None)
    session.journal = Journal(session.journal.path, disk)
    session.journal.more()

    with pytest.raises(JournalNotWritten):
        session.do(Next(), "m")
    assert session.show.current is None
    session.do(Next(), "m")
    with pytest.raises(JournalNotWritten):
        session.do(Note("one"), "m")
    session.do(Note("one"), "m")

    assert session.moved_to is None
    assert [entry.n for entry in read_journal(session.journal.path).entries] == [1, 2, 3]


def test_without_another_machine_a_show_goes_by_the_one_that_it_runs_on(tmp_path: Path) -> None:
    """Opened and joined alike: one boot, one clock."""
    opened = Session.open(tmp_path, PLAN, "rehearsal", by="m")
    joined = Session.join(opened.journal.path)

    assert isinstance(opened.machine, ThisMachine)
    assert isinstance(joined.machine, ThisMachine)
    assert joined.clock.anchor == opened.clock.anchor


def test_lines_of_the_journal_that_cannot_be_read_are_told(session: Session, machine: FakeMachine) -> None:
    """The third line is no entry; what stands around it counts."""
    session.do(Note("one"), "m")
    session.do(Note("two"), "m")
    path = session.journal.path
    first, second, third = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(first + second + b"no entry\n" + third)

    again = Session.join(path, machine)

    assert session.damage == ()
    assert [damage.line for damage in again.damage] == [3]
    assert [note.text for note in again.show.notes] == ["two", "one"]


def test_a_session_that_outlives_its_boot_ties_its_clock_anew(session: Session, machine: FakeMachine) -> None:
    """As in a virtual machine that is restored: the old boot clock means nothing any more."""
    machine.reboot(away=minutes(3))

    session.do(Note("back"), "m")

    assert session.now() == machine.wall() == at("13:58")
    assert [entry.event.kind for entry in read_journal(session.journal.path).entries] == [
        "opened",
        "clock_anchored",
        "noted",
    ]


def test_a_clock_that_another_process_tied_anew_is_taken_over(session: Session, machine: FakeMachine) -> None:
    """Both joined after a reboot with a clock that was slow; it was set right before the other wrote."""
    machine.reboot(away=minutes(3))
    machine.step_wall(-minutes(2))
    watching = Session.join(session.journal.path, machine)
    other = Session.join(session.journal.path, machine)
    machine.step_wall(minutes(20))
    other.do(Note("back"), "o")
    machine.advance(minutes(1))

    assert watching.now() == at("13:57")
    assert watching.refresh()
    assert watching.now() == other.now() == at("14:17")
    assert watching.clock.anchor == watching.show.anchor


def test_a_refresh_says_whether_there_was_anything(session: Session, machine: FakeMachine) -> None:
    """A screen draws anew only then."""
    other = Session.join(session.journal.path, machine)

    assert other.refresh() is False
    session.do(Note("one"), "m")
    assert other.refresh() is True
    assert other.refresh() is False


def test_an_entry_that_is_dated_earlier_takes_nothing_back(session: Session, machine: FakeMachine) -> None:
    """No process writes such a line, but a clock that went back with it would never be noticed."""
    machine.advance(minutes(3))
    session.do(Note("one"), "m")
    append(Journal(session.journal.path), Entry(3, at("13:50"), at("13:50"), "o", Noted(text="two")))

    session.refresh()

    assert session.show.n == 3
    assert session.last_written == at("13:58")


def test_now_is_no_future(session: Session) -> None:
    """What is entered at the very instant that the clock shows has happened."""
    assert session.do(Next(), "m", session.now()).at == at("13:55")


def test_a_clock_that_was_tied_anew_is_taken_over_though_nothing_else_was_written(
    session: Session, machine: FakeMachine
) -> None:
    """What the other asked for was refused; that its clock is tied to this boot stands in the journal all the same."""
    machine.reboot(away=minutes(3))
    machine.step_wall(-minutes(2))
    watching = Session.join(session.journal.path, machine)
    other = Session.join(session.journal.path, machine)
    machine.step_wall(minutes(20))
    with pytest.raises(Refused):
        other.do(EndBlock(), "o")

    assert watching.refresh()

    assert watching.clock.anchor == watching.show.anchor == other.clock.anchor
    assert watching.now() == at("14:16")


def test_nothing_that_is_told_lies_ahead_of_now(session: Session, machine: FakeMachine) -> None:
    """An intervention that would end later, entered or corrected; what has ended by now is taken."""
    session.do(Next(), "m")
    now = session.now()
    began, soon = instant(now - minutes(0)), instant(now + minutes(5))
    with pytest.raises(Refused, match="hasn't come yet"):
        session.do(RecordIntervention(began, soon, Particulars(who="Chad")), "m", began)
    machine.advance(minutes(6))
    session.do(RecordIntervention(began, soon, Particulars(who="Chad")), "m", began)
    with pytest.raises(Refused, match="hasn't come yet"):
        session.do(Amend(1, took=minutes(7)), "m")

    assert [one.interval.end for one in session.show.log()] == [soon]


def test_a_session_knows_which_entries_it_wrote(session: Session, machine: FakeMachine) -> None:
    """Those of other processes aren't among them: a screen's undo key takes back its own."""
    other = Session.join(session.journal.path, machine)
    session.do(Next(), "moderator")
    other.do(Note("by another"), "rapporteur")
    session.do(Note("mine"), "moderator")

    assert (session.own, other.own) == ({2, 4}, {3})


def test_a_session_that_begins_at_the_opening_comes_to_each_entry_in_turn(
    session: Session, machine: FakeMachine
) -> None:
    """Those of a journal in which the show went on stand behind them, each once; then come those that are new."""
    original = session.journal.path
    session.do(Next(), "m")
    session.journal = Journal(original, FullDisk(full=original.name))
    session.journal.more()
    with pytest.raises(JournalNotWritten):
        session.do(EndBlock(), "m")
    session.do(EndBlock(), "m")

    follower = Session.join(original, machine, first_only=True)
    assert (follower.show.n, follower.show.current, follower.moved_to) == (1, None, session.journal.path)
    assert [entry.n for entry in follower.unread] == [2, 3]
    assert [(entry.n, follower.show.n, follower.show.current) for entry in follower.fresh()] == [
        (2, 2, "a"),
        (3, 3, None),
    ]
    assert [entry.n for entry in follower.fresh()] == []

    session.do(Next(), "m")
    assert [(entry.n, follower.show.current) for entry in follower.fresh()] == [(4, "b")]
