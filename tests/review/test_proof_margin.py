"""The proof with the changes of a round in its margin: each at its place, linked to its words and back."""

import io
from pathlib import Path

import pymupdf
import pypdf
import pytest

import bulletin_pdf as bp
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError
from review.edited_word import WordFile, edited
from review.test_word import ISSUE, line
from support.program import run_here


def test_accepted_and_open_changes_stand_beside_their_words(tmp_path: Path) -> None:
    (tmp_path / "issue.yaml").write_text(ISSUE, "utf-8")
    review = bp.Review.open(tmp_path / "issue.yaml")
    with pytest.raises(BulletinError) as refused:
        review.proof()
    assert [each.code for each in refused.value.problems] == [Code.NOTHING_REVIEWED]
    second, third = line(review._paper, "第二段的第一行"), line(review._paper, "第三段的文字")

    def change(file: WordFile) -> None:
        file.put(
            second, [("第二段的", ""), ("第一行", "del"), ("前几行", "ins"), ("文字，讲的是队伍建设。", "")]
        )
        file.put(third, [("第三段的文字，", ""), ("主要", "ins"), ("讲的是经费保障。", "")])

    review.take(("张三.docx", edited(review.paper(), change)))
    review.decide([1])
    done = run_here("review", "issue.yaml", "--proof", "proof.pdf", "--lang", "zh", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    document = pymupdf.open(tmp_path / "proof.pdf")
    page = next(each for each in document.pages() if each.search_for("改1"))
    for label, words in (("改1 已采纳", "前几行"), ("改2 待定", "讲的是经费保障")):
        margin = page.search_for(label)[0]
        place = page.search_for(words)[0]
        assert margin.x0 > place.x1 and -8 < margin.y0 - place.y0 < 40
    links = [link["page"] for link in page.get_links() if "page" in link]
    assert set(links) == {document.page_count - 1}
    back = [link["page"] for link in document[document.page_count - 1].get_links()]
    assert back == [page.number, page.number]
    words = "".join(document[document.page_count - 1].get_text().split())
    assert f"改1（第{page.number + 1}页，已采纳）张三" in words and "原文“第一行”改为“前几行”" in words
    assert (
        len(pypdf.PdfReader(io.BytesIO((tmp_path / "proof.pdf").read_bytes())).pages) == document.page_count
    )


def test_a_paragraph_put_before_a_lead_is_none(tmp_path: Path) -> None:
    (tmp_path / "issue.yaml").write_text(ISSUE, "utf-8")
    review = bp.Review.open(tmp_path / "issue.yaml")
    heading = line(review._paper, "一、健全机制")
    word = edited(review.paper(), lambda file: file.put_paragraph(heading, "各社区都要落实。", "张三"))
    review.take(("张三.docx", word))
    review.decide(None)
    text = (tmp_path / "issue.yaml").read_text("utf-8")
    (new,) = [each for each in text.splitlines() if "各社区都要落实。" in each]
    assert "**" not in new and "'**压实责任。**建立" in text
