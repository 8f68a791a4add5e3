"""Indexes, statistics and lists say what the issues say."""

import csv
import io
from pathlib import Path

import pytest

from bulletin_pdf.pages import Group, Rule, TextRun
from bulletin_pdf.volume.book.bind import roman
from bulletin_pdf.volume.parts.contributors import contributing_units
from bulletin_pdf.volume.parts.file_list import COLUMNS, catalogue_of, concordance_of
from bulletin_pdf.volume.parts.part_tables import PartTable, as_csv
from bulletin_pdf.volume.parts.pinyin import in_pinyin_order, initial
from bulletin_pdf.volume.parts.silent_cities import cities_without_reports
from bulletin_pdf.volume.parts.statistics import by_city_and_month, by_series, by_unit
from bulletin_pdf.volume.plan.thickness import spine_width
from bulletin_pdf.volume.plan.volume_plan import Binding
from volume.conftest import Bound, Year, volume_of


def test_pinyin_order() -> None:
    cities = ["张家界市", "湘西州", "长沙市", "重庆市", "常德市", "郴州市", "湘潭市", "3个", "六安市"]
    ordered = ["3个", "常德市", "长沙市", "郴州市", "重庆市", "六安市", "湘潭市", "湘西州", "张家界市"]
    assert in_pinyin_order(cities) == ordered


def test_tones_then_characters_decide_among_equals() -> None:
    assert in_pinyin_order(["绿", "驴", "旅", "吕"]) == ["驴", "吕", "旅", "绿"]


@pytest.mark.parametrize(
    ("text", "letter"), [("“四字”要诀", "S"), ("《长沙》", "C"), ("2022年", "#"), ("AI", "A"), ("", "#")]
)
def test_initials(text: str, letter: str) -> None:
    assert initial(text) == letter


def test_units_named_from_where_they_stand(bound: Bound) -> None:
    issue = bound.volume.issues[2].member.issue
    assert contributing_units(issue.reports[0]) == ("湘西州委宣传部", "湘西州文明办")
    assert contributing_units(issue.reports[2]) == ("省文明办",)


def test_statistics_add_up(bound: Bound) -> None:
    issues = bound.volume.issues
    reports = [
        (report.city_name, issue.member.issue.masthead.date.iso[5:7])
        for issue in issues
        for report in issue.member.issue.reports
    ]
    table = by_city_and_month(issues)
    assert table.head == ("地区", *(f"{month}月" for month in range(1, 13)), "合计")
    for row in table.rows[:-1]:
        city = "" if row[0].startswith("（") else row[0]
        for month in range(1, 13):
            assert int(row[month] or 0) == reports.count((city, f"{month:02d}"))
        assert int(row[-1]) == sum(int(cell or 0) for cell in row[1:-1])
    assert table.rows[-1][-1] == str(len(reports))
    assert by_series(bound.volume.plan, issues).rows[-1][1:3] == (str(len(issues)), str(len(reports)))


def test_units_with_equal_counts_share_a_place(bound: Bound) -> None:
    rows = by_unit(bound.volume.issues).rows
    assert rows[0] == ("1", "湘西州文明办", "3")
    places = [int(place) for place, _, _ in rows]
    counts = [int(count) for _, _, count in rows]
    assert places == [sum(other > count for other in counts) + 1 for count in counts]


def test_catalogue_has_the_archives_columns(bound: Bound) -> None:
    """A-43, V-10."""
    rows = list(csv.reader(io.StringIO(Path(bound.outcome.catalogue).read_text("utf-8-sig"))))
    assert (
        tuple(rows[0])
        == COLUMNS
        == ("序号", "档号", "文号", "责任者", "题名", "日期", "密级", "页数", "备注")
    )
    assert [tuple(row) for row in rows[1:]] == list(catalogue_of(bound.volume.plan, bound.volume.issues).rows)
    first = dict(zip(rows[0], rows[1], strict=True))
    assert first["档号"] == "J001-WS·2022-D30-BGS-0001"
    assert (first["文号"], first["日期"], first["页数"], first["备注"]) == (
        "第1期",
        "20220112",
        "2",
        "第1—2页",
    )


def test_concordance_follows_the_folios(bound: Bound) -> None:
    labels = [page.label for page in bound.volume.document.pages]
    for row, issue in zip(concordance_of(bound.volume.issues).rows, bound.volume.issues, strict=True):
        first, _, last = row[3].partition("—")
        assert first == str(issue.first) and (last or first) == str(issue.last)
        assert first in labels and (last or first) in labels


def test_cells_that_look_like_formulas_stay_text() -> None:
    assert (
        as_csv(PartTable(("a",), (("=1+1",), ("-",), ("第1期",))))
        == "\ufeffa\r\n'=1+1\r\n'-\r\n第1期\r\n".encode()
    )


def test_spine() -> None:
    """R-68: the worked example, 240 pages of 80 g, is 12.92 mm of block."""
    assert spine_width(Binding(80, 0), 240) == pytest.approx(12.92 + 0.5, abs=0.01)


def test_roman_figures() -> None:
    assert [roman(n) for n in (1, 4, 9, 14, 40, 99)] == ["i", "iv", "ix", "xiv", "xl", "xcix"]


def test_parts_stand_in_the_order_asked_for(year: Year) -> None:
    path = year({"issues/1": {"number": 1}}, parts=["issues", "index-title", "statistics"])
    volume = volume_of(path)
    titles = [item.title for item in volume.document.outline if item.level == 1]
    assert titles == ["各期", "篇名索引", "统计"]
    assert volume.document.pages[0].label == "1"


def test_cities_that_were_silent_are_named() -> None:
    heard = cities_without_reports(["长沙市", "湘西州", "株洲市", "长沙市", "省直"])
    assert heard is not None and (heard.province, heard.total) == ("湖南省", 14)
    assert len(heard.silent) == 11 and "岳阳市" in heard.silent and "湘西州" not in heard.silent


@pytest.mark.parametrize("cities", [[], ["省直"], ["长沙市", "成都市"], ["望城区", "浏阳市", "宁乡市"]])
def test_without_a_province_nobody_is_silent(cities: list[str]) -> None:
    assert cities_without_reports(cities) is None


def test_the_catalogue_has_room_for_titles(year: Year) -> None:
    """Titles get more room than codes; the heads stand on every page; nothing is turned."""
    name = "青河县精神文明建设指导委员会办公室工作简报"
    issues = {
        f"issues/{n:02d}": {
            "bulletin": name,
            "publisher": f"中共{name[:-4]}",
            "number": n,
            "date": f"2022-03-{n:02d}",
        }
        for n in range(1, 29)
    }
    archive = {"fonds": "J001", "category": "WS", "retention": "D30", "office": "BGS"}
    volume = volume_of(year(issues, parts=["issues", "catalogue"], archive=archive))
    pages = [
        page for page in volume.document.pages if any(getattr(m, "text", "") == "责任者" for m in page.marks)
    ]
    assert len(pages) > 2
    for page in pages:
        assert not any(isinstance(mark, Group) for mark in page.marks)
        heads = {
            mark.text: mark.x for mark in page.marks if isinstance(mark, TextRun) and mark.text in COLUMNS
        }
        assert set(heads) == set(COLUMNS)
        uprights = sorted(
            {round(mark.x) for mark in page.marks if isinstance(mark, Rule) and mark.x == mark.x2}
        )
        widths = {
            name: min(edge for edge in [*uprights, 999] if edge > x)
            - max(edge for edge in [0, *uprights] if edge < x)
            for name, x in heads.items()
        }
        assert widths["题名"] >= widths["档号"]
        assert widths["题名"] > 1.3 * widths["日期"]
    codes = "".join(m.text for page in pages for m in page.marks if isinstance(m, TextRun))
    assert "J001-WS·2022-D30-BGS-0028" in codes
