"""Possible line ends: line-edge rules (避头尾), unbreakable and discouraged pairs.

Levels and classes are those of docs/rules/typesetting.md §2. A text's `Breaks` holds for each index the cost of ending a
line before that character: 0, a small number, or `FORBIDDEN`. It is found in these steps, each over the whole text:

1. By the class of the character behind the break and of the one before it: marks that begin no line, and opening
   marks (with the spaces after them) that end none. What the level does not forbid costs nothing.
2. Inside words of Latin letters and figures, and between a number and its sign or unit, no break is allowed.
3. Stretches that are one thing by what they say (第30期, 2022年, 10 kV, ——) are kept whole.
4. Half-width marks keep to the word they belong to, and rare characters (joiners, wide figures, marks of notes) to
   their neighbours.
5. Addresses, compounds and file numbers may be parted after their marks (`longwords`), at a cost.
6. Pairs a careful editor keeps together (3 万|元, 一|是, the inside of a short 《》) become `RELUCTANT`.

Later steps change what earlier ones have set. `relaxed` gives the same costs with fewer and fewer of these rules, for
a stretch in which no line can end otherwise (T-11).
"""

from typing import Final, Literal
from unicodedata import category

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.typeset.classes import CLOSE, FIXED_SPACE, HAN, IN_WORD, LATIN_MARK, OPEN
from bulletin_pdf.typeset.longwords import part_addresses, part_words

RuleLevel = Literal["none", "basic", "gb", "strict"]

FORBIDDEN: Final = 99
"""Cost of a break no line may take while there is any other."""

RELUCTANT: Final = 1
"""Cost of a break in a pair that a careful editor keeps together (§2.3)."""
PARTED, TORN = 2, 3
"""Costs of a break inside a word too long to stay whole: one of letters and digits, or that fills a line; any other."""

# §2.1; 々 never begins a line (T-16); spaces stay at the end of the line they close.
_NOT_AT_START: Final[dict[RuleLevel, str]] = {
    "none": " m",
    "basic": "PSCKhD/Yum nF",
    "gb": "PSCKhD/Yum nF",
    "strict": "PSCKhD/Yum nFMEW",
}
_NOT_AT_END: Final[dict[RuleLevel, str]] = {"none": "", "basic": "Or", "gb": "Or/", "strict": "Or/"}
_OPENING: Final = pattern("[Or/] *")
_START_COSTS: Final = {
    level: bytes(FORBIDDEN if chr(code) in letters else 0 for code in range(256))
    for level, letters in _NOT_AT_START.items()
}
"""Class → cost of a break before it, as a table for `bytes.translate`."""

_UNITS: Final = (
    "km|cm|mm|nm|μm|m²|m³|m2|m3|km²|km2|hm²|m|kg|mg|μg|g|t|mL|ml|L|kW·h|kWh|MWh|GWh|kW|MW|GW|W|kVA|kV|V|"
    "mA|A|Hz|kHz|MHz|GHz|Pa|kPa|MPa|dB|GB|MB|KB|TB|Mbps|Gbps|mol|s|min|h|d|°C|℃|K|kJ|J|N|ppm|tce|mmHg"
)
_KEPT_WHOLE: Final = pattern(
    "(?=[第〔（([0-9≥≤＞＜>＝=≈±＋+−－×÷—…⋯NV-])(?:"
    "第 ?[0-9Ⅰ-Ⅻ][0-9.Ⅰ-Ⅻ]{0,5} ?[期号章条次届节款项页批轮]"  # T-17
    r"|[〔\[（(][0-9]{4}[〕\]）)] ?(?:第 ?)?[0-9]{1,5} ?号"  # T-17
    r"|[（(]0[0-9]{2,3}[）)] ?[0-9]{7,8}"  # T-13: the code of a place before a telephone number
    "|[0-9]+(?: ?[年月日时分秒]"  # T-18
    rf"|(?:(?<=[0-9]) |(?<=[0-9]))(?:{_UNITS})(?![A-Za-z])"  # T-14, with the typed space
    "|(?: [0-9]{3})+(?![0-9])"  # T-13: 10 000
    "|[- ][0-9]{4} [0-9]{4}(?![0-9])|(?<=0[0-9]{2}) [0-9]{7,8}|(?<=0[0-9]{3}) [0-9]{7,8}"
    "|(?:[：．][0-9]{1,2}){1,2}(?![0-9年月日]))"  # T-13: 8：30, 3：2
    "|[≥≤＞＜>＝=≈±＋+−－×÷-][0-9]|-[A-Za-z]"
    r"|(?:No|Vol)\. ?[0-9]"
    "|——|……|⋯⋯)"  # T-12
)
_MEASURE_WORDS: Final = (
    "个名次万亿余支所人元户家村亩册场件项条篇部台套辆座处周岁天多米吨倍度级层位组批公平立千毫厘世"
)
_RELUCTANT_PAIRS: Final = pattern(
    "(?=[0-9万亿余多约一二三四五六七八九十是（A-Za-z—–～①-⒇㈠-㈩])(?:"
    rf"[0-9] ?(?=[{_MEASURE_WORDS}])|[万亿](?=[元余多人名个亩])|(?<=[0-9])[万亿](?=[{_MEASURE_WORDS}])"
    rf"|(?<=[0-9万亿千百十])[余多](?=[元{_MEASURE_WORDS}])|约(?=[0-9])"
    r"|[一二三四五六七八九十](?=是[^否])|(?<=[一二三四五六七八九十])是(?=[^\W\d_])"
    r"|（[一二三四五六七八九十]{1,3}）(?=[^\W\d_])"
    r"|[A-Z] (?=[0-9])|[a-z] (?=[0-9]{1,2}(?![0-9]))|[0-9](?=[县市区乡镇])"
    r"|(?<=[0-9A-Za-z%％℃年月日时])[—–～](?=[0-9A-Za-z])"
    r"|(?<![^，、；：。）“])[①-⒇㈠-㈩](?=[^，。、；：！？）”》]))"
)
_SHORT_TITLES: Final = pattern(r"《[^《》]{1,6}》")
_COMPOUND: Final = pattern(
    r"(?<=[A-Za-z]{3}-)(?=[A-Za-z]{3})|(?<=·[0-9]{4}-)(?=[A-Z])|(?<=[A-Z]·)(?=[0-9]{4}-[A-Z])"
)
"""Compounds of Latin words, and 档号 after its year (A-41): J001-WS·2022-D30-BGS-0001."""
_WORDS: Final = pattern(rf"{IN_WORD}{{2,}}")
_NUMBER_EDGES: Final = pattern(r"r(?=[AN])|[ANn](?=u)|ND(?=N)|K(?=K)|E(?=E)|M(?=M)")
_WORD_EDGES: Final = pattern(f"{LATIN_MARK}(?:(?!{IN_WORD})|(?<!{IN_WORD}{LATIN_MARK}))")
_NEVER_FIRST: Final = frozenset("!,.:;?)]}|®™‼⁇⁈⁉｣･")
_NEVER_LAST: Final = frozenset("([{$£¥€@§｢")
_CLOSING, _OPENING_KINDS = ("Pe", "Pf"), ("Ps", "Pi")
"""Categories of Unicode: ⟩ » stay with what they close, ⟨ « with what they open."""
_OPERATORS: Final = frozenset("+=×÷<>")
"""Signs that stay behind at a line's end where they join two Chinese terms."""
_JOINS_HAN: Final = pattern(f"(?<=[{HAN}{CLOSE}]){LATIN_MARK}(?=[{HAN}{OPEN}{CLOSE}])")
_JOINERS: Final = pattern("[\u200d\u2060\ufeff]|(?<=[0-9A-Za-z])[\u00a0\u2007\u202f](?=[^ ])")
_ZERO_WIDTH_SPACE: Final = "\u200b"
_HASHTAG: Final = pattern("#[^#\\s]{1,20}#")
_NOTE_MARK: Final = pattern("(?<=[^，、；：。])[①-⑳](?=[，。、；：！？）”》])")
_FULL_WIDTH_WORD: Final = pattern("[０-９Ａ-Ｚａ-ｚ]+(?:[．，：][０-９]+)*")
_SPREAD_IN_TEXT: Final = pattern("[^\\W\\d_]\u3000(?=[^\\W\\d_](?:[，、；。：）]|$))")
"""T-53: a name of two characters spread to three, among others in running text."""
_UNUSUAL: Final = pattern("[#\u3000\u00a0\u2007\u200b\u200d\u202f\u2060\ufeff①-⑳／０-９Ａ-Ｚａ-ｚ]")


class Breaks(NamedTuple):
    """For each index of a text, the cost of ending a line before it.

    `costs` counts by the level chosen; `edges` holds what only line-edge rules of
    a stricter level forbid, so that they can be relaxed one after another (T-11).
    """

    costs: bytearray
    classes: str
    dearest: int = RELUCTANT
    """The dearest break a line may take."""


def find_breaks(text: str, classes: str, level: RuleLevel = "gb", *, keep_date_parts: bool = True) -> Breaks:
    """Find where lines of `text` may end at `level`."""
    costs = _costs_at_edges(classes, level)
    for match in _WORDS.finditer(classes):
        _forbid_inside(costs, match.start(), match.end())
    for match in _NUMBER_EDGES.finditer(classes):
        costs[match.end()] = FORBIDDEN
    for match in _KEPT_WHOLE.finditer(text):
        if keep_date_parts or text[match.end() - 1] not in "年月日时分秒":
            _forbid_inside(costs, match.start(), match.end())
    if LATIN_MARK in classes:
        _hold_word_edges(costs, text, classes)
    if _UNUSUAL.search(text):
        _hold_unusual(costs, text)
    _part_long_words(costs, text)
    _make_reluctant(costs, text)
    costs[0] = FORBIDDEN
    costs[len(text)] = 0
    return Breaks(costs, classes)


def _costs_at_edges(classes: str, level: RuleLevel) -> bytearray:
    """Return the costs of all breaks by what may begin and end a line."""
    costs = bytearray(classes.encode("ascii").translate(_START_COSTS[level]))
    costs.append(0)
    kept = _NOT_AT_END[level]
    for match in _OPENING.finditer(classes):
        if match.group()[0] in kept:
            costs[match.end()] = FORBIDDEN
    return costs


def _forbid_inside(costs: bytearray, start: int, end: int) -> None:
    costs[start + 1 : end] = bytes([FORBIDDEN]) * (end - start - 1)


def _hold_word_edges(costs: bytearray, text: str, classes: str) -> None:
    """Half-width marks at the edge of a Latin word keep to it like their full-width forms."""
    for match in _WORD_EDGES.finditer(classes):
        index = match.start()
        char = text[index]
        if char in _NEVER_FIRST or category(char) in _CLOSING:
            costs[index] = FORBIDDEN
        elif char in _NEVER_LAST or category(char) in _OPENING_KINDS:
            costs[index + 1] = FORBIDDEN
        elif char in _OPERATORS and _JOINS_HAN.match(classes, index):
            costs[index] = max(costs[index], RELUCTANT)


def _hold_unusual(costs: bytearray, text: str) -> None:
    """Hold what joins its neighbours: invisible joiners, ／, #topics#, marks of notes."""
    for match in _JOINERS.finditer(text):
        costs[match.end()] = FORBIDDEN
    for match in _FULL_WIDTH_WORD.finditer(text):
        _forbid_inside(costs, match.start(), match.end())
    for match in _SPREAD_IN_TEXT.finditer(text):
        costs[match.end()] = FORBIDDEN
    for match in _HASHTAG.finditer(text):
        costs[match.start() + 1] = costs[match.end() - 1] = FORBIDDEN
    for match in _NOTE_MARK.finditer(text):
        costs[match.start()] = FORBIDDEN
    for index, char in enumerate(text):
        if char == "／":
            costs[index + 1] = FORBIDDEN
        elif char == _ZERO_WIDTH_SPACE:
            costs[index + 1] = 0


def _part_long_words(costs: bytearray, text: str) -> None:
    """Let addresses part after their marks, compounds and 档号 after a hyphen (T-15)."""
    part_addresses(costs, text, RELUCTANT)
    if "-" in text:
        for match in _COMPOUND.finditer(text):
            costs[match.start()] = RELUCTANT


def _make_reluctant(costs: bytearray, text: str) -> None:
    for match in _RELUCTANT_PAIRS.finditer(text):
        costs[match.end()] = max(costs[match.end()], RELUCTANT)
    for match in _SHORT_TITLES.finditer(text):
        for index in range(match.start() + 2, match.end() - 1):
            costs[index] = max(costs[index], RELUCTANT)


_SPREAD_NAME: Final = pattern(r"(?<![^F])HF(?=H(?![^F]))")
"""T-53: a name of two characters spread to the width of three."""


LONGEST_NAME: Final = 8
"""Characters of a name or an office in a list; a longer text in the last column may turn."""


def keep_spaces_inside(breaks: Breaks) -> None:
    """End no full line at a wide space, which would show as a hole: 抢抓农时备春耕　志愿同行助丰收."""
    index = breaks.classes.find(FIXED_SPACE)
    while index >= 0:
        breaks.costs[index + 1] = FORBIDDEN if index + 1 < len(breaks.classes) else 0
        index = breaks.classes.find(FIXED_SPACE, index + 1)


def keep_columns(breaks: Breaks) -> None:
    """Where spaces were typed to make columns, end lines after them rather than inside a name.

    A long text in the last column is one to be read, and turns like any other.
    """
    size = len(breaks.classes)
    last = breaks.classes.rfind(FIXED_SPACE) + 1
    for index in range(1, last if size - last > LONGEST_NAME else size):
        if not breaks.costs[index] and breaks.classes[index - 1] != FIXED_SPACE:
            breaks.costs[index] = RELUCTANT
    for match in _SPREAD_NAME.finditer(breaks.classes):
        breaks.costs[match.end()] = FORBIDDEN


def with_words_parted(breaks: Breaks) -> Breaks | None:
    """Let the long words of a text be parted; None when it has none that is too long to stay whole."""
    costs = breaks.costs.copy()
    if not part_words(costs, breaks.classes, FORBIDDEN, (PARTED, TORN)):
        return None
    return Breaks(costs, breaks.classes, TORN)


def relaxed(breaks: Breaks, text: str) -> tuple[tuple[str, bytearray], ...]:
    """Return weaker and weaker costs for a stretch where nothing legal fits (T-11)."""
    classes = breaks.classes
    steps: list[tuple[str, bytearray]] = []
    for level in ("gb", "basic"):
        steps.append((level, find_breaks(text, classes, level).costs))
    steps.append(("word", _costs_at_edges(classes, "basic")))
    steps.append(("any", _costs_at_edges(classes, "none")))
    for _, costs in steps:
        costs[0], costs[len(text)] = FORBIDDEN, 0
    return tuple(steps)
