"""Check of a bag or a transfer folder: all files present and unchanged, each archive file equal to the result of its source."""

import os
from collections.abc import Iterable, Iterator

from bulletin_pdf.archive.holdings.bag_check import BAG_FILE, check_bag
from bulletin_pdf.archive.transfer.check_transfer import is_transfer, transfer_problems
from bulletin_pdf.lock_record import LOCK_NAME
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf, ForeignPdfError
from bulletin_pdf.plain_files import read_plain
from bulletin_pdf.problem_codes import Code, Level
from bulletin_pdf.problems import BulletinError, Problem, Problems
from bulletin_pdf.verification import Trust, verify
from bulletin_pdf.volume.files.verify_volume import unpack_any

_OF_SIGNATURES = (Code.SIGNATURE_EXPIRED, Code.SIGNATURE_NOT_CHECKED)


class FolderVerdict(NamedTuple):
    """What came of it."""

    whole: bool
    """Whether there is no problem, warnings of signatures aside."""
    problems: tuple[Problem, ...]
    files: int
    """Files that were looked at."""
    archive_files: int
    """Archive files that were set again."""


def verify_folder(directory: str, trust: Trust = Trust()) -> FolderVerdict:
    """Verify a bag or a folder that was handed over; raises `BulletinError` for anything else (B266)."""
    problems = Problems()
    payload = directory
    if os.path.isfile(os.path.join(directory, BAG_FILE)):
        _add(problems, check_bag(directory).problems)
        payload = os.path.join(directory, "data")
    if is_transfer(payload):
        _add(problems, transfer_problems(payload))
    elif payload == directory:
        problems.add(Code.FOLDER_NOT_TRANSFER, None, file=directory)
        raise BulletinError(problems)
    wrong = {dict(problem.details).get("file") for problem in problems}
    again = [path for path in _archive_files(payload) if path not in wrong]
    for path in again:
        problems.extend(verify(path, read_plain(path), "", unpack_any, trust).problems)
    count = sum(len(names) for _, _, names in os.walk(directory))
    whole = all(problem.code in _OF_SIGNATURES and problem.level is not Level.ERROR for problem in problems)
    return FolderVerdict(whole, tuple(problems), count, len(again))


def _add(problems: Problems, found: Iterable[Problem]) -> None:
    for problem in found:
        problems.include(problem)


def _archive_files(payload: str) -> Iterator[str]:
    """Return the archive files in a payload; what lies in the sources of a bag is embedded in one of them."""
    for home, inside, names in os.walk(payload):
        inside[:] = sorted(name for name in inside if name != "source")
        for name in sorted(names):
            path = os.path.join(home, name)
            if name.lower().endswith(".pdf") and _has_lock(path):
                yield path


def _has_lock(path: str) -> bool:
    try:
        return LOCK_NAME in ForeignPdf(read_plain(path), lenient=True).attachments()
    except ForeignPdfError:
        return False
