"""Change the program in one place at a time and see whether the tests notice.

    make mutants SEED=7 COUNT=20

A mutant is one small change of one expression or statement: a comparison turned over, a number one higher, a
condition negated, a call left out. Each runs in a copy of the tree, first against the tests of its own room, then
against all others; the tests of the house, which read the source itself, do not count. What no test notices is
printed as a diff. Before the first mutant all tests must pass on the unchanged copy: a test that fails there would
count every mutant as noticed. Mutants that mean the same as the original survive as well: read them.
"""

import argparse
import ast
import copy
import difflib
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
SOURCE = Path("src", "bulletin_pdf")
MAX_SECONDS = 900
"""A run of the tests that takes longer hangs: the mutant counts as noticed."""

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


def suites(path: Path) -> list[list[str]]:
    """Return the tests to run one after the other: of the file's own room, then all but those of the house."""
    room = Path("tests", path.relative_to(SOURCE).parts[0].removesuffix(".py"))
    rest = ["tests", "--ignore=tests/house"]
    near = [str(room)] if (ROOT / room).is_dir() else sorted(map(str, Path("tests").glob("test_*.py")))
    return [near, [*rest, *(f"--ignore={place}" for place in near)]]


def is_noticed(mutant: Mutant, tree: Path, run: Callable[[list[str]], int]) -> bool:
    """Whether a test fails with this change; the copy of the tree is as it was afterwards."""
    place = tree / mutant.path
    original = place.read_bytes()
    place.write_text(mutant.text, encoding="utf-8")
    try:
        return any(run(tests) != 0 for tests in suites(mutant.path))
    finally:
        place.write_bytes(original)


def _runner(tree: Path, jobs: int) -> Callable[[list[str]], int]:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-n", str(jobs)]
    command += ["--dist", "worksteal", "-p", "no:cacheprovider"]
    environment = {**os.environ, "PYTHONPATH": str(tree / "src"), "PYTHONDONTWRITEBYTECODE": "1"}

    def run(tests: list[str]) -> int:
        try:
            return subprocess.run(
                [*command, *tests],
                cwd=tree,
                env=environment,
                timeout=MAX_SECONDS,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            ).returncode
        except subprocess.TimeoutExpired:
            return 1

    return run


MADE = ("src/bulletin_pdf/desk/static", "web/node_modules")
"""What tests need and the repository leaves out: the page of the desk and the judge of its forms."""


def _copied(target: Path) -> Path:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)
    for name in filter(None, listed.stdout.split("\0")):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, target / name)
    for name in MADE:
        if (ROOT / name).is_dir():
            (target / name).symlink_to(ROOT / name)
    return target


def _diff(mutant: Mutant) -> str:
    before = (ROOT / mutant.path).read_text(encoding="utf-8")
    return "".join(
        difflib.unified_diff(
            before.splitlines(keepends=True), mutant.text.splitlines(keepends=True), str(mutant.path), n=1
        )
    )


def main() -> int:
    """Run the sample and print what survived; 0 when at least nine of ten were noticed, 2 when nothing was tried."""
    parser = argparse.ArgumentParser(
        description="Change the program in one place at a time; do the tests notice?"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--room", default="", help="a folder or file below src/bulletin_pdf")
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    survived, drawn = 0, sample(asked.seed, asked.count, asked.room)
    with tempfile.TemporaryDirectory() as folder:
        tree = _copied(Path(folder))
        run = _runner(tree, asked.jobs)
        if run(["tests", "--ignore=tests/house"]) != 0:
            print("the tests do not pass on the unchanged program", file=sys.stderr)
            return 2
        for number, mutant in enumerate(drawn, 1):
            noticed = is_noticed(mutant, tree, run)
            survived += not noticed
            print(
                f"{number}/{len(drawn)} {'noticed' if noticed else 'SURVIVED'} {mutant.path}:{mutant.line}",
                flush=True,
            )
            if not noticed:
                print(_diff(mutant), flush=True)
    print(f"{len(drawn) - survived} of {len(drawn)} noticed, seed {asked.seed}")
    return survived * 10 > len(drawn)


if __name__ == "__main__":
    sys.exit(main())
