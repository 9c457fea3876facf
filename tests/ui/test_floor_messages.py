"""What the figures of the floor mean, in words."""

from runofshow.show.actions.blocks import Next, StartBlock
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.actions.running_order import Skip
from runofshow.show.actions.speakers_list import Ask, CloseList
from runofshow.show.forecast import forecast
from runofshow.show.names import who
from runofshow.show.particulars import Particulars
from runofshow.ui.floor_messages import floor_words, seats_words
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
    assert floor_words(show, late).startswith("Next floor round: 7 min (15 min planned, minimum 3 min),")


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
