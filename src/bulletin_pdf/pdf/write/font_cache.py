"""Fonts and tables of the previous file, for a document that is written again after a change.

Cutting the faces and packing is most of the time a file takes, and a changed word seldom brings a new character
into a face or changes another page. What is written of a font is decided by the face and by the characters and
codes in use alone, what a stream is packed to by its data: kept parts are only ever used for the very same.
"""

from collections.abc import Callable

from bulletin_pdf.fonts.face import Face
from bulletin_pdf.pages import FaceId
from bulletin_pdf.pdf.pack import pack
from bulletin_pdf.pdf.write.embedded_fonts import EmbeddedFont, FontParts, FontState


class KeptParts:
    """The font of each face and the packed streams of the file written last."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._fonts: dict[FaceId, tuple[Face, FontState, FontParts]] = {}
        self._before: dict[bytes, bytes] = {}
        self._now: dict[bytes, bytes] = {}

    def begin(self) -> None:
        """Begin another file; streams that the last one did not have are dropped."""
        self._before, self._now = self._now, {}

    def pack(self, data: bytes) -> bytes:
        """Return data packed."""
        packed = self._before.get(data) or self._now.get(data) or pack(data)
        self._now[data] = packed
        return packed

    def begin_font(self, font: EmbeddedFont) -> Callable[[], FontParts]:
        """Return what gives the parts of a font, those kept if its state is the same."""
        state = font.state()
        face, before, parts = self._fonts.get(font.face.id, (None, None, None))
        if parts is not None and face is font.face and before == state:
            return lambda: parts
        begun = font.begin_parts()

        def kept() -> FontParts:
            parts = begun()
            self._fonts[font.face.id] = font.face, state, parts
            return parts

        return kept
