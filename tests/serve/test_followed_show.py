"""A show is followed as its journal tells it, by the clock that it was opened with."""

from datetime import timedelta
from pathlib import Path

import pytest

from runofshow.journal.errors import JournalChanged, JournalUnreadable
from runofshow.serve.followed_show import Following
from runofshow.session import Session
from runofshow.show.actions.blocks import Next
from runofshow.show.actions.record import Note
from tests.builders import DAY, minutes
from tests.fakes import FakeMachine
from tests.ui.scenes import MEETING


@pytest.fixture
def machine() -> FakeMachine:
    """A laptop ten minutes before the meeting."""
    return FakeMachine(now=DAY + timedelta(hours=12, minutes=50))


@pytest.fixture
def session(tmp_path: Path, machine: FakeMachine) -> Session:
    """The meeting as the moderator has it."""
    return Session.open(tmp_path, MEETING, "live", by="moderator", machine=machine)


def test_it_is_the_moderators_show_to_the_entry_and_to_the_second(session: Session, machine: FakeMachine) -> None:
    """After every look."""
    following = Following(session.journal.path, machine)
    machine.advance(minutes(10))
    session.do(Next(), "moderator")

    assert following.look()
    assert (following.show, following.now()) == (session.show, session.now())
    assert not following.look()


def test_nobody_who_sets_the_laptops_clock_moves_it(session: Session, machine: FakeMachine) -> None:
    """It is the show clock."""
    following = Following(session.journal.path, machine)
    machine.advance(minutes(1))
    before = following.now()
    machine.step_wall(minutes(60))

    assert following.now() == before


def test_after_a_reboot_it_reads_what_the_moderators_screen_reads(session: Session, machine: FakeMachine) -> None:
    """Before the entry that says so, and after it."""
    following = Following(session.journal.path, machine)
    machine.reboot()
    joined, again = Session.join(session.journal.path, machine), Following(session.journal.path, machine)
    assert again.now() == joined.now()

    joined.do(Note("back"), "moderator")
    machine.advance(minutes(1))

    assert following.look()
    assert following.now() == joined.now()


def test_a_journal_that_was_replaced_is_told_and_can_be_read_anew(session: Session, machine: FakeMachine) -> None:
    """What stands in it now is what happened."""
    following = Following(session.journal.path, machine)
    other = Session.open(session.journal.path.parent, MEETING, "rehearsal", by="moderator", machine=machine)
    session.journal.path.write_bytes(other.journal.path.read_bytes())

    with pytest.raises(JournalChanged):
        following.look()

    assert following.anew().show.mode == "rehearsal"


def test_a_journal_that_is_gone_is_told(session: Session, machine: FakeMachine) -> None:
    """Nothing is made up."""
    following = Following(session.journal.path, machine)
    session.journal.path.unlink()

    with pytest.raises(JournalUnreadable):
        following.look()


def test_a_show_that_goes_on_elsewhere_is_followed_there(session: Session, machine: FakeMachine) -> None:
    """The journal can't be written any more, and the moderator goes on in another: the lectern goes along."""
    following = Following(session.journal.path, machine)
    machine.advance(minutes(10))
    elsewhere = session.journal.continue_in(session.journal.path.parent)
    joined = Session.join(elsewhere.path, machine)
    joined.do(Next(), "moderator")

    assert following.look()
    assert (following.show, following.now()) == (joined.show, joined.now())
    joined.do(Note("still here"), "moderator")
    assert following.look()
    assert not following.look()


def test_a_show_that_went_on_elsewhere_is_never_shown_as_it_was_before(session: Session, machine: FakeMachine) -> None:
    """The other journal is out of reach for a while, and the first one still there."""
    following = Following(session.journal.path, machine)
    elsewhere = session.journal.continue_in(session.journal.path.parent)
    joined = Session.join(elsewhere.path, machine)
    joined.do(Next(), "moderator")
    assert following.look()
    away = elsewhere.path.rename(elsewhere.path.with_suffix(".away"))

    with pytest.raises(JournalUnreadable):
        following.look()
    with pytest.raises(JournalUnreadable):
        following.anew()

    away.rename(elsewhere.path)
    assert following.anew().show == joined.show
