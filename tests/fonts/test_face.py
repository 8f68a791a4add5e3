import pytest
from fontTools.ttLib import TTFont

from bulletin_pdf.fonts.face import Face, FaceError, face_id, file_digest
from bulletin_pdf.fonts.font_book import FontBook

HAN_ROLES = ("xbs", "fangsong", "kai", "hei", "song")


@pytest.mark.parametrize("role", HAN_ROLES)
def test_hanzi_fill_their_em(book: FontBook, role: str) -> None:
    assert {book.face(role).advance(char) for char in "湖南精神文明建设，。"} == {1.0}


@pytest.mark.parametrize("role", ["xbs", "fangsong", "hei", "song"])
def test_quotes_are_full_width_beside_han(book: FontBook, role: str) -> None:
    # T-04; Zhuque keeps them behind `fwid`.
    assert [book.face(role).advance(char) for char in "“”‘’"] == [1.0] * 4


def test_quotes_of_a_latin_face_stay_proportional(book: FontBook) -> None:
    assert book.face("latin").advance("“") == pytest.approx(0.444, abs=0.001)
    assert book.face("latin").clusters == {}


@pytest.mark.parametrize("role", HAN_ROLES)
def test_a_dash_of_two_is_two_em(book: FontBook, role: str) -> None:
    # T-05; a plain lookup gives 2 × 0.89 em in Noto.
    assert book.face(role).advance("——") == 2.0
    assert book.face(role).advance("—") == 1.0


@pytest.mark.parametrize("role", HAN_ROLES)
def test_a_cluster_says_all_its_characters_once(book: FontBook, role: str) -> None:
    clusters = book.face(role).clusters
    assert "——" in clusters
    for text, glyphs in clusters.items():
        assert "".join(glyph.text for glyph in glyphs) == text


def test_ellipsis_is_two_plain_glyphs(book: FontBook) -> None:
    assert book.face("fangsong").advance("……") == 2.0
    assert "……" not in book.face("fangsong").clusters


def test_a_missing_character_counts_one_em_and_is_not_covered(book: FontBook) -> None:
    fangsong = book.face("fangsong")
    assert not fangsong.covers("①")
    assert fangsong.advance("①") == 1.0


def test_latin_digits_are_half_an_em(book: FontBook) -> None:
    # T-46
    assert {book.face("latin").advance(digit) for digit in "0123456789"} == {0.5}


def test_the_id_comes_from_the_content(book: FontBook) -> None:
    face = book.face("latin")
    assert face.id == face_id(face.postscript_name, file_digest(face.path), latin=True)


def test_hanzi_centres_differ_between_faces(book: FontBook) -> None:
    # Figures of docs/rules/typesetting.md §11, taken over a few hanzi.
    assert book.face("fangsong").centre == pytest.approx(0.346, abs=0.01)
    assert book.face("song").centre == pytest.approx(0.380, abs=0.01)


def test_shipped_faces_may_be_embedded_and_subset(book: FontBook) -> None:
    for role in book.roles():
        assert book.face(role).embeddable
        assert book.face(role).subsettable


def test_descriptor_keeps_ascent_above_descent(book: FontBook) -> None:
    for role in book.roles():
        facts = book.face(role).descriptor
        assert facts.descent < 0 < facts.cap_height <= facts.ascent
        assert facts.bbox[0] < facts.bbox[2]
        assert facts.bbox[1] < facts.bbox[3]


@pytest.mark.parametrize("role", ["fangsong", "hei", "latin"])
def test_the_stem_follows_the_weight_of_the_face(book: FontBook, role: str) -> None:
    """As fontTools reads the weight class (OS/2)."""
    face = book.face(role)
    with TTFont(face.path, fontNumber=0) as font:
        weight = font["OS/2"].usWeightClass
    assert face.descriptor.stem == round(50 + (weight / 65) ** 2)


def test_text_is_no_font(tmp_path: object) -> None:
    with pytest.raises(FaceError) as refused:
        Face(__file__)
    assert refused.value.code == "unreadable"
