"""The model issue, measured from its finished PDF by independent programs."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bulletin_pdf.build import publish
from bulletin_pdf.issue.model import Issue, Paragraph
from bulletin_pdf.issue.printed_form import attribution, printed_heading
from bulletin_pdf.issue.read import read_issue
from support.measured import Glyph, MeasuredLine, glyphs_of, lines_of, squashed, text_by_readers
from support.narrowed import present

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "issues" / "2022-zk30.yaml"
MM = 72 / 25.4
CELL = 156 * MM / 28
PITCH = 225 * MM / 22
TOP = 37 * MM
BODY_SIZE = CELL
PLAIN_LINE = r"(?:[一-鿿]|(?<=[一-鿿])[，、；。](?=[一-鿿])){28}"


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("model") / "2022-zk30.pdf"
    publish(str(SOURCE), str(target))
    return target


@pytest.fixture(scope="module")
def glyphs(pdf: Path) -> list[Glyph]:
    return glyphs_of(pdf)


@pytest.fixture(scope="module")
def issue() -> Issue:
    return read_issue(SOURCE).issue


def left_of(page: int) -> float:
    """P-03, P-07: the binding edge is 28 mm, on the right of even pages."""
    return (28 if page % 2 else 26) * MM


def body_lines(glyphs: list[Glyph]) -> list[MeasuredLine]:
    body = [g for g in glyphs if "Fangsong" in g.font or "SansSC" in g.font]
    return [line for line in lines_of(body) if len(line.glyphs) > 4]


def test_body_baselines_stand_on_the_grid_p16(glyphs: list[Glyph]) -> None:
    for line in body_lines(glyphs):
        steps = (line.y - TOP - PITCH / 2 - 0.38 * BODY_SIZE) / PITCH
        assert abs(steps - round(steps)) * PITCH < 0.2, (line.page, line.text)
        assert 0 <= round(steps) <= 21


def test_a_full_page_holds_22_lines_p10(glyphs: list[Glyph]) -> None:
    assert len([line for line in lines_of(glyphs) if line.page == 2 and line.y < 262 * MM]) == 22


def test_unadjusted_lines_fill_28_cells_p12(glyphs: list[Glyph]) -> None:
    plain = [
        line for line in lines_of(glyphs)
        if re.fullmatch(PLAIN_LINE, line.text) and line.glyphs[0].size < 20
    ]  # fmt: skip
    assert plain
    for line in plain:
        for number, glyph in enumerate(line.glyphs):
            assert glyph.x == pytest.approx(left_of(line.page) + number * CELL, abs=0.1)


def test_body_is_set_in_sanhao_p13(glyphs: list[Glyph]) -> None:
    sizes = {round(g.size, 3) for g in glyphs if "Fangsong" in g.font}
    assert sizes == {round(BODY_SIZE, 3)}
    assert 15.75 <= sizes.pop() <= 16


def test_nothing_leaves_the_type_area_but_the_folio_p04(glyphs: list[Glyph]) -> None:
    for glyph in glyphs:
        if not glyph.text.strip() or glyph.y > 262 * MM:
            continue
        blank = 0.5 * glyph.size if glyph.text in "，。、；：！？”’）》】〕" else 0.0
        assert glyph.right - blank <= left_of(glyph.page) + 156 * MM + 0.1, glyph
        opening = 0.5 * glyph.size if glyph.text in "“‘（《【〔" else 0.0
        assert glyph.x + opening >= left_of(glyph.page) - 0.1, glyph


def test_justified_lines_end_at_the_measure(glyphs: list[Glyph]) -> None:
    lines = [line for line in lines_of(glyphs) if line.y < 262 * MM and line.page == 2]
    ends = []
    for line in lines:
        last = line.glyphs[-1]
        blank = 0.5 * last.size if last.text in "，。、；：！？”’）》】〕" else 0.0
        ends.append(last.right - blank - left_of(2) - 156 * MM)
    full = [end for end in ends if end > -CELL / 2]
    assert len(full) >= 15
    assert all(abs(end) <= 0.05 for end in full)


def test_folios_stand_where_the_standard_says_p60_p62(glyphs: list[Glyph]) -> None:
    pages = max(g.page for g in glyphs)
    for page in range(1, pages + 1):
        folio = [g for g in glyphs if g.page == page and g.y > 262 * MM and g.text.strip()]
        assert "".join(g.text for g in folio) == f"—{page}—"
        assert {g.size for g in folio} == {14.0}
        dash_height = 0.30 * 14
        assert folio[0].y - dash_height == pytest.approx(269 * MM, abs=0.5 * MM + 2)
        if page % 2:
            assert folio[-1].right == pytest.approx(left_of(page) + 156 * MM - 14, abs=1.5)
        else:
            assert folio[0].x == pytest.approx(left_of(page) + 14, abs=1.5)


def test_the_head_is_red_and_in_the_top_third_j03_j08(glyphs: list[Glyph], pdf: Path) -> None:
    name = [g for g in glyphs if g.page == 1 and g.size > 30]
    assert "".join(g.text for g in name) == "湖南精神文明建设"
    width = name[-1].right - name[0].x
    assert 0.60 <= width / (156 * MM) <= 0.76
    content = subprocess.run(
        ["qpdf", "--qdf", "--object-streams=disable", str(pdf), "-"], capture_output=True
    )
    assert b"0 1 1 0 k" in content.stdout  # process red; no RGB anywhere on a press page
    assert not re.search(rb"^[\d. ]+ rg$", content.stdout, re.MULTILINE)


@pytest.mark.parametrize("reader", ["pdftotext", "mutool", "pypdf"])
def test_readers_give_every_report_back_exactly(pdf: Path, issue: Issue, reader: str) -> None:
    text = re.sub(r"—\d+—", "", text_by_readers(pdf)[reader])
    at = 0
    for report in issue.reports:
        wanted = [squashed("".join(line.text for line in printed_heading(report)))]
        wanted += [squashed(element.prose.text) for element in report.body if isinstance(element, Paragraph)]
        wanted.append(squashed(present(attribution(report)).text) if report.by else "")
        for stretch in wanted:
            found = text.find(stretch, at)
            assert found >= 0, stretch
            at = found + len(stretch)
    assert at == len(text)


def test_fonts_are_embedded_subsets(pdf: Path) -> None:
    listing = subprocess.run(["pdffonts", str(pdf)], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in listing.splitlines()[2:]]
    assert len(rows) >= 5
    for row in rows:
        assert re.match(r"[A-Z]{6}\+", row[0])
        assert row[-5:-2] == ["yes", "yes", "yes"]


def test_qpdf_finds_nothing(pdf: Path) -> None:
    done = subprocess.run(["qpdf", "--check", str(pdf)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Pacific/Kiritimati", "LANG": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Adak", "LC_ALL": "zh_CN.UTF-8", "PYTHONHASHSEED": "4242"},
    ],
)
def test_the_same_input_gives_the_same_bytes(pdf: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    target = tmp_path / "again.pdf"
    program = "import sys; from bulletin_pdf.build import publish; publish(sys.argv[1], sys.argv[2])"
    relative = os.path.relpath(SOURCE, tmp_path)
    subprocess.run(
        [sys.executable, "-c", program, relative, str(target)],
        env=os.environ | environment, cwd=tmp_path, check=True,
    )  # fmt: skip
    assert target.read_bytes() == pdf.read_bytes()
