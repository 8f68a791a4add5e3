"""Custom properties of a Word paper; the package is rewritten with one date for every member."""

import io
from typing import TYPE_CHECKING

from bulletin_pdf.review.paper import (
    ReviewPaper,
    issue_name,
    source_digest,
)

if TYPE_CHECKING:
    pass

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass

PROPERTY = "bulletin-pdf-"
LONGEST_PROPERTY = 255
_CHUNK = 240
"""Word keeps 255 characters of a property."""


def with_properties(data: bytes, properties: dict[str, str]) -> bytes:
    """Write the package once more with its custom properties, every member with the same date."""
    import zipfile

    given = zipfile.ZipFile(io.BytesIO(data))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            content = given.read(name)
            if name == "[Content_Types].xml":
                content = _before_end(content, "</Types>", _CONTENT_TYPE)
            elif name == "_rels/.rels":
                content = _before_end(content, "</Relationships>", _RELATION)
            if name not in ("docProps/thumbnail.jpeg",):
                made.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
        custom = zipfile.ZipInfo("docProps/custom.xml", (1980, 1, 1, 0, 0, 0))
        made.writestr(custom, _custom(properties), zipfile.ZIP_DEFLATED)
    return out.getvalue()


_CONTENT_TYPE = (
    '<Override PartName="/docProps/custom.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>'
)
_RELATION = (
    '<Relationship Id="rIdCustom" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'custom-properties" Target="docProps/custom.xml"/>'
)


def _before_end(content: bytes, end: str, added: str) -> bytes:
    import re

    text = content.decode("utf-8")
    text = re.sub(r"<Relationship [^>]*thumbnail[^>]*/>", "", text)
    return text.replace(end, added + end).encode("utf-8")


def _custom(properties: dict[str, str]) -> str:
    from xml.sax.saxutils import escape

    rows = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{name}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(properties.items(), 2)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f"{rows}</Properties>"
    )


def paper_properties(paper: ReviewPaper) -> dict[str, str]:
    """Return what the paper says of its making."""
    digests = "".join(line.digest for line in paper.lines)
    chunks = [digests[at : at + _CHUNK] for at in range(0, len(digests), _CHUNK)]
    return {
        f"{PROPERTY}source": source_digest(paper.issue),
        f"{PROPERTY}issue": issue_name(paper.issue),
        f"{PROPERTY}lines": str(len(paper.lines)),
        **{f"{PROPERTY}line-digests-{number}": chunk for number, chunk in enumerate(chunks, 1)},
    }
