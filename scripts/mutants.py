"""Change the program in one place at a time and see whether the tests notice.

    make mutants SEED=7 COUNT=20

A mutant is one small change of one expression or statement: a comparison turned over, a number one higher, a
condition negated, a call left out. It is tried with the tests that come by the changed statement, as `covering` has
recorded them: first the cheapest of each test function, those of its own room before the others, then all of them.
A test that fails must pass on the unchanged program, else it does not count. The tests of the house, which read
the source itself, never do. What no test notices is printed as a diff.

The rate counts every survivor, also those that mean the same as the original: read them. A mutant that no test
reaches survives. `--budget` leaves out what would take a mutant longer; how many tests that were is told.
"""

import argparse
import ast
import copy
import difflib
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

from copied_tree import copied
from covering import ROOT, SOURCE, Record, record_path
from record_tests import record_stale
from try_mutant import Bench, Outcome, covering_tests

SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
}
"""Operators and what takes their place."""


class Mutant(NamedTuple):
    """A file below the root, its text with one change, and the line of the change."""

    path: Path
    text: str
    line: int


def _changes(tree: ast.AST) -> Iterator[tuple[ast.stmt | ast.expr, ast.AST]]:
    """Yield what can be changed and what takes its place; annotations, docstrings and imports stay."""
    for node in _run_nodes(tree):
        match node:
            case ast.Compare(ops=[operator]) if type(operator) in SWAPPED:
                yield node, _with(node, ops=[SWAPPED[type(operator)]()])
            case ast.BoolOp() | ast.BinOp() if type(node.op) in SWAPPED:
                yield node, _with(node, op=SWAPPED[type(node.op)]())
            case ast.UnaryOp(op=ast.Not()):
                yield node, node.operand
            case ast.Constant(value=bool(value)):
                yield node, ast.Constant(not value)
            case ast.Constant(value=int(value) | float(value)):
                yield node, ast.Constant(value + 1)
            case ast.IfExp() | ast.While():
                yield node.test, ast.UnaryOp(ast.Not(), node.test)
            case ast.If():
                yield node.test, ast.UnaryOp(ast.Not(), node.test)
            case ast.Return(value=ast.expr()) if ast.unparse(node) != "return None":
                yield node, ast.Return(ast.Constant(None))
            case ast.Expr(value=ast.Call()) | ast.AugAssign():
                yield node, ast.Pass()


def _run_nodes(node: ast.AST) -> Iterator[ast.stmt | ast.expr]:
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list") or _is_type_checking(node):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                if isinstance(child, ast.stmt | ast.expr) and not isinstance(node, ast.JoinedStr):
                    yield child
                if not isinstance(child, ast.JoinedStr):
                    yield from _run_nodes(child)


def _is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _with(node: ast.AST, **fields: object) -> ast.AST:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _replaced(text: str, node: ast.stmt | ast.expr, replacement: ast.AST) -> str:
    """Return the text with one node's characters replaced; expressions in brackets, to keep what binds them."""
    new = ast.unparse(replacement)
    if isinstance(replacement, ast.expr):
        new = f"({new})"
    lines = text.encode().splitlines(keepends=True)
    assert node.end_lineno is not None and node.end_col_offset is not None
    start = sum(map(len, lines[: node.lineno - 1])) + node.col_offset
    end = sum(map(len, lines[: node.end_lineno - 1])) + node.end_col_offset
    return (text.encode()[:start] + new.encode() + text.encode()[end:]).decode()


def sample(seed: int, count: int, room: str) -> list[Mutant]:
    """Return `count` mutants drawn evenly from all of the program, or of a folder or file of it."""
    place = ROOT / SOURCE / room
    paths = [place] if place.is_file() else sorted(place.rglob("*.py"))
    texts = {path: path.read_text(encoding="utf-8") for path in paths}
    every = [(path, *change) for path, text in texts.items() for change in _changes(ast.parse(text))]
    drawn = random.Random(seed).sample(every, min(count, len(every)))
    return [
        Mutant(path.relative_to(ROOT), _replaced(texts[path], node, replacement), node.lineno)
        for path, node, replacement in drawn
    ]


def _diff(mutant: Mutant) -> str:
    before = (ROOT / mutant.path).read_text(encoding="utf-8")
    return "".join(
        difflib.unified_diff(
            before.splitlines(keepends=True), mutant.text.splitlines(keepends=True), str(mutant.path), n=1
        )
    )


def try_all(drawn: list[Mutant], record: Record, jobs: int, budget: float) -> list[Outcome]:
    """Return what became of each mutant, and print it as soon as it is known."""
    covering = covering_tests([(mutant.path, mutant.line) for mutant in drawn], record)
    benches: SimpleQueue[Bench] = SimpleQueue()

    def tried(number: int) -> Outcome:
        bench = benches.get()
        try:
            outcome = bench.tried(drawn[number].path, drawn[number].text, covering[number], budget)
        finally:
            benches.put(bench)
        print(f"{number + 1}/{len(drawn)} {drawn[number].path}:{drawn[number].line} {outcome}", flush=True)
        if not outcome.noticed:
            print(_diff(drawn[number]), flush=True)
        return outcome

    with tempfile.TemporaryDirectory(prefix="mutants-") as folder, ThreadPoolExecutor(jobs) as pool:
        for number in range(jobs):
            benches.put(Bench(copied(Path(folder, str(number)))))
        return list(pool.map(tried, range(len(drawn))))


def _print_rates(drawn: list[Mutant], outcomes: list[Outcome]) -> None:
    rooms = [mutant.path.relative_to(SOURCE).parts[0].removesuffix(".py") for mutant in drawn]
    of_all = Counter(rooms)
    noticed = Counter(room for room, outcome in zip(rooms, outcomes, strict=True) if outcome.noticed)
    print("  ".join(f"{room} {noticed[room]}/{of_all[room]}" for room in sorted(of_all)))


def main() -> int:
    """Run the sample and print what survived; 0 when at least nine of ten were noticed, 2 when nothing was tried."""
    parser = argparse.ArgumentParser(
        description="Change the program in one place at a time; do the tests notice?"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--room", default="", help="a folder or file below src/bulletin_pdf")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--budget", type=float, default=float("inf"), help="seconds of tests for one mutant")
    asked = parser.parse_args()
    record = Record(record_path())
    record_stale(record, record_path(), asked.jobs)
    for name in record.failed():
        print(f"not counted, for it does not pass on the unchanged program: {name}")
    drawn = sample(asked.seed, asked.count, asked.room)
    outcomes = try_all(drawn, record, asked.jobs, asked.budget)
    noticed = sum(outcome.noticed != "" for outcome in outcomes)
    _print_rates(drawn, outcomes)
    print(f"{noticed} of {len(drawn)} noticed, seed {asked.seed}")
    return noticed * 10 < len(drawn) * 9


if __name__ == "__main__":
    sys.exit(main())
