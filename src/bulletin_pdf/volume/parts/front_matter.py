"""What stands before the issues: cover, title page, editorial note, contents (docs/rules/archive.md §6)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from bulletin_pdf.compose.reports import element_blocks
from bulletin_pdf.compose.single_lines import (
    letterspaced,
    put_label,
    set_fitted,
    set_label,
    source_of,
    width_of,
)
from bulletin_pdf.compose.tag_tree import TagTree
from bulletin_pdf.compose.title_lines import title_joints
from bulletin_pdf.geometry import ZIHAO
from bulletin_pdf.inks import BLACK, Ink
from bulletin_pdf.issue.model import Prose
from bulletin_pdf.layout.block import Block, BlockSource, EntryBlock, FixedBlock, SpaceBlock, TextBlock
from bulletin_pdf.layout.style import EM_CENTRE, TextStyle
from bulletin_pdf.pages import Document, Mark, Rule, TagId, TagRole
from bulletin_pdf.volume.issues.bound_issue import BoundIssue
from bulletin_pdf.volume.parts.part_pages import (
    BLOCK_HEAD,
    ENTRY,
    HEAD,
    ISSUE_ENTRY,
    TOME_HEAD,
    VolumeContext,
    set_part,
)
from bulletin_pdf.volume.parts.spellings import one_spelling_of_places
from bulletin_pdf.volume.plan.completeness import Completeness
from bulletin_pdf.volume.plan.members import Member, NumberSeries, number_series_of, year_of
from bulletin_pdf.volume.plan.secrecy import marking_of
from bulletin_pdf.volume.plan.volume_plan import VolumePlan
from bulletin_pdf.volume.plan.volume_vocabulary import PART_TITLES, PartName

_ROUNDING = 1e-6
_MAX_RANGES = 6
"""Lines of numbers on the cover; more series than that are not named there."""


def all_years(issues: Sequence[BoundIssue]) -> str:
    """Return the remark that months are those of several years; empty in a volume of one year."""
    return "（各年合计）" if len({bound.member.year for bound in issues}) > 1 else ""


def cities_of(issues: Sequence[BoundIssue]) -> Mapping[str, str]:
    """Return for each city named in a volume the spelling it is gathered under."""
    return one_spelling_of_places(report.city for bound in issues for report in bound.issue.reports)


# 封面、扉页 -----------------------------------------------------------------------------------


class _Sheet:
    """A page of centred lines at given heights, in grid lines from the top of the type area."""

    def __init__(self, context: VolumeContext, tree: TagTree) -> None:
        self.context, self.tree = context, tree
        self.marks: list[Mark] = []

    def line(
        self, prose: Prose, style: TextStyle, line: float, role: TagRole = "P", gap: float = 0.0
    ) -> None:
        """Set one line centred, its middle `line` grid lines down; one wider than the measure grows smaller."""
        grid, tag = self.context.design.grid, self.tree.add(role, 0)
        label = set_label(prose.text, style, tag, self.context.typesetter, source_of(prose))
        if width_of(label) > grid.width + _ROUNDING:
            style = style._replace(size=style.size * grid.width / width_of(label))
            label = set_label(prose.text, style, tag, self.context.typesetter, source_of(prose))
        width = width_of(label) + gap * (len(prose.text) - 1)
        baseline = line * grid.pitch + EM_CENTRE * style.size
        self.marks += letterspaced(put_label(label, (grid.width - width) / 2, baseline), gap)

    def marking(self, prose: Prose | None) -> None:
        """Set 密级 flush left on the first line (GB/T 9704-2012 7.2.2)."""
        if prose is None:
            return
        grid, typesetter, style = (
            self.context.design.grid,
            self.context.typesetter,
            self.context.design.text("marking"),
        )
        label = set_fitted(prose.text, style, self.tree.add("P", 0), typesetter, source_of(prose), grid.width)
        self.marks += put_label(label, 0.0, 0.5 * grid.pitch + EM_CENTRE * style.size)

    def rule(self, line: float, ink: Ink) -> None:
        """Draw a red rule as under 报头."""
        grid, weight = self.context.design.grid, self.context.design.red_rule
        self.marks.append(Rule(0, line * grid.pitch, grid.width, line * grid.pitch, weight, ink))

    def document(self) -> Document:
        """Return the page."""
        grid = self.context.design.grid
        return set_part([FixedBlock(tuple(self.marks), grid.lines)], self.tree, grid, 1, self.context)


def set_cover(plan: VolumePlan, context: VolumeContext) -> Document:
    """封面: the name red as on the issues, the volume, its numbers, publisher and date."""
    sheet = _Sheet(context, TagTree(PART_TITLES["cover"]))
    sheet.marking(marking_of(plan))
    row, red = context.design.name_row, context.design.red
    size = min(row.size, row.most / max(len(plan.title.text), 1))
    _put_name(sheet, plan.title, context.design.text("name")._replace(size=size, ink=red), 3.5)
    sheet.line(plan.subtitle, context.design.title.text._replace(size=ZIHAO["一号"]), 6.5)
    sheet.rule(8.2, red)
    for place, text in enumerate(ranges_of(plan)[:_MAX_RANGES]):
        sheet.line(Prose(text), context.design.text("number"), 9.6 + place)
    _put_publishers(sheet, plan)
    return sheet.document()


def set_title_page(plan: VolumePlan, context: VolumeContext) -> Document:
    """扉页: the same again in black, smaller, and how much is bound here."""
    sheet = _Sheet(context, TagTree(PART_TITLES["title"]))
    sheet.marking(marking_of(plan))
    _put_name(sheet, plan.title, context.design.text("name")._replace(size=ZIHAO["小初"], ink=BLACK), 5.0)
    sheet.line(plan.subtitle, context.design.title.text, 7.2)
    reports = sum(len(member.issue.reports) for member in plan.members)
    sheet.line(
        Prose(f"共{len(plan.members)}期  {reports}篇".replace("  ", "\u3000")), context.design.body, 9.4
    )
    _put_publishers(sheet, plan)
    return sheet.document()


def _put_name(sheet: _Sheet, name: Prose, style: TextStyle, line: float) -> None:
    """Set the name in its share of the measure (J-03); one too long for it grows smaller."""
    context = sheet.context
    grid = context.design.grid
    natural = width_of(set_label(name.text, style, None, context.typesetter))
    if natural > grid.width:
        style = style._replace(size=style.size * grid.width / natural)
        natural = grid.width
    spaces = len(name.text) - 1
    gap = max(0.0, (context.design.name_row.least - natural) / spaces) if spaces else 0.0
    sheet.line(name, style, line, "H1", gap)


def _put_publishers(sheet: _Sheet, plan: VolumePlan) -> None:
    grid = sheet.context.design.grid
    lines = [*plan.publishers, Prose(plan.date.printed)] if plan.date.printed else [*plan.publishers]
    for place, prose in enumerate(lines):
        sheet.line(prose, sheet.context.design.text("publisher"), grid.lines - 1.5 - (len(lines) - 1 - place))


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


# 编辑说明 --------------------------------------------------------------------------------------


def set_foreword(
    plan: VolumePlan, whole: Completeness, issues: Sequence[BoundIssue], first: int, context: VolumeContext
) -> Document:
    """编辑说明: the editor's words, what is bound, what is missing, how pages are numbered."""
    design, title = context.design, PART_TITLES["foreword"]
    tree = TagTree(title)
    blocks: list[Block] = [_heading(title, tree)]
    for element in plan.foreword:
        blocks += element_blocks(element, design, context.typesetter, tree, 0)
    for text in (*_facts(plan, whole), *_corrected(plan, issues)):
        blocks.append(TextBlock(text, design.paragraph, tree.add("P")))
    return set_part(blocks, tree, design.grid, first, context)


def _facts(plan: VolumePlan, whole: Completeness) -> Iterator[str]:
    reports = sum(len(member.issue.reports) for member in plan.members)
    yield f"本卷收{'、'.join(_bound_of(plan))}，共{reports}篇。"
    if whole.missing:
        yield f"{'、'.join(whole.missing)}。"
    if whole.doubled:
        yield f"{'、'.join(whole.doubled)}期号重复，都照原样收入。"
    yield "各期照印发时的样子收入，版心外侧是各期原有的页码，下方居中的是本卷的页码。"


def _bound_of(plan: VolumePlan) -> Iterator[str]:
    """Return how many issues of which bulletin and year are bound."""
    counts = Counter(
        (member.bulletin, year_of(member) if member.bulletin or member.year else plan.year)
        for member in plan.members
    )
    for (bulletin, year), count in counts.items():
        yield f"{year or plan.year}年《{bulletin or plan.title.text}》{count}期"


def _corrected(plan: VolumePlan, issues: Sequence[BoundIssue]) -> Iterator[str]:
    """Return what was done with mistakes found after printing."""
    errata = [one for issue in issues for one in issue.findings.errata]
    table = "，列入勘误表" if "errata" in plan.parts else ""
    applied = sum(one.applied for one in errata)
    if applied:
        yield (
            f"印发后发现差错{len(errata)}处{table}。其中{applied}处已在文中改正：改正的字下加圆点，"
            f"页边注“勘误”和序号；因改正而变动的行、页以本卷为准。"
        )
    elif errata:
        yield f"印发后发现差错{len(errata)}处{table}，正文照原样未改。"


# 总目录 ----------------------------------------------------------------------------------------


def set_contents(
    issues: Sequence[BoundIssue], after: Sequence[PartName], first: int, context: VolumeContext
) -> Document:
    """总目录: every issue with its date and titles, series in blocks, then the parts that follow."""
    title = PART_TITLES["contents"]
    tree = TagTree(title)
    blocks: list[Block] = [_heading(title, tree)]
    toc = whole = tree.add("TOC")
    bound = {id(issue.member): issue for issue in issues}
    for name, number_series, members in _blocks_of(issues):
        if name:
            toc = tree.add("TOC", whole)
            blocks.append(TextBlock(name, TOME_HEAD, tree.add("Caption", toc)))
        parent = toc
        if number_series.title:
            parent = tree.add("TOC", toc)
            blocks.append(TextBlock(number_series.title, BLOCK_HEAD, tree.add("Caption", parent)))
        for member in members:
            blocks += _issue_entries(bound[id(member)], tree, parent)
    if after:
        blocks.append(SpaceBlock(1))
    for name in after:
        style = ISSUE_ENTRY._replace(keep_with_next=0)
        link = _link(tree, tree.add("TOCI", toc))
        blocks.append(EntryBlock(PART_TITLES[name], style, link, f"part-{name}", link, numbered=True))
    return set_part(blocks, tree, context.close_grid, first, context)


def _blocks_of(issues: Sequence[BoundIssue]) -> Iterator[tuple[str, NumberSeries, tuple[Member, ...]]]:
    """Return the blocks of the contents; the first one of each book with the book's name."""
    for name, group in groupby(issues, key=lambda issue: issue.volume_book):
        for place, (number_series, members) in enumerate(number_series_of([issue.member for issue in group])):
            yield "" if place else name, number_series, members


def _issue_entries(bound: BoundIssue, tree: TagTree, toc: TagId) -> Iterator[Block]:
    issue = bound.issue
    head = issue.masthead
    words = f"{bound.member.label}{head.serial_line}"
    if head.number_line:
        words += f"\u3000{head.date.printed}"
    item = tree.add("TOCI", toc)
    link = _link(tree, item)
    yield EntryBlock(words, ISSUE_ENTRY, link, bound.anchor, link, numbered=True)
    below = tree.add("TOC", item)
    for number, report in enumerate(issue.reports, start=1):
        link = _link(tree, tree.add("TOCI", below))
        source = source_of(report.contents_title)
        text, target = report.contents_title.text, bound.report_anchor(number)
        yield EntryBlock(text, ENTRY, link, target, link, True, source, title_joints)


def _link(tree: TagTree, item: TagId) -> TagId:
    return tree.add("Link", tree.add("Reference", item))


def _heading(title: str, tree: TagTree) -> TextBlock:
    return TextBlock(title, HEAD, tree.add("H1", title=title), source=BlockSource())
