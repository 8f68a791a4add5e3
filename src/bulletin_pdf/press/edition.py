"""A typeset document → the document of one edition for the press."""

from collections.abc import Iterable

from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.pages import Document, Page, Picture, every_mark
from bulletin_pdf.pdf.profile import Profile
from bulletin_pdf.press.options import PrintOptions, is_for_press
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems


def for_press(
    document: Document, profile: Profile, options: PrintOptions, file: str, book: FontBook, problems: Problems
) -> Document:
    """Choose the marks an edition holds and put printer's marks around them."""
    if not is_for_press(profile):
        return document
    if options.registration:
        from bulletin_pdf.press.registration import registration_sheet

        return registration_sheet(document, book)
    if profile.part != "whole":
        from bulletin_pdf.press.red import part_of

        document = part_of(document, profile.part, options.offset, problems)
    if profile.spot_plates:
        refuse_colour_pictures(document.pages, problems)
    if options.marks:
        from bulletin_pdf.press.marks import Slug, with_marks

        document = with_marks(document, Slug(file, document.title, document.date), profile, book)
    return document


def changes_pages(options: PrintOptions) -> bool:
    """Whether pages for the press are other than those that were set."""
    return options.marks or options.registration


def refuse_colour_pictures(pages: Iterable[Page], problems: Problems) -> None:
    """docs/rules/press.md §6: a job of two plates has none for colour pictures; grey ones go to black (R-80)."""
    for page in pages:
        for mark in every_mark(page.marks):
            if isinstance(mark, Picture) and _colours(mark.path) in ("rgb", "cmyk"):
                problems.add(Code.PICTURE_IN_COLOUR, None, file=mark.path.rpartition("/")[2])


def _colours(path: str) -> str:
    from bulletin_pdf.pictures.facts import read_picture_facts
    from bulletin_pdf.pictures.picture_error import PictureError

    try:
        return read_picture_facts(path).colours
    except PictureError:
        return ""
