"""The words of every problem, in Chinese and English, and the page made from them.

A template names its details in braces. A detail that begins with `@` is a term of
`TERMS` and is put into the reader's language; all others are shown as they are, so that
a field keeps the name it has in the editor's own file.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Literal, NamedTuple

Tongue = Literal["zh", "en"]


class Level(Enum):
    """How grave a problem is: an error stops the build, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


ERROR, WARNING, NOTE = Level.ERROR, Level.WARNING, Level.NOTE


class Words(NamedTuple):
    """One problem in words; the hints say what to do and may be empty."""

    level: Level
    zh: str
    en: str
    hint_zh: str = ""
    hint_en: str = ""


LEVELS: Mapping[Level, tuple[str, str]] = {
    ERROR: ("错误", "error"),
    WARNING: ("疑似", "warning"),
    NOTE: ("提示", "note"),
}

HINT: tuple[str, str] = ("提示：", "hint: ")

TERMS: Mapping[str, tuple[str, str]] = {
    "file": ("整个文件", "the whole file"),
    "text": ("文字", "text"),
    "texts": ("文字或文字的列表", "text or a list of texts"),
    "list": ("列表（每行以“- ”开头）", "a list (each line begins with “- ”)"),
    "a list": ("列表", "a list"),
    "mapping": ("下一级的“名称: 值”", "“name: value” lines of its own"),
    "a mapping": ("“名称: 值”", "a mapping"),
    "nothing": ("空值", "nothing"),
    "truth": ("是非值（true/false）", "a truth value (true/false)"),
    "row": ("一行表格，写作 [甲, 乙]", "a table row, written [a, b]"),
    "zero width": ("零宽字符", "zero-width character"),
    "bidi": ("改变文字方向的字符", "bidirectional control"),
    "soft hyphen": ("软连字符", "soft hyphen"),
    "byte order mark": ("夹在文字中间的字节顺序标记", "byte order mark inside the text"),
    "line separator": ("特殊的分行符", "unusual line separator"),
    "invisible": ("看不见的字符", "invisible character"),
    "noncharacter": ("不代表任何文字的码位", "noncharacter"),
    "pdf": ("PDF 文件", "a PDF"),
    "word": ("Word 文档（.docx）或压缩包", "a Word document (.docx) or a zip file"),
    "ole": ("旧版 Word 或 WPS 文档（.doc、.wps）", "an old Word or WPS document (.doc, .wps)"),
    "rtf": ("RTF 文档", "an RTF document"),
    "html": ("网页（HTML）", "a web page (HTML)"),
    "picture": ("图片", "a picture"),
    "binary": ("二进制文件", "a binary file"),
    "absolute": ("是绝对路径", "is an absolute path"),
    "outside": ("跑出了本文件所在的目录", "leaves the directory of this file"),
    "url": ("是网址", "is a network address"),
    "backslash": ("用了反斜杠“\\”", "has a backslash in it"),
    "bad path": ("含有文件名不允许的字符", "has characters no file name may have"),
    "directory": ("是目录，不是文件", "is a directory, not a file"),
    "rule gb": ("破折号或省略号排到了行首", "a dash or ellipsis begins the line"),
    "rule basic": ("斜线排到了行末", "a solidus ends the line"),
    "rule word": ("拆开了单词、数字或固定搭配", "a word, number or set phrase was divided"),
    "rule any": ("没有合规的转行处", "there was no place to break it by the rules"),
    "shorter": ("收紧", "shorter"),
    "longer": ("放松", "longer"),
    "pdf not a PDF": ("不是 PDF", "it is not a PDF"),
    "pdf incomplete": ("不完整，末尾缺了一截", "it is incomplete; its end is missing"),
    "pdf encrypted": ("加了密", "it is encrypted"),
    "pdf damaged": ("已经损坏", "it is damaged"),
    "pdf content": ("文字或图形", "text or drawing"),
    "pdf size": ("页面尺寸", "size of the page"),
    "pdf links": ("链接", "links"),
    "pdf fonts": ("字体", "fonts"),
    "pdf pictures": ("图片", "pictures"),
    "pdf attachments": ("附带的文件", "the files inside"),
    "pdf metadata": ("元数据", "metadata"),
    "pdf outline": ("书签", "bookmarks"),
    "pdf labels": ("页码标签", "page labels"),
    "pdf tags": ("结构标签", "tags"),
    "pdf catalog": ("文件的设置", "settings of the file"),
    "proof hours": ("一天只有 24 小时、60 分", "a day has 24 hours of 60 minutes"),
    "year digits": ("年份应当写四位数字", "a year has four digits"),
    "artwork unreadable": ("读不出来，不是 SVG 或已损坏", "cannot be read: no SVG, or damaged"),
    "artwork no outlines": ("里面没有可以填色的轮廓", "has no outline to fill"),
    "month": ("没有这个月", "there is no such month"),
    "day": ("这个月没有这一天", "that month has no such day"),
    "year": ("年份应在 1900 至 2199 之间", "the year should be from 1900 to 2199"),
}

_CONVERT_ZH = "请转换成 UTF-8，例如：{command}；或在编辑器里“另存为”，编码选 UTF-8。"
_CONVERT_EN = "Convert it to UTF-8, for example: {command}; or save it again as UTF-8 in your editor."

PROBLEMS: Mapping[str, Words] = {
    # B1xx: reading the file
    "B101": Words(
        ERROR,
        "这里不合 YAML 的写法",
        "this is not valid YAML",
        "看看这一行和上一行的缩进、冒号、引号和括号；拿不准的文字可以放进引号里。",
        "Look at indentation, colons, quotes and brackets here and on the line above; quote text when in doubt.",
    ),
    "B102": Words(
        ERROR,
        "缩进里有制表符（Tab）",
        "there is a tab in the indentation",
        "YAML 只用空格缩进：把 Tab 换成两个空格。",
        "YAML is indented with spaces only: put two spaces for each tab.",
    ),
    "B103": Words(
        ERROR,
        "这个引号 {quote} 没有收尾",
        "this quotation mark {quote} is never closed",
        "在文字末尾补上 {quote}；正文里的引号请用“”，不必当 YAML 的引号。",
        "Close it with {quote}; quotation marks of the text itself are better written “”.",
    ),
    "B104": Words(
        ERROR,
        "这里不该再出现“: ”",
        "there should be no “: ” here",
        "一行只写一个“名称: 值”；值里面有“: ”时放进引号，或改用全角“：”。也可能是这一行缩进多了。",
        "One “name: value” a line; quote a value that has “: ” in it. Or this line is indented too far.",
    ),
    "B105": Words(
        ERROR,
        "“{key}”后面的冒号是全角的“：”",
        "the colon after “{key}” is a full-width “：”",
        "名称后面用半角冒号加一个空格，写作“{key}: ”。",
        "After a name comes a half-width colon and a space: “{key}: ”.",
    ),
    "B106": Words(
        ERROR,
        "“{key}:”后面少一个空格",
        "a space is missing after “{key}:”",
        "写作“{key}: ”，冒号后空一格。",
        "Write “{key}: ” with a space after the colon.",
    ),
    "B107": Words(
        ERROR,
        "这个括号 {bracket} 没有收尾",
        "this bracket {bracket} is never closed",
        "补上对应的括号；文字本身以 {bracket} 开头时，请放进引号里。",
        "Close it; a text that itself begins with {bracket} wants quotes.",
    ),
    "B108": Words(
        ERROR,
        "这一行的缩进和前面对不上",
        "the indentation of this line fits nothing above it",
        "同一级的各行要左对齐；列表各项的“- ”也要对齐。",
        "Lines of one level begin in the same column; so do the “- ” of a list.",
    ),
    "B109": Words(
        ERROR,
        "双引号里的“\\”写法不对",
        "a “\\” in double quotes is not written right",
        "双引号里要写反斜杠就写“\\\\”；也可改用单引号。",
        "Write “\\\\” for a backslash in double quotes, or use single quotes.",
    ),
    "B110": Words(
        ERROR,
        "值不能以“{char}”开头",
        "a value cannot begin with “{char}”",
        "把整个值放进引号里。",
        "Put the whole value in quotes.",
    ),
    "B111": Words(
        ERROR,
        "文件不是 UTF-8 编码",
        "the file is not UTF-8",
        "请在编辑器里“另存为”，编码选 UTF-8。",
        "Save it again as UTF-8 in your editor.",
    ),
    "B112": Words(
        ERROR, "文件是 GB18030（GBK）编码", "the file is in GB18030 (GBK)", _CONVERT_ZH, _CONVERT_EN
    ),
    "B113": Words(ERROR, "文件是 {encoding} 编码", "the file is in {encoding}", _CONVERT_ZH, _CONVERT_EN),
    "B114": Words(
        ERROR,
        "这不是 YAML，而是{kind}",
        "this is not YAML but {kind}",
        "请给出简报的 YAML 文件。",
        "Give the bulletin's YAML file.",
    ),
    "B115": Words(
        ERROR,
        "这里有控制字符 {code}",
        "there is a control character {code} here",
        "它看不见也印不出，多半是粘贴带来的：删掉它。",
        "It cannot be seen or printed and came in by pasting: delete it.",
    ),
    "B116": Words(
        ERROR,
        "这里有{name} {code}",
        "there is a {name} {code} here",
        "它看不见，多半是从网页或 Word 粘贴带来的：删掉它，或把这几个字重打一遍。",
        "It cannot be seen and came in by pasting: delete it, or type these characters again.",
    ),
    "B117": Words(
        ERROR,
        "这里的文字已经损坏（{code}）",
        "the text is damaged here ({code})",
        "文件曾被用错误的编码打开又保存：对照原稿补上这个字。",
        "The file was once saved in the wrong encoding: put the character back from the original.",
    ),
    "B118": Words(
        ERROR,
        "引号收尾以后还有文字",
        "there is more text after the closing quotation mark",
        "整个值都要放进引号里；正文里的引号请用“”，值就不必再加引号。",
        "The whole value belongs in quotes; write the text's own quotation marks as “” and quote nothing.",
    ),
    "B119": Words(
        ERROR,
        "这一行不是“名称: 值”",
        "this line is not a “name: value”",
        "补上半角冒号和空格；如果是上一行文字的继续，请多缩进两格。",
        "Add the colon and a space; a text continued from above is indented two more.",
    ),
    "B120": Words(
        ERROR,
        "文件太大：{size}，最多 {limit}",
        "the file is too large: {size}, at most {limit}",
        "一期简报的 YAML 通常只有几十 KB；图片请另存成文件，在“图”里写文件名。",
        "An issue is usually some tens of KB; keep pictures in files of their own and name them.",
    ),
    "B121": Words(
        ERROR,
        "层次太深，超过 {limit} 层",
        "nested deeper than {limit} levels",
        "检查这里的括号和缩进。",
        "Look at the brackets and the indentation here.",
    ),
    "B122": Words(
        ERROR,
        "内容太多，超过 {limit} 项",
        "more than {limit} values in one file",
        "分成几期；不要反复引用（*）同一段内容。",
        "Make several issues of it; do not repeat content with aliases (*).",
    ),
    "B123": Words(
        ERROR,
        "文件是空的",
        "the file is empty",
        "可从样张抄一份再改：刊名、期号、印发日期、报告。",
        "Begin from a sample: bulletin, number, date, reports.",
    ),
    "B124": Words(
        ERROR,
        "文件里又开始了一份文档（---）",
        "a second document begins here (---)",
        "一个文件只写一期：把这以后的内容放进另一个文件。",
        "One file, one issue: move what follows into a file of its own.",
    ),
    "B125": Words(
        ERROR,
        "不能用标签“{tag}”",
        "the tag “{tag}” cannot be used",
        "删掉标签；以“!”开头的文字请放进引号里。",
        "Delete it; a text that begins with “!” wants quotes.",
    ),
    "B126": Words(
        ERROR,
        "“*{name}”引用的内容前面没有",
        "nothing above is called “{name}”",
        "“*”开头的值是引用；如果是文字，请放进引号里。",
        "A value that begins with “*” is an alias; if it is text, quote it.",
    ),
    "B127": Words(
        ERROR,
        "“*{name}”引用了它自己所在的内容",
        "“*{name}” refers to what it is itself part of",
        "把内容直接写出来。",
        "Write the content out.",
    ),
    "B128": Words(
        ERROR,
        "不能用合并键“<<”",
        "the merge key “<<” is not used here",
        "把各项直接写出来；各期共有的内容放进 bulletin.yaml。",
        "Write the fields out; what all issues share belongs in bulletin.yaml.",
    ),
    "B129": Words(
        ERROR,
        "不能用以“%”开头的指令",
        "a directive (a line that begins with “%”) cannot be used here",
        "删掉这样的行；以“%”开头的文字请放进引号里。",
        "Delete such lines; a text that begins with “%” wants quotes.",
    ),
    "B130": Words(
        ERROR,
        "没有“{key}”这一项",
        "there is no field “{key}” here",
        "这里可以写：{known}。",
        "Fields that can stand here: {known}.",
    ),
    "B131": Words(
        ERROR,
        "没有“{key}”这一项",
        "there is no field “{key}” here",
        "是不是“{nearest}”？",
        "Did you mean “{nearest}”?",
    ),
    "B132": Words(
        ERROR,
        "“{key}”写了两次，前一次在第 {line} 行",
        "“{key}” is given twice, first on line {line}",
        "删掉其中一个。",
        "Delete one of them.",
    ),
    "B133": Words(
        ERROR,
        "“{key}”和第 {line} 行的“{other}”是同一项",
        "“{key}” and “{other}” on line {line} are the same field",
        "只留一个。",
        "Keep one of them.",
    ),
    "B134": Words(
        ERROR,
        "名称应当是文字",
        "the name of a field should be text",
        "写作“名称: 值”，名称不能是列表或空的。",
        "Write “name: value”; a name cannot be a list or empty.",
    ),
    "B135": Words(
        ERROR,
        "“{key}”应当是{wanted}，这里是{got}",
        "“{key}” should be {wanted}, not {got}",
        "检查缩进和行首的“- ”；文字拿不准时放进引号里。",
        "Look at the indentation and the “- ” at the beginning of lines; quote text when in doubt.",
    ),
    "B136": Words(
        ERROR,
        "缺少“{key}”",
        "“{key}” is missing",
        "加一行“{key}: …”。",
        "Add a line “{key}: …”.",
    ),
    "B137": Words(
        ERROR,
        "“{key}”是空的",
        "“{key}” is empty",
        "写上内容，或删掉这一行。",
        "Give its content or delete the line.",
    ),
    "B138": Words(
        ERROR,
        "“{key}”应当是整数，这里是“{value}”",
        "“{key}” should be a whole number, not “{value}”",
        "只写数字，例如 30。",
        "Digits only, for example 30.",
    ),
    "B139": Words(
        ERROR,
        "“{key}”是 {value}，应在 {least} 至 {most} 之间",
        "“{key}” is {value}; it should be from {least} to {most}",
    ),
    "B140": Words(
        ERROR,
        "“{key}”应当是 true 或 false，这里是“{value}”",
        "“{key}” should be true or false, not “{value}”",
        "写 true（是）或 false（否）。",
        "Write true or false.",
    ),
    "B141": Words(
        ERROR,
        "“{key}”不能是“{value}”",
        "“{key}” cannot be “{value}”",
        "可以写：{choices}。",
        "It can be: {choices}.",
    ),
    "B142": Words(
        ERROR,
        "“{key}”应当只有一行",
        "“{key}” should be a single line",
        "写在一行里；要分成几项时用列表。",
        "Write it on one line, or as a list.",
    ),
    "B143": Words(
        ERROR,
        "“{key}”有 {length} 个字，最多 {limit} 个字",
        "“{key}” has {length} characters, at most {limit} are allowed",
        "检查是不是把别的内容也写进来了；正文每行一个自然段。",
        "See whether other content slipped in; in a text every line is a paragraph.",
    ),
    "B144": Words(
        ERROR,
        "“{key}”里一项也没有",
        "there is nothing in “{key}”",
        "至少写一项。",
        "Give at least one.",
    ),
    "B145": Words(
        ERROR,
        "“{key}”有 {length} 项，最多 {limit} 项",
        "“{key}” has {length} entries, at most {limit} are allowed",
    ),
    "B199": Words(
        NOTE,
        "还有 {count} 个问题没有列出",
        "{count} more problems are not listed",
        "先改上面的，再检查一遍。",
        "Mend the ones above and check again.",
    ),
    # B2xx: what the fields say
    "B201": Words(
        ERROR,
        "看不懂日期“{value}”",
        "the date “{value}” cannot be understood",
        "写作 2022-06-16、2022年6月16日 或 二〇二二年六月十六日；起止日期写作 2022年6月16日—6月20日。",
        "Write 2022-06-16, 2022年6月16日 or 二〇二二年六月十六日; a range as 2022-06-16—2022-06-20.",
    ),
    "B202": Words(
        ERROR,
        "没有“{value}”这一天：{why}",
        "there is no such day as “{value}”: {why}",
        "对照日历改正日期。",
        "Look at the calendar and correct the date.",
    ),
    "B203": Words(
        ERROR,
        "日期“{value}”的结束早于开始",
        "the range “{value}” ends before it begins",
        "先写开始的日期，再写结束的日期。",
        "The first day comes first.",
    ),
    "B204": Words(
        ERROR,
        "印发日期在 {found} 年，“{key}”却是 {year}",
        "the date is in {found}, but “{key}” says {year}",
        "改正其中一个。",
        "Correct one of them.",
    ),
    "B205": Words(
        ERROR,
        "“{key}”{serial} 小于期号 {number}",
        "“{key}” {serial} is less than the number {number}",
        "总期号从创刊起连续计算，不会小于当年的期号。",
        "The running number counts from the first issue on and cannot be less than the number in the year.",
    ),
    "B206": Words(
        ERROR,
        "没有期号",
        "the issue has no number",
        "加一行“{key}: 30”；没有期号的写“{label}: 创刊号”这样的期号行。",
        "Add “{key}: 30”, or a line of your own as “{label}: 创刊号”.",
    ),
    "B207": Words(
        ERROR,
        "“{text}”和“{body}”只能写一个",
        "“{text}” and “{body}” cannot both be given",
        "只有自然段时用“{text}”；有图、表、小标题时全部写进“{body}”。",
        "Paragraphs alone go into “{text}”; with figures or tables everything goes into “{body}”.",
    ),
    "B208": Words(
        ERROR,
        "这篇报告没有正文",
        "this report has no text",
        "加上“{text}: |”，下面每行写一个自然段。",
        "Add “{text}: |” and below it one paragraph a line.",
    ),
    "B209": Words(
        ERROR,
        "看不出这一项是什么",
        "it is not clear what this entry is",
        "自然段直接写文字；其他的写明一种：{known}。",
        "A paragraph is plain text; anything else names its kind: {known}.",
    ),
    "B210": Words(
        ERROR,
        "这一项既是“{key}”又是“{other}”",
        "this entry is both “{key}” and “{other}”",
        "分成两项，各以“- ”开头。",
        "Make two entries of it, each with its own “- ”.",
    ),
    "B211": Words(
        ERROR,
        "这个“**”没有配对",
        "this “**” has no partner",
        "段首黑体写作“**文字**”，前后各两个星号，在同一段里。",
        "A lead is written “**text**” within one paragraph.",
    ),
    "B212": Words(
        ERROR,
        "“****”里面没有文字",
        "there is nothing between these “**”",
        "删掉这四个星号。",
        "Delete the four asterisks.",
    ),
    "B213": Words(
        WARNING,
        "“{key}”里的“**”会照印",
        "the “**” in “{key}” will be printed as it is",
        "“**”只在正文里表示黑体，这里可以删掉。",
        "“**” marks a lead in running text only; delete it here.",
    ),
    "B214": Words(
        ERROR,
        "不能用路径“{file}”：{why}",
        "the path “{file}” cannot be used: it {why}",
        "文件要放在这份 YAML 所在的目录里，用“/”写相对路径，例如 photos/a.jpg。",
        "Files stand in the directory of this YAML file; write a relative path with “/”, as photos/a.jpg.",
    ),
    "B215": Words(
        WARNING,
        "直引号“{quote}”在这一段里不成对，未作改动",
        "the straight quotation marks {quote} of this paragraph do not pair; they are left as they are",
        "改成“”，补上缺的一半。",
        "Write “” and add the missing half.",
    ),
    "B216": Words(
        ERROR,
        "表格第 {row} 行有 {cells} 格，应当有 {wanted} 格",
        "row {row} of the table has {cells} cells, it should have {wanted}",
        "各行的格数要一样；跨列、跨行的格子按所占的格数算。",
        "Every row has the same number of cells; a cell that spans counts for all it covers.",
    ),
    "B217": Words(
        ERROR,
        "表格第 {row} 行的格子跨出了表格",
        "a cell in row {row} reaches out of the table",
        "改小它跨的行数或列数（colspan、rowspan）。",
        "Make its rowspan or colspan smaller.",
    ),
    "B218": Words(
        WARNING,
        "这里像是网页的代码“{code}”，会照印",
        "“{code}” looks like code of a web page; it will be printed as it is",
        "多半是从网页粘贴带来的：删掉它，或换成它代表的字。",
        "It came in by pasting: delete it, or write the character it stands for.",
    ),
    "B219": Words(
        WARNING,
        "“{key}”对这一期不起作用，因为写了“{other}”",
        "“{key}” has no effect, because “{other}” is given",
        "删掉其中一个。",
        "Delete one of them.",
    ),
    # B3xx: fonts and characters
    "B301": Words(
        ERROR,
        "找不到字体文件“{file}”",
        "the font file “{file}” is not there",
        "检查文件名；路径从写它的 YAML 文件所在的目录算起。",
        "Look at the name; the path counts from the directory of the YAML file that gives it.",
    ),
    "B302": Words(
        ERROR,
        "打不开字体文件“{file}”，它不是字体或已损坏",
        "the font file “{file}” cannot be read: not a font, or damaged",
        "换一个 TrueType 或 OpenType 字体（.ttf、.otf、.ttc）。",
        "Use a TrueType or OpenType font (.ttf, .otf, .ttc).",
    ),
    "B303": Words(
        ERROR,
        "字体“{file}”的许可不允许嵌入",
        "the font “{file}” forbids embedding",
        "它的 fsType 写明不得嵌入：换一个字体，或向字体公司取得授权后的版本。",
        "Its fsType forbids it: choose another font, or get a licensed version from its maker.",
    ),
    "B304": Words(
        ERROR,
        "字体“{file}”里没有汉字",
        "the font “{file}” has no Chinese characters",
        "“{role}”要用中文字体。",
        "The role “{role}” wants a Chinese font.",
    ),
    "B305": Words(
        ERROR,
        "字体“{file}”的汉字不是一个字宽",
        "Chinese characters in the font “{file}” are not one em wide",
        "版心按等宽的汉字计算：换一个汉字等宽的字体。",
        "The page counts on characters of one em: choose another font.",
    ),
    "B306": Words(
        ERROR,
        "字体“{file}”是可变字体",
        "the font “{file}” is a variable font",
        "换成固定字重的字体文件。",
        "Use a font file of one fixed weight.",
    ),
    "B307": Words(
        ERROR,
        "没有叫“{role}”的字体角色",
        "there is no font role called “{role}”",
        "可以写：小标宋、仿宋、楷体、黑体、宋体、西文、西文粗体。",
        "There are: xbs, fangsong, kai, hei, song, latin, latin_bold.",
    ),
    "B310": Words(
        ERROR,
        "没有字体能印“{char}”（{code}）",
        "no font has the character “{char}” ({code})",
        "先看是不是错字；确是生僻字时，装上生僻字字体包，或在 bulletin.yaml 的“字体”里指定有这个字的字体。",
        "Is it a slip? If not, add the rare pack, or name a font that has it under “fonts” in bulletin.yaml.",
    ),
    "B516": Words(
        ERROR,
        "题字“{file}”{why}",
        "the artwork “{file}” {why}",
        "题字要用 SVG，字形转成轮廓（路径），不用位图，也不用文字。",
        "Artwork is an SVG whose letters are outlines: no bitmap, no text.",
    ),
    "B312": Words(
        ERROR,
        "“{char}”（{code}）是私用字符或兼容字符，没有字体能印",
        "“{char}” ({code}) is a private-use or compatibility character no font has",
        "多半是“{likely}”：改成这个字。",
        "It is probably “{likely}”: write that.",
    ),
    "B313": Words(
        WARNING,
        "“{char}”（{code}）不是通常的汉字，搜索时会找不到",
        "“{char}” ({code}) is not the usual character; a search will not find it",
        "多半是“{likely}”：改成这个字。",
        "It is probably “{likely}”: write that.",
    ),
    "B311": Words(
        NOTE,
        "“{char}”（{code}）用“{face}”代替印出",
        "“{char}” ({code}) is set in “{face}” instead",
        "字形会和旁边的字略有不同；在意的话，指定有这个字的字体。",
        "It looks a little different from its neighbours; name a font that has it if that matters.",
    ),
    # B4xx: proofreading
    "B401": Words(
        ERROR,
        "这个“{mark}”没有收尾",
        "this “{mark}” is never closed",
        "在引用或说明的末尾补上“{other}”：{near}",
        "Put “{other}” where the quotation or remark ends: {near}",
    ),
    "B402": Words(
        ERROR,
        "这个“{mark}”前面没有“{other}”",
        "there is no “{other}” before this “{mark}”",
        "补上“{other}”，或删掉这个“{mark}”：{near}",
        "Put in “{other}”, or delete this “{mark}”: {near}",
    ),
    "B403": Words(
        ERROR,
        "“{first}”和“{second}”交叉了",
        "“{first}” and “{second}” cross",
        "后开的先收：把“{mark}”移到“{outer}”前面。{near}",
        "What opens last closes first: move “{mark}” before “{outer}”. {near}",
    ),
    "B404": Words(
        ERROR,
        "这个“{mark}”方向反了",
        "this “{mark}” faces the wrong way",
        "改成“{other}”：{near}",
        "Make it “{other}”: {near}",
    ),
    "B405": Words(
        WARNING,
        "这一段末尾没有标点",
        "this paragraph has no mark at its end",
        "多半是漏了“。”：{near}",
        "Probably a “。” is missing: {near}",
    ),
    "B406": Words(
        ERROR,
        "“{found}”：标点重复",
        "“{found}”: one mark too many",
        "留一个“{to}”：{near}",
        "Keep one “{to}”: {near}",
    ),
    "B407": Words(
        WARNING,
        "汉字旁边的“{found}”是半角标点",
        "“{found}” next to Chinese is a half-width mark",
        "改成“{to}”：{near}",
        "Make it “{to}”: {near}",
    ),
    "B408": Words(
        WARNING,
        "“{before}”和“{after}”之间有空格",
        "there is a space between “{before}” and “{after}”",
        "删掉空格，或补上漏掉的标点：{near}",
        "Delete the space, or put in the mark it stands for: {near}",
    ),
    "B409": Words(
        WARNING,
        "“{found}”多写了一遍",
        "“{found}”: written once too often",
        "改成“{to}”：{near}",
        "Make it “{to}”: {near}",
    ),
    "B410": Words(
        WARNING,
        "这一段以“{mark}”开头",
        "this paragraph begins with “{mark}”",
        "删掉它，或者补上前面漏掉的文字：{near}",
        "Delete it, or put in what is missing before it: {near}",
    ),
    "B411": Words(
        ERROR,
        "“{before}”之后是“{found}”，缺“{missing}”",
        "“{before}” is followed by “{found}”; “{missing}” is missing",
        "看是漏了一项，还是序号写错了：{near}",
        "Is an item missing, or is the number wrong? {near}",
    ),
    "B412": Words(
        ERROR,
        "“{before}”之后又是“{found}”",
        "“{before}” is followed by “{found}” again",
        "应当是“{expected}”：{near}",
        "It should be “{expected}”: {near}",
    ),
    "B413": Words(
        WARNING,
        "引号里面又用了“{mark}”",
        "“{mark}” stands inside quotation marks of the same kind",
        "里层的引号用“{inner}”（GB/T 15834）：{near}",
        "The inner marks are “{inner}” (GB/T 15834): {near}",
    ),
    "B420": Words(
        WARNING,
        "要目里的“{found}”和标题“{title}”不一致",
        "“{found}” in the contents is not the title “{title}”",
        "改成一样的，或删掉要目标题，由程序按标题生成。",
        "Make them the same, or leave the entry out: it is then made from the title.",
    ),
    "B421": Words(
        ERROR,
        "这个要目标题是另一篇“{title}”的",
        "this entry of the contents belongs to another report, “{title}”",
        "要目标题写到对应的报告下面。",
        "Put each entry under its own report.",
    ),
    "B422": Words(
        WARNING,
        "地区是“{city}”，供稿单位却是“{found}”的",
        "the report is from “{city}”, but contributed by “{found}”",
        "核对地区和供稿单位：{near}",
        "Check the city and the contributor: {near}",
    ),
    "B423": Words(
        WARNING,
        "{province}没有“{city}”",
        "there is no “{city}” in {province}",
        "{likely}",
        "{likely}",
    ),
    "B424": Words(
        WARNING,
        "地区是“{city}”，这里却以“{found}”开头",
        "the report is from “{city}”, but this begins with “{found}”",
        "核对地区：{near}",
        "Check the city: {near}",
    ),
    "B425": Words(
        WARNING,
        "这里是“{found}”，第 {line} 行是“{other}”",
        "“{found}” here, “{other}” on line {line}",
        "两处多半是同一个名称，核对是哪一个字：{near}",
        "Probably the same name: check which character is right. {near}",
    ),
    "B426": Words(
        WARNING,
        "这一段和第 {line} 行的一段完全相同",
        "this paragraph is the same as the one on line {line}",
        "多半是粘贴了两次：{near}",
        "Probably pasted twice: {near}",
    ),
    "B430": Words(
        ERROR,
        "“{file}”也是{number}",
        "“{file}” is {number} too",
        "同一年、同一种简报的期号不能重复。",
        "Within a year no two issues of a bulletin have the same number.",
    ),
    "B431": Words(
        WARNING,
        "{number}的日期 {date} 和“{file}”（{other_number}，{other}）先后颠倒",
        "{number} is dated {date}, but “{file}” is {other_number} of {other}",
        "期号在后的日期不应在前。",
        "A later number does not have an earlier date.",
    ),
    "B432": Words(
        ERROR,
        "总期号是 {serial}，按“{file}”（总第 {other} 期）推算应当是 {expected}",
        "the running number is {serial}; by “{file}” (number {other}) it should be {expected}",
        "总期号逐期加一，不逐年重排。",
        "The running number goes up by one with each issue and never starts again.",
    ),
    "B433": Words(
        NOTE,
        "前一期是“{file}”的第 {other} 期，中间缺 {missing}",
        "the issue before is number {other}, “{file}”; missing between: {missing}",
    ),
    "B434": Words(
        WARNING,
        "各单位合计 {sum} 份，印数是 {copies} 份",
        "the copies listed add up to {sum}, but {copies} are printed",
        "核对报、送、发各单位的份数和印数。",
        "Check the copies of each recipient against the number printed.",
    ),
    "B440": Words(
        WARNING,
        "“{found}”：数值范围的写法不规范",
        "“{found}”: not the way to write a range",
        "写作“{to}”（GB/T 15835）：{near}",
        "Write “{to}” (GB/T 15835): {near}",
    ),
    "B441": Words(
        WARNING,
        "“{found}”：阿拉伯数字和汉字数字混用",
        "“{found}”: Arabic and Chinese digits are mixed",
        "改成“{to}”（GB/T 15835）：{near}",
        "Make it “{to}” (GB/T 15835): {near}",
    ),
    "B442": Words(
        NOTE,
        "序号“{found}”后面的标点不规范",
        "the mark after the number “{found}” is not the usual one",
        "写作“{to}”（GB/T 15834 附录 B）：{near}",
        "Write “{to}” (GB/T 15834, annex B): {near}",
    ),
    "B443": Words(
        WARNING,
        "“{found}”：约数重复",
        "“{found}”: approximate twice over",
        "写作“{to}”：{near}",
        "Write “{to}”: {near}",
    ),
    "B444": Words(
        NOTE,
        "“{found}”指哪个世纪，要看写于何时",
        "which century “{found}” is depends on when it was written",
        "写作“{to}”：{near}",
        "Write “{to}”: {near}",
    ),
    "B445": Words(
        ERROR,
        "没有“{found}”：{why}",
        "there is no “{found}”: {why}",
        "核对日期或时间：{near}",
        "Check the date or time: {near}",
    ),
    "B446": Words(
        WARNING,
        "{date}是{right}，不是{found}",
        "{date} is {right}, not {found}",
        "核对日期和星期：{near}",
        "Check the date and the day of the week: {near}",
    ),
    "B447": Words(
        WARNING,
        "年份“{found}”里的“{zero}”应当是“〇”",
        "the “{zero}” of the year “{found}” should be “〇”",
        "写作“{to}”（GB/T 15835）：{near}",
        "Write “{to}” (GB/T 15835): {near}",
    ),
    "B450": Words(
        ERROR,
        "“{found}”是错别字",
        "“{found}” is misspelt",
        "改成“{to}”：{near}",
        "Make it “{to}”: {near}",
    ),
    "B451": Words(
        WARNING,
        "“{found}”多半应当是“{to}”",
        "“{found}” should probably be “{to}”",
        "{near}",
        "{near}",
    ),
    "B452": Words(
        WARNING,
        "词表把“{found}”写作“{to}”{note}",
        "the word list has “{to}” for “{found}”{note}",
        "{near}",
        "{near}",
    ),
    "B453": Words(
        ERROR,
        "词表不用“{found}”{note}",
        "the word list forbids “{found}”{note}",
        "换一个说法：{near}",
        "Say it in another way: {near}",
    ),
    "B480": Words(
        ERROR,
        "不能豁免“{waived}”：没有这个代号，或者它不是校对意见",
        "“{waived}” cannot be waived: there is no such code, or it is not a matter of proofreading",
        "写校对意见的代号，例如 B405；各代号见“问题一览”。",
        "Give the code of a finding, such as B405; the page of problems lists them.",
    ),
    "B481": Words(
        ERROR,
        "豁免 {waived} 没有写理由",
        "no reason is given for waiving {waived}",
        "写作“{waived}: 理由”，例如“{waived}: 原文如此，来文单位已确认”。",
        "Write “{waived}: reason”.",
    ),
    "B482": Words(
        ERROR,
        "找不到词表“{file}”",
        "the word list “{file}” is not there",
        "词表放在这个文件所在的目录里；核对文件名。",
        "Word lists lie in the directory of this file; check the name.",
    ),
    "B483": Words(
        ERROR,
        "词表的这一行看不懂",
        "this line of the word list cannot be understood",
        "每行写“错的<Tab>对的<Tab>说明”；不许用的词，第二栏空着。文件用 UTF-8 编码。",
        "A line is “wrong<tab>right<tab>note”; a forbidden word has nothing in the second column. Save as UTF-8.",
    ),
    "B484": Words(
        NOTE,
        "豁免“{waived}”没有用上",
        "nothing was found for the waiver “{waived}”",
        "毛病已经改了的话，删掉这一行。",
        "If the fault is gone, delete this line.",
    ),
    "B485": Words(
        WARNING,
        "没有叫“{province}”的省份",
        "there is no province called “{province}”",
        "写省级单位的名称，例如“湖南”或“湖南省”。",
        "Give the name of a province, such as 湖南 or 湖南省.",
    ),
    # B5xx: typesetting
    "B501": Words(
        NOTE,
        "这一行排得太松：每个空当 {gap} 字",
        "this line is loose: {gap} em at every gap",
        "换一个说法，或增减几个字。",
        "Change the wording, or add or take out a few characters.",
    ),
    "B502": Words(
        NOTE,
        "这一行放宽了转行的规则：{rule}",
        "a line-breaking rule was relaxed on this line: {rule}",
        "换一个说法就能排得合规。",
        "Another wording would keep the rule.",
    ),
    "B503": Words(
        WARNING,
        "这里没有可以转行的地方，文字超出了版心",
        "there is no place to break this line; it is wider than the measure",
        "在长的网址、编号中间加空格，或缩短它。",
        "Put a space into the long address or number, or shorten it.",
    ),
    "B504": Words(
        ERROR,
        "找不到或打不开图片“{file}”",
        "the picture “{file}” is missing or cannot be read",
        "检查文件名和大小写；路径从这份 YAML 所在的目录算起。",
        "Look at the name and its letter case; the path counts from the directory of this YAML file.",
    ),
    "B505": Words(
        WARNING,
        "图片“{file}”按这个大小只有 {dpi} dpi，印出来会模糊",
        "the picture “{file}” has only {dpi} dpi at this size and will look blurred",
        "换一张像素更多的原图；印刷要 300 dpi 左右。",
        "Use the original with more pixels; print wants about 300 dpi.",
    ),
    "B506": Words(
        ERROR,
        "图片“{file}”太大：{size}",
        "the picture “{file}” is too large: {size}",
        "先缩小再用；A4 通栏 300 dpi 约 1850 像素宽。",
        "Make it smaller; the full measure on A4 at 300 dpi is about 1850 pixels.",
    ),
    "B507": Words(
        ERROR,
        "图片“{file}”太小：{size}",
        "the picture “{file}” is too small: {size}",
    ),
    "B510": Words(
        ERROR,
        "版记太高，一页放不下",
        "the colophon is taller than a page",
        "减少“报、送、发”的单位，或并成“各市州……”这样的总称。",
        "Name fewer recipients, or name them together.",
    ),
    "B511": Words(
        ERROR,
        "报头太高，首页放不下",
        "the masthead is taller than its page",
        "缩短刊名、编发单位或专刊名。",
        "Shorten the name, the publishers or the series.",
    ),
    "B512": Words(
        WARNING,
        "“{key}”太长，一行放不下，已经缩小",
        "“{key}” does not fit its line and was set smaller",
        "缩短它。",
        "Shorten it.",
    ),
    "B513": Words(
        ERROR,
        "表格有 {columns} 列，版心放不下",
        "a table of {columns} columns does not fit the page",
        "分成几个表，或把行和列对调。",
        "Split the table, or turn rows into columns.",
    ),
    "B514": Words(
        ERROR,
        "没有叫“{design}”的版式",
        "there is no design called “{design}”",
        "可以用：{known}。",
        "There are: {known}.",
    ),
    "B515": Words(
        ERROR,
        "这个表格的格子太高，一页放不下",
        "a cell of this table is taller than a page",
        "把长的文字移到正文里。",
        "Move the long text out of the table.",
    ),
    "B520": Words(
        NOTE,
        "为了末页版面，这一段{how}了一行",
        "for the sake of the last page this paragraph was set one line {how}",
        "不想这样，就写“fit: off”。",
        "Write “fit: off” if that is not wanted.",
    ),
    # B6xx: for the printer
    "B601": Words(
        ERROR,
        "找不到或打不开 ICC 特性文件“{file}”",
        "the ICC profile “{file}” is missing or cannot be read",
        "写 fogra47、fogra39，或印厂给的 .icc 文件的路径。",
        "Give fogra47, fogra39, or the path of the .icc file from the printer.",
    ),
    "B602": Words(
        ERROR,
        "“{file}”不是 ICC 特性文件，或已损坏",
        "“{file}” is not an ICC profile, or is damaged",
        "向印厂要输出用的 .icc 文件。",
        "Ask the printer for the .icc file of the press.",
    ),
    "B603": Words(
        ERROR,
        "“{file}”不是印刷设备的特性文件（类别是 {found}）",
        "“{file}” is not the profile of an output device (its class is {found})",
        "显示器、扫描仪的特性文件不能用作输出意图。",
        "Profiles of displays and scanners cannot be an output intent.",
    ),
    "B604": Words(
        ERROR,
        "“{file}”不是 CMYK 的特性文件（色彩空间是 {found}）",
        "“{file}” is not a CMYK profile (its colour space is {found})",
        "向印厂要胶印四色的 .icc 文件。",
        "Ask the printer for the .icc file of the four-colour press.",
    ),
    "B605": Words(
        WARNING,
        "第 {page} 页的红色也略去了，而红头纸上没有这一部分",
        "the red of page {page} is left out too, but the red-head paper does not have it",
        "套红只管首页的报头；把后面各页的红色改成黑色。",
        "Red-head paper carries the masthead only; make the red of later pages black.",
    ),
    "B606": Words(
        ERROR,
        "首页没有红色，印不出红头",
        "page 1 has nothing in red, so there is no red head",
    ),
    "B607": Words(
        ERROR,
        "编了 {copies} 个份号，版记写的是共印 {run} 份",
        "{copies} copies are numbered, but the colophon says {run} are printed",
        "改 --copies 的范围或名单，或改稿件里的“共印”份数。",
        "Change the range or the list, or the number of copies in the issue.",
    ),
    "B608": Words(
        ERROR,
        "读不了分发名单“{file}”",
        "the list of recipients “{file}” cannot be read",
        "要用 UTF-8 或 GB18030 编码的 CSV 文件。",
        "It must be a CSV file in UTF-8 or GB18030.",
    ),
    "B609": Words(
        ERROR,
        "分发名单的第一行没有“份号”一栏",
        "the first row of the list names no column “number”",
        "第一行写“份号,单位”。",
        "Begin the file with “number,recipient”.",
    ),
    "B610": Words(
        ERROR,
        "“{number}”不是份号",
        "“{number}” is not a copy number",
        "写 1 到 999999 的数，或“1-20”这样的范围。",
        "Write a number from 1 to 999999, or a range such as 1-20.",
    ),
    "B611": Words(
        ERROR,
        "图片“{file}”是彩色的，专色两版的活件印不了",
        "the picture “{file}” is in colour, which a job of two plates cannot print",
        "换成灰度图，或用 --red process 按四色印。",
        "Use a grey picture, or print in four colours with --red process.",
    ),
    "B612": Words(
        ERROR,
        "份号 {number} 在名单“{file}”里出现不止一次",
        "copy number {number} stands more than once in the list “{file}”",
        "每个份号只给一个单位。",
        "Give each number to one recipient only.",
    ),
    "B620": Words(
        ERROR,
        "读不了 PDF 文件“{file}”：{reason}",
        "the PDF file “{file}” cannot be read: {reason}",
    ),
    "B622": Words(
        WARNING,
        "{pages} 页骑马订已经偏厚",
        "{pages} pages are many for saddle stitching",
        "48 页以上最好先让印厂做个样子，或改用胶装。",
        "Beyond 48 ask the printer for a dummy, or use perfect binding.",
    ),
    "B623": Words(
        WARNING,
        "{pages} 页骑马订太厚，订不牢也切不齐",
        "{pages} pages are too many for saddle stitching",
        "64 页以上用胶装：--scheme perfect。",
        "Beyond 64 use perfect binding: --scheme perfect.",
    ),
    "B624": Words(
        WARNING,
        "第 {page} 页和首页大小不同，居中放置",
        "page {page} is not the size of the first one; it is placed in the middle",
        "成册的各页应当一样大。",
        "The pages of a booklet should be of one size.",
    ),
    "B625": Words(
        ERROR,
        "“{file}”的页面（{size}）在 {sheet} 的印张上放不下",
        "the pages of “{file}” ({size}) do not fit on sheets of {sheet}",
        "换大一号的纸：--sheet。",
        "Use a larger sheet: --sheet.",
    ),
    "B626": Words(
        WARNING,
        "文件里有图层，拼版后全部显示",
        "the file has layers; on the sheets all of them show",
        "有隐藏图层的，先合并再拼版。",
        "Flatten it first when some are hidden.",
    ),
    "B627": Words(
        WARNING,
        "第 {pages} 页上的批注、表单没有拼进印张",
        "comments and form fields on page {pages} are not on the sheets",
        "要印出来的，先把它们变成页面内容。",
        "Make them part of the page first if they are to be printed.",
    ),
    # B7xx: files
    "B701": Words(
        ERROR,
        "找不到文件“{file}”",
        "there is no file “{file}”",
        "检查路径和文件名。",
        "Look at the path and the name.",
    ),
    "B702": Words(
        ERROR,
        "“{file}”是目录，不是文件",
        "“{file}” is a directory, not a file",
        "写明文件名。",
        "Name the file itself.",
    ),
    "B703": Words(
        ERROR,
        "输出“{file}”就是输入文件，不能覆盖",
        "the output “{file}” is the input itself and will not be overwritten",
        "换一个输出文件名。",
        "Give another output name.",
    ),
    "B704": Words(
        ERROR,
        "几个文件的输出都叫“{file}”",
        "several files would be written to “{file}”",
        "输出到目录，或改掉其中一个文件名。",
        "Write into a directory, or rename one of them.",
    ),
    "B705": Words(
        ERROR,
        "“{file}”不是普通文件，不能读",
        "“{file}” is not a regular file and cannot be read",
        "给出 YAML 文件本身。",
        "Give the YAML file itself.",
    ),
    # B8xx: archive files
    "B801": Words(
        ERROR,
        "“{file}”读不了：{why}",
        "“{file}” cannot be read: {why}",
        "请用归档时的原件。{detail}",
        "Take the file as it was archived. {detail}",
    ),
    "B802": Words(
        ERROR,
        "“{file}”里没有排版的源文件",
        "“{file}” has no source inside",
        "只有本程序的归档版（--edition archive）带着源文件，可以核对。",
        "Only archive files of this program (--edition archive) carry their source and can be verified.",
    ),
    "B803": Words(
        ERROR,
        "“{file}”是较新的版本做的，本程序不会核对",
        "“{file}” was made by a newer version than this one",
        "请先升级 bulletin-pdf。",
        "Upgrade bulletin-pdf first.",
    ),
    "B804": Words(
        ERROR,
        "“{file}”里的“{inside}”被改过或者缺失",
        "“{inside}” inside “{file}” was changed or is missing",
        "这份文件不是原来的样子了，请找原件。",
        "This is not the file that was made; look for the original.",
    ),
    "B805": Words(
        ERROR,
        "重排需要的“{file}”不在 PDF 里（SHA-256 以 {sha256} 开头）",
        "“{file}”, needed to set the issue again, is not inside the PDF (SHA-256 begins {sha256})",
        "用 --files 指出稿件原来所在的目录，里面要有这个文件。如果是照片，也可能是 PDF 里的照片被改过。",
        "Give the directory the issue lay in with --files; the file must be there. A photograph may also have been changed inside the PDF.",
    ),
    "B806": Words(
        ERROR,
        "“{file}”里的稿件用现在的程序排不出来",
        "the issue inside “{file}” cannot be set by this program",
        "原因见下。",
        "The reasons follow.",
    ),
    "B810": Words(
        ERROR,
        "“{file}”和重排的结果不同，第 {page} 页起：{what}",
        "“{file}” is not what its source gives; page {page} is the first that differs: {what}",
    ),
    "B811": Words(
        ERROR,
        "“{file}”有 {found} 页，重排出来是 {expected} 页",
        "“{file}” has {found} pages, its source gives {expected}",
    ),
    "B812": Words(
        ERROR,
        "“{file}”各页和重排的结果相同，但{what}不同",
        "all pages of “{file}” are what its source gives, but another part is not: {what}",
    ),
    "B813": Words(
        ERROR,
        "“{file}”的内容和重排的结果相同，但字节不同",
        "“{file}” holds the same as what its source gives, in other bytes",
        "可能被别的程序另存过，或者压缩用的程序库不同。",
        "Another program may have saved it, or the compression library is another one.",
    ),
    "B814": Words(
        ERROR,
        "“{file}”的原文完整，后面又加了 {count} 字节",
        "“{file}” is whole, but {count} bytes were added after it",
        "多半是签名或批注；去掉加上的部分就和重排的结果相同。",
        "A signature or a note, most likely; without it the file is what its source gives.",
    ),
    "B820": Words(
        NOTE,
        "它是用 {name} {was} 做的，现在是 {now}",
        "it was made with {name} {was}; this is {now}",
        "装上原来的版本再核对。",
        "Verify with the version it was made with.",
    ),
    "B821": Words(
        NOTE,
        "{role} 的字体“{file}”现在是另一个文件",
        "the face “{file}” of {role} is another file now",
    ),
    "B822": Words(NOTE, "颜色特性文件“{file}”现在是另一个", "the colour profile “{file}” is another one now"),
    "B823": Words(
        NOTE,
        "程序版本、字体、颜色特性文件都和当时一样",
        "version, faces and colour profile are the same as then",
        "多半是做好以后被改过。",
        "Most likely the file was changed after it was made.",
    ),
    # F-xx: preflight
    "F-01a": Words(
        ERROR,
        "文件头是 PDF-{found}，PDF/X-4 要 1.6",
        "the header says PDF-{found}; PDF/X-4 wants 1.6",
    ),
    "F-01b": Words(
        ERROR,
        "文件没有标识（/ID）",
        "the file has no identifier (/ID)",
    ),
    "F-01c": Words(
        ERROR,
        "文件没有声明是 PDF/X-4",
        "the file does not say that it is PDF/X-4",
        "在导出设置里选 PDF/X-4。",
        "Choose PDF/X-4 when exporting.",
    ),
    "F-01d": Words(
        ERROR,
        "元数据里缺 {found}",
        "the metadata lack {found}",
    ),
    "F-01e": Words(
        ERROR,
        "陷印标志是“{found}”，只能是 True 或 False",
        "Trapped is “{found}”; it must be True or False",
    ),
    "F-01f": Words(
        ERROR,
        "文件信息里的标题和元数据里的不一样",
        "the title in Info differs from the one in the metadata",
    ),
    "F-01g": Words(
        ERROR,
        "第 {pages} 页：没有裁切框，或裁切框和艺术框都有",
        "page {pages}: no trim box, or both trim and art box",
    ),
    "F-01h": Words(
        ERROR,
        "第 {pages} 页：裁切框、出血框、媒体框没有层层相套",
        "page {pages}: trim, bleed and media box do not lie inside each other",
    ),
    "F-01i": Words(
        ERROR,
        "第 {pages} 页：页面上有批注、链接或表单（{found}）",
        "page {pages}: an annotation on the page ({found})",
        "导出印刷文件时不要带链接和批注。",
        "Export without links and comments.",
    ),
    "F-01j": Words(
        ERROR,
        "文件里有 PDF/X 不许的内容：{found}",
        "the file holds what PDF/X forbids: {found}",
    ),
    "F-01k": Words(
        ERROR,
        "第 {pages} 页：有网点、传递函数或压缩方式不合规：{found}",
        "page {pages}: a halftone, transfer function or packing that is not allowed: {found}",
    ),
    "F-02": Words(
        ERROR,
        "第 {pages} 页：页面带缩放（UserUnit）",
        "page {pages}: the page is scaled (UserUnit)",
    ),
    "F-03a": Words(
        ERROR,
        "第 {pages} 页：大小或方向和首页不同",
        "page {pages}: size or orientation differs from page 1",
    ),
    "F-03b": Words(
        ERROR,
        "第 {pages} 页：裁剪框和媒体框不同",
        "page {pages}: the crop box differs from the media box",
    ),
    "F-04a": Words(
        WARNING,
        "第 {pages} 页：是空白页",
        "page {pages}: empty",
    ),
    "F-04b": Words(
        WARNING,
        "共 {count} 页，不是 4 的倍数，骑马订时要补白页",
        "{count} pages are no multiple of 4; saddle stitching will add blanks",
    ),
    "F-05a": Words(
        ERROR,
        "第 {pages} 页：白色设了叠印，印出来会消失",
        "page {pages}: white overprints and will vanish",
    ),
    "F-05b": Words(
        ERROR,
        "第 {pages} 页：灰度设了叠印，结果靠不住",
        "page {pages}: gray overprints, which cannot be relied on",
        "黑色用 CMYK 的 K。",
        "Write black as the K of CMYK.",
    ),
    "F-06a": Words(
        WARNING,
        "第 {pages} 页：小于 12 磅的黑字没有叠印",
        "page {pages}: black text below 12 pt does not overprint",
    ),
    "F-06b": Words(
        WARNING,
        "第 {pages} 页：细于 2 磅的黑线没有叠印",
        "page {pages}: black lines below 2 pt do not overprint",
    ),
    "F-07a": Words(
        ERROR,
        "第 {pages} 页：字体 {font} 没有嵌入",
        "page {pages}: the font {font} is not embedded",
    ),
    "F-07b": Words(
        ERROR,
        "第 {pages} 页：用了 {font}，多半是缺字体时的替代",
        "page {pages}: {font} is used, most likely in place of a missing font",
    ),
    "F-08a": Words(
        ERROR,
        "第 {pages} 页：黑字不是单黑（K）",
        "page {pages}: black text is not on the black plate alone",
        "设为 0/0/0/100。",
        "Make it 0/0/0/100.",
    ),
    "F-08b": Words(
        WARNING,
        "第 {pages} 页：小于 9 磅的字用了几种墨，容易套不准",
        "page {pages}: text below 9 pt in several inks may be out of register",
    ),
    "F-09": Words(
        ERROR,
        "第 {pages} 页：有 {found} 磅的线，细于 0.25 磅",
        "page {pages}: a line of {found} pt; 0.25 pt is the least",
    ),
    "F-10a": Words(
        ERROR,
        "专色太多：{found}",
        "too many spot inks: {found}",
    ),
    "F-10b": Words(
        ERROR,
        "专色“{found}”的名称或配方前后不一",
        "the spot ink “{found}” has several names or mixtures",
    ),
    "F-10c": Words(
        ERROR,
        "第 {pages} 页：裁切线以内用了套准色（All）",
        "page {pages}: registration colour (All) inside the trim",
    ),
    "F-11": Words(
        ERROR,
        "第 {pages} 页：总墨量 {found}%，超过 300%",
        "page {pages}: {found} % of ink in all; 300 % is the most",
    ),
    "F-12": Words(
        ERROR,
        "第 {pages} 页：透明效果的混合空间（{found}）不是 CMYK",
        "page {pages}: transparency is blended in {found}, not in CMYK",
    ),
    "F-13a": Words(
        ERROR,
        "第 {pages} 页：图片只有 {found} ppi",
        "page {pages}: a picture has only {found} ppi",
    ),
    "F-13b": Words(
        WARNING,
        "第 {pages} 页：图片只有 {found} ppi，会有些模糊",
        "page {pages}: a picture has {found} ppi and will look soft",
    ),
    "F-13c": Words(
        WARNING,
        "第 {pages} 页：图片有 {found} ppi，过细，白占地方",
        "page {pages}: a picture has {found} ppi, more than any press can show",
    ),
    "F-13d": Words(
        WARNING,
        "第 {pages} 页：图片用 {found} 压缩，有的设备解不开",
        "page {pages}: a picture is packed with {found}, which some devices cannot read",
    ),
    "F-14a": Words(
        ERROR,
        "文件有图层，印出来的可能不是看到的",
        "the file has layers; what is printed may not be what is seen",
    ),
    "F-14b": Words(
        ERROR,
        "印刷的输出意图有 {found} 个，应当正好一个",
        "there are {found} output intents for print; there must be one",
    ),
    "F-14c": Words(
        ERROR,
        "输出意图不可用（{found}），要嵌入印刷设备的 ICC 特性文件",
        "the output intent is of no use ({found}); it must hold the ICC profile of a press",
    ),
    "F-14d": Words(
        ERROR,
        "第 {pages} 页：用了不带特性文件的 RGB（{found}）",
        "page {pages}: RGB without a profile ({found})",
    ),
    "F-15a": Words(
        ERROR,
        "第 {pages} 页：成品不是 A4（P-01）",
        "page {pages}: the trimmed page is not A4 (P-01)",
    ),
    "F-15b": Words(
        ERROR,
        "第 {pages} 页：文字超出版心（P-02…P-05）",
        "page {pages}: text outside the type area (P-02…P-05)",
    ),
    "F-15c": Words(
        ERROR,
        "第 {pages} 页：有 {found} 行，多于 22 行（P-10）",
        "page {pages}: {found} lines; 22 is the most (P-10)",
    ),
    "F-15d": Words(
        ERROR,
        "第 {pages} 页：页码位置不对（P-61、P-62）",
        "page {pages}: the page number is out of place (P-61, P-62)",
    ),
    "F-15e": Words(
        ERROR,
        "第 {pages} 页：版记的末条线不在版心下边（P-52）",
        "page {pages}: the last rule of 版记 is not on the lower edge of the type area (P-52)",
    ),
    "F-15f": Words(
        ERROR,
        "第 {pages} 页：首页以外用了红色",
        "page {pages}: red beyond page 1",
    ),
    "F-16a": Words(
        ERROR,
        "第 {pages} 页：字体 {font} 的字取不出文字，或是缺字",
        "page {pages}: text in {font} cannot be read back, or is .notdef",
    ),
    "F-16b": Words(
        ERROR,
        "第 {pages} 页：有专用区或无效字符 {found}",
        "page {pages}: a private or invalid character {found}",
    ),
    "F-16c": Words(
        WARNING,
        "“{found}”前后不成对",
        "“{found}” do not come in pairs",
    ),
    "F-17": Words(
        WARNING,
        "第 {pages} 页：内容离裁切线不到 5 毫米，又没有出血 3 毫米",
        "page {pages}: something is nearer than 5 mm to the trim and does not bleed 3 mm",
    ),
}

_TITLES = {
    "B1": ("读取文件", "Reading the file"),
    "B2": ("各项内容", "What the fields say"),
    "B3": ("字体和字符", "Fonts and characters"),
    "B4": ("校对", "Proofreading"),
    "B5": ("排版", "Typesetting"),
    "B6": ("付印", "For the printer"),
    "B7": ("文件", "Files"),
    "F-": ("印前检查", "Preflight"),
    "B8": ("归档文件", "Archive files"),
}


def side(lang: Tongue) -> int:
    """Give which of a pair (Chinese, English) is wanted."""
    return 0 if lang == "zh" else 1


def fill(template: str, details: Mapping[str, str], lang: Tongue) -> str:
    """Put details into a template; terms (`@…`) in the reader's language."""
    words = {name: _term(value, lang) for name, value in details.items()}
    return template.format(**words)


def _term(value: str, lang: Tongue) -> str:
    if value.startswith("@") and value[1:] in TERMS:
        return TERMS[value[1:]][side(lang)]
    return value


def problems_page() -> str:
    """Make `docs/problems.md`: every problem, what it says and what to do."""
    parts = ["# 问题一览 · Problems\n", "由程序生成，请勿手改。Made from the program; do not edit.\n"]
    chapter = ""
    for code, words in sorted(PROBLEMS.items()):
        if code[:2] != chapter:
            chapter = code[:2]
            zh, en = _TITLES[chapter]
            parts.append(f"## {chapter}xx {zh} · {en}\n")
        parts.append(_entry(code, words))
    return "\n".join(parts)


def _entry(code: str, words: Words) -> str:
    zh, en = LEVELS[words.level]
    lines = [f"### {code} · {zh} · {en}\n", words.zh + "  "]
    if words.hint_zh:
        lines.append(f"*{words.hint_zh}*")
    lines += ["", words.en + "  "]
    if words.hint_en:
        lines.append(f"*{words.hint_en}*")
    return "\n".join(lines).replace("**", r"\*\*") + "\n"
