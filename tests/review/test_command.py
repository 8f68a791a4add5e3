"""`bulletin-pdf review`: out, back, listed, decided; the record beside the issue."""

import io
import json
from pathlib import Path

import pypdf
import pytest

import bulletin_pdf as bp
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.review.paper import Line
from review.edited_word import WordFile, edited
from review.test_word import ISSUE
from support.program import run_here


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "issue.yaml").write_text(ISSUE, "utf-8")
    word = bp.Review.open(tmp_path / "issue.yaml").paper()
    number = next(each.number for each in _lines(tmp_path) if each.text.startswith("第二段"))

    def changed(new: str) -> bytes:
        pieces = [("第二段的", ""), ("第一行", "del"), (new, "ins"), ("文字，讲的是队伍建设。", "")]
        return edited(word, lambda file: file.put(number, pieces, new))

    (tmp_path / "a.docx").write_bytes(changed("几行"))
    (tmp_path / "b.docx").write_bytes(changed("数行"))
    (tmp_path / "c.docx").write_bytes(changed("几行"))
    return tmp_path


def _lines(folder: Path) -> tuple[Line, ...]:
    return bp.Review.open(folder / "issue.yaml")._paper.lines


def test_out_back_listed_and_decided(folder: Path) -> None:
    sent = run_here("review", "issue.yaml", "--as", "docx", "-o", "out", cwd=folder)
    assert sent.returncode == 0
    assert (folder / "out" / "issue.review.docx").read_bytes().startswith(b"PK")
    taken = run_here("review", "issue.yaml", "--take", "a.docx", "--format", "json", cwd=folder)
    (record,) = map(json.loads, taken.stdout.splitlines())
    assert (record["id"], record["was"], record["now"], record["who"]) == (1, "第一行", "几行", ["几行"])
    line = ISSUE.splitlines()[record["line"] - 1]
    assert line[record["column"] - 1 :].startswith("第一行")
    decided = run_here("review", "issue.yaml", "--accept", "all", "--lang", "zh", cwd=folder)
    assert decided.returncode == 0
    assert (folder / "issue.yaml").read_text("utf-8") == ISSUE.replace("第一行", "几行")
    (standing,) = bp.Review.open(folder / "issue.yaml").proposals()
    assert standing.entry.state == "accepted"


def test_contradictions_are_left_open_until_one_is_named(folder: Path) -> None:
    review = bp.Review.open(folder / "issue.yaml")
    review.take(folder / "a.docx", folder / "b.docx", folder / "c.docx")
    first, second = review.proposals()
    assert first.entry.proposal.who == ("几行",)
    assert (first.against, second.against) == ((2,), (1,))
    decision = review.decide(None)
    assert decision.accepted == ()
    assert [each.code for each in decision.problems] == [Code.PROPOSALS_CONTRADICT] * 2
    assert (folder / "issue.yaml").read_text("utf-8") == ISSUE
    with pytest.raises(bp.BulletinError) as caught:
        review.decide([1, 2])
    assert {each.code for each in caught.value.problems} == {Code.CHOSEN_PROPOSALS_CONTRADICT}
    assert review.decide([2], [1], day="2024-03-07").accepted == (2,)
    assert (folder / "issue.yaml").read_text("utf-8") == ISSUE.replace("第一行", "数行")


def test_the_record_gives_every_proposal_back(folder: Path) -> None:
    review = bp.Review.open(folder / "issue.yaml")
    review.take(folder / "a.docx", folder / "b.docx")
    review.decide([1], [2], day="2024-03-07")
    again = bp.Review.open(folder / "issue.yaml")
    assert again._round == review._round
    assert [each.entry.decided for each in again.proposals()] == ["2024-03-07"] * 2


def test_what_cannot_be_done_is_told_and_changes_nothing(folder: Path) -> None:
    (folder / "bad.docx").write_bytes((folder / "a.docx").read_bytes()[:900])
    (folder / "x.docx").write_bytes(b"hello")
    taken = run_here("review", "issue.yaml", "--take", "a.docx", "bad.docx", "x.docx", cwd=folder)
    assert taken.returncode == 1
    assert taken.stderr.count(Code.RETURNED_FILE_UNREADABLE) == 2
    assert not (folder / "issue.review.yml").exists()
    assert run_here("review", "issue.yaml", "--accept", "7", cwd=folder).returncode == 1
    assert run_here("review", "issue.yaml", "--accept", "one", cwd=folder).returncode == 2
    assert run_here("review", "issue.yaml", "--refuse", "all", cwd=folder).returncode == 2
    assert (folder / "issue.yaml").read_text("utf-8") == ISSUE
    (folder / "issue.review.yml").write_text("review: 1\nproposals: [{id: x}]\n", "utf-8")
    listed = run_here("review", "issue.yaml", cwd=folder)
    assert (listed.returncode, Code.REVIEW_RECORD_DAMAGED in listed.stderr) == (1, True)


def test_the_round_is_a_page_for_the_archive(folder: Path) -> None:
    none = run_here("review", "issue.yaml", "--report", "r.pdf", cwd=folder)
    assert (none.returncode, Code.NOTHING_REVIEWED in none.stderr) == (1, True)
    review = bp.Review.open(folder / "issue.yaml")
    review.take(folder / "a.docx", folder / "b.docx")
    review.decide([1], [2], day="2024-03-07")
    assert run_here("review", "issue.yaml", "--report", "r.pdf", cwd=folder).returncode == 0
    data = (folder / "r.pdf").read_bytes()
    assert bp.verify(data).identical
    said = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    said = "".join(said.split())
    for words in (
        "修改情况",
        "第一行",
        "几行",
        "数行",
        "已采纳2024-03-07",
        "未采纳2024-03-07",
        "a.docx、b.docx",
    ):
        assert words in said


def test_a_file_is_taken_once(folder: Path) -> None:
    review = bp.Review.open(folder / "issue.yaml")
    review.take(folder / "a.docx")
    assert [each.code for each in review.take(folder / "a.docx")] == [Code.RETURNED_FILE_TAKEN_BEFORE]
    assert len(review.proposals()) == 1


def test_what_all_issues_share_changes_only_when_it_is_named(tmp_path: Path) -> None:
    publisher = "publisher: [城东区创建办, 城东区委宣传部]\n"
    (tmp_path / "bulletin.yaml").write_text(publisher, "utf-8")
    (tmp_path / "issue.yaml").write_text(ISSUE.replace(publisher, ""), "utf-8")
    review = bp.Review.open(tmp_path / "issue.yaml")
    number = next(each.number for each in review._paper.lines if each.text == "城东区创建办")

    def change(file: WordFile) -> None:
        file.put(number, [("城东区创建办", ""), ("公室", "ins")])

    review.take(("a.docx", edited(review.paper(), change)))
    assert [each.code for each in review.decide(None).problems] == [Code.PROPOSAL_IN_SHARED_FILE]
    assert review.decide([1]).accepted == (1,)
    assert "[城东区创建办公室, 城东区委宣传部]" in (tmp_path / "bulletin.yaml").read_text("utf-8")


def test_byte_order_mark_line_ends_and_comments_stay(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + ISSUE.replace("\n", "\r\n").encode()
    (tmp_path / "issue.yaml").write_bytes(data)
    review = bp.Review.open(tmp_path / "issue.yaml")
    number = next(each.number for each in review._paper.lines if each.text.startswith("第三段"))

    def change(file: WordFile) -> None:
        file.put_paragraph(number, "第四段。", "张三")

    review.take(("a.docx", edited(review.paper(), change)))
    review.decide(None)
    expected = data.decode().replace("讲的是经费保障。\r\n", "讲的是经费保障。\r\n        第四段。\r\n")
    assert (tmp_path / "issue.yaml").read_bytes().decode() == expected


@pytest.mark.parametrize("option", ["--report", "--proof"])
def test_the_issue_is_not_written_over(folder: Path, option: str) -> None:
    before = (folder / "issue.yaml").read_bytes()
    done = run_here("review", "issue.yaml", option, "issue.yaml", "--lang", "en", cwd=folder)
    assert (done.returncode, "must not be overwritten" in done.stderr) == (2, True)
    assert (folder / "issue.yaml").read_bytes() == before
