"""Instants are UTC, whatever zone they come from."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from runofshow.instants import instant, shown_length
from runofshow.show.actions.meeting import HardStopSet

NEW_YORK = ZoneInfo("America/New_York")


def test_a_local_time_becomes_utc() -> None:
    assert instant(datetime(2016, 7, 20, 13, tzinfo=NEW_YORK)) == datetime(2016, 7, 20, 17, tzinfo=UTC)
    assert instant(datetime(2016, 7, 20, 13, tzinfo=NEW_YORK)).tzinfo is UTC


def test_instants_around_a_change_of_clocks_are_as_far_apart_as_they_are() -> None:
    """01:30 in summer time, then 02:00 in winter time on the night of 2 November 2025: an hour and a half."""
    summer, winter = datetime(2025, 11, 2, 1, 30, tzinfo=NEW_YORK), datetime(2025, 11, 2, 2, tzinfo=NEW_YORK)

    assert instant(winter) - instant(summer) == timedelta(hours=1, minutes=30)
    assert winter - summer == timedelta(minutes=30)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        instant(datetime(2016, 7, 20, 13))  # noqa: DTZ001 -- that is what is tried


def test_an_instant_in_the_journal_is_in_utc() -> None:
    """Also where an older program wrote it with the offset of the place."""
    written = HardStopSet.model_validate({"hard_stop": "2025-11-02T01:30:00-05:00"})
    local = HardStopSet(hard_stop=datetime(2025, 11, 2, 1, 30, fold=1, tzinfo=NEW_YORK))

    assert written.hard_stop == local.hard_stop == datetime(2025, 11, 2, 6, 30, tzinfo=UTC)
    assert written.hard_stop.tzinfo is local.hard_stop.tzinfo is UTC


def test_a_shown_length_is_the_difference_of_the_shown_instants() -> None:
    """From 13:00:10.9 to 13:01:10.1 are 59.2 seconds, but 13:00:10 and 13:01:10 stand there: 1:00."""

    def ten(minute: int, fraction: float) -> datetime:
        return datetime(2016, 7, 20, 13, minute, 10, tzinfo=UTC) + timedelta(seconds=fraction)

    lasted = timedelta(seconds=59.2)
    assert shown_length([(ten(0, 0.9), ten(1, 0.1))], lasted) == timedelta(minutes=1)
    held = lasted - timedelta(seconds=5.7)
    assert shown_length([(ten(0, 0.9), ten(1, 0.1))], held) == timedelta(seconds=55), "its pauses are cut as well"
    assert shown_length([(ten(0, 0.9), ten(1, 0.1)), (ten(2, 0), ten(3, 0.9))], lasted + timedelta(seconds=60.9)) == (
        timedelta(minutes=2)
    ), "and two spans add up"


def test_a_shown_length_is_right_over_a_change_of_clocks() -> None:
    """01:30 in summer time, then 02:00 in winter time: 1:30:00."""
    summer, winter = datetime(2025, 11, 2, 1, 30, tzinfo=NEW_YORK), datetime(2025, 11, 2, 2, tzinfo=NEW_YORK)
    assert shown_length([(summer, winter)], timedelta(minutes=90)) == timedelta(minutes=90)
