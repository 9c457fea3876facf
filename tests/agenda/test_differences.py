"""What differs between two agendas of one meeting."""

from runofshow.agenda.differences import Added, Changed, Difference, Dropped, differences
from tests.builders import agenda, speech


def found(before: list[str], after: list[str]) -> list[tuple[str, ...]]:
    """The differences, by the names of blocks; one that ends in ``+`` is longer."""

    def blocks(names: list[str]) -> list[dict[str, object]]:
        return [speech(name.rstrip("+"), "2m" if name.endswith("+") else "1m") for name in names]

    def told(one: Difference) -> tuple[str, ...]:
        match one:
            case Changed(before=was, after=now):
                return "changed", was.id, now.id
            case Added(block=block, before=following):
                return "added", block.id, "at the end" if following is None else following.id
            case Dropped(block=block):
                return "dropped", block.id

    return [told(one) for one in differences(agenda(*blocks(before)), agenda(*blocks(after)))]


def test_blocks_that_stand_in_one_place_are_one_block() -> None:
    """Under another name, or with another length; what is the same is left out."""
    assert found(["A", "B"], ["A", "B"]) == []
    assert found(["A", "B"], ["A", "B+"]) == [("changed", "b", "b")]
    assert found(["A", "B", "C"], ["A", "X", "C"]) == [("changed", "b", "x")]


def test_what_only_one_of_them_holds_is_added_or_dropped() -> None:
    """With what follows it; a block that was moved is both."""
    assert found(["A", "C"], ["A", "B", "C"]) == [("added", "b", "c")]
    assert found(["A"], ["A", "B"]) == [("added", "b", "at the end")]
    assert found(["A", "B", "C"], ["A", "C"]) == [("dropped", "b")]
    assert found(["A", "B", "C"], ["B", "C", "A"]) == [("dropped", "a"), ("added", "a", "at the end")]
    assert found(["A", "B", "C"], ["A", "X"]) == [("changed", "b", "x"), ("dropped", "c")]
    assert found(["A", "B"], ["A", "X", "Y"]) == [("changed", "b", "x"), ("added", "y", "at the end")]
