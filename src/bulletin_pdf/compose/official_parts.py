"""Parts of 公文 that bulletins have: addressee and attachments (7.3.2, 7.3.4, 7.3.7)."""

from collections.abc import Sequence
from typing import Final

from bulletin_pdf.compose.design import Design
from bulletin_pdf.compose.single_lines import set_label, width_of
from bulletin_pdf.compose.tag_tree import TagTree
from bulletin_pdf.issue.attachments import is_label, label_end
from bulletin_pdf.issue.model import Element, Heading, Paragraph, Prose
from bulletin_pdf.layout.block import Block, SpaceBlock, TextBlock
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.pages import TagId
from bulletin_pdf.patterns import pattern

_ADDRESSEE: Final = pattern(
    "(?!.*(?:以下|下列|如下|包括))[^。；！？“”《》的是为将：]*"
    "(?:政府|机构|单位|部门|机关|企业|中心|大学|领导|代表|街道|[委办局厅院部社处署会组团队站所校司厂场镇乡村室们志])[：:]"
    "|(?:各|全[省市县区州体]|尊敬的|亲爱的)[^。；！？“”《》是为将：]*"
    "(?:[省市县区州盟旗街]|[（(][省市县区州盟旗乡镇街道社、]+[）)]|组织|支部|党员|干部|职工|志愿者|来宾|朋友们?|居民|村民|家长)[：:]"
)
"""Names of offices, or of those who listen, up to a colon."""
_LABEL: Final = pattern("附件[：:]")
_NUMBER: Final = pattern("[0-9]{1,2}[.．、] ?")
_MAX_KEPT: Final = 8
"""A list of so many attachments is not parted between pages."""


def is_addressee(element: Element) -> bool:
    """Whether the first element of a report names those it is addressed to: 各县市区委：同志们："""
    if not isinstance(element, Paragraph) or not element.prose.text.endswith(("：", ":")):
        return False
    return _ADDRESSEE.fullmatch(element.prose.text) is not None


def addressee_block(prose: Prose, design: Design, tag: TagId) -> TextBlock:
    """7.3.2: flush left, turned lines too, closed by its colon; it never ends a page."""
    return TextBlock(prose.text, design.addressee, tag, source=prose.source)


def attachment_list(body: Sequence[Element], start: int) -> tuple[Prose, ...]:
    """Return the lines of 附件说明 when it begins at `start`: 附件：1. …, then 2. … and so on."""
    first = body[start]
    if not isinstance(first, Paragraph) or not _LABEL.match(first.prose.text):
        return ()
    lines = [first.prose]
    for element in body[start + 1 :]:
        if not isinstance(element, Paragraph | Heading) or not _NUMBER.match(element.prose.text):
            break
        lines.append(element.prose)
    return tuple(lines)


def attachment_blocks(
    lines: Sequence[Prose], design: Design, typesetter: Typesetter, tree: TagTree, section: TagId
) -> list[Block]:
    """P-40: a line below the text; numbers stand under each other, turned lines under the names."""
    label = _LABEL.match(lines[0].text)
    begin = len(label.group()) if label else 0
    blocks: list[Block] = [SpaceBlock(1, keep_with_previous=True)]
    indent = design.paragraph.indent
    for place, prose in enumerate(lines):
        number = _NUMBER.match(prose.text, begin if place == 0 else 0)
        left = indent + begin
        style = design.paragraph._replace(
            indent=indent if place == 0 else left,
            hang=left + (_width(number.group(), design, typesetter) if number else 0.0),
            keep_with_next=int(place + 1 < len(lines) <= _MAX_KEPT),
            keep_together=len(lines) <= _MAX_KEPT,
        )
        blocks.append(TextBlock(prose.text, style, tree.add("P", section), source=prose.source))
    return blocks


def _width(number: str, design: Design, typesetter: Typesetter) -> float:
    """Return how far the name behind a number begins from it, em."""
    return width_of(set_label(number + "名", design.body, None, typesetter)) / design.body.size - 1.0


def attachment_title(heading: Sequence[Prose]) -> tuple[Prose, tuple[Prose, ...]] | None:
    """Part a report's title 附件1 …… into its label and the rest; None for any other title.

    A colon that is still there (`normalize: false`) stays with the label.
    """
    whole = heading[0]
    if len(heading) > 1:
        return (whole, tuple(heading[1:])) if is_label(whole.text) else None
    found = label_end(whole.text)
    if found is None:
        return None
    begin = found[1]
    rest = whole._replace(text=whole.text[begin:], source=whole.source.after(begin))
    return whole._replace(text=whole.text[:begin].rstrip()), (rest,)


def attachment_label(prose: Prose, design: Design, tag: TagId, anchor: str) -> TextBlock:
    """P-41: 附件 and its number on the first line of its page, flush left."""
    return TextBlock(prose.text, design.attachment, tag, anchor=anchor, source=prose.source)
