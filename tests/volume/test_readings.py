"""Readings of places, first words of titles and surnames."""

import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypinyin import Style, lazy_pinyin

import bulletin_pdf.proof
from bulletin_pdf.volume.parts.pinyin import in_pinyin_order, initial, name_key, pinyin_sort_key, readings_of
from bulletin_pdf.volume.parts.readings import ALONE, FOLLOWED, PLACES, SURNAMES, WORDS

ROWS = [
    line.split()
    for line in (Path(__file__).parent / "readings.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
PLACES_TSV = Path(bulletin_pdf.proof.__file__).parent / "data/places.tsv"


def test_readings() -> None:
    assert [[text, *readings_of(text)] for text, *_ in ROWS] == ROWS
    assert len(ROWS) > 700


def gazetteer() -> Iterator[str]:
    for line in PLACES_TSV.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield from line.split()


def test_every_place_read_against_pypinyin_is_listed() -> None:
    """So that no reading changes without somebody having said why."""
    listed = {row[0] for row in ROWS}
    own = {
        name
        for name in gazetteer()
        if readings_of(name) != lazy_pinyin(name, style=Style.TONE3, neutral_tone_with_five=True)
    }
    assert own <= listed
    assert len(own) > 120


def test_every_place_of_the_gazetteer_has_a_reading() -> None:
    for name in gazetteer():
        assert all(
            reading[0] in string.ascii_lowercase and reading[-1] in "12345" for reading in readings_of(name)
        )


def test_the_tables_hold_a_reading_for_every_character() -> None:
    for word, readings in (*WORDS.items(), *SURNAMES.items()):
        assert len(word) == len(readings), word
    for reading in (
        *ALONE.values(),
        *FOLLOWED.values(),
        *sum(WORDS.values(), ()),
        *sum(SURNAMES.values(), ()),
    ):
        assert reading[:-1].isalpha() and reading[-1] in "12345", reading
    assert not [word for word in PLACES if len(word) < 2]


@pytest.mark.parametrize("text", ["孩子长大", "天长地久", "第十六合唱团", "曲水流觞", "长征", "首都"])
def test_names_are_not_seen_in_other_words(text: str) -> None:
    expected = lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True)
    assert readings_of(text) == expected


@pytest.mark.parametrize(
    ("name", "syllable"),
    [
        ("单小红", "shan"),
        ("曾国强", "zeng"),
        ("仇立", "qiu"),
        ("解晓东", "xie"),
        ("尉迟明", "yu"),
        ("任城区委宣传部", "ren"),
        ("单县文明办", "shan"),
        ("解放军报社", "jie"),
        ("区文明办", "qu"),
        ("乐清市委", "yue"),
        ("华容县委", "hua"),
        ("曾都区", "zeng"),
        ("向宇", "xiang"),
    ],
)
def test_surnames_of_persons(name: str, syllable: str) -> None:
    assert name_key(name)[0].letters == syllable


def test_titles_that_begin_with_a_surname_are_no_persons() -> None:
    assert pinyin_sort_key("解读")[0].letters == "jie"
    assert pinyin_sort_key("种粮")[0].letters == "zhong"


def test_places_stand_under_their_sound() -> None:
    cities = [
        "长治市",
        "朝阳市",
        "漯河市",
        "涡阳县",
        "珲春市",
        "六合区",
        "什邡市",
        "佛冈县",
        "都匀市",
        "泊头市",
    ]
    assert [initial(city) for city in cities] == ["C", "C", "L", "G", "H", "L", "S", "F", "D", "B"]
    assert in_pinyin_order(["重塑形象", "重点工程", "长效机制", "种好责任田"]) == [
        "长效机制",
        "重塑形象",
        "种好责任田",
        "重点工程",
    ]
