"""Rooms import downwards only, and what is imported is what is declared."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

IMPORTED_AS = {"fonttools": "fontTools", "markdown-it-py": "markdown_it", "pillow": "PIL", "pyyaml": "yaml"}


def names(requirements):
    found = [re.match(r"[A-Za-z0-9_-]+", line)[0].lower() for line in requirements]
    return {IMPORTED_AS.get(name, name) for name in found}


def imported(directory):
    for path in directory.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level:
                yield node.module.split(".")[0]


def test_contracts_hold():
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_dependencies_are_those_imported():
    outside = set(imported(ROOT / "src")) - set(sys.stdlib_module_names) - {"bulletin_pdf"}
    tools = ("dev", "bench", "site")
    extras = {key: lines for key, lines in PROJECT["optional-dependencies"].items() if key not in tools}
    declared = [*PROJECT["dependencies"], *(line for lines in extras.values() for line in lines)]
    assert outside == names(declared)
