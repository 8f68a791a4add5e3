"""Editorial note and contents (docs/rules/archive.md §6); cover and title page are in `cover_page`."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from bulletin_pdf.compose.reports import element_blocks
from bulletin_pdf.compose.tag_tree import TagTree
from bulletin_pdf.compose.title_lines import title_joints
from bulletin_pdf.issue.printed_form import number_line, printed_entry, serial_line
from bulletin_pdf.layout.block import Block, EntryBlock, SpaceBlock, TextBlock
from bulletin_pdf.pages import Document, TagId
from bulletin_pdf.source_map import NOWHERE
from bulletin_pdf.volume.issues.bound_issue import BoundIssue
from bulletin_pdf.volume.parts.part_pages import (
    VolumeContext,
    set_part,
)
from bulletin_pdf.volume.parts.spellings import one_spelling_of_places
from bulletin_pdf.volume.plan.completeness import Completeness
from bulletin_pdf.volume.plan.members import Member, NumberSeries, number_series_of, year_of
from bulletin_pdf.volume.plan.volume_plan import VolumePlan
from bulletin_pdf.volume.plan.volume_vocabulary import PART_TITLES, PartName


def all_years(issues: Sequence[BoundIssue]) -> str:
    """Return the remark that months are those of several years; empty in a volume of one year."""
    return "（各年合计）" if len({bound.member.year for bound in issues}) > 1 else ""


def cities_of(issues: Sequence[BoundIssue]) -> Mapping[str, str]:
    """Return for each city named in a volume the spelling it is gathered under."""
    return one_spelling_of_places(report.city_name for bound in issues for report in bound.issue.reports)


# 编辑说明 --------------------------------------------------------------------------------------


def set_foreword(
    plan: VolumePlan, whole: Completeness, issues: Sequence[BoundIssue], first: int, context: VolumeContext
) -> Document:
    """编辑说明: the editor's words, what is bound, what is missing, how pages are numbered."""
    design, title = context.design, PART_TITLES["foreword"]
    tree = TagTree(title)
    blocks: list[Block] = [_heading(title, tree, context)]
    for element in plan.foreword:
        blocks += element_blocks(element, design, context.typesetter, tree, 0)
    for text in (*_facts(plan, whole, issues), *_corrected(plan, issues)):
        blocks.append(TextBlock(text, design.paragraph, tree.add("P")))
    return set_part(blocks, tree, design.grid, first, context)


def _facts(plan: VolumePlan, whole: Completeness, issues: Sequence[BoundIssue]) -> Iterator[str]:
    reports = sum(len(member.issue.reports) for member in plan.members)
    yield f"本卷收{'、'.join(_bound_of(plan))}，共{reports}篇。"
    if whole.missing:
        yield f"{'、'.join(whole.missing)}。"
    if whole.doubled:
        yield f"{'、'.join(whole.doubled)}期号重复，都照原样收入。"
    if all(_is_usual(issue) for issue in issues):
        yield "各期照印发时的样子收入，版心外侧是各期原有的页码，下方居中的是本卷的页码。"
    else:
        yield "各期照印发时的样子和大小收入，原有的页码不变；页码两边有圆点的是本卷的页码。"


def _is_usual(issue: BoundIssue) -> bool:
    """Whether an issue has its own page numbers on the outer side of pages as large as the volume's."""
    return issue.design.house.folio.place == "outer" and issue.design.grid.page == issue.page


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
    blocks: list[Block] = [_heading(title, tree, context)]
    toc = whole = tree.add("TOC")
    bound = {id(issue.member): issue for issue in issues}
    for name, number_series, members in _blocks_of(issues):
        if name:
            toc = tree.add("TOC", whole)
            blocks.append(TextBlock(name, context.part("part_book"), tree.add("Caption", toc)))
        parent = toc
        if number_series.title:
            parent = tree.add("TOC", toc)
            blocks.append(
                TextBlock(number_series.title, context.part("part_series"), tree.add("Caption", parent))
            )
        for member in members:
            blocks += _issue_entries(bound[id(member)], tree, parent, context)
    if after:
        blocks.append(SpaceBlock(1))
    for name in after:
        style = context.part("part_issue")._replace(keep_with_next=0)
        link = _link(tree, tree.add("TOCI", toc))
        blocks.append(EntryBlock(PART_TITLES[name], style, link, f"part-{name}", link, numbered=True))
    return set_part(blocks, tree, context.close_grid, first, context)


def _blocks_of(issues: Sequence[BoundIssue]) -> Iterator[tuple[str, NumberSeries, tuple[Member, ...]]]:
    """Return the blocks of the contents; the first one of each book with the book's name."""
    for name, group in groupby(issues, key=lambda issue: issue.volume_book):
        for place, (number_series, members) in enumerate(number_series_of([issue.member for issue in group])):
            yield "" if place else name, number_series, members


def _issue_entries(bound: BoundIssue, tree: TagTree, toc: TagId, context: VolumeContext) -> Iterator[Block]:
    issue = bound.issue
    head = issue.masthead
    words = f"{bound.member.label}{serial_line(issue)}"
    if number_line(issue):
        words += f"\u3000{head.date.printed}"
    item = tree.add("TOCI", toc)
    link = _link(tree, item)
    yield EntryBlock(words, context.part("part_issue"), link, bound.anchor, link, numbered=True)
    below, entry = tree.add("TOC", item), context.part("part_entry")
    for number, report in enumerate(issue.reports, start=1):
        link = _link(tree, tree.add("TOCI", below))
        title, target = printed_entry(report), bound.report_anchor(number)
        yield EntryBlock(title.text, entry, link, target, link, True, title.source, title_joints)


def _link(tree: TagTree, item: TagId) -> TagId:
    return tree.add("Link", tree.add("Reference", item))


def _heading(title: str, tree: TagTree, context: VolumeContext) -> TextBlock:
    return TextBlock(title, context.part("part_title"), tree.add("H1", title=title), source=NOWHERE)
