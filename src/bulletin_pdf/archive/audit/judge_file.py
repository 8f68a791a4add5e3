"""Findings about one file or package of a store."""

import gc
import os

from bulletin_pdf.archive.audit.judge_bag import is_bag, judge_bag, judge_transfer
from bulletin_pdf.archive.audit.judge_pdf import judge_pdf
from bulletin_pdf.archive.audit.judge_yaml import judge_yaml
from bulletin_pdf.archive.audit.judged_file import JudgedHolding, by_name, said
from bulletin_pdf.archive.holdings.find_holdings import YAML_ENDINGS
from bulletin_pdf.input_states import file_sha256
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdfError
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError
from bulletin_pdf.verification import Trust


class AuditTask(NamedTuple):
    """A file or bag to be judged."""

    path: str
    trusted: str = ""
    """Its SHA-256 as it was when it was set again last: while it has that, it need not be set again."""
    trust: Trust = Trust()
    """How signatures are judged."""


def state_of(path: str) -> str:
    """Return what shows whether a file was touched: size and time of change; of a bag, those of all its files."""
    if not os.path.isdir(path):
        status = os.stat(path)
        return f"{status.st_size} {status.st_mtime_ns}"
    count = size = newest = 0
    for home, _, names in os.walk(path):
        for name in names:
            status = os.stat(os.path.join(home, name))
            count, size, newest = count + 1, size + status.st_size, max(newest, status.st_mtime_ns)
    return f"{count} {size} {newest}"


def judge_file(task: AuditTask) -> JudgedHolding:
    """Judge a file or a package; whatever is wrong with it is a problem of the result. `OSError` when the machine fails."""
    try:
        return _judged(task)
    finally:
        # An open PDF is a ring of objects, which the command line looks for too seldom to keep memory flat.
        gc.collect(1)


def _judged(task: AuditTask) -> JudgedHolding:
    path, state = task.path, state_of(task.path)
    if os.path.isdir(path):
        return (judge_bag if is_bag(path) else judge_transfer)(path, task.trust)._replace(state=state)
    sha256 = file_sha256(path)
    plain = JudgedHolding(path, "other", os.path.getsize(path), state, sha256)
    try:
        if path.lower().endswith(YAML_ENDINGS):
            return judge_yaml(plain)
        return judge_pdf(plain, path, trusted=task.trusted == sha256, trust=task.trust)
    except ForeignPdfError as error:
        code = Code.FILE_ENCRYPTED if error.fault == "encrypted" else Code.HOLDING_DAMAGED
        return plain._replace(kind="pdf", problems=(said(code, path),), heads=tuple(by_name(path)))
    except BulletinError as error:
        found = next(iter(error.problems.errors))
        problem = said(Code.HOLDING_DAMAGED, path, code=str(found.code))
        return plain._replace(kind="issue", problems=(problem,), heads=tuple(by_name(path)))
