"""The course of a show, line by line, for other programs."""

import json
from datetime import timedelta

from runofshow.export.event_lines import entry_line, shown, signal_line
from runofshow.show.actions.blocks import Next
from runofshow.show.actions.floor import GiveFloor
from runofshow.show.actions.minutes import NoteDecision, NoteTask, SetGist
from runofshow.show.actions.record import Amend, Note, Strike
from runofshow.show.actions.speakers_list import Ask
from runofshow.show.countdown import Signal
from runofshow.show.forecast import forecast
from runofshow.show.particulars import Particulars
from runofshow.show.replay import apply, replay
from runofshow.show.state import Action, Entry, Show
from tests.builders import after, agenda, at, floor, opened, played, speech

SAID = "Xyzzy"
PLAN = agenda(speech("Ms. Ana Reyes", "5m", id="reyes"), floor("Questions", "rest"), timezone="America/New_York")


def test_an_entry_is_a_line_with_its_kind_time_number_and_text() -> None:
    show = played(PLAN, ("18:00", Next()))
    entry = next(iter(show.history))

    assert entry_line(show, entry) == (
        '{"event": "block_started", "at": "2016-07-20T14:00:00-04:00", "n": 2, "text": "started: Ms. Ana Reyes"}\n'
    )


def test_nothing_that_was_said_is_told() -> None:
    show = replay([opened(PLAN)])
    lines = [entry_line(show, opened(PLAN))]
    said: list[Action] = [
        Next(),
        SetGist("reyes", SAID),
        Ask(Particulars(who="Mexico", gist=SAID)),
        Next(),
        GiveFloor(Particulars(who="Cuba", gist=SAID)),
        Amend(1, Particulars(gist=SAID)),
        Note(SAID, number=1),
        NoteDecision(SAID),
        NoteTask(SAID, owner=SAID),
        Next(),
        Strike(1, SAID),
    ]
    for place, action in enumerate(said):
        moment = at("18:00") + timedelta(minutes=place)
        entry = Entry(show.n + 1, moment, moment, SAID, action.decide(show, moment))
        show = apply(show, entry)
        lines.append(entry_line(show, entry))

    assert SAID not in "".join(lines)
    assert [json.loads(line)["n"] for line in lines] == list(range(1, len(said) + 2))


def test_a_signal_is_told_of_whoever_the_stage_shows_it_to() -> None:
    """Of the speaker; of who has the floor meanwhile; of nobody where nothing counts."""
    before = played(PLAN)
    speaks = after(before, [("18:00", Next())])
    holds = after(speaks, [("18:01", GiveFloor(Particulars(who="Cuba")))])

    def told(show: Show, time: str) -> str:
        now = shown(show, forecast(show, at(time)))
        return "" if now is None else str(json.loads(signal_line(show, at(time), now.signal))["text"])

    assert told(before, "17:59") == ""
    assert told(speaks, "18:01") == "on time: Ms. Ana Reyes"
    assert told(speaks, "18:06") == "over time: Ms. Ana Reyes"
    assert told(holds, "18:02") == "on time: Cuba"


def test_signals_have_names_that_no_entry_has() -> None:
    line = json.loads(signal_line(played(PLAN, ("18:00", Next())), at("18:04"), Signal.WRAP_UP))

    assert (line["event"], line["n"]) == ("wrap_up", None)
