"""Every key of a volume's YAML, in English and Chinese."""

from typing import Literal, get_args

from bulletin_pdf.yamldoc.key_table import Key, keys

PartName = Literal[
    "cover", "title", "foreword", "contents", "issues", "index-city", "index-unit", "index-theme",
    "index-title", "statistics", "figures", "errata", "concordance", "catalogue", "remarks",
]  # fmt: skip

OrderName = Literal["pinyin", "strokes"]
ErrataMode = Literal["list", "apply"]

PARTS: tuple[PartName, ...] = get_args(PartName)

PART_TITLES: dict[PartName, str] = {
    "cover": "封面",
    "title": "扉页",
    "foreword": "编辑说明",
    "contents": "总目录",
    "issues": "各期",
    "index-city": "地区索引",
    "index-unit": "供稿单位索引",
    "index-theme": "专题索引",
    "index-title": "篇名索引",
    "statistics": "统计",
    "figures": "数据一览",
    "errata": "勘误表",
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
    "数字登记": "figures",
    "勘误": "errata",
}

ASKED_FOR: frozenset[PartName] = frozenset(("figures", "remarks"))
"""数据一览 is long, 备考表 is for the archivist's copy alone (docs/rules/archive.md §6): they must be requested."""

DEFAULT_PARTS: tuple[PartName, ...] = tuple(part for part in PARTS if part not in ASKED_FOR)

ORDERS: dict[str, OrderName] = {"pinyin": "pinyin", "strokes": "strokes", "拼音": "pinyin", "笔画": "strokes"}

ERRATA: dict[str, ErrataMode] = {"list": "list", "apply": "apply", "列表": "list", "改正": "apply"}

VOLUME = keys(
    "volume",
    Key("title", "刊名", "line", ("bulletin", "书名")),
    Key("subtitle", "副题", "line", ("副标题",)),
    Key("publisher", "编发单位", "lines", ("publishers", "编者")),
    Key("year", "年份", "year", ("年度",)),
    Key("date", "日期", "date"),
    Key("secrecy", "密级", "line"),
    Key("issues", "各期", "members", ("简报",)),
    Key("foreword", "编辑说明", "prose", ("说明",)),
    Key("parts", "组成", "parts", ("部分",)),
    Key("design", "版式", "design"),
    Key("order", "排序", "order", ("索引排序",)),
    Key("errata", "勘误", "errata_mode"),
    Key("binding", "装订", "binding"),
    Key("archive", "归档", "archive", ("档案",)),
)

PDF_MEMBER = keys(
    "member",
    Key("pdf", "文件", "file"),
    Key("raster", "图像", "raster", ("光栅",)),
    Key("number", "期号", "number"),
    Key("date", "日期", "date", ("印发日期",)),
    Key("series", "专刊名", "line", ("专刊",)),
    Key("supplement", "增刊", "flag"),
    Key("serial", "总期号", "number"),
    Key("publisher", "编发单位", "lines", ("publishers",)),
    Key("secrecy", "密级", "line"),
    Key("contents", "要目", "entries", ("目录",)),
)

PDF_ENTRY = keys(
    "entry",
    Key("title", "标题", "line"),
    Key("page", "页", "number", ("页码",)),
    Key("city", "地区", "line"),
    Key("by", "供稿单位", "line"),
)

BINDING = keys(
    "binding",
    Key("paper", "内文纸", "grammage", ("纸张",)),
    Key("cover_paper", "封面纸", "grammage"),
    Key("max_pages", "最多页数", "book-pages"),
    Key("max_thickness", "最大厚度", "book-thickness"),
    Key("box", "档案盒", "flag"),
)

ARCHIVE = keys(
    "archive",
    Key("fonds", "全宗号", "line"),
    Key("category", "门类", "line", ("档案门类",)),
    Key("retention", "保管期限", "retention"),
    Key("office", "机构", "line", ("机构代码",)),
    Key("first", "起始件号", "number", ("件号",)),
    Key("repository", "档案馆", "line", ("档案馆名称",)),
    Key("repository_code", "档案馆代码", "line"),
    Key("fonds_name", "全宗名称", "line"),
    Key("creator", "立档单位", "line", ("立档单位名称",)),
)

GRAMMAGES = (30, 1000)
RASTER_DOTS = (72, 600)
BOOK_PAGES = (20, 10_000)
BOOK_THICKNESS = (2, 100)
"""mm."""
