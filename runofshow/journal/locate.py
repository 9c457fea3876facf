"""Where journals lie, what they are called, and which were opened last."""

import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import count, takewhile
from pathlib import Path
from typing import Final, NamedTuple, cast
from zoneinfo import ZoneInfo

from runofshow.instants import Instant
from runofshow.journal.entry_line import BadLine, own_half_is_right, understood
from runofshow.journal.errors import JournalUnreadable
from runofshow.journal.hash_chain import Chain
from runofshow.journal.reader import content_of, read_journal, take
from runofshow.show.actions.meeting import Closed, Opened
from runofshow.show.actions.undo import Redone, Undone
from runofshow.show.state import Entry, Mode
from runofshow.text import slug

SUFFIX: Final = ".jsonl"
_LONGEST_SLUG: Final = 20
_CONTINUED: Final = r"-continued(-\d+)?$"
_ENDINGS: Final = re.compile(rb'"kind":"(?:closed|undone|redone)"')


class Found(NamedTuple):
    """A journal in a folder, as far as one must know it to choose."""

    path: Path
    opened: Entry
    last: Entry
    finished: bool
    """Whether the show was closed, and that stands."""
    entries: int

    @property
    def opening(self) -> Opened:
        """What was opened: in which mode, with which agenda."""
        return cast("Opened", self.opened.event)  # what begins otherwise isn't read as a journal

    @property
    def mode(self) -> Mode:
        """The meeting itself, or a rehearsal."""
        return self.opening.mode


class Journals(NamedTuple):
    """The journals of one folder, the newest first."""

    found: tuple[Found, ...]
    unreadable: tuple[JournalUnreadable, ...]
    """What is wrong with the files that can't be read."""


def journal_name(at: Instant, zone: ZoneInfo, title: str, mode: Mode) -> str:
    """The file name of a show opened at `at`: that time in the event's zone, and the beginning of its title."""
    words = slug(title, _LONGEST_SLUG) or "show"
    rehearsal = "-rehearsal" if mode == "rehearsal" else ""
    return f"{at.astimezone(zone):%Y%m%dT%H%M%S}-{words}{rehearsal}{SUFFIX}"


def unused(path: Path) -> Path:
    """`path`, or the first of ``…-2``, ``…-3``, … that doesn't exist."""
    return next(name for name in _numbered(path) if not name.exists() and not name.is_symlink())


def continuation_name(path: Path) -> str:
    """What the journal is called in which a show goes on when the one at `path` can't be written any more."""
    return f"{begun_as(path).stem}-continued{path.suffix}"


def begun_as(path: Path) -> Path:
    """What a journal was called, in the same folder, before its show went on elsewhere."""
    return path.with_stem(re.sub(_CONTINUED, "", path.stem))


def places_to_go_on(path: Path) -> tuple[Path, ...]:
    """The folders in which a show goes on, first to last: beside its journal, at home, where temporary files are."""
    places = [path.parent]
    with suppress(RuntimeError):  # nobody's home is known
        places.append(Path.home())
    with suppress(OSError):  # no such folder can be written
        places.append(Path(tempfile.gettempdir()))
    return tuple(places)


def continuation_of(path: Path, so_far: bytes | bytearray) -> Path | None:
    """Where a show goes on since the journal at `path` couldn't be written: all that stood there, and more."""
    return next((other for other in _called_continuations(path) if _goes_on_in(other, path, so_far)), None)


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


def _called_continuations(path: Path) -> Iterator[Path]:
    """Every file that is called as a continuation of the journal at `path`, where one may lie."""
    for folder in places_to_go_on(path):
        yield from takewhile(_is_there, _numbered(folder / continuation_name(path)))


def _goes_on_in(other: Path, path: Path, so_far: bytes | bytearray) -> bool:
    try:
        if other.stat().st_size <= len(so_far) or (path.exists() and other.samefile(path)):
            return False
        with other.open("rb") as file:
            return file.read(len(so_far)) == so_far
    except OSError:
        return False


def _found(path: Path) -> Found:
    """Look at the lines that tell: every command does this, so it mustn't cost what reading every journal would."""
    content = content_of(path)
    lines = content.removesuffix(b"\n").split(b"\n")
    telling = [lines[-1], *(line for line in lines if _ENDINGS.search(line))]
    try:
        if all(map(own_half_is_right, telling)):
            first = Chain()
            take(first, lines[0] + b"\n", path)
            last, *endings = map(understood, telling)
            return _summary(path, first.entries[0], last, endings, len(lines))
    except BadLine:
        pass
    entries = read_journal(path).entries
    return _summary(path, entries[0], entries[-1], entries, len(entries))


def _summary(path: Path, first: Entry, last: Entry, endings: Iterable[Entry], count: int) -> Found:
    closings: set[int] = set()
    closed: set[int] = set()
    for entry in endings:
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
    return Found(path, first, last, bool(closed), count)


def _files_in(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.name.endswith(SUFFIX))
    except FileNotFoundError:
        return []
    except OSError as failed:
        raise JournalUnreadable(folder, f"can't be listed: {failed.strerror or failed}") from failed


def _is_there(path: Path) -> bool:
    with suppress(OSError):  # in a folder that is nobody's business
        return path.is_file()
    return False


def _numbered(path: Path) -> Iterator[Path]:
    yield path
    for number in count(2):
        yield path.with_stem(f"{path.stem}-{number}")
