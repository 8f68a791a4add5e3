"""For the archive: 归档文件目录 (A-43), 页码对照表 and 卷内备考表 (docs/rules/archive.md §4)."""

from collections.abc import Sequence

from bulletin_pdf.compose.archive_record import supplemented_title
from bulletin_pdf.compose.tag_tree import TagTree
from bulletin_pdf.issue.archival_code import RETENTION_WORDS
from bulletin_pdf.issue.model import Prose
from bulletin_pdf.issue.printed_form import number_line
from bulletin_pdf.layout.block import Block, FixedBlock, TextBlock
from bulletin_pdf.pages import Document
from bulletin_pdf.volume.issues.bound_issue import BoundIssue
from bulletin_pdf.volume.parts.line_sheet import LineSheet
from bulletin_pdf.volume.parts.part_pages import NOTHING, VolumeContext, set_part
from bulletin_pdf.volume.parts.part_tables import CellLinks, PartTable
from bulletin_pdf.volume.plan.completeness import Completeness
from bulletin_pdf.volume.plan.secrecy import secrecy_of
from bulletin_pdf.volume.plan.volume_plan import VolumePlan
from bulletin_pdf.volume.plan.volume_vocabulary import PART_TITLES, PartName

COLUMNS = ("序号", "档号", "文号", "责任者", "题名", "日期", "密级", "页数", "备注")
"""A-43; an issue is one item (件), A-40."""
_WEIGHTS = tuple({"责任者": 2, "题名": 6}.get(column, 0) for column in COLUMNS)


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
        supplemented_title(bound.document.title, bound.member.issue),
        # eight digits.
        head.date.iso.replace("-", ""),
        head.secrecy.text if head.secrecy else "",
        str(len(bound.pages)),
        f"{bound.volume_book}第{_stretch(bound)}页",
    )


def _stretch(bound: BoundIssue) -> str:
    return f"{bound.first}—{bound.last}" if bound.last > bound.first else f"{bound.first}"


def concordance_of(issues: Sequence[BoundIssue]) -> PartTable:
    """Return each issue's own pages next to the volume's, for quoting by the one or the other."""
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


def set_file_list(
    plan: VolumePlan, issues: Sequence[BoundIssue], first: int, context: VolumeContext
) -> Document:
    """Set 归档文件目录; where the volume says where it belongs, behind a cover of its own (DA/T 22-2015)."""
    sheet = catalogue_of(plan, issues)
    if plan.archive is None:
        return set_part_table("catalogue", sheet, first, context)
    title = PART_TITLES["catalogue"]
    tree = TagTree(title)
    cover = LineSheet(context, tree)
    put_catalogue_cover(cover, plan)
    heading = TextBlock(title, context.part("part_title"), tree.add("H2", title=title))
    blocks: list[Block] = [FixedBlock(tuple(cover.marks), cover.grid.lines), heading]
    return set_part([*blocks, *sheet.blocks(tree, context.design)], tree, context.design.grid, first, context)


def put_catalogue_cover(sheet: LineSheet, plan: VolumePlan) -> None:
    """Put 归档文件目录 and what all items of it have in common on a page: 全宗名称, 年度, 保管期限, 机构（问题）."""
    archive = plan.archive
    assert archive is not None
    style = sheet.context.design.text("title_page")
    sheet.line(Prose(PART_TITLES["catalogue"]), style, 5.5, "H1", gap=style.size / 2)
    issuer = "、".join(publisher.text for publisher in plan.publishers)
    fields = {
        "全宗名称": archive.fonds_name or issuer,
        "全宗号": archive.fonds,
        "年度": str(plan.year),
        "保管期限": RETENTION_WORDS[archive.retention],
        "机构（问题）": archive.office,
    }
    for number, (name, value) in enumerate(fields.items()):
        sheet.field(name, value, 10.0 + 1.8 * number, 0.12, 0.88)


def remarks_of(plan: VolumePlan, whole: Completeness, pages: int) -> PartTable:
    """卷内备考表: what is in the volume and what is not; names and date are written in by hand."""
    state = f"本卷共{len(plan.members)}件，{pages}页。"
    if plan.archive is not None and plan.members:
        last = plan.archive.first + len(plan.members) - 1
        ends = plan.archive.of(plan.year, 0) + (f"至{last:04d}" if len(plan.members) > 1 else "")
        state += f"档号{ends}。保管期限{RETENTION_WORDS[plan.archive.retention]}。"
    if (secrecy := secrecy_of(plan)) is not None:
        state += f"本卷密级：{secrecy.text}。"
    state += "、".join(whole.missing) + "。" if whole.missing else "期号无缺。"
    if whole.doubled:
        state += f"{'、'.join(whole.doubled)}期号重复。"
    return PartTable((), (("本卷情况说明", state), ("立卷人", ""), ("检查人", ""), ("立卷时间", "")))
