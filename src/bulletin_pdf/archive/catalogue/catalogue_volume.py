"""The catalogue as a volume: cover, contents, indexes, register of figures and statistics, as an archive file."""

import sqlite3
from collections.abc import Callable, Iterable

from bulletin_pdf.archive.catalogue.catalogue_entries import CatalogueContents, read_figures
from bulletin_pdf.archive.catalogue.catalogue_parts import (
    set_catalogue_index,
    set_figures_of_years,
    set_part_list,
    set_statistics_of_years,
    set_year_contents,
)
from bulletin_pdf.archive.catalogue.catalogue_tables import city_index, theme_index, title_index, unit_index
from bulletin_pdf.archive.holdings.bound_parts import bound_file, open_context, open_writer, own_section
from bulletin_pdf.issue.model import IssueDate, Prose
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Document
from bulletin_pdf.pdf.write.sections import SectionWriter
from bulletin_pdf.problems import Problems, Span
from bulletin_pdf.volume.book.bind import FolioStyle, VolumeSection
from bulletin_pdf.volume.parts.cover_page import set_cover
from bulletin_pdf.volume.parts.part_pages import VolumeContext
from bulletin_pdf.volume.plan.secrecy import most_of, read_secrecy
from bulletin_pdf.volume.plan.volume_plan import VolumePlan

_MAX_PUBLISHERS = 3


class CatalogueFile(NamedTuple):
    """The volume as a file."""

    data: bytes
    pages: int
    problems: Problems


def catalogue_volume(database: sqlite3.Connection, contents: CatalogueContents) -> CatalogueFile:
    """Set the volume and prove that it says what the catalogue says.

    Raises `BulletinError` when a character has no face.
    """
    problems = Problems()
    book, context = open_context(problems)
    writer = open_writer(book)
    sections = _Sections(database, contents, context, writer).made()
    problems.raise_if_errors()
    empty = Document((), (), (), f"{contents.title} {contents.span}".strip(), date=contents.date)
    data, pages = bound_file(sections, empty, book, problems, writer)
    return CatalogueFile(data, pages, problems)


class _Sections:
    """Sets the parts: those with page numbers first, for the list of parts names these."""

    def __init__(
        self,
        database: sqlite3.Connection,
        contents: CatalogueContents,
        context: VolumeContext,
        writer: SectionWriter,
    ) -> None:
        self.database, self.contents, self.context, self.writer = database, contents, context, writer
        self.targets: dict[str, int] = {}
        self.number = 1

    def made(self) -> list[VolumeSection]:
        """Return all sections in their order."""
        contents, context = self.contents, self.context
        body: list[VolumeSection] = []
        for title, anchor, made in self._parts():
            self.targets[anchor] = self.number
            body.append(self._section(made(self.number), title, anchor, "arabic"))
            self.number += len(body[-1].pages)
            self.number += 1 - self.number % 2
        cover = set_cover(_plan_of(contents), context)
        listed = [(section.label, section.anchor) for section in body]
        listing = set_part_list("目录", listed, 1, context._replace(targets=self.targets))
        # The list of parts is set last and stands second: what was said goes with its section.
        front = [
            self._section(cover, "封面", "part-cover", "none")._replace(wording=context.wordings[-2]),
            self._section(listing, "目录", "part-parts", "roman"),
        ]
        return [*front, *body]

    def _parts(self) -> Iterable[tuple[str, str, Callable[[int], Document]]]:
        contents, context = self.contents, self.context
        yield "总目录", "part-contents", lambda n: set_year_contents("总目录", contents, n, context)
        indexes = (
            ("地区索引", "part-index-city", city_index, False),
            ("供稿单位索引", "part-index-unit", unit_index, True),
            ("专题索引", "part-index-theme", theme_index, True),
            ("篇名索引", "part-index-title", title_index, True),
        )
        for title, anchor, index, with_city in indexes:
            yield (
                title,
                anchor,
                lambda n, title=title, index=index, with_city=with_city: set_catalogue_index(  # type: ignore[misc]
                    title, index(contents), n, context, with_city=with_city
                ),
            )
        figures = read_figures(self.database, contents)
        yield "数据一览", "part-figures", lambda n: set_figures_of_years("数据一览", figures, n, context)
        yield "统计", "part-statistics", lambda n: set_statistics_of_years("统计", contents, n, context)

    def _section(self, document: Document, title: str, anchor: str, folio: FolioStyle) -> VolumeSection:
        return own_section(document, title, anchor, folio, self.context, self.writer)


def _plan_of(contents: CatalogueContents) -> VolumePlan:
    """Return what a cover asks for: the name, the years, who issued them, the date of the latest, 密级."""
    publishers = dict.fromkeys(issue.publishers for issue in contents.issues if issue.publishers)
    read = (read_secrecy(issue.secrecy, issue.date) for issue in contents.issues if issue.secrecy)
    secrecy = most_of(one for one in read if one is not None)
    year, month, day = (int(part) for part in (contents.date or "1980-01-01").split("-"))
    printed = f"{year}年{month}月{day}日" if contents.date else ""
    return VolumePlan(
        "",
        Prose(contents.title),
        Prose(contents.span),
        tuple(Prose(name) for name in publishers)[:_MAX_PUBLISHERS],
        year,
        IssueDate(printed, contents.date),
        (),
        (),
        ("cover", "issues"),
        Span("", 1, 1),
        secrecy=Prose(secrecy.text) if secrecy else None,
    )
