"""Figures of all that was counted: 全县已建成文明实践站235个.

Two are surely of the same thing where the words before them are the same, from a place (全县, 东河县) on, say that
all is counted (共, 累计, 已), and no time stands in their sentence.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from bulletin_pdf.issue.model import Issue
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.proof.amounts import Amount, sentences
from bulletin_pdf.proof.finding import Passage

_SCOPE = pattern("(全[省市州县区旗镇乡村]|[\u4e00-\u9fff]{2,4}[省市州县区旗])")
_OWN = pattern("全[市州县区旗镇乡村]")
"""Each report means its own place by these; 全省 and 东河县 are the same in all of them."""
_ALL = pattern("共|累计|已|现有|总数|总计|合计")
_ANY = pattern("[省市州县区旗镇乡村](?:[\u3400-\u9fff]{0,4})(?:共|累计|已|现有|总)")
"""What such a sentence has in it, so that most passages need not be looked at more closely."""
_TIMED = pattern(
    "年|月|季度|上半年|下半年|同期|同比|环比|上期|本周|上周|今天|昨天|当天|原来|目标|计划|力争|预计|第[一二三四五]"
)
_PARTLY = pattern("其中|平均|每|新增|增加|增长|减少|分别|占")
_BEFORE_TEXT = pattern("^[ \u3000>-]*(?:[a-z_\u4e00-\u9fff]+: +)?[\"']?")
"""What stands before the text of a line in an editor's file: signs of a list or a quotation, a key, a quotation mark."""
_SHORTEST = 7
"""Characters of the words before a figure."""


class CountedFigure(NamedTuple):
    """A figure of all that was counted: what it is of, its value and how it is written."""

    of: tuple[str, str, str]
    """The city of the report where the words are of “the whole city”, the words before the figure, the unit."""
    value: Decimal
    written: str


def counted_figures(
    issue: Issue, passages: Sequence[Passage]
) -> Iterator[tuple[Passage, Amount, CountedFigure]]:
    """Return the figures of an issue, with the amounts they are and where these stand."""
    for passage in passages:
        if not passage.is_prose:
            continue
        city = issue.reports[passage.report].city_name if passage.report >= 0 else ""
        for label, amount in _labelled(passage.text):
            written = passage.text[amount.start : amount.end]
            where = city if _OWN.match(label) else ""
            yield passage, amount, CountedFigure((where, label, amount.unit), amount.value, written)


def labels_in(text: str) -> frozenset[str]:
    """Return the words before the figures of an editor's file, without what marks its paragraphs and bold words."""
    lines = (_BEFORE_TEXT.sub("", line.replace("**", "")) for line in text.split("\n"))
    return frozenset(label for line in lines for label, _ in _labelled(line))


def _labelled(text: str) -> Iterator[tuple[str, Amount]]:
    for sentence in sentences(text, _ANY):
        if not sentence.amounts or _TIMED.search(sentence.text) or _PARTLY.search(sentence.text):
            continue
        for amount in sentence.amounts:
            label = amount.label.removeprefix("截至目前")
            if amount.is_exact and len(label) >= _SHORTEST and _SCOPE.match(label) and _ALL.search(label):
                yield label, amount
