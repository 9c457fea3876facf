"""What headings mean."""

import pytest

from runofshow.importing.columns import Field, field_named


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Timing", "start"),
        ("Time (min)", "length"),
        ("Speaking time", "length"),
        ("Time from", "start"),
        ("Time to", "end"),
        ("Session / Speaker", "speaker"),
        ("Name and title", "speaker"),
        ("Country / Organisation", "organization"),
        ("Orador/a", "speaker"),
        ("Intervenant·e", "speaker"),
        ("Intervenant(e)s", "speaker"),
        ("Ponentes", "speaker"),
        ("timeStart", "start"),
        ("custom:Speaker", "speaker"),
        ("Mic / Speaker", None),
        ("Notes for MC", None),
    ],
)
def test_a_heading_is_known_in_other_words(heading: str, field: Field | None) -> None:
    """In the plural, the other gender, and two of them in one; a part that nobody knows leaves it unknown."""
    assert field_named(heading) == field
