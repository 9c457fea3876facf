"""Reading a journal's file, and following it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from runofshow.errors import RunOfShowError
from runofshow.journal.entry_line import computed_seal, encode
from runofshow.journal.hash_chain import Damage
from runofshow.journal.journal_errors import JournalChanged, JournalUnreadable, NewerJournal, NotAJournal
from runofshow.journal.reader import JournalReader, read_journal
from runofshow.show.actions.meeting import Opened
from runofshow.show.state import Entry
from tests.journal.samples import EIGHT, append, content_of, lines_of, note, written


def test_what_was_written_is_read(tmp_path: Path) -> None:
    """Entries come back as they went in."""
    path = written(tmp_path / "j.jsonl", EIGHT).path

    contents = read_journal(path)

    assert list(contents.entries) == EIGHT
    assert contents.findings == ()


def test_a_reader_gets_each_entry_once_as_it_is_appended(tmp_path: Path) -> None:
    """It reads only what is new."""
    journal = written(tmp_path / "j.jsonl", EIGHT[:2])
    reader = JournalReader(journal.path)

    assert reader.more() == tuple(EIGHT[:2])
    assert reader.more() == ()
    append(journal, EIGHT[2])
    append(journal, EIGHT[3])
    assert reader.more() == tuple(EIGHT[2:4])
    assert len(reader.raw) == journal.path.stat().st_size


def test_a_line_still_being_written_is_read_when_it_is_whole(tmp_path: Path) -> None:
    """A reader takes no lock, so it may look at any moment."""
    path = tmp_path / "j.jsonl"
    whole, before = content_of(EIGHT[:3]), len(content_of(EIGHT[:2]))
    path.write_bytes(whole[:before])
    reader = JournalReader(path)
    reader.more()
    seen: list[Entry] = []

    for length in range(before, len(whole) + 1):
        path.write_bytes(whole[:length])
        seen += reader.more()

    assert seen == [EIGHT[2]]
    assert reader.damage == ()
    assert reader.torn == b""


def test_a_torn_end_is_named_with_its_line_and_not_counted(tmp_path: Path) -> None:
    """It isn't damage: nobody was told that it counts."""
    path = tmp_path / "j.jsonl"
    path.write_bytes(content_of(EIGHT)[:-40])

    contents = read_journal(path)

    assert list(contents.entries) == EIGHT[:-1]
    assert contents.damage == ()
    assert [str(finding).split(" (")[0] for finding in contents.findings] == [
        "line 8: it was cut off while it was written and isn't counted"
    ]


def test_a_flipped_last_line_end_leaves_the_last_entry_and_is_named(tmp_path: Path) -> None:
    """What stands behind a right seal isn't part of the line."""
    path = tmp_path / "j.jsonl"
    path.write_bytes(content_of(EIGHT)[:-1] + b"\x0b")

    contents = read_journal(path)

    assert list(contents.entries) == EIGHT
    assert [finding.line for finding in contents.findings] == [8]


def test_damage_is_told_in_the_lines_of_an_editor(tmp_path: Path) -> None:
    """So that somebody can go and look."""
    lines = lines_of(EIGHT)
    path = tmp_path / "j.jsonl"
    path.write_bytes(b"".join([*lines[:3], *lines[4:]]))

    assert read_journal(path).damage == (Damage(4, "entry 4 is missing before it"),)


@pytest.mark.parametrize("length", [1, 200])
def test_a_journal_that_lost_its_opening_was_never_one(tmp_path: Path, length: int) -> None:
    """The laptop died while the show was opened."""
    path = tmp_path / "j.jsonl"
    path.write_bytes(content_of(EIGHT[:1])[:length])

    with pytest.raises(NotAJournal, match="line 1 was cut off"):
        read_journal(path)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b"\x00\xff" * 50_000, "line 1 opens no show", id="binary"),
        pytest.param(b"title: A meeting\n", "line 1 opens no show", id="an agenda"),
        pytest.param(b'{"n":1}\n', "line 1: it is damaged", id="other JSON"),
        pytest.param(b"{" * 3_000_000 + b"\n", "line 1: it is damaged", id="one huge line"),
        pytest.param(b"".join(lines_of(EIGHT)[1:]), "line 1: a journal begins", id="opening lost"),
    ],
)
def test_what_is_no_journal_is_refused_in_one_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    """It names the file."""
    path = tmp_path / "j.jsonl"
    path.write_bytes(content)

    with pytest.raises(NotAJournal, match=sentence) as refused:
        read_journal(path)
    assert str(refused.value).startswith(f"{path}: ")
    assert "\n" not in str(refused.value)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """A folder, a pipe that would keep the reader waiting, and nothing at all."""
    os.mkfifo(tmp_path / "pipe")

    for path in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(NotAJournal, match="not a file"):
            read_journal(path)
    with pytest.raises(JournalUnreadable, match="there is no such journal"):
        read_journal(tmp_path / "none.jsonl")


def test_a_journal_of_a_newer_version_is_refused_clearly(tmp_path: Path) -> None:
    """Whether its seals are ours or follow rules that this program doesn't know."""
    path = tmp_path / "j.jsonl"
    first = EIGHT[0]
    assert isinstance(first.event, Opened)
    newer = Entry(1, first.at, first.written, "t", first.event.model_copy(update={"format": 2}))
    line, _ = encode(newer, "")

    path.write_bytes(line)
    with pytest.raises(NewerJournal, match=r"line 1: written by a newer version .* format 2; this program knows 1$"):
        read_journal(path)
    path.write_bytes(line[: line.index(b',"seal"')] + b"}\n")
    with pytest.raises(NewerJournal, match="this program knows 1, or the line is damaged"):
        read_journal(path)


def test_a_kind_of_entry_from_a_newer_version_ends_the_reading(tmp_path: Path) -> None:
    """A show that skipped it would be another show."""
    path = tmp_path / "j.jsonl"
    path.write_bytes(content_of(EIGHT[:3]))
    reader = JournalReader(path)
    reader.more()
    line, _ = encode(note(4, "x"), reader.chain.seal)
    path.write_bytes(content_of(EIGHT[:3]) + _sealed_anew(line.replace(b'"noted"', b'"voted"'), reader.chain.seal))

    with pytest.raises(JournalUnreadable, match="line 4: 'voted' is no kind of entry that this program knows"):
        reader.more()
    with pytest.raises(JournalUnreadable, match="line 4"):
        read_journal(path)


def _sealed_anew(line: bytes, before: str) -> bytes:
    return line[: -len('0123456789abcdef"}\n')] + computed_seal(line[:-1], before).encode() + b'"}\n'


@pytest.mark.parametrize("change", [lambda whole: whole[:-100], lambda whole: whole[:-50] + b"x" * 50])
def test_a_journal_that_changed_behind_the_reader_is_not_read_on(
    tmp_path: Path, change: Callable[[bytes], bytes]
) -> None:
    """What it holds in memory would no longer be what stands on the disk."""
    path = tmp_path / "j.jsonl"
    path.write_bytes(content_of(EIGHT))
    reader = JournalReader(path)
    reader.more()
    path.write_bytes(change(content_of(EIGHT)))

    with pytest.raises(JournalChanged, match="start the program again"):
        reader.more()


def test_a_journal_copied_over_itself_is_read_on(tmp_path: Path) -> None:
    """As a program that keeps folders in step does."""
    path = tmp_path / "j.jsonl"
    path.write_bytes(content_of(EIGHT[:4]))
    reader = JournalReader(path)
    reader.more()
    (tmp_path / "copy").write_bytes(content_of(EIGHT))
    (tmp_path / "copy").replace(path)

    assert reader.more() == tuple(EIGHT[4:])


def test_after_an_error_nothing_was_taken(tmp_path: Path) -> None:
    """The reader can be asked again once the file is back."""
    path = tmp_path / "j.jsonl"
    path.write_bytes(content_of(EIGHT[:4]))
    reader = JournalReader(path)
    reader.more()
    path.rename(tmp_path / "away")
    with pytest.raises(RunOfShowError):
        reader.more()
    (tmp_path / "away").rename(path)
    path.write_bytes(content_of(EIGHT))

    assert reader.more() == tuple(EIGHT[4:])


def test_before_anything_is_read_there_is_nothing_to_tell(tmp_path: Path) -> None:
    """Not even that there is no such file."""
    assert JournalReader(tmp_path / "j.jsonl").findings == ()


def test_a_journal_whose_first_letter_is_damaged_cannot_be_read(tmp_path: Path) -> None:
    """The sentence names the line, and says why that one ends it."""
    path = tmp_path / "j.jsonl"
    path.write_bytes(b"\x7a" + content_of(EIGHT)[1:])

    with pytest.raises(JournalUnreadable, match="line 1: it is damaged, and without what it opens nothing can be read"):
        read_journal(path)


def test_a_journal_that_holds_an_unknown_kind_is_one_that_cannot_be_read(tmp_path: Path) -> None:
    """It is not said to be none: its opening was read."""
    path = tmp_path / "j.jsonl"
    first, second = lines_of(EIGHT[:2])
    line = second[:-1].replace(b'"block_started"', b'"block_unheard_of"')
    seal = computed_seal(line, encode(EIGHT[0], "")[1])
    path.write_bytes(first + line[:-18] + seal.encode() + b'"}\n')

    with pytest.raises(JournalUnreadable, match="line 2: 'block_unheard_of' is no kind") as unreadable:
        read_journal(path)
    assert not isinstance(unreadable.value, NotAJournal)


def test_a_file_of_more_than_a_gibibyte_is_not_read_at_all(tmp_path: Path) -> None:
    """A gibibyte is looked into. Both are holes: they take no room."""
    for size, why in ((1024**3, "line 1 opens no show"), (1024**3 + 1, "a file of 1,073,741,825 bytes is no journal")):
        with (tmp_path / "j.jsonl").open("wb") as file:
            file.truncate(size)
        with pytest.raises(NotAJournal, match=why):
            read_journal(tmp_path / "j.jsonl")
