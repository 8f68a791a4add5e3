"""The parts of an installation, checked one by one for `doctor`."""

import os
import sys
import tempfile
from collections.abc import Iterator
from enum import Enum

from bulletin_pdf.named_tuples import NamedTuple


class State(Enum):
    """Whether something is as it should be; a lack that is no fault is NOTE."""

    GOOD = "good"
    NOTE = "note"
    BAD = "bad"

    @property
    def wants(self) -> bool:
        """Whether there is something to do about it."""
        return self is not State.GOOD


class Diagnosis(NamedTuple):
    """One thing that was looked at: what, how it is, and the details of the words about it."""

    what: str
    state: State
    details: tuple[tuple[str, object], ...] = ()


_PYTHONS = ((3, 11), (3, 14))
"""The oldest and the newest that the tests run on."""
_OPTIONAL = (
    ("extra-desk", ("starlette", "uvicorn")),
    ("extra-review", ("docx",)),
    ("extra-raster", ("pypdfium2",)),
    ("extra-sign", ("pyhanko",)),
    ("extra-cluster", ("distributed",)),
)
_TRIAL = """\
刊名: 工作简报
期号: 1
印发日期: 2024-05-06
报告:
  - 标题: 试排一页
    正文: 安装正常，可以排版。
"""


def all_findings() -> Iterator[Diagnosis]:
    """Yield what is found, from what everything rests on to what only some need."""
    yield _python()
    yield from _libraries()
    yield from _faces()
    yield from _encodings()
    yield from _folders()
    yield _trial()
    yield from _options()


def _python() -> Diagnosis:
    from bulletin_pdf.version import __version__

    version = sys.version_info[:2]
    fits = _PYTHONS[0] <= version <= _PYTHONS[1]
    bits = 64 if sys.maxsize > 1 << 32 else 32
    details = (
        ("program", __version__),
        ("version", ".".join(map(str, sys.version_info[:3]))),
        ("bits", bits),
    )
    return Diagnosis("python", State.GOOD if fits and bits == 64 else State.NOTE, details)


def _libraries() -> Iterator[Diagnosis]:
    """The libraries that are always needed: there, and in a version that fits."""
    import re
    from importlib.metadata import PackageNotFoundError, requires, version

    needed = [line for line in requires("bulletin-pdf") or () if "extra ==" not in line]
    bad = False
    for line in needed:
        found = re.match(r"([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?\s*([^;]*)", line)
        assert found is not None
        name, wanted = found[1], found[2].strip()
        try:
            fits, has = _fits(version(name), wanted), version(name)
        except PackageNotFoundError:
            fits, has = False, "-"
        if not fits:
            bad = True
            details = (("name", name), ("has", has), ("wanted", wanted), ("python", sys.executable))
            yield Diagnosis("library", State.BAD, details)
    if not bad:
        yield Diagnosis("libraries", State.GOOD, (("count", len(needed)),))


def _fits(has: str, wanted: str) -> bool:
    """Whether a version is within bounds such as `>=6,<8`; what is no number in it is left aside."""
    compare = {">=": lambda a, b: a >= b, "<": lambda a, b: a < b, "==": lambda a, b: a == b}
    for bound in filter(None, wanted.split(",")):
        sign = next((sign for sign in (">=", "==", "<") if bound.startswith(sign)), "")
        if sign and not compare[sign](_numbers(has), _numbers(bound.removeprefix(sign))):
            return False
    return True


def _numbers(version: str) -> tuple[int, ...]:
    import re

    parts = [int(part) for part in re.findall(r"\d+", version.partition("+")[0])[:3]]
    return (*parts, *(0,) * (3 - len(parts)))


def _faces() -> Iterator[Diagnosis]:
    """The shipped faces, byte for byte."""
    import hashlib

    from bulletin_pdf.fonts.shipped import fonts_directory, icc_directory, shipped_faces

    faces = shipped_faces()
    bad = False
    for face in faces.values():
        path = os.path.join(fonts_directory(), *face.file.split("/"))
        try:
            with open(path, "rb") as file:
                whole = hashlib.file_digest(file, "sha256").hexdigest() == face.sha256
        except OSError:
            whole = False
        if not whole:
            bad = True
            yield Diagnosis("face", State.BAD, (("file", path),))
    if not bad:
        yield Diagnosis("faces", State.GOOD, (("count", len(faces)), ("folder", fonts_directory())))
    profiles = [name for name in os.listdir(icc_directory()) if name.endswith((".icc", ".xz", ".json"))]
    yield Diagnosis("profiles", State.GOOD if profiles else State.BAD, (("folder", icc_directory()),))


def _encodings() -> Iterator[Diagnosis]:
    """Whether the terminal can show Chinese, and file names can be Chinese."""
    terminal = getattr(sys.stdout, "encoding", None) or "-"
    yield Diagnosis("terminal", State.GOOD if _can_say(terminal) else State.NOTE, (("encoding", terminal),))
    names = sys.getfilesystemencoding()
    yield Diagnosis("names", State.GOOD if _can_say(names) else State.NOTE, (("encoding", names),))


def _can_say(encoding: str) -> bool:
    try:
        return bool("简报〇".encode(encoding))
    except (UnicodeEncodeError, LookupError):
        return False


def _folders() -> Iterator[Diagnosis]:
    """Whether there is a right to write where the program writes."""
    from bulletin_pdf.kept_files import cache_directory

    for what, folder in (
        ("folder-here", os.getcwd()),
        ("folder-cache", cache_directory()),
        ("folder-temporary", tempfile.gettempdir()),
    ):
        writable = _may_write(folder)
        state = State.GOOD if writable else State.BAD if what == "folder-temporary" else State.NOTE
        yield Diagnosis(what, state, (("folder", folder),))


def _may_write(folder: str) -> bool:
    """Whether a file can be made in a folder, or in the nearest one above it that exists."""
    while folder and not os.path.isdir(folder):
        above = os.path.dirname(folder)
        if above == folder:
            return False
        folder = above
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _trial() -> Diagnosis:
    """A page, set and read back, in memory."""
    try:
        from bulletin_pdf.api.issue import Issue

        made = Issue.parse(_TRIAL).pdf("archive")
    except Exception as error:  # Whatever breaks here is the finding.
        return Diagnosis("trial", State.BAD, (("pages", 0), ("reason", f"{type(error).__name__}: {error}")))
    return Diagnosis("trial", State.GOOD, (("pages", made.pages), ("reason", "")))


def _options() -> Iterator[Diagnosis]:
    """What only some need."""
    import shutil
    from importlib.util import find_spec

    from bulletin_pdf.handbook.page_files import site_page

    for extra, modules in _OPTIONAL:
        there = all(find_spec(module) for module in modules)
        yield Diagnosis(extra, State.GOOD if there else State.NOTE)
    office = shutil.which("soffice") or shutil.which("libreoffice")
    yield Diagnosis("office", State.GOOD if office else State.NOTE, (("path", office or "-"),))
    yield Diagnosis("site", State.GOOD if site_page("index", "zh") else State.NOTE)
