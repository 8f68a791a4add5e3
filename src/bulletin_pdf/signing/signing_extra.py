"""Whether pyHanko, an optional dependency, is installed."""

import logging
from importlib.util import find_spec

from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError, Problems


def can_sign() -> bool:
    """Whether the extra `sign` is installed."""
    if find_spec("pyhanko") is None:
        return False
    _quiet("pyhanko")
    _quiet("pyhanko_certvalidator")
    return True


def require_signing() -> None:
    """Raise `BulletinError` where the extra `sign` is not installed (B324)."""
    if not can_sign():
        problems = Problems()
        problems.add(Code.SIGNING_NOT_INSTALLED, None)
        raise BulletinError(problems)


def _quiet(name: str) -> None:
    """What the library logs is reported here as problems; nothing of it goes to stderr."""
    logger = logging.getLogger(name)
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
