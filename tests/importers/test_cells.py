"""Times, lengths and days in cells, as people write them."""

from datetime import date, datetime, time, timedelta, timezone

from runofshow.importers.cells import length_in, times_in
from runofshow.importers.dates import dates, day_in, is_day, order_of

DAY = date(2026, 9, 23)
MINUTE = timedelta(minutes=1)


def test_times_stand_alone_with_an_end_a_day_a_length_or_in_two_zones() -> None:
    rows = {
        "09:00 ~ 09:15": (time(9), time(9, 15)),
        "09:00\n–\n09:15": (time(9), time(9, 15)),
        "De 9h à 9h30": (time(9), time(9, 30)),
        "9 bis 10 Uhr": (time(9), time(10)),
        "dalle 9:00 alle 10:00": (time(9), time(10)),
        "23/09/2026 09:00": (datetime.combine(DAY, time(9)), None),
        "Wed 23 September 2026, 9 am": (datetime.combine(DAY, time(9)), None),
        "09:00 (15 min)": (time(9), time(9, 15)),
    }

    assert {text: times_in(text)[:2] for text in rows} == rows
    start, _, _ = times_in("9:00 AM EDT / 3:00 PM CEST")
    assert start == time(9, tzinfo=timezone(timedelta(hours=-4), "EDT"))


def test_lengths_are_in_the_units_of_seven_languages() -> None:
    rows = {"1 h 15": 75, "10 mn": 10, "2 Stunden": 120, "45'": 45, "1 ora": 60, "15 minuten": 15, "1h30": 90}

    assert {text: length_in(text, MINUTE) for text in rows} == {text: (many * MINUTE,) for text, many in rows.items()}


def test_days_have_a_year_or_none_are_counted_or_are_weekdays() -> None:
    whole = (
        "23 September 2026",
        "Mittwoch, 23. September 2026",
        "le 23 septembre 2026",
        "miércoles 23 de septiembre de 2026",
    )
    assert {dates(text) for text in (*whole, "Sept. 23, 2026", "2026年9月23日", "mercoledì 23 settembre 2026")} == {
        (DAY,)
    }
    assert dates("23–24 September 2026") == (DAY, date(2026, 9, 24))
    assert dates("03/04/2026") == (date(2026, 3, 4), date(2026, 4, 3))

    for text in ("Day 2", "DAY ONE", "Jour 1", "2. Tag", "Freitag", "Monday 21 September", "Day 1: 23 September 2026"):
        assert is_day(text), text
    for text in ("9.30", "Sunday school", "Day care for all", "10-11", "March for water"):
        assert not is_day(text), text


def test_a_day_without_a_year_fits_or_does_not() -> None:
    said = {text: day_in(text)[0] for text in ("23 September", "Wednesday", "Monday 21", "Day 1")}

    assert {text: day and day.fits(DAY) for text, day in said.items()} == {
        "23 September": True,
        "Wednesday": True,
        "Monday 21": False,
        "Day 1": None,
    }


def test_one_date_tells_the_order_of_all() -> None:
    assert order_of(["03/04/2026", "13/04/2026"]) == "day first"
    assert order_of(["03/04/2026", "04/13/2026"]) == "month first"
    assert order_of(["03/04/2026"]) is None
