"""The rule by which lengths give way, in whole microseconds."""

from hypothesis import given
from hypothesis import strategies as st

from runofshow.agenda.sharing import Claim, shared

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
