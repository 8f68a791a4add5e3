"""Rows and columns of tables that came or went in Word, tracked or not."""

from copy import deepcopy
from typing import Any

import pytest
from docx.oxml.ns import qn

from bulletin_pdf.issue.model import Table
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.review.paper import ReviewPaper
from bulletin_pdf.review.paper_maker import paper_of
from bulletin_pdf.review.word_out import word_paper
from bulletin_pdf.yamldoc.source import SourceText
from review.edited_word import WordFile, _run, text_of
from review.test_word import after, taken
from support.narrowed import of_kind

TABLE = """\
          - [县区, 户数, 金额]
          - [甲县, "120", "35.5"]   # 一月
          - {merged}
          - [丙县, "77", '']
"""
ISSUE = """\
bulletin: 工作简报
number: 3
date: 2024-03-05
reports:
  - title: 做好物资储备工作
    body:
      - 各县区已经备齐。
      - table:
"""
PLAIN = ISSUE + TABLE.replace("{merged}", '[乙县, "98", "20.1"]')
MERGED = ISSUE + TABLE.replace("{merged}", "[乙县, {text: 没有数字, colspan: 2}]")


def paper_from(text: str) -> ReviewPaper:
    return paper_of(read_issue(SourceText("issue.yaml", text.encode()), "")[0])


@pytest.fixture(scope="module")
def paper() -> ReviewPaper:
    return paper_from(PLAIN)


@pytest.fixture(scope="module")
def word(paper: ReviewPaper) -> bytes:
    return word_paper(paper)


def rows(file: WordFile) -> list[Any]:
    return list(file.document.iter(qn("w:tr")))


def add_row(file: WordFile, after: int, texts: tuple[str, ...], who: str) -> None:
    """Copy a row without its ids, as Word does, and fill it."""
    row = deepcopy(rows(file)[after])
    for cell, text in zip(row.iter(qn("w:tc")), texts, strict=True):
        for paragraph in cell.iter(qn("w:p")):
            for child in list(paragraph):
                if child.tag != qn("w:pPr"):
                    paragraph.remove(child)
            paragraph.attrib.clear()
            made = _run(text, None)
            paragraph.append(file._tracked("ins", who, [made]) if who else made)
    if who:
        row.get_or_add_trPr().append(file.changed("ins", who))
    rows(file)[after].addnext(row)


def remove_row(file: WordFile, number: int, who: str) -> None:
    row = rows(file)[number]
    if not who:
        row.getparent().remove(row)
        return
    for paragraph in row.iter(qn("w:p")):
        for run in list(paragraph.iter(qn("w:r"))):
            text = text_of(run)
            run.addprevious(file._tracked("del", who, [_run(text, None, deleted=True)]))
            run.getparent().remove(run)
    row.get_or_add_trPr().append(file.changed("del", who))


@pytest.mark.parametrize("who", ["", "王五"])
def test_rows_come_and_go(paper: ReviewPaper, word: bytes, who: str) -> None:
    def change(file: WordFile) -> None:
        add_row(file, 3, ("丁县", "8", "4"), who)
        add_row(file, 4, ("戊县", "9", ""), who)
        remove_row(file, 2, who)

    proposals = taken(paper, word, change)
    assert [(each.kind, each.was, each.now) for each in proposals] == [
        ("row removed", "乙县 | 98 | 20.1", ""),
        ("row added", "", "丁县 | 8 | 4 / 戊县 | 9 | "),
    ]
    assert {each.who for each in proposals} == ({(who,)} if who else {()})
    expected = PLAIN.replace('          - [乙县, "98", "20.1"]\n', "")
    changed = after(paper, proposals)
    assert changed.startswith(expected)
    last = paper_from(changed).issue.reports[0].body[-1]
    assert [[cell.prose.text for cell in row] for row in of_kind(Table, last).rows[-2:]] == [
        ["丁县", "8", "4"],
        ["戊县", "9", ""],
    ]


def test_columns_come_and_go(paper: ReviewPaper, word: bytes) -> None:
    def change(file: WordFile) -> None:
        for number, row in enumerate(rows(file)):
            cells = list(row.iter(qn("w:tc")))
            row.remove(cells[1])
            if number == 0:
                file.put(line_of(paper, "县区"), [("县区", ""), ("名称", "ins")])

    proposals = taken(paper, word, change)
    assert [each.kind for each in proposals] == ["insert", "column removed"]
    changed = after(paper, proposals)
    assert (
        '          - [甲县, "35.5"]   # 一月\n' in changed and "户数" not in changed and "县区名称" in changed
    )


def line_of(paper: ReviewPaper, text: str) -> int:
    return next(each.number for each in paper.lines if each.text == text)


def test_what_came_of_merged_cells_is_named() -> None:
    """Also rows that were moved, and a head: they are not put into the YAML."""
    paper = paper_from(MERGED)
    word = word_paper(paper)
    proposals = taken(paper, word, lambda file: remove_row(file, 3, ""))
    assert [(each.kind, each.note, each.was) for each in proposals] == [
        ("unread", "row removed", "丙县 | 77 | ")
    ]
    plain = paper_from(PLAIN)

    def move(file: WordFile) -> None:
        rows(file)[1].addnext(rows(file)[3])

    (moved,) = taken(plain, word_paper(plain), move)
    assert (moved.kind, moved.note) == ("unread", "row moved")


def test_a_row_that_goes_takes_changes_of_its_cells_with_it(paper: ReviewPaper, word: bytes) -> None:
    """Whoever changes a cell of that row contradicts the one who takes the row out."""
    from bulletin_pdf.review.returned_file import take
    from bulletin_pdf.review.round import Round, standings, with_taken
    from review.edited_word import edited

    gone = take(paper, "甲.docx", edited(word, lambda file: remove_row(file, 2, "甲")))
    cell = line_of(paper, "98")
    kept = take(
        paper, "乙.docx", edited(word, lambda file: file.put(cell, [("98", "del"), ("99", "ins")], "乙"))
    )
    found = standings(with_taken(with_taken(Round(), paper, gone), paper, kept), paper)
    assert [each.against for each in found] == [(2,), (1,)]
