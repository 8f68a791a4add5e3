"""Earlier states of an issue: one every few minutes of work, and each state replaced by an older one."""

import difflib
import time
from pathlib import Path

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.safe_files import replace_file

FOLDER = ".desk"
"""Hidden folder next to the issues; it may be deleted at any time."""

INTERVAL = 300.0
"""Seconds between two states that are kept."""

MAX_STATES = 200
"""States kept of an issue; the oldest go first."""


class State(NamedTuple):
    """An earlier state: its name, when it was current (ISO), its size in bytes."""

    name: str
    at: str
    size: int


class History:
    """The earlier states of one file."""

    def __init__(self, path: Path) -> None:
        """Take the path of the file; nothing is made before there is something to keep."""
        self.folder = path.parent / FOLDER / "history" / path.name
        self._last = 0.0

    def keep(self, data: bytes, *, at_once: bool = False) -> None:
        """Keep a state that is about to be replaced, unless one was kept a moment ago; a full disk keeps none."""
        now = time.time()
        if not data or (now - self._last < INTERVAL and not at_once):
            return
        name = time.strftime("%Y%m%d-%H%M%S", time.localtime(now))
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if any(state.read_bytes() == data for state in self._files()[-1:]):
                return
            replace_file(str(self.folder / f"{name}.yaml"), data)
            for old in self._files()[:-MAX_STATES]:
                old.unlink()
        except OSError:
            return
        self._last = now

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob("*.yaml")) if self.folder.is_dir() else []

    def states(self) -> list[State]:
        """Return the states kept, the newest first."""
        return [State(path.stem, _shown(path.stem), path.stat().st_size) for path in reversed(self._files())]

    def read(self, name: str) -> bytes | None:
        """Return a state by its name; None when there is none of that name."""
        return next((path.read_bytes() for path in self._files() if path.stem == name), None)


def _shown(name: str) -> str:
    """Return 20261130-064512 as 2026-11-30 06:45."""
    return f"{name[:4]}-{name[4:6]}-{name[6:8]} {name[9:11]}:{name[11:13]}" if len(name) == 15 else name


def differences(old: str, new: str) -> list[dict[str, str]]:
    """Return the lines that differ between two texts, each as `gone` or `come`, with `apart` between stretches."""
    lines: list[dict[str, str]] = []
    for line in difflib.unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm=""):
        if line.startswith(("---", "+++")):
            continue
        kind = {"@": "apart", "-": "gone", "+": "come"}[line[0]]
        lines.append({"kind": kind, "text": "" if kind == "apart" else line[1:]})
    return lines[:2000]
