"""What a rundown leaves open: what has been answered beforehand, and what must still be asked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Literal, TypeVar, assert_never
from zoneinfo import ZoneInfo

from runofshow.agenda.zones import parse_zone
from runofshow.errors import RunOfShowError, UsageError
from runofshow.importers.dates import one_clock_time, one_date
from runofshow.importers.places import zone_of

Asked = Literal["date", "timezone", "start", "end", "sheet", "lengths", "clock"]
"""Each is an option of the command, and what `Answers` then hold."""


Choice = TypeVar("Choice", bound=str)


@dataclass(frozen=True, slots=True)
class Answers:
    """What the person who imports has said; None where nothing."""

    day: date | None = None
    timezone: ZoneInfo | None = None
    start: time | None = None
    end: time | None = None
    sheet: str | None = None
    lengths: Literal["m:ss", "h:mm"] | None = None
    """What ``3:00`` is as a length."""
    clock: Literal["24", "12"] | None = None
    """Whether clock times without a.m. and p.m. go up to 24 or to 12."""


class NoRundown(RunOfShowError):
    """A file holds no rundown that could be read."""


class Unclear(NoRundown):
    """Two readings are possible, or something is missing that nobody but a person can say.

    The message is whole: what is unclear, and which option answers it.
    """

    def __init__(
        self, *, asked: Asked, sentence: str, choices: tuple[tuple[str, str], ...] = (), like: str = ""
    ) -> None:
        self.asked = asked
        self.sentence = sentence
        """What is unclear, without what to do about it."""
        self.choices = choices
        """What can be answered, and what that means; empty where anything of the right form can."""
        example = like or " or ".join(f"--{asked} {_quoted(answer)}" for answer, _ in choices)
        super().__init__(f"{sentence}: say which with {example}")


class NoAnswer(UsageError):
    """What was said answers nothing; the message begins with the option."""

    def __init__(self, asked: Asked, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(f"--{asked}: {sentence}")


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word


def answered(answers: Answers, asked: Asked, text: str) -> Answers:
    """The same answers with one more.

    Raises:
        NoAnswer: the text is none.
    """
    try:
        return _with(answers, asked, text)
    except ValueError as error:
        raise NoAnswer(asked, str(error)) from None


def _one_of(text: str, choices: Mapping[Choice, str]) -> Choice:
    """Return the choice that was typed.

    Raises:
        ValueError: it is none of them; the message says what each means.
    """
    for choice in choices:
        if text == choice:
            return choice
    said = " or ".join(f"{choice} ({meaning})" for choice, meaning in choices.items())
    message = f"'{text[:40]}' is no answer: take {said}"
    raise ValueError(message)


def _zone(text: str) -> ZoneInfo:
    """A zone by its own name, or by that of a city in it."""
    return zone_of(text) or parse_zone(text)


def _with(answers: Answers, asked: Asked, text: str) -> Answers:  # noqa: PLR0911 -- one line an option
    """Return the answers with what an option's text says.

    Raises:
        ValueError: it says nothing that answers.
    """
    match asked:
        case "date":
            return replace(answers, day=one_date(text))
        case "timezone":
            return replace(answers, timezone=_zone(text))
        case "start":
            return replace(answers, start=one_clock_time(text))
        case "end":
            return replace(answers, end=one_clock_time(text))
        case "sheet":
            return replace(answers, sheet=text)
        case "lengths":
            lengths: Mapping[Literal["m:ss", "h:mm"], str] = {"m:ss": "3:00 is 3 minutes", "h:mm": "3:00 is 3 hours"}
            return replace(answers, lengths=_one_of(text, lengths))
        case "clock":
            clocks: Mapping[Literal["24", "12"], str] = {
                "12": "1:00 may be in the afternoon",
                "24": "1:00 is in the night",
            }
            return replace(answers, clock=_one_of(text, clocks))
        case _:
            assert_never(asked)
