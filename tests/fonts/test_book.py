import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bulletin_pdf.fonts.face import Face, file_digest
from bulletin_pdf.fonts.font_book import FontBook, check_face, open_book
from bulletin_pdf.fonts.font_fault import FontFaultError
from bulletin_pdf.fonts.shipped import ShippedFace, fonts_directory, shipped_faces


def test_every_shipped_file_is_the_one_of_the_manifest() -> None:
    # Face ids rest on the manifest's digests, so that 80 MB need not be read on each run.
    for shipped in shipped_faces().values():
        path = f"{fonts_directory()}/{shipped.file}"
        assert file_digest(path) == shipped.sha256
        assert Face(path, digest=shipped.sha256).postscript_name == shipped.postscript_name


def test_roles_and_fallbacks_are_the_manifests() -> None:
    book = open_book()
    assert book.roles() == (
        "xbs",
        "fangsong",
        "kai",
        "hei",
        "song",
        "latin",
        "latin_bold",
        "rare",
        "zhongsong",
        "shusong",
    )
    assert [entry.role for entry in book.chain("fangsong")] == ["fangsong", "song", "kai", "hei", "rare"]
    assert (book.face("zhongsong").id, book.face("shusong").id) == (book.face("xbs").id, book.face("song").id)


@pytest.mark.parametrize(("char", "role"), [("国", "fangsong"), ("①", "song"), ("\U00020bb7", "kai")])
def test_a_character_falls_back_along_the_chain(book: FontBook, char: str, role: str) -> None:
    face = book.face_for(char, "fangsong")
    assert face is not None
    assert face.covers(char)
    assert face.id == book.face(role).id


def test_only_the_rare_pack_has_the_rarest(book: FontBook) -> None:
    rare = book.face_for("\U00020001", "fangsong")
    assert rare is not None
    assert rare.id == book.face("rare").id


@pytest.mark.parametrize("role", ["xbs", "fangsong", "kai", "hei", "song"])
@pytest.mark.parametrize("quote", "“”‘’")
def test_quotes_beside_han_are_full_width_in_every_role(book: FontBook, role: str, quote: str) -> None:
    # T-04: WenKai has none and borrows them; elsewhere the role's own face keeps them.
    face = book.face_for(quote, role)
    assert face is not None
    assert face.advance(quote) == 1
    assert (face is book.face(role)) is (role != "kai")


def test_quotes_in_latin_text_stay_in_the_latin_face(book: FontBook) -> None:
    assert book.face_for("“", "latin") is book.face("latin")


def test_no_face_has_an_unassigned_character(book: FontBook) -> None:
    assert book.face_for("\U000e0fff", "fangsong") is None


def test_the_rare_pack_may_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    without = {
        role: face._replace(file="rare/absent.ttf") if role == "rare" else face
        for role, face in shipped_faces().items()
    }
    monkeypatch.setattr("bulletin_pdf.fonts.font_book.shipped_faces", lambda: without)
    book = open_book()
    assert [entry.role for entry in book.chain("kai")] == ["kai", "song", "hei"]
    assert book.face_for("\U00020001", "kai") is None


def test_pages_find_their_faces_again_by_id() -> None:
    wanted = open_book().face("kai").id
    assert open_book().by_id(wanted).id == wanted


def test_an_offices_own_face_comes_first_and_the_shipped_one_helps(book: FontBook, tmp_path: Path) -> None:
    # A stand-in for 仿宋_GB2312, which lacks many characters.
    own = tmp_path / "own.ttf"
    shutil.copyfile(book.face("kai").path, own)
    with own.open("ab") as file:
        file.write(b"\0" * 4)
    mixed = open_book({"fangsong": str(own)})
    assert mixed.face("fangsong").path == str(own)
    assert [entry.role for entry in mixed.chain("fangsong")][:2] == ["fangsong", "fangsong"]
    assert mixed.chain("fangsong")[1].shipped
    assert mixed.by_id(mixed.face("fangsong").id) is mixed.face("fangsong")


def faults(role: str, path: str) -> list[str]:
    return [fault.code for fault in check_face(role, path)[1]]


def test_a_file_that_is_not_there() -> None:
    assert faults("kai", "/no/such/font.ttf") == ["not-found"]


def test_a_file_that_is_no_font() -> None:
    assert faults("kai", __file__) == ["unreadable"]


@pytest.mark.parametrize("kept", [0, 3, 40, 300, 5_000, 200_000])
def test_a_file_cut_off_in_the_middle(kept: int, book: FontBook, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.ttf"
    damaged.write_bytes(Path(book.face("latin").path).read_bytes()[:kept])
    assert faults("latin", str(damaged)) in (["unreadable"], ["no-outlines"])


def test_a_face_the_collection_does_not_have(book: FontBook) -> None:
    assert faults("kai", book.face("kai").path + "#9") == ["no-such-face"]


def test_a_latin_font_cannot_set_chinese(book: FontBook) -> None:
    assert faults("kai", book.face("latin").path) == ["no-hanzi"]
    assert faults("latin", book.face("latin").path) == []


@pytest.mark.parametrize(
    ("rights", "found"),
    [
        (0x0000, []),
        (0x0002, ["embedding-forbidden"]),
        (0x0004, []),
        (0x0006, []),
        (0x0008, []),
        (0x0108, ["subsetting-forbidden"]),
        (0x0208, ["embedding-forbidden"]),
    ],
)
def test_embedding_rights(altered: Callable[..., str], rights: int, found: list[str]) -> None:
    assert faults("latin", altered("latin", "OS/2", 8, rights)) == found


def test_hanzi_that_are_not_square(altered: Callable[..., str]) -> None:
    # An em of 900 units leaves glyphs of 1000 units 1.11 em wide.
    assert faults("fangsong", altered("fangsong", "head", 18, 900)) == ["hanzi-not-square"]


def test_a_face_without_advances(altered: Callable[..., str]) -> None:
    assert faults("latin", altered("latin", "hhea", 34, 0)) == ["unreadable"]


def test_all_faults_come_at_once(book: FontBook) -> None:
    with pytest.raises(FontFaultError) as refused:
        open_book({"kai": "/no/such.ttf", "fang": "x.ttf", "hei": book.face("latin").path})
    assert [(fault.role, fault.problem) for fault in refused.value.faults] == [
        ("kai", "B301"),
        ("fang", "B307"),
        ("hei", "B304"),
    ]


def test_the_manifest_is_read_whole() -> None:
    assert all(isinstance(face, ShippedFace) and face.license for face in shipped_faces().values())
