"""Which reader a file wants: its content decides, not its name."""

import os
import stat
import urllib.parse
from collections.abc import Callable

from bulletin_pdf.diagnostics import Problems, Span
from bulletin_pdf.importers.encoding import decode
from bulletin_pdf.importers.material import Material, Para, Remark, TooMuch
from bulletin_pdf.opened import open_plain
from bulletin_pdf.yamldoc.fields import MOST_PARAGRAPH
from bulletin_pdf.yamldoc.source import megabytes, read_bytes

MOST_TEXT = 16 << 20
"""A web page or text beyond this holds something else than a bulletin."""
MOST_FILE = 120 << 20
MOST_PICTURE = 40 << 20
_MOST_PICTURES = 200

_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_OTHERS = (
    (b"%PDF", "pdf"),
    (b"\xff\xd8\xff", "picture"),
    (b"\x89PNG", "picture"),
    (b"GIF8", "picture"),
    (b"BM\x00", "picture"),
)


def read_material(path: str, problems: Problems, data: bytes | None = None) -> Material | None:
    """Read a file; None when nothing can be made of it, with the reason in `problems`.

    `data` is what it holds, where it comes from no file.
    """
    try:
        data = read_bytes(path, problems, MOST_FILE, "B903") if data is None else data
        material = None if data is None else _read(path, data, problems)
    except TooMuch as much:
        problems.add(much.code, Span(path, 1, 1), **much.details)
        return None
    if material is not None and not material.items:
        frames = [remark for remark in material.remarks if remark.code == "B932"]
        for remark in frames or [Remark("B904", Span(path, 1, 1))]:
            problems.add(remark.code, remark.place, **dict(remark.details))
        return None
    for item in material.items if material else ():
        if isinstance(item, Para) and len(item.words) > MOST_PARAGRAPH:
            problems.add("B923", item.text.span(0, 1), length=len(item.words), limit=MOST_PARAGRAPH)
    return material


def _read(path: str, data: bytes, problems: Problems) -> Material | None:
    kind = next((kind for mark, kind in _OTHERS if data.startswith(mark)), "")
    if kind:
        problems.add("B901", Span(path, 1, 1), kind=f"@{kind}")
        return None
    if data.startswith(b"PK\x03\x04") and _OPEN_DOCUMENT in data[:200]:
        from bulletin_pdf.importers.office import read_through_office

        return read_through_office(path, data, problems)
    if data.startswith(b"PK\x03\x04"):
        from bulletin_pdf.importers.docx import read_docx_whole

        return read_docx_whole(path, data, problems)
    if data.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        from bulletin_pdf.importers.office import read_through_office

        return read_through_office(path, data, problems)
    return _read_text(path, data, problems)


def _read_text(path: str, data: bytes, problems: Problems) -> Material | None:
    if len(data) > MOST_TEXT:
        problems.add("B903", Span(path, 1, 1), size=megabytes(len(data)), limit=megabytes(MOST_TEXT))
        return None
    if not data.strip():
        problems.add("B904", Span(path, 1, 1))
        return None
    decoded = decode(path, data, problems)
    if decoded is None:
        return None
    from bulletin_pdf.importers.html import is_html, read_html
    from bulletin_pdf.importers.plain import read_plain

    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    if is_html(text):
        return read_html(path, text, fetcher(path))
    from bulletin_pdf.importers.markdown import is_markdown, read_markdown

    read = read_markdown(path, text, fetcher(path)) if is_markdown(text) else read_plain(path, text)
    return read._replace(said=tuple(text.split("\n")))


def fetcher(path: str) -> Callable[[str], bytes]:
    """Give what reads a page's pictures: from the page's own directory, never from the network."""
    root = os.path.realpath(os.path.dirname(path) or ".")
    left = [_MOST_PICTURES]

    def fetch(name: str) -> bytes:
        if name.startswith("data:"):
            return _inline(name)
        if left[0] <= 0 or "\0" in name or len(name) > 1000:
            return b""
        target = os.path.realpath(
            os.path.join(root, urllib.parse.unquote(name.split("?")[0]).replace("\\", "/"))
        )
        if os.path.commonpath((root, target)) != root:
            return b""
        try:
            if not stat.S_ISREG(os.stat(target).st_mode) or os.path.getsize(target) > MOST_PICTURE:
                return b""
            with open_plain(target) as file:
                left[0] -= 1
                return file.read(MOST_PICTURE)
        except (OSError, ValueError):
            return b""

    return fetch


def _inline(name: str) -> bytes:
    """Read a picture that stands in the page itself."""
    import base64
    import binascii

    head, _, body = name.partition(",")
    if not head.endswith(";base64"):
        return b""
    try:
        return base64.b64decode(urllib.parse.unquote(body), validate=False)
    except (binascii.Error, ValueError):
        return b""
