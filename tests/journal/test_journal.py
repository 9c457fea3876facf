"""The file that a show is kept in."""

import multiprocessing
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from runofshow.journal.finding import journal_name, journals_in
from runofshow.journal.line import NewerFormat
from runofshow.journal.reading import JournalReader, NotAJournal, read_journal
from runofshow.journal.writing import Journal, JournalNotWritten, ThisDisk, create, free_name
from runofshow.session import Session
from runofshow.show.entries import Entry, Noted, Particulars
from runofshow.show.intents import Ask, EndBlock, Finish, GiveFloor, Next, Note, Undo
from tests.builders import agenda, at, entries_of, floor, opened, speech
from tests.fakes import FakeMachine

PLAN = agenda(speech("A", "10m"), floor("F", "rest"))
SHORT = entries_of(
    PLAN,
    ("14:00", Next()),
    ("14:05", Ask(Particulars(who="Côte d’Ivoire"))),
    ("14:10", EndBlock()),
    ("14:11", Next()),
    ("14:12", GiveFloor(first_waiting=True)),
    ("14:13", Note("a “note”\nof two lines", 1)),
    ("14:14", Undo()),
)


def written(path: Path, entries: list[Entry]) -> Journal:
    """A journal with these entries in it."""
    journal = create(path, entries[0])
    journal.more()
    for entry in entries[1:]:
        with journal.locked():
            journal.append(entry)
    return journal


def test_what_was_written_is_read(tmp_path: Path) -> None:
    """Entries come back as they went in."""
    written(tmp_path / "j.jsonl", SHORT)

    assert list(read_journal(tmp_path / "j.jsonl").entries) == SHORT


def test_a_line_is_ascii_json_that_ends_in_its_seal(tmp_path: Path) -> None:
    """Anybody can read a journal with any tool, in a fixed order of fields."""
    written(tmp_path / "j.jsonl", SHORT)

    line = (tmp_path / "j.jsonl").read_bytes().split(b"\n")[1]

    assert line.isascii()
    assert line.startswith(
        b'{"n":2,"at":"2016-07-20T14:00:00.000000Z","written":"2016-07-20T14:00:00.000000Z",'
        b'"kind":"block_started","block":"a","by":"tester","seal":"'
    )


def test_nobody_else_can_read_it(tmp_path: Path) -> None:
    """Whatever the umask, the journal and its lock are its owner's."""
    old = os.umask(0)
    try:
        journal = written(tmp_path / "new" / "j.jsonl", SHORT)
    finally:
        os.umask(old)

    assert stat.S_IMODE(journal.path.stat().st_mode) == 0o600


def test_every_flipped_bit_is_found_and_named(tmp_path: Path) -> None:
    """A changed bit takes one line, or the two that it joins, and is named at that line; all others are read."""
    path = tmp_path / "j.jsonl"
    whole = written(path, SHORT).path.read_bytes()
    for place in range(len(whole)):
        for bit in range(8):
            flipped = bytearray(whole)
            flipped[place] ^= 1 << bit
            path.write_bytes(flipped)
            line = whole[:place].count(b"\n") + 1
            try:
                contents = read_journal(path)
            except (NotAJournal, NewerFormat):
                assert line == 1
                continue
            named = {damage.line for damage in contents.damage}
            assert line in named or contents.torn, (place, bit)
            assert len(contents.entries) >= len(SHORT) - 2


def test_a_journal_cut_off_anywhere_gives_the_lines_before(tmp_path: Path) -> None:
    """A line counts as soon as its seal is there, even without its end."""
    path = tmp_path / "j.jsonl"
    whole = written(path, SHORT).path.read_bytes()
    first = whole.index(b"\n")
    for length in range(first, len(whole)):
        path.write_bytes(whole[:length])
        contents = read_journal(path)
        assert len(contents.entries) == whole[: length + 1].count(b"\n")
        assert not contents.damage


def test_a_lost_line_is_found(tmp_path: Path) -> None:
    """The line behind the gap says what is missing, and is read."""
    path = tmp_path / "j.jsonl"
    lines = written(path, SHORT).path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:3], *lines[4:]]))

    contents = read_journal(path)

    assert [(damage.line, "missing" in damage.sentence) for damage in contents.damage] == [(4, True)]
    assert [entry.n for entry in contents.entries] == [1, 2, 3, 5, 6, 7, 8]


def test_a_line_from_elsewhere_is_not_taken(tmp_path: Path) -> None:
    """A doubled line is named and left out."""
    path = tmp_path / "j.jsonl"
    lines = written(path, SHORT).path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:4], lines[2], *lines[4:]]))

    contents = read_journal(path)

    assert [damage.line for damage in contents.damage] == [5]
    assert list(contents.entries) == SHORT


@pytest.mark.parametrize("kept", [1, 20, -2])
def test_a_torn_tail_is_set_aside_by_the_next_writer(tmp_path: Path, kept: int) -> None:
    """Its bytes are kept, and the journal goes on behind the last line that counts."""
    path = tmp_path / "j.jsonl"
    whole = written(path, SHORT[:3]).path.read_bytes()
    torn = whole.splitlines(keepends=True)[-1][:kept]
    path.write_bytes(b"".join(whole.splitlines(keepends=True)[:-1]) + torn)
    journal = Journal.open(path)
    assert journal.more() == tuple(SHORT[:2])

    with journal.locked():
        journal.append(SHORT[2])

    assert path.read_bytes() == whole
    assert path.with_name("j.jsonl.torn").read_bytes() == torn + b"\n"


def test_a_last_line_without_its_end_counts_and_is_ended_by_the_next_writer(tmp_path: Path) -> None:
    """Only the line end was lost."""
    path = tmp_path / "j.jsonl"
    whole = written(path, SHORT[:3]).path.read_bytes()
    path.write_bytes(whole[:-1])
    journal = Journal.open(path)
    assert journal.more() == tuple(SHORT[:3])

    with journal.locked():
        journal.append(SHORT[3])

    assert list(read_journal(path).entries) == SHORT[:4]


def test_a_reader_follows(tmp_path: Path) -> None:
    """It gets each entry once, as it is appended."""
    journal = written(tmp_path / "j.jsonl", SHORT[:2])
    reader = JournalReader(journal.path)

    assert reader.more() == tuple(SHORT[:2])
    assert reader.more() == ()
    with journal.locked():
        journal.append(SHORT[2])
    assert reader.more() == (SHORT[2],)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"", "holds no show", id="empty"),
        pytest.param(b"\x00\xff" * 50, "holds no show", id="binary"),
        pytest.param(b"hello\n", "is no journal", id="text"),
        pytest.param(b"[" * 5000 + b"\n", "is no journal", id="deep"),
    ],
)
def test_what_is_no_journal_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    """One sentence says so."""
    (tmp_path / "j.jsonl").write_bytes(content)

    with pytest.raises(NotAJournal, match=sentence):
        read_journal(tmp_path / "j.jsonl")


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    """So is what can't be opened at all."""
    with pytest.raises(NotAJournal, match="no file"):
        read_journal(tmp_path)
    with pytest.raises(NotAJournal, match="no such file"):
        read_journal(tmp_path / "none.jsonl")


def test_a_newer_format_is_refused_clearly(tmp_path: Path) -> None:
    """An old program doesn't guess."""
    first = opened(PLAN)
    path = create(tmp_path / "j.jsonl", Entry(1, first.at, first.written, "t", first.fact.model_copy(update={"format": 2}))).path

    with pytest.raises(NewerFormat, match="newer version"):
        read_journal(path)


def test_a_symlink_in_the_way_is_not_written_through(tmp_path: Path) -> None:
    """A journal is a file of its own."""
    (tmp_path / "j.jsonl").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(JournalNotWritten):
        create(tmp_path / "j.jsonl", SHORT[0])
    assert free_name(tmp_path / "j.jsonl").name == "j-2.jsonl"


# A disk that fails.


@dataclass
class FailingDisk(ThisDisk):
    """The operating system, with a fault at chosen calls, and a list of what was asked of it."""

    fails: Callable[[str, int], bool] = lambda _name, _count: False
    short: bool = False
    calls: list[str] = field(default_factory=list)

    def _asked(self, name: str) -> None:
        self.calls.append(name)
        if self.fails(name, self.calls.count(name)):
            raise OSError(28, "No space left on device")

    def write(self, descriptor: int, content: bytes) -> int:
        """Fail, or write half, or write."""
        self._asked("write")
        return super().write(descriptor, content[: len(content) // 2] if self.short else content)

    def fsync(self, descriptor: int) -> None:
        """Fail, or sync."""
        self._asked("fsync")
        super().fsync(descriptor)

    def truncate(self, descriptor: int, length: int) -> None:
        """Fail, or cut."""
        self._asked("truncate")
        super().truncate(descriptor, length)


@pytest.mark.parametrize("call", ["write", "fsync"])
def test_after_a_failed_call_the_file_is_as_it_was(tmp_path: Path, call: str) -> None:
    """And the same entry can be appended when the disk works again."""
    path = written(tmp_path / "j.jsonl", SHORT[:3]).path
    before = path.read_bytes()
    disk = FailingDisk(fails=lambda name, count: name == call and count == 1)
    journal = Journal.open(path, disk)
    journal.more()

    with journal.locked(), pytest.raises(JournalNotWritten, match="no space left"):
        journal.append(SHORT[3])
    assert path.read_bytes() == before
    with journal.locked():
        journal.append(SHORT[3])
    assert list(read_journal(path).entries) == SHORT[:4]


def test_a_line_written_in_part_does_not_count(tmp_path: Path) -> None:
    """It is cut off again."""
    path = written(tmp_path / "j.jsonl", SHORT[:3]).path
    before = path.read_bytes()
    journal = Journal.open(path, FailingDisk(short=True))
    journal.more()

    with journal.locked(), pytest.raises(JournalNotWritten):
        journal.append(SHORT[3])
    assert path.read_bytes() == before


def test_a_line_counts_only_after_its_fsync_and_a_new_file_after_its_folders(tmp_path: Path) -> None:
    """Write, then fsync; at creation the folder too."""
    disk = FailingDisk()
    create(tmp_path / "j.jsonl", SHORT[0], disk)

    assert disk.calls == ["write", "fsync", "fsync", "fsync"]


def test_after_two_failures_the_show_goes_on_in_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The continuation begins with everything so far, under the same seals."""
    machine = FakeMachine(now=at("13:55"))
    session = Session.open(tmp_path / "a", PLAN, "live", by="t", machine=machine)
    session.journal.disk = FailingDisk(fails=lambda name, _: name == "write" and not list(home.iterdir()))
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    original = session.journal.path

    with pytest.raises(JournalNotWritten):
        session.do(Next(), "t")
    session.journal.path.parent.chmod(0o700)
    session.journal.disk = FailingDisk(fails=lambda name, count: name == "write" and count <= 2)
    session.do(Next(), "t")

    assert session.moved_to == session.journal.path != original
    assert [entry.n for entry in read_journal(session.journal.path).entries] == [1, 2]
    assert read_journal(original).entries == read_journal(session.journal.path).entries[:1]


# Many at once.


def _note_often(path: Path, who: str, count: int) -> None:
    session = Session.join(path)
    for number in range(count):
        session.do(Note(f"{who} {number}"), who)


def test_several_processes_lose_and_double_nothing(tmp_path: Path) -> None:
    """Four writers, forty notes each: 160 entries behind the first, numbered without a gap."""
    path = Session.open(tmp_path, PLAN, "live", by="t").journal.path
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_note_often, args=(path, f"w{writer}", 40)) for writer in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    contents = read_journal(path)

    assert not contents.damage
    assert [entry.n for entry in contents.entries] == list(range(1, 162))
    notes = [entry.fact.text for entry in contents.entries if isinstance(entry.fact, Noted)]
    assert sorted(notes) == sorted(f"w{writer} {number}" for writer in range(4) for number in range(40))


# Finding.


def test_a_journal_is_named_for_its_opening_and_its_meeting() -> None:
    """In the event's zone; a rehearsal says so."""
    name = journal_name(at("17:02:11"), PLAN.timezone, "High-Level Dialogue on “Responding …”", "rehearsal")

    assert name == "20160720T170211-high-level-dialogue-rehearsal.jsonl"


def test_journals_are_listed_newest_first_and_a_closing_can_be_undone(tmp_path: Path) -> None:
    """Finished is what was closed and stands."""
    machine = FakeMachine(now=at("13:55"))
    first = Session.open(tmp_path, PLAN, "live", by="t", machine=machine)
    machine.advance(timedelta(minutes=1))
    second = Session.open(tmp_path, PLAN, "live", by="t", machine=machine)
    first.do(Finish(), "t")
    second.do(Finish(), "t")
    second.do(Undo(), "t")

    assert [(one.path, one.finished) for one in journals_in(tmp_path)] == [
        (second.journal.path, False),
        (first.journal.path, True),
    ]
