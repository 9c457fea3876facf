"""Clock times and instants: ordinary days, days on which clocks change, and hostile input."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from runofshow.agenda.times import first_at_or_after, nearest_to, parse_moment
from runofshow.text import sanitize
from tests.agenda.refused import refusal

NEW_YORK = ZoneInfo("America/New_York")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
KATHMANDU = ZoneInfo("Asia/Kathmandu")
ST_JOHNS = ZoneInfo("America/St_Johns")
APIA = ZoneInfo("Pacific/Apia")

THE_DAY = date(2016, 7, 20)
SPRING = date(2016, 3, 13)
AUTUMN = date(2016, 11, 6)

typed_like_a_time = st.text(alphabet="0123456789 .:+-hampTZ", max_size=40)


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def clock_time(text: str) -> time:
    """What is read of a clock time alone."""
    return parse_moment(text, zone=ZoneInfo("UTC"), day=THE_DAY).time()


def test_a_clock_time_is_read_as_people_write_it() -> None:
    rows = {
        "13:00": time(13),  # hours and minutes
        "9:05": time(9, 5),  # one digit of hours
        "13:00:30": time(13, 0, 30),  # seconds
        "13:00:30.5": time(13, 0, 30, 500_000),  # a fraction
        "13:00:30.123456789": time(13, 0, 30, 123_456),  # nanoseconds are cut off
        "1 pm": time(13),  # afternoon
        "1pm": time(13),  # afternoon, joined
        "1:15 p.m.": time(13, 15),  # with dots, as the UN writes
        "1:15 P. M.": time(13, 15),  # upper case
        "1.15pm": time(13, 15),  # a dot between, as the British write
        "13h15": time(13, 15),  # as the French write
        "13 h 15": time(13, 15),  # as the French print
        "13h": time(13),  # hours only
        "13.15": time(13, 15),  # as the Germans write
        "12 am": time(0),  # twelve at night
        "12 pm": time(12),  # twelve at noon
        "Noon": time(12),  # noon
        "12 noon": time(12),  # twelve noon
        "midnight": time(0),  # midnight
        "１３：００": time(13),  # full-width
        " 13:00\n": time(13),  # space around
    }

    assert {text: clock_time(text) for text in rows} == rows


def test_what_is_no_clock_time_is_refused_with_what_to_write() -> None:
    rows = {
        "25:00": "25:00 is no clock time: hours go up to 23",  # hour 25
        "24:00": "24:00 is no clock time: midnight is 00:00, of the day that begins then",  # the end of a day
        "13:60": "13:60 is no clock time: minutes go up to 59",  # minute 60
        "13:00:60": "13:00:60 is no clock time: seconds go up to 59",  # second 60
        "13": "13 could be an hour or a number of minutes: write 13:00",  # bare hour
        "0": "0 could be an hour or a number of minutes: write 00:00",  # bare zero
        "1": "1 could be morning or afternoon: write 1 am or 1 pm",  # bare hour of either half
        "1300": "1300 has no colon: write 13:00",  # military
        "13:5": "13:5 is unclear: write two digits for the minutes, as in 13:05",  # one digit of minutes
        "13 pm": "13 pm is no clock time: before a.m. and p.m. hours go from 1 to 12",  # 13 in the afternoon
        "0 am": "0 am is no clock time: before a.m. and p.m. hours go from 1 to 12",  # 0 in the morning
        "": "a clock time is missing: write it like 13:00 or 1 pm",  # empty
        "after lunch": "'after lunch' is no clock time: write it like 13:00 or 1 pm",  # words
        "13:": "'13:' is no clock time: write it like 13:00 or 1 pm",  # broken off
        "lunch" + "x" * 36: f"'lunch{'x' * 34}…' is no clock time: write it like 13:00 or 1 pm",  # long words
        "2" * 100: f"'{'2' * 19}…' is too long for a time: write it like 13:00 or 1 pm",  # too long
    }

    assert {text: refusal(clock_time, text) for text in rows} == rows


@given(st.times().map(lambda clock: clock.replace(tzinfo=None)))
def test_every_clock_time_reads_back_from_iso_8601(clock: time) -> None:
    assert clock_time(clock.isoformat()) == clock


@given(st.one_of(st.text(), typed_like_a_time))
def test_whatever_is_typed_as_a_clock_time_is_read_or_refused(text: str) -> None:
    try:
        clock_time(text)
    except ValueError as error:
        refusal = str(error)
    else:
        return
    assert refusal == sanitize(refusal)


def test_a_moment_is_an_instant_in_utc() -> None:
    rows = {
        ("13:00", NEW_YORK, THE_DAY): "2016-07-20T13:00:00-04:00",  # clock time
        ("1 pm", NEW_YORK, date(2016, 1, 20)): "2016-01-20T13:00:00-05:00",  # in winter
        ("13:00", NEW_YORK, date(2016, 2, 29)): "2016-02-29T13:00:00-05:00",  # leap day
        ("13:00", KATHMANDU, THE_DAY): "2016-07-20T13:00:00+05:45",  # Kathmandu
        ("2016-07-21 00:30", NEW_YORK, THE_DAY): "2016-07-21T00:30:00-04:00",  # with its date
        ("2016-07-21T00:30", NEW_YORK, THE_DAY): "2016-07-21T00:30:00-04:00",  # ISO 8601
        ("2016-02-29 1 pm", NEW_YORK, THE_DAY): "2016-02-29T13:00:00-05:00",  # date and half of the day
        ("2016-07-20T17:00:00Z", NEW_YORK, THE_DAY): "2016-07-20T13:00:00-04:00",  # another offset
        ("2016-07-20T22:45+05:45", NEW_YORK, THE_DAY): "2016-07-20T13:00:00-04:00",  # Kathmandu's offset
        ("17:00Z", NEW_YORK, THE_DAY): "2016-07-20T13:00:00-04:00",  # another offset, same day
        ("01:30", NEW_YORK, AUTUMN): "2016-11-06T01:30:00-04:00",  # comes twice: the first
        ("01:30 -04:00", NEW_YORK, AUTUMN): "2016-11-06T01:30:00-04:00",  # comes twice: first by offset
        ("01:30-0500", NEW_YORK, AUTUMN): "2016-11-06T01:30:00-05:00",  # comes twice: second by offset
        ("01:30Z", ZoneInfo("Europe/London"), date(2016, 10, 30)): "2016-10-30T01:30:00+00:00",  # London
        ("01:45", LORD_HOWE, date(2016, 4, 3)): "2016-04-03T01:45:00+11:00",  # half an hour twice
        ("01:45+10:30", LORD_HOWE, date(2016, 4, 3)): "2016-04-03T01:45:00+10:30",  # its second half hour
        ("02:30-05:00", NEW_YORK, SPRING): "2016-03-13T03:30:00-04:00",  # skipped, but with its offset
    }

    found = {(text, zone, day): parse_moment(text, zone=zone, day=day) for text, zone, day in rows}
    assert {row: moment.astimezone(row[1]).isoformat() for row, moment in found.items()} == rows
    assert all(moment.tzinfo is UTC for moment in found.values())


def test_what_is_no_moment_is_refused_with_the_reason() -> None:
    def refused(text: str, zone: ZoneInfo = NEW_YORK, day: date = THE_DAY) -> str:
        return refusal(parse_moment, text, zone=zone, day=day)

    skipped = "doesn't exist on 13 March 2016 in America/New_York, where clocks go forward by 1h: write"
    assert refused("02:30", day=SPRING) == f"02:30 {skipped} 01:30 or 03:30"
    assert refused("02:30:15", day=SPRING) == f"02:30:15 {skipped} 01:30:15 or 03:30:15"
    assert refused("2016-10-02 02:15", LORD_HOWE) == (
        "02:15 doesn't exist on 2 October 2016 in Australia/Lord_Howe, where clocks go forward by 30m: "
        "write 01:45 or 02:45"
    )
    assert refused("12:00", APIA, date(2011, 12, 30)) == (
        "12:00 doesn't exist on 30 December 2011 in Pacific/Apia, where clocks go forward by 24h: "
        "write 2011-12-29 12:00 or 2011-12-31 12:00"
    )
    another_day = (
        "on 20 July 2016 is 21:30 on 19 July 2016 in America/New_York: write the date before it, as 2016-07-20"
    )
    assert refused("01:30Z") == f"01:30Z {another_day} 01:30Z"
    assert refused("01:30" + " " * 35 + "Z") == f"01:30… {another_day} 01:30…"
    assert refused("2015-02-29 13:00") == "2015-02-29 is no date in the calendar: write year-month-day, as 2016-07-20"
    assert refused("2016-07-20") == "2016-07-20 has no clock time: write it like 2016-07-20 13:00"
    assert refused("13:00 +25:00") == "+25:00 is no offset from UTC: write it like -04:00"
    out_of_range = "lies outside of the years that can be reckoned with"
    assert refused("9999-12-31 23:59") == f"9999-12-31 23:59 {out_of_range}"
    assert refused("9999-12-31" + " " * 26 + "23:59") == f"9999-12-31{' ' * 26}23:… {out_of_range}"


@given(
    st.one_of(st.text(), typed_like_a_time, typed_like_a_time.map(lambda rest: f"2016-11-06T{rest}")),
    st.dates(),
    st.timezone_keys(allow_prefix=False),
)
@example("00:00", date.min, "Pacific/Auckland")
@example("23:59", date.max, "America/New_York")
def test_whatever_is_typed_as_a_moment_is_read_or_refused(text: str, day: date, key: str) -> None:
    try:
        moment = parse_moment(text, zone=ZoneInfo(key), day=day)
    except ValueError:
        return
    assert moment.tzinfo is UTC


@given(st.datetimes(min_value=datetime(1950, 1, 1), max_value=datetime(2090, 1, 1), timezones=st.timezones()))  # noqa: DTZ001
def test_an_instant_with_its_offset_reads_back_exactly(moment: datetime) -> None:
    there = moment.astimezone(UTC).astimezone(NEW_YORK)
    read = parse_moment(there.isoformat(), zone=NEW_YORK, day=THE_DAY)
    assert read == moment.astimezone(UTC)


def test_a_typed_time_is_the_first_at_or_after_the_opening() -> None:
    rows = {
        ("13:05", "2016-07-20T13:00:00-04:00"): "2016-07-20T13:05:00-04:00",  # later the same day
        ("13:00", "2016-07-20T13:00:00-04:00"): "2016-07-20T13:00:00-04:00",  # at once
        ("00:10", "2016-07-20T23:50:00-04:00"): "2016-07-21T00:10:00-04:00",  # past midnight
        ("12:59", "2016-07-20T13:00:00-04:00"): "2016-07-21T12:59:00-04:00",  # tomorrow
        ("13:29:10.25", "2016-07-20T13:00:00-04:00"): "2016-07-20T13:29:10.250000-04:00",  # a fraction
        ("13:02", "2016-07-20T13:02:11.400000-04:00"): "2016-07-20T13:02:11.400000-04:00",  # within the minute typed
        # end of the minute typed
        ("1:02 pm", "2016-07-20T13:02:59.999999-04:00"): "2016-07-20T13:02:59.999999-04:00",
        ("13:02", "2016-07-20T13:03:00-04:00"): "2016-07-21T13:02:00-04:00",  # the minute is over
        # within the second typed
        ("13:02:11", "2016-07-20T13:02:11.400000-04:00"): "2016-07-20T13:02:11.400000-04:00",
        ("13:02:10", "2016-07-20T13:02:11-04:00"): "2016-07-21T13:02:10-04:00",  # the second is over
        ("13:02:11.3", "2016-07-20T13:02:11.4-04:00"): "2016-07-21T13:02:11.300000-04:00",  # a fraction late
        ("01:30", "2016-11-06T01:00:00-04:00"): "2016-11-06T01:30:00-04:00",  # twice: the first
        ("01:30", "2016-11-06T01:45:00-04:00"): "2016-11-06T01:30:00-05:00",  # twice: the second
        ("01:30", "2016-11-06T01:30:20-05:00"): "2016-11-06T01:30:20-05:00",  # twice: within the second's minute
        ("01:30-05:00", "2016-11-06T01:00:00-04:00"): "2016-11-06T01:30:00-05:00",  # twice: by its offset
        ("17:05Z", "2016-07-20T13:00:00-04:00"): "2016-07-20T13:05:00-04:00",  # another offset
        ("02:30", "2016-03-13T13:00:00-04:00"): "2016-03-14T02:30:00-04:00",  # after the gap
        ("03:10", "2016-03-13T01:50:00-05:00"): "2016-03-13T03:10:00-04:00",  # across the gap
        ("2016-07-20T13:05", "2016-07-20T13:00:00-04:00"): "2016-07-20T13:05:00-04:00",  # with its date
        ("2016-07-20T17:05Z", "2016-07-20T13:00:00-04:00"): "2016-07-20T13:05:00-04:00",  # full instant
        ("2016-07-20 12:00", "2016-07-20T13:00:00-04:00"): "2016-07-20T12:00:00-04:00",  # a date may lie before
        ("2016-07-20 13:02", "2016-07-20T13:02:11-04:00"): "2016-07-20T13:02:11-04:00",  # date, within the minute
        ("2016-11-06 01:30", "2016-11-06T01:45:00-04:00"): "2016-11-06T01:30:00-05:00",  # date, twice: the second
    }

    found = {(text, since): first_at_or_after(text, zone=NEW_YORK, since=instant(since)) for text, since in rows}
    assert {row: moment.astimezone(NEW_YORK).isoformat() for row, moment in found.items()} == rows
    assert all(moment.tzinfo is UTC for moment in found.values())


def test_the_opening_may_be_given_in_its_own_zone_while_a_time_comes_twice() -> None:
    since = datetime(2016, 11, 6, 1, 45, tzinfo=NEW_YORK)
    assert first_at_or_after("01:30", zone=NEW_YORK, since=since) == instant("2016-11-06T01:30:00-05:00")


def test_half_an_hour_that_comes_twice_is_found_both_times() -> None:
    first = first_at_or_after("01:45", zone=LORD_HOWE, since=instant("2016-04-03T01:00:00+11:00"))
    second = first_at_or_after("01:45", zone=LORD_HOWE, since=first + timedelta(minutes=1))
    assert (first, second) == (instant("2016-04-03T01:45:00+11:00"), instant("2016-04-03T01:45:00+10:30"))


def test_clocks_may_go_back_into_the_day_before() -> None:
    since = instant("2010-11-07T00:00:30-02:30")
    assert first_at_or_after("23:30", zone=ST_JOHNS, since=since) == instant("2010-11-06T23:30:00-03:30")


@pytest.mark.parametrize(
    ("zone", "since", "text"),
    [
        pytest.param(NEW_YORK, "2016-03-13T01:00:00-05:00", "02:30", id="an hour ahead"),
        pytest.param(NEW_YORK, "2016-03-12T23:50:00-05:00", "02:30", id="past midnight"),
        pytest.param(NEW_YORK, "2016-03-12T23:50:00-05:00", "2016-03-13 02:30", id="with its date"),
        pytest.param(LORD_HOWE, "2016-10-02T01:00:00+10:30", "02:15", id="half an hour"),
        pytest.param(APIA, "2011-12-29T13:00:00-10:00", "12:00", id="a whole day"),
    ],
)
def test_a_time_that_the_zone_skips_next_is_refused(zone: ZoneInfo, since: str, text: str) -> None:
    with pytest.raises(ValueError, match="doesn't exist on"):
        first_at_or_after(text, zone=zone, since=instant(since))


@given(
    st.times().map(lambda clock: clock.replace(tzinfo=None).isoformat()),
    st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2037, 1, 1)),  # noqa: DTZ001
    st.timezones(),
)
def test_what_is_found_shows_the_time_typed_and_is_never_before_the_opening(
    text: str, opening: datetime, zone: ZoneInfo
) -> None:
    since = opening.replace(tzinfo=UTC)
    try:
        found = first_at_or_after(text, zone=zone, since=since)
    except ValueError as error:
        if "doesn't exist" in str(error):  # the zone skips it: nothing else may be refused
            return
        raise
    assert since <= found <= since + timedelta(hours=49)
    if found != since:
        assert found.astimezone(zone).time() == time.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "to", "expected"),
    [
        pytest.param("13:05", "2016-07-20T13:00:00-04:00", "2016-07-20T13:05:00-04:00", id="just after"),
        pytest.param("12:55", "2016-07-20T13:00:00-04:00", "2016-07-20T12:55:00-04:00", id="just before"),
        pytest.param("13:00", "2016-07-20T13:00:11-04:00", "2016-07-20T13:00:00-04:00", id="within the minute typed"),
        pytest.param("23:50", "2016-07-21T00:10:00-04:00", "2016-07-20T23:50:00-04:00", id="before midnight"),
        pytest.param("01:00", "2016-07-20T13:00:00-04:00", "2016-07-20T01:00:00-04:00", id="half a day off: before"),
        pytest.param("00:59", "2016-07-20T13:00:00-04:00", "2016-07-21T00:59:00-04:00", id="more than half a day off"),
        pytest.param("01:30", "2016-11-06T01:20:00-04:00", "2016-11-06T01:30:00-04:00", id="twice: the first"),
        pytest.param("01:30", "2016-11-06T01:20:00-05:00", "2016-11-06T01:30:00-05:00", id="twice: the second"),
        pytest.param("01:30", "2016-11-06T01:00:00-05:00", "2016-11-06T01:30:00-04:00", id="between both: the earlier"),
        pytest.param(
            "2016-11-06 01:30", "2016-11-06T01:20:00-05:00", "2016-11-06T01:30:00-05:00", id="date, twice: the second"
        ),
        pytest.param(
            "01:30 -04:00", "2016-11-06T01:20:00-05:00", "2016-11-06T01:30:00-04:00", id="twice: by its offset"
        ),
        pytest.param("03:10", "2016-03-13T01:50:00-05:00", "2016-03-13T03:10:00-04:00", id="across the gap"),
        pytest.param("2016-07-21 13:00", "2016-07-20T12:00:00-04:00", "2016-07-21T13:00:00-04:00", id="with its date"),
    ],
)
def test_the_nearest_such_time_lies_before_or_after(text: str, to: str, expected: str) -> None:
    found = nearest_to(text, zone=NEW_YORK, to=datetime.fromisoformat(to))
    assert (found, found.tzinfo) == (instant(expected), UTC)


def test_the_nearest_such_time_is_refused_where_the_zone_skips_it() -> None:
    with pytest.raises(ValueError, match=r"02:30 doesn't exist on 13 March 2016"):
        nearest_to("02:30", zone=NEW_YORK, to=instant("2016-03-13T03:10:00-04:00"))
    with pytest.raises(ValueError, match=r"02:30 doesn't exist on 13 March 2016"):
        nearest_to("2016-03-13 02:30", zone=NEW_YORK, to=instant("2016-03-12T02:30:00-05:00"))


@given(
    st.one_of(st.text(), typed_like_a_time),
    st.datetimes(timezones=st.just(UTC)),
    st.timezones(),
)
@example("13:00", datetime.max.replace(tzinfo=UTC), NEW_YORK)
@example("13:00", datetime.min.replace(tzinfo=UTC), NEW_YORK)
@example("9999-12-31 23:59Z", datetime(9999, 12, 30, tzinfo=UTC), ZoneInfo("Pacific/Auckland"))
def test_whatever_is_typed_since_whenever_is_read_or_refused(text: str, since: datetime, zone: ZoneInfo) -> None:
    with suppress(ValueError):
        assert first_at_or_after(text, zone=zone, since=since).astimezone(zone).tzinfo is zone
    with suppress(ValueError):
        assert nearest_to(text, zone=zone, to=since).astimezone(zone).tzinfo is zone


def test_the_limits_of_what_is_read_lie_where_they_are_said_to() -> None:
    """64 characters, hours to 23, offsets to 18 hours and 59 minutes; a fraction is exact."""

    def shown(text: str) -> str:
        return parse_moment(text, zone=ZoneInfo("UTC"), day=THE_DAY).isoformat()

    assert clock_time("12 midnight") == time(0)
    assert clock_time("13:00" + " " * 59) == time(13)
    assert shown("2016-07-20 13:00-04") == "2016-07-20T17:00:00+00:00"
    assert shown("2016-07-20 13:00+05:59") == "2016-07-20T07:01:00+00:00"
    assert shown("2016-07-20 13:00-18:00") == "2016-07-21T07:00:00+00:00"
    for text, sentence in (
        ("13:00" + " " * 60, "is too long for a time"),
        ("2016-07-20 13:00+18:01", r"\+18:01 is no offset"),
        ("2016-07-20 13:00+05:60", r"\+05:60 is no offset"),
        ("24", "'24' is no clock time: write it like"),
        ("12", "12 could be morning or afternoon: write 12 am or 12 pm"),
    ):
        with pytest.raises(ValueError, match=sentence):
            shown(text)


def test_a_fraction_that_comes_twice_may_be_the_very_opening() -> None:
    """With its date: the second time, for the first lies before it."""
    since = instant("2016-11-06T01:30:00.500000-05:00")
    found = first_at_or_after("2016-11-06 01:30:00.5", zone=NEW_YORK, since=since)

    assert found.astimezone(NEW_YORK).isoformat() == "2016-11-06T01:30:00.500000-05:00"


def test_a_fraction_may_be_the_very_opening() -> None:
    """Without its date: today, not tomorrow."""
    since = instant("2016-07-20T13:00:00.500000-04:00")

    assert first_at_or_after("13:00:00.5", zone=NEW_YORK, since=since) == since
