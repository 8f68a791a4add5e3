"""Two PDFs compared: an office's old paper and the output of its design, or two versions of an output."""

from bulletin_pdf.api.inputs import Pdf, StrPath, path_of, pdf_of
from bulletin_pdf.comparison.compare_pages import PdfComparison, compare_pages, is_alike
from bulletin_pdf.comparison.comparison_pages import NEW, OLD, PROFILE, ComparisonSettings, set_comparison
from bulletin_pdf.comparison.page_rows import MeasuredPage, measure_file
from bulletin_pdf.fonts.font_book import open_book
from bulletin_pdf.geometry import mm
from bulletin_pdf.messages import Language, Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.foreign.conform.page_faults import unread_file
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdfError
from bulletin_pdf.pdf.write.pdf_file import render
from bulletin_pdf.problems import BulletinError, Problems
from bulletin_pdf.safe_files import replace_file

TOLERANCE = 0.1
"""mm; what stands closer than that stands in the same place."""


class ComparedPdfs(NamedTuple):
    """What two PDFs have in common and where they differ."""

    alike: bool
    """Whether nothing differs by more than the tolerance."""
    found: PdfComparison
    """Rows, rules, areas and pictures of both with their places in pt; lines that break elsewhere; changes of text."""
    tolerance: float
    """mm."""
    files: tuple[tuple[str, bytes], tuple[str, bytes]]
    """Names and data of the two files."""

    def pdf(self, lang: Language = "zh") -> bytes:
        """Return the comparison as a PDF, A3: pages next to each other and over each other, offsets in mm.

        Raises `BulletinError` when a page cannot be placed.
        """
        (old, old_data), (new, new_data) = self.files
        book = open_book()
        document = set_comparison(self.found, ComparisonSettings(old, new, mm(self.tolerance), lang), book)
        try:
            return render(document, PROFILE, book, given={OLD: old_data, NEW: new_data})
        except ForeignPdfError as error:
            raise _unread(error, f"{old}, {new}") from error

    def write_pdf(self, path: StrPath, lang: Language = "zh") -> None:
        """Write that PDF; it takes its place whole, or not at all."""
        replace_file(path_of(path), self.pdf(lang))


def compare(
    old: Pdf, new: Pdf, *, tolerance: float = TOLERANCE, names: tuple[str, str] = ("old.pdf", "new.pdf")
) -> ComparedPdfs:
    """Compare two PDFs from any program: places of rows, rules, areas and pictures, line breaks, text.

    `tolerance` is in mm; `names` is what PDFs that come as bytes are called. Raises `BulletinError` when there is
    no such file or one that is damaged, `ValueError` for a tolerance that is none.
    """
    if isinstance(tolerance, bool) or not isinstance(tolerance, int | float) or not 0 <= tolerance <= 100:
        raise ValueError(f"tolerance must be a number of mm from 0 to 100, not {tolerance!r}")
    files = pdf_of(old, names[0]), pdf_of(new, names[1])
    found = compare_pages(*(_measured(name, data) for name, data in files))
    return ComparedPdfs(is_alike(found, mm(tolerance)), found, tolerance, files)


def _measured(name: str, data: bytes) -> list[MeasuredPage]:
    try:
        return measure_file(data)
    except ForeignPdfError as error:
        raise _unread(error, name) from error


def _unread(error: ForeignPdfError, name: str) -> BulletinError:
    problems = Problems()
    code, reason = unread_file(error)
    problems.add(code, None, file=name, reason=Term(reason))
    return BulletinError(problems)
