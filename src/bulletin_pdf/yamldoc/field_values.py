"""Values of fields: single-line and multi-line text, numbers, lists, within limits."""

import re
from collections.abc import Sequence

from bulletin_pdf.messages import Term
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems
from bulletin_pdf.yamldoc.node import Node, got
from bulletin_pdf.yamldoc.written import PlacedText

MAX_LINE = 500
"""Characters in a field of one line; the longest real name of an office has about 60."""

MAX_PARAGRAPH = 20_000
MAX_ITEMS = 2_000
MAX_SHOWN = 40
DASHES = "-－–—"
WIDE_SPACES = ("\u3000", "\xa0")
_FULL_WIDTH_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


def report_type(node: Node, key: str, wanted: str, problems: Problems) -> None:
    """Report a value of the wrong kind; a list whose `-` has no space is reported as such."""
    first = node.pairs[0][0] if node.pairs else node
    if wanted == "list" and first.value[:1] in tuple(DASHES) and not first.style:
        text = shortened(first.value.lstrip(DASHES).strip())
        problems.add(Code.NO_SPACE_AFTER_DASH, first.span, dash=first.value[0], text=text)
        return
    problems.add(Code.WRONG_TYPE, node.span, key=key, wanted=Term(wanted), got=got(node))


def limited(node: Node, key: str, problems: Problems) -> Sequence[Node]:
    """Return a list's entries, as many as are allowed."""
    if len(node.items) > MAX_ITEMS:
        problems.add(Code.TOO_MANY_ENTRIES, node.span, key=key, length=len(node.items), limit=MAX_ITEMS)
    return node.items[:MAX_ITEMS]


def read_text(node: Node, key: str, problems: Problems) -> PlacedText | None:
    """Read any text; a truth value, a list or a mapping is not one."""
    if node.kind != "text" or node.is_truth:
        report_type(node, key, "text", problems)
        return None
    return node.written()


def read_line(node: Node, key: str, problems: Problems, limit: int = MAX_LINE) -> PlacedText | None:
    """Read a text of one line, spaces around it left out; blanks of any kind alone are an empty text."""
    written = read_text(node, key, problems)
    if written is None or not written.text.strip():
        return written and written.cut(0, 0)
    end = len(written.text.rstrip("\n "))
    start = len(written.text) - len(written.text.lstrip("\n "))
    written = written.cut(min(start, end), end)
    if "\n" in written.text:
        problems.add(Code.MORE_THAN_ONE_LINE, node.span, key=key)
        return None
    return read_within(written, key, problems, limit)


def read_within(written: PlacedText, key: str, problems: Problems, limit: int) -> PlacedText | None:
    """Refuse a text longer than any real one."""
    if len(written.text) > limit:
        problems.add(Code.TEXT_TOO_LONG, written.span(0, 1), key=key, length=len(written.text), limit=limit)
        return None
    return written


def read_texts(node: Node, key: str, problems: Problems, limit: int = MAX_LINE) -> list[PlacedText]:
    """Read a text or a list of texts; an empty entry is reported."""
    if node.kind == "mapping":
        report_type(node, key, "texts", problems)
        return []
    if node.kind == "text":
        return _block_lines(node, key, problems, limit)
    found = []
    for item in limited(node, key, problems):
        written = None if item.is_blank else read_line(item, key, problems, limit)
        if item.is_blank or (written is not None and not written.text):
            problems.add(Code.FIELD_EMPTY, item.span, key=key)
        elif written is not None:
            found.append(written)
    return found


def _block_lines(node: Node, key: str, problems: Problems, limit: int) -> list[PlacedText]:
    written = read_text(node, key, problems)
    lines = [] if written is None else written.full_lines()
    if len(lines) > MAX_ITEMS:
        problems.add(Code.TOO_MANY_ENTRIES, node.span, key=key, length=len(lines), limit=MAX_ITEMS)
    kept = [read_within(line, key, problems, limit) for line in lines[:MAX_ITEMS]]
    return [line for line in kept if line is not None]


def read_integer(node: Node, key: str, problems: Problems, least: int, most: int) -> int | None:
    """Read a whole number within bounds."""
    if node.kind != "text":
        report_type(node, key, "text", problems)
        return None
    digits = node.value.strip().translate(_FULL_WIDTH_DIGITS)
    if not re.fullmatch(r"[+-]?[0-9]{1,15}", digits):
        problems.add(Code.NOT_AN_INTEGER, node.span, key=key, value=shortened(node.value))
        return None
    if not least <= int(digits) <= most:
        problems.add(Code.NUMBER_OUT_OF_RANGE, node.span, key=key, value=digits, least=least, most=most)
        return None
    return int(digits)


def shortened(text: str) -> str:
    """Keep what a message shows of a value short and on one line."""
    text = " ".join(text.split())
    return text if len(text) <= MAX_SHOWN else text[:MAX_SHOWN] + "…"
