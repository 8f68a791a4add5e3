"""The state of each signature in a file: validity, later changes, certificate, signer.

Certificates are judged for the time they signed at; only a time stamp proves that time. Nothing is asked on the network,
so that no revocation is known but what the file brings along.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from bulletin_pdf.pdf.foreign.revisions import is_signed
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems
from bulletin_pdf.signing.signature_states import JudgedSignatures
from bulletin_pdf.signing.signing_extra import can_sign


def judge_signatures(
    data: bytes, path: str, roots: Sequence[bytes] = (), now: datetime | None = None
) -> JudgedSignatures:
    """Judge the signatures of a file; nothing where there are none.

    `roots` are certificates that are trusted, as DER; `now` is the time the file is judged at, left out that of the clock.
    Where pyHanko is not installed, that is all that is said (B319).
    """
    if not is_signed(data):
        return JudgedSignatures()
    if not can_sign():
        problems = Problems()
        problems.add(Code.SIGNATURE_NOT_CHECKED, None, file=path)
        return JudgedSignatures((), tuple(problems))
    from bulletin_pdf.signing.read_signatures import read_signatures

    return read_signatures(data, path, roots, now or datetime.now(UTC))
