"""YAML text -> plain lists, mappings and text, with the line and column of every value.

YAML 1.1 has surprises: ``13:00`` is a number in base 60, ``NO`` is false, a second ``title`` silently wins, and a file
of ten lines can unfold to gigabytes. So nothing is resolved here: every scalar stays the text that was typed, and
aliases, tags and doubled keys are problems. The stream of parse events is read once, and no further than the bounds
allow.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import yaml

from runofshow.agenda.defaults import Path
from runofshow.agenda.mistakes import (
    NEVER_CLOSED,
    SMART_QUOTES,
    TAB,
    Mistake,
    badly_begun,
    cut_by_comment,
    explanation,
    in_smart_quotes,
    never_closed,
)
from runofshow.agenda.problems import Problem, brief, shown_path

MOST_BYTES: Final = 1 << 20
MOST_DEPTH: Final = 20
MOST_NODES: Final = 100_000
"""Names of fields and their values: those of about 8,000 blocks, which come to a mebibyte."""
LONGEST_SCALAR: Final = 50_000
"""In characters; the longest text that an agenda's field takes is well below."""

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_LINE_END: Final = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that YAML allows nowhere: controls and halves of surrogate pairs (YAML 1.1, section 5.1)."""
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that an escape such as ``"\\e"`` could still bring into a value."""

_TOO_DEEP: Final = f"nested more than {MOST_DEPTH} deep: that is no agenda"
_SYNTAX: Final = (
    ("nesting depth", _TOO_DEEP),
    ("mapping values are not allowed", "a colon inside a value: put the value in quotes, or line this field up"),
    ("tab character", TAB),
    ("cannot start any token", "this can't begin a value: @ ` % need quotes around them"),
    ("end of stream|document indicator|document separator", NEVER_CLOSED),
    ("could not find expected ':'", "a field is its name, a colon and a space: one of them is missing"),
    ("',' or '", "a bracket is opened here and never closed, or a comma is missing in between"),
    ("expected '-' indicator", "this doesn't line up: the items of a list begin with '- ' in one column"),
    ("block sequence entries are not allowed", "a list begins on a line of its own"),
    (
        "expected <block end>|did not find expected key",
        "this doesn't line up with what stands above: check indentation and quotes",
    ),
    ("alphabetic or numeric", "a value that begins with & or * stands in quotes"),
    ("comment or line break|chomping or indentation", "a text after | or > begins on the next line"),
    ("hexdecimal|escape", "a backslash in double quotes begins an escape: use single quotes"),
)
"""Words of the parser (libyaml's and PyYAML's own), and the sentence for staff."""


class Mark(NamedTuple):
    """A place in the file; lines and columns count from 1."""

    line: int
    column: int


START: Final = Mark(1, 1)


@dataclass(slots=True)
class Document:
    """The content of a file, as it was typed, and the problems of its form."""

    raw: dict[str, Any] | None = None
    """None where there is nothing to look into."""
    keys: dict[Path, Mark] = field(default_factory=dict)
    values: dict[Path, Mark] = field(default_factory=dict)
    unread: set[Path] = field(default_factory=set)
    """The places of refused values. No other problem is told about these."""
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    """Places at which the text means something else than its author may think."""
    in_braces: set[Path] = field(default_factory=set)
    """Fields that are written in braces, as ``{name: Ms. A}``."""
    lines: list[str] = field(default_factory=list)

    def complain(self, mark: Mark, path: Path, sentence: str) -> None:
        """Add a problem."""
        self.problems.append(Problem(*mark, shown_path(path), sentence))

    def problem_at(self, path: Path, sentence: str, *, at_key: bool = False) -> Problem:
        """Return a problem of a value, at its place or that of the nearest one around it, or at the field's name."""
        around = (self.values[path[:n]] for n in range(len(path), -1, -1) if path[:n] in self.values)
        mark = self.keys.get(path) if at_key else None
        return Problem(*(mark or next(around, START)), shown_path(path), sentence)

    def holds(self, path: Path) -> bool:
        """Return True if a value is written there."""
        return path in self.values


class _Stop(Exception):
    """Ends the reading; its arguments are the mark, the path and the sentence of the last problem."""


def read_document(content: str | bytes) -> Document:
    """Read YAML text, and every problem of its form. Raises nothing."""
    document = Document()
    try:
        text = _decoded(content)
        document.lines = _LINE_END.split(text)
        _read_events(yaml.parse(text, Loader=_LOADER), document)
    except _Stop as stop:
        document.complain(*stop.args)
    except yaml.MarkedYAMLError as error:
        _complain_of_syntax(error, document)
    except yaml.YAMLError as error:
        document.complain(START, (), f"this is no YAML: {brief(str(error), 200)}")
    return document


def _decoded(content: str | bytes) -> str:
    if len(content) > MOST_BYTES:
        raise _Stop(
            START, (), "the file is larger than 1 MiB, as 8,000 blocks are: split the meeting into several agendas"
        )
    if isinstance(content, bytes):
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise _Stop(START, (), "the file is in UTF-16: save it as UTF-8")
        try:
            content = content.decode("utf-8")
        except UnicodeDecodeError as error:
            before = error.object[: error.start].decode("utf-8").removeprefix("\ufeff")
            byte = error.object[error.start]
            mark = _mark_at(before, len(before))
            raise _Stop(mark, (), f"byte 0x{byte:02X} is not UTF-8: save the file as UTF-8") from None
    text = content.removeprefix("\ufeff")
    if found := _FORBIDDEN.search(text):
        code = ord(found[0])
        mark = _mark_at(text, found.start())
        raise _Stop(mark, (), f"control character U+{code:04X}: an agenda is plain text, so take it out")
    return text


def _mark_at(text: str, index: int) -> Mark:
    line, begin = 1, 0
    for line_end in _LINE_END.finditer(text, 0, index):
        line, begin = line + 1, line_end.end()
    return Mark(line, index - begin + 1)


def _complain_of_syntax(error: yaml.MarkedYAMLError, document: Document) -> None:
    said = str(error.problem)
    plain = next((one for words, one in _SYNTAX if re.search(words, said)), f"this is no YAML: {brief(said, 120)}")
    opened_earlier = "opened here" in plain or plain == NEVER_CLOSED
    where = (error.context_mark if opened_earlier else None) or error.problem_mark or error.context_mark
    line, column = (where.line + 1, where.column + 1) if where else START
    lines = document.lines
    mistake = never_closed(lines, line) or explanation(lines, line) or Mistake(line, column, plain)
    if all(one.sentence != mistake.sentence for one in document.problems):
        document.complain(Mark(mistake.line, mistake.column), (), mistake.sentence)


def _read_events(events: Iterable[yaml.Event], document: Document) -> None:
    stream = iter(events)
    if not any(isinstance(event, yaml.DocumentStartEvent) for event in stream):
        document.complain(START, (), "the file is empty, or holds comments only: an agenda begins with its title")
        return
    raw = _Reading(stream, document).value(next(stream), ())
    second = next((event for event in stream if isinstance(event, yaml.DocumentStartEvent)), None)
    if second is not None:
        document.complain(_mark(second), (), "a second document begins here: one file holds one agenda")
    if isinstance(raw, dict):
        document.raw = raw
    elif raw is None and not document.problems:
        document.complain(START, (), "the file is empty: an agenda begins with its title")
    elif not document.problems:
        what = "a list" if isinstance(raw, list) else "text"
        document.complain(document.values[()], (), f"this is {what}: an agenda is made of fields, as 'title: …'")


def _mark(event: yaml.Event) -> Mark:
    begin = event.start_mark
    return Mark(begin.line + 1, begin.column + 1) if begin else START


@dataclass(slots=True)
class _Reading:
    """One walk through the events of a document."""

    events: Iterator[yaml.Event]
    document: Document
    nodes: int = 0

    def value(self, event: yaml.Event, path: Path, depth: int = 1) -> Any:
        """Return the value that begins with `event`, and use up the events to its end."""
        mark = _mark(event)
        self.document.values.setdefault(path, mark)
        self.nodes += 1
        if depth > MOST_DEPTH:
            raise _Stop(mark, path[:3], _TOO_DEEP)
        if self.nodes > MOST_NODES:
            raise _Stop(mark, path[:3], _too_many(path))
        self._refuse_reuse(event, mark, path)
        match event:
            case yaml.ScalarEvent():
                return self._scalar(event, mark, path)
            case yaml.SequenceStartEvent():
                items: list[Any] = []
                while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
                    items.append(self.value(event, (*path, len(items)), depth + 1))
                return items
            case yaml.MappingStartEvent():
                if event.flow_style:
                    self.document.in_braces.add(path)
                return self._mapping(path, depth)
            case _:
                self.document.unread.add(path)
                return None

    def _refuse_reuse(self, event: yaml.Event, mark: Mark, path: Path) -> None:
        """Refuse aliases, which unfold to any size, and tags, which make values of other kinds."""
        anchor = getattr(event, "anchor", None)
        if isinstance(event, yaml.AliasEvent):
            self.document.complain(mark, path, f"alias '*{brief(str(anchor))}' is not allowed: write the value out")
        elif anchor is not None:
            self.document.complain(mark, path, f"anchor '&{brief(str(anchor))}' is not allowed: take it out")
        if (tag := getattr(event, "tag", None)) is not None:
            short = str(tag).replace("tag:yaml.org,2002:", "!!")
            self.document.complain(mark, path, f"tag '{brief(short)}' is not allowed: take it out")

    def _scalar(self, event: yaml.ScalarEvent, mark: Mark, path: Path) -> str | None:
        document, text, end = self.document, str(event.value), event.end_mark
        if not event.style:
            if end is not None and (cut := cut_by_comment(document.lines, end.line + 1, end.column + 1)) is not None:
                sentence = f"'{brief(cut)}' is left out as a comment: put the value in quotes if it belongs to it"
                document.warnings.append(Problem(*mark, shown_path(path), sentence))
            if in_smart_quotes(text):
                document.warnings.append(Problem(*mark, shown_path(path), SMART_QUOTES))
            if text in _NULLS:
                return None
        if len(text) > LONGEST_SCALAR:
            self._refuse(mark, path, f"longer than {LONGEST_SCALAR:,} characters")
        elif found := _CONTROL.search(text):
            self._refuse(mark, path, f"holds the control character U+{ord(found[0]):04X}: take it out")
        return text

    def _refuse(self, mark: Mark, path: Path, sentence: str) -> None:
        self.document.complain(mark, path, sentence)
        self.document.unread.add(path)

    def _mapping(self, path: Path, depth: int) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            mark = _mark(event)
            key = self._key(event, mark, path, depth)
            here = (*path, "?" if key is None else key)
            self.document.keys.setdefault(here, mark)
            if key is not None and key in fields:
                first = self.document.keys[here].line
                self.document.complain(mark, here, f"field is given twice, first in line {first}: take one out")
            value = self.value(next(self.events), here, depth + 1)
            if key is not None:
                fields.setdefault(key, value)
        return fields

    def _key(self, event: yaml.Event, mark: Mark, path: Path, depth: int) -> str | None:
        """Return the name of a field; None, with a problem, where it is no plain name."""
        before = len(self.document.problems)
        self.value(event, (*path, "?"), depth + 1)
        if isinstance(event, yaml.ScalarEvent):
            name = str(event.value)
            if (wrong := badly_begun(name)) is not None:
                self._refuse(mark, path, wrong)
            return name
        if len(self.document.problems) == before:
            self.document.complain(mark, path, "the name of a field is plain text, not a list and not other fields")
        return None


def _too_many(path: Path) -> str:
    match path:
        case ("segments", _, "blocks", int(block), *_):
            read = f"of this segment {block:,} blocks were read, and that is all one agenda holds"
            return f"too long: {read}; split the meeting into several agendas"
        case _:
            return f"more than {MOST_NODES:,} values: that is no agenda"
