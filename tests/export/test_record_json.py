"""JSON, read back as a program would."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from runofshow.export.json_values import instant_value, seconds
from runofshow.export.record_json import json_log
from tests.export.hostile import HOSTILE, SHOWN, harmful, hostile_record
from tests.export.shows import recorded


def read(content: bytes) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(content)
    return document


def test_hostile_text_comes_back_harmless_and_nothing_else_changes() -> None:
    for name, text in HOSTILE.items():
        content = json_log(hostile_record(text))
        first = read(content)["interventions"][0]

        assert first["gist"] == (SHOWN[name] or None), name
        assert first["number"] == 1, name
        assert not harmful(content.decode().replace("\n", "")), name


def test_a_meeting_that_goes_on_says_so() -> None:
    document = read(json_log(recorded(closed=False, mode="rehearsal", until="17:10:00")))

    assert document["meeting"]["finished"] is False
    assert document["meeting"]["mode"] == "rehearsal"
    assert document["interventions"][0]["ended"] is None
    assert document["interventions"][0]["duration"] == 50
    assert document["blocks"][1]["spells"] == [["2016-07-20T13:09:00-04:00", None]]


def test_parts_of_a_second_are_kept_as_milliseconds() -> None:
    whole = recorded()
    first = whole.interventions[0]
    given, ended = first.given + timedelta(microseconds=250_400), first.ended
    exact = replace(first, began=given, duration=timedelta(seconds=149.7496))

    one = read(json_log(replace(whole, interventions=(exact,))))["interventions"][0]

    assert ended is not None
    assert (one["given"], one["ended"]) == ("2016-07-20T13:09:10.250-04:00", "2016-07-20T13:11:40-04:00")
    assert one["duration"] == 149.75


def test_an_hour_that_comes_twice_is_told_by_its_offset() -> None:
    first, second = datetime(2016, 11, 6, 5, 30, tzinfo=UTC), datetime(2016, 11, 6, 6, 30, tzinfo=UTC)

    assert instant_value(first, ZoneInfo("America/New_York")) == "2016-11-06T01:30:00-04:00"
    assert instant_value(second, ZoneInfo("America/New_York")) == "2016-11-06T01:30:00-05:00"


def test_whole_seconds_are_whole_numbers() -> None:
    lengths = [timedelta(minutes=2), timedelta(milliseconds=1_500), timedelta(microseconds=100), -timedelta(seconds=30)]

    assert [repr(seconds(length)) for length in lengths] == ["120", "1.5", "0", "-30"]
