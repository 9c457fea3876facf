"""A sample of each fault run; `python -m tests.faults` runs them whole."""

import sys

import pytest

from tests.faults import damaged
from tests.faults.__main__ import main
from tests.faults.crowd import crowd
from tests.faults.damaged import bits_turned, ends_cut_off, two_hours
from tests.faults.fuzz import fuzzed
from tests.faults.killed_commands import STRACE, commands_killed, written_in_order
from tests.faults.killed_writers import writers_killed
from tests.faults.tally import Tally, folder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing is killed there as a power cut would")

needs_strace = pytest.mark.skipif(STRACE is None, reason="needs strace")


@needs_strace
def test_nothing_is_acknowledged_before_it_is_on_the_disk() -> None:
    """Write, fsync, and only then the sentence; the folder too where the file is new."""
    assert written_in_order().faults == []


@needs_strace
def test_a_command_killed_at_a_system_call_loses_nothing_that_it_acknowledged() -> None:
    """And the next command goes on."""
    for tally in commands_killed(2):
        assert tally.faults == []
        assert tally.tried >= 2


def test_writers_killed_at_random_lose_and_double_nothing() -> None:
    """Sixty of ten thousand."""
    tally = writers_killed(60)

    assert tally.faults == []
    assert tally.tried == 60


def test_a_turned_bit_is_found_at_its_line() -> None:
    """One of each 499 in a journal of two hours."""
    assert bits_turned(499).faults == []


def test_an_end_that_was_cut_off_costs_nothing_before_it() -> None:
    """At one of each 193 bytes."""
    assert ends_cut_off(193).faults == []


def test_sixteen_writers_and_their_readers_agree() -> None:
    """Five entries each."""
    assert crowd(5).faults == []


def test_no_input_ends_in_a_traceback() -> None:
    """Two thousand of a million."""
    assert fuzzed(2_000).faults == []


def test_these_checks_can_fail() -> None:
    """A journal that is whole isn't taken for a damaged one, and a fault is counted."""
    with folder() as place:
        path = place / "whole.jsonl"
        path.write_bytes(b"".join(two_hours()))
        assert "isn't named" in damaged._undetected(path, 3)
    tally = Tally("a row", tried=1)
    tally.expect(0, "a sentence")
    assert "1 faults" in tally.row


def test_an_unknown_run_is_named() -> None:
    """In one sentence."""
    with pytest.raises(SystemExit, match="there is no fault run 'nonsense'"):
        main(["nonsense"])
