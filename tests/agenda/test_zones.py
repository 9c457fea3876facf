"""Names of time zones: right, nearly right, and hostile."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runofshow.agenda.zones import parse_zone


@pytest.mark.parametrize("key", ["America/New_York", " Asia/Kathmandu ", "UTC", "Etc/GMT+2"])
def test_a_zone_is_found_by_its_name(key: str) -> None:
    """Zones that countries name, and those that only count hours."""
    assert parse_zone(key).key == key.strip()


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        pytest.param("America/NewYork", "America/New_York", id="underscore forgotten"),
        pytest.param("america/new_york", "America/New_York", id="lower case"),
        pytest.param("New York", "America/New_York", id="the place alone"),
        pytest.param("Asia/Calcuta", "Asia/Calcutta", id="misspelled"),
        pytest.param("Addis Ababa", "Africa/Addis_Ababa", id="two words"),
        pytest.param("Europe/Geneva", "Europe/Zurich", id="a seat that has no zone of its own"),
    ],
)
def test_an_unknown_zone_is_refused_with_the_one_most_like_it(text: str, likely: str) -> None:
    """Whatever is forgotten, misspelled or meant."""
    with pytest.raises(ValueError, match=r"^") as refusal:
        parse_zone(text)
    assert str(refusal.value) == f"unknown time zone '{text}'; did you mean '{likely}'?"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("America", id="a folder"),
        pytest.param("/etc/localtime", id="an absolute path"),
        pytest.param("../../../etc/passwd", id="a path upwards"),
        pytest.param("America/../../etc/passwd", id="a path upwards inside"),
        pytest.param("America\\New_York", id="a backslash"),
        pytest.param("UTC\0", id="a null"),
        pytest.param("zone.tab", id="a file that is no zone"),
        pytest.param("localtime", id="whatever this machine has"),
        pytest.param("right/UTC", id="leap seconds"),
        pytest.param("\ud800", id="a lone surrogate"),
        pytest.param("A" * 100_000, id="far too long"),
    ],
)
def test_a_hostile_zone_name_is_refused_like_any_other(text: str) -> None:
    """No file of this machine is opened by it."""
    with pytest.raises(ValueError, match="time zone"):
        parse_zone(text)


@given(st.text())
def test_whatever_is_typed_as_a_zone_is_found_or_refused(text: str) -> None:
    """Nothing else comes of it."""
    try:
        zone = parse_zone(text)
    except ValueError:
        return
    assert zone.key == text.strip()
