"""Where journals lie, what they are called, and which is the newest."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from runofshow.journal.errors import JournalUnreadable
from runofshow.journal.reading import read_journal
from runofshow.show.entries import Closed, Entry, Mode, Undone
from runofshow.text import slug

SUFFIX: Final = ".jsonl"
_LONGEST_SLUG: Final = 20


@dataclass(frozen=True, slots=True)
class Found:
    """A journal in a folder, as far as one must know it to choose."""

    path: Path
    opened: Entry
    last: Entry
    finished: bool
    """Whether the show was closed, and that stands."""
    entries: int


@dataclass(frozen=True, slots=True)
class Journals:
    """The journals of one folder, the newest first."""

    found: tuple[Found, ...]
    unreadable: tuple[JournalUnreadable, ...]
    """What is wrong with the files that can't be read."""

    @property
    def newest(self) -> Found | None:
        """The show that was opened last."""
        return next(iter(self.found), None)

    @property
    def newest_unfinished(self) -> Found | None:
        """The show that was opened last of those that aren't over."""
        return next((found for found in self.found if not found.finished), None)


def journal_name(at: datetime, zone: ZoneInfo, title: str, mode: Mode) -> str:
    """The file name of a show opened at `at`: that time in the event's zone, and the beginning of its title."""
    words = slug(title, _LONGEST_SLUG) or "show"
    rehearsal = "-rehearsal" if mode == "rehearsal" else ""
    return f"{at.astimezone(zone):%Y%m%dT%H%M%S}-{words}{rehearsal}{SUFFIX}"


def unused(path: Path) -> Path:
    """`path`, or the first of ``…-2``, ``…-3``, … that doesn't exist."""
    return next(name for name in _numbered(path) if not name.exists() and not name.is_symlink())


def journals_in(folder: Path) -> Journals:
    """Every journal in a folder, by the time at which it was opened, whatever happened to its file since.

    A folder that isn't there has none.

    Raises:
        JournalUnreadable: the folder can't be listed.
    """
    found: list[Found] = []
    unreadable: list[JournalUnreadable] = []
    for path in _files_in(folder):
        try:
            found.append(_found(path))
        except JournalUnreadable as error:
            unreadable.append(error)
    found.sort(key=lambda each: (each.opened.written, each.entries, each.path.name), reverse=True)
    return Journals(tuple(found), tuple(unreadable))


def newest(folder: Path) -> Found | None:
    """The show in a folder that was opened last."""
    return journals_in(folder).newest


def newest_unfinished(folder: Path) -> Found | None:
    """The show in a folder that was opened last of those that aren't over."""
    return journals_in(folder).newest_unfinished


def _found(path: Path) -> Found:
    entries = read_journal(path).entries
    undone = {entry.fact.entry for entry in entries if isinstance(entry.fact, Undone)}
    closed = {entry.n for entry in entries if isinstance(entry.fact, Closed)}
    return Found(path, entries[0], entries[-1], bool(closed - undone), len(entries))


def _files_in(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.name.endswith(SUFFIX))
    except FileNotFoundError:
        return []
    except OSError as failed:
        raise JournalUnreadable(folder, f"can't be listed: {failed.strerror or failed}") from failed


def _numbered(path: Path) -> Iterator[Path]:
    yield path
    for number in count(2):
        yield path.with_stem(f"{path.stem}-{number}")
