"""The script that changes the program in one place at a time makes programs, each with one change."""

import ast
from pathlib import Path
from typing import Any

import covering
import mutants
import pytest
import try_mutant
from try_mutant import Bench, Chosen, Outcome


def test_mutants_parse_and_differ_in_one_stretch() -> None:
    for mutant in mutants.sample(3, 40, "layout"):
        original = (covering.ROOT / mutant.path).read_text(encoding="utf-8")
        ast.parse(mutant.text)
        assert mutant.text != original
        assert original.splitlines()[: mutant.line - 1] == mutant.text.splitlines()[: mutant.line - 1]


def test_a_seed_gives_the_same_mutants() -> None:
    assert mutants.sample(5, 3, "typeset") == mutants.sample(5, 3, "typeset")


class _Bench(Bench):
    """A bench whose tests fail as they are told, with the change or always."""

    def __init__(self, tree: Path, path: Path, always: str = "", noticing: str = "") -> None:
        super().__init__(tree)
        self._place, self._always, self._noticing = tree / path, always, noticing
        self._before = self._place.read_bytes()
        self.seen: list[str] = []

    def run(self, tests: list[Chosen]) -> str:
        self.seen.append(self._place.read_text(encoding="utf-8"))
        failing = {self._always} | ({self._noticing} if self._place.read_bytes() != self._before else set())
        return next((test.name for test in tests if test.name in failing), "")


@pytest.fixture
def mutant(tmp_path: Path) -> mutants.Mutant:
    """A mutant, whose module stands in a folder as the program has it."""
    made = mutants.sample(1, 1, "geometry.py")[0]
    (tmp_path / made.path).parent.mkdir(parents=True)
    (tmp_path / made.path).write_bytes((covering.ROOT / made.path).read_bytes())
    return made


TESTS = [Chosen("tests/a.py::test_a[1]", 1.0), Chosen("tests/a.py::test_b", 2.0)]


def test_the_copy_is_as_it_was_after_a_mutant(tmp_path: Path, mutant: mutants.Mutant) -> None:
    bench = _Bench(tmp_path, mutant.path)
    assert bench.tried(mutant.path, mutant.text, TESTS) == Outcome("", 2, 2)
    assert bench.seen == [mutant.text]
    assert (tmp_path / mutant.path).read_bytes() == (covering.ROOT / mutant.path).read_bytes()


def test_only_a_test_that_passes_without_the_change_notices(tmp_path: Path, mutant: mutants.Mutant) -> None:
    always, noticing = (test.name for test in TESTS)
    assert not _Bench(tmp_path, mutant.path, always).tried(mutant.path, mutant.text, TESTS).noticed
    bench = _Bench(tmp_path, mutant.path, always, noticing)
    assert bench.tried(mutant.path, mutant.text, TESTS).noticed == noticing


def test_a_budget_tells_what_it_leaves_out(tmp_path: Path, mutant: mutants.Mutant) -> None:
    bench = _Bench(tmp_path, mutant.path, noticing=TESTS[1].name)
    assert bench.tried(mutant.path, mutant.text, TESTS, budget=1.5) == Outcome("", 1, 2)


MODULE = '''"""A module."""
from __future__ import annotations
LIMIT = 3
def pick(number):
    """Return something."""
    if number > LIMIT:
        return "many"
    for each in range(number):
        number += each
    return number
'''


def reached(number: int) -> set[int]:
    """Return the lines of the module that the probes say were reached."""
    module = covering.probed(MODULE, 0)
    hits = bytearray(module.last)
    variables: dict[str, Any] = {"_HIT_": hits}
    exec(module.text.replace("from bulletin_pdf._probes import HIT as _HIT_", ""), variables)
    variables["pick"](number)
    return {line for line, probe in module.probes.items() if hits[probe]}


def test_probes_tell_the_branches_that_were_taken() -> None:
    assert reached(4) == {6, 7}
    assert reached(0) == {6, 8, 10}
    assert reached(2) == {6, 8, 9, 10}


def test_every_module_can_be_probed() -> None:
    module = covering.probed((covering.ROOT / covering.SOURCE / "geometry.py").read_text(encoding="utf-8"), 5)
    ast.parse(module.text)
    assert set(module.probes.values()) == set(range(5, module.last))


def test_one_test_of_each_function_comes_first() -> None:
    rows = [("tests/pdf/a.py::b[1]", 1.0), ("tests/pdf/a.py::b[2]", 0.5), ("tests/layout/a.py::c", 3.0)]
    tests = [Chosen(*row) for row in rows]
    in_order = try_mutant.ordered(tests, covering.SOURCE / "layout/x.py")
    assert [test.name for test in in_order] == [
        "tests/layout/a.py::c",
        "tests/pdf/a.py::b[2]",
        "tests/pdf/a.py::b[1]",
    ]


def test_a_record_gives_back_what_was_put_in(tmp_path: Path) -> None:
    record = covering.Record(tmp_path / "record.sqlite3")
    record.add("tests/a.py::b", "tests/a.py", True, 0.5, bytes([0, 1]))
    record.add("tests/a.py::c", "tests/a.py", False, 0.5, bytes([1, 1]))
    record.end("tests/a.py", "digest")
    (test,) = record.tests()
    assert (test.name, test.reaches([0]), test.reaches([1])) == ("tests/a.py::b", False, True)
    assert record.failed() == ["tests/a.py::c"] and record.files() == {"tests/a.py": "digest"}
    record.begin("tests/a.py")
    assert not list(record.tests()) and not record.files()
