"""Trusted certificates from PEM or DER files."""

from bulletin_pdf.plain_files import read_plain
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError, Problems
from bulletin_pdf.signing.signing_extra import require_signing


def read_roots(path: str) -> tuple[bytes, ...]:
    """Return all certificates of a file as DER; `BulletinError` when there is none in it (B325)."""
    require_signing()
    from asn1crypto import pem

    data = read_plain(path)
    try:
        if not pem.detect(data):
            return (_certificate(data),)
        found = tuple(_certificate(der) for kind, _, der in pem.unarmor(data, True) if kind == "CERTIFICATE")
    except (ValueError, TypeError):
        found = ()
    if not found:
        problems = Problems()
        problems.add(Code.NO_CERTIFICATE, None, file=path)
        raise BulletinError(problems)
    return found


def _certificate(der: bytes) -> bytes:
    """Return a certificate that can be read; `ValueError` for anything else."""
    from asn1crypto import x509

    x509.Certificate.load(der, strict=True)["tbs_certificate"]["subject"].native  # noqa: B018
    return der
