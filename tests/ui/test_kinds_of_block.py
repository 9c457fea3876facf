"""Breaks, videos, panels, slack and margin in the words and on the screens."""

from datetime import timedelta

import pytest
from rich.style import Style

from runofshow.serve.page_clock import Counter, counting, ground_of
from runofshow.serve.page_clock import Step as PageStep
from runofshow.serve.views import Sentence, now_view, outlook_view, stage_view
from runofshow.show.actions.blocks import EndBlock, Next, Pause
from runofshow.show.actions.panel import EndTurn, GiveTurn
from runofshow.show.forecast import Forecast, forecast
from runofshow.show.state import Show
from runofshow.ui.header import face_of, meeting_lines, second_countdown
from runofshow.ui.key_guard import KeyGuard
from runofshow.ui.keymap import KeyAction, action_of
from runofshow.ui.messages import ends_words, outlook_sentences
from runofshow.ui.palette import ALARM, NAME, WARNING
from runofshow.ui.picture import picture
from runofshow.ui.stage_picture import stage_picture
from runofshow.ui.status_text import stage_said, status_lines
from tests.agenda.test_stretches import item, with_signing
from tests.builders import Step, agenda, at, floor, minutes, played, speech
from tests.ui.reading import says

PANEL = {
    "id": "money",
    "panel": "Financing",
    "speakers": [{"name": "Mr. Guy Ryder"}, {"name": "Ms. Laura Thompson"}],
    "duration": "20m",
    "each": "5m",
}
DAY = agenda(item("Coffee", "10m", type="break"), item("Film", "4m", type="video"), PANEL, floor("F", "10m"))


def seen(clock: str, *steps: Step) -> tuple[Show, Forecast]:
    show = played(DAY, *steps)
    return show, forecast(show, at(clock))


def text(show: Show, now: Forecast, *, stage: bool = False) -> str:
    lines = stage_picture(show, now, 100, 40) if stage else picture(show, now, 100, 40)
    return "\n".join(one.plain.rstrip() for one in lines)


def test_a_break_says_when_it_is_over_and_hurries_nobody() -> None:
    show, now = seen("14:09:50", ("14:00", Next()))
    face = face_of(show, now)
    assert (face.word, face.digits, face.beside) == ("BREAK", "0:10", "resumes 14:11")
    assert "BREAK · resumes 14:11" in text(show, now, stage=True)
    assert list(stage_said(show, now)) == ["BREAK · resumes 14:11: 0:10 left"]
    assert stage_view(show, now).speaking == "BREAK · resumes 14:11"


def test_a_break_that_goes_on_too_long_is_over() -> None:
    show, now = seen("14:10:30", ("14:00", Next()))
    assert face_of(show, now).word == "OVER"


def test_a_page_counts_an_item_down_without_signals() -> None:
    show, now = seen("14:02", ("14:00", Next()))
    assert now.countdown is not None
    steps = counting(show, now, now.countdown, timedelta(0)).steps
    assert [step.word for step in steps] == ["BREAK", "OVER"]


def test_a_video_has_its_word_and_nobody_is_announced() -> None:
    show, now = seen("14:12", ("14:00", Next()), ("14:11", Next()))
    assert (face_of(show, now).word, face_of(show, now).name) == ("VIDEO", "Film")
    assert list(stage_said(show, now)) == ["VIDEO · Film: 3:00 left"]


def test_an_item_is_called_by_its_title_in_any_script() -> None:
    for title, large in (("Déjeuner", "DEJEUNER"), ("昼食", "昼食")):
        plan = agenda(item(title, "10m"), speech("B", "5m"))
        for show, clock in ((played(plan), "13:50"), (played(plan, ("14:00", Next())), "14:02")):
            now = forecast(show, at(clock))
            assert title in text(show, now)
            assert says(text(show, now, stage=True), title if clock == "13:50" else large), (title, clock)


def test_a_panellist_has_a_count_of_their_own_on_the_screens() -> None:
    show, now = seen("14:17", ("14:00", Next()), ("14:11", Next()), ("14:15", Next()), ("14:16", GiveTurn(2)))
    assert [one.plain.split() for one in second_countdown(show, now, 60)] == [
        ["2", "Ms.", "Laura", "Thompson", "1:00", "of", "5:00"]
    ]
    assert "1 Mr. Guy Ryder 0% · 2 Ms. Laura Thompson 50%" in text(show, now)
    assert "Ms. Laura Thompson · 1:00 of 5:00" in text(show, now, stage=True).splitlines()[1]
    assert "On the panel: 2 Ms. Laura Thompson, 1:00 of 5:00" in status_lines(show, now)


def test_numbers_give_the_word_in_a_panel_and_d_takes_it() -> None:
    show, _ = seen("14:17", ("14:00", Next()), ("14:11", Next()), ("14:15", Next()), ("14:16", GiveTurn(2)))
    given, done = action_of(KeyAction.REPLY, show, "1"), action_of(KeyAction.FLOOR_DONE, show)
    assert isinstance(given, GiveTurn)
    assert given.number == 1
    assert isinstance(done, EndTurn)


@pytest.mark.parametrize(
    ("ended", "slack", "ends"),
    [
        pytest.param("14:20", "2:00 of slack before Signing at 14:45", "ENDS 15:25 · 5:00 to spare", id="in time"),
        pytest.param("14:40", "", "ENDS 15:28 · 3:00 into the margin", id="in the margin"),
        pytest.param("14:50", "", "ENDS 15:38 · 8:00 OVER", id="past the hard stop"),
    ],
)
def test_slack_and_margin_are_said_where_they_lie(ended: str, slack: str, ends: str) -> None:
    show = played(with_signing(), ("14:00", Next()), (ended, EndBlock()))
    now = forecast(show, at(ended))
    said = [words for words, _ in outlook_sentences(show, now) if "slack" in words]
    assert (said, ends_words(show, now)) == ([slack] if slack else [], ends)


@pytest.mark.parametrize(
    ("ended", "style"), [("14:20", NAME), ("14:40", WARNING), ("14:50", ALARM)], ids=["in time", "margin", "over"]
)
def test_the_margin_has_the_colour_of_a_warning(ended: str, style: Style) -> None:
    """On the live screen, and on staff's page; the colour of an alarm is kept for the hard stop."""
    show = played(with_signing(), ("14:00", Next()), (ended, EndBlock()))
    now = forecast(show, at(ended))
    title, *_ = meeting_lines(show, now, 100)
    words = ends_words(show, now)
    assert [span.style for span in title.spans if words in title.plain[span.start : span.end]] == [style]
    assert outlook_view(show, now)[0] == Sentence(words, ground_of(style))


def test_the_margin_stands_beside_the_clock_in_40_cells() -> None:
    show = played(with_signing(), ("14:00", Next()), ("14:40", EndBlock()))
    title, *_ = meeting_lines(show, forecast(show, at("14:40")), 40)
    assert title.plain.strip() == "ENDS 15:28 · 3:00 in margin    14:40:00"


def test_the_time_before_a_fixed_start_counts_down() -> None:
    show = played(with_signing(), ("14:00", Next()), ("14:21", Next()), ("14:37", Next()), ("14:42", EndBlock()))
    face = face_of(show, forecast(show, at("14:42")))
    assert (face.word, face.digits, face.beside) == ("STARTS IN", "3:00", "at 14:45")


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


def test_the_next_key_before_a_fixed_start_asks_again() -> None:
    show = played(with_signing(), ("14:00", Next()), ("14:21", Next()), ("14:37", Next()), ("14:42", EndBlock()))
    guard = KeyGuard()
    first = guard.stops(KeyAction.NEXT, show, at("14:42"), seconds(0), "→")
    second = guard.stops(KeyAction.NEXT, show, at("14:42:02"), seconds(2), "→")
    assert first is not None
    assert first.sentence == "Signing is due 14:45, in 3:00 · → starts it"
    assert second is None


def test_the_end_of_a_block_and_a_start_that_is_due_ask_nothing() -> None:
    running = played(with_signing(), ("14:00", Next()), ("14:21", Next()), ("14:37", Next()))
    ended = played(with_signing(), ("14:00", Next()), ("14:21", Next()), ("14:37", Next()), ("14:42", EndBlock()))
    assert KeyGuard().stops(KeyAction.HANDOVER, running, at("14:41"), seconds(0), "Space") is None
    assert KeyGuard().stops(KeyAction.NEXT, ended, at("14:45"), seconds(0), "→") is None


def test_two_speakers_of_one_speech_stand_side_by_side() -> None:
    plan = agenda({**speech("K", "10m"), "speaker": None, "speakers": ["Ms. A", "Mr. B"], "title": "A compact"})
    show = played(plan, ("14:00", Next()))
    face = face_of(show, forecast(show, at("14:01")))
    assert (face.name, face.details[0]) == ("Ms. A; Mr. B", "A compact")


def test_pages_count_the_turn_of_a_panellist_up() -> None:
    show, now = seen("14:17", ("14:00", Next()), ("14:11", Next()), ("14:15", Next()), ("14:16", GiveTurn(2)))
    within, turn = now_view(show, now).within, stage_view(show, now).turn
    assert within is not None
    assert within.name == "2 Ms. Laura Thompson"
    assert within.counter == turn
    assert turn == Counter(
        zero=at("14:16"),
        steps=(PageStep(None, "of 5:00", ""), PageStep(-minutes(5) - seconds(1), "of 5:00", ground_of(ALARM))),
        up=True,
    )


def test_a_pause_holds_the_count_of_a_turn_on_a_page() -> None:
    panel = agenda({key: value for key, value in PANEL.items() if key != "each"}, floor("F", "10m"))
    show = played(panel, ("14:00", Next()), ("14:01", GiveTurn(1)), ("14:03", Pause()))
    turn = stage_view(show, forecast(show, at("14:08"))).turn
    assert turn is not None
    assert (turn.held, turn.up, turn.steps) == (-minutes(2), True, (PageStep(None, "", ""),))


def test_a_page_counts_no_turn_while_nobody_on_the_panel_has_the_word() -> None:
    show, now = seen("14:17", ("14:00", Next()), ("14:11", Next()), ("14:15", Next()), ("14:16", GiveTurn(2)))
    ended, later = seen(
        "14:18", ("14:00", Next()), ("14:11", Next()), ("14:15", Next()), ("14:16", GiveTurn(2)), ("14:17", EndTurn())
    )
    assert stage_view(show, now).turn is not None
    assert stage_view(ended, later).turn is None
    assert now_view(ended, later).within is None
