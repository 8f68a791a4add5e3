"""Numbers in hanzi."""

from typing import Final

HAN_DIGITS: Final = str.maketrans("0123456789", "〇一二三四五六七八九")


def number_to_han(number: int) -> str:
    """Write a number in hanzi: 十二, 一百〇五; a large one digit by digit."""
    if number >= 1000:
        return str(number).translate(HAN_DIGITS)
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    written = f"{str(hundreds).translate(HAN_DIGITS)}百" if hundreds else ""
    if tens:
        written += ("" if tens == 1 and not hundreds else str(tens).translate(HAN_DIGITS)) + "十"
    elif hundreds and ones:
        written += "〇"
    return written + (str(ones).translate(HAN_DIGITS) if ones or not number else "")
