"""What the command line says, in Chinese and English.

Words about the editor's material are not here; they belong to the problems themselves.
"""

import os
import sys
from collections.abc import Sequence
from typing import Literal, NamedTuple

Lang = Literal["zh", "en"]


class Words(NamedTuple):
    """One thing to say, in both languages; `{name}` stands for what is filled in."""

    zh: str
    en: str


WORDS: dict[str, Words] = {
    # Help.
    "about": Words(
        "用 YAML 稿件排出可直接付印的工作简报。",
        "Sets print-ready Chinese work bulletins (工作简报) from YAML.",
    ),
    "usage": Words("用法：", "usage: "),
    "commands": Words("命令", "commands"),
    "options": Words("选项", "options"),
    "files": Words("文件", "files"),
    "command-help": Words(
        "“bulletin-pdf 命令 --help”说明各命令的用法。",
        "`bulletin-pdf COMMAND --help` explains a command.",
    ),
    "codes": Words(
        "退出码：0 完成，1 稿件有错误，2 用法不对，3 机器出错（磁盘、权限等）。",
        "exit codes: 0 done, 1 the material has errors, 2 wrong usage, 3 the machine failed (disk, permission).",
    ),
    "COMMAND": Words("命令", "COMMAND"),
    "FILE": Words("文件", "FILE"),
    "ISSUE": Words("稿件.yaml", "ISSUE.yaml"),
    "YAML": Words("文件.yaml", "FILE.yaml"),
    "OUTPUT": Words("文件或目录", "FILE_OR_DIR"),
    "EDITION": Words("版本", "NAME"),
    "N": Words("N", "N"),
    "build": Words("把稿件排成 PDF", "set issues as PDF"),
    "check": Words("检查和校对稿件，不写 PDF", "read and proofread without making a PDF"),
    "fonts": Words(
        "列出各字体角色用的字体、收字范围和缺什么", "list font roles, faces, coverage and what is missing"
    ),
    "head": Words("只出红头，或打印机校准页", "the red head alone, or a sheet to adjust the printer with"),
    "schema": Words(
        "输出稿件格式的 JSON Schema，供编辑器使用", "print the JSON Schema of the files, for editors"
    ),
    "volume": Words("把一年的各期合订成一册", "bind a year of issues as one volume"),
    "verify": Words(
        "用归档 PDF 里带的稿件重排一遍，看是不是原样", "set an archive PDF again from its source and compare"
    ),
    "PDF": Words("文件.pdf", "FILE.pdf"),
    "DIRECTORY": Words("目录", "DIRECTORY"),
    "help-verified": Words("归档版 PDF", "archive PDFs"),
    "help-files": Words(
        "稿件原来所在的目录，用来找图片和自备字体（默认 PDF 所在的目录）",
        "the directory the issue lay in, for pictures and fonts of your own (default: the PDF's)",
    ),
    "help-help": Words("显示这份说明", "show this help"),
    "help-version": Words("显示版本号", "show the version"),
    "help-lang": Words(
        "说明和问题用中文或英文（默认看系统语言）", "language of help and problems (default: the locale's)"
    ),
    "help-quiet": Words("不列结果，只报问题", "report problems only, no results"),
    "help-format": Words("输出文字或 JSON（每行一条）", "words, or JSON, one object a line"),
    "help-sources": Words("一期或几期简报的稿件", "one issue or several"),
    "help-checked": Words("要检查的稿件", "files to check"),
    "help-output": Words(
        "写到这个 .pdf 文件，或这个目录（默认 out/）",
        "write to this .pdf file or into this directory (default out/)",
    ),
    "help-edition": Words(
        "版本：{editions}；可以给几个（默认 print）",
        "edition: {editions}; more than one may be given (default print)",
    ),
    "help-jobs": Words(
        "同时排几期；0 表示有几个处理器就排几期（默认看期数和处理器数）",
        "issues set at once; 0: as many as there are processors (default: by their number and the processors)",
    ),
    "help-rebuild": Words("没有变化的也重新做", "make even what is unchanged"),
    "help-log": Words(
        "把标点规范的每一处改动写进这个文件", "write every change made by normalisation to this file"
    ),
    "help-fix": Words(
        "改正稿件里毫无疑问的错误，列出改动", "mend in the file what needs no thought, and show the changes"
    ),
    "help-dry-run": Words("和 --fix 一起用：只列出改动，不动文件", "with --fix: only show the changes"),
    "help-schema": Words(
        "issue：一期简报；bulletin：各期共有的 bulletin.yaml；volume：合订本",
        "issue, bulletin for bulletin.yaml, or volume",
    ),
    "for-printer": Words("付印", "for the printer"),
    "help-red": Words(
        "红色：process 四色 0/100/100/0，gb 四色 0/80/80/0，spot 单独一块专色版（默认 process）",
        "red: process 0/100/100/0, gb 0/80/80/0, spot a plate of its own (default process)",
    ),
    "help-intent": Words(
        "印刷条件：fogra47（胶版纸）、fogra39（铜版纸），或印厂的 ICC 文件（默认 fogra47）",
        "printing condition: fogra47 (uncoated), fogra39 (coated) or the printer's ICC file (default fogra47)",
    ),
    "help-marks": Words(
        "加裁切线、套准线、色条、装订位和说明行",
        "add crop and registration marks, colour bar, staples, slug line",
    ),
    "help-ticket": Words(
        "另出付印单：一页 PDF 和 JSON", "a job ticket (付印单) beside the file: one page and JSON"
    ),
    "help-offset": Words(
        "套红版整体移动，毫米，向右、向下为正", "move the overprint edition by X,Y mm, right and down"
    ),
    "help-copies": Words("编份号，如 1-300", "number the copies, for example 1-300"),
    "help-copies-from": Words(
        "按名单编份号：CSV，第一行“份号,单位”", "number the copies of a CSV list: number,recipient"
    ),
    "help-head": Words("一期简报的稿件", "one issue"),
    "help-registration": Words(
        "出套红校准页：印在红头纸上，读出 --offset 的毫米数",
        "a sheet with mm scales instead: printed on red-head paper it shows what --offset should be",
    ),
    "preflight": Words("付印前检查 PDF", "judge PDFs before they go to the printer"),
    "help-preflighted": Words("要检查的 PDF，不管是谁做的", "PDFs, whoever made them"),
    "help-preflight-edition": Words(
        "按哪个版本的要求查：{editions}（默认 print）", "the edition to judge by: {editions} (default print)"
    ),
    "preflight-codes": Words(
        "退出码：0 通过，1 有警告，2 有错误（用法不对也是 2），3 文件读不了。",
        "exit codes: 0 pass, 1 warnings, 2 errors (wrong usage too), 3 a file could not be read.",
    ),
    "verdict-0": Words("{path}：通过（{edition}）", "{path}: pass ({edition})"),
    "verdict-1": Words("{path}：有警告（{edition}）", "{path}: warnings ({edition})"),
    "verdict-2": Words("{path}：不能付印（{edition}）", "{path}: must not go to the printer ({edition})"),
    "VOLUME": Words("合订本.yaml", "VOLUME.yaml"),
    "help-volume": Words("合订本的文件", "the volume's file"),
    "bound": Words(
        "{path}  {issues} 期  {pages} 页  {sheets} 张  {seconds} 秒",
        "{path}  issues: {issues}  pages: {pages}  sheets: {sheets}  {seconds} s",
    ),
    "help-package": Words(
        "另做一个归档包（BagIt）：归档版、稿件、元数据、日志",
        "also write an archive package (BagIt) to this directory",
    ),
    "package-taken": Words(
        "{path} 已经有内容，归档包要写进新目录", "{path} is not empty; a package wants a directory of its own"
    ),
    "packed": Words("{path}  归档包", "{path}  archive package"),
    "catalogued": Words("{path}  归档文件目录", "{path}  the issues as the archive lists them"),
    "covered": Words("{path}  封面展开图", "{path}  cover sheet: back, spine, front"),
    "spine": Words("书脊 {spine} 毫米", "spine: {spine} mm"),
    "impose": Words("把 PDF 拼成印张", "arrange the pages of a PDF on printer's sheets"),
    "help-imposed": Words("要拼版的 PDF", "the PDF to arrange"),
    "help-scheme": Words(
        "saddle 骑马订，perfect 胶装或平订，nup 缩小打样",
        "saddle: saddle stitch; perfect: perfect or side binding; nup: reduced proofs",
    ),
    "help-sheet": Words("印张大小（默认 A3）", "size of the sheets (default A3)"),
    "help-up": Words("nup 每面几页（默认 4）", "pages a side of nup (default 4)"),
    "help-creep": Words(
        "骑马订的纸厚，毫米，里面的印张按它向折缝收（默认 {caliper}，0 不收）",
        "saddle: thickness of the paper in mm; inner sheets move to the fold by it (default {caliper}; 0: not)",
    ),
    "help-sheet-marks": Words(
        "印张四周留出位置，加裁切、折叠、装订标记",
        "make room around the sheets for crop, fold and staple marks",
    ),
    # Import and new.
    "import": Words(
        "把网页、Word 文档、文本导入成稿件", "older material as an issue: web page, Word document, text"
    ),
    "new": Words("写出下一期的空白稿件", "write the next issue's skeleton"),
    "SOURCE": Words("网页、文档或文本", "FILE"),
    "OUT": Words("稿件.yaml", "ISSUE.yaml"),
    "help-source": Words(
        "网页（.html）、Word 文档（.docx）、文本（.txt）；.doc、.wps、.rtf 经 LibreOffice 转换",
        "web page (.html), Word document (.docx), text (.txt); .doc, .wps and .rtf through LibreOffice",
    ),
    "help-draft": Words(
        "写到这个文件或目录（默认当前目录，原文件名加 .yaml）",
        "write to this file or directory (default: the source's name + .yaml, here)",
    ),
    "help-import-log": Words(
        "把每一处改动写进这个文件：位置、原来、改成、缘由",
        "write every change to this file: place, before, after, why",
    ),
    "help-force": Words("已有的文件也覆盖", "overwrite files that exist"),
    "help-like": Words(
        "照这一期：期号加一，刊名、单位、报尾不变", "after this issue: number + 1, names and lists kept"
    ),
    "help-new": Words(
        "写到这个文件（默认按期号命名，和 --like 的稿件在一起）",
        "write to this file (default: named by its number, beside the model)",
    ),
    "overwrites-draft": Words(
        "稿件和记录不能写到同一个文件 {path}", "draft and log cannot both be written to {path}"
    ),
    "importing": Words("导入", "importing"),
    "imported": Words(
        "{path}：{reports} 篇，{guesses} 处猜测，{changes} 处改动",
        "{path}: {reports} reports, {guesses} guesses, {changes} changes",
    ),
    "imported-pictures": Words("{path}：{count} 张图片", "{path}: {count} pictures"),
    "imported-log": Words("{path}：改动记录", "{path}: the log of changes"),
    "made-new": Words(
        "{path}：第 {number} 期；印发日期（{date}）和各篇报告待填",
        "{path}: number {number}; date ({date}) and reports are yours to fill in",
    ),
    "made-skeleton": Words(
        "{path}：空白稿件；各项后面有说明", "{path}: a skeleton; every field says what it is for"
    ),
    "imposed": Words(
        "{path}  {pages} 页  {sheets} 个印张  {seconds} 秒",
        "{path}  pages: {pages}  sheets: {sheets}  {seconds} s",
    ),
    "no-creep": Words("--creep 要写 0 到 1 毫米", "--creep wants 0 to 1 mm"),
    "no-range": Words(
        "--copies 要写 1-300 这样的范围，不能是“{text}”", "--copies wants a range such as 1-300, not '{text}'"
    ),
    "no-offset": Words(
        "--offset 要写“X,Y”，各不超过 50 毫米，不能是“{text}”",
        "--offset wants X,Y, 50 mm each at most, not '{text}'",
    ),
    # Wrong usage.
    "usage-error": Words("{program}：用法错误：{message}", "{program}: error: {message}"),
    "see-help": Words("用法见“{program} --help”。", "See `{program} --help`."),
    "no-command": Words("先写命令，再写“{option}”", "the command comes first, then '{option}'"),
    "unknown-command": Words("没有“{name}”这个命令", "there is no command '{name}'"),
    "nearest": Words("；是不是“{name}”？", "; did you mean '{name}'?"),
    "one-file-many-issues": Words(
        "要写出 {count} 份，-o 应当是目录，不能是一个文件：{path}",
        "{count} files are to be written; -o must be a directory, not one file: {path}",
    ),
    "not-a-directory": Words("{path} 是文件，不是目录", "{path} is a file, not a directory"),
    "target-is-directory": Words(
        "{path} 是已有的目录，不能当作文件写", "{path} is a directory and cannot be written as a file"
    ),
    "same-output": Words(
        "{first} 和 {second} 会写到同一个文件 {path}", "{first} and {second} would both be written to {path}"
    ),
    "overwrites-input": Words(
        "{path} 是输入文件，不能覆盖", "{path} is an input and must not be overwritten"
    ),
    "unknown-edition": Words(
        "没有“{name}”这个版本；可用的有：{known}", "there is no edition '{name}'; known: {known}"
    ),
    "dry-run-alone": Words("--dry-run 要和 --fix 一起用", "--dry-run goes with --fix"),
    "negative-jobs": Words("--jobs 要写 0 或正整数", "--jobs wants 0 or a positive number"),
    # Results.
    "result": Words(
        "{path}  {pages} 页  {sheets} 张  {seconds} 秒", "{path}  {pages} pages  {sheets} sheets  {seconds} s"
    ),
    "result-1": Words(
        "{path}  {pages} 页  {sheets} 张  {seconds} 秒", "{path}  1 page  1 sheet  {seconds} s"
    ),
    "unchanged": Words("没有变化", "unchanged"),
    "total": Words(
        "共 {files} 份：新排 {built}，没有变化 {unchanged}，失败 {failed}；{pages} 页，{sheets} 张，{seconds} 秒",
        "{files} files: {built} built, {unchanged} unchanged, {failed} failed; "
        "{pages} pages, {sheets} sheets, {seconds} s",
    ),
    "total-built": Words("  新排：{names}", "  built: {names}"),
    "total-unchanged": Words("  没有变化：{names}", "  unchanged: {names}"),
    "total-failed": Words("  失败：{names}", "  failed: {names}"),
    "and": Words("、", ", "),
    "note": Words("说明：{text}", "note: {text}"),
    "changes": Words("{path}：规范字符 {count} 处", "{path}: {count} changed by normalisation"),
    "change-line": Words("  {line} 行：{changes}", "  line {line}: {changes}"),
    "change-columns": Words("“{before}”→“{after}” {columns} 列", "'{before}' → '{after}' column {columns}"),
    "changes-log": Words(
        "{path}：规范字符 {count} 处，逐处记在 {log}",
        "{path}: {count} changed by normalisation, each listed in {log}",
    ),
    "identical": Words(
        "{path}：和重排的结果逐字节相同  {pages} 页  {seconds} 秒",
        "{path}: identical to what its source gives, byte for byte  {pages} pages  {seconds} s",
    ),
    "clean": Words("{path}：没有发现问题", "{path}: no problems found"),
    "counted": Words(
        "{path}：错误 {errors} 处，疑似 {warnings} 处，提示 {notes} 处",
        "{path}: errors: {errors}, warnings: {warnings}, notes: {notes}",
    ),
    "counted-waived": Words(
        "{path}：错误 {errors} 处，疑似 {warnings} 处，提示 {notes} 处，豁免 {waived} 处",
        "{path}: errors: {errors}, warnings: {warnings}, notes: {notes}, waived: {waived}",
    ),
    "waived": Words(
        "{where}已豁免 {code}：{message}\n  理由：{reason}",
        "{where}waived {code}: {message}\n  reason: {reason}",
    ),
    "fixed": Words("{path}：改了 {count} 处", "{path}: {count} mended"),
    "would-fix": Words(
        "{path}：可以改 {count} 处，没有动文件", "{path}: {count} can be mended; nothing was written"
    ),
    "building": Words("排版", "setting"),
    "checking": Words("检查", "checking"),
    # Fonts.
    "role-xbs": Words("小标宋", "titles"),
    "role-fangsong": Words("仿宋", "text"),
    "role-kai": Words("楷体", "heads, level 2"),
    "role-hei": Words("黑体", "heads, level 1"),
    "role-song": Words("宋体", "folios"),
    "role-latin": Words("西文", "Latin"),
    "role-latin_bold": Words("西文粗体", "Latin bold"),
    "role-rare": Words("生僻字", "rare hanzi"),
    "set-GB 2312": Words("GB 2312", "GB 2312"),
    "set-8105": Words("通用规范汉字", "General Standard"),
    "set-GB 18030-2": Words("GB 18030 二级", "GB 18030 level 2"),
    "set-GB 18030-3": Words("三级", "level 3"),
    "font-absent": Words("  （没有安装）", "  (not installed)"),
    "font-helpers": Words("缺字由 {helpers} 补：{verdict}", "helped out by {helpers}: {verdict}"),
    "font-complete": Words("以上各字集都齐全", "all of these are complete"),
    "fonts-absent": Words("没有安装：{roles}", "not installed: {roles}"),
    "fonts-present": Words("字体都在。", "All faces are present."),
    # The machine.
    "machine": Words("bulletin-pdf：{path}：{reason}", "bulletin-pdf: {path}: {reason}"),
    "machine-nowhere": Words("bulletin-pdf：{reason}", "bulletin-pdf: {reason}"),
    "interrupted": Words("已停止。", "Stopped."),
    "memory": Words("内存不够", "out of memory"),
    "unexpected": Words(
        "bulletin-pdf：程序出了没有料到的错误（{what}），对不起。\n"
        "  设 BULLETIN_PDF_TRACEBACK=1 再运行一次，可以看到经过，请连同稿件报给开发者。",
        "bulletin-pdf: sorry, something unexpected went wrong in the program ({what}).\n"
        "  Run again with BULLETIN_PDF_TRACEBACK=1 to see how it came about, and report it with the issue.",
    ),
}

ERRNO_ZH: dict[str, str] = {
    "EACCES": "没有权限",
    "EPERM": "没有权限",
    "ENOENT": "没有这个文件或目录",
    "EEXIST": "文件已存在",
    "EISDIR": "是目录，不是文件",
    "ENOTDIR": "路径里有一段不是目录",
    "ENOSPC": "磁盘已满",
    "EDQUOT": "磁盘配额已用完",
    "EFBIG": "文件太大",
    "EROFS": "磁盘是只读的",
    "ENAMETOOLONG": "文件名太长",
    "EMFILE": "打开的文件太多",
    "ENFILE": "打开的文件太多",
    "EIO": "磁盘读写出错",
    "ELOOP": "符号链接绕成了圈",
    "EBUSY": "文件正被占用",
    "ETXTBSY": "文件正被占用",
    "ENOMEM": "内存不够",
}

ARGPARSE_ZH: dict[str, str] = {
    "argument %(argument_name)s: %(message)s": "%(argument_name)s：%(message)s",
    "unrecognized arguments: %s": "不认识的参数：%s",
    "the following arguments are required: %s": "还缺少：%s",
    "expected one argument": "后面要写一个值",
    "expected at least one argument": "后面至少要写一个值",
    "ignored explicit argument %r": "不带值，多写了 %r",
    "invalid %(type)s value: %(value)r": "%(value)r 不是合适的值",
    "invalid choice: %(value)r (choose from %(choices)s)": "没有 %(value)r 这一项，可选：%(choices)s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s 不明确，可能是 %(matches)s",
    "not allowed with argument %s": "不能和 %s 一起用",
}
"""The messages of argparse, by its own English text."""


def say(lang: Lang, key: str, **values: object) -> str:
    """Give the words for `key` with `values` filled in."""
    words = WORDS[key]
    text = words.zh if lang == "zh" else words.en
    return text.format(**values) if values else text


def language(arguments: Sequence[str]) -> Lang:
    """Tell which language to speak: `--lang` in the arguments, else the locale's."""
    asked = ""
    for index, argument in enumerate(arguments):
        if argument == "--lang" and index + 1 < len(arguments):
            asked = arguments[index + 1]
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    if asked in ("zh", "en"):
        return "zh" if asked == "zh" else "en"
    return "zh" if _locale().startswith("zh") else "en"


def _locale() -> str:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return value.lower()
    if sys.platform == "win32":
        import locale

        name = (locale.getlocale()[0] or "").lower()
        return "zh" if name.startswith("chinese") else name
    return ""
