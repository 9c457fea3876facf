"""What a rundown leaves open: what has been answered beforehand, and what must still be asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

from runofshow.agenda.zones import parse_zone
from runofshow.errors import RunOfShowError, UsageError
from runofshow.importing.moments import one_clock_time, one_date
from runofshow.importing.places import zone_of

Asked = Literal["date", "timezone", "start", "end", "sheet", "lengths", "clock"]
"""Each is an option of the command, and what `Answers` then hold."""


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
    name, read = _READ[asked]
    try:
        one_more: dict[str, Any] = {name: read(text)}
        return replace(answers, **one_more)
    except ValueError as error:
        raise NoAnswer(asked, str(error)) from None


def _one_of(choices: Mapping[str, str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text in choices:
            return text
        said = " or ".join(f"{choice} ({meaning})" for choice, meaning in choices.items())
        message = f"'{text[:40]}' is no answer: take {said}"
        raise ValueError(message)

    return read


def _zone(text: str) -> ZoneInfo:
    """A zone by its own name, or by that of a city in it."""
    return zone_of(text) or parse_zone(text)


_READ: Final[Mapping[Asked, tuple[str, Callable[[str], object]]]] = {
    "date": ("day", one_date),
    "timezone": ("timezone", _zone),
    "start": ("start", one_clock_time),
    "end": ("end", one_clock_time),
    "sheet": ("sheet", str),
    "lengths": ("lengths", _one_of({"m:ss": "3:00 is 3 minutes", "h:mm": "3:00 is 3 hours"})),
    "clock": ("clock", _one_of({"12": "1:00 may be in the afternoon", "24": "1:00 is in the night"})),
}
"""Which field an option fills, and how its text is read."""
