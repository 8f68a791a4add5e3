"""What a key changes whose example leaves the pages as they are: where it shows instead."""

from bulletin_pdf.handbook.key_tables import KeyEntry
from bulletin_pdf.messages import Language

_ERRATUM = (
    "本期照原样排。显示在合订本的勘误表里：`volume` 列出原文、改为和出处。",
    "The issue stays as issued. It shows in the register of errata of a volume: what was printed, what it should be, where.",
)
_PROOF = (
    "不排出来。`check` 校对时用。",
    "Nothing of it is printed. `check` uses it when it proofreads.",
)
_LINES = (
    "例子里没有一行因它改变：它只在行首、行末恰好碰到这类字时起作用。",
    "No line of the example changes: it has a say only where a line begins or ends with such a character.",
)
_SPINE = (
    "不在书页上，在 print 版另出的封面展开页（.cover.pdf）的书脊上。",
    "Not on the pages of the book, but on the spine of the cover sheet (`.cover.pdf`) that the print edition brings.",
)
_BOOKS = (
    "例子里的一年太薄，不分册、也不改变书页；合订本厚到这个数时分成上册、下册。",
    "The year of the example is too thin to be divided; a volume that comes to this is bound as several books.",
)
_COVER = (
    "不改变书页，改变 print 版另出的封面展开页（.cover.pdf）：纸越厚，书脊越宽。",
    "It changes no page of the book but the cover sheet (`.cover.pdf`) of the print edition: thicker paper, a wider spine.",
)
_PACKAGE = (
    "写进归档包（`volume --package`）的元数据，书页不变。",
    "It goes into the metadata of the archive package (`volume --package`); the pages stay.",
)
_REGISTER = (
    "例子的合订本没有这一部分：写进“组成”，或分册、有几个专刊时，才看得到。",
    "The volume of the example has no such part: it shows where `parts` names it, or with several books or series.",
)
_NAME = (
    "版面不变。`design` 命令列出版式时显示。",
    "The pages stay. The `design` command shows it.",
)

_RECORD = (
    "写进归档 PDF 的元数据（XMP）；各期都写了的，合订本的归档文件目录、档案盒标签也用。",
    "It goes into the metadata (XMP) of archive files; where all issues have it, file list and box labels of a volume take it too.",
)

_SAID: dict[str, tuple[str, str]] = {
    "issue.archive": _RECORD,
    "issue_archive.fonds": _RECORD,
    "issue_archive.category": _RECORD,
    "issue_archive.retention": _RECORD,
    "issue_archive.office": _RECORD,
    "issue_archive.item": _RECORD,
    "issue_archive.repository": _RECORD,
    "issue_archive.repository_code": _RECORD,
    "issue_archive.fonds_name": _RECORD,
    "issue_archive.creator": _RECORD,
    "issue.published": (
        "印在自己的版式里给它的位置（项目“发布日期”）；随附的版式没有这个位置。",
        "It is printed where a design of your own has the slot `published`; the designs that ship have none.",
    ),
    "issue.copy_numbers": (
        "逐份编号时（`--copies 1-60`）留出的地方印份号；没有份号的版面不变。",
        "With `--copies 1-60` the number stands in the room it leaves; pages without a number stay.",
    ),
    "issue.lang": (
        "写进 PDF：阅读器朗读、查找时按这种文字；版面不变。",
        "It is written into the PDF, for programs that read aloud or search; the pages stay.",
    ),
    "issue.fit": (
        "例子的末页用不着调。末页只剩一两行的，写“关”就照排。",
        "The last page of the example needs no help. Where it has a line or two, `off` leaves them.",
    ),
    "issue.province": _PROOF,
    "issue.wordlist": _PROOF,
    "issue.waive": _PROOF,
    "issue.errata": _ERRATUM,
    "design.language": _NAME,
    "design.design": _NAME,
    "design.about": _NAME,
    "styles.erratum": _REGISTER,
    "volume.binding": _COVER,
    "binding.paper": _COVER,
    "binding.cover_paper": _COVER,
    "binding.max_pages": _BOOKS,
    "binding.max_thickness": _BOOKS,
    "binding.box": (
        "书页不变；另出一张档案盒脊背标签（.box.pdf）。",
        "The pages stay; a sheet of labels for the spines of archive boxes (`.box.pdf`) is made besides.",
    ),
}
_TABLES = {
    "erratum": _ERRATUM,
    "design": _LINES,
    "archive": _PACKAGE,
    "styles": _REGISTER,
}


def where_it_shows(entry: KeyEntry, lang: Language) -> str:
    """Return where a key shows that changes no page of its example; raises `KeyError` where nothing says so."""
    table, _, name = entry.name.partition(".")
    said = _SPINE if name.startswith("spine") else _SAID.get(entry.name) or _TABLES[table]
    return said[lang == "en"]
