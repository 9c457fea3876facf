"""Picking out an intervention or a request."""

import pytest
from rich.text import Text

from runofshow.errors import Refused
from runofshow.instants import Instant
from runofshow.show.actions.floor import GiveFloor
from runofshow.show.actions.record import Amend, AmendRequest
from runofshow.show.actions.speakers_list import Ask, MarkAbsent, MoveRequest, Withdraw
from runofshow.show.forecast import forecast
from runofshow.show.particulars import Particulars
from runofshow.show.state import ExpectedState, Show
from runofshow.ui.selection import Pick, Picking, Subject, amended, picking_keys, picking_panel, request_action
from tests.builders import at, played
from tests.ui.conftest import Golden
from tests.ui.reading import harmless
from tests.ui.scenes import HOSTILE, MEETING, SCENES, hostile_show

SHOW, NOW = SCENES["holder"]


NOBODY = ExpectedState("floor", None)

BANGLADESH, COTE_D_IVOIRE, EUROPEAN_UNION, MEXICO = 8, 9, 10, 6
"""The entries by which the first three asked for the floor and the last was given it, in the scene."""


def picking(show: Show = SHOW, entry: int | None = None) -> Picking:
    found = Picking.of(show, entry)
    assert found is not None
    return found


def panel(found: Picking, width: int, height: int, show: Show = SHOW, now: Instant = NOW) -> list[Text]:
    return picking_panel(show, forecast(show, now), found, picking_keys(found.item, width), width, height)


def item(place: int) -> Subject:
    return picking().items[place]


def names(found: Picking) -> list[str | None]:
    return [one.particulars.who for one in found.items]


def test_who_waits_stands_above_who_spoke_the_newest_first() -> None:
    assert names(picking()) == ["Bangladesh", "Côte d'Ivoire", "European Union", None, "Mexico"]


def test_who_has_the_floor_is_picked_at_first() -> None:
    assert picking().item == SHOW.holding
    assert picking(SCENES["floor"][0]).item.particulars.who == "Mexico"
    waiting = played(MEETING, *(("13:00", Ask(Particulars(who=name))) for name in ("Norway", "Chile")), clock="12:50")
    assert picking(waiting).item.particulars.who == "Norway"
    assert picking(waiting).neighbour == waiting.waiting[1]


def test_there_is_nothing_to_pick_before_anybody_spoke_or_asked() -> None:
    assert Picking.of(SCENES["before"][0]) is None


def test_it_goes_round_at_both_ends() -> None:
    first = picking(entry=item(0).entry)
    assert first.moved(-1) == item(4)
    assert picking(entry=item(4).entry).moved(1) == item(0)


def test_a_request_is_called_moved_or_withdrawn() -> None:
    def asked_for(action: Pick, place: int) -> object:
        return request_action(action, picking(entry=item(place).entry), NOBODY)

    assert asked_for(Pick.GIVE, 1) == GiveFloor(request=COTE_D_IVOIRE, expected=NOBODY)
    assert asked_for(Pick.ABSENT, 0) == MarkAbsent(BANGLADESH)
    assert asked_for(Pick.WITHDRAW, 2) == Withdraw(EUROPEAN_UNION)
    assert asked_for(Pick.EARLIER, 1) == MoveRequest(COTE_D_IVOIRE, 1)
    assert asked_for(Pick.LATER, 1) == MoveRequest(COTE_D_IVOIRE, 3)
    assert asked_for(Pick.GIVE, 4) is None
    assert asked_for(Pick.NAME, 0) is None
    assert asked_for(Pick.CLOSE, 0) is None


def test_nothing_is_entered_for_a_move_that_moves_nothing() -> None:
    with pytest.raises(Refused, match="is the first on the list already"):
        request_action(Pick.EARLIER, picking(entry=item(0).entry), NOBODY)
    with pytest.raises(Refused, match="is the last on the list already"):
        request_action(Pick.LATER, picking(entry=item(2).entry), NOBODY)


def test_the_keys_of_a_request_do_nothing_to_an_intervention() -> None:
    offered = {key for key in Pick if key.useful(item(4))}
    assert offered.isdisjoint({Pick.GIVE, Pick.ABSENT, Pick.WITHDRAW, Pick.EARLIER, Pick.LATER})
    assert not Pick.WITHDRAW.useful(item(4))
    assert Pick.WITHDRAW.useful(item(0))


def test_every_key_that_does_something_is_offered() -> None:
    for width in (80, 64, 40, 20):
        said = " ".join(line.plain for line in picking_keys(item(0), width))
        assert all(f"{key.shown} {key.word}".strip() in said for key in Pick), width


def test_what_is_known_is_put_right_of_the_one_that_is_seen() -> None:
    """An intervention's number may be another's by the time that somebody has typed; its entry never is."""
    changes = Particulars(gist="hm")
    assert amended(item(4), changes, "gist") == Amend(
        1, changes, expected=ExpectedState(intervention=MEXICO, particulars=Particulars(gist=None))
    )
    assert amended(item(0), changes, "gist") == AmendRequest(
        BANGLADESH, changes, expected=ExpectedState(particulars=Particulars(gist=None))
    )


def test_the_panel_shows_keys_items_and_what_is_known(golden: Golden) -> None:
    golden("picking-request", panel(picking(entry=COTE_D_IVOIRE), 80, 8))
    golden("picking-intervention", panel(picking(entry=MEXICO), 80, 8))


def test_the_picked_one_is_in_view_in_however_little_room() -> None:
    for one in picking().items:
        for height in (3, 4, 5, 20):
            lines = panel(picking(entry=one.entry), 120, height)
            assert len(lines) <= height, (one, height)
            assert sum("›" in line.plain for line in lines) == 1, (one, height)


def test_no_name_breaks_the_panel() -> None:
    for called in HOSTILE:
        show = hostile_show(called)
        for width in (120, 40, 3, 1):
            for entry in (None, *show.waiting):
                lines = panel(picking(show, entry), width, 8, show, at("14:25"))
                assert harmless(lines, width), (called, width)
