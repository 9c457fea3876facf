"""The time zone of a place."""

import pytest

from runofshow.importing.places import zone_of


@pytest.mark.parametrize(
    ("place", "zone"),
    [
        ("Conference Room 4, United Nations Headquarters, New York", "America/New_York"),
        ("Palais des Nations, Genève", "Europe/Zurich"),
        ("UNECA, Addis Ababa", "Africa/Addis_Ababa"),
        ("Dag Hammarskjöld Lounge", None),
        ("Room Paris, New York", None),
        ("", None),
    ],
)
def test_a_city_says_the_zone(place: str, zone: str | None) -> None:
    """None where no city is named, or two that are in different zones."""
    found = zone_of(place)

    assert (found and found.key) == zone
