"""Names of time zones: right, nearly right, and hostile."""

from hypothesis import given, settings
from hypothesis import strategies as st

from runofshow.agenda.zones import parse_zone
from tests.agenda.refused import refusal


def test_a_zone_is_found_by_its_name() -> None:
    """Zones that countries name, and those that only count hours."""
    for key in ("America/New_York", " Asia/Kathmandu ", "UTC", "Etc/GMT+2"):
        assert parse_zone(key).key == key.strip()


def test_an_unknown_zone_is_refused_with_the_one_most_like_it() -> None:
    """Whatever is forgotten, misspelled or meant."""
    likely = {
        "America/NewYork": "America/New_York",  # underscore forgotten
        "america/new_york": "America/New_York",  # lower case
        "New York": "America/New_York",  # the place alone
        "Asia/Calcuta": "Asia/Calcutta",  # misspelled
        "Addis Ababa": "Africa/Addis_Ababa",  # two words
        "Europe/Geneva": "Europe/Zurich",  # a seat that has no zone of its own
        "The_Hague": "Europe/Amsterdam",  # such a seat with an underscore
        "Pacific/Fuji": "Pacific/Fiji",  # the whole name is like enough, the place alone isn't
        "Port Spuin": "America/Port_of_Spain",  # just like enough
    }

    for text, zone in likely.items():
        assert refusal(parse_zone, text) == f"unknown time zone '{text}'; did you mean '{zone}'?"


def test_a_zone_that_is_like_none_is_refused_without_a_guess() -> None:
    """Nor is a zone guessed that lies the other way round the world, or one that is another on each machine."""
    for text in ("Etc/GMT+25", "UTC+2", "localtim", "Middle-earth", "x" * 40):
        assert refusal(parse_zone, text) == f"unknown time zone '{text}': write it like America/New_York"
    assert refusal(parse_zone, "x" * 41) == f"unknown time zone '{'x' * 39}…': write it like America/New_York"


def test_a_hostile_zone_name_is_refused_like_any_other() -> None:
    """No file of this machine is opened by it."""
    hostile = {
        "empty": "",
        "a folder": "America",
        "an absolute path": "/etc/localtime",
        "a path upwards": "../../../etc/passwd",
        "a path upwards inside": "America/../../etc/passwd",
        "a backslash": "America\\New_York",
        "a null": "UTC\0",
        "a file that is no zone": "zone.tab",
        "the zone of this machine": "localtime",
        "leap seconds": "right/UTC",
        "a lone surrogate": "\ud800",
        "far too long": "A" * 100_000,
    }

    for name, text in hostile.items():
        assert "time zone" in refusal(parse_zone, text), name


@settings(max_examples=40)
@given(st.text())
def test_whatever_is_typed_as_a_zone_is_found_or_refused(text: str) -> None:
    """Nothing else comes of it."""
    try:
        zone = parse_zone(text)
    except ValueError:
        return
    assert zone.key == text.strip()
