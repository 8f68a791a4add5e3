"""Existing PDFs: preflight, verification, imposition."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from bulletin_pdf.api.inputs import Pdf, StrPath, no_file, one_of, path_of, pdf_of
from bulletin_pdf.fonts.font_book import open_book
from bulletin_pdf.messages import Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.plain_files import NoFileError, read_plain
from bulletin_pdf.problem_codes import Level
from bulletin_pdf.problems import BulletinError, Problem, Problems
from bulletin_pdf.safe_files import replace_file
from bulletin_pdf.signing.signature_states import Signature

if TYPE_CHECKING:
    from bulletin_pdf.signing.sign_file import KeyFile

UNNAMED = "document.pdf"
"""What a PDF is called that comes as bytes."""


class PreflightReport(NamedTuple):
    """Whether a PDF may go to the printer."""

    verdict: Literal["pass", "warnings", "errors"]
    problems: tuple[Problem, ...]
    """What was found; each problem names its pages."""
    edition: str
    """The edition whose rules it was judged by."""
    kind: str
    """What it is, of our own files: `issue`, `volume`, `sheets`, …; empty for those of other programs."""


def preflight(pdf: Pdf, edition: str = "", *, name: str = UNNAMED) -> PreflightReport:
    """Judge a PDF from any program.

    It is judged as the edition it says it is, a file of another program as `print`, or as `edition`. `name` is
    what a PDF that comes as bytes is called. Raises `BulletinError` when there is no such file; one that is
    damaged is a finding.
    """
    from bulletin_pdf.press.preflight.judge import CHECKS, judge

    chosen = one_of(edition, "edition", CHECKS) if edition else ""
    judged = judge(*pdf_of(pdf, name), chosen)
    levels = {problem.level for problem in judged.problems}
    verdict: Literal["pass", "warnings", "errors"] = (
        "errors" if Level.ERROR in levels else "warnings" if Level.WARNING in levels else "pass"
    )
    return PreflightReport(verdict, judged.problems, judged.edition, judged.kind)


class VerifyReport(NamedTuple):
    """Whether an archive file is what its own source gives."""

    identical: bool
    """Of a signed file: whether the revision that was signed is."""
    problems: tuple[Problem, ...]
    """Where it differs, what has changed since it was made, and what is wrong with its signatures."""
    pages: int
    signatures: tuple[Signature, ...] = ()
    """The state of each; nothing where pyHanko is not installed."""


def verify(
    pdf: Pdf,
    *,
    files: StrPath = "",
    roots: Iterable[StrPath] = (),
    now: datetime | None = None,
    name: str = UNNAMED,
) -> VerifyReport:
    """Make an archive file again from the source inside it and compare; an issue's or a volume's. Judge its signatures.

    `files` is the folder in which the office's own faces are looked for, which are not inside; left out, it is
    that of the PDF. `roots` are files of the certificates (PEM or DER) that signers are to lead to, `now` is the time
    certificates are judged at, left out that of the clock. Raises `BulletinError` when there is no such file; one that
    is damaged, or that carries no source, is a problem of the report.
    """
    from bulletin_pdf.verification import Trust
    from bulletin_pdf.verification import verify as make_again
    from bulletin_pdf.volume.files.verify_volume import unpack_any

    place = path_of(files, "files")
    trust = Trust(roots_of(roots), now)
    found = make_again(*pdf_of(pdf, name), place, unpack_any, trust)
    return VerifyReport(found.identical, tuple(found.problems), found.pages, found.signatures)


def roots_of(files: Iterable[StrPath]) -> tuple[bytes, ...]:
    """Return the certificates in some files, as DER; `BulletinError` for a file that has none."""
    from bulletin_pdf.signing.read_roots import read_roots

    return tuple(root for file in files for root in read_roots(path_of(file, "roots")))


def sign(
    pdf: Pdf,
    *,
    key: StrPath,
    passphrase: str = "",
    stamps: str = "",
    now: datetime | None = None,
    name: str = UNNAMED,
) -> bytes:
    """Put a signature (PAdES) behind an archive file and return the file; what was there stays byte for byte.

    `key` is a PKCS#12 file with key and certificate, `stamps` the address of a service of time stamps (RFC 3161), the only
    thing the network is used for. Raises `BulletinError` where pyHanko (`pip install 'bulletin-pdf[sign]'`) is not installed, the
    key cannot be used, its certificate does not hold at `now`, the PDF cannot be signed or no time stamp is had.
    """
    from bulletin_pdf.signing.sign_file import sign_file

    path, data = pdf_of(pdf, name)
    return sign_file(data, path, key_file(key, passphrase), stamps, now)


def key_file(path: StrPath, passphrase: str) -> "KeyFile":
    """Read a PKCS#12 file, which is opened only when it signs; `BulletinError` when there is none."""
    from bulletin_pdf.signing.sign_file import KeyFile

    named = path_of(path, "key")
    try:
        return KeyFile(read_plain(named), named, passphrase)
    except NoFileError as error:
        raise no_file(error) from error


class ImposedPdf(NamedTuple):
    """Printer's sheets as a PDF, in memory."""

    data: bytes
    pages: int
    """Pages of the PDF that was imposed."""
    sheets: int
    problems: tuple[Problem, ...]

    def write_pdf(self, path: StrPath) -> None:
        """Write the file; it takes its place whole, or not at all."""
        replace_file(path_of(path), self.data)


def impose(
    pdf: Pdf,
    scheme: str,
    *,
    sheet: str = "auto",
    up: int = 4,
    creep: float = 0.1,
    marks: bool = False,
    fit: bool = False,
    name: str = UNNAMED,
) -> ImposedPdf:
    """Place the pages of a PDF on sheets as they are.

    Schemes are `saddle` (骑马订), `perfect` (胶装) and `nup`; `up` is how many pages a sheet of `nup` takes,
    `creep` the thickness of the paper in mm. `marks` makes room for crop, fold and staple marks, `fit` reduces
    pages that are too large. Raises `BulletinError` when the PDF cannot be imposed, `ValueError` for a scheme, a
    sheet or a number that does not exist.
    """
    from bulletin_pdf.pdf.foreign.conform.page_faults import unread_file
    from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdfError
    from bulletin_pdf.pdf.write.pdf_file import render
    from bulletin_pdf.press.impose import impose as make_sheets
    from bulletin_pdf.press.printer_sheet import AUTO, ImposeOptions
    from bulletin_pdf.press.schemes import GRIDS, SCHEMES
    from bulletin_pdf.press.sheets import SHEETS

    if up not in GRIDS:
        raise ValueError(f"up must be one of {', '.join(map(str, GRIDS))}, not {up!r}")
    if not isinstance(creep, int | float) or not 0 <= creep <= 1:
        raise ValueError(f"creep must be a number of mm from 0 to 1, not {creep!r}")
    wish = ImposeOptions(
        one_of(scheme, "scheme", SCHEMES),
        one_of(sheet, "sheet", (AUTO, *SHEETS)),
        up,
        creep,
        bool(marks),
        bool(fit),
    )
    path, data = pdf_of(pdf, name)
    problems, book = Problems(), open_book()
    imposed = make_sheets(path, data, wish, book, problems)
    problems.raise_if_errors()
    if imposed is None:
        raise BulletinError(problems)
    try:
        sheets = render(imposed.document, imposed.profile, book, given={path: data})
    except ForeignPdfError as error:
        # What lies behind the pages is looked at only when they are copied.
        code, reason = unread_file(error)
        problems.add(code, None, file=path, reason=Term(reason))
        raise BulletinError(problems) from error
    return ImposedPdf(sheets, imposed.pages, imposed.sheets, tuple(problems))
