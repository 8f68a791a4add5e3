"""Proofs that came back with marks: written by PyMuPDF and pypdf, brought to their words."""

import io
from collections.abc import Callable
from pathlib import Path

import pymupdf
import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, TextStringObject

from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError
from bulletin_pdf.review.applying import apply
from bulletin_pdf.review.paper import ReviewPaper
from bulletin_pdf.review.paper_maker import paper_of
from bulletin_pdf.review.pdf_out import pdf_paper
from bulletin_pdf.review.proposal import ReviewProposal
from bulletin_pdf.review.returned_file import take
from bulletin_pdf.yamldoc.source import SourceText
from review.test_word import ISSUE


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> ReviewPaper:
    path = tmp_path_factory.mktemp("review") / "issue.yaml"
    path.write_text(ISSUE, "utf-8")
    return paper_of(read_issue(SourceText(str(path), ISSUE.encode()), "")[0])


@pytest.fixture(scope="module")
def proof(paper: ReviewPaper) -> bytes:
    return pdf_paper(paper)


def marked(
    paper: ReviewPaper, proof: bytes, mark: Callable[[pymupdf.Document], object]
) -> tuple[ReviewProposal, ...]:
    document = pymupdf.open(stream=proof)
    mark(document)
    return take(paper, "张三.pdf", document.tobytes()).proposals


def found(document: pymupdf.Document, text: str) -> tuple[pymupdf.Page, list[pymupdf.Quad]]:
    for page in document.pages():
        quads = page.search_for(text, quads=True)
        if quads:
            return page, quads
    raise AssertionError(text)


def signed(mark: pymupdf.Annot, who: str, text: str = "") -> None:
    mark.set_info(title=who, content=text, creationDate="D:20240306093000+08'00'")
    mark.update()


def strike(document: pymupdf.Document, text: str, who: str = "张三", note: str = "") -> pymupdf.Annot:
    page, quads = found(document, text)
    mark = page.add_strikeout_annot(quads[:1])
    signed(mark, who, note)
    return mark


def caret(document: pymupdf.Document, behind: str, text: str, who: str = "张三") -> None:
    page, quads = found(document, behind)
    right = quads[0].rect.br
    mark = page.add_caret_annot(pymupdf.Point(right.x - 9, right.y - 8))
    mark.set_rect(pymupdf.Rect(right.x - 4, right.y - 8, right.x + 4, right.y + 2))
    signed(mark, who, text)


def test_what_is_struck_out_goes(paper: ReviewPaper, proof: bytes) -> None:
    (proposal,) = marked(paper, proof, lambda document: strike(document, "第一行", note="多余"))
    assert (proposal.kind, proposal.who, proposal.was, proposal.note) == (
        "delete",
        ("张三",),
        "第一行",
        "多余",
    )
    assert proposal.when == "2024-03-06T09:30:00"
    applied = apply(paper, [proposal])
    assert applied.sources[0].data.decode() == ISSUE.replace("第一行", "")


def test_a_caret_puts_in(paper: ReviewPaper, proof: bytes) -> None:
    (proposal,) = marked(paper, proof, lambda document: caret(document, "第二段的", "全部"))
    assert (proposal.kind, proposal.now) == ("insert", "全部")
    applied = apply(paper, [proposal])
    assert applied.sources[0].data.decode() == ISSUE.replace("第二段的", "第二段的全部")


def test_a_caret_at_what_is_struck_out_replaces_it(paper: ReviewPaper, proof: bytes) -> None:
    def mark(document: pymupdf.Document) -> None:
        strike(document, "经费保障")
        caret(document, "经费保障", "人员保障")

    (proposal,) = marked(paper, proof, mark)
    assert (proposal.kind, proposal.was, proposal.now) == ("replace", "经费保障", "人员保障")
    applied = apply(paper, [proposal])
    assert applied.sources[0].data.decode() == ISSUE.replace("经费保障", "人员保障")


def test_another_reviewers_caret_there_is_their_own(paper: ReviewPaper, proof: bytes) -> None:
    def mark(document: pymupdf.Document) -> None:
        strike(document, "经费保障", "张三")
        caret(document, "经费保障", "等", "李四")

    kinds = [(each.kind, each.who) for each in marked(paper, proof, mark)]
    assert kinds == [("delete", ("张三",)), ("insert", ("李四",))]


def test_text_over_two_printed_lines_is_one_stretch(paper: ReviewPaper, proof: bytes) -> None:
    text = "压实责任。建立“街道—社区—网格”三级体系，明确网格长职责。"
    document = pymupdf.open(stream=proof)
    page, first = found(document, "三级体系")
    last = page.search_for("长职责", quads=True)
    line = page.search_for("明确网格", quads=True)
    signed(page.add_strikeout_annot([*first, *line, *last]), "张三")
    (proposal,) = take(paper, "a.pdf", document.tobytes()).proposals[:1]
    assert proposal.was.startswith("三级体系")
    assert all(part.was in text for part in proposal.parts)


def test_remarks_stand_at_their_words(paper: ReviewPaper, proof: bytes) -> None:
    def mark(document: pymupdf.Document) -> None:
        page, quads = found(document, "经费保障")
        signed(page.add_highlight_annot(quads), "王五", "再核实")
        signed(page.add_underline_annot(page.search_for("队伍建设", quads=True)), "王五")
        place = page.search_for("一、健全机制")[0]
        signed(page.add_text_annot(place.tl, "整段重写"), "李四", "整段重写")
        signed(page.add_freetext_annot(place + (150, 0, 150, 0), "写具体些"), "李四", "写具体些")
        page.add_stamp_annot(pymupdf.Rect(300, 600, 400, 650))
        page.add_ink_annot([[(100, 300), (150, 320), (200, 300)]])
        page.add_rect_annot(pymupdf.Rect(100, 100, 200, 120))

    proposals = marked(paper, proof, mark)
    notes = {each.note: each for each in proposals}
    assert notes["再核实"].was == "经费保障"
    assert notes["再核实"].kind == notes["整段重写"].kind == notes["写具体些"].kind == "comment"
    assert paper.lines[notes["整段重写"].parts[0].line].text == "一、健全机制"
    assert (notes["mark Underline"].kind, notes["mark Underline"].was) == ("unread", "队伍建设")
    assert notes["mark Square"].kind == "unread"
    assert b"<polyline" in notes["mark Ink"].data
    assert len(proposals) == 7
    assert not any(each.changes for each in proposals)


def test_marks_of_pypdf_and_grouped_replacements(paper: ReviewPaper, proof: bytes) -> None:
    document = pymupdf.open(stream=proof)
    page, quads = found(document, "下一步")
    number, height, quad = page.number, page.rect.height, quads[0]
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(proof))
    corners = [quad.ul, quad.ur, quad.ll, quad.lr]
    points = [part for each in corners for part in (each.x, height - each.y)]
    rect = [quad.ul.x, height - quad.ll.y, quad.ur.x, height - quad.ul.y]

    def add(kind: str, **entries: object) -> object:
        mark = DictionaryObject(
            {NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject(kind)}
        )
        mark[NameObject("/T")] = TextStringObject("赵六")
        mark[NameObject("/Rect")] = ArrayObject(map(FloatObject, rect))
        mark.update({NameObject(f"/{name}"): value for name, value in entries.items()})
        reference = writer._add_object(mark)
        target = writer.pages[number]
        target.setdefault(NameObject("/Annots"), ArrayObject()).append(reference)
        return reference

    caret_mark = add("/Caret", Contents=TextStringObject("今后"))
    add(
        "/StrikeOut",
        QuadPoints=ArrayObject(map(FloatObject, points)),
        IRT=caret_mark,
        RT=NameObject("/Group"),
    )
    data = io.BytesIO()
    writer.write(data)
    (proposal,) = take(paper, "a.pdf", data.getvalue()).proposals
    assert (proposal.kind, proposal.was, proposal.now, proposal.who) == (
        "replace",
        "下一步",
        "今后",
        ("赵六",),
    )


def test_a_source_that_has_changed_takes_what_still_fits(
    paper: ReviewPaper, proof: bytes, tmp_path: Path
) -> None:
    document = pymupdf.open(stream=proof)
    strike(document, "第一行")
    strike(document, "经费")
    text = ISSUE.replace("讲的是经费保障", "讲的是钱").replace("第二段的", "这第二段的")
    now = paper_of(read_issue(SourceText(str(tmp_path / "issue.yaml"), text.encode()), "")[0])
    taken = take(now, "a.pdf", document.tobytes())
    applied = apply(now, taken.proposals)
    assert taken.changed
    assert applied.sources[0].data.decode() == text.replace("第一行", "")
    assert [taken.proposals[at].was for at, _ in applied.unfit] == ["经费"]


def test_a_pdf_printed_anew_is_refused(paper: ReviewPaper, proof: bytes) -> None:
    document = pymupdf.open(stream=proof)
    document.embfile_del("review.json")
    with pytest.raises(BulletinError) as caught:
        take(paper, "a.pdf", document.tobytes())
    assert [each.code for each in caught.value.problems] == [Code.RETURNED_PDF_WITHOUT_PLACES]


def test_the_same_issue_gives_the_same_pdf(paper: ReviewPaper, proof: bytes) -> None:
    assert pdf_paper(paper) == proof
    assert take(paper, "a.pdf", proof).proposals == ()


def test_marks_beyond_the_limit_are_told(
    proof: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import bulletin_pdf as bp
    from bulletin_pdf.pdf.foreign import markup

    (tmp_path / "issue.yaml").write_text(ISSUE, "utf-8")
    document = pymupdf.open(stream=proof)
    for text in ("群众", "网格员", "取得明显成效"):
        strike(document, text)
    monkeypatch.setattr(markup, "MAX_MARKS", 3)
    assert bp.Review.open(tmp_path / "issue.yaml").take(("三处.pdf", document.tobytes())) == ()
    strike(document, "东河街道")
    told = bp.Review.open(tmp_path / "issue.yaml").take(("四处.pdf", document.tobytes()))
    assert [each.code for each in told] == [Code.RETURNED_MARKS_CUT_OFF]


def test_a_pdf_printed_anew_is_compared_by_its_text(paper: ReviewPaper, tmp_path: Path) -> None:
    """The proof, too, with what stands in its margins; a PDF of other words is told apart."""
    import bulletin_pdf as bp

    def printed(text: str, edition: str) -> bytes:
        return bp.Issue.parse(text, base=str(tmp_path), bulletin="").pdf(edition).data

    assert take(paper, "a.pdf", printed(ISSUE, "proof"), foreign=True).proposals == ()
    changed = (
        ISSUE.replace("第一行文字", "前两行文字")
        .replace("讲的是经费保障", "讲的是保障")
        .replace("38个", "39个")
    )
    document = pymupdf.open(stream=printed(changed, "screen"))
    signed(document[0].add_text_annot(pymupdf.Point(40, 40), "请再核"), "李四", "请再核")
    found = take(paper, "a.pdf", document.tobytes(), foreign=True)
    assert found.foreign
    assert [(each.kind, each.was, each.now) for each in found.proposals if each.changes] == [
        ("replace", "8", "9"),
        ("replace", "第一", "前两"),
        ("delete", "经费", ""),
    ]
    (remark,) = [each for each in found.proposals if not each.changes]
    assert (remark.kind, remark.was, remark.note, remark.who) == ("comment", "PDF 1", "请再核", ("李四",))
    applied = apply(paper, [each for each in found.proposals if each.changes])
    assert not applied.unfit and applied.sources[0].data.decode() == changed
    words = "bulletin: 山水\nnumber: 9\ndate: 2001-01-01\nreports:\n  - title: 别的事\n    text: 说的是别的事情。\n"
    other = printed(words, "screen")
    with pytest.raises(BulletinError) as refused:
        take(paper, "a.pdf", other, foreign=True)
    assert [each.code for each in refused.value.problems] == [Code.RETURNED_FILE_UNLIKE]
