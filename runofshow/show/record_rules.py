"""What a rapporteur may enter, put right and note: facts, or the reason why not."""

from datetime import datetime
from typing import Final, assert_never

from runofshow.errors import ChangedMeanwhile, Refused
from runofshow.show.entries import Amended, BlockStarted, Fact, Noted, Recorded
from runofshow.show.identities import renamed
from runofshow.show.intents import Amend, AmendRequest, Note, Record
from runofshow.show.names import block_called, check_reply, clock_and_day, intervention_meant, request_waiting
from runofshow.show.particulars import Particulars
from runofshow.show.parts import Intervention, Request
from runofshow.show.state import Show
from runofshow.text import fit

CELLS_TO_SAY: Final = 80
"""What a sentence quotes of what somebody else has written."""


def recorded(show: Show, intent: Record) -> Fact:
    """An intervention is entered after it took place."""
    check_reply(show, intent.particulars)
    given = max(intent.given, show.opened)
    if intent.ended < show.opened:
        message = f"the show was opened at {clock_and_day(show, show.opened)}: what was said before isn't part of it"
        raise Refused(message)
    if intent.ended < given:
        message = "an intervention can't end before it began"
        raise Refused(message)
    block = _ran_at(show, given) if intent.block is None else block_called(show, intent.block).id
    return Recorded(
        number=show.numbered + 1, given=given, ended=intent.ended, block=block, particulars=intent.particulars
    )


def amended(show: Show, intent: Amend | AmendRequest) -> Fact:
    """What is known of an intervention, or of a request, is put right.

    Raises:
        ChangedMeanwhile: somebody else has put right the same, otherwise than the person saw.
    """
    changes = intent.changes
    one: Intervention | Request
    match intent:
        case Amend(number=number, of=of):
            one = intervention_meant(show, number, of)
            check_reply(show, changes, by=number)
        case AmendRequest(request=request):
            one = request_waiting(show, request)
            check_reply(show, changes)
        case _:
            assert_never(intent)
    _check_saw(one.particulars, changes, intent.saw)
    return Amended(of=one.entry, changes=renamed(one.particulars, changes, show))


def _check_saw(known: Particulars, changes: Particulars, saw: Particulars | None) -> None:
    """Refuse where something else is known by now than the person saw, and than they say themselves."""
    for name in () if saw is None else saw.model_fields_set:
        now = getattr(known, name)
        if now not in {getattr(saw, name), getattr(changes, name)}:
            what = "name" if name == "who" else name.replace("_", " ")
            quoted = fit(str(now or ""), CELLS_TO_SAY)
            message = f"somebody else has put down another {what} meanwhile: “{quoted}”"
            raise ChangedMeanwhile(message)


def noted(show: Show, intent: Note) -> Fact:
    """Something is noted, about an intervention or about the meeting."""
    if not intent.text.strip():
        message = "a note needs some text"
        raise Refused(message)
    about = None if intent.number is None else intervention_meant(show, intent.number, intent.of).entry
    return Noted(text=intent.text, of=about)


def _ran_at(show: Show, at: datetime) -> str | None:
    """The block that ran at an instant, else the last that had begun."""
    begun = (entry.fact.block for entry in show.history if isinstance(entry.fact, BlockStarted) and entry.at <= at)
    return next((block for block in begun if block in show.runs), None)
