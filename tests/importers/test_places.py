"""The time zone of a place."""

from runofshow.importers.places import zone_of


def test_a_city_says_the_zone() -> None:
    rows = {
        "Conference Room 4, United Nations Headquarters, New York": "America/New_York",
        "Palais des Nations, Genève": "Europe/Zurich",
        "UNECA, Addis Ababa": "Africa/Addis_Ababa",
        "Dag Hammarskjöld Lounge": None,
        "Room Paris, New York": None,
        "": None,
    }

    assert {place: getattr(zone_of(place), "key", None) for place in rows} == rows
