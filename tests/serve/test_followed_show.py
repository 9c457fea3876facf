"""A show is followed as its journal tells it, by the clock that it was opened with."""

from datetime import timedelta
from pathlib import Path

import pytest

from runofshow.agenda.model import Agenda
from runofshow.journal.choose import NewerShows
from runofshow.journal.journal_errors import JournalChanged, JournalUnreadable
from runofshow.serve.followed_show import Following, NextShow
from runofshow.serve.links import Links
from runofshow.session import Session
from runofshow.show.actions.blocks import Next
from runofshow.show.actions.meeting import Finish
from runofshow.show.actions.record import Note
from tests.builders import DAY, agenda, minutes, speech
from tests.fakes import FakeMachine
from tests.ui.scenes import MEETING


@pytest.fixture
def machine() -> FakeMachine:
    return FakeMachine(now=DAY + timedelta(hours=12, minutes=50))


@pytest.fixture
def session(tmp_path: Path, machine: FakeMachine) -> Session:
    return Session.open(tmp_path, MEETING, "live", by="moderator", machine=machine)


@pytest.fixture
def following(session: Session, machine: FakeMachine) -> Following:
    return Following(session.journal.path, machine)


def test_it_is_the_moderators_show_to_the_entry_and_to_the_second(
    session: Session, following: Following, machine: FakeMachine
) -> None:
    machine.advance(minutes(10))
    session.do(Next(), "moderator")
    assert following.look()
    assert (following.show, following.now()) == (session.show, session.now())
    assert not following.look()


def test_nobody_who_sets_the_laptops_clock_moves_it(following: Following, machine: FakeMachine) -> None:
    machine.advance(minutes(1))
    before = following.now()
    machine.step_wall(minutes(60))
    assert following.now() == before


def test_after_a_reboot_it_reads_what_the_moderators_screen_reads(
    session: Session, following: Following, machine: FakeMachine
) -> None:
    machine.reboot()
    joined, again = Session.join(session.journal.path, machine), Following(session.journal.path, machine)
    assert again.now() == joined.now()
    joined.do(Note("back"), "moderator")
    machine.advance(minutes(1))
    assert following.look()
    assert following.now() == joined.now()


def test_a_journal_that_was_replaced_is_told_and_can_be_read_anew(
    session: Session, following: Following, machine: FakeMachine
) -> None:
    other = Session.open(session.journal.path.parent, MEETING, "rehearsal", by="moderator", machine=machine)
    session.journal.path.write_bytes(other.journal.path.read_bytes())
    with pytest.raises(JournalChanged):
        following.look()
    assert following.anew().show.mode == "rehearsal"


def test_a_journal_that_is_gone_is_told(session: Session, following: Following) -> None:
    session.journal.path.unlink()
    with pytest.raises(JournalUnreadable):
        following.look()


def test_a_show_that_goes_on_elsewhere_is_followed_there(
    session: Session, following: Following, machine: FakeMachine
) -> None:
    """The journal can't be written any more, and the moderator goes on in another: the lectern goes along."""
    machine.advance(minutes(10))
    elsewhere = session.journal.continue_in(session.journal.path.parent)
    joined = Session.join(elsewhere.path, machine)
    joined.do(Next(), "moderator")
    assert following.look()
    assert (following.show, following.now()) == (joined.show, joined.now())
    joined.do(Note("still here"), "moderator")
    assert following.look()
    assert not following.look()


def test_a_show_that_went_on_elsewhere_is_never_shown_as_it_was_before(
    session: Session, following: Following, machine: FakeMachine
) -> None:
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


ANOTHER = agenda(speech("A", "5m"), title="Another meeting", start="16:00", end="17:00")


def opened(folder: Path, machine: FakeMachine, plan: Agenda = MEETING) -> Session:
    """A show, opened a minute after whatever was before."""
    machine.advance(timedelta(minutes=1))
    return Session.open(folder, plan, "live", by="moderator", machine=machine)


@pytest.mark.parametrize(
    ("plan", "closed", "follows", "told"),
    [
        pytest.param(MEETING, True, True, "behind the same links", id="the same meeting, after a closing"),
        pytest.param(MEETING, False, False, "a newer show is open", id="while the first is open"),
        pytest.param(ANOTHER, True, False, "a newer show is open", id="another meeting: its guests weren't asked"),
    ],
)
def test_links_of_a_meeting_open_no_other(
    machine: FakeMachine, tmp_path: Path, plan: Agenda, closed: bool, follows: bool, told: str
) -> None:
    """A newer show takes the place of one that is over if whoever has a link was let in to it; told once."""
    first, said = opened(tmp_path, machine), list[str]()
    following = Following(first.journal.path, machine)
    links = Links.beside(first.journal.path)
    handed_out = links.tokens
    next_show = NextShow(NewerShows(tmp_path), links, said.append)
    assert next_show.of(following) is None
    newer = opened(tmp_path, machine, plan)
    if closed:
        first.do(Finish(), "moderator")
        following.look()
    successors = [next_show.of(following) for _ in range(2)]
    assert [None if one is None else one.path for one in successors] == [newer.journal.path if follows else None] * 2
    assert [told in sentence for sentence in said] == [True]
    assert (Links.beside(newer.journal.path).tokens == handed_out) is follows


def test_without_newer_shows_the_show_that_was_named_is_served(machine: FakeMachine, tmp_path: Path) -> None:
    first = opened(tmp_path, machine)
    opened(tmp_path, machine)
    links = Links.beside(first.journal.path)
    assert NextShow(None, links, print).of(Following(first.journal.path, machine)) is None
