"""What an import says in the draft itself and in its log: guesses and reasons, in both languages."""

from collections.abc import Mapping

from bulletin_pdf.words import Tongue, fill, side

REASONS: Mapping[str, tuple[str, str]] = {
    "hidden": ("网页上看不见的文字", "not shown on the page"),
    "furniture": (
        "网页的栏目、导航、页脚等，不是简报的内容",
        "navigation, footer and the like of the web page",
    ),
    "meta": ("网页的发表时间、编辑、来源等", "date, editor and source as the web page gives them"),
    "heading-again": ("网页重复的标题", "the page repeats its title"),
    "invisible": ("看不见的字符", "an invisible character"),
    "radical": ("形似汉字的部首字符，换成汉字", "a radical that looks like a hanzi: the hanzi"),
    "form": ("兼容字符，换成通用的写法", "a compatibility form: the usual character"),
    "private": ("旧编码留在私用区的字符", "a character old encodings keep in the private area"),
    "lost": ("已经损坏或无法辨认的字符，用〓占位", "a damaged or unknown character: 〓 holds its place"),
    "stars": ("“**”在稿件里是黑体的记号", "“**” marks bold type in an issue"),
    "bullet": ("项目符号", "a bullet"),
    "layout": ("排版用的空格", "blanks that were layout"),
    "field": ("移到稿件的“{key}”一项", "moved to the field {key}"),
    "label": ("标签，排版时自动加上", "a label that is printed by itself"),
    "bold": ("标成段首黑体", "marked as a lead"),
    "bold-off": ("整段的粗体不保留", "bold type of a whole paragraph is not kept"),
    "numbering": ("Word 自动编号，写成文字", "numbered by Word: the number as text"),
    "bullet-list": ("Word 的项目符号", "a bullet made by Word"),
    "deleted": ("修订中删去的文字", "deleted by a tracked change"),
    "inserted": ("修订中加进的文字，已接受", "inserted by a tracked change; accepted"),
    "comment": ("批注", "a comment"),
    "vanished": ("隐藏的文字", "hidden text"),
    "footnote": ("脚注的记号", "mark of a footnote"),
    "symbol": ("Word 的符号字体，换成通用字符", "from a symbol font: the usual character"),
    "table-of-contents": ("自动目录的页码", "page number of a table of contents"),
    "header": ("页眉、页脚", "header or footer"),
    "picture": ("图片", "a picture"),
    "unplaced": ("没有归类，写在稿件开头的注释里", "fits no field; it stands in the comments on top"),
    "repeated": ("和报头重复", "says what the masthead says"),
}

GUESSES: Mapping[str, tuple[str, str]] = {
    "guess": ("猜测：{what}", "guess: {what}"),
    "name": ("从“{from}”猜出刊名", "the name of the bulletin, from “{from}”"),
    "no-name": ("原文没有刊名，请填写", "the source gives no name; please fill in"),
    "no-number": ("原文没有期号，请填写", "the source gives no number; please fill in"),
    "no-date": ("原文没有印发日期，请改", "the source gives no date; please put it right"),
    "web-date": ("网页的发表日期，请核对印发日期", "the day the page appeared; check the date of issue"),
    "file-date": (
        "文档最后保存的日期，请核对印发日期",
        "the day the document was saved; check the date of issue",
    ),
    "tail-date": ("文末的日期", "the date at the end"),
    "publisher": ("从“{from}”猜出", "from “{from}”"),
    "number": ("从“{from}”猜出", "from “{from}”"),
    "series": ("从“{from}”猜出", "from “{from}”"),
    "city": ("从标题开头猜出", "from the beginning of the title"),
    "title": ("按字数和位置猜是标题", "a title, to judge by length and place"),
    "title-joined": ("标题由 {count} 行合成", "the title stood on {count} lines"),
    "title-page": ("用网页或文件的名称作标题", "the name of the page or file serves as title"),
    "no-title": ("原文没有标题，请填写", "the source gives no title; please fill in"),
    "entry": ("按次序和要目对应", "matched with the contents by its order"),
    "by": ("文末括号里像是供稿单位", "the brackets at the end seem to name the contributor"),
    "leads": ("第 {where} 段的首句标成黑体", "the first sentence of paragraph {where} is marked as a lead"),
    "headings": ("整段粗体的短行作小标题：{where}", "short bold lines are headings: {where}"),
    "caption": ("图片下的短行作图题", "the short line below a picture is its caption"),
    "right": ("文末的署名和日期靠右", "name and date at the end are set right"),
    "header-row": ("表格第一行作表头", "the first row of a table is its head"),
    "notes": ("脚注移到篇末作附注", "footnotes stand as notes at the end"),
    "text-box": ("文本框里的文字，次序请核对", "from a text box; check where it stands"),
    "distribution": ("从文末的报、送、发猜出", "from 报, 送, 发 at the end"),
    "colophon": ("从文末猜出", "from the end of the source"),
    "note": ("从“{from}”一段起作编者按", "editor's note, from the paragraph “{from}”"),
    "secrecy": ("从“{from}”猜出", "from “{from}”"),
    "theme": ("从“{from}”猜出", "from “{from}”"),
    "no-picture": ("图片没有取到：{from}", "no picture could be had: {from}"),
    "unplaced": ("原文中没有归类的文字：", "text of the source that fits no field:"),
    "origin": (
        "由 {file} 导入的初稿，注有“猜测”的地方请核对",
        "a draft imported from {file}; please check every “guess”",
    ),
}


def reason(key: str, lang: Tongue) -> str:
    """Say why a character was changed; after a colon stands the field it went to."""
    name, _, detail = key.partition(":")
    return fill(REASONS[name][side(lang)], {"key": detail}, lang)


def guess(key: str, details: Mapping[str, str], lang: Tongue) -> str:
    """Word one guess."""
    return fill(GUESSES[key][side(lang)], details, lang)
