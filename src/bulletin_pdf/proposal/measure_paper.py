"""An old paper of any kind → the style it was set in; its kind shows from what it holds."""

from bulletin_pdf.proposal.measured_style import MeasuredStyle


def measure_paper(data: bytes, name: str) -> MeasuredStyle:
    """Measure a PDF or a Word file; `ForeignPdfError` when a PDF cannot be read."""
    from bulletin_pdf.proposal.measure_pdf import measure_pdf

    return measure_pdf(data, name)
