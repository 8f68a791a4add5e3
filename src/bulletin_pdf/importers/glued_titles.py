"""Titles that are not lines of their own above the text.

Copying from a PDF or a web page joins centred lines with the text below them, or leaves the title out.

…关于印发《…》的通知各市人民政府：为了… is title, address and text: the kind of a paper ends its title, and what
follows can only be an address or the first sentence. A quoted title (根据《…的通知》精神) is within a sentence.
"""

import re
from collections.abc import Sequence

from bulletin_pdf.importers.form import is_document_number, is_red_head
from bulletin_pdf.importers.line_kinds import is_short, title_key, words_of
from bulletin_pdf.importers.masthead_lines import DATE, is_head_line
from bulletin_pdf.importers.material import MaterialItem, Para, SourceEdit, cut_para
from bulletin_pdf.importers.simplified import simplified
from bulletin_pdf.issue.character_kinds import BLANKS
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern

_ABOVE = 6
"""Lines of a head that may stand above the title."""
_LONGEST = 180
_SENTENCES = 3
_KIND_ENDS = pattern(
    "的?(?:[若干实施指导]{2})?(?:规定|通知|意见|决定|通报|公告|通告|批复|复函|函|请示|报告|答复|公报|决议)(?:[（(][^（()）]{1,20}[)）])?"
)
_ABOUT = pattern("关于|[印转]发|发布|公布")
_NO_TITLE = pattern("(?:根据|按照|依据|遵照|依照|为|现|经|近|贯彻|落实|《|“|一、|1[.．、])")
"""What a sentence may begin with that only names a paper."""
_HEAD = pattern(
    r"[一-鿿 　]{2,40}(?:令|公告|通告)\s?[（(〔\[](?:19|20)[0-9]{2}[）)〕\]]\s?第?\s?[0-9]{1,4}\s?号(?:[（(][^（()）]{1,60}[)）])?"
)
"""The head of an order or a public notice, which has no other title."""
_ADDRESS = pattern(
    r"(?:各|全[市省县区州国体]|有关|相关|本|中国|国务院|[一-鿿]{2,20}(?:总部|分行|委员会|政府|局|厅|委|公司|银行|大学|学院|办公室|部门|单位))"
    r"[^。！？《“]{0,400}?[:：]"
)
_SENTENCE = pattern("(?:为|根据|按照|依据|遵照|现|近|经|最近|今年|你|您|随着|自)[^。]{8,}。?")


class UngluedTitle(NamedTuple):
    """The items of a paper, and whether a title was cut out of a line."""

    items: Sequence[MaterialItem]
    cut: bool


def unglue_title(items: Sequence[MaterialItem], log: list[SourceEdit]) -> UngluedTitle:
    """Cut the title, and the address below it, off the first line that is no line of a head."""
    for at, item in enumerate(items[:_ABOVE]):
        if not isinstance(item, Para) or item.heading or item.titled:
            break
        if is_head_line(item.words) or is_document_number(item.words) or is_red_head(item.words):
            continue
        end = title_end(item.words)
        if end:
            log.append(SourceEdit(item.text.span(end, end), "", "\n", "unglued"))
            title = cut_para(item, 0, end)._replace(titled=True, heading=1)
            return UngluedTitle(
                [*items[:at], title, *_parted(cut_para(item, end), log), *items[at + 1 :]], cut=True
            )
        break
    return UngluedTitle(items, cut=False)


def title_end(line: str) -> int:
    """Return how many characters of a line are a title that address or text follow; 0 where it holds none."""
    line = simplified(line)
    if _NO_TITLE.match(line):
        return 0
    for found in _KIND_ENDS.finditer(line, 0, _LONGEST):
        title, rest = line[: found.end()], line[found.end() :]
        if re.search("[。；！？:：]", title) or not _ABOUT.search(title):
            continue
        if all(title.count(first) == title.count(last) for first, last in ("《》", "“”", "（）")) and (
            _ADDRESS.match(rest) or _SENTENCE.match(rest) or DATE.fullmatch(rest.strip(BLANKS))
        ):
            return found.end()
    head = _HEAD.match(line)
    return head.end() if head and _SENTENCE.match(line[head.end() :]) else 0


def _parted(rest: Para, log: list[SourceEdit]) -> list[Para]:
    """Part the address from the text that follows it in the same line."""
    address = _ADDRESS.match(simplified(rest.words))
    if address is None or not rest.words[address.end() :].strip(BLANKS):
        return [rest]
    log.append(SourceEdit(rest.text.span(address.end(), address.end()), "", "\n", "unglued"))
    return [cut_para(rest, 0, address.end()), cut_para(rest, address.end())]


def sent_out(items: Sequence[MaterialItem]) -> str:
    """Return the title of what a paper without a title of its own sends out: 《…办法》已经…通过，现予印发.

    It is quoted in one of the first sentences and stands as a line further down.
    """
    lines = {title_key(words_of(item)): words_of(item) for item in items[_SENTENCES:] if is_short(item)}
    quoted = (
        title_key(found[1])
        for item in items[:_SENTENCES]
        if isinstance(item, Para)
        for found in re.finditer("《([^《》]{4,60})》", item.words)
    )
    return next((lines[key] for key in quoted if key in lines), "")
