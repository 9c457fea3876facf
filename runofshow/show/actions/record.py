"""The record: interventions entered afterwards, put right, struck, and noted on."""

from dataclasses import field
from datetime import timedelta
from typing import Final, Literal, final

from runofshow.agenda.durations import spell_duration
from runofshow.agenda.fields import BlockId
from runofshow.errors import ChangedMeanwhile, Refused, Remedy
from runofshow.instants import Instant
from runofshow.show.actions.speakers_list import place_of, put_right
from runofshow.show.identities import renamed
from runofshow.show.names import (
    asker,
    block_called,
    check_particulars,
    clock_and_day,
    intervention_meant,
    intervention_words,
    request_waiting,
    who,
)
from runofshow.show.particulars import Gist, Length, Particulars, Text, WrittenInstant
from runofshow.show.parts import ZERO, Goes, Interval, Intervention, NoteTaken, Request, StruckOut, replace
from runofshow.show.state import Action, Entry, Event, ExpectedState, Show
from runofshow.text import clip, is_blank, sanitize

CELLS_TO_SAY: Final = 80
"""The width in cells to which a sentence cuts what somebody else has written."""


@final
class Recorded(Event):
    """An intervention was entered after it had taken place."""

    kind: Literal["recorded"] = "recorded"
    moves_show = False
    number: int
    """The number of the intervention: 1, 2, 3, …"""
    given: WrittenInstant
    """When it began."""
    ended: WrittenInstant
    """When it ended."""
    block: BlockId | None = None
    """The block in which it took place; null: in none of them."""
    particulars: Particulars

    def apply(self, show: Show, entry: Entry) -> Show:
        took = Interval(self.given, self.ended, ZERO)
        one = Intervention(entry.n, self.number, self.block, self.particulars, took, limit=None)
        known = show.interventions.insert(one.entry, one)
        return replace(show, interventions=known, numbered=max(show.numbered, one.number))

    def reaches(self, show: Show) -> Instant | None:
        return self.ended

    def describe(self, show: Show) -> str:
        return f"recorded: {self.number} {who(self.particulars)}"


@final
class RecordIntervention(Action):
    """Enter an intervention after it took place."""

    after_closing = True
    given: Instant
    ended: Instant
    particulars: Particulars
    block: str | None = None
    """None: the block that ran when it was given."""

    def decide(self, show: Show, at: Instant) -> Recorded:
        check_particulars(show, self.particulars)
        given = max(self.given, show.opened)
        if self.ended < show.opened:
            opened = clock_and_day(show, show.opened)
            raise Refused(f"the show was opened at {opened}: what was said before isn't part of it")
        if self.ended < given:
            raise Refused("an intervention can't end before it began")
        block = show.ran_at(given) if self.block is None else block_called(show, self.block).id
        return Recorded(
            number=show.numbered + 1, given=given, ended=self.ended, block=block, particulars=self.particulars
        )


@final
class Amended(Event):
    """An intervention or a request was corrected: its particulars, or when it took place."""

    kind: Literal["amended"] = "amended"
    moves_show = False
    newer = frozenset({"began", "took", "block", "goes"})
    of: int
    """The entry that gave the floor, recorded the intervention, or asked for the floor."""
    changes: Particulars
    """The particulars that changed; null takes a value away."""
    began: WrittenInstant | None = None
    """When it began; null: as before."""
    took: Length | None = None
    """How long it took; null: as long as before."""
    block: BlockId | None = None
    """The block in which it began; null: in none, or `began` is null."""
    goes: Goes | None = None
    """The place of a request whose kind changed: `first` or `last`; null: by the order of the list."""

    def apply(self, show: Show, entry: Entry) -> Show:
        """Change the intervention or the request. If the intervention was undone, a gist stays as a note."""
        if self.of in show.interventions:
            return show.with_intervention(self.of, lambda one: self._timed(one.amended(self.changes)))
        if (asked := show.requests.get(self.of)) is not None:
            goes = self.goes if "kind" in self.changes.model_fields_set else asked.goes
            known = asked._replace(particulars=asked.particulars.amended(self.changes), goes=goes)
            amended = replace(show, requests=show.requests.insert(self.of, known))
            return replace(amended, waiting=put_right(amended, asked, known))
        return _noted(show, entry, self.changes.gist, None) if self.changes.gist else show

    def _timed(self, one: Intervention) -> Intervention:
        """Return an intervention with its times corrected; unchanged if it goes on because its end was undone."""
        interval, block = one.interval, one.block
        if interval.end is None:
            return one
        if self.began is not None:
            interval = interval._replace(start=self.began, end=self.began + (interval.end - interval.start))
            block = self.block
        if self.took is not None:
            interval = interval._replace(end=interval.start + self.took, paused=ZERO)
        return replace(one, interval=interval, block=block)

    def reaches(self, show: Show) -> Instant | None:
        one = show.interventions.get(self.of)
        return None if one is None else self._timed(one).interval.end

    def describe(self, show: Show) -> str:
        one, changed = show.interventions.get(self.of), self.changes.model_fields_set
        began = "" if self.began is None else f", began at {clock_and_day(show, self.began)}"
        times = began if self.took is None else f"{began}, took {spell_duration(self.took)}"
        if one is not None and changed == {"gist"} and not times:
            whose = sanitize(one.called)
            return f"noted what {whose} said" if self.changes.gist else f"what was noted of {whose} is taken away"
        clocks = ""
        if "kind" in changed and one is not None and one.clocks_stay:
            clocks = "; that became known too late to tell who would have spoken on: the clocks stay as they ran"
        return f"corrected: {_named(show, self.of)}{times}{clocks}"


@final
class Amend(Action):
    """Put right what is known of an intervention, or when it took place."""

    after_closing = True
    number: int
    changes: Particulars = field(default_factory=Particulars)
    began: Instant | None = None
    """When it began; it keeps its length."""
    took: timedelta | None = None
    """How long it took; it keeps its beginning."""

    def decide(self, show: Show, at: Instant) -> Amended:
        one = intervention_meant(show, self.number, self.expected)
        check_particulars(show, self.changes, by=self.number)
        amended = _amendment(show, one, self.changes, self.expected)
        if self.began is None and self.took is None:
            return amended
        if one.interval.end is None:
            still = f"{intervention_words(one)} still has the floor"
            raise Refused(f"{still}: its times can be corrected once it has ended", Remedy.END_FLOOR)
        if self.began is not None and self.began < show.opened:
            opened = clock_and_day(show, show.opened)
            raise Refused(f"the show was opened at {opened}: nothing can have begun before")
        if self.took is not None and self.took < ZERO:
            raise Refused("an intervention can't have taken less than nothing")
        block = None if self.began is None else show.ran_at(self.began)
        return amended.model_copy(update={"began": self.began, "took": self.took, "block": block})


@final
class AmendRequest(Action):
    """Put right what is known of somebody who waits on the list of speakers."""

    after_closing = True
    request: int
    changes: Particulars

    def decide(self, show: Show, at: Instant) -> Amended:
        one = request_waiting(show, self.request)
        check_particulars(show, self.changes)
        amended = _amendment(show, one, self.changes, self.expected)
        return amended.model_copy(update={"goes": place_of(amended.changes.kind)})


@final
class Struck(Event):
    """An intervention was struck: it stands in the journal, and in no list, document or figure.

    A strike withdraws words, not time. Others keep the times and lengths that their clocks showed: whoever a struck
    point of order interrupted ended when they ended, and didn't speak while it was raised. To count its time as theirs
    would put them over a limit that they kept.
    """

    kind: Literal["struck"] = "struck"
    moves_show = False
    neutral_description = "a statement was struck from the record"
    of: int
    """The entry that gave the floor, or recorded the intervention."""
    why: Text
    """The reason."""

    def apply(self, show: Show, entry: Entry) -> Show:
        if (one := show.interventions.get(self.of)) is None:
            return show
        struck = show.struck.insert(self.of, StruckOut(entry.n, one))
        if self.of in {show.holder, show.interrupted}:
            return replace(show, struck=struck)
        return replace(show, struck=struck, interventions=show.interventions.remove(self.of))

    def describe(self, show: Show) -> str:
        return f"struck: {_named(show, self.of)} ({sanitize(self.why)})"


@final
class Strike(Action):
    """Take an intervention out of the record."""

    after_closing = True
    number: int
    why: str

    def decide(self, show: Show, at: Instant) -> Struck:
        one = intervention_meant(show, self.number, self.expected)
        if one.interval.end is None:
            raise Refused(f"{intervention_words(one)} still has the floor", Remedy.END_FLOOR)
        if is_blank(self.why):
            raise Refused("say why it is struck")
        return Struck(of=one.entry, why=self.why)


@final
class Noted(Event):
    """A note was made, about an intervention or about the meeting."""

    kind: Literal["noted"] = "noted"
    moves_show = False
    text: Gist
    """The note."""
    of: int | None = None
    """The entry that gave the floor, if the note is about an intervention; null: it is about the meeting."""

    def apply(self, show: Show, entry: Entry) -> Show:
        return _noted(show, entry, self.text, self.of)

    def describe(self, show: Show) -> str:
        return "noted" if self.of is None else f"noted on {_named(show, self.of)}"


@final
class Note(Action):
    """Note something about an intervention, or about the meeting."""

    after_closing = True
    text: str
    number: int | None = None

    def decide(self, show: Show, at: Instant) -> Noted:
        check_text(self.text, "a note")
        about = None if self.number is None else intervention_meant(show, self.number, self.expected).entry
        return Noted(text=self.text, of=about)


def check_text(text: str, what: str) -> None:
    """Refuse a text of which nothing can be seen."""
    if is_blank(text):
        raise Refused(f"{what} needs some text")


def changed_meanwhile(text: str, what: str) -> ChangedMeanwhile:
    """Return the refusal to overwrite a value that somebody else has changed to `text`."""
    message = f"somebody else has put down another {what} meanwhile: “{clip(text, CELLS_TO_SAY)}”"
    return ChangedMeanwhile(message)


def _amendment(
    show: Show, one: Intervention | Request, changes: Particulars, expected: ExpectedState | None
) -> Amended:
    """Return the correction of an intervention or a request; refuse if somebody else has changed the same value."""
    known, saw = one.particulars, None if expected is None else expected.particulars
    for name in () if saw is None else saw.model_fields_set:
        now = getattr(known, name)
        if now not in {getattr(saw, name), getattr(changes, name)}:
            what = "name" if name == "who" else name.replace("_", " ")
            raise changed_meanwhile(str(now or ""), what)
    return Amended(of=one.entry, changes=renamed(known, changes, show))


def _noted(show: Show, entry: Entry, text: str, of: int | None) -> Show:
    known = of in show.interventions or of in show.struck
    note = NoteTaken(entry.n, entry.at, entry.by, text, of if known else None)
    return replace(show, notes=show.notes.push_front(note))


def _named(show: Show, entry: int) -> str:
    """Return the number and name of an intervention, or the name of who asked for the floor."""
    struck = show.struck.get(entry)
    one = show.interventions.get(entry) if struck is None else struck.intervention
    return asker(show, entry) if one is None else intervention_words(one)
