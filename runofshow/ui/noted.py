"""Everything that was said or noted, the newest first: what the rapporteur's screen lists, and its picture. Pure."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from heapq import merge
from operator import itemgetter
from typing import Final, Literal, NamedTuple

from rich.text import Text

from runofshow.agenda.delegations import folded
from runofshow.agenda.durations import clock_digits, countdown_digits
from runofshow.agenda.model import Panel, Speech
from runofshow.instants import Instant
from runofshow.show.forecast import Forecast
from runofshow.show.identities import speakers_so_far
from runofshow.show.names import hours_minutes, intervention_words, length_of, title_of
from runofshow.show.parts import BlockRun, GistOf, Identical, Interval, Intervention, NoteTaken, PanelTurn
from runofshow.show.state import Show
from runofshow.text import sanitize
from runofshow.ui.header import meeting_lines
from runofshow.ui.lines import column, exactly, line, rule, spread, wrapped
from runofshow.ui.palette import LABEL, NAME, PLAIN, QUIET, WARNING, signal_style, signal_word
from runofshow.ui.selection import keys_on_lines

Key = int | GistOf
"""The entry of an intervention, a note, a decision or a task; or whose gist of the programme it is."""

Kind = Literal["intervention", "programme", "note", "decision", "task"]

_INDENT: Final = 4
_MOST_LINES_A_GIST: Final = 3
_LOW: Final = 10
"""Rows under which there is no room for the keys."""


class Noted(NamedTuple):
    """A statement with its gist, or a note, a decision or a task."""

    key: Key
    kind: Kind
    name: str
    """The name of the speaker, or of what it is."""
    text: str
    at: Instant
    intervals: tuple[Interval, ...] = ()
    """The times in which somebody spoke; empty for what nobody said."""
    number: int | None = None
    """Of an intervention, or of the one that a note is about."""
    speaker: str | None = None
    """The name of a panellist."""

    @property
    def is_statement(self) -> bool:
        """True if somebody said it."""
        return bool(self.intervals)


Place = tuple[Instant, Key, Callable[[], Noted]]
"""The instant of a statement or note, its key, and a maker of the rest: little is shown of a long list."""


def places(show: Show) -> Iterator[Place]:
    """Yield the place of everything that was said or noted, the newest first."""
    floor = ((one.interval.start, one.entry, partial(_intervention, one)) for one in show.latest())
    notes = ((note.at, note.entry, partial(_note, show, note)) for note in show.notes)
    minutes, programme = _sorted(Identical(show))
    return merge(minutes, notes, floor, programme, key=itemgetter(0), reverse=True)


def found(show: Show, key: Key | None) -> Noted | None:
    """Return what has this key; None if it was undone."""
    if isinstance(key, int) and (one := show.interventions.get(key)) is not None:
        return _intervention(one)
    return None if key is None else next((make() for _, other, make in places(show) if other == key), None)


def current_statement(show: Show) -> Key | None:
    """Return the statement of whoever speaks now, else of who spoke last; None before anybody has."""
    if show.holder is not None:
        return show.holder
    run, turn = show.running, show.turn_now
    if run is not None and isinstance(run.block, Speech):
        return GistOf(run.id)
    if run is not None and isinstance(run.block, Panel):
        if turn is not None:
            return GistOf(run.id, folded(turn.speaker.name), turn.entry)
        if run.block.moderator is not None:
            return GistOf(run.id, folded(run.block.moderator.name))
    return next((key for _, key, make in places(show) if make().is_statement), None)


def neighbour(show: Show, key: Key | None, by: int) -> Key | None:
    """Return what comes so many places after something; whoever speaks now where that isn't there."""
    keys = [other for _, other, _ in places(show)][::-1]
    if key not in keys:
        return current_statement(show)
    return keys[min(max(0, keys.index(key) + by), len(keys) - 1)]


@lru_cache(maxsize=1)
def _sorted(of: "Identical[Show]") -> tuple[list[Place], list[Place]]:
    """Return decisions and tasks, and the programme: drawn each second, they stay the same until somebody acts."""
    show = of.value
    turns = show.turns_by_panel()
    ran = (run for run in show.running_order() if run.intervals)
    programme = (one for run in ran for one in _of_block(show, run, turns.get(run.id, ())))
    return _ready(_minutes(show)), _ready(programme)


def _ready(noted: Iterable[Noted]) -> list[Place]:
    return sorted(((one.at, one.key, partial(Noted._make, one)) for one in noted), key=itemgetter(0), reverse=True)


def _intervention(one: Intervention) -> Noted:
    gist, name = one.particulars.gist or "", intervention_words(one)
    return Noted(one.entry, "intervention", name, gist, one.interval.start, (one.interval,), one.number)


def _note(show: Show, note: NoteTaken) -> Noted:
    one = None if note.of is None else show.interventions.get(note.of)
    name = "note" if one is None else f"note on {intervention_words(one)}"
    return Noted(note.entry, "note", name, note.text, note.at, number=None if one is None else one.number)


def _minutes(show: Show) -> list[Noted]:
    """Return decisions and tasks, the newest first; a task as it is typed: what, who, by when."""
    minutes = {one.entry: Noted(one.entry, "decision", "DECISION", one.text, one.at) for one in show.decisions}
    for task in show.tasks:
        parts = (task.text, task.owner, None if task.due is None else task.due.isoformat())
        words = "; ".join(part for part in parts if part)
        minutes[task.entry] = Noted(task.entry, "task", "TASK", words, task.at)
    return [minutes[entry] for entry in sorted(minutes, reverse=True)]


def _of_block(show: Show, run: BlockRun, turns: Iterable[PanelTurn]) -> Iterator[Noted]:
    def statement(key: GistOf, name: str, intervals: tuple[Interval, ...], speaker: str | None = None) -> Noted:
        gist, start = show.gists.get(key, ""), intervals[0].start
        return Noted(key, "programme", sanitize(name), gist, start, intervals, speaker=speaker)

    if isinstance(run.block, Speech):
        yield statement(GistOf(run.id), run.block.called, run.intervals)
    elif isinstance(run.block, Panel):
        for turn in turns:
            name = turn.speaker.name
            yield statement(GistOf(run.id, folded(name), turn.entry), name, (turn.interval,), name)
        for speaker in speakers_so_far(run):
            key = GistOf(run.id, folded(speaker.name))
            if speaker == run.block.moderator or key in show.gists:
                yield statement(key, speaker.name, run.intervals, speaker.name)


# The picture.


def gist_picture(  # noqa: PLR0913 -- what is seen, of which one, and what is said beside it
    show: Show,
    forecast: Forecast,
    picked: Key | None,
    width: int,
    height: int,
    warnings: Sequence[str] = (),
    keys: Sequence[str] = (),
) -> list[Text]:
    """Draw the screen above its line; `picked` is what is being written, `keys` stand at the foot."""
    foot = keys_on_lines(keys, width) if keys and height >= _LOW else []
    warned = [exactly(line(f" {sanitize(sentence)}"), width, WARNING) for sentence in warnings]
    top = [*meeting_lines(show, forecast, width), *warned, _now(show, forecast, width), exactly(rule(width), width)]
    room = max(0, height - len(top) - len(foot))
    return column([*top, *column(_list(show, forecast, picked, width, room), width, room), *foot], width, height)


def _now(show: Show, forecast: Forecast, width: int) -> Text:
    """Draw who speaks, and the countdown."""
    countdown = forecast.holder
    if show.holding is not None and countdown is not None:
        words = line(("NOW  ", LABEL), (intervention_words(show.holding), NAME))
    elif show.running is not None and (countdown := forecast.countdown) is not None:
        turn = "" if show.turn_now is None else f"{sanitize(show.turn_now.speaker.name)} · "
        words = line(("NOW  ", LABEL), f"{turn}{title_of(show.running)}")
    else:
        return exactly(line(("nobody speaks", QUIET)), width)
    figures = f" {countdown_digits(countdown.remaining)} {signal_word(countdown)} "
    return spread(words, line((figures, signal_style(countdown.signal))), width)


def _list(show: Show, forecast: Forecast, picked: Key | None, width: int, height: int) -> list[Text]:
    """Draw what was said and noted, in its order, with the picked one among it.

    The newest is the last one, unless the picked one lies farther back: then that is the first.
    """
    every = places(show)
    if (newest := next(every, None)) is None:
        return [line(("Nobody has spoken yet. What is typed is a note on the meeting.", QUIET))]
    back = [newest]  # from the newest back to the picked one
    if found(show, picked) is not None:
        while back[-1][1] != picked:
            back.append(next(every))
    shown: list[Text] = []
    for _, key, make in reversed(back):
        shown += _noted(show, forecast, make(), width, picked=key == picked)
        if len(shown) >= height:
            return shown[:height]
    for _, _, make in every:  # and as far back as there is room
        rows = _noted(show, forecast, make(), width, picked=False)
        if len(shown) + len(rows) > height:
            break
        shown = [*rows, *shown]
    return shown


def _noted(show: Show, forecast: Forecast, one: Noted, width: int, *, picked: bool) -> list[Text]:
    took = f"{clock_digits(length_of(show, one.intervals, forecast.now)):>7} " if one.is_statement else ""
    times = line((f"{took}{hours_minutes(show, one.at)}", QUIET))
    head = spread(line((f"{'›' if picked else ' '} {one.name}", NAME if picked else PLAIN)), times, width)
    gist = wrapped(one.text, width - _INDENT, _MOST_LINES_A_GIST)
    return [head, *(line(" " * _INDENT, part) for part in gist or ["–"])]
