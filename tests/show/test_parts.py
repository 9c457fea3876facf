"""Copies of values with some fields changed, and of maps."""

from dataclasses import replace as plainly_replaced

import pytest
from rpds import HashTrieMap

from runofshow.show.parts import as_dict, replace
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


def test_a_dictionary_has_all_that_a_map_has() -> None:
    """Whatever rpds hands to a pickle, which is where it comes from."""
    whole = {number: f"value {number}" for number in range(1_000)}

    assert as_dict(HashTrieMap(whole)) == whole
    assert as_dict(HashTrieMap(whole).remove(7)) == {key: value for key, value in whole.items() if key != 7}
    assert as_dict(HashTrieMap()) == {}
