"""Parts about an archive bound as one archive file: a catalogue, a report."""

from collections.abc import Sequence

from bulletin_pdf.compose.design import area_of, design_of
from bulletin_pdf.design.shipped import shipped
from bulletin_pdf.fonts.font_book import FontBook, open_book
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.pages import Document, OutlineItem
from bulletin_pdf.pdf.profile import PROFILES
from bulletin_pdf.pdf.write.sections import SectionWriter
from bulletin_pdf.problems import Problems
from bulletin_pdf.volume.book.bind import FolioStyle, VolumeSection, bind, numbers_in
from bulletin_pdf.volume.book.volume_attestation import attest_volume, wording_units_of
from bulletin_pdf.volume.parts.part_pages import VolumeContext


def open_context(problems: Problems) -> tuple[FontBook, VolumeContext]:
    """Return the shipped faces, and what parts in the shipped design are set with."""
    book, design = open_book(), design_of(shipped())
    return book, VolumeContext(design, Typesetter(book, design.rules, problems), {}, [])


def open_writer(book: FontBook) -> SectionWriter:
    """Return the writer of an archive file."""
    return SectionWriter(PROFILES["archive"], book)


def own_section(
    document: Document,
    title: str,
    anchor: str,
    folio: FolioStyle,
    context: VolumeContext,
    writer: SectionWriter,
) -> VolumeSection:
    """Return a part just set as a section of the file that `writer` writes; `anchor` begins with `part-`."""
    design = context.design
    return VolumeSection(
        document._replace(pages=()),
        writer.keep(document.pages),
        anchor,
        (OutlineItem(1, title, anchor),),
        None if folio == "none" else numbers_in(design),
        folio,
        label=title,
        kind=anchor.removeprefix("part-"),
        area=area_of(design.house),
        wording=context.wordings[-1],
    )


def bound_file(
    sections: Sequence[VolumeSection],
    empty: Document,
    book: FontBook,
    problems: Problems,
    writer: SectionWriter,
    *,
    lowered: bool = True,
) -> tuple[bytes, int]:
    """Bind sections into an archive file and prove what it says; return it with its number of pages.

    `lowered` puts headings one level down, below the title of a cover. Raises `BulletinError`.
    """
    document, order = bind(sections, empty, book, lowered=lowered)
    data = writer.finish(order, document)
    places = list(writer.places(order))
    attest_volume(data, wording_units_of(sections, ()), "", book, problems, places=places)
    return data, len(order)
