"""册: a volume too thick for one book is divided into several (A-67)."""

from collections.abc import Iterator, Sequence

from bulletin_pdf.han_numerals import number_to_han
from bulletin_pdf.issue.model import Prose
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Document, Group, Link, Mark
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems
from bulletin_pdf.volume.issues.bound_issue import BoundIssue
from bulletin_pdf.volume.plan.thickness import sides_within
from bulletin_pdf.volume.plan.volume_plan import Binding, VolumePlan

COMMON_PAGES, COMMON_THICKNESS = 500, 30
"""A-67: sides, or mm, that one book should not go beyond."""
_CONTENTS_GROW = 2
"""Sides that the contents may take more when they name the books."""
_FEW = {2: ("上册", "下册"), 3: ("上册", "中册", "下册")}


class VolumeBook(NamedTuple):
    """One book of a volume: its issues, and whether it is the first and the last one."""

    name: str
    """上册; empty when the volume is one book."""
    plan: VolumePlan
    """The volume's, of this book's issues and parts."""
    issues: tuple[BoundIssue, ...]
    is_first: bool = True
    is_last: bool = True


class PartPages(NamedTuple):
    """Sides of a volume besides its issues, without the cover."""

    before: int
    behind: int


def page_limit(binding: Binding | None) -> int:
    """Return how many sides one book may have; 0 for any number."""
    if binding is None:
        return 0
    limits = [binding.max_pages] if binding.max_pages else []
    if binding.max_thickness:
        limits.append(sides_within(binding.paper, binding.max_thickness))
    return min(limits, default=0)


def divide_into_books(
    plan: VolumePlan, issues: Sequence[BoundIssue], around: PartPages, limit: int, problems: Problems
) -> tuple[VolumeBook, ...]:
    """Share the issues out to as few books as the limit allows, as evenly as can be."""
    front = around.before + _CONTENTS_GROW
    room, last_room = limit - front, limit - front - around.behind
    sizes = [len(issue.pages) + len(issue.pages) % 2 for issue in issues]
    for issue, size in zip(issues, sizes, strict=True):
        if size > room:
            problems.add(
                Code.ISSUE_LONGER_THAN_BOOK,
                issue.member.entry,
                label=issue.member.full_label,
                pages=size,
                limit=limit,
            )
    count = len(_filled(sizes, room, last_room))
    least, most = 0, room
    # The smallest room that needs no more books shares most evenly.
    while least < most:
        middle = (least + most) // 2
        if len(_filled(sizes, middle, middle - around.behind)) <= count:
            most = middle
        else:
            least = middle + 1
    return tuple(_tomes(plan, issues, _filled(sizes, most, most - around.behind)))


def _filled(sizes: Sequence[int], room: int, last_room: int) -> list[int]:
    """Fill one book after the other; give how many issues each has. The last one has less room."""
    counts: list[int] = []
    used = 0
    for size in sizes:
        if counts and used + size <= room:
            counts[-1] += 1
            used += size
        else:
            counts.append(1)
            used = size
    tail: list[int] = []
    while used > last_room and counts[-1] > 1 and sum(tail) + sizes[-len(tail) - 1] <= last_room:
        # What stands behind the issues needs the room of some.
        tail.append(sizes[-len(tail) - 1])
        used -= tail[-1]
        counts[-1] -= 1
        if used <= room:
            break
    if tail:
        counts.append(len(tail))
    return counts


def _tomes(plan: VolumePlan, issues: Sequence[BoundIssue], counts: Sequence[int]) -> Iterator[VolumeBook]:
    begin = 0
    for place, count in enumerate(counts):
        name = book_name(place, len(counts))
        own = tuple(issue._replace(volume_book=name) for issue in issues[begin : begin + count])
        begin += count
        is_first, is_last = place == 0, place == len(counts) - 1
        at = plan.parts.index("issues")
        before = [part for part in plan.parts[:at] if is_first or part != "foreword"]
        behind = [part for part in plan.parts[at:] if is_last or part in ("issues", "remarks")]
        subtitle = Prose(f"{plan.subtitle.text} {name}".replace(" ", "\u3000"))
        members = tuple(issue.member for issue in own)
        part = plan._replace(members=members, parts=(*before, *behind), subtitle=subtitle)
        yield VolumeBook(name, part, own, is_first, is_last)


def book_name(place: int, count: int) -> str:
    """Name a book of so many, counted from 0: 上册; 第四册 where there are more than three."""
    if count in _FEW:
        return _FEW[count][place]
    return f"第{number_to_han(place + 1)}册"


# Links from one book to the other ------------------------------------------------------------


def without_links_to_other_books(document: Document) -> Document:
    """Leave out links that lead into another book: no file can follow them. Their words stay."""
    known = {anchor.name for page in document.pages for anchor in page.anchors}
    alive: set[int] = set()
    pages = []
    for page in document.pages:
        marks = tuple(_near(page.marks, known))
        alive |= {mark.tag for mark in marks if isinstance(mark, Link) and mark.tag is not None}
        pages.append(page if len(marks) == len(page.marks) else page._replace(marks=marks))
    tags = tuple(
        tag._replace(role="Span") if tag.role == "Link" and place not in alive else tag
        for place, tag in enumerate(document.tags)
    )
    return document._replace(pages=tuple(pages), tags=tags)


def _near(marks: Sequence[Mark], known: set[str]) -> Iterator[Mark]:
    for mark in marks:
        if isinstance(mark, Group):
            yield mark._replace(marks=tuple(_near(mark.marks, known)))
        elif not isinstance(mark, Link) or mark.anchor in known:
            yield mark
