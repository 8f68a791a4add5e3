"""The codes of a JPEG's Huffman tables, as steps through the bits of its data (ITU-T T.81, Annex C)."""

from array import array
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from bulletin_pdf.named_tuples import NamedTuple

END_OF_BLOCK: Final = 1000
"""Added to the place in the block: no run leads there."""
PEEK: Final = 12
"""Bits looked at at once where several codes may lie in them."""


class SpoiltDataError(Exception):
    """The data are not what a coder writes."""


class HuffmanSteps(NamedTuple):
    """The codes of coefficients in one block."""

    single: "array[int]"
    """By the next 16 bits: the bits a code uses, and 32 times how far it leads; 0 where there is none."""
    several: list[tuple[int, int, int]]
    """By the next `PEEK` bits, all whole codes in them: bits, how far they lead, how far before the last."""


@lru_cache(maxsize=32)
def firsts(table: bytes) -> "array[int]":
    """Return the codes of first coefficients: a code, and as many bits as it says."""
    return _filled(table, lambda bits, size: bits + size)


@lru_cache(maxsize=32)
def steps_of(table: bytes) -> HuffmanSteps:
    """Return the codes of the other coefficients (F.1.2.2): a run of zeros, a size, and so many bits."""
    single = _filled(table, lambda bits, symbol: bits + (symbol & 15) + 32 * _advance(symbol))
    return HuffmanSteps(single, [_whole_codes(single, window) for window in range(1 << PEEK)])


@lru_cache(maxsize=32)
def symbols_of(table: bytes) -> "array[int]":
    """Return the codes of a band: 256 times the bits of a code, and its symbol."""
    return _filled(table, lambda bits, symbol: bits << 8 | symbol)


def _advance(symbol: int) -> int:
    if symbol & 15:
        return (symbol >> 4) + 1
    return 16 if symbol == 0xF0 else END_OF_BLOCK


def _whole_codes(single: "array[int]", window: int) -> tuple[int, int, int]:
    """Return the codes that lie whole in a window, as far as the end of a block."""
    bits = far = before = 0
    while far < END_OF_BLOCK:
        code = single[(window << 16 - PEEK << bits) & 0xFFFF]
        if not code or bits + (code & 31) > PEEK:
            break
        before = far
        bits += code & 31
        far += code >> 5
    return bits, far, before


def _codes(table: bytes) -> Iterator[tuple[int, int, int]]:
    """Return the codes of a table, shortest first: code, its bits, what it stands for (C.2)."""
    code, symbols = 0, iter(table[16:])
    for bits, count in enumerate(table[:16], start=1):
        for _ in range(count):
            yield code, bits, next(symbols)
            code += 1
        code <<= 1


def _filled(table: bytes, entry: Callable[[int, int], int]) -> "array[int]":
    """Return a table by the next 16 bits; `entry` gives what stands there for a code's bits and symbol."""
    filled = array("H", bytes(2 << 16))
    for code, bits, symbol in _codes(table):
        count = 1 << (16 - bits)
        if (code + 1) * count > len(filled):
            raise SpoiltDataError
        filled[code * count : (code + 1) * count] = array("H", [entry(bits, symbol)]) * count
    return filled
