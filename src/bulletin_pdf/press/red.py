"""套红: one page as two, the red head alone and everything else (R-35).

Where the two are printed over each other the whole page stands again: nothing moves,
marks are only left out.
"""

from collections.abc import Iterable

from bulletin_pdf.geometry import mm
from bulletin_pdf.inks import OFFICIAL_RED, Ink, Spot
from bulletin_pdf.layout.page_numbers import moved
from bulletin_pdf.pages import Document, Group, Mark, Page, every_mark, ink_of
from bulletin_pdf.pdf.profile import ProfilePart
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems


def part_of(
    document: Document, part: ProfilePart, offset: tuple[float, float], problems: Problems
) -> Document:
    """Return the half of a 套红 pair that an edition holds; `offset` in mm moves the black half."""
    if part == "without red":
        return _moved_pages(without_red(document, problems), *map(mm, offset))
    return red_alone(document, problems) if part == "red alone" else document


def only_red(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Keep the marks whose ink is the red of the head."""
    return tuple(_chosen(marks, red=True))


def no_red(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Keep all marks but those in the red of the head."""
    return tuple(_chosen(marks, red=False))


def is_red_ink(ink: Ink | None) -> bool:
    """Whether an ink is the red of the head."""
    return isinstance(ink, Spot) and ink.name == OFFICIAL_RED.name


def without_red(document: Document, problems: Problems) -> Document:
    """Leave out what is on the paper already; red on later pages is not, and is missed."""
    for number, page in enumerate(document.pages[1:], start=2):
        if any(is_red_ink(ink_of(mark)) for mark in every_mark(page.marks)):
            problems.add(Code.RED_ON_LATER_PAGE, None, page=number)
    pages = tuple(page._replace(marks=no_red(page.marks)) for page in document.pages)
    return document._replace(pages=pages)


def red_alone(document: Document, problems: Problems) -> Document:
    """Return the first page with its red marks and nothing else."""
    first = document.pages[0]
    marks = only_red(first.marks)
    if not marks:
        problems.add(Code.NO_RED_HEAD)
    leaves = tuple(run._replace(pages=1) for run in document.leaves[:1])
    alone = first._replace(marks=marks, anchors=())
    return document._replace(pages=(alone,), outline=(), leaves=leaves)


def _chosen(marks: Iterable[Mark], *, red: bool) -> list[Mark]:
    kept: list[Mark] = []
    for mark in marks:
        if isinstance(mark, Group):
            inner = tuple(_chosen(mark.marks, red=red))
            kept += [mark._replace(marks=inner)] if inner else []
        elif is_red_ink(ink_of(mark)) == red:
            kept.append(mark)
    return kept


def _moved_pages(document: Document, dx: float, dy: float) -> Document:
    if not dx and not dy:
        return document
    pages = (page._replace(marks=_moved_marks(page, dx, dy)) for page in document.pages)
    return document._replace(pages=tuple(pages), offset=(dx, dy))


def _moved_marks(page: Page, dx: float, dy: float) -> tuple[Mark, ...]:
    return tuple(moved(mark, dx, dy) for mark in page.marks)
