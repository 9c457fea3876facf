"""Which journals there are."""

import os
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from runofshow.instants import instant
from runofshow.journal.journal_errors import JournalUnreadable
from runofshow.journal.locate import (
    begun_as,
    continuation_name,
    continuation_of,
    journal_name,
    journals_in,
    places_to_go_on,
    unused,
)
from runofshow.show.actions.meeting import Closed
from runofshow.show.actions.record import Noted
from runofshow.show.actions.undo import Redone, Undone
from runofshow.show.state import Entry, Event
from tests.builders import at
from tests.journal.samples import EIGHT, content_of, note

NEW_YORK = ZoneInfo("America/New_York")
OPENED = instant(datetime(2016, 7, 20, 17, 2, 11, tzinfo=UTC))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("High-Level Dialogue on “Responding to large movements …”", "20160720T130211-high-level-dialogue.jsonl"),
        ("Déjeuner", "20160720T130211-dejeuner.jsonl"),
        ("“…”", "20160720T130211-show.jsonl"),
        ("../../etc/passwd", "20160720T130211-etc-passwd.jsonl"),
        ("Donaudampfschifffahrtsgesellschaft", "20160720T130211-donaudampfschifffahr.jsonl"),
    ],
)
def test_a_journal_is_named_for_its_opening_and_its_meeting(title: str, name: str) -> None:
    """In the event's zone, whatever the laptop's."""
    assert journal_name(OPENED, NEW_YORK, title, "live") == name


def test_a_rehearsal_says_so_in_its_name() -> None:
    """Nobody shall take it for the record."""
    name = journal_name(OPENED, NEW_YORK, "High-Level Dialogue", "rehearsal")

    assert name == "20160720T130211-high-level-dialogue-rehearsal.jsonl"


def test_a_name_that_is_taken_is_numbered(tmp_path: Path) -> None:
    """A link that leads nowhere takes it as well."""
    assert unused(tmp_path / "j.jsonl") == tmp_path / "j.jsonl"
    (tmp_path / "j.jsonl").touch()
    assert unused(tmp_path / "j.jsonl") == tmp_path / "j-2.jsonl"
    (tmp_path / "j-2.jsonl").symlink_to(tmp_path / "nowhere")
    assert unused(tmp_path / "j.jsonl") == tmp_path / "j-3.jsonl"


def show(path: Path, later: timedelta, *events: Event) -> Path:
    """A journal of a show that was opened so much later, in which these things happened."""
    first = EIGHT[0]
    moment = first.written + later
    entries = [Entry(1, first.at, moment, "t", first.event)]
    entries += [Entry(n, moment, moment, "t", event) for n, event in enumerate(events, start=2)]
    path.write_bytes(content_of(entries))
    return path


def test_journals_are_found_newest_first_whatever_happened_to_their_files(tmp_path: Path) -> None:
    """By the time at which they were opened, not by that of the file, which a copy changes."""
    late = show(tmp_path / "a.jsonl", timedelta(hours=2))
    early = show(tmp_path / "b.jsonl", timedelta(hours=0))
    middle = show(tmp_path / "c.jsonl", timedelta(hours=1))
    os.utime(late, (0, 0))

    assert [found.path for found in journals_in(tmp_path).found] == [late, middle, early]


def test_a_journal_is_found_with_what_tells_whether_its_show_is_over(tmp_path: Path) -> None:
    """What steers acts on the newest that isn't; what reads, on the newest of all."""
    over = show(tmp_path / "b.jsonl", timedelta(hours=1), Closed())
    running = show(tmp_path / "a.jsonl", timedelta(hours=0), note(2, "x").event)

    last, unfinished = journals_in(tmp_path).found

    assert (last.path, last.finished, last.entries) == (over, True, 2)
    assert (unfinished.path, unfinished.finished, unfinished.last.n) == (running, False, 2)


@pytest.mark.parametrize(
    ("events", "finished"),
    [
        pytest.param([], False, id="just opened"),
        pytest.param([Closed()], True, id="closed"),
        pytest.param([Closed(), note(3, "the cook says thank you").event], True, id="a note afterwards"),
        pytest.param([Closed(), Undone(entry=2)], False, id="closed too early, and undone"),
        pytest.param([Closed(), Undone(entry=2), Closed()], True, id="closed again"),
        pytest.param([Closed(), Undone(entry=2), Redone(entry=2)], True, id="the undoing was taken back"),
        pytest.param([note(2, '"kind":"closed"').event], False, id="a note that looks like it"),
    ],
)
def test_a_show_is_finished_while_a_closing_stands(tmp_path: Path, events: list[Event], finished: bool) -> None:
    """Whatever came after it."""
    show(tmp_path / "j.jsonl", timedelta(0), *events)

    assert [found.finished for found in journals_in(tmp_path).found] == [finished]


@pytest.mark.parametrize("spoil", [lambda whole: whole[:-3], lambda whole: whole.replace(b'"t"', b'"x"')])
def test_a_closing_that_can_not_be_trusted_does_not_finish_a_show(tmp_path: Path, spoil: object) -> None:
    """Torn, or changed."""
    path = show(tmp_path / "j.jsonl", timedelta(0), note(2, "x").event, Closed())
    whole = path.read_bytes()
    first_line_end = whole.index(b"\n")
    assert callable(spoil)
    path.write_bytes(whole[:first_line_end] + spoil(whole[first_line_end:]))

    assert [found.finished for found in journals_in(tmp_path).found] == [False]


def test_a_damaged_journal_is_found_with_what_can_be_read(tmp_path: Path) -> None:
    """It may be the one of the show that is on."""
    path = tmp_path / "j.jsonl"
    path.write_bytes(content_of(EIGHT)[:-30])

    (found,) = journals_in(tmp_path).found

    assert (found.entries, found.last) == (7, EIGHT[6])


def test_what_can_not_be_read_is_told_of_and_stands_in_nobodys_way(tmp_path: Path) -> None:
    """One sentence each."""
    good = show(tmp_path / "good.jsonl", timedelta(0))
    (tmp_path / "empty.jsonl").touch()
    (tmp_path / "folder.jsonl").mkdir()
    (tmp_path / "binary.jsonl").write_bytes(bytes(range(256)))
    (tmp_path / "good.jsonl.lock").touch()
    (tmp_path / "notes.txt").write_text("not meant to be one")

    journals = journals_in(tmp_path)

    assert [found.path for found in journals.found] == [good]
    assert [str(error).split(":")[0].rsplit("/")[-1] for error in journals.unreadable] == [
        "binary.jsonl",
        "empty.jsonl",
        "folder.jsonl",
    ]


def test_a_continuation_comes_before_what_it_continues(tmp_path: Path) -> None:
    """Both were opened at the same moment: the longer one went on."""
    (tmp_path / "j.jsonl").write_bytes(content_of(EIGHT[:4]))
    (tmp_path / "j-continued.jsonl").write_bytes(content_of(EIGHT))

    assert [found.entries for found in journals_in(tmp_path).found] == [8, 4]


def test_a_folder_that_is_not_there_has_no_journals(tmp_path: Path) -> None:
    """It needn't be made before a show is opened."""
    assert journals_in(tmp_path / "none").found == ()


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    """Somebody named the wrong thing."""
    (tmp_path / "file").write_text(f"{at('14:00')}")

    with pytest.raises(JournalUnreadable, match="can't be listed"):
        journals_in(tmp_path / "file")


def test_a_continuation_is_called_for_the_journal_that_was_begun(tmp_path: Path) -> None:
    """However often the show went on elsewhere."""
    for name in ("j.jsonl", "j-continued.jsonl", "j-continued-2.jsonl"):
        assert begun_as(tmp_path / name) == tmp_path / "j.jsonl"
        assert continuation_name(tmp_path / name) == "j-continued.jsonl"
    assert begun_as(tmp_path / "continued-j.jsonl") == tmp_path / "continued-j.jsonl"


def test_a_show_goes_on_beside_its_journal_else_at_home_else_among_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In this order."""
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))

    places = places_to_go_on(tmp_path / "journals" / "j.jsonl")

    assert places == (tmp_path / "journals", tmp_path / "home", tmp_path / "temporary")


def test_a_continuation_holds_all_that_stood_there_and_more(tmp_path: Path) -> None:
    """Neither as much, nor something else; and no journal is its own."""
    path, other = tmp_path / "j.jsonl", tmp_path / "j-continued.jsonl"
    so_far, more = content_of(EIGHT[:3]), content_of(EIGHT[:4])
    path.write_bytes(so_far)

    for content, found in ((so_far, None), (so_far[:-1] + b"\x0b" + more[len(so_far) :], None), (more, other)):
        other.write_bytes(content)
        assert continuation_of(path, so_far) == found
    assert continuation_of(other, so_far) is None
    path.unlink()
    assert continuation_of(path, so_far) == other


def test_a_closing_whose_line_was_changed_finishes_no_show(tmp_path: Path) -> None:
    """Although the last line is whole."""
    path = show(tmp_path / "a.jsonl", timedelta(0), Closed(), Noted(text="x"))
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([lines[0], lines[1].replace(b'"by":"t"', b'"by":"u"'), lines[2]]))

    (found,) = journals_in(tmp_path).found

    assert not found.finished


def test_why_a_folder_cannot_be_listed_is_told(tmp_path: Path) -> None:
    """In the system's words."""
    (tmp_path / "file").touch()

    with pytest.raises(JournalUnreadable, match="can't be listed: Not a directory"):
        journals_in(tmp_path / "file")


def test_a_name_that_no_disk_takes_has_no_continuation(tmp_path: Path) -> None:
    """The system refuses to look it up at all."""
    assert continuation_of(tmp_path / f"{'x' * 300}.jsonl", b"") is None
