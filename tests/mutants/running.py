"""Run the tests of each mutant in a process of its own, in which the faulty code stands in the modules that are loaded.

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
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import _lru_cache_wrapper
from pathlib import Path
from time import process_time
from types import CodeType, FrameType, FunctionType
from typing import Any, Final

import pytest

from tests.mutants.sites import Mutant

EXAMPLES: Final = 10
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
    """It can't stand in a module that is loaded, such as a generator that became a function."""


@dataclass
class Run:
    """A pytest plugin that runs the collected tests once as they are, and then those of each mutant."""

    mutants: list[Mutant]
    tell: Callable[[Mutant, Verdict, str], None]
    root: Path
    _failed: bool = False
    _calls: dict[int, set[Function]] = field(default_factory=dict)
    _took: dict[int, float] = field(default_factory=dict)

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Let properties be tried with few examples, always the same ones."""
        from hypothesis import Phase, settings  # pytest wants to import it first

        for item in items:
            test = getattr(item, "function", None)
            if hasattr(test, "hypothesis"):
                before = test._hypothesis_internal_use_settings
                few = min(EXAMPLES, before.max_examples)
                phases = (Phase.explicit, Phase.generate)
                test._hypothesis_internal_use_settings = settings(
                    before, max_examples=few, derandomize=True, database=None, phases=phases, deadline=None
                )

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Notice a failure."""
        self._failed = self._failed or report.failed

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run everything in forks."""
        session.config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined] -- the forks share it
        functions = _functions(self.root)
        _, told = _in_a_fork(lambda told: self._record(session.items, told))
        self._calls, self._took, red = pickle.loads(told)  # noqa: S301 -- our own fork wrote it
        for number in red:
            print(f"red without any mutant, left out: {session.items[number].nodeid}")
        gc.freeze()  # forks don't copy what the collector would touch
        killers: defaultdict[str, Counter[int]] = defaultdict(Counter)
        for mutant in self.mutants:
            told_before = killers[f"{mutant.path}:{mutant.name}"]
            tests = sorted(self._tests_of(mutant, functions), key=lambda n: (-told_before[n], self._took[n]))
            code, told = _in_a_fork(lambda told, m=mutant, t=tests: self._try(m, functions, session.items, t, told))
            last = int(told) if told else -1
            verdict = _verdict(code) if tests else Verdict.SURVIVED
            if verdict is Verdict.KILLED:
                told_before[last] += 1
            self.tell(mutant, verdict, session.items[last].nodeid if tests and told else f"{len(tests)} tests")
        return True

    def _record(self, items: list[pytest.Item], told: Path) -> int:
        """Run each test by itself; which functions it calls, and how long it takes."""
        calls: dict[int, set[Function]] = {}
        took: dict[int, float] = {}
        outermost: dict[CodeType, Function | None] = {}
        here: set[Function] = set()

        def note(frame: FrameType, event: str, _: object) -> None:
            code = frame.f_code
            if code not in outermost:
                inside = code.co_filename.startswith(str(self.root)) and code.co_name != "<module>"
                outermost[code] = (code.co_filename, code.co_qualname.split(".<locals>")[0]) if inside else None
            if event == "call" and (function := outermost[code]):
                here.add(function)

        for number, item in enumerate(items):
            here.clear()
            sys.setprofile(note)
            began = process_time()
            passed = self._passes(item, None)
            sys.setprofile(None)
            if passed:
                calls[number], took[number] = set(here), process_time() - began
        told.write_bytes(pickle.dumps((calls, took, sorted(set(range(len(items))) - set(calls)))))
        return 0

    def _tests_of(self, mutant: Mutant, functions: dict[Function, list[FunctionType]]) -> list[int]:
        if isinstance(mutant.top, ast.FunctionDef):
            wanted = {(str(mutant.path.resolve()), mutant.name)}
        else:
            wanted = {name for name, those in functions.items() if mutant.name in _names(those[0].__code__)}
        return [number for number, called in self._calls.items() if called & wanted]

    def _try(
        self,
        mutant: Mutant,
        functions: dict[Function, list[FunctionType]],
        items: list[pytest.Item],
        tests: list[int],
        told: Path,
    ) -> int:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        if not _put_in_place(mutant, functions):
            return Verdict.UNFIT.value
        for place, number in enumerate(tests):
            told.write_text(str(number))
            signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS + CPU_TIMES * self._took[number])
            signal.setitimer(signal.ITIMER_REAL, WALL_SECONDS)
            if not self._passes(items[number], items[tests[place + 1]] if place + 1 < len(tests) else None):
                return Verdict.KILLED.value
        return Verdict.SURVIVED.value

    def _passes(self, item: pytest.Item, following: pytest.Item | None) -> bool:
        self._failed = False
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        return not self._failed


def _functions(root: Path) -> dict[Function, list[FunctionType]]:
    """The outermost functions that are loaded, by their place: several where one name is defined twice."""
    found: defaultdict[Function, list[FunctionType]] = defaultdict(list)
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__code__.co_filename.startswith(str(root)):
            found[one.__code__.co_filename, one.__code__.co_qualname].append(one)
    return dict(found)


def _put_in_place(mutant: Mutant, functions: dict[Function, list[FunctionType]]) -> bool:
    file = str(mutant.path.resolve())
    module: Any = next(one for one in list(sys.modules.values()) if getattr(one, "__file__", None) == file)
    mutant.slot.put(mutant.new)
    ast.fix_missing_locations(mutant.module)
    try:
        if isinstance(mutant.top, ast.FunctionDef):
            made = {(code.co_qualname, code.co_firstlineno): code for code in _codes(compile(mutant.module, file, "exec"))}
            for function in functions[file, mutant.name]:
                function.__code__ = made[function.__code__.co_qualname, function.__code__.co_firstlineno]
        else:
            assert mutant.top.value is not None
            new = eval(compile(ast.Expression(mutant.top.value), file, "eval"), vars(module))  # noqa: S307 -- our own code
            old = vars(module)[mutant.name]
            for other in list(sys.modules.values()):
                if getattr(other, "__dict__", {}).get(mutant.name) is old:
                    setattr(other, mutant.name, new)
    except (SyntaxError, ValueError, TypeError, AttributeError, KeyError):
        return False
    for cache in [one for one in gc.get_objects() if isinstance(one, _lru_cache_wrapper)]:
        if str(getattr(cache, "__module__", "")).startswith("runofshow"):
            cache.cache_clear()
    return True


def _codes(code: CodeType) -> Iterator[CodeType]:
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield inner
            yield from _codes(inner)


def _names(code: CodeType) -> set[str]:
    return set(code.co_names).union(*(inner.co_names for inner in _codes(code)))


def _verdict(code: int) -> Verdict:
    if code in {-signal.SIGPROF, -signal.SIGALRM}:
        return Verdict.ENDLESS
    return Verdict(code) if code in {one.value for one in Verdict} else Verdict.CRASHED


def _in_a_fork(work: Callable[[Path], int]) -> tuple[int, bytes]:
    """Work in a process of its own; its exit code, or minus the signal that ended it, and what it told."""
    handle, name = tempfile.mkstemp()
    os.close(handle)
    told = Path(name)
    child = os.fork()
    if not child:
        code = 255
        try:
            os.setpgid(0, 0)
            silence = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(silence, stream)
            code = work(told)
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    content = told.read_bytes()
    told.unlink()
    return os.waitstatus_to_exitcode(status), content
