"""A document → a PDF file, written safely."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.inks import Spot
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import (
    Document,
    ForeignPdfPage,
    Link,
    Page,
    Path,
    Picture,
    Rule,
)
from bulletin_pdf.pdf.objects import ObjectTable, Ref, array, dictionary, name, number, reference, text_string
from bulletin_pdf.pdf.profile import Profile, separation
from bulletin_pdf.pdf.write.colour_profiles import default_spaces, write_intent
from bulletin_pdf.pdf.write.embedded_fonts import EmbeddedFont, EmbeddedFonts, FontParts
from bulletin_pdf.pdf.write.metadata import describe, info_dictionary, moment_of, xmp_packet
from bulletin_pdf.pdf.write.navigation import Destinations, page_labels, write_outline
from bulletin_pdf.pdf.write.page_content import (
    OVERPRINT_OFF,
    OVERPRINT_ON,
    PageContent,
    SharedResources,
    page_content,
)
from bulletin_pdf.pdf.write.page_geometry import corners_of, extent_of, page_boxes
from bulletin_pdf.pdf.write.written_pages import WrittenPage, placed_marks
from bulletin_pdf.safe_files import replace_file

if TYPE_CHECKING:
    from bulletin_pdf.pdf.foreign.page_forms import FormKey, PageForm
    from bulletin_pdf.pdf.write.font_cache import KeptParts
    from bulletin_pdf.pdf.write.image_objects import PlacedImage
    from bulletin_pdf.pdf.write.structure_tree import StructureTree


def write_pdf(document: Document, profile: Profile, fonts: FontBook, target: str) -> int:
    """Write the document to `target` and give the file's length in bytes.

    The file is complete before it takes the place of an older one; when anything fails,
    the older one stays and nothing else is left behind.
    """
    data = render(document, profile, fonts)
    replace_file(target, data)
    return len(data)


def render(
    document: Document,
    profile: Profile,
    fonts: FontBook,
    kept: "KeptParts | None" = None,
    given: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return the document as the bytes of a PDF file; the same document gives the same bytes.

    `kept` is what the file was made of last; `given` the data of placed PDFs that are read already, by the
    paths that pages name.
    """
    return _File(document, document.pages, profile, EmbeddedFonts(fonts), kept, given or {}).to_bytes()


def write_file(
    document: Document,
    row: Sequence[Page | WrittenPage],
    profile: Profile,
    fonts: EmbeddedFonts,
    plates: Iterable[Spot],
) -> bytes:
    """Return a file with pages some of which are written already, in `fonts` and with `plates`; `document` has all else."""
    file = _File(document, row, profile, fonts, None, {})
    file.plates.update(plates)
    return file.to_bytes()


class _Shown(NamedTuple):
    """What a page shows, and what stands over it."""

    content: PageContent
    over: PageContent | None = None
    packed: bool = False
    """Whether its data are packed already."""


class _File:
    """One file in the making: what its parts share."""

    def __init__(
        self,
        document: Document,
        row: Sequence[Page | WrittenPage],
        profile: Profile,
        fonts: EmbeddedFonts,
        kept: "KeptParts | None",
        given: Mapping[str, bytes],
    ) -> None:
        self.document, self.row = document, row
        self.profile = profile
        if kept is not None:
            kept.begin()
        self.table = ObjectTable(kept.pack) if kept is not None else ObjectTable()
        self.catalog = self.table.reserve()
        self.page_tree = self.table.reserve()
        self.pages = [self.table.reserve() for _ in row]
        self.resources = self.table.reserve()
        self.fonts = fonts
        self.kept = kept
        self.plates = set[Spot]()
        placed = list(placed_marks(row))
        pictures = [mark.path for mark in placed if isinstance(mark, Picture)]
        self.images = _written_images(pictures, self.table, profile)
        self.forms = _placed_pages(
            [mark for mark in placed if isinstance(mark, ForeignPdfPage)], self.table, profile, given
        )
        self.destinations = Destinations(row, self.pages)
        self.structure = _tree(document, self.table) if profile.tagged else None
        self.shared: dict[tuple[object, ...], PageContent] = {}
        self.stored: dict[int, Ref] = {}
        """The streams of contents that pages may share, by their ids."""
        # Parent tree keys: one for each page, then one for each link.
        self.next_key = len(row)

    def to_bytes(self) -> bytes:
        tags = self.document.tags
        spoken = frozenset(place for place, tag in enumerate(tags) if tag.actual_text)
        ingredients = SharedResources(self.profile, self.fonts, self.images, tags, spoken, self.forms)
        self._write_resources(self._write_pages(ingredients))
        tree = {"Type": "/Pages", "Kids": array(map(reference, self.pages)), "Count": str(len(self.pages))}
        self.table.fill(self.page_tree, dictionary(tree))
        catalog = self._catalog_entries()
        characters = (char for font in self.fonts.values() for text in font.texts() for char in text)
        metadata = describe(self.document, self.profile, characters, self.table.digest())
        xmp = self.table.add_stream(
            # Plain, so that programs without PDF support can read it.
            xmp_packet(metadata),
            {"Type": "/Metadata", "Subtype": "/XML"},
            deflate=False,
        )
        self.table.fill(self.catalog, dictionary(catalog | {"Metadata": reference(xmp)}))
        info = self.table.add(info_dictionary(metadata))
        return self.table.to_bytes(
            self.profile.version, self.catalog, info, compressed=self.profile.object_streams
        )

    def _write_pages(self, ingredients: SharedResources) -> "list[Callable[[], FontParts]]":
        """Write all pages; return what gives the parts of each font, which are packed while pages are."""
        shown = [self._shown(page, ingredients) for page in self.row]
        begun = self._begin_fonts()
        for place, (page, streams) in enumerate(zip(self.row, shown, strict=True)):
            self._write_page(place, page, streams)
        return begun

    def _begin_fonts(self) -> "list[Callable[[], FontParts]]":
        """Begin the fonts once all characters are known, the largest first: packing it takes the longest."""
        begin = EmbeddedFont.begin_parts if self.kept is None else self.kept.begin_font
        by_size = sorted(self.fonts.values(), key=lambda font: font.used, reverse=True)
        begun = {font.resource: begin(font) for font in by_size}
        return [begun[font.resource] for font in self.fonts.values()]

    def _shown(self, page: Page | WrittenPage, ingredients: SharedResources) -> "_Shown":
        """Return what a page shows. Pages with the very same marks share one content (份号)."""
        if isinstance(page, WrittenPage):
            return _Shown(page.content, packed=True)
        key = (id(page.marks), page.size, page.bleed, page.slug, bool(page.over))
        if key not in self.shared:
            self.shared[key] = self._content(page, ingredients)
        over = self._content(page._replace(marks=page.over), ingredients) if page.over else None
        return _Shown(self.shared[key], over)

    def _content(self, page: Page, ingredients: SharedResources) -> PageContent:
        content = page_content(page, ingredients)
        self.plates |= content.plates
        return content

    def _write_streams(self, shown: "_Shown") -> str:
        """Write the streams of a page, a shared one once; return what its dictionary says of them.

        What stands over a page follows in a second stream, which begins in a graphics state of its own.
        """
        content, over, packed = shown
        if packed:
            return reference(self.table.add_packed(content.data))
        if id(content) not in self.stored:
            data = b"q\n%b\nQ" % content.data if over else content.data
            self.stored[id(content)] = self.table.add_stream(data)
        ref = self.stored[id(content)]
        return array(map(reference, (ref, self.table.add_stream(over.data)))) if over else reference(ref)

    def _write_resources(self, begun: "list[Callable[[], FontParts]]") -> None:
        """Write the one resource dictionary that all pages share."""
        fonts = {
            font.resource: reference(font.write(self.table, parts()))
            for font, parts in zip(self.fonts.values(), begun, strict=True)
        }
        images = {image.resource: reference(image.ref) for image in self.images.values()}
        images |= {form.resource: reference(form.ref) for form in self.forms.values()}
        plates = {ink.name: reference(self.table.add(separation(ink))) for ink in self._sorted_plates()}
        entries = {"Font": dictionary(fonts), "XObject": dictionary(images), "ColorSpace": _named(plates)}
        if self.profile.overprint:
            states = {
                OVERPRINT_ON: "<</Type /ExtGState /OP true /op true /OPM 1>>",
                OVERPRINT_OFF: "<</Type /ExtGState /OP false /op false /OPM 0>>",
            }
            entries["ExtGState"] = dictionary(states)
        used = {key: value for key, value in entries.items() if value != "<<>>"}
        self.table.fill(self.resources, dictionary(used))

    def _sorted_plates(self) -> list[Spot]:
        """Return the plates in order of their names; tints of one ink share its plate."""
        spots = {ink.name: ink for ink in self.plates}
        return [spots[key] for key in sorted(spots)]

    def _write_page(self, place: int, page: Page | WrittenPage, shown: "_Shown") -> None:
        ref, content = self.pages[place], shown.content
        entries = {
            "Type": "/Page",
            "Parent": reference(self.page_tree),
            **page_boxes(page.size, page.bleed, page.slug),
            "Resources": reference(self.resources),
            "Contents": self._write_streams(shown),
        }
        if self.structure is not None:
            self.structure.add_page(ref, place, content.marked)
            for mark in page.marks if isinstance(page, Page) else ():
                if isinstance(mark, Picture) and mark.tag is not None:
                    self.structure.add_picture(mark.tag, ref, corners_of(mark.rect, page))
                elif isinstance(mark, Path | Rule) and mark.tag is not None:
                    self.structure.add_picture(mark.tag, ref, corners_of(extent_of(mark), page))
            entries["StructParents"] = str(place)
        if content.links:
            notes = [self._write_link(link, page, ref) for link in content.links]
            entries |= {"Annots": array(map(reference, notes)), "Tabs": "/S"}
        self.table.fill(ref, dictionary(entries))

    def _write_link(self, link: Link, page: Page | WrittenPage, page_ref: Ref) -> Ref:
        entries = {
            "Type": "/Annot",
            "Subtype": "/Link",
            "Rect": array(map(number, corners_of(link.rect, page))),
            "Border": "[0 0 0]",
            # visible in print.
            "F": "4",
            "Dest": self.destinations[link.anchor],
            "Contents": text_string(link.contents),
        }
        if self.structure is None or link.tag is None:
            return self.table.add(dictionary(entries))
        from bulletin_pdf.pdf.write.structure_tree import LinkPlace

        annotation = self.table.add(dictionary(entries | {"StructParent": str(self.next_key)}))
        self.structure.add_link(link.tag, LinkPlace(page_ref, annotation, self.next_key))
        self.next_key += 1
        return annotation

    def _catalog_entries(self) -> dict[str, str]:
        entries = {
            "Type": "/Catalog",
            "Pages": reference(self.page_tree),
            "PageLabels": page_labels([page.label for page in self.row]),
            "Lang": text_string(self.document.lang),
            "ViewerPreferences": "<</DisplayDocTitle true>>",
        }
        if self.profile.outline and self.document.outline:
            root = write_outline(self.document.outline, self.destinations, self.table)
            entries |= {"Outlines": reference(root), "PageMode": "/UseOutlines"}
        if self.structure is not None:
            entries |= {"StructTreeRoot": reference(self.structure.write()), "MarkInfo": "<</Marked true>>"}
        if self.profile.attachments and self.document.attachments:
            from bulletin_pdf.pdf.write.attached_files import write_attachments

            files = write_attachments(self.document.attachments, moment_of(self.document.date), self.table)
            entries |= {
                "Names": dictionary({"EmbeddedFiles": reference(files.names)}),
                "AF": files.associated,
            }
        if self.profile.intent is not None:
            entries["OutputIntents"] = array((write_intent(self.profile.intent, self.table),))
        return entries


def _tree(document: Document, table: ObjectTable) -> "StructureTree":
    from bulletin_pdf.pdf.write.structure_tree import StructureTree

    return StructureTree(table, document.tags)


def _written_images(pictures: list[str], table: ObjectTable, profile: Profile) -> "Mapping[str, PlacedImage]":
    """Write the pictures; what that needs is imported only when there are any."""
    if not pictures:
        return {}
    from bulletin_pdf.pdf.write.image_objects import write_images

    return write_images(pictures, table, profile)


def _placed_pages(
    placed: list[ForeignPdfPage], table: ObjectTable, profile: Profile, given: Mapping[str, bytes]
) -> "Mapping[FormKey, PageForm]":
    """Copy the placed pages of existing PDFs; what that needs is imported only when there are any."""
    if not placed:
        return {}
    from bulletin_pdf.pdf.foreign.page_forms import write_placed

    adopted = any(mark.tag is not None for mark in placed)
    return write_placed(placed, table, default_spaces(profile, table) if adopted else None, given)


def _named(entries: Mapping[str, str]) -> str:
    """Write a dictionary whose keys are names of inks, which may be Chinese."""
    return "<<" + " ".join(f"{name(key)} {value}" for key, value in entries.items()) + ">>"
