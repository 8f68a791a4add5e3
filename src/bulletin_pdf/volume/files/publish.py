"""The ways to the files of a volume: written, in memory, or only checked.

What sets and writes it (`write_volume`) is imported while other processes read its issues: of a year of 48
that takes 2 % off.
"""

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module

from bulletin_pdf.press.options import PrintOptions
from bulletin_pdf.problems import Problem
from bulletin_pdf.volume.files.outcome import VolumeOutcome, VolumeStage, VolumeTarget
from bulletin_pdf.volume.files.read_volume import read_volume
from bulletin_pdf.yamldoc.source import SourceText

_STEPS = (
    "typeset.paragraph",
    "fonts.font_book",
    "layout.galley",
    "compose.design",
    "compose.bulletin",
    "attest.attestation",
    "pdf.write.sections",
    "build",
    "volume.parts.front_matter",
    "volume.book.set_volume",
    "volume.files.write_volume",
)
"""Modules that setting needs, a few milliseconds each: others are given issues to read in between."""


def _imports() -> Iterator[object]:
    for name in _STEPS:
        yield import_module(f"bulletin_pdf.{name}")


def _no_progress(_stage: VolumeStage) -> None:
    return


def publish_volume(
    source: str | SourceText,
    targets: Sequence[VolumeTarget],
    options: PrintOptions = PrintOptions(),
    package: str = "",
    jobs: int = 1,
    told: Callable[[VolumeStage], None] = _no_progress,
) -> VolumeOutcome:
    """Read a volume and its issues, set everything once, and write each edition requested.

    `package` is the directory to write the archive package to, empty for none; `jobs` is how
    many issues are set at once; `told` is called as each stage begins. Raises `BulletinError` with every problem when the material
    has errors; nothing is written then.
    """
    told("reading")
    read = read_volume(source, options, jobs, _imports())
    from bulletin_pdf.volume.files.write_volume import publish_read

    return publish_read(read, targets, options, package, told)


def make_volume(
    source: str | SourceText,
    targets: Sequence[VolumeTarget],
    options: PrintOptions = PrintOptions(),
    jobs: int = 1,
) -> tuple[dict[str, bytes], VolumeOutcome]:
    """Make the files of a volume as `publish_volume` does, without writing them: path → data."""
    read = read_volume(source, options, jobs, _imports())
    from bulletin_pdf.volume.files.write_volume import make_read

    return make_read(read, targets, options)


def check_volume(source: str | SourceText, jobs: int = 1) -> tuple[Problem, ...]:
    """Read a volume and its issues and set everything; return all that was found. Raises `BulletinError` for errors."""
    read = read_volume(source, PrintOptions(), jobs, _imports())
    from bulletin_pdf.volume.files.write_volume import set_read

    return tuple(set_read(read, (VolumeTarget("print", ""),), PrintOptions()).problems)
