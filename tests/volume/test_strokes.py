"""Stroke order as Chinese lists have it: 以姓氏笔画为序, and the national table's own order."""

import itertools
from pathlib import Path

import pytest

import bulletin_pdf
from bulletin_pdf.pages import TextRun
from bulletin_pdf.volume.parts.strokes import stroke_head, stroke_sort_key
from volume.conftest import Year, volume_of

STANDARD = (Path(bulletin_pdf.__file__).parent / "data/tgscc-2013.txt").read_text("utf-8").replace("\n", "")
LEVELS = (STANDARD[:3500], STANDARD[3500:6500], STANDARD[6500:])

SURNAMES = "丁卜于万马王韦牛毛文方尹孔邓石卢叶田史冯吕朱刘江汤安许孙牟李杨吴何余邹汪沈张陈林罗金周郑赵胡钟侯俞姜姚贺袁莫夏顾徐高郭唐黄曹龚梁彭董蒋韩程傅曾谢楼詹蔡廖谭黎潘薛戴魏"
"""Common surnames as lists by stroke order have them."""


@pytest.mark.parametrize("level", LEVELS, ids=["first", "second", "third"])
def test_each_level_of_the_national_table_keeps_its_order(level: str) -> None:
    """通用规范汉字表 is in GF 3003 order level by level; nothing is turned round by merging them."""
    assert sorted(level, key=stroke_sort_key) == list(level)


def test_surnames() -> None:
    shuffled = sorted(SURNAMES)
    shuffled.sort(key=stroke_sort_key)
    assert "".join(shuffled) == SURNAMES


def test_cities() -> None:
    wanted = (
        "长沙市 永州市 怀化市 张家界市 邵阳市 岳阳市 娄底市 郴州市 株洲市 益阳市 常德市 湘西州 湘潭市 衡阳市"
    )
    cities = sorted(wanted.split())
    cities.sort(key=stroke_sort_key)
    assert cities == wanted.split()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("王一", "王二"),  # then the second character
        ("王", "王一"),
        ("3个“一”", "一个"),
        ("“一”心", "二心"),
        ("㙊", "𠀀"),  # what the table lacks comes last
    ],
)
def test_pairs(before: str, after: str) -> None:
    assert stroke_sort_key(before) < stroke_sort_key(after)


@pytest.mark.parametrize(
    ("text", "under"),
    [
        ("“一”心", "一画"),
        ("湘西", "十二画"),
        ("麟角", "二十三画"),
        ("2022年", "#"),
        ("", "#"),
        ("𠀀", "其他"),
    ],
)
def test_heads(text: str, under: str) -> None:
    assert stroke_head(text) == under


def test_traditional_forms_stand_by_their_own_strokes() -> None:
    assert stroke_head("長沙") == "八画" and stroke_head("張") == "十一画" and stroke_head("灣") == "二十五画"


@pytest.mark.parametrize("key", ["order", "排序"])
def test_indexes_of_a_volume(year: Year, key: str) -> None:
    reports = [
        {"city": city, "title": title, "text": "做成了一件小事。"}
        for city, title in [("长沙市", "湘江"), ("湘潭市", "一江"), ("永州市", "江水")]
    ]
    word = {"order": "strokes", "排序": "笔画"}[key]
    volume = volume_of(
        year({"issues/1": {"reports": reports}}, parts=["issues", "index-city", "index-title"], **{key: word})
    )
    pages = [
        "".join(mark.text for mark in page.marks if isinstance(mark, TextRun))
        for page in volume.document.pages
    ]
    (cities,) = [text for text in pages if text.startswith("地区索引")]
    (titles,) = [text for text in pages if text.startswith("篇名索引")]
    for text, names in (
        (cities, ("长沙市", "永州市", "湘潭市")),
        (titles, ("一画", "一江", "六画", "江水", "十二画", "湘江")),
    ):
        places = [text.index(name) for name in names]
        assert all(a < b for a, b in itertools.pairwise(places))
