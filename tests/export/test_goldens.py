"""Each text format as a whole file, compared byte for byte with one that was read and found right."""

from typing import Final

import pytest

from runofshow.export.formats import RECORD_FORMATS as FORMATS
from runofshow.export.formats import Options, Shape
from tests.export.conftest import AsGolden
from tests.export.shows import RECORDING_START, recorded

NAMES: Final = ("csv", "markdown", "json", "vtt", "srt", "chapters", "audacity")
SHAPES: Final[tuple[Shape, ...]] = ("table", "list")


def written(name: str, shape: Shape = "table", **others: object) -> bytes:
    """The sample meeting in that format."""
    return FORMATS[name].whole_file(recorded(**others), Options(shape, recording_start=RECORDING_START))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        pytest.param(name, shape, id=f"{name}-{shape}")
        for name in NAMES
        for shape in SHAPES
        if shape == "table" or "--shape" in FORMATS[name].takes
    ],
)
def test_the_whole_file_is_as_it_was(name: str, shape: Shape, as_golden: AsGolden) -> None:
    stem = name if name in {"chapters", "audacity"} else "log" if shape == "table" else "list"
    as_golden(f"{stem}{FORMATS[name].endings[0]}", written(name, shape))


def test_every_text_format_has_a_golden() -> None:
    assert {one.name for one in FORMATS if one.is_text} == set(NAMES)


def test_a_meeting_that_still_goes_on() -> None:
    for name in set(NAMES) - {"chapters"}:
        live = written(name, closed=False, until="17:10:00").decode()
        rehearsal = written(name, closed=False, mode="rehearsal", until="17:10:00").decode()

        assert "Mexico" in live, name
        assert "Mexico" in rehearsal, name
        assert "rehearsal" not in live.lower(), name
        assert "rehearsal" in rehearsal.lower(), name


def test_a_show_in_which_nothing_has_happened() -> None:
    for name in ("csv", "markdown", "json"):
        for shape in SHAPES:
            assert written(name, shape, closed=False, until="16:56:00"), (name, shape)
