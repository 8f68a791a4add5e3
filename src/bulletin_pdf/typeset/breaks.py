"""Where a line may end: line-edge rules (避头尾), unbreakable and reluctant pairs.

Levels and classes are those of chinese-typesetting.md §2; a text's `Breaks` answers
for each index whether a line may end before that character and how gladly.
"""

import re
from typing import Final, Literal, NamedTuple

from bulletin_pdf.typeset.classes import FIXED_SPACE

Level = Literal["none", "basic", "gb", "strict"]

FORBIDDEN: Final = 99
"""Cost of a break no line may take while there is any other."""

RELUCTANT: Final = 1
"""Cost of a break in a pair that a careful editor keeps together (§2.3)."""

# §2.1; 々 never begins a line (T-16); spaces stay at the end of the line they close.
_NOT_AT_START: Final[dict[Level, str]] = {
    "none": " m",
    "basic": "PSCKhD/Yum nF",
    "gb": "PSCKhD/Yum nF",
    "strict": "PSCKhD/Yum nFMEW",
}
_NOT_AT_END: Final[dict[Level, str]] = {"none": "", "basic": "O", "gb": "O/", "strict": "O/"}
_OPENING: Final = re.compile("[O/] *")
_START_COSTS: Final = {
    level: bytes(FORBIDDEN if chr(code) in letters else 0 for code in range(256))
    for level, letters in _NOT_AT_START.items()
}
"""Class → cost of a break before it, as a table for `bytes.translate`."""
_IN_WORD: Final = "[ANnpm]"

_UNITS: Final = (
    "km|cm|mm|nm|μm|m²|m³|km²|hm²|m|kg|mg|μg|g|t|mL|ml|L|kW·h|kWh|kW|MW|W|kV|V|A|Hz|kHz|MHz|GHz|"
    "Pa|kPa|MPa|dB|GB|MB|KB|TB|Mbps|mol|s|min|h|d|℃|K"
)
_KEPT_WHOLE: Final = re.compile(
    r"第[0-9]{1,4}[期号章条次届]"  # T-17
    r"|[〔\[（(][0-9]{4}[〕\]）)](?:第)?[0-9]{1,5}号"  # T-17
    r"|[0-9]+(?:年|月|日|时|分|秒)"  # T-18
    rf"|[0-9] (?:{_UNITS})(?![A-Za-z])"  # T-14, with the typed space
    r"|[≥≤＞＜>＝=≈约±＋+−－-][0-9]"
    r"|[0-9][＋＝×÷]|[＋＝×÷±][0-9]"
    r"|(?:——|……|⋯⋯|……)"  # T-12
)
_MEASURE_WORDS: Final = "个名次万亿余支所人元户家村亩册场件项条篇部台套辆座处周岁天多"
_RELUCTANT_PAIRS: Final = re.compile(
    rf"[0-9](?=[{_MEASURE_WORDS}])|[万亿](?=[元余多人名个亩])"
    r"|[一二三四五六七八九十](?=是[^否])|(?<=[一二三四五六七八九十])是(?=[\u4e00-\u9fff])"
    r"|（[一二三四五六七八九十]{1,3}）(?=[\u4e00-\u9fff])"
    r"|[A-Z] (?=[0-9])|[0-9](?=[县市区乡镇])"
)
_SHORT_TITLES: Final = re.compile(r"《[^《》]{1,6}》")
_URL: Final = re.compile(
    r"(?:https?://|www\.)[!-~]+|[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+|(?<![!-~])[A-Za-z0-9.-]+/[!-~]*/[!-~]*"
)
_AFTER_URL_MARK: Final = re.compile(r"(?<=[/?&._=-])(?=[A-Za-z0-9%])")
_COMPOUND: Final = re.compile(r"(?<=[A-Za-z]{3}-)(?=[A-Za-z]{3})")
_WORDS: Final = re.compile(rf"{_IN_WORD}{{2,}}")
_NUMBER_EDGES: Final = re.compile(r"r(?=[AN])|[ANn](?=u)|K(?=K)|E(?=E)|M(?=M)")


class Breaks(NamedTuple):
    """For each index of a text, the cost of ending a line before it.

    `costs` counts by the level asked for; `edges` holds what only line-edge rules of
    a stricter level forbid, so that they can be relaxed one after another (T-11).
    """

    costs: bytearray
    classes: str


def find_breaks(text: str, classes: str, level: Level = "gb", *, keep_date_parts: bool = True) -> Breaks:
    """Find where lines of `text` may end at `level`."""
    costs = _costs_at_edges(classes, level)
    for match in _WORDS.finditer(classes):
        _forbid_inside(costs, match.start(), match.end())
    for match in _NUMBER_EDGES.finditer(classes):
        costs[match.end()] = FORBIDDEN
    for match in _KEPT_WHOLE.finditer(text):
        if keep_date_parts or text[match.end() - 1] not in "年月日时分秒":
            _forbid_inside(costs, match.start(), match.end())
    _open_long_words(costs, text)
    _make_reluctant(costs, text)
    costs[0] = FORBIDDEN
    costs[len(text)] = 0
    return Breaks(costs, classes)


def _costs_at_edges(classes: str, level: Level) -> bytearray:
    """Give the costs of all breaks by what may begin and end a line."""
    costs = bytearray(classes.encode("ascii").translate(_START_COSTS[level]))
    costs.append(0)
    kept = _NOT_AT_END[level]
    for match in _OPENING.finditer(classes):
        if match.group()[0] in kept:
            costs[match.end()] = FORBIDDEN
    return costs


def _forbid_inside(costs: bytearray, start: int, end: int) -> None:
    costs[start + 1 : end] = bytes([FORBIDDEN]) * (end - start - 1)


def _open_long_words(costs: bytearray, text: str) -> None:
    """Let addresses break after their marks and compounds after a hyphen (T-15)."""
    if not re.search(r"[/@.-]", text):
        return
    for address in _URL.finditer(text):
        for match in _AFTER_URL_MARK.finditer(text, address.start() + 1, address.end()):
            if not address.group().startswith(("http", "www")) or match.start() - address.start() > 8:
                costs[match.start()] = RELUCTANT
    for match in _COMPOUND.finditer(text):
        costs[match.start()] = RELUCTANT


def _make_reluctant(costs: bytearray, text: str) -> None:
    for match in _RELUCTANT_PAIRS.finditer(text):
        costs[match.end()] = max(costs[match.end()], RELUCTANT)
    for match in _SHORT_TITLES.finditer(text):
        for index in range(match.start() + 2, match.end() - 1):
            costs[index] = max(costs[index], RELUCTANT)


_SPREAD_NAME: Final = re.compile(r"(?<![^F])HF(?=H(?![^F]))")
"""T-53: a name of two characters spread to the width of three."""


def keep_columns(breaks: Breaks) -> None:
    """Where spaces were typed to make columns, end lines after them rather than inside a name."""
    for index in range(1, len(breaks.classes)):
        if not breaks.costs[index] and breaks.classes[index - 1] != FIXED_SPACE:
            breaks.costs[index] = RELUCTANT
    for match in _SPREAD_NAME.finditer(breaks.classes):
        breaks.costs[match.end()] = FORBIDDEN


def relaxed(breaks: Breaks, text: str) -> tuple[tuple[str, bytearray], ...]:
    """Give weaker and weaker costs for a stretch where nothing legal fits (T-11)."""
    classes = breaks.classes
    steps: list[tuple[str, bytearray]] = []
    for level in ("gb", "basic"):
        steps.append((level, find_breaks(text, classes, level).costs))
    steps.append(("word", _costs_at_edges(classes, "basic")))
    steps.append(("any", _costs_at_edges(classes, "none")))
    for _, costs in steps:
        costs[0], costs[len(text)] = FORBIDDEN, 0
    return tuple(steps)
