"""The rapporteur's screen, beside a moderator who runs the show."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from runofshow.session import Session
from runofshow.show.actions.blocks import Next
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.actions.panel import GiveTurn
from runofshow.show.actions.record import Amend, Note
from runofshow.show.actions.undo import Undo
from runofshow.show.particulars import Particulars
from runofshow.show.parts import GistOf
from runofshow.show.state import Action
from runofshow.ui.apps.rapporteur import RapporteurApp
from tests.builders import agenda
from tests.fakes import FakeMachine
from tests.ui.apps.driving import look, press, resize, screen_rows, settled, shown
from tests.ui.apps.keys import (
    BACKSPACE,
    CTRL_C,
    CTRL_D,
    CTRL_N,
    CTRL_O,
    CTRL_Q,
    CTRL_T,
    DOWN,
    ENTER,
    ESCAPE,
    HOME,
    TAB,
    UP,
)

pytestmark = pytest.mark.asyncio


class Moderator:
    """Somebody who runs the show from another process."""

    def __init__(self, beside: Session, machine: FakeMachine) -> None:
        self._session = Session.join(beside.journal.path, machine=machine)
        self._machine = machine

    def does(self, *intents: Action) -> None:
        """One thing after another, some seconds apart."""
        for intent in intents:
            self._machine.advance(timedelta(seconds=5))
            self._session.do(intent, "moderator")


@pytest.fixture
def moderator(session: Session, machine: FakeMachine) -> Moderator:
    """The moderator's own terminal."""
    return Moderator(session, machine)


def given(name: str) -> GiveFloor:
    """The floor for a delegation."""
    return GiveFloor(Particulars(who=name, category="state"))


def see(app: RapporteurApp) -> str:
    """What stands on the screen once it has looked at the journal."""
    look(app)
    return shown(app)


def gists(session: Session) -> list[str | None]:
    """What is known to have been said, in the order of the interventions."""
    session.refresh()
    return [one.particulars.gist for one in session.show.log()]


async def test_a_gist_goes_to_whom_it_was_begun_for(session: Session, moderator: Moderator) -> None:
    """The next delegation takes the floor in mid-sentence, and the sentence stays where it belongs."""
    moderator.does(Next(), given("Mexico"))
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)):
        see(app)
        await press(app, "asked about")
        moderator.does(given("Cuba"))
        assert "NOW  2 Cuba" in see(app)
        await press(app, " data", ENTER, "thanked", ENTER)
        assert gists(session) == ["asked about data", "thanked"]


async def test_the_line_follows_whoever_takes_the_floor(session: Session, moderator: Moderator) -> None:
    """Who hasn't begun to type need not do anything."""
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)):
        assert "Nobody has spoken yet" in see(app)
        moderator.does(Next(), GiveFloor())
        see(app)
        moderator.does(Amend(1, Particulars(who="Mexico")))
        assert "1 Mexico" in see(app)
        await press(app, "well", ENTER)
        assert gists(session) == ["well"]


async def test_another_intervention_is_gone_to_and_stays(session: Session, moderator: Moderator) -> None:
    """What was taken down is there to be put right, while others speak on."""
    moderator.does(Next(), given("Mexico"), Amend(1, Particulars(gist="said")), given("Cuba"))
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)):
        see(app)
        await press(app, UP)
        moderator.does(given("Norway"))
        see(app)
        await press(app, " more", ENTER)
        assert gists(session) == ["said more", None, None]
        assert "› 3 Norway" in see(app)


async def test_a_name_inside_a_sentence_is_completed(session: Session, moderator: Moderator) -> None:
    """A capital and some letters of it are enough, in any of its names; what stands before it stays."""
    moderator.does(Next(), given("Mexico"))
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)):
        see(app)
        await press(app, "supported Ban", TAB, " too", ENTER)
        assert gists(session) == ["supported Bangladesh too"]


async def test_a_nameless_intervention_is_named(session: Session, moderator: Moderator) -> None:
    """Ctrl-N asks for the name, and the gist goes on after it."""
    moderator.does(Next(), GiveFloor())
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)):
        see(app)
        await press(app, CTRL_N, "mexi", TAB, ENTER, "yes", ENTER)
        assert gists(session) == ["yes"]
        assert session.show.log()[0].particulars.who == "Mexico"


async def test_a_note_on_the_meeting_moves_nobody(session: Session, moderator: Moderator) -> None:
    """Ctrl-T notes what is about nobody in particular; Escape goes back to whoever speaks."""
    moderator.does(Next(), given("Mexico"))
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)):
        see(app)
        await press(app, CTRL_T)
        see(app)
        await press(app, "the lights failed", ENTER, CTRL_T, "x", ESCAPE)
        assert app._prompt.value == ""
        assert [note.text for note in session.show.notes] == ["the lights failed"]
        assert gists(session) == [None]


async def test_it_works_at_any_size(session: Session, moderator: Moderator) -> None:
    """No terminal is too small to take something down."""
    moderator.does(Next(), given("Mexico"), *[given("Cuba")] * 3)
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)):
        for heard, size in enumerate([(120, 40), (40, 12), (20, 5), (1, 1)], 1):
            await resize(app, *size)
            moderator.does(given("Norway"))
            see(app)
            await press(app, "short", ENTER, UP, UP, DOWN, ESCAPE)
            assert gists(session)[4:] == ["short"] * heard


async def test_an_arrow_throws_nothing_away(session: Session, moderator: Moderator) -> None:
    """Who goes to another intervention in mid-sentence finds the sentence saved."""
    moderator.does(Next(), given("Mexico"), given("Cuba"))
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)):
        see(app)
        await press(app, "half a", UP)
        assert gists(session) == [None, "half a"]


SENTENCE = "asked about sugar"


@pytest.mark.parametrize("key", [ENTER, CTRL_N], ids=["enter", "ctrl+n"])
async def test_a_gist_lands_on_nobody_who_got_the_number_meanwhile(
    session: Session, moderator: Moderator, key: str
) -> None:
    """Cuba's turn was a slip, and Chad has its number: the rapporteur is told, and finds the sentence in the line."""
    moderator.does(Next(), given("Mexico"), given("Cuba"))
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)):
        see(app)
        await press(app, SENTENCE)
        moderator.does(Undo(), given("Chad"))
        see(app)
        assert app._question() == "2 Cuba, undone meanwhile:"
        await press(app, key)
        assert "number 2 was undone meanwhile, and 2 is Chad by now" in app._prompt.refusal
        assert app._prompt.value == SENTENCE
        assert gists(session) == [None, None]
        assert list(session.show.notes) == []


async def test_what_was_typed_for_one_that_was_undone_goes_along(session: Session, moderator: Moderator) -> None:
    """To the one that it belongs to, beside what is known of that one; Enter saves it there and nowhere before."""
    moderator.does(Next(), given("Mexico"), Amend(1, Particulars(gist="thanked")), given("Cuba"))
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)):
        see(app)
        await press(app, SENTENCE)
        moderator.does(Undo(), given("Chad"))
        see(app)
        await press(app, UP)
        assert (app._question(), app._prompt.value) == ("2 Chad:", f"{SENTENCE} ")
        await press(app, DOWN, UP)
        assert (app._question(), app._prompt.value) == ("1 Mexico:", f"thanked {SENTENCE} ")
        await press(app, ENTER)
        assert gists(session) == [f"thanked {SENTENCE}", None]


async def test_what_was_typed_for_one_that_was_undone_can_be_a_note(session: Session, moderator: Moderator) -> None:
    """A note is what it becomes where the rapporteur says so."""
    moderator.does(Next(), given("Cuba"))
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)):
        see(app)
        await press(app, SENTENCE)
        moderator.does(Undo())
        see(app)
        await press(app, CTRL_T, ENTER)
        assert [note.text for note in session.show.notes] == [SENTENCE]


async def test_of_two_who_write_one_gist_the_later_is_told(session: Session, moderator: Moderator) -> None:
    """Nothing is replaced unseen, and nothing typed is lost: Enter again puts it in the place of the other."""
    moderator.does(Next(), given("Mexico"))
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)):
        see(app)
        await press(app, SENTENCE)
        moderator.does(Amend(1, Particulars(gist="on oil")))
        await press(app, ENTER)
        assert "somebody else has put down another gist meanwhile: “on oil”. Enter again" in app._prompt.refusal
        assert app._prompt.value == SENTENCE
        assert gists(session) == ["on oil"]
        await press(app, ENTER)
        assert gists(session) == [SENTENCE]


async def test_an_arrow_replaces_nobody_elses_gist(session: Session, moderator: Moderator) -> None:
    """Pressed as often as it may be: only Enter says that what was told is to be replaced."""
    moderator.does(Next(), given("Mexico"), given("Cuba"))
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)):
        see(app)
        await press(app, SENTENCE)
        moderator.does(Amend(2, Particulars(gist="on oil")))
        await press(app, UP, UP, DOWN)
        assert (gists(session), app._prompt.value) == ([None, "on oil"], SENTENCE)
        await press(app, ESCAPE)
        assert app._prompt.value == "on oil "


async def test_what_somebody_else_writes_stands_in_the_line_of_who_has_not_begun(
    session: Session, moderator: Moderator
) -> None:
    """It is gone on with, and not typed over."""
    moderator.does(Next(), given("Mexico"))
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)):
        see(app)
        moderator.does(Amend(1, Particulars(gist="on oil")))
        see(app)
        await press(app, " and sugar", ENTER)
        assert gists(session) == ["on oil and sugar"]


TWO_LINES = "thanked\nasked about data"


async def test_a_gist_of_two_lines_is_no_change_by_itself(session: Session, moderator: Moderator) -> None:
    """Nobody has typed: the line goes on to whoever speaks next, and what was said stays as it is."""
    moderator.does(Next(), given("Mexico"), Amend(1, Particulars(gist=TWO_LINES)))
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)):
        see(app)
        before = session.show.n
        await press(app, ENTER, UP, DOWN)
        assert session.show.n == before
        moderator.does(given("Cuba"))
        see(app)
        assert app._question() == "2 Cuba:"
        assert gists(session) == [TWO_LINES, None]


@pytest.mark.parametrize("broken", [TWO_LINES, "↵ is the key\nasked about data", "a\r\nb\u2028c", "a\tb\x1bc\n"])
async def test_a_gist_of_several_lines_keeps_them_when_it_is_edited(
    session: Session, moderator: Moderator, broken: str
) -> None:
    """A sign stands for each line break, which no letter of the text can be taken for."""
    moderator.does(Next(), given("Mexico"), Amend(1, Particulars(gist=broken)))
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)):
        see(app)
        await press(app, BACKSPACE, "!", ENTER)
        plain = broken.replace("\r\n", "\n").replace("\u2028", "\n").replace("\t", " ").replace("\x1b", "")
        assert gists(session) == [f"{plain}!"]


async def test_what_is_pasted_keeps_its_lines(session: Session, moderator: Moderator) -> None:
    """In a gist; and a name right after a line break is completed as any other."""
    moderator.does(Next(), given("Mexico"))
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)):
        see(app)
        app.pasted("thanked  \r\n  Banglade")
        await press(app, TAB, ENTER)
        assert gists(session) == ["thanked\nBangladesh"]


async def test_a_note_of_two_lines_is_written_as_one(session: Session, moderator: Moderator) -> None:
    """By whichever screen."""
    moderator.does(Next(), given("Mexico"), Note("one\ntwo", 1))
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)):
        see(app)
        await press(app, CTRL_T)
        app.pasted("three\nfour")
        await press(app, ENTER)
        assert sorted(note.text for note in session.show.notes) == ["one\ntwo", "three\nfour"]


# The programme.


async def test_what_a_speaker_of_the_programme_says_stands_under_that_name(
    session: Session, moderator: Moderator
) -> None:
    """And never under the last one from the floor; the next speaker doesn't get it either."""
    moderator.does(Next(), given("Mexico"), EndFloor())
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)):
        see(app)
        assert app._question() == "Ms. Lakshmi Puri:"
        await press(app, "welcomed all", CTRL_T, "the lights failed", ENTER)
        await press(app, "and thanked")
        moderator.does(Next())
        see(app)
        await press(app, ENTER, "on labour", ENTER)
        session.refresh()
        assert dict(session.show.gists.items()) == {
            GistOf("puri"): "welcomed all and thanked",
            GistOf("ryder"): "on labour",
        }
        assert gists(session) == [None]


async def test_each_turn_on_a_panel_has_a_gist_of_its_own(tmp_path: Path, machine: FakeMachine) -> None:
    """Its moderator has one as well, who speaks when nobody else does."""
    panel = {"id": "p", "panel": "On data", "duration": "20m", "speakers": [{"name": "A"}, {"name": "B"}]}
    plan = agenda({**panel, "moderator": {"name": "M"}}, start="13:00", end="14:00")
    session = Session.open(tmp_path, plan, "live", by="moderator", machine=machine)
    moderator = Moderator(session, machine)
    moderator.does(Next())
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)):
        for action, said in [
            (None, "opened"),
            (GiveTurn(1), "on costs"),
            (GiveTurn(2), "on rights"),
            (GiveTurn(1), "no"),
        ]:
            if action is not None:
                moderator.does(action)
            see(app)
            if isinstance(action, GiveTurn):
                assert f"NOW  {'A' if action == GiveTurn(1) else 'B'} · On data" in shown(app)
            await press(app, said, ENTER)
        rows = [row.strip(" ›") for row in shown(app).splitlines()]
        assert [row for row in rows if row in {"opened", "on costs", "on rights", "no"}] == [
            "opened",
            "on costs",
            "on rights",
            "no",
        ]
        assert sorted(session.show.gists.values()) == ["no", "on costs", "on rights", "opened"]


async def test_decisions_and_tasks_are_written_and_corrected(session: Session, moderator: Moderator) -> None:
    """A correction keeps the time; an empty line takes it away."""
    moderator.does(Next())
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)):
        see(app)
        await press(app, CTRL_D, "to meet again", ENTER, CTRL_O, "send the list; Secretariat; soon", ENTER)
        assert "'soon' is no date" in app._prompt.refusal
        await press(app, *[BACKSPACE] * 4, "2016-08-01", ENTER)
        (task,) = session.show.tasks
        assert (task.text, task.owner, task.due) == ("send the list", "Secretariat", date(2016, 8, 1))
        (decision,) = session.show.decisions
        assert "to meet again" in shown(app)
        session.machine.advance(timedelta(minutes=1))  # type: ignore[attr-defined] # the tests' own
        await press(app, *[DOWN] * 3, UP)
        assert app._question() == "DECISION:"
        await press(app, "in May", ENTER)
        (corrected,) = session.show.decisions
        assert (corrected.text, corrected.at) == ("to meet again in May", decision.at)


@pytest.mark.parametrize("key", [CTRL_C, CTRL_Q], ids=["ctrl+c", "ctrl+q"])
async def test_leaving_saves_what_was_typed(session: Session, moderator: Moderator, key: str) -> None:
    """As every other way out does."""
    moderator.does(Next(), given("Mexico"))
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)):
        see(app)
        await press(app, SENTENCE, key)
    assert gists(session) == [SENTENCE]
    assert app.return_value == 0


async def test_what_can_t_be_saved_is_told_before_it_is_dropped(session: Session, moderator: Moderator) -> None:
    """The second Ctrl-C leaves."""
    moderator.does(Next(), given("Cuba"))
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)):
        see(app)
        await press(app, SENTENCE)
        moderator.does(Undo())
        see(app)
        await press(app, CTRL_C)
        assert "undone meanwhile" in app._prompt.refusal
        assert app.return_value is None
        await press(app, CTRL_C)
    assert app.return_value == 0


@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=str)
async def test_its_keys_are_in_view(session: Session, moderator: Moderator, size: tuple[int, int]) -> None:
    """Above the line, whatever stands in that."""
    moderator.does(Next())
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=size):
        see(app)
        await press(app, SENTENCE)
        words = " ".join(shown(app).split())
        assert "^N who ^T note ^D decision ^O task Esc drop ^C leave" in words


async def test_a_long_gist_is_edited_on_several_rows(session: Session, moderator: Moderator) -> None:
    """All of it is in view, and the cursor where the next letter will stand."""
    moderator.does(Next(), given("Mexico"))
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(60, 20)):
        see(app)
        words = " ".join(f"word{number}" for number in range(20))
        await press(app, words)
        await settled(app)
        rows = screen_rows(app)
        assert words in " ".join(" ".join(rows[-3:]).split())
        assert rows[app.cursor_position.y][: app.cursor_position.x].endswith("word19")
        await press(app, HOME, "x")
        await settled(app)
        assert screen_rows(app)[app.cursor_position.y].startswith(" xword0")


async def test_after_enter_the_line_is_empty_and_goes_on_behind_what_was_saved(
    session: Session, moderator: Moderator
) -> None:
    """A space parts both, whatever somebody else adds in between; an arrow takes the saved text into the line."""
    moderator.does(Next(), given("Mexico"))
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)):
        see(app)
        await press(app, "asked who chairs", ENTER)
        assert app._prompt.value == ""
        assert "noted: 1 Mexico" in shown(app)
        assert "    asked who chairs" in shown(app)
        await press(app, "pays 5 percent", ENTER)
        assert gists(session) == ["asked who chairs pays 5 percent"]
        await press(app, "and")
        moderator.does(Amend(1, Particulars(gist="asked")))
        see(app)
        await press(app, " thanked", ENTER)
        assert gists(session) == ["asked and thanked"]
        await press(app, DOWN)
        assert app._prompt.value == "asked and thanked "


async def test_what_others_did_is_told_with_its_time(session: Session, moderator: Moderator) -> None:
    """It isn't taken for what happens now."""
    moderator.does(Next())
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)):
        see(app)
        moderator.does(given("Mexico"))
        assert re.search(r"\d\d:\d\d:\d\d moderator: floor given: 1 Mexico", see(app))
