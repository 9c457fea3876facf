"""Lengths of time: reading what people type, spelling, and the digits of screens."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runofshow.agenda.durations import (
    LONGEST,
    clock_digits,
    countdown_digits,
    parse_duration,
    parse_signed_duration,
    signed_digits,
    spell_duration,
)
from tests.agenda.refused import refusal


def span(hours: float = 0, minutes: float = 0, seconds: float = 0) -> timedelta:
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)


lengths = st.timedeltas(min_value=timedelta(0), max_value=LONGEST)
typed_like_a_length = st.text(alphabet="0123456789 .,:+-hmsPTpt", max_size=70)


def test_a_length_is_read_as_people_write_it() -> None:
    rows = {
        "7m": span(minutes=7),  # minutes
        "7 min": span(minutes=7),  # abbreviated
        "7 min.": span(minutes=7),  # abbreviated with a dot
        "7 minutes": span(minutes=7),  # spelled out
        "1 hour 1 minute 1 second": span(1, 1, 1),  # singular
        "90s": span(seconds=90),  # more seconds than a minute has
        "1h30m": span(1, 30),  # hours and minutes
        "1 h 30 m": span(1, 30),  # spaces between
        "1m30s": span(minutes=1, seconds=30),  # minutes and seconds
        "1.5m": span(seconds=90),  # a fraction
        "0.000001s": timedelta(microseconds=1),  # one microsecond
        "7:00": span(minutes=7),  # m:ss
        "13:00": span(minutes=13),  # m:ss is no clock time
        "1:07:00": span(1, 7),  # h:mm:ss
        "PT7M": span(minutes=7),  # ISO 8601
        "PT1H30M": span(1, 30),  # ISO 8601, hours and minutes
        "PT90S": span(seconds=90),  # ISO 8601, seconds
        "PT1.5S": span(seconds=1.5),  # ISO 8601, a fraction
        "PT1,5S": span(seconds=1.5),  # ISO 8601, the comma it prefers
        "  7M \n": span(minutes=7),  # upper case, space around
        "７ｍ": span(minutes=7),  # full-width
        "٧:٣٠": span(minutes=7, seconds=30),  # Arabic-Indic digits
        "0s": timedelta(0),  # nothing
        "24h": LONGEST,  # the longest
    }

    assert {text: parse_duration(text) for text in rows} == rows


def test_what_is_no_length_is_refused_with_what_to_write() -> None:
    rows = {
        "7": "7 has no unit: write 7m for minutes or 7s for seconds",  # bare number
        "７": "7 has no unit: write 7m for minutes or 7s for seconds",  # full-width bare number
        "7.5": "7.5 has no unit: write 7.5m for minutes or 7.5s for seconds",  # bare fraction
        "1h 30": "30 has no unit: write 1h30m for minutes or 1h30s for seconds",  # last unit missing
        "1h30": "30 has no unit: write 1h30m for minutes or 1h30s for seconds",  # last unit missing, joined
        "5m30": "30 has no unit: write 5m30s for seconds",  # after minutes come seconds
        "about 7": "7 has no unit: write 7m for minutes or 7s for seconds",  # a word is no unit
        "7:75": "7:75 has 75 seconds, which go up to 59 here: write 8m15s",  # 75 seconds
        "90:00": "90:00 has 90 minutes, which go up to 59 here: write 1h30m",  # 90 minutes
        "1:60:00": "1:60:00 has 60 minutes, which go up to 59 here: write 2h",  # 60 minutes
        "7:5": "7:5 is unclear: write two digits for the seconds, as in 7:05 or 1:07:00",  # one digit of seconds
        # one digit of minutes
        "1:7:00": "1:7:00 is unclear: write two digits for the minutes, as in 7:05 or 1:07:00",
        "": "a length of time is missing: write it like 7m, 1h30m or 7:00",  # empty
        " \t": "a length of time is missing: write it like 7m, 1h30m or 7:00",  # blank
        "-7m": "-7m is less than nothing: write a length of time like 7m, 1h30m or 7:00",  # less than nothing
        "25h": "25h is longer than 24h, the most that a length of time can be",  # more than a day
        "24:00:01": "24:00:01 is longer than 24h, the most that a length of time can be",  # a second more than a day
        "1m1h": "'1m1h' is no length of time: write it like 7m, 1h30m or 7:00",  # units out of order
        "soon": "'soon' is no length of time: write it like 7m, 1h30m or 7:00",  # no number
        # a million digits
        "9" * 1_000_000: "'9999999999999999999…' is too long for a length of time: write it like 7m, 1h30m or 7:00",
    }

    assert {text: refusal(parse_duration, text) for text in rows} == rows


def test_what_only_resembles_a_length_is_refused() -> None:
    for text in ("PT", "P", "h", "1e5s", "7:00.5", "7::00", ":30", "7:", "1_0m", "+7m", "7:005"):
        assert "write" in refusal(parse_duration, text), text


def test_a_refusal_quotes_forty_characters_at_most() -> None:
    rows = {
        "soon" + "x" * 36: f"'soon{'x' * 36}' is no length of time: write it like 7m, 1h30m or 7:00",
        "soon" + "x" * 37: f"'soon{'x' * 35}…' is no length of time: write it like 7m, 1h30m or 7:00",
        "-" + "7" * 40: f"-{'7' * 38}… is less than nothing: write a length of time like 7m, 1h30m or 7:00",
        "7" * 20
        + "."
        + "7" * 19
        + "h": f"{'7' * 20}.{'7' * 18}… is longer than 24h, the most that a length of time can be",
        "7" * 20 + "." + "7" * 20: (
            f"{'7' * 20}.{'7' * 18}… has no unit: write {'7' * 20}.{'7' * 18}…m for minutes "
            f"or {'7' * 20}.{'7' * 18}…s for seconds"
        ),
    }

    assert {text: refusal(parse_duration, text) for text in rows} == rows


def test_a_refusal_shows_no_control_character() -> None:
    sentence = refusal(parse_duration, "\x1b]0;title\x07")

    assert sentence
    assert sentence.isprintable()


@given(st.one_of(st.text(), typed_like_a_length))
def test_whatever_is_typed_is_a_length_within_a_day_or_refused(text: str) -> None:
    try:
        value = parse_duration(text)
    except ValueError:
        return
    assert timedelta(0) <= value <= LONGEST


def test_a_sign_may_lead_an_extension() -> None:
    rows = {
        "-1m": span(minutes=-1),  # minus
        "\u22121m": span(minutes=-1),  # a real minus sign
        "- 1 min": span(minutes=-1),  # space behind the sign
        "+1m": span(minutes=1),  # plus
        "2m": span(minutes=2),  # no sign
        " -PT1M30S ": span(seconds=-90),  # ISO 8601
        "-7:00": span(minutes=-7),  # colons
    }

    assert {text: parse_signed_duration(text) for text in rows} == rows


def test_a_sign_without_a_length_is_refused() -> None:
    for text in ("", "-", "+", "--1m", "+-1m", "-7", "1m-"):
        assert "write" in refusal(parse_signed_duration, text), text


@given(st.one_of(st.text(), typed_like_a_length))
def test_whatever_is_typed_as_an_extension_is_read_or_refused(text: str) -> None:
    try:
        value = parse_signed_duration(text)
    except ValueError:
        return
    assert abs(value) <= LONGEST


def test_a_length_is_spelled_briefly() -> None:
    rows = {
        span(minutes=7): "7m",  # minutes
        span(seconds=90): "1m30s",  # minutes and seconds
        span(1, 30): "1h30m",  # hours and minutes
        span(1, 0, 5): "1h5s",  # no minutes
        span(seconds=45): "45s",  # seconds
        timedelta(0): "0s",  # nothing
        span(seconds=1.5): "1.5s",  # a fraction
        timedelta(microseconds=1): "0.000001s",  # one microsecond
        span(minutes=10, seconds=20): "10m20s",  # zeros at the end of a number
        LONGEST: "24h",  # a day
        span(36): "36h",  # more than a day
        span(minutes=-1): "-1m",  # less than nothing
    }

    assert {value: spell_duration(value) for value in rows} == rows


@given(lengths)
def test_a_spelled_length_reads_back_exactly(value: timedelta) -> None:
    assert parse_duration(spell_duration(value)) == value
    assert parse_signed_duration(spell_duration(-value)) == -value


@given(st.timedeltas(min_value=timedelta(0), max_value=timedelta(minutes=59, seconds=59)))
def test_digits_under_an_hour_read_back_to_the_second(value: timedelta) -> None:
    assert parse_duration(clock_digits(value)) == timedelta(seconds=value // timedelta(seconds=1))


def test_a_clock_shows_minutes_and_seconds() -> None:
    rows = {
        timedelta(0): "0:00",  # nothing
        span(seconds=59.999999): "0:59",  # a fraction is cut off
        span(minutes=7, seconds=5): "7:05",  # minutes
        span(minutes=59, seconds=59): "59:59",  # just under an hour
        span(1): "1:00:00",  # an hour
        span(25, 1, 1): "25:01:01",  # more than a day
        span(seconds=-30): "-0:30",  # less than nothing
    }

    assert {value: clock_digits(value) for value in rows} == rows


def test_a_countdown_rounds_what_is_left_up_and_overtime_down() -> None:
    rows = {
        span(minutes=5): "5:00",  # five minutes
        span(minutes=4, seconds=59.000001): "5:00",  # still five
        span(minutes=4, seconds=59): "4:59",  # one second on
        timedelta(microseconds=1): "0:01",  # the last instant
        timedelta(0): "0:00",  # time is up
        span(seconds=-0.999999): "0:00",  # still within the second
        span(seconds=-1): "+0:01",  # one second over
        span(seconds=-61.5): "+1:01",  # overtime is rounded down
        span(-1): "+1:00:00",  # an hour over
        span(minutes=59, seconds=59.5): "1:00:00",  # rounded up to an hour
    }

    assert {remaining: countdown_digits(remaining) for remaining in rows} == rows


@given(st.timedeltas(min_value=timedelta(hours=-2), max_value=timedelta(hours=2)))
def test_each_reading_of_a_countdown_stands_for_one_second(remaining: timedelta) -> None:
    later = remaining - timedelta(seconds=1)
    assert countdown_digits(later) != countdown_digits(remaining)


def test_an_offset_leads_with_its_sign() -> None:
    rows = {
        span(minutes=2): "+2:00",  # behind
        span(seconds=-30): "-0:30",  # ahead
        timedelta(0): "0:00",  # on time
        span(seconds=0.9): "0:00",  # hardly behind
        span(seconds=-0.9): "0:00",  # hardly ahead
        span(seconds=-1.9): "-0:01",  # rounded toward zero
        span(1, 2, 3): "+1:02:03",  # hours
    }

    assert {offset: signed_digits(offset) for offset in rows} == rows


def test_a_length_of_up_to_64_characters_is_read() -> None:
    """Spaces count: nobody types more."""
    assert parse_duration("7m" + " " * 62) == timedelta(minutes=7)
    with pytest.raises(ValueError, match="is too long for a length of time"):
        parse_duration("7m" + " " * 63)


def test_after_a_colon_stand_two_digits_up_to_59() -> None:
    """The unit that is wrong is named."""
    assert parse_duration("7:59") == timedelta(minutes=7, seconds=59)
    assert parse_duration("1:59:59") == timedelta(hours=1, minutes=59, seconds=59)
    for text, sentence in (
        ("7:059", "7:059 is unclear: write two digits for the seconds"),
        ("1:059:00", "1:059:00 is unclear: write two digits for the minutes"),
        ("1:07:5", "1:07:5 is unclear: write two digits for the seconds"),
        ("7:060", "7:060 has 60 seconds, which go up to 59 here: write 8m"),
    ):
        with pytest.raises(ValueError, match=sentence):
            parse_duration(text)
