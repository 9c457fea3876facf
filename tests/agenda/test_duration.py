"""Lengths of time: reading what people type, spelling, and the digits of screens."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runofshow.agenda.duration import (
    LONGEST,
    clock_digits,
    countdown_digits,
    parse_duration,
    parse_signed_duration,
    signed_digits,
    spell_duration,
)


def span(hours: float = 0, minutes: float = 0, seconds: float = 0) -> timedelta:
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)


lengths = st.timedeltas(min_value=timedelta(0), max_value=LONGEST)
typed_like_a_length = st.text(alphabet="0123456789 .,:+-hmsPTpt", max_size=70)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("7m", span(minutes=7), id="minutes"),
        pytest.param("7 min", span(minutes=7), id="abbreviated"),
        pytest.param("7 min.", span(minutes=7), id="abbreviated with a dot"),
        pytest.param("7 minutes", span(minutes=7), id="spelled out"),
        pytest.param("1 hour 1 minute 1 second", span(1, 1, 1), id="singular"),
        pytest.param("90s", span(seconds=90), id="more seconds than a minute has"),
        pytest.param("1h30m", span(1, 30), id="hours and minutes"),
        pytest.param("1 h 30 m", span(1, 30), id="spaces between"),
        pytest.param("1m30s", span(minutes=1, seconds=30), id="minutes and seconds"),
        pytest.param("1.5m", span(seconds=90), id="a fraction"),
        pytest.param("0.000001s", timedelta(microseconds=1), id="one microsecond"),
        pytest.param("7:00", span(minutes=7), id="m:ss"),
        pytest.param("13:00", span(minutes=13), id="m:ss is no clock time"),
        pytest.param("1:07:00", span(1, 7), id="h:mm:ss"),
        pytest.param("PT7M", span(minutes=7), id="ISO 8601"),
        pytest.param("PT1H30M", span(1, 30), id="ISO 8601, hours and minutes"),
        pytest.param("PT90S", span(seconds=90), id="ISO 8601, seconds"),
        pytest.param("PT1.5S", span(seconds=1.5), id="ISO 8601, a fraction"),
        pytest.param("PT1,5S", span(seconds=1.5), id="ISO 8601, the comma it prefers"),
        pytest.param("  7M \n", span(minutes=7), id="upper case, space around"),
        pytest.param("７ｍ", span(minutes=7), id="full-width"),
        pytest.param("٧:٣٠", span(minutes=7, seconds=30), id="Arabic-Indic digits"),
        pytest.param("0s", timedelta(0), id="nothing"),
        pytest.param("24h", LONGEST, id="the longest"),
    ],
)
def test_a_length_is_read_as_people_write_it(text: str, expected: timedelta) -> None:
    assert parse_duration(text) == expected


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param("7", "7 has no unit: write 7m for minutes or 7s for seconds", id="bare number"),
        pytest.param("７", "7 has no unit: write 7m for minutes or 7s for seconds", id="full-width bare number"),
        pytest.param("7.5", "7.5 has no unit: write 7.5m for minutes or 7.5s for seconds", id="bare fraction"),
        pytest.param("1h 30", "30 has no unit: write 1h30m for minutes or 1h30s for seconds", id="last unit missing"),
        pytest.param(
            "1h30", "30 has no unit: write 1h30m for minutes or 1h30s for seconds", id="last unit missing, joined"
        ),
        pytest.param("5m30", "30 has no unit: write 5m30s for seconds", id="after minutes come seconds"),
        pytest.param("about 7", "7 has no unit: write 7m for minutes or 7s for seconds", id="a word is no unit"),
        pytest.param("7:75", "7:75 has 75 seconds, which go up to 59 here: write 8m15s", id="75 seconds"),
        pytest.param("90:00", "90:00 has 90 minutes, which go up to 59 here: write 1h30m", id="90 minutes"),
        pytest.param("1:60:00", "1:60:00 has 60 minutes, which go up to 59 here: write 2h", id="60 minutes"),
        pytest.param(
            "7:5", "7:5 is unclear: write two digits for the seconds, as in 7:05 or 1:07:00", id="one digit of seconds"
        ),
        pytest.param(
            "1:7:00",
            "1:7:00 is unclear: write two digits for the minutes, as in 7:05 or 1:07:00",
            id="one digit of minutes",
        ),
        pytest.param("", "a length of time is missing: write it like 7m, 1h30m or 7:00", id="empty"),
        pytest.param(" \t", "a length of time is missing: write it like 7m, 1h30m or 7:00", id="blank"),
        pytest.param(
            "-7m", "-7m is less than nothing: write a length of time like 7m, 1h30m or 7:00", id="less than nothing"
        ),
        pytest.param("25h", "25h is longer than 24h, the most that a length of time can be", id="more than a day"),
        pytest.param(
            "24:00:01",
            "24:00:01 is longer than 24h, the most that a length of time can be",
            id="a second more than a day",
        ),
        pytest.param("1m1h", "'1m1h' is no length of time: write it like 7m, 1h30m or 7:00", id="units out of order"),
        pytest.param("soon", "'soon' is no length of time: write it like 7m, 1h30m or 7:00", id="no number"),
        pytest.param(
            "9" * 1_000_000,
            "'9999999999999999999…' is too long for a length of time: write it like 7m, 1h30m or 7:00",
            id="a million digits",
        ),
    ],
)
def test_what_is_no_length_is_refused_with_what_to_write(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=r"^") as refusal:
        parse_duration(text)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize("text", ["PT", "P", "h", "1e5s", "7:00.5", "7::00", ":30", "7:", "1_0m", "+7m", "7:005"])
def test_what_only_resembles_a_length_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="write"):
        parse_duration(text)


def test_a_refusal_shows_no_control_character() -> None:
    with pytest.raises(ValueError, match=r"^") as refusal:
        parse_duration("\x1b]0;title\x07")
    assert str(refusal.value).isprintable()


@given(st.one_of(st.text(), typed_like_a_length))
def test_whatever_is_typed_is_a_length_within_a_day_or_refused(text: str) -> None:
    try:
        value = parse_duration(text)
    except ValueError:
        return
    assert timedelta(0) <= value <= LONGEST


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("-1m", span(minutes=-1), id="minus"),
        pytest.param("\u22121m", span(minutes=-1), id="a real minus sign"),
        pytest.param("- 1 min", span(minutes=-1), id="space behind the sign"),
        pytest.param("+1m", span(minutes=1), id="plus"),
        pytest.param("2m", span(minutes=2), id="no sign"),
        pytest.param(" -PT1M30S ", span(seconds=-90), id="ISO 8601"),
        pytest.param("-7:00", span(minutes=-7), id="colons"),
    ],
)
def test_a_sign_may_lead_an_extension(text: str, expected: timedelta) -> None:
    assert parse_signed_duration(text) == expected


@pytest.mark.parametrize("text", ["", "-", "+", "--1m", "+-1m", "-7", "1m-"])
def test_a_sign_without_a_length_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="write"):
        parse_signed_duration(text)


@given(st.one_of(st.text(), typed_like_a_length))
def test_whatever_is_typed_as_an_extension_is_read_or_refused(text: str) -> None:
    try:
        value = parse_signed_duration(text)
    except ValueError:
        return
    assert abs(value) <= LONGEST


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(span(minutes=7), "7m", id="minutes"),
        pytest.param(span(seconds=90), "1m30s", id="minutes and seconds"),
        pytest.param(span(1, 30), "1h30m", id="hours and minutes"),
        pytest.param(span(1, 0, 5), "1h5s", id="no minutes"),
        pytest.param(span(seconds=45), "45s", id="seconds"),
        pytest.param(timedelta(0), "0s", id="nothing"),
        pytest.param(span(seconds=1.5), "1.5s", id="a fraction"),
        pytest.param(timedelta(microseconds=1), "0.000001s", id="one microsecond"),
        pytest.param(span(minutes=10, seconds=20), "10m20s", id="zeros at the end of a number"),
        pytest.param(LONGEST, "24h", id="a day"),
        pytest.param(span(36), "36h", id="more than a day"),
        pytest.param(span(minutes=-1), "-1m", id="less than nothing"),
    ],
)
def test_a_length_is_spelled_briefly(value: timedelta, expected: str) -> None:
    assert spell_duration(value) == expected


@given(lengths)
def test_a_spelled_length_reads_back_exactly(value: timedelta) -> None:
    assert parse_duration(spell_duration(value)) == value
    assert parse_signed_duration(spell_duration(-value)) == -value


@given(st.timedeltas(min_value=timedelta(0), max_value=timedelta(minutes=59, seconds=59)))
def test_digits_under_an_hour_read_back_to_the_second(value: timedelta) -> None:
    assert parse_duration(clock_digits(value)) == timedelta(seconds=value // timedelta(seconds=1))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(timedelta(0), "0:00", id="nothing"),
        pytest.param(span(seconds=59.999999), "0:59", id="a fraction is cut off"),
        pytest.param(span(minutes=7, seconds=5), "7:05", id="minutes"),
        pytest.param(span(minutes=59, seconds=59), "59:59", id="just under an hour"),
        pytest.param(span(1), "1:00:00", id="an hour"),
        pytest.param(span(25, 1, 1), "25:01:01", id="more than a day"),
        pytest.param(span(seconds=-30), "-0:30", id="less than nothing"),
    ],
)
def test_a_clock_shows_minutes_and_seconds(value: timedelta, expected: str) -> None:
    assert clock_digits(value) == expected


@pytest.mark.parametrize(
    ("remaining", "expected"),
    [
        pytest.param(span(minutes=5), "5:00", id="five minutes"),
        pytest.param(span(minutes=4, seconds=59.000001), "5:00", id="still five"),
        pytest.param(span(minutes=4, seconds=59), "4:59", id="one second on"),
        pytest.param(timedelta(microseconds=1), "0:01", id="the last instant"),
        pytest.param(timedelta(0), "0:00", id="time is up"),
        pytest.param(span(seconds=-0.999999), "0:00", id="still within the second"),
        pytest.param(span(seconds=-1), "+0:01", id="one second over"),
        pytest.param(span(seconds=-61.5), "+1:01", id="overtime is rounded down"),
        pytest.param(span(-1), "+1:00:00", id="an hour over"),
        pytest.param(span(minutes=59, seconds=59.5), "1:00:00", id="rounded up to an hour"),
    ],
)
def test_a_countdown_rounds_what_is_left_up_and_overtime_down(remaining: timedelta, expected: str) -> None:
    assert countdown_digits(remaining) == expected


@given(st.timedeltas(min_value=timedelta(hours=-2), max_value=timedelta(hours=2)))
def test_each_reading_of_a_countdown_stands_for_one_second(remaining: timedelta) -> None:
    later = remaining - timedelta(seconds=1)
    assert countdown_digits(later) != countdown_digits(remaining)


@pytest.mark.parametrize(
    ("offset", "expected"),
    [
        pytest.param(span(minutes=2), "+2:00", id="behind"),
        pytest.param(span(seconds=-30), "-0:30", id="ahead"),
        pytest.param(timedelta(0), "0:00", id="on time"),
        pytest.param(span(seconds=0.9), "0:00", id="hardly behind"),
        pytest.param(span(seconds=-0.9), "0:00", id="hardly ahead"),
        pytest.param(span(seconds=-1.9), "-0:01", id="rounded toward zero"),
        pytest.param(span(1, 2, 3), "+1:02:03", id="hours"),
    ],
)
def test_an_offset_leads_with_its_sign(offset: timedelta, expected: str) -> None:
    assert signed_digits(offset) == expected
