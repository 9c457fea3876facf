"""The line that is typed in: what it takes, completes, deletes and refuses."""

import pytest
from textual.events import Paste

from runofshow.session import Session
from runofshow.show.actions.floor import GiveFloor
from runofshow.show.actions.speakers_list import Ask
from runofshow.show.particulars import LONGEST_TEXT, Particulars
from runofshow.ui.apps.live import LiveApp
from tests.ui.apps.driving import press, resize, screen_rows, settled, take
from tests.ui.apps.keys import BACKSPACE, DELETE, DOWN, ENTER, ESCAPE, HOME, LEFT, TAB, UP
from tests.ui.apps.monkey import check_harmless, check_widths
from tests.ui.scenes import TYPED


async def line_of(app: LiveApp, *sent: str) -> str:
    await press(app, *sent)
    return app._prompt.value


async def test_what_is_typed_is_what_is_taken(session: Session, app: LiveApp) -> None:
    await press(app, "a", "Mexico City Initiative", ENTER)
    await press(app, "a", "Bangl", ENTER)
    assert [one.particulars.who for one in session.show.queue()] == ["Mexico City Initiative", "Bangl"]


async def test_enter_takes_the_name_that_was_gone_to(session: Session, app: LiveApp) -> None:
    await press(app, "a", "united", UP)
    last = app._prompt._found[-1].text
    await press(app, ENTER)
    assert session.show.queue()[0].particulars.who == last
    await press(app, "a", "united", DOWN, "x", ENTER)
    assert session.show.queue()[1].particulars.who == "unitedx"


async def test_tab_takes_the_likeliest_and_lets_go_on_typing(app: LiveApp) -> None:
    assert await line_of(app, "a", "mexi", TAB, " qqqqqqq") == "Mexico qqqqqqq"
    assert await line_of(app, TAB) == "Mexico qqqqqqq"


async def test_escape_forgets_what_was_typed(session: Session, app: LiveApp) -> None:
    assert await line_of(app, "a", "Nor", ESCAPE, "a") == ""
    assert session.show.n == 1


async def test_the_line_is_edited_as_in_a_shell(app: LiveApp) -> None:
    for sent, left in [
        ([BACKSPACE], "one tw"),
        ([LEFT, DELETE], "one tw"),
        ([HOME, "x"], "xone two"),
        (["\x01", "x"], "xone two"),
        (["\x01", "\x05", "x"], "one twox"),
        (["\x17"], "one "),
        (["\x15"], ""),
        ([HOME, "\x0b"], ""),
        ([LEFT, "\x04"], "one tw"),
        (["\x1b[1;5D", "x"], "one xtwo"),
        ([HOME, "\x1b[1;5C", "x"], "one xtwo"),
    ]:
        assert await line_of(app, "m", "one two", *sent) == left, sent
        await press(app, ESCAPE)


async def test_backspace_takes_a_whole_letter(app: LiveApp) -> None:
    await press(app, "m")
    app.pasted("xe\u0301👩‍👩‍👧🇨🇮")
    assert await line_of(app, BACKSPACE) == "xe\u0301👩‍👩‍👧"
    assert await line_of(app, BACKSPACE) == "xe\u0301"
    assert await line_of(app, BACKSPACE) == "x"


# What comes from elsewhere.


async def test_nothing_in_the_line_commands_the_terminal(session: Session, app: LiveApp) -> None:
    for place, typed in enumerate(TYPED):
        session.do(Ask(Particulars(who=f"{'bcdfghjklm'[place] * 3} {typed}")), "cli")
        session.do(GiveFloor(Particulars(who=typed)), "cli")
        app.draw()
        for way in ("paste", "correct", "complete"):
            await press(app, "e" if way == "correct" else "a")
            if way == "paste":
                await take(app, Paste(typed))
            if way == "complete":
                await press(app, "bcdfghjklm"[place] * 3, TAB)
            await settled(app)
            check_harmless(app, screen_rows(app))
            check_widths(app)
            assert app._prompt._line.value or way == "correct", typed
            await press(app, ESCAPE)


async def test_what_is_too_long_is_refused_and_not_cut(app: LiveApp) -> None:
    await press(app, "a", "x")
    app.pasted("y" * LONGEST_TEXT)
    assert app._prompt.value == "x"
    await settled(app)
    assert "no more than 2,000 letters go in here" in "\n".join(screen_rows(app))
    await press(app, "z")
    await settled(app)
    assert app._prompt.value == "xz"
    assert "Who asks for the floor?" in "\n".join(screen_rows(app))


@pytest.mark.parametrize("app", [(60, 24)], indirect=True)
async def test_a_refusal_is_read_whole_until_one_types_on(app: LiveApp) -> None:
    sentence = "not written to /a/rather/long/folder/journal.jsonl: the disk is full; free some space, and try it again"
    await press(app, "a", "Nor")
    app._refuse(sentence)
    for width in (60, 80):
        await resize(app, width, 24)
        assert sentence in " ".join(" ".join(screen_rows(app)).split())
    await press(app, "w")
    await settled(app)
    assert "Who asks for the floor?" in "\n".join(screen_rows(app))
    assert app._prompt.value == "Norw"
