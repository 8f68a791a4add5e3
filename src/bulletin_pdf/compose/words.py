"""Where words begin, for titles that must be broken by sense (T-71).

The segmenter carries its dictionary with it and takes a tenth of a second to load, so it
is asked only for a title that has no better place to break.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final

_BOUND: Final = ("u", "y", "q", "m", "f", "k")
"""Particles, measure words and the like lean on the word before."""
_TERMS: Final = (
    "新时代", "文明实践", "实践中心", "实践所", "实践站", "志愿服务", "志愿者", "精神文明", "精神文明建设",
    "乡村振兴", "乡村治理", "基层治理", "社会治理", "移风易俗", "思想政治工作", "意识形态工作", "推进会", "现场会",
    "积分制", "文明城市", "文明村镇", "文明单位", "文明家庭", "中国特色社会主义", "核心价值观", "党史学习教育",
    "高质量发展", "指导委员会", "领导小组", "工作方案", "实施方案", "先进典型", "获得感", "幸福感", "最后一公里",
    "投诉举报", "进出口", "社零总额", "主要经济指标", "一体化", "新生机",
    "习近平新时代中国特色社会主义思想",
)  # fmt: skip
"""Terms of the trade a general dictionary would cut up; kept in one piece."""


def word_starts(text: str) -> Mapping[int, bool]:
    """Give the indices where words of `text` begin; true where a new part of the sentence does."""
    starts: dict[int, bool] = {}
    at = 0
    for word, kind in _tagged(text):
        if at and not kind.startswith(_BOUND):
            opens = _opens_part(word, kind)
            if opens or len(word) > 1:
                starts[at] = opens
        at += len(word)
    return starts


def _tagged(text: str) -> list[tuple[str, str]]:
    # The module's own segmenter: another would load the dictionary twice.
    import rjieba

    _teach_terms()
    return [(word, kind) for word, kind in rjieba.tag(text)]


@cache
def _teach_terms() -> None:
    import rjieba

    for term in _TERMS:
        rjieba.add_word(term, 1_000_000, "n")


def _opens_part(word: str, kind: str) -> bool:
    """Prepositions, conjunctions and verbs open a part; verbs used as nouns do not."""
    return word == "暨" or (len(word) > 1 and kind in ("v", "p", "c")) or kind == "p"
