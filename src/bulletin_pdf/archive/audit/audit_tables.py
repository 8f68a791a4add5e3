"""The outcome of an audit as JSON and as a workbook."""

import json
from datetime import datetime
from io import BytesIO

from bulletin_pdf.archive.audit.audit_items import JUDGES, STAGES
from bulletin_pdf.archive.audit.run_audit import AuditOutcome, ItemResult
from bulletin_pdf.problems import Problem, problem_as_json

_A4 = 9
_WIDTHS = {"问题": 90, "方法": 60, "依据": 40, "检测项目": 26, "文件": 60, "时间": 20, "程序": 22}
_WIDTH = 12


def as_json(outcome: AuditOutcome) -> bytes:
    """Return everything that was found, as one JSON object."""
    record = {
        "run": outcome.run._asdict(),
        "stage": outcome.stage,
        "items": [_item(result) for result in outcome.items],
        "findings": [{"item": number} | _finding(problem) for number, problem in outcome.findings],
        "new": [_finding(problem) for problem in outcome.new],
        "mended": [_finding(problem) for problem in outcome.mended],
        "added": outcome.added,
        "kinds": dict(outcome.kinds),
        "runs": [run._asdict() for run in outcome.runs],
    }
    return json.dumps(record, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def _item(result: ItemResult) -> dict[str, object]:
    item = result.item
    own = {"number": item.number, "property": item.property, "name": item.name, "judge": item.judge}
    return {
        **own,
        "how": item.how,
        "judged": result.judged,
        "findings": result.findings,
        "evidence": result.evidence,
    }


def _finding(problem: Problem) -> dict[str, object]:
    record: dict[str, object] = json.loads(problem_as_json(problem, "zh"))
    return record


def as_audit_workbook(outcome: AuditOutcome) -> bytes:
    """Return items, findings, changes and runs as a workbook."""
    from xlsxwriter import Workbook

    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime.fromisoformat(outcome.run.ended).replace(tzinfo=None)})
    head = book.add_format({"bold": True, "border": 1})
    cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    for name, columns, rows in _sheets(outcome):
        page = book.add_worksheet(name)
        for place, column in enumerate(columns):
            page.set_column(place, place, _WIDTHS.get(column, _WIDTH))
        page.write_row(0, 0, columns, head)
        for number, row in enumerate(rows, start=1):
            page.write_row(number, 0, row, cell)
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        page.set_landscape()
        page.set_paper(_A4)
        page.fit_to_pages(1, 0)
    book.close()
    return stream.getvalue()


_Sheet = tuple[str, tuple[str, ...], list[tuple[object, ...]]]


def _sheets(outcome: AuditOutcome) -> list[_Sheet]:
    items: list[tuple[object, ...]] = [
        (
            result.item.number, result.item.property, result.item.name, JUDGES[result.item.judge], result.item.how,
            result.evidence, result.findings if result.judged else "未检测",
        )
        for result in outcome.items
    ]  # fmt: skip
    findings: list[tuple[object, ...]] = [
        (number, problem.code, str(dict(problem.details).get("file", "")), problem.message("zh"))
        for number, problem in outcome.findings
    ]
    changes: list[tuple[object, ...]] = [("新增问题", one.message("zh")) for one in outcome.new]
    changes += [("已消除", one.message("zh")) for one in outcome.mended]
    changes += [("新增文件", path) for path in outcome.added]
    stages = {str(stage): name for stage, name in STAGES.items()}
    runs: list[tuple[object, ...]] = [
        (
            run.number,
            run.started,
            run.ended or "中断",
            stages.get(run.stage, run.stage),
            run.program,
            run.files,
            run.size,
            run.findings,
        )
        for run in outcome.runs
    ]
    return [
        ("检测项目", ("编号", "性质", "检测项目", "方式", "方法", "依据", "结果"), items),
        ("发现的问题", ("编号", "代号", "文件", "问题"), findings),
        ("和上次相比", ("变化", "问题"), changes),
        ("历次检测", ("次", "时间", "结束", "环节", "程序", "文件数", "字节数", "问题数"), runs),
    ]
