"""The panels: the outlook, who follows, the running order and the lists."""

from typing import Final

from runofshow.instants import SECOND
from runofshow.show.actions.blocks import EndBlock, Next
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.actions.speakers_list import Ask
from runofshow.show.forecast import forecast
from runofshow.show.meeting_record import record
from runofshow.show.particulars import Particulars
from runofshow.show.replay import apply, decide
from runofshow.show.state import Entry, Show
from runofshow.ui.palette import WARNING
from runofshow.ui.panels import (
    following_words,
    interventions_panel,
    next_lines,
    next_panel,
    order_panel,
    outlook_panel,
    replies_shown,
    speakers_panel,
    upcoming,
)
from runofshow.ui.picture import picture
from runofshow.ui.report_table import summary_panel
from runofshow.ui.stage_picture import stage_picture
from runofshow.ui.status_text import status_lines
from runofshow.ui.tables import log_lines
from tests.builders import Step, after, agenda, at, floor, played, speech
from tests.costs import calls_of
from tests.ui.scenes import SCENES, foreseen

PLAN = agenda(speech("A", "10m"), speech("B", "10m"), floor("F", "20m", min="10m"), speech("C", "8m"), end="14:51")
B_RUNS: tuple[Step, ...] = (("14:00", Next()), ("14:12", EndBlock()), ("14:13", Next()))
"""A planned for 10 minutes ran 12; B began at 14:13 and not at 14:11."""


def outlook(clock: str, *steps: Step, width: int = 100) -> list[str]:
    show = played(PLAN, *steps)
    return [line.plain.rstrip() for line in outlook_panel(show, forecast(show, at(clock)), width)]


def test_behind_but_in_time() -> None:
    """Two minutes late, which the round takes: nothing is loud."""
    assert outlook("14:17", *B_RUNS) == ["Next floor round: 18 min of 20 min (minimum 10 min), 8 speakers at 2:00."]


def test_the_floor_at_its_least_is_told_with_what_was_lost() -> None:
    """B ran to 14:37: the round is held at 10 minutes, and the show ends six minutes late."""
    assert outlook("14:37", *B_RUNS) == [
        " FLOOR CUT TO ITS MINIMUM, 10 min: 10 min lost (F)",
        "To end in time, leave out a speech: the speech to come can't give 6:00.",
        "Next floor round: 10 min of 20 min (its minimum), 4 speakers at 2:00.",
    ]


def test_a_sentence_is_whole_however_narrow_the_screen_is() -> None:
    for width in (40, 60, 70):
        said = " ".join(part.strip() for part in outlook("14:37", *B_RUNS, width=width))
        assert "leave out a speech: the speech to come can't give 6:00." in said, width


def test_a_floor_at_its_least_is_a_warning() -> None:
    warned = next(line for line in outlook_panel(*foreseen("floor-guard"), 100) if "FLOOR CUT" in line.plain)
    assert WARNING in [span.style for span in warned.spans]


def test_every_line_has_its_width() -> None:
    for name, (show, now) in SCENES.items():
        foreseen = forecast(show, now)
        for width in (0, 1, 7, 40, 64, 100, 200):
            assert {line.cell_len for line in outlook_panel(show, foreseen, width)} <= {width}, (name, width)


def test_two_sentences_share_a_line_where_they_fit() -> None:
    wide, narrow = ([line.plain.rstrip() for line in outlook_panel(*foreseen("floor"), width)] for width in (90, 60))
    assert wide[0] == "31:40 left for the floor: 14 more at 2:00, 13 as they speak. All 3 waiting fit."
    assert narrow[0:2] == ["31:40 left for the floor: 14 more at 2:00, 13 as they speak.", "All 3 waiting fit."]


def test_where_the_time_went_counts_apart_what_was_said_outside_the_rounds() -> None:
    """So that the interventions in floor rounds never took longer than the floor."""
    plan = agenda(speech("A", "10m"), floor("F", "20m"), end="14:31")
    mexico, chad = Particulars(who="Mexico"), Particulars(who="Chad")
    steps: list[Step] = [("14:00", Next()), ("14:01", GiveFloor(mexico)), ("14:03", EndFloor()), ("14:10", Next())]
    steps += [("14:11", GiveFloor(chad)), ("14:12:30", EndFloor()), ("14:13", Next())]
    said = [line.plain.split() for line in summary_panel(played(plan, *steps), 60, 12)]
    assert ["20:00", "3:00", "-17:00"] in [row[-3:] for row in said]
    assert ["1", "intervention", "in", "floor", "rounds", "1:30"] in said
    assert ["1", "intervention", "outside", "the", "rounds", "2:00"] in said


def test_screen_and_log_show_the_same_length() -> None:
    """From 14:01:10.9 to 14:02:10.1: 14:01:10 and 14:02:10 stand there, so it took 1:00."""
    show = played(agenda(floor("F", "20m")), ("14:00", Next()))
    for moment, action in ((at("14:01:10") + 0.9 * SECOND, GiveFloor()), (at("14:02:10") + 0.1 * SECOND, EndFloor())):
        show = apply(show, Entry(show.n + 1, moment, moment, "tester", decide(show, action, moment)))
    now = at("14:03")
    assert "1:00 14:01" in interventions_panel(show, forecast(show, now), 60, 2)[1].plain
    assert log_lines(record(show, now), speaking=True) == ["1. 14:01:10 (no name yet), 1:00"]
    assert record(show, now).interventions[0].duration == 59.2 * SECOND


FLOOR, CLOCK = SCENES["floor"]


def labelled(show: Show, clock: str) -> list[str]:
    return [f"{one.label} {one.name}" for one in upcoming(show, forecast(show, at(clock)))]


HOLDER: Final = SCENES["holder"][0]
RUNNING: Final = SCENES["running"][0]
ALL_HEARD: Final = after(HOLDER, [("13:24", GiveFloor(request=one)) for one in FLOOR.waiting])
CHAD_WAITS: Final = after(RUNNING, [("13:05", Ask(Particulars(who="Chad")))])
LAUBER, RYDER = "H.E. Ambassador Jürg Lauber", "Mr. Guy Ryder"


FOLLOW: Final = {
    "the first on the list": (FLOOR, "13:22:20", ["NEXT Bangladesh", f"THEN {LAUBER}"]),
    "the first on the list while somebody speaks": (HOLDER, "13:23:10", ["NEXT Bangladesh", f"THEN {LAUBER}"]),
    "where nobody waits the block after the round": (ALL_HEARD, "13:24:10", [f"NEXT {LAUBER}"]),
    "in a speech the next block": (RUNNING, "13:04", [f"NEXT {RYDER}"]),
    "in a speech in which people wait too": (CHAD_WAITS, "13:06", [f"NEXT {RYDER}"]),
}


def test_next_is_whom_the_moderator_calls() -> None:
    for what, (show, clock, follow) in FOLLOW.items():
        assert labelled(show, clock) == follow, what


def test_whoever_a_point_of_order_interrupted_goes_on_first() -> None:
    order = GiveFloor(Particulars(who="Cuba", kind="point_of_order"))
    show = after(FLOOR, [("13:23", GiveFloor(request=FLOOR.waiting[0])), ("13:23:30", order)])
    (first, *_) = upcoming(show, forecast(show, at("13:23:40")))
    assert (first.name, first.expected) == ("Bangladesh", "goes on")
    done = after(show, [("13:24", EndFloor())])
    assert labelled(done, "13:24:10")[0] == "NEXT Côte d'Ivoire"


def test_a_long_name_keeps_its_time() -> None:
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
    show = SCENES["floor-guard"][0]
    drawn = [one.plain.rstrip() for one in next_panel(show, forecast(show, SCENES["floor-guard"][1]), 60, 8)]
    assert "      in Discussion" in drawn


def test_one_without_time_left_is_next_all_the_same() -> None:
    late = forecast(FLOOR, at("13:54:50"))
    assert upcoming(FLOOR, late)[0].expected == "no time"


def test_beneath_the_next_one_stands_what_comes_after_the_round() -> None:
    for size in ((70, 9), (40, 8), (40, 2)):
        shown = [line.plain.split() for line in next_panel(FLOOR, forecast(FLOOR, CLOCK), *size)]
        assert shown[0][:2] == ["NEXT", "Bangladesh"], size
        assert shown[1][0] == "THEN", size
        assert shown[1][-2:] == ["Lauber", "13:55"], size


def test_every_view_names_the_same_person() -> None:
    now = forecast(FLOOR, CLOCK)
    assert following_words(FLOOR, now) == "Bangladesh · 2 min"
    assert any("NEXT  Bangladesh · 2 min" in line.plain for line in stage_picture(FLOOR, now, 80, 24))
    assert any("NEXT Bangladesh" in line.plain for line in picture(FLOOR, now, 40, 12))
    assert "Next: Bangladesh, expected 13:22" in status_lines(FLOOR, now)
    assert "Then: H.E. Ambassador Jürg Lauber, expected 13:55" in status_lines(FLOOR, now)


def test_a_block_a_few_seconds_off_its_plan_begins_when_it_was_planned_to() -> None:
    show = after(SCENES["before"][0], [("13:00:20", Next())])
    (ryder,) = upcoming(show, forecast(show, at("13:01")))
    assert (ryder.planned, ryder.expected) == ("13:08", "13:08")
    assert next_panel(show, forecast(show, at("13:01")), 60, 3)[0].plain.endswith("Mr. Guy Ryder".ljust(49) + "13:08")


SPEAKERS = "ABCDE"
PANEL = agenda(*[speech(f"Speaker {name}", "5m") | {"id": name} for name in SPEAKERS], floor("F", "20m"))
ROUND: tuple[Step, ...] = (
    *[(f"14:{5 * place:02}", Next()) for place in range(6)],
    ("14:30", GiveFloor(Particulars(who="Chad"))),
)


def test_the_heading_says_what_the_numbers_are_for() -> None:
    show = played(PANEL, *ROUND)
    for size in ((80, 12), (47, 7), (44, 4), (37, 3)):
        panel = order_panel(show, forecast(show, at("14:31")), *size)
        assert replies_shown(panel), size
        assert "1–9 reply" in panel[0].plain, size


def test_who_can_reply_is_shown_before_what_comes_later() -> None:
    show = played(PANEL, *ROUND)
    assert replies_shown(order_panel(show, forecast(show, at("14:31")), 60, 5)) == {3, 4, 5}
    assert replies_shown(order_panel(show, forecast(show, at("14:31")), 60, 12)) == {1, 2, 3, 4, 5}


def test_no_number_stands_where_none_counts() -> None:
    speaking, unheard = played(PANEL, *ROUND[:3]), played(PANEL, *ROUND[:-1])
    for show, now in [(speaking, at("14:11")), (unheard, at("14:26")), SCENES["running"]]:
        panel = order_panel(show, forecast(show, now), 60, 12)
        assert not replies_shown(panel)
        assert "reply" not in panel[0].plain


def test_names_stand_in_a_column_beneath_the_heading_however_long_a_block_is() -> None:
    plan = agenda(speech("Ambassador", "5m"), floor("Everybody", "1h5m"), end="16:00")
    head, *rows = order_panel(show := played(plan), forecast(show, at("13:58")), 60, 5)
    place = head.plain.index("RUNNING ORDER")
    assert [row.plain[place : place + 8] for row in rows[1:3]] == ["Ambassad", "Everybod"]


def test_columns_of_times_and_lengths_never_run_together() -> None:
    plan = agenda(floor("Everybody", "1h5m"), speech("Ambassador", "5m"), end="16:00")
    show = played(plan, ("14:00:40", Next()))
    rows = order_panel(show, forecast(show, at("14:30")), 60, 4)
    assert [row.plain.split()[1:4] for row in rows[2:]] == [["14:00", "14:00", "1:05:00"], ["15:06", "15:06", "5:00"]]


def test_only_the_rows_that_are_shown_are_styled() -> None:
    """Each block beyond the edge of the screen costs the five calls by which it is counted, not the 80 of a row."""

    def calls(count: int) -> int:
        plan = agenda(*(speech(f"S{place}", "10s") for place in range(count)), end="23:00", handover="0s")
        show = played(plan, ("14:00", Next()))
        foreseen = forecast(show, at("14:00:05"))
        picture(show, foreseen, 120, 40)
        return calls_of(lambda: picture(show, foreseen, 120, 40))

    assert calls(2_000) - calls(200) < 1_800 * 8


def test_the_heading_of_the_list_of_speakers_is_cut_nowhere() -> None:
    show = SCENES["list-closed"][0]
    for width, heading in [
        (40, "LIST OF SPEAKERS · 3 waiting"),
        (30, "LIST OF SPEAKERS · 3"),
        (24, "LIST OF SPEAKERS"),
    ]:
        first = speakers_panel(show, None, width, 3)[0].plain
        assert first.split("  ")[0].removesuffix(" CLOSED") == heading
        assert first.endswith("CLOSED")
