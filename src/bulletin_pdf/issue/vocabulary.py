"""Every key of an issue, in English and Chinese.

The reader, the JSON Schema and the manual are all made from it. What each key is for stands
in the catalogues under the kind `field`.
"""

from bulletin_pdf.design.model import ColumnSpan
from bulletin_pdf.issue.model import ContentsMode, Issue, Lang
from bulletin_pdf.yamldoc.key_table import FieldPlace, Key, Keys, keys

CONTENTS: dict[str, ContentsMode] = {
    "auto": "auto",
    "none": "none",
    "pages": "pages",
    "list": "list",
    "自动": "auto",
    "无": "none",
    "页码": "pages",
    "列表": "list",
}

LANGS: dict[str, Lang] = {
    "zh-Hans": "zh-Hans",
    "zh-Hant": "zh-Hant",
    "简体": "zh-Hans",
    "繁体": "zh-Hant",
    "繁體": "zh-Hant",
}

SPANS: dict[str, ColumnSpan] = {"all": "all", "one": "one", "通栏": "all", "一栏": "one"}

FITS = {"auto": True, "off": False, "自动": True, "关": False}

_SHARED = (
    Key("bulletin", "刊名", "line", ("name", "简报名称", "名称")),
    Key("series", "专刊名", "line", ("专刊",)),
    Key("publisher", "编发单位", "lines", ("publishers", "编印单位", "主办单位")),
    Key("secrecy", "密级", "line"),
    Key("urgency", "紧急程度", "line"),
    Key("copy_numbers", "留份号", "flag"),
    Key("signer", "签发人", "line"),
    Key("permit", "准印证号", "line"),
    Key("lang", "语言", "lang", ("语种",)),
    Key("contents", "要目", "contents", ("目录",)),
    Key("distribution", "报尾", "distribution", ("发送范围", "分送")),
    Key("colophon", "版记", "colophon", ("contact", "联系方式")),
    Key("design", "版式", "design"),
    Key("fit", "调页", "fit"),
    Key("fonts", "字体", "fonts"),
    Key("normalize", "规范标点", "flag"),
    Key("province", "省份", "line", ("省",)),
    Key("wordlist", "词表", "files", ("用词表",)),
    Key("waive", "豁免", "waive", ("豁免项",)),
    Key("archive", "归档", "archive", ("档案",)),
)

_OF_ISSUE = (
    Key("number", "期号", "number", ("期数",)),
    Key("supplement", "增刊", "flag"),
    Key("label", "期号行", "line"),
    Key("serial", "总期号", "number", ("总期数",)),
    Key("year", "年份", "year", ("年度",)),
    Key("date", "印发日期", "date", ("日期",)),
    Key("published", "发布日期", "date"),
    Key("copy_number", "份号", "line"),
    Key("theme", "专题", "line"),
    Key("note", "编者按", "prose", ("按语",)),
    Key("reports", "报告", "reports", ("稿件", "文章")),
    Key("errata", "勘误", "errata", ("更正",)),
)


def elsewhere(name: str, of: str) -> FieldPlace | None:
    """Return where in an issue a name is a field, if it is none of the mapping `of`."""
    places = {"issue": (), "report": _names("reports"), "distribution": _names("distribution")}
    tables = {"issue": ISSUE, "report": REPORT, "distribution": DISTRIBUTION}
    if of in ("report", "heading", "figure", "table"):
        tables |= BLOCKS
        places |= dict.fromkeys(BLOCKS, REPORT.by_name["body"].names)
    tables["colophon"], places["colophon"] = COLOPHON, _names("colophon")
    found = (kind for kind, table in tables.items() if kind != of and name in table.by_name)
    kind = next(found, None)
    if kind is None:
        return _of_design(name, of)
    return FieldPlace(places[kind])


def _of_design(name: str, of: str) -> FieldPlace | None:
    """Return the field of the design for what only a design can say."""
    from bulletin_pdf.design.vocabulary import DESIGN  # only a name that is none here pays for it

    return FieldPlace(_names("design")) if of == "issue" and name in DESIGN.by_name else None


def _names(name: str) -> tuple[str, ...]:
    return ISSUE.by_name[name].names


BULLETIN = keys("issue", *_SHARED, elsewhere=elsewhere)
ISSUE = keys("issue", *_OF_ISSUE, *_SHARED, elsewhere=elsewhere)

REPORT = keys(
    "report",
    Key("city", "地区", "line", ("城市", "市州", "市县")),
    Key("title", "标题", "title", ("题目",)),
    Key("subtitle", "副标题", "line"),
    Key("contents_title", "要目标题", "line"),
    Key("heading", "文内标题", "title"),
    Key("by", "供稿单位", "lines", ("供稿", "来源")),
    Key("column", "栏目", "line"),
    Key("banner", "栏目图", "file"),
    Key("span", "跨栏", "column_span"),
    Key("source", "出处", "line"),
    Key("date", "日期", "date"),
    Key("text", "正文", "prose"),
    Key("body", "内容", "body"),
    Key("attending", "出席", "lines"),
    Key("absent", "请假", "lines"),
    Key("observing", "列席", "lines"),
    elsewhere=elsewhere,
)

DISTRIBUTION = keys(
    "distribution",
    Key("report", "报", "lines", ("报送", "抄报")),
    Key("send", "送", "lines", ("抄送", "主送")),
    Key("issue", "发", "lines", ("下发",)),
    Key("extra", "本期增发", "lines", ("增发",)),
    Key("audience", "发送对象", "lines"),
    Key("printer", "印刷单位", "line"),
    Key("copies", "印数", "copies", ("份数", "共印")),
    elsewhere=elsewhere,
)

COLOPHON = keys(
    "colophon",
    Key("editor", "编辑", "line", ("责任编辑", "责编")),
    Key("proofreader", "校对", "line"),
    Key("reviewer", "审核", "line", ("审稿",)),
    Key("approver", "签发", "line"),
    Key("phone", "电话", "line", ("联系电话",)),
    Key("fax", "传真", "line"),
    Key("email", "邮箱", "line", ("电子邮箱", "投稿邮箱")),
    Key("address", "地址", "line"),
    Key("website", "网址", "line", ("网站",)),
    elsewhere=elsewhere,
)

ISSUE_ARCHIVE = keys(
    "issue_archive",
    Key("fonds", "全宗号", "line"),
    Key("category", "门类", "line", ("档案门类",)),
    Key("retention", "保管期限", "retention"),
    Key("office", "机构", "line", ("机构代码",)),
    Key("item", "件号", "number"),
    Key("repository", "档案馆", "line", ("档案馆名称",)),
    Key("repository_code", "档案馆代码", "line"),
    Key("fonds_name", "全宗名称", "line"),
    Key("creator", "立档单位", "line", ("立档单位名称",)),
)

RETENTIONS = {
    **{word: word for word in ("Y", "D30", "D10")},
    "永久": "Y",
    "30年": "D30",
    "10年": "D10",
}

FONTS = keys(
    "fonts",
    Key("xbs", "小标宋", "file", ("方正小标宋", "方正小标宋简体", "方正小标宋_GBK")),
    Key("fangsong", "仿宋", "file", ("仿宋_GB2312", "方正仿宋_GBK")),
    Key("kai", "楷体", "file", ("楷体_GB2312", "方正楷体_GBK")),
    Key("hei", "黑体", "file", ("方正黑体_GBK",)),
    Key("song", "宋体", "file"),
    Key("zhongsong", "中宋", "file", ("华文中宋",)),
    Key("shusong", "书宋", "file", ("方正书宋", "方正书宋_GBK")),
    Key("latin", "西文", "file"),
    Key("latin_bold", "西文粗体", "file"),
)

ERRATUM = keys(
    "erratum",
    Key("was", "误", "line", ("原文",)),
    Key("now", "正", "line", ("改为",)),
    Key("page", "页", "number", ("页码",)),
    Key("report", "篇", "number"),
    Key("paragraph", "段", "number"),
    Key("note", "说明", "line"),
)

HEADING = keys(
    "heading",
    Key("heading", "小标题", "line", ("标题",)),
    Key("level", "级别", "level"),
)

FIGURE = keys(
    "figure",
    Key("figure", "图", "files", ("图片", "照片")),
    Key("caption", "图题", "line", ("说明", "图说")),
    Key("credit", "供图", "line", ("摄影",)),
    Key("alt", "替代文字", "line"),
    Key("span", "跨栏", "column_span"),
)

TABLE = keys(
    "table",
    Key("table", "表格", "table", ("表",)),
    Key("caption", "表题", "line", ("说明",)),
    Key("unit", "单位", "line"),
    Key("header_rows", "表头行数", "header_rows"),
    Key("span", "跨栏", "column_span"),
)

CELL = keys(
    "cell",
    Key("text", "文字", "line"),
    Key("colspan", "跨列", "span"),
    Key("rowspan", "跨行", "span"),
)

QUOTE = keys("quote", Key("quote", "引文", "prose", ("引用",)))
VERSE = keys("verse", Key("verse", "诗文", "prose", ("诗",)))
RIGHT = keys("right", Key("right", "落款", "lines", ("署名",)))
NOTE = keys("note", Key("note", "附注", "prose", ("注",)))

BLOCKS = {
    "heading": HEADING,
    "figure": FIGURE,
    "table": TABLE,
    "quote": QUOTE,
    "verse": VERSE,
    "right": RIGHT,
    "note": NOTE,
}
"""Each kind of block, named by its first key."""


def called(name: str, table: Keys, issue: Issue) -> str:
    """Return the name of a key as the file of an issue writes its names."""
    return table.by_name[name].names[issue.chinese]
