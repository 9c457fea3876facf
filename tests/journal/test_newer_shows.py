"""Looking out for a newer show while one is followed."""

from datetime import timedelta
from pathlib import Path

from runofshow.journal.choose import NewerShows, gives_way
from runofshow.journal.locate import Found, journals_in
from runofshow.show.actions.meeting import Closed, Opened
from runofshow.show.replay import replay
from runofshow.show.state import Entry, Event, Mode, Show
from tests.journal.samples import EIGHT, content_of

OPENED = EIGHT[0]


def entries(hours: float, *events: Event, mode: Mode = "live") -> list[Entry]:
    """A show that was opened so many hours after the first."""
    assert isinstance(OPENED.event, Opened)
    moment = OPENED.written + timedelta(hours=hours)
    first = Entry(1, moment, moment, "t", OPENED.event.model_copy(update={"mode": mode}))
    return [first, *(Entry(n, moment, moment, "t", event) for n, event in enumerate(events, start=2))]


def write(folder: Path, name: str, those: list[Entry]) -> Show:
    """Its journal, and the show itself."""
    (folder / f"{name}.jsonl").write_bytes(content_of(those))
    return replay(those)


def name_of(found: Found | None) -> str | None:
    """What the journal is called."""
    return None if found is None else found.path.stem


def test_a_show_that_was_opened_later_is_found_as_soon_as_its_name_is_there(tmp_path: Path) -> None:
    """Not before, and not once it is closed; files of other names are no matter."""
    followed = write(tmp_path, "a", entries(0))
    newer_shows, now = NewerShows(tmp_path), OPENED.written + timedelta(hours=3)

    assert newer_shows.newer(followed, now) is None
    write(tmp_path, "b", entries(1))
    assert name_of(newer_shows.newer(followed, now)) == "b"
    write(tmp_path, "b", entries(1, Closed()))
    assert name_of(newer_shows.newer(followed, now)) == "b"  # it is looked at again only if a name or the show changes
    (tmp_path / "b.jsonl.lock").touch()
    assert name_of(newer_shows.newer(followed, now)) == "b"
    (tmp_path / "unreadable.jsonl").touch()
    assert newer_shows.newer(followed, now) is None


def test_an_older_show_and_the_same_one_are_not_newer(tmp_path: Path) -> None:
    """Nor is anything in a folder that isn't there."""
    write(tmp_path, "a", entries(0))
    followed = write(tmp_path, "b", entries(1))
    now = OPENED.written + timedelta(hours=3)

    assert NewerShows(tmp_path).newer(followed, now) is None
    assert NewerShows(tmp_path / "nowhere").newer(followed, now) is None


def test_the_show_that_is_followed_is_looked_at_anew_once_it_is_closed(tmp_path: Path) -> None:
    """A rehearsal that was opened later is meant only then."""
    followed = write(tmp_path, "a", entries(0))
    newer_shows, now = NewerShows(tmp_path), OPENED.written + timedelta(hours=3)
    write(tmp_path, "rehearsal", entries(1, mode="rehearsal"))

    assert newer_shows.newer(followed, now) is None
    closed = write(tmp_path, "a", entries(0, Closed()))
    assert name_of(newer_shows.newer(closed, now)) == "rehearsal"


def test_a_show_gives_way_if_it_is_closed_or_was_the_rehearsal_of_what_goes_on(tmp_path: Path) -> None:
    """A meeting that goes on gives way to nothing, and a rehearsal to no other rehearsal."""
    write(tmp_path, "live", entries(2))
    write(tmp_path, "rehearsal", entries(1, mode="rehearsal"))
    live, rehearsal = journals_in(tmp_path).found

    assert gives_way(replay(entries(0, Closed())), rehearsal)
    assert gives_way(replay(entries(0, mode="rehearsal")), live)
    assert not gives_way(replay(entries(0, mode="rehearsal")), rehearsal)
    assert not gives_way(replay(entries(0)), live)
