"""The page that names every module with the first sentence it begins with: docs/modules.md."""

import ast
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "src/bulletin_pdf"
PAGE = SOURCE.parents[1] / "docs/modules.md"
_HEAD = """# Every module

Made by `make docs` from the first lines of the modules; do not edit. [architecture.md](architecture.md) says how they belong together.
"""
_END = re.compile(r"(?<=[.:])\s+(?=[A-Z`“])|\n\n")


def modules_page() -> str:
    """Return the page: a table for each room, in the order of their names."""
    parts = [_HEAD]
    for room, paths in groupby(_modules(), key=lambda path: path.parent):
        name = room.relative_to(SOURCE).as_posix()
        parts.append(f"## {'The common table and the pipeline' if name == '.' else f'{name}/'}\n")
        parts.append("| module | what it is |\n|---|---|")
        parts.append("\n".join(f"| `{path.name}` | {_said(path)} |" for path in paths) + "\n")
    return "\n".join(parts)


def _modules() -> Iterator[Path]:
    """Return the modules, room by room; an `__init__.py` is left out where it only names its room."""
    paths = (path for path in SOURCE.rglob("*.py") if path.name != "__init__.py" or path.stat().st_size > 400)
    return iter(sorted(paths, key=lambda path: (path.parent.as_posix(), path.name)))


def _said(path: Path) -> str:
    """Return the first sentence of a module's docstring, on one line of a table."""
    text = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return " ".join(_END.split(text)[0].split()).replace("|", "\\|")
