"""Pages written before the file is complete, so that the marks of a long volume need not be kept.

What is kept of a page is its stream and what its dictionary and the structure tree must
know. Codes of characters do not depend on the rest of a document, so pages may be written
one issue at a time, and in processes of their own (`WrittenSection`).
"""

from collections.abc import Iterable, Iterator, Sequence

from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.geometry import Size
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Anchor, FaceId, ForeignPdfPage, Group, Page, Picture, Tag, TextRun, every_mark
from bulletin_pdf.pdf.profile import Profile
from bulletin_pdf.pdf.text_places import TextPlaces, text_places
from bulletin_pdf.pdf.write.embedded_fonts import EmbeddedFonts
from bulletin_pdf.pdf.write.page_content import PageContent, SharedResources, page_content


class WrittenPage(NamedTuple):
    """A page as its stream, in place of its marks."""

    content: PageContent
    size: Size
    anchors: tuple[Anchor, ...]
    bleed: float
    slug: float
    places: TextPlaces
    """Where its text has to stand."""
    label: str = ""


class WrittenSection(NamedTuple):
    """Pages as streams, not packed yet, and what they set in each face.

    Pages that cannot be written early (`may_be_written`) stand between the others as they are.
    """

    pages: tuple[Page | WrittenPage, ...]
    used: dict[FaceId, tuple[str, ...]]
    """Face → the characters set in it in one text, then its clusters."""
    portable: bool
    """Whether all codes are such as any process would give."""


def may_be_written(page: Page) -> bool:
    """Whether a page can be written early: pictures and placed pages need the file's own objects."""
    kinds = set(map(type, page.marks))
    if Group in kinds:
        kinds = set(map(type, every_mark(page.marks)))
    return kinds.isdisjoint((Picture, ForeignPdfPage))


def write_section(
    pages: Iterable[Page], tags: Sequence[Tag], profile: Profile, book: FontBook
) -> WrittenSection:
    """Write pages apart from any file, with fonts of their own."""
    fonts = EmbeddedFonts(book)
    written = written_pages(pages, tags, profile, fonts)
    used = {face: font.texts() for face, font in fonts.items()}
    return WrittenSection(written, used, all(font.portable for font in fonts.values()))


def written_pages(
    pages: Iterable[Page], tags: Sequence[Tag], profile: Profile, fonts: EmbeddedFonts
) -> tuple[Page | WrittenPage, ...]:
    """Write the pages that can be written early, in order; return all of them."""
    spoken = frozenset(place for place, tag in enumerate(tags) if tag.actual_text)
    shared = SharedResources(profile, fonts, {}, tags, spoken, {})
    return tuple(_written(page, shared) if may_be_written(page) else page for page in pages)


def _written(page: Page, shared: SharedResources) -> WrittenPage:
    content, places = page_content(page, shared), text_places(page)
    return WrittenPage(content, page.size, page.anchors, page.bleed, page.slug, places)


def placed_marks(row: Iterable[Page | WrittenPage]) -> Iterator[Picture | ForeignPdfPage]:
    """Find pictures and placed pages; marks that pages share are met once."""
    met: set[int] = set()
    for page in row:
        if isinstance(page, WrittenPage):
            continue
        marks = page.over if id(page.marks) in met else (*page.marks, *page.over)
        met.add(id(page.marks))
        for mark in every_mark(mark for mark in marks if type(mark) is not TextRun):
            if isinstance(mark, Picture | ForeignPdfPage):
                yield mark
