"""The modules of the program as syntax trees, parsed once for all tests that look into them."""

import ast
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

ROOT = Path(__file__).parent.parent.parent
SOURCE = ROOT / "src" / "bulletin_pdf"

N = TypeVar("N", bound=ast.AST)


@cache
def trees() -> Mapping[Path, ast.Module]:
    """Return the tree of every module."""
    return {path: ast.parse(path.read_text("utf-8")) for path in sorted(SOURCE.rglob("*.py"))}


@cache
def _nodes_by_kind() -> Mapping[type[ast.AST], Sequence[tuple[Path, ast.AST]]]:
    found = defaultdict(list)
    for path, tree in trees().items():
        for node in ast.walk(tree):
            found[type(node)].append((path, node))
    return found


def nodes(kind: type[N]) -> Sequence[tuple[Path, N]]:
    """Return all nodes of one kind, each with its file."""
    return cast(Sequence[tuple[Path, N]], _nodes_by_kind()[kind])
