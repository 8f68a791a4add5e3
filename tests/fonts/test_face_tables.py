"""Character maps, metrics, bounds and names as we read them are those that HarfBuzz reads."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
import uharfbuzz
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin_pdf.fonts.face import Face, FaceError
from bulletin_pdf.fonts.font_book import FontBook, open_book
from bulletin_pdf.fonts.font_file import DamagedFaceError, FontFile, Metrics, Outlines
from bulletin_pdf.fonts.shapes import PAIRS, QUOTES, SINGLES, known_shapes, shape_name, shaped
from bulletin_pdf.fonts.shipped import ShippedFace, fonts_directory, shipped_faces

SHIPPED = shipped_faces()


def path_of(face: ShippedFace) -> str:
    return f"{fonts_directory()}/{face.file}"


def shaper(path: str) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path)))


@pytest.mark.parametrize("face", SHIPPED.values(), ids=SHIPPED)
def test_a_shipped_face_is_read_as_harfbuzz_reads_it(face: ShippedFace) -> None:
    file, font = FontFile(path_of(face)), shaper(path_of(face))
    ranges, metrics, outlines = file.ranges(), Metrics(file), Outlines(file)
    assert ranges is not None
    known = set(font.face.unicodes)
    asked = {*known, *(code + 1 for code in known), *(code - 1 for code in known), *range(0x3000), 0x10FFFF}
    differ = {code for code in asked if ranges.glyph_of(code) != (font.get_nominal_glyph(code) or 0)}
    assert not differ
    glyphs = range(metrics.glyphs)
    assert [metrics.advance(glyph) for glyph in glyphs] == list(map(font.get_glyph_h_advance, glyphs))
    for glyph in glyphs:
        extents, (left, bottom, right, top) = font.get_glyph_extents(glyph), outlines.bounds(glyph)
        assert (extents.x_bearing + extents.width, extents.y_bearing) == (right, top) or right - left == 0
        assert (extents.width, extents.height) == (right - left, bottom - top)
    assert file.postscript_name() == face.postscript_name
    assert metrics.upem == font.face.upem


def made(characters: dict[int, str], path: Path) -> str:
    """Make a face whose glyphs g0, g1, … are as many thousandths wide."""
    builder = FontBuilder(1000)
    names = [".notdef", *(f"g{number}" for number in range(40))]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap(characters)
    builder.setupGlyf({name: TTGlyphPen(None).glyph() for name in names})
    builder.setupHorizontalMetrics({name: (place, 0) for place, name in enumerate(names)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"psName": "Made-Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
    return str(path)


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.integers(0x20, 0x80) | st.integers(0x4E00, 0x4E40) | st.integers(0x1F600, 0x1F620),
        st.integers(0, 39),
        min_size=1,
    )
)
def test_any_character_map_is_read_as_harfbuzz_reads_it(
    tmp_path_factory: pytest.TempPathFactory, chosen: dict[int, int]
) -> None:
    # Neighbours whose glyphs are none: format 4 then names glyphs one by one.
    path = made(
        {code: f"g{glyph}" for code, glyph in chosen.items()}, tmp_path_factory.mktemp("made") / "made.ttf"
    )
    ranges, font = FontFile(path).ranges(), shaper(path)
    assert ranges is not None
    for code in (*range(0x10, 0x90), *range(0x4DF0, 0x4E50), *range(0x1F5F0, 0x1F630), 0xFFFF):
        assert ranges.glyph_of(code) == (font.get_nominal_glyph(code) or 0)


def test_a_map_of_another_kind_is_left_to_harfbuzz(book: FontBook, tmp_path: Path) -> None:
    font = TTFont(book.face("latin").path)
    font["cmap"].tables = [table for table in font["cmap"].tables if table.format == 6]
    font.save(tmp_path / "mac.ttf")
    assert FontFile(str(tmp_path / "mac.ttf")).ranges() is None
    assert Face(str(tmp_path / "mac.ttf"), latin=True).advance("A") == book.face("latin").advance("A")


def test_faces_of_a_collection(book: FontBook, tmp_path: Path) -> None:
    collection = TTCollection()
    collection.fonts = [TTFont(book.face(role).path) for role in ("latin", "latin_bold")]
    path = tmp_path / "two.ttc"
    collection.save(path)
    names = [FontFile(str(path), index).postscript_name() for index in (0, 1)]
    assert names == ["LiberationSerif", "LiberationSerif-Bold"]
    with pytest.raises(DamagedFaceError):
        FontFile(str(path), 2)
    with pytest.raises(DamagedFaceError):
        FontFile(book.face("latin").path, 1)


def small(book: FontBook) -> bytes:
    from fontTools.subset import Options, Subsetter

    font = TTFont(book.face("latin").path)
    cutter = Subsetter(Options(layout_features=[]))
    cutter.populate(text="国A1éHbcdef")
    cutter.subset(font)
    data = io.BytesIO()
    font.save(data)
    return data.getvalue()


SMALL = small(open_book())


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(SMALL) - 1), st.integers(0, 255)), min_size=1, max_size=8),
    st.integers(0, len(SMALL)),
    st.booleans(),
)
def test_a_damaged_face_is_refused_or_can_be_set_with(
    tmp_path_factory: pytest.TempPathFactory, spoilt: list[tuple[int, int]], end: int, whole: bool
) -> None:
    data = bytearray(SMALL)
    for place, value in spoilt:
        data[place] = value
    path = tmp_path_factory.mktemp("damaged") / "damaged.ttf"
    path.write_bytes(data if whole else data[:end])
    try:
        face = Face(str(path), latin=True)
    except FaceError:
        return
    for char in "A1éH国z\U0001f600":
        assert face.advance(char) >= 0
        assert face.centre_of(char) is not None or not face.covers(char)
    assert face.descriptor.ascent is not None


# Shapes ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("face", SHIPPED.values(), ids=SHIPPED)
def test_known_shapes_are_what_harfbuzz_makes(face: ShippedFace) -> None:
    known, font = known_shapes(face.sha256, FontFile(path_of(face))), shaper(path_of(face))
    asked = [*((char, True) for char in QUOTES), *((text, False) for text in (*SINGLES, *PAIRS))]
    assert {shape_name(*each) for each in asked} == set(known)
    for text, full_width in asked:
        made_now = [tuple(glyph) for glyph in shaped(font, text, full_width=full_width)]
        assert [tuple(glyph) for glyph in known[shape_name(text, full_width)]] == made_now


def test_another_file_in_place_of_a_shipped_one_is_shaped_anew(altered: Callable[..., str]) -> None:
    face = SHIPPED["fangsong"]
    assert known_shapes(face.sha256, FontFile(path_of(face)))
    assert not known_shapes(face.sha256, FontFile(altered("fangsong", "head", 8, 0x1234)))
