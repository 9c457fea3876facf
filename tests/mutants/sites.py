"""The mutants of a file: each place where its code can be made wrong, and what stands there then."""

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_PAIRS: Final = (
    "Lt LtE, LtE Lt, Gt GtE, GtE Gt, Eq NotEq, NotEq Eq, Is IsNot, IsNot Is, In NotIn, NotIn In, And Or, Or And, "
    "Add Sub, Sub Add, Mult Div, Div Mult, FloorDiv Mult, Mod Mult, BitOr BitAnd, BitAnd BitOr"
)
SWAPS: Final = {getattr(ast, one): getattr(ast, other) for one, other in map(str.split, _PAIRS.split(","))}
OTHER_CALL: Final = {"min": "max", "max": "min", "any": "all", "all": "any"}
CALLS_LEFT_ALONE: Final = {"assert_never", "cast", "TypeVar", "NewType", "fit"}
"""They are about types, or about how much of a text a sentence quotes."""
FIELDS_LEFT_ALONE: Final = {"annotation", "returns", "decorator_list", "targets", "format_spec"}
LONGEST: Final = 90

Top = ast.FunctionDef | ast.Assign | ast.AnnAssign
"""An outermost function, or a constant of a module."""


@dataclass(frozen=True)
class Slot:
    """A place in the tree: the node that holds it, the name of the field, and the index where that is a list."""

    holder: ast.AST
    field: str
    index: int | None

    def put(self, node: ast.AST) -> None:
        """Let `node` stand in this place."""
        if self.index is None:
            setattr(self.holder, self.field, node)
        else:
            getattr(self.holder, self.field)[self.index] = node


@dataclass(frozen=True)
class Mutant:
    """One fault: `new` stands in `slot` instead of what is written."""

    path: Path
    name: str
    """Of the outermost function, qualified by its class; or of the constant."""
    line: int
    text: str
    module: ast.Module
    top: Top
    slot: Slot
    new: ast.AST

    @property
    def key(self) -> str:
        """A name that stays while lines move: module, function and text."""
        return f"{module_of(self.path)}:{self.name}:{self.text}"


def module_of(path: Path) -> str:
    """Return the name of a module within the package, as ``agenda.times``."""
    return ".".join(path.with_suffix("").parts[1:])


def mutants_of(path: Path) -> list[Mutant]:
    """Every mutant of a file."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    found: list[Mutant] = []
    for name, top in _tops(module.body, ""):
        bound = [node.id for node in ast.walk(top) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
        bound += [node.arg for node in ast.walk(top) if isinstance(node, ast.arg)]
        rebound = {name for name, times in Counter(bound).items() if times > 1} - {"message"}
        texts: Counter[str] = Counter()
        for slot, node in list(_nodes(top)):
            if not isinstance(top, ast.FunctionDef) and isinstance(getattr(node, "value", None), str):
                continue  # a table of words is right when people say so
            for new in _faults(node, slot, rebound):
                text = _text(slot, node, new)
                texts[text] += 1
                again = f" #{texts[text]}" if texts[text] > 1 else ""
                line = getattr(node, "lineno", getattr(slot.holder, "lineno", 0))
                found.append(Mutant(path, name, line, text + again, module, top, slot, new))
    return found


def _tops(body: list[ast.stmt], prefix: str) -> Iterator[tuple[str, Top]]:
    for statement in body:
        match statement:
            case ast.FunctionDef(name=name):
                yield prefix + name, statement
            case ast.ClassDef(name=name, body=inner):
                yield from _tops(inner, f"{prefix}{name}.")
            case ast.Assign(targets=[ast.Name(name)]) | ast.AnnAssign(target=ast.Name(name), value=ast.expr()):
                yield from () if prefix else ((name, statement),)
            case _:
                pass


def _nodes(node: ast.AST) -> Iterator[tuple[Slot, ast.AST]]:
    for field, value in ast.iter_fields(node):
        for index, one in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(one, ast.AST) or field in FIELDS_LEFT_ALONE or _is_left_alone(one, node):
                continue
            yield Slot(node, field, index), one
            yield from _nodes(one)


def _is_left_alone(node: ast.AST, holder: ast.AST) -> bool:
    """Whether a node is no code that does something, or only a safeguard."""
    match node.value if isinstance(node, ast.Expr) else node:
        case ast.arguments() | ast.Assert() | ast.keyword(arg="strict"):
            return True
        case ast.Constant():
            return isinstance(holder, ast.JoinedStr) or isinstance(node, ast.Expr)
        case ast.Call(func=ast.Name(id=name)):
            return name in CALLS_LEFT_ALONE
        case _:
            return False


def _faults(node: ast.AST, slot: Slot, rebound: set[str]) -> Iterator[ast.AST]:
    """What can stand instead of a node."""
    if type(node) in SWAPS:
        yield SWAPS[type(node)]()
    elif isinstance(node, ast.stmt):
        yield from _other_statements(node, rebound)
    elif isinstance(node, ast.expr):
        yield from _other_expressions(node)
        if slot.field in {"test", "ifs", "guard"} and isinstance(node, ast.Name | ast.Attribute | ast.Call):
            yield ast.UnaryOp(ast.Not(), node)


def _other_expressions(node: ast.expr) -> Iterator[ast.expr]:
    """Another operand, branch or call; another number or truth; another text if it is data and no sentence."""
    match node:
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(number) | float(number)):
            yield ast.Constant(number + 1)
        case ast.Constant(value=str(text)) if not any(map(str.isspace, text)):
            yield ast.Constant("XX" + text)
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case ast.IfExp(body=body, orelse=orelse):
            yield from (body, orelse)
        case ast.Call(func=ast.Name(id=name), args=args) if name in OTHER_CALL:
            yield ast.Call(ast.Name(OTHER_CALL[name], ast.Load()), args, node.keywords)
            yield from args if len(args) > 1 else []
        case _:
            pass


def _other_statements(node: ast.stmt, rebound: set[str]) -> Iterator[ast.stmt]:
    """Nothing instead of a statement that does something, and None instead of what is returned."""
    match node:
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant) or value.value:
            yield ast.Return(ast.Constant(None))
        case ast.Expr() | ast.Raise() | ast.AugAssign() | ast.Delete() | ast.Continue() | ast.Break():
            yield ast.Pass()
        case ast.Assign(targets=[target]) if not isinstance(target, ast.Name) or target.id in rebound:
            yield ast.Pass()
        case _:
            pass


def _text(slot: Slot, node: ast.AST, new: ast.AST) -> str:
    """What is written and what stands there instead, with a little around it."""
    around = isinstance(slot.holder, ast.expr | ast.keyword) and len(ast.unparse(slot.holder)) <= LONGEST
    if not around and type(node) not in SWAPS:
        return f"{_line(node)} => {_line(new)}"
    before = _line(slot.holder)
    slot.put(new)
    after = _line(slot.holder)
    slot.put(node)
    return f"{before} => {after}"


def _line(node: ast.AST) -> str:
    line = ast.unparse(ast.fix_missing_locations(node)).splitlines()[0]
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
