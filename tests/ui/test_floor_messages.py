"""What the figures of the floor mean, in words."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from runofshow.show.actions.blocks import Next, StartBlock
from runofshow.show.actions.floor import EndFloor, GiveFloor, SetLimit
from runofshow.show.actions.running_order import Skip
from runofshow.show.actions.speakers_list import Ask, CloseList
from runofshow.show.forecast import forecast
from runofshow.show.names import who
from runofshow.show.particulars import Particulars
from runofshow.ui.messages import floor_words, seats_words
from tests.builders import Step, agenda, at, floor, played, speech

PLAN = agenda(floor("F", "20m"), end="14:20", floor={"limits": {"group": "5m"}})
RUNS: tuple[Step, ...] = (("14:00", Next()),)


def said(*steps: Step, clock: str = "14:02") -> str:
    """What is said of the floor after steps."""
    show = played(PLAN, *RUNS, *steps)
    room = forecast(show, at(clock)).floor
    assert room is not None
    return " ".join(filter(None, [floor_words(show, room), seats_words(show, room)]))


def asks(count: int, category: str = "state") -> list[Step]:
    """So many ask."""
    return [("14:01", Ask(Particulars.model_validate({"who": f"W{n}", "category": category}))) for n in range(count)]


def test_what_fits_is_said_once_where_the_pace_says_the_same() -> None:
    """Before anybody was heard, the limit is the pace."""
    assert said() == "18:00 left for the floor: 8 more at 2:00."


def test_the_predicted_number_is_said_where_it_is_another() -> None:
    """One who took half of the limit."""
    spoke: list[Step] = [("14:00", GiveFloor()), ("14:01", EndFloor())]
    assert said(*spoke) == "18:00 left for the floor: 8 more at 2:00, 9 as they speak."


COMES_BACK = agenda(floor("F", "20m", min="8m"), speech("A", "10m"), end="14:35")


def test_of_a_round_that_comes_back_only_what_it_has_not_used_is_kept() -> None:
    """Five of its twenty minutes were used: it never lost them."""
    show = played(COMES_BACK, ("14:00", Next()), ("14:05", Skip(come_back=True)), ("14:06", StartBlock("a")))
    early, late = forecast(show, at("14:06")).floor, forecast(show, at("14:27")).floor
    assert early is not None
    assert late is not None
    assert floor_words(show, early).startswith("Next floor round: 15 min,")
    assert floor_words(show, late).startswith("Next floor round: 7 min of 15 min (minimum 3 min),")


def test_whether_those_who_wait_fit_is_reckoned_with_their_limits() -> None:
    """Eighteen minutes: eight States at 2:00, or three groups at 5:00."""
    full = asks(8)
    assert said(*asks(1)).endswith("The one waiting fits.")
    assert said(*full).endswith("All 8 waiting fit. Close the list now.")
    assert said(*full, ("14:01", CloseList())).endswith("All 8 waiting fit.")
    assert said(*asks(9)).endswith("The 9 waiting would all fit at 1:45. Close the list now.")
    assert said(*asks(3, "group")).endswith("All 3 waiting fit."), "groups take longer, and leave time for one State"
    assert said(*asks(4, "group")).endswith("The 4 waiting would all fit at 4:15. Close the list now.")
    assert said(*asks(40)).endswith("The 40 waiting don't all fit, at any limit. Close the list now.")


def test_whom_somebody_speaks_for_is_all_said() -> None:
    """One, or several."""
    for_two = Particulars(who="Kenya", on_behalf_of="African Group", also_on_behalf_of=("Peru", "Chile"))
    for_one = Particulars(who="Kenya", also_on_behalf_of=("Peru",))

    assert who(for_two) == "Kenya, on behalf of African Group, also on behalf of Peru and Chile"
    assert who(for_one) == "Kenya, also on behalf of Peru"


def seats(
    waiting: int, limit: str = "2m", *, length: str = "10m", closed: bool = False, held: Sequence[Step] = ()
) -> str:
    """What is said of so many who wait in a round, with no time between two."""
    plan = agenda(floor("F", length, limit=limit), end="14:10", floor={"limit": "2m", "handover": "0s"})
    asked = [("14:00", Ask(Particulars(who=f"Delegation {place}"))) for place in range(waiting)]
    steps: list[Step] = [("14:00", Next()), *asked, *held, *([("14:00", CloseList())] if closed else [])]
    show = played(plan, *steps)
    floor_now = forecast(show, at("14:00")).floor
    assert floor_now is not None
    return seats_words(show, floor_now)


WAITING: Final = {
    0: "",
    1: "The one waiting fits.",
    4: "All 4 waiting fit.",
    5: "All 5 waiting fit. Close the list now.",
    6: "The 6 waiting would all fit at 1:40. Close the list now.",
    20: "The 20 waiting would all fit at 0:30. Close the list now.",
    21: "The 21 waiting don't all fit, at any limit. Close the list now.",
}
"""The sentence for so many."""


def test_the_list_is_to_be_closed_as_soon_as_it_is_full() -> None:
    """Five fit into ten minutes at two: with the fifth on it, nobody else can be promised a turn."""
    assert {count: seats(count) for count in WAITING} == WAITING


def test_one_and_two_are_spoken_of_as_one_and_two() -> None:
    """Nobody says that the 1 waiting would all fit."""
    assert seats(1, length="1m") == "The one waiting would fit at 1:00. Close the list now."
    assert seats(1, length="20s") == "The one waiting doesn't fit, at any limit. Close the list now."
    assert seats(2, length="3m") == "Both waiting would fit at 1:30. Close the list now."
    assert seats(2, length="50s") == "The two waiting don't both fit, at any limit. Close the list now."


def test_a_list_that_is_closed_need_not_be_closed() -> None:
    """What has been done isn't asked for."""
    assert seats(5, closed=True) == "All 5 waiting fit."
    assert seats(6, closed=True) == "The 6 waiting would all fit at 1:40."


def test_another_limit_seats_more() -> None:
    """The limit that was set counts, not the agenda's."""
    set_limit = [("14:00", SetLimit(timedelta(minutes=1)))]
    assert seats(6, held=set_limit) == "All 6 waiting fit."
