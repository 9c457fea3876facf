"""Picking out an intervention or a request."""

from collections.abc import Callable, Sequence

import pytest
from rich.text import Text

from runofshow.errors import Refused
from runofshow.instants import Instant
from runofshow.screen.picking import (
    PICK_KEYS,
    Item,
    Pick,
    Picking,
    pick_for,
    picking_keys,
    picking_panel,
    request_action,
)
from runofshow.show.actions.floor import GiveFloor
from runofshow.show.actions.record import Amend, AmendRequest
from runofshow.show.actions.speakers_list import Ask, MarkAbsent, MoveRequest, Withdraw
from runofshow.show.forecast import forecast
from runofshow.show.particulars import Particulars
from runofshow.show.state import ExpectedState, Show
from tests.builders import at, played
from tests.screen.scenes import HOSTILE, MEETING, SCENES
from tests.screen.test_picture import hostile_show

Golden = Callable[[str, Sequence[Text]], None]

SHOW, NOW = SCENES["holder"]


NOBODY = ExpectedState("floor", None)


def picking(show: Show = SHOW, entry: int | None = None) -> Picking:
    """What can be picked, with one that is."""
    found = Picking.of(show, entry)
    assert found is not None
    return found


def panel(found: Picking, width: int, height: int, show: Show = SHOW, now: Instant = NOW) -> list[Text]:
    """The panel, with the keys above it."""
    return picking_panel(show, forecast(show, now), found, picking_keys(found.item, width), width, height)


def item(place: int) -> Item:
    """One of those in the scene, as they stand on the screen."""
    return picking().items[place]


def names(found: Picking) -> list[str | None]:
    """Who can be picked."""
    return [one.particulars.who for one in found.items]


def test_who_waits_stands_above_who_spoke_the_newest_first() -> None:
    """As a moderator looks for them: the next turn, and the last one."""
    assert names(picking()) == ["Bangladesh", "Côte d'Ivoire", "European Union", None, "Mexico"]


def test_who_has_the_floor_is_picked_at_first() -> None:
    """Else who had it last; else the first who waits."""
    assert picking().item.of == SHOW.holding
    assert picking(SCENES["floor"][0]).item.particulars.who == "Mexico"
    waiting = played(MEETING, *(("13:00", Ask(Particulars(who=name))) for name in ("Norway", "Chile")), clock="12:50")
    assert picking(waiting).item.particulars.who == "Norway"
    assert picking(waiting).neighbour == waiting.waiting[1]


def test_there_is_nothing_to_pick_before_anybody_spoke_or_asked() -> None:
    """No empty panel opens."""
    assert Picking.of(SCENES["before"][0]) is None


def test_it_goes_round_at_both_ends() -> None:
    """Up from the first is the last."""
    first = picking(entry=item(0).entry)
    assert first.moved(-1) == item(4)
    assert picking(entry=item(4).entry).moved(1) == item(0)


@pytest.mark.parametrize(
    ("action", "place", "intent"),
    [
        (Pick.GIVE, 1, GiveFloor(request=item(1).entry, expected=NOBODY)),
        (Pick.ABSENT, 0, MarkAbsent(item(0).entry)),
        (Pick.WITHDRAW, 2, Withdraw(item(2).entry)),
        (Pick.EARLIER, 1, MoveRequest(item(1).entry, 1)),
        (Pick.LATER, 1, MoveRequest(item(1).entry, 3)),
        (Pick.GIVE, 4, None),
        (Pick.NAME, 0, None),
        (Pick.CLOSE, 0, None),
    ],
)
def test_a_request_is_called_moved_or_withdrawn(action: Pick, place: int, intent: object) -> None:
    """By the entry that asked, whatever place it has by now; an intervention has been called already."""
    assert request_action(action, item(place), NOBODY) == intent


@pytest.mark.parametrize(("action", "place", "said"), [(Pick.EARLIER, 0, "the first"), (Pick.LATER, 2, "the last")])
def test_nothing_is_entered_for_a_move_that_moves_nothing(action: Pick, place: int, said: str) -> None:
    """The first can't come earlier, nor the last later."""
    with pytest.raises(Refused, match=f"is {said} on the list already"):
        request_action(action, item(place), NOBODY)


def test_the_keys_of_a_request_do_nothing_to_an_intervention() -> None:
    """Nobody who spoke can be withdrawn."""
    offered = {key.action for key in PICK_KEYS if key.useful(item(4))}
    assert offered.isdisjoint({Pick.GIVE, Pick.ABSENT, Pick.WITHDRAW, Pick.EARLIER, Pick.LATER})
    assert pick_for(item(4), "w") is None
    assert pick_for(item(0), "w") is not None


@pytest.mark.parametrize("width", [80, 64, 40, 20])
def test_every_key_that_does_something_is_offered(width: int) -> None:
    """None is cut off, however narrow the screen."""
    said = " ".join(line.plain for line in picking_keys(item(0), width))
    assert all(f"{key.shown} {key.help}".strip() in said for key in PICK_KEYS)


def test_no_key_stands_for_two_things() -> None:
    """Each key has one meaning, and each action has its key."""
    named = [name for key in PICK_KEYS for name in key.keys]
    assert len(named) == len(set(named))
    assert {key.action for key in PICK_KEYS} == set(Pick)


def test_what_is_known_is_put_right_of_the_one_that_is_seen() -> None:
    """An intervention's number may be another's by the time that somebody has typed; its entry never is."""
    changes = Particulars(gist="hm")
    assert item(4).amended(changes, "gist") == Amend(
        1, changes, expected=ExpectedState(intervention=item(4).entry, particulars=Particulars(gist=None))
    )
    assert item(0).amended(changes, "gist") == AmendRequest(
        item(0).entry, changes, expected=ExpectedState(particulars=Particulars(gist=None))
    )


@pytest.mark.parametrize(("name", "place"), [("request", 1), ("intervention", 4)])
def test_the_panel_shows_keys_items_and_what_is_known(name: str, place: int, golden: Golden) -> None:
    """The picked one is marked, and only the keys stand above that do something with it."""
    found = picking(entry=item(place).entry)
    golden(f"picking-{name}", panel(found, 80, 8))


@pytest.mark.parametrize("height", [3, 4, 5, 20])
@pytest.mark.parametrize("place", range(5))
def test_the_picked_one_is_in_view_in_however_little_room(place: int, height: int) -> None:
    """The window goes with it."""
    found = picking(entry=item(place).entry)
    lines = panel(found, 120, height)
    assert len(lines) <= height
    assert sum("›" in line.plain for line in lines) == 1


@pytest.mark.parametrize("called", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("width", [120, 40, 3, 1])
def test_no_name_breaks_the_panel(called: str, width: int) -> None:
    """Every line is exactly as wide as the screen."""
    show = hostile_show(called)
    for entry in (None, *show.waiting):
        for line in panel(picking(show, entry), width, 8, show, at("14:25")):
            assert line.cell_len == width
            assert all(letter.isprintable() or letter in "\u200c\u200d\u200e\u200f" for letter in line.plain)
