"""The pictures: what they say in each phase, at each size, and whatever people are called."""

from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text
from wcwidth import wcswidth

from runofshow.show.actions.floor import GiveFloor
from runofshow.show.actions.speakers_list import Ask
from runofshow.show.forecast import forecast
from runofshow.show.particulars import Particulars
from runofshow.show.state import Show
from runofshow.ui.header import face_of
from runofshow.ui.key_panels import NOT_IN_FOOTER, help_picture
from runofshow.ui.keymap import useful_keys
from runofshow.ui.messages import ends_words, room_words
from runofshow.ui.notices import Around, Notice, Tone
from runofshow.ui.panels import upcoming
from runofshow.ui.picture import picture
from runofshow.ui.status_text import status_lines, status_view
from tests.builders import after, at
from tests.ui.conftest import Golden
from tests.ui.reading import harmless, says
from tests.ui.scenes import HOSTILE, SCENES, foreseen, hostile_show

SIZES = {"120x40": (120, 40), "80x24": (80, 24), "40x12": (40, 12)}


def drawn(name: str, width: int = 80, height: int = 24, around: Around | None = None) -> str:
    lines = picture(*foreseen(name), width, height, around or Around())
    return "\n".join(line.plain for line in lines)


@pytest.mark.parametrize("name", SCENES)
def test_every_phase_has_its_picture(name: str, golden: Golden) -> None:
    for size, (width, height) in SIZES.items():
        golden(f"{name}-{size}", picture(*foreseen(name), width, height))


SAID: Final = {
    "before": "STARTS IN",
    "late": "LATE BY",
    "running": "ON TIME",
    "wrap-up": "WRAP UP",
    "last-seconds": "LAST 30 S",
    "over": "OVER",
    "paused": "PAUSED",
    "handover": "HANDOVER",
    "holder": "(no name yet)",
    "past-hard-stop": "PAST THE HARD STOP",
    "finished": "ENDED AT",
    "rehearsal": "REHEARSAL",
}
"""The words for the state in each scene."""


def test_the_state_is_said_in_words() -> None:
    for name, said in SAID.items():
        for size in SIZES.values():
            assert says(drawn(name, *size), said), (name, size)


def test_a_failure_and_warnings_take_their_place() -> None:
    around = Around(Notice("The disk is full.", Tone.FAILED), ("laptop clock moved +58:12",))
    for width, height in SIZES.values():
        assert "The disk is full." in drawn("running", width, height, around)
    assert "laptop clock moved +58:12" in drawn("running", around=around)


EVERY_SIZE: Final = ((200, 50), (120, 40), (80, 24), (60, 20), (40, 12))


def test_what_matters_is_always_in_view() -> None:
    failed = Around(Notice("not written to journals/20160720-a-long-name.jsonl: the disk is full", Tone.FAILED))
    for name, (show, now) in SCENES.items():
        foreseen = forecast(show, now)
        face, following = face_of(show, foreseen), upcoming(show, foreseen)
        wanted = [ends_words(show, foreseen), room_words(show, foreseen), face.name, face.word]
        wanted += [one.name for one in following[:1]]
        for size in EVERY_SIZE:
            for around in (Around(), failed):
                shown = drawn(name, *size, around)
                assert [words for words in wanted if not says(shown, words)] == [], (name, size)


def test_a_notice_takes_its_rows_from_the_keys() -> None:
    for name, (show, now) in SCENES.items():
        for size in EVERY_SIZE[:3]:
            without, told = (
                [line.plain for line in picture(show, forecast(show, now), *size, around)]
                for around in (Around(), Around(Notice("done")))
            )
            assert without[: size[1] - 4] == told[: size[1] - 4], (name, size)


def test_every_useful_key_is_in_the_footer_at_80_columns() -> None:
    for name in ("running", "floor", "finished"):
        shown = drawn(name)
        missing = [key.word_in(SCENES[name][0]) for key in useful_keys(SCENES[name][0]) if key not in NOT_IN_FOOTER]
        assert [word for word in missing if word not in shown] == [], name


def test_digits_stay_where_they_are_from_second_to_second() -> None:
    show, _ = SCENES["running"]
    ten, nine = (picture(show, forecast(show, at(clock)), 80, 24) for clock in ("13:06:30", "13:06:31"))
    changed = [row for row, (a, b) in enumerate(zip(ten, nine, strict=True)) if a.plain != b.plain]
    assert len(changed) <= 8


def test_no_name_breaks_the_picture() -> None:
    for called in HOSTILE:
        show = hostile_show(called)
        for width, height in ((120, 40), (80, 24), (40, 12), (20, 5)):
            lines = picture(show, forecast(show, at("14:25")), width, height, Around(Notice(called), (called,)))
            assert len(lines) == height, (called, width)
            assert harmless(lines, width), (called, width)


def test_a_terminal_counts_cells_as_the_picture_does() -> None:
    """By the terminal's own rules no line is wider than the screen; emoji of several parts it counts in its own way."""
    for called in HOSTILE:
        if "👩" not in called:
            show = hostile_show(called)
            for line in picture(show, forecast(show, at("14:25")), 80, 24):
                assert wcswidth(line.plain) <= 80, called


def test_no_name_breaks_the_lines() -> None:
    for called in HOSTILE:
        show = hostile_show(called)
        for line in status_lines(show, forecast(show, at("14:25"))):
            assert len(line.splitlines()) == 1, called
            assert "\x1b" not in line, called


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(sorted(SCENES)), st.integers(0, 200), st.integers(0, 60), st.booleans())
def test_any_size_is_filled_exactly(name: str, width: int, height: int, watched: bool) -> None:
    show, now = SCENES[name]
    lines = picture(show, forecast(show, now), width, height, Around(keys=not watched))
    assert [line.cell_len for line in lines] == [width] * height
    assert [line.cell_len for line in help_picture(show, width, height)] == [width] * height


def test_status_says_the_same_in_lines() -> None:
    assert [*status_lines(*foreseen("holder"))][:5] == [
        "13:23:10, running, ENDS 14:00 · 0:00 to spare, on plan, floor gave 3:00",
        "Floor: 2 (no name yet), 1:20 left of 2:00, on time",
        "Now: Discussion with participants, 30:50 left of 35:00, on time",
        "Next: Bangladesh, expected 13:24",
        "Then: H.E. Ambassador Jürg Lauber, expected 13:55",
    ]


def test_status_fits_the_width(golden: Golden) -> None:
    console = Console(width=80, record=True, force_terminal=False)
    with console.capture() as captured:
        console.print(status_view(*foreseen("holder"), 80))
    golden("status-80", [Text(line) for line in captured.get().splitlines()])


def test_a_long_sentence_takes_a_row_of_the_keys() -> None:
    sentence = "every block has been run: F closes the show, 'runofshow insert' adds a block, r brings one back"
    lines = drawn("running", around=Around(Notice(sentence))).splitlines()
    assert len(lines) == 24
    assert sentence in " ".join(" ".join(lines).split())
    assert lines[-1].rstrip().endswith("? all keys")


def test_however_long_a_sentence_is_the_keys_stay() -> None:
    for size in ((120, 40), (80, 24), (64, 20)):
        lines = drawn("running", *size, Around(Notice("x" * 90 + " and " + "word " * 90, Tone.FAILED))).splitlines()
        assert len(lines) == size[1]
        assert lines[-1].rstrip().endswith("? all keys"), size


KOREA = "Democratic People's Republic of Korea"
EGYPT = Particulars(who="Egypt", on_behalf_of="the Group of 77 and China")
SENTENCE = (
    "not written to journals/20160720-a-long-name.jsonl: the disk is full; free some space; nothing is lost: try again"
)


def words(show: Show, clock: str, around: Around | None = None, size: tuple[int, int] = (40, 12)) -> str:
    lines = picture(show, forecast(show, at(clock)), *size, around or Around())
    return " ".join(" ".join(line.plain for line in lines).split())


def test_long_names_of_who_speaks_and_who_is_next_are_whole() -> None:
    floor, _ = SCENES["floor"]
    show = after(floor, [("13:23", GiveFloor(Particulars(who=KOREA))), ("13:23:10", Ask(EGYPT))])
    show = after(show, [("13:23:20", GiveFloor(request=one)) for one in floor.waiting])
    show = after(show, [("13:23:30", GiveFloor(Particulars(who=KOREA)))])
    said = words(show, "13:23:40")
    assert KOREA in said
    assert "NEXT Egypt, on behalf of the Group of 77 and China" in said
    assert "ON TIME" in said
    assert "ENDS 14:00 · 0:00 to spare ? 13:23:40" in said
    assert "on plan · room gone in 36:20" in said


def test_a_list_stands_on_a_narrow_screen_that_is_high_enough() -> None:
    """The list of speakers where somebody waits, else the running order; the keys take two lines at the most."""
    rows = [one.plain for one in picture(SCENES["floor"][0], forecast(*SCENES["floor"]), 60, 20, Around())]
    assert any(row.startswith("LIST OF SPEAKERS · 3 waiting") for row in rows)
    assert rows[-1].rstrip().endswith("? all keys")
    assert [row.startswith("→ next") for row in rows[-3:]] == [False, True, False]
    assert "RUNNING ORDER" in words(SCENES["running"][0], "13:04", size=(60, 20))
    assert "RUNNING ORDER" not in words(SCENES["running"][0], "13:04", size=(40, 12))


def test_where_no_keys_fit_the_key_of_the_help_stands_before_the_clock() -> None:
    show, now = SCENES["running"]
    first = picture(show, forecast(show, now), 40, 12, Around())[0].plain
    assert first == "ENDS 14:00 · 0:00 to spare    ? 13:04:20"
    first = picture(show, forecast(show, now), 40, 12, Around(keys=False))[0].plain
    assert first == "ENDS 14:00 · 0:00 to spare      13:04:20"


def test_nothing_important_is_cut() -> None:
    for name, (show, now) in SCENES.items():
        for size in ((40, 12), (60, 16), (63, 19)):
            _, _, *lines = [line.plain for line in picture(show, forecast(show, now), *size)]  # but for two titles
            assert not [line for line in lines if "…" in line and not line.startswith("in ")], (name, size)


def test_a_failure_is_whole_and_leaves_the_countdown() -> None:
    show, _ = SCENES["running"]
    for size in ((40, 12), (40, 8), (63, 19)):
        said = words(show, "13:04:20", Around(Notice(SENTENCE, Tone.FAILED)), size)
        assert "disk is full; free some space; nothing is lost: try again" in said, size
        assert "Ms. Lakshmi Puri" in said, size
        assert "ON TIME" in said, size


def test_how_many_more_is_said_where_the_whole_sentence_has_no_room() -> None:
    assert "14 more at 2:00, 13 as they speak." in words(SCENES["floor"][0], "13:22:20")
