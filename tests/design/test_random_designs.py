"""Any design that is accepted sets pages that preflight passes, and all of whose marks stand on them."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from bulletin_pdf.compose.design import area_of, design_for, usual_area
from bulletin_pdf.design.chain import read_design
from bulletin_pdf.fonts.font_book import open_book
from bulletin_pdf.issue.model import Issue
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.pages import Box, Document, Picture, Rule, TextRun, every_mark
from bulletin_pdf.pdf.profile import PROFILES
from bulletin_pdf.press.quick_checks import check_document
from bulletin_pdf.problems import BulletinError, Problems
from bulletin_pdf.typeset_issue import typeset
from bulletin_pdf.volume.book.set_volume import set_volume
from bulletin_pdf.volume.plan.read_plan import read_plan

BOOK = open_book()
ISSUE = """
bulletin: 政务督查
series: 专项督查
number: 7
serial: 318
publisher: [寿山县人民政府督查室, 寿山县融媒体中心]
date: 2024-05-20
published: 2024-05-22
secrecy: 内部参阅
permit: 内部资料 免费交流
theme: 抓落实
distribution: {report: 县委常委, send: 各乡镇人民政府, audience: 各村, printer: 县印刷厂, copies: 120}
colophon: {编辑: 王明, 电话: 0551-0000000}
reports:
  - {title: 关于一季度重点工作推进情况的通报, column: 督查通报, by: 县政府督查室, source: 县府督〔2024〕7号, date: 2024-05-18,
     text: "今年以来，各乡镇紧扣目标任务，扎实推进重点工作。**一是抓进度。**各单位要对照清单，逐项抓好落实。"}
  - {title: 城关镇抓实网格治理, by: 城关镇, attending: [王明, 李四], body: [一、主要做法, 城关镇把网格作为治理的基本单元。, {table: [[项目, 数量], [网格, "32"]]}]}
"""
VOLUME = """
title: 政务督查
year: 2024
issues: [bound.yaml]
parts: [cover, title, foreword, contents, issues, index-city, index-title, statistics, figures, catalogue, remarks]
"""


def mm(low: int, high: int) -> st.SearchStrategy[str]:
    return st.integers(low, high).map(lambda length: f"{length}mm")


def pt(low: float, high: float) -> st.SearchStrategy[str]:
    return st.floats(low, high).map(lambda length: f"{length:.2f}pt")


def some(**keys: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries({}, optional=keys)


SIZE = st.sampled_from(["三号", "四号", "小四", "二号", "小二", "cell"]) | pt(6, 40)
FACE = st.sampled_from(["fangsong", "kai", "hei", "xbs", "song", "zhongsong", "shusong"])
STYLE = some(
    face=FACE,
    size=SIZE,
    align=st.sampled_from(["left", "center", "right", "justify"]),
    indent=st.sampled_from(["0", "2em", "10mm"]),
    left=st.sampled_from(["0", "1em", "5mm"]),
    right=st.sampled_from(["0", "1em"]),
    lines=st.lists(st.integers(1, 9), min_size=1, max_size=4).map(sorted),
    spacing=st.sampled_from(["0", "0.2em"]),
    above=st.integers(0, 3),
    below=st.integers(0, 3),
    mark=st.sampled_from(["■", "※", "none"]),
    ink=st.sampled_from(["black", "black", "red"]),
)
FRAME = st.lists(
    st.builds(
        lambda row, at, pages: {**row, "top": at, "pages": pages},
        st.sampled_from(
            [
                {"rule": "red", "length": "120mm"},
                {"inner": "name", "outer": ["number"]},
                {"center": {"text": "内部资料"}, "from": "foot"},
            ]
        ),
        mm(6, 20),
        st.sampled_from(["all", "first", "others"]),
    ),
    max_size=2,
)
SLOT = st.sampled_from(
    ["series", "number", "serial", "publisher", "date", "published", "secrecy", "permit", "theme"]
)
PLACE = some(above=mm(0, 9)) | st.builds(
    lambda edge, at, origin, free: {edge: at, "from": origin, "free": free},
    st.sampled_from(["top", "middle", "bottom"]),
    mm(-5, 70),
    st.sampled_from(["area", "page"]),
    st.booleans(),
)
ROWS = st.lists(
    st.builds(
        lambda row, place: {**row, **place},
        st.sampled_from(
            [
                {"name": True},
                {"name": {"size": "48pt", "width": "120mm"}},
                {"rule": "red", "weights": ["2.25pt", "0.75pt"], "star": "5mm"},
                {"rule": "black", "length": "100mm"},
            ]
        )
        | some(
            left=st.lists(SLOT, min_size=1, max_size=2),
            center=SLOT,
            right=SLOT,
            inset=mm(0, 9),
            stack=st.booleans(),
        ),
        PLACE,
    ),
    max_size=6,
)
DESIGN = some(
    page=some(size=st.sampled_from(["A4", "16K", "A5", "大16开"]), top=mm(5, 60), inner=mm(5, 40), bottom=mm(5, 60), outer=mm(5, 40)),
    grid=some(width=mm(80, 190), height=mm(120, 270), lines=st.integers(10, 40), characters=st.integers(10, 40), pitch=pt(10, 40)),
    styles=some(body=STYLE, title=STYLE, level1=STYLE, contents_entry=STYLE, contents_label=STYLE, column=STYLE, foot=some(size=SIZE), folio=some(size=SIZE)),
    head=some(rows=ROWS, lines=st.integers(0, 12)),
    folio=some(form=st.sampled_from(["{n}", "— {n} —", "第 {n} 页 共 {pages} 页"]), place=st.sampled_from(["outer", "inner", "center"]), drop=mm(1, 30), first=st.booleans()),
    foot=some(outer=st.sampled_from(["none", "0.5mm"]), pitch=pt(8, 40), copies=st.sampled_from(["inside", "below", "none"]), rows=st.just([["report", "send"], ["colophon", "printer"], ["imprint"]])),
    contents=some(bullet=st.sampled_from(["", "※"]), around=st.just("≡"), numbers=st.sampled_from(["never", "always"])),
    reports=some(between=st.integers(0, 3), by=st.sampled_from(["end", "under_title"])),
    frame=FRAME,
    volume=some(cover=st.sampled_from(["rule", "frame", "slip"]), lines=st.integers(20, 40)),
    mirror=st.booleans(),
)  # fmt: skip


def issue_of(directory: Path) -> Issue:
    path = directory / "issue.yaml"
    if not path.exists():
        path.write_text(ISSUE.lstrip(), "utf-8")
    return read_issue(str(path)).issue


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(wanted=DESIGN)
def test_what_is_accepted_sets_a_page(
    wanted: dict[str, object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    directory = tmp_path_factory.getbasetemp()
    path = directory / "random.yaml"
    path.write_text(json.dumps(wanted, ensure_ascii=False), "utf-8")
    problems = Problems()
    found = read_design(str(path), problems)
    event("accepted" if found else "refused " + problems.errors[0].code)
    if found is None:
        assert problems.errors
        assert all(problem.message("en") for problem in problems)
        return
    issue = issue_of(directory)._replace(design=found[0])
    problems = Problems()
    design = design_for(issue, problems)
    document = typeset(issue, design, BOOK, problems)
    check_document(document, PROFILES["print"], area_of(design.house) or usual_area(), BOOK, problems)
    if any(problem.code in ("B511", "B512", "B961") for problem in problems):
        return  # a head that takes the page, or text too long for its row, is told
    assert not problems.errors
    assert_on_page(document)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(wanted=DESIGN)
def test_what_is_accepted_binds_a_volume(
    wanted: dict[str, object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    directory = tmp_path_factory.getbasetemp()
    (directory / "look.yaml").write_text(json.dumps(wanted, ensure_ascii=False), "utf-8")
    (directory / "bound.yaml").write_text("design: ./look.yaml\n" + ISSUE.lstrip(), "utf-8")
    (directory / "volume.yaml").write_text(VOLUME, "utf-8")
    problems = Problems()
    try:
        made = set_volume(read_plan(str(directory / "volume.yaml"), problems), problems)
    except BulletinError as refused:
        event("refused " + refused.problems.errors[0].code)
        return
    if not any(problem.code in ("B511", "B512", "B961") for problem in problems):
        assert not problems.errors
        assert_on_page(made.document)


def assert_on_page(document: Document) -> None:
    for page in document.pages:
        width, height = page.size
        for mark in every_mark(page.marks):
            if isinstance(mark, TextRun) and mark.text.strip():
                assert -0.1 <= mark.x <= width
                assert 0 <= mark.y <= height
            elif isinstance(mark, Rule):
                assert 0 <= min(mark.x, mark.x2) <= max(mark.x, mark.x2) <= width
                assert 0 <= mark.y <= height
            elif isinstance(mark, Box | Picture):
                assert 0 <= mark.rect.y <= height
