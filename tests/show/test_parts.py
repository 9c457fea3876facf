"""Copies of values with some fields changed."""

from dataclasses import replace as plainly_replaced

import pytest

from runofshow.show.parts import replace
from tests.builders import agenda, at, played, speech


def test_a_copy_is_that_of_the_standard_library() -> None:
    """Of a show and of a block's run; the value itself stays."""
    show = played(agenda(speech("A", "10m")))
    run = show.runs["a"]

    assert replace(show, paused=True, closed=at("14:00")) == plainly_replaced(show, paused=True, closed=at("14:00"))
    assert replace(run, start=at("14:10")) == plainly_replaced(run, start=at("14:10"))
    assert (show.paused, run.start) == (False, None)


def test_a_field_that_is_not_there_is_refused() -> None:
    """A slip of the pen, which mypy finds, too."""
    show = played(agenda(speech("A", "10m")))

    with pytest.raises(KeyError):
        replace(show, pausd=True)  # type: ignore[call-arg]
