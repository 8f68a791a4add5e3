"""A file made of sections: pages are added as they are typeset, and put in order at the end.

Binding orders the ids of pages and needs no marks. A `SectionWriter` writes pages for one kind of file
as they are added, so that the marks of a long volume are never held together; a `SectionStore` keeps
them, for what must still be done to pages before they can be written (printer's marks).
"""

from collections.abc import Iterable, Iterator, Sequence

from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.inks import Spot
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import (
    Document,
    FaceId,
    Group,
    Link,
    Mark,
    Page,
    SectionPage,
    Tag,
    TextRun,
    bound_anchor,
)
from bulletin_pdf.pdf.pack import pack
from bulletin_pdf.pdf.profile import Profile
from bulletin_pdf.pdf.text_places import TextPlaces, text_places
from bulletin_pdf.pdf.write.embedded_fonts import EmbeddedFonts
from bulletin_pdf.pdf.write.page_content import SharedResources, page_content
from bulletin_pdf.pdf.write.pdf_file import write_file
from bulletin_pdf.pdf.write.written_pages import WrittenPage, WrittenSection, written_pages


class FileSection(NamedTuple):
    """Pages of one document, with what their marks point at and the numbers they have in the file."""

    pages: tuple[Page, ...]
    tags: Sequence[Tag]
    folios: tuple[TextRun, ...]
    """One a page, set on it last."""


class SectionStore:
    """The pages of sections with all their marks."""

    def __init__(self) -> None:
        """Begin with none."""
        self._pages: list[Page | WrittenPage] = []

    def add(self, section: FileSection) -> tuple[SectionPage, ...]:
        """Take a section over; return its pages as binding needs them."""
        return tuple(map(self._take, section.pages, section.folios))

    def keep(self, pages: Iterable[Page]) -> tuple[SectionPage, ...]:
        """Take pages over with their marks, to be numbered in binding; return them as binding needs them."""
        return tuple(map(self._hold, pages))

    def _take(self, page: Page | WrittenPage, folio: TextRun) -> SectionPage:
        assert isinstance(page, Page)
        return self._hold(page._replace(marks=(*page.marks, folio)))

    def _hold(self, page: Page | WrittenPage) -> SectionPage:
        self._pages.append(page)
        return SectionPage(len(self._pages) - 1, page.size, page.anchors)

    def _held(self, place: SectionPage) -> Page | WrittenPage:
        return Page(place.size, ()) if place.id is None else self._pages[place.id]

    def marked(self, order: Iterable[SectionPage]) -> Iterator[Page]:
        """Return the pages of an order that are not written yet, bound as they are in the file."""
        for place in order:
            page = self._held(place)
            if isinstance(page, Page):
                yield _bound(page, place)


class SectionWriter(SectionStore):
    """The pages of sections, written for one kind of file as soon as they are added, and the fonts they are set in."""

    def __init__(self, profile: Profile, book: FontBook) -> None:
        """Begin with none."""
        super().__init__()
        self.profile = profile
        self._fonts = EmbeddedFonts(book)
        self._untagged = SharedResources(profile, self._fonts, {}, (), frozenset(), {})
        self._plates: set[Spot] = set()

    def add(self, section: FileSection) -> tuple[SectionPage, ...]:
        """Write the pages of a section; return them as binding needs them.

        Pages that need objects of the file wait for it with their marks (`may_be_written`).
        """
        written = written_pages(section.pages, section.tags, self.profile, self._fonts)
        return tuple(map(self._take, written, section.folios))

    def add_written(self, section: WrittenSection, folios: Iterable[TextRun]) -> tuple[SectionPage, ...]:
        """Take over a section that another process has written; return its pages as binding needs them."""
        for face, texts in section.used.items():
            self._fonts[face].use(texts)
        return tuple(map(self._take, section.pages, folios))

    def _take(self, page: Page | WrittenPage, folio: TextRun) -> SectionPage:
        """Pack the stream of a page that is written, with its folio in a state of its own on top."""
        if isinstance(page, Page):
            return super()._take(page, folio)
        content = page.content
        bare = Page(page.size, (folio,), bleed=page.bleed, slug=page.slug)
        over = page_content(bare, self._untagged)
        self._plates |= content.plates
        data = pack(b"q\n%b\nQ\n%b" % (content.data, over.data))
        places = page.places + text_places(bare)
        return self._hold(page._replace(content=content._replace(data=data), places=places))

    def faces(self) -> tuple[FaceId, ...]:
        """Return the faces that the pages written so far are set in."""
        return tuple(self._fonts)

    def finish(self, order: Iterable[SectionPage], document: Document) -> bytes:
        """Return the file: its pages in an order; tags, outline and all else as `document` has them."""
        row: list[Page | WrittenPage] = []
        for place in order:
            page = self._held(place)
            row.append(_bound(page, place) if isinstance(page, Page) else _bound_written(page, place))
        return write_file(document, row, self.profile, self._fonts, self._plates)

    def places(self, order: Iterable[SectionPage]) -> Iterator[TextPlaces]:
        """Return where the text of each page of an order has to stand."""
        for place in order:
            page = self._held(place)
            yield page.places if isinstance(page, WrittenPage) else text_places(_bound(page, place))


def _bound(page: Page, place: SectionPage) -> Page:
    marks = tuple(_moved_in(page.marks, place))
    if place.folio is not None:
        marks = (*marks, place.folio)
    return page._replace(marks=marks, anchors=place.anchors, label=place.label)


def _bound_written(page: WrittenPage, place: SectionPage) -> WrittenPage:
    content = page.content
    marked = tuple([tag + place.tags for tag in content.marked])
    links = tuple(_bound_link(link, place) for link in content.links)
    content = content._replace(marked=marked, links=links)
    return page._replace(content=content, anchors=place.anchors, label=place.label)


def _moved_in(marks: Iterable[Mark], place: SectionPage) -> Iterator[Mark]:
    """Return marks with their tags and links as the file names them; nothing else changes."""
    for mark in marks:
        if isinstance(mark, Group):
            yield mark._replace(marks=tuple(_moved_in(mark.marks, place)))
        elif isinstance(mark, Link):
            yield _bound_link(mark, place)
        else:
            yield mark if mark.tag is None else mark._replace(tag=mark.tag + place.tags)


def _bound_link(link: Link, place: SectionPage) -> Link:
    tag = None if link.tag is None else link.tag + place.tags
    return link._replace(anchor=bound_anchor(link.anchor, place.prefix), tag=tag)
