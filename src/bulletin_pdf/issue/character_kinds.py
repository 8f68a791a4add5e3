"""Kinds of characters that the rules of normalisation go by: blanks, hanzi, marks of Chinese text."""

BLANKS = " \t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"


def is_ideograph(char: str) -> bool:
    """Whether a character is a Han one, or of the private area, where offices keep hanzi of their own."""
    return char != "" and (
        "\u3400" <= char <= "\u9fff" or char in "〇々" or "\ue000" <= char <= "\ufaff" or char > "\U0001ffff"
    )


def is_wide(char: str) -> bool:
    """Whether a character makes its neighbour part of Chinese text."""
    return is_ideograph(char) or (
        char != "" and ("、" <= char <= "〟" or "！" <= char <= "～" or char in "“”‘’—…·㎡℃")
    )


def is_latin(char: str) -> bool:
    """Whether a character is a Latin letter or a digit."""
    return char != "" and char.isascii() and char.isalnum()
