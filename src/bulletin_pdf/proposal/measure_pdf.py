"""A PDF of any program → the style it was set in."""

from bulletin_pdf.proposal.measured_style import MeasuredStyle


def measure_pdf(data: bytes, name: str) -> MeasuredStyle:
    """Measure a PDF; `ForeignPdfError` when it cannot be read."""
    return MeasuredStyle("pdf", (), papers=(name,))
