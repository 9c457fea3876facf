"""Commands that make an agenda: out of a rundown that people have already, or one to begin with."""

import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from runofshow.cli.completion import zones
from runofshow.cli.output_files import Force, refuse_the_place, write_whole
from runofshow.cli.plan_commands import warn_of_fit
from runofshow.cli.settings import say
from runofshow.errors import RunOfShowError

if TYPE_CHECKING:
    from runofshow.importers.open_questions import Answers, Asked, Unclear
    from runofshow.importers.to_agenda import Imported

AGENDA = Path("agenda.yaml")
A_WEEK = timedelta(days=7)

NewAgenda = Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The file to write; - prints it.")]


class NotRead(RunOfShowError):
    """A file can't be opened."""


def init(output: NewAgenda = AGENDA, force: Force = False) -> None:
    """Write a short agenda to fill in."""
    from runofshow.agenda.starter_agenda import starter_agenda
    from runofshow.clock import ThisMachine

    _refuse_early(output, force=force)
    text = starter_agenda((ThisMachine().wall() + A_WEEK).date())
    _write(output, text, force=force)
    if str(output) != "-":
        say(
            f"next: fill it in, then '{_command(output, 'check')}'; 'runofshow import FILE' takes a spreadsheet instead"
        )


def import_(  # noqa: PLR0913 -- what can be answered beforehand
    file: Annotated[Path, typer.Argument(help="An xlsx, csv or ics file, or Ontime's json.")],
    output: NewAgenda = AGENDA,
    force: Force = False,
    sheet: Annotated[
        str | None, typer.Option(metavar="NAME", help="The sheet or rundown to take, if the file has several.")
    ] = None,
    date: Annotated[str | None, typer.Option(metavar="DATE", help="The day of the meeting, as 2026-09-23.")] = None,
    timezone: Annotated[
        str | None,
        typer.Option(metavar="ZONE", help="The time zone, as America/New_York, or a city.", autocompletion=zones),
    ] = None,
    start: Annotated[str | None, typer.Option(metavar="TIME", help="When the meeting begins, as 13:00.")] = None,
    end: Annotated[
        str | None, typer.Option(metavar="TIME", help="The hard stop. By default the end of the last row.")
    ] = None,
    lengths: Annotated[
        str | None,
        typer.Option(metavar="FORM", help="How to read 3:00 as a length: m:ss is 3 minutes, h:mm is 3 hours."),
    ] = None,
    clock: Annotated[
        str | None, typer.Option(metavar="HOURS", help="How to read times without am and pm: 12 or 24 hours.")
    ] = None,
) -> None:
    """Make an agenda from a file that you have: a spreadsheet, an Ontime project or template, or a calendar.

    The command says how it read each part, and keeps as notes what fits nowhere. If something can be read in two ways,
    it asks on a terminal and refuses elsewhere; the options answer in advance. xlsx needs the extra 'office'.
    """
    given: dict[Asked, str | None] = {
        "sheet": sheet,
        "date": date,
        "timezone": timezone,
        "start": start,
        "end": end,
        "lengths": lengths,
        "clock": clock,
    }
    answers = _answers(given)
    content = _content(file)
    _refuse_early(output, force=force)
    made = _imported(content, file.name, answers)
    for sentence in made.told:
        say(sentence)
    _write(output, made.text, force=force)
    warn_of_fit(made.agenda)
    if str(output) != "-":
        say(f"next: look it over, then '{_command(output, 'check')}'")


# The file.


def _content(file: Path) -> bytes:
    """The bytes of a plain file, and never many more of them than can be read."""
    from runofshow.importers.file_kinds import MOST_BYTES

    try:
        if file.is_dir():
            message = f"{file} is a folder: name the file in it"
            raise NotRead(message)
        if not file.is_file() and file.exists():
            message = f"{file} is no plain file"
            raise NotRead(message)
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except FileNotFoundError:
        message = f"there is no file {file}: check the name and the folder"
        raise NotRead(message) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        message = f"{file} can't be read: {reason.lower()}"
        raise NotRead(message) from None


def _refuse_early(output: Path, *, force: bool) -> None:
    if str(output) != "-":
        refuse_the_place(output, force=force)


def _write(output: Path, text: str, *, force: bool) -> None:
    if str(output) == "-":
        sys.stdout.write(text)
    else:
        write_whole(output, text.encode(), force=force)


def _command(output: Path, name: str) -> str:
    return f"runofshow {name}" if output == AGENDA else f"runofshow --agenda {output} {name}"


# Questions and answers.


def _imported(content: bytes, name: str, answers: "Answers") -> "Imported":
    """What comes of the file once everything is answered that it leaves open."""
    from runofshow.importers.open_questions import Unclear
    from runofshow.importers.to_agenda import imported

    while True:
        try:
            return imported(content, name, answers)
        except Unclear as unclear:
            if not (sys.stdin.isatty() and sys.stderr.isatty()):
                raise
            answers = _asked(unclear, answers)


def _asked(unclear: "Unclear", answers: "Answers") -> "Answers":
    """The same answers with one more, which a person types."""
    from runofshow.importers.open_questions import NoAnswer, answered

    say(unclear.sentence)
    for number, (answer, meaning) in enumerate(unclear.choices, start=1):
        say(f"  {number}  {answer}" + (f": {meaning}" if meaning != answer else ""))
    numbers = " or ".join(str(number) for number, _ in enumerate(unclear.choices, start=1))
    asked_for = f"which ({numbers})" if numbers else _asked_for(unclear.asked)
    while True:
        try:
            typed = str(typer.prompt(asked_for, err=True)).strip()
        except typer.Abort:  # the end of the input, as by Ctrl-D
            sys.stderr.write("\n")
            raise unclear from None
        if typed.isdecimal() and 0 < int(typed) <= len(unclear.choices):
            typed = unclear.choices[int(typed) - 1][0]
        elif unclear.asked == "sheet" and typed not in dict(unclear.choices):
            say(f"'{typed}' is none of them")
            continue
        try:
            return answered(answers, unclear.asked, typed)
        except NoAnswer as error:
            say(error.sentence)


def _answers(given: "dict[Asked, str | None]") -> "Answers":
    from runofshow.importers.open_questions import Answers, answered

    answers = Answers()
    for asked, text in given.items():
        if text is not None:
            answers = answered(answers, asked, text)
    return answers


def _asked_for(asked: "Asked") -> str:  # noqa: PLR0911 -- one line an option, checked to be complete
    """Return how a question ends that has no choices."""
    match asked:
        case "date":
            return "on which day, as 2026-09-23"
        case "timezone":
            return "in which city or time zone, as Geneva or America/New_York"
        case "start":
            return "when does it begin, as 13:00"
        case "end":
            return "when does it end, as 15:00"
        case "sheet":
            return "which sheet"
        case "lengths":
            return "m:ss or h:mm"
        case "clock":
            return "12 or 24"
        case _:
            assert_never(asked)
