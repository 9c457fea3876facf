"""What the rapporteur sees of the interventions."""

from functools import cache

from runofshow.show.actions.blocks import Next
from runofshow.show.actions.floor import FloorGiven
from runofshow.show.forecast import forecast
from runofshow.show.particulars import Particulars
from runofshow.show.replay import decide, replay
from runofshow.show.state import Entry, Show
from runofshow.ui.noted import gist_picture
from tests.builders import agenda, at, floor, minutes, opened
from tests.costs import calls_of

WIDTH, HEIGHT = 80, 24
FIRST = 3
"""The entry that gave the floor first."""


@cache
def heard(count: int) -> Show:
    """A meeting of so many interventions, a second each."""
    first = opened(agenda(floor("F", "rest")))
    begun = Entry(2, at("14:00"), at("14:00"), "t", decide(replay([first]), Next(), at("14:00")))
    entries = [first, begun]
    for number in range(1, count + 1):
        moment = at("14:00") + number * minutes(1) / 60
        said = Particulars(who=f"Delegation {number}", category="state", gist=f"said {number}")
        given = FloorGiven(number=number, limit=minutes(2), particulars=said)
        entries.append(Entry(FIRST + number - 1, moment, moment, "t", given))
    return replay(entries)


def rows(show: Show, picked: int | None, height: int = HEIGHT) -> list[str]:
    now = forecast(show, at("14:30"))
    return [row.plain.rstrip() for row in gist_picture(show, now, picked, WIDTH, height)]


def test_the_picked_one_is_always_seen() -> None:
    for height in (6, 7, 24):
        for back in (0, 1, 8, 9, 10, 50, 98, 99):
            seen = rows(heard(100), FIRST + 99 - back, height)
            marked = [row.split()[2:4] for row in seen if row.startswith("›")]
            assert marked == [["Delegation", str(100 - back)]], (height, back)
            if back < (height - 4) // 2:
                assert any("said 100" in row for row in seen[-2:]), (height, back)


def test_without_a_picked_one_the_newest_is_the_last() -> None:
    show = heard(100)
    assert rows(show, None) == rows(show, 4_000)
    assert rows(show, None)[-1].strip() == "said 100"


def test_a_picture_costs_what_is_shown_and_not_what_was() -> None:
    few, many = heard(100), heard(1_000)
    now, then = forecast(few, at("14:30")), forecast(many, at("14:30"))

    def drawn(show: Show, last: int) -> int:
        return calls_of(lambda: gist_picture(show, then if show is many else now, FIRST + last - 1, WIDTH, HEIGHT))

    drawn(few, 100), drawn(many, 1_000)  # once for the caches
    assert abs(drawn(many, 1_000) - drawn(few, 100)) < 100
    assert drawn(many, 1) < 2 * drawn(few, 1) + 3 * 1_000
