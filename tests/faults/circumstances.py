"""Every command in circumstances that it wasn't made for: closed streams, no home, a folder that is gone."""

import os
import re
import shlex
import shutil
import signal
import stat
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from runofshow.session import Session
from tests.faults.figures import Figure, Size, Stopwatch
from tests.faults.program import (
    COMMAND,
    LONGEST,
    WAITING,
    Ended,
    begun,
    count_ending,
    environment,
    ran,
    typed,
    typed_within,
)

LOOKING: Final = ("status", "plan", "export", "log", "journals", "verify", "check", "floor list", "status --json")
DOING: Final = ("next", "undo", "note x", "floor ask Mexico", "undo", "start")
LONG_NAME: Final = "a" * 300


@dataclass(frozen=True)
class Circumstance:
    """What surrounds a command, written as a shell would have it, and what it may exit with."""

    name: str
    shell: str
    codes: tuple[int, ...] = (0,)
    doing_codes: tuple[int, ...] = (0,)


CIRCUMSTANCES: Final = (
    Circumstance("standard output closed", "{} >&-", (0, 1), (0,)),
    Circumstance("standard error closed", "{} 2>&- | cat", (0, 1)),
    Circumstance("standard input closed", "{} <&-"),
    Circumstance("all three closed", "{} <&- >&- 2>&-", (0, 1)),
    Circumstance("a full disk behind standard output", "{} > /dev/full", (0, 1)),
    Circumstance("a broken pipe", "set -o pipefail; {} | true", (0, 1)),
    Circumstance("the locale C", "LC_ALL=C {}"),
    Circumstance("the locale C, as ASCII", "LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 {}"),
    Circumstance("output in latin-1", "PYTHONIOENCODING=latin-1 {}"),
    Circumstance("a dumb terminal", "TERM=dumb {}"),
    Circumstance("no terminal type", "env -u TERM {}"),
    Circumstance("no home", "env -u HOME {}"),
    Circumstance("a home that isn't there", "HOME=/nonexistent {}"),
    Circumstance("no environment but the path", "env -i PYTHONPATH=$PYTHONPATH {}"),
    Circumstance("a folder that is gone", "mkdir gone && cd gone && rmdir ../gone && {}", (0, 1), (1,)),
    Circumstance("no columns", "COLUMNS=0 {}"),
    Circumstance("one column", "COLUMNS=1 LINES=1 {}"),
    Circumstance("few open files", "ulimit -n 16; {}", (0, 1), (0, 1)),
)


def commands(size: Size, folder: Path) -> Iterator[Figure]:
    """Commands in each of these circumstances end as documented."""
    figure = Figure.of("commands in odd circumstances", "traceback", "wrong exit", "no sentence", "damaged")
    typed_within(folder, "start")
    looking, doing = (LOOKING, DOING) if size is not Size.SAMPLE else ((), DOING[:1])
    for circumstance in size.some(list(CIRCUMSTANCES), 2, 3, 99):
        cases = [
            *((each, circumstance.codes) for each in looking),
            *((each, circumstance.doing_codes) for each in doing),
        ]
        for words, codes in cases:
            line = circumstance.shell.format(f"{shlex.join(COMMAND)} {words}")
            ended = ran(["bash", "-c", line], folder, environment())
            figure.tried += 1
            silent = "2>&-" in circumstance.shell or "pipe" in circumstance.name
            count_ending(
                figure, Ended(ended.code, "", ended.err or "silent" * silent), f"{circumstance.name}: {words}", *codes
            )
    verified = typed_within(folder, "verify")
    if verified.code != 0:
        figure.found("damaged", verified.err)
    yield figure


def misuse(size: Size, folder: Path) -> Iterator[Figure]:
    """`-h` of every command works; an unknown option and a missing argument exit with 2; words that are no text too."""
    figure = Figure.of("help, unknown options and hostile words", "traceback", "wrong exit", "no sentence")
    typed_within(folder, "start")
    known = re.findall(r"^[│ ]+([a-z][a-z-]+) {2,}", typed_within(folder, "-h").out, re.MULTILINE)
    floor = re.findall(r"^[│ ]+([a-z][a-z-]+) {2,}", typed_within(folder, "floor", "-h").out, re.MULTILINE)
    every = [*((name,) for name in known), *(("floor", name) for name in floor)]
    for words in size.some(every, 1, 3, 99):
        cases: list[tuple[tuple[str | bytes, ...], tuple[int, ...]]] = [(("-h",), (0,)), (("--nonsense",), (2,))]
        if size is not Size.SAMPLE and words[0] not in WAITING:
            cases += [((b"\xff\xfe",), (0, 1, 2)), ((LONG_NAME, "5m"), (0, 1, 2)), (("--at", "\u202e"), (0, 1, 2))]
            cases += [(("--journal", LONG_NAME), (0, 1, 2)), (("--agenda", b"\xff"), (0, 1, 2)), (("", ""), (0, 1, 2))]
        for extra, codes in cases:
            ended = typed(folder, *words, *extra)
            figure.tried += 1
            count_ending(figure, ended, f"{words} {extra!r}", *codes)
            if extra == ("-h",) and "Usage" not in ended.out:
                figure.found("wrong exit", f"{words}: no help")
    yield figure


def interrupted(size: Size, folder: Path) -> Iterator[Figure]:
    """Ctrl-C at any moment: 130, no traceback, and the journal is whole."""
    figure = Figure.of("Ctrl-C while a command runs", "traceback", "wrong exit", "damaged", "hang")
    typed_within(folder, "start")
    watch = Stopwatch()
    typed(folder, "status")
    undisturbed = watch.seconds
    for number in range(size.of(2, 9, 40, 300)):
        words = (("note", f"n{number}"), ("watch", "--plain"), ("status",))[number % 3]
        _interrupt(folder, words, undisturbed * (0.15 + number * 37 % 100 / 100), figure)
    if (verified := typed_within(folder, "verify")).code != 0:
        figure.found("damaged", verified.err)
    yield figure


def _interrupt(folder: Path, words: tuple[str, ...], moment: float, figure: Figure) -> None:
    """Press Ctrl-C so many seconds into a command, if it still runs then."""
    process = subprocess.Popen(
        [*COMMAND, *words], cwd=folder, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    with suppress(subprocess.TimeoutExpired):
        process.wait(moment)
    process.send_signal(signal.SIGINT)  # which reaches nobody if it has ended
    try:
        _, err = process.communicate(timeout=LONGEST)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        figure.found("hang", f"{words}: it ran on for {LONGEST:.0f} seconds")
        return
    figure.tried += 1
    if b"in main\n" not in err and b"Traceback" in err:
        figure.noted["while Python itself was starting, with its own traceback"] += 1
    elif b"Traceback" in err:
        figure.found("traceback", err.decode()[-300:])
    elif process.returncode not in {0, 130, -signal.SIGINT}:
        figure.found("wrong exit", f"{words}: {process.returncode}")
    elif process.returncode == 130:
        figure.noted["ended with 130"] += 1


def modes(_size: Size, folder: Path) -> Iterator[Figure]:
    """Whatever the umask, nobody else reads what was said."""
    figure = Figure.of("file modes under umask 000", "readable")
    before = os.umask(0)
    try:
        journal = begun(folder, "next")
        _append(journal, b'{"n":9')
        typed_within(folder, "note", "x")
        typed_within(folder, "export", "-o", "log.csv")
        Session.join(journal).journal.continue_in(folder / "elsewhere")
    finally:
        os.umask(before)
    for path in folder.rglob("*"):
        if path.name == "elsewhere" or path.is_relative_to(folder / "journals") or path.suffix in {".csv", ".jsonl"}:
            figure.tried += 1
            if stat.S_IMODE(path.stat().st_mode) & 0o077:
                figure.found("readable", f"{path.name}: {stat.filemode(path.stat().st_mode)}")
    yield figure


def _append(path: Path, content: bytes) -> None:
    with path.open("ab") as file:
        file.write(content)


def _huge(journal: Path) -> None:
    with journal.with_name("huge.jsonl").open("wb") as file:
        file.truncate(3 << 30)


def _replace(journal: Path, old: bytes, new: bytes, name: str = "") -> None:
    journal.with_name(name or journal.name).write_bytes(journal.read_bytes().replace(old, new))


BESIDE: Final[dict[str, Callable[[Path], object]]] = {
    "copy": lambda journal: shutil.copy(journal, journal.with_name(f"{journal.stem} (conflicted copy).jsonl")),
    "half a copy": lambda journal: journal.with_name("half-synced.jsonl").write_bytes(journal.read_bytes()[:3_000]),
    "newer": lambda journal: _replace(journal, b'"format":1', b'"format":9', "newer.jsonl"),
    "pipe": lambda journal: os.mkfifo(journal.with_name("pipe.jsonl")),
    "folder": lambda journal: journal.with_name("folder.jsonl").mkdir(),
    "huge": _huge,
    "loop": lambda journal: journal.with_name("loop.jsonl").symlink_to("loop.jsonl"),
    "device": lambda journal: journal.with_name("zero.jsonl").symlink_to("/dev/zero"),
    "edited": lambda journal: _replace(journal, b"Mokhiber", b"Mokhibar"),
    "torn": lambda journal: _append(journal, b'{"n":3,"at":"20'),
    "zeros": lambda journal: _append(journal, b"\0" * 500),
    "carriage returns": lambda journal: _replace(journal, b"\n", b"\r\n"),
    "two shows": lambda journal: typed_within(journal.parent.parent, "start", "--new"),
    "agenda changed": lambda journal: (journal.parent.parent / "agenda.yaml").write_text("title: Another\n"),
}
"""What is done beside a journal or to it; zeros are what some file systems leave after a power cut."""

SILENT: Final = {"copy", "two shows", "torn", "zeros", "agenda changed"}
"""Those of which nothing need be said."""


def files(size: Size, folder: Path) -> Iterator[Figure]:
    """Something odd beside the journal or in it: the show goes on, what is wrong is named, what stood there stays."""
    figure = Figure.of("odd files in the journals' folder", "traceback", "wrong exit", "no sentence", "lost", "unnamed")
    for name in size.some(list(BESIDE), 5, 99, 99):
        here = folder / name
        BESIDE[name](begun(here, "note before"))
        said = ""
        for words in (("status", "--plain"), ("next",), ("note", "after"), ("journals",)):
            ended = typed_within(here, *words)
            said += ended.err
            figure.tried += 1
            count_ending(figure, ended, f"{name} {words}", 0)
        if name not in SILENT and ".jsonl:" not in said:
            figure.found("unnamed", f"{name}: {said}")
        exported = typed_within(here, "export", "--format", "json").out
        if name != "two shows" and not ('"before"' in exported and '"after"' in exported):
            figure.found("lost", name)
    yield figure
