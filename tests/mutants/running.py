"""Run the tests of each mutant in a process of its own, in which the fault stands in the modules that are loaded.

A test belongs to a mutant if it calls the function that the fault is in, or one that names the constant. A test may use
far more processor time than it did without the fault, however busy the machine is; beyond that it is taken for endless.
"""

import ast
import gc
import os
import pickle
import resource
import signal
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import _lru_cache_wrapper, partial
from pathlib import Path
from time import process_time
from types import CodeType, FrameType, FunctionType
from typing import Any, Final

import pytest

from tests.mutants.sites import Mutant

EXAMPLES: Final = 10
"""Of each property, always the same ones."""
CPU_SECONDS: Final = 5
"""A test may use so much processor time, and besides many times what it used without a fault."""
CPU_TIMES: Final = 30
WALL_SECONDS: Final = 600
"""Nothing waits longer than this, but for something that never comes."""
MEMORY: Final = 4 << 30

Function = tuple[str, str]
"""A file, and the qualified name of an outermost function in it."""


class Verdict(Enum):
    """How it ended for a mutant."""

    KILLED = auto()
    SURVIVED = auto()
    ENDLESS = auto()
    CRASHED = auto()
    UNFIT = auto()
    """It can't be put into a module that is loaded, or nothing that is loaded looks at it any more."""


@dataclass
class Run:
    """A pytest plugin that runs the collected tests once as they are, and then those of each mutant."""

    mutants: list[Mutant]
    tell: Callable[[Mutant, Verdict, str], None]
    root: Path
    _items: list[pytest.Item] = field(default_factory=list)
    _failed: bool = False
    _calls: dict[int, set[Function]] = field(default_factory=dict)
    _took: dict[int, float] = field(default_factory=dict)

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Let properties be tried with few examples, and not looked into once they fail."""
        from hypothesis import Phase, settings  # pytest wants to import it first

        self._items = items
        how: Any = {"derandomize": True, "database": None, "deadline": None, "phases": (Phase.explicit, Phase.generate)}
        for item in items:
            test: Any = getattr(item, "function", None)
            if hasattr(test, "hypothesis"):
                usual = test._hypothesis_internal_use_settings
                few = min(EXAMPLES, usual.max_examples)
                test._hypothesis_internal_use_settings = settings(usual, max_examples=few, **how)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Notice a failure."""
        self._failed = self._failed or report.failed

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run everything in forks."""
        shared: Any = session.config
        shared._tmp_path_factory.getbasetemp()  # made once, for all forks
        loaded = Loaded(self.root)
        _, told = _in_a_fork(partial(self._record, loaded))
        self._calls, self._took = pickle.loads(told)  # noqa: S301 -- our own fork wrote it
        if red := [item.nodeid for number, item in enumerate(self._items) if number not in self._calls]:
            sys.stdout.write(f"red without any mutant, left out: {len(red)}, as {red[0]}\n")
        gc.freeze()  # the collector would make every fork copy what it touches
        killers: defaultdict[str, Counter[int]] = defaultdict(Counter)
        for mutant in self.mutants:
            told_before = killers[f"{mutant.path}:{mutant.name}"]
            wanted = loaded.looking_at(mutant)
            tests = [number for number, called in self._calls.items() if called & wanted]
            tests.sort(key=lambda number: (-told_before[number], self._took[number]))
            verdict, last = self._judge(mutant, loaded, tests) if wanted else (Verdict.UNFIT, None)
            if verdict is Verdict.KILLED and last is not None:
                told_before[last] += 1
            self.tell(mutant, verdict, f"{len(tests)} tests" if last is None else self._items[last].nodeid)
        return True

    def _record(self, loaded: "Loaded", told: Path) -> int:
        """Run each test by itself; which functions it calls, and how much processor time it takes.

        What former tests left in caches is forgotten, so that every test is seen to call what it needs.
        """
        outermost: dict[CodeType, Function | None] = {}
        here: set[Function] = set()

        def note(frame: FrameType, event: str, _: object) -> None:
            code = frame.f_code
            if code not in outermost:
                inside = code.co_filename.startswith(str(self.root))
                outermost[code] = (code.co_filename, code.co_qualname.split(".<locals>")[0]) if inside else None
            if event == "call" and (function := outermost[code]):
                here.add(function)

        for number, item in enumerate(self._items):
            here.clear()
            loaded.forget()
            began = process_time()
            sys.setprofile(note)
            passed = self._passes(item, None)
            sys.setprofile(None)
            if passed:
                self._calls[number], self._took[number] = set(here), process_time() - began
        told.write_bytes(pickle.dumps((self._calls, self._took)))
        return 0

    def _judge(self, mutant: Mutant, loaded: "Loaded", tests: Sequence[int]) -> tuple[Verdict, int | None]:
        """Run the tests until one fails. One that failed after others must fail by itself too, or doesn't count."""
        while tests:
            code, told = _in_a_fork(partial(self._try, mutant, loaded, tests))
            last = int(told) if told else None
            verdict = _verdict(code)
            if verdict is not Verdict.KILLED or last is None or last == tests[0]:
                return verdict, None if verdict is Verdict.SURVIVED else last
            if _verdict(_in_a_fork(partial(self._try, mutant, loaded, [last]))[0]) is Verdict.KILLED:
                return verdict, last
            tests = [test for test in tests if test != last]
        return Verdict.SURVIVED, None

    def _try(self, mutant: Mutant, loaded: "Loaded", tests: Sequence[int], told: Path) -> int:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        try:
            loaded.put(mutant)
        except (SyntaxError, ValueError, TypeError, AttributeError, KeyError):
            return Verdict.UNFIT.value
        for number, following in zip(tests, (*tests[1:], None), strict=True):
            told.write_text(str(number))
            signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS + CPU_TIMES * self._took[number])
            signal.setitimer(signal.ITIMER_REAL, WALL_SECONDS)
            if not self._passes(self._items[number], None if following is None else self._items[following]):
                return Verdict.KILLED.value
        return Verdict.SURVIVED.value

    def _passes(self, item: pytest.Item, following: pytest.Item | None) -> bool:
        self._failed = False
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        return not self._failed


class Loaded:
    """What of the program is loaded: its outermost functions by their place, and what it remembers of former calls."""

    def __init__(self, root: Path) -> None:
        self._functions: defaultdict[Function, list[FunctionType]] = defaultdict(list)
        objects = gc.get_objects()
        for one in objects:
            if isinstance(one, FunctionType) and one.__code__.co_filename.startswith(str(root)):
                self._functions[one.__code__.co_filename, one.__code__.co_qualname].append(one)
        caches = [one for one in objects if isinstance(one, _lru_cache_wrapper)]
        self._caches = [one for one in caches if (one.__module__ or "").startswith(root.name)]

    def looking_at(self, mutant: Mutant) -> set[Function]:
        """The functions that a mutant makes wrong: its own, or those that name the constant."""
        if isinstance(mutant.top, ast.FunctionDef):
            return {(str(mutant.path.resolve()), mutant.name)}
        codes = {place: those[0].__code__ for place, those in self._functions.items()}
        return {place for place, code in codes.items() if any(mutant.name in one.co_names for one in _codes(code))}

    def put(self, mutant: Mutant) -> None:
        """Put the fault in its place, for good."""
        file = str(mutant.path.resolve())
        mutant.slot.put(mutant.new)
        ast.fix_missing_locations(mutant.module)
        if isinstance(mutant.top, ast.FunctionDef):
            codes = _codes(compile(mutant.module, file, "exec"))
            made = {(code.co_qualname, code.co_firstlineno): code for code in codes}
            for function in self._functions[file, mutant.name]:
                function.__code__ = made[mutant.name, function.__code__.co_firstlineno]
        else:
            assert mutant.top.value is not None
            modules = list(sys.modules.values())
            names = vars(next(one for one in modules if getattr(one, "__file__", None) == file))
            new = eval(compile(ast.Expression(mutant.top.value), file, "eval"), names)  # noqa: S307 -- our own code
            old = names[mutant.name]
            for module in modules:
                if getattr(module, "__dict__", {}).get(mutant.name) is old:
                    setattr(module, mutant.name, new)
        self.forget()

    def forget(self) -> None:
        """Clear what the program remembers of former calls."""
        for cache in self._caches:
            cache.cache_clear()


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _codes(inner)


def _verdict(code: int) -> Verdict:
    if code in {-signal.SIGPROF, -signal.SIGALRM}:
        return Verdict.ENDLESS
    return Verdict(code) if code in {one.value for one in Verdict} else Verdict.CRASHED


def _in_a_fork(work: Callable[[Path], int]) -> tuple[int, bytes]:
    """Work in a process of its own; its exit code, or minus the signal that ended it, and what it wrote into a file."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told"
        told.touch()
        if not (child := os.fork()):
            code = 255
            try:
                silence = os.open(os.devnull, os.O_RDWR)
                for stream in (0, 1, 2):
                    os.dup2(silence, stream)
                code = work(told)
            finally:
                os._exit(code)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), told.read_bytes()
