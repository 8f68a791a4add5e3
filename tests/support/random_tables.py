"""Random issues full of tables, and what must hold for every one of them."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

from bulletin_pdf.compose.design import Design, design_for, usual_area
from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.issue_attestation import Edition, attest_issue
from bulletin_pdf.pages import Document, Group, Mark, Page, Rule, TextRun
from bulletin_pdf.pdf.profile import PROFILES
from bulletin_pdf.pdf.write.pdf_file import render
from bulletin_pdf.press.options import PrintOptions
from bulletin_pdf.press.quick_checks import check_document
from bulletin_pdf.problems import Problems
from bulletin_pdf.typeset_issue import typeset

WORDS = "县乡村镇组名单位任务内容完成情况备注说明责任人联系电话全年上半年增长比例志愿服务队"
TEXT = "各乡镇组织志愿者走进田间地头，开展整地育秧、政策宣讲、健康义诊等服务活动，受到群众“欢迎”（好评）。"
NOT_SET = {"B513", "B515"}
"""A table of too many columns, a head too high: refused by name."""


def random_issue(choose: Random) -> dict[str, object]:
    """Give an issue with tables one behind another, text before and behind them, near page ends or not."""
    body: list[object] = [TEXT * choose.randint(1, 3) for _ in range(choose.randint(0, 8))]
    for _ in range(choose.randint(1, 3)):
        if choose.random() < 0.3:
            body.append("一、小标题")
        body.append(random_table(choose))
        body += [TEXT[: choose.randint(4, len(TEXT))] for _ in range(choose.randint(0, 3))]
    reports: list[dict[str, object]] = [{"title": "任务清单", "body": body}]
    if choose.random() < 0.4:
        reports[0]["by"] = "县农田建设项目指挥部"
    if choose.random() < 0.3:
        reports.append({"title": "附件1：分工表", "body": [random_table(choose)]})
    issue: dict[str, object] = {"bulletin": "简报", "number": 1, "date": "2026-05-30", "reports": reports}
    if choose.random() < 0.4:
        issue["distribution"] = {"report": ["市委常委"], "copies": 60}
    return issue


def random_table(choose: Random) -> dict[str, object]:
    """Give a table with spans in both directions, heads of several rows, long cells, groups."""
    columns = choose.choice([1, 2, 3, 4, 4, 5, 6, 7, 9, 13])
    count = choose.choice([1, 2, 3, 5, 8, 12, 20, 35, 60])
    spanned, long = choose.choice([0.0, 0.1, 0.4]), choose.choice([0.0, 0.0, 0.1])
    longest = choose.choice([1, 4, 12, 36]) * len(TEXT)
    hanging = [0] * columns
    table: list[list[object]] = []
    while len(table) < count:
        row: list[object] = []
        if columns > 1 and choose.random() < 0.06 and not any(hanging):
            table.append([{"text": "一、" + _words(choose, 6), "colspan": columns}])
            continue
        at = 0
        while at < columns:
            if hanging[at]:
                at += 1
                continue
            free = next((n for n in range(at, columns) if hanging[n]), columns) - at
            cell = _cell(choose, free, count - len(table), spanned, longest if choose.random() < long else 0)
            longest -= len(str(cell["text"])) if len(str(cell["text"])) > len(TEXT) else 0
            for column in range(at, at + int(str(cell["colspan"]))):
                hanging[column] = int(str(cell["rowspan"]))
            row.append(cell)
            at += int(str(cell["colspan"]))
        table.append(row)
        hanging = [max(left - 1, 0) for left in hanging]
    found: dict[str, object] = {"table": table}
    if choose.random() < 0.5:
        found["header_rows"] = choose.randint(0, min(3, len(table)))
    if choose.random() < 0.5:
        found["caption"] = "表1　" + _words(choose, 20)
    if choose.random() < 0.3:
        found["unit"] = "万元"
    return found


def _cell(choose: Random, free: int, below: int, spanned: float, longest: int) -> dict[str, object]:
    wide = choose.randint(1, min(3, free)) if choose.random() < spanned / 2 else 1
    tall = choose.randint(1, min(choose.choice([2, 3, 8, 40]), below)) if choose.random() < spanned else 1
    if longest > 0:
        text = (TEXT * (longest // len(TEXT) + 1))[: choose.randint(1, longest)]
    else:
        kinds = [
            "",
            "甲",
            _words(choose, 4),
            _words(choose, 14),
            str(choose.randint(0, 99999)),
            "R-160.5 L-96.7",
        ]
        text = choose.choice(kinds)
    return {"text": text, "colspan": wide, "rowspan": tall}


def _words(choose: Random, most: int) -> str:
    start, length = choose.randrange(len(WORDS)), choose.randint(1, most)
    return (WORDS + WORDS)[start : start + length]


# What must hold -----------------------------------------------------------------------------


def problems_of(issue: dict[str, object], path: Path, book: FontBook, *, edition: str = "print") -> list[str]:
    """Set an issue, prove its file in memory, and give the codes of errors and what stands where it must not."""
    path.write_text(json.dumps(issue, ensure_ascii=False), "utf-8")
    read, problems = read_issue(path)
    design, profile = design_for(read, problems), PROFILES[edition]
    document = typeset(read, design, book, problems)
    check_document(document, profile, usual_area(), book, problems)
    codes = [problem.code for problem in problems.errors]
    if codes:
        return [code for code in codes if code not in NOT_SET]
    data = render(document, profile, book)
    made = Edition(
        profile, PrintOptions(), "x.pdf", book, document, len(document.pages), printed=document.pages
    )
    attest_issue(data, read, made, Problems())
    return [*misplaced(document, design)]


def misplaced(document: Document, design: Design) -> Iterator[str]:
    """Give what stands outside the type area, and text outside the rules of its table."""
    grid = design.grid
    for number, page in enumerate(document.pages, 1):
        left = grid.left(number)
        for x, y in _points(page):
            if not (left - 12 <= x <= left + grid.width + 12 and grid.top - 1 <= y <= grid.bottom + 32):
                yield f"page {number}: {x:.1f} {y:.1f}"


def _points(page: Page) -> Iterator[tuple[float, float]]:
    for mark in page.marks:
        if isinstance(mark, Group):
            a, b, c, d, e, f = mark.matrix
            for x, y in (point for inner in mark.marks for point in _ends(inner)):
                yield a * x + c * y + e, b * x + d * y + f
        else:
            yield from _ends(mark)


def _ends(mark: Mark) -> Iterator[tuple[float, float]]:
    if isinstance(mark, TextRun):
        yield mark.x, mark.y
    elif isinstance(mark, Rule):
        yield mark.x, mark.y
        yield mark.x2, mark.y2
