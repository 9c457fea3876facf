"""The times of a printed programme, with expectations worked out by hand."""

from datetime import timedelta
from itertools import pairwise
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runofshow.agenda.loader import default_agenda
from runofshow.agenda.model import Agenda
from runofshow.agenda.schedule import planned
from runofshow.export.printed_times import MINUTE, parse_step, printed_starts
from tests.builders import agenda, minutes

FIVE: Final = minutes(5)


def agenda_of(*blocks: tuple[str, str | None], end: str = "12:00", zone: str = "Europe/Zurich") -> Agenda:
    """A meeting from 10:00 with blocks of these lengths, each with its fixed start, without handovers."""
    rows: list[dict[str, Any]] = [
        {"item": f"Block {number}", "duration": length, **({} if start is None else {"start": start})}
        for number, (length, start) in enumerate(blocks)
    ]
    return agenda(*rows, date="2026-05-06", timezone=zone, start="10:00", end=end, handover="0s")


def printed(plan: Agenda, step: timedelta = FIVE) -> list[str]:
    return [f"{start:%H:%M}" for start in printed_starts(planned(plan).rows, plan, step)]


def test_starts_of_the_lunch_are_rounded_to_five_minutes() -> None:
    """13:03:30, 13:11, 13:18:30, 13:26, 13:38:30 … ; 14:27:30 lies between two, and goes to the earlier."""
    assert printed(default_agenda()) == [
        *("13:00", "13:05", "13:10", "13:20", "13:25", "13:40", "13:45"),
        *("13:55", "14:05", "14:15", "14:20", "14:25", "14:35", "14:40"),
    ]


def test_a_step_of_a_minute_prints_the_minute_in_which_a_block_begins() -> None:
    assert printed(default_agenda(), MINUTE) == [
        *("13:00", "13:03", "13:11", "13:18", "13:26", "13:38", "13:46"),
        *("13:53", "14:06", "14:13", "14:21", "14:27", "14:33", "14:38"),
    ]


@pytest.mark.parametrize(
    ("lengths", "step", "expected"),
    [
        pytest.param(("3m", "4m", "3m"), 5, ("10:00", "10:03", "10:07"), id="each gets a time of its own"),
        pytest.param(("2m", "2m", "8m"), 5, ("10:00", "10:02", "10:05"), id="as the start of the meeting"),
        pytest.param(("20s", "30s", "8m", "9m"), 5, ("10:00", "10:00", "10:00", "10:10"), id="within one minute"),
        pytest.param(("6m", "21m", "9m"), 15, ("10:00", "10:10", "10:30"), id="a step between"),
        pytest.param(("29m", "5m", "9m"), 30, ("10:00", "10:30", "10:35"), id="step by step"),
        pytest.param(("2m30s", "8m", "9m"), 5, ("10:00", "10:02", "10:10"), id="a half goes to the earlier"),
    ],
)
def test_blocks_that_would_get_the_same_time_take_a_smaller_step(
    lengths: tuple[str, ...], step: int, expected: tuple[str, ...]
) -> None:
    """Both of them, and only they; the first block keeps the start of the meeting.

    The starts are: 10:00, 10:03, 10:07; 10:00, 10:02, 10:04; 10:00:00, 10:00:20, 10:00:50, 10:08:50;
    10:00, 10:06, 10:27; 10:00, 10:29, 10:34; 10:00, 10:02:30, 10:10:30.
    """
    assert printed(agenda_of(*((length, None) for length in lengths)), minutes(step)) == list(expected)


def test_fixed_starts_and_the_hard_stop_are_never_rounded() -> None:
    """10:58 would be 11:00, after the fixed 10:59; 11:13 would be the hard stop."""
    plan = agenda_of(("58m", None), ("1m", None), ("8m", "10:59"), ("6m", None), ("2m", None), end="11:15")

    assert printed(plan) == ["10:00", "10:58", "10:59", "11:05", "11:13"]


def test_a_fixed_start_at_an_odd_minute_is_printed_as_it_is() -> None:
    """Also at the coarsest step, and the next block is never before it."""
    plan = agenda_of(("30m", None), ("8m", "10:47"), ("9m", None))

    assert printed(plan, minutes(60)) == ["10:00", "10:47", "11:00"]


def test_times_are_rounded_on_the_clock_of_the_event() -> None:
    """Nepal is 5:45 ahead: 10:16 is 4:31 in UTC, of which the nearest half hour is 10:15 in Nepal."""
    assert printed(agenda_of(("16m", None), ("20m", None), zone="Asia/Kathmandu"), minutes(30)) == ["10:00", "10:30"]


@given(
    blocks=st.lists(
        st.tuples(st.integers(1, 1800), st.one_of(st.none(), st.none(), st.integers(0, 200))), min_size=1, max_size=20
    ),
    step=st.sampled_from([1, 2, 5, 10, 15, 20, 30, 60]),
)
def test_printed_times_only_rise(blocks: list[tuple[int, int | None]], step: int) -> None:
    starts = [None if start is None else f"{10 + start // 60}:{start % 60:02}" for _, start in blocks]
    plan = agenda_of(*zip([f"{length}s" for length, _ in blocks], starts, strict=True), end="23:00")
    rows = planned(plan).rows

    times = printed_starts(rows, plan, minutes(step))

    exact = [row.start.astimezone(plan.timezone).replace(second=0, microsecond=0) for row in rows]
    assert times[0] == exact[0]
    for row, time, minute in zip(rows, times, exact, strict=True):
        assert abs(time - row.start) < max(minutes(step) / 2, MINUTE) + timedelta(seconds=1)
        assert time < plan.end
        if row.block.start is not None:
            assert time == minute
    for (time, after), (minute, next_minute) in zip(pairwise(times), pairwise(exact), strict=True):
        assert (time == after) if minute == next_minute else (time < after)


@pytest.mark.parametrize(
    ("text", "step"), [("0", 1), ("0m", 1), ("1m", 1), ("5m", 5), ("10 min", 10), (" 15m ", 15), ("1h", 60)]
)
def test_a_step_is_read(text: str, step: int) -> None:
    assert parse_step(text) == minutes(step)


@pytest.mark.parametrize("text", ["7m", "90s", "2h", "45m"])
def test_a_step_that_does_not_divide_an_hour_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"{text} doesn't divide an hour: take 5m, 10m, 15m or 30m, or 0"):
        parse_step(text)
