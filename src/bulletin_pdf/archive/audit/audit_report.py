"""The report of an audit as an archive file: outcome, items, findings, changes, all runs."""

import os
from collections.abc import Iterator, Sequence

from bulletin_pdf.archive.audit.audit_items import JUDGES, STAGES
from bulletin_pdf.archive.audit.run_audit import AuditOutcome, ItemResult
from bulletin_pdf.archive.holdings.bound_parts import bound_file, open_context, open_writer, own_section
from bulletin_pdf.compose.tag_tree import TagTree
from bulletin_pdf.layout.block import Block, SpaceBlock, TextBlock
from bulletin_pdf.pages import Document
from bulletin_pdf.problem_codes import CODES, Level
from bulletin_pdf.problems import Problem, Problems
from bulletin_pdf.volume.parts.part_pages import VolumeContext, set_part
from bulletin_pdf.volume.parts.part_tables import PartTable

TITLE = "四性检测报告"
_MAX_LISTED = 500
"""Findings that are printed; workbook and JSON have all."""
_MAX_RUNS = 30
_KINDS = {
    "archive": "归档文件（单期）", "volume": "归档文件（合订本）", "bag": "归档包", "transfer": "移交文件夹", "issue": "简报稿件", "listing": "合订本稿件",
    "pdf": "其他程序做的文件", "own": "本程序做的其他版本", "other": "其他文件",
}  # fmt: skip


def audit_report(outcome: AuditOutcome, home: str) -> tuple[bytes, int]:
    """Set the report; paths are shown as seen from `home`. Returns the file and its number of pages."""
    problems = Problems()
    book, context = open_context(problems)
    writer = open_writer(book)
    section = own_section(_set(outcome, home, context), TITLE, "part-audit", "arabic", context, writer)
    empty = Document((), (), (), f"{TITLE} {outcome.run.ended[:10]}", date=outcome.run.ended[:10])
    return bound_file([section], empty, book, problems, writer, lowered=False)


def _set(outcome: AuditOutcome, home: str, context: VolumeContext) -> Document:
    tree = TagTree(TITLE)
    blocks: list[Block] = [TextBlock(TITLE, context.part("part_title"), tree.add("H1", title=TITLE))]
    for table in _tables(outcome, home):
        blocks += [*table.blocks(tree, context.design), SpaceBlock(1)]
    return set_part(blocks, tree, context.design.grid, 1, context)


def _tables(outcome: AuditOutcome, home: str) -> Iterator[PartTable]:
    yield _summary(outcome, home)
    rows = [_item_row(result) for result in outcome.items]
    head = ("编号", "性质", "检测项目", "方法", "依据", "结果")
    yield PartTable(head, tuple(rows), "表一　检测项目", weights=(0, 0, 3, 5, 3, 0))
    if outcome.findings:
        yield _findings(outcome, home)
    if len(outcome.runs) > 1:
        yield _changes(outcome, home)
        yield _runs(outcome)
    yield PartTable((), (("检测人", ""), ("审核人", ""), ("日期", "")), "签字")


def verdict_of(outcome: AuditOutcome) -> str:
    """Return the outcome in one line."""
    if not grave(outcome):
        by_hand = sum(not result.judged for result in outcome.items)
        return f"程序检测的项目全部通过，另有{by_hand}项未由程序检测" if by_hand else "全部通过"
    failed = sum(result.findings > 0 for result in outcome.items)
    return f"不通过：{failed}项有问题，共{len(outcome.findings)}处"


def grave(outcome: AuditOutcome) -> list[Problem]:
    """Return the findings that are errors."""
    return [one for _, one in outcome.findings if CODES[one.code].level is Level.ERROR]


def _summary(outcome: AuditOutcome, home: str) -> PartTable:
    run = outcome.run
    kinds = "，".join(f"{_KINDS[kind]}{count}个" for kind, count in outcome.kinds)
    rows = (
        ("检测环节", STAGES[outcome.stage]),
        ("检测对象", "、".join(_shown(place, home) for place in run.places)),
        ("数量", f"{kinds}；共{run.files}个文件，{run.size}字节"),
        ("检测时间", f"{_time(run.started)}至{_time(run.ended)}（第{run.number}次）"),
        ("检测程序", run.program),
        ("结论", verdict_of(outcome)),
    )
    return PartTable((), rows, weights=(0, 1))


def _time(written: str) -> str:
    return written.replace("T", " ")[:16]


def _shown(path: str, home: str) -> str:
    below = os.path.relpath(path, home)
    return path if below.startswith("..") else below


def _item_row(result: ItemResult) -> tuple[str, ...]:
    item = result.item
    said = "未检测" if not result.judged else f"{result.findings}处问题" if result.findings else "通过"
    basis = result.evidence if result.judged else JUDGES[item.judge]
    return (item.number, item.property, item.name, item.how, basis, said)


def _findings(outcome: AuditOutcome, home: str) -> PartTable:
    rows = tuple(
        (number, problem.code, _words(problem, home)) for number, problem in outcome.findings[:_MAX_LISTED]
    )
    caption = "表二　发现的问题"
    if len(outcome.findings) > _MAX_LISTED:
        caption += f"（列前{_MAX_LISTED}处，全部见表格文件）"
    return PartTable(("编号", "代号", "问题"), rows, caption, weights=(0, 0, 1))


def _words(problem: Problem, home: str) -> str:
    details = tuple(
        (name, _shown(value, home) if isinstance(value, str) and os.path.isabs(value) else value)
        for name, value in problem.details
    )
    return problem._replace(details=details).message("zh")


def _changes(outcome: AuditOutcome, home: str) -> PartTable:
    rows: list[tuple[str, str]] = [("新增问题", _words(one, home)) for one in outcome.new[:_MAX_LISTED]]
    rows += [("已消除", _words(one, home)) for one in outcome.mended[:_MAX_LISTED]]
    rows += [("新增文件", _shown(path, home)) for path in outcome.added[:_MAX_LISTED]]
    return PartTable(
        ("变化", "内容"), tuple(rows or [("无", "和上次相同")]), "表三　和上次检测相比", weights=(0, 1)
    )


def _runs(outcome: AuditOutcome) -> PartTable:
    shown: Sequence[tuple[str, ...]] = [
        (
            str(run.number), _time(run.started), run.program, str(run.files), str(run.size),
            str(run.findings) if run.ended else "中断",
        )
        for run in outcome.runs[-_MAX_RUNS:]
    ]  # fmt: skip
    return PartTable(("次", "时间", "程序", "文件数", "字节数", "问题"), tuple(shown), "表四　历次检测")
