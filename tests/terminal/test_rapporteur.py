"""The rapporteur's screen, beside a moderator who runs the show."""

from datetime import timedelta

import pytest
from textual.pilot import Pilot

from runofshow.session import Session
from runofshow.show.actions.blocks import Next
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.actions.record import Amend, Note
from runofshow.show.actions.undo import Undo
from runofshow.show.particulars import Particulars
from runofshow.show.state import Action
from runofshow.terminal.prompt import Prompt
from runofshow.terminal.rapporteur import RapporteurApp
from runofshow.terminal.shell import Picture
from tests.fakes import FakeMachine

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


async def see(pilot: Pilot[int]) -> str:
    """What stands on the screen once it has looked at the journal."""
    await pilot.pause(0.3)
    picture = pilot.app.query_one(Picture)
    return "\n".join(picture.render_line(row).text for row in range(pilot.app.size.height))


async def write(pilot: Pilot[int], text: str) -> None:
    """Type."""
    await pilot.press(*("space" if letter == " " else letter for letter in text))


def gists(session: Session) -> list[str | None]:
    """What is known to have been said, in the order of the interventions."""
    session.refresh()
    return [one.particulars.gist for one in session.show.log()]


async def test_a_gist_goes_to_whom_it_was_begun_for(session: Session, moderator: Moderator) -> None:
    """The next delegation takes the floor in mid-sentence, and the sentence stays where it belongs."""
    moderator.does(Next(), given("Mexico"))
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot)
        await write(pilot, "asked about")
        moderator.does(given("Cuba"))
        assert "NOW  2 Cuba" in await see(pilot)
        await write(pilot, " data")
        await pilot.press("enter")
        await write(pilot, "thanked")
        await pilot.press("enter")
        assert gists(session) == ["asked about data", "thanked"]


async def test_the_line_follows_whoever_takes_the_floor(session: Session, moderator: Moderator) -> None:
    """Who hasn't begun to type need not do anything."""
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Nobody has taken the floor yet" in await see(pilot)
        moderator.does(Next(), GiveFloor())
        await see(pilot)
        moderator.does(Amend(1, Particulars(who="Mexico")), EndFloor())
        assert "1 Mexico" in await see(pilot)
        await write(pilot, "well")
        await pilot.press("enter")
        assert gists(session) == ["well"]


async def test_another_intervention_is_gone_to_and_stays(session: Session, moderator: Moderator) -> None:
    """What was taken down is there to be put right, while others speak on."""
    moderator.does(Next(), given("Mexico"), Amend(1, Particulars(gist="said")), given("Cuba"))
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot)
        await pilot.press("up")
        moderator.does(given("Norway"))
        await see(pilot)
        await write(pilot, " more")
        await pilot.press("enter")
        assert gists(session) == ["said more", None, None]
        assert "› 3 Norway" in await see(pilot)


async def test_a_name_inside_a_sentence_is_completed(session: Session, moderator: Moderator) -> None:
    """A capital and some letters of it are enough, in any of its names; what stands before it stays."""
    moderator.does(Next(), given("Mexico"))
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot)
        await write(pilot, "supported Ban")
        await pilot.press("tab")
        await write(pilot, " too")
        await pilot.press("enter")
        assert gists(session) == ["supported Bangladesh too"]


async def test_a_nameless_intervention_is_named(session: Session, moderator: Moderator) -> None:
    """Ctrl-N asks for the name, and the gist goes on after it."""
    moderator.does(Next(), GiveFloor())
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot)
        await pilot.press("ctrl+n")
        await write(pilot, "mexi")
        await pilot.press("tab", "enter")
        await write(pilot, "yes")
        await pilot.press("enter")
        assert gists(session) == ["yes"]
        assert session.show.log()[0].particulars.who == "Mexico"


async def test_a_note_on_the_meeting_moves_nobody(session: Session, moderator: Moderator) -> None:
    """Ctrl-T notes what is about nobody in particular; Escape goes back to whoever speaks."""
    moderator.does(Next(), given("Mexico"))
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot)
        await pilot.press("ctrl+t")
        await see(pilot)
        await write(pilot, "the lights failed")
        await pilot.press("enter", "ctrl+t", "x", "escape")
        assert app.query_one(Prompt).value == ""
        assert [note.text for note in session.show.notes] == ["the lights failed"]
        assert gists(session) == [None]


@pytest.mark.parametrize("size", [(120, 40), (40, 12), (20, 5), (1, 1)], ids=str)
async def test_it_works_at_any_size(session: Session, moderator: Moderator, size: tuple[int, int]) -> None:
    """No terminal is too small to take something down."""
    moderator.does(Next(), given("Mexico"), *[given("Cuba")] * 3)
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.resize_terminal(*size)
        await see(pilot)
        await write(pilot, "short")
        await pilot.press("enter", "up", "up", "down", "escape")
        assert gists(session)[-1] == "short"


async def test_an_arrow_throws_nothing_away(session: Session, moderator: Moderator) -> None:
    """Who goes to another intervention in mid-sentence finds the sentence saved."""
    moderator.does(Next(), given("Mexico"), given("Cuba"))
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot)
        await write(pilot, "half a")
        await pilot.press("up")
        assert gists(session) == [None, "half a"]


SENTENCE = "asked about sugar"


@pytest.mark.parametrize("key", ["enter", "ctrl+n"])
async def test_a_gist_lands_on_nobody_who_got_the_number_meanwhile(
    session: Session, moderator: Moderator, key: str
) -> None:
    """Cuba's turn was a slip, and Chad has its number: the rapporteur is told, and finds the sentence in the line."""
    moderator.does(Next(), given("Mexico"), given("Cuba"))
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot)
        await write(pilot, SENTENCE)
        moderator.does(Undo(), given("Chad"))
        await see(pilot)
        assert app._question() == "2 Cuba, undone meanwhile:"
        await pilot.press(key)
        assert "number 2 was undone meanwhile, and 2 is Chad by now" in app._prompt._refusal
        assert app.query_one(Prompt).value == SENTENCE
        assert gists(session) == [None, None]
        assert list(session.show.notes) == []


async def test_what_was_typed_for_one_that_was_undone_goes_along(session: Session, moderator: Moderator) -> None:
    """To the one that it belongs to, beside what is known of that one; Enter saves it there and nowhere before."""
    moderator.does(Next(), given("Mexico"), Amend(1, Particulars(gist="thanked")), given("Cuba"))
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot)
        await write(pilot, SENTENCE)
        moderator.does(Undo(), given("Chad"))
        await see(pilot)
        await pilot.press("up")
        assert (app._question(), app.query_one(Prompt).value) == ("2 Chad:", SENTENCE)
        await pilot.press("down", "up", "up")
        assert (app._question(), app.query_one(Prompt).value) == ("1 Mexico:", f"thanked {SENTENCE}")
        await pilot.press("enter")
        assert gists(session) == [f"thanked {SENTENCE}", None]


async def test_what_was_typed_for_one_that_was_undone_can_be_a_note(session: Session, moderator: Moderator) -> None:
    """A note is what it becomes where the rapporteur says so."""
    moderator.does(Next(), given("Cuba"))
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot)
        await write(pilot, SENTENCE)
        moderator.does(Undo())
        await see(pilot)
        await pilot.press("ctrl+t", "enter")
        assert [note.text for note in session.show.notes] == [SENTENCE]


async def test_of_two_who_write_one_gist_the_later_is_told(session: Session, moderator: Moderator) -> None:
    """Nothing is replaced unseen, and nothing typed is lost: Enter again puts it in the place of the other."""
    moderator.does(Next(), given("Mexico"))
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot)
        await write(pilot, SENTENCE)
        moderator.does(Amend(1, Particulars(gist="on oil")))
        await pilot.press("enter")
        assert "somebody else has put down another gist meanwhile: “on oil”. Enter again" in app._prompt._refusal
        assert app.query_one(Prompt).value == SENTENCE
        assert gists(session) == ["on oil"]
        await pilot.press("enter")
        assert gists(session) == [SENTENCE]


async def test_an_arrow_replaces_nobody_elses_gist(session: Session, moderator: Moderator) -> None:
    """Pressed as often as it may be: only Enter says that what was told is to be replaced."""
    moderator.does(Next(), given("Mexico"), given("Cuba"))
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot)
        await write(pilot, SENTENCE)
        moderator.does(Amend(2, Particulars(gist="on oil")))
        await pilot.press("up", "up", "down")
        assert (gists(session), app.query_one(Prompt).value) == ([None, "on oil"], SENTENCE)
        await pilot.press("escape")
        assert app.query_one(Prompt).value == "on oil"


async def test_what_somebody_else_writes_stands_in_the_line_of_who_has_not_begun(
    session: Session, moderator: Moderator
) -> None:
    """It is gone on with, and not typed over."""
    moderator.does(Next(), given("Mexico"))
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot)
        moderator.does(Amend(1, Particulars(gist="on oil")))
        await see(pilot)
        await write(pilot, " and sugar")
        await pilot.press("enter")
        assert gists(session) == ["on oil and sugar"]


TWO_LINES = "thanked\nasked about data"


async def test_a_gist_of_two_lines_is_no_change_by_itself(session: Session, moderator: Moderator) -> None:
    """Nobody has typed: the line goes on to whoever speaks next, and what was said stays as it is."""
    moderator.does(Next(), given("Mexico"), Amend(1, Particulars(gist=TWO_LINES)))
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot)
        before = session.show.n
        await pilot.press("enter", "up", "down")
        assert session.show.n == before
        moderator.does(given("Cuba"))
        await see(pilot)
        assert app._question() == "2 Cuba:"
        assert gists(session) == [TWO_LINES, None]


@pytest.mark.parametrize("broken", [TWO_LINES, "↵ is the key\nasked about data", "a\r\nb\u2028c", "a\tb\x1bc\n"])
async def test_a_gist_of_several_lines_keeps_them_when_it_is_edited(
    session: Session, moderator: Moderator, broken: str
) -> None:
    """A sign stands for each line break, which no letter of the text can be taken for."""
    moderator.does(Next(), given("Mexico"), Amend(1, Particulars(gist=broken)))
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot)
        await write(pilot, "!")
        await pilot.press("enter")
        plain = broken.replace("\r\n", "\n").replace("\u2028", "\n").replace("\t", " ").replace("\x1b", "")
        assert gists(session) == [f"{plain}!"]


async def test_what_is_pasted_keeps_its_lines(session: Session, moderator: Moderator) -> None:
    """In a gist; and a name right after a line break is completed as any other."""
    moderator.does(Next(), given("Mexico"))
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot)
        app.pasted("thanked  \r\n  Banglade")
        await pilot.press("tab", "enter")
        assert gists(session) == ["thanked\nBangladesh"]


async def test_a_note_of_two_lines_is_written_as_one(session: Session, moderator: Moderator) -> None:
    """By whichever screen."""
    moderator.does(Next(), given("Mexico"), Note("one\ntwo", 1))
    app = RapporteurApp(session, "rapporteur")
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot)
        await pilot.press("ctrl+t")
        app.pasted("three\nfour")
        await pilot.press("enter")
        assert sorted(note.text for note in session.show.notes) == ["one\ntwo", "three\nfour"]
