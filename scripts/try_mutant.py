"""Try one changed module in a copy of the repository with the tests that come by the change."""

import ast
import math
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from copied_tree import python, variables, write_module
from covering import ROOT, SOURCE, Probed, Record, probed_program

FIRST_SECONDS = 40.0
"""What the first tests of a mutant may take together; most mutants go no further."""

FEW = 10
"""Fewer tests than these may be those of an import or a cache."""


class Outcome(NamedTuple):
    """The test that noticed a mutant, how many of the tests that come by it were run, and how many there are."""

    noticed: str
    run: int
    of: int

    def __str__(self) -> str:
        return f"noticed by {self.noticed}" if self.noticed else f"SURVIVED {self.run} of {self.of} tests"


class Chosen(NamedTuple):
    """A test that comes by a mutant, and its seconds."""

    name: str
    seconds: float

    @property
    def function(self) -> str:
        """Return the name without the parameters."""
        return self.name.partition("[")[0]

    @property
    def file(self) -> str:
        """Return the file of the test."""
        return self.name.partition("::")[0]


def covering_tests(places: list[tuple[Path, int]], record: Record) -> list[list[Chosen]]:
    """Return the tests that come by each line of a file.

    Where these are few, those that come by anything in the file follow: what is cached or done when a module is
    imported is recorded for the first test alone.
    """
    program = probed_program()
    names = _Names(program)
    probes = [names.probes_of(path, line) for path, line in places]
    direct: list[list[Chosen]] = [[] for _ in places]
    around: list[list[Chosen]] = [[] for _ in places]
    for test in record.tests():
        for at, (path, _) in enumerate(places):
            if test.reaches(probes[at]):
                direct[at].append(Chosen(test.name, test.seconds))
            elif test.reaches(range(program[path].first, program[path].last)):
                around[at].append(Chosen(test.name, test.seconds))
    return [
        ordered(near, path) + (ordered(others, path) if len(near) < FEW else [])
        for near, others, (path, _) in zip(direct, around, places, strict=True)
    ]


def ordered(tests: list[Chosen], path: Path) -> list[Chosen]:
    """Return tests with one of each function before the others of it, each time those of the room first and by seconds."""
    room = f"tests/{path.relative_to(SOURCE).parts[0]}/"
    near_first = sorted(tests, key=lambda test: (not test.name.startswith(room), test.seconds))
    first = list({test.function: test for test in reversed(near_first)}.values())
    chosen = set(first)
    return sorted(first, key=near_first.index) + [test for test in near_first if test not in chosen]


class _Names:
    """Where the names are used that modules and classes define: what stands outside functions has no probe."""

    def __init__(self, program: dict[Path, Probed]) -> None:
        self._program = program
        self._used: dict[str, set[int]] = {}
        for path, module in program.items():
            for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
                probe = module.probes.get(getattr(node, "lineno", 0))
                if probe is not None and isinstance(node, ast.Name | ast.Attribute):
                    self._used.setdefault(node.id if isinstance(node, ast.Name) else node.attr, set()).add(
                        probe
                    )

    def probes_of(self, path: Path, line: int) -> set[int]:
        """Return the probe of a line, or those of all statements that use what the line defines."""
        probe = self._program[path].probes.get(line)
        if probe is not None:
            return {probe}
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        around = [node for node in ast.walk(tree) if _holds(node, line)]
        return set().union(*(self._used.get(name, set()) for node in around for name in _defined(node)))


def _holds(node: ast.AST, line: int) -> bool:
    return isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or node.lineno)


def _defined(node: ast.AST) -> Iterable[str]:
    match node:
        case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
            yield node.name
        case ast.Assign():
            yield from (
                each.id for target in node.targets for each in ast.walk(target) if isinstance(each, ast.Name)
            )
        case ast.AnnAssign(target=ast.Name(id=name)):
            yield name


class Bench:
    """A copy of the repository in which one mutant after the other is tried."""

    def __init__(self, tree: Path) -> None:
        self._tree = tree
        self._sound: dict[str, bool] = {}

    def tried(self, path: Path, text: str, tests: list[Chosen], budget: float = math.inf) -> Outcome:
        """Return what becomes of a mutant; the copy is as it was afterwards."""
        affordable = _within(tests, budget)
        first = _within(affordable, FIRST_SECONDS)
        for part in (first, affordable[len(first) :]):
            if failed := self._failed(path, text, part):
                return Outcome(failed, len(affordable), len(tests))
        return Outcome("", len(affordable), len(tests))

    def _failed(self, path: Path, text: str, tests: list[Chosen]) -> str:
        """Return the first test that fails with the change and passes without."""
        while tests:
            failed = self._run_changed(path, text, tests)
            if not failed or self._is_sound(failed):
                return failed
            tests = [test for test in tests if test.name != failed]
        return ""

    def _run_changed(self, path: Path, text: str, tests: list[Chosen]) -> str:
        place = self._tree / path
        original = place.read_text(encoding="utf-8")
        write_module(place, text)
        try:
            return self.run(tests)
        finally:
            write_module(place, original)

    def _is_sound(self, name: str) -> bool:
        if name not in self._sound:
            self._sound[name] = "::" not in name or not self.run([Chosen(name, 10.0)])
        return self._sound[name]

    def run(self, tests: list[Chosen]) -> str:
        """Return the test that failed, or why the tests could not be run, or nothing."""
        order = sorted(
            {test.file for test in tests}, key=lambda file: sum(t.seconds for t in tests if t.file == file)
        )
        wanted, failed = self._tree / "wanted.txt", self._tree / "failed.txt"
        wanted.write_text(
            "\n".join(test.name for file in order for test in tests if test.file == file), encoding="utf-8"
        )
        failed.unlink(missing_ok=True)
        command = [
            str(python(self._tree)),
            "-m",
            "pytest",
            "-x",
            "-q",
            "-p",
            "no:cacheprovider",
            "-p",
            "chosen_tests",
        ]
        more = {"MUTANTS_WANTED": str(wanted), "MUTANTS_FAILED": str(failed)}
        try:
            # A machine with much to do takes several times the recorded seconds; beyond that a test hangs.
            seconds = 120 + 8 * sum(test.seconds for test in tests)
            quiet = subprocess.DEVNULL
            code = subprocess.run(
                [*command, *order],
                cwd=self._tree,
                env=variables(**more),
                timeout=seconds,
                stdout=quiet,
                stderr=quiet,
            ).returncode
        except subprocess.TimeoutExpired:
            return "the clock"
        return (failed.read_text(encoding="utf-8") if failed.exists() else "import") if code else ""


def _within(tests: list[Chosen], seconds: float) -> list[Chosen]:
    """Return the tests from the first on that take so long together."""
    total = 0.0
    for number, test in enumerate(tests):
        total += test.seconds
        if total > seconds and number:
            return tests[:number]
    return tests
