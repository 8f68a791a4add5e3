"""Stretches whose wording is not the author's to change: titles, names of companies, words that are spoken of.

In 《图象处理入门》 an old form is right because the book is called so; in 把“部署”写成“布署” the
wrong word is what the sentence is about.
"""

from bulletin_pdf.patterns import pattern
from bulletin_pdf.proof.lexicon import is_word, segments

_TITLE = pattern("《[^《》]*(?:〈[^〉]*〉[^《》]*)*》")
_COMPANY = pattern(
    "[\u3400-\u9fffA-Za-z]{2,12}(?:（[\u3400-\u9fffA-Za-z]{1,10}）)?[\u3400-\u9fffA-Za-z]{0,12}?"
    "(?:有限责任公司|有限公司|股份公司|集团公司)"
)
_QUOTED = "[“‘「『][^“”‘’「」『』]{1,20}[”’」』]"
_AFTER = pattern(
    f"(?:写成|写作|误写|误为|误作|错成|错写|应为|应作|改为|改成|读作|读成|不作|不是|打成|印成|别字|错字)[了为成是]?{_QUOTED}"
)
_BEFORE = pattern(
    f"{_QUOTED}(?:[（(][^（）()]*[）)])?"
    "(?:写成|写作|误写|误为|误作|错成|应为|应作|应改|改为|改成|不作|不应|打成|印成|一词|二字|两字|的写法)"
)
"""Quoted words before and after what says that they are spoken of."""
_SAID = pattern("写|误|错|应[为作改]|改[为成]|读|不[作是应]|[打印]成|别字|一词|[二两]字")
_CITED = ((pattern("》"), _TITLE), (pattern("公司"), _COMPANY), (_SAID, _AFTER), (_SAID, _BEFORE))
"""Each with what a text must have in it, so that most need not be looked at more closely."""


def cited_spans(text: str) -> list[tuple[int, int]]:
    """Return the stretches (start, end) of a text whose wording is somebody else's, or spoken of."""
    return [match.span() for sign, pattern in _CITED if sign.search(text) for match in pattern.finditer(text)]


def is_cited(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether the stretch start..end lies in one of `spans`."""
    return any(first <= start and end <= last for first, last in spans)


def crosses_word(text: str, start: int, end: int) -> bool:
    """Whether a word of the dictionary begins in the stretch and goes on behind it: 检查长 in 检查|长度.

    Words that reach over its start are evidence too, 偶而 in 配偶|而, but for numbers: 一本|帐 is cut like 一本|账.
    """
    split = segments(text)
    over = split.reaches_over(start)
    if over and over[0] not in "一二两三四五六七八九十几每这那各":
        return True
    return any(start < at < end < at + len(word) and is_word(word) for word, at in split.around(start, end))
