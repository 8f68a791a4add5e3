"""档案盒标签: spine labels to cut out, and covers for the boxes (docs/rules/archive.md §4)."""

from collections.abc import Iterator, Sequence

from bulletin_pdf.compose.single_lines import put_label, set_label, width_of
from bulletin_pdf.geometry import A4, ZIHAO, mm
from bulletin_pdf.han_numerals import in_han_digits
from bulletin_pdf.inks import BLACK
from bulletin_pdf.issue.archival_code import RETENTION_WORDS
from bulletin_pdf.layout.style import EM_CENTRE, TextStyle
from bulletin_pdf.pages import Document, Leaves, Mark, Page, Rule, Tag
from bulletin_pdf.volume.book.books import VolumeBook
from bulletin_pdf.volume.parts.part_pages import VolumeContext
from bulletin_pdf.volume.plan.volume_plan import VolumePlan

_BOXES = (20, 30, 40, 50)
"""Thickness of boxes, mm."""
_CARDBOARD = 4
"""mm of a box that a book cannot fill."""
_TOP, _HEIGHT, _LEFT, _APART = mm(13.5), mm(270), mm(15), mm(8)
_WEIGHT = 0.5
_HEAD, _VALUE = ZIHAO["小五"], ZIHAO["小四"]
_NAME = ZIHAO["三号"]
_ROW = mm(19)
_COVER, _COVER_DOWN = ZIHAO["一号"], mm(90)
_HEAD_DOWN, _VALUE_DOWN = mm(5.5), mm(13)
_WHITE = mm(1.5)


def set_labels(
    plan: VolumePlan, volume_books: Sequence[VolumeBook], spines: Sequence[float], context: VolumeContext
) -> Document:
    """Set the labels side by side; a box is the thinnest that takes its book, `spines` mm thick."""
    pages: list[Page] = []
    marks: list[Mark] = []
    x = _LEFT
    item = 0
    for number, (volume_book, spine) in enumerate(zip(volume_books, spines, strict=True), start=1):
        width = mm(box_for(spine))
        if x + width > A4.width - _LEFT:
            pages.append(Page(A4, tuple(marks), label=str(len(pages) + 1)))
            marks, x = [], _LEFT
        marks += _label(plan, volume_book, number, item, (x, width), context)
        x += width + _APART
        item += len(volume_book.issues)
    pages.append(Page(A4, tuple(marks), label=str(len(pages) + 1)))
    if plan.archive is not None:
        pages.append(Page(A4, tuple(_box_cover(plan, context)), label=str(len(pages) + 1)))
    title = f"{plan.title.text} {plan.subtitle.text} 档案盒脊背标签"
    return Document(
        tuple(pages),
        (Tag("Document", -1, title=title),),
        (),
        title,
        date=plan.date.iso,
        kind="labels",
        leaves=(Leaves("labels", len(pages)),),
    )


def box_for(spine: float) -> int:
    """Return the thickness of the box for a book, mm."""
    return next((box for box in _BOXES if spine + _CARDBOARD <= box), _BOXES[-1])


def _box_cover(plan: VolumePlan, context: VolumeContext) -> Iterator[Mark]:
    """盒封面: 全宗名称 over a double rule, for all boxes of the volume (DA/T 22-2015)."""
    assert plan.archive is not None
    name = plan.archive.fonds_name or "、".join(text.text for text in plan.publishers)
    room, middle = A4.width - 4 * _LEFT, A4.width / 2
    style = TextStyle("xbs", _COVER, latin="xbs", ink=BLACK)
    natural = width_of(set_label(name, style, None, context.typesetter))
    style = style._replace(size=_COVER * min(1.0, room / natural)) if natural else style
    baseline = _COVER_DOWN + EM_CENTRE * style.size
    yield from put_label(set_label(name, style, None, context.typesetter), middle, baseline, "center")
    for down in (0.0, mm(1)):
        y = _COVER_DOWN + style.size + down
        yield Rule(middle - room / 2, y, middle + room / 2, y, _WEIGHT, BLACK)


def _label(
    plan: VolumePlan,
    volume_book: VolumeBook,
    number: int,
    item: int,
    place: tuple[float, float],
    context: VolumeContext,
) -> Iterator[Mark]:
    """One label: its rows from head to foot, the name of the volume in the middle."""
    x, width = place
    archive = plan.archive
    last = item + len(volume_book.issues) - 1
    rows = [
        ("全宗号", archive.fonds if archive else ""),
        ("年度", str(plan.year)),
        ("保管期限", RETENTION_WORDS.get(archive.retention, "") if archive else ""),
        ("机构（问题）", archive.office if archive else ""),
    ]
    foot = [
        ("件号", f"{archive.first + item:04d}—{archive.first + last:04d}" if archive else ""),
        ("盒号", str(number)),
    ]
    yield from _frame(x, _TOP, width, _HEIGHT)
    y = _TOP
    for head, value in rows:
        yield from _row(head, value, x, y, width, context)
        y += _ROW
        yield Rule(x, y, x + width, y, _WEIGHT, BLACK)
    bottom = _TOP + _HEIGHT - len(foot) * _ROW
    yield from _name(
        f"{plan.title.text}\u3000{volume_book.plan.subtitle.text}", x + width / 2, y, bottom, context
    )
    for head, value in foot:
        yield Rule(x, bottom, x + width, bottom, _WEIGHT, BLACK)
        yield from _row(head, value, x, bottom, width, context)
        bottom += _ROW


def _frame(x: float, y: float, width: float, height: float) -> Iterator[Mark]:
    """The line to cut along."""
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    for begin, end in zip(corners, (*corners[1:], corners[0]), strict=True):
        yield Rule(*begin, *end, _WEIGHT, BLACK)


def _row(head: str, value: str, x: float, y: float, width: float, context: VolumeContext) -> Iterator[Mark]:
    for text, role, size, down in ((head, "hei", _HEAD, _HEAD_DOWN), (value, "song", _VALUE, _VALUE_DOWN)):
        if not text:
            continue
        style = TextStyle(role, size, latin=role, ink=BLACK)
        natural = width_of(set_label(text, style, None, context.typesetter))
        room = width - 2 * _WHITE
        if natural > room:
            style = style._replace(size=size * room / natural)
        baseline = y + down + EM_CENTRE * style.size
        yield from put_label(
            set_label(text, style, None, context.typesetter), x + width / 2, baseline, "center"
        )


def _name(text: str, middle: float, top: float, bottom: float, context: VolumeContext) -> Iterator[Mark]:
    """A-71: characters upright, one below the other; figures as they are spoken."""
    letters = list(in_han_digits(text))
    step = min(_NAME * 1.2, (bottom - top - 2 * _WHITE) / len(letters))
    start = (top + bottom - step * len(letters)) / 2
    style = TextStyle("xbs", step / 1.2, latin="xbs", ink=BLACK)
    for place, char in enumerate(letters):
        if not char.isspace():
            baseline = start + (place + 0.5) * step + EM_CENTRE * style.size
            yield from put_label(set_label(char, style, None, context.typesetter), middle, baseline, "center")
