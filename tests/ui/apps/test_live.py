"""The live screen, driven by keys as a moderator would."""

from datetime import timedelta

import pytest
from textual.events import Paste

from runofshow.session import Session
from runofshow.show.actions.blocks import Next
from runofshow.show.actions.floor import GiveFloor
from runofshow.show.actions.meeting import Finish
from runofshow.show.actions.record import Amend, Note
from runofshow.show.actions.speakers_list import CloseList
from runofshow.show.actions.undo import Redo, Undo
from runofshow.show.particulars import Particulars
from runofshow.show.state import Phase
from runofshow.ui.apps import show_app
from runofshow.ui.apps.live import LiveApp
from runofshow.ui.notices import Notice, Tone
from tests.fakes import FakeMachine
from tests.ui.apps.driving import look, press, resize, shown, slowly, take, until, wide, words_on
from tests.ui.apps.keys import BACKSPACE, CTRL_C, DOWN, ENTER, ESCAPE, PAGE_DOWN, RIGHT, TAB
from tests.ui.reading import says
from tests.ui.scenes import TYPED


@wide
async def test_the_blocks_are_run_with_the_arrow(session: Session, app: LiveApp, machine: FakeMachine) -> None:
    assert says(shown(app), "STARTS IN")
    machine.advance(timedelta(minutes=12))
    await press(app, RIGHT)
    assert session.show.current == "puri"
    assert says(shown(app), "ON TIME")
    machine.advance(timedelta(minutes=7, seconds=21))
    await press(app, "n")
    assert session.show.current == "ryder"
    await slowly(app, PAGE_DOWN, PAGE_DOWN, PAGE_DOWN)
    assert session.show.phase is Phase.FINISHED
    assert "FINISHED" in shown(app)


@wide
async def test_a_digit_lets_a_panellist_reply_and_nobody_leaves_the_list(session: Session, app: LiveApp) -> None:
    await slowly(app, RIGHT, RIGHT, RIGHT, "1")
    assert "nobody replies now" in shown(app)
    assert "1–9 reply" not in shown(app)
    await press(app, "a", "Chad", ENTER, "i", "Mexico", ENTER)
    assert "2 Mr. Guy Ryder" in shown(app)
    await slowly(app, "2")
    assert "Floor given: 2 Mr. Guy Ryder, in reply to 1 Mexico." in shown(app)
    holding = session.show.holding
    assert holding is not None
    assert (holding.particulars.category, holding.particulars.in_reply_to) == ("panel", 1)
    assert [request.particulars.who for request in session.show.queue()] == ["Chad"]


@pytest.mark.parametrize(
    ("app", "steps", "why"),
    [
        pytest.param((120, 40), [RIGHT, "i", "Mexico", ENTER], "nobody replies now", id="a speech runs"),
        pytest.param((40, 12), [*[RIGHT] * 3, "i", "Mexico", ENTER], "number 1 can't be seen", id="no room"),
    ],
    indirect=["app"],
)
async def test_a_digit_whose_number_is_not_on_the_screen_gives_nobody_the_floor(
    session: Session, app: LiveApp, steps: list[str], why: str
) -> None:
    """Nobody knows whom it means: a key that is hit by accident cuts nobody off."""
    await slowly(app, *steps)
    before = session.show.n
    await slowly(app, "1")
    assert session.show.n == before
    assert why in shown(app)


@wide
async def test_a_delegation_that_asks_twice_is_told_of(session: Session, app: LiveApp) -> None:
    """It is taken: there may be two capacities."""
    await press(app, "a", "Chad", ENTER, "a", "Chad", ENTER)
    assert "Already on the list of speakers: Chad at place 1" in shown(app)
    assert len(session.show.waiting) == 2


@wide
async def test_undo_takes_back_what_was_done_on_this_screen(session: Session, app: LiveApp, other: Session) -> None:
    await press(app, RIGHT, "i", "Mexico", ENTER, "m", "hm", ENTER)
    other.do(Note("of sugar"), "the rapporteur")
    look(app)
    await press(app, "u")
    assert "Undone: noted" in shown(app)
    await press(app, "u")
    assert session.show.holding is not None
    assert (session.show.holding.particulars.who, session.show.current) == (None, "puri")
    await press(app, "U")
    assert session.show.holding.particulars.who == "Mexico"
    await press(app, "U")
    assert "Brought back: noted" in shown(app)
    assert [note.text for note in session.show.notes] == ["of sugar", "hm"]


@wide
async def test_undo_asks_before_it_takes_back_what_somebody_else_did(
    session: Session, app: LiveApp, other: Session, machine: FakeMachine
) -> None:
    """It names the step and who made it; a second press counts from 0.3 to 5 s later."""
    await press(app, RIGHT)
    other.do(Next(), "the second operator")
    look(app)
    asked = "Last step, by the second operator: started: Mr. Guy Ryder · u again takes it back"
    for after, takes in [(0.0, False), (0.12, False), (5.1, False), (0.3, True)]:
        machine.advance(timedelta(seconds=after))
        await press(app, "u")
        assert asked in await words_on(app) or takes
        assert (session.show.current == "puri") == takes


@wide
async def test_it_is_told_who_undid_and_what(app: LiveApp, other: Session) -> None:
    await press(app, RIGHT)
    other.do(Undo(), "the second operator")
    look(app)
    assert "the second operator undid: started: Ms. Lakshmi Puri" in shown(app)
    other.do(Redo(), "the second operator")
    look(app)
    assert "the second operator brought back: started: Ms. Lakshmi Puri" in shown(app)


async def test_the_floor_is_taken_at_the_key_press_and_named_afterwards(
    session: Session, app: LiveApp, machine: FakeMachine
) -> None:
    await press(app, RIGHT, "i")
    given = session.show.holding
    assert given is not None
    machine.advance(timedelta(seconds=20))
    await press(app, "m", "e", "x", TAB, ENTER)
    named = session.show.holding
    assert named is not None
    assert named.particulars.who == "Mexico"
    assert named.particulars.category == "state"
    assert named.interval.start == given.interval.start
    await press(app, "d")
    assert session.show.holding is None


async def test_keys_pressed_in_a_rush_are_taken_in_their_order(
    session: Session, app: LiveApp, machine: FakeMachine
) -> None:
    await press(app, RIGHT, "i", "mex", TAB, ENTER, "a", "bangl", TAB, ENTER, "m", "hm", ENTER)
    await slowly(app, "d", ENTER)
    asked = "Enter gives Bangladesh the floor within Ms. Lakshmi Puri's speech: press it again"
    assert asked in await words_on(app)
    machine.advance(timedelta(seconds=2))
    await press(app, ENTER)
    show = session.show
    assert [one.particulars.who for one in show.log()] == ["Mexico", "Bangladesh"]
    assert [note.text for note in show.notes] == ["hm"]
    assert not show.waiting


async def test_escape_leaves_the_clock_running_without_a_name(session: Session, app: LiveApp) -> None:
    await press(app, RIGHT, "i", "n", ESCAPE)
    assert session.show.current == "puri"
    assert session.show.holding is not None
    assert "(no name yet)" in shown(app)
    await press(app, "e", "Someone new", ENTER)
    assert session.show.log()[0].particulars.who == "Someone new"


async def test_another_completion_can_be_selected(session: Session, app: LiveApp) -> None:
    await press(app, "a", "united", TAB)
    likeliest = app._prompt.value
    await press(app, ESCAPE, "a", "united", DOWN, TAB)
    assert app._prompt.value == likeliest
    await press(app, ESCAPE, "a", "united", DOWN, DOWN, ENTER)
    another = session.show.queue()[0].particulars.who
    assert another is not None
    assert another.startswith("United")
    assert another != likeliest


async def test_the_list_is_closed_and_opened(session: Session, app: LiveApp) -> None:
    await press(app, "l", "a", "null", ENTER)
    assert "the list of speakers is closed: l opens it again" in app._prompt.refusal
    assert session.show.list_closed
    await press(app, ESCAPE, "l", "a", "Norway", ENTER)
    assert len(session.show.waiting) == 1
    await slowly(app, ENTER)
    assert session.show.holding is not None


async def test_what_is_refused_stays_where_it_was_typed(session: Session, app: LiveApp, other: Session) -> None:
    await press(app, "a", "Norway")
    other.do(CloseList(), "assistant")
    await press(app, ENTER)
    assert not session.show.waiting
    assert app._prompt.value == "Norway"


async def test_the_help_hides_the_show_so_the_first_key_only_closes_it(session: Session, app: LiveApp) -> None:
    """Nobody quits, or moves a show that can't be seen, by the key that was to close the help."""
    for key in (RIGHT, "q", "n", ESCAPE, "x", "i"):
        await press(app, "?")
        assert "end the block and start the next one" in shown(app)
        await press(app, key)
        assert (session.show.n, app._typing) == (1, None)
        assert "STARTS IN" in shown(app)
    await press(app, RIGHT)
    assert session.show.current == "puri"
    assert app.return_value is None


@pytest.mark.parametrize("opened", [["a", "u"], ["?"], ["i", "g"], ["m"]], ids=str)
async def test_a_failure_is_seen_over_whatever_is_open(app: LiveApp, opened: list[str]) -> None:
    sentence = "not written to journals/show.jsonl: the disk is full; free some space; try it again"
    await press(app, RIGHT, *opened)
    for size in ((120, 40), (80, 24), (40, 12)):
        await resize(app, *size)
        app.say(Notice(sentence, Tone.FAILED))
        assert sentence in await words_on(app)
        app.unsay()
        assert "disk is full" not in await words_on(app)


async def test_a_sentence_goes_by_itself(app: LiveApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(show_app, "FAILURE_STAYS", timedelta(milliseconds=1))
    await press(app, "d")
    await until(app, lambda: app.notice is None)
    assert "nobody holds the floor" not in shown(app)


async def test_what_others_enter_appears(session: Session, other: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(show_app, "LOOK_EVERY", 0.001)
    app = LiveApp(session, "moderator")
    async with app.run_test(size=(80, 24)):
        other.do(Next(), "assistant")
        await until(app, lambda: session.show.current == "puri")
        assert "assistant: started: Ms. Lakshmi Puri" in shown(app)


async def test_a_second_screen_that_is_behind_skips_nobody(session: Session, app: LiveApp, other: Session) -> None:
    await press(app, RIGHT)
    other.do(Next(), "assistant")
    await slowly(app, RIGHT)
    assert session.show.current == "ryder"


@pytest.mark.parametrize("key", ["p", "+", "-", "i", ENTER], ids=["p", "+", "-", "i", "enter"])
async def test_a_key_meant_for_one_speaker_does_not_reach_the_next(
    session: Session, app: LiveApp, other: Session, key: str
) -> None:
    await slowly(app, *[RIGHT] * 3, "a", "Chad", ENTER, "i", "Mexico", ENTER)
    other.do(GiveFloor(Particulars(who="Norway")), "assistant")
    await slowly(app, key)
    assert session.show.n == other.show.n
    assert "Norway has the floor by now: assistant has moved on" in await words_on(app)
    assert (app._typing is not None) == (key == "i"), "the letters of a name never reach the show"


async def test_a_laptop_whose_clock_was_set_is_told_of(app: LiveApp, machine: FakeMachine) -> None:
    machine.step_wall(timedelta(minutes=58, seconds=12))
    await press(app, RIGHT)
    assert "laptop clock moved +58:12; the show clock did not" in shown(app)


async def test_any_name_can_be_pasted(session: Session, app: LiveApp) -> None:
    await press(app, RIGHT)
    for heard, name in enumerate(TYPED, 1):
        await press(app, "i")
        await take(app, Paste(name))
        await press(app, ENTER)
        held = session.show.holding
        assert held is not None
        assert (held.number, bool(held.particulars.who)) == (heard, True), name
        assert all(app.picture.render_line(row).cell_length == 80 for row in range(24)), name


async def test_keys_work_at_any_size(session: Session, app: LiveApp) -> None:
    await press(app, RIGHT)
    for heard, size in enumerate([(120, 40), (40, 12), (20, 5), (1, 1)], 1):
        await resize(app, *size)
        await slowly(app, "i", "mex", TAB, ENTER, "?", ESCAPE, "p", "p")
        assert [one.particulars.who for one in session.show.log()] == ["Mexico"] * heard
    await slowly(app, RIGHT)
    assert session.show.current == "ryder"


async def test_the_show_goes_on_when_the_screen_is_left(app: LiveApp, machine: FakeMachine) -> None:
    await press(app, RIGHT, "q")
    assert app.return_value == 0
    machine.advance(timedelta(minutes=2))
    second = LiveApp(Session.join(app.session.journal.path, machine=machine), "moderator")
    async with second.run_test(size=(80, 24)):
        assert "2:00 of 7:00" in shown(second)
        await press(second, CTRL_C)
    assert second.return_value == 0


async def test_a_closed_show_can_be_looked_at(session: Session) -> None:
    session.do(Next(), "moderator")
    session.do(Finish(), "moderator")
    app = LiveApp(session, "moderator")
    async with app.run_test(size=(80, 24)):
        assert "The show is closed." in shown(app)
        await press(app, "i", "nu", ENTER)
        assert session.show.n == 3
        await press(app, ESCAPE, "u")
        assert session.show.closed is None


@wide
async def test_the_key_that_corrects_a_name_is_the_one_that_is_named(app: LiveApp) -> None:
    """The small letter puts right who speaks or spoke last; a request, or who spoke before, is picked with E."""
    await press(app, RIGHT, "a", "Mexicko", ENTER)
    assert "was it Mexico? E corrects it." in shown(app)
    await press(app, "i", "Mexicko", ENTER)
    assert "was it Mexico? e corrects it." in shown(app)
    await slowly(app, "i", "Chad", ENTER, "E", DOWN, ENTER, *[BACKSPACE] * 7, "Norwayy", ENTER)
    assert "was it Norway? E corrects it." in shown(app)


async def test_closing_asks_and_says_what_is_left_undone(session: Session, app: LiveApp) -> None:
    def closed() -> bool:
        return session.show.closed is not None

    await press(app, RIGHT, "a", "Chad", ENTER, "F")
    asked = "y and Enter closes it. Left: a block still runs, 3 blocks are not run, 1 waits for the floor."
    assert asked in await words_on(app)
    await press(app, ENTER)
    assert "Esc leaves it open" in await words_on(app)
    await press(app, ESCAPE)
    assert not closed()
    await press(app, "F", "y", ENTER)
    assert closed()
    assert "The show is closed. u opens it again" in shown(app)
    await press(app, "F", "u", ENTER)
    assert closed()
    await press(app, ESCAPE, "u")
    assert not closed()


async def test_a_screen_ticks_once(session: Session) -> None:
    """Textual calls what a class and those above it do at the start: the clock must not be started by each of them."""

    class Counted(LiveApp):
        ticks = 0

        def _tick(self) -> None:
            self.ticks += 1

    app = Counted(session, "moderator")
    async with app.run_test(size=(80, 24)):
        assert app.ticks == 1


async def test_a_name_lands_on_nobody_who_got_the_number_meanwhile(
    session: Session, app: LiveApp, other: Session
) -> None:
    await press(app, RIGHT, "i", "Mexico")
    other.do(Undo(), "Ben")
    other.do(GiveFloor(Particulars(who="Chad")), "Ben")
    await press(app, ENTER)
    assert "number 1 was undone meanwhile, and 1 is Chad by now" in app._prompt.refusal
    assert app._prompt.value == "Mexico"
    assert [one.particulars.who for one in session.show.log()] == ["Chad"]


async def test_of_two_who_name_somebody_the_later_is_told(session: Session, app: LiveApp, other: Session) -> None:
    """The same name twice is no quarrel; another one is put in its place only by who has read that there is one."""
    await press(app, RIGHT, "i")
    other.do(Amend(1, Particulars(who="Chad", category="state")), "Ben")
    await slowly(app, "Chad", ENTER, "i")
    other.do(Amend(2, Particulars(who="Cuba")), "Ben")
    await press(app, "Mexico", ENTER)
    assert "somebody else has put down another name meanwhile: “Cuba”. Enter again" in app._prompt.refusal
    assert app._prompt.value == "Mexico"
    await press(app, ENTER)
    assert [one.particulars.who for one in session.show.log()] == ["Chad", "Mexico"]


async def test_after_a_correction_keys_act_on_the_show_again(session: Session, app: LiveApp) -> None:
    """The chooser closes, so that a key typed beneath its notice changes no record."""
    await press(app, RIGHT, "a", "Brasil", ENTER, "E", "n", "Brazil", ENTER)
    assert session.show.queue()[0].particulars.who == "Brazil"
    await press(app, "p")
    assert session.show.paused
    await press(app, "p", "E", "<")
    assert "is the first on the list already" in await words_on(app)
    assert "Esc close" in await words_on(app)


@pytest.mark.parametrize("opens", ["E", DOWN])
async def test_q_says_that_it_closed_a_chooser_and_not_the_screen(app: LiveApp, opens: str) -> None:
    """It may have been meant to leave."""
    await press(app, RIGHT, "a", "Peru", ENTER, opens, "q")
    assert "q again leaves the screen" in await words_on(app)
    assert (app._picked, app._row, app.return_value) == (None, None, None)


@wide
async def test_a_name_that_states_share_is_told(app: LiveApp) -> None:
    await press(app, "a", "Congo", ENTER)
    assert says(shown(app), "Congo is taken, and not Democratic Republic of the Congo. E corrects it.")
    await press(app, "a", "Korea", ENTER)
    assert says(shown(app), "Two States have that name: was it ")
    await press(app, "a", "Korea")
    suggested = [one.text for one in app._prompt._found]
    assert suggested[-1] == "Korea"
    assert {"Republic of Korea", "Democratic People's Republic of Korea"} <= set(suggested[:-1])


async def test_the_chooser_opens_on_what_this_screen_wrote_last(app: LiveApp, other: Session) -> None:
    """“E corrects it” is said of that one; if somebody has taken the floor since, the chooser opens on them."""
    await press(app, RIGHT, "i", "Cuba", ENTER, "a", "Peru", ENTER, "a", "Korea", ENTER)
    assert "E corrects it" in await words_on(app)
    await press(app, "E")
    assert "› waits 2 Korea" in await words_on(app)
    await press(app, ESCAPE)
    other.do(GiveFloor(Particulars(who="Chad")), "Ben")
    look(app)
    await press(app, "E")
    assert "› 2 Chad" in await words_on(app)


async def test_a_gist_of_two_lines_is_left_or_edited_whole(session: Session, app: LiveApp, other: Session) -> None:
    await press(app, RIGHT, "i", "Cuba", ENTER)
    other.do(Amend(1, Particulars(gist="one\ntwo")), "Ben")
    look(app)
    before = session.show.n
    await press(app, "E", "g", ENTER)
    assert session.show.n == before
    await press(app, "E", "g", RIGHT, "s", ENTER)
    assert session.show.log()[0].particulars.gist == "one\ntwos"


@pytest.mark.parametrize("keys", [("m",), ("E", "g")], ids=["a note", "a gist"])
async def test_words_on_one_that_was_undone_may_still_be_a_note(
    session: Session, app: LiveApp, other: Session, keys: tuple[str, ...]
) -> None:
    await press(app, RIGHT, "i", ENTER, *keys, "on sugar")
    other.do(Undo(), "Ben")
    await press(app, ENTER)
    assert "was undone meanwhile: nothing has been entered. Enter again makes it a note" in app._prompt.refusal
    assert (app._prompt.value, len(list(session.show.notes))) == ("on sugar", 0)
    await press(app, ENTER)
    assert [(note.text, note.of) for note in session.show.notes] == [("on sugar", None)]
