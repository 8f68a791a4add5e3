"""RTF without LibreOffice: its text alone, which is reported."""

from collections.abc import Callable

from bulletin_pdf.importers.material import Material, Remark
from bulletin_pdf.importers.plain_text import read_plain_text
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Span


def read_rtf(path: str, data: bytes) -> Material:
    """Read the text of an RTF document; tables are rows of cells, bold type and pictures are lost."""
    from striprtf.striprtf import rtf_to_text

    read: Callable[..., str] = rtf_to_text
    text = read(data.decode("latin-1"), encoding="gb18030", errors="replace")
    lines = [_row(line) for line in text.replace("\r\n", "\n").split("\n")]
    whole = "\n".join(lines)
    material = read_plain_text(path, whole)
    return material._replace(said=tuple(lines), remarks=(Remark(Code.RTF_TEXT_ONLY, Span(path, 1, 1)),))


def _row(line: str) -> str:
    """A row of a table, its cells parted by tabs."""
    return line.rstrip("|").replace("|", "\t") if line.endswith("|") and line.count("|") > 1 else line
