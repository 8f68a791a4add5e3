"""A revision that adds a signature and nothing else.

pyHanko writes metadata again and raises the version of the file: both would take from an archive file what it claims.
"""

import io
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.extensions import DeveloperExtension
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

_VERSION = (1, 7)


class _PlainRevision(IncrementalPdfFileWriter):
    """Leaves metadata and version as they are."""

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        """Keep the version; PDF/A-3 is PDF 1.7 (ISO 19005-3, 6.1.2)."""

    def register_extension(self, ext: DeveloperExtension) -> None:
        """Name the extension of ETSI, which is one of PDF 1.7; those of PDF 2.0 have no place in it."""
        if ext.base_version == generic.pdf_name("/1.7"):
            super().register_extension(ext)

    def _update_meta(self) -> None:
        """Keep XMP and Info as they are, so that they still agree."""


def open_plain_revision(data: bytes) -> Any:
    """Open a file to put a revision behind it; its first page gets an order of tabs, as PDF/UA asks where notes stand."""
    writer = _PlainRevision(io.BytesIO(data))
    writer.output_version = _VERSION
    reference, _ = writer.find_page_for_modification(0)
    page = reference.get_object()
    if "/Tabs" not in page:
        page["/Tabs"] = generic.pdf_name("/S")
        writer.mark_update(reference)
    return writer
