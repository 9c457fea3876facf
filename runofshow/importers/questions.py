"""Questions that a file leaves open, the answers of the person who imports, and remarks on how the file was read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import Any, Final, Literal, assert_never
from zoneinfo import ZoneInfo

from runofshow.agenda.zones import parse_zone
from runofshow.errors import RunOfShowError, UsageError
from runofshow.importers.clock_times import one_clock_time
from runofshow.importers.dates import one_date
from runofshow.importers.places import zone_of

Asked = Literal["sheet", "date", "day", "room", "timezone", "start", "end", "lengths", "clock"]
"""The questions. Each is an option of the command, and a field of `Answers`."""

_MEANINGS: Final = {
    "lengths": {"m:ss": "3:00 is 3 minutes", "h:mm": "3:00 is 3 hours"},
    "clock": {"12": "1:00 may be in the afternoon", "24": "1:00 is in the night"},
}


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of the person who imports; None or empty where there is none."""

    day: date | None = None
    timezone: ZoneInfo | None = None
    zone_by: str = ""
    """The city by which the time zone was named, if it was."""
    start: time | None = None
    end: time | None = None
    sheet: str | None = None
    lengths: Literal["m:ss", "h:mm"] | None = None
    """How ``3:00`` is read as a length."""
    clock: Literal["24", "12"] | None = None
    day_label: str | None = None
    """The day as the file calls it: ``Day 2``."""
    rooms: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    """Headings, each with the field that its column holds."""
    no_headings: bool = False


class NoRundown(RunOfShowError):
    """A file holds no rundown that can be read. The message is a subject (the file or a row) and a predicate."""

    def __init__(self, *words: str) -> None:
        super().__init__(" ".join(words))


@dataclass(frozen=True, slots=True)
class Question:
    """Something that can be read in two ways, or that only a person can know."""

    asked: Asked
    sentence: str
    """What is unclear, without what to do about it."""
    choices: tuple[tuple[str, str], ...] = ()
    """Possible answers, each with its meaning; empty where anything of the right form will do."""
    like: str = ""
    """An example of an answer, where there are no choices."""

    @property
    def first(self) -> str:
        """The answer that is tried until a person answers, so that all questions come up at once."""
        return self.choices[0][0] if self.choices else self.like

    def __str__(self) -> str:
        offered = [answer for answer, _ in self.choices] or [self.like]
        options = " or ".join(f"--{self.asked} {quoted(answer)}" for answer in offered)
        return f"{self.sentence}: say which with {options}"


class Unclear(NoRundown):
    """The file can be read in more than one way. The message has a line for each question.

    `told` are the findings so far, `table` the first rows of the table that was read, a line each.
    """

    def __init__(self, *questions: Question, told: tuple[str, ...] = (), table: tuple[str, ...] = ()) -> None:
        self.questions, self.told, self.table = questions, told, table
        super().__init__("\n".join(map(str, questions)))


class NoAnswer(UsageError):
    """An answer that can't be read; the message begins with the option."""

    def __init__(self, asked: str, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(f"--{asked}: {sentence}")


@dataclass(slots=True)
class Questions:
    """The answers so far; where one is missing, the question is kept and its first answer taken for now."""

    answers: Answers
    asked: list[Question] = field(default_factory=list)

    def ask(self, question: Question) -> str:
        """Keep a question; return the answer to go on with."""
        self.asked.append(question)
        self.answers = answered(self.answers, question.asked, question.first)
        return question.first

    @property
    def only_when_and_where(self) -> bool:
        """True if all questions are about the date and the zone: the rows don't depend on the answers."""
        return all(one.asked in {"date", "timezone"} and not one.choices for one in self.asked)


@dataclass(slots=True)
class Findings:
    """Remarks, in the order in which they were first made; one that comes again only adds its place."""

    _places: dict[str, list[str]] = field(default_factory=dict)

    def add(self, remark: str, *places: str) -> None:
        """Make a remark, about a row or about nothing in particular."""
        self._places.setdefault(remark, []).extend(places)

    def lines(self) -> Iterator[str]:
        """Yield each remark, in one line or several: with six of its places, and their number where they are more."""
        for remark, places in self._places.items():
            more = f"; and {len(places) - 6} more, {len(places)} in all" if len(places) > 6 else ""
            yield from (f"{remark}: {'; '.join(places[:6])}{more}" if places else remark).split("\n")


def quoted(word: str) -> str:
    """Return a word as a shell takes it, in double quotes where it needs any."""
    if re.fullmatch(r"[\w./:+@%-]+", word):
        return word
    return '"' + re.sub(r'([\\"$`])', r"\\\1", word) + '"'


def answered(answers: Answers, asked: Asked, text: str) -> Answers:
    """Return the answers with one more; raise NoAnswer if the text is none."""
    try:
        return replace(answers, **_read(answers, asked, text))
    except ValueError as error:
        raise NoAnswer(asked, str(error)) from None


def _read(answers: Answers, asked: Asked, text: str) -> dict[str, Any]:  # noqa: PLR0911 -- one line an option
    match asked:
        case "date":
            return {"day": one_date(text)}
        case "day":
            return {"day_label": text}
        case "room":
            return {"rooms": (*answers.rooms, text)}
        case "timezone":
            zone = zone_of(text) or parse_zone(text)
            return {"timezone": zone, "zone_by": "" if zone.key == text else text}
        case "start" | "end":
            return {asked: one_clock_time(text)}
        case "sheet":
            return {asked: text}
        case "lengths" | "clock":
            if text not in _MEANINGS[asked]:
                said = " or ".join(f"{choice} ({meaning})" for choice, meaning in _MEANINGS[asked].items())
                raise ValueError(f"'{text[:40]}' is no answer: take {said}")
            return {asked: text}
        case _:
            assert_never(asked)
