"""The rapporteur's screen, beside a moderator who runs the show."""

import re
from collections.abc import AsyncIterator
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


class Moderator:
    """Somebody who runs the show from another process, and whom the screen sees when it looks at the journal."""

    def __init__(self, session: Session, machine: FakeMachine, app: RapporteurApp) -> None:
        self._session, self._machine, self._app = session, machine, app

    def does(self, *intents: Action) -> None:
        for intent in intents:
            self._machine.advance(timedelta(seconds=5))
            self._session.do(intent, "moderator")

    def is_seen_to(self, *intents: Action) -> None:
        self.does(*intents)
        look(self._app)


@pytest.fixture
async def app(session: Session, request: pytest.FixtureRequest) -> AsyncIterator[RapporteurApp]:
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=getattr(request, "param", (80, 24))):
        yield app


@pytest.fixture
def moderator(other: Session, machine: FakeMachine, app: RapporteurApp) -> Moderator:
    return Moderator(other, machine, app)


def given(name: str) -> GiveFloor:
    return GiveFloor(Particulars(who=name, category="state"))


def see(app: RapporteurApp) -> str:
    """What stands on the screen once it has looked at the journal."""
    look(app)
    return shown(app)


def gists(app: RapporteurApp) -> list[str | None]:
    app.session.refresh()
    return [one.particulars.gist for one in app.session.show.log()]


async def test_a_gist_goes_to_whom_it_was_begun_for(app: RapporteurApp, moderator: Moderator) -> None:
    moderator.is_seen_to(Next(), given("Mexico"))
    await press(app, "asked about")
    moderator.does(given("Cuba"))
    assert "NOW  2 Cuba" in see(app)
    await press(app, " data", ENTER, "thanked", ENTER)
    assert gists(app) == ["asked about data", "thanked"]


async def test_the_line_follows_whoever_takes_the_floor(app: RapporteurApp, moderator: Moderator) -> None:
    assert "Nobody has spoken yet" in see(app)
    moderator.is_seen_to(Next(), GiveFloor())
    moderator.does(Amend(1, Particulars(who="Mexico")))
    assert "1 Mexico" in see(app)
    await press(app, "well", ENTER)
    assert gists(app) == ["well"]


async def test_another_intervention_is_gone_to_and_stays(app: RapporteurApp, moderator: Moderator) -> None:
    moderator.is_seen_to(Next(), given("Mexico"), Amend(1, Particulars(gist="said")), given("Cuba"))
    await press(app, UP)
    moderator.is_seen_to(given("Norway"))
    await press(app, " more", ENTER)
    assert gists(app) == ["said more", None, None]
    assert "› 3 Norway" in see(app)


async def test_a_name_inside_a_sentence_is_completed(app: RapporteurApp, moderator: Moderator) -> None:
    moderator.is_seen_to(Next(), given("Mexico"))
    await press(app, "supported Ban", TAB, " too", ENTER)
    assert gists(app) == ["supported Bangladesh too"]


async def test_a_nameless_intervention_is_named(app: RapporteurApp, moderator: Moderator) -> None:
    moderator.is_seen_to(Next(), GiveFloor())
    await press(app, CTRL_N, "mexi", TAB, ENTER, "yes", ENTER)
    assert gists(app) == ["yes"]
    assert app.session.show.log()[0].particulars.who == "Mexico"


async def test_a_note_on_the_meeting_moves_nobody(app: RapporteurApp, moderator: Moderator) -> None:
    moderator.is_seen_to(Next(), given("Mexico"))
    await press(app, CTRL_T)
    see(app)
    await press(app, "the lights failed", ENTER, CTRL_T, "x", ESCAPE)
    assert app._prompt.value == ""
    assert [note.text for note in app.session.show.notes] == ["the lights failed"]
    assert gists(app) == [None]


async def test_it_works_at_any_size(app: RapporteurApp, moderator: Moderator) -> None:
    moderator.does(Next(), given("Mexico"), *[given("Cuba")] * 3)
    for heard, size in enumerate([(120, 40), (40, 12), (20, 5), (1, 1)], 1):
        await resize(app, *size)
        moderator.is_seen_to(given("Norway"))
        await press(app, "short", ENTER, UP, UP, DOWN, ESCAPE)
        assert gists(app)[4:] == ["short"] * heard


async def test_an_arrow_throws_nothing_away(app: RapporteurApp, moderator: Moderator) -> None:
    moderator.is_seen_to(Next(), given("Mexico"), given("Cuba"))
    await press(app, "half a", UP)
    assert gists(app) == [None, "half a"]


SENTENCE = "asked about sugar"


@pytest.mark.parametrize("key", [ENTER, CTRL_N], ids=["enter", "ctrl+n"])
async def test_a_gist_lands_on_nobody_who_got_the_number_meanwhile(
    app: RapporteurApp, moderator: Moderator, key: str
) -> None:
    """Cuba's turn was a slip, and Chad has its number: the rapporteur is told, and finds the sentence in the line."""
    moderator.is_seen_to(Next(), given("Mexico"), given("Cuba"))
    await press(app, SENTENCE)
    moderator.is_seen_to(Undo(), given("Chad"))
    assert app._question() == "2 Cuba, undone meanwhile:"
    await press(app, key)
    assert "number 2 was undone meanwhile, and 2 is Chad by now" in app._prompt.refusal
    assert app._prompt.value == SENTENCE
    assert gists(app) == [None, None]
    assert list(app.session.show.notes) == []


async def test_what_was_typed_for_one_that_was_undone_goes_along(app: RapporteurApp, moderator: Moderator) -> None:
    moderator.is_seen_to(Next(), given("Mexico"), Amend(1, Particulars(gist="thanked")), given("Cuba"))
    await press(app, SENTENCE)
    moderator.is_seen_to(Undo(), given("Chad"))
    await press(app, UP)
    assert (app._question(), app._prompt.value) == ("2 Chad:", f"{SENTENCE} ")
    await press(app, DOWN, UP)
    assert (app._question(), app._prompt.value) == ("1 Mexico:", f"thanked {SENTENCE} ")
    await press(app, ENTER)
    assert gists(app) == [f"thanked {SENTENCE}", None]


async def test_what_was_typed_for_one_that_was_undone_can_be_a_note(app: RapporteurApp, moderator: Moderator) -> None:
    moderator.is_seen_to(Next(), given("Cuba"))
    await press(app, SENTENCE)
    moderator.is_seen_to(Undo())
    await press(app, CTRL_T, ENTER)
    assert [note.text for note in app.session.show.notes] == [SENTENCE]


async def test_of_two_who_write_one_gist_the_later_is_told(app: RapporteurApp, moderator: Moderator) -> None:
    moderator.is_seen_to(Next(), given("Mexico"))
    await press(app, SENTENCE)
    moderator.does(Amend(1, Particulars(gist="on oil")))
    await press(app, ENTER)
    assert "somebody else has put down another gist meanwhile: “on oil”. Enter again" in app._prompt.refusal
    assert app._prompt.value == SENTENCE
    assert gists(app) == ["on oil"]
    await press(app, ENTER)
    assert gists(app) == [SENTENCE]


async def test_an_arrow_replaces_nobody_elses_gist(app: RapporteurApp, moderator: Moderator) -> None:
    moderator.is_seen_to(Next(), given("Mexico"), given("Cuba"))
    await press(app, SENTENCE)
    moderator.does(Amend(2, Particulars(gist="on oil")))
    await press(app, UP, UP, DOWN)
    assert (gists(app), app._prompt.value) == ([None, "on oil"], SENTENCE)
    await press(app, ESCAPE)
    assert app._prompt.value == "on oil "


async def test_what_somebody_else_writes_stands_in_the_line_of_who_has_not_begun(
    app: RapporteurApp, moderator: Moderator
) -> None:
    moderator.is_seen_to(Next(), given("Mexico"))
    moderator.is_seen_to(Amend(1, Particulars(gist="on oil")))
    await press(app, " and sugar", ENTER)
    assert gists(app) == ["on oil and sugar"]


TWO_LINES = "thanked\nasked about data"


async def test_a_gist_of_two_lines_is_no_change_by_itself(app: RapporteurApp, moderator: Moderator) -> None:
    moderator.is_seen_to(Next(), given("Mexico"), Amend(1, Particulars(gist=TWO_LINES)))
    before = app.session.show.n
    await press(app, ENTER, UP, DOWN)
    assert app.session.show.n == before
    moderator.is_seen_to(given("Cuba"))
    assert app._question() == "2 Cuba:"
    assert gists(app) == [TWO_LINES, None]


@pytest.mark.parametrize("broken", [TWO_LINES, "↵ is the key\nasked about data", "a\r\nb\u2028c", "a\tb\x1bc\n"])
async def test_a_gist_of_several_lines_keeps_them_when_it_is_edited(
    app: RapporteurApp, moderator: Moderator, broken: str
) -> None:
    """A sign stands for each line break, which no letter of the text can be taken for."""
    moderator.is_seen_to(Next(), given("Mexico"), Amend(1, Particulars(gist=broken)))
    await press(app, BACKSPACE, "!", ENTER)
    plain = broken.replace("\r\n", "\n").replace("\u2028", "\n").replace("\t", " ").replace("\x1b", "")
    assert gists(app) == [f"{plain}!"]


async def test_what_is_pasted_keeps_its_lines(app: RapporteurApp, moderator: Moderator) -> None:
    moderator.is_seen_to(Next(), given("Mexico"))
    app.pasted("thanked  \r\n  Banglade")
    await press(app, TAB, ENTER)
    assert gists(app) == ["thanked\nBangladesh"]


async def test_a_note_of_two_lines_is_written_as_one(app: RapporteurApp, moderator: Moderator) -> None:
    moderator.is_seen_to(Next(), given("Mexico"), Note("one\ntwo", 1))
    await press(app, CTRL_T)
    app.pasted("three\nfour")
    await press(app, ENTER)
    assert sorted(note.text for note in app.session.show.notes) == ["one\ntwo", "three\nfour"]


# The programme.


async def test_what_a_speaker_of_the_programme_says_stands_under_that_name(
    app: RapporteurApp, moderator: Moderator
) -> None:
    moderator.is_seen_to(Next(), given("Mexico"), EndFloor())
    assert app._question() == "Ms. Lakshmi Puri:"
    await press(app, "welcomed all", CTRL_T, "the lights failed", ENTER)
    await press(app, "and thanked")
    moderator.is_seen_to(Next())
    await press(app, ENTER, "on labour", ENTER)
    app.session.refresh()
    assert dict(app.session.show.gists.items()) == {
        GistOf("puri"): "welcomed all and thanked",
        GistOf("ryder"): "on labour",
    }
    assert gists(app) == [None]


async def test_each_turn_on_a_panel_has_a_gist_of_its_own(machine: FakeMachine, tmp_path: Path) -> None:
    panel = {"id": "p", "panel": "On data", "duration": "20m", "speakers": [{"name": "A"}, {"name": "B"}]}
    plan = agenda({**panel, "moderator": {"name": "M"}}, start="13:00", end="14:00")
    session = Session.open(tmp_path, plan, "live", by="moderator", machine=machine)
    app = RapporteurApp(session, "rapporteur")
    moderator = Moderator(Session.join(session.journal.path, machine=machine), machine, app)
    spoken = [
        (Next(), "On data", "opened"),
        (GiveTurn(1), "A · On data", "on costs"),
        (GiveTurn(2), "B · On data", "on rights"),
        (GiveTurn(1), "A · On data", "no"),
    ]
    async with app.run_test(size=(80, 24)):
        for action, who, said in spoken:
            moderator.is_seen_to(action)
            assert f"NOW  {who}" in shown(app)
            await press(app, said, ENTER)
        rows = [row.strip(" ›") for row in shown(app).splitlines()]
    said_in_order = [said for *_, said in spoken]
    assert [row for row in rows if row in said_in_order] == said_in_order
    assert sorted(session.show.gists.values()) == sorted(said_in_order)


async def test_decisions_and_tasks_are_written_and_corrected(
    app: RapporteurApp, moderator: Moderator, machine: FakeMachine
) -> None:
    moderator.is_seen_to(Next())
    await press(app, CTRL_D, "to meet again", ENTER, CTRL_O, "send the list; Secretariat; soon", ENTER)
    assert "'soon' is no date" in app._prompt.refusal
    await press(app, *[BACKSPACE] * 4, "2016-08-01", ENTER)
    (task,) = app.session.show.tasks
    assert (task.text, task.owner, task.due) == ("send the list", "Secretariat", date(2016, 8, 1))
    (decision,) = app.session.show.decisions
    assert "to meet again" in shown(app)
    machine.advance(timedelta(minutes=1))
    await press(app, *[DOWN] * 3, UP)
    assert app._question() == "DECISION:"
    await press(app, "in May", ENTER)
    (corrected,) = app.session.show.decisions
    assert (corrected.text, corrected.at) == ("to meet again in May", decision.at)


@pytest.mark.parametrize("key", [CTRL_C, CTRL_Q], ids=["ctrl+c", "ctrl+q"])
async def test_leaving_saves_what_was_typed(app: RapporteurApp, moderator: Moderator, key: str) -> None:
    moderator.is_seen_to(Next(), given("Mexico"))
    await press(app, SENTENCE, key)
    assert gists(app) == [SENTENCE]
    assert app.return_value == 0


async def test_what_can_t_be_saved_is_told_before_it_is_dropped(app: RapporteurApp, moderator: Moderator) -> None:
    moderator.is_seen_to(Next(), given("Cuba"))
    await press(app, SENTENCE)
    moderator.is_seen_to(Undo())
    await press(app, CTRL_C)
    assert "undone meanwhile" in app._prompt.refusal
    assert app.return_value is None
    await press(app, CTRL_C)
    assert app.return_value == 0


@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=str)
async def test_its_keys_are_in_view(session: Session, size: tuple[int, int]) -> None:
    session.do(Next(), "moderator")
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=size):
        await press(app, SENTENCE)
        words = " ".join(shown(app).split())
        assert "^N who ^T note ^D decision ^O task Esc drop ^C leave" in words


@pytest.mark.parametrize("app", [(60, 20)], indirect=True)
async def test_a_long_gist_is_edited_on_several_rows(app: RapporteurApp, moderator: Moderator) -> None:
    moderator.is_seen_to(Next(), given("Mexico"))
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
    app: RapporteurApp, moderator: Moderator
) -> None:
    moderator.is_seen_to(Next(), given("Mexico"))
    await press(app, "asked who chairs", ENTER)
    assert app._prompt.value == ""
    assert "noted: 1 Mexico" in shown(app)
    assert "    asked who chairs" in shown(app)
    await press(app, "pays 5 percent", ENTER)
    assert gists(app) == ["asked who chairs pays 5 percent"]
    await press(app, "and")
    moderator.is_seen_to(Amend(1, Particulars(gist="asked")))
    await press(app, " thanked", ENTER)
    assert gists(app) == ["asked and thanked"]
    await press(app, DOWN)
    assert app._prompt.value == "asked and thanked "


async def test_what_others_did_is_told_with_its_time(app: RapporteurApp, moderator: Moderator) -> None:
    moderator.is_seen_to(Next())
    moderator.does(given("Mexico"))
    assert re.search(r"\d\d:\d\d:\d\d moderator: floor given: 1 Mexico", see(app))
