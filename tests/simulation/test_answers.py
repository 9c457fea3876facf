"""What staff ask, answered in sentences and in durations to paste."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import yaml

from runofshow.agenda.loader import default_agenda
from runofshow.agenda.model import Agenda, Speech
from runofshow.agenda.schedule import planned
from runofshow.simulation.advice import Advice, advice_yaml, advise
from runofshow.simulation.agenda_variants import (
    at_the_end,
    halve_minimums,
    limit_speeches,
    shorten_speeches,
    with_round,
    without,
)
from runofshow.simulation.answers import Comparison, answers, caveat, chance_words, clock, dry_run_result, premises
from runofshow.simulation.assumptions import PRESETS, Assumptions, Policy, Spread, with_speech
from runofshow.simulation.distribution import chance_in_time
from tests.builders import agenda, floor, minutes, speech
from tests.simulation.strategies import overrunning

HIGH_LEVEL = Assumptions(PRESETS["high-level"])
A_FIFTH_LONGER = Assumptions(overrunning(1.2))
LUNCH = default_agenda()
THREE = agenda(speech("A", "10m"), speech("B", "10m"), floor("F", "rest", min="15m"), end="14:40")
"""Planned: A to 14:10, B 14:11 to 14:21, F 14:22 to 14:40."""


def said(plan: Agenda, assumptions: Assumptions, trials: int = 10) -> str:
    return "\n".join(answers(dry_run_result(plan, assumptions, 1, trials)))


def test_every_figure_is_counted_over_the_runs() -> None:
    """Two speeches of twelve minutes: the floor begins at 14:26 and is held at 15 minutes, past the hard stop."""
    assert said(THREE, A_FIFTH_LONGER) == (
        "The meeting ends by 14:40 in 0 of 10 runs (0%); half end by 14:41, nine in ten by 14:41.\n"
        "All speakers have finished by 14:22, when “F” is planned to begin, in 0 of 10 runs (0%); by the hard stop, "
        "14:40, in 10 of 10 runs (100%).\n"
        "Before 14:40 the floor has 14:00 or more in half of the runs (18:00 planned), 14:00 or less in one of ten, "
        "14:00 or more in another.\n"
        "Every floor round has its 'min' or more before 14:40 in 0 of 10 runs (0%).\n"
        "A floor round is already cut to its minimum when it begins in 10 of 10 runs (100%), most often f, in 10.\n"
        "With one minute less for each speech, 10 of the same 10 runs (100%) end by 14:40 instead of 0, and the floor "
        "has 16:24 or more in half of the runs instead of 14:00."
    )


def test_a_minute_less_is_spoken_of_only_where_it_helps() -> None:
    """In more runs that end in time, or in more time for the floor in as many."""

    def helps(in_time: int, floor: timedelta | None) -> bool:
        return Comparison(
            runs=10, in_time_before=5, in_time=in_time, floor_before=floor and minutes(14), floor=floor
        ).helps

    assert helps(6, None)
    assert helps(6, minutes(13))
    assert helps(5, minutes(14) + timedelta(seconds=1))
    assert not helps(5, None)
    assert not helps(5, minutes(14) + timedelta(milliseconds=999))
    assert not helps(4, minutes(20))
    assert "one minute less" not in said(agenda(speech("A", "10m"), end="15:00"), A_FIFTH_LONGER)


def test_the_chance_of_a_fixed_start_is_said() -> None:
    """A of ten minutes takes twelve: with a handover of a minute B begins at 14:13 at the earliest."""
    for start, count in (("14:13", "10 of 10 runs (100%)"), ("14:12", "0 of 10 runs (0%)")):
        plan = agenda(speech("A", "10m"), speech("B", "10m", start=start))
        assert f"“B” begins by {start}, its fixed start, in {count}." in said(plan, A_FIFTH_LONGER)


def test_one_run_is_one() -> None:
    assert "in 0 of 1 run (0%)" in said(THREE, A_FIFTH_LONGER, trials=1)
    assert premises(A_FIFTH_LONGER, 1, 1).startswith("1 run, seed 1")


def test_a_time_on_another_day_says_which() -> None:
    assert "half end by 14:41 on 21 July" in said(THREE, replace(A_FIFTH_LONGER, late=timedelta(days=1)))
    night = agenda(speech("A", "10m"), start="23:00", end="2016-07-21 00:30")
    assert clock(night.end, night) == "00:30"


def test_what_an_agenda_does_not_hold_is_not_spoken_of() -> None:
    assert "floor" not in said(agenda(speech("A", "10m")), HIGH_LEVEL)
    assert "speech" not in said(agenda(floor("F", "10m")), HIGH_LEVEL)
    assert "one minute less" not in said(agenda(speech("A", "50s")), HIGH_LEVEL)


def test_a_chance_is_never_rounded_to_certainty() -> None:
    rows = {0: "0%", 0.0001: "<1%", 0.005: "<1%", 0.43: "43%", 0.9999: ">99%", 1: "100%"}
    assert {part: chance_words(part) for part in rows} == rows


def test_whose_figures_they_are_is_said() -> None:
    assumed = Assumptions(PRESETS["chaired"], minutes(5), Policy.STRICT, minutes(6))
    said = premises(assumed, 2_000, 3)
    assert "2,000 runs, seed 3; begun 5:00 late; no speech is planned longer than 6m" in said
    assert "calls time 30s after it is up" in said
    assert "come from other meetings: scientific talks" in said
    own = caveat(with_speech(PRESETS["chaired"], overrun=1.1, spread=0.2))
    assert "median 1.10 of their time, spread 0.20" in own
    assert "proxy" not in own


def test_own_figures_take_the_place_of_the_presets() -> None:
    preset = PRESETS["high-level"]
    assert with_speech(preset, overrun=None, spread=None) is preset
    assert with_speech(preset, overrun=1.3, spread=None).speech == Spread(1.3, 0.34)
    assert with_speech(preset, overrun=None, spread=0.1).speech == Spread(1.07, 0.1)


# Limits.


def lengths(plan: Agenda) -> dict[str, timedelta]:
    return {row.block.id: row.duration for row in planned(plan).rows}


def test_a_limit_cuts_longer_speeches_and_nothing_else() -> None:
    """The floor has what that leaves; a `min` above the limit comes down to it."""
    plan = agenda(speech("A", "10m", min="8m"), speech("B", "5m"), floor("F", "rest"), end="14:40")
    limited = limit_speeches(plan, minutes(7))
    assert lengths(limited) == {"a": minutes(7), "b": minutes(5), "f": minutes(26)}
    assert [block.min for block in limited.blocks()] == [minutes(7), None, None]
    assert limit_speeches(plan, minutes(10)) == plan


def test_a_minute_less_leaves_every_speech_a_minute() -> None:
    plan = agenda(speech("A", "10m"), speech("B", "90s"), speech("C", "50s"), end="15:00")
    assert list(lengths(shorten_speeches(plan, minutes(1), minutes(1))).values()) == [
        minutes(9), minutes(1), timedelta(seconds=50)
    ]  # fmt: skip


# Advice.


def advised(wanted: float, assumptions: Assumptions = HIGH_LEVEL, plan: Agenda = LUNCH) -> Advice:
    return advise(plan, assumptions, 1, 50, wanted)


def test_the_advice_is_the_largest_limit_that_reaches_the_chance() -> None:
    found = advised(0.9)
    assert found.reaches is not None
    assert found.misses is not None
    assert found.misses.length - found.reaches.length == minutes(0.5)
    assert (found.misses.chance, found.reaches.chance) == (0.82, 0.94)
    assert chance_in_time(limit_speeches(LUNCH, found.reaches.length), HIGH_LEVEL, 1, 50) == found.reaches.chance


def test_pasting_what_is_advised_reaches_the_chance() -> None:
    """The list is YAML, and each entry is a speech that is longer now, whole but for its length: nothing is lost."""
    found = advised(0.9)
    pasted = yaml.safe_load(advice_yaml(found))
    assert {each["id"]: each["duration"] for each in pasted} == {change.block.id: "5m30s" for change in found.changes}
    blocks = [Speech.model_validate(each) for each in pasted]
    assert blocks == [change.block.model_copy(update={"duration": minutes(5.5)}) for change in found.changes]
    assert found.as_planned < 0.9


def test_where_there_is_nothing_to_change_no_duration_is_given() -> None:
    two_hours_late = replace(HIGH_LEVEL, late=timedelta(hours=2))
    for wanted, assumptions, sentence in (
        (0.01, HIGH_LEVEL, "1% needs no change"),
        (0.5, two_hours_late, "No limit on speeches makes"),
    ):
        text = advice_yaml(advised(wanted, assumptions))
        assert sentence in text
        assert all(line.startswith("# ") for line in text.splitlines())


def test_what_misses_the_chance_that_is_wanted_never_reads_like_it() -> None:
    found = advised(0.9)
    assert found.reaches is not None
    for short in (0.85, 0.8995, 0.8999995):
        missed = found._replace(as_planned=short, misses=found.reaches._replace(chance=short))
        text = " ".join(advice_yaml(missed).split())
        assert "and 90% is wanted" in text
        assert "As planned it is 90%" not in text
        assert ", 90% would not do" not in text
    assert "it is <0.1%" in advice_yaml(found._replace(as_planned=0.0004))
    assert "99.9% of the runs" in advice_yaml(found._replace(reaches=found.reaches._replace(chance=0.99999)))


def test_the_chance_that_is_wanted_is_said_as_it_was_typed() -> None:
    assert "99.5% of the runs" in advice_yaml(advised(0.995, replace(HIGH_LEVEL, late=timedelta(hours=2))))


ROUND_BETWEEN = agenda(speech("A", "10m"), floor("F", "rest", min="5m"), speech("B", "10m"), end="14:40")
"""Planned: A to 14:10, F 14:11 to 14:29, B 14:30 to 14:40. What A leaves goes to F, so B always begins at 14:30."""


def test_other_changes_are_tried_where_only_a_drastic_limit_would_do() -> None:
    """Speeches take a fifth longer: B ends in time only if a fifth of its limit is less than a minute.

    With F at the end, B ends at 14:25. With F of 14 minutes, from 14:13 to 14:27, B ends at 14:40; of 15, at 14:41.
    """
    text = " ".join(advice_yaml(advised(0.9, A_FIFTH_LONGER, ROUND_BETWEEN)).replace("\n# ", " ").split())
    assert text.startswith(
        "# With no speech longer than 4m30s, 100% of the runs end by 14:40; 5m, 0% would not do. "
        "As planned it is 0%, and 90% is wanted. "
        "Tried instead, each by itself: with 'f' at the end, 100%; with 'f' no longer than 14m, 100%. "
        "No better than as planned: without 'a', the longest speech; "
        "with floor rounds that may shrink to half of their minimum. "
    )


def test_where_no_limit_reaches_the_chance_only_what_helps_is_proposed() -> None:
    """Half an hour late: F of 20 minutes may give 10, and a speech of 10 may go; not even both would do."""
    plan = agenda(speech("A", "10m"), floor("F", "20m", min="20m"), end="14:35")
    found = advised(0.9, replace(A_FIFTH_LONGER, late=minutes(30)), plan)
    assert found.reaches is None
    assert {one.change: one.chance for one in found.alternatives} == {
        "without 'a', the longest speech": 0,
        "with floor rounds that may shrink to half of their minimum": 0,
    }
    assert "Tried instead" not in advice_yaml(found)
    less_late = advised(0.9, replace(A_FIFTH_LONGER, late=minutes(14)), plan)
    assert "Tried instead, each by itself: without 'a', the longest speech, 100%." in advice_yaml(less_late)


def test_a_variant_of_an_agenda_leaves_the_rest_as_it_is() -> None:
    """Without a block, with one at the end, with a length instead of the rest, with smaller minimums."""
    first, middle, _ = ROUND_BETWEEN.blocks()
    shorter = with_round(ROUND_BETWEEN, middle, minutes(8))
    assert list(lengths(without(ROUND_BETWEEN, first))) == ["f", "b"]
    assert list(lengths(at_the_end(ROUND_BETWEEN, middle))) == ["a", "b", "f"]
    assert list(lengths(shorter).values()) == [minutes(10), minutes(8), minutes(10)]
    halved = halve_minimums(ROUND_BETWEEN)
    assert [block.minimum for block in halved.blocks()] == [minutes(10), minutes(2.5), minutes(10)]


def test_a_name_cannot_break_the_yaml() -> None:
    name = 'A "B": #1 {x} \\ é \u2028 - y'
    plan = agenda(speech("ignored", "20m") | {"speaker": {"name": name.replace("\u2028", " ")}}, end="14:12")
    pasted: Iterable[dict[str, dict[str, str]]] = yaml.safe_load(advice_yaml(advised(0.9, plan=plan)))
    assert [each["speaker"]["name"] for each in pasted] == [name.replace("\u2028", " ")]
