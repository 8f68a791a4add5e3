"""Finished files with one thing changed, rewritten whole by qpdf so that nothing else is amiss."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

from bulletin_pdf.attest.attestation import attest, read_file_text
from bulletin_pdf.attest.compare import WordingUnit
from bulletin_pdf.attest.issue_wording import wording_of
from bulletin_pdf.attest.page_furniture import PageFurniture
from bulletin_pdf.build import publish
from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.problems import Problems
from bulletin_pdf.typeset_issue import open_fonts

Change = Callable[[str], str]
"""A file in qpdf's readable form, one byte a character, and what becomes of it."""


def readable(source: Path, directory: Path, edition: str = "print") -> str:
    """Build an issue and give its file in qpdf's readable form."""
    built = directory / f"{edition}.pdf"
    publish(str(source), str(built), edition)
    return unpacked(built)


def unpacked(path: Path) -> str:
    """Give a file in qpdf's readable form."""
    plain = path.with_suffix(".qdf")
    subprocess.run(["qpdf", "--qdf", "--object-streams=disable", path, plain], check=True)
    return plain.read_bytes().decode("latin-1")


def rewritten(file: str, directory: Path) -> bytes:
    """Give a file in readable form as a sound one again, its lengths and offsets right."""
    changed = directory / "changed.qdf"
    changed.write_bytes(file.encode("latin-1"))
    return subprocess.run(["fix-qdf", changed], capture_output=True, check=True).stdout


def faults_of(data: bytes, source: Path, book: FontBook | None = None) -> Problems:
    """Prove a file of one issue; give what was found. `book` may have proven other files."""
    problems = Problems()
    issue = read_issue(str(source)).issue
    book = book or open_fonts(issue, problems)
    readback = read_file_text(data, problems)
    if readback is not None:
        unit = WordingUnit(wording_of(issue), len(readback.pages))
        attest(data, readback, [unit], PageFurniture(), book, problems)
    return problems


def shown(text: str) -> str:
    """Write a text as the file shows it in a face whose codes are Unicode."""
    return text.encode("utf-16-be").hex()


def once(old: str, new: str) -> Change:
    """Put `new` in the place of `old`, which stands in the file."""

    def change(file: str) -> str:
        assert old in file, old
        return file.replace(old, new, 1)

    return change


def line_of(file: str, text: str) -> str:
    """Give the whole operator that shows a text, however it is justified."""
    lines = (line for line in file.splitlines() if line.endswith(("Tj", "TJ")))
    return next(line for line in lines if shown(text) in re.sub(">[-0-9]+<", "", line))
