"""The identity of this program: programs that differ in it may produce different bytes.

Everything that decides bytes is in it: our own code and data, the faces and profiles shipped,
the libraries, Python. Nothing is imported to find it out.
"""

import os
import sys
import zlib
from collections.abc import Iterator
from functools import cache

from bulletin_pdf.fonts.shipped import fonts_directory, icc_directory
from bulletin_pdf.installed import installed
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.version import __version__

_LIBRARIES = (
    "cssselect2",
    "deflate",
    "fonttools",
    "lxml",
    "pillow",
    "pypdf",
    "pypdfium2",
    "pypinyin",
    "pyyaml",
    "reportlab",
    "rjieba",
    "svglib",
    "tinycss2",
    "uharfbuzz",
    "xlsxwriter",
)
_FACES_AND_PROFILES = (".ttf", ".otf", ".ttc", ".icc", ".z")


class Program(NamedTuple):
    """What must be the same for the same bytes, on whatever machine."""

    version: str
    python: str
    zlib: str
    libraries: tuple[str, ...]
    """Name and version of each."""
    code: str
    """What our own files are."""

    def differences(self, other: "Program") -> tuple[str, ...]:
        """Return in what another program is not this one: `pyyaml 6.0.2 ≠ 6.0.1`; empty when in nothing."""
        mine, theirs = (dict(each.split(" ") for each in side.libraries) for side in (self, other))
        pairs = [
            ("bulletin_pdf", self.version, other.version),
            ("Python", self.python, other.python),
            ("zlib", self.zlib, other.zlib),
            *((name, mine.get(name, "–"), theirs.get(name, "–")) for name in sorted({*mine, *theirs})),
        ]
        found = [f"{name} {one} ≠ {another}" for name, one, another in pairs if one != another]
        if not found and self.code != other.code:
            found.append(f"bulletin_pdf {self.version} {self.code[:12]} ≠ {other.code[:12]}")
        return tuple(found)


@cache
def program_here() -> Program:
    """Return the identity of the program on this machine: by size, times and number of its files.

    A file that is written to has another change time, whatever it holds and is made to say; to
    read 60 MB of faces on every run would take longer than to set an issue.
    """
    return _program(" ".join(_states()))


@cache
def program_anywhere() -> Program:
    """Return the identity of the program on any machine: by what its files hold, faces by their manifest."""
    import hashlib

    digest = hashlib.sha256()
    package, shipped = _directories()
    for entry in _files(package, shipped):
        # Sources of the catalogues, which an installed program has only compiled.
        if entry.name.endswith(".po"):
            continue
        with open(entry.path, "rb", buffering=0) as file:
            data = file.read()
        name = os.path.relpath(entry.path, package).replace(os.sep, "/")
        digest.update(f"{name} {len(data)}\n".encode() + data)
    for directory in shipped:
        for entry in _files(directory):
            if entry.name.endswith(_FACES_AND_PROFILES):
                digest.update(f"{entry.name} {entry.stat().st_size}\n".encode())
    with open(os.path.join(fonts_directory(), "manifest.json"), "rb") as file:
        digest.update(file.read())
    return _program(digest.hexdigest())


def _program(code: str) -> Program:
    python = sys.version.split()[0]
    here = installed()
    libraries = tuple(f"{name} {here[name]}" for name in _LIBRARIES if name in here)
    return Program(__version__, python, zlib.ZLIB_RUNTIME_VERSION, libraries, code)


def _directories() -> tuple[str, tuple[str, ...]]:
    """Return the directory of the package, and those of faces and profiles, which may lie in it or next to it."""
    return os.path.dirname(os.path.dirname(os.path.abspath(__file__))), (fonts_directory(), icc_directory())


def _states() -> Iterator[str]:
    package, shipped = _directories()
    for directory in (package, *shipped):
        yield directory
        for entry in _files(directory, shipped):
            status = entry.stat()
            times = f"{status.st_mtime_ns} {status.st_ctime_ns}"
            yield f"{entry.name} {status.st_size} {times} {status.st_ino}"


def _files(directory: str, apart: tuple[str, ...] = ()) -> Iterator["os.DirEntry[str]"]:
    """Return the files below a directory in a fixed order, without what Python compiled."""
    with os.scandir(directory) as entries:
        inside = sorted(entries, key=lambda entry: entry.name)
    for entry in inside:
        if entry.is_dir():
            if entry.name != "__pycache__" and entry.path not in apart:
                yield from _files(entry.path, apart)
        elif not entry.name.startswith("."):
            yield entry
