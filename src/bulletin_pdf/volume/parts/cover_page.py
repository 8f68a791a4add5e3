"""Cover and title page of a volume: three cover designs, chosen by the house style (docs/rules/archive.md §6)."""

from typing import Final

from bulletin_pdf.compose.single_lines import (
    put_label,
    set_label,
    width_of,
)
from bulletin_pdf.compose.tag_tree import TagTree
from bulletin_pdf.geometry import Rect
from bulletin_pdf.issue.model import Prose
from bulletin_pdf.layout.style import EM_CENTRE, TextStyle
from bulletin_pdf.pages import Document
from bulletin_pdf.volume.parts.line_sheet import BETWEEN, STEPS, THICK, THIN, LinePlace, LineSheet
from bulletin_pdf.volume.parts.part_pages import VolumeContext
from bulletin_pdf.volume.plan.members import number_series_of
from bulletin_pdf.volume.plan.secrecy import marking_of
from bulletin_pdf.volume.plan.volume_plan import VolumePlan
from bulletin_pdf.volume.plan.volume_vocabulary import PART_TITLES

_MAX_RANGES: Final = 6
"""Lines of numbers on the cover; more series than that are not named there."""


def set_cover(plan: VolumePlan, context: VolumeContext) -> Document:
    """封面: the name red as on the issues, the volume, its numbers, publisher and date."""
    sheet = LineSheet(context, TagTree(PART_TITLES["cover"]))
    match context.design.house.volume.cover:
        case "rule":
            _ruled(sheet, plan)
        case "frame":
            _framed(sheet, plan)
        case "slip":
            _with_slip(sheet, plan)
    return sheet.document()


def _ruled(sheet: LineSheet, plan: VolumePlan) -> None:
    """The name over a red rule, numbers under it."""
    sheet.marking(marking_of(plan))
    design = sheet.context.design
    _put_name(sheet, plan.title, _name_style(plan, sheet.context), 3.5)
    sheet.line(plan.subtitle, design.text("cover_subtitle"), 6.5)
    sheet.rule(8.2, design.red)
    _put_ranges(sheet, plan, 9.6, LinePlace())
    sheet.publishers(plan, STEPS - 1.5, LinePlace())


def _framed(sheet: LineSheet, plan: VolumePlan) -> None:
    """Everything inside a double red frame on the edges of the type area."""
    design, grid = sheet.context.design, sheet.grid
    sheet.frame(Rect(0.0, 0.0, grid.width, grid.height), design.red)
    inset = THICK + BETWEEN + THIN + design.body.size
    place = LinePlace(inset=inset)
    sheet.marking(marking_of(plan), inset)
    style = _name_style(plan, sheet.context)
    _put_name(sheet, plan.title, style, 5.5, place)
    sheet.line(plan.subtitle, design.text("cover_subtitle"), 8.6, place=place)
    sheet.rule(10.2, design.red, 0.3)
    _put_ranges(sheet, plan, 11.6, place)
    sheet.publishers(plan, STEPS - 2.0, place)


_SLIP: Final = 1.9
"""Width of the slip, em of the name; as much is left free above and below the name together."""
_TALLEST: Final = 0.66
"""Share of the type area that the slip takes at most."""


def _with_slip(sheet: LineSheet, plan: VolumePlan) -> None:
    """题签: the name upright in a framed slip towards the fore edge, all else flush left next to and below it."""
    design, grid = sheet.context.design, sheet.grid
    letters = [char for char in plan.title.text if not char.isspace()]
    size = min(
        _name_style(plan, sheet.context).size, _TALLEST * grid.height / (1.12 * len(letters) + _SLIP / 2)
    )
    step, width = 1.12 * size, _SLIP * size
    slip = Rect(grid.width - width, 0.0, width, step * len(letters) + _SLIP / 2 * size)
    sheet.frame(slip, design.red)
    style = design.text("name")._replace(size=size, ink=design.red)
    tag = sheet.tree.add("H1", 0)
    for place, char in enumerate(letters):
        label = set_label(char, style, tag, sheet.context.typesetter, plan.title.source)
        middle = slip.y + _SLIP / 4 * size + (place + 0.5) * step
        sheet.marks += put_label(label, slip.x + width / 2, middle + EM_CENTRE * size, "center")
    left = LinePlace(centred=False)
    sheet.marking(marking_of(plan))
    ranges = min(len(ranges_of(plan)), _MAX_RANGES)
    top = STEPS - 5.0 - ranges - len(plan.publishers)
    sheet.line(plan.subtitle, design.text("cover_subtitle"), top, place=left)
    _put_ranges(sheet, plan, top + 2.0, left)
    sheet.publishers(plan, STEPS - 1.0, left)


def set_title_page(plan: VolumePlan, context: VolumeContext) -> Document:
    """扉页: the same again in black, smaller, and how much is bound here."""
    sheet = LineSheet(context, TagTree(PART_TITLES["title"]))
    sheet.marking(marking_of(plan))
    _put_name(sheet, plan.title, context.design.text("title_page"), 5.0)
    sheet.line(plan.subtitle, context.design.title.text, 7.2)
    reports = sum(len(member.issue.reports) for member in plan.members)
    many = Prose(f"共{len(plan.members)}期\u3000{reports}篇")
    sheet.line(many, context.design.body, 9.4)
    sheet.publishers(plan, STEPS - 1.5, LinePlace())
    return sheet.document()


def _name_style(plan: VolumePlan, context: VolumeContext) -> TextStyle:
    """Return the name's style as in the head of the issues, as large as its share of the measure lets it be."""
    row = context.design.name_row
    size = min(row.size, row.most / max(len(plan.title.text), 1))
    return context.design.text("name")._replace(size=size, ink=context.design.red)


def _put_name(
    sheet: LineSheet, name: Prose, style: TextStyle, line: float, place: LinePlace = LinePlace()
) -> None:  # noqa: B008
    """Set the name in its share of the measure (J-03); one too long for it grows smaller."""
    context, room = sheet.context, sheet.grid.width - 2 * place.inset
    natural = width_of(set_label(name.text, style, None, context.typesetter))
    if natural > room:
        style = style._replace(size=style.size * room / natural)
        natural = room
    spaces = len(name.text) - 1
    least = min(context.design.name_row.least, room)
    gap = max(0.0, (least - natural) / spaces) if spaces else 0.0
    sheet.line(name, style, line, "H1", gap, place)


def _put_ranges(sheet: LineSheet, plan: VolumePlan, line: float, place: LinePlace) -> None:
    for number, text in enumerate(ranges_of(plan)[:_MAX_RANGES]):
        sheet.line(Prose(text), sheet.context.design.text("cover_numbers"), line + number, place=place)


def ranges_of(plan: VolumePlan) -> list[str]:
    """Return which numbers are bound: 第1期—第36期（总第201期—总第236期）, a line a run."""
    lines = []
    for number_series, members in number_series_of(plan.members):
        ends = [members[0], members[-1]] if len(members) > 1 else [members[0]]
        line = number_series.name_of("—".join(end.label for end in ends))
        serials = [end.issue.serial for end in ends]
        if all(serials):
            line += f"（{'—'.join(f'总第{serial}期' for serial in serials)}）"
        lines.append(line)
    return lines
