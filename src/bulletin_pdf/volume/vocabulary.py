"""Every key of a volume's YAML, in English and Chinese (contract §4)."""

from typing import Literal, get_args

from bulletin_pdf.yamldoc.fields import Key, keys

PartName = Literal[
    "cover", "title", "foreword", "contents", "issues", "index-city", "index-unit", "index-title",
    "statistics", "concordance", "catalogue", "remarks",
]  # fmt: skip

PARTS: tuple[PartName, ...] = get_args(PartName)

PART_TITLES: dict[PartName, str] = {
    "cover": "封面",
    "title": "扉页",
    "foreword": "编辑说明",
    "contents": "总目录",
    "issues": "各期",
    "index-city": "地区索引",
    "index-unit": "供稿单位索引",
    "index-title": "篇名索引",
    "statistics": "统计",
    "concordance": "页码对照表",
    "catalogue": "归档文件目录",
    "remarks": "卷内备考表",
}
"""What stands over each part, and its Chinese name in the YAML."""

PART_WORDS: dict[str, PartName] = {
    **{name: name for name in PARTS},
    **{title: name for name, title in PART_TITLES.items()},
    "目录": "contents",
    "正文": "issues",
    "备考表": "remarks",
}

DEFAULT_PARTS: tuple[PartName, ...] = PARTS[:-1]
"""备考表 is for the archivist's copy alone (archive.md §6): it must be asked for."""

VOLUME = keys(
    Key("title", "刊名", "line", "合订的简报的刊名", "the name of the bulletin", ("bulletin", "书名")),
    Key("subtitle", "副题", "line", "默认“2022年合订本”", "default: 2022年合订本", ("副标题",)),
    Key("publisher", "编发单位", "lines", "编发单位，一个或几个", "who publishes it", ("publishers", "编者")),
    Key("year", "年份", "year", "合订哪一年的", "the year bound", ("年度",)),
    Key(
        "date",
        "日期",
        "date",
        "编印日期；默认最后一期的日期",
        "when it was bound; default: the last issue's",
        (),
    ),
    Key(
        "issues",
        "各期",
        "members",
        "各期的稿件，依次写出；可用 * ? 通配，按专刊名、期号排序",
        "the issues in order; * and ? stand for any name, sorted by series and number",
        ("简报",),
    ),
    Key(
        "foreword", "编辑说明", "prose", "编辑说明，一行一段", "editorial note, a paragraph a line", ("说明",)
    ),
    Key("parts", "组成", "parts", "由哪些部分组成，依次写出", "its parts in order", ("部分",)),
    Key("binding", "装订", "binding", "用纸，据以计算书脊", "papers, to work the spine out from"),
    Key("archive", "归档", "archive", "档号的各段", "the parts of the archival codes", ("档案",)),
)

PDF_MEMBER = keys(
    Key("pdf", "文件", "file", "只存 PDF 或扫描件的一期", "an issue that survives only as PDF or scan"),
    Key("number", "期号", "number", "期号", "number of the issue"),
    Key("date", "日期", "date", "印发日期", "date of issue", ("印发日期",)),
    Key("series", "专刊名", "line", "专刊名", "name of a special series", ("专刊",)),
    Key("supplement", "增刊", "flag", "是不是增刊", "whether it is a supplement"),
    Key("serial", "总期号", "number", "总期号", "total number"),
    Key("publisher", "编发单位", "lines", "编发单位，一个或几个", "who published it", ("publishers",)),
    Key("contents", "要目", "entries", "各篇的标题和起始页", "titles and the pages they begin on", ("目录",)),
)

PDF_ENTRY = keys(
    Key("title", "标题", "line", "标题，可写“地区：标题”", "title, also as “city：title”"),
    Key("page", "页", "number", "在原件的第几页，默认 1", "page of the file, default 1", ("页码",)),
    Key("city", "地区", "line", "地区", "city or region"),
    Key("by", "供稿单位", "line", "供稿单位", "contributing unit"),
)

BINDING = keys(
    Key("paper", "内文纸", "grammage", "内文纸的克重，g/m²", "grammage of the text paper", ("纸张",)),
    Key("cover_paper", "封面纸", "grammage", "封面纸的克重，g/m²", "grammage of the cover"),
)

ARCHIVE = keys(
    Key("fonds", "全宗号", "line", "全宗号，如 J001", "fonds number, for example J001"),
    Key("category", "门类", "line", "档案门类代码，默认 WS（文书）", "category, default WS", ("档案门类",)),
    Key("retention", "保管期限", "retention", "永久、30年或10年（Y、D30、D10）", "Y, D30 or D10"),
    Key("office", "机构", "line", "机构（问题）代码", "code of the office or subject", ("机构代码",)),
    Key("first", "起始件号", "number", "第一期的件号，默认 1", "item number of the first issue", ("件号",)),
)

RETENTIONS = {
    **{word: word for word in ("Y", "D30", "D10")},
    "永久": "Y",
    "30年": "D30",
    "10年": "D10",
}

GRAMMAGES = (30, 1000)
