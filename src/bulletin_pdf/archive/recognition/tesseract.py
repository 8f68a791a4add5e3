"""tesseract as a separate process: a picture of a page → lines of words."""

import os
import shutil
import subprocess
from collections.abc import Iterator

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern

LANGUAGE = "chi_sim"
_SECONDS = 180
"""For one page; an A4 page of 300 dpi takes some three."""
_TURN = pattern(r"Rotate: ([0-9]+)")
_SURE = pattern(r"Orientation confidence: ([0-9.]+)")
_MIN_SURE = 2.0
_VERSION = pattern(r"tesseract v?([0-9][0-9.]*)")


class FailedError(Exception):
    """A page could not be recognised; `slow` when the time was up."""

    def __init__(self, *, slow: bool) -> None:
        """Take what it failed by."""
        super().__init__("too slow" if slow else "failed")
        self.slow = slow


class RecognisedWord(NamedTuple):
    """A word and where it stands, in pixels from the upper left."""

    text: str
    left: int
    top: int
    width: int
    height: int


def tesseract_version() -> str:
    """Return the version of tesseract; empty where it, or its data for Chinese, is not installed."""
    command = shutil.which("tesseract")
    if command is None:
        return ""
    try:
        known = _run([command, "--list-langs"]).split()
        found = _VERSION.search(_run([command, "--version"]))
    except FailedError:
        return ""
    return found[1] if found and LANGUAGE in known else ""


def page_turn(picture: str) -> int:
    """Return by how many degrees clockwise a picture has to be turned for its writing to stand upright."""
    try:
        said = _run(["tesseract", picture, "stdout", "--psm", "0"])
    except FailedError:  # too little writing, or no data for it
        return 0
    turn, sure = _TURN.search(said), _SURE.search(said)
    return int(turn[1]) % 360 if turn and sure and float(sure[1]) >= _MIN_SURE else 0


def recognised_lines(picture: str, dots: int) -> Iterator[tuple[RecognisedWord, ...]]:
    """Return the lines of a picture, each with its words; raises `FailedError`."""
    said = _run(["tesseract", picture, "stdout", "-l", LANGUAGE, "--psm", "3", "--dpi", str(dots), "tsv"])
    lines: dict[tuple[str, ...], list[RecognisedWord]] = {}
    for row in said.splitlines()[1:]:
        fields = row.split("\t")
        if len(fields) == 12 and fields[0] == "5" and fields[11].strip():
            word = RecognisedWord(fields[11].strip(), *map(int, fields[6:10]))
            lines.setdefault(tuple(fields[1:5]), []).append(word)
    yield from map(tuple, lines.values())


def _run(command: list[str]) -> str:
    # One thread: several of them wait for each other more than they help.
    surroundings = os.environ | {"OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, env=surroundings, check=True)
    except subprocess.TimeoutExpired as error:
        raise FailedError(slow=True) from error
    except (subprocess.CalledProcessError, OSError) as error:
        raise FailedError(slow=False) from error
    return (done.stdout or done.stderr).decode("utf-8", "replace")
