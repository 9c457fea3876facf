"""What can't be done now, and the names that a refusal is about: blocks, requests, interventions, times."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from pydantic import ValidationError

from runofshow.errors import RunOfShowError
from runofshow.show.record import wall_time
from runofshow.show.state import BlockRun, Intervention, Request, Show

Taken = TypeVar("Taken")
"""Whatever is made of what was typed: particulars, an intent, a fact."""


class Refused(RunOfShowError):
    """What was asked for can't be done now; the sentence says why, and what can."""


class ChangedMeanwhile(Refused):
    """Somebody else has put the same right, in another way than a person is about to who hasn't seen it."""


class UndoneMeanwhile(Refused):
    """The intervention that a person saw has been undone, whoever has its number now."""


def taken_down(make: Callable[[], Taken]) -> Taken:
    """What is made of what was typed.

    Raises:
        Refused: the text is too long for the journal, or is none.
    """
    try:
        return make()
    except ValidationError as error:
        message = f"that can't be taken down: {unfit(error)}"
        raise Refused(message) from error


def unfit(error: ValidationError) -> str:
    """What is wrong with a text that was typed, where no rule of the show says it better."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = str(first["loc"][-1]).replace("_", " ") if first["loc"] else "it"
    if first["type"] == "string_unicode":
        return f"{where} holds bytes that are no text in this terminal's encoding"
    said = first["msg"].removeprefix("Value error, ").removeprefix("String ")
    return f"{where} {said[:1].lower()}{said[1:]}"


def block_called(show: Show, name: str) -> BlockRun:
    """The block of an id.

    Raises:
        Refused: there is none.
    """
    if (run := show.runs.get(name)) is None:
        message = f"no block is called '{name}': 'plan' and 'status' list them"
        raise Refused(message)
    return run


def request_waiting(show: Show, request: int | None) -> Request:
    """The request that an entry made, else the first on the list.

    Raises:
        Refused: it isn't on the list, or nobody is.
    """
    if not show.waiting:
        message = "nobody is on the list of speakers"
        raise Refused(message)
    if request is None:
        return show.requests[show.waiting[0]]
    if request not in show.waiting:
        message = "that request isn't on the list of speakers any more: 'floor list' shows who is"
        raise Refused(message)
    return show.requests[request]


def intervention_numbered(show: Show, number: int) -> Intervention:
    """The intervention that people call by a number.

    Raises:
        Refused: there is none.
    """
    if (found := _numbered(show, number)) is None:
        known = f"they go up to {show.numbered}" if show.numbered else "there is none yet"
        message = f"there is no intervention {number}: {known}; 'log' lists them"
        raise Refused(message)
    return found


def intervention_meant(show: Show, number: int, seen: int | None = None) -> Intervention:
    """The intervention that a person means by a number: the one that they saw under it, where they saw any.

    Raises:
        Refused: there is none.
        UndoneMeanwhile: what they saw was undone, whoever has the number now.
    """
    if seen is None:
        return intervention_numbered(show, number)
    if (one := show.interventions.get(seen)) is None:
        by_now = _numbered(show, number)
        taken = "" if by_now is None else f", and {number} is {called(by_now)} by now"
        message = f"the intervention that was number {number} was undone meanwhile{taken}: nothing has been entered"
        raise UndoneMeanwhile(message)
    return one


def called(one: Intervention) -> str:
    """What an intervention is called in a sentence."""
    said = one.particulars
    return said.who or said.person or f"intervention {one.number}"


def clock_and_day(show: Show, at: datetime) -> str:
    """The time on the wall of the room, with its date where that isn't the day of the opening; see `which_of_two`."""
    return f"{wall_time(show, at):%H:%M:%S}{which_of_two(show, at)}{on_another_day(show, at)}"


def which_of_two(show: Show, at: datetime) -> str:
    """The offset of a clock time that comes twice because clocks go back, as `` (UTC-04:00)``; else nothing."""
    shown = wall_time(show, at)
    if shown.utcoffset() == shown.replace(fold=1 - shown.fold).utcoffset():
        return ""
    offset = f"{shown:%z}"
    return f" (UTC{offset[:3]}:{offset[3:5]})"


def on_another_day(show: Show, at: datetime) -> str:
    """The date of an instant that doesn't lie on the day of the opening, as `` on 21 July 2016``; else nothing."""
    shown = wall_time(show, at)
    return "" if shown.date() == wall_time(show, show.opened).date() else f"{shown: on %d %B %Y}"


def _numbered(show: Show, number: int) -> Intervention | None:
    return next((one for one in show.interventions.values() if one.number == number), None)
