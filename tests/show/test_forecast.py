"""What follows from a show so far."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runofshow.agenda import schedule
from runofshow.agenda.model import Agenda, Speaker, Speech
from runofshow.show.actions.blocks import EndBlock, Extend, Next, Pause, Resume, StartBlock, Substitute
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.actions.meeting import CorrectClock, Finish, SetHardStop
from runofshow.show.actions.running_order import Insert, Move, Restore, Skip
from runofshow.show.actions.speakers_list import Ask
from runofshow.show.actions.undo import Undo
from runofshow.show.capacity import fits, seat_all_limit
from runofshow.show.forecast import forecast
from runofshow.show.particulars import Particulars
from runofshow.show.state import Mode, Phase, wall_time
from tests.builders import Step, after, agenda, at, capacity_at, countdown_at, floor, minutes, played, speech

WORKED = agenda(speech("A", "10m"), speech("B", "10m"), floor("F", "20m", min="10m"), speech("C", "8m"), end="14:51")
"""Planned: A 14:00–14:10, B 14:11–14:21, F 14:22–14:42, C 14:43–14:51."""


def test_the_plan_of_the_worked_example() -> None:
    """Each block begins one handover after the one before has ended."""
    blocks = forecast(played(WORKED), at("13:58")).blocks

    assert [(block.id, block.planned_start, block.planned_end) for block in blocks] == [
        ("a", at("14:00"), at("14:10")),
        ("b", at("14:11"), at("14:21")),
        ("f", at("14:22"), at("14:42")),
        ("c", at("14:43"), at("14:51")),
    ]


def test_an_overrun_is_taken_from_the_floor_and_the_show_still_ends_in_time() -> None:
    """A ran two minutes over, so the floor gives two minutes."""
    show = played(WORKED, ("14:00", Next()), ("14:12", EndBlock()), ("14:13", StartBlock()))

    now = forecast(show, at("14:17"))

    assert now.block("b").end == at("14:23")
    assert now.offset == minutes(2)
    assert (now.block("f").start, now.block("f").end) == (at("14:24"), at("14:42"))
    assert now.block("f").allotment == minutes(18)
    assert now.finish == at("14:51")
    assert now.overrun == minutes(0)
    assert not now.guards


def test_a_floor_is_held_at_its_least_and_the_overrun_is_shown() -> None:
    """B ran to 14:37: the floor keeps its ten minutes, and the show ends six minutes late."""
    show = played(WORKED, ("14:00", Next()), ("14:12", EndBlock()), ("14:13", StartBlock()))

    now = forecast(show, at("14:37"))

    assert now.block("f").allotment == minutes(10)
    assert now.finish == at("14:57")
    assert now.overrun == minutes(6)
    assert [(guard.id, guard.lost, guard.allotment) for guard in now.guards] == [("f", minutes(10), minutes(10))]


def test_a_speech_counts_down_to_its_own_length_and_then_up() -> None:
    """Nothing but an extension changes what a speaker was promised."""
    show = played(WORKED, ("14:03", Next()))

    remaining = [countdown_at(show, clock).remaining for clock in ("14:03", "14:12", "14:14")]

    assert remaining == [minutes(10), minutes(1), -minutes(1)]


def test_a_countdown_says_how_far_it_is() -> None:
    """The word changes at the agenda's signals, of 2:00 and 0:30, and a second after zero."""
    show = played(WORKED, ("14:00", Next()))

    told = {clock: countdown_at(show, clock).signal.value for clock in ("14:00", "14:07:59", "14:08", "14:09:29")}
    later = {clock: countdown_at(show, clock).signal.value for clock in ("14:09:30", "14:10", "14:10:01")}

    assert told == {"14:00": "on_time", "14:07:59": "on_time", "14:08": "wrap_up", "14:09:29": "wrap_up"}
    assert later == {"14:09:30": "final", "14:10": "final", "14:10:01": "over"}


def test_before_the_start_the_first_block_is_expected_on_time() -> None:
    """There is no offset as long as nobody is late."""
    now = forecast(played(WORKED), at("13:56"))

    assert now.phase is Phase.BEFORE
    assert now.offset == minutes(0)
    assert now.block("a").start == at("14:00")


def test_a_start_that_is_late_moves_everything() -> None:
    """The offset grows while nobody begins."""
    now = forecast(played(WORKED), at("14:03"))

    assert now.offset == minutes(3)
    assert now.block("a").start == at("14:03")
    assert now.block("f").allotment == minutes(17)


def test_a_chair_who_talks_on_between_two_speakers_is_seen() -> None:
    """In a handover that takes longer than planned the next start moves with the clock."""
    show = played(WORKED, ("14:00", Next()), ("14:10", EndBlock()))

    assert forecast(show, at("14:10:30")).offset == minutes(0)
    assert forecast(show, at("14:10:30")).block("b").start == at("14:11")
    assert forecast(show, at("14:13")).block("b").start == at("14:13")
    assert forecast(show, at("14:13")).offset == minutes(2)


LAST_FLOOR = agenda(
    speech("A", "10m"), floor("Round", "10m", min="5m"), floor("Discussion", "rest", min="15m"), end="15:00"
)
"""The discussion is planned 14:22–15:00."""


@pytest.mark.parametrize("began", ["14:05", "14:20", "14:30", "14:45"])
def test_the_last_discussion_counts_down_to_the_hard_stop_however_late_it_began(began: str) -> None:
    """It takes what is left of the room."""
    show = played(LAST_FLOOR, ("14:00", Next(to="discussion")), ("14:01", Undo()), (began, Next(to="discussion")))
    only = played(LAST_FLOOR, ("14:00", Skip(block="a")), ("14:00", Skip(block="round")), (began, Next()))

    assert show.current == "discussion"
    assert countdown_at(only, began).remaining == at("15:00") - at(began)
    assert forecast(only, at(began)).finish == at("15:00")


def test_a_discussion_past_the_hard_stop_is_over() -> None:
    """Its least length was had, and the room is gone."""
    show = played(LAST_FLOOR, ("14:00", Skip(block="a")), ("14:00", Skip(block="round")), ("14:30", Next()))

    now = forecast(show, at("15:02"))

    assert countdown_at(show, "15:02").remaining == -minutes(2)
    assert now.overrun == minutes(2)


def test_rest_gives_way_before_a_round_with_a_least_length() -> None:
    """First the rest shrinks to its least, then the round gives in proportion."""
    late = forecast(played(LAST_FLOOR), at("14:20"))
    later = forecast(played(LAST_FLOOR), at("14:25"))

    assert (late.block("round").allotment, late.block("discussion").allotment) == (minutes(10), minutes(18))
    assert (later.block("round").allotment, later.block("discussion").allotment) == (minutes(8), minutes(15))


def test_several_blocks_give_in_proportion() -> None:
    """Six minutes short, gives of 10 and 5: four and two."""
    plan = agenda(floor("F", "20m", min="10m"), floor("G", "10m", min="5m"), end="14:31", handover="1m")

    now = forecast(played(plan), at("14:06"))

    assert (now.block("f").allotment, now.block("g").allotment) == (minutes(16), minutes(8))


def test_time_that_nobody_needs_goes_to_the_rest() -> None:
    """A short speech makes the discussion longer."""
    show = played(LAST_FLOOR, ("14:00", Next()), ("14:04", EndBlock()))

    now = forecast(show, at("14:04"))

    assert now.offset == -minutes(6)
    assert now.block("discussion").allotment == minutes(44)
    assert now.finish == at("15:00")


def test_without_a_rest_a_short_speech_ends_the_show_early() -> None:
    """Nothing stretches that wasn't meant to."""
    now = forecast(played(WORKED, ("14:00", Next()), ("14:06", EndBlock())), at("14:06"))

    assert now.finish == at("14:47")
    assert now.offset == -minutes(4)


def test_a_pause_holds_the_countdown_and_moves_the_forecast() -> None:
    """The room's clock goes on while the speaker's stands."""
    show = played(WORKED, ("14:00", Next()), ("14:04", Pause()))

    paused = forecast(show, at("14:07"))
    resumed = after(show, [("14:07", Resume())])

    assert paused.phase is Phase.PAUSED
    assert countdown_at(show, "14:07").remaining == minutes(6)
    assert paused.block("a").end == at("14:13")
    assert paused.offset == minutes(3)
    assert countdown_at(resumed, "14:08").remaining == minutes(5)
    assert paused.left == minutes(6)


LAST = agenda(speech("A", "10m"), floor("D", "rest", min="10m"), end="15:00")
"""The discussion lasts from 14:11 until the hard stop."""

SHORT = agenda(floor("F", "20m", min="5m"), speech("C", "8m"), end="14:20")
"""F bears the whole shortage of 9 minutes: it has 11."""


@pytest.mark.parametrize(
    ("plan", "begun", "paused", "left"),
    [
        pytest.param(LAST, (("14:00", Next()), ("14:10", EndBlock()), ("14:11", StartBlock())), "14:20", 40, id="rest"),
        pytest.param(SHORT, (("14:00", Next()),), "14:04", 7, id="with give"),
        pytest.param(WORKED, (("14:00", Next()),), "14:04", 6, id="rigid"),
    ],
)
def test_nothing_of_a_countdown_runs_while_it_is_paused(
    plan: Agenda, begun: tuple[Step, ...], paused: str, left: int
) -> None:
    """Nor of its signal, however long the pause is, and whatever it lasts until."""
    show = played(plan, *begun, (paused, Pause()))

    shown = {forecast(show, at(paused) + timedelta(seconds=seconds)).countdown for seconds in range(0, 1_500, 30)}

    assert [countdown.remaining for countdown in shown if countdown is not None] == [minutes(left)]


def test_a_pause_eats_into_a_block_that_lasts_until_the_hard_stop() -> None:
    """The room is gone at 15:00 all the same: what the discussion goes on with is told while the countdown stands."""
    steps = (("14:00", Next()), ("14:10", EndBlock()), ("14:11", StartBlock()), ("14:20", Pause()))

    show = played(LAST, *steps)
    paused = forecast(show, at("14:25"))

    assert (countdown_at(show, "14:25").remaining, paused.left) == (minutes(40), minutes(35))
    assert (paused.block("d").end, paused.finish, paused.offset) == (at("15:00"), at("15:00"), minutes(0))
    assert capacity_at(show, "14:25").remaining == minutes(35)
    assert countdown_at(after(show, [("14:25", Resume())]), "14:25").remaining == minutes(35)


def test_what_is_decided_during_a_pause_shows_in_its_countdown() -> None:
    """Ten minutes more of the room are ten minutes more of the discussion."""
    begun = (("14:00", Next()), ("14:10", EndBlock()), ("14:11", StartBlock()), ("14:20", Pause()))
    show = played(LAST, *begun, ("14:22", SetHardStop(at("15:10"))))

    now = forecast(show, at("14:25"))

    assert (countdown_at(show, "14:25").remaining, now.left) == (minutes(50), minutes(45))


def test_a_point_of_order_holds_a_speech_that_may_give() -> None:
    """As a pause does: the speaker's countdown stands."""
    plan = agenda(speech("A", "20m", min="5m"), speech("C", "8m"), end="14:20")
    order = GiveFloor(Particulars(who="Cuba", kind="point_of_order"))
    show = played(plan, ("14:00", Next()), ("14:04", order))

    held = [forecast(show, at(clock)) for clock in ("14:04", "14:05", "14:06")]

    assert [now.countdown.remaining for now in held if now.countdown is not None] == [minutes(7)] * 3
    assert [now.left for now in held] == [minutes(7), minutes(6), minutes(5)]


def test_an_extension_lengthens_the_block_and_shows_as_delay() -> None:
    """Two minutes more for B are two minutes behind the plan."""
    show = played(WORKED, ("14:00", Next()), ("14:05", Extend(minutes(2))))

    now = forecast(show, at("14:05"))

    assert now.block("a").end == at("14:12")
    assert now.offset == minutes(2)


def test_a_speaker_who_comes_back_has_two_spells_and_what_was_left() -> None:
    """The line failed after four of ten minutes; B spoke; A came back and has six."""
    show = played(
        WORKED,
        ("14:00", Next()),
        ("14:04", Skip(come_back=True)),
        ("14:05", StartBlock()),
        ("14:15", EndBlock()),
        ("14:16", StartBlock(block="a")),
    )

    now = forecast(show, at("14:18"))

    assert [(spell.start, spell.end) for spell in show.runs["a"].intervals] == [
        (at("14:00"), at("14:04")),
        (at("14:16"), None),
    ]
    assert countdown_at(show, "14:18").remaining == minutes(4)
    assert now.offset == minutes(1)


def test_a_block_set_aside_counts_only_what_it_has_used() -> None:
    """After four minutes of A and its own handover, B is on plan."""
    show = played(WORKED, ("14:00", Next()), ("14:04", Skip(come_back=True)), ("14:05", StartBlock()))

    now = forecast(show, at("14:06"))

    assert now.offset == minutes(0)
    assert [block.id for block in now.blocks] == ["b", "a", "f", "c"]
    assert now.block("a").allotment == minutes(10)
    assert (now.block("a").end or at("0:00")) - at("14:16") == minutes(6)


def test_the_offset_does_not_depend_on_the_order() -> None:
    """B before A, each of its planned length, is on plan."""
    show = played(WORKED, ("13:56", Move("b", before="a")), ("14:00", Next()), ("14:10", EndBlock()), ("14:11", Next()))

    assert forecast(show, at("14:15")).offset == minutes(0)


def test_a_skipped_block_is_not_waited_for() -> None:
    """Its time goes to the others, and skipping it puts nobody ahead."""
    show = played(WORKED, ("14:00", Next()), ("14:02", Skip(block="b")))

    now = forecast(show, at("14:05"))

    assert now.offset == minutes(0)
    assert now.block("b").start is None
    assert now.finish == at("14:40")


def test_an_inserted_block_takes_its_time_and_is_no_delay() -> None:
    """What was inserted counts as planned once it runs."""
    guest = Speech.model_validate(speech("Guest", "5m"))
    show = played(WORKED, ("14:00", Next()), ("14:01", Insert(guest)), ("14:10", EndBlock()), ("14:11", Next()))

    now = forecast(show, at("14:12"))

    assert show.current == "guest"
    assert now.block("guest").planned_start is None
    assert now.offset == minutes(0)
    assert now.block("f").allotment == minutes(14)


def test_a_substitute_has_the_same_time() -> None:
    """Only the name changes."""
    show = played(WORKED, ("14:00", Substitute("b", Speaker(name="Deputy"))))

    assert show.runs["b"].block.title == "Deputy"
    assert forecast(show, at("14:00")).block("b").allotment == minutes(10)


def test_undo_of_next_reads_as_if_it_had_never_happened() -> None:
    """The speaker's clock goes on from where it would be."""
    show = played(WORKED, ("14:00", Next()), ("14:04", Next()), ("14:05", Undo()))

    assert show.current == "a"
    assert countdown_at(show, "14:06").elapsed == minutes(6)


def test_a_hard_stop_that_moves_gives_the_floor_its_time_back() -> None:
    """The room until 15:00 instead of 14:51 needs no giving."""
    show = played(WORKED, ("14:08", Next()), ("14:09", SetHardStop(at("15:00"))))

    now = forecast(show, at("14:09"))

    assert now.hard_stop == at("15:00")
    assert now.block("f").allotment == minutes(20)
    assert now.finish == at("14:59")


def test_a_rehearsal_is_planned_from_its_own_start() -> None:
    """Two days before, the first block begins the plan."""
    show = played(WORKED, ("9:30", Next()), clock="9:00", mode="rehearsal")

    now = forecast(show, at("9:35"))

    assert now.offset == minutes(0)
    assert now.block("b").planned_start == at("9:41")
    assert now.hard_stop == at("10:21")


def test_a_restored_speaker_comes_next() -> None:
    """Skipped, then there after all."""
    show = played(WORKED, ("14:00", Next()), ("14:01", Skip()), ("14:03", Restore()))

    assert [block.id for block in forecast(show, at("14:04")).blocks] == ["a", "b", "f", "c"]


# The floor.


@pytest.mark.parametrize(
    ("room", "limit", "handover", "held", "count"),
    [
        pytest.param(minutes(30), 120, 8, False, 14, id="a handover between two, none after the last"),
        pytest.param(minutes(30), 120, 15, False, 13, id="a longer handover"),
        pytest.param(minutes(30), 120, 30, False, 12, id="half a minute"),
        pytest.param(minutes(8), 90, 30, False, 4, id="with the floor free"),
        pytest.param(timedelta(minutes=7, seconds=59), 90, 30, True, 3, id="behind a speaker a handover follows, too"),
        pytest.param(minutes(2), 120, 15, False, 1, id="exactly one"),
        pytest.param(timedelta(minutes=1, seconds=59), 120, 15, False, 0, id="a second less than one"),
        pytest.param(timedelta(0), 120, 15, False, 0, id="no room"),
        pytest.param(-minutes(9), 120, 15, False, 0, id="less than no room"),
    ],
)
def test_so_many_interventions_fit(room: timedelta, limit: int, handover: int, held: bool, count: int) -> None:
    """Never less than nobody."""
    assert fits(room, timedelta(seconds=limit), timedelta(seconds=handover), held=held) == count


ANY: list[timedelta | None] = [None]
"""Somebody who waits, and has whatever the limit is."""


@pytest.mark.parametrize(
    ("room", "most", "handover", "held", "limit"),
    [
        pytest.param(minutes(30), ANY * 10, 15, False, 165, id="ten in half an hour"),
        pytest.param(minutes(10), ANY * 8, 15, False, 60, id="rounded down to five seconds"),
        pytest.param(minutes(10), ANY * 8, 15, True, 60, id="behind a speaker"),
        pytest.param(minutes(3), ANY * 8, 15, False, None, id="not even half a minute each"),
        pytest.param(minutes(3), [], 15, False, None, id="nobody waits"),
        pytest.param(minutes(10), [minutes(3), minutes(1), minutes(2)], 0, False, 180, id="all keep what they have"),
        pytest.param(minutes(1), ANY * 2, 0, False, 30, id="half a minute each is enough"),
        pytest.param(timedelta(seconds=59), ANY * 2, 0, False, None, id="a second less is not"),
        pytest.param(minutes(5), ANY * 4, 15, False, 60, id="of five minutes 4:15 for four"),
        pytest.param(timedelta(seconds=299), ANY * 4, 15, True, 55, id="one handover more behind a speaker: 3:59"),
    ],
)
def test_the_limit_that_seats_all(
    room: timedelta, most: list[timedelta | None], handover: int, held: bool, limit: int | None
) -> None:
    """The same for everybody, in steps that a chair can announce."""
    found = seat_all_limit(room, most, timedelta(seconds=handover), held=held)
    assert found == (None if limit is None else timedelta(seconds=limit))


def test_the_floor_is_counted_ahead_of_it_and_while_it_runs() -> None:
    """Before it from its forecast length, in it from what is left less what the holder may still take."""
    ahead = capacity_at(played(WORKED, ("14:00", Next())), "14:05")
    steps = (("14:00", Next()), ("14:10", EndBlock()), ("14:22", Next(to="f")), ("14:23", GiveFloor()))
    during = capacity_at(played(WORKED, *steps), "14:24")

    assert (ahead.block.id, ahead.remaining, ahead.fits) == ("f", minutes(20), 9)
    assert (during.block.id, during.limit) == ("f", minutes(2))
    assert during.remaining == forecast(played(WORKED, *steps), at("14:24")).block("f").end - at("14:25")  # type: ignore[operator]


def test_whoever_waits_is_told_when() -> None:
    """Turns follow the holder's, a limit and a handover apart."""
    asks = [("14:01", Ask(Particulars(who=name))) for name in ("Mexico", "Chad")]
    waiting = played(WORKED, ("14:00", Next()), *asks)
    speaking = played(
        WORKED, ("14:00", Next()), *asks, ("14:22", Next(to="f")), ("14:22", GiveFloor(Particulars(who="Peru")))
    )

    ahead, during = capacity_at(waiting, "14:05"), capacity_at(speaking, "14:23")

    assert [turn.start for turn in ahead.turns] == [at("14:22"), at("14:24:15")]
    assert [turn.start for turn in during.turns] == [at("14:24:15"), at("14:26:30")]


def test_three_blocks_that_share_what_is_left_stay_on_plan_to_the_second() -> None:
    """The seconds that don't divide go to the last ones, one each; whoever keeps to that is on plan."""
    plan = agenda(*(floor(name, "rest") for name in "FGH"), start="14:00", end="14:10:02", handover="0s")

    planned_lengths = [row.duration.total_seconds() for row in schedule.planned(plan).rows]
    after_first = forecast(played(plan, ("14:00", Next()), ("14:03:20", EndBlock())), at("14:03:20"))

    assert planned_lengths == [200, 201, 201]
    assert after_first.block("g").end == after_first.block("g").planned_end


def test_a_round_that_had_to_give_counts_seconds_also_when_it_is_past_its_least() -> None:
    """F and G, 10 minutes each and 4 at the least; begun four minutes late, each gives two."""
    plan = agenda(floor("F", "10m", min="4m"), floor("G", "10m", min="4m"), end="14:20", handover="0s")
    show = played(plan, ("14:04", Next()))

    clocks = ("14:04", "14:08", "14:10", "14:12", "14:13")

    assert [countdown_at(show, clock).remaining for clock in clocks] == [
        minutes(8),
        minutes(4),
        minutes(2),
        minutes(0),
        -minutes(1),
    ]


# Properties.

lengths = st.integers(min_value=1, max_value=30).map(lambda count: f"{count}m")
plans = st.lists(lengths, min_size=1, max_size=6).map(
    lambda all_lengths: agenda(
        *(speech(f"S{place}", length) for place, length in enumerate(all_lengths)),
        floor("Last", "rest", min="5m"),
        start="10:00",
        end="15:00",
    )
)


@settings(max_examples=50)
@given(plans)
def test_a_show_on_schedule_has_no_offset(plan: object) -> None:
    """Whoever keeps to the plan is never ahead or behind."""
    from runofshow.agenda.schedule import planned

    assert isinstance(plan, type(WORKED))
    steps: list[tuple[str, Next | EndBlock]] = []
    for row in planned(plan).rows:
        steps += [(f"{row.start:%H:%M:%S}", Next()), (f"{row.end:%H:%M:%S}", EndBlock())]
        show = played(plan, *steps[:-1], clock="9:55")
        assert forecast(show, row.start).offset == minutes(0)
        assert forecast(show, row.start).finish == plan.end


@settings(max_examples=50)
@given(plans, st.integers(min_value=0, max_value=60 * 60), st.integers(min_value=0, max_value=60 * 60))
def test_a_longer_overrun_never_ends_sooner_nor_leaves_more_floor(plan: object, first: int, more: int) -> None:
    """The forecast is monotone in how long a speaker has spoken."""
    assert isinstance(plan, type(WORKED))
    show = played(plan, ("10:00", Next()), clock="9:55")
    sooner = forecast(show, at("10:00") + timedelta(seconds=first))
    later = forecast(show, at("10:00") + timedelta(seconds=first + more))

    assert later.finish >= sooner.finish
    assert later.offset >= sooner.offset
    assert sooner.floor is not None
    assert later.floor is not None
    assert later.floor.remaining <= sooner.floor.remaining


def test_a_show_closed_early_forecasts_nothing_more() -> None:
    """B, the floor and C never ran: the show ended at 14:10, and half an hour later it still did."""
    show = played(WORKED, ("14:02", Next()), ("14:10", Finish()))

    for now in (forecast(show, at("14:10")), forecast(show, at("14:40"))):
        assert (now.phase, now.finish, now.offset, now.overrun) == (Phase.FINISHED, at("14:10"), minutes(0), minutes(0))
        assert (now.countdown, now.holder, now.floor, now.guards, now.next_block) == (None, None, None, (), None)
        assert [(block.start, block.end) for block in now.blocks[1:]] == [(None, None)] * 3


def test_undoing_the_closing_brings_the_forecast_back() -> None:
    """B may still run."""
    show = played(WORKED, ("14:00", Next()), ("14:10", Finish()), ("14:11", Undo()))

    assert forecast(show, at("14:11")).block("b").start == at("14:12")


def test_a_show_closed_before_anything_ran_ended_when_it_was_closed() -> None:
    """Not at the agenda's start."""
    show = played(WORKED, ("13:58", Finish()))

    assert (forecast(show, at("14:30")).finish, forecast(show, at("14:30")).offset) == (at("13:58"), minutes(0))


def test_two_blocks_that_began_at_the_same_instant_are_one_handover_apart() -> None:
    """A was begun and passed over at once: B's handover counts as planned, and is what the show is ahead by."""
    show = played(WORKED, ("14:00", Next()), ("14:00", Next()))

    assert forecast(show, at("14:00")).offset == minutes(-11)


POINT_OF_ORDER = Particulars(who="Cuba", kind="point_of_order")


def test_whoever_a_point_of_order_interrupted_still_takes_the_rest_of_the_floor() -> None:
    """Of 14:30 Cuba may take 2:00 and, 15 s later, Mexico its last 1:30: 10:45 are left, for four of 2:15."""
    plan = agenda(floor("F", "15m"), speech("C", "8m"))
    show = played(
        plan,
        ("14:00", Next()),
        ("14:00", Ask(Particulars(who="Chad"))),
        ("14:00", GiveFloor(Particulars(who="Mexico"))),
        ("14:00:30", GiveFloor(POINT_OF_ORDER)),
    )

    capacity = capacity_at(show, "14:00:30")

    assert capacity.remaining == timedelta(minutes=14, seconds=30) - timedelta(minutes=3, seconds=45)
    assert capacity.fits == 4
    assert [turn.start for turn in capacity.turns] == [at("14:04:30")]
    over = capacity_at(after(show, [("14:01", EndFloor())]), "14:01")
    assert (over.remaining, over.turns[0].start) == (timedelta(minutes=12, seconds=30), at("14:02:45"))


@pytest.mark.parametrize("mode", ["live", "rehearsal"])
def test_a_hard_stop_that_was_typed_stays_a_time_on_the_wall(mode: Mode) -> None:
    """The room is ours until 15:10 by its clock, before and after it is found that the laptop is five minutes slow."""
    before = played(LAST_FLOOR, ("14:00", Next()), ("14:01", SetHardStop(at("15:10"))), mode=mode)
    then = after(before, [("14:02", CorrectClock(minutes(5)))])

    assert wall_time(before, forecast(before, at("14:02")).hard_stop) == at("15:10")
    assert wall_time(then, forecast(then, at("14:02")).hard_stop) == at("15:10")
    assert forecast(then, at("14:02")).finish == at("15:05")
    assert wall_time(then, after(then, [("14:03", SetHardStop(at("15:20")))]).hard_stop(at("14:03"))) == at("15:20")
    assert after(then, [("14:03", Undo())]).hard_stop(at("14:03")) == at("15:10")


def remaining(plan: Agenda, clock: str, *steps: Step) -> timedelta:
    """What the countdown of the running block says."""
    return countdown_at(played(plan, *steps), clock).remaining


def test_a_rest_that_is_over_says_for_how_long_it_has_been() -> None:
    """Until 14:30 C needs nine minutes with its handover: the rest was over at 14:21, but never before its least."""
    plan = agenda(floor("D", "rest", min="10m"), speech("C", "8m"), end="14:30")

    assert remaining(plan, "14:23", ("14:00", Next())) == -minutes(2)
    assert remaining(plan, "14:26", ("14:15", Next())) == -minutes(1)


def test_a_round_that_is_over_says_for_how_long_it_has_been() -> None:
    """Begun at 14:15 it had its least of ten minutes until 14:25, whatever follows."""
    plan = agenda(floor("F", "20m", min="10m"), speech("C", "8m"), end="14:30")

    assert remaining(plan, "14:26", ("14:15", Next())) == -minutes(1)


def test_a_round_gives_what_a_block_that_was_set_aside_can_no_longer_give() -> None:
    """Twelve minutes are short: G has three left and gives them, F gives nine of its twenty and was over at 14:19."""
    plan = agenda(floor("G", "10m", min="5m"), floor("F", "20m", min="10m"), end="14:31")
    steps = (
        ("14:00", Next()),
        ("14:07", Skip(come_back=True)),
        ("14:08", StartBlock("f")),
        ("14:09", SetHardStop(at("14:20"))),
    )

    assert remaining(plan, "14:19", *steps) == minutes(0)
    assert remaining(plan, "14:20", *steps) == -minutes(1)


def test_a_round_that_was_cut_to_its_least_gives_nothing_more() -> None:
    """Ten minutes less of twenty: it has until 14:10, and C ends four minutes late."""
    plan = agenda(floor("F", "20m", min="10m"), speech("C", "8m"), end="14:30")
    steps = (("14:00", Next()), ("14:00", Extend(-minutes(10))), ("14:01", SetHardStop(at("14:15"))))

    show = played(plan, *steps)

    assert (countdown_at(show, "14:05").remaining, forecast(show, at("14:05")).overrun) == (minutes(5), minutes(4))


def test_whoever_is_over_the_limit_gives_the_floor_no_time_back() -> None:
    """At 14:03 seven of ten minutes are left; Cuba may take two of them, and Mexico, a minute over, none."""
    plan = agenda(floor("F", "10m"))
    over = played(plan, ("14:00", Next()), ("14:00", GiveFloor(Particulars(who="Mexico"))))
    interrupted = after(over, [("14:03", GiveFloor(POINT_OF_ORDER))])

    alone, both = capacity_at(over, "14:03"), capacity_at(interrupted, "14:03")

    assert alone.remaining == minutes(7)
    assert both.remaining == minutes(7) - timedelta(minutes=2, seconds=15)


def test_where_everything_was_skipped_the_show_ends_as_it_would_begin() -> None:
    """At its planned start, or now where that is over."""
    show = played(agenda(speech("A", "10m")), ("13:56", Skip()))

    assert forecast(show, at("13:58")).finish == at("14:00")
    assert forecast(show, at("14:03")).finish == at("14:03")


def test_the_planned_start_is_told_by_the_show_clock() -> None:
    """The laptop was five minutes slow: 14:00 is 13:55 by it."""
    show = played(WORKED, ("13:56", CorrectClock(minutes(5))))

    now = forecast(show, at("13:57"))

    assert now.start == at("13:55")
    assert forecast(show, at("13:54")).block("a").start == at("13:55")


def test_the_next_block_comes_after_its_own_handover() -> None:
    """Two minutes before B, one before C."""
    plan = agenda(speech("A", "10m"), speech("B", "10m", handover="2m"), speech("C", "10m"))
    now = forecast(played(plan, ("14:00", Next()), ("14:10", EndBlock())), at("14:10"))

    assert [now.block(name).start for name in ("b", "c")] == [at("14:12"), at("14:23")]


def test_a_speaker_who_was_set_aside_after_the_time_was_up_has_none_left() -> None:
    """A spoke for twelve of ten minutes: B has ten, and A's second turn takes nothing."""
    show = played(agenda(speech("A", "10m"), speech("B", "10m")), ("14:00", Next()), ("14:12", Skip(come_back=True)))

    now = forecast(show, at("14:12"))

    assert now.finish == at("14:24")
    assert {block.id: block.allotment for block in now.blocks} == {"a": minutes(12), "b": minutes(10)}


def test_a_round_that_was_cut_below_its_least_before_it_began_has_what_is_left() -> None:
    """Fifteen minutes less of twenty are five, whatever the agenda said."""
    show = played(agenda(floor("F", "20m", min="10m")), ("13:56", Extend(-minutes(15), "f")))

    assert forecast(show, at("13:58")).block("f").allotment == minutes(5)


def test_a_round_bears_all_where_the_next_was_cut_below_its_least() -> None:
    """G has five minutes and gives none; the room ends at 14:22, so F was over at 14:16."""
    plan = agenda(floor("F", "20m", min="10m"), floor("G", "10m", min="8m"), end="14:31")
    steps = (("14:00", Next()), ("14:00", Extend(-minutes(5), "g")), ("14:01", SetHardStop(at("14:22"))))

    assert remaining(plan, "14:18", *steps) == -minutes(2)


def test_between_two_blocks_is_a_handover() -> None:
    """Before the first it is not yet begun, after the last it is finished."""
    plan = agenda(speech("A", "10m"), speech("B", "10m"))
    steps = (("14:00", Next()), ("14:10", EndBlock()), ("14:11", Next()), ("14:20", EndBlock()))

    assert [played(plan, *steps[:count]).phase for count in range(5)] == [
        Phase.BEFORE,
        Phase.RUNNING,
        Phase.HANDOVER,
        Phase.RUNNING,
        Phase.FINISHED,
    ]


def test_signals_follow_from_the_whole_length_and_ends_from_the_show_clock() -> None:
    """Of three minutes the last 1:00 and 0:20, however much of them is left; 14:03 is 13:58 by a clock 5 min slow."""
    show = played(agenda(speech("A", "3m")), ("13:56", CorrectClock(minutes(5))), ("13:57", Next()))

    told = countdown_at(show, "13:58")

    assert (told.elapsed, told.allotment) == (minutes(1), minutes(3))
    assert (told.signals.wrap_up, told.signals.final) == (minutes(1), timedelta(seconds=20))
    assert forecast(show, at("13:58")).block("a").planned_end == at("13:58")


def test_once_all_has_run_the_offset_stays() -> None:
    """A ended two minutes late, whatever the time is by now."""
    show = played(agenda(speech("A", "10m")), ("14:00", Next()), ("14:12", EndBlock()))

    assert {forecast(show, at(clock)).offset for clock in ("14:12", "14:30")} == {minutes(2)}


def test_a_floor_that_is_ahead_loses_nothing_to_a_point_of_order_in_a_speech() -> None:
    """And one that runs is never less than nothing."""
    ahead = capacity_at(played(WORKED, ("14:00", Next()), ("14:01", GiveFloor(POINT_OF_ORDER))), "14:01")
    late = capacity_at(played(agenda(floor("F", "10m")), ("14:00", Next()), ("14:09", GiveFloor())), "14:09")

    assert (ahead.remaining, late.remaining) == (minutes(20), minutes(0))


def test_nothing_stands_before_the_first_block_and_a_rehearsal_begins_when_it_does() -> None:
    """At its opening at the earliest; a plan for 14:00 that is opened at 13:55 lies five minutes earlier until then."""
    before = played(WORKED, mode="rehearsal")
    begun = after(before, [("14:02", Next())])

    assert [before.handover(before.runs[name]) for name in ("a", "b")] == [minutes(0), minutes(1)]
    assert [begun.handover(begun.runs[name]) for name in ("b", "f")] == [minutes(1), minutes(1)]
    assert [before.shift(at(clock)) for clock in ("13:50", "13:58", "14:10")] == [-minutes(5), -minutes(2), minutes(10)]
    assert [begun.shift(at(clock)) for clock in ("14:02", "14:10")] == [minutes(2), minutes(2)]


def test_a_guard_tells_of_floor_rounds_alone_that_had_to_give() -> None:
    """Not of a speech at its least, nor of a round that could never be longer, nor of one that runs."""
    plan = agenda(
        speech("A", "20m", min="10m"), floor("F", "10m", min="10m"), floor("G", "20m", min="10m"), end="15:00"
    )
    late = forecast(played(plan), at("14:40"))
    runs = forecast(played(plan, ("14:40", Next(to="g"))), at("14:41"))

    assert late.block("a").allotment == minutes(10)
    assert [(guard.run.id, guard.lost) for guard in late.guards] == [("g", minutes(10))]
    assert [guard.run.id for guard in runs.guards] == []
