"""For the archive: 归档文件目录 (A-43), 页码对照表 and 卷内备考表 (docs/rules/archive.md §4)."""

from collections.abc import Sequence

from bulletin_pdf.compose.tag_tree import TagTree
from bulletin_pdf.issue.printed_form import number_line
from bulletin_pdf.layout.block import Block, TextBlock
from bulletin_pdf.pages import Document
from bulletin_pdf.volume.issues.bound_issue import BoundIssue
from bulletin_pdf.volume.parts.part_pages import NOTHING, VolumeContext, set_part
from bulletin_pdf.volume.parts.part_tables import CellLinks, PartTable
from bulletin_pdf.volume.plan.completeness import Completeness
from bulletin_pdf.volume.plan.secrecy import secrecy_of
from bulletin_pdf.volume.plan.volume_plan import VolumePlan
from bulletin_pdf.volume.plan.volume_vocabulary import PART_TITLES, PartName

COLUMNS = ("序号", "档号", "文号", "责任者", "题名", "日期", "密级", "页数", "备注")
"""A-43; an issue is one item (件), A-40."""
_WEIGHTS = tuple({"责任者": 3, "题名": 4}.get(column, 0) for column in COLUMNS)


def catalogue_of(plan: VolumePlan, issues: Sequence[BoundIssue]) -> PartTable:
    """List the issues as the archive does; 备注 gives their volume pages."""
    rows = tuple(_row(plan, place, issue) for place, issue in enumerate(issues))
    return PartTable(COLUMNS, rows, links=_to_first_pages(len(COLUMNS) - 1, issues), weights=_WEIGHTS)


def _to_first_pages(column: int, issues: Sequence[BoundIssue]) -> CellLinks:
    return CellLinks(column, tuple(issue.anchor for issue in issues))


def _row(plan: VolumePlan, place: int, bound: BoundIssue) -> tuple[str, ...]:
    head = bound.member.issue.masthead
    return (
        str(place + 1),
        plan.archive.of(plan.year, place) if plan.archive else "",
        number_line(bound.member.issue),
        "、".join(publisher.text for publisher in head.publishers),
        bound.document.title,
        # eight digits.
        head.date.iso.replace("-", ""),
        head.secrecy.text if head.secrecy else "",
        str(len(bound.pages)),
        f"{bound.volume_book}第{_stretch(bound)}页",
    )


def _stretch(bound: BoundIssue) -> str:
    return f"{bound.first}—{bound.last}" if bound.last > bound.first else f"{bound.first}"


def concordance_of(issues: Sequence[BoundIssue]) -> PartTable:
    """Return each issue's own pages beside the volume's, for quoting by the one or the other."""
    rows = []
    for bound in issues:
        count = len(bound.pages)
        own = f"1—{count}" if count > 1 else "1"
        rows.append(
            (
                bound.member.full_label,
                bound.member.issue.masthead.date.printed,
                own,
                bound.volume_book + _stretch(bound),
            )
        )
    head = ("期号", "日期", "各期页码", "本卷页码")
    return PartTable(head, tuple(rows), links=_to_first_pages(len(head) - 1, issues))


def set_part_table(name: PartName, sheet: PartTable, first: int, context: VolumeContext) -> Document:
    """Set a part that is one table."""
    title = PART_TITLES[name]
    tree = TagTree(title)
    blocks: list[Block] = [TextBlock(title, context.part("part_title"), tree.add("H1", title=title))]
    if sheet.rows:
        blocks += sheet.blocks(tree, context.design)
    else:
        blocks.append(TextBlock(NOTHING, context.part("part_text"), tree.add("P")))
    return set_part(blocks, tree, context.design.grid, first, context)


def remarks_of(plan: VolumePlan, whole: Completeness, pages: int) -> PartTable:
    """卷内备考表: what is in the volume and what is not; names and date are written in by hand."""
    state = f"本卷共{len(plan.members)}件，{pages}页。"
    if (secrecy := secrecy_of(plan)) is not None:
        state += f"本卷密级：{secrecy.text}。"
    state += "、".join(whole.missing) + "。" if whole.missing else "期号无缺。"
    if whole.doubled:
        state += f"{'、'.join(whole.doubled)}期号重复。"
    return PartTable((), (("本卷情况说明", state), ("立卷人", ""), ("检查人", ""), ("立卷时间", "")))
