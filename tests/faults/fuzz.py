"""Hostile input to everything that reads: no traceback, no hang, no more memory than there should be."""

import io
import os
import re
import resource
import signal
import tempfile
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import Any, Final
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from runofshow.agenda.durations import parse_duration, parse_signed_duration, spell_duration
from runofshow.agenda.loader import parse_agenda
from runofshow.agenda.plan_checks import misfits
from runofshow.agenda.schedule import planned
from runofshow.agenda.times import first_at_or_after, parse_moment
from runofshow.agenda.zones import parse_zone
from runofshow.cli import main
from runofshow.cli.settings import options_and_rest
from runofshow.errors import RunOfShowError
from runofshow.export.formats import RECORD_FORMATS as FORMATS
from runofshow.export.formats import Options
from runofshow.export.status_json import status_json
from runofshow.importers.questions import NoRundown
from runofshow.importers.to_agenda import imported
from runofshow.journal.hash_chain import Chain, Unfit
from runofshow.show.forecast import forecast
from runofshow.show.meeting_record import record
from runofshow.show.replay import replay
from runofshow.ui.picture import picture
from runofshow.ui.status_text import status_lines
from tests.faults.figures import Figure, Size, Stopwatch
from tests.faults.hostile import BOMBS, CHANGES, LIVELY, LUNCH, MUTATIONS, RUNDOWNS, WORDS, mutated, resealed
from tests.faults.program import WAITING
from tests.faults.writers import forkserver
from tests.importers.made import THE_DAY

HANGS_AFTER: Final = 60.0
"""Seconds of the processor's time after which an example counts as hanging: none takes more than one."""
STANDS_AFTER: Final = 600.0
"""Seconds of the wall clock after which an example that waits for something counts as hanging too."""
MOST_MEMORY: Final = 1 << 30
"""Bytes of address space more than a worker begins with."""
MOST_GROWN: Final = 400
"""Megabytes that a worker may take at its most."""
A_PORTION: Final = 4_000
PORTIONS: Final = 4
"""Then a worker makes room for another: hypothesis keeps 13 MB of each thousand examples, which isn't the program's."""
WORKERS: Final = 2

ZONES: Final = tuple(map(ZoneInfo, ("America/New_York", "Asia/Kathmandu", "Pacific/Chatham", "Australia/Lord_Howe")))


class _Hangs(BaseException):
    """One example takes longer than anything should."""


@dataclass(frozen=True)
class Target:
    """Something that reads, the examples it is given, and how it may refuse them."""

    name: str
    examples: st.SearchStrategy[Any]
    read: Callable[[Any], object]
    refuses_with: tuple[type[BaseException], ...]
    share: int
    """Of all examples, in thousandths; 0 if there are few, and each is tried once."""
    at_once: int = 1
    """How many are drawn together: drawing costs more than reading a few letters."""


def plan(content: bytes) -> None:
    """Read an agenda, and plan it."""
    agenda = parse_agenda(content, "agenda.yaml")
    planned(agenda)
    misfits(agenda)


def look(content: bytes) -> None:
    """Read a journal, and look at its show in every way."""
    chain = Chain()
    chain.take(content)
    if not (entries := chain.entries):
        return
    show = replay(entries)
    now = max(entry.written for entry in entries) + timedelta(minutes=1)
    seen = forecast(show, now)
    status_json(show, seen)
    list(status_lines(show, seen))
    picture(show, seen, 80, 24)
    kept, choices = record(show, now), Options(recording_start=show.agenda.start)
    for one in FORMATS:
        if one.is_text:
            one.whole_file(kept, choices)


def read_duration(text: str) -> None:
    """Read a length of time, and spell it."""
    spell_duration(parse_signed_duration(text))
    spell_duration(parse_duration(text))


def read_clock_time(text: str) -> None:
    """Read a time of day in zones that are odd."""
    for zone in ZONES:
        parse_moment(text, zone=zone, day=date(2016, 2, 29))
        first_at_or_after(text, zone=zone, since=datetime(2016, 10, 1, 12, tzinfo=UTC))
    parse_zone(text)


def read_words(words: list[str]) -> None:
    """Move the options that hold everywhere to the front: none may be lost or doubled."""
    options, rest = options_and_rest(words)
    if sorted([*options, *rest]) != sorted(words):
        raise AssertionError(f"{words} became {options} and {rest}")


def type_command(words: list[str]) -> None:
    """Type a command with hostile arguments; its exit code is 0, 1 or 2, and a failure says why."""
    said, printed = io.BytesIO(), io.BytesIO()
    out, err = io.TextIOWrapper(printed, "utf-8"), io.TextIOWrapper(said, "utf-8", "backslashreplace")
    with redirect_stdout(out), redirect_stderr(err):
        try:
            main(words)
        except SystemExit as ended:
            err.flush()
            out.flush()
            if ended.code not in {0, 1, 2, None} or (
                ended.code in {1, 2} and not (said.getvalue() or printed.getvalue())
            ):
                raise AssertionError(f"{words} exits with {ended.code}: {said.getvalue()[-200:]!r}") from None


def _commands() -> list[tuple[str, ...]]:
    """Every command, but those that wait for somebody."""
    return [
        *((name,) for name in _named_by_help() if name not in WAITING),
        *(("floor", name) for name in _named_by_help("floor")),
    ]


def _named_by_help(*words: str) -> list[str]:
    with redirect_stdout(out := io.StringIO()), suppress(SystemExit):
        main([*words, "-h"])
    return re.findall(r"^[│ ]+([a-z][a-z-]+) {2,}", out.getvalue(), re.MULTILINE)


_TIMES: Final = st.one_of(
    st.sampled_from(WORDS),
    st.text("0123456789:.hms PTYMDW+-zZapAPmM٣", max_size=14),
    st.text(max_size=6),
    st.from_regex(r"\d{1,4}(:\d{1,3}){0,3} ?(am|pm|Z|[+-]\d\d:?\d\d)?", fullmatch=True),
    st.from_regex(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?", fullmatch=True),
)
_WORDS: Final = st.lists(
    st.one_of(st.sampled_from(WORDS), st.text(max_size=5).filter(lambda text: "\0" not in text)), max_size=5
)

TARGETS: Final = (
    Target(
        "the agenda's reader, a mutated agenda",
        MUTATIONS,
        lambda done: plan(mutated(LUNCH, done)),
        (RunOfShowError,),
        60,
    ),
    Target("the agenda's reader, bombs", st.sampled_from(BOMBS), plan, (RunOfShowError,), 0),
    Target(
        "the journal's reader, a mutated journal",
        MUTATIONS,
        lambda done: look(mutated(LIVELY, done)),
        (Unfit, RunOfShowError),
        40,
    ),
    Target(
        "the journal's reader, false entries", CHANGES, lambda done: look(resealed(done)), (Unfit, RunOfShowError), 60
    ),
    Target(
        "what imports rundowns",
        st.tuples(st.sampled_from(sorted(RUNDOWNS)), MUTATIONS),
        lambda both: imported(mutated(RUNDOWNS[both[0]], both[1]), both[0], THE_DAY),
        (NoRundown,),
        40,
    ),
    Target("lengths of time", _TIMES, read_duration, (ValueError,), 360, 20),
    Target("clock times", _TIMES, read_clock_time, (ValueError,), 300, 20),
    Target("options that hold everywhere", _WORDS, read_words, (), 130, 20),
    Target(
        "commands",
        st.tuples(st.sampled_from(_commands()), _WORDS).map(lambda both: [*both[0], *both[1]]),
        type_command,
        (),
        10,
    ),
)


def figures(size: Size, folder: Path) -> Iterator[Figure]:
    """Every target, with its share of a million examples; bombs once each."""
    workers = size.of(1, WORKERS, WORKERS, WORKERS)
    pool = ProcessPoolExecutor(workers, forkserver(), _begin, (str(folder),), max_tasks_per_child=PORTIONS)
    with pool:
        for number, target in enumerate(TARGETS):
            watch = Stopwatch()
            count = target.share * size.of(500, 4_000, 20_000, 1_000_000) // 1_000 or 1
            portions = [(number, min(A_PORTION, count - begin), begin) for begin in range(0, count, A_PORTION)]
            if len(portions) == 1 and count >= workers:
                portions = [(number, count // workers, begin) for begin in range(workers)]
            whole = Figure.of(f"hostile input to {target.name}", "traceback", "hang", "memory")
            peak = 0
            for figure in pool.map(_portion, portions):
                peak = max(peak, figure.noted.pop("peak", 0))
                whole.take(figure)
            whole.told += [watch.rate(whole.tried), f"at most {peak} MB"]
            yield whole


def _begin(folder: str) -> None:
    """Bound what this worker may take, and give it a folder with a show in it."""
    here = tempfile.mkdtemp(dir=folder)
    os.chdir(here)
    os.environ.update({"HOME": here, "TMPDIR": here})
    for words in (("start",), ("next",), ("floor", "ask", "Mexico")):
        type_command(list(words))
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + MOST_MEMORY, used + MOST_MEMORY))


def _portion(what: tuple[int, int, int]) -> Figure:
    """So many examples of a target."""
    number, count, begin = what
    target = TARGETS[number]
    figure = Figure.of(target.name, "traceback", "hang", "memory")

    def one(example: Any) -> None:
        figure.tried += 1
        signal.setitimer(signal.ITIMER_PROF, HANGS_AFTER)
        signal.setitimer(signal.ITIMER_REAL, STANDS_AFTER)
        try:
            target.read(example)
        except target.refuses_with:
            pass
        except _Hangs:
            figure.found("hang", f"{example!r}"[:500])
        except MemoryError:
            figure.found("memory", f"{example!r}"[:500])
        except Exception as error:  # noqa: BLE001 -- each of them is what is looked for
            where = traceback.extract_tb(error.__traceback__)[-1]
            figure.found("traceback", f"{error!r} at {where.filename}:{where.lineno}, {example!r}"[:700])
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.setitimer(signal.ITIMER_REAL, 0)

    signal.signal(signal.SIGPROF, _hangs)
    signal.signal(signal.SIGALRM, _hangs)
    if target.share:
        _many(one, target, count, begin)
    else:
        for bomb in BOMBS:
            one(bomb)
    peak = figure.noted["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    if peak > MOST_GROWN:
        figure.found("memory", f"{peak} MB")
    return figure


def _many(one: Callable[[Any], None], target: Target, count: int, begin: int) -> None:
    together = st.lists(target.examples, min_size=target.at_once, max_size=target.at_once)
    checked = settings(
        max_examples=max(1, count // target.at_once), database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip

    def each(examples: list[Any]) -> None:
        for example in examples:
            one(example)

    seed(begin)(checked(given(together)(each)))()


def _hangs(_signal: int, _frame: FrameType | None) -> None:
    raise _Hangs
