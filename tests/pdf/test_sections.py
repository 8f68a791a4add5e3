"""A file made of sections: what is added first may stand last, and each page keeps what belongs to it."""

import io
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.geometry import A4, Rect
from bulletin_pdf.inks import BLACK
from bulletin_pdf.pages import (
    Anchor,
    Document,
    Group,
    Link,
    OutlineItem,
    Page,
    Picture,
    SectionPage,
    Tag,
    TextRun,
)
from bulletin_pdf.pdf.profile import PROFILES, SCREEN
from bulletin_pdf.pdf.readback.file_text import read_back
from bulletin_pdf.pdf.write.pdf_file import render
from bulletin_pdf.pdf.write.sections import FileSection, SectionStore, SectionWriter
from bulletin_pdf.pdf.write.written_pages import write_section
from support.narrowed import present

AREA = Rect(80, 200, 60, 20)
TAGS = (Tag("Document", -1), Tag("P", 0), Tag("Link", 0))


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("picture") / "grey.png"
    Image.new("L", (8, 8), 90).save(path)
    return path


def sections(book: FontBook, picture: Path) -> list[FileSection]:
    """Two documents that name their tags and anchors alike; the second has a page that must wait."""
    face = book.face("kai").id

    def run(text: str, y: float = 100) -> TextRun:
        return TextRun(80, y, text, face, 16, BLACK, tag=1)

    link = Link(AREA, "end", "去文末", 2)
    pages = [Page(A4, (run(f"{name}之首"), link), (Anchor("end", 0.0),)) for name in "甲乙"]
    pictured = Page(A4, (run("乙之图"), Picture(AREA, str(picture))), (Anchor("more", 0.0),))
    folios = [run(f"·{number}·", 700)._replace(tag=None) for number in (7, 8, 9)]
    return [
        FileSection((pages[0],), TAGS, (folios[0],)),
        FileSection((pages[1], pictured), TAGS, (folios[1], folios[2])),
    ]


def placed(pages: tuple[SectionPage, ...], prefix: str, tags: int) -> list[SectionPage]:
    anchors = [tuple(Anchor(prefix + one.name, one.y) for one in page.anchors) for page in pages]
    return [
        page._replace(anchors=own, prefix=prefix, tags=tags, label=f"{prefix}{number}")
        for number, (page, own) in enumerate(zip(pages, anchors, strict=True), start=1)
    ]


def ordered(store: SectionStore, given: list[FileSection]) -> list[SectionPage]:
    """Add the sections in their order and bind them the other way about, with a blank between."""
    first, second = (store.add(section) for section in given)
    return [*placed(second, "乙", 3), SectionPage(None, A4, label="空"), *placed(first, "甲", 0)]


BOUND = Document(
    (), (*TAGS, Tag("Sect", 0), Tag("P", 3), Tag("Link", 3)), (OutlineItem(1, "甲", "甲end"),), "合订"
)


def test_pages_stand_in_the_order_of_binding(book: FontBook, picture: Path) -> None:
    writer = SectionWriter(SCREEN, book)
    order = ordered(writer, sections(book, picture))
    data = writer.finish(order, BOUND)
    said = ["".join(page.text.split()) for page in read_back(data).pages]
    assert said == ["乙之首·8·", "乙之图·9·", "", "甲之首·7·"]
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert list(reader.page_labels) == ["乙1", "乙2", "空", "甲1"]
    drawn = [b" Do" in present(page.get_contents()).get_data() for page in reader.pages]
    assert drawn == [False, True, False, False]
    # Both links name "end"; each leads to the end of its own section.
    numbers = {page.indirect_reference: place for place, page in enumerate(reader.pages)}
    leads = {
        place: numbers[note.get_object()["/Dest"][0]]
        for place, page in enumerate(reader.pages)
        for note in page.get("/Annots", ())
    }
    assert leads == {0: 0, 3: 3}
    (bookmark,) = reader.outline
    assert isinstance(bookmark, pypdf.generic.Destination)
    assert reader.get_destination_page_number(bookmark) == 3


def test_a_section_written_elsewhere_gives_the_same_file(book: FontBook, picture: Path) -> None:
    given = sections(book, picture)
    here, there = SectionWriter(SCREEN, book), SectionWriter(SCREEN, book)
    expected = here.finish(ordered(here, given), BOUND)
    added = []
    for section in given:
        written = write_section(section.pages, section.tags, SCREEN, book)
        assert written.portable
        added.append(there.add_written(written, section.folios))
    order = [*placed(added[1], "乙", 3), SectionPage(None, A4, label="空"), *placed(added[0], "甲", 0)]
    assert there.finish(order, BOUND) == expected
    assert there.faces() == here.faces() == (book.face("kai").id,)


@pytest.mark.parametrize("kind", ["print", "archive"])
def test_pages_kept_whole_are_those_that_are_written(kind: str, book: FontBook, picture: Path) -> None:
    """What a store gives back says, page by page and tag by tag, what the writer's file says."""
    given, profile = sections(book, picture), PROFILES[kind]
    store, writer = SectionStore(), SectionWriter(profile, book)
    whole = tuple(store.marked(ordered(store, given)))
    assert [page.label for page in whole] == ["乙1", "乙2", "空", "甲1"]
    order = ordered(writer, given)
    assert [page.label for page in writer.marked(order)] == ["乙2", "空"]
    document = BOUND._replace(date="2022-06-16")
    plain = read_back(render(document._replace(pages=whole), profile, book))
    early = read_back(writer.finish(order, document))
    assert [page.text for page in plain.pages] == [page.text for page in early.pages]
    assert plain.tagged == early.tagged


def test_groups_are_moved_with_what_is_in_them(book: FontBook) -> None:
    run = TextRun(80, 100, "组", book.face("kai").id, 16, BLACK, tag=1)
    group = Group((1.0, 0.0, 0.0, 1.0, 0.0, 0.0), (run,))
    store = SectionStore()
    (page,) = store.keep([Page(A4, (group,))])
    folio = run._replace(text="·1·", tag=None)
    (bound,) = store.marked([page._replace(tags=5, folio=folio)])
    assert bound.marks == (group._replace(marks=(run._replace(tag=6),)), folio)
