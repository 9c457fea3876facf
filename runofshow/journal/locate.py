"""The places and names of journals, and a short look at each in a folder."""

import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import count, takewhile
from os.path import isfile
from pathlib import Path
from typing import Final, NamedTuple, cast
from zoneinfo import ZoneInfo

from runofshow.instants import Instant
from runofshow.journal.entry_line import BadLine, own_half_is_right, understood
from runofshow.journal.hash_chain import Chain
from runofshow.journal.journal_errors import JournalUnreadable
from runofshow.journal.reader import content_of, read_journal, take
from runofshow.show.actions.meeting import Closed, Opened
from runofshow.show.actions.undo import Redone, Undone
from runofshow.show.state import Entry, Mode
from runofshow.text import slug

SUFFIX: Final = ".jsonl"
_ENDINGS: Final = re.compile(rb'"kind":"(?:closed|undone|redone)"')


class Found(NamedTuple):
    """A journal in a folder, with the facts by which one is chosen."""

    path: Path
    opened: Entry
    last: Entry
    finished: bool
    """True if the show is closed."""
    entries: int

    @property
    def opening(self) -> Opened:
        """The event of the opening, with mode and agenda."""
        return cast("Opened", self.opened.event)  # no other file is read as a journal

    @property
    def mode(self) -> Mode:
        """`live` or `rehearsal`."""
        return self.opening.mode


class Journals(NamedTuple):
    """The journals of one folder, the newest first."""

    found: tuple[Found, ...]
    unreadable: tuple[JournalUnreadable, ...]
    """The errors of the files that can't be read."""


def journal_name(at: Instant, zone: ZoneInfo, title: str, mode: Mode) -> str:
    """Return the file name of a show opened at `at`: that time in the event's zone, and the beginning of its title."""
    words = slug(title, 20) or "show"
    rehearsal = "-rehearsal" if mode == "rehearsal" else ""
    return f"{at.astimezone(zone):%Y%m%dT%H%M%S}-{words}{rehearsal}{SUFFIX}"


def unused(path: Path) -> Path:
    """Return `path`, or the first of ``…-2``, ``…-3``, … that doesn't exist."""
    return next(name for name in _numbered(path) if not name.exists() and not name.is_symlink())


def continuation_name(path: Path) -> str:
    """Return the name of the journal in which a show goes on when the one at `path` can't be written any more."""
    return f"{begun_as(path).stem}-continued{path.suffix}"


def begun_as(path: Path) -> Path:
    """Return the path of a journal before its show went on in another one."""
    return path.with_stem(re.sub(r"-continued(-\d+)?$", "", path.stem))


def places_to_go_on(path: Path) -> tuple[Path, ...]:
    """Return the folders in which a show may go on: beside its journal, at home, where temporary files are."""
    places = [path.parent]
    with suppress(RuntimeError):  # nobody's home is known
        places.append(Path.home())
    with suppress(OSError):  # no such folder can be written
        places.append(Path(tempfile.gettempdir()))
    return tuple(places)


def continuation_of(path: Path, so_far: bytes | bytearray) -> Path | None:
    """Return the journal in which a show went on when the one at `path`, with these bytes, couldn't be written."""
    for folder in places_to_go_on(path):
        for other in takewhile(isfile, _numbered(folder / continuation_name(path))):
            if _goes_on_in(other, path, so_far):
                return other
    return None


def _numbered(path: Path) -> Iterator[Path]:
    yield path
    for number in count(2):
        yield path.with_stem(f"{path.stem}-{number}")


def _goes_on_in(other: Path, path: Path, so_far: bytes | bytearray) -> bool:
    try:
        if other.stat().st_size <= len(so_far) or (path.exists() and other.samefile(path)):
            return False
        with other.open("rb") as file:
            return file.read(len(so_far)) == so_far
    except OSError:
        return False


def journals_in(folder: Path) -> Journals:
    """Return every journal in a folder, in the order of their openings. A folder that isn't there has none.

    Raises:
        JournalUnreadable: the folder can't be listed.
    """
    found: list[Found] = []
    unreadable: list[JournalUnreadable] = []
    try:
        paths = sorted(path for path in folder.iterdir() if path.name.endswith(SUFFIX))
    except FileNotFoundError:
        paths = []
    except OSError as failed:
        raise JournalUnreadable(folder, f"can't be listed: {failed.strerror or failed}") from failed
    for path in paths:
        try:
            found.append(_found(path))
        except JournalUnreadable as error:
            unreadable.append(error)
    found.sort(key=lambda each: (each.opened.written, each.entries, each.path.name), reverse=True)
    return Journals(tuple(found), tuple(unreadable))


def _found(path: Path) -> Found:
    """Read the first line, the last one, and those that close: every command looks at all journals."""
    content = content_of(path)
    lines = content.removesuffix(b"\n").split(b"\n")
    telling = [lines[-1], *(line for line in lines if _ENDINGS.search(line))]
    with suppress(BadLine):
        if all(map(own_half_is_right, telling)):
            first = Chain()
            take(first, lines[0] + b"\n", path)
            last, *endings = map(understood, telling)
            return Found(path, first.entries[0], last, _is_closed(endings), len(lines))
    entries = read_journal(path).entries
    return Found(path, entries[0], entries[-1], _is_closed(entries), len(entries))


def _is_closed(entries: Iterable[Entry]) -> bool:
    """Return True if a closing stands that wasn't undone."""
    closings: set[int] = set()
    closed: set[int] = set()
    for entry in entries:
        match entry.event:
            case Closed():
                closings.add(entry.n)
                closed.add(entry.n)
            case Undone(entry=undone):
                closed.discard(undone)
            case Redone(entry=redone) if redone in closings:
                closed.add(redone)
            case _:
                pass
    return bool(closed)
