"""Appending to a journal."""

import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from runofshow.journal import writer
from runofshow.journal.journal_errors import JournalBusy, JournalNotWritten
from runofshow.journal.reader import read_journal
from runofshow.journal.writer import Journal, create
from tests.faults.disks import WatchedDisk
from tests.journal.samples import EIGHT, append, content_of, lines_of, note, written


def test_what_was_appended_stands_in_the_file(tmp_path: Path) -> None:
    """One line an entry, in their order."""
    assert written(tmp_path / "j.jsonl", EIGHT).path.read_bytes() == content_of(EIGHT)


def test_a_writer_is_not_told_of_its_own_entries_but_of_those_of_others(tmp_path: Path) -> None:
    """It has applied its own."""
    journal = written(tmp_path / "j.jsonl", EIGHT[:3])
    other = Journal(journal.path)

    assert journal.more() == ()
    assert other.more() == tuple(EIGHT[:3])
    append(other, EIGHT[3])
    assert journal.more() == (EIGHT[3],)


def test_an_entry_counts_after_one_write_and_one_fsync(tmp_path: Path) -> None:
    """And nothing else is asked of the disk."""
    disk = WatchedDisk()
    journal = written(tmp_path / "j.jsonl", EIGHT[:2], disk)
    disk.calls.clear()

    append(journal, EIGHT[2])

    assert disk.calls == ["open j.jsonl", "write", "sync"]


def test_a_new_journal_counts_when_its_name_and_those_of_its_folders_last(tmp_path: Path) -> None:
    """A file whose folder wasn't synced may be gone after a power cut, whatever was in it."""
    disk = WatchedDisk()

    create(tmp_path / "a" / "b" / "j.jsonl", EIGHT[0], disk)

    assert disk.calls == [
        "make_folder a",
        f"sync_folder {tmp_path.name}",
        "make_folder b",
        "sync_folder a",
        "create j.jsonl",
        "write",
        "sync",
        "sync_folder b",
    ]


@pytest.fixture(params=[0o000, 0o022, 0o277])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    """What people set, and more."""
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.mark.usefixtures("umask")
def test_nobody_else_can_read_any_of_it_whatever_the_umask(tmp_path: Path) -> None:
    """Neither the journal, nor its lock, nor what was torn, nor the folder that was made for them."""
    path = tmp_path / "journals" / "j.jsonl"
    written(path, EIGHT[:3])
    os.truncate(path, path.stat().st_size - 5)
    append(Journal(path), note(3, "x"))

    modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in [path.parent, *path.parent.iterdir()]}

    assert modes == {"journals": 0o700, "j.jsonl": 0o600, "j.jsonl.lock": 0o600, "j.jsonl.torn": 0o600}


def test_a_torn_end_is_put_aside_by_the_next_writer(tmp_path: Path) -> None:
    """Its bytes are kept, and the journal goes on behind the last line that counts, wherever the line was torn."""
    line = lines_of(EIGHT[:3])[-1]
    for kept in range(1, len(line) - 1, 7):
        path = tmp_path / f"{kept}.jsonl"
        path.write_bytes(content_of(EIGHT[:2]) + line[:kept])

        append(Journal(path), note(3, "behind"))

        assert path.read_bytes() == content_of([*EIGHT[:2], note(3, "behind")])
        assert path.with_name(f"{kept}.jsonl.torn").read_bytes() == line[:kept]


def test_torn_ends_gather_in_one_file(tmp_path: Path) -> None:
    """The second doesn't take the place of the first."""
    path = tmp_path / "j.jsonl"
    for n, torn in enumerate([b'{"n":2,"at', b"\x00" * 40], start=2):
        path.write_bytes(content_of(EIGHT[:1]) + torn)
        append(Journal(path), note(2, str(n)))

    assert path.with_name("j.jsonl.torn").read_bytes() == b'{"n":2,"at' + b"\x00" * 40


def test_a_torn_end_is_safe_before_it_is_cut_off(tmp_path: Path) -> None:
    """The disk holds it in one file or the other at any moment."""
    path = tmp_path / "j.jsonl"
    path.write_bytes(content_of(EIGHT[:2]) + b"torn")
    disk = WatchedDisk()

    append(Journal(path, disk), EIGHT[2])

    assert disk.calls == [
        "create j.jsonl.torn",
        "write",
        "sync",
        f"sync_folder {tmp_path.name}",
        "open j.jsonl",
        "cut",
        "sync",
        "open j.jsonl",
        "write",
        "sync",
    ]


def test_a_last_line_without_its_end_is_ended_by_the_next_writer(tmp_path: Path) -> None:
    """Only the line end was lost: the entry counts, and the next one doesn't run into it."""
    path = tmp_path / "j.jsonl"
    path.write_bytes(content_of(EIGHT[:3])[:-1])

    append(Journal(path), EIGHT[3])

    assert path.read_bytes() == content_of(EIGHT[:4])


def test_a_last_line_whose_end_was_damaged_is_ended_anew(tmp_path: Path) -> None:
    """What stood there is put aside."""
    path = tmp_path / "j.jsonl"
    path.write_bytes(content_of(EIGHT[:3])[:-1] + b"\x0b")

    append(Journal(path), EIGHT[3])

    assert path.read_bytes() == content_of(EIGHT[:4])
    assert path.with_name("j.jsonl.torn").read_bytes() == b"\x0b"


def test_a_journal_with_a_damaged_line_is_written_on(tmp_path: Path) -> None:
    """Damage is left as it is, for somebody to look at; the show goes on."""
    path = tmp_path / "j.jsonl"
    damaged = content_of(EIGHT[:4]).replace(b"d\\u2019Ivoire", b"d'Ivoire")
    path.write_bytes(damaged)
    append(Journal(path), note(5, "behind"))

    contents = read_journal(path)

    assert path.read_bytes().startswith(damaged)
    assert [entry.n for entry in contents.entries] == [1, 2, 4, 5]
    assert [damage.line for damage in contents.damage] == [3]


def test_an_existing_journal_is_never_written_over(tmp_path: Path) -> None:
    """Two shows can't have one file."""
    path = written(tmp_path / "j.jsonl", EIGHT[:3]).path

    with pytest.raises(JournalNotWritten, match="File exists"):
        create(path, EIGHT[0])

    assert path.read_bytes() == content_of(EIGHT[:3])


def test_a_symbolic_link_is_not_written_through(tmp_path: Path) -> None:
    """Whoever laid it there may have meant another file, and another reader."""
    target = written(tmp_path / "elsewhere.jsonl", EIGHT[:3]).path
    link = tmp_path / "j.jsonl"
    link.symlink_to(target)

    with pytest.raises(JournalNotWritten, match="symbolic link; name the file itself"):
        append(Journal(link), EIGHT[3])
    with pytest.raises(JournalNotWritten):
        create(link, EIGHT[0])

    assert target.read_bytes() == content_of(EIGHT[:3])


def test_a_journal_that_is_gone_is_not_begun_again_in_the_middle(tmp_path: Path) -> None:
    """An append never makes a file."""
    journal = written(tmp_path / "j.jsonl", EIGHT[:3])
    journal.path.unlink()

    with journal.locked(), pytest.raises(JournalNotWritten, match="the file or its folder is gone"):
        journal.append(EIGHT[3])

    assert not journal.path.exists()


def test_nothing_is_appended_on_top_of_what_was_not_read(tmp_path: Path) -> None:
    """The seal would be wrong, and the decision may have been, too."""
    journal = written(tmp_path / "j.jsonl", EIGHT[:3])
    append(Journal(journal.path), EIGHT[3])

    with journal.locked(), pytest.raises(JournalNotWritten, match="something else was written to it meanwhile"):
        journal.append(EIGHT[3])

    assert journal.path.read_bytes() == content_of(EIGHT[:4])


def test_nothing_is_appended_without_the_lock(tmp_path: Path) -> None:
    """That would be a mistake in the program, and is told as one."""
    with pytest.raises(RuntimeError, match="under the journal's lock"):
        written(tmp_path / "j.jsonl", EIGHT[:3]).append(EIGHT[3])


def test_the_lock_may_be_taken_again_by_who_holds_it(tmp_path: Path) -> None:
    """And is given back only at the end."""
    journal = written(tmp_path / "j.jsonl", EIGHT[:3])
    with journal.locked():
        with journal.locked():
            journal.append(EIGHT[3])
        journal.append(EIGHT[4])

    assert read_journal(journal.path).entries == tuple(EIGHT[:5])


def test_a_lock_that_is_never_given_back_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rather than have the moderator wait for ever."""
    monkeypatch.setattr(writer, "LOCK_TIMEOUT", 0.05)
    journal = written(tmp_path / "j.jsonl", EIGHT[:3])

    with (
        FileLock(f"{journal.path}.lock"),
        pytest.raises(JournalBusy, match="another runofshow is writing"),
        Journal(journal.path).locked(),
    ):
        pass

    append(journal, EIGHT[3])


def test_threads_of_one_process_take_turns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The live screen writes from one and follows from another."""
    monkeypatch.setattr(writer, "LOCK_TIMEOUT", 600.0)  # the disk may be busy
    journal = written(tmp_path / "j.jsonl", EIGHT[:1])
    last = [1]

    def note_often(name: str) -> None:
        for number in range(25):
            with journal.locked():
                last[0] += 1
                journal.append(note(last[0], f"{name} {number}"))

    threads = [threading.Thread(target=note_often, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    contents = read_journal(journal.path)
    assert [entry.n for entry in contents.entries] == list(range(1, 102))
    assert contents.findings == ()
