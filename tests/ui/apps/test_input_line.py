"""Letters as whoever types counts them."""

import pytest

from runofshow.ui.apps.input_line import rows_of_text, start_of_letter


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("ab", "a"),
        ("e\u0301", ""),
        ("ae\u0301\u0323", "a"),
        ("का", ""),
        ("x👍🏽", "x"),
        ("x👩‍👩‍👧", "x"),
        ("🇨🇮🇲🇽", "🇨🇮"),
        ("🇨🇮🇲", "🇨🇮"),
        ("a🇨🇮", "a"),
        ("می\u200cخ", "می\u200c"),
        ("中国", "中"),
        ("\u0301", ""),
    ],
)
def test_a_letter_goes_with_all_that_hangs_on_it(text: str, left: str) -> None:
    assert text[: start_of_letter(text, len(text))] == left


def broken(text: str, width: int) -> list[str]:
    starts = rows_of_text(text, width)
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def test_a_long_text_takes_as_many_rows_as_it_needs() -> None:
    assert broken("", 10) == [""]
    assert broken("one two", 10) == ["one two"]
    assert broken("asked about data and costs", 11) == ["asked ", "about ", "data and ", "costs"]
    assert broken("x" * 25, 11) == ["x" * 10, "x" * 10, "x" * 5]
    assert broken("中国人民", 6) == ["中国", "人民"]
    assert "".join(broken("👩‍👩‍👧" * 9, 7)) == "👩‍👩‍👧" * 9
    assert all(row.startswith("👩") for row in broken("👩‍👩‍👧" * 9, 7))
    assert broken("ab", 0) == ["a", "b"]
