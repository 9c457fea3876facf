"""A disk that is full, broken or read-only."""

import errno
from pathlib import Path

import pytest

from runofshow.journal.journal_errors import JournalError, JournalNotWritten
from runofshow.journal.reader import read_journal
from runofshow.journal.writer import Journal, create
from runofshow.show.actions.record import Noted
from runofshow.show.state import Entry
from tests.builders import at
from tests.faults.disks import BROKEN, FULL, FailingDisk
from tests.journal.samples import EIGHT, append, content_of, note, written


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal of three entries."""
    return written(tmp_path / "j.jsonl", EIGHT[:3]).path


def refuse(call: str, *counts: int, error: OSError = FULL) -> FailingDisk:
    """A disk that refuses the first such call, or those of these counts."""
    return FailingDisk(refuses=lambda name, count: error if name == call and count in (counts or (1,)) else None)


@pytest.mark.parametrize("error", [FULL, BROKEN])
@pytest.mark.parametrize("call", ["open", "write", "sync"])
def test_after_a_refused_call_the_file_is_as_it_was_and_can_be_written_again(
    path: Path, call: str, error: OSError
) -> None:
    before = path.read_bytes()
    journal = Journal(path, refuse(call, error=error))
    with pytest.raises(JournalNotWritten, match="nothing that was entered before is lost: try it again"):
        append(journal, EIGHT[3])
    assert path.read_bytes() == before
    append(journal, EIGHT[3])
    assert path.read_bytes() == content_of(EIGHT[:4])


def test_a_failed_fsync_is_followed_by_a_cut_and_never_repeated_over_the_same_bytes(path: Path) -> None:
    """The second fsync is over the file as it was."""
    disk = refuse("sync", error=BROKEN)
    journal = Journal(path, disk)
    with pytest.raises(JournalNotWritten):
        append(journal, EIGHT[3])
    assert disk.calls == ["open j.jsonl", "write", "sync", "cut", "sync"]


@pytest.mark.parametrize("taken", [0, 1, 100])
def test_a_line_of_which_only_a_part_was_taken_does_not_count(path: Path, taken: int) -> None:
    with pytest.raises(JournalNotWritten, match=rf"only {taken} of \d+ bytes went in; the disk may be full"):
        append(Journal(path, FailingDisk(takes=taken)), EIGHT[3])
    assert path.read_bytes() == content_of(EIGHT[:3])


def test_a_part_that_can_not_be_cut_off_is_torn_and_the_sentence_says_so(path: Path) -> None:
    disk = FailingDisk(refuses=lambda call, _: BROKEN if call == "cut" else None, takes=50)
    with pytest.raises(JournalNotWritten, match="couldn't be taken back: look at the last entry"):
        append(Journal(path, disk), EIGHT[3])
    assert len(read_journal(path).torn) == 50
    append(Journal(path), EIGHT[3])
    assert path.read_bytes() == content_of(EIGHT[:4])


def test_a_line_that_was_written_but_neither_synced_nor_cut_off_is_read_before_anything_else_is_decided(
    path: Path,
) -> None:
    """It may count after all: whoever goes on must see it."""
    disk = FailingDisk(refuses=lambda call, count: BROKEN if call == "cut" or (call, count) == ("sync", 1) else None)
    journal = Journal(path, disk)
    journal.more()
    with journal.locked(), pytest.raises(JournalNotWritten, match="couldn't be taken back"):
        journal.append(EIGHT[3])
    assert journal.more() == (EIGHT[3],)


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, "the disk is full; free some space"),
        (errno.EROFS, "the disk is read-only"),
        (errno.EIO, "the disk has failed"),
        (errno.EACCES, "you have no permission to write there"),
        (errno.ENETDOWN, "Network is down"),
    ],
)
def test_the_sentence_says_what_is_wrong_and_where(path: Path, number: int, reason: str) -> None:
    disk = refuse("write", error=OSError(number, "Network is down"))
    with pytest.raises(JournalNotWritten) as refused:
        append(Journal(path, disk), EIGHT[3])
    assert str(refused.value).startswith(f"not written to {path}: {reason}; ")


@pytest.mark.parametrize("call", ["create", "write", "sync", "sync_folder"])
def test_a_show_that_can_not_be_opened_leaves_no_file(tmp_path: Path, call: str) -> None:
    with pytest.raises(JournalNotWritten):
        create(tmp_path / "j.jsonl", EIGHT[0], refuse(call))
    assert list(tmp_path.iterdir()) == []


def test_the_show_goes_on_in_another_folder_with_everything_so_far(tmp_path: Path) -> None:
    journal = written(tmp_path / "j.jsonl", EIGHT[:5])
    continuation = journal.continue_in(tmp_path / "elsewhere")
    assert continuation.path == tmp_path / "elsewhere" / "j-continued.jsonl"
    assert continuation.more() == ()
    append(continuation, EIGHT[5])
    assert continuation.path.read_bytes() == content_of(EIGHT[:6])


def test_the_show_goes_on_although_its_first_disk_is_gone(tmp_path: Path) -> None:
    journal = written(tmp_path / "stick" / "j.jsonl", EIGHT[:5])
    journal.path.rename(tmp_path / "pulled-out")
    assert journal.continue_in(tmp_path).path.read_bytes() == content_of(EIGHT[:5])


def test_continuations_have_names_of_their_own(tmp_path: Path) -> None:
    journal = written(tmp_path / "j.jsonl", EIGHT[:2])
    second = journal.continue_in(tmp_path)
    third = second.continue_in(tmp_path)
    fourth = third.continue_in(tmp_path)
    names = [each.path.name for each in (second, third, fourth)]
    assert names == ["j-continued.jsonl", "j-continued-2.jsonl", "j-continued-3.jsonl"]


def test_a_continuation_that_can_not_be_written_either_says_so(tmp_path: Path) -> None:
    (tmp_path / "in-the-way").write_text("a file, not a folder")
    journal = written(tmp_path / "j.jsonl", EIGHT[:2])
    with pytest.raises(JournalNotWritten):
        journal.continue_in(tmp_path / "in-the-way")


def test_a_last_line_without_its_end_gets_it_in_a_continuation(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    path.write_bytes(content_of(EIGHT[:2])[:-1])
    journal = Journal(path)
    journal.more()
    assert journal.continue_in(tmp_path).path.read_bytes() == content_of(EIGHT[:2])


def test_an_entry_that_could_not_be_read_again_is_never_written(tmp_path: Path) -> None:
    """It would make everything behind it unreadable."""
    journal = written(tmp_path / "j.jsonl", EIGHT[:2])
    wrong = Entry(3, at("14:30"), at("14:30"), "t", Noted.model_construct(text=["no", "text"]))  # type: ignore[arg-type]
    with pytest.raises(JournalError, match="couldn't be read again"), pytest.warns(UserWarning, match="Expected `str`"):
        append(journal, wrong)
    append(journal, note(3, "fine"))
    assert [entry.n for entry in read_journal(journal.path).entries] == [1, 2, 3]
