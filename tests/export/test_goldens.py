"""Each format as a whole file, compared byte for byte with one that was read and found right."""

from pathlib import Path

import pytest

from runofshow.export.formats import FORMATS
from runofshow.show.entries import Mode
from tests.export.shows import recorded

GOLDENS = Path(__file__).parent / "goldens"


@pytest.mark.parametrize(("name", "golden"), [("csv", "log.csv"), ("markdown", "log.md"), ("json", "log.json")])
def test_the_whole_file(name: str, golden: str) -> None:
    """A closed meeting, with whatever can be in a record."""
    assert FORMATS[name](recorded()) == (GOLDENS / golden).read_bytes()


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("mode", ["live", "rehearsal"])
def test_a_meeting_that_still_goes_on(name: str, mode: Mode) -> None:
    """Every format tells an intervention that isn't over, whatever kind of show it is."""
    content = FORMATS[name](recorded(closed=False, mode=mode, until="17:10:00")).decode()

    assert "Mexico" in content
    assert "13:09:10" in content
    assert (mode == "rehearsal") == ("rehearsal" in content.lower())


@pytest.mark.parametrize("name", FORMATS)
def test_a_show_in_which_nothing_has_happened(name: str) -> None:
    """A record without a single intervention is a whole file too."""
    assert FORMATS[name](recorded(closed=False, until="16:56:00"))
