"""Fonts as they were written last, for a document that is written again after a change.

Cutting the faces and packing them is most of the time a file takes, and a changed word seldom brings a new
character into a face. What is written of a font is decided by the face and by the characters and codes in
use alone, so that parts are only ever used for a font in the very same state.
"""

from bulletin_pdf.fonts.face import Face
from bulletin_pdf.pages import FaceId
from bulletin_pdf.pdf.write.embedded_fonts import EmbeddedFont, FontParts, FontState


class FontCache:
    """The parts of each face's font as they were written last."""

    def __init__(self) -> None:
        """Begin with none."""
        self._kept: dict[FaceId, tuple[Face, FontState, FontParts]] = {}

    def parts(self, font: EmbeddedFont) -> FontParts:
        """Return the parts of a font, those kept if its state is the same."""
        state = font.state()
        face, before, parts = self._kept.get(font.face.id, (None, None, None))
        if parts is None or face is not font.face or before != state:
            parts = font.parts()
            self._kept[font.face.id] = font.face, state, parts
        return parts
