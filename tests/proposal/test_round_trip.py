"""Every shipped style, set by us and measured back from its PDF, gives its own values."""

from functools import cache

import pytest

from bulletin_pdf.build import make
from bulletin_pdf.design.model import HouseStyle
from bulletin_pdf.design.prepared import DESIGNS
from bulletin_pdf.design.shipped import shipped
from bulletin_pdf.geometry import mm
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.problems import Problems
from bulletin_pdf.proposal.font_roles import served_alike
from bulletin_pdf.proposal.measure_pdf import measure_pdf
from bulletin_pdf.proposal.measured_style import MeasuredStyle
from bulletin_pdf.proposal.style_layer import filled, layer_from, over
from bulletin_pdf.proposal.write_proposal import write_proposal
from bulletin_pdf.yamldoc.source import SourceText

SENTENCE = "各级各部门健全组织体系，建成一支队伍，推动文明实践工作落地见效，群众满意度持续提升，基层治理水平不断提高。"
SHOWN = (
    "page.size", "page.inner", "page.outer", "page.top", "mirror", "styles.body.face", "styles.body.size",
    "styles.body.indent", "folio.form", "folio.place", "folio.from_foot", "folio.first", "styles.folio.size",
    "styles.folio.face", "foot.outer", "foot.pitch", "foot.white", "foot.inset", "foot.rows", "foot.copies",
    "styles.foot.size", "styles.foot.face", "head.rows", "styles.name.face", "styles.theme.face", "styles.theme.size",
    "contents.label", "contents.rule", "styles.contents_label.face", "styles.contents_label.size",
    "styles.contents_entry.face", "styles.contents_entry.size", "styles.first_title.face", "styles.first_title.size",
    "styles.first_title.align", "styles.title.face", "styles.title.size", "styles.title.align", "styles.level1.face",
    "styles.level2.face", "styles.table_head.face", "styles.table_head.size", "styles.table_cell.face",
    "styles.table_cell.size", "styles.table_caption.face", "styles.table_caption.size", "styles.table_unit.size", "reports.by", "reports.by_around", "styles.by.face", "inks.red",
)  # fmt: skip
"""What the issue below shows in any style."""
UNMIRRORED = "tuanxue", "neikan"
"""Their margins are the same on both sides: whether they change sides does not show."""


def report(city: str, title: str, paragraphs: int) -> str:
    text = "".join(f"      {SENTENCE * 3}\n" for _ in range(paragraphs))
    heads = "      一、健全组织体系\n      （一）建强队伍抓落实\n"
    return f"  - city: {city}\n    title: {title}\n    by: {city}委宣传部、文明办\n    text: |\n{text}{heads}{text}"


TABLE = """  - title: 各乡镇台账
    body:
      - table: [[乡镇, 项目], [城关镇, 服务站], [河口乡, 志愿队]]
        caption: 各乡镇进度
        unit: 个
      - 各乡镇健全组织体系。
"""


def issue(style: str, size: int) -> str:
    return f"""design: {style}
bulletin: 县域工作简报
series: 文明实践专刊
number: 30
publisher: 县委办公室
date: 2022-06-16
theme: 抓好“五有”建设
reports:
{report("东山县", "突出“四字”要诀 提升水平", size)}{report("西河县", "建好用好阵地 打通服务群众最后一公里的实践和探索", size)}{TABLE}distribution:
  report: [省文明办]
  issue: [各县文明办]
  copies: 300
"""


@cache
def measured(style: str) -> MeasuredStyle:
    size = 12 if style == "neikan" else 2
    return measure_pdf(pages_of(issue(style, size)), f"{style}.pdf")


def pages_of(text: str, base: str = ".") -> bytes:
    """An issue as PDF; that its text is right is proved elsewhere."""
    reading = read_issue(SourceText(f"{base}/issue.yaml", text.encode()), "")
    return make(reading.issue, Problems(), target="issue.pdf", prove=False).data


@cache
def measured_alone(style: str) -> HouseStyle:
    """What was measured, over the style itself: everything measured takes the place of what the style says."""
    house, errors = over(
        layer_from(each for each in filled(measured(style).values, style) if each.key[0] != "head"), style
    )
    assert not errors
    return house


@pytest.mark.parametrize("style", DESIGNS)
def test_a_style_is_found_again(style: str) -> None:
    found = write_proposal(measured(style), "en")
    assert found.base == style
    assert not found.kept, found.text
    assert not measured(style).missing_faces


@pytest.mark.parametrize("style", DESIGNS)
def test_all_that_the_page_shows_is_measured(style: str) -> None:
    keys = {".".join(each.key) for each in measured(style).values if each.certain}
    assert set(SHOWN) - keys <= ({"mirror"} if style in UNMIRRORED else set())
    assert {"grid.lines", "grid.pitch"} & keys
    assert not {each.key for each in measured(style).questions}


@pytest.mark.parametrize("style", DESIGNS)
def test_lengths_are_right_to_a_tenth_of_a_millimetre(style: str) -> None:
    page, other = measured_alone(style).page, shipped(style).page
    assert (page.lines, page.columns) == (other.lines, other.columns)
    assert page.characters == pytest.approx(other.characters, abs=1e-3)
    for one, two in zip(page, other, strict=True):
        assert one == pytest.approx(two, abs=mm(0.1))
    folio, expected = measured_alone(style).folio, shipped(style).folio
    assert folio.at == pytest.approx(expected.at, abs=mm(0.1))
    assert (folio.before, folio.after, folio.place) == (expected.before, expected.after, expected.place)
    assert folio.white == pytest.approx(expected.white, abs=0.03)
    foot, wanted = measured_alone(style).foot, shipped(style).foot
    assert foot[:4] == pytest.approx(wanted[:4], abs=0.1)
    assert foot.inset == pytest.approx(wanted.inset, abs=0.05)


@pytest.mark.parametrize("style", DESIGNS)
def test_sizes_are_right_to_a_tenth_of_a_point(style: str) -> None:
    names = {each.key[1] for each in measured(style).values if each.key[0] == "styles"}
    of_head = {"number", "serial", "series", "publisher", "date", "name"}
    for name in sorted(names - of_head):
        found, wanted = getattr(measured_alone(style).styles, name), getattr(shipped(style).styles, name)
        assert found.size == pytest.approx(wanted.size, abs=0.1), name
        assert served_alike(found.face, wanted.face), name
        assert (found.align, found.ink, found.mark) == (wanted.align, wanted.ink, wanted.mark), name


def test_the_head_is_measured_piece_by_piece() -> None:
    head = measured("xinhan").head
    assert head is not None
    assert {piece.slot for piece in head.pieces} == {"name", "number", "series", "publisher", "date"}
    (rule,) = head.rules
    assert rule.weights == pytest.approx((2.25, 0.75))
    frame = measured("xinhan").value("frame")
    assert frame == [
        {"rule": "red", "weights": ["0.75pt", "2.25pt"], "spacing": "1pt", "length": "170mm", "bottom": "20mm", "from": "foot", "pages": "first"}
    ]  # fmt: skip
