"""A content stream without its marked content: its own tags mean nothing in another document.

Painting stays byte for byte as it was; only BDC, BMC, EMC, MP and DP go, with their operands.
"""

import re
from collections.abc import Iterator

_MARKING = frozenset((b"BDC", b"BMC", b"EMC", b"MP", b"DP"))
_KNOWN = _MARKING | frozenset(
    b"b B b* B* BI BT BX c cm CS cs d d0 d1 Do ET EX EI f F f* G g gs h i ID j J k K l m M n q Q re RG rg ri s S "
    b"sc SC scn SCN sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"".split()
)
_BLANK = re.compile(rb"[\x00\t\n\f\r ]+|%[^\r\n]*")
_WORD = re.compile(rb"[^\x00\t\n\f\r ()<>\[\]{}/%]+")
_NAME = re.compile(rb"/[^\x00\t\n\f\r ()<>\[\]{}/%]*")
_HEX = re.compile(rb"<[^<>]*>")
_IMAGE_END = re.compile(rb"[\x00\t\n\f\r ]EI(?=[\x00\t\n\f\r ]|$)")
_NUMBER = re.compile(rb"[+-]?[0-9.]+(?:-[0-9]*)?")
_VALUES = frozenset((b"true", b"false", b"null"))


def without_marks(data: bytes) -> bytes:
    """Give the stream without marked content; what cannot be read is kept as it is."""
    if not any(operator in data for operator in _MARKING):
        return data
    kept: list[bytes] = []
    done = operands = 0
    for word, end in _operators(data):
        if word in _MARKING:
            kept.append(data[done:operands])
            done = end
        operands = end
    kept.append(data[done:])
    return b"\n".join(kept)


def strange_operators(data: bytes) -> bool:
    """Tell whether a stream has operators that no PDF knows, as a damaged one does (PDF/A 6.2.2)."""
    return any(word not in _KNOWN for word, _ in _operators(data))


def _operators(data: bytes) -> Iterator[tuple[bytes, int]]:
    """Give each operator and where it, with the image that may belong to it, ends."""
    at = 0
    while at < len(data):
        start = at
        at = _past(data, at)
        word = data[start:at]
        if not _is_operator(word):
            continue
        if word == b"ID":
            found = _IMAGE_END.search(data, at)
            at = found.end() if found else len(data)
        yield word, at


def _past(data: bytes, at: int) -> int:
    """Give where the token at `at` ends; always further on."""
    char = data[at : at + 1]
    if char == b"(":
        return _past_string(data, at)
    for pattern in (_BLANK, _NAME, _WORD, _HEX):
        found = pattern.match(data, at)
        if found:
            return found.end()
    return at + 1


def _past_string(data: bytes, at: int) -> int:
    """Strings hold balanced parentheses and escaped ones."""
    depth = 0
    while at < len(data):
        char = data[at : at + 1]
        if char == b"\\":
            at += 1
        elif char == b"(":
            depth += 1
        elif char == b")":
            depth -= 1
            if not depth:
                return at + 1
        at += 1
    return len(data)


def _is_operator(word: bytes) -> bool:
    return _WORD.fullmatch(word) is not None and _NUMBER.fullmatch(word) is None and word not in _VALUES
