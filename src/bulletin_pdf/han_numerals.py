"""Numbers in hanzi, written and parsed: counted (三十二) and digit by digit (二〇二二)."""

from typing import Final

DIGITS: Final = "〇一二三四五六七八九"
"""GB/T 15835-2011: 〇 in numbers given digit by digit."""

_PLACES: Final = {"十": 10, "百": 100, "千": 1000}
_TO_DIGITS: Final = str.maketrans("0123456789", DIGITS)
_TO_FIGURES: Final = str.maketrans(f"{DIGITS}零○两", "0123456789002")


def in_han_digits(text: str) -> str:
    """Return a text with its figures in hanzi, digit by digit: 2022 is 二〇二二."""
    return text.translate(_TO_DIGITS)


def in_figures(text: str) -> str:
    """Return a text with each hanzi of a digit as a figure: 二〇二二 is 2022. 零 and ○ are read as 〇, 两 as 二."""
    return text.translate(_TO_FIGURES)


def number_to_han(number: int, zero: str = "〇") -> str:
    """Write a number in hanzi: 十二, 一百〇五; one of four figures digit by digit. `zero` stands for a place left out."""
    if number >= 1000:
        return in_han_digits(str(number))
    return without_leading_one(counted(number, DIGITS, "十百千万", zero))


def counted(number: int, digits: str, places: str, zero: str = "零") -> str:
    """Write a number with the names of its places, as 壹佰零叁; places left out together are one `zero`.

    `digits` are those from 0 to 9, `places` the names of 10, 100, 1,000 and 10,000.
    """
    if not number:
        return digits[0]
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        rest = counted(low, digits, places, zero) if low else ""
        gap = zero if rest and low < 1000 else ""
        return counted(high, digits, places, zero) + places[3] + gap + rest
    made, skipped = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            made += (zero if skipped and made else "") + digits[digit] + (places[place - 1] if place else "")
        skipped = not digit
    return made


def without_leading_one(text: str) -> str:
    """Return a counted number as it is said: 十二, not 一十二."""
    return text[1:] if text.startswith("一十") else text


def han_value(text: str) -> int:
    """Read a number in hanzi, counted or digit by digit, also one that nobody would write so (一十, 三百二).

    `KeyError` for what is no numeral.
    """
    if not any(char in _PLACES for char in text):
        return int(in_figures(text) or "0")
    value = digit = 0
    for char in text:
        figure = in_figures(char)
        if figure.isdecimal():
            digit = int(figure)
        else:
            value += (digit or 1) * _PLACES[char]
            digit = 0
    return value + digit


def han_to_number(text: str) -> int | None:
    """Read a counted number below 1,000 that is written as `number_to_han` writes it; None for any other text."""
    try:
        value = han_value(text)
    except (KeyError, ValueError):
        return None
    return value if text in (number_to_han(value), number_to_han(value, "零")) else None
