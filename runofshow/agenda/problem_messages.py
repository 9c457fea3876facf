"""Tell what the models refuse, in the words of people who write agendas, each at its place in the file."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from runofshow.agenda.defaults import Path, Raw, doubled_ids, raw_blocks
from runofshow.agenda.mistakes import SMART_QUOTES, in_smart_quotes, no_space_behind
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
from runofshow.agenda.problems import Problem, brief
from runofshow.agenda.yaml_document import Document

_MODELS: Final[Mapping[tuple[str, ...], type[BaseModel]]] = {
    (): Agenda,
    ("moderator",): Speaker,
    ("floor",): FloorRules,
    ("floor", "limits"): CategoryLimits,
    ("floor", "signals"): Signals,
    ("signals",): Signals,
    ("segments",): Segment,
    ("segments", "blocks", "speaker"): Speaker,
    ("segments", "blocks", "speakers"): Speaker,
    ("segments", "blocks", "moderator"): Speaker,
    ("segments", "blocks", "signals"): Signals,
    ("segments", "blocks", "limits"): CategoryLimits,
}
"""Which model stands where; a block is one of `_FIELDS`."""

_FIELDS: Final[Mapping[str, frozenset[str]]] = {
    "panel": frozenset(Panel.model_fields),
    "floor": frozenset(Floor.model_fields),
    "item": frozenset(Item.model_fields),
    "speaker": frozenset(Speech.model_fields) - {"subject"} | {"say", "title"},
}
"""The fields of each kind of block, by the key that tells of which kind it is; a speech may have `speakers` instead."""

_ALL_FIELDS: Final = frozenset[str]().union(*_FIELDS.values())
_NAMES: Final = {"panel": "a panel", "floor": "a floor", "item": "an item", "speaker": "a speech"}
_KEYS: Final = ("speaker", "speakers", "panel", "floor", "item")
"""The keys that tell of which kind a block is."""
_NO_KIND: Final = (
    "a block needs 'speaker' (for a speech), 'panel', 'floor' (for remarks from the floor) or 'item' (for a break, a "
    "video, a photo)"
)
_BLOCK_PATH_LENGTH: Final = 4
_LIKE_ENOUGH: Final = 65


def without_empty_fields(raw: Raw) -> dict[str, Any]:
    """Return the agenda without the fields that were left empty; unknown ones stay, to be reported."""
    return {name: _full(value, (name,)) for name, value in raw.items() if not _left_empty(value, (name,))}


def problems_of_fields(raw: Raw, error: ValidationError | None, document: Document) -> list[Problem]:
    """Return the problems of the fields of an agenda, without those that only follow from another."""
    complaints = _Complaints(raw, document)
    complaints.about_ids()
    complaints.about_kinds_of_blocks()
    if error is not None:
        complaints.from_models(error)
    return complaints.problems


def _left_empty(value: object, path: Path) -> bool:
    return value is None and path[-1] in _fields_at(path[:-1])


def _full(value: Any, path: Path) -> Any:
    if isinstance(value, dict):
        fields = ((name, inner, (*path, name)) for name, inner in value.items())
        return {name: _full(inner, here) for name, inner, here in fields if not _left_empty(inner, here)}
    if isinstance(value, list):
        return [_full(item, (*path, index)) for index, item in enumerate(value)]
    return value


def _fields_at(path: Path) -> frozenset[str]:
    """Return the fields that can be written at a place; in a block, those of every kind."""
    names = tuple(step for step in path if isinstance(step, str))
    if names == ("segments", "blocks"):
        return _ALL_FIELDS
    model = _MODELS.get(names)
    return frozenset(model.model_fields) if model else frozenset()


def _path_of(location: tuple[int | str, ...]) -> Path:
    """Return the path in the file of a place in the models, without the kind of a block and the members of a union."""
    path = location
    if len(path) > _BLOCK_PATH_LENGTH and path[0] == "segments" and path[2] == "blocks":
        path = path[:_BLOCK_PATH_LENGTH] + path[_BLOCK_PATH_LENGTH + 1 :]
    return path[: path.index("duration") + 1] if "duration" in path else path


@dataclass(slots=True)
class _Complaints:
    """The problems found so far, at most one a field."""

    raw: Raw
    document: Document
    problems: list[Problem] = field(default_factory=list)
    _told: set[Path] = field(default_factory=set)
    _doubled: bool = False
    _unclear: set[Path] = field(default_factory=set)
    """Blocks with neither speaker nor floor, or with both."""
    _meant: defaultdict[Path, set[str]] = field(default_factory=lambda: defaultdict(set))
    """For each place, the fields that its misspelt ones were meant to be."""

    def about_ids(self) -> None:
        """Tell of blocks with one id, also where the agenda has other problems."""
        for path, name in doubled_ids(self.raw):
            self._doubled = True
            self._tell(path, f"an earlier block has the id '{brief(name)}' already: an id names one block")

    def about_kinds_of_blocks(self) -> None:
        """Tell of blocks of no kind, or of two."""
        for path, block in raw_blocks(self.raw):
            keys = [name for name in block if name in _KEYS and not (name == "speakers" and "panel" in block)]
            if len(keys) == 1:
                continue
            self._unclear.add(path)
            if keys:
                first, second = sorted(keys[:2], key=_KEYS.index)
                self._tell((*path, keys[1]), f"a block has either '{first}' or '{second}', not both", at_key=True)
            else:
                self._tell_of_neither(path, block)

    def _tell_of_neither(self, path: Path, block: Raw) -> None:
        if any(_closest(str(name), frozenset(_KEYS)) for name in block if name not in _ALL_FIELDS):
            return
        for name in _KEYS:
            if self.document.holds((*path, name)):
                self._tell((*path, name), "required field is empty", at_key=True)
                return
        self._tell(path, _NO_KIND)

    def from_models(self, error: ValidationError) -> None:
        """Tell what pydantic found, unknown fields first: they explain some that are missing."""
        found = [(self._written(_path_of(details["loc"])), details) for details in error.errors(include_url=False)]
        for path, details in found:
            if details["type"] == "extra_forbidden":
                self._tell_of_unknown(path)
        for path, details in found:
            if details["type"] not in {"extra_forbidden", "missing"} and not self._follows(path, details):
                self._tell(path, _sentence(details, path))
        for path, details in found:
            if details["type"] == "missing":
                self._tell_of_missing(path)

    def _follows(self, path: Path, details: ErrorDetails) -> bool:
        """Return True if this was told already: of ids, of a block's kind, of the items of a list."""
        if path in self._unclear:
            return True
        return (self._doubled and path == ()) or (details["type"] == "too_short" and bool(details["input"]))

    def _written(self, path: Path) -> Path:
        """Return the path where a value was typed: `say` may stand in the block instead of its speaker."""
        in_block = (*path[:-2], "say")
        moved = path[-2:] == ("speaker", "say") and not self.document.holds(path) and self.document.holds(in_block)
        return in_block if moved else path

    def _tell_of_unknown(self, path: Path) -> None:
        *parent_steps, name = path
        parent, name = tuple(parent_steps), str(name)
        fields, others = self._fields_of(parent)
        if name in others:
            kind = next(_NAMES[key] for key in _FIELDS if key in fields)
            if parent not in self._unclear:
                self._tell(path, f"{kind} has no '{name}'", at_key=True)
            return
        if name in fields:  # a block's `say`, whose speaker was refused as a whole
            return
        field, colon, value = name.partition(":")
        if colon and field in fields:
            self._meant[parent].add(field)
            self._tell(path, no_space_behind(field, value), at_key=True)
            return
        if (sentence := self._split(parent, name)) is not None:
            if sentence:
                self._tell(path, sentence, at_key=True)
            return
        meant = _closest(name, fields)
        if meant:
            self._meant[parent].add(meant)
        hint = f"did you mean '{meant}'?" if meant else f"known here: {', '.join(sorted(fields))}"
        self._tell(path, f"unknown field; {hint}", at_key=True)

    def _split(self, parent: Path, name: str) -> str | None:
        """Explain a name that is the rest of a value which a comma has split; None if it is none.

        An empty text: another part of that value, which was told already.
        """
        fields = _value_at(self.raw, parent)
        if parent not in self.document.in_braces or not isinstance(fields, Mapping) or fields.get(name) is not None:
            return None
        before = list(fields)[: list(fields).index(name)]
        parts = [name]
        while before and fields[before[-1]] is None:
            parts.insert(0, before.pop())
        if not before or not isinstance(fields[before[-1]], str):
            return None
        if len(parts) > 1:
            return ""
        after = list(fields)[len(before) + 1 :]
        parts += takewhile(lambda one: fields[one] is None, after)
        whole = ", ".join([fields[before[-1]], *parts])
        return f'a comma ends a value in braces: write {before[-1]}: "{brief(whole, 100)}"'

    def _tell_of_missing(self, path: Path) -> None:
        *parent_steps, name = path
        parent = tuple(parent_steps)
        if name in self._meant[parent] or (parent in self._unclear and name in _KEYS):
            return
        if name == "duration" and (*parent, "words") in self._told:
            return
        if name == "duration" and ("words_per_minute",) in self._told and self.document.holds((*parent, "words")):
            return
        if self.document.holds(path):
            self._tell(path, "required field is empty", at_key=True)
        else:
            hint = ": a length of time such as 7m, or 'rest'" if name == "duration" else ""
            self._tell(path, f"required field is missing{hint}")

    def _fields_of(self, parent: Path) -> tuple[frozenset[str], frozenset[str]]:
        """Return the fields known at a place, and for a block of one kind those that only other kinds have."""
        known = _fields_at(parent)
        if known != _ALL_FIELDS:
            return known, frozenset()
        block = self.raw["segments"][parent[1]]["blocks"][parent[3]]
        if not any(key in block for key in _KEYS):
            return known, frozenset()
        fields = next((_FIELDS[key] for key in _FIELDS if key in block), _FIELDS["speaker"])
        return fields, _ALL_FIELDS - fields

    def _tell(self, path: Path, sentence: str, *, at_key: bool = False) -> None:
        if path in self._told or any(path[:n] in self.document.unread for n in range(len(path) + 1)):
            return
        self._told.add(path)
        mark = self.document.key_mark(path) if at_key else self.document.value_mark(path)
        self.problems.append(self.document.problem(mark, path, sentence))


def _value_at(raw: Any, path: Path) -> Any:
    for step in path:
        raw = raw[step]
    return raw


def _closest(name: str, fields: frozenset[str]) -> str | None:
    from rapidfuzz import fuzz, process

    match = process.extractOne(name.lower(), sorted(fields), scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH)
    return str(match[0]) if match else None


def _sentence(details: ErrorDetails, path: Path) -> str:  # noqa: C901, PLR0911, PLR0912  a table with conditions
    context, found = details.get("ctx", {}), _found(details["input"])
    match details["type"]:
        case "agenda":
            smart = isinstance(details["input"], str) and in_smart_quotes(details["input"].strip())
            return SMART_QUOTES if smart else str(context["sentence"])
        case "model_type" if path[-1:] == ("speaker",) and isinstance(details["input"], list):
            return "must be one speaker, not a list: write 'speakers:' instead of 'speaker:' where several speak"
        case "model_type":
            if path[-1:] in {("speaker",), ("moderator",)} or path[-2:-1] == ("speakers",):
                return f"must be a name, or fields as {{name: Ms. Ana Reyes, title: Director}}, not {found}"
            return f"must hold fields ({', '.join(_fields_in_order(path))}), not {found}"
        case "tuple_type":
            return f"must be a list, its items begun with '- ', not {found}"
        case "too_short":
            return "must hold at least one item"
        case _ if isinstance(details["input"], Mapping | list | tuple):
            return f"must be one value, not {found}"
        case "string_too_short":
            return "must not be empty"
        case "string_too_long":
            return f"longer than {context['max_length']:,} characters"
        case "string_pattern_mismatch":
            return f"{found} is no id: write it without spaces and slashes"
        case "literal_error":
            return f"{found} is none of {context['expected']}"
        case "int_parsing" | "int_parsing_size":
            return f"{found} is no whole number"
        case "greater_than_equal":
            return f"must be at least {context['ge']}"
        case "less_than_equal":
            return f"must be at most {context['le']:,}"
        case "greater_than":
            return "must be more than 0"
        case _:
            return f"{found} does not fit: {details['msg']}"


def _fields_in_order(path: Path) -> Iterator[str]:
    names = tuple(step for step in path if isinstance(step, str))
    if names == ("segments", "blocks"):
        yield from ("speaker, panel, floor or item", "duration", "…")
    else:
        yield from _MODELS[names].model_fields


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
