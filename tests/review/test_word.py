"""Word papers: out in the look of the design, back with every change at its place."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

import bulletin_pdf as bp
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError
from bulletin_pdf.review.applying import apply, read_sources
from bulletin_pdf.review.paper import ReviewPaper
from bulletin_pdf.review.paper_maker import paper_of
from bulletin_pdf.review.proposal import ReviewProposal
from bulletin_pdf.review.returned_file import take
from bulletin_pdf.review.word_out import word_paper
from bulletin_pdf.yamldoc.source import SourceText
from review.edited_word import WordFile, edited, text_of
from support.narrowed import present
from support.random_issues import any_issue

ISSUE = """\
# 审签试样
bulletin: "城东工作简报"
series: '【创建工作专刊】'
number: 7   # 期号
serial: 107
date: 2024-03-05
publisher: [城东区创建办, 城东区委宣传部]
signer: 李明
distribution:
  report: 市委办公室, 市政府办公室
  send:
    - 各街道
    - 各镇
  copies: 120
colophon:
  编辑: 王小明
  电话: 0731-12345678
reports:
  - city: 东河街道
    title:
      - 抓实网格化管理
      - 提升基层治理水平
    by:
      - 东河街道办
      - 区民政局
    body:
      - 各社区：
      - "今年以来,东河街道坚持\\"党建引领\\",共建网格38个...取得明显成效。"
      - heading: 一、健全机制
      - '**压实责任。**建立“街道—社区—网格”三级体系，明确==网格长==职责。'
      - |
        第二段的第一行文字，讲的是队伍建设。
        第三段的文字，讲的是经费保障。
      - table:
          - [项目, 数量, 备注]
          - [网格, 38, '']
          - [网格员, {text: 76, colspan: 2}]
        caption: 表1 网格情况
      - quote: 群众的事没有小事。
      - right:
          - 东河街道办事处
          - 2024年3月1日
  - city: 西山镇
    title: 办好民生实事 增进群众福祉
    text: >
      西山镇紧紧围绕群众急难愁盼，
      办成实事12件。

      下一步，继续推进。
"""


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> ReviewPaper:
    path = tmp_path_factory.mktemp("review") / "issue.yaml"
    return paper_of(read_issue(SourceText(str(path), ISSUE.encode()), "")[0])


@pytest.fixture(scope="module")
def word(paper: ReviewPaper) -> bytes:
    return word_paper(paper)


def line(paper: ReviewPaper, text: str) -> int:
    return next(each.number for each in paper.lines if text in each.text and each.style != "contents_entry")


def taken(
    paper: ReviewPaper, word: bytes, change: Callable[[WordFile], object]
) -> tuple[ReviewProposal, ...]:
    return take(paper, "张三.docx", edited(word, change)).proposals


def after(paper: ReviewPaper, proposals: tuple[ReviewProposal, ...]) -> str:
    applied = apply(paper, proposals)
    assert not applied.unfit
    read_sources(applied.sources)
    return applied.sources[0].data.decode()


def replaced(old: str, new: str) -> str:
    assert ISSUE.count(old) == 1
    return ISSUE.replace(old, new)


def test_the_same_issue_gives_the_same_bytes(paper: ReviewPaper, word: bytes) -> None:
    assert word_paper(paper) == word


def test_a_paper_that_comes_back_as_it_went_asks_for_nothing(paper: ReviewPaper, word: bytes) -> None:
    assert take(paper, "a.docx", word).proposals == ()


def test_parts_stand_in_the_styles_of_the_design(word: bytes, tmp_path: Path) -> None:
    import docx

    path = tmp_path / "a.docx"
    path.write_bytes(word)
    document = docx.Document(str(path))
    styles = {each.text: present(each.style).name for each in document.paragraphs}
    assert styles["城东工作简报"] == "Bulletin name"
    assert styles["东河街道抓实网格化管理"] == "Bulletin first_title"
    assert styles["报：市委办公室, 市政府办公室。".replace(", ", "，")] == "Bulletin foot"
    body = document.styles["Bulletin body"]
    assert body.font.size.pt == 16.0
    assert "仿宋" in body.element.xml
    lead = next(run for each in document.paragraphs for run in each.runs if run.text == "压实责任。")
    assert lead.style.name == "BulletinLead"
    (table,) = document.tables
    assert [cell.text for cell in table.rows[1].cells] == ["网格", "38", ""]


@pytest.mark.parametrize("seed", [9, 18, 46])
def test_odd_issues_come_back_as_they_went(seed: int) -> None:
    text = json.dumps(any_issue(Random(seed)), ensure_ascii=False)
    odd = paper_of(read_issue(SourceText("issue.yaml", text.encode()), "")[0])
    assert take(odd, "a.docx", word_paper(odd)).proposals == ()


# Tracked changes


@pytest.mark.parametrize(
    ("where", "pieces", "old", "new"),
    [
        (
            "第二段",
            [("第二段的", ""), ("第一行", "del"), ("几行", "ins"), ("文字，讲的是队伍建设。", "")],
            "第一行",
            "几行",
        ),
        (
            "西山镇紧紧",
            [("西山镇", ""), ("紧紧", "del"), ("围绕群众急难愁盼，办成实事12件。", "")],
            "紧紧",
            "",
        ),
        (
            "38个",
            [("今年以来，东河街道坚持“党建引领”，共建网格3", ""), ("9", "ins"), ("8个……取得明显成效。", "")],
            "网格38个",
            "网格398个",
        ),
        ("办好民生", [("西山镇办好民生实事 增进群众", ""), ("福祉", "del"), ("幸福", "ins")], "福祉", "幸福"),
        (
            "（东河街道办",
            [("（东河街道办", ""), ("事处", "ins"), ("、区民政局）", "")],
            "- 东河街道办\n",
            "- 东河街道办事处\n",
        ),
    ],
)
def test_a_tracked_change_goes_to_its_characters(
    paper: ReviewPaper, word: bytes, where: str, pieces: list[tuple[str, str]], old: str, new: str
) -> None:
    proposals = taken(paper, word, lambda file: file.put(line(paper, where), pieces))
    (proposal,) = proposals
    assert proposal.who == ("张三",)
    assert proposal.when == "2024-03-06T09:30:00Z"
    assert after(paper, proposals) == replaced(old, new)


def test_a_cell_of_a_table(paper: ReviewPaper, word: bytes) -> None:
    number = next(each.number for each in paper.lines if each.text == "38")
    proposals = taken(paper, word, lambda file: file.put(number, [("38", "del"), ("39", "ins")]))
    assert [(each.kind, each.was, each.now) for each in proposals] == [("replace", "38", "39")]
    assert after(paper, proposals) == replaced("[网格, 38, '']", "[网格, 39, '']")


def test_an_empty_cell_is_filled(paper: ReviewPaper, word: bytes) -> None:
    number = next(each.number for each in paper.lines if each.kind == "cell" and not each.text)
    proposals = taken(paper, word, lambda file: file.put(number, [("已核", "ins")]))
    assert after(paper, proposals) == replaced("[网格, 38, '']", "[网格, 38, 已核]")


def test_a_date_and_a_number(paper: ReviewPaper, word: bytes) -> None:
    head = next(each for each in paper.lines if "第7期" in each.text)
    day = next(each for each in paper.lines if "2024年3月5日" in each.text)

    def change(file: WordFile) -> None:
        before, behind = head.text.split("第7期")
        file.put(head.number, [(before + "第", ""), ("7", "del"), ("8", "ins"), ("期" + behind, "")])
        file.put(day.number, [(day.text[:-2], ""), ("5", "del"), ("6", "ins"), ("日", "")])

    proposals = taken(paper, word, change)
    expected = replaced("number: 7 ", "number: 8 ").replace("2024-03-05", "2024-03-06")
    assert after(paper, proposals) == expected


@pytest.mark.parametrize("who", ["", "张三"])
def test_paragraphs_come_and_go(paper: ReviewPaper, word: bytes, who: str) -> None:
    first, second = line(paper, "第二段的第一行"), line(paper, "第三段")

    def change(file: WordFile) -> None:
        file.put_paragraph(first, "新加的一段。", who)
        file.take_out(second, who)

    assert after(paper, taken(paper, word, change)) == replaced(
        "        第三段的文字，讲的是经费保障。\n", "        新加的一段。\n"
    )


def test_a_paragraph_of_a_list_goes_with_its_dash(paper: ReviewPaper, word: bytes) -> None:
    proposals = taken(paper, word, lambda file: file.take_out(line(paper, "一、健全机制"), "张三"))
    assert after(paper, proposals) == replaced("      - heading: 一、健全机制\n", "")


def test_a_paragraph_behind_a_heading_is_an_item_of_its_own(paper: ReviewPaper, word: bytes) -> None:
    proposals = taken(
        paper, word, lambda file: file.put_paragraph(line(paper, "一、健全机制"), "先说机制。", "张三")
    )
    lines = [each.text for each in read_sources(apply(paper, proposals).sources).lines]
    at = lines.index("一、健全机制")
    assert lines[at + 1 : at + 3] == ["先说机制。", paper.lines[line(paper, "压实责任")].text]


@pytest.mark.parametrize("tracked", [True, False])
def test_a_paragraph_that_is_moved_is_one_proposal(paper: ReviewPaper, word: bytes, tracked: bool) -> None:
    first, second = line(paper, "第二段的第一行"), line(paper, "第三段")

    def change(file: WordFile) -> None:
        moved = file.paragraph(second)
        if tracked:
            file.take_out(second, "张三")
            file.put_paragraph(first - 1, text_of_line(paper, second), "张三")
        else:
            file.paragraph(first).addprevious(moved)

    proposals = taken(paper, word, change)
    assert [each.kind for each in proposals] == ["move"]
    lines = [each.text for each in read_sources(apply(paper, proposals).sources).lines]
    assert lines.index(text_of_line(paper, second)) == lines.index(text_of_line(paper, first)) - 1


def text_of_line(paper: ReviewPaper, number: int) -> str:
    return paper.lines[number].text


def test_two_reviewers_in_one_paragraph_keep_their_names(paper: ReviewPaper, word: bytes) -> None:
    number = line(paper, "第二段的第一行")

    def change(file: WordFile) -> None:
        file.put(number, [("第二段的", ""), ("第一行", "del"), ("文字，讲的是队伍建设。", "")], "张三")
        end = next(iter(file.paragraph(number).iter("{*}bookmarkEnd")))
        end.addprevious(file._tracked("ins", "李四", [run("好")]))

    proposals = taken(paper, word, change)
    assert [(each.kind, each.who) for each in proposals] == [("delete", ("张三",)), ("insert", ("李四",))]


def run(text: str) -> object:
    from review.edited_word import _run

    return _run(text, None)


def test_a_comment_stands_at_its_words(paper: ReviewPaper, word: bytes) -> None:
    number = line(paper, "第三段")
    (proposal,) = taken(paper, word, lambda file: file.comment(number, "这一段再核实"))
    assert (proposal.kind, proposal.who, proposal.note) == ("comment", ("李四",), "这一段再核实")
    assert proposal.was == text_of_line(paper, number)
    assert not proposal.changes


def test_a_lead_is_taken_off_and_another_put_on(paper: ReviewPaper, word: bytes) -> None:
    from docx.oxml import OxmlElement

    number = line(paper, "压实责任")

    def change(file: WordFile) -> None:
        for each in file.paragraph(number).iter("{*}r"):
            text = text_of(each)
            if text == "压实责任。":
                each.remove(each.find("{*}rPr"))
            elif text == "网格长":
                each.get_or_add_rPr().append(OxmlElement("w:b"))

    proposals = taken(paper, word, change)
    assert [each.kind for each in proposals] == ["format", "format"]
    assert after(paper, proposals) == replaced("'**压实责任。**建立", "'压实责任。建立").replace(
        "==网格长==", "==**网格长**=="
    )


def test_kinds_that_are_not_read_are_named(paper: ReviewPaper, word: bytes) -> None:
    from docx.oxml import OxmlElement

    number = line(paper, "第三段")

    def change(file: WordFile) -> None:
        paragraph = file.paragraph(number)
        next(iter(paragraph.iter("{*}r"))).get_or_add_rPr().append(OxmlElement("w:strike"))
        paragraph.get_or_add_pPr().append(file.changed("pPrChange"))

    proposals = taken(paper, word, change)
    assert {(each.kind, each.note) for each in proposals} == {
        ("unread", "struck out by hand"),
        ("unread", "paragraph format"),
    }
    assert {each.parts[0].line for each in proposals} == {number}


# The source has changed since, other files


def test_a_source_that_has_changed_is_merged_by_paragraph(paper: ReviewPaper, word: bytes) -> None:
    first, second = line(paper, "第二段的第一行"), line(paper, "第三段")

    def change(file: WordFile) -> None:
        file.put(first, [("第二段的", ""), ("第一行", "del"), ("文字，讲的是队伍建设。", "")])
        file.put(second, [("第三段的", ""), ("文字", "del"), ("材料", "ins"), ("，讲的是经费保障。", "")])

    text = ISSUE.replace("第三段的文字，", "第三段的话，").replace("bulletin:", "# 又改过\nbulletin:")
    now = paper_of(read_issue(SourceText("issue.yaml", text.encode()), "")[0])
    returned = take(now, "a.docx", edited(word, change))
    assert returned.changed
    applied = apply(now, returned.proposals)
    assert applied.sources[0].data.decode() == text.replace("第二段的第一行", "第二段的")
    assert [returned.proposals[at].was for at, _ in applied.unfit] == ["文字"]


def test_a_file_of_another_issue_is_refused(paper: ReviewPaper, word: bytes) -> None:
    other = ISSUE.split("    body:")[0] + "    text: 全然不同的一篇报告，说的是另外的事情。\n"
    now = paper_of(
        read_issue(SourceText("issue.yaml", other.replace("number: 7", "number: 8").encode()), "")[0]
    )
    with pytest.raises(BulletinError) as caught:
        take(now, "a.docx", word)
    assert [each.code for each in caught.value.problems] == [Code.RETURNED_FILE_OF_OTHER_ISSUE]


def test_a_paper_typed_anew_is_taken_as_foreign_by_its_text(
    paper: ReviewPaper, word: bytes, tmp_path: Path
) -> None:
    import docx

    document = docx.Document()
    for each in paper.lines:
        if each.kind != "cell" and each.style != "contents_entry":
            document.add_paragraph(each.text.replace("经费保障", "人员保障"))
    path = tmp_path / "typed.docx"
    document.save(str(path))
    with pytest.raises(BulletinError) as caught:
        take(paper, "a.docx", path.read_bytes())
    assert [each.code for each in caught.value.problems] == [Code.RETURNED_FILE_FOREIGN]
    proposals = take(paper, "a.docx", path.read_bytes(), foreign=True).proposals
    changes = tuple(each for each in proposals if each.changes)
    assert after(paper, changes) == replaced("经费保障", "人员保障")


def test_libreoffice_opens_and_returns_it_unchanged(paper: ReviewPaper, word: bytes, tmp_path: Path) -> None:
    def change(file: WordFile) -> None:
        number = line(paper, "第二段的第一行")
        file.put(number, [("第二段的", ""), ("第一行", "del"), ("文字，讲的是队伍建设。", "")])
        file.take_out(line(paper, "第三段"), "李四")

    if shutil.which("soffice") is None:
        assert "CI" not in os.environ, "LibreOffice is missing"
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "sent.docx").write_bytes(word)
    (tmp_path / "marked.docx").write_bytes(edited(word, change))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "back")]
    subprocess.run([*command, "sent.docx", "marked.docx"], cwd=tmp_path, check=True, capture_output=True)
    assert take(paper, "a.docx", (tmp_path / "back" / "sent.docx").read_bytes()).proposals == ()
    proposals = take(paper, "a.docx", (tmp_path / "back" / "marked.docx").read_bytes()).proposals
    assert [(each.kind, each.who) for each in proposals] == [("delete", ("张三",)), ("delete", ("李四",))]
    expected = replaced("第一行", "").replace("        第三段的文字，讲的是经费保障。\n", "")
    assert after(paper, proposals) == expected


def test_a_new_picture_takes_the_place_of_the_old(tmp_path: Path) -> None:
    from io import BytesIO

    from PIL import Image

    for name, colour in (("photo.png", "red"), ("new.png", "blue")):
        Image.new("RGB", (64, 48), colour).save(tmp_path / name)
    text = ISSUE.replace("      - quote:", "      - figure: photo.png\n      - quote:")
    (tmp_path / "issue.yaml").write_text(text, "utf-8")
    review = bp.Review.open(tmp_path / "issue.yaml")
    new = (tmp_path / "new.png").read_bytes()

    def change(file: WordFile) -> None:
        name = next(part for part in file.parts if part.startswith("word/media/"))
        file.parts[name] = new

    review.take(("张三.docx", edited(review.paper(), change)))
    (standing,) = review.proposals()
    assert standing.entry.proposal.kind == "picture"
    assert bp.Review.open(tmp_path / "issue.yaml").decide(None).accepted == (1,)
    assert (tmp_path / "issue.yaml").read_text("utf-8") == text.replace("photo.png", "photo-1.png")
    assert Image.open(BytesIO((tmp_path / "photo-1.png").read_bytes())).getpixel((1, 1)) == (0, 0, 255)
