"""Who is next: in a floor round the first on the list of speakers, then the block after the round."""

from runofshow.show.actions.blocks import Next
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.actions.speakers_list import Ask
from runofshow.show.forecast import forecast
from runofshow.show.particulars import Particulars
from runofshow.show.state import Show
from runofshow.ui.panels import following_words, next_lines, next_panel, upcoming
from runofshow.ui.picture import picture
from runofshow.ui.stage_picture import stage_picture
from runofshow.ui.status_text import status_lines
from tests.builders import after, agenda, at, played, speech
from tests.ui.scenes import SCENES

FLOOR, CLOCK = SCENES["floor"]


def labelled(show: Show, clock: str) -> list[tuple[str, str]]:
    """What follows, by label and name."""
    return [(one.label, one.name) for one in upcoming(show, forecast(show, at(clock)))]


def test_in_a_floor_round_the_first_on_the_list_is_next_and_then_the_block_after_it() -> None:
    """Whether somebody speaks or nobody does: that is whom the moderator calls."""
    waiting = [("NEXT", "Bangladesh"), ("THEN", "H.E. Ambassador Jürg Lauber")]
    assert labelled(FLOOR, "13:22:20") == waiting
    assert labelled(SCENES["holder"][0], "13:23:10") == waiting


def test_where_nobody_waits_the_block_after_the_round_is_next() -> None:
    """As in a speech."""
    show = after(SCENES["holder"][0], [("13:24", GiveFloor(request=one)) for one in FLOOR.waiting])
    assert not show.waiting
    assert labelled(show, "13:24:10") == [("NEXT", "H.E. Ambassador Jürg Lauber")]
    assert labelled(SCENES["running"][0], "13:04") == [("NEXT", "Mr. Guy Ryder")]


def test_people_who_wait_in_a_speech_are_not_next() -> None:
    """Their round comes later: the block is next."""
    show = after(SCENES["running"][0], [("13:05", Ask(Particulars(who="Chad")))])
    assert labelled(show, "13:06") == [("NEXT", "Mr. Guy Ryder")]


def test_whoever_a_point_of_order_interrupted_goes_on_first() -> None:
    """Before anybody who waits."""
    order = GiveFloor(Particulars(who="Cuba", kind="point_of_order"))
    show = after(FLOOR, [("13:23", GiveFloor(request=FLOOR.waiting[0])), ("13:23:30", order)])
    (first, *_) = upcoming(show, forecast(show, at("13:23:40")))
    assert (first.name, first.expected) == ("Bangladesh", "goes on")
    done = after(show, [("13:24", EndFloor())])
    assert labelled(done, "13:24:10")[0] == ("NEXT", "Côte d'Ivoire")


def test_a_long_name_keeps_its_time() -> None:
    """On the last line of the name, or on a line of its own."""
    for name, rows in [
        ("Bartholomew Montgomery-Featherstonehaugh", 2),
        ("Bartholomew Montgomery-Featherston", 2),
        ("Guy Ryder", 1),
    ]:
        show = played(agenda(speech("First", "5m"), speech(name, "5m") | {"id": "second"}))
        drawn = next_lines(show, forecast(show, at("13:50")), 39, 2)
        assert len(drawn) == rows
        assert drawn[0].plain.startswith("THEN ")
        assert drawn[-1].plain.endswith(" 14:06"), name
        assert name in " ".join(" ".join(one.plain for one in drawn).split())


def test_the_segment_of_an_item_is_not_taken_for_a_speaker() -> None:
    """It stands beneath the title of the item, as the place of that."""
    show = SCENES["floor-guard"][0]
    drawn = [one.plain.rstrip() for one in next_panel(show, forecast(show, SCENES["floor-guard"][1]), 60, 8)]
    assert "      in Discussion" in drawn


def test_one_without_time_left_is_next_all_the_same() -> None:
    """The moderator decides; the screen says that there is no time."""
    late = forecast(FLOOR, at("13:54:50"))
    assert upcoming(FLOOR, late)[0].expected == "no time"


def test_beneath_the_next_one_stands_what_comes_after_the_round() -> None:
    """Small, in as little as two lines."""
    for size in ((70, 9), (40, 8), (40, 2)):
        shown = [line.plain.split() for line in next_panel(FLOOR, forecast(FLOOR, CLOCK), *size)]
        assert shown[0][:2] == ["NEXT", "Bangladesh"], size
        assert shown[1][0] == "THEN", size
        assert shown[1][-2:] == ["Lauber", "13:55"], size


def test_every_view_names_the_same_person() -> None:
    """The speaker's screen, the small one and the lines say who is called next."""
    now = forecast(FLOOR, CLOCK)
    assert following_words(FLOOR, now) == "Bangladesh · 2 min"
    assert any("NEXT  Bangladesh · 2 min" in line.plain for line in stage_picture(FLOOR, now, 80, 24))
    assert any("NEXT Bangladesh" in line.plain for line in picture(FLOOR, now, 40, 12))
    assert "Next: Bangladesh, expected 13:22" in status_lines(FLOOR, now)
    assert "Then: H.E. Ambassador Jürg Lauber, expected 13:55" in status_lines(FLOOR, now)


def test_a_block_a_few_seconds_off_its_plan_begins_when_it_was_planned_to() -> None:
    """By the clock: a column of times holds no differences."""
    show = after(SCENES["before"][0], [("13:00:20", Next())])
    (ryder,) = upcoming(show, forecast(show, at("13:01")))
    assert (ryder.planned, ryder.expected) == ("13:08", "13:08")
    assert next_panel(show, forecast(show, at("13:01")), 60, 3)[0].plain.endswith("Mr. Guy Ryder".ljust(49) + "13:08")
