"""Entries and journals for the tests of the file."""

from collections.abc import Sequence
from pathlib import Path

from runofshow.journal.disk import Disk
from runofshow.journal.entry_line import encode
from runofshow.journal.writer import Journal, create
from runofshow.show.actions.blocks import EndBlock, Next
from runofshow.show.actions.floor import GiveFloor
from runofshow.show.actions.record import Note, Noted
from runofshow.show.actions.speakers_list import Ask
from runofshow.show.actions.undo import Undo
from runofshow.show.particulars import Particulars
from runofshow.show.state import Entry
from tests.builders import agenda, at, entries_of, floor, speech

PLAN = agenda(speech("A", "10m"), floor("F", "rest"))

EIGHT = entries_of(
    PLAN,
    ("14:00", Next()),
    ("14:05", Ask(Particulars(who="Côte d’Ivoire"))),
    ("14:10", EndBlock()),
    ("14:11", Next()),
    ("14:12", GiveFloor(first_waiting=True)),
    ("14:13", Note('a “note” \\ of\ntwo lines, with "seal" in it', 1)),
    ("14:14", Undo()),
)
"""A short show: eight entries, an agenda of two blocks."""


def lines_of(entries: Sequence[Entry], before: str = "") -> list[bytes]:
    """The lines of entries, each with its line end."""
    lines = []
    for entry in entries:
        line, before = encode(entry, before)
        lines.append(line)
    return lines


def content_of(entries: Sequence[Entry]) -> bytes:
    """A journal's bytes."""
    return b"".join(lines_of(entries))


def written(path: Path, entries: Sequence[Entry], disk: Disk | None = None) -> Journal:
    """A journal that these entries were appended to, one by one."""
    journal = create(path, entries[0], disk)
    journal.more()
    for entry in entries[1:]:
        append(journal, entry)
    return journal


def append(journal: Journal, entry: Entry) -> None:
    """Append under the lock, as a session does."""
    with journal.locked():
        journal.more()
        journal.append(entry)


def note(n: int, text: str, by: str = "tester") -> Entry:
    """An entry that any journal may hold."""
    return Entry(n, at("14:30"), at("14:30"), by, Noted(text=text))
