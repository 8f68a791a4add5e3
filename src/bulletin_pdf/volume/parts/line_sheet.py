"""A page of single lines at given heights: covers, title pages."""

from typing import Final

from bulletin_pdf.compose.single_lines import letterspaced, put_label, set_fitted, set_label, width_of
from bulletin_pdf.compose.tag_tree import TagTree
from bulletin_pdf.geometry import Rect
from bulletin_pdf.inks import BLACK, Ink
from bulletin_pdf.issue.model import Prose
from bulletin_pdf.layout.block import FixedBlock
from bulletin_pdf.layout.style import EM_CENTRE, TextStyle
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Document, Mark, Rule, TagRole
from bulletin_pdf.source_map import NOWHERE
from bulletin_pdf.volume.parts.part_pages import VolumeContext, set_part
from bulletin_pdf.volume.plan.volume_plan import VolumePlan

_ROUNDING: Final = 1e-6
STEPS: Final = 22
"""Heights are counted in so many parts of the type area, whatever lines a page of text has."""
THICK, THIN, BETWEEN = 2.25, 0.75, 3.0
"""Double lines of frame and slip, and the space between them, pt."""


_NAME_ROOM: Final = 6.5
"""Room of the name of a field, em."""


class LinePlace(NamedTuple):
    """How a line stands: in the middle or flush left, inset from the edges of the type area."""

    centred: bool = True
    inset: float = 0.0


class LineSheet:
    """A page of single lines at given heights, in parts of the type area (`STEPS`)."""

    def __init__(self, context: VolumeContext, tree: TagTree) -> None:
        self.context, self.tree = context, tree
        self.grid = context.design.grid
        self.step = self.grid.height / STEPS
        self.marks: list[Mark] = []

    def line(
        self,
        prose: Prose,
        style: TextStyle,
        line: float,
        role: TagRole = "P",
        gap: float = 0.0,
        place: LinePlace = LinePlace(),  # noqa: B008 (a plain value)
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
        self.box(rect, THICK, ink)
        off = THICK + BETWEEN
        inner = Rect(rect.x + off, rect.y + off, rect.width - 2 * off, rect.height - 2 * off)
        self.box(inner, THIN, ink)

    def publishers(self, plan: VolumePlan, last: float, place: LinePlace) -> None:
        """Set publishers and date, the last of them `last` steps down."""
        lines = [*plan.publishers, Prose(plan.date.printed)] if plan.date.printed else [*plan.publishers]
        for number, prose in enumerate(lines):
            down = last - (len(lines) - 1 - number)
            self.line(prose, self.context.design.text("cover_publisher"), down, place=place)

    def field(self, name: str, value: str, line: float, left: float, right: float) -> None:
        """Set a name flush left and its value on a rule, `left` and `right` being shares of the measure.

        Rules begin below each other, behind a name of six characters.
        """
        design, typesetter = self.context.design, self.context.typesetter
        tag, width = self.tree.add("P", 0), self.grid.width
        style = design.body
        begin = left * width + _NAME_ROOM * style.size
        baseline = line * self.step + EM_CENTRE * style.size
        self.marks += put_label(set_label(name, style, tag, typesetter), left * width, baseline)
        y = line * self.step + 0.75 * style.size
        self.marks.append(Rule(begin, y, right * width, y, THIN, BLACK))
        if value:
            label = set_fitted(value, style, tag, typesetter, NOWHERE, right * width - begin - style.size)
            self.marks += put_label(label, begin + style.size / 2, baseline)

    def document(self) -> Document:
        """Return the page."""
        return set_part(
            [FixedBlock(tuple(self.marks), self.grid.lines)], self.tree, self.grid, 1, self.context
        )
