"""供稿单位: parted where they are several, whole where they are one, as they are written."""

import pytest

from bulletin_pdf.issue.model import Prose
from bulletin_pdf.volume.book.set_volume import SetVolume
from bulletin_pdf.volume.issues.bound_issue import BoundIssue
from bulletin_pdf.volume.parts.contributors import contributing_units, contributors
from bulletin_pdf.volume.parts.spellings import squeezed
from bulletin_pdf.volume.parts.statistics import by_unit
from volume.conftest import Year, volume_of

CASES = {
    "湘西州委宣传部、州文明办": ["湘西州委宣传部", "州文明办"],
    "（湘西州委宣传部、州文明办）": ["湘西州委宣传部", "州文明办"],
    "湘潭市委宣传部　市文明办": ["湘潭市委宣传部", "市文明办"],
    "市教育局 市卫健委 团市委": ["市教育局", "市卫健委", "团市委"],
    "教育局 卫健委": ["教育局", "卫健委"],
    "县委 宣传部": ["县委 宣传部"],
    "县委办公室，县政府办公室": ["县委办公室", "县政府办公室"],
    "县委宣传部；县融媒体中心": ["县委宣传部", "县融媒体中心"],
    "市场监管局": ["市场监管局"],
    "市委宣传部 市场监管局": ["市委宣传部", "市场监管局"],
    "河口村 党支部": ["河口村 党支部"],
    "长沙市 文明办": ["长沙市 文明办"],
    "雨花区 教育局": ["雨花区 教育局"],
    "省电力公司 党群工作部": ["省电力公司 党群工作部"],
    "湖南大学 宣传部": ["湖南大学 宣传部"],
    "市公安局 交警支队 二大队": ["市公安局 交警支队 二大队"],
    "望月湖街道 岳华社区": ["望月湖街道 岳华社区"],
    "市委宣传部 理论科": ["市委宣传部 理论科"],
    "市委宣传部和市文明办": ["市委宣传部", "市文明办"],
    "市人力资源和社会保障局": ["市人力资源和社会保障局"],
    "省发展和改革委员会": ["省发展和改革委员会"],
    "县委办（研究室、信息科）": ["县委办（研究室、信息科）"],
    "（县委办）（县府办）": ["（县委办）（县府办）"],
    "执笔：向 宇": ["向 宇"],
    "执笔：向 宇，河口村 党支部": ["向 宇", "河口村 党支部"],
    "通讯员 李 明": ["李 明"],
    "张小红 李明": ["张小红", "李明"],
    "市文明办 张小红": ["市文明办", "张小红"],
    "供稿单位：州文明办": ["州文明办"],
    "州委宣传部、州文明办联合供稿": ["州委宣传部", "州文明办"],
    "省大数据中心 CTO办公室": ["省大数据中心 CTO办公室"],
    "UNDP China Office": ["UNDP China Office"],
    "中共长沙市委宣传部 国家统计局长沙调查队": ["中共长沙市委宣传部 国家统计局长沙调查队"],
    "中共长沙市委宣传部 国家税务总局长沙市税务局": ["中共长沙市委宣传部", "国家税务总局长沙市税务局"],
    "": [],
    "、": [],
}


@pytest.mark.parametrize("text", CASES)
def test_contributors(text: str) -> None:
    assert contributors(text) == CASES[text]


@pytest.mark.parametrize("text", CASES)
def test_nothing_is_changed_within_a_name(text: str) -> None:
    assert all(name in text for name in contributors(text))


@pytest.mark.parametrize(
    ("city", "by", "expected"),
    [
        ("湘西州", "湘西州委宣传部、州文明办", ("湘西州委宣传部", "湘西州文明办")),
        ("长沙市", "市场监管局、市直机关工委", ("市场监管局", "长沙市直机关工委")),
        ("雨花区", "区块链中心、区文明办", ("区块链中心", "雨花区文明办")),
        ("长沙市", "省文明办", ("省文明办",)),
        ("", "市文明办、市文明办", ("市文明办",)),
    ],
)
def test_units_get_the_place_they_stand_in(year: Year, city: str, by: str, expected: tuple[str, ...]) -> None:
    report = {"city": city, "title": "一件小事", "by": by, "text": "做成了。"}
    volume = volume_of(year({"issues/1": {"reports": [report if city else {**report, "city": "长沙市"}]}}))
    (found,) = volume.issues[0].issue.reports
    assert contributing_units(found._replace(city=Prose(city) if city else None)) == expected


def texts_of(volume: SetVolume) -> str:
    marks = (mark for page in volume.document.pages for mark in page.marks)
    return "".join(getattr(mark, "text", "") for mark in marks)


def test_a_name_with_and_without_its_space_is_one(year: Year) -> None:
    def issue(number: int, by: str) -> dict[str, object]:
        report = {"city": "长沙市", "title": f"第{number}件事", "by": by, "text": "做成了。"}
        return {"number": number, "date": f"2022-0{number}-01", "reports": [report]}

    names = ["河口村 党支部", "河口村党支部", "向 宇"]
    rows = {f"issues/{n}": issue(n, by) for n, by in enumerate(names, start=1)}
    volume = volume_of(year(rows, parts=["issues", "index-unit"]))
    issues: tuple[BoundIssue, ...] = volume.issues
    assert [row[1:] for row in by_unit(issues).rows] == [("河口村 党支部", "2"), ("向 宇", "1")]
    assert texts_of(volume).count("河口村 党支部") == 2  # once under its report, once in the index
    assert squeezed("河口村 党支部") == "河口村党支部"


def test_marks_on_a_separator_go_with_it() -> None:
    """A name that began with them could not be set: they combine with nothing."""
    assert contributors("县委办，\u0308\u0331\ufe00、\u0304市委办") == ["县委办", "市委办"]
