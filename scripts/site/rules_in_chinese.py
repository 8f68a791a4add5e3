"""The frame of the pages of rules and standards in Chinese: titles, chapters, heads of tables, how to read them.

The rules themselves are kept in one language, beside the code that follows them; their ids and sources are the same in
both.
"""

from collections.abc import Iterator

_TITLES = {
    "rules/page.md": "版面：GB/T 9704-2012 和简报的不同",
    "rules/typesetting.md": "排字：横排简体中文怎样成行",
    "rules/press.md": "印刷：付印的文件要怎样",
    "rules/archive.md": "归档：PDF/A、无障碍、档案规则、合订本",
    "standards/clreq.md": "clreq：W3C 中文排版需求（横排）",
    "standards/gbt-9704.md": "GB/T 9704-2012 党政机关公文格式和简报的惯例",
    "standards/pdf-x-4.md": "PDF/X-4（ISO 15930-7:2010）：print、overprint、head 版",
    "standards/pdf-a-3.md": "PDF/A-3（ISO 19005-3:2012）：archive 版",
    "standards/pdf-ua-1.md": "PDF/UA-1（ISO 14289-1:2014）：archive 版",
}
_CHAPTERS = {
    "rules/page.md": (
        "字号", "版面尺寸", "版格 22 × 28", "各部分的字体和字号", "标题", "附件、署名、日期", "版记", "页码、空白页、表格、油墨、装订",
        "简报的报头和报尾", "看过的实际简报", "稿件的毛病：改正或指出",
    ),
    "rules/typesetting.md": (
        "字类和宽度", "不能断行的地方", "避头尾的等级", "绝不断开", "尽量不断开", "对 UAX #14 的取舍", "GB 和 clreq 不同的地方",
        "标点之间的空（断行以前）", "中西文之间的空", "两端对齐", "段落和页", "层次标题", "附注、表格、图", "数字", "试例", "自带字体的实测",
    ),
    "rules/press.md": (
        "PDF/X-4 逐项", "可以带的输出条件", "油墨", "页面框、出血、标记", "拼版", "图片", "印前检查的规则",
    ),
    "rules/archive.md": (
        "用哪一种 PDF/A", "PDF/A 逐项", "PDF/UA-1（标签）", "纸质档案的表", "电子档案要带的内容", "合订本", "试例",
    ),
    "standards/clreq.md": (
        "文字和字体", "页面", "书写方向", "标点", "避头尾和标点宽度", "中文和西文", "段落", "行的调整", "标题",
    ),
    "standards/gbt-9704.md": ("GB/T 9704-2012 各条", "简报另有的"),
}  # fmt: skip
_HEADS = {
    "id": "编号", "rule": "规则", "source": "来源", "kept by": "由哪个测试守住", "section": "章节", "clause": "条款", "asks for": "要求",
    "state": "情况", "by which tests, or why": "由哪些测试，或为什么不", "about": "内容", "how": "怎样做", "where, and which test": "在哪里，哪个测试",
    "topic": "内容", "we do": "本程序", "level": "等级", "use": "用在", "note": "说明", "element": "部分", "font": "字体", "size": "字号",
    "colour": "颜色", "place": "位置", "part": "部分", "content": "内容", "page numbers": "页码", "matter": "内容", "property": "性质",
    "check": "检查", "our duty": "本程序要做的", "side": "面", "left": "左", "right": "右", "step": "步骤", "kind": "种类", "good": "好",
    "warn": "提醒", "error": "错误", "form": "表", "class": "字类", "not at line start": "不在行首", "not at line end": "不在行末",
}  # fmt: skip
_HOW_TO_READ = """\
!!! note "怎样读这一页"

    每条规则有一个编号，写明来源（标准的条款、惯例或实测）和守住它的测试；程序的提示、源代码和测试都按编号引用。规则的文字和源代码
    放在一起维护，是英文的；编号、标准号、数值两种语言相同。稿件里怎样写，见[一期稿件](../reference/issue.md)和[版式](../reference/design.md)。
"""


def in_chinese_frame(name: str, text: str) -> str:
    """Return a page of rules with its frame in Chinese; other pages as they are."""
    if name not in _TITLES:
        return text
    return "\n".join(_lines(name, text.split("\n")))


def _lines(name: str, lines: list[str]) -> Iterator[str]:
    chapters = iter(_CHAPTERS.get(name, ()))
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        marks, _, words = line.partition(" ")
        if marks == "#":
            yield from (f"# {_TITLES[name]}", "", _HOW_TO_READ)
        elif marks in ("##", "###"):
            chapter = next(chapters, "")
            yield f"{marks} {_numbered(chapter, words)}"
        elif line.startswith("|") and below.startswith("|--"):
            cells = [_HEADS.get(cell.strip(), cell.strip()) for cell in line.strip("|").split("|")]
            yield "| " + " | ".join(cells) + " |"
        else:
            yield line


def _numbered(chapter: str, words: str) -> str:
    """Return a chapter's Chinese name with its number, and the English one where it has none."""
    number = words.partition(" ")[0]
    is_number = number[:1].isdigit()
    return (f"{number} {chapter}" if is_number else chapter) if chapter else words
