"""Reasons why a file cannot be used as a picture."""

from typing import Final, Literal

from bulletin_pdf.messages import Term, detail_texts

PictureFault = Literal["unreadable", "damaged", "kind", "too large", "too small"]
"""No picture at all; one that is not whole; one of a kind that is not printed here; sizes."""

MAX_BYTES: Final = 48 << 20
"""Of a file. An A4 page at 300 ppi in four inks, not packed at all, has 35 MB."""


class PictureError(Exception):
    """A file that cannot be set as a picture.

    `detail` says more: how large it is (too large, too small), a term or the name of a kind (damaged, kind).
    """

    def __init__(self, fault: PictureFault, detail: str | Term = "") -> None:
        super().__init__(" ".join((fault, *detail_texts(detail))).strip())
        self.fault: PictureFault = fault
        self.detail = detail
