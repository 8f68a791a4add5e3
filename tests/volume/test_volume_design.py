"""A volume takes its design from its YAML or its issues; issues stay exactly as issued, whatever theirs is."""

from pathlib import Path

import pytest

from bulletin_pdf.cli.main import main
from bulletin_pdf.compose.design import design_for
from bulletin_pdf.geometry import Size, mm
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.layout.page_numbers import moved
from bulletin_pdf.pages import Document, Rule, TextRun, every_mark
from bulletin_pdf.problems import BulletinError, Problems
from bulletin_pdf.typeset_issue import open_fonts, typeset
from bulletin_pdf.volume.book.set_volume import SetVolume, set_volume
from bulletin_pdf.volume.plan.read_plan import read_plan

ISSUE = """bulletin: 青河简报
publisher: 青河县委办公室
number: {0}
date: 2022-0{0}-10
design: {1}
reports: [{{title: 城关镇抓实网格治理, text: 全镇新建网格28个。, by: 城关镇}}]
"""


def volume(directory: Path, designs: list[str], more: str = "") -> Path:
    """Write issues in some designs, and a volume of them."""
    for number, design in enumerate(designs, start=1):
        (directory / f"{number}.yaml").write_text(ISSUE.format(number, design), "utf-8")
    path = directory / "volume.yaml"
    path.write_text(f"title: 青河简报\nyear: 2022\nissues: ['[1-9].yaml']\n{more}", "utf-8")
    return path


def bound(directory: Path, designs: list[str], more: str = "") -> SetVolume:
    problems = Problems()
    return set_volume(read_plan(str(volume(directory, designs, more)), problems), problems)


def alone(path: Path) -> Document:
    problems = Problems()
    issue = read_issue(str(path)).issue
    return typeset(issue, design_for(issue, problems), open_fonts(issue, problems), problems)


def marks_of(pages: Document, place: int, dx: float = 0.0, dy: float = 0.0) -> list[object]:
    found = [moved(mark, dx, dy) for mark in every_mark(pages.pages[place].marks)]
    return [mark._replace(tag=None) for mark in found if isinstance(mark, TextRun | Rule)]


def text_of(mark: object) -> str:
    return mark.text if isinstance(mark, TextRun) else ""


@pytest.mark.parametrize(
    "designs", [["gongwen", "xinhan", "tuanxue"], ["xiaokai", "gongwen", "{folio: {place: center}}"]]
)
def test_issues_stand_in_a_volume_as_they_were_issued(tmp_path: Path, designs: list[str]) -> None:
    made = bound(tmp_path, designs, "parts: [issues]\n")
    page = made.context.design.grid.page
    assert page == Size(mm(210), mm(297))
    for number, issue in enumerate(made.issues, start=1):
        own = alone(tmp_path / f"{number}.yaml")
        dx, dy = ((page[side] - own.pages[0].size[side]) / 2 for side in (0, 1))
        for place in range(len(own.pages)):
            mine = marks_of(made.document, issue.first - 1 + place)
            folios = [mark for mark in mine if text_of(mark).startswith("·")]
            assert [text_of(folio) for folio in folios] == [f"· {issue.first + place} ·"]
            assert [mark for mark in mine if mark not in folios] == marks_of(own, place, dx, dy)
            assert {made.document.pages[issue.first - 1 + place].size} == {page}


def test_the_folio_of_the_volume_keeps_clear_of_one_in_the_middle(tmp_path: Path) -> None:
    made = bound(tmp_path, ["gongwen", "{folio: {place: center}}"], "parts: [issues]\n")
    area = made.context.design.grid
    places = {
        mark.text: mark.x
        for page in made.document.pages
        for mark in every_mark(page.marks)
        if isinstance(mark, TextRun) and mark.text.startswith("·")
    }
    assert places["· 1 ·"] == pytest.approx(area.left(1) + area.width / 2, abs=12)
    assert places["· 3 ·"] > area.left(1) + 0.9 * area.width


def test_the_front_matter_takes_the_design_of_the_volume(tmp_path: Path) -> None:
    more = (
        "design: {extends: gongwen, page: {size: 大16开, inner: 25mm, top: 25mm}, grid: {width: 160mm, height: 230mm},\n"
        "  styles: {part_title: {face: hei, size: 三号}, part_entry: {face: kai}, volume_folio: {size: 四号}}}\n"
        "parts: [cover, contents, issues, index-title]\n"
    )
    made = bound(tmp_path, ["xiaokai", "xiaokai"], more)
    runs = [
        mark for page in made.document.pages for mark in every_mark(page.marks) if isinstance(mark, TextRun)
    ]
    assert {page.size for page in made.document.pages} == {Size(mm(210), mm(285))}
    heads = {mark.size for mark in runs if mark.text == "总目录"}
    assert heads == {16.0}
    assert {mark.size for mark in runs if mark.text.startswith("· ")} == {14.0}
    faces = {
        mark.face.split("-")[0] for mark in runs if "城关镇抓实网格治理" in mark.text and mark.size == 12
    }
    assert faces == {"LXGWWenKaiGBLite"}


def test_pages_larger_than_those_of_the_volume_are_told(tmp_path: Path) -> None:
    with pytest.raises(BulletinError) as refused:
        bound(tmp_path, ["gongwen", "xiaokai"], "design: xiaokai\n")
    (problem,) = refused.value.problems.errors
    assert (problem.code, dict(problem.details)["found"], dict(problem.details)["page"]) == (
        "B226", "210 × 297 mm", "188 × 260 mm",
    )  # fmt: skip


@pytest.mark.parametrize("cover", ["rule", "frame", "slip"])
def test_each_cover_says_the_same(tmp_path: Path, cover: str) -> None:
    made = bound(tmp_path, ["gongwen"], f"design: {{volume: {{cover: {cover}}}}}\nparts: [cover, issues]\n")
    page = made.document.pages[0]
    area = made.context.design.grid
    text = "".join(mark.text for mark in every_mark(page.marks) if isinstance(mark, TextRun))
    said = ("青河简报", "2022", "年合订本", "第", "期", "青河县委办公室", "2022", "月")
    assert all(word in text for word in said)
    rules = [mark for mark in every_mark(page.marks) if isinstance(mark, Rule)]
    assert len(rules) == {"rule": 1, "frame": 9, "slip": 8}[cover]
    for mark in every_mark(page.marks):
        x = mark.x if isinstance(mark, TextRun | Rule) else area.left(1)
        assert area.left(1) - 0.1 <= x <= area.left(1) + area.width + 0.1


def test_a_volume_of_several_trims_and_its_design_file_pass_preflight_and_verify(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "year.yaml").write_text(
        "extends: gongwen\nvolume: {cover: slip}\nstyles: {part_title: {face: hei}}\n", "utf-8"
    )
    source = volume(
        tmp_path, ["xiaokai", "gongwen"], "design: ./year.yaml\nparts: [cover, contents, issues]\n"
    )
    (tmp_path / "year.yaml").rename(tmp_path / "look.yaml")
    source.write_text(source.read_text("utf-8").replace("year.yaml", "look.yaml"), "utf-8")
    target, archive = tmp_path / "out.pdf", tmp_path / "out.archive.pdf"
    assert (
        main(
            ["volume", str(source), "-q", "-o", str(target), "--edition", "print", "archive", "--lang", "en"]
        )
        == 0
    )
    capsys.readouterr()
    assert main(["preflight", str(target), "--lang", "en"]) == 0
    for path in tmp_path.glob("*.yaml"):
        path.unlink()
    assert main(["verify", str(archive), "--lang", "en"]) == 0
    assert "identical" in capsys.readouterr()[0]
