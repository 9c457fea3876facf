"""Sequences that never change, and share what stays."""

from hypothesis import given
from hypothesis import strategies as st

from runofshow.show.persistent import LARGEST_CHUNK, NumberSequence

LONG = 10 * LARGEST_CHUNK
STEPS = st.lists(st.tuples(st.booleans(), st.integers(0, LONG), st.integers(0, LONG)), max_size=60)


@given(st.lists(st.integers(0, LONG), unique=True, max_size=LONG), STEPS)
def test_a_sequence_holds_what_a_list_holds_after_the_same_steps(
    numbers: list[int], steps: list[tuple[bool, int, int]]
) -> None:
    """Its length, its order both ways, and every place; the one before a step stays as it was."""
    sequence, plain = NumberSequence(numbers), list(numbers)
    for inserts, place, number in steps:
        before, had = sequence, list(plain)
        if inserts and number not in plain:
            at = min(place, len(plain))
            sequence = sequence.inserted(at, number)
            plain.insert(at, number)
        elif not inserts:
            sequence = sequence.without(number)
            plain = [other for other in plain if other != number]
        assert list(before) == had
    assert (len(sequence), list(sequence), list(reversed(sequence))) == (len(plain), plain, plain[::-1])
    assert [sequence[place] for place in range(len(plain))] == plain
    assert sequence == NumberSequence(plain)
    assert [number in sequence for number in range(LONG)] == [number in plain for number in range(LONG)]


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), max_size=LONG), st.integers(0, 10))
def test_a_search_finds_the_first_number_behind_and_passes_over_those_that_tell_nothing(
    known: list[tuple[int, bool]], bound: int
) -> None:
    """Of those that tell something, all before the place say False, and all behind it True."""
    told = iter(sorted(value for value, tells in known if tells))
    values = [next(told) if tells else None for _, tells in known]

    def is_behind(place: int) -> bool | None:
        value = values[place]
        return None if value is None else value >= bound

    expected = next((place for place, value in enumerate(values) if value is not None and value >= bound), len(values))

    assert NumberSequence(range(len(values))).place_before(is_behind) == expected


def test_an_index_beyond_the_end_is_refused() -> None:
    """As a list does; from the end it counts backwards."""
    sequence = NumberSequence((4, 5, 6))

    assert (sequence[-1], sequence[-3]) == (6, 4)
    for place in (3, -4):
        try:
            sequence[place]
        except IndexError:
            continue
        raise AssertionError(place)
