"""A journal that an earlier version wrote reads as it did then."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from runofshow.export.record_json import json_log
from runofshow.export.status_json import status_json
from runofshow.journal.reader import read_journal
from runofshow.show.forecast import forecast
from runofshow.show.meeting_record import record
from runofshow.show.replay import replay, show_as_of
from runofshow.show.state import Show
from tests.builders import at

BEFORE = Path(__file__).parent / "before"
THEN: dict[str, Any] = json.loads((BEFORE / "0.1.0.json").read_text(encoding="utf-8"))
"""What 0.1.0 printed of its journal: `status --json` at some times, and the record as JSON."""

NEW_YORK = timedelta(hours=4)


@pytest.fixture(scope="module")
def show() -> Show:
    """The show of the journal that 0.1.0 wrote."""
    contents = read_journal(BEFORE / "0.1.0.jsonl")
    assert not contents.findings
    return replay(contents.entries)


@pytest.mark.parametrize("clock", [key for key in THEN if key != "record"])
def test_the_status_is_what_it_was(show: Show, clock: str) -> None:
    """Every figure that was there then; there are more now."""
    then = at(clock) + NEW_YORK
    past = show_as_of(show, then)

    assert list(_differences(THEN[clock], json.loads(status_json(past, forecast(past, then))))) == []


def test_the_record_is_what_it_was(show: Show) -> None:
    """Who, from when to when, with which limit."""
    assert list(_differences(THEN["record"], json.loads(json_log(record(show, at("14:43") + NEW_YORK))))) == []


def _differences(then: Any, now: Any, where: str = "") -> Iterator[str]:
    """Where what was there then is something else now."""
    match then, now:
        case dict(), dict():
            for key, value in then.items():
                yield from _differences(value, now.get(key), f"{where}.{key}")
        case list(), list() if len(then) == len(now):
            for place, (one, other) in enumerate(zip(then, now, strict=True)):
                yield from _differences(one, other, f"{where}[{place}]")
        case _ if then != now:
            yield f"{where}: {then!r}, now {now!r}"
