"""Which show is served after the one that is over."""

from datetime import timedelta
from pathlib import Path

import pytest

from runofshow.agenda.model import Agenda
from runofshow.journal.newer_show import Lookout
from runofshow.serve.followed_show import Following
from runofshow.serve.handoff import Succession
from runofshow.serve.links import secret_beside
from runofshow.session import Session
from runofshow.show.actions.meeting import Finish
from tests.builders import DAY, agenda, speech
from tests.fakes import FakeMachine
from tests.ui.scenes import MEETING

ANOTHER = agenda(speech("A", "5m"), title="Another meeting", start="16:00", end="17:00")


@pytest.fixture
def machine() -> FakeMachine:
    """A laptop ten minutes before the meeting."""
    return FakeMachine(now=DAY + timedelta(hours=12, minutes=50))


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
    tmp_path: Path, machine: FakeMachine, plan: Agenda, closed: bool, follows: bool, told: str
) -> None:
    """A newer show takes the place of one that is over if whoever has a link was let in to it; told once."""
    first, said = opened(tmp_path, machine), list[str]()
    following = Following(first.journal.path, machine)
    secret, _ = secret_beside(first.journal.path)
    succession = Succession(Lookout(tmp_path), said.append)
    assert succession.of(following) is None
    newer = opened(tmp_path, machine, plan)
    if closed:
        first.do(Finish(), "moderator")
        following.look()

    successors = [succession.of(following) for _ in range(2)]

    assert [None if one is None else one.path for one in successors] == [newer.journal.path if follows else None] * 2
    assert [told in sentence for sentence in said] == [True]
    assert (secret_beside(newer.journal.path)[0] == secret) is follows


def test_without_a_lookout_the_show_that_was_named_is_served(tmp_path: Path, machine: FakeMachine) -> None:
    """To its end."""
    first = opened(tmp_path, machine)
    opened(tmp_path, machine)

    assert Succession(None, print).of(Following(first.journal.path, machine)) is None
