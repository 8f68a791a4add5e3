"""What is a figure and what only looks like one."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin_pdf.volume.issues.figure_context import clause_around
from bulletin_pdf.volume.issues.numbers import numbers_in

CASES = [
    (phrase, expected.strip())
    for line in (Path(__file__).parent / "figures.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
    for phrase, _, expected in (line.partition(" →"),)
]


def test_figures() -> None:
    found = {
        phrase: " ".join(f"{each.number}_{each.unit}" for each in numbers_in(phrase)) for phrase, _ in CASES
    }
    assert found == dict(CASES)


def test_there_are_cases_enough() -> None:
    assert len(CASES) >= 250
    assert len({phrase for phrase, _ in CASES}) == len(CASES)


def test_a_figure_is_a_stretch_of_its_text() -> None:
    for phrase in (phrase for phrase, expected in CASES if expected):
        end = 0
        for found in numbers_in(phrase):
            assert end <= found.start < found.end <= len(phrase), phrase
            assert found.number in phrase[found.start : found.end], phrase
            end = found.end


WORDS = st.sampled_from(["", "建成", "，其中", "：", "（", "共投入资金", "比上年增加", "。", "、约", "达到"])
QUANTITIES = st.tuples(
    st.integers(2, 99_999),
    st.sampled_from(["", ".5", "余", "多", "万", "余万", "万余"]),
    st.sampled_from(
        ["个", "人次", "户", "元", "亩", "公里", "微克/立方米", "元/人·年", "%", "立方米", "km/h", "台（套）"]
    ),
)


# No thing that is counted is broken: 。2.5个 is the second point and five.
WHOLE_OR_MEASURED = QUANTITIES.filter(
    lambda one: one[1] != ".5" or one[2] not in ("个", "人次", "户", "台（套）")
)


@given(st.lists(st.tuples(WORDS, WHOLE_OR_MEASURED), min_size=1, max_size=6))
def test_no_figure_is_dropped_and_none_invented(parts: Any) -> None:
    """Plain quantities one after the other, whatever words part them."""
    text, wanted = "", []
    for words, (number, more, unit) in parts:
        text += f"{words or '，'}{number}{more}{unit}"
        wanted.append((f"{number}{more}", unit))
    assert [(found.number, found.unit) for found in numbers_in(text)] == wanted


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("入冬以来，设立12个站点，备好热水。", 30, "设立12个站点"),
        ("设立12个站点", 4, "…立12个…"),
        ("全市的每一个街道和乡镇都设立12个站点", 10, "…乡镇都设立12个站点"),
        ("收费减半：3元。", 30, "收费减半：3元"),
        ("总额达1,234,500元，", 30, "总额达1,234,500元"),
        ("比例为1:3的共有8户，", 30, "比例为1:3的共有8户"),
        ("上一句。8户", 30, "8户"),
    ],
)
def test_the_words_around(text: str, room: int, expected: str) -> None:
    (number,) = numbers_in(text)
    clause = clause_around(text, number, room)
    assert clause.text == expected
    assert len(clause.text.strip("…")) <= room
