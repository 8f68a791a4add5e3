"""Modules are found in few steps on the command line, and are the ones that Python would find."""

import os
import py_compile
import subprocess
import sys
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Any

import pytest

import bulletin_pdf
from bulletin_pdf.cli.module_finder import ModuleFinder
from support.narrowed import present, untyped

PLACES = list(bulletin_pdf.__path__)


@pytest.mark.parametrize("name", ["problems", "layout", "cli"])
def test_it_finds_what_python_finds(name: str) -> None:
    """A module and packages: the same source, the same code."""
    plain = PathFinder.find_spec(f"bulletin_pdf.{name}", PLACES)
    assert plain is not None and plain.origin is not None
    py_compile.compile(plain.origin)
    found = ModuleFinder.find_spec(f"bulletin_pdf.{name}", PLACES)
    loader = untyped(present(found).loader)
    for fact in ("name", "origin", "cached", "has_location", "parent", "submodule_search_locations"):
        assert getattr(found, fact) == getattr(plain, fact)
    assert loader.get_code(f"bulletin_pdf.{name}") == untyped(plain.loader).get_code(plain.name)
    assert loader.get_code(f"bulletin_pdf.{name}") is not None, "asked again, it asks Python"


def test_what_is_not_compiled_as_it_stands_is_left_to_python(tmp_path: Path) -> None:
    source = tmp_path / "told.py"
    source.write_text("SAID = 1\n", "utf-8")

    def find() -> Any:
        return ModuleFinder.find_spec("bulletin_pdf.told", [str(tmp_path)])

    assert find() is None, "not compiled"
    py_compile.compile(str(source))
    assert find() is not None
    os.utime(source, (1, 1))
    assert find() is None, "older than what was compiled"
    py_compile.compile(str(source), invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH)
    assert find() is None, "told from others by what it says"
    assert ModuleFinder.find_spec("told", [str(tmp_path)]) is None, "not of this program"
    assert ModuleFinder.find_spec("bulletin_pdf", None) is None


def test_resources_and_reloading_work(tmp_path: Path) -> None:
    script = (
        "import bulletin_pdf.cli, importlib, importlib.resources, sys\n"
        "import bulletin_pdf.proof, bulletin_pdf.messages\n"
        "assert (importlib.resources.files('bulletin_pdf.proof') / 'data').is_dir()\n"
        "assert importlib.reload(bulletin_pdf.messages).find\n"
        "assert bulletin_pdf.messages.__cached__.endswith('.pyc')\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=tmp_path)


def test_only_the_command_line_asks_it() -> None:
    script = "import sys, bulletin_pdf.api.issue; print([str(each) for each in sys.meta_path])"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert "ModuleFinder" not in done.stdout


def test_the_command_line_ends_with_its_code_and_what_was_to_be_done_at_exit(tmp_path: Path) -> None:
    """The process is ended without being taken apart."""
    script = (
        "import atexit, sys; from bulletin_pdf.cli.main import main\n"
        "sys.argv = ['bulletin-pdf', '--lang', 'en', 'build', 'none.yaml']\n"
        "atexit.register(print, 'done at exit')\n"
        "main(); print('never said')\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 1
    assert "none.yaml" in done.stderr
    assert done.stdout == "done at exit\n"
