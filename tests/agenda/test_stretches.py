"""Stretches: how time is shared between fixed starts, where slack lies, and what the margin is for."""

from datetime import timedelta
from typing import Any

import pytest

from runofshow.agenda.loader import parse_sheet
from runofshow.agenda.model import Agenda
from runofshow.agenda.plan_checks import misfits
from runofshow.agenda.schedule import planned
from tests.builders import agenda, at, floor, minutes, speech


def item(name: str, duration: str, **others: Any) -> dict[str, Any]:
    """An item as it would stand in YAML."""
    return {"id": name.lower(), "item": name, "duration": duration, **others}


SIGNING = (
    speech("A", "20m"),
    speech("B", "15m", min="10m"),
    item("Photo", "5m", type="photo"),
    item("Signing", "10m", type="ceremony", start="14:45"),
    floor("F", "rest", min="10m"),
    speech("C", "8m"),
)
"""With handovers of a minute; see `test_a_fixed_start_waits_and_the_margin_stays_free` for its times."""


def with_signing(*, end: str = "15:30", margin: str = "5m") -> Agenda:
    """An afternoon in which something is signed at 14:45."""
    return agenda(*SIGNING, end=end, margin=margin)


def times(plan: Agenda) -> list[tuple[str, str, str]]:
    """Each block with its start and its end."""
    return [(row.block.id, f"{row.start:%H:%M:%S}", f"{row.end:%H:%M:%S}") for row in planned(plan).rows]


def test_a_fixed_start_waits_and_the_margin_stays_free() -> None:
    """Two minutes of slack lie before the signing, and the floor takes what is left up to 15:25."""
    assert times(with_signing()) == [
        ("a", "14:00:00", "14:20:00"),
        ("b", "14:21:00", "14:36:00"),
        ("photo", "14:37:00", "14:42:00"),
        ("signing", "14:45:00", "14:55:00"),
        ("f", "14:56:00", "15:16:00"),
        ("c", "15:17:00", "15:25:00"),
    ]
    assert [row.slack for row in planned(with_signing()).rows] == [
        minutes(0),
        minutes(0),
        minutes(0),
        minutes(2),
        minutes(0),
        minutes(0),
    ]


def test_a_fixed_start_begins_a_stretch_unless_the_block_is_the_first() -> None:
    """The blocks before the signing share their time, and those from it on; S has nothing before it."""
    afternoon, alone = planned(with_signing()), planned(agenda(speech("S", "5m", start="14:10"), speech("T", "5m")))

    assert [[row.block.id for row in rows] for rows in afternoon.stretches] == [
        ["a", "b", "photo"],
        ["signing", "f", "c"],
    ]
    assert [[row.block.id for row in rows] for rows in alone.stretches] == [["s", "t"]]


def test_a_block_that_takes_the_rest_takes_the_slack_of_its_own_stretch() -> None:
    """The floor before the signing has what is left up to its handover; the one after it what is left of the room."""
    day = agenda(
        floor("F", "rest"), item("Signing", "10m", start="14:30"), floor("G", "rest"), speech("C", "5m"), end="15:00"
    )
    assert times(day) == [
        ("f", "14:00:00", "14:29:00"),
        ("signing", "14:30:00", "14:40:00"),
        ("g", "14:41:00", "14:54:00"),
        ("c", "14:55:00", "15:00:00"),
    ]


def test_blocks_give_way_in_their_own_stretch_alone() -> None:
    """What is too long before the signing takes nothing from the speech after it."""
    day = agenda(
        speech("A", "20m"),
        speech("B", "20m", min="10m"),
        item("Signing", "10m", start="14:35"),
        speech("C", "10m", min="5m"),
    )
    assert times(day) == [
        ("a", "14:00:00", "14:20:00"),
        ("b", "14:21:00", "14:34:00"),
        ("signing", "14:35:00", "14:45:00"),
        ("c", "14:46:00", "14:56:00"),
    ]


def test_what_even_the_minimum_lengths_cannot_make_up_for_is_carried_into_the_next_stretch() -> None:
    """The signing begins five minutes late, and the floor behind it gives them."""
    day = agenda(speech("A", "39m"), item("Signing", "10m", start="14:35"), floor("F", "rest", min="3m"), end="15:00")
    assert times(day) == [
        ("a", "14:00:00", "14:39:00"),
        ("signing", "14:40:00", "14:50:00"),
        ("f", "14:51:00", "15:00:00"),
    ]
    assert [row.late for row in planned(day).rows] == [minutes(0), minutes(5), minutes(0)]


def test_an_item_is_written_with_a_fixed_start_only_if_it_has_one() -> None:
    """Older programs don't know the field."""
    plain, fixed = agenda(item("Photo", "5m", min="5m"), item("Signing", "5m", start="14:30")).blocks()

    assert "start" not in plain.model_dump()
    assert fixed.model_dump()["start"] == at("14:30")


def test_a_first_block_with_a_fixed_start_waits_for_it() -> None:
    """The show's first block has no handover."""
    assert times(agenda(speech("A", "10m", start="14:10")))[0] == ("a", "14:10:00", "14:20:00")


@pytest.mark.parametrize(
    ("end", "finish", "into_margin", "overfull"),
    [
        pytest.param("15:30", "15:25", 0, 0, id="the floor gives way first"),
        pytest.param("15:18", "15:15", 2, 0, id="then two minutes of the margin"),
        pytest.param("15:10", "15:15", 5, 5, id="then it runs past the hard stop"),
    ],
)
def test_the_last_stretch_uses_up_the_margin_only_when_nothing_else_gives(
    end: str, finish: str, into_margin: int, overfull: int
) -> None:
    """The floor has ten minutes at the least: 14:56 to 15:06, and C ends at 15:15."""
    plan = planned(with_signing(end=end))
    assert (plan.end, plan.into_margin, plan.overfull) == (at(finish), minutes(into_margin), minutes(overfull))


HEAD = 'title: A\ndate: 2016-07-20\nstart: "14:00"\nend: "15:00"\ntimezone: UTC\nhandover: 1m\n'


def said(*blocks: str, margin: str = "0s") -> list[str]:
    """What is said of the lengths of these blocks: errors, else warnings; each on a line of the file from 11 on."""
    lines = "".join(f"      - {{{block}}}\n" for block in blocks)
    sheet = parse_sheet(f"{HEAD}margin: {margin}\nsegments:\n  - title: B\n    blocks:\n{lines}", "a.yaml")
    error = sheet.misfit_error()
    return sheet.warnings() if error is None else str(error).splitlines()


def test_a_fixed_start_that_cannot_be_met_is_an_error_at_that_start() -> None:
    """Even the minimum of what stands before it is too long."""
    assert said("speaker: A, duration: 40m, min: 36m", 'item: Signing, start: "14:35", duration: 5m') == [
        (
            "a.yaml:12:32: segment 1, block 2, start: block 'signing' (Signing) can't begin at 14:35: "
            "after the minimum lengths and handovers before it, it begins at 14:37"
        )
    ]


def test_a_clock_time_that_is_no_whole_minute_shows_its_seconds() -> None:
    """36:30 and a handover of a minute after 14:00."""
    assert said("speaker: A, duration: 36m30s", 'item: Signing, start: "14:35", duration: 5m') == [
        (
            "a.yaml:12:32: segment 1, block 2, start: block 'signing' (Signing) can't begin at 14:35: "
            "after the minimum lengths and handovers before it, it begins at 14:37:30"
        )
    ]


def test_two_fixed_starts_that_collide_are_an_error_at_the_later_one() -> None:
    """The first one lasts into the second."""
    assert said('speaker: A, start: "14:10", duration: 20m', 'speaker: B, start: "14:20", duration: 5m') == [
        (
            "a.yaml:12:29: segment 1, block 2, start: block 'b' (B) can't begin at 14:20: "
            "after the minimum lengths and handovers before it, it begins at 14:31"
        )
    ]


def test_a_fixed_start_that_is_met_only_because_blocks_give_is_a_warning_at_the_first_of_them() -> None:
    """Five minutes and a handover too much."""
    assert said("speaker: A, duration: 40m, min: 20m", 'item: Signing, start: "14:35", duration: 5m') == [
        (
            "a.yaml:11:42: segment 1, block 1, min: block 'signing' (Signing) can begin at 14:35 only because blocks "
            "with 'min' before it give up 6m of their duration"
        )
    ]


def test_an_agenda_that_ends_in_its_margin_is_a_warning_at_the_last_block() -> None:
    """It fits the room, without the time that was to stay free."""
    assert said("speaker: A, duration: 57m", margin="5m") == [
        "a.yaml:11:32: segment 1, block 1, duration: the agenda ends at 14:57, 2m into the margin of 5m"
    ]


def test_a_plan_with_fixed_starts_that_is_too_long_says_so_of_the_room_too() -> None:
    """The signing is in time; what follows it isn't."""
    assert said('item: Signing, start: "14:35", duration: 20m', "speaker: C, duration: 10m") == [
        (
            "a.yaml:12:32: segment 1, block 2, duration: the minimum lengths, handovers and fixed starts need 1h6m, "
            "6m more than 14:00–15:00: the room ends in block 'c' (C)"
        )
    ]


def item_at(start: str) -> dict[str, Any]:
    """Ten minutes of an item with a fixed start."""
    return item("Signing", "10m", start=start)


@pytest.mark.parametrize(
    ("plan", "block", "field", "is_error"),
    [
        pytest.param(agenda(speech("A", "40m"), item_at("14:30")), "signing", "start", True, id="a start is missed"),
        pytest.param(agenda(speech("A", "40m", min="9m"), item_at("14:30")), "a", "min", False, id="a start is met"),
        pytest.param(agenda(speech("A", "50m"), speech("B", "12m")), "b", "duration", True, id="the room is too short"),
        pytest.param(agenda(speech("A", "50m"), speech("B", "12m", min="5m")), "b", "min", False, id="the room is met"),
        pytest.param(
            agenda(speech("A", "10m"), speech("B", "47m"), margin="5m"), "b", "duration", False, id="the margin is used"
        ),
    ],
)
def test_only_what_minimum_lengths_cannot_mend_is_an_error(
    plan: Agenda, block: str, field: str, is_error: bool
) -> None:
    """Each misfit stands at the block and the field that would mend it."""
    assert [(one.block.id, one.field, one.is_error) for one in misfits(plan)] == [(block, field, is_error)]


TOO_LONG = "more than 14:00–15:00: the room ends in block 'b' (B)"


@pytest.mark.parametrize(
    ("blocks", "sentence"),
    [
        pytest.param(
            [speech("A", "10m"), speech("B", "50m"), speech("C", "25m")],
            "the minimum lengths and handovers need 1h27m, 27m "
            f"{TOO_LONG}; by far the longest is block 'b' (B) with 50m",
            id="twice the next",
        ),
        pytest.param(
            [speech("A", "10m"), speech("B", "50m"), speech("C", "26m")],
            f"the minimum lengths and handovers need 1h28m, 28m {TOO_LONG}",
            id="not twice the next",
        ),
        pytest.param(
            [speech("A", "10m"), floor("F", "rest"), speech("B", "55m")],
            f"the minimum lengths and handovers need 1h7m, 7m {TOO_LONG}",
            id="two are too few, and the rest has no length of its own",
        ),
        pytest.param(
            [speech("A", "20m"), speech("B", "60m", min="10m"), speech("C", "10m")],
            "the agenda fits 14:00–15:00 only because blocks with 'min' give up 32m of their duration; "
            "by far the longest is block 'b' (B) with 1h",
            id="in full, though it gives 32 of them",
        ),
    ],
)
def test_the_longest_block_is_named_if_it_lasts_twice_as_long_as_the_next(
    blocks: list[dict[str, Any]], sentence: str
) -> None:
    """It may be a slip; with a minute between blocks."""
    assert [one.sentence for one in misfits(agenda(*blocks))] == [sentence]


def test_a_plan_that_fits_has_no_misfits() -> None:
    """Nor has one with slack."""
    assert misfits(with_signing()) == []
    assert all(row.given == timedelta(0) for row in planned(with_signing()).rows)
