"""An undo goes on from an earlier state, and comes to what a replay of everything comes to."""

from datetime import timedelta
from random import Random

import pytest

from runofshow.errors import Refused
from runofshow.instants import Instant
from runofshow.show.actions.blocks import Extend, Next, Pause, Resume
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.actions.record import Amend, Amended, Note, RecordIntervention, Strike
from runofshow.show.actions.speakers_list import Ask, MarkAbsent
from runofshow.show.actions.undo import Redo, Undo, Undone
from runofshow.show.particulars import Particulars
from runofshow.show.replay import apply, decide, is_kept, replay
from runofshow.show.state import Action, Entry, Show
from tests.benchmarks.grown import interventions
from tests.builders import agenda, at, floor, minutes, next_entry, opened, speech
from tests.costs import calls_of

MEXICO, ORDER = Particulars(who="Mexico"), Particulars(who="Cuba", kind="point_of_order")
PLAN = agenda(speech("A", "10m"), floor("F", "30m"), speech("B", "10m"), floor("G", "rest", min="5m"))
SECOND = timedelta(seconds=1)


def _somebody_does(chance: Random, show: Show, now: Instant) -> Action:
    number = chance.randint(1, max(1, show.numbered))
    earlier = Instant(now - chance.randint(0, 900) * SECOND)
    return chance.choice(
        [
            *(GiveFloor(MEXICO), GiveFloor(ORDER), GiveFloor(first_waiting=True), EndFloor(), EndFloor(), Ask(MEXICO)),
            *(MarkAbsent(), Extend(minutes(1)), Pause(), Resume(), Note("a note"), Note("on somebody", number)),
            *(Strike(number, "withdrawn"), Amend(number, Particulars(gist="data")), Amend(number, began=earlier)),
            *(Amend(number, Particulars(kind="point_of_order")), Amend(number, Particulars(kind="statement"))),
            *(RecordIntervention(earlier, now, MEXICO), Undo(), Undo(), Undo(chance.randint(2, show.n + 1)), Redo()),
            *([Next()] if chance.random() < 0.1 else []),
        ]
    )


@pytest.mark.parametrize("seed", range(8))
def test_a_meeting_with_many_corrections_is_the_same_read_on_and_read_whole(seed: int) -> None:
    """Three hundred attempts, with undos of old entries and of several in a row; what is refused isn't written."""
    chance = Random(seed)
    entries = [opened(PLAN)]
    show, now = replay(entries), at("14:00")
    for attempt in range(300):
        now = Instant(now + chance.randint(0, 20) * SECOND)
        try:
            event = decide(show, _somebody_does(chance, show, now), now)
        except Refused:
            continue
        entries.append(next_entry(show, now, event))
        show = apply(show, entries[-1])
        if attempt % 40 == 0:  # from here on, checkpoints are those of a replay
            assert show == replay(entries)
            show = replay(entries) if chance.random() < 0.5 else show

    assert show == replay(entries)
    assert sum(isinstance(entry.event, Undone) for entry in entries) > 15


def test_an_undo_costs_no_more_in_a_show_five_times_as_long() -> None:
    """Of the last entries, and of some that lie behind: right after the start of the program, and later."""
    few, many = interventions(400), interventions(2_000)
    for read in (replay, _read_on):
        short, long = read(few), read(many)
        for back in (0, 24):
            assert _undo_cost(long, back) <= 1.5 * _undo_cost(short, back)


def test_a_kind_that_is_corrected_soon_costs_no_more_in_a_show_five_times_as_long() -> None:
    """Of the last interventions: what was said before them isn't played again."""
    few, many = interventions(400), interventions(2_000)
    for read in (replay, _read_on):
        short, long = read(few), read(many)

        assert _correction_cost(long) <= 1.5 * _correction_cost(short)


def _correction_cost(show: Show) -> int:
    """Count the calls of the correction of each of three interventions."""
    given = [one.entry for one in show.log()[-3:]]
    events = [Amended(of=n, changes=Particulars(kind="point_of_order")) for n in given]
    entries = [next_entry(show, show.last_move, event) for event in events]
    return calls_of(lambda: [apply(show, entry) for entry in entries])


def _read_on(entries: list[Entry]) -> Show:
    show = replay(entries[:1])
    for entry in entries[1:]:
        show = apply(show, entry)
    return show


def _undo_cost(show: Show, back: int) -> int:
    """Count the calls of the undo of each of eight entries: the checkpoint before some of them lies near."""
    undone = (Undone(entry=show.n - back - more) for more in range(8))
    entries = [next_entry(show, show.last_move, event) for event in undone]
    return calls_of(lambda: [apply(show, entry) for entry in entries])


def test_few_states_are_kept_and_the_last_ones_are_the_densest() -> None:
    """At 1,000 entries each eighth of the last 64, each sixteenth of the last 128, and so on."""
    kept = [place for place in range(1, 1_001) if is_kept(place, 1_001)]
    assert kept[-10:] == [912, 928, *range(944, 1_001, 8)]
    assert kept[0] == 128
    assert sum(is_kept(place, 100_000) for place in range(1, 100_001)) < 60


def test_what_is_kept_as_entries_come_is_what_is_kept_of_all_of_them() -> None:
    """Read on or read whole, the same places are there to go on from."""
    entries = interventions(700)
    show = replay(entries[:1])
    for entry in entries[1:]:
        show = apply(show, entry)
        assert [len(one.history) for one in show.earlier] == _kept(len(show.history))
    assert [len(one.history) for one in replay(entries).earlier] == _kept(700)


def _kept(count: int) -> list[int]:
    return [place for place in range(count - 1, 0, -1) if is_kept(place, count)]
