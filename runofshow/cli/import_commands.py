"""Commands that make an agenda: out of a rundown that people have already, or one to begin with."""

import sys
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from runofshow.cli.completion import zones
from runofshow.cli.output_files import Force, refuse_the_place, write_whole
from runofshow.cli.plan_commands import warn_of_fit
from runofshow.cli.settings import command, say
from runofshow.errors import RunOfShowError
from runofshow.text import sanitize

if TYPE_CHECKING:
    from runofshow.agenda.model import Agenda
    from runofshow.importers.questions import Answers, Asked, Question, Unclear
    from runofshow.importers.to_agenda import Imported

AGENDA = Path("agenda.yaml")
A_WEEK = timedelta(days=7)

NewAgenda = Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The file to write; - prints it.")]


class NotRead(RunOfShowError):
    """A file can't be opened."""


def init(output: NewAgenda = AGENDA, force: Force = False) -> None:
    """Write a short agenda to fill in."""
    from uuid import uuid4

    from runofshow.agenda.starter_agenda import starter_agenda
    from runofshow.clock import ThisMachine

    _refuse_early(output, force=force)
    text = starter_agenda((ThisMachine().wall() + A_WEEK).date(), uuid4().hex)
    _write(output, text, force=force)
    if str(output) != "-":
        say(
            f"next: fill it in, then '{_command(output, 'check')}'; 'runofshow import FILE' takes a spreadsheet instead"
        )


def import_(  # noqa: PLR0913 -- what can be answered beforehand
    file: Annotated[
        Path, typer.Argument(help="An xlsx, ods, docx, csv, md or ics file, or json of Ontime or pretalx.")
    ],
    output: NewAgenda = AGENDA,
    force: Force = False,
    preview: Annotated[
        bool,
        typer.Option("--preview", help="Show the table, what each column is taken for, and the plan; write nothing."),
    ] = False,
    sheet: Annotated[
        str | None, typer.Option(metavar="NAME", help="The sheet or rundown to take, if the file has several.")
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day of the meeting, as 2026-09-23. Rows of other days are left out."),
    ] = None,
    day: Annotated[
        str | None, typer.Option(metavar="LABEL", help="The day to take, as the file calls it: 'Day 2'.")
    ] = None,
    room: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="The room or track to take, if some run at the same time. May be repeated."),
    ] = None,
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
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="HEADING=FIELD", help="What a column holds, as 'Topic=title'. May be repeated."),
    ] = None,
    no_headings: Annotated[
        bool, typer.Option("--no-headings", help="The table has no headings: its first row is read like the others.")
    ] = False,
) -> None:
    """Make an agenda from a file that you have: a spreadsheet, a Word programme, a calendar, Ontime or pretalx.

    The command says how it read each column, and keeps other text as notes. If something can be read in two ways, it
    asks on a terminal; in a script it refuses, and prints a command that answers all questions. xlsx, ods and docx need
    the extra 'office'. Fields for --column: start, end, duration, title, segment, speaker, designation, organization,
    notes, date, room, number, ignore. Name a column without a heading by its number, as '3=speaker'.
    """
    given: list[tuple[Asked, str | None]] = [("sheet", sheet), ("date", date), ("day", day), ("timezone", timezone)]
    given += [("start", start), ("end", end), ("lengths", lengths), ("clock", clock)]
    given += [("room", one) for one in room or ()]
    answers = _answers(given, column or [], no_headings=no_headings)
    content = _content(file)
    if not preview:
        _refuse_early(output, force=force)
    switches = {"--force": force, "--preview": preview, "--no-headings": no_headings}
    typed = [("--output", str(output))] if output != AGENDA else []
    typed += [(f"--{name}", text) for name, text in given if text is not None]
    typed += [("--column", text) for text in column or ()]
    command = [str(file), *(name for name, on in switches.items() if on), *(word for pair in typed for word in pair)]
    made = _imported(content, file.name, answers, command, preview=preview)
    if preview:
        _show(made.table, made.told, _plan_lines(made.agenda))
        return
    for sentence in made.told:
        say(sentence)
    _write(output, made.text, force=force)
    warn_of_fit(made.agenda)
    if str(output) != "-":
        say(f"next: look it over, then '{_command(output, 'check')}'")


# The file.


def _content(file: Path) -> bytes:
    """The bytes of a plain file, and never many more of them than can be read."""
    from runofshow.importers.read_file import MOST_BYTES

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
    return command(name) if output == AGENDA else command("--agenda", str(output), name)


# The preview.


def _show(*parts: Sequence[str]) -> None:
    """Print what was read, part by part."""
    for part in filter(None, parts):
        sys.stdout.writelines(f"{line}\n" for line in part)
        sys.stdout.write("\n")


def _plan_lines(agenda: "Agenda") -> list[str]:
    """Return a line for each block of an agenda: when, of what kind, what and who."""
    from runofshow.agenda.schedule import planned

    lines: list[str] = []
    segment = ""
    for row in planned(agenda).rows:
        if row.segment != segment:
            segment = row.segment
            lines.append(segment)
        start, end = (f"{moment.astimezone(agenda.timezone):%H:%M}" for moment in (row.start, row.end))
        what = ", ".join(dict.fromkeys([row.block.title, row.block.called]))
        lines.append(f"  {start}–{end}  {row.block.kind:6}  {what}")
    return [sanitize(line) for line in lines]


# Questions and answers.


def _imported(content: bytes, name: str, answers: "Answers", command: list[str], *, preview: bool) -> "Imported":
    """Return what comes of the file once everything is answered that it leaves open."""
    from runofshow.importers.questions import Unclear
    from runofshow.importers.to_agenda import imported

    while True:
        try:
            return imported(content, name, answers)
        except Unclear as unclear:
            if preview:
                _show(unclear.table, unclear.told)
            else:
                for sentence in unclear.told:
                    if "can't be read" in sentence:  # what is asked may stand in the file after all
                        say(sentence)
            if not (sys.stdin.isatty() and sys.stderr.isatty()):
                raise NotAnswered(unclear, command) from None
            for question in unclear.questions:
                answers = _asked(question, answers, unclear)


_BLANKS: Final[Mapping[str, tuple[str, str]]] = {
    "date": ("YYYY-MM-DD", "a day"),
    "timezone": ("CITY", "a city or time zone"),
    "start": ("HH:MM", "the time at which it begins"),
}
"""The words for answers that a file gives no hint of, each refused if it is left in, and their meanings."""


class NotAnswered(RunOfShowError):
    """A file leaves something open, and nobody is there to ask. The command that answers all questions comes last."""

    def __init__(self, unclear: "Unclear", command: list[str]) -> None:
        from runofshow.importers.questions import quoted

        blanks = {
            one.asked: _BLANKS[one.asked] for one in unclear.questions if not one.choices and one.asked in _BLANKS
        }
        answers = [
            word
            for one in unclear.questions
            for word in (f"--{one.asked}", blanks[one.asked][0] if one.asked in blanks else one.first)
        ]
        line = " ".join(map(quoted, ["runofshow", "import", *command, *answers]))
        all_at_once = "this answers it" if len(unclear.questions) == 1 else "this answers them all"
        to_fill = " and ".join(f"{meaning} for {blank}" for blank, meaning in blanks.values())
        all_at_once += f", with {to_fill}" if to_fill else ""
        super().__init__(f"{unclear}\n{all_at_once}; change what isn't so:\n{line}")


def _asked(question: "Question", answers: "Answers", unclear: "Unclear") -> "Answers":
    """Return the answers with one more, which a person types."""
    from runofshow.importers.questions import NoAnswer, answered

    say(question.sentence)
    for number, (answer, meaning) in enumerate(question.choices, start=1):
        say(f"  {number}  {answer}" + (f": {meaning}" if meaning != answer else ""))
    numbers = " or ".join(str(number) for number, _ in enumerate(question.choices, start=1))
    asked_for = f"which ({numbers})" if numbers else _asked_for(question.asked)
    while True:
        try:
            typed = str(typer.prompt(asked_for, err=True)).strip()
        except typer.Abort:  # the end of the input, as by Ctrl-D
            sys.stderr.write("\n")
            raise unclear from None
        if typed.isdecimal() and 0 < int(typed) <= len(question.choices):
            typed = question.choices[int(typed) - 1][0]
        elif question.asked in {"sheet", "day", "room"} and typed not in dict(question.choices):
            say(f"'{typed}' is none of them")
            continue
        try:
            return answered(answers, question.asked, typed)
        except NoAnswer as error:
            say(error.sentence)


def _answers(given: "Sequence[tuple[Asked, str | None]]", columns: list[str], *, no_headings: bool) -> "Answers":
    from runofshow.importers.questions import Answers, NoAnswer, answered

    pairs: list[tuple[str, str]] = []
    for typed in columns:
        heading, sign, field = typed.rpartition("=")
        if not sign or not heading.strip() or not field.strip():
            option = "column"
            message = f"'{typed[:40]}' names no heading and field: write it like 'Topic=title'"
            raise NoAnswer(option, message)
        pairs.append((heading.strip(), field.strip()))
    answers = Answers(columns=tuple(pairs), no_headings=no_headings)
    for asked, text in given:
        if text is not None:
            answers = answered(answers, asked, text)
    return answers


def _asked_for(asked: "Asked") -> str:
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
        case _:
            return f"which {asked}"
