"""The system calls of the real program: read from a trace, killed at, refused, and proven to come in order."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from runofshow.journal.journal_errors import JournalError
from runofshow.journal.reader import read_journal
from runofshow.session import Session
from runofshow.show.actions.record import Note
from runofshow.show.state import Entry
from tests.faults.figures import Figure, Size, Stopwatch
from tests.faults.program import Ended, count_ending, journal_in, notes_in, typed, typed_within

_CALL: Final = re.compile(r"^\d+ +(\w+)\((.*?)\) += (-?\d+|\?)")
_TORN: Final = b'{"n":9,"at":"2016-07-20T17:42:00.0000'
_ALWAYS_OURS: Final = frozenset({"mkdir", "flock", "fsync", "ftruncate", "unlink", "fchmod", "exit_group"})


@dataclass(frozen=True, slots=True)
class Call:
    """One system call of a trace: its name, the how-many-th of that name it was, its words and what it returned."""

    name: str
    count: int
    words: str
    result: int

    @property
    def descriptor(self) -> int | None:
        """The descriptor that it was about, if it begins with one."""
        found = re.match(r"\d+", self.words)
        return int(found[0]) if found else None


@dataclass(frozen=True, slots=True)
class Scene:
    """A command, and what is there before it is typed."""

    name: str
    words: tuple[str, ...]
    opened: bool = True
    torn: bool = False

    def prepared(self, folder: Path) -> Path:
        """The folder in which the command is typed, made anew in `folder`."""
        if self.opened:
            typed_within(folder, "--by", "opener", "start")
            typed_within(folder, "--by", "opener", "note", "before")
        if self.torn and (journal := journal_in(folder)) is not None:
            with journal.open("ab") as file:
                file.write(_TORN)
        return folder


SCENES: Final = (
    Scene("open", ("start",), opened=False),
    Scene("append", ("note", "the one")),
    Scene("resume", ("start",)),
    Scene("append behind a torn line", ("note", "the one"), torn=True),
)


def traced(folder: Path, words: Sequence[str]) -> list[Call]:
    """Every system call of a command, in order."""
    trace = folder / "trace"
    typed(folder, *words, before=("strace", "-f", "-qq", "-s", "200", "-o", str(trace)))
    counts: Counter[str] = Counter()
    calls = []
    for line in trace.read_text(errors="replace").splitlines():
        if found := _CALL.match(line):
            counts[found[1]] += 1
            result = -1 if found[3] == "?" else int(found[3])
            calls.append(Call(found[1], counts[found[1]], found[2], result))
    return calls


def about_the_journal(calls: list[Call]) -> list[Call]:
    """The calls that touch the journal, its folder or what stands beside it, and those that speak to a person.

    What lies in between reads modules and asks for memory: a kill there leaves what a kill at the next of these does.
    """
    ours: set[int] = set()
    chosen = []
    for call in calls:
        mine = '"journals' in call.words or "/journals" in call.words
        if call.name == "openat" and call.result >= 0:
            (ours.add if mine else ours.discard)(call.result)
        spoken = call.name == "write" and call.descriptor in {1, 2}
        if mine or call.descriptor in ours or spoken or call.name in _ALWAYS_OURS:
            chosen.append(call)
        if call.name == "close" and call.descriptor is not None:
            ours.discard(call.descriptor)
    first = next((n for n, call in enumerate(chosen) if '"journals' in call.words), 0)
    return chosen[first:]


def kills(size: Size, folder: Path) -> Iterator[Figure]:
    """Kill -9 as the program enters each of its calls, and see what is there afterwards."""
    for scene in SCENES[1:2] if size is Size.SAMPLE else SCENES:
        figure = Figure.of(f"kill -9 at each syscall: {scene.name}", "lost", "doubled", "damaged", "stuck")
        watch, calls = Stopwatch(), about_the_journal(_calls_of(scene))
        every = [(call, "signal=SIGKILL") for call in calls]
        ended = [one.code for _, one in _with_faults(folder, scene, size.some(every, 2, 4, 24), figure)]
        figure.tried = ended.count(-9)
        figure.told += [f"{len(calls)} calls about the journal", watch.rate(figure.tried)]
        figure.told += [f"{len(ended) - figure.tried} never reached"] if figure.tried < len(ended) else []
        yield figure


@cache
def _calls_of(scene: Scene) -> list[Call]:
    """Every call of a scene's command, traced in its second run: the first one compiles and writes modules."""
    with TemporaryDirectory() as folder:
        kept = scene.prepared(_new(Path(folder) / "kept"))
        typed(Path(shutil.copytree(kept, Path(folder) / "compiled")), *scene.words)
        return traced(kept, scene.words)


def _new(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def _with_faults(
    folder: Path, scene: Scene, faults: list[tuple[Call, str]], figure: Figure
) -> Iterator[tuple[str, Ended]]:
    """Type the command of a scene once for each call at which the system does something else, and see what is there."""
    kept = scene.prepared(_new(folder / scene.name / "kept"))
    for call, fault in faults:
        here = folder / scene.name / f"{call.name}-{call.count}-{fault}"
        shutil.copytree(kept, here)
        strace = ("strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call.name}")
        inject = f"inject={call.name}:{fault}:when={call.count}"
        ended = typed(here, *scene.words, before=(*strace, "-e", inject))
        _look(here, scene, ended, figure)
        yield here.name, ended


def _look(folder: Path, scene: Scene, ended: Ended, figure: Figure) -> None:
    """What was acknowledged stands there once, what stood there before too, and it goes on."""
    where = f"{folder.name} ({scene.name})"
    journal = journal_in(folder)
    entries: tuple[Entry, ...] = ()
    if journal is not None:
        try:
            contents = read_journal(journal)
        except JournalError as error:
            if scene.opened or ended.acknowledged:
                figure.found("lost", f"{where}: {error}")
        else:
            entries = contents.entries
            if contents.damage:
                figure.found("damaged", f"{where}: {contents.damage[0]}")
    elif ended.acknowledged:
        figure.found("lost", f"{where}: there is no journal")
    notes = Counter(notes_in(entries))
    if scene.opened and (
        not notes["before"] or (ended.acknowledged and "note" in scene.words and not notes["the one"])
    ):
        figure.found("lost", f"{where}: {dict(notes)}")
    if max(notes.values(), default=1) > 1:
        figure.found("doubled", f"{where}: {dict(notes)}")
    _go_on(folder, where, figure)


def _go_on(folder: Path, where: str, figure: Figure) -> None:
    """Open a show if there is none that can be read, and note something in it."""
    readable = _joined(folder)
    if not readable:
        typed(folder, "start")
        readable = _joined(folder)
    try:
        entry = readable[0].do(Note("afterwards"), "me")
        if entry not in read_journal(readable[0].journal.path).entries:
            figure.found("stuck", f"{where}: what was noted afterwards doesn't stand there")
    except (JournalError, IndexError) as error:
        figure.found("stuck", f"{where}: {error!r}")


def _joined(folder: Path) -> list[Session]:
    sessions = []
    for path in sorted((folder / "journals").glob("*.jsonl")):
        with suppress(JournalError):
            sessions.append(Session.join(path))
    return sessions


REFUSALS: Final = ("ENOSPC", "EIO", "EROFS", "EINTR", "EDQUOT", "EACCES")
REFUSED_CALLS: Final = ("openat", "write", "fsync", "flock", "mkdir", "ftruncate", "close", "newfstatat", "read")


def refusals(size: Size, folder: Path) -> Iterator[Figure]:
    """Have the system refuse each of the calls about the journal once, of the real program."""
    for scene in SCENES[1:2] if size is Size.SAMPLE else SCENES:
        figure = Figure.of(
            f"a refused syscall: {scene.name}", "lost", "doubled", "damaged", "stuck", "traceback", "wrong exit",
            "no sentence",
        )  # fmt: skip
        calls = about_the_journal(_calls_of(scene))
        silent = [call for call in calls if not (call.name == "write" and call.descriptor in {1, 2})]
        every = [(call, f"error={error}") for call in silent if call.name in REFUSED_CALLS for error in REFUSALS]
        refused = 0
        for where, ended in _with_faults(folder, scene, size.some(every, 1, 4, 40), figure):
            figure.tried += 1
            refused += ended.code == 1
            count_ending(figure, ended, where, 0, 1)
        figure.told += [f"{refused} ended in a sentence and exit code 1"]
        yield figure


def order(size: Size, _folder: Path) -> Iterator[Figure]:
    """Write, then fsync, then the word to the person; for a new journal its folder's and its parent's fsync too."""
    figure = Figure.of("write, fsync, acknowledge: the order in the trace", "out of order")
    for scene in SCENES[1:2] if size is Size.SAMPLE else SCENES:
        if scene.name == "resume":  # it writes nothing
            continue
        figure.tried += 1
        steps = _steps(_calls_of(scene))
        wanted = ["write", "fsync", "said"]
        if not scene.opened:
            wanted = ["mkdir", "fsync .", "write", "fsync", "fsync journals", "said"]
        if scene.torn:
            wanted = ["write torn", "fsync torn", "fsync journals", "ftruncate", "fsync", *wanted]
        remaining = iter(steps)
        in_order = all(step in remaining for step in wanted)
        if not in_order or steps.index("said") < len(steps) - steps[::-1].index("fsync") - 1:
            figure.found("out of order", f"{scene.name}: {steps}")
        figure.told.append(f"{scene.name}: {', '.join(steps)}")
    yield figure


def _steps(calls: list[Call]) -> list[str]:
    """What was done to the journal, and when somebody was told."""
    names: dict[int, str] = {}
    steps = []
    for call in calls:
        if call.name == "openat" and call.result >= 0:
            path = re.search(r'"([^"]*)"', call.words)
            names[call.result] = path[1] if path else ""
        name = names.get(call.descriptor if call.descriptor is not None else -1, "")
        match call.name:
            case "write" if call.descriptor == 2:
                word = re.search(r"noted|opened:", call.words)
                steps += ["said"] if word else []
            case "write" | "fsync" | "ftruncate" if name.endswith(".jsonl"):
                steps.append(call.name)
            case "write" | "fsync" if name.endswith(".torn"):
                steps.append(f"{call.name} torn")
            case "fsync":
                steps.append(f"fsync {Path(name).name or name}")
            case "mkdir" if '"journals"' in call.words and call.result == 0:
                steps.append("mkdir")
    return steps
