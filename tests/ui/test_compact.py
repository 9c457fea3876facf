"""The small screen: what it never cuts, and what gives way first."""

from runofshow.show.actions.floor import GiveFloor
from runofshow.show.actions.speakers_list import Ask
from runofshow.show.forecast import forecast
from runofshow.show.particulars import Particulars
from runofshow.show.state import Show
from runofshow.ui.notices import Around, Notice, Tone
from runofshow.ui.picture import picture
from tests.builders import after, at
from tests.ui.scenes import SCENES

KOREA = "Democratic People's Republic of Korea"
EGYPT = Particulars(who="Egypt", on_behalf_of="the Group of 77 and China")
SENTENCE = (
    "not written to journals/20160720-a-long-name.jsonl: the disk is full; free some space; nothing is lost: try again"
)


def words(show: Show, clock: str, around: Around | None = None, size: tuple[int, int] = (40, 12)) -> str:
    """What can be read, as one line."""
    lines = picture(show, forecast(show, at(clock)), *size, around or Around())
    return " ".join(" ".join(line.plain for line in lines).split())


def test_long_names_of_who_speaks_and_who_is_next_are_whole() -> None:
    """On a second line where they need it; the countdown's word, the offset and the clock stay."""
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
    """The line begins with the finish where the title has no room; a screen that takes no keys offers none."""
    show, now = SCENES["running"]
    first = picture(show, forecast(show, now), 40, 12, Around())[0].plain
    assert first == "ENDS 14:00 · 0:00 to spare    ? 13:04:20"
    first = picture(show, forecast(show, now), 40, 12, Around(keys=False))[0].plain
    assert first == "ENDS 14:00 · 0:00 to spare      13:04:20"


def test_nothing_important_is_cut() -> None:
    """Neither who, the word of the signal, who is next nor how far from the plan: no ellipsis is among them."""
    for name, (show, now) in SCENES.items():
        for size in ((40, 12), (60, 16), (63, 19)):
            _, _, *lines = [line.plain for line in picture(show, forecast(show, now), *size)]  # but for two titles
            assert not [line for line in lines if "…" in line and not line.startswith("in ")], (name, size)


def test_a_failure_is_whole_and_leaves_the_countdown() -> None:
    """What to do next stands at its end."""
    show, _ = SCENES["running"]
    for size in ((40, 12), (40, 8), (63, 19)):
        said = words(show, "13:04:20", Around(Notice(SENTENCE, Tone.FAILED)), size)
        assert "disk is full; free some space; nothing is lost: try again" in said, size
        assert "Ms. Lakshmi Puri" in said, size
        assert "ON TIME" in said, size


def test_how_many_more_is_said_where_the_whole_sentence_has_no_room() -> None:
    """What the floor keeps gives way to what the moderator asks: how many more."""
    assert "14 more at 2:00, 13 as they speak." in words(*_at("floor"))


def _at(name: str) -> tuple[Show, str]:
    show, now = SCENES[name]
    return show, f"{now:%H:%M:%S}"
