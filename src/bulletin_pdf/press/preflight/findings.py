"""Findings of preflight: one entry per rule and detail, with all its pages."""

from bulletin_pdf.messages import Detail, Details, detail_texts
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import DocumentKind
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf
from bulletin_pdf.pdf.foreign.painted_marks import PaintedMark, PaintedPage
from bulletin_pdf.press.preflight.recognise import Leaf
from bulletin_pdf.problem_codes import CODES, Code, Level
from bulletin_pdf.problems import Problem

_MAX_PAGES_NAMED = 12
_AS_IT_IS = frozenset(
    (
        Code.WHITE_OVERPRINTS,
        Code.GRAY_OVERPRINTS,
        Code.BLACK_TEXT_KNOCKS_OUT,
        Code.BLACK_LINE_KNOCKS_OUT,
        Code.BLACK_TEXT_NOT_PURE,
        Code.SMALL_TEXT_IN_SEVERAL_INKS,
        Code.LINE_TOO_THIN,
        Code.TOO_MUCH_INK,
        Code.PRESS_PICTURE_TOO_COARSE,
        Code.PRESS_PICTURE_COARSE,
        Code.PRESS_PICTURE_TOO_FINE,
        Code.PRESS_TEXT_UNREADABLE,
        Code.PRESS_PRIVATE_CHARACTER,
    )
)
"""How well a page prints and reads; whether a press can take it at all is another matter."""


class JudgedFile(NamedTuple):
    """A file under judgement; `looks` has one entry a page, equal pages sharing theirs."""

    path: str
    foreign: ForeignPdf
    looks: tuple[PaintedPage, ...]
    edition: str
    kind: DocumentKind
    """Empty for files of other programs."""
    leaves: tuple[Leaf, ...]
    """What each page is."""
    offset: tuple[float, float] = (0.0, 0.0)
    """How far all pages were moved on purpose, pt to the right and down."""


class PreflightFindings:
    """Collects what is found; the same fault on many pages is one finding."""

    def __init__(self, path: str) -> None:
        """Begin with nothing."""
        self.path = path
        self.originals: frozenset[int] = frozenset()
        """Pages that are those of an older paper, of which nobody can make a better one."""
        self._found: dict[tuple[str, Details], list[int]] = {}

    def add(self, code: str, page: int = 0, **details: Detail) -> None:
        """Note a fault; pages count from 1, 0 is the whole file."""
        if page in self.originals and code in _AS_IT_IS:
            code, details = Code.PLACED_ORIGINAL_FAULT, {"rule": code}
        pages = self._found.setdefault((code, tuple(details.items())), [])
        if page and page not in pages:
            pages.append(page)

    def problems(self) -> tuple[Problem, ...]:
        """Return the findings as problems, in the order of the rules."""
        listed = []
        for (code, details), pages in sorted(self._found.items(), key=_order):
            where = (("pages", _named(pages)),) if pages else ()
            listed.append(Problem(code, None, (("file", self.path), *details, *where)))
        return tuple(listed)


def exit_code(problems: tuple[Problem, ...]) -> int:
    """docs/rules/press.md §7: 0 pass, 1 warnings, 2 errors."""
    levels = {CODES[problem.code].level for problem in problems}
    return 2 if Level.ERROR in levels else 1 if Level.WARNING in levels else 0


def on_page(mark: PaintedMark, look: PaintedPage) -> bool:
    """Whether a mark touches the trimmed page; printer's marks do not."""
    width, height = look.geometry.size
    across = mark.right > 0.1 and mark.left < width - 0.1
    return across and mark.bottom > 0.1 and mark.top < height - 0.1


def beside_pages(mark: PaintedMark, look: PaintedPage) -> bool:
    """Whether a mark of a printer's sheet stands next to the pages placed on it: crop marks, its slug line."""
    across, down = (mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2
    return not any(left < across < right and top < down < foot for left, top, right, foot in look.placed)


def _order(found: tuple[tuple[str, Details], list[int]]) -> tuple[object, ...]:
    (code, details), _ = found
    return code, [(name, detail_texts(value)) for name, value in details]


def _named(pages: list[int]) -> tuple[str, ...]:
    more = ["…"] if len(pages) > _MAX_PAGES_NAMED else []
    return *map(str, sorted(pages)[:_MAX_PAGES_NAMED]), *more
