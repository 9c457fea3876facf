"""What a page counts by itself is what the screens would say."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from runofshow.agenda.model import Signals
from runofshow.serve.page_clock import Counter, Step, counting, ground_of
from runofshow.show.actions.blocks import Extend, Next, Pause
from runofshow.show.countdown import Countdown
from runofshow.show.forecast import forecast
from runofshow.ui.palette import signal_style, signal_word
from tests.builders import agenda, at, minutes, played, speech

PLAN = agenda(speech("A", "7m"), speech("B", "7m"))

spans = st.timedeltas(min_value=-minutes(90), max_value=minutes(90))


def said(counter: Counter, left: timedelta) -> Step:
    return [step for step in counter.steps if step.left is None or left <= step.left][-1]


@given(spans, st.lists(st.timedeltas(timedelta(0), minutes(10)), min_size=2, max_size=2).map(sorted))
def test_its_steps_say_at_every_instant_what_the_screens_say(left: timedelta, signals: list[timedelta]) -> None:
    show = played(PLAN, ("14:00", Next()))
    final, wrap_up = signals
    now = Countdown(minutes(1), left, Signals(wrap_up=wrap_up, final=final))
    counter = counting(show, forecast(show, at("14:01")), now, timedelta(0))
    step = said(counter, left)
    assert (step.word, step.ground) == (signal_word(now), ground_of(signal_style(now.signal)))


@given(st.timedeltas(min_value=timedelta(0), max_value=minutes(30)))
def test_it_stays_the_same_while_nobody_acts(later: timedelta) -> None:
    """So nothing is sent while a page can count by itself."""
    show = played(PLAN, ("14:00", Next()), ("14:01", Extend(minutes(1))))

    def counter(after: timedelta) -> Counter:
        now = forecast(show, at("14:01") + after)
        assert now.countdown is not None
        return counting(show, now, now.countdown, minutes(1))

    assert counter(later) == counter(timedelta(0))
    assert counter(later).zero == at("14:08")
    assert counter(later).beside == "of 8:00 (+1:00)"


def test_a_pause_holds_it() -> None:
    show = played(PLAN, ("14:00", Next()), ("14:03", Pause()))
    now = forecast(show, at("14:09"))
    assert now.countdown is not None
    counter = counting(show, now, now.countdown, timedelta(0))
    assert counter.held == minutes(4)
    assert [step.word for step in counter.steps] == ["PAUSED"]
