"""Typesetting of one issue: composed, paginated, fitted to its pages and numbered."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bulletin_pdf.compose.archive_record import record_of
from bulletin_pdf.compose.bulletin import Composition, compose
from bulletin_pdf.compose.design import Design, area_of
from bulletin_pdf.fonts.font_book import FontBook, open_book
from bulletin_pdf.fonts.font_fault import FontFaultError
from bulletin_pdf.issue.model import Issue
from bulletin_pdf.issue.vocabulary import FONTS, ISSUE, called
from bulletin_pdf.layout.adjustments import Adjustment as FitMeans
from bulletin_pdf.layout.block import FigureBlock, TextBlock
from bulletin_pdf.layout.fit import MadeUp, make_up
from bulletin_pdf.layout.galley_cache import GalleyCache
from bulletin_pdf.layout.made_up import MadeUpPage
from bulletin_pdf.layout.page_numbers import PageNumbering, number_pages
from bulletin_pdf.layout.typesetter import Typesetter, TypesettingTables
from bulletin_pdf.messages import Term
from bulletin_pdf.pages import Document, Leaves
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems

if TYPE_CHECKING:
    pass


def typeset(
    issue: Issue,
    design: Design,
    book: FontBook,
    problems: Problems,
    kept: GalleyCache | None = None,
    tables: TypesettingTables | None = None,
) -> Document:
    """Set one issue and number its pages; `kept` has what the setting before can give, `tables` what the book gave before."""
    if kept is not None:
        kept.begin(book)
    typesetter = Typesetter(book, design.rules, problems, tables)
    composition, made_up = _make_up(issue, design, typesetter, kept)
    numbering = PageNumbering(folio=design.house.folio, frame=composition.frame)
    placed = None if kept is None else kept.pages
    pages = number_pages(made_up, design.columned, numbering, book, kept=placed)
    head = issue.masthead
    lang = "zh-TW" if issue.lang == "zh-Hant" else "zh-CN"
    document = Document(
        pages,
        composition.tags,
        composition.outline,
        composition.title,
        author="、".join(publisher.text for publisher in head.publishers),
        subject=issue.theme.text if issue.theme else "",
        keywords=tuple(dict.fromkeys(report.city_name for report in issue.reports if report.city)),
        lang=lang,
        date=head.date.iso,
        record=record_of(issue, composition.title, len(pages), lang),
        kind="issue",
        leaves=(Leaves("issue", len(pages), area_of(design.house)),),
    )
    if issue.errata:
        from bulletin_pdf.compose.apply_errata import find_errata

        find_errata(issue, document, problems)
    return document


def _make_up(
    issue: Issue, design: Design, typesetter: Typesetter, kept: GalleyCache | None
) -> tuple[Composition, Sequence[MadeUpPage]]:
    """Compose and paginate; an issue too short for page numbers in 要目 is set without (J-11)."""
    composition = compose(issue, design, typesetter, numbered=issue.contents in ("auto", "pages"))
    made_up = _fit(composition, design, typesetter, kept)
    if issue.contents == "auto" and len(made_up.pages) < design.house.contents.numbers_from:
        composition = compose(issue, design, typesetter, numbered=False)
        made_up = _fit(composition, design, typesetter, kept)
    _report_fitting(made_up, issue, composition, typesetter.problems)
    return composition, made_up.pages


_FITTED: dict[FitMeans, str] = {
    "paragraph": Code.PARAGRAPH_FITTED,
    "white": Code.SPACE_FITTED,
    "title": Code.SPACE_FITTED,
    "signature": Code.SPACE_FITTED,
    "figure": Code.FIGURE_FITTED,
    "figures": Code.FIGURES_FITTED_TOGETHER,
    "columns": Code.COLUMNS_LEVELLED,
}


def _report_fitting(made_up: MadeUp, issue: Issue, composition: Composition, problems: Problems) -> None:
    """Report what was changed to improve the last page, or that 报尾 takes a sheet of its own."""
    key, off = called("fit", ISSUE, issue), "关" if issue.chinese else "off"
    for block, means, lines in made_up.adjusted:
        place = block.source.place_of(0) if isinstance(block, TextBlock) else None
        if isinstance(block, FigureBlock) and block.place is not None:
            place = block.place._replace(length=1)
        how = Term("longer") if lines > 0 else Term("shorter")
        problems.add(_FITTED[means], place, how=how, lines=abs(lines), key=key, off=off)
    if made_up.lacking:
        last = next(block for block in reversed(composition.blocks) if isinstance(block, TextBlock))
        problems.add(Code.COLOPHON_ON_OWN_SHEET, last.source.place_of(0), lines=made_up.lacking)


def _fit(
    composition: Composition, design: Design, typesetter: Typesetter, kept: GalleyCache | None
) -> MadeUp:
    return make_up(
        composition.blocks,
        composition.feet,
        design.columned,
        typesetter,
        fit=design.fit,
        foot_on_even=design.foot_on_even,
        kept=kept,
    )


def open_fonts(issue: Issue, problems: Problems) -> FontBook:
    """Open the font book with the office's own faces; a face that cannot serve is a problem."""
    try:
        return open_book({face.role: face.named for face in issue.fonts})
    except FontFaultError as error:
        for fault in error.faults:
            role = called(fault.role, FONTS, issue) if fault.role in FONTS.by_name else fault.role
            span = next((face.span for face in issue.fonts if face.role == fault.role), None)
            file = os.path.basename(fault.path) if span else fault.path
            problems.add(fault.problem, span, file=file, role=role, known=fault.detail)
        return open_book()
