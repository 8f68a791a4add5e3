"""Which tests run which stretch of the program, recorded once and kept for `make mutants`.

A stretch is a run of statements of which either all or none are reached: the body of a function up to its first branch, a branch,
what follows it. In a copy of the program each stretch begins with a probe, a store into a file that all processes of a test share:
subprocesses, forked workers and those that are killed leave their marks as well. A probe costs a twentieth of a trace function, so
that recording takes little longer than the tests do.

What a cached function or an import does is seen only in the first test of a process that needs it.
"""

import ast
import hashlib
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
SOURCE = Path("src", "bulletin_pdf")
PROBES = "_probes"
"""The module of the copy whose `HIT` is the shared file."""


class Probed(NamedTuple):
    """A module with probes: its text, the number of the first and the one behind the last, and the probe of each line."""

    text: str
    first: int
    last: int
    probes: dict[int, int]


class _Prober:
    """Puts a probe at the head of each stretch of a module."""

    def __init__(self, first: int) -> None:
        self.next = first
        self.lines: dict[int, int] = {}

    def in_functions(self, node: ast.AST) -> None:
        """Probe the functions of a module or class; what runs when it is imported has none."""
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                child.body = self._probed(child.body)
            elif not isinstance(child, ast.expr):
                self.in_functions(child)

    def _probed(self, body: list[ast.stmt]) -> list[ast.stmt]:
        made, begins, probe = [], True, -1
        for statement in body:
            if begins and not _is_docstring(statement):
                probe, begins = self.next, False
                self.next += 1
                made.append(ast.parse(f"_HIT_[{probe}] = 1").body[0])
            if probe >= 0:
                last = statement.end_lineno or statement.lineno
                self.lines.update(dict.fromkeys(range(statement.lineno, last + 1), probe))
            made.append(statement)
            begins = self._into(statement) or begins
        return made

    def _into(self, statement: ast.stmt) -> bool:
        """Probe what stands inside a statement; return whether another stretch begins behind it."""
        if isinstance(statement, ast.ClassDef):
            self.in_functions(statement)
            return False
        parts = [statement, *getattr(statement, "handlers", []), *getattr(statement, "cases", [])]
        bodies = [(part, name) for part in parts for name in ("body", "orelse", "finalbody")]
        inner = [(part, name) for part, name in bodies if getattr(part, name, None)]
        for part, name in inner:
            setattr(part, name, self._probed(getattr(part, name)))
        return bool(inner) and not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef)


def _is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def probed(text: str, first: int) -> Probed:
    """Return a module with probes from the number `first` on."""
    tree, prober = ast.parse(text), _Prober(first)
    prober.in_functions(tree)
    if prober.next > first:
        after = sum(_is_docstring(node) or _is_future(node) for node in tree.body[:3])
        tree.body.insert(after, ast.parse(f"from bulletin_pdf.{PROBES} import HIT as _HIT_").body[0])
    return Probed(ast.unparse(tree), first, prober.next, prober.lines)


def _is_future(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def probed_program(root: Path = ROOT) -> dict[Path, Probed]:
    """Return each module of the program below its root with its probes, numbered through."""
    made, first = {}, 0
    for path in sorted((root / SOURCE).rglob("*.py")):
        made[path.relative_to(root)] = module = probed(path.read_text(encoding="utf-8"), first)
        first = module.last
    return made


def put_probes(tree: Path, hits: Path) -> None:
    """Put probes into the copy of the program in `tree`, which store into the file `hits`."""
    program = probed_program(tree)
    for path, module in program.items():
        (tree / path).write_text(module.text, encoding="utf-8")
    hits.write_bytes(bytes(max(module.last for module in program.values())))
    lines = (
        "import mmap",
        f"with open({str(hits)!r}, 'r+b') as _file:",
        "    HIT = mmap.mmap(_file.fileno(), 0)",
    )
    (tree / SOURCE / f"{PROBES}.py").write_text("\n".join(lines) + "\n", encoding="utf-8")


class Reached(NamedTuple):
    """What a test reaches: its name for pytest, the seconds it takes by itself, and a byte for each probe."""

    name: str
    seconds: float
    hits: bytes

    def reaches(self, probes: Iterable[int]) -> bool:
        """Whether the test came by one of the probes."""
        return any(self.hits[probe] for probe in probes)


class Record:
    """The tests of one state of the program, in a file outside the repository."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = sqlite3.connect(path, timeout=60, isolation_level=None)
        self._file.executescript(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;"
            "CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, digest TEXT);"
            "CREATE TABLE IF NOT EXISTS tests (name TEXT PRIMARY KEY, path TEXT, passed INT, seconds REAL, hits BLOB);"
            "CREATE TABLE IF NOT EXISTS fixtures (name TEXT, path TEXT, seconds REAL)"
        )

    def begin(self, path: str) -> None:
        """Forget what is known of a file of tests."""
        for table in ("files", "tests", "fixtures"):
            self._file.execute(f"DELETE FROM {table} WHERE path = ?", (path,))

    def end(self, path: str, digest: str) -> None:
        """Note that all tests of a file are recorded as they stand."""
        self._file.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (path, digest))

    def add(self, name: str, path: str, passed: bool, seconds: float, hits: bytes) -> None:
        """Keep what one test did."""
        row = name, path, passed, seconds, zlib.compress(hits, 1)
        self._file.execute("INSERT OR REPLACE INTO tests VALUES (?, ?, ?, ?, ?)", row)

    def add_fixture(self, name: str, path: str, seconds: float) -> None:
        """Keep what a fixture of several tests took."""
        self._file.execute("INSERT INTO fixtures VALUES (?, ?, ?)", (name, path, seconds))

    def files(self) -> dict[str, str]:
        """Return the digest of each file of tests that is recorded."""
        return dict(self._file.execute("SELECT path, digest FROM files"))

    def tests(self) -> Iterator[Reached]:
        """Yield the tests that passed."""
        for name, seconds, hits in self._file.execute("SELECT name, seconds, hits FROM tests WHERE passed"):
            yield Reached(name, seconds, zlib.decompress(hits))

    def failed(self) -> list[str]:
        """Return the names of the tests that did not pass, which say nothing of a mutant."""
        return [name for (name,) in self._file.execute("SELECT name FROM tests WHERE NOT passed")]


def digest(*paths: Path) -> str:
    """Return the digest of files."""
    made = hashlib.sha256()
    for path in paths:
        made.update(path.read_bytes())
    return made.hexdigest()


def record_path(root: Path = ROOT) -> Path:
    """Return the file that keeps the record of the program as it stands."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "bulletin_pdf-mutants" / f"{digest(*sorted((root / SOURCE).rglob('*.py')))[:16]}.sqlite3"
