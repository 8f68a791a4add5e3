"""Rooms import downwards only, and what is imported is what is declared."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from house.source import ROOT, nodes
from support.narrowed import present

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

IMPORTED_AS = {
    "fonttools": "fontTools",
    "markdown-it-py": "markdown_it",
    "pillow": "PIL",
    "pyhanko-certvalidator": "pyhanko_certvalidator",
    "python-docx": "docx",
    "pyyaml": "yaml",
}


def names(requirements: list[str]) -> set[str]:
    found = [present(re.match(r"[A-Za-z0-9_-]+", line))[0].lower() for line in requirements]
    return {IMPORTED_AS.get(name, name) for name in found}


def imported() -> set[str]:
    """Return the names of all packages that modules of the program import."""
    plain = {alias.name.split(".")[0] for _, node in nodes(ast.Import) for alias in node.names}
    return plain | {(node.module or "").split(".")[0] for _, node in nodes(ast.ImportFrom) if not node.level}


def test_contracts_hold() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_dependencies_are_those_imported() -> None:
    outside = imported() - set(sys.stdlib_module_names) - {"bulletin_pdf"}
    tools = ("dev", "bench", "site")
    extras = {key: lines for key, lines in PROJECT["optional-dependencies"].items() if key not in tools}
    declared = [*PROJECT["dependencies"], *(line for lines in extras.values() for line in lines)]
    assert outside == names(declared)
