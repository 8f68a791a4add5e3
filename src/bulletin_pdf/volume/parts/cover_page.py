"""Cover and title page of a volume: three designs of cover, one of which a house style chooses (docs/rules/archive.md §6)."""

from typing import Final

from bulletin_pdf.compose.single_lines import (
    letterspaced,
    put_label,
    set_fitted,
    set_label,
    width_of,
)
from bulletin_pdf.compose.tag_tree import TagTree
from bulletin_pdf.geometry import Rect
from bulletin_pdf.inks import Ink
from bulletin_pdf.issue.model import Prose
from bulletin_pdf.layout.block import FixedBlock
from bulletin_pdf.layout.style import EM_CENTRE, TextStyle
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Document, Mark, Rule, TagRole
from bulletin_pdf.volume.parts.part_pages import VolumeContext, set_part
from bulletin_pdf.volume.plan.members import number_series_of
from bulletin_pdf.volume.plan.secrecy import marking_of
from bulletin_pdf.volume.plan.volume_plan import VolumePlan
from bulletin_pdf.volume.plan.volume_vocabulary import PART_TITLES

_ROUNDING: Final = 1e-6
_MAX_RANGES: Final = 6
"""Lines of numbers on the cover; more series than that are not named there."""
_STEPS: Final = 22
"""Heights are counted in so many parts of the type area, whatever lines a page of text has."""
_THICK, _THIN, _BETWEEN = 2.25, 0.75, 3.0
"""Double lines of frame and slip, and the white between them, pt."""


class _Line(NamedTuple):
    """How a line stands: in the middle or flush left, inset from the edges of the type area."""

    centred: bool = True
    inset: float = 0.0


class _Sheet:
    """A page of single lines at given heights, in parts of the type area (`_STEPS`)."""

    def __init__(self, context: VolumeContext, tree: TagTree) -> None:
        self.context, self.tree = context, tree
        self.grid = context.design.grid
        self.step = self.grid.height / _STEPS
        self.marks: list[Mark] = []

    def line(
        self,
        prose: Prose,
        style: TextStyle,
        line: float,
        role: TagRole = "P",
        gap: float = 0.0,
        place: _Line = _Line(),  # noqa: B008 (a plain value)
    ) -> None:
        """Set one line, its middle `line` steps down; one wider than its room grows smaller."""
        tag, room = self.tree.add(role, 0), self.grid.width - 2 * place.inset
        label = set_label(prose.text, style, tag, self.context.typesetter, prose.source)
        if width_of(label) > room + _ROUNDING:
            style = style._replace(size=style.size * room / width_of(label))
            label = set_label(prose.text, style, tag, self.context.typesetter, prose.source)
        width = width_of(label) + gap * (len(prose.text) - 1)
        x = (self.grid.width - width) / 2 if place.centred else place.inset
        baseline = line * self.step + EM_CENTRE * style.size
        self.marks += letterspaced(put_label(label, x, baseline), gap)

    def marking(self, prose: Prose | None, inset: float = 0.0) -> None:
        """Set 密级 flush left on the first line (GB/T 9704-2012 7.2.2)."""
        if prose is None:
            return
        style, typesetter = self.context.design.text("marking"), self.context.typesetter
        room = self.grid.width - 2 * inset
        label = set_fitted(prose.text, style, self.tree.add("P", 0), typesetter, prose.source, room)
        self.marks += put_label(label, inset, inset + 0.5 * self.step + EM_CENTRE * style.size)

    def rule(self, line: float, ink: Ink, share: float = 1.0) -> None:
        """Draw a red rule as under 报头, in the middle, over a share of the measure."""
        left, y = (1 - share) / 2 * self.grid.width, line * self.step
        self.marks.append(Rule(left, y, self.grid.width - left, y, self.context.design.red_rule, ink))

    def box(self, rect: Rect, weight: float, ink: Ink) -> None:
        """Draw four lines whose outer edges are those of a rectangle."""
        half = weight / 2
        left, top = rect.x + half, rect.y + half
        right, bottom = rect.x + rect.width - half, rect.y + rect.height - half
        self.marks += [
            Rule(rect.x, top, rect.x + rect.width, top, weight, ink),
            Rule(rect.x, bottom, rect.x + rect.width, bottom, weight, ink),
            Rule(left, rect.y + weight, left, rect.y + rect.height - weight, weight, ink),
            Rule(right, rect.y + weight, right, rect.y + rect.height - weight, weight, ink),
        ]

    def frame(self, rect: Rect, ink: Ink) -> None:
        """Draw a thick line around a thin one."""
        self.box(rect, _THICK, ink)
        off = _THICK + _BETWEEN
        inner = Rect(rect.x + off, rect.y + off, rect.width - 2 * off, rect.height - 2 * off)
        self.box(inner, _THIN, ink)

    def publishers(self, plan: VolumePlan, last: float, place: _Line) -> None:
        """Set publishers and date, the last of them `last` steps down."""
        lines = [*plan.publishers, Prose(plan.date.printed)] if plan.date.printed else [*plan.publishers]
        for number, prose in enumerate(lines):
            down = last - (len(lines) - 1 - number)
            self.line(prose, self.context.design.text("cover_publisher"), down, place=place)

    def document(self) -> Document:
        """Return the page."""
        return set_part(
            [FixedBlock(tuple(self.marks), self.grid.lines)], self.tree, self.grid, 1, self.context
        )


def set_cover(plan: VolumePlan, context: VolumeContext) -> Document:
    """封面: the name red as on the issues, the volume, its numbers, publisher and date."""
    sheet = _Sheet(context, TagTree(PART_TITLES["cover"]))
    match context.design.house.volume.cover:
        case "rule":
            _ruled(sheet, plan)
        case "frame":
            _framed(sheet, plan)
        case "slip":
            _with_slip(sheet, plan)
    return sheet.document()


def _ruled(sheet: _Sheet, plan: VolumePlan) -> None:
    """The name over a red rule, numbers under it."""
    sheet.marking(marking_of(plan))
    design = sheet.context.design
    _put_name(sheet, plan.title, _name_style(plan, sheet.context), 3.5)
    sheet.line(plan.subtitle, design.text("cover_subtitle"), 6.5)
    sheet.rule(8.2, design.red)
    _put_ranges(sheet, plan, 9.6, _Line())
    sheet.publishers(plan, _STEPS - 1.5, _Line())


def _framed(sheet: _Sheet, plan: VolumePlan) -> None:
    """Everything inside a double red frame on the edges of the type area."""
    design, grid = sheet.context.design, sheet.grid
    sheet.frame(Rect(0.0, 0.0, grid.width, grid.height), design.red)
    inset = _THICK + _BETWEEN + _THIN + design.body.size
    place = _Line(inset=inset)
    sheet.marking(marking_of(plan), inset)
    style = _name_style(plan, sheet.context)
    _put_name(sheet, plan.title, style, 5.5, place)
    sheet.line(plan.subtitle, design.text("cover_subtitle"), 8.6, place=place)
    sheet.rule(10.2, design.red, 0.3)
    _put_ranges(sheet, plan, 11.6, place)
    sheet.publishers(plan, _STEPS - 2.0, place)


_SLIP: Final = 1.9
"""Width of the slip, em of the name; as much is left free above and below the name together."""
_TALLEST: Final = 0.66
"""Share of the type area that the slip takes at most."""


def _with_slip(sheet: _Sheet, plan: VolumePlan) -> None:
    """题签: the name upright in a framed slip towards the fore edge, all else flush left beside and below it."""
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
    left = _Line(centred=False)
    sheet.marking(marking_of(plan))
    ranges = min(len(ranges_of(plan)), _MAX_RANGES)
    top = _STEPS - 5.0 - ranges - len(plan.publishers)
    sheet.line(plan.subtitle, design.text("cover_subtitle"), top, place=left)
    _put_ranges(sheet, plan, top + 2.0, left)
    sheet.publishers(plan, _STEPS - 1.0, left)


def set_title_page(plan: VolumePlan, context: VolumeContext) -> Document:
    """扉页: the same again in black, smaller, and how much is bound here."""
    sheet = _Sheet(context, TagTree(PART_TITLES["title"]))
    sheet.marking(marking_of(plan))
    _put_name(sheet, plan.title, context.design.text("title_page"), 5.0)
    sheet.line(plan.subtitle, context.design.title.text, 7.2)
    reports = sum(len(member.issue.reports) for member in plan.members)
    many = Prose(f"共{len(plan.members)}期\u3000{reports}篇")
    sheet.line(many, context.design.body, 9.4)
    sheet.publishers(plan, _STEPS - 1.5, _Line())
    return sheet.document()


def _name_style(plan: VolumePlan, context: VolumeContext) -> TextStyle:
    """Return the name's style as in the head of the issues, as large as its share of the measure lets it be."""
    row = context.design.name_row
    size = min(row.size, row.most / max(len(plan.title.text), 1))
    return context.design.text("name")._replace(size=size, ink=context.design.red)


def _put_name(sheet: _Sheet, name: Prose, style: TextStyle, line: float, place: _Line = _Line()) -> None:  # noqa: B008
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


def _put_ranges(sheet: _Sheet, plan: VolumePlan, line: float, place: _Line) -> None:
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
