"""Turns the errors of the models into sentences for people who write agendas, each with its place in the file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, reduce
from itertools import takewhile
from operator import getitem
from typing import Any, Final, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from runofshow.agenda.defaults import Path, Raw, raw_blocks
from runofshow.agenda.mistakes import SMART_QUOTES, in_smart_quotes, no_space_behind
from runofshow.agenda.model import Agenda, Floor, Item, Panel, Speech
from runofshow.agenda.problems import Problem, brief
from runofshow.agenda.yaml_document import Document

_KINDS: Final[Mapping[str, tuple[str, type[BaseModel]]]] = {
    "panel": ("a panel", Panel),
    "floor": ("a floor", Floor),
    "item": ("an item", Item),
    "speaker": ("a speech", Speech),
    "speakers": ("a speech", Speech),
}
"""The kinds of block, by the keys that tell of which kind one is."""
_KEYS: Final = ("speaker", "speakers", "panel", "floor", "item")
_NO_KIND: Final = (
    "a block needs 'speaker' (for a speech), 'panel', 'floor' (for remarks from the floor) or 'item' (for a break, a "
    "video, a photo)"
)

_SENTENCES: Final = {
    "string_too_short": "must not be empty",
    "string_too_long": "longer than {max_length:,} characters",
    "string_pattern_mismatch": "{found} is no id: write it without spaces and slashes",
    "literal_error": "{found} is none of {expected}",
    "int_parsing": "{found} is no whole number",
    "int_parsing_size": "{found} is no whole number",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le:,}",
    "greater_than": "must be more than 0",
}
"""The sentences about a single wrong value, by pydantic's name for the error."""


def without_empty_fields(value: Any, path: Path = ()) -> Any:
    """Return the agenda without the fields that were left empty; unknown ones stay, to be reported."""
    if isinstance(value, list):
        return [without_empty_fields(item, (*path, index)) for index, item in enumerate(value)]
    if not isinstance(value, dict):
        return value
    known = _fields_at(path)
    filled = {name: inner for name, inner in value.items() if inner is not None or name not in known}
    return {name: without_empty_fields(inner, (*path, name)) for name, inner in filled.items()}


def problems_of_fields(raw: Raw, refused: Iterable[ErrorDetails], document: Document) -> list[Problem]:
    """Return the problems of the fields of an agenda, without those that only follow from another.

    `refused` is what pydantic found in it. Unknown fields are told first: they explain some that are missing.
    """
    told = _Told(raw, document)
    told.of_doubled_ids()
    told.of_kinds_of_blocks()
    found = [(told.path_of(details["loc"]), details) for details in refused]
    for path, details in found:
        if details["type"] == "extra_forbidden":
            told.of_unknown(path)
    for path, details in found:
        of_its_items = details["type"] == "too_short" and details["input"]
        of_the_whole = path == ()  # doubled ids, which were told above
        follows = path in told.unclear or of_the_whole or of_its_items
        if details["type"] not in {"extra_forbidden", "missing"} and not follows:
            told.add(path, _sentence(details, path))
    for path, details in found:
        if details["type"] == "missing":
            told.of_missing(path)
    return told.problems


def _fields_at(path: Path) -> frozenset[str]:
    """Return the fields that can be written at a place; in a block, those of every kind."""
    return frozenset(name for model in _models_at(_names_in(path)) for name in _fields_of(model))


def _names_in(path: Path) -> tuple[str, ...]:
    return tuple(step for step in path if isinstance(step, str))


@cache
def _models_at(names: tuple[str, ...]) -> list[type[BaseModel]]:
    """Return the models that can stand in a field, as ``segments``, ``blocks``: of blocks one for each kind."""
    if not names:
        return [Agenda]
    fields = [model.model_fields.get(names[-1]) for model in _models_at(names[:-1])]
    return list(dict.fromkeys(model for field in fields if field for model in _models_in(field.annotation)))


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _fields_of(model: type[BaseModel]) -> frozenset[str]:
    names = frozenset(field.alias or name for name, field in model.model_fields.items())
    return names | {"say"} if model is Speech else names  # it may stand beside the speaker


@dataclass(slots=True)
class _Told:
    """The problems found so far, at most one a field."""

    raw: Raw
    document: Document
    problems: list[Problem] = field(default_factory=list)
    unclear: set[Path] = field(default_factory=set)
    """Blocks of no kind, or of two."""
    _paths: set[Path] = field(default_factory=set)
    _meant: set[Path] = field(default_factory=set)
    """The fields that misspelt ones were meant to be."""

    def add(self, path: Path, sentence: str, *, at_key: bool = False) -> None:
        if path in self._paths or any(path[:n] in self.document.unread for n in range(len(path) + 1)):
            return
        self._paths.add(path)
        self.problems.append(self.document.problem_at(path, sentence, at_key=at_key))

    def of_doubled_ids(self) -> None:
        """Tell of blocks with one id, also where the agenda has other problems."""
        seen: set[str] = set()
        for path, block in raw_blocks(self.raw):
            if isinstance(name := block.get("id"), str):
                if name in seen:
                    sentence = f"an earlier block has the id '{brief(name)}' already: an id names one block"
                    self.add((*path, "id"), sentence)
                seen.add(name)

    def of_kinds_of_blocks(self) -> None:
        """Tell of blocks of no kind, or of two; one whose key may be misspelt is told of as that."""
        for path, block in raw_blocks(self.raw):
            keys = [name for name in block if name in _KEYS and not (name == "speakers" and "panel" in block)]
            if len(keys) == 1:
                continue
            self.unclear.add(path)
            if keys:
                first, second = sorted(keys[:2], key=_KEYS.index)
                self.add((*path, keys[1]), f"a block has either '{first}' or '{second}', not both", at_key=True)
            elif not any(_closest(name, _KEYS) for name in block if name not in _fields_at(path)):
                empty = next((name for name in _KEYS if self.document.holds((*path, name))), None)
                if empty is None:
                    self.add(path, _NO_KIND)
                else:
                    self.add((*path, empty), "required field is empty", at_key=True)

    def path_of(self, location: Path) -> Path:
        """Return the path in the file of a place in the models, which names kinds of blocks and members of unions."""
        path = location
        if len(path) > 4 and path[0] == "segments" and path[2] == "blocks":
            path = path[:4] + path[5:]
        if "duration" in path:
            return path[: path.index("duration") + 1]
        in_block = (*path[:-2], "say")  # it may stand in the block instead of its speaker
        moved = path[-2:] == ("speaker", "say") and not self.document.holds(path) and self.document.holds(in_block)
        return in_block if moved else path

    def of_unknown(self, path: Path) -> None:
        parent, name = path[:-1], str(path[-1])
        written: Mapping[str, Any] = reduce(getitem, parent, self.raw)  # type: ignore[arg-type]
        fields = _fields_at(parent)
        kind = next((key for key in _KINDS if key in written), None)
        if _names_in(parent) == ("segments", "blocks") and kind is not None:
            named, model = _KINDS[kind]
            if name in fields - _fields_of(model):
                if parent not in self.unclear:
                    self.add(path, f"{named} has no '{name}'", at_key=True)
                return
            fields = _fields_of(model)
        if name in fields:  # a block's `say`, whose speaker was refused as a whole
            return
        meant, colon, value = name.partition(":")
        if colon and meant in fields:
            sentence = no_space_behind(meant, value)
        elif parent in self.document.in_braces and (parts := _split_by_comma(written, name)):
            meant, *words = parts
            if words[0] != name:  # told with the first part
                return
            whole = brief(", ".join([written[meant], *words]), 100)
            sentence = f'a comma ends a value in braces: write {meant}: "{whole}"'
        elif closest := _closest(name, fields):
            meant, sentence = closest, f"unknown field; did you mean '{closest}'?"
        else:
            sentence = f"unknown field; known here: {', '.join(sorted(fields))}"
        self._meant.add((*parent, meant))
        self.add(path, sentence, at_key=True)

    def of_missing(self, path: Path) -> None:
        parent, name = path[:-1], path[-1]
        if path in self._meant or (parent in self.unclear and name in _KEYS):
            return
        words, pace = (*parent, "words"), ("words_per_minute",)
        if name == "duration" and (words in self._paths or (pace in self._paths and self.document.holds(words))):
            return
        if self.document.holds(path):
            self.add(path, "required field is empty", at_key=True)
        else:
            hint = ": a length of time such as 7m, or 'rest'" if name == "duration" else ""
            self.add(path, f"required field is missing{hint}")


def _split_by_comma(fields: Mapping[str, Any], name: str) -> Sequence[str]:
    """Return the field and the words of a value that commas have split, if `name` is one of these words."""
    names = list(fields)
    place = names.index(name)
    if fields[name] is not None:
        return ()
    while place >= 0 and fields[names[place]] is None:
        place -= 1
    if place < 0 or not isinstance(fields[names[place]], str):
        return ()
    return [names[place], *takewhile(lambda one: fields[one] is None, names[place + 1 :])]


def _closest(name: str, fields: Iterable[str]) -> str | None:
    from rapidfuzz import fuzz, process

    match = process.extractOne(name.lower(), sorted(fields), scorer=fuzz.ratio, score_cutoff=65)
    return str(match[0]) if match else None


def _sentence(details: ErrorDetails, path: Path) -> str:  # noqa: PLR0911  a table with conditions
    value, context = details["input"], details.get("ctx", {})
    found = _found(value)
    match details["type"]:
        case "agenda":
            smart = isinstance(value, str) and in_smart_quotes(value.strip())
            return SMART_QUOTES if smart else str(context["sentence"])
        case "model_type" if path[-1:] == ("speaker",) and isinstance(value, list):
            return "must be one speaker, not a list: write 'speakers:' instead of 'speaker:' where several speak"
        case "model_type" if path[-1:] in {("speaker",), ("moderator",)} or path[-2:-1] == ("speakers",):
            return f"must be a name, or fields as {{name: Ms. Ana Reyes, title: Director}}, not {found}"
        case "model_type":
            model, *others = _models_at(_names_in(path))
            fields = "speaker, panel, floor or item, duration, …" if others else ", ".join(model.model_fields)
            return f"must hold fields ({fields}), not {found}"
        case "tuple_type":
            return f"must be a list, its items begun with '- ', not {found}"
        case "too_short":
            return "must hold at least one item"
        case _ if isinstance(value, Mapping | list | tuple):
            return f"must be one value, not {found}"
        case kind:
            sentence = _SENTENCES.get(kind, "{found} does not fit: {msg}")
            return sentence.format(found=found, msg=details["msg"], **context)


def _found(value: object) -> str:
    match value:
        case None:
            return "nothing"
        case list() | tuple():
            return "a list"
        case Mapping():
            return "fields"
        case _:
            return f"'{brief(str(value))}'"
