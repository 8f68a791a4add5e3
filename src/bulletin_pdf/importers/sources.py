"""What is to be imported: files, folders of files, and text from standard input."""

import os
import re
from collections.abc import Sequence

from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems

PASTED = "-"
"""Stands for standard input."""
ENDINGS = frozenset(
    (".docx", ".docm", ".doc", ".wps", ".rtf", ".odt", ".html", ".htm", ".xhtml", ".mht", ".mhtml", ".eml",
     ".txt", ".md", ".markdown", ".xlsx", ".csv")
)  # fmt: skip
"""Files of a folder that are taken; one that is named itself may be called anything."""
MAX_SOURCES = 500


def spread_folders(named: Sequence[str], problems: Problems) -> list[str]:
    """Put in place of each folder its files, in the order of their names; 2 stands before 10."""
    paths: list[str] = []
    for path in named:
        if path == PASTED or not os.path.isdir(path):
            paths.append(path)
            continue
        found = sorted(filter(_is_taken, os.listdir(path)), key=_by_number)
        inside = [os.path.join(path, name) for name in found if os.path.isfile(os.path.join(path, name))]
        if not inside:
            problems.add(Code.NOTHING_TO_IMPORT, file=path)
        paths += inside
    if len(paths) > MAX_SOURCES:
        problems.add(Code.TOO_MANY_IMPORTS, count=len(paths), limit=MAX_SOURCES)
    return paths


def _is_taken(name: str) -> bool:
    """Whether a file of a folder is a paper; office programs leave ~$ files beside those they have open."""
    return not name.startswith((".", "~$")) and os.path.splitext(name)[1].lower() in ENDINGS


def _by_number(name: str) -> list[tuple[int, int, str]]:
    parts = re.split("([0-9]{1,9})", name)
    return [(0, int(part), "") if part.isascii() and part.isdigit() else (1, 0, part) for part in parts]
