"""A copy of the repository with an environment of its own, in which a changed program can be tried."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).parent.parent

MADE = ("src/bulletin_pdf/desk/static", "web/node_modules")
"""What tests need and the repository leaves out: the page of the desk and the judge of its forms."""


def copied(target: Path) -> Path:
    """Copy what git knows, and return the copy.

    The words are compiled and Python's files of the modules made, so that the first run does not wait for them.
    """
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)
    for name in filter(None, listed.stdout.split("\0")):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, target / name)
    for name in MADE:
        if (ROOT / name).is_dir():
            (target / name).symlink_to(ROOT / name)
    _make_environment(target)
    return target


def python(tree: Path) -> Path:
    """Return the Python whose processes, with any variables whatever, run the program of the copy."""
    return tree / ".venv/bin/python"


def _make_environment(tree: Path) -> None:
    """Make an environment that finds the copy first and then the packages of this one, and its commands."""
    here, libraries = Path(sys.executable).parent, Path(sysconfig.get_path("purelib"))
    bin_, site = tree / ".venv/bin", tree / ".venv" / libraries.relative_to(sys.prefix)
    bin_.mkdir(parents=True)
    site.mkdir(parents=True)
    shutil.copy2(Path(sys.prefix, "pyvenv.cfg"), tree / ".venv/pyvenv.cfg")
    (site / "copy.pth").write_text(f"{tree / 'src'}\n{tree / 'scripts'}\n{libraries}\n", encoding="utf-8")
    for command in filter(Path.is_file, here.iterdir()):
        if command.read_bytes()[:2] == b"#!":
            lines = command.read_text(encoding="utf-8").replace(str(here), str(bin_))
            (bin_ / command.name).write_text(lines, encoding="utf-8")
            (bin_ / command.name).chmod(0o755)
        else:
            (bin_ / command.name).symlink_to(command)


def write_module(place: Path, text: str) -> None:
    """Write a module of the copy, and drop what Python compiled of its last text.

    Python knows a compiled file by the second and the length of its source: two changes can have both.
    """
    place.write_text(text, encoding="utf-8")
    for compiled in (place.parent / "__pycache__").glob(f"{place.stem}.*.pyc"):
        compiled.unlink()


def variables(**more: str) -> dict[str, str]:
    """Return this process's environment for a run in a copy, whose modules are compiled once."""
    unwanted = "PYTHONPATH", "PYTHONDONTWRITEBYTECODE"
    return {name: value for name, value in os.environ.items() if name not in unwanted} | more
