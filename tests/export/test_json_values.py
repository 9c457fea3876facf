"""Values as every JSON of this program shows them."""

import pytest

from runofshow.agenda.model import Speaker
from runofshow.export.json_values import json_text, safe_lines, speaker_value, typed_value


def test_lines_stay_lines_and_nothing_else_acts() -> None:
    rows = {
        "one\r\ntwo\u2028three": "one\ntwo\nthree",  # every line break is a line feed
        "  padded \n\n": "padded",  # blank space around the whole goes
        "a\tb": "a b",  # a tab is a space
        "\x1b[2J": "␛[2J",  # a control is a symbol
    }

    assert {text: safe_lines(text) for text in rows} == rows


@pytest.mark.parametrize("text", [None, "", "  \n "])
def test_nothing_typed_is_null(text: str | None) -> None:
    assert typed_value(text) is None


def test_how_a_name_is_pronounced_is_no_part_of_the_record() -> None:
    assert speaker_value(Speaker(name="Ms. Puri", say="POO-ree")) == {
        "name": "Ms. Puri",
        "title": None,
        "organization": None,
    }
    assert speaker_value(None) is None


def test_a_document_shows_every_script_as_itself() -> None:
    assert json_text({"who": "中国"}) == '{\n  "who": "中国"\n}\n'
