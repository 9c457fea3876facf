"""Which of several shows is meant."""

from datetime import timedelta
from pathlib import Path

import pytest

from runofshow.journal.choose import choice, going_on, in_course
from runofshow.journal.locate import Found, journals_in
from runofshow.show.actions.meeting import Closed, Opened
from runofshow.show.state import Entry, Event, Mode
from tests.journal.samples import EIGHT, content_of

OPENED = EIGHT[0]
NOW = OPENED.written + timedelta(hours=24)


def show(folder: Path, name: str, hours_ago: float, *events: Event) -> None:
    """A journal of a show, opened and last written so long before now; a rehearsal if its name says so."""
    mode: Mode = "rehearsal" if name.startswith("rehearsal") else "live"
    assert isinstance(OPENED.event, Opened)
    moment = NOW - timedelta(hours=hours_ago)
    first = Entry(1, moment, moment, "t", OPENED.event.model_copy(update={"mode": mode}))
    entries = [first, *(Entry(n, moment, moment, "t", event) for n, event in enumerate(events, start=2))]
    (folder / f"{name}.jsonl").write_bytes(content_of(entries))


def found(folder: Path) -> tuple[Found, ...]:
    """What is in the folder."""
    return journals_in(folder).found


CLOSED = (Closed(),)
OPEN: tuple[Event, ...] = ()


@pytest.mark.parametrize(
    ("shows", "taken", "why"),
    [
        pytest.param({"a": (1, OPEN)}, "a", "the show that is open", id="the only one"),
        pytest.param({"a": (1, CLOSED)}, "a", "the newest", id="the only one, closed"),
        pytest.param({"a": (3, OPEN), "b": (1, CLOSED)}, "a", "the show that is open", id="open before closed"),
        pytest.param({"a": (3, OPEN), "b": (1, OPEN)}, "b", "the newest that is open", id="two open"),
        pytest.param({"a": (99, OPEN), "b": (50, CLOSED)}, "b", "the newest", id="forgotten, not open"),
        pytest.param({"a": (50, CLOSED), "b": (40, OPEN)}, "b", "the newest", id="forgotten, but the newest"),
        pytest.param(
            {"a": (3, OPEN), "rehearsal": (1, OPEN)},
            "a",
            "the show that is open and is no rehearsal",
            id="a rehearsal beside the meeting",
        ),
        pytest.param(
            {"rehearsal": (5, OPEN), "a": (1, CLOSED)},
            "a",
            "the newest that is no rehearsal",
            id="a rehearsal left open before the meeting",
        ),
        pytest.param(
            {"a": (30, CLOSED), "rehearsal": (1, OPEN)}, "rehearsal", "the show that is open", id="a rehearsal goes on"
        ),
        pytest.param(
            {"a": (30, CLOSED), "rehearsal": (1, CLOSED)},
            "a",
            "the newest that is no rehearsal",
            id="a rehearsal is over",
        ),
        pytest.param(
            {"rehearsal": (1, CLOSED), "rehearsal-2": (3, CLOSED)}, "rehearsal", "the newest", id="only those"
        ),
    ],
)
def test_the_show_that_is_meant(
    tmp_path: Path, shows: dict[str, tuple[float, tuple[Event, ...]]], taken: str, why: str
) -> None:
    """The meeting that goes on, else the newest; a rehearsal while it goes on, or where there is nothing else."""
    for name, (hours_ago, events) in shows.items():
        show(tmp_path, name, hours_ago, *events)

    meant = choice(found(tmp_path), NOW)

    assert meant is not None
    assert (meant.taken.path.stem, meant.why) == (taken, why)


def test_without_a_show_none_is_meant(tmp_path: Path) -> None:
    """An empty folder, or none."""
    assert choice(found(tmp_path / "none"), NOW) is None


def test_a_show_that_went_on_in_another_journal_is_one_show(tmp_path: Path) -> None:
    """The longer one holds all of it: there is no choice, and what was left behind isn't open."""
    show(tmp_path, "a", 1)
    show(tmp_path, "a-continued", 1, Closed())

    meant = choice(found(tmp_path), NOW)

    assert meant is not None
    assert [one.path.stem for one in meant.shows] == ["a-continued"]
    assert meant.still_open == ()


def test_what_can_be_gone_on_with(tmp_path: Path) -> None:
    """What is open and was written to not long ago; after the fact, what was opened about then."""
    show(tmp_path, "rehearsal", 1)
    show(tmp_path, "a", 3)
    show(tmp_path, "over", 2, Closed())
    show(tmp_path, "forgotten", 14)

    def fitting(*modes: Mode, at: float | None = None) -> list[str]:
        moment = None if at is None else NOW - timedelta(hours=at)
        return [one.path.stem for one in going_on(found(tmp_path), modes, NOW, moment)]

    assert fitting("live", "rehearsal") == ["a", "rehearsal"]
    assert fitting("rehearsal") == ["rehearsal"]
    assert fitting("live", at=20) == ["forgotten"]


def test_a_show_is_in_course_for_twelve_hours_after_its_last_entry(tmp_path: Path) -> None:
    """To the second; also where the clock that wrote it was ahead, and for what is opened after the fact."""
    show(tmp_path, "a", 12)
    (only,) = found(tmp_path)
    second, half_a_day = timedelta(seconds=1), timedelta(hours=12)
    live: tuple[Mode, ...] = ("live",)

    assert in_course(only, NOW)
    assert not in_course(only, NOW + second)
    assert in_course(only, only.last.written - half_a_day)
    assert not in_course(only, only.last.written - half_a_day - second)
    for away, those in ((half_a_day, (only,)), (half_a_day + second, ())):
        assert going_on([only], live, NOW, only.opened.at + away) == those
        assert going_on([only], live, NOW, only.opened.at - away) == those


def test_the_others_that_nobody_has_closed_are_told(tmp_path: Path) -> None:
    """Neither the one that is meant, nor any that is over."""
    show(tmp_path, "a", 1)
    show(tmp_path, "b", 3)
    show(tmp_path, "c", 2, Closed())

    meant = choice(found(tmp_path), NOW)

    assert meant is not None
    assert meant.taken.path.stem == "a"
    assert [one.path.stem for one in meant.still_open] == ["b"]


def test_a_rehearsal_is_meant_only_if_it_was_opened_after_all_of_the_meeting(tmp_path: Path) -> None:
    """Opened at the very instant at which the meeting's last line was written, it may have been before it."""
    show(tmp_path, "a", 3, Closed())
    show(tmp_path, "rehearsal", 3)

    meant = choice(found(tmp_path), NOW)

    assert meant is not None
    assert meant.taken.path.stem == "a"
