"""Lines that a PDF, an OCR program or a mail program broke: joined again by evidence.

Broken text shows itself: many lines end within a sentence at nearly the same width, no line is much
longer, and the last line of such a run ends with a full stop. Lists of items do not: their items end
where they end. A line that begins with a mark no line may begin with goes with the one above in any text.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from itertools import pairwise

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern

_NARROWEST, _WIDEST = 24, 140
"""Width of a broken line, in half ems: 12 to 70 hanzi."""
_RAGGED = 4
"""How much narrower than the widest a full line may be: a word or a mark that did not fit."""
_WORD = 14
_FEWEST = 2
_FEWEST_ON_PAGE = 5
"""Lines between the figures 1 and 2 that then number pages."""
_ENDS = pattern(r"[。！？!?；;：:…][”’）)」』】》]*\s*$|[A-Za-z]\.\s*$")
_FIRST = pattern(r"\s*(?:[0-9A-Za-z.%,+/-]{1,30}|.)[，。、；：！？）》」』】〉”’…％%]*")
"""What of a line would have gone to the one above, had there been room."""
_CANNOT_BEGIN = pattern(r"\s*[，。、；：！？）》」』】〉”’…％%]")
_BEGINS = pattern(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十0-9]{1,3}[)）]|第[一二三四五六七八九十百0-9]{1,4}[条章节]|"
    r"[0-9]{1,2}[、.．)）](?![0-9])|[①-⑳●◆■★•·]|[-*+]\s|附件|[报送发主抄][送报：:])"
)
_PAGE = re.compile(
    r"\s*(?:[-—–―·•]{1,3}\s{0,3}[0-9]{1,4}\s{0,3}[-—–―·•]{1,3}|第\s?[0-9]{1,4}\s?页(?:\s?[,，/／]?\s?共\s?[0-9]{1,4}\s?页)?|"
    r"[0-9]{1,4}\s?/\s?[0-9]{1,4}|Page\s?[0-9]{1,4}(?:\s?of\s?[0-9]{1,4})?)\s*",
    re.I,
)
_BARE = pattern(r"\s*([0-9]{1,4})\s*")


Measure = Callable[[str], int]


class GroupedLines(NamedTuple):
    """How the lines of a text go together; all are indexes into the lines given."""

    groups: tuple[tuple[int, ...], ...]
    """The lines of each paragraph."""
    pages: tuple[int, ...]
    """Lines that only number a page."""


def group_lines(lines: Sequence[str]) -> GroupedLines:
    """Group the lines of a text to paragraphs."""
    pages = _pages(lines)
    text = [at for at, line in enumerate(lines) if line.strip() and at not in pages]
    following = max((_following(lines, text, pages, measure) for measure in (width_of, count_of)), key=len)
    groups: list[list[int]] = []
    for at in text:
        begins = at not in following and not _CANNOT_BEGIN.match(lines[at])
        if begins or not groups:
            groups.append([at])
        else:
            groups[-1].append(at)
    return GroupedLines(tuple(map(tuple, groups)), tuple(sorted(pages)))


def _following(
    lines: Sequence[str], text: Sequence[int], pages: frozenset[int], measure: Measure
) -> frozenset[int]:
    """Return the lines that go on from the one above, as lines of one measure do."""
    width = _width(lines, text, measure)
    runs = [run for run in _runs(lines, text, width, pages, measure) if len(run) > 1]
    proven = [run for run in runs if _is_broken(lines, run)]
    joins = sum(len(run) - 1 for run in proven)
    return frozenset(at for run in (proven if joins >= _FEWEST else ()) for at in run[1:])


def _is_broken(lines: Sequence[str], run: Sequence[int]) -> bool:
    """Whether a run of full lines was one paragraph: it comes to an end that lines of a list do not have."""
    return bool(_ENDS.search(lines[run[-1]])) or bool(_CANNOT_BEGIN.match(lines[run[-1]]))


def _width(lines: Sequence[str], text: Sequence[int], measure: Measure) -> int:
    """The width lines were broken at, in half ems; 0 where they were not."""
    widths = [measure(lines[at]) for at in text]
    widest = _usual_end(widths)
    if not _NARROWEST <= widest <= _WIDEST:
        return 0
    full = [at for at, width in zip(text, widths, strict=True) if width >= widest - _slack(lines[at])]
    cut = [at for at in full if not _ENDS.search(lines[at])]
    return widest if len(cut) >= _FEWEST and len(cut) * 2 >= len(full) else 0


def _usual_end(widths: Sequence[int]) -> int:
    """Return the widest that two lines are; one that is a little wider, as a first line may be, is passed over."""
    widest, *others = [*sorted(widths, reverse=True), 0]
    second = others[0] if others else 0
    return second if len(widths) > _FEWEST and widest - second <= _RAGGED else widest


def _slack(line: str) -> int:
    """How much narrower than the widest a full line may be: words are not broken."""
    return _WORD if line.rstrip()[-1:].isascii() else _RAGGED


def _runs(
    lines: Sequence[str], text: Sequence[int], width: int, pages: frozenset[int], measure: Measure
) -> list[list[int]]:
    """Runs of lines that go on: full ones without an end, and the line each leads to."""
    indented = sum(_indent(lines[at]) > 0 for at in text) >= _FEWEST
    # Where a blank line follows each line, it parts nothing.
    gaps = sum(below > at + 1 for at, below in pairwise(text))
    spaced = gaps >= _FEWEST and gaps * 10 >= len(text) * 8
    runs: list[list[int]] = []
    for before, at in zip([-1, *text], text, strict=False):
        if width and before >= 0 and _goes_on(lines, before, at, width, indented, pages, measure, spaced):
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _goes_on(
    lines: Sequence[str],
    before: int,
    at: int,
    width: int,
    indented: bool,
    pages: frozenset[int],
    measure: Measure,
    spaced: bool,
) -> bool:
    above, line = lines[before], lines[at]
    if _CANNOT_BEGIN.match(line):
        return True
    between = [gap for gap in range(before + 1, at) if gap not in pages and not spaced]
    page_between = any(gap in pages for gap in range(before + 1, at))
    if (between and not page_between) or _indent(line) > 0 or _BEGINS.match(line) or "\t" in line:
        return False
    first = _FIRST.match(line)
    if measure(above) + (measure(first[0]) if first else 0) <= width - _RAGGED // 2:
        return False
    # A full line may end with its sentence by chance: where paragraphs are indented, this one goes on.
    return indented or not _ENDS.search(above)


def _pages(lines: Sequence[str]) -> frozenset[int]:
    """Lines that number a page: marked as such, or bare figures that count on."""
    marked = {at for at, line in enumerate(lines) if line.strip() and _PAGE.fullmatch(line)}
    bare = [(at, int(match[1])) for at, line in enumerate(lines) if (match := _BARE.fullmatch(line))]
    counted: set[int] = set()
    for (at, number), (below, following) in pairwise(bare):
        if following == number + 1 and below > at + 2:
            counted |= {at, below}
    few = len(counted) <= _FEWEST and not (
        bare and bare[0][1] == 1 and bare[-1][0] - bare[0][0] > _FEWEST_ON_PAGE
    )
    return frozenset(marked | (set() if few else counted))


def begins_item(line: str) -> bool:
    """Whether a line begins with a number or a mark of its own."""
    return bool(_BEGINS.match(line))


def _indent(line: str) -> int:
    return width_of(line[: len(line) - len(line.lstrip())])


def count_of(line: str) -> int:
    """The width of a line in half ems were all its characters as wide as hanzi."""
    return 2 * len(line.rstrip())


def width_of(line: str) -> int:
    """The width of a line in half ems, blanks at its end left out."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in line.rstrip())
