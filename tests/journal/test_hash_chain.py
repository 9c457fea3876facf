"""Reading on past damage."""

import random
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from runofshow.journal.entry_line import computed_seal, encode
from runofshow.journal.hash_chain import Chain, Unfit
from runofshow.show.state import Entry
from tests.journal.samples import EIGHT, content_of, lines_of, note

LINES = lines_of(EIGHT)
WHOLE = b"".join(LINES)
LONG = [*EIGHT, *(note(n, f"note {n}") for n in range(9, 41))]
SEAL_AND_LINE_END = len(',"seal":"0123456789abcdef"}\n')


def read(content: bytes) -> Chain:
    """What a journal of these bytes gives."""
    chain = Chain()
    chain.take(content)
    return chain


def numbers(chain: Chain) -> list[int]:
    """The entries that were read."""
    return [entry.n for entry in chain.entries]


def told(chain: Chain) -> list[tuple[int, str]]:
    """The damage, in a form to compare with."""
    return [(damage.line, damage.sentence) for damage in chain.damage]


def test_a_whole_journal_is_read_without_complaint() -> None:
    """The ordinary case."""
    chain = read(WHOLE)

    assert chain.entries == EIGHT
    assert chain.damage == []
    assert chain.lines == chain.n == len(EIGHT)


@pytest.mark.parametrize("step", [9, pytest.param(1, marks=pytest.mark.slow)], ids=["some", "all"])
def test_every_flipped_bit_is_found_and_named_at_its_line(step: int) -> None:
    """A bit in the text of a line costs that line; one in its seal or line end costs nothing.

    An opening line is read as it stands. Where nothing can be made of it any more, the journal is refused.
    """
    first_length = len(LINES[0])
    ends = [sum(map(len, LINES[: count + 1])) for count in range(len(LINES))]
    for place, bit in list(product(range(len(WHOLE)), range(8)))[::step]:
        flipped = bytearray(WHOLE)
        flipped[place] ^= 1 << bit
        line = WHOLE[:place].count(b"\n") + 1
        in_seal = ends[line - 1] - place <= SEAL_AND_LINE_END
        chain = Chain()
        try:
            taken = chain.take(bytes(flipped))
        except Unfit as unfit:
            assert place < first_length, (place, bit)
            assert str(unfit).startswith("line 1: ")
            continue
        torn_at = {chain.lines} if taken < len(flipped) else set()
        assert line in {damage.line for damage in chain.damage} | torn_at, (place, bit)
        if line == 1:
            assert chain.entries[1:] == EIGHT[1:], (place, bit)
        else:
            assert [entry for entry in EIGHT if entry.n != line or in_seal] == chain.entries, (place, bit)


@given(st.integers(min_value=0, max_value=2**32))
@example(6843)  # the noise ends in the place of a line end
def test_a_block_of_noise_costs_only_the_lines_that_it_covers(seed: int) -> None:
    """As when a sector of the disk is lost."""
    source = random.Random(seed)
    lines = lines_of(LONG)
    whole = b"".join(lines)
    start = source.randrange(len(lines[0]), len(whole) - 1)
    length = min(source.randrange(1, 600), len(whole) - start)
    spoilt = whole[:start] + source.randbytes(length) + whole[start + length :]

    chain = read(spoilt)

    first_lost = whole[:start].count(b"\n") + 1
    last_lost = whole[: start + length - 1].count(b"\n") + 1
    expected = [entry for entry in LONG if not first_lost <= entry.n <= last_lost]
    assert [entry for entry in chain.entries if not first_lost <= entry.n <= last_lost] == expected
    assert all(entry == LONG[entry.n - 1] for entry in chain.entries)


def test_a_lost_line_is_found_at_the_one_behind_it() -> None:
    """Which is read, for its own half of the seal vouches for it."""
    chain = read(b"".join([*LINES[:3], *LINES[4:]]))

    assert told(chain) == [(4, "entry 4 is missing before it")]
    assert numbers(chain) == [1, 2, 3, 5, 6, 7, 8]


def test_several_lost_lines_are_counted() -> None:
    """By the numbers of the entries around the gap."""
    chain = read(b"".join([*LINES[:2], *LINES[5:]]))

    assert told(chain) == [(3, "entries 3–5 are missing before it")]
    assert numbers(chain) == [1, 2, 6, 7, 8]


def test_a_line_that_stands_twice_is_counted_once() -> None:
    """The second one is named."""
    chain = read(b"".join([*LINES[:4], LINES[2], *LINES[4:]]))

    assert [line for line, _ in told(chain)] == [5]
    assert chain.entries == EIGHT


def test_two_lines_that_changed_places_are_named() -> None:
    """The later one isn't counted where it stands, and is missed where it should."""
    chain = read(b"".join([*LINES[:3], LINES[4], LINES[3], *LINES[5:]]))

    assert [line for line, _ in told(chain)] == [4, 6]
    assert numbers(chain) == [1, 2, 3, 4, 6, 7, 8]


@pytest.mark.parametrize("n", [4, 5, 30])
def test_a_line_of_another_journal_is_left_out(n: int) -> None:
    """What follows goes on from the line before it."""
    stranger, _ = encode(note(n, "somebody else's"), "0123456789abcdef")

    chain = read(b"".join([*LINES[:4], stranger, *LINES[4:]]))

    assert [line for line, _ in told(chain)] == [5]
    assert chain.entries == EIGHT


def test_a_line_edited_by_hand_is_left_out_and_named() -> None:
    """However small the change."""
    edited = LINES[2].replace(b"d\\u2019Ivoire", b"d'Ivoire")
    assert edited != LINES[2]

    chain = read(b"".join([*LINES[:2], edited, *LINES[3:]]))

    assert told(chain) == [(3, "it was changed or is damaged: its seal is wrong; it isn't counted")]
    assert numbers(chain) == [1, 2, 4, 5, 6, 7, 8]


def test_a_line_that_somebody_typed_is_left_out() -> None:
    """Nothing is an entry that the program didn't write."""
    chain = read(b"".join([*LINES[:4], b"# the chair came late\n", b"\n", *LINES[4:]]))

    assert [line for line, _ in told(chain)] == [5, 6]
    assert chain.entries == EIGHT


@pytest.mark.parametrize("between", [b"", b"\r", b"\x00\x00", b", "])
def test_two_lines_run_into_one_are_both_read(between: bytes) -> None:
    """The lost line end is named."""
    chain = read(b"".join([*LINES[:2], LINES[2][:-1], between, *LINES[3:]]))

    assert [line for line, _ in told(chain)] == [3]
    assert chain.entries == EIGHT


def test_line_ends_of_windows_are_named_and_cost_nothing() -> None:
    """As an editor or a version control system may leave them; a mark of the byte order too."""
    chain = read(b"\xef\xbb\xbf" + WHOLE.replace(b"\n", b"\r\n"))

    assert [line for line, _ in told(chain)] == list(range(1, 9))
    assert chain.entries == EIGHT


def test_several_damaged_lines_in_a_row_are_each_named() -> None:
    """And what follows is read."""
    spoilt = [line.replace(b'"tester"', b'"teaser"') for line in LINES[2:5]]

    chain = read(b"".join([*LINES[:2], *spoilt, *LINES[5:]]))

    assert [line for line, _ in told(chain)] == [3, 4, 5]
    assert numbers(chain) == [1, 2, 6, 7, 8]


@given(st.lists(st.integers(0, len(WHOLE)), max_size=6).map(sorted))
def test_portions_give_what_the_whole_gives(cuts: list[int]) -> None:
    """A reader that follows sees the same as one that comes late."""
    chain = Chain()
    taken = 0
    entries: list[Entry] = []
    for cut in [*cuts, len(WHOLE)]:
        chain = chain.fork()
        taken += chain.take(WHOLE[taken:cut])
        entries += chain.entries
        assert chain.damage == []

    assert entries == EIGHT
    assert taken == len(WHOLE)


def test_a_journal_cut_off_anywhere_gives_the_lines_before() -> None:
    """A line counts as soon as its seal is whole, even without its line end."""
    for length in range(len(WHOLE)):
        chain = Chain()
        taken = chain.take(WHOLE[:length])

        assert chain.entries == EIGHT[: WHOLE[: length + 1].count(b"\n")]
        assert chain.damage == []
        assert taken == len(b"".join(LINES[: chain.n])) - (not chain.ended)


@pytest.mark.parametrize("damaged", [3, 8])
def test_an_entry_written_behind_a_damaged_line_is_read_ever_after(damaged: int) -> None:
    """A writer that found the damage and one that comes later agree on the seal to write upon."""
    spoilt = [*LINES]
    spoilt[damaged - 1] = spoilt[damaged - 1].replace(b'"tester"', b'"teaser"')
    before = read(b"".join(spoilt))
    behind, _ = encode(note(before.n + 1, "afterwards"), before.seal)

    chain = read(b"".join([*spoilt, behind]))

    assert chain.entries == [*before.entries, note(before.n + 1, "afterwards")]
    assert [line for line, _ in told(chain)] == [damaged]


def test_without_its_opening_line_nothing_is_read() -> None:
    """The agenda stands in it."""
    with pytest.raises(Unfit, match="line 1: a journal begins with the opening of a show"):
        read(b"".join(LINES[1:]))


def test_a_number_left_out_under_right_seals_is_named() -> None:
    """No program of ours writes such a journal, but another may."""
    chain = read(content_of([*EIGHT[:3], note(6, "x")]))

    assert told(chain) == [(4, "entries 4–5 are missing before it")]
    assert numbers(chain) == [1, 2, 3, 6]


def test_a_number_that_goes_back_under_right_seals_is_left_out() -> None:
    """Likewise."""
    chain = read(content_of([*EIGHT[:3], note(2, "x"), note(4, "y")]))

    assert told(chain) == [(4, "it holds entry 2 after entry 3; it isn't counted")]
    assert numbers(chain) == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        pytest.param(
            (b'"A meeting"', b'"A reunion"'), "the agenda is read as it stands there, so compare it", id="text"
        ),
        pytest.param((b'"A meeting"', b'"A mea ting'), None, id="no JSON any more"),
        pytest.param((b'"n":1,', b'"n":7,'), None, id="another number"),
        pytest.param((b'"kind":"opened"', b'"kind":"openad"'), None, id="no kind of entry"),
    ],
)
def test_an_opening_that_somebody_edited_does_not_end_the_show(edit: tuple[bytes, bytes], sentence: str | None) -> None:
    """What it says is taken as it stands, and told; what says nothing any more can't be."""
    chain = Chain()
    changed = WHOLE.replace(*edit, 1)

    if sentence is None:
        with pytest.raises(Unfit, match="line 1: it is damaged"):
            chain.take(changed)
        return
    chain.take(changed)

    assert chain.entries[1:] == EIGHT[1:]
    assert [damage.line for damage in chain.damage] == [1]
    assert sentence in chain.damage[0].sentence


def test_the_end_of_a_line_may_come_later() -> None:
    """It was taken for its seal; then its line end comes, and the next line."""
    chain = Chain()

    assert chain.take(LINES[0] + LINES[1][:-1]) == len(LINES[0] + LINES[1]) - 1
    assert (chain.ended, chain.lines) == (False, 2)
    assert chain.take(b"\n" + LINES[2]) == 1 + len(LINES[2])
    assert (chain.ended, chain.lines, chain.damage) == (True, 3, [])
    assert numbers(chain) == [1, 2, 3]


LINE_END = "its line end is damaged, or something stands there that is no entry; what is whole is read"


@pytest.mark.parametrize(
    ("rest", "entries", "damage"),
    [
        pytest.param(
            b" \n", [1, 2, 4], [(2, LINE_END), (3, "entry 3 is missing before it")], id="something that is no entry"
        ),
        pytest.param(LINES[2], [1, 2, 3, 4], [(2, LINE_END)], id="another entry"),
        pytest.param(b", " + LINES[2], [1, 2, 3, 4], [(2, LINE_END)], id="something, and another entry"),
    ],
)
def test_what_stands_before_the_end_of_a_line_that_was_taken_is_told(
    rest: bytes, entries: list[int], damage: list[tuple[int, str]]
) -> None:
    """At that line; an entry in it counts, and the next one is written upon it."""
    chain = Chain()
    chain.take(LINES[0] + LINES[1][:-1])
    chain.take(rest)
    chain.take(encode(note(4, "x"), chain.seal)[0])

    assert told(chain) == damage
    assert numbers(chain) == entries
    assert (chain.ended, chain.lines) == (True, 3)


def test_until_a_line_has_its_end_nothing_behind_it_is_taken() -> None:
    """It may still be written; and a line whose seal is wrong is torn as long as it has no end."""
    chain = Chain()
    chain.take(LINES[0] + LINES[1][:-1])
    wrong = Chain()

    assert chain.take(LINES[2][:-1]) == 0
    assert (chain.ended, chain.lines) == (False, 2)
    assert wrong.take(LINES[0] + LINES[2][:-1].replace(b'"tester"', b'"teaser"')) == len(LINES[0])
    assert (wrong.ended, wrong.lines, wrong.damage) == (True, 1, [])


def test_a_writer_goes_on_from_the_seal_of_an_opening_that_was_edited() -> None:
    """The one that stands there: what was written upon it before is tied to it."""
    chain = read(LINES[0].replace(b'"A meeting"', b'"A reunion"'))

    assert chain.seal == encode(EIGHT[0], "")[1]


def test_a_damaged_digit_of_a_seal_costs_nothing() -> None:
    """Either half vouches for what the line says; the line is named, and what follows is tied to it."""
    line, last = LINES[3][:-1], encode(EIGHT[7], read(b"".join(LINES[:7])).seal)[1]
    for place in range(len(line) - 18, len(line) - 2):
        for digit in b"z01":
            spoilt = bytearray(line)
            spoilt[place] = digit
            chain = read(b"".join([*LINES[:3], spoilt, b"\n", *LINES[4:]]))

            assert chain.entries == EIGHT
            assert told(chain) == ([(4, "its seal is damaged; what it says is whole")] if spoilt != line else [])
            assert chain.seal == last


def test_an_entry_that_stands_twice_in_a_row_is_said_to_do_so() -> None:
    """The second time it isn't counted."""
    chain = read(b"".join([*LINES[:4], LINES[3], *LINES[4:]]))

    assert told(chain) == [(5, "it holds entry 4 a second time, or not in its place; it isn't counted")]
    assert chain.entries == EIGHT


@pytest.mark.parametrize(
    "first", [note(1, "x"), EIGHT[0]._replace(n=7)], ids=["entry 1 that opens nothing", "an opening that isn't entry 1"]
)
def test_a_journal_begins_with_entry_1_which_opens_the_show(first: Entry) -> None:
    """Both, under a right seal."""
    with pytest.raises(Unfit, match="line 1: a journal begins with the opening of a show"):
        read(content_of([first]))


def test_a_last_line_of_an_unknown_kind_ends_the_reading_also_without_its_end() -> None:
    """It is whole: a newer program wrote it, and nobody may write on behind it."""
    line = LINES[1][:-1].replace(b'"block_started"', b'"block_unheard_of"')
    seal = computed_seal(line, read(LINES[0]).seal)
    unknown = line[: -len(',"seal":"0123456789abcdef"}')] + b',"seal":"%b"}' % seal.encode()

    for end in (b"\n", b""):
        with pytest.raises(Unfit, match="line 2: 'block_unheard_of' is no kind of entry"):
            read(LINES[0] + unknown + end)


def test_a_gap_of_one_and_a_number_that_stands_twice_are_named_under_right_seals() -> None:
    """No program of ours writes such journals."""
    gap, twice = read(content_of([*EIGHT[:3], note(5, "x")])), read(content_of([*EIGHT[:3], note(3, "x")]))

    assert (told(gap), numbers(gap)) == ([(4, "entry 4 is missing before it")], [1, 2, 3, 5])
    assert (told(twice), numbers(twice)) == ([(4, "it holds entry 3 after entry 3; it isn't counted")], [1, 2, 3])


def test_a_line_of_an_unknown_kind_behind_a_lost_one_ends_the_reading_too() -> None:
    """Its own half of the seal says that it is whole."""
    line = LINES[1][:-1].replace(b'"block_started"', b'"block_unheard_of"')
    seal = computed_seal(line, "0123456789abcdef")
    unknown = line[: -len(',"seal":"0123456789abcdef"}')] + b',"seal":"%b"}' % seal.encode()

    with pytest.raises(Unfit, match="line 2: 'block_unheard_of' is no kind of entry"):
        read(LINES[0] + unknown + b"\n")
