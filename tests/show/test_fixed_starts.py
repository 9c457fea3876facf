"""Fixed starts while a show runs: slack, blocks that give way, lateness that is carried on, margin and hard stop."""

from datetime import timedelta

import pytest

from runofshow.show.actions.blocks import EndBlock, Next, StartBlock
from runofshow.show.actions.running_order import Restore, SetStart, Skip
from runofshow.show.forecast import forecast
from tests.agenda.test_stretches import with_signing
from tests.builders import after, agenda, at, countdown_at, minutes, played, speech


@pytest.mark.parametrize(
    ("ended", "expected", "slack", "into_margin", "overrun"),
    [
        pytest.param("14:20", "14:00 14:21 14:37 14:45 14:56 15:17 15:25", 2, 0, 0, id="as planned, with slack"),
        pytest.param("14:21", "14:00 14:22 14:38 14:45 14:56 15:17 15:25", 1, 0, 0, id="slack absorbs a delay"),
        pytest.param("14:25", "14:00 14:26 14:39 14:45 14:56 15:17 15:25", 0, 0, 0, id="B gives 3 of its 5 minutes"),
        pytest.param("14:30", "14:00 14:31 14:42 14:48 14:59 15:17 15:25", 0, 0, 0, id="the floor gives, too"),
        pytest.param("14:40", "14:00 14:41 14:52 14:58 15:09 15:20 15:28", 0, 3, 0, id="the margin is used up"),
        pytest.param("14:50", "14:00 14:51 15:02 15:08 15:19 15:30 15:38", 0, 5, 8, id="past the hard stop"),
    ],
)
def test_a_block_that_overruns_meets_one_boundary_after_the_other(
    ended: str, expected: str, slack: int, into_margin: int, overrun: int
) -> None:
    """A is longer and longer: when each block begins, and when the show ends, worked out by hand."""
    now = forecast(played(with_signing(), ("14:00", Next()), (ended, EndBlock())), at(ended))

    assert [*(block.start for block in now.blocks), now.finish] == [at(clock) for clock in expected.split()]
    assert now.block("signing").slack == minutes(slack)
    assert (now.into_margin, now.overrun) == (minutes(into_margin), minutes(overrun))


def test_the_next_block_with_a_fixed_start_is_waited_for() -> None:
    """The photo ended at 14:40: the signing begins at 14:45, four minutes after its handover."""
    show = played(with_signing(), ("14:00", Next()), ("14:19", Next()), ("14:34", Next()), ("14:40", EndBlock()))

    now = forecast(show, at("14:42"))

    assert now.next_block is not None
    assert (now.next_block.id, now.next_block.start, now.next_block.slack) == ("signing", at("14:45"), minutes(3))
    assert forecast(show, at("14:46")).block("signing").start == at("14:46")


def test_the_offset_counts_from_the_last_fixed_start_that_has_begun() -> None:
    """Behind before the signing; three minutes late with it, and two more with what runs over since."""
    show = played(with_signing(), ("14:00", Next()), ("14:30", EndBlock()))
    assert forecast(show, at("14:30")).offset == minutes(10)

    late = played(
        with_signing(),
        ("14:00", Next()),
        ("14:31", Next()),
        ("14:41", Next()),
        ("14:47", EndBlock()),
        ("14:48", StartBlock()),
    )
    assert forecast(late, at("14:50")).offset == minutes(3)
    assert forecast(late, at("15:00")).offset == minutes(5)


def test_waiting_for_a_fixed_start_is_no_delay() -> None:
    """The photo ended two minutes early, and the room waits."""
    show = played(with_signing(), ("14:00", Next()), ("14:21", Next()), ("14:37", Next()), ("14:40", EndBlock()))

    assert forecast(show, at("14:40")).offset == -minutes(2)
    assert forecast(show, at("14:45")).offset == -minutes(2)
    assert forecast(show, at("14:46")).offset == -minutes(1)


def test_the_start_of_a_skipped_block_is_no_boundary() -> None:
    """Without the signing, B and the photo have the time up to the end, and the floor has what is left."""
    show = played(with_signing(), ("14:00", Next()), ("14:30", EndBlock()), ("14:30", Skip(block="signing")))

    now = forecast(show, at("14:30"))

    assert now.block("b").allotment == minutes(15)
    assert now.block("photo").end == at("14:52")
    assert (now.block("f").start, now.block("f").end) == (at("14:53"), at("15:16"))


KEYNOTE_FIRST = agenda(
    speech("S", "10m", start="14:10"), speech("A", "10m", min="2m"), speech("B", "10m"), start="14:10"
)


def test_the_start_of_a_block_that_began_and_was_set_aside_is_no_boundary() -> None:
    """S began at 14:10 as it should: A, which comes before the rest of it, has all its time."""
    show = played(KEYNOTE_FIRST, ("14:10", Next()), ("14:12", Skip(come_back=True)), ("14:13", Next("a")))

    now = forecast(show, at("14:14"))

    assert (now.block("a").allotment, now.block("a").end) == (minutes(10), at("14:23"))
    assert now.offset == minutes(0)


def test_a_block_that_was_set_aside_can_be_given_another_fixed_start() -> None:
    """It waits for that one; until it has begun again, the show is as late as without it."""
    show = played(
        KEYNOTE_FIRST,
        ("14:10", Next()),
        ("14:12", Skip(come_back=True)),
        ("14:13", Next("a")),
        ("14:14", SetStart("s", at("14:40"))),
    )
    assert forecast(show, at("14:14")).block("s").start == at("14:40")
    assert forecast(show, at("14:14")).offset == minutes(0)

    again = after(show, [("14:23", EndBlock()), ("14:42", StartBlock("s"))])
    assert forecast(again, at("14:43")).block("s").end == at("14:50")
    assert forecast(again, at("14:43")).offset == minutes(2)


def test_a_block_that_began_at_its_start_keeps_it_when_it_is_brought_back() -> None:
    """S ran 2 of its 10 minutes, and B began without a handover: a minute ahead, however long S was waited for."""
    plan = agenda(speech("A", "5m"), speech("S", "10m", start="14:20"), speech("B", "10m"))
    show = played(plan, ("14:00", Next()), ("14:05", EndBlock()), ("14:20", Next()), ("14:22", Next()))

    back = after(show, [("14:23", Restore("s"))])

    assert back.runs["s"].start == at("14:20")
    assert forecast(back, at("14:23")).offset == -minutes(1)
    assert (forecast(back, at("14:23")).block("s").start, forecast(back, at("14:23")).finish) == (
        at("14:33"),
        at("14:41"),
    )


def test_a_running_block_that_gives_way_ends_before_the_fixed_start() -> None:
    """B began five minutes late: its countdown leaves time for the photo and two handovers."""
    show = played(with_signing(), ("14:00", Next()), ("14:25", EndBlock()), ("14:26", StartBlock()))

    now = forecast(show, at("14:30"))

    assert countdown_at(show, "14:30").remaining == minutes(8)
    assert now.block("signing").start == at("14:45")
    assert forecast(show, at("14:39")).countdown is not None
    late = forecast(show, at("14:39")).countdown
    assert late is not None
    assert late.remaining == -minutes(1)


def test_a_rehearsal_keeps_the_distances_of_its_plan() -> None:
    """Begun at 10:00, it has its signing at 10:45."""
    show = played(with_signing(), ("10:00", Next()), ("10:20", EndBlock()), clock="9:55", mode="rehearsal")

    now = forecast(show, at("10:20"))

    assert (now.block("signing").start, now.block("signing").slack) == (at("10:45"), minutes(2))
    assert now.finish == at("11:25")
    assert now.hard_stop - now.finish == timedelta(minutes=5)
