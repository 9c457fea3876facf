"""Large digits."""

import pytest

from runofshow.screen.lettering import cells_wide, largest, lettered, rows_high


def test_digits_look_like_digits() -> None:
    """At the smallest size two dots share a cell."""
    assert lettered("12:30", 1) == (
        "  █ ▀▀█ ▄ ▀▀█ █▀█",
        "  █ █▀▀ ▄ ▀▀█ █ █",
        "  ▀ ▀▀▀   ▀▀▀ ▀▀▀",
    )


@pytest.mark.parametrize("size", range(1, 9))
@pytest.mark.parametrize("text", ["0:00", "12:34", "+56:78", "1:09:59", " 9:59"])
def test_the_size_is_known_before_drawing(text: str, size: int) -> None:
    """The rows that are drawn have the height and the width that were said."""
    rows = lettered(text, size)
    assert len(rows) == rows_high(size)
    assert {len(row) for row in rows} == {cells_wide(text, size)}


def test_no_two_figures_look_alike() -> None:
    """Each figure can be told from each other one."""
    assert len({tuple(lettered(figure, 2)) for figure in "0123456789+-"}) == 12


def test_the_largest_that_fits_is_taken() -> None:
    """Digits are never cut: the next smaller size is taken, and none where none fits."""
    assert largest("00:00", 68, 10) == 4
    assert largest("00:00", 67, 10) == 3
    assert largest("00:00", 34, 24) == 2
    assert largest("00:00", 17, 3) == 1
    assert largest("00:00", 16, 3) is None
    assert largest("00:00", 80, 2) is None
