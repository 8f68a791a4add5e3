"""TrueType faces cut by us, judged by fontTools and HarfBuzz, also faces damaged in many ways."""

import io
import struct
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTCollection, TTFont
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bulletin_pdf.fonts.font_book import FontBook, check_face
from bulletin_pdf.fonts.font_file import DamagedFaceError, FontFile
from bulletin_pdf.fonts.shipped import fonts_directory, shipped_faces
from bulletin_pdf.fonts.truetype import subset_truetype

FACES = {role: f"{fonts_directory()}/{face.file}" for role, face in shipped_faces().items()}
# Hinted, with accented letters made of others: what offices' own faces are like.
HINTED = FACES["latin"]


def outline(font: TTFont, glyph: int) -> list[Any]:
    glyphs, name = font.getGlyphSet(), font.getGlyphName(glyph)
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(pen)
    return list(pen.value)


def opened(program: bytes) -> TTFont:
    return TTFont(io.BytesIO(program), checkChecksums=2)


def face(path: str) -> TTFont:
    return TTFont(io.BytesIO(Path(path).read_bytes()), lazy=True)


def some(path: str) -> list[int]:
    """Glyphs from all over a face."""
    count = face(path)["maxp"].numGlyphs
    return list(range(1, count, max(1, count // 400)))


@pytest.mark.parametrize("path", FACES.values(), ids=FACES)
def test_outlines_and_metrics_are_those_of_the_face(path: str) -> None:
    program, places = subset_truetype(FontFile(path), some(path))
    whole, small = face(path), opened(program)
    assert small["maxp"].numGlyphs == len(places)
    for glyph, place in places.items():
        assert small["hmtx"][small.getGlyphName(place)] == whole["hmtx"][whole.getGlyphName(glyph)]
        assert outline(small, place) == (outline(whole, glyph) if glyph else [])


@pytest.mark.parametrize("path", [HINTED, FACES["fangsong"]])
def test_sums_are_right(path: str) -> None:
    program, _ = subset_truetype(FontFile(path), some(path))
    assert sum(struct.unpack(f">{len(program) // 4}L", program)) % 2**32 == 0xB1B0AFBA


def test_instructions_go_and_components_come_along() -> None:
    whole = face(HINTED)
    composed = whole.getGlyphID("eacute")
    program, places = subset_truetype(FontFile(HINTED), [composed])
    small = opened(program)
    parts = {part.glyphName for part in whole["glyf"]["eacute"].components}
    assert set(places) == {0, composed, *map(whole.getGlyphID, parts)}
    assert list(places.values()) == list(range(len(places)))
    for name in small.getGlyphOrder():
        glyph = small["glyf"][name]
        assert not hasattr(glyph, "program") or not glyph.program.getBytecode()
    assert small["maxp"].maxSizeOfInstructions == 0


def test_no_larger_than_what_harfbuzz_makes(book: FontBook) -> None:
    face, glyphs = book.face("song"), range(100, 400)
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(glyphs)
    kept = {"glyf", "head", "hhea", "hmtx", "loca", "maxp"}
    dropped = set(face.hb_face.table_tags) - kept
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in dropped)
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
    theirs = uharfbuzz.subset(face.hb_face, wanted).blob.data
    assert len(subset_truetype(FontFile(face.path), glyphs)[0]) <= len(theirs)


def test_short_offsets_until_they_do_not_reach() -> None:
    few, many = (
        opened(subset_truetype(FontFile(FACES["fangsong"]), range(5_000, end))[0]) for end in (5_050, 5_900)
    )
    assert (few["head"].indexToLocFormat, many["head"].indexToLocFormat) == (0, 1)


def test_a_face_of_a_collection(tmp_path: Path) -> None:
    collection = TTCollection()
    collection.fonts = [face(FACES["latin_bold"]), face(HINTED)]
    collection.save(tmp_path / "two.ttc")
    glyphs = range(30, 200)
    assert (
        subset_truetype(FontFile(str(tmp_path / "two.ttc"), 1), glyphs)[1]
        == subset_truetype(FontFile(HINTED), glyphs)[1]
    )
    small, whole = (
        opened(subset_truetype(FontFile(path, index), glyphs)[0])
        for path, index in ((str(tmp_path / "two.ttc"), 1), (HINTED, 0))
    )
    assert small["glyf"] == whole["glyf"]


# Damage ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def small_face(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A whole face of few glyphs, hinted and composed, whose every byte can be spoilt."""
    font = face(HINTED)
    from fontTools.subset import Options, Subsetter

    cutter = Subsetter(Options(hinting=True, notdef_outline=True, layout_features=[]))
    cutter.populate(text="国A1éàñÄbcdef")
    cutter.subset(font)
    data = io.BytesIO()
    font.save(data)
    return data.getvalue()


def is_sound(program: bytes, places: Iterable[int]) -> bool:
    """Whether all tables are whole, and every outline lies inside `glyf` and names only glyphs that exist."""
    small = opened(program)
    offsets = list(small["loca"])
    assert offsets == sorted(offsets)
    assert offsets[-1] == small.reader.tables["glyf"].length
    assert len(offsets) == small["maxp"].numGlyphs + 1 == len(list(places)) + 1
    font = uharfbuzz.Font(uharfbuzz.Face(program))
    return all(font.get_glyph_extents(place) is not None for place in places)


damage = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=6)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damage, st.floats(0, 1), st.booleans())
def test_damage_is_told_or_does_no_harm(
    small_face: bytes, tmp_path: Path, spoilt: list[tuple[float, int]], end: float, whole: bool
) -> None:
    data = bytearray(small_face)
    for place, value in spoilt:
        data[int(place * len(data))] = value
    path = tmp_path / "damaged.ttf"
    path.write_bytes(data if whole else data[: int(end * len(data))])
    try:
        program, places = subset_truetype(FontFile(str(path)), range(1, 9))
    except DamagedFaceError:
        return
    assert is_sound(program, places.values())


@pytest.mark.parametrize("record", range(17))
def test_a_table_that_is_not_there_is_told_or_not_needed(
    small_face: bytes, tmp_path: Path, record: int
) -> None:
    data = bytearray(small_face)
    data[12 + 16 * record] ^= 0x80
    path = tmp_path / "damaged.ttf"
    path.write_bytes(data)
    try:
        program, places = subset_truetype(FontFile(str(path)), range(1, 9))
    except DamagedFaceError:
        return
    assert is_sound(program, places.values())


@pytest.mark.parametrize("tag", ["head", "hhea", "maxp"])
def test_a_table_of_another_version_is_told(altered: Callable[..., str], tag: str) -> None:
    with pytest.raises(DamagedFaceError):
        subset_truetype(FontFile(altered("latin", tag, 0, 0x0101)), [36])


@pytest.mark.parametrize("end", [0, 3, 11, 40, 200, 5_000, 100_000])
def test_a_face_cut_off_is_damaged(tmp_path: Path, end: int) -> None:
    path = tmp_path / "short.ttf"
    path.write_bytes(Path(HINTED).read_bytes()[:end])
    with pytest.raises(DamagedFaceError):
        subset_truetype(FontFile(str(path)), some(HINTED))


def test_a_damaged_outline_speaks_against_a_face(tmp_path: Path) -> None:
    whole = face(HINTED)
    record = whole.reader.tables["loca"]
    data = bytearray(Path(HINTED).read_bytes())
    place = record.offset + 4 * whole.getGlyphID("A")
    data[place : place + 4] = b"\x00\xff\xff\xff"
    path = tmp_path / "damaged.ttf"
    path.write_bytes(data)
    assert [fault.code for fault in check_face("latin", str(path))[1]] == ["unreadable"]
