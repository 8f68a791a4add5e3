"""Every key of a design, in English and Chinese: the one table of names, kinds and ranges.

What each key is for stands in the catalogues under the kind `field`. The settings that an issue
could always choose (`line_edges`, `mirror` …) stand at the top.
"""

from typing import Final

from bulletin_pdf.design.model import FOOT_SLOTS, SLOTS, Styles
from bulletin_pdf.yamldoc.key_table import Key, keys

LANGUAGE: Final = 1
"""The version of the language that this program reads; keys never change their meaning within it."""

SWITCHES = (
    Key("line_edges", "避头尾", "line_edges"),
    Key("marks", "标点", "marks"),
    Key("pair", "标点相连", "pair"),
    Key("han_latin_gap", "中西间距", "han_latin_gap"),
    Key("typesetting", "排字", "typesetting"),
    Key("hanging", "标点悬挂", "flag"),
    Key("trim_open_at_start", "行首括号", "trim_open_at_start"),
    Key("stop_fixed", "句号不挤", "flag"),
    Key("keep_date_parts", "日期不拆", "flag"),
    Key("mirror", "对称页边", "flag"),
    Key("colophon_on_even", "报尾在双页", "flag"),
    Key("article_break", "分篇", "article_break"),
    Key("artwork", "题字", "file"),
)

DESIGN = keys(
    "design",
    Key("language", "语言版本", "language"),
    Key("design", "版式名称", "line"),
    Key("about", "说明", "line"),
    Key("extends", "基于", "extends"),
    Key("page", "页面", "page"),
    Key("grid", "版心", "grid"),
    Key("inks", "油墨", "inks"),
    Key("styles", "样式", "styles"),
    Key("head", "报头", "head"),
    Key("frame", "版框", "frame"),
    Key("contents", "要目", "contents"),
    Key("reports", "报告", "reports"),
    Key("folio", "页码", "folio"),
    Key("foot", "报尾", "foot"),
    Key("volume", "合订本", "volume"),
    *SWITCHES,
)

PAGE = keys(
    "page",
    Key("size", "纸张", "paper"),
    Key("top", "天头", "margin"),
    Key("bottom", "地脚", "margin"),
    Key("inner", "订口", "margin"),
    Key("outer", "切口", "margin"),
)

GRID = keys(
    "grid",
    Key("width", "宽", "extent"),
    Key("height", "高", "extent"),
    Key("lines", "行数", "lines"),
    Key("characters", "字数", "characters"),
    Key("pitch", "行距", "pitch"),
    Key("cell", "字宽", "pitch"),
    Key("columns", "栏数", "columns"),
    Key("gap", "栏间", "column_gap"),
    Key("rule", "栏线", "weights"),
)

INKS = keys("inks", Key("red", "红", "colour"))

STYLE_NAMES: Final[dict[str, str]] = dict(
    zip(
        Styles._fields,
        (
            "正文", "标题", "首篇标题", "副标题", "题下", "专题", "编者按", "段首", "一级", "二级", "三级", "四级", "引文", "诗文", "落款", "附注",
            "供稿", "主送", "附件", "出席", "栏目", "要目标签", "要目栏目", "要目条目", "图题", "供图", "表题", "表单位", "表头", "表格", "刊名",
            "标记", "份号", "专刊名", "期号", "总期号", "编发单位", "日期", "签发人标签", "签发人", "印记", "报尾", "页码",
            "封面副题", "封面期号", "封面编发单位", "扉页刊名", "书脊刊名", "书脊", "书脊编发单位", "卷内标题", "分册", "分专刊", "索引组",
            "目录期号", "目录条目", "卷内正文", "卷内表格", "卷内表头", "勘误", "卷页码",
        ),
        strict=True,
    )
)  # fmt: skip
"""English and Chinese names of the styles."""

STYLES = keys("styles", *(Key(name, chinese, "style") for name, chinese in STYLE_NAMES.items()))

STYLE = keys(
    "style",
    Key("like", "同", "style_name"),
    Key("face", "字体", "face"),
    Key("latin", "西文", "latin"),
    Key("size", "字号", "size"),
    Key("ink", "颜色", "ink"),
    Key("align", "对齐", "align"),
    Key("indent", "首行缩进", "em"),
    Key("hang", "悬挂", "em"),
    Key("left", "左缩进", "em"),
    Key("right", "右缩进", "em"),
    Key("lines", "占行", "area"),
    Key("leading", "行距", "leading"),
    Key("spacing", "字距", "em"),
    Key("above", "段前", "count"),
    Key("below", "段后", "count"),
    Key("mark", "标志", "word"),
    Key("span", "跨栏", "column_span"),
)

HEAD = keys("head", Key("rows", "行", "rows"), Key("lines", "占行", "count"))

_PLACING = (
    Key("above", "上空", "white"),
    Key("top", "上缘", "place"),
    Key("baseline", "基线", "place"),
    Key("middle", "中线", "place"),
    Key("bottom", "下缘", "place"),
    Key("ink_top", "墨上缘", "place"),
    Key("ink_bottom", "墨下缘", "place"),
    Key("from", "起算", "from"),
    Key("free", "自由", "flag"),
    Key("offset", "横移", "drop"),
)

ROW = keys(
    "row",
    Key("left", "左", "slots"),
    Key("center", "中", "slots"),
    Key("right", "右", "slots"),
    Key("inner", "内侧", "slots"),
    Key("outer", "外侧", "slots"),
    Key("name", "刊名", "name_row"),
    Key("rule", "线", "ink"),
    Key("picture", "图", "picture"),
    Key("gap", "空", "gap"),
    Key("stretch", "撑空", "stretch"),
    Key("style", "样式", "style_name"),
    Key("stack", "分行", "flag"),
    Key("apart", "相隔", "em"),
    Key("inset", "缩进", "em"),
    Key("right_on", "右侧在", "right_on"),
    Key("center_beside", "并列时中间在", "beside"),
    Key("weights", "粗细", "weights"),
    Key("spacing", "线距", "apart"),
    Key("length", "长", "length"),
    Key("star", "星", "star"),
    Key("width", "宽", "length"),
    Key("height", "高", "length"),
    Key("pages", "页面", "pages"),
    *_PLACING,
)

NAME_ROW = keys(
    "name",
    Key("size", "字号", "size"),
    Key("least", "最窄", "share"),
    Key("most", "最宽", "share"),
    Key("width", "宽", "share"),
    Key("longest", "一行字数", "characters"),
    Key("two_lines", "两行", "two_lines"),
    Key("leading", "行距", "em"),
    Key("parts", "分段", "parts"),
    Key("align", "对齐", "align"),
)

TWO_LINES = keys("two_lines", Key("size", "字号", "size"), Key("top", "上缘", "place"))

PART = keys(
    "part",
    Key("characters", "字数", "characters"),
    Key("face", "字体", "face"),
    Key("latin", "西文", "latin"),
    Key("size", "字号", "size"),
)

SLOT = keys(
    "slot",
    Key("slot", "项目", "slot"),
    Key("text", "文字", "line"),
    Key("before", "前缀", "line"),
    Key("after", "后缀", "line"),
    Key("style", "样式", "style_name"),
)

CONTENTS = keys(
    "contents",
    Key("label", "标签", "word"),
    Key("around", "标签括号", "around"),
    Key("bullet", "条目符号", "word"),
    Key("numbers", "页码", "numbers"),
    Key("grouped", "按栏目", "flag"),
    Key("rule", "线", "weights"),
    Key("column_around", "栏目括号", "around"),
)

REPORTS = keys(
    "reports",
    Key("between", "篇间", "count"),
    Key("by", "供稿单位", "by"),
    Key("by_around", "供稿括号", "around"),
    Key("under_title", "题下", "under_title"),
    Key("column_around", "栏目括号", "around"),
)

FOLIO = keys(
    "folio",
    Key("form", "格式", "folio_form"),
    Key("white", "空", "em"),
    Key("place", "位置", "folio_place"),
    Key("drop", "距版心", "drop"),
    Key("from_foot", "距页脚", "margin"),
    Key("from_top", "距页顶", "margin"),
    Key("inset", "缩进", "em"),
    Key("first", "首页", "flag"),
)

FOOT = keys(
    "foot",
    Key("outer", "外线", "weights"),
    Key("inner", "内线", "weights"),
    Key("pitch", "行距", "pitch"),
    Key("white", "线内空", "apart"),
    Key("inset", "缩进", "em"),
    Key("rows", "行", "foot_rows"),
    Key("copies", "印数", "copies"),
    Key("drop", "下移", "drop"),
)

VOLUME_FORM = keys(
    "volume_form",
    Key("cover", "封面", "cover"),
    Key("lines", "行数", "lines"),
)

SECTIONS = {
    "page": PAGE,
    "grid": GRID,
    "inks": INKS,
    "head": HEAD,
    "contents": CONTENTS,
    "reports": REPORTS,
    "folio": FOLIO,
    "foot": FOOT,
    "volume": VOLUME_FORM,
}
"""The sections whose keys hold one value each."""

SLOT_WORDS: Final = {
    **{name: name for name in SLOTS},
    **{chinese: name for name, chinese in SLOTS.items()},
}
FOOT_SLOT_WORDS: Final = {
    **{name: name for name in FOOT_SLOTS},
    **{chinese: name for name, chinese in FOOT_SLOTS.items()},
}
STYLE_WORDS: Final = {
    **{name: name for name in STYLE_NAMES},
    **{chinese: name for name, chinese in STYLE_NAMES.items()},
}
UNDER_TITLE: Final = {
    "source": "source",
    "出处": "source",
    "date": "date",
    "日期": "date",
    "by": "by",
    "供稿": "by",
}
