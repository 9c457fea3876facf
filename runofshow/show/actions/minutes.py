"""Minutes: gists of speakers of the programme, decisions, and tasks."""

from datetime import date
from typing import Literal, final

from runofshow.agenda.delegations import folded
from runofshow.agenda.fields import BlockId
from runofshow.agenda.model import Panel, Speaker, Speech
from runofshow.errors import Refused, Remedy
from runofshow.instants import Instant
from runofshow.show.actions.record import CELLS_TO_SAY, changed_meanwhile, check_text
from runofshow.show.identities import by_name, speakers_of, speakers_so_far
from runofshow.show.names import block_called, block_title, check_names, speaker_meant
from runofshow.show.particulars import Gist, Text
from runofshow.show.parts import BlockRun, Decision, GistOf, Task, replace
from runofshow.show.state import Action, Entry, Event, Show
from runofshow.text import clip, sanitize


@final
class GistSet(Event):
    """The gist of a speaker of the programme was noted."""

    kind: Literal["gist_set"] = "gist_set"
    moves_show = False
    neutral_description = "what a speaker said was noted"
    block: BlockId
    speaker: Text | None = None
    """Who of a panel; null: whoever speaks in the speech."""
    turn: int | None = None
    """The entry that gave the panellist the word; null: nobody did."""
    gist: Gist | None = None
    """A summary of what was said; null takes away the one that was noted."""

    def apply(self, show: Show, entry: Entry) -> Show:
        changed = show.gists.insert(self.key, self.gist) if self.gist else show.gists.discard(self.key)
        return replace(show, gists=changed)

    @property
    def key(self) -> GistOf:
        """Whose gist it is."""
        return GistOf(self.block, None if self.speaker is None else folded(self.speaker), self.turn)

    def describe(self, show: Show) -> str:
        whose = block_title(show, self.block) if self.speaker is None else sanitize(self.speaker)
        return f"noted what {whose} said" if self.gist else f"what was noted of {whose} is taken away"


@final
class SetGist(Action):
    """Note the gist of a speaker of the programme."""

    after_closing = True
    block: str
    gist: str | None
    """None takes away what was noted."""
    speaker: str | None = None
    """Who of a panel, or the only speaker of a speech, by any part of the name."""
    turn: int | None = None
    """The entry that gave the panellist the word; None: the last turn, if there was one."""
    saw: str | None = None
    """The gist that the person saw; refused if somebody else has changed it meanwhile. None: not checked."""

    def decide(self, show: Show, at: Instant) -> GistSet:
        run = block_called(show, self.block)
        if not isinstance(run.block, Speech | Panel):
            raise Refused(
                f"nobody of the programme speaks in {run.block.called}: 'amend NUMBER' is for interventions",
                Remedy.SHOW_LOG,
            )
        on_panel = isinstance(run.block, Panel)
        if self.speaker is None and on_panel:
            known = "; ".join(speaker.name for speaker in speakers_of(run.block))
            raise Refused(f"say who of the panel: --speaker takes one of {known}")
        meant = None if self.speaker is None else _speaker_of(run, self.speaker)
        speaker = meant.name if meant is not None and on_panel else None  # those of a speech have one statement
        turns = (one.entry for one in show.turns_by_panel().get(run.id, ()) if one.speaker.name == speaker)
        turn = None if speaker is None else self.turn or max(turns, default=None)
        said = GistSet(block=run.id, speaker=speaker, turn=turn, gist=self.gist or None)
        noted = show.gists.get(said.key, "")
        if self.saw is not None and noted not in {self.saw, self.gist or ""}:
            raise changed_meanwhile(noted, "gist")
        return said


def _speaker_of(run: BlockRun, text: str) -> Speaker:
    """Return who of a block is meant by a whole name, else by a part of it; those who sit there come first.

    Whoever was replaced on a panel can be meant too: they may have spoken before.
    """
    everybody, sitting = speakers_so_far(run), speakers_of(run.block)
    if (whole := by_name(everybody).get(folded(text))) is not None:
        return whole
    try:
        return sitting[speaker_meant(sitting, text) - 1]
    except Refused:
        return everybody[speaker_meant(everybody, text) - 1]


@final
class DecisionMade(Event):
    """The meeting decided something."""

    kind: Literal["decision"] = "decision"
    moves_show = False
    neutral_description = "a decision was noted"
    text: Gist
    """The decision."""

    def apply(self, show: Show, entry: Entry) -> Show:
        decision = Decision(entry.n, entry.at, entry.by, self.text)
        return replace(show, decisions=show.decisions.push_front(decision))

    def describe(self, show: Show) -> str:
        return f"decided: {clip(self.text, CELLS_TO_SAY)}"


@final
class NoteDecision(Action):
    """Note a decision of the meeting."""

    after_closing = True
    text: str

    def decide(self, show: Show, at: Instant) -> DecisionMade:
        check_text(self.text, "a decision")
        return DecisionMade(text=self.text)


@final
class TaskGiven(Event):
    """Somebody is to do something after the meeting."""

    kind: Literal["task"] = "task"
    moves_show = False
    neutral_description = "a task was noted"
    text: Gist
    """The task."""
    owner: Text | None = None
    """Who is to do it; null: nobody said."""
    due: date | None = None
    """By when; null: nobody said."""

    def apply(self, show: Show, entry: Entry) -> Show:
        task = Task(entry.n, entry.at, entry.by, self.text, self.owner, self.due)
        return replace(show, tasks=show.tasks.push_front(task))

    def describe(self, show: Show) -> str:
        owner = "" if self.owner is None else f" ({sanitize(self.owner)})"
        due = "" if self.due is None else f", by {self.due.isoformat()}"
        return f"task: {clip(self.text, CELLS_TO_SAY)}{owner}{due}"


@final
class NoteTask(Action):
    """Note a task for somebody after the meeting."""

    after_closing = True
    text: str
    owner: str | None = None
    due: date | None = None

    def decide(self, show: Show, at: Instant) -> TaskGiven:
        check_text(self.text, "a task")
        check_names(*filter(None, [self.owner]))
        return TaskGiven(text=self.text, owner=self.owner, due=self.due)
