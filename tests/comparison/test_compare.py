"""What two PDFs have in common: every offset, line break and change of text, and nothing that is not there."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bulletin_pdf as bp
from api.material import TEXT
from bulletin_pdf.cli.main import main
from bulletin_pdf.fonts.font_book import FontBook, open_book
from bulletin_pdf.geometry import A4, POINTS_PER_MM, Rect, mm
from bulletin_pdf.inks import BLACK
from bulletin_pdf.pages import Box, Document, Mark, Page, Rule, TextRun
from bulletin_pdf.pdf.profile import SCREEN
from bulletin_pdf.pdf.write.pdf_file import render

LINES = ("各级新时代文明实践中心", "组织志愿者开展宣讲", "群众满意度不断提高", "形成长效工作机制")


@pytest.fixture(scope="module")
def book() -> FontBook:
    return open_book()


def made(book: FontBook, *pages: list[Mark]) -> bytes:
    return render(Document(tuple(Page(A4, tuple(marks)) for marks in pages), (), (), "t"), SCREEN, book)


def rows(
    book: FontBook, texts: tuple[str, ...], x: float = 80, y: float = 100, size: float = 16
) -> list[Mark]:
    face = book.face("fangsong").id
    return [TextRun(x, y + 29 * place, text, face, size, BLACK) for place, text in enumerate(texts)]


@pytest.fixture(scope="module")
def issue() -> bytes:
    return bp.Issue.parse(TEXT).pdf("print").data


def test_editions_of_an_issue_are_alike(issue: bytes) -> None:
    compared = bp.compare(issue, bp.Issue.parse(TEXT).pdf("archive").data)
    assert compared.alike
    assert len(compared.found.rows) > 5 and compared.found.shapes


@settings(max_examples=25)
@given(st.floats(-20, 20), st.floats(-20, 20), st.floats(-3, 3))
def test_every_offset_is_measured(book: FontBook, across: float, down: float, larger: float) -> None:
    rule, box = Rule(80, 300, 400, 300, 1, BLACK), Box(Rect(100, 400, 60, 40), BLACK)
    moved = rule._replace(x=80 + across, x2=400 + across, y=300 + down, y2=300 + down)
    compared = bp.compare(
        made(book, [*rows(book, LINES), rule, box]),
        made(book, [*rows(book, LINES, 80 + across, 100 + down, 16 + larger), moved, box]),
    )
    found = compared.found
    assert not found.breaks and not found.changes and len(found.rows) == len(LINES)
    for pair, text in zip(found.rows, LINES, strict=True):
        left, right, baseline, size = pair.offset
        assert (left, baseline, size) == pytest.approx((across, down, larger), abs=0.02)
        assert right == pytest.approx(across + larger * len(text), abs=0.02)
    assert sorted(pair.offset for pair in found.shapes) == pytest.approx(
        sorted((0.0, max(abs(across), abs(down)))), abs=0.02
    )
    assert compared.alike == (
        max(map(abs, (across, down, *(max(map(abs, p.offset)) for p in found.rows)))) <= mm(0.1)
    )


def test_a_line_that_breaks_elsewhere_is_no_change_of_text(book: FontBook) -> None:
    other = ("各级新时代文明实践中", "心组织志愿者开展宣讲", *LINES[2:])
    found = bp.compare(made(book, rows(book, LINES)), made(book, rows(book, other))).found
    assert not found.changes
    (broken,) = found.breaks
    assert tuple(row.text for row in broken.old) == LINES[:2]
    assert tuple(row.text for row in broken.new) == other[:2]


def test_a_line_that_goes_to_the_next_page_passes_the_page_number(book: FontBook) -> None:
    def paged(first: tuple[str, ...], second: tuple[str, ...]) -> bytes:
        foot = [rows(book, (f"— {number} —",), 280, 760)[0] for number in (1, 2)]
        return made(book, [*rows(book, first), foot[0]], [*rows(book, second), foot[1]])

    found = bp.compare(
        paged(LINES[:2], LINES[2:]), paged((LINES[0], LINES[1][:-1]), (LINES[1][-1] + LINES[2], LINES[3]))
    ).found
    assert not found.changes and len(found.breaks) == 1
    moved = bp.compare(paged(LINES[:2], LINES[2:]), paged(LINES[:1], LINES[1:])).found
    assert not moved.changes and not moved.breaks
    assert [(pair.old.page, pair.new.page) for pair in moved.rows if pair.old.page != pair.new.page] == [
        (1, 2)
    ]


def test_a_change_of_text_is_told_with_what_stands_around_it(issue: bytes) -> None:
    other = bp.Issue.parse(TEXT.replace("多次调研", "五次调研")).pdf("print").data
    (change,) = bp.compare(issue, other).found.changes
    assert (change.was, change.now) == ("多", "五")
    assert change.before.endswith("领导") and change.after.startswith("次")
    assert change.old is not None and change.new is not None and change.old.page == change.new.page


@settings(max_examples=30)
@given(st.data())
def test_changes_give_the_new_text(book: FontBook, data: st.DataObject) -> None:
    texts = st.lists(st.text("一二三四五六七八九十甲乙丙丁", min_size=1, max_size=12), min_size=1, max_size=6)
    old, new = data.draw(texts), data.draw(texts)
    found = bp.compare(made(book, rows(book, tuple(old))), made(book, rows(book, tuple(new)))).found
    told = sum(len(change.was) - len(change.now) for change in found.changes)
    assert told == sum(map(len, old)) - sum(map(len, new))
    assert bool(found.changes) == ("".join(old) != "".join(new))


def test_columns_are_rows_of_their_own(book: FontBook) -> None:
    left, right = rows(book, LINES[:2], 60), rows(book, LINES[2:], 320)
    found = bp.compare(made(book, [*left, *right]), made(book, [*left, *rows(book, LINES[2:], 322)])).found
    assert len(found.rows) == 4
    assert sorted(round(pair.offset[0], 2) for pair in found.rows) == [0, 0, 2, 2]


def test_what_stands_in_one_file_alone(book: FontBook) -> None:
    rule, other = Rule(80, 300, 400, 300, 1, BLACK), Rule(80, 600, 400, 600, 1, BLACK)
    compared = bp.compare(made(book, [rule]), made(book, [other], []))
    assert not compared.alike
    assert [round(shape.top + 0.5) for shape in compared.found.gone] == [300]
    assert [round(shape.top + 0.5) for shape in compared.found.added] == [600]


def test_the_pages_laid_over_each_other_show_whose_ink_it_is(book: FontBook, tmp_path: Path) -> None:
    import pypdfium2

    def box(x: float) -> Box:
        return Box(Rect(x, 100, 100, 100), BLACK)

    compared = bp.compare(made(book, [box(100)]), made(book, [box(150)]))
    compared.write_pdf(tmp_path / "diff.pdf")
    with pypdfium2.PdfDocument(tmp_path / "diff.pdf") as drawn:
        assert len(drawn) == 3
        image = drawn[1].render(scale=1).to_pil().convert("RGB")
    left, top = mm(8), mm(14)
    scale = (mm(297) - top - mm(8)) / A4.height
    old, both, new, paper = (
        image.getpixel((round(left + x * min(1, scale)), round(top + 150 * min(1, scale))))
        for x in (120, 175, 230, 400)
    )
    assert old[0] < 60 < old[1] < old[2]
    assert new[0] > 200 > 60 > max(new[1:])
    assert max(both) < 60 and min(paper) > 250


def run(*arguments: str | Path) -> int:
    return main(["compare", *map(str, arguments), "--lang", "en"])


def test_the_command(issue: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new, diff = (tmp_path / name for name in ("old.pdf", "new.pdf", "diff.pdf"))
    old.write_bytes(issue)
    assert run(old, old, "-o", diff) == 0
    assert "0 changes" in capsys.readouterr().out
    first = diff.read_bytes()
    assert run(old, old, "-o", diff, "-q") == 0 and diff.read_bytes() == first
    new.write_bytes(bp.Issue.parse(TEXT.replace("多次调研", "五次调研")).pdf("print").data)
    assert run(old, new) == 1
    assert "[多 → 五]" in capsys.readouterr().out
    assert run(old, new, "--format", "json") == 1
    record = json.loads(capsys.readouterr().out)
    assert not record["alike"] and record["changes"][0]["was"] == "多"
    assert record["pages"]["old"] == [[210.0, 297.0]] * len(record["pages"]["old"])
    row = record["rows"][0]
    assert 0 < row["old"]["left"] < 210 and row["old"]["size"] > A4.width / POINTS_PER_MM / 50


def test_what_cannot_be_compared_is_told(
    issue: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, damaged = tmp_path / "old.pdf", tmp_path / "damaged.pdf"
    old.write_bytes(issue)
    damaged.write_bytes(b"%PDF-1.7\n" + issue[200:1200])
    assert run(old, tmp_path / "none.pdf") == 1
    assert "B701" in capsys.readouterr().err
    assert run(old, damaged, "-o", tmp_path / "diff.pdf") == 1
    assert "damaged.pdf" in capsys.readouterr().err
    assert not (tmp_path / "diff.pdf").exists()
    assert run(old, old, "-o", old) == 2 and old.read_bytes() == issue
    assert run(old, old, "--tolerance", "-1") == 2
    assert run("-", "-") == 2
    with pytest.raises(ValueError, match="tolerance"):
        bp.compare(issue, issue, tolerance=float("nan"))
