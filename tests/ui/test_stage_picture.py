"""The speaker's screen: one thing in the middle, at any size, whatever people are called."""

from collections.abc import Sequence
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.text import Text

from runofshow.show.actions.floor import GiveFloor
from runofshow.show.actions.meeting import SetStage
from runofshow.show.countdown import Signal
from runofshow.show.forecast import forecast
from runofshow.show.particulars import Particulars
from runofshow.show.state import Show
from runofshow.ui.palette import HELD, signal_style
from runofshow.ui.palette import MESSAGE as LIGHT_ON_DARK
from runofshow.ui.stage_picture import stage_picture
from tests.builders import after, at
from tests.ui.conftest import Golden
from tests.ui.reading import harmless, says
from tests.ui.scenes import SCENES, TYPED, foreseen, hostile_show

MESSAGE = SetStage("Please conclude")


def told(name: str, intent: SetStage = MESSAGE) -> Show:
    show, now = SCENES[name]
    return after(show, [(f"{now:%H:%M:%S}", intent)])


def staged(show: Show, clock: str, width: int = 80, height: int = 24, *, blank: bool = False) -> list[Text]:
    return stage_picture(show, forecast(show, at(clock)), width, height, blank=blank)


def text_of(lines: Sequence[Text]) -> str:
    return "\n".join(line.plain for line in lines)


def test_it_looks_as_it_was_found_good(golden: Golden) -> None:
    for name, width, height in (
        ("running", 80, 24),
        ("running", 120, 40),
        ("running", 40, 12),
        ("handover", 80, 24),
        ("paused", 40, 12),
    ):
        golden(f"stage-{name}-{width}x{height}", stage_picture(*foreseen(name), width, height))


def test_a_message_stands_beneath_the_countdown(golden: Golden) -> None:
    golden("stage-message-120x40", staged(told("holder"), "13:23:10", 120, 40))


READ: Final = {
    "before": ["STARTS IN", "2:30", "Ms. Lakshmi Puri · 7 min"],
    "late": ["NEXT", "PURI", "7 min"],
    "running": ["ON TIME", "4:40"],
    "wrap-up": ["WRAP UP", "1:20"],
    "last-seconds": ["LAST 30 S", "0:15"],
    "over": ["OVER", "+0:21"],
    "paused": ["PAUSED", "4:00"],
    "handover": ["NEXT", "RYDER", "7 min"],
    "holder": ["The floor", "1:20", "Bangladesh · 2 min"],
    "rehearsal": ["REHEARSAL"],
}
"""Words that a speaker reads in each scene."""


def test_a_speaker_reads_it_in_every_phase() -> None:
    for name, words in READ.items():
        for size in ((120, 40), (80, 24), (40, 12)):
            shown = text_of(stage_picture(*foreseen(name), *size))
            for word in words:
                assert says(shown, word) or word.title() in shown, f"{word} isn't in {name}\n{shown}"


def test_nothing_of_the_meeting_is_left_when_it_is_over() -> None:
    assert text_of(staged(SCENES["finished"][0], "14:05")).strip() == ""


def test_a_blank_screen_is_blank() -> None:
    for name, (show, now) in SCENES.items():
        assert text_of(stage_picture(show, forecast(show, now), 80, 24, blank=True)).strip() == "", name
        blanked = told(name, SetStage("Please conclude", blank=True))
        lines = stage_picture(blanked, forecast(blanked, now), 80, 24)
        assert text_of(lines).strip() == "", name
        assert not any(line.spans for line in lines), name


def test_the_whole_screen_is_in_the_colour_of_the_signal() -> None:
    """It is seen from eight metres, and from the corner of an eye."""
    styles = {
        "running": signal_style(Signal.ON_TIME),
        "wrap-up": signal_style(Signal.WRAP_UP),
        "over": LIGHT_ON_DARK,
        "paused": HELD,
    }
    for name, style in styles.items():
        for line in stage_picture(*foreseen(name), 80, 24):
            assert any((span.start, span.end, span.style) == (0, len(line), style) for span in line.spans), name


def test_digits_neither_grow_nor_shrink_as_they_run_down() -> None:
    show, _ = SCENES["running"]
    heights = set()
    for clock in ("13:02:01", "13:07:40", "13:08:59", "13:09:30"):
        lines = [line.plain for line in staged(show, clock)]
        heights.add(sum("█" in line[6:-6] or "▀" in line[6:-6] for line in lines[10:-1]))
    assert len(heights) == 1


def test_each_signal_has_a_shape_that_is_seen_without_colours() -> None:
    for width, height in ((120, 40), (80, 24), (40, 12)):
        edges = {}
        for name in ("running", "wrap-up", "last-seconds", "over"):
            first, second, *_ = lines = stage_picture(*foreseen(name), width, height)
            dark = any(span.style == LIGHT_ON_DARK for one in lines for span in one.spans)
            edges[name] = (first.plain == "█" * width, second.plain.startswith("██"), dark)
        assert edges == {
            "running": (False, False, False),
            "wrap-up": (True, True, False),
            "last-seconds": (False, True, False),
            "over": (False, False, True),
        }, (width, height)


def test_a_long_name_loses_its_honorifics_and_not_the_name() -> None:
    prince = Particulars(person="His Royal Highness Prince Zeid Ra'ad Zeid Al-Hussein")
    for said, width in ((prince, 40), (Particulars(who="Democratic People's Republic of Korea"), 40), (prince, 60)):
        show = after(SCENES["floor"][0], [("13:23", GiveFloor(said))])
        drawn = " ".join(" ".join(line.plain for line in staged(show, "13:23:10", width, 12)).split())
        assert "Al-Hussein" in drawn or "Republic of Korea" in drawn, width


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(sorted(SCENES)), st.integers(0, 200), st.integers(0, 60), st.booleans())
def test_any_size_is_filled_exactly(name: str, width: int, height: int, message: bool) -> None:
    show, now = SCENES[name]
    shown = told(name) if message else show
    lines = stage_picture(shown, forecast(shown, now), width, height)
    assert [line.cell_len for line in lines] == [width] * height


def test_no_name_breaks_it() -> None:
    for typed in TYPED:
        for intent in (SetStage(typed), SetStage()):
            show = after(hostile_show(typed), [("14:25", intent)])
            for width, height in ((120, 40), (80, 24), (40, 12), (20, 5), (1, 1)):
                lines = staged(show, "14:25:10", width, height)
                assert len(lines) == height, (typed, width)
                assert harmless(lines, width), (typed, width)
