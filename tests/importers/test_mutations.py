"""The proof tells whatever a reader forgets: each part of the program is made to forget something, in turn."""

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.text.paragraph import CT_P

from importers.helpers import imported
from importers.word import CENTER, INTRO, Document, rewrite

SPACES = (
    f'{nsdecls("w")} xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
INSIDE = {
    "run": "<w:r><w:t>连片整治沟渠</w:t></w:r>",
    "link": "<w:hyperlink><w:r><w:t>网络平台登记</w:t></w:r></w:hyperlink>",
    "inserted": '<w:ins w:id="1" w:author="甲"><w:r><w:t>新增添的词句</w:t></w:r></w:ins>',
    "deleted": '<w:del w:id="2" w:author="甲"><w:r><w:delText>删除掉的词句</w:delText></w:r></w:del>',
    "control": "<w:sdt><w:sdtContent><w:r><w:t>控件里填写的</w:t></w:r></w:sdtContent></w:sdt>",
    "hint": "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>单击此处键入</w:t></w:r></w:sdtContent></w:sdt>",
    "ruby": "<w:r><w:ruby><w:rt><w:r><w:t>yuán líng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>沅陵</w:t></w:r></w:rubyBase></w:ruby></w:r>",
    "formula": "<m:oMath><m:f><m:num><m:r><m:t>κλμνξ</m:t></m:r></m:num><m:den><m:r><m:t>ρστυφ</m:t></m:r></m:den></m:f></m:oMath>",
    "hidden": "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏起来的话</w:t></w:r>",
    "struck": "<w:r><w:rPr><w:strike/></w:rPr><w:t>划掉不用的话</w:t></w:r>",
    "field": '<w:fldSimple w:instr="PAGEREF a"><w:r><w:t>域的运算结果</w:t></w:r></w:fldSimple>',
    "equation": '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>EQ \\f(甲乙丙丁,戊己庚辛)</w:instrText></w:r>'
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    "symbol": '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>',
    "box": "<w:r><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>文本框中文字</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r>",
    "art": '<w:r><w:pict><v:shape><v:textpath string="艺术字体效果"/></v:shape></w:pict></w:r>',
    "choice": "<mc:AlternateContent><mc:Choice Requires='x'><w:r><w:t>两种写法之一</w:t></w:r></mc:Choice></mc:AlternateContent>",
    "note": '<w:r><w:footnoteReference w:id="2"/></w:r>',
}  # fmt: skip
NOTES = f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:t>脚注援引出处</w:t></w:r></w:p></w:footnote></w:footnotes>'
COMMENTS = f'<w:comments {nsdecls("w")}><w:comment w:id="1"><w:p><w:r><w:t>批注请再斟酌</w:t></w:r></w:p></w:comment></w:comments>'


def nothing(*_: object, **__: object) -> list[object]:
    """Forget everything."""
    return []


def false(*_: object, **__: object) -> bool:
    return False


def empty(*_: object, **__: object) -> str:
    return ""


def without_last(old: Callable[..., Any]) -> Callable[..., list[Any]]:
    return lambda *given, **named: list(old(*given, **named))[:-1]


MUTATIONS = [
    ("docx_runs", "_run", nothing),
    ("docx_runs", "_inserted", nothing),
    ("docx_runs", "_control", nothing),
    ("docx_runs", "_ruby", nothing),
    ("docx_runs", "_simple_field", nothing),
    ("docx_runs", "_formula", nothing),
    ("docx_runs", "_letters", nothing),
    ("docx_runs", "_shown", nothing),
    ("docx_runs", "_symbol", empty),
    ("docx_runs", "read_drawing", nothing),
    ("docx_runs", "chosen", lambda element: None),
    ("docx_drawings", "_word_art", nothing),
    ("docx_drawings", "outermost", nothing),
    ("docx_state.Reading", "left_out", false),
    ("docx", "feet", nothing),
    ("docx", "read_comments", nothing),
    ("docx", "read_margins", nothing),
    ("docx", "read_table", nothing),
    ("docx", "_lines", without_last),
    ("docx_tables", "_texts", without_last),
    ("docx_tables", "_cell", lambda old: lambda *given: old(*given)._replace(items=[])),
    ("infer", "read_report_body", lambda old: lambda items, *rest: old(items[:-1], *rest)),
    ("infer._Inferrer", "_head", lambda old: lambda self, items, *rest: old(self, items[:-1], *rest)),
]  # fmt: skip
"""A module or class of it, what it calls, and what is called instead: a value, or made from what was called."""


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    document = Document()
    document.head()
    document.line("甲县扎实推进文明实践", CENTER, bold=True)
    document.line(INTRO)
    for inside in INSIDE.values():
        _put(document.line("另有")._p, inside)
    table = document.word.add_table(2, 2)
    for cell, text in zip(table._cells, ("乡镇名称", "志愿队伍", "望城坡街", "三百余支"), strict=True):
        cell.text = text
    document.word.sections[0].footer.paragraphs[0].text = "页脚注明版权"
    path = document.save(tmp_path_factory.mktemp("paper") / "word.docx")
    return rewrite(path, footnotes=NOTES, comments=COMMENTS)


def _put(paragraph: CT_P, inside: str) -> None:
    for child in list(parse_xml(f"<w:any {SPACES}>{inside}</w:any>")):
        paragraph.append(child)


def test_the_whole_paper_is_held(paper: Path, tmp_path: Path) -> None:
    result, _ = imported(paper, tmp_path)
    assert not result.account.lost


@pytest.mark.parametrize(("where", "name", "instead"), MUTATIONS, ids=[f"{m[0]}.{m[1]}" for m in MUTATIONS])
def test_what_a_reader_forgets_is_told(
    where: str,
    name: str,
    instead: Callable[..., Any],
    paper: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    module, _, kind = where.partition(".")
    holder = importlib.import_module(f"bulletin_pdf.importers.{module}")
    holder = getattr(holder, kind) if kind else holder
    old = getattr(holder, name)
    takes_old = instead is without_last or (
        instead.__name__ == "<lambda>" and instead.__code__.co_varnames[:1] == ("old",)
    )
    monkeypatch.setattr(holder, name, instead(old) if takes_old else instead)
    result, _ = imported(paper, tmp_path)
    assert "B950" in {problem.code for problem in result.problems}
