"""What preflight found: one entry a rule and detail, with all the pages it holds for."""

from bulletin_pdf.diagnostics import Problem
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import DocumentKind
from bulletin_pdf.pdf.existing import Existing
from bulletin_pdf.pdf.painted import PageLook, Painted
from bulletin_pdf.press.preflight.recognise import Leaf
from bulletin_pdf.words import PROBLEMS, Level, listed

_MOST_PAGES_NAMED = 12
_AS_IT_IS = frozenset(
    (
        "F-05a",
        "F-05b",
        "F-06a",
        "F-06b",
        "F-08a",
        "F-08b",
        "F-09",
        "F-11",
        "F-13a",
        "F-13b",
        "F-13c",
        "F-16a",
        "F-16b",
    )
)
"""How well a page prints and reads; whether a press can take it at all is another matter."""


class Subject(NamedTuple):
    """A file under judgement; `looks` has one entry a page, equal pages sharing theirs."""

    path: str
    existing: Existing
    looks: tuple[PageLook, ...]
    edition: str
    kind: DocumentKind
    """Empty for files of other programs."""
    leaves: tuple[Leaf, ...]
    """What each page is."""
    offset: tuple[float, float] = (0.0, 0.0)
    """How far all pages were moved on purpose, pt to the right and down."""


class Findings:
    """Collects what is found; the same fault on many pages is one finding."""

    def __init__(self, path: str) -> None:
        """Begin with nothing."""
        self.path = path
        self.originals: frozenset[int] = frozenset()
        """Pages that are those of an older paper, of which nobody can make a better one."""
        self._found: dict[tuple[str, tuple[tuple[str, str], ...]], list[int]] = {}

    def add(self, code: str, page: int = 0, **details: str | int) -> None:
        """Note a fault; pages count from 1, 0 is the whole file."""
        if page in self.originals and code in _AS_IT_IS:
            code, details = "F-18", {"rule": code}
        key = (code, tuple((name, str(value)) for name, value in details.items()))
        pages = self._found.setdefault(key, [])
        if page and page not in pages:
            pages.append(page)

    def problems(self) -> tuple[Problem, ...]:
        """Give the findings as problems, in the order of the rules."""
        listed = []
        for (code, details), pages in sorted(self._found.items()):
            where = (("pages", _named(pages)),) if pages else ()
            listed.append(Problem(code, None, (("file", self.path), *details, *where)))
        return tuple(listed)


def exit_code(problems: tuple[Problem, ...]) -> int:
    """docs/rules/press.md §7: 0 pass, 1 warnings, 2 errors."""
    levels = {PROBLEMS[problem.code] for problem in problems}
    return 2 if Level.ERROR in levels else 1 if Level.WARNING in levels else 0


def on_page(mark: Painted, look: PageLook) -> bool:
    """Say whether a mark touches the trimmed page; printer's marks do not."""
    width, height = look.geometry.size
    across = mark.right > 0.1 and mark.left < width - 0.1
    return across and mark.bottom > 0.1 and mark.top < height - 0.1


def beside_pages(mark: Painted, look: PageLook) -> bool:
    """Say whether a mark of a printer's sheet stands beside the pages placed on it: crop marks, its slug line."""
    across, down = (mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2
    return not any(left < across < right and top < down < foot for left, top, right, foot in look.placed)


def _named(pages: list[int]) -> str:
    more = ["…"] if len(pages) > _MOST_PAGES_NAMED else []
    return listed([*map(str, sorted(pages)[:_MOST_PAGES_NAMED]), *more])
