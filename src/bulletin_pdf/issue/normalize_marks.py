"""Normalisation of one line: widths, quotation marks, dashes, spaces around addresses and sums."""

import re
from collections.abc import Iterator
from functools import lru_cache

from bulletin_pdf.issue.character_kinds import BLANKS, is_ideograph, is_latin, is_wide
from bulletin_pdf.issue.model import Lang
from bulletin_pdf.patterns import pattern

_WIDE_MARKS = {",": "，", ":": "：", ";": "；", "!": "！", "?": "？", "､": "、", "｡": "。"}
_ROUND = pattern("[()（）]")
_HALF_MARKS = pattern("[,:;!?.．､｡]")
_WIDE_ROUND = {"(": "（", ")": "）"}
_QUOTES: dict[Lang, tuple[str, str]] = {"zh-Hans": ("“”", "‘’"), "zh-Hant": ("「」", "『』")}
CLOSING = "”’）》〉】〗〕］｝」』"
_BEHIND_QUOTE = frozenset("、，。；：！？）》和与及或等")
"""What stands behind a closing quotation mark rather than an opening one."""
WEB_CODE = pattern(
    r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]{0,200})?/?>|&(?:[a-zA-Z]{2,8}|#[0-9]{1,6}|#x[0-9a-fA-F]{1,6});"
)
_NO_LATIN = "(?<![A-Za-z0-9._+])"
_ADDRESS = pattern(
    # Of the web and of mail.
    r"(?:(?<![A-Za-z])[A-Za-z][A-Za-z0-9+.-]{1,15}://|www\.)[!-~]+"
    rf"|{_NO_LATIN}[A-Za-z0-9_][A-Za-z0-9._+-]{{0,63}}@[A-Za-z0-9][A-Za-z0-9.-]{{0,200}}"
    rf"|{_NO_LATIN}(?:[A-Za-z0-9-]+\.)+[a-z]{{2,6}}(?![A-Za-z0-9-])(?::[0-9]+)?(?:/[!-~]*)?"
    # Of files: with a drive or a server, and names whose end shows what they are.
    r"|(?:(?<![A-Za-z])[A-Za-z]:\\|(?<!\\)\\\\)[^\s，。；：、！？（）“”‘’《》【】<>\"|*]+"
    r"|(?<![A-Za-z0-9._~%+@#$&/\\-])[A-Za-z0-9._~/\\][A-Za-z0-9._~%+@#$!&()/\\-]{0,200}"
    r"\.[A-Za-z][A-Za-z0-9]{1,4}(?![A-Za-z0-9])"
    r"|" + WEB_CODE.pattern
)
_ADDRESS_SIGNS = ("<", "&", "\\")
"""What is written with these may have other characters than ASCII in it, or blanks."""
_ASCII_RUN = pattern("[!-~]{4,}")
_OF_ADDRESS = pattern(r"[/@]|\.[A-Za-z]")
_ADDRESS_TAIL = ".,:!?()'\"*"
_FULL_WIDTH_RUN = pattern("[０-９Ａ-Ｚａ-ｚ]+(?:．[０-９]+)*")
_TO_HALF = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_DOTS = pattern(r"\.{3,}|(?<!…)…(?!…)")
_DASH = pattern("--+|－－+|──+|――+")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ^"
_SUM = pattern(r"[0-9A-Za-z.%]+(?:\s*[+−×÷=*/<>±]\s*[0-9A-Za-z.%]+)+")
_LONGEST_SUM = 80
_MAX_PASSES = 8
"""Marks of a text are corrected in two; only a made-up one, marks upon marks, has more."""
_MIDDLE_DOT = pattern("[•・‧∙⋅･]")


def _length_of_address(found: str) -> int:
    """Leave off what stands after an address and is no part of it; `)` is one where its `(` is."""
    while found and found[-1] in _ADDRESS_TAIL:
        if found[-1] == ")" and found.count("(") >= found.count(")"):
            break
        found = found[:-1]
    return len(found)


@lru_cache(maxsize=512)
def put_right(text: str, eat_spaces: bool, lang: Lang) -> tuple[int, tuple[tuple[int, int, str, str], ...]]:
    """Return where a quotation mark has no partner (-1 for nowhere), and the changes: start, end, new text, rule.

    What an issue says is mostly what it said when it was read last; a text of an issue takes as long as setting it.
    """
    line = MarkedLine(text, eat_spaces)
    return line.put_right(_QUOTES[lang]), tuple(sorted(line.edits))


class MarkedLine:
    """One line while its marks are corrected; neighbours are seen as already changed."""

    def __init__(self, text: str, eat_spaces: bool) -> None:
        self.text = text
        self.now = list(text)
        self.eat_spaces = eat_spaces
        self.edits: list[tuple[int, int, str, str]] = []
        self.is_open = False
        """Whether a mark was left as it is that might be corrected once its neighbour is."""
        self.step = -1
        """1 while marks are corrected from left to right, -1 while from right to left."""
        self._halve()
        self.kept = set(self._addresses("".join(self.now)))

    def _addresses(self, text: str) -> Iterator[int]:
        """Characters of web and mail addresses and names of files, which keep their marks."""
        if any(sign in text for sign in _ADDRESS_SIGNS):
            stretches = [(0, len(text))]
        else:
            stretches = [run.span() for run in _ASCII_RUN.finditer(text) if _OF_ADDRESS.search(run[0])]
        for start, end in stretches:
            for match in _ADDRESS.finditer(text, start, end):
                yield from range(match.start(), match.start() + _length_of_address(match[0]))

    def put_right(self, quotes: tuple[str, str]) -> int:
        """Pair quotation marks and widen marks; return the place of a quotation mark without a partner.

        What has become wide may make its neighbour part of Chinese text, so it is done until nothing changes,
        forwards and backwards in turn.
        """
        for _ in range(_MAX_PASSES):
            before, self.is_open = len(self.edits), False
            self.step = -self.step
            odd = self.pair_quotes('"', quotes[0])
            self.pair_quotes("'", quotes[1])
            self.widen_brackets()
            self.lengthen()
            self.widen_marks()
            if len(self.edits) == before or not self.is_open:
                break
        return odd

    def put(self, start: int, end: int, new: str, rule: str) -> None:
        """Note a change; what has been changed already stays."""
        if self.text[start:end] != new and self.text[start:end] == "".join(self.now[start:end]):
            self.edits.append((start, end, new, rule))
            self.now[start:end] = [new] + [""] * (end - start - 1)

    def left(self, at: int) -> str:
        """The character before, markup not counted."""
        at -= 1
        while at >= 0 and self._is_markup(at):
            at -= 1
        return self.now[at][-1] if at >= 0 else ""

    def right(self, at: int) -> str:
        """The character after, markup not counted."""
        at += 1
        while at < len(self.now) and self._is_markup(at):
            at += 1
        return self.now[at][0] if at < len(self.now) else ""

    def _is_markup(self, at: int) -> bool:
        char = self.now[at]
        return char in ("", "*") or (char == "=" and "==" in self.text[max(0, at - 1) : at + 2])

    def _halve(self) -> None:
        """T-45: letters and digits are stored half-width."""
        for match in _FULL_WIDTH_RUN.finditer(self.text):
            half = match[0].translate(_TO_HALF)
            self.put(match.start(), match.end(), half, "T-45")

    def pair_quotes(self, straight: str, curly: str) -> int:
        """Straight quotation marks by pairs, of which one may be curled; return the place of one without a partner.

        One in Chinese text, that is; of those elsewhere nothing is said.
        """
        if straight not in self.text:
            return -1
        pairs, alone = self._pairs(straight, curly)
        if alone:
            beside = [at for at in alone if is_wide(self.left(at)) or is_wide(self.right(at))]
            if beside:
                self.is_open = True
                return beside[0]
        for opening, closing in pairs:
            around = (self.left(opening), self.right(closing), *self.now[opening + 1 : closing])
            mixed = self.now[opening] != straight or self.now[closing] != straight
            if mixed or any(is_ideograph(char[:1]) or char in "，。：；！？、" and char for char in around):
                self.put(opening, opening + 1, curly[0], "J-30")
                self.put(closing, closing + 1, curly[1], "J-30")
            else:
                self.is_open = True
        return -1

    def _pairs(self, straight: str, curly: str) -> tuple[list[tuple[int, int]], list[int]]:
        """Pair marks from left to right; give pairs with a straight one, and straight ones left alone."""
        pairs: list[tuple[int, int]] = []
        opened: list[int] = []
        for at, char in enumerate(self.text):
            if char not in (straight, *curly) or (char == straight and not self._is_quote(at)):
                continue
            if char == curly[0] or (char == straight and not self._closes(at, opened, straight, curly)):
                opened.append(at)
            elif opened:
                pairs.append((opened.pop(), at))
        straights = [pair for pair in pairs if straight in (self.text[pair[0]], self.text[pair[1]])]
        return sorted(straights), [at for at in opened if self.text[at] == straight]

    def _closes(self, at: int, opened: list[int], straight: str, curly: str) -> bool:
        """Whether a straight mark closes the last one opened: a curled one only if it lacks its own partner."""
        if not opened:
            return False
        if self.text[opened[-1]] == straight:
            return True
        rest = self.text[at + 1 :].partition(curly[0])[0]
        doubled = self.right(at) in (straight, curly[0]) and self.left(at) not in (straight, curly[0])
        return doubled or curly[1] not in rest or self.right(at) in _BEHIND_QUOTE

    def _is_quote(self, at: int) -> bool:
        """Leave apostrophes, feet and inches, and marks inside addresses."""
        if at in self.kept:
            return False
        before, after = self.left(at), self.right(at)
        return self.text[at] == '"' or not (is_latin(before) and (is_latin(after) or before.isdigit()))

    def widen_brackets(self) -> None:
        """Both brackets of a pair, when Chinese stands on any side of either."""
        if "(" not in self.text and ")" not in self.text:
            return
        open_places: list[int] = []
        pairs: list[list[int]] = []
        for match in _ROUND.finditer(self.text):
            at = match.start()
            if match[0] in "(（":
                open_places.append(at)
            else:
                pairs.append([open_places.pop(), at] if open_places else [at])
        for pair in [*pairs, *([at] for at in open_places)][:: self.step]:
            self._widen_pair(pair)

    def _widen_pair(self, places: list[int]) -> None:
        if all(self.now[at] not in "()" for at in places):
            return
        if not self.kept.isdisjoint(places):
            return
        if len(places) == 2 and self._is_formula(*places):
            self.is_open = True
            return
        sides = [side for at in places for side in (self.left(at), self.right(at))]
        if any(self.text[at] in "（）" for at in places) or any(map(is_wide, sides)):
            for at in places:
                self.put(at, at + 1, _WIDE_ROUND.get(self.text[at], self.text[at]), "J-30")
        else:
            self.is_open = True

    def _is_formula(self, opening: int, closing: int) -> bool:
        """(1+0.01)³⁶⁵ stays as it is: brackets round a sum, or raised to a power, are no punctuation."""
        if closing - opening > _LONGEST_SUM:
            return False
        inside = self.text[opening + 1 : closing]
        raised = self.right(closing) in _RAISED and self.right(closing) != ""
        if (self.text[opening] == "（") != (self.text[closing] == "）"):
            return False
        return not any(map(is_wide, inside)) and (raised or _SUM.fullmatch(inside) is not None)

    def lengthen(self) -> None:
        """J-33: …… and —— are two characters each, · is U+00B7."""
        if "..." in self.text or "…" in self.text:
            self._lengthen(_DOTS, "……")
        self._lengthen(_DASH, "——")
        for match in _MIDDLE_DOT.finditer(self.text):
            at = match.start()
            if is_ideograph(self.left(at)) and is_ideograph(self.right(at)):
                self.put(at, at + 1, "·", "J-33")

    def _lengthen(self, pattern: re.Pattern[str], new: str) -> None:
        for match in [*pattern.finditer(self.text)][:: self.step]:
            start, end = match.span()
            if self.now[start] != self.text[start]:
                continue
            sides = self.left(start), self.right(end - 1)
            if start not in self.kept and any(map(is_wide, sides)):
                self.put(start, end, new, "J-33")
            else:
                self.is_open = True

    def widen_marks(self) -> None:
        """J-30: stops and pauses next to Chinese."""
        for match in [*_HALF_MARKS.finditer(self.text)][:: self.step]:
            at, char = match.start(), match[0]
            if at in self.kept or self.now[at] != char:
                continue
            before, after = self.left(at), self.right(at)
            if char in _WIDE_MARKS and (is_wide(before) or is_wide(after)):
                self._widen(at, _WIDE_MARKS[char])
            elif char in ".．" and self._is_full_stop(at, before, after):
                self._widen(at, "。")
            elif not (char == "." and before.isdigit() and after.isdigit()):
                self.is_open = True

    def _is_full_stop(self, at: int, before: str, after: str) -> bool:
        """A point after Chinese ends a sentence; between Han it may be a 间隔号 and stays."""
        closed = before != "" and before in CLOSING
        if not (is_ideograph(before) or closed):
            return False
        if closed and is_ideograph(after):
            return True
        if self.text[at + 1 : at + 3] == "**":
            return True
        if after in BLANKS and after:
            next_ = next((char for char in self.now[at + 1 :] if char and char not in BLANKS), "")
            return next_ == "" or is_wide(next_[0])
        return after == "" or after in CLOSING

    def _widen(self, at: int, new: str) -> None:
        """A full-width mark has its own white: space typed after it goes."""
        end = at + 1
        while self.eat_spaces and end < len(self.text) and self.text[end] in BLANKS:
            end += 1
        self.put(at, end, new, "J-30")
