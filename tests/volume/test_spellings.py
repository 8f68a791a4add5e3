"""What a year spells in several ways stands under one head, counted together."""

from collections.abc import Callable
from typing import Any

import pytest

from bulletin_pdf.proof.places import gazetteer
from bulletin_pdf.volume.parts.contributors import contributing_units
from bulletin_pdf.volume.parts.front_matter import cities_of
from bulletin_pdf.volume.parts.spellings import (
    one_spelling,
    one_spelling_of_places,
    place_key,
    squeezed,
    theme_key,
    unit_key,
)
from bulletin_pdf.volume.parts.statistics import by_city_and_month, by_unit
from bulletin_pdf.volume.parts.volume_record import empty_volume
from volume.conftest import Year, volume_of


@pytest.mark.parametrize(
    ("key", "spellings"),
    [
        (place_key, ["湘西州", "湘西土家族苗族自治州", "湘西自治州", "湘西", "湘西 州"]),
        (place_key, ["长沙市", "长沙", "长沙 市"]),
        (place_key, ["湖南省", "湖南"]),
        (
            unit_key,
            ["湘西州委宣传部", "中共湘西州委宣传部", "湘西土家族苗族自治州委宣传部", "湘西州委 宣传部"],
        ),
        (unit_key, ["河口村党支部", "河口村 党支部"]),
        (theme_key, ["全面落实“五有”建设标准", '全面落实"五有"建设标准', "全面落实 五有 建设标准"]),
    ],
)
def test_spellings_of_one_thing(key: Callable[[str], str], spellings: list[str]) -> None:
    assert len({key(spelling) for spelling in spellings}) == 1


def test_all_names_of_a_place_begin_alike() -> None:
    """So `one_spelling_of_places` may take a name by itself that begins like no other."""
    for name, places in gazetteer().items():
        assert len(name) > 1 and {place.name[:2] for place in places} == {name[:2]}


@pytest.mark.parametrize(
    "names",
    [
        ["湘西州", "湘潭市", "湘西土家族苗族自治州", "湘西州", "长沙", "长沙市", "长沙", "", "岳阳市"],
        ["省直", "省", "长 沙", "长沙市", "长沙 市", "河口村"],
    ],
)
def test_places_are_gathered_as_by_the_whole_gazetteer(names: list[str]) -> None:
    assert one_spelling_of_places(names) == one_spelling(names, place_key)


@pytest.mark.parametrize(
    ("key", "names"),
    [
        (place_key, ["长沙市", "长沙县", "株洲市", "省直", "城关镇"]),
        (place_key, ["朝阳市", "朝阳区", "鼓楼区"]),
        (unit_key, ["长沙市委宣传部", "长沙市文明办", "文明办"]),
        (theme_key, ["推进移风易俗", "推进移风易俗之二"]),
    ],
)
def test_different_things_stay_apart(key: Callable[[str], str], names: list[str]) -> None:
    assert len({key(name) for name in names}) == len(names)


def test_the_spelling_written_most_is_the_head() -> None:
    names = ["长沙", "长沙市", "长沙市", "株洲市", ""]
    assert one_spelling(names, place_key) == {"长沙": "长沙市", "长沙市": "长沙市", "株洲市": "株洲市"}
    assert one_spelling(["长沙", "长沙市"], place_key)["长沙市"] == "长沙"


def test_latin_names_keep_their_spaces() -> None:
    assert squeezed("UNDP China 办公室") == "UNDP China办公室"


def reports_of(*rows: Any) -> list[dict[str, str]]:
    keys = ("city", "by", "title")
    return [{**dict(zip(keys, row, strict=True)), "text": "做成了。"} for row in rows]


def test_indexes_and_counts_take_them_together(year: Year) -> None:
    first = reports_of(("湘西州", "州文明办", "甲"), ("长沙", "市文明办", "乙"))
    second = reports_of(
        ("湘西土家族苗族自治州", "州文明办", "丙"),
        ("湘西州", "中共湘西州委宣传部", "丁"),
        ("长沙市", "长沙市文明办", "戊"),
    )
    issues = {
        "issues/1": {"theme": "推进“五有”建设", "reports": first},
        "issues/2": {"number": 2, "date": "2022-04-01", "theme": "推进五有 建设", "reports": second},
    }
    parts = ["issues", "index-city", "index-unit", "index-theme", "statistics"]
    volume = volume_of(year(issues, parts=parts))
    found = volume.issues
    table = {row[0]: row[-1] for row in by_city_and_month(found).rows}
    assert table == {"湘西州": "3", "长沙": "2", "合计": "5"}
    assert {row[1]: row[2] for row in by_unit(found).rows} == {
        "湘西州文明办": "2",
        "长沙市文明办": "2",
        "中共湘西州委宣传部": "1",
    }
    assert set(cities_of(found).values()) == {"湘西州", "长沙"}
    assert next(f.values for f in empty_volume(volume.plan, found).record if f.name == "关键词") == (
        "湘西州",
        "长沙",
    )
    heads = [tag.title for tag in volume.document.tags if tag.role == "H2" and tag.title]
    for head in ("湘西州", "长沙", "湘西州文明办", "长沙市文明办", "推进五有 建设"):
        assert heads.count(head) == 1
    assert "湘西土家族苗族自治州" not in heads and "长沙市" not in heads and "推进“五有”建设" not in heads


def test_a_unit_named_from_a_place_without_its_ending(year: Year) -> None:
    path = year({"issues/1": {"reports": reports_of(("长沙", "市文明办、市场监管局", "甲"))}})
    (report,) = volume_of(path).issues[0].issue.reports
    assert contributing_units(report) == ("长沙市文明办", "市场监管局")
