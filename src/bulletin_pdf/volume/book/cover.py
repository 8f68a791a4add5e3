"""The cover as one sheet: back, spine, front, with bleed (R-68, R-69; docs/rules/archive.md A-70…A-73)."""

from typing import Final

from bulletin_pdf.compose.design import area_of
from bulletin_pdf.compose.single_lines import put_label, set_label
from bulletin_pdf.geometry import A4, ZIHAO, Size, mm
from bulletin_pdf.han_numerals import in_han_digits, number_to_han
from bulletin_pdf.inks import REGISTRATION
from bulletin_pdf.layout.page_numbers import moved
from bulletin_pdf.layout.style import EM_CENTRE
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Document, Group, Leaves, Mark, Page, Rule, Tag
from bulletin_pdf.press.marks import MARGIN
from bulletin_pdf.volume.issues.bound_issue import BoundIssue
from bulletin_pdf.volume.parts.cover_page import set_cover
from bulletin_pdf.volume.parts.part_pages import VolumeContext
from bulletin_pdf.volume.plan.volume_plan import VolumePlan

MIN_PRINTED: Final = 5.0
"""A-70: a thinner spine carries no text, mm."""
_BLEED: Final = mm(3)
_EDGE: Final = 1.0
"""A-73: white on either side of the text, mm."""
_HINGE: Final = mm(6)
"""R-69: where the cover bends when it is opened, from the spine."""
_EDGE_TITLE: Final = ZIHAO["小四"]
"""A-70: without a printed spine, its text stands on the back cover next to it, beyond the hinge."""
_BESIDE_HINGE: Final = mm(4)
_MARK_FROM, _MARK_LENGTH = mm(6), mm(5)
_HAIRLINE, _DOT, _DOTS = 0.25, 0.7, 2.0


class _Slot(NamedTuple):
    """Where a group of the spine stands, mm from the head: the same on every year's volume (A-72)."""

    top: float
    height: float


_NAME, _VOLUME, _NUMBERS, _ISSUER = _Slot(25, 75), _Slot(108, 62), _Slot(176, 44), _Slot(226, 50)


def set_cover_sheet(
    plan: VolumePlan, issues: tuple[BoundIssue, ...], spine: float, context: VolumeContext
) -> Document:
    """Set the cover around a spine of `spine` mm."""
    trim = context.design.grid.page
    size = Size(2 * trim.width + mm(spine), trim.height)
    front = set_cover(plan, context).pages[0].marks
    marks = [_bare(moved(mark, trim.width + mm(spine), 0.0)) for mark in front]
    if spine >= MIN_PRINTED:
        size_of_text = mm(spine - 2 * _EDGE)
        marks += _spine_marks(plan, issues, size_of_text, trim.width + mm(spine) / 2, context)
    else:
        marks += _spine_marks(plan, issues, _EDGE_TITLE, trim.width - _HINGE - _BESIDE_HINGE, context)
    marks += _folds(size, trim.width, spine)
    title = f"{plan.title.text} {plan.subtitle.text} 封面"
    page = Page(size, tuple(marks), label="封面", bleed=_BLEED, slug=MARGIN - _BLEED)
    author = "、".join(publisher.text for publisher in plan.publishers)
    return Document(
        (page,),
        (Tag("Document", -1, title=title),),
        (),
        title,
        author=author,
        date=plan.date.iso,
        kind="cover",
        leaves=(Leaves("cover", 1, area_of(context.design.house)),),
    )


def _bare(mark: Mark) -> Mark:
    """A cover sheet is for the press alone and has no tags."""
    return mark if isinstance(mark, Group) else mark._replace(tag=None)


def _folds(size: Size, width: float, spine: float) -> list[Mark]:
    """Mark outside the bleed where the sheet is folded around the spine, and dotted where it is hinged (R-69)."""
    marks: list[Mark] = []
    for edge, away in ((width, -1), (width + mm(spine), 1)):
        for x, dots in ((edge, 0.0), (edge + away * _HINGE, _DOTS)):
            for y, off in ((0.0, -1), (size.height, 1)):
                begin, end = y + off * _MARK_FROM, y + off * (_MARK_FROM + _MARK_LENGTH)
                weight = _DOT if dots else _HAIRLINE
                marks.append(Rule(x, begin, x, end, weight, REGISTRATION, dots))
    return marks


def _spine_marks(
    plan: VolumePlan, issues: tuple[BoundIssue, ...], size: float, middle: float, context: VolumeContext
) -> list[Mark]:
    """A-71: characters upright, from head to foot; figures as 二〇二二."""
    groups = (
        (plan.title.text, "spine_name", _NAME),
        (in_han_digits(plan.subtitle.text), "spine", _VOLUME),
        (_numbers(issues), "spine", _NUMBERS),
        (plan.publishers[0].text if plan.publishers else "", "spine_publisher", _ISSUER),
    )
    marks: list[Mark] = []
    scale = context.design.grid.page.height / A4.height
    for text, name, slot in groups:
        letters = [char for char in text if not char.isspace()]
        if not letters:
            continue
        style = context.design.text(name)
        largest = min(size, style.size)
        step = min(largest * 1.1, mm(slot.height) * scale / len(letters))
        style = style._replace(size=min(largest, step))
        for place, char in enumerate(letters):
            baseline = mm(slot.top) * scale + (place + 0.5) * step + EM_CENTRE * style.size
            marks += put_label(set_label(char, style, None, context.typesetter), middle, baseline, "center")
    return marks


def _numbers(issues: tuple[BoundIssue, ...]) -> str:
    """第一至三十六期, of the regular issues; a dash would lie across the spine."""
    numbers = [
        issue.member.issue.number
        for issue in issues
        if issue.member.issue.number and issue.member.number_series == issues[0].member.number_series
    ]
    if not numbers:
        return ""
    first, last = number_to_han(min(numbers)), number_to_han(max(numbers))
    return f"第{first}期" if first == last else f"第{first}至{last}期"
