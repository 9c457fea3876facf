"""Write docs/reference, the manual page and the key card from the program: `python -m tests.reference`.

Everything that the program knows of itself comes from the program: commands and options from the parser, keys from the
keymap, fields of files from their models, schemas and output. Each page begins with a sentence or two that is written
here.
"""

import html
import inspect
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import typer
from pydantic import BaseModel

from runofshow.agenda.loader import default_agenda
from runofshow.agenda.model import (
    Agenda,
    CategoryLimits,
    Floor,
    FloorRules,
    Item,
    Panel,
    Segment,
    Signals,
    Speaker,
    Speech,
)
from runofshow.agenda.schema import agenda_schema, field_descriptions
from runofshow.cli import INTERRUPTED
from runofshow.cli.help import FIRST_COMMANDS
from runofshow.cli.parser import PANELS, parser
from runofshow.errors import RunOfShowError, UsageError
from runofshow.export.json_values import json_text
from runofshow.export.plan_for_programs import plan_json
from runofshow.export.record_json import record_schema
from runofshow.export.status_json import floor_plan_json, status_json
from runofshow.instants import instant
from runofshow.journal.entry_line import encode
from runofshow.show.actions.blocks import BlockStarted, Next
from runofshow.show.actions.panel import GiveTurn
from runofshow.show.actions.running_order import Insert, Skip
from runofshow.show.forecast import forecast
from runofshow.show.particulars import Particulars
from runofshow.show.state import EVENTS, Anchor, Entry, Show
from runofshow.ui.keymap import KeyAction, KeyNames
from runofshow.ui.selection import Pick, RowAction
from tests import builders, pictures

DOCS: Final = Path(__file__).parents[1] / "docs"

MADE: Final = "<!-- Made by `python -m tests.reference`: change the program, not this page. -->"


# Markdown.


def page(title: str, *parts: str) -> str:
    """Return a whole page, its parts a blank line apart."""
    return "\n\n".join([f"# {title}", MADE, *(part.strip("\n") for part in parts if part)]) + "\n"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table; a vertical bar in a cell is escaped."""
    names = list(head)
    lines = [names, ["---"] * len(names), *(list(row) for row in rows)]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in lines)


def code(text: str) -> str:
    """Return a text as code within a line."""
    return f"`{text}`"


def sentence(text: str) -> str:
    """Return the text with a capital letter and a full stop, unless it begins with code."""
    text = text.strip()
    return text if not text or text[-1] in ".?!" else f"{text}."


# Commands.


class Described:
    """A command as the parser knows it."""

    def __init__(self, name: str, command: Any, context: Any) -> None:
        self.name = name
        self.help = inspect.cleandoc(command.help or "")
        parameters = [one for one in command.get_params(context) if not getattr(one, "hidden", False)]
        self.arguments = [one for one in parameters if one.param_type_name == "argument"]
        self.options = [one for one in parameters if one.param_type_name == "option" and "--help" not in one.opts]
        self.context = context

    @property
    def usage(self) -> str:
        """How it is typed."""
        words = [self.name, *(["[OPTIONS]"] if self.options else [])]
        for one in self.arguments:
            name = one.metavar.strip("[]") + ("..." if one.nargs != 1 else "")
            words.append(name if one.required else f"[{name}]")
        return " ".join(words)

    def typed(self, option: Any) -> str:
        """An option's names, with the kind of value that follows."""
        value = option.display_type_rich(self.context)
        return ", ".join(option.opts) + (f" {value}" if value else "")

    def meaning(self, parameter: Any) -> str:
        """What a parameter is for, with its default and its environment variable."""
        words = [sentence(parameter.help or "")]
        default = parameter.default
        if parameter.param_type_name == "option" and default not in (None, False, ()) and not callable(default):
            words.append(f"Default: {default}.")
        if parameter.envvar:
            words.append(f"Environment: {parameter.envvar}.")
        return " ".join(word for word in words if word)


def described() -> tuple[Described, Mapping[str, list[Described]]]:
    """Return the program and its commands by the panel of `-h` in which they stand; those of `floor` are a panel."""
    group = parser()
    context = typer.Context(group, info_name="runofshow")
    panels: dict[str, list[Described]] = {panel: [] for panel in PANELS}
    floor: list[Described] = []
    for name, listed in group.commands.items():
        command = listed.loaded()
        if hasattr(command, "commands"):
            inner = {each: it.loaded() for each, it in command.commands.items()}
            floor = [Described(f"runofshow {name} {each}", it, context) for each, it in inner.items()]
        else:
            panels[command.rich_help_panel].append(Described(f"runofshow {name}", command, context))
    return Described("runofshow", group, context), {**panels, "The floor": floor}


def anchor(name: str) -> str:
    """Return the place of a heading in a page."""
    return re.sub(r"[^a-z0-9 -]", "", name.lower()).replace(" ", "-")


def commands() -> str:
    """Return the page of all commands."""
    program, panels = described()
    parts = [
        (
            "Each command also explains itself: `runofshow COMMAND -h`. The options of the program may stand before or "
            "after the command."
        ),
        table(["option", "meaning"], [[code(program.typed(one)), program.meaning(one)] for one in program.options]),
        (
            "TIME is a clock time in the meeting's time zone (`13:05`, `13:05:30`, `1 pm`) or a full instant "
            "(`2016-07-20T13:05-04:00`). DURATION is a length such as `90s`, `2m`, `1h30m` or `7:00`. BLOCK is the id "
            "of a block, or a part of its id or title that fits no other block."
        ),
        *[f"**{panel}:** " + " · ".join(_link(one) for one in group) for panel, group in panels.items()],
    ]
    for panel, group in panels.items():
        parts.append(f"## {panel}")
        for one in group:
            rows = [[code(it.metavar.strip("[]")), one.meaning(it)] for it in one.arguments]
            rows += [[code(one.typed(it)), one.meaning(it)] for it in one.options]
            parts += [f"### {one.name}", one.help, f"```sh\n{one.usage}\n```"]
            parts += [table(["argument or option", "meaning"], rows)] if rows else []
    return page("Commands", *parts)


def _link(one: Described) -> str:
    return f"[{one.name.removeprefix('runofshow ')}](#{anchor(one.name)})"


# Keys.

PROMPT_KEYS: Final = (
    ("Enter", "take what was typed"),
    ("Tab", "complete the name"),
    ("↑ ↓", "choose another name"),
    ("Esc", "close the line and keep nothing"),
)
OTHER_SCREENS: Final = (
    ("watch", "q Esc", "leave"),
    ("watch", "f", "follow a newer show"),
    ("watch --stage", "b", "blank this screen alone, or show it again"),
    ("watch --stage", "q Esc", "leave"),
    ("rapporteur", "Enter", "save the line"),
    ("rapporteur", "Tab", "complete a name"),
    ("rapporteur", "↑ ↓", "go to another statement, note, decision or task, and correct it"),
    ("rapporteur", "^N", "write who spoke from the floor"),
    ("rapporteur", "^T", "write a note"),
    ("rapporteur", "^D", "write a decision"),
    ("rapporteur", "^O", "write a task; after semicolons who does it, and by when"),
    ("rapporteur", "Esc", "drop what was typed, and follow whoever speaks"),
    ("rapporteur", "^F", "follow a newer show"),
    ("rapporteur", "^C", "save the line, and leave"),
)


def _keys_of(screen: type[KeyNames]) -> list[tuple[str, str]]:
    """Return the keys of a screen, with what they do; one without words shares those of the next."""
    found: list[tuple[str, str]] = []
    before = ""
    for key in screen:
        if key.does:
            found.append((f"{before} {key.shown}".strip(), key.does))
        before = "" if key.does else key.shown
    return found


def _keys_table(rows: Iterable[tuple[str, str]]) -> str:
    return table(["key", "does"], [[" ".join(map(code, keys.split())), does] for keys, does in rows])


def keys() -> str:
    """Return the page of all keys."""
    other = [
        [code(f"runofshow {screen}"), " ".join(map(code, key.split())), does] for screen, key, does in OTHER_SCREENS
    ]
    return page(
        "Keys",
        "`?` shows the keys on the screen too. `^` stands for Ctrl.",
        "## The moderator's screen",
        _keys_table(_keys_of(KeyAction)),
        "## After `E`: choose and correct an intervention or a request",
        _keys_table(_keys_of(Pick)),
        "## After `↑` or `↓`: a row of the running order",
        _keys_table(_keys_of(RowAction)),
        "## In a line that takes text",
        _keys_table(PROMPT_KEYS),
        "## Other screens",
        table(["screen", "key", "does"], other),
    )


CARD: Final = """\
<!DOCTYPE html>
<!-- Made by `python -m tests.reference`: change the program, not this page. -->
<html lang="en">
<meta charset="utf-8">
<title>runofshow: keys</title>
<style>
@page {{ size: A4; margin: 14mm }}
body {{ font: 11pt/1.3 sans-serif; max-width: 190mm; margin: 0 auto; color: #000 }}
h1 {{ font-size: 16pt; margin: 0 0 3mm }}
h2 {{ font-size: 11pt; margin: 4mm 0 1mm }}
table {{ border-collapse: collapse; width: 100% }}
td {{ border-top: 0.3mm solid #bbb; padding: 0.7mm 2mm 0.7mm 0; vertical-align: top }}
td:first-child {{ white-space: nowrap; width: 28mm; font-weight: bold }}
.columns {{ columns: 2; column-gap: 8mm }}
.columns table {{ break-inside: avoid }}
.columns td {{ font-size: 10pt }}
</style>
<h1>runofshow: the moderator's keys</h1>
{live}
<div class="columns">
<h2>After E</h2>
{picking}
<h2>While you type</h2>
{prompt}
</div>
</html>
"""


def key_card() -> str:
    """Return all keys of the moderator as a page to print."""

    def drawn(rows: Iterable[tuple[str, str]]) -> str:
        cells = (f"<tr><td>{html.escape(key)}</td><td>{html.escape(does)}</td></tr>" for key, does in rows)
        return "\n".join(["<table>", *cells, "</table>"])

    return CARD.format(live=drawn(_keys_of(KeyAction)), picking=drawn(_keys_of(Pick)), prompt=drawn(PROMPT_KEYS))


# agenda.yaml.

AGENDA_PARTS: Final[tuple[tuple[str, str, type[BaseModel]], ...]] = (
    ("The meeting", "", Agenda),
    ("A segment", "segments", Segment),
    ("A speech", "segments[].blocks[]", Speech),
    ("A panel", "segments[].blocks[]", Panel),
    ("A floor round", "segments[].blocks[]", Floor),
    ("An item", "segments[].blocks[]", Item),
    ("A speaker", "segments[].blocks[].speaker, segments[].blocks[].speakers[], moderator", Speaker),
    ("Rules for the floor", "floor", FloorRules),
    ("Limits by category", "floor.limits, segments[].blocks[].limits", CategoryLimits),
    ("Signals", "signals, floor.signals, segments[].blocks[].signals", Signals),
)


def agenda() -> str:
    """Return the page of agenda.yaml."""
    schema = agenda_schema()
    parts = [
        (
            "An agenda is a YAML file. `runofshow check` finds every problem in it, with line and column. With [a JSON "
            "Schema](agenda.schema.json), which `runofshow check --schema` prints, an editor can check while you type. "
            "An unknown field is an error. A field that is left empty is ignored."
        ),
        (
            "Lengths are written with a unit: `90s`, `7m`, `1h30m`, or `7:00` for minutes and seconds. Clock times are "
            "written as `13:00`, `13h15` or `1 pm`. Put quotes around a text that holds a colon and a space."
        ),
    ]
    for title, where, model in AGENDA_PARTS:
        part = schema if model is Agenda else schema["$defs"][model.__name__]
        part = next((one for one in part.get("anyOf", ()) if "properties" in one), part)
        needed = {*part.get("required", ())} | ({"duration"} if model is Speech else set())
        rows = []
        for name, text in field_descriptions(model).items():
            default = part["properties"][name].get("default")
            shown = code(str(default)) if isinstance(default, str | int) else ""
            rows.append([code(name), "yes" if name in needed else "", shown, text])
        place = f"Under {' or '.join(map(code, where.split(', ')))}. " if where else ""
        parts += [f"## {title}", place + part["description"].split("\n")[0], table(_AGENDA_HEAD, rows)]
    parts.append(
        "The key says what kind of block it is: `speaker` or `speakers`, `panel`, `floor`, `item`. A speech needs "
        "`duration` or `words`. `say` may also stand beside `speaker`."
    )
    return page("agenda.yaml", *parts)


_AGENDA_HEAD: Final = ("field", "required", "default", "meaning")


# The journal.

OF_EVERY_LINE: Final = {
    "n": "The number of the entry: 1, 2, 3, …",
    "at": "When it happened, in UTC.",
    "written": "When it was written, in UTC.",
    "kind": "The kind of entry; the tables below list them.",
    "by": "Who entered it.",
    "seal": "A checksum of 16 hexadecimal digits, computed from this line and from the seal of the line before.",
}
OF_MANY_KINDS: Final = {
    "block": "The id of the block.",
    "request": "The number of the entry that asked for the floor.",
    "particulars": "Who, for whom, in what capacity: see below.",
    "anchor": "Where the show clock is tied to the computer's clocks: see below.",
}


def journal() -> str:
    """Return the page of the journal's format."""
    at = instant(datetime(2016, 7, 20, 17, 2, 11, tzinfo=UTC))
    line, _ = encode(Entry(2, at, at + timedelta(seconds=1), "moderator", BlockStarted(block="lakshmi-puri")), "0" * 16)
    parts = [
        (
            "A journal is a text file in UTF-8. Each line is one entry, a JSON object. Lines are only ever added. The "
            "name of the file holds the time of opening and the title: `journals/20160720T125500-lunch.jsonl`."
        ),
        f"```json\n{line.decode().strip()}\n```",
        "## Every line",
        table(["field", "meaning"], [[code(name), text] for name, text in OF_EVERY_LINE.items()]),
        "Lengths are ISO 8601 durations (`PT2M`), instants ISO 8601 in UTC. A field with its default may be left out.",
        "## Kinds of entry",
    ]
    for _, kind in sorted(EVENTS.items()):
        parts += [f"### {kind.model_fields['kind'].default}", inspect.cleandoc(kind.__doc__ or ""), _fields(kind)]
    for title, model in (("Particulars", Particulars), ("Anchor", Anchor)):
        parts += [f"## {title}", inspect.cleandoc(model.__doc__ or ""), _fields(model)]
    return page("The journal", *parts)


def _fields(model: type[BaseModel]) -> str:
    known = {**OF_MANY_KINDS, **field_descriptions(model)}
    rows = [[code(name), known[name]] for name in model.model_fields if name != "kind" or model is Particulars]
    return table(["field", "meaning"], rows) if rows else ""


# JSON.

ALSO_NULL: Final = {("floor", "waiting[]", name) for name in ("expected_start", "limit", "fits")}
"""Fields of `status` that are null where no floor round is left, in none of the examples."""
_INSTANT: Final = "instant"
_NUMBERS: Final = ("time_runs_out_after",)
"""Numbers that are null in every example."""
MEANINGS: Final[Mapping[str, str]] = {
    "phase": "before, running, handover, paused or finished.",
    "mode": "live or rehearsal.",
    "now": "The time of the show clock.",
    "block": "The running block; null if none runs.",
    "id": "The id of the block.",
    "title": "The title; of a speech without one the names of those who speak.",
    "kind": "speech, panel, floor or item.",
    "item": "The type of an item: break, video, ceremony, music, photo or other; null in another block.",
    "speaker": "The speaker; null unless a speech has exactly one.",
    "speakers": "Those who speak in a speech or on a panel; empty in a floor round or an item.",
    "name": "The name.",
    "speaker.title": "The designation.",
    "speakers.title": "The designation.",
    "organization": "The organization.",
    "say": "How the name is pronounced.",
    "country": "The country.",
    "remote": "Whether the speaker joins by video link.",
    "turn": "Whose turn it is on the panel; null: the moderator's, or no panel runs.",
    "turn.number": "The panellist's number.",
    "turn.elapsed": "How long the panellist has had the word.",
    "turn.remaining": "What is left of the length that each turn should take; null where none is set.",
    "slack": "How long nothing happens before it, after the handover, because its start is fixed.",
    "margin": "The time that is to stay free before the hard stop.",
    "elapsed": "How long it has run, without pauses.",
    "remaining": "What is left of its time; negative if it is over.",
    "allotment": "The length that it may take, extensions included.",
    "signal": "on_time, wrap_up, final or over.",
    "next": "The block that follows; null if none does.",
    "expected_start": "When it is expected to begin, or began; null: it was left out.",
    "expected_end": "When it is expected to end, or ended.",
    "next.expected_start": "When it is expected to begin.",
    "waiting.expected_start": "When the turn is expected to begin; null: no floor round is left.",
    "turns.expected_start": "When the turn is expected to begin.",
    "planned_start": "When it begins in the agenda; null: it isn't in the agenda.",
    "planned_end": "When it ends in the agenda.",
    "status": "waiting, running, done, skipped or parked (set aside).",
    "offset": "How far the show is behind its plan; negative: ahead.",
    "projected_finish": "When the show is expected to end.",
    "hard_stop": "When the room must be free.",
    "overrun": "How far the expected end lies after the hard stop.",
    "floor": "The floor: the round that runs, or the next one.",
    "floor.block": "The id of the floor round; null if none is left.",
    "floor.remaining": "The time that the round still has.",
    "fits": "How many more interventions fit if each takes its limit.",
    "predicted": "How many more fit at the pace of this meeting.",
    "limit": "How long one intervention may take.",
    "limits": "The limits of categories that have their own.",
    "seat_all_limit": "The limit at which everybody who waits gets a turn.",
    "list_closed": "Whether the list of speakers is closed.",
    "order": "asked or groups-first.",
    "holder": "Who holds the floor; null if nobody does.",
    "number": "The number of the intervention.",
    "given": "When the floor was given.",
    "waiting": "The list of speakers.",
    "asked": "When the floor was asked for.",
    "who": "The delegation, organization or person.",
    "person": "Who spoke, by name.",
    "category": "state, observer, group, un, igo, nhri, ngo, panel or other.",
    "waiting.limit": "How long this intervention may take.",
    "waiting.fits": "Whether the turn ends before the time of the round does.",
    "turns.limit": "How long this intervention may take.",
    "turns.fits": "Whether the turn ends before the time of the round does.",
    "guards": "Floor rounds that late speeches have cut to their minimum.",
    "guards.lost": "The time that the round has lost.",
    "guards.min": "Its minimum.",
    "blocks": "The running order.",
    "segment": "The title of the segment.",
    "start": "When it begins.",
    "end": "When it ends.",
    "timezone": "The name of the time zone.",
    "duration": "The planned length.",
    "min": "The shortest that it may become; null: it can't be shortened.",
    "handover": "The time before it.",
    "blocks.title": "The speaker's name, or the title of the floor round.",
    "plan.title": "The title of the meeting.",
    "floor plan.block": "The id of the floor round.",
    "floor plan.title": "Its title.",
    "floor plan.remaining": "The time that the round still has.",
    "floor plan.handover": "The time between two interventions.",
    "plan.start": "When the meeting begins.",
    "plan.end": "The hard stop.",
    "running": "Whether the round runs already.",
    "predicted_by": "What the prediction rests on.",
    "predicted_by.way": "The method.",
    "predicted_by.handover": "The expected time between two interventions.",
    "interventions_heard": "How many interventions it has seen.",
    "share_of_limit": "How much of the limit speakers take, on average.",
    "intervention": "The expected length of an intervention.",
    "all_fit": "Whether everybody who waits gets a turn.",
    "close_list_now": "Whether the list should be closed now.",
    "time_runs_out_after": "The last place on the list that still fits; null: all do, or none.",
    "turns": "Those who wait, in their order.",
    "place": "The place on the list.",
}
"""By the name of a field, or by its place where the name alone says too little."""


def _leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every field of a document with its value; the fields of a list's objects once for each."""
    match value:
        case dict():
            for name, inner in value.items():
                yield (*path, name), inner
                yield from _leaves(inner, (*path, name))
        case list():
            for inner in value:
                yield from _leaves(inner, (*path[:-1], f"{path[-1]}[]"))
        case _:
            pass


def _kind(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "number"
        case list():
            return "list"
        case dict():
            return "object"
        case _:
            return _INSTANT if re.match(r"\d{4}-\d\d-\d\dT", value) else "text"


def fields(document: str, *examples: str) -> str:
    """Return a table of the fields that some examples of a document hold."""
    kinds: dict[tuple[str, ...], dict[str, None]] = {}
    for example in examples:
        for path, value in _leaves(json.loads(example)):
            kinds.setdefault(path, {})[_kind(value)] = None
    first = {path: place for place, path in enumerate(kinds)}

    def whole_path(path: tuple[str, ...]) -> list[int]:
        """Put the fields of an object below the object."""
        above = [(*path[:depth], path[depth].removesuffix("[]")) for depth in range(len(path))]
        return [first[one] for one in above]

    rows = []
    for path, found in sorted(kinds.items(), key=lambda item: whole_path(item[0])):
        if path[:-1] and path[-2] == "limits":
            continue  # named after categories
        if path in ALSO_NULL:
            found["null"] = None
        if list(found) == ["null"]:
            found["number" if path[-1] in _NUMBERS else "text"] = None
        known = " or ".join(sorted(found, key=lambda kind: kind == "null"))
        rows.append([code(".".join(path)), known, _meaning(document, path)])
    return table(["field", "value", "meaning"], rows)


def _meaning(document: str, path: tuple[str, ...]) -> str:
    names = [name.removesuffix("[]") for name in path]
    places = [f"{document}.{'.'.join(names)}", ".".join(names), ".".join(names[-2:]), names[-1]]
    return next(MEANINGS[place] for place in places if place in MEANINGS)


def json_page() -> str:
    """Return the page of all JSON that the program writes."""
    scenes = [*pictures.scenes().values(), changed_meeting(), panel_meeting()]
    shows = [(show, forecast(show, show.agenda.start + after)) for show, after in scenes]
    states = [status_json(show, now) for show, now in shows]
    plans = [floor_plan_json(show, now.floor) for show, now in shows if now.floor is not None]
    return page(
        "JSON",
        "Durations are in seconds. Instants are ISO 8601 in the meeting's time zone. `null` means that there is no "
        "value, or that it is not known. New versions may add fields. No field changes its meaning.",
        "## runofshow status --json",
        fields("status", *states),
        "A holder, and somebody who waits, also have the other [particulars](journal.md#particulars) that are known.",
        "## runofshow plan --json",
        fields("plan", plan_json(default_agenda()).decode()),
        "## runofshow floor plan --json",
        fields("floor plan", *plans),
        "## runofshow follow",
        table(
            ["field", "value", "meaning"],
            [
                [
                    "`event`",
                    "text",
                    "The [kind](journal.md) of an entry, or a signal: on_time, wrap_up, final or over.",
                ],
                ["`at`", "instant", "When it happened."],
                ["`n`", "number or null", "The number of the entry; null for a signal."],
                ["`text`", "text", "What happened, without anything that was said."],
            ],
        ),
        "## runofshow export --format json",
        "`runofshow export --schema` prints the JSON Schema of this document.",
        *_record_tables(json.loads(record_schema())),
    )


def panel_meeting() -> tuple[Show, timedelta]:
    """Return a show with a panellist who has the word, and when to look at it."""
    people = [{"name": "Ms. A", "title": "Director", "country": "Chile"}, {"name": "Mr. B", "organization": "ILO"}]
    plan = builders.agenda({"panel": "Financing", "speakers": people, "duration": "30m", "each": "5m"})
    return builders.played(plan, ("14:00", Next()), ("14:00", GiveTurn(2))), timedelta(minutes=2)


def changed_meeting() -> tuple[Show, timedelta]:
    """Return the lunch with a block that was left out and one that was added, for fields that are null then."""
    added = Speech.model_validate({"speaker": "Ms. Ada Example", "duration": "5m", "id": "ada-example"})
    soon = timedelta(minutes=1)
    return pictures.lunch((soon, Next()), (soon, Skip("guy-ryder")), (soon, Insert(added))), 2 * soon


def _record_tables(schema: Mapping[str, Any]) -> Iterator[str]:
    yield "### The whole"
    whole = {name: it for name, it in schema["properties"].items() if name != "schema"}
    yield _schema_table(schema, {"schema": schema["properties"]["schema"], **whole})
    for one in schema["oneOf"]:
        yield f"**{one['title']}:**"
        yield _schema_table(schema, one["properties"])
    for name, part in schema["$defs"].items():
        if "properties" in part:
            yield f"### {name}"
            yield _schema_table(schema, part["properties"])


def _schema_table(schema: Mapping[str, Any], properties: Mapping[str, Any]) -> str:
    rows = []
    for name, field in properties.items():
        rows.append([code(name), _schema_kind(schema, field), field.get("description", "")])
    return table(["field", "value", "meaning"], rows)


def _schema_kind(schema: Mapping[str, Any], field: Mapping[str, Any]) -> str:
    if "const" in field:
        return code(field["const"])
    if "enum" in field:
        return ", ".join(map(code, field["enum"]))
    if reference := field.get("$ref"):
        name = reference.rpartition("/")[2]
        names = {"text": "text or null", "instant": _INSTANT, "instant_if_any": f"{_INSTANT} or null"}
        names |= {"length": "number (seconds)", "category": "a category", "category_if_known": "a category or null"}
        return names.get(name, f"[{name}](#{name})")
    if "oneOf" in field:
        kinds = [_schema_kind(schema, one) for one in field["oneOf"]]
        return " or ".join(sorted(kinds, key=lambda kind: kind == "null"))
    if field.get("type") == "array":
        inner = _schema_kind(schema, field["items"]) if "items" in field else "values"
        return f"list of {inner}"
    kinds = field["type"] if isinstance(field["type"], list) else [field["type"]]
    words = {"string": "text", "boolean": "true or false", "integer": "number", "array": "list", "object": "object"}
    return " or ".join(words.get(kind, kind) for kind in kinds)


# Exit codes and the environment.

ENVIRONMENT: Final = {
    "NO_COLOR": "If it is set, nothing is coloured. Signals are words as well as colours.",
    "FORCE_COLOR": "If it is set, output is coloured even where it doesn't go to a terminal.",
    "COLUMNS": "The width of tables in a terminal, in place of the terminal's own. Elsewhere tables have 100 columns.",
}


def exit_codes() -> str:
    """Return the page of exit codes."""
    rows = [
        ["0", "Done."],
        [str(RunOfShowError.exit_code), "Refused or failed. One sentence on standard error says why, and what to do."],
        [str(UsageError.exit_code), "Misused: an unknown command or option, or a value that can't be read."],
        [str(INTERRUPTED), "Interrupted by Ctrl-C. On the moderator's screen Ctrl-C is `q`, and the code is 0."],
    ]
    return page(
        "Exit codes",
        "Data goes to standard output, messages to standard error.",
        table(["code", "meaning"], rows),
        "`verify` exits with 1 if the journal is damaged, and `check` if the agenda has a problem. An export of a "
        "damaged journal exits with 0, because the undamaged entries are written.",
    )


def environment_rows() -> list[tuple[str, str]]:
    """Return the environment variables that the program reads."""
    program, _ = described()
    options = [one for one in program.options if one.envvar]
    own = [(one.envvar, f"{sentence(one.help)} The option {code(one.opts[0])} overrides it.") for one in options]
    return [*own, *ENVIRONMENT.items()]


def environment() -> str:
    """Return the page of environment variables and files."""
    return page(
        "Environment and files",
        table(["variable", "meaning"], [[code(name), text] for name, text in environment_rows()]),
        "## Which agenda",
        "The first of these that exists: `--agenda`, `RUNOFSHOW_AGENDA`, `agenda.yaml` in the current folder, the "
        "built-in agenda (the lunch of 20 July 2016).",
        "## Which journal",
        (
            "`--journal` names one. Without it the program looks in `--journal-dir`, by default `journals/` in the "
            "current folder, and takes the meeting that is on: it isn't closed, and its last entry is less than 12 "
            "hours old. If no meeting is on, the program takes the newest meeting. It takes a rehearsal in two cases: "
            "there is no meeting, or the rehearsal is on and was opened after the last entry of that meeting."
        ),
        (
            "If there are several journals, the command says which one it took. A command that moves a show "
            "refuses to move any other show than this one."
        ),
        "## Files",
        table(
            ["file", "meaning"],
            [
                ["`agenda.yaml`", "The plan of the meeting."],
                ["`journals/*.jsonl`", "The journal of each show; readable by its owner only."],
                ["`journals/*.jsonl.lock`", "Lets one program at a time write to the journal."],
                ["`journals/*.jsonl.links`", "The secret behind the links of `serve`. Delete it to get new links."],
                ["`journals/serve.links`", "The same before there is a show; the show takes it over."],
            ],
        ),
    )


# The manual page.


def manual() -> str:
    """Return the manual page, in the macros of man(7)."""
    program, panels = described()
    lines = [
        '.\\" Made by `python -m tests.reference`: change the program, not this page.',
        '.TH RUNOFSHOW 1 "" "runofshow" "User Commands"',
        ".SH NAME",
        "runofshow \\- run of show for the person who moderates a high\\-level meeting",
        ".SH SYNOPSIS",
        ".B runofshow",
        "[OPTIONS] COMMAND [ARGUMENTS]",
        ".SH DESCRIPTION",
        _roff(program.help),
        ".PP",
        "Five commands are enough for most meetings:",
    ]
    for command, does in FIRST_COMMANDS.items():
        lines += [".TP", f".B {_roff(command)}", _roff(sentence(does))]
    lines += [".SH OPTIONS", "These may stand before or after the command.", *_roff_options(program)]
    for panel, group in panels.items():
        lines.append(f".SH {_roff(panel.upper())}")
        for one in group:
            lines += [f".SS {_roff(one.usage.removeprefix('runofshow '))}", _roff(one.help), *_roff_options(one)]
    lines.append(".SH ENVIRONMENT")
    for name, text in environment_rows():
        lines += [".TP", f".B {name}", _roff(text.replace("`", ""))]
    lines += [".SH EXIT STATUS", "0 done, 1 refused or failed, 2 misused, 130 interrupted."]
    return "\n".join(lines) + "\n"


def _roff(text: str) -> str:
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    paragraphs = (" ".join(part.split()) for part in escaped.split("\n\n"))
    return "\n.PP\n".join(f"\\&{part}" if part[:1] in (".", "'") else part for part in paragraphs)


def _roff_options(one: Described) -> Iterator[str]:
    for parameter in (*one.arguments, *one.options):
        named = parameter.metavar.strip("[]") if parameter in one.arguments else one.typed(parameter)
        yield from (".TP", f".B {_roff(named)}", _roff(one.meaning(parameter)) or "\\&")


# All pages.


def pages() -> dict[str, str]:
    """Return every page by its place in docs/."""
    return {
        "reference/commands.md": commands(),
        "reference/keys.md": keys(),
        "reference/agenda.md": agenda(),
        "reference/agenda.schema.json": json_text(agenda_schema()),
        "reference/json.md": json_page(),
        "reference/journal.md": journal(),
        "reference/exit-codes.md": exit_codes(),
        "reference/environment.md": environment(),
        "man/runofshow.1": manual(),
        "key-card.html": key_card(),
    }


if __name__ == "__main__":
    for place, text in pages().items():
        path = DOCS / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
