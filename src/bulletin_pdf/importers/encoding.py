"""Bytes → text: UTF-8, UTF-16, GB18030 and Big5 recognised, with or without their marks."""

import codecs
import re

from bulletin_pdf.messages import Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span

_SAMPLE = 1 << 16
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_.:-]{2,30})""", re.I)
_CONTROLS = pattern("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# What pages call GB2312 or GBK is read by the larger set that holds both.
_LARGER = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "big5": "big5hkscs"}
_GUESSES = ("gb18030", "utf-16-le", "utf-16-be", "big5hkscs")


class Decoded(NamedTuple):
    """A text and the encoding it came in."""

    text: str
    encoding: str


def decode_bytes(path: str, data: bytes, problems: Problems, named: str = "") -> Decoded | None:
    """Turn a file's bytes into text; None for what is no text, with the reason in `problems`.

    `named` is the encoding that came with it: it holds where the bytes fit it.
    """
    named = _known(named)
    encoding = (
        named
        if named and named != "utf-8" and _fits(data, named) and _score(data, named) > 0.7
        else _encoding(data)
    )
    if not encoding:
        problems.add(Code.IMPORT_KIND_UNKNOWN, Span(path, 1, 1), kind=Term("binary"))
        return None
    text = data.decode(encoding, errors="replace").lstrip("\ufeff")
    if len(_CONTROLS.findall(text[:_SAMPLE])) > max(4, len(text[:_SAMPLE]) // 100):
        problems.add(Code.IMPORT_KIND_UNKNOWN, Span(path, 1, 1), kind=Term("binary"))
        return None
    damaged = text.count("\ufffd")
    if damaged:
        at = text.index("\ufffd")
        span = Span(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
        problems.add(Code.TEXT_DAMAGED, span, count=damaged, encoding=encoding.upper())
    return Decoded(text, encoding)


def _encoding(data: bytes) -> str:
    """Name the encoding; empty when nothing fits."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    if _fits(data, "utf-8"):
        return "utf-8" if data.count(0) <= len(data) // 100 else _best(data)
    declared = _declared(data)
    if declared and _score(data, declared) > 0.7:
        return declared
    return _best(data)


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _declared(data: bytes) -> str:
    match = _DECLARED.search(data[:4096])
    if match is None:
        return ""
    name = _known(match[1].decode("ascii"))
    return name if name != "utf-8" else ""


def _known(name: str) -> str:
    """Return the codec of an encoding's name; empty for an unknown one."""
    name = name.strip().lower()
    try:
        name = codecs.lookup(_LARGER.get(name, name)).name if name else ""
    except LookupError:
        return ""
    return _LARGER.get(name, name)


def _best(data: bytes) -> str:
    """The encoding that gives the most text people write; damaged UTF-8 stays UTF-8."""
    scores = [(_score(data, name), -rank, name) for rank, name in enumerate(("utf-8", *_GUESSES))]
    score, _, name = max(scores)
    return name if score > 0.5 else ""


def _score(data: bytes, encoding: str) -> float:
    """The share of characters that are letters, common marks or common hanzi."""
    sample = data[: _SAMPLE * 2]
    if len(sample) < 2:
        return 0.0
    text = sample.decode(encoding, errors="replace")
    common = "big5" if encoding.startswith("big5") else "gb2312"
    good: dict[str, bool] = {}
    for char in set(text):
        good[char] = _is_common(char, common)
    return sum(good[char] for char in text) / max(len(text), 1)


def _is_common(char: str, repertoire: str) -> bool:
    if char in "\t\n\r\x0c\xa0\u3000":
        return True
    if char < "\x80":
        return " " <= char < "\x7f"
    try:
        lead = char.encode(repertoire)[0]
    except UnicodeEncodeError:
        return False
    # Big5's second level holds what is hardly ever written.
    return repertoire == "gb2312" or lead <= 0xC6
