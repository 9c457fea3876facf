"""Letters as whoever types counts them."""

import pytest

from runofshow.ui.apps.input_line import start_of_letter


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
    """Marks, joined emoji, skin colours and flags are one letter to whoever typed them."""
    assert text[: start_of_letter(text, len(text))] == left
