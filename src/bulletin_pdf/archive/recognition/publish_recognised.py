"""A scan → the same file with its text; existing files are not overwritten."""

import os

from bulletin_pdf.archive.recognition.recognise_file import recognise_file
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError, Problem, Problems
from bulletin_pdf.safe_files import Staged


class RecognisedFile(NamedTuple):
    """A scan whose text was recognised."""

    path: str
    """The new file; empty when nothing was recognised and none was written."""
    pages: tuple[int, ...]
    """Pages that have a recognised text, counted from 1."""
    problems: tuple[Problem, ...]


def publish_recognised(scan: str, directory: str) -> RecognisedFile:
    """Recognise a scan and write it under its name into `directory`.

    Raises `BulletinError` where that is the scan's own directory (B907), what recognises is missing or the scan cannot be read.
    """
    path = os.path.join(directory, os.path.basename(scan))
    if os.path.realpath(path) == os.path.realpath(scan):
        problems = Problems()
        problems.add(Code.OUTPUT_EXISTS, None, file=path)
        raise BulletinError(problems)
    made = recognise_file(scan)
    if not made.pages:
        return RecognisedFile("", (), tuple(made.problems))
    os.makedirs(directory, exist_ok=True)
    with Staged() as staged:
        staged.store(path, made.data)
    return RecognisedFile(path, made.pages, tuple(made.problems))
