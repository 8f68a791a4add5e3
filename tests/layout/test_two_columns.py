"""Issues in two columns from end to end: proved in every edition, read in the order of their source."""

import json
from pathlib import Path
from random import Random

import pytest

from bulletin_pdf.build import publish
from bulletin_pdf.compose.design import design_for
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.pages import Document, Picture, Rule, TextRun
from bulletin_pdf.pdf.profile import PROFILES
from bulletin_pdf.pdf.readback.file_text import read_back
from bulletin_pdf.press.options import PrintOptions
from bulletin_pdf.typeset_issue import typeset
from support.measured import pages_by_readers, squashed
from support.random_issues import BOOK, FAULTS, any_issue, outcome_of

SOURCE = Path(__file__).parents[1] / "corpus" / "two-columns" / "neikan.yaml"


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("columns") / "issue.archive.pdf"
    publish(str(SOURCE), str(target), "archive")
    return target


@pytest.fixture(scope="module")
def document() -> Document:
    issue, problems = read_issue(SOURCE)
    return typeset(issue, design_for(issue, problems), BOOK, problems)


@pytest.mark.parametrize("edition", [name for name in PROFILES if name != "archive"])
def test_every_edition_of_two_columns_is_proved(edition: str, tmp_path: Path) -> None:
    target = tmp_path / "issue.pdf"
    publish(str(SOURCE), str(target), edition, PrintOptions(certificate=True))
    certificate = json.loads(target.with_suffix(".certificate.json").read_text("utf-8"))
    pages = pages_by_readers(target, "pdftotext")
    assert [page["characters"] for page in certificate["pages"]] == list(map(len, pages))


def test_readers_give_the_columns_in_the_order_of_the_source(archived: Path) -> None:
    ours = [squashed(page.text) for page in read_back(archived.read_bytes()).pages]
    for reader in ("pdftotext", "mutool", "pypdf"):
        assert pages_by_readers(archived, reader) == ours, reader
    text = squashed("".join(ours))
    words = ("一、基本情况", "石桥村便民服务站", "二、主要做法", "一季度代办情况", "（二）一支队伍服务",
             "一季度矛盾纠纷调解情况", "（三）一套制度保障", "附注：", "三张清单”，", "简讯一则", "报：省委")  # fmt: skip
    places = [text.rfind(squashed(each)) for each in words if squashed(each) in text]
    assert places == sorted(places) and len(places) >= len(words) - 1


def test_both_columns_stand_on_the_lines_of_one_grid(document: Document) -> None:
    """P-80: every line of text of either column, and its first line beside that of the other."""
    issue, problems = read_issue(SOURCE)
    design = design_for(issue, problems)
    grid, body = design.columned, design.body.size
    for number, page in enumerate(document.pages, start=1):
        runs = [mark for mark in page.marks if isinstance(mark, TextRun) and abs(mark.size - body) < 0.01]
        middle = grid.left(number) + grid.width / 2
        lines = [(run.y - grid.top) / grid.pitch % 1 for run in runs if run.text.strip()]
        assert max(lines) - min(lines) < 0.01
        for side in (True, False):
            assert any((run.x < middle) == side for run in runs)
        inside = [run for run in runs if run.x < middle]
        assert all(run.x < middle - grid.gap / 2 for run in inside)


def test_the_rules_stand_between_the_columns(document: Document) -> None:
    issue, problems = read_issue(SOURCE)
    grid = design_for(issue, problems).columned
    for number, page in enumerate(document.pages, start=1):
        upright = [m for m in page.marks if isinstance(m, Rule) and m.x == m.x2 and m.weight == grid.rule]
        assert upright
        assert {round(m.x - grid.left(number) - grid.width / 2, 6) for m in upright} == {0.0}
        runs = [m for m in page.marks if isinstance(m, TextRun) and m.text.strip()]
        for rule in upright:
            crossing = [m for m in runs if m.x < rule.x < m.x + len(m.text) * m.size * 0.4]
            assert not [m for m in crossing if rule.y <= m.y - m.size / 2 <= rule.y2]


DESIGNS: tuple[object, ...] = (
    "neikan",
    {"grid": {"columns": 2}},
    {"extends": "neikan", "styles": {"title": {"span": "one"}, "caption": {"span": "all"}, "level1": {"span": "all"}}},
    {"extends": "neikan", "grid": {"columns": 3, "characters": 17}},
)  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_random_issues_in_columns_are_proved(seed: int, tmp_path: Path) -> None:
    """Nothing is lost, doubled or out of order, whatever stands in the columns."""
    issue = any_issue(Random(seed))
    issue["design"] = DESIGNS[seed % len(DESIGNS)]
    edition = ("print", "archive", "screen")[seed % 3]
    codes = outcome_of(issue, tmp_path / "issue.yaml", BOOK, edition)
    assert not [code for code in codes if code.startswith(FAULTS)]


def test_a_figure_and_a_title_span_what_their_issue_says(tmp_path: Path) -> None:
    text = SOURCE.read_text("utf-8").replace(
        "        credit: 林晓 摄", "        credit: 林晓 摄\n        span: all"
    )
    text = text.replace("  - title: 河口镇", "  - span: one\n    title: 河口镇")
    path = tmp_path / "issue.yaml"
    path.write_text(text.replace("pictures/", ""), "utf-8")
    (tmp_path / "landscape.jpg").write_bytes((SOURCE.parent / "pictures/landscape.jpg").read_bytes())
    issue, problems = read_issue(path)
    design = design_for(issue, problems)
    made = typeset(issue, design, BOOK, problems)
    assert not problems.errors
    grid = design.columned
    pictures = [m for page in made.pages for m in page.marks if isinstance(m, Picture)]
    assert pictures[0].rect.width > grid.column
    titles = [
        (number, mark)
        for number, page in enumerate(made.pages, start=1)
        for mark in page.marks
        if isinstance(mark, TextRun) and mark.text.startswith("河口镇推行") and mark.size > 14
    ]
    (number, title), *_ = titles
    left = title.x - grid.left(number)
    ends = [left + sum(BOOK.by_id(title.face).advances[char] for char in title.text) * title.size, left]
    assert max(ends) <= grid.column + 1 or min(ends) >= grid.column_left(1) - 1


def test_a_proof_says_in_which_column_a_line_stands(tmp_path: Path) -> None:
    text = SOURCE.read_text("utf-8").replace("pictures/", "")
    path = tmp_path / "issue.yaml"
    text = text.replace("收回1063份", "截止目前收回1063份").replace("县财政每年", "截止目前县财政每年")
    path.write_text(text, "utf-8")
    (tmp_path / "landscape.jpg").write_bytes((SOURCE.parent / "pictures/landscape.jpg").read_bytes())
    target = tmp_path / "issue.proof.pdf"
    publish(str(path), str(target), "proof")
    last = pages_by_readers(target, "pdftotext")[-1]
    assert "第1页第1栏第" in last or "第1页第2栏第" in last
    assert "第2页第" in last
