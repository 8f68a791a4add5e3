"""A face and the glyphs used → a small font program to embed."""

from collections.abc import Iterable

from bulletin_pdf.fonts.face import Face
from bulletin_pdf.fonts.truetype import subset_truetype
from bulletin_pdf.named_tuples import NamedTuple

# What HarfBuzz needs to cut a CFF face; the rest only takes time.
_KEPT_TABLES = frozenset({"head", "hhea", "hmtx", "maxp", "CFF "})


class Subset(NamedTuple):
    """A font program of few glyphs; `glyphs` maps ids of the whole face to ids in `program`."""

    program: bytes
    """A TrueType file, or for a CFF face the bare CFF table."""
    glyphs: dict[int, int]
    is_cff: bool


def subset(face: Face, glyphs: Iterable[int]) -> Subset:
    """Cut a face down to these glyphs and .notdef; the same glyphs give the same bytes.

    Hinting goes (press and screens of today do without). `RuntimeError` if the file is damaged.
    """
    if face.is_cff:
        return _subset_cff(face, glyphs)
    return Subset(*subset_truetype(face.open_file(), glyphs, face.outlines_read), is_cff=False)


def _subset_cff(face: Face, glyphs: Iterable[int]) -> Subset:
    """Cut PostScript outlines. In the program CID equals glyph id, and glyphs keep the ids they have in the face.

    Nothing else in the file could map them. Subroutines are written out, because deflate then does better than they do.
    """
    import uharfbuzz

    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(sorted(set(glyphs)))
    wanted.drop_table_tag_set.update(
        _tag(name) for name in face.hb_face.table_tags if name not in _KEPT_TABLES
    )
    flags = uharfbuzz.SubsetFlags
    wanted.flags = (
        flags.NO_HINTING
        | flags.DESUBROUTINIZE
        | flags.NO_LAYOUT_CLOSURE
        | flags.CFF_IDENTITY_CHARSET
        | flags.RETAIN_GIDS
    )
    plan = uharfbuzz.SubsetPlan(face.hb_face, wanted)
    program = bytes(plan.execute().reference_table("CFF ").data)
    return Subset(program, dict(plan.old_to_new_glyph_mapping), is_cff=True)


def _tag(name: str) -> int:
    return int.from_bytes(name.encode("latin-1"), "big")
