"""Importing into a directory of its own, and what an issue says without its places."""

import shutil
from collections import Counter
from pathlib import Path

from bulletin_pdf.importers.convert import Imported, convert
from bulletin_pdf.issue.model import Issue, Prose, Report
from bulletin_pdf.issue.read import read_issue

ROOT = Path(__file__).parent.parent.parent
DATA = Path(__file__).parent / "data"


def imported(source: Path, directory: Path, lang: str = "zh") -> tuple[Imported, Issue]:
    """Import a file as the command does; give the result and the issue read back."""
    output = directory / f"{source.stem}.yaml"
    result = convert(str(source), str(output), "en" if lang == "en" else "zh")
    output.write_text(result.text, "utf-8")
    folder = directory / f"{source.stem}-pictures"
    for name, data in result.draft.pictures:
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
    reading = read_issue(output)
    return result, reading.issue


def import_text(text: str | bytes, directory: Path, name: str = "source.txt") -> tuple[Imported, Issue]:
    """Import a text."""
    source = directory / name
    source.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return imported(source, directory)


def import_copy(name: str, directory: Path) -> tuple[Imported, Issue]:
    """Import one of the data files from a copy of its own."""
    shutil.copy(DATA / name, directory / name)
    return imported(directory / name, directory)


def lines_of(report: Report) -> list[str]:
    """The text of a report, element by element; tables and pictures left out."""
    texts = ((text for text in element if isinstance(text, Prose)) for element in report.body)
    return [text.text for element in texts for text in element if text.text]


def bare(value: object) -> object:
    """A record without places and paths: what is printed."""
    if isinstance(value, Prose):
        return value.text, value.styles
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        skipped = {
            "place",
            "city_place",
            "path",
            "changes",
            "bulletin",
            "moves",
            "folds",
            "chinese",
            "sources",
        }
        return type(value).__name__, *(
            bare(getattr(value, name)) for name in value._fields if name not in skipped
        )
    return tuple(map(bare, value)) if isinstance(value, tuple | list) else value


def visible(text: str) -> Counter[str]:
    """What ink a text has: every character but blanks and what cannot be seen."""
    return Counter(char for char in text if char.isprintable() and not char.isspace())
