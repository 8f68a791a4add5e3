"""Numbers in hanzi are read as they are written."""

import pytest

from bulletin_pdf.han_numerals import (
    DIGITS,
    counted,
    han_to_number,
    han_value,
    in_figures,
    in_han_digits,
    number_to_han,
)


@pytest.mark.parametrize("zero", ["〇", "零"])
def test_every_number_below_1000_is_read_as_it_is_written(zero: str) -> None:
    for number in range(1, 1000):
        written = number_to_han(number, zero)
        assert han_to_number(written) == han_value(written) == number
        assert in_figures(in_han_digits(str(number))) == str(number)


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "〇"),
        (10, "十"),
        (19, "十九"),
        (20, "二十"),
        (100, "一百"),
        (105, "一百〇五"),
        (110, "一百一十"),
        (2022, "二〇二二"),
    ],
)
def test_written(number: int, written: str) -> None:
    assert number_to_han(number) == written


@pytest.mark.parametrize("text", ["一十", "三五", "十十", "百", "甲", "3", "两", "", "一百五", "五百十"])
def test_what_nobody_writes_for_a_number_is_none(text: str) -> None:
    assert han_to_number(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一十", 10),
        ("三百二", 302),
        ("两百", 200),
        ("二千三百", 2300),
        ("三○", 30),
        ("一百零五", 105),
        ("十", 10),
    ],
)
def test_read_whatever_way_it_is_written(text: str, value: int) -> None:
    assert han_value(text) == value


def test_places_left_out_are_one_zero() -> None:
    legal = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟万")
    assert counted(10_003, *legal) == "壹万零叁"
    assert counted(20_300, *legal) == "贰万零叁佰"
    assert counted(1010, DIGITS, "十百千万") == "一千零一十"
