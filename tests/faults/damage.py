"""A journal cut off anywhere, and with any single bit flipped: it is found and named, and the rest is read."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from runofshow.errors import RunOfShowError
from runofshow.journal.journal_errors import JournalUnreadable
from runofshow.journal.reader import Contents, read_journal
from runofshow.session import Session
from runofshow.show.actions.record import Note
from runofshow.show.replay import replay
from runofshow.show.state import Entry
from tests.cli.test_two_hours import FIRST_HALF, SECOND_HALF, type_all
from tests.faults.figures import Figure, Size, Stopwatch
from tests.faults.writers import forkserver
from tests.journal.samples import EIGHT, content_of

WORKERS = 2


def figures(size: Size, folder: Path) -> Iterator[Figure]:
    """Every truncation and every flipped bit of the journal of the lunch; a sample is of a shorter one."""
    if size is Size.SAMPLE:
        content, whole = content_of(EIGHT), tuple(EIGHT)
    else:
        type_all(folder, FIRST_HALF)
        type_all(folder, SECOND_HALF)
        journal = next((folder / "journals").glob("*.jsonl"))
        content, whole = journal.read_bytes(), read_journal(journal).entries
    cuts = size.some(list(range(len(content))), 30, 300, 2_000)
    bits = size.some(list(range(8 * len(content))), 60, 300, 8_000)
    for spoiled, places in ((truncated, cuts), (flipped, bits)):
        look = partial(spoiled, folder, content, whole)
        yield look(places) if size is Size.SAMPLE else _in_parallel(look, places)
    if size is Size.FULL:
        short = content_of(EIGHT)
        figure = _in_parallel(partial(flipped, folder, short, tuple(EIGHT)), list(range(8 * len(short))))
        figure.what = "every single bit of a short journal flipped, its opening's too"
        yield figure


def _in_parallel(look: "partial[Figure]", places: list[int]) -> Figure:
    watch = Stopwatch()
    portions = [places[n :: WORKERS * 4] for n in range(WORKERS * 4)]
    with ProcessPoolExecutor(WORKERS, forkserver()) as pool:
        first, *others = pool.map(look, portions)
    for other in others:
        first.take(other)
    first.told.append(watch.rate(first.tried))
    return first


def truncated(folder: Path, content: bytes, whole: tuple[Entry, ...], cuts: Sequence[int]) -> Figure:
    """The journal cut to each of these lengths: what is whole is read, what is torn is named, and it goes on."""
    figure = Figure.of("a journal cut off inside each line", "lost", "undetected", "wrong line", "stuck")
    path = folder / f"cut-{cuts[0]}.jsonl" if cuts else folder / "cut.jsonl"
    ends = [n for n, byte in enumerate(content) if byte == ord("\n")]
    for cut in cuts:
        figure.tried += 1
        path.write_bytes(content[:cut])
        entries = sum(end <= cut for end in ends)  # a line without its end is whole
        line = 1 + content[:cut].count(b"\n")
        is_torn = cut not in {0, *ends} and content[cut - 1 : cut] != b"\n"
        try:
            found = read_journal(path)
        except JournalUnreadable as error:
            if entries:
                figure.found("lost", f"cut at {cut}: {error}")
            continue
        if found.entries != whole[:entries]:
            figure.found("lost", f"cut at {cut}: {len(found.entries)} of {entries} entries")
        if bool(found.torn) != is_torn:
            figure.found("undetected", f"cut at {cut}: {found.findings}")
        elif is_torn and [each.line for each in found.findings] != [line]:
            figure.found("wrong line", f"cut at {cut}, line {line}: {found.findings}")
        if cut % 50 == 0:
            _go_on(path, found, figure, f"cut at {cut}")
    return figure


def flipped(folder: Path, content: bytes, whole: tuple[Entry, ...], bits: Sequence[int]) -> Figure:
    """The journal with each of these bits flipped: it is named at its line, and every other line is read."""
    figure = Figure.of(
        "every single bit of a journal flipped", "lost", "undetected", "wrong line", "stuck", "traceback"
    )
    path = folder / f"flip-{bits[0]}.jsonl" if bits else folder / "flip.jsonl"
    for bit in bits:
        figure.tried += 1
        changed = bytearray(content)
        changed[bit // 8] ^= 1 << bit % 8
        path.write_bytes(changed)
        line = 1 + content[: bit // 8].count(b"\n")
        try:
            found = read_journal(path)
            replay(found.entries)
        except JournalUnreadable as error:
            if line > 1:
                figure.found("lost", f"bit {bit} of line {line}: {error}")
            elif "line 1" not in str(error):
                figure.found("undetected", f"bit {bit}: {error}")
            else:
                figure.noted["named, but in the opening line, and so unreadable"] += 1
            continue
        except RunOfShowError as error:
            figure.found("lost", f"bit {bit} of line {line}: {error}")
            continue
        _judge(found, whole, line, bit, figure)
        if bit % 400 == 3:
            _go_on(path, found, figure, f"bit {bit}")
    return figure


def _judge(found: Contents, whole: tuple[Entry, ...], line: int, bit: int, figure: Figure) -> None:
    if not found.findings:
        figure.found("undetected", f"bit {bit} of line {line}")
    elif not {each.line for each in found.findings} <= {line, line + 1}:
        figure.found("wrong line", f"bit {bit} of line {line}: {[str(each) for each in found.findings]}")
    others = {entry.n: entry for entry in whole if entry.n != line}
    if others != {entry.n: entry for entry in found.entries if entry.n != line}:
        figure.found("lost", f"bit {bit} of line {line}: another entry than its own isn't read")
    if line > 1 and any(entry not in whole for entry in found.entries):
        figure.found("undetected", f"bit {bit} of line {line}: it says something else")


def _go_on(path: Path, found: Contents, figure: Figure, where: str) -> None:
    """Append to what is left, and read it all again."""
    session = Session.join(path)
    entry = session.do(Note("afterwards"), "me")
    again = read_journal(path)
    stands = again.entries[: len(found.entries)] == found.entries  # behind it, perhaps, that this is another boot
    if not stands or again.entries[-1] != entry or again.torn:
        figure.found("stuck", where)
    path.with_name(f"{path.name}.torn").unlink(missing_ok=True)
