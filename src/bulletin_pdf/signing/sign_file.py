"""An archive file → the same file with a signature appended (PAdES baseline, ETSI EN 319 142-1).

Not a byte of the file changes. What is added is a field that is not seen, and the signature; PDF/A and PDF/UA stay kept.
"""

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bulletin_pdf.messages import Term
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf, ForeignPdfError
from bulletin_pdf.problem_codes import Code, Level
from bulletin_pdf.problems import BulletinError, Problems
from bulletin_pdf.signing.judge_signatures import judge_signatures
from bulletin_pdf.signing.signing_extra import require_signing
from bulletin_pdf.signing.signing_key import SigningKey, open_signing_key

if TYPE_CHECKING:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.timestamps import TimeStamper

_DIGEST = "sha256"
_STAMP_SECONDS = 30


class KeyFile:
    """A PKCS#12 file and its passphrase, which is shown nowhere."""

    def __init__(self, data: bytes, path: str, passphrase: str) -> None:
        """Take the bytes of the file, what it is called, and the passphrase; empty for none."""
        self.data, self.path, self._passphrase = data, path, passphrase

    def open(self) -> SigningKey:
        """Read key and certificate; raises `BulletinError` when they cannot be used."""
        return open_signing_key(self.data, self.path, self._passphrase)


def sign_file(data: bytes, path: str, key: KeyFile, stamps: str = "", now: datetime | None = None) -> bytes:
    """Sign a PDF; `path` is what it is called, `stamps` the address of a time stamp service (RFC 3161).

    Raises `BulletinError` where pyHanko is not installed, the key cannot be used or has no valid certificate,
    the file cannot be signed (damaged, encrypted, signed and changed since) or no time stamp is had.
    """
    require_signing()
    moment = now or datetime.now(UTC)
    signing = key.open()
    signing.refuse_unless_valid(moment, key.path)
    _refuse_unsound(data, path, moment)
    return _signed(data, signing, stamps, path)


def _refuse_unsound(data: bytes, path: str, now: datetime) -> None:
    try:
        ForeignPdf(data)
    except ForeignPdfError as error:
        raise _error(Code.FILE_NOT_TO_BE_SIGNED, file=path, why=Term(f"pdf {error.fault}")) from error
    found = judge_signatures(data, path, (), now)
    if wrong := [problem for problem in found.problems if problem.level is Level.ERROR]:
        problems = Problems()
        for problem in wrong:
            problems.include(problem)
        raise BulletinError(problems)


def _signed(data: bytes, key: SigningKey, stamps: str, path: str) -> bytes:
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.general import SigningError
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    from bulletin_pdf.signing.plain_revision import open_plain_revision

    try:
        writer = open_plain_revision(data)
        name = _free_name(writer)
        described = PdfSignatureMetadata(
            field_name=name, md_algorithm=_DIGEST, subfilter=SigSeedSubFilter.PADES
        )
        field = SigFieldSpec(name, on_page=0, readable_field_name="电子签名")
        signer = PdfSigner(described, key.signer, timestamper=_service(stamps), new_field_spec=field)
        output = io.BytesIO()
        signer.sign_pdf(writer, output=output)
    except PdfError as error:
        raise _error(Code.FILE_NOT_TO_BE_SIGNED, file=path, why=Term("pdf damaged")) from error
    except SigningError as error:
        if not stamps:
            raise
        raise _error(Code.NO_TIME_STAMP, address=stamps, why=str(error)) from error
    except OSError as error:
        raise _error(Code.NO_TIME_STAMP, address=stamps, why=str(error)) from error
    return output.getvalue()


def _service(address: str) -> "TimeStamper | None":
    if not address:
        return None
    from pyhanko.sign.timestamps import HTTPTimeStamper

    return HTTPTimeStamper(address, timeout=_STAMP_SECONDS)


def _free_name(writer: "IncrementalPdfFileWriter") -> str:
    """Return a name for the field that no other has."""
    if "/AcroForm" not in writer.root or "/Fields" not in writer.root["/AcroForm"]:
        return "Signature1"
    return f"Signature{len(writer.root['/AcroForm']['/Fields']) + 1}"


def _error(code: str, **details: object) -> BulletinError:
    problems = Problems()
    problems.add(code, None, **details)  # type: ignore[arg-type]
    return BulletinError(problems)
