"""Pages written before their file is begun, so that the marks of a long volume need not be kept.

What is kept of a page is its stream, packed, and what its dictionary and the structure tree
must know. Codes of characters do not depend on the rest of a document, so pages may be
written one issue at a time, and in processes of their own (`WrittenPages`).
"""

from collections.abc import Iterable, Sequence

from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.inks import Spot
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import FaceId, ForeignPdfPage, Group, Page, Picture, Tag, every_mark
from bulletin_pdf.pdf.pack import pack
from bulletin_pdf.pdf.profile import Profile
from bulletin_pdf.pdf.write.embedded_fonts import EmbeddedFonts
from bulletin_pdf.pdf.write.page_content import PageContent, SharedResources, page_content


class WrittenPages(NamedTuple):
    """Pages as streams, not packed yet, and what they set in each face."""

    contents: tuple[PageContent, ...]
    used: dict[FaceId, tuple[str, ...]]
    """Face → the characters set in it in one text, then its clusters."""
    portable: bool
    """Whether all codes are such as any process would give."""


def may_be_given(page: Page) -> bool:
    """Whether a page can be written early: pictures and placed pages need the file's own objects."""
    kinds = set(map(type, page.marks))
    if Group in kinds:
        kinds = set(map(type, every_mark(page.marks)))
    return kinds.isdisjoint((Picture, ForeignPdfPage))


def write_pages(pages: Iterable[Page], tags: Sequence[Tag], profile: Profile, book: FontBook) -> WrittenPages:
    """Write pages apart from any file, with fonts of their own."""
    fonts = EmbeddedFonts(book)
    contents = tuple(_contents(pages, tags, profile, fonts))
    used = {face: font.texts() for face, font in fonts.items()}
    return WrittenPages(contents, used, all(font.portable for font in fonts.values()))


class ReadyPages:
    """The pages one file was given early, and the fonts they are set in."""

    def __init__(self, profile: Profile, book: FontBook) -> None:
        """Begin with none."""
        self.profile = profile
        self.fonts = EmbeddedFonts(book)
        self.plates: set[Spot] = set()
        self._contents: list[PageContent] = []

    def __len__(self) -> int:
        """Return the number of pages, which is the place of the next one."""
        return len(self._contents)

    def __getitem__(self, place: int) -> PageContent:
        """Return a page's content, its stream packed."""
        return self._contents[place]

    def write(self, pages: Iterable[Page], tags: Sequence[Tag]) -> tuple[PageContent, ...]:
        """Write pages in the fonts of this file; they are not kept yet."""
        return tuple(_contents(pages, tags, self.profile, self.fonts))

    def adopt(self, written: WrittenPages) -> tuple[PageContent, ...]:
        """Take over what pages set in each face; the pages themselves are not kept yet."""
        for face, texts in written.used.items():
            self.fonts[face].use(texts)
        return written.contents

    def keep(self, content: PageContent, over: Page) -> None:
        """Keep a page, with the marks of `over` (the volume's folio) in a state of their own on top."""
        parts = [b"q\n%b\nQ" % content.data]
        parts += (added.data for added in _contents([over], (), self.profile, self.fonts))
        self.plates |= content.plates
        self._contents.append(content._replace(data=pack(b"\n".join(parts))))


def _contents(
    pages: Iterable[Page], tags: Sequence[Tag], profile: Profile, fonts: EmbeddedFonts
) -> Iterable[PageContent]:
    spoken = frozenset(place for place, tag in enumerate(tags) if tag.actual_text)
    ingredients = SharedResources(profile, fonts, {}, tags, spoken, {})
    return (page_content(page, ingredients) for page in pages)
