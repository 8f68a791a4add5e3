"""Pages and texts that lie whole in a Word document (w:altChunk), as mail programs and content systems put them there."""

from bulletin_pdf.importers.encoding import decode_bytes
from bulletin_pdf.importers.material import Material
from bulletin_pdf.problems import Problems

_NO_TEXT = (b"{\\rtf", b"PK", b"\xd0\xcf\x11\xe0", b"%PDF", b"MIME-Version", b"From:")


def read_page(path: str, data: bytes) -> Material | None:
    """Read a page or a text; None for anything else."""
    if data.lstrip()[:12].startswith(_NO_TEXT):
        return None
    decoded = decode_bytes(path, data, Problems())
    if decoded is None:
        return None
    from bulletin_pdf.importers.html import is_html, read_html
    from bulletin_pdf.importers.plain_text import read_plain_text

    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    return read_html(path, text, lambda name: b"") if is_html(text) else read_plain_text(path, text)
