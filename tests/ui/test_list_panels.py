"""The running order in a floor round: the numbers that let panellists reply, and what they are for."""

from runofshow.show.actions.blocks import Next
from runofshow.show.actions.floor import GiveFloor
from runofshow.show.forecast import forecast
from runofshow.show.particulars import Particulars
from runofshow.ui.panels import order_panel, replies_shown, speakers_panel
from runofshow.ui.picture import picture
from tests.builders import Step, agenda, at, floor, played, speech
from tests.costs import calls_of
from tests.ui.scenes import SCENES

SPEAKERS = "ABCDE"
PANEL = agenda(*[speech(f"Speaker {name}", "5m") | {"id": name} for name in SPEAKERS], floor("F", "20m"))
ROUND: tuple[Step, ...] = (
    *[(f"14:{5 * place:02}", Next()) for place in range(6)],
    ("14:30", GiveFloor(Particulars(who="Chad"))),
)


def test_the_heading_says_what_the_numbers_are_for() -> None:
    """Wherever a number stands, however little room there is."""
    show = played(PANEL, *ROUND)
    for size in ((80, 12), (47, 7), (44, 4), (37, 3)):
        panel = order_panel(show, forecast(show, at("14:31")), *size)
        assert replies_shown(panel), size
        assert "1–9 reply" in panel[0].plain, size


def test_who_can_reply_is_shown_before_what_comes_later() -> None:
    """In a low list the rows above a round are those that count in it."""
    show = played(PANEL, *ROUND)
    assert replies_shown(order_panel(show, forecast(show, at("14:31")), 60, 5)) == {3, 4, 5}
    assert replies_shown(order_panel(show, forecast(show, at("14:31")), 60, 12)) == {1, 2, 3, 4, 5}


def test_no_number_stands_where_none_counts() -> None:
    """Neither while somebody speaks, nor before anybody has been heard."""
    speaking, unheard = played(PANEL, *ROUND[:3]), played(PANEL, *ROUND[:-1])
    for show, now in [(speaking, at("14:11")), (unheard, at("14:26")), SCENES["running"]]:
        panel = order_panel(show, forecast(show, now), 60, 12)
        assert not replies_shown(panel)
        assert "reply" not in panel[0].plain


def test_names_stand_in_a_column_beneath_the_heading_however_long_a_block_is() -> None:
    """More than an hour has a figure more."""
    plan = agenda(speech("Ambassador", "5m"), floor("Everybody", "1h5m"), end="16:00")
    head, *rows = order_panel(show := played(plan), forecast(show, at("13:58")), 60, 5)
    place = head.plain.index("RUNNING ORDER")
    assert [row.plain[place : place + 8] for row in rows[1:3]] == ["Ambassad", "Everybod"]


def test_columns_of_times_and_lengths_never_run_together() -> None:
    """A block of an hour or more, one that is over, and one that is some seconds off its plan."""
    plan = agenda(floor("Everybody", "1h5m"), speech("Ambassador", "5m"), end="16:00")
    show = played(plan, ("14:00:40", Next()))
    rows = order_panel(show, forecast(show, at("14:30")), 60, 4)
    assert [row.plain.split()[1:4] for row in rows[2:]] == [["14:00", "14:00", "1:05:00"], ["15:06", "15:06", "5:00"]]


def test_only_the_rows_that_are_shown_are_styled() -> None:
    """Each block beyond the edge of the screen costs the 13 calls by which it is counted, not the 80 of a row."""

    def calls(count: int) -> int:
        plan = agenda(*(speech(f"S{place}", "10s") for place in range(count)), end="23:00", handover="0s")
        show = played(plan, ("14:00", Next()))
        foreseen = forecast(show, at("14:00:05"))
        picture(show, foreseen, 120, 40)
        return calls_of(lambda: picture(show, foreseen, 120, 40))

    assert calls(2_000) - calls(200) < 1_800 * 20


def test_the_heading_of_the_list_of_speakers_is_cut_nowhere() -> None:
    """The count has fewer words where there is less room beside CLOSED."""
    show = SCENES["list-closed"][0]
    for width, heading in [
        (40, "LIST OF SPEAKERS · 3 waiting"),
        (30, "LIST OF SPEAKERS · 3"),
        (24, "LIST OF SPEAKERS"),
    ]:
        first = speakers_panel(show, None, width, 3)[0].plain
        assert first.split("  ")[0].removesuffix(" CLOSED") == heading
        assert first.endswith("CLOSED")
