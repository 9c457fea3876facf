"""When countdowns change their word."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runofshow.agenda.durations import parse_duration, spell_duration
from runofshow.agenda.model import Agenda, Signals
from runofshow.agenda.plan_checks import signals_from_the_start
from runofshow.agenda.schedule import (
    OF_BLOCKS,
    OF_INTERVENTIONS,
    signals_of,
    signals_of_intervention,
    usual,
)
from tests.builders import agenda, floor, speech

OWN = {"wrap_up": "2m", "final": "10s"}


def spelled(signals: Signals) -> tuple[str, str]:
    """Both, as people write them."""
    return spell_duration(signals.wrap_up), spell_duration(signals.final)


@pytest.mark.parametrize(
    ("length", "said"),
    [
        ("15m", ("2m", "30s")),
        ("7m", ("2m", "30s")),
        ("6m", ("2m", "30s")),
        ("5m", ("1m40s", "30s")),
        ("3m", ("1m", "20s")),
        ("2m", ("40s", "15s")),
        ("1m", ("20s", "5s")),
        ("20s", ("5s", "5s")),
    ],
)
def test_a_short_speech_is_told_to_wrap_up_in_its_last_third(length: str, said: tuple[str, str]) -> None:
    """The usual two minutes and half a minute are those of a speech of six minutes or more."""
    assert spelled(usual(parse_duration(length))) == said


@pytest.mark.parametrize(("limit", "said"), [("3m", ("30s", "10s")), ("2m", ("30s", "10s")), ("1m", ("20s", "5s"))])
def test_an_intervention_has_signals_of_its_own(limit: str, said: tuple[str, str]) -> None:
    """Two minutes would begin with a warning if the signals of a speech held for it."""
    assert spelled(signals_of_intervention(agenda(floor("F", "9m")), parse_duration(limit))) == said


@given(st.timedeltas(timedelta(seconds=16), timedelta(hours=3)), st.sampled_from([OF_BLOCKS, OF_INTERVENTIONS]))
def test_usual_signals_leave_most_of_the_time_in_peace(length: timedelta, most: Signals) -> None:
    """Of whatever length; and the last one never comes first, nor more time with less."""
    signals = usual(length, most)
    assert signals.final <= signals.wrap_up <= length / 2.9
    assert signals.wrap_up <= usual(length + timedelta(seconds=1), most).wrap_up <= most.wrap_up


def test_what_the_agenda_says_holds_however_short_the_block() -> None:
    """The block's own word comes first; nobody's is changed."""
    plan = agenda(speech("A", "2m"), speech("B", "2m", signals={"wrap_up": "30s", "final": "5s"}), signals=OWN)
    of_all, own = plan.blocks()
    assert spelled(signals_of(of_all, plan, timedelta(minutes=2))) == ("2m", "10s")
    assert spelled(signals_of(own, plan, timedelta(minutes=2))) == ("30s", "5s")


def test_signals_that_come_at_once_are_told_of() -> None:
    """Of blocks and interventions, whoever said them; where nobody did there is nothing to tell."""
    told = agenda(
        speech("A", "2m"),
        speech("B", "3m"),
        speech("C", "5m", signals={"wrap_up": "5m"}),
        floor("F", "9m", limits={"ngo": "20s", "un": "30s"}),
        signals=OWN,
        floor={"signals": {"wrap_up": "30s", "final": "5s"}},
    )
    first, second, third, fourth = signals_from_the_start(told)
    assert first.startswith("block 'a', 2m long, would say WRAP UP from its start: make 'wrap_up' (2m) shorter")
    assert second.startswith("block 'c', 5m long,")
    assert third.startswith("an intervention of 30s in 'f'")
    assert fourth.startswith("an intervention of 20s in 'f'")
    assert list(signals_from_the_start(agenda(speech("A", "1m"), floor("F", "9m", limit="10s")))) == []


def test_an_item_gives_no_signal_and_so_none_too_early() -> None:
    """A photo of a minute hurries nobody."""
    assert list(signals_from_the_start(agenda({"item": "Photo", "duration": "1m"}, signals=OWN))) == []


def test_an_older_program_reads_an_agenda_without_signals_of_its_own() -> None:
    """It takes its own defaults; what it wrote itself holds here as it held there."""
    plan = agenda(speech("A", "2m"))
    written = plan.model_dump(mode="json")
    assert "signals" not in written
    assert "signals" not in written["floor"]
    before = Agenda.model_validate({**written, "signals": {"wrap_up": "2m", "final": "30s"}})
    assert spelled(signals_of(next(before.blocks()), before, timedelta(minutes=2))) == ("2m", "30s")
