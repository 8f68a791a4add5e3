"""An old paper of any kind → the style it was set in; its kind shows from what it holds."""

from bulletin_pdf.importers.file_formats import file_format
from bulletin_pdf.importers.office import is_encrypted
from bulletin_pdf.messages import Term
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError, Problems, Span
from bulletin_pdf.proposal.measured_style import MeasuredStyle


def measure_paper(data: bytes, name: str) -> MeasuredStyle:
    """Measure a PDF or a Word file.

    `ForeignPdfError` when a PDF cannot be read, `BulletinError` when a Word file cannot or it is another kind of file.
    """
    kind = file_format(data)
    if kind == "pdf":
        from bulletin_pdf.proposal.measure_pdf import measure_pdf

        return measure_pdf(data, name)
    problems = Problems()
    document = _document(data, name, kind, problems)
    if document is not None:
        from bulletin_pdf.proposal.measure_word import measure_word

        found = measure_word(name, document, problems)
        if found is not None:
            return found
    raise BulletinError(problems)


def _document(data: bytes, name: str, kind: str, problems: Problems) -> bytes | None:
    """Return a Word document; what older programs wrote is converted by LibreOffice, as an import does."""
    if kind == "word":
        return data
    if kind in ("old-word", "open-document", "rtf") or is_encrypted(data):
        from bulletin_pdf.importers.office import docx_through_office

        return docx_through_office(name, data, problems, Code.OLD_PAPER_NEEDS_LIBREOFFICE)
    shown = Term(kind if data else "empty")
    problems.add(Code.OLD_PAPER_NOT_MEASURABLE, Span(name, 1, 1), kind=shown)
    return None
