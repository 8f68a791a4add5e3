"""Every key an editor may write, in English and Chinese: the one table of names.

The reader, the JSON Schema and the manual are all made from it. The last words of an
entry say what the key is for, in both languages.
"""

from bulletin_pdf.issue.model import ArticleBreak, ContentsMode, Lang, LineEdges, MarkStyle, OpenTrim
from bulletin_pdf.yamldoc.fields import Key, keys

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

LINE_EDGES: dict[str, LineEdges] = {
    "basic": "basic",
    "gb": "gb",
    "strict": "strict",
    "基本": "basic",
    "国标": "gb",
    "严格": "strict",
}

MARK_STYLES: dict[str, MarkStyle] = {
    "line-end-half": "line-end-half",
    "full": "full",
    "kaiming": "kaiming",
    "half": "half",
    "行末半角": "line-end-half",
    "全身": "full",
    "开明": "kaiming",
    "半角": "half",
}

OPEN_TRIMS: dict[str, OpenTrim] = {
    "always": "always",
    "turned": "turned",
    "never": "never",
    "总是": "always",
    "转行": "turned",
    "从不": "never",
}

ARTICLE_BREAKS: dict[str, ArticleBreak] = {"run": "run", "page": "page", "接排": "run", "另页": "page"}
PAIRS = {"1.5": 1.5, "1": 1.0, "1.0": 1.0}
GAPS = {"0": 0.0, "0.0": 0.0, "0.125": 0.125, "0.25": 0.25}
FITS = {"auto": True, "off": False, "自动": True, "关": False}
DESIGNS = {"gongwen": "gongwen", "公文": "gongwen"}

_SHARED = (
    Key("bulletin", "刊名", "line", "报头上的刊名", "the name in the masthead", ("name", "简报名称", "名称")),
    Key(
        "series", "专刊名", "line", "专刊名，印作【…】", "name of a special series, printed 【…】", ("专刊",)
    ),
    Key(
        "publisher",
        "编发单位",
        "lines",
        "编发单位，一个或几个",
        "who publishes it, one or several",
        ("publishers", "编印单位", "主办单位"),
    ),
    Key(
        "secrecy",
        "密级",
        "line",
        "密级和保密期限，或“内部资料 注意保存”",
        "classification, or a notice of internal use",
    ),
    Key("urgency", "紧急程度", "line", "特急、加急等", "degree of urgency"),
    Key("copy_numbers", "留份号", "flag", "给份号留出位置", "leave room for numbers of single copies"),
    Key("signer", "签发人", "line", "签发人姓名", "who signed it off"),
    Key(
        "lang", "语言", "lang", "简体（zh-Hans）或繁体（zh-Hant）", "zh-Hans (default) or zh-Hant", ("语种",)
    ),
    Key(
        "contents",
        "要目",
        "contents",
        "要目：自动、无、页码、列表",
        "list of contents: auto, none, pages or list",
        ("目录",),
    ),
    Key(
        "distribution",
        "报尾",
        "distribution",
        "报、送、发的单位和印数",
        "who gets it, and how many copies",
        ("发送范围", "分送"),
    ),
    Key(
        "colophon",
        "版记",
        "colophon",
        "编辑、审核、签发和联系方式",
        "editor, reviewer, approver and how to reach them",
        ("contact", "联系方式"),
    ),
    Key(
        "design",
        "版式",
        "design",
        "版式：公文，或逐项写明要改的设置",
        "the design: gongwen, or the settings to change one by one",
    ),
    Key(
        "fit",
        "调页",
        "fit",
        "自动：为末页版面收紧或放松个别段落；关：不调",
        "auto: tighten or loosen a paragraph for the last page's sake; off: never",
    ),
    Key("fonts", "字体", "fonts", "本单位自己的字体文件", "the office's own font files"),
    Key(
        "normalize",
        "规范标点",
        "flag",
        "把汉字间的半角标点改成全角（默认 true）",
        "widen punctuation between Han (default true)",
    ),
    Key("province", "省份", "line", "校对地名用的省份", "the province whose place names are known", ("省",)),
    Key(
        "wordlist",
        "词表",
        "files",
        "校对用的词表，一个或几个",
        "word lists for proofreading, one or several",
        ("用词表",),
    ),
    Key(
        "waive",
        "豁免",
        "waive",
        "看过可以保留的校对意见：代号和理由",
        "findings that may stand: code and reason",
        ("豁免项",),
    ),
)

_OF_ISSUE = (
    Key("number", "期号", "number", "第几期，只写数字", "number of the issue, digits only", ("期数",)),
    Key("supplement", "增刊", "flag", "是增刊，印作增刊第N期", "a supplement, printed 增刊第N期"),
    Key("label", "期号行", "line", "整行期号的写法，例如创刊号", "replaces the whole number line, as 创刊号"),
    Key("serial", "总期号", "number", "印作（总第N期）", "running number, printed （总第N期）", ("总期数",)),
    Key("year", "年份", "year", "写了就印作2022年第30期", "printed 2022年第30期 when given", ("年度",)),
    Key(
        "date",
        "印发日期",
        "date",
        "2022-06-16、2022年6月16日等",
        "2022-06-16, 2022年6月16日 and the like",
        ("日期",),
    ),
    Key("copy_number", "份号", "line", "份号，照写的数字印", "number of this copy, printed as written"),
    Key("theme", "专题", "line", "专题，印作〔…〕", "the theme, printed 〔…〕"),
    Key(
        "note",
        "编者按",
        "prose",
        "编者按，标签可以不写",
        "editor's note; its label is added when absent",
        ("按语",),
    ),
    Key("reports", "报告", "reports", "各篇报告", "the reports", ("稿件", "文章")),
    Key(
        "errata",
        "勘误",
        "errata",
        "印发后发现的差错；正文留着原样，合订本列勘误表",
        "mistakes found after it was issued; the text stays as issued, the volume lists them",
        ("更正",),
    ),
)

BULLETIN = keys(*_SHARED)
ISSUE = keys(*_OF_ISSUE, *_SHARED)

REPORT = keys(
    Key("city", "地区", "line", "哪个市、州、县", "which city", ("城市", "市州", "市县")),
    Key(
        "title",
        "标题",
        "title",
        "标题；空格处优先转行，写成列表则照列表分行",
        "title; a space is the preferred break, a list forces lines",
    ),
    Key("subtitle", "副标题", "line", "副标题", "subtitle"),
    Key(
        "contents_title",
        "要目标题",
        "line",
        "要目里的写法，默认“地区：标题”",
        "its entry in the contents, by default city：title",
    ),
    Key(
        "heading",
        "文内标题",
        "title",
        "正文上方的标题，默认地区加标题",
        "printed over the text, by default city + title",
    ),
    Key(
        "by",
        "供稿单位",
        "lines",
        "供稿单位，印作（…）",
        "who contributed it, printed （…）",
        ("供稿", "来源"),
    ),
    Key("text", "正文", "prose", "每行一个自然段", "one paragraph a line"),
    Key(
        "body",
        "内容",
        "body",
        "自然段、小标题、图、表等，代替正文",
        "paragraphs, headings, figures, tables: in place of text",
    ),
)

DISTRIBUTION = keys(
    Key("report", "报", "lines", "上报的单位", "offices above", ("报送",)),
    Key("send", "送", "lines", "平级的单位", "offices beside", ("抄送",)),
    Key("issue", "发", "lines", "下发的单位", "offices below", ("下发",)),
    Key("extra", "本期增发", "lines", "本期另外增发的单位", "further recipients of this issue", ("增发",)),
    Key("copies", "印数", "copies", "共印多少份", "how many copies are printed", ("份数", "共印")),
)

COLOPHON = keys(
    Key("editor", "编辑", "line", "编辑", "editor", ("责任编辑", "责编")),
    Key("proofreader", "校对", "line", "校对", "proofreader"),
    Key("reviewer", "审核", "line", "审核", "reviewer", ("审稿",)),
    Key("approver", "签发", "line", "签发", "approver"),
    Key("phone", "电话", "line", "电话", "telephone", ("联系电话",)),
    Key("fax", "传真", "line", "传真", "fax"),
    Key("email", "邮箱", "line", "电子邮箱", "e-mail", ("电子邮箱", "投稿邮箱")),
    Key("address", "地址", "line", "地址", "address"),
    Key("website", "网址", "line", "网址", "web site", ("网站",)),
)

DESIGN = keys(
    Key("line_edges", "避头尾", "line_edges", "基本、国标或严格", "line-edge rules: basic, gb or strict"),
    Key(
        "marks",
        "标点",
        "marks",
        "标点占位：行末半角、全身、开明、半角",
        "width of marks: line-end-half, full, kaiming or half",
    ),
    Key("pair", "标点相连", "pair", "两个标点相连占 1.5 或 1 个字", "two adjacent marks take 1.5 or 1 em"),
    Key(
        "han_latin_gap",
        "中西间距",
        "han_latin_gap",
        "汉字和西文、数字之间：0、0.125 或 0.25 字",
        "between Han and Latin: 0, 0.125 or 0.25 em",
    ),
    Key("hanging", "标点悬挂", "flag", "行末标点可以挂在版心外", "a stop may hang outside the measure"),
    Key(
        "trim_open_at_start",
        "行首括号",
        "trim_open_at_start",
        "行首前括号去掉空白：总是、转行、从不",
        "opening marks lose their blank at a line's start: always, turned or never",
    ),
    Key(
        "stop_fixed", "句号不挤", "flag", "行内句号、问号、叹号不挤压", "stops inside a line keep their width"
    ),
    Key("keep_date_parts", "日期不拆", "flag", "数字和年、月、日不拆开", "digits stay with 年, 月, 日"),
    Key("mirror", "对称页边", "flag", "双页的订口在右", "even pages have the binding edge on the right"),
    Key(
        "colophon_on_even",
        "报尾在双页",
        "flag",
        "报尾排在一张纸的最后一面",
        "报尾 on the last side of a sheet",
    ),
    Key("article_break", "分篇", "article_break", "各篇接排或另页", "reports run on, or each begins a page"),
    Key("artwork", "题字", "file", "刊名题字（SVG），印成红色", "the name as artwork (SVG), printed red"),
)

FONTS = keys(
    Key("xbs", "小标宋", "file", "刊名和标题", "masthead and titles"),
    Key("fangsong", "仿宋", "file", "正文", "text"),
    Key("kai", "楷体", "file", "二级标题、署名等", "second-level headings, attribution"),
    Key("hei", "黑体", "file", "一级标题、段首黑体", "first-level headings, leads"),
    Key("song", "宋体", "file", "页码等", "folios and the like"),
    Key("latin", "西文", "file", "西文和数字", "Latin letters and digits"),
    Key("latin_bold", "西文粗体", "file", "粗的西文和数字", "Latin letters and digits, bold"),
)

ERRATUM = keys(
    Key("was", "误", "line", "印错的文字，照原样", "the words as issued", ("原文",)),
    Key("now", "正", "line", "改正后的文字", "what they should have been", ("改为",)),
    Key("page", "页", "number", "在本期第几页", "the page of the issue", ("页码",)),
    Key("report", "篇", "number", "在第几篇报告", "which of its reports"),
    Key(
        "paragraph",
        "段",
        "number",
        "在那篇的第几段，小标题不算",
        "which paragraph of it, headings not counted",
    ),
    Key("note", "说明", "line", "依据或缘由", "on whose word, or why"),
)

HEADING = keys(
    Key("heading", "小标题", "line", "小标题", "a heading", ("标题",)),
    Key("level", "级别", "level", "1 至 4，默认看序号", "1 to 4, by default from its number"),
)

FIGURE = keys(
    Key("figure", "图", "files", "图片文件，一个或几个", "picture file, one or several", ("图片", "照片")),
    Key("caption", "图题", "line", "图下的说明", "what stands below it", ("说明", "图说")),
    Key("credit", "供图", "line", "摄影或供图", "who took or gave it", ("摄影",)),
    Key(
        "alt",
        "替代文字",
        "line",
        "读屏软件念的话，默认同图题",
        "read aloud in its place, by default the caption",
    ),
)

TABLE = keys(
    Key("table", "表格", "table", "各行各格", "its rows and cells", ("表",)),
    Key("caption", "表题", "line", "表格上方的标题", "what stands above it", ("说明",)),
    Key("unit", "单位", "line", "计量单位，印在右上角", "unit of its figures, at the upper right"),
    Key(
        "header_rows",
        "表头行数",
        "header_rows",
        "前几行是表头，默认 1",
        "how many rows are its head; 1 by default",
    ),
)

CELL = keys(
    Key("text", "文字", "line", "格里的文字", "what the cell says"),
    Key("colspan", "跨列", "span", "占几列", "columns it covers"),
    Key("rowspan", "跨行", "span", "占几行", "rows it covers"),
)

QUOTE = keys(Key("quote", "引文", "prose", "引文，用楷体", "a quotation, set in 楷体", ("引用",)))
VERSE = keys(Key("verse", "诗文", "prose", "各行照原样排", "lines kept as written", ("诗",)))
RIGHT = keys(Key("right", "落款", "lines", "署名和日期，靠右", "signature and date, set right", ("署名",)))
NOTE = keys(Key("note", "附注", "prose", "附注", "a note", ("注",)))

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
