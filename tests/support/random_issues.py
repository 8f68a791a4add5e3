"""Random whole issues: every field there or not, names of any length, odd characters, every kind of block mixed."""

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from random import Random

from bulletin_pdf.compose.design import area_of, design_for, usual_area
from bulletin_pdf.fonts.font_book import FontBook, open_book
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.issue_attestation import Edition, attest_issue
from bulletin_pdf.pdf.profile import PROFILES
from bulletin_pdf.pdf.write.pdf_file import render
from bulletin_pdf.press.options import PrintOptions
from bulletin_pdf.press.quick_checks import check_document
from bulletin_pdf.problems import BulletinError, Problems
from bulletin_pdf.typeset_issue import typeset
from support.random_tables import random_table

Fields = dict[str, object]

FAULTS = ("B532", "B94", "B980", "B981", "B982", "B983", "B984", "F-")
"""Codes by which the program says that it failed itself."""
BOOK = open_book()
_ROLES = ("fangsong", "xbs", "kai", "hei")
HAN = "的一是在有人这上们来到时大地为子中你说生国年着就那和要她出也得里后自以会县乡镇村组街道委办公室"
WORDS = ("群众", "志愿服务", "新时代文明实践", "乡村振兴", "矛盾纠纷调解室", "网格员", "2022年", "12.5%", "36℃", "第30期",
         "〔2022〕8号", "1,234元", "3—5个", "GDP", "e-mail", "ISO/IEC 27001:2022", "PM2.5", "买买提·艾力", "5G", "①", "㎡")  # fmt: skip
PUNCTUATION = [
    char
    for char in map(chr, range(0x21, 0xFFFF))
    if unicodedata.category(char)[0] in "PS" and all(BOOK.face_for(char, role) for role in _ROLES)
]
MARKS = "，。；：？！、“”‘’（）《》【】〔〕…—·～%％.,;:()'\"℃‰＋×〖〗［］｛｝〘〙〚〛｟｠〝〞〟﹙﹚「」『』"
COMBINING = "\u0300\u0301\u0302\u0304\u0308\u030c\u0323\u0331\u0327\u20dd\u3099\ufe00\ufe0f\U000e0100"
HIDDEN = (
    "\u200b\u200d\u2060\ufeff\u00ad\u202e\u2066\u061c\u0000\u0007\u001b\u2028\ufffc\ufffe\ue000\U000f0000"
)
OTHERS = "אבגدسعहिन्दीไทยéßøŁжщΩ한국かなカ😀👨🏳🇨𠀀𪜀𫝀𫠝𬺰𮯰𰀀𱍐🄀⿰々〇〆ヶ"
LINKS = (
    "https://www.example.gov.cn/notice/2024?id=30&lang=zh#top",
    "C:\\\\files\\\\2022",
    "service@example.gov.cn",
    "/",
)


def chars(choose: Random, most: int, odd: float) -> str:
    """Give a text of up to `most` pieces; `odd` of them are marks, rare letters, combined, hidden or foreign ones."""
    return "".join(_piece(choose, odd) for _ in range(choose.randint(1, most)))


def _piece(choose: Random, odd: float) -> str:
    if choose.random() >= odd:
        return (
            choose.choice(WORDS)
            if choose.random() < 0.3
            else "".join(choose.choices(HAN, k=choose.randint(1, 6)))
        )
    kinds: tuple[Callable[[], str], ...] = (
        lambda: choose.choice(MARKS),
        lambda: choose.choice(MARKS) * choose.randint(1, 3),
        lambda: choose.choice(PUNCTUATION),
        lambda: (
            choose.choice("aeiouzZnÄ的葛1(?.*+[\\，“—…%")
            + "".join(choose.choices(COMBINING, k=choose.randint(1, 3)))
        ),
        lambda: "".join(choose.choices("abcdefghWMi", k=choose.choice((1, 5, 30, 130)))),
        lambda: "".join(choose.choices("0123456789.,/-", k=choose.choice((1, 5, 30)))),
        lambda: choose.choice((" ", "  ", "\u3000", "\u00a0", "\u2003", "\t")),
        lambda: choose.choice(
            ("**重点**", "==重==", "**重点**", "==着重==", "\\", "`", "<b>", "&amp;", "# ", "- ", "*")
        ),
        lambda: choose.choice(LINKS),
        lambda: choose.choice(OTHERS if choose.random() < 0.1 else MARKS),
        lambda: choose.choice(HIDDEN if choose.random() < 0.02 else MARKS),
    )
    return choose.choice(kinds)()


class _Maker:
    """Makes the parts of one issue."""

    def __init__(self, choose: Random) -> None:
        self.choose = choose
        self.odd = choose.choice((0.0, 0.05, 0.2, 0.5))
        self.long = choose.choice((1, 1, 3, 12))

    def line(self, most: int = 6) -> str:
        if self.choose.random() < 0.04:
            return "".join(self.choose.choices("abcdefgW ", k=self.choose.choice((40, 101, 300))))
        if self.choose.random() < 0.03:
            return "".join(self.choose.choices(HAN, k=self.choose.choice((13, 29, 57, 90, 200))))
        return chars(self.choose, most * (self.long if self.choose.random() < 0.2 else 1), self.odd)

    def prose(self, most: int = 40) -> str:
        return "\n".join(chars(self.choose, most, self.odd) + "。" for _ in range(self.choose.randint(1, 4)))

    def lines(self, most: int = 5) -> list[str]:
        return [self.line() for _ in range(self.choose.randint(1, most * self.long))]

    def some(self, likely: float, fields: dict[str, Callable[[], object]]) -> Fields:
        return {name: make() for name, make in fields.items() if self.choose.random() < likely}

    def title(self) -> str:
        choose = self.choose
        label = choose.choice(("",) * 8 + ("附件：", "附件1：", "附件 2. ", "附件A：", "附件1:", "附件"))
        return (
            label
            + choose.choice(("", "", "关于"))
            + self.line(4)
            + choose.choice(("", "", " "))
            + self.line(3)
        )

    def table(self) -> Fields:
        columns = self.choose.randint(1, 7)
        return {"table": [[self.line(2) for _ in range(columns)] for _ in range(self.choose.randint(1, 9))]}

    def block(self) -> object:
        choose = self.choose
        makers: tuple[Callable[[], object], ...] = (
            lambda: chars(choose, 60, self.odd), lambda: chars(choose, 60, self.odd), lambda: chars(choose, 4, self.odd),
            lambda: choose.choice(("一、", "（一）", "1. ", "（1）", "附件：1. ", "图1 ", "表1 ", "同志们：", "各县：")) + self.line(),
            lambda: random_table(choose),
            self.table,
            lambda: {"heading": self.line()} | self.some(0.5, {"level": lambda: choose.randint(1, 4)}),
            lambda: {"quote": self.prose()}, lambda: {"verse": self.prose(8)}, lambda: {"note": self.prose()},
            lambda: {"right": self.lines(3)},
        )  # fmt: skip
        return choose.choice(makers)()

    def report(self) -> Fields:
        choose = self.choose
        report: Fields = {"title": self.title()} | self.some(0.3, {
            "city": lambda: self.line(2), "subtitle": self.line, "contents_title": self.line, "heading": self.title,
            "by": lambda: self.lines(3), "text": self.prose})  # fmt: skip
        if "text" not in report:
            report["body"] = [self.block() for _ in range(choose.randint(1, 8))]
        return report

    def issue(self) -> Fields:
        choose = self.choose
        names = (
            "editor",
            "proofreader",
            "reviewer",
            "approver",
            "phone",
            "fax",
            "email",
            "address",
            "website",
        )
        design: dict[str, Callable[[], object]] = {
            "line_edges": lambda: choose.choice(("basic", "gb", "strict")),
            "marks": lambda: choose.choice(("line-end-half", "full", "kaiming", "half")),
            "pair": lambda: choose.choice((1, 1.5)), "han_latin_gap": lambda: choose.choice((0, 0.125, 0.25)),
            "typesetting": lambda: choose.choice(("even", "grid")), "hanging": lambda: True,
            "trim_open_at_start": lambda: choose.choice(("always", "turned", "never")), "stop_fixed": lambda: True,
            "keep_date_parts": lambda: False, "mirror": lambda: True, "colophon_on_even": lambda: True,
            "article_break": lambda: choose.choice(("run", "page"))}  # fmt: skip
        fields: dict[str, Callable[[], object]] = {
            "series": self.line, "theme": self.line, "signer": lambda: self.line(2), "secrecy": lambda: choose.choice(("秘密", "机密★1年")),
            "urgency": lambda: choose.choice(("特急", "加急")), "copy_number": lambda: "000123", "copy_numbers": lambda: True,
            "serial": lambda: choose.choice((847, 99999)), "label": lambda: self.line(4), "supplement": lambda: True,
            "publisher": lambda: self.lines(3), "note": self.prose, "normalize": lambda: False,
            "contents": lambda: choose.choice(("auto", "none", "pages", "list")), "fit": lambda: choose.choice(("auto", "off")),
            "distribution": lambda: self.some(0.6, {"report": self.lines, "send": self.lines, "issue": self.lines, "extra": self.lines,
                                                    "copies": lambda: choose.choice((1, 300, 99999))}),
            "colophon": lambda: {name: self.line(3) for name in names if choose.random() < 0.5},
            "design": lambda: self.some(0.3, design), "lang": lambda: choose.choice(("zh-Hans", "zh-Hant"))}  # fmt: skip
        required: Fields = {
            "bulletin": self.line(3),
            "number": choose.choice((1, 30, 9999)),
            "date": "2022-06-16",
        }
        return required | self.some(choose.choice((0.1, 0.4, 0.9)), fields) | {
            "reports": [self.report() for _ in range(choose.choice((1, 1, 2, 5)))]}  # fmt: skip


def any_issue(choose: Random) -> Fields:
    """Give an issue as a mapping; most are valid, and what is refused must be refused with a cure."""
    return _Maker(choose).issue()


def outcome_of(issue: Fields, path: Path, book: FontBook, edition: str) -> tuple[str, ...]:
    """Set an issue and prove its file in memory; give the codes of what it is refused for, none when it builds."""
    path.write_text(json.dumps(issue, ensure_ascii=False), "utf-8", "surrogatepass")
    try:
        read, problems = read_issue(path)
        design, profile = design_for(read, problems), PROFILES[edition]
        document = typeset(read, design, book, problems)
        problems.raise_if_errors()
        check_document(document, profile, area_of(design.house) or usual_area(), book, problems)
        problems.raise_if_errors()
        data = render(document, profile, book)
        attest_issue(
            data,
            read,
            Edition(
                profile,
                PrintOptions(),
                "x.pdf",
                book,
                document,
                len(document.pages),
                printed=document.pages,
            ),
            Problems(),
        )
    except BulletinError as error:
        return tuple(sorted({problem.code for problem in error.problems.errors}))
    return ()
