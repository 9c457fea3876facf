"""Large digits."""

from typing import Final

from runofshow.ui.big_text import capitals, cells_wide, largest, lettered


def test_digits_look_like_digits() -> None:
    """At the smallest size two dots share a cell."""
    assert lettered("12:30", 1) == (
        "  █ ▀▀█ ▄ ▀▀█ █▀█",
        "  █ █▀▀ ▄ ▀▀█ █ █",
        "  ▀ ▀▀▀   ▀▀▀ ▀▀▀",
    )


def test_the_size_is_known_before_drawing() -> None:
    for text in ("0:00", "12:34", "+56:78", "1:09:59", " 9:59"):
        for size in range(1, 9):
            rows = lettered(text, size)
            assert len(rows) == (5 * size + 1) // 2, (text, size)
            assert {len(row) for row in rows} == {cells_wide(text, size)}, (text, size)


def test_no_two_figures_look_alike() -> None:
    assert len({tuple(lettered(figure, 2)) for figure in "0123456789+-"}) == 12


def test_the_largest_that_fits_is_taken() -> None:
    assert largest("00:00", 68, 10) == 4
    assert largest("00:00", 67, 10) == 3
    assert largest("00:00", 34, 24) == 2
    assert largest("00:00", 17, 3) == 1
    assert largest("00:00", 16, 3) is None
    assert largest("00:00", 80, 2) is None


CAPITALS: Final = {
    "Jürg Müller-Çelik": "JURG MULLER-CELIK",
    "Ørsted Łukasz Đoković": "ORSTED LUKASZ DOKOVIC",
    "Straße": "STRASSE",
    "Ægir Œuvre Þór İstanbul": "AEGIR OEUVRE THOR ISTANBUL",
    "Côte d’Ivoire – 2": "COTE D'IVOIRE - 2",
    "  two   spaces ": "TWO SPACES",
    "ﬁnal": "FINAL",
    "مصر": None,
    "Ελλάδα": None,
    "中国": None,
    "Mexico 🇲🇽": None,
    "a\x1b[31m": None,
    "   ": None,
    "": None,
}


def test_accents_go_and_other_scripts_are_left_to_ordinary_letters() -> None:
    assert {text: capitals(text) for text in CAPITALS} == CAPITALS


def test_every_letter_that_capitals_gives_can_be_drawn() -> None:
    for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-'.,&/()?!":
        rows = lettered(letter, 1)
        assert {len(row) for row in rows} == {cells_wide(letter, 1)}, letter
        assert "".join(rows).strip(), letter
        assert capitals(letter) == letter


def test_no_two_letters_look_alike_but_for_s_and_five() -> None:
    """O is no zero, I is no one, B is no eight; S and 5 are told apart by what stands around them."""
    drawn: dict[tuple[str, ...], str] = {}
    for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789":
        rows = lettered(letter, 2)
        drawn[rows] = drawn.get(rows, "") + letter
    assert [alike for alike in drawn.values() if len(alike) > 1] == ["S5"]
