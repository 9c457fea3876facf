"""The rule by which lengths give way, in whole microseconds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runofshow.agenda.allocate import SECOND, Claim, shared

LENGTHS = st.integers(0, 3_600_000_000)


@st.composite
def claims(draw: st.DrawFn) -> list[Claim]:
    """Rigid ones, ones that give and ones that fill, in any order."""
    made = []
    for natural in draw(st.lists(LENGTHS, min_size=1, max_size=8)):
        kind = draw(st.sampled_from(["rigid", "gives", "fills"]))
        least = natural if kind == "rigid" else draw(st.integers(0, natural))
        used = draw(LENGTHS) if kind == "fills" else 0
        made.append(Claim(least, least, takes_rest=True, used=used) if kind == "fills" else Claim(natural, least))
    return made


@given(LENGTHS, claims())
def test_a_rigid_block_may_as_well_be_left_out(available: int, wanted: list[Claim]) -> None:
    """Its length taken off what there is, the others have what they had: that is how a trial shares."""
    whole = shared(available, wanted)

    loose = [claim for claim in wanted if claim.takes_rest or claim.spare]
    rigid = sum(claim.natural for claim in wanted if not (claim.takes_rest or claim.spare))

    expected = [length for claim, length in zip(wanted, whole, strict=True) if claim.takes_rest or claim.spare]
    assert shared(available - rigid, loose) == expected


@given(st.integers(-3_600_000_000, 3_600_000_000), claims())
def test_a_block_alone_shares_as_it_would_beside_one_that_asks_for_nothing(available: int, wanted: list[Claim]) -> None:
    """The short way and the long way come to the same."""
    alone = wanted[0]

    assert shared(available, [alone]) == shared(available, [alone, Claim(0, 0)])[:1]


def minutes(*counts: float) -> list[int]:
    """So many minutes, in microseconds."""
    return [round(count * 60_000_000) for count in counts]


def gives(natural: float, least: float, give: float = 0) -> Claim:
    """A block of so many minutes that may be as short as `least`."""
    long, short, most = minutes(natural, least, give)
    return Claim(long, short, give=most)


def rest(least: float, used: float = 0, extra: float = 0) -> Claim:
    """A block that takes what the others leave."""
    long, gone, more = minutes(least, used, extra)
    return Claim(long, long, takes_rest=True, used=gone, extra=more)


@pytest.mark.parametrize(
    ("available", "claims", "lengths"),
    [
        pytest.param(45, [gives(60, 30)], [45], id="one gives what is short"),
        pytest.param(20, [gives(60, 30)], [30], id="one gives down to its least"),
        pytest.param(99, [gives(60, 30)], [60], id="one takes no more than it wants"),
        pytest.param(45, [rest(30)], [45], id="one rest takes all"),
        pytest.param(20, [rest(30)], [30], id="one rest has its least"),
        pytest.param(30, [gives(20, 10), gives(10, 5)], [20, 10], id="nothing is short"),
        pytest.param(40, [gives(20, 10), gives(10, 5)], [20, 10], id="there is more than anybody wants"),
        pytest.param(24, [gives(20, 10), gives(10, 5)], [16, 8], id="6 are short of 10 and 5 that can be given"),
        pytest.param(10, [gives(20, 10), gives(10, 5)], [10, 5], id="more is short than can be given"),
        pytest.param(27, [gives(20, 10), gives(10, 10)], [17, 10], id="a rigid one gives nothing"),
        pytest.param(11, [gives(3, 0, 5), gives(20, 10, 10)], [0, 11], id="12 short: 3 of its 4 are all the first has"),
        pytest.param(17, [gives(3, 0, 5), gives(20, 10, 10)], [1, 16], id="6 short: 2 and 4, by whole gives"),
        pytest.param(
            16,
            [gives(3, 0, 6), gives(5, 3, 3), gives(20, 11, 9)],
            [0, 3, 13],
            id="12 short: 4 are more than the first has, 2 just what the second has, and the third gives 7",
        ),
        pytest.param(30, [gives(10, 5), rest(5), rest(5)], [10, 10, 10], id="two rests are equally long"),
        pytest.param(30, [rest(5), gives(10, 5), rest(5)], [10, 10, 10], id="in whatever order"),
        pytest.param(20, [rest(5), gives(20, 10)], [5, 15], id="a rest gives first, down to its least"),
        pytest.param(12, [rest(5), gives(20, 10)], [5, 10], id="and then all have their least"),
        pytest.param(20, [rest(15), rest(2)], [15, 5], id="one has its least, which is more than the other's"),
        pytest.param(30, [rest(16), rest(8), rest(1)], [16, 8, 6], id="two have theirs, one after the other"),
        pytest.param(20, [rest(0, used=4), rest(0)], [8, 12], id="whole lengths are equal, 4 are used"),
        pytest.param(20, [rest(0, extra=2), rest(0)], [11, 9], id="beside what one was given on top"),
        pytest.param(10, [rest(5, extra=4), rest(0)], [7, 3], id="what was given on top lifts it above its least"),
        pytest.param(4, [rest(3), gives(20, 5), rest(2)], [3, 5, 2], id="two rests have their least, too"),
        pytest.param(20, [rest(9, used=4), rest(0)], [9, 11], id="but never less than the least"),
    ],
)
def test_lengths_give_way_by_one_rule(available: float, claims: list[Claim], lengths: list[float]) -> None:
    """In minutes, by hand."""
    assert shared(minutes(available)[0], claims) == minutes(*lengths)


@pytest.mark.parametrize(
    ("available", "claims", "lengths"),
    [
        pytest.param(290, [Claim(100, 0)] * 3, [97, 97, 96], id="ten are short, of three alike"),
        pytest.param(
            21 * SECOND, [Claim(0, 0, takes_rest=True)] * 2, [10 * SECOND, 11 * SECOND], id="a second left over"
        ),
        pytest.param(
            32 * SECOND, [Claim(0, 0, takes_rest=True)] * 3, [10 * SECOND, 11 * SECOND, 11 * SECOND], id="two of them"
        ),
        pytest.param(20_400_000, [Claim(0, 0, takes_rest=True)] * 2, [10_000_000, 10_400_000], id="less than a second"),
        pytest.param(
            21_400_000, [Claim(0, 0, takes_rest=True)] * 2, [10_000_000, 11_400_000], id="a second and a bit more"
        ),
        pytest.param(0, [Claim(0, 0, takes_rest=True)] * 2, [0, 0], id="nothing"),
        pytest.param(1, [Claim(0, 0, takes_rest=True)] * 2, [0, 1], id="next to nothing"),
        pytest.param(298, [Claim(100, 98)] * 3, [100, 99, 99], id="two are short, of three alike"),
        pytest.param(
            21_600_000,
            [Claim(10_500_000, 10_500_000, takes_rest=True)] * 2,
            [10_500_000, 11_100_000],
            id="the whole seconds are below the least",
        ),
    ],
)
def test_what_does_not_divide_is_lost_nowhere(available: int, claims: list[Claim], lengths: list[int]) -> None:
    """The last ones have it, to the microsecond."""
    assert shared(available, claims) == lengths
