"""Commands that make an agenda: from a programme that people have, or a short one to fill in."""

import sys
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from runofshow.cli.completion import zones
from runofshow.cli.output_files import Force, put, refuse_the_place
from runofshow.cli.plan_commands import warn_of_fit
from runofshow.cli.settings import argument, can_ask, command, flag, option, say
from runofshow.errors import RunOfShowError
from runofshow.text import sanitize

if TYPE_CHECKING:
    from runofshow.agenda.model import Agenda
    from runofshow.importers.questions import Answers, Asked, Question, Unclear
    from runofshow.importers.to_agenda import Imported

AGENDA = Path("agenda.yaml")

NewAgenda = Annotated[Path, option("The file to write; - prints it.", "FILE", "--output", "-o")]


def init(output: NewAgenda = AGENDA, force: Force = False) -> None:
    """Write a short agenda to fill in."""
    from uuid import uuid4

    from runofshow.clock import ThisMachine

    text = starter_agenda((ThisMachine().wall() + timedelta(weeks=1)).date(), uuid4().hex)
    put(text.encode(), output, force=force)
    _say_next(output, "fill it in, then '{}'; 'runofshow import FILE' takes a spreadsheet instead")


def starter_agenda(day: date, uid: str) -> str:
    """Return the text of an agenda.yaml for a meeting on that day, to be filled in; `uid` is no other meeting's."""
    from importlib.resources import files
    from string import Template

    starter = files("runofshow.agenda").joinpath("starter.yaml").read_text(encoding="utf-8")
    return Template(starter).substitute(day=day.isoformat(), uid=uid)


def _say_next(output: Path, sentence: str) -> None:
    """Say what to do with a file that was written; `sentence` leaves a place for the command that checks it."""
    if str(output) != "-":
        check = command("check") if output == AGENDA else command("--agenda", str(output), "check")
        say(f"next: {sentence.format(check)}")


def import_(  # noqa: PLR0913 -- what can be answered beforehand
    file: Annotated[Path, argument("An xlsx, ods, docx, csv, md or ics file, or json of Ontime or pretalx.")],
    output: NewAgenda = AGENDA,
    force: Force = False,
    preview: Annotated[
        bool, flag("Show the table, what each column is taken for, and the plan; write nothing.", "--preview")
    ] = False,
    sheet: Annotated[str | None, option("The sheet or rundown to take, if the file has several.", "NAME")] = None,
    date: Annotated[
        str | None, option("The day of the meeting, as 2026-09-23. Rows of other days are left out.", "DATE")
    ] = None,
    day: Annotated[str | None, option("The day to take, as the file calls it: 'Day 2'.", "LABEL")] = None,
    room: Annotated[
        list[str] | None, option("The room or track to take, if some run at the same time. May be repeated.", "NAME")
    ] = None,
    timezone: Annotated[
        str | None, option("The time zone, as America/New_York, or a city.", "ZONE", autocompletion=zones)
    ] = None,
    start: Annotated[str | None, option("When the meeting begins, as 13:00.", "TIME")] = None,
    end: Annotated[str | None, option("The hard stop. By default the end of the last row.", "TIME")] = None,
    lengths: Annotated[
        str | None, option("How to read 3:00 as a length: m:ss is 3 minutes, h:mm is 3 hours.", "FORM")
    ] = None,
    clock: Annotated[str | None, option("How to read times without am and pm: 12 or 24 hours.", "HOURS")] = None,
    column: Annotated[
        list[str] | None, option("What a column holds, as 'Topic=title'. May be repeated.", "HEADING=FIELD")
    ] = None,
    no_headings: Annotated[
        bool, flag("The table has no headings: its first row is read like the others.", "--no-headings")
    ] = False,
) -> None:
    """Make an agenda from a file that you have: a spreadsheet, a Word programme, a calendar, Ontime or pretalx.

    The command says how it read each column, and keeps other text as notes. If something can be read in two ways, it
    asks on a terminal; in a script it refuses, and prints a command that answers all questions. xlsx, ods and docx need
    the extra 'office'. Fields for --column: start, end, duration, title, segment, speaker, designation, organization,
    notes, date, room, number, ignore. Name a column without a heading by its number, as '3=speaker'.
    """
    options: list[tuple[Asked, str | None]] = [("sheet", sheet), ("date", date), ("day", day), ("timezone", timezone)]
    options += [("start", start), ("end", end), ("lengths", lengths), ("clock", clock)]
    options += [("room", one) for one in room or ()]
    given = [(asked, text) for asked, text in options if text is not None]
    answers = _answers(given, column or [], no_headings=no_headings)
    content = _content(file)
    if not preview and str(output) != "-":
        refuse_the_place(output, force=force)
    switches = {"--force": force, "--preview": preview, "--no-headings": no_headings}
    typed = [("--output", str(output))] if output != AGENDA else []
    typed += [(f"--{name}", text) for name, text in (*given, *(("column", text) for text in column or ()))]
    words = [str(file), *(name for name, on in switches.items() if on), *(word for pair in typed for word in pair)]
    made = _imported(content, file.name, answers, words, preview=preview)
    if preview:
        _show(made.table, made.told, _plan_lines(made.agenda))
        return
    for sentence in made.told:
        say(sentence)
    put(made.text.encode(), output, force=force)
    warn_of_fit(made.agenda)
    _say_next(output, "look it over, then '{}'")


def _content(file: Path) -> bytes:
    """Return the bytes of a plain file, at most a few more than can be imported."""
    from runofshow.importers.read_file import MOST_BYTES

    try:
        if file.is_dir():
            reason = f"{file} is a folder: name the file in it"
        elif file.exists() and not file.is_file():
            reason = f"{file} is no plain file"
        else:
            with file.open("rb") as opened:
                return opened.read(MOST_BYTES + 1)
    except FileNotFoundError:
        reason = f"there is no file {file}: check the name and the folder"
    except (OSError, ValueError) as error:
        told = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        reason = f"{file} can't be read: {told.lower()}"
    raise RunOfShowError(reason)


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
            for sentence in unclear.told:
                if not preview and "can't be read" in sentence:  # what is asked may stand in the file after all
                    say(sentence)
            if not can_ask():
                raise _not_answered(unclear, command) from None
            for question in unclear.questions:
                answers = _asked(question, answers, unclear)


_OPEN: Final[Mapping[str, tuple[str, str, str]]] = {
    "date": ("on which day, as 2026-09-23", "YYYY-MM-DD", "a day"),
    "timezone": ("in which city or time zone, as Geneva or America/New_York", "CITY", "a city or time zone"),
    "start": ("when does it begin, as 13:00", "HH:MM", "the time at which it begins"),
    "end": ("when does it end, as 15:00", "", ""),
}
"""How a question without choices is asked; and where a file gives no hint, a blank for a command, with its meaning."""


def _not_answered(unclear: "Unclear", command: list[str]) -> RunOfShowError:
    """Return the refusal where nobody is there to ask; the command that answers all questions comes last."""
    from runofshow.importers.questions import quoted

    words, to_fill = ["runofshow", "import", *command], list[str]()
    for question in unclear.questions:
        _, blank, meaning = ("", "", "") if question.choices else _OPEN[question.asked]
        words += [f"--{question.asked}", blank or question.first]
        to_fill += [f"{meaning} for {blank}"] if blank else []
    all_at_once = "this answers it" if len(unclear.questions) == 1 else "this answers them all"
    all_at_once += f", with {' and '.join(to_fill)}" if to_fill else ""
    line = " ".join(map(quoted, words))
    return RunOfShowError(f"{unclear}\n{all_at_once}; change what isn't so:\n{line}")


def _asked(question: "Question", answers: "Answers", unclear: "Unclear") -> "Answers":
    """Return the answers with one more, which a person types."""
    from runofshow.importers.questions import NoAnswer, answered

    say(question.sentence)
    choices = {str(number): choice for number, choice in enumerate(question.choices, start=1)}
    for number, (answer, meaning) in choices.items():
        say(f"  {number}  {answer}" + (f": {meaning}" if meaning != answer else ""))
    asked_for = f"which ({' or '.join(choices)})" if choices else _OPEN[question.asked][0]
    while True:
        try:
            typed = str(typer.prompt(asked_for, err=True)).strip()
        except typer.Abort:  # the end of the input, as by Ctrl-D
            sys.stderr.write("\n")
            raise unclear from None
        if typed in choices:
            typed = choices[typed][0]
        elif question.asked in {"sheet", "day", "room"} and typed not in dict(question.choices):
            say(f"'{typed}' is none of them")
            continue
        try:
            return answered(answers, question.asked, typed)
        except NoAnswer as error:
            say(error.sentence)


def _answers(given: "Sequence[tuple[Asked, str]]", columns: list[str], *, no_headings: bool) -> "Answers":
    from runofshow.importers.questions import Answers, NoAnswer, answered

    pairs: list[tuple[str, str]] = []
    for typed in columns:
        heading, _, field = map(str.strip, typed.rpartition("="))
        if not heading or not field:
            raise NoAnswer("column", f"'{typed[:40]}' names no heading and field: write it like 'Topic=title'")
        pairs.append((heading, field))
    answers = Answers(columns=tuple(pairs), no_headings=no_headings)
    for asked, text in given:
        answers = answered(answers, asked, text)
    return answers
