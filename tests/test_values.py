"""Values as every JSON of this program shows them."""

import pytest

from runofshow.agenda.model import Speaker
from runofshow.values import json_text, safe_lines, speaker_value, typed_value


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("one\r\ntwo\u2028three", "one\ntwo\nthree", id="every line break is a line feed"),
        pytest.param("  padded \n\n", "padded", id="blank space around the whole goes"),
        pytest.param("a\tb", "a b", id="a tab is a space"),
        pytest.param("\x1b[2J", "␛[2J", id="a control is a symbol"),
    ],
)
def test_lines_stay_lines_and_nothing_else_acts(text: str, lines: str) -> None:
    """A gist may have paragraphs."""
    assert safe_lines(text) == lines


@pytest.mark.parametrize("text", [None, "", "  \n "])
def test_nothing_typed_is_null(text: str | None) -> None:
    """A program needs to ask one question only."""
    assert typed_value(text) is None


def test_how_a_name_is_pronounced_is_no_part_of_the_record() -> None:
    """It is there for the moderator."""
    assert speaker_value(Speaker(name="Ms. Puri", say="POO-ree")) == {
        "name": "Ms. Puri",
        "title": None,
        "organization": None,
    }
    assert speaker_value(None) is None


def test_a_document_shows_every_script_as_itself() -> None:
    """Two spaces deep, with a line end."""
    assert json_text({"who": "中国"}) == '{\n  "who": "中国"\n}\n'
