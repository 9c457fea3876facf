"""The plan: when every block begins and ends, and how lengths give way."""

from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runofshow.agenda.allocate import Claim, shared
from runofshow.agenda.model import Agenda
from runofshow.agenda.plan_checks import misfits
from runofshow.agenda.schedule import MICROSECOND, handover_before, limit_of, planned

ZERO = timedelta(0)
SECOND = timedelta(seconds=1)


class Demand(NamedTuple):
    """What a block asks of the time that is left, in lengths of time."""

    natural: timedelta
    minimum: timedelta
    takes_rest: bool = False
    used: timedelta = ZERO
    extra: timedelta = ZERO

    @property
    def claim(self) -> Claim:
        """The claim in microseconds."""
        natural, minimum, used, extra = (
            length // MICROSECOND for length in (self.natural, self.minimum, self.used, self.extra)
        )
        return Claim(natural, minimum, self.takes_rest, used, extra)


def share(available: timedelta, demands: list[Demand]) -> list[timedelta]:
    """How long each block lasts."""
    lengths = shared(available // MICROSECOND, [demand.claim for demand in demands])
    return [length * MICROSECOND for length in lengths]


def minutes(*numbers: float) -> list[timedelta]:
    return [timedelta(minutes=number) for number in numbers]


def rigid(length: float) -> Demand:
    return Demand(timedelta(minutes=length), timedelta(minutes=length))


def giving(length: float, least: float) -> Demand:
    return Demand(timedelta(minutes=length), timedelta(minutes=least))


def filling(least: float = 0, *, used: float = 0, extra: float = 0) -> Demand:
    lengths = minutes(least, least, used, extra)
    return Demand(lengths[0], lengths[1], takes_rest=True, used=lengths[2], extra=lengths[3])


def agenda_of(*blocks: dict[str, Any], end: str = "15:00", **fields: Any) -> Agenda:
    return Agenda.model_validate(
        {
            "title": "A meeting",
            "date": "2016-07-20",
            "start": "14:00",
            "end": end,
            "timezone": "UTC",
            "segments": [{"title": "All", "blocks": list(blocks)}],
            **fields,
        }
    )


def speech(name: str, duration: str, **fields: str) -> dict[str, Any]:
    return {"speaker": {"name": name}, "duration": duration, **fields}


def at(hour: int, minute: int, second: int = 0) -> datetime:
    return datetime(2016, 7, 20, hour, minute, second, tzinfo=UTC)


# How time is shared


@pytest.mark.parametrize(
    ("available", "demands", "expected"),
    [
        pytest.param(30, [], [], id="no blocks"),
        pytest.param(30, [rigid(10), rigid(5)], [10, 5], id="what nobody needs is left over"),
        pytest.param(10, [rigid(10), rigid(5)], [10, 5], id="rigid blocks never give"),
        pytest.param(30, [rigid(10), filling()], [10, 20], id="rest takes what is left"),
        pytest.param(30, [filling(), rigid(10), filling()], [10, 10, 10], id="two that rest share equally"),
        pytest.param(30, [filling(18), rigid(10), filling()], [18, 10, 2], id="a least length lifts one of them"),
        pytest.param(12, [rigid(10), filling(5)], [10, 5], id="rest is held at its least"),
        pytest.param(5, [rigid(10), filling()], [10, 0], id="rest without a least vanishes"),
        pytest.param(14, [giving(10, 4), filling(5)], [9, 5], id="rest gives first, then the others"),
        pytest.param(24, [giving(20, 10), giving(10, 5)], [16, 8], id="give in proportion"),
        pytest.param(24, [giving(20, 10), rigid(5), giving(4, 4)], [15, 5, 4], id="only those that can"),
        pytest.param(1, [giving(20, 10), giving(10, 5)], [10, 5], id="never under the least"),
        pytest.param(-60, [giving(20, 10), filling(3), rigid(2)], [10, 3, 2], id="the room is long gone"),
        pytest.param(30, [giving(10, 4)], [10], id="one that gives does not stretch"),
        pytest.param(20, [filling(used=10), filling()], [5, 15], id="what was used already counts"),
        pytest.param(4, [filling(used=10), filling()], [0, 4], id="what was used cannot be given back"),
        pytest.param(20, [filling(extra=4), filling()], [12, 8], id="an extension stays on top"),
    ],
)
def test_time_is_shared_by_the_rule(available: float, demands: list[Demand], expected: list[float]) -> None:
    """Blocks that fill give way first, then those that give, in proportion; rigid ones never do."""
    assert share(timedelta(minutes=available), demands) == minutes(*expected)


def test_what_does_not_divide_into_whole_seconds_falls_to_the_last() -> None:
    """Three blocks that share 100 seconds get 33, 33 and 34: the times of a plan stay whole."""
    assert share(100 * SECOND, [filling(), filling(), filling()]) == [33 * SECOND, 33 * SECOND, 34 * SECOND]


spans = st.one_of(
    st.integers(0, 7200).map(lambda seconds: seconds * SECOND), st.timedeltas(min_value=ZERO, max_value=7200 * SECOND)
)


@st.composite
def some_demands(draw: st.DrawFn, *, used: bool = True) -> list[Demand]:
    found: list[Demand] = []
    for _ in range(draw(st.integers(0, 8))):
        least, more = draw(spans), draw(st.one_of(st.just(ZERO), spans))
        if draw(st.booleans()):
            before, extra = (draw(spans), draw(spans)) if used else (ZERO, ZERO)
            found.append(Demand(least, least, takes_rest=True, used=before, extra=extra))
        else:
            found.append(Demand(least + more, least))
    return found


available_spans = st.timedeltas(min_value=-3600 * SECOND, max_value=40_000 * SECOND)


@given(available_spans, some_demands())
def test_lengths_stay_between_least_and_natural(available: timedelta, demands: list[Demand]) -> None:
    """No block is shorter than its least; only those that fill are longer than their natural length."""
    for length, demand in zip(share(available, demands), demands, strict=True):
        assert length >= demand.minimum
        assert demand.takes_rest or length <= demand.natural


@given(available_spans, some_demands())
def test_the_sum_is_exact(available: timedelta, demands: list[Demand]) -> None:
    """To the microsecond: all that is available, but never less than the least, nor more than there is use for."""
    least = sum((demand.minimum for demand in demands), ZERO)
    natural = sum((demand.natural for demand in demands), ZERO)
    most = available if any(demand.takes_rest for demand in demands) else min(available, natural)
    assert sum(share(available, demands), ZERO) == max(least, most)


@given(available_spans, some_demands())
def test_blocks_that_rest_are_equally_long(available: timedelta, demands: list[Demand]) -> None:
    """Whole lengths differ only by the remainder of whole seconds, or where a least length lifts one."""
    lengths = share(available, demands)
    filled = [(length, demand) for length, demand in zip(lengths, demands, strict=True) if demand.takes_rest]
    lifted = [(length, demand) for length, demand in filled if length > demand.minimum]
    wholes = [length + demand.used - demand.extra for length, demand in lifted]
    assert not wholes or max(wholes) - min(wholes) <= len(filled) * SECOND


@given(available_spans, spans, some_demands())
def test_more_room_makes_no_block_shorter(available: timedelta, more: timedelta, demands: list[Demand]) -> None:
    """Within the remainder that falls to the last block that rests, and a microsecond of rounding."""
    before, after = share(available, demands), share(available + more, demands)
    assert sum(before, ZERO) <= sum(after, ZERO)
    for small, large, demand in zip(before, after, demands, strict=True):
        assert large >= small - (len(demands) * SECOND if demand.takes_rest else MICROSECOND)


# The plan


def test_the_plan_follows_from_durations_and_handovers() -> None:
    """The worked example: 10, 10, a floor of 20 and 8 minutes, a minute between, from 14:00 to 14:51."""
    agenda = agenda_of(
        speech("A", "10m"),
        speech("B", "10m"),
        {"floor": "F", "duration": "20m", "min": "10m"},
        speech("C", "8m"),
        end="14:51",
        handover="1m",
    )
    plan = planned(agenda)
    assert [(row.start, row.end) for row in plan.rows] == [
        (at(14, 0), at(14, 10)),
        (at(14, 11), at(14, 21)),
        (at(14, 22), at(14, 42)),
        (at(14, 43), at(14, 51)),
    ]
    assert [row.given for row in plan.rows] == [ZERO] * 4
    assert (plan.overfull, misfits(agenda)) == (ZERO, [])
    assert (plan.end, plan.hard_stop) == (at(14, 51), at(14, 51))


def test_the_first_block_has_no_handover_even_if_one_is_written() -> None:
    """The room is opened at `start`, not half a minute later."""
    rows = planned(agenda_of(speech("A", "10m", handover="5m"), speech("B", "10m", handover="2m"))).rows
    assert [row.handover for row in rows] == minutes(0, 2)
    assert [row.start for row in rows] == [at(14, 0), at(14, 12)]
    assert [row.duration for row in rows] == minutes(10, 10)


def test_a_plan_without_rest_may_end_early() -> None:
    """Nothing is stretched that doesn't ask for it."""
    assert planned(agenda_of(speech("A", "10m"))).end == at(14, 10)


def test_a_plan_that_fits_by_giving_says_how_much() -> None:
    """What blocks with a `min` give up is known, and the plan ends with the room."""
    plan = planned(agenda_of(speech("A", "40m", min="20m"), {"floor": "F", "duration": "30m"}, handover="0s"))
    assert plan.end == at(15, 0)
    assert [row.given for row in plan.rows] == minutes(10, 0)
    assert plan.overfull == ZERO


def test_a_rest_block_at_its_least_gives_nothing() -> None:
    """Less time for a block that rests is no loss against the plan: it never had a length of its own."""
    plan = planned(agenda_of(speech("A", "40m"), {"floor": "F", "duration": "rest", "min": "20m"}, handover="0s"))
    assert [row.given for row in plan.rows] == [ZERO, ZERO]


def test_a_plan_too_long_names_the_block_in_which_the_room_ends() -> None:
    """Even the least lengths reach ten minutes past the hard stop."""
    agenda = agenda_of(speech("A", "30m"), speech("B", "39m"), {"floor": "F", "duration": "rest"}, handover="30s")
    assert planned(agenda).overfull == timedelta(minutes=10)
    assert [misfit.block.called for misfit in misfits(agenda)] == ["B"]


def test_a_block_has_the_agendas_defaults_where_it_says_nothing() -> None:
    """Handover and limit come from the agenda unless the block has its own."""
    agenda = agenda_of(
        {"floor": "F", "duration": "9m"},
        {"floor": "G", "duration": "9m", "limit": "90s", "handover": "0s"},
        speech("A", "9m"),
        handover="45s",
        floor={"limit": "3m"},
    )
    plain, special, spoken = agenda.blocks()
    assert [handover_before(block, agenda) for block in (plain, special)] == [45 * SECOND, ZERO]
    assert [limit_of(block, agenda) for block in (plain, special, spoken)] == minutes(3, 1.5, 3)


@given(
    st.lists(
        st.tuples(st.one_of(st.just("rest"), st.integers(1, 3600)), st.one_of(st.none(), st.integers(0, 3600))),
        min_size=1,
        max_size=8,
    ),
    st.integers(0, 300),
)
def test_a_plan_is_gapless_and_honest(blocks: list[tuple[str | int, int | None]], handover: int) -> None:
    """Each block starts a handover after the one before; it ends past the hard stop by exactly what it says."""
    raw: list[dict[str, Any]] = []
    for number, (duration, least) in enumerate(blocks):
        block: dict[str, Any] = {"floor": f"F{number}", "duration": duration if duration == "rest" else f"{duration}s"}
        if least is not None:
            block["min"] = f"{least if isinstance(duration, str) else min(least, duration)}s"
        raw.append(block)
    agenda = agenda_of(*raw, handover=f"{handover}s")
    plan = planned(agenda)
    assert plan.rows[0].start == agenda.start
    for before, row in zip(plan.rows, plan.rows[1:], strict=False):
        assert row.start - before.end == row.handover == handover * SECOND
    assert plan.overfull == max(ZERO, plan.end - agenda.end)
    assert any(misfit.is_error for misfit in misfits(agenda)) == (plan.overfull > ZERO)
    if plan.overfull:
        assert [row.duration for row in plan.rows] == [block.minimum for block in agenda.blocks()]
    if any(block.duration == "rest" for block in agenda.blocks()):
        assert plan.end >= agenda.end
