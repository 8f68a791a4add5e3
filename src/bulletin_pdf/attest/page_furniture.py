"""Text of pages besides their wording: page numbers, slug line, marks of a proof."""

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern

_ROMAN = dict(zip("ivxlc", (1, 5, 10, 50, 100), strict=True))
_VOLUME_FOLIO = pattern(r"·([0-9]+|[ivxlc]+)·$")
CORRECTION = pattern("勘误([0-9]+(?:、[0-9]+)*)$")
_LABELS = pattern("(?:〔[0-9]+(?:—[0-9]+)?〕)*$")
_LONGEST_FOLIO = 14
_MAX_LINES = 60
_UNKNOWN = "〓"
"""Small print shows it for a character that no face has."""
_MIN_SLUG = 40
"""So many characters of a slug line go on any page."""

PAGE = "\0"
"""Stands for the page's number in a slug line."""


class Outside(NamedTuple):
    """What stands outside the text on the pages of one issue, without white space."""

    before: str = "—"
    after: str = "—"
    """Around its page number; `{pages}` in them is how many pages it has."""
    numbered: bool = True
    first: bool = True
    """Whether page 1 has a number."""
    on_first: str = ""
    on_others: str = ""
    """What the frame of its design says on page 1, and on the others."""

    def folio(self, own: int, pages: int) -> str:
        """Return the page number as it is printed, empty where there is none."""
        if not self.numbered or (own == 1 and not self.first):
            return ""
        return f"{self.before}{own}{self.after}".replace("{pages}", str(pages))

    def words(self, own: int) -> str:
        """Return what the frame says on a page."""
        return self.on_first if own == 1 else self.on_others


class PageFurniture(NamedTuple):
    """Which kinds there are in a file, and what they must say."""

    arabic: int = 0
    """Index of the page that the volume's arabic numbers call 1."""
    roman: int = 0
    """The same of its roman numbers."""
    slug: str = ""
    """The slug line without white space."""
    proof: int = 0
    """How many pages have their lines numbered; only a proof has any."""
    stamp: str = ""
    """What stands on the first page of a proof, without white space."""

    def strip(self, text: str, index: int, bound: bool, corrections: frozenset[int]) -> str | None:
        """Return a page's text without what is not of its issue; None if that is not as it must be.

        `bound` says whether it must carry a number of the volume; `corrections` are the errata marked in its issue.
        """
        if self.slug:
            rest = _without_slug(text, self.slug.replace(PAGE, str(index + 1)))
            if rest is None:
                return None
            text = rest
        if index < self.proof:
            if index == 0 and not text.endswith(self.stamp):
                return None
            text = _without_proof(text.removesuffix(self.stamp) if index == 0 else text)
        if bound:
            found = _VOLUME_FOLIO.search(text, max(0, len(text) - _LONGEST_FOLIO))
            if found is None or not self._is_right(found[1], index):
                return None
            text = text[: found.start()]
        if corrections:
            text = _without_corrections(text, corrections)
        return text

    def bare(self, text: str, index: int) -> str:
        """Return a page's text without the printer's line, which blanks carry too."""
        if not self.slug:
            return text
        rest = _without_slug("".join(text.split()), self.slug.replace(PAGE, str(index + 1)))
        return text if rest is None else rest

    def number_of(self, index: int, first: int | None) -> int:
        """Return the number of a page: in the issue that begins at page `first`, else in the volume."""
        return index - self.arabic + 1 if first is None else index - first + 1

    def _is_right(self, label: str, index: int) -> bool:
        if label.isdecimal():
            return int(label) == index - self.arabic + 1
        return _from_roman(label) == index - self.roman + 1


def _without_corrections(text: str, corrections: frozenset[int]) -> str:
    """Take off the labels of corrections: 勘误3, 勘误4、5."""
    while (found := CORRECTION.search(text)) and corrections.issuperset(map(int, found[1].split("、"))):
        text = text[: found.start()]
    return text


def _without_proof(text: str) -> str:
    """Take off the numbers of findings, and those of the lines: 1 2 3 …"""
    labels = _LABELS.search(text)
    text = text[: labels.start()] if labels else text
    for lines in range(_MAX_LINES, 0, -1):
        numbers = "".join(map(str, range(1, lines + 1)))
        if text.endswith(numbers):
            return text[: -len(numbers)]
    return text


def _without_slug(text: str, slug: str) -> str | None:
    """Take off the slug line, which is cut where the page ends; None when there is none."""
    for length in range(min(len(slug), len(text)), min(len(slug), _MIN_SLUG) - 1, -1):
        shown = text[-length:]
        if all(char in (wanted, _UNKNOWN) for char, wanted in zip(shown, slug, strict=False)):
            return text[:-length]
    return None


def _from_roman(label: str) -> int:
    values = [_ROMAN[letter] for letter in label]
    return sum(
        -value if value < max(values[place + 1 :], default=0) else value for place, value in enumerate(values)
    )
