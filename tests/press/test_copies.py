"""份号: copies that differ in six digits."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest

from bulletin_pdf.press.copies import copies_in_range, read_recipients
from bulletin_pdf.press.options import Copy
from bulletin_pdf.problems import BulletinError, Problems
from support.narrowed import present

from .conftest import MODEL, Publish, rendered, same

TWELVE = copies_in_range("9-20")


def numbers(pdf: Path, pages: int = 8) -> list[str]:
    reader = pypdf.PdfReader(pdf)
    firsts = (reader.pages[place].extract_text() for place in range(0, len(reader.pages), pages))
    return [text.split()[-1] for text in firsts]


def test_only_the_number_differs(made: Publish) -> None:
    file = made(copies=TWELVE)
    reader = pypdf.PdfReader(file)
    assert len(reader.pages) == 12 * 8
    streams = [[stream.idnum for stream in reader.pages[place].raw_get("/Contents")] for place in (0, 8, 16)]
    assert len({shared for shared, _ in streams}) == 1
    assert len({own for _, own in streams}) == 3
    later = {reader.pages[place].raw_get("/Contents").idnum for place in (1, 9, 17)}
    assert len(later) == 1


def test_numbers_are_printed_in_order_with_six_digits(made: Publish, run: Callable[..., str]) -> None:
    file = made(copies=TWELVE)
    texts = [run("pdftotext", "-f", page, "-l", page, file, "-") for page in ("1", "9", "89")]
    assert [[word for word in text.split() if len(word) == 6 and word.isdigit()] for text in texts] == [
        ["000009"], ["000010"], ["000020"],
    ]  # fmt: skip


def test_three_hundred_copies_are_hardly_larger(made: Publish) -> None:
    one, many = (made(copies=copies_in_range(text)).stat().st_size for text in ("1", "1-300"))
    assert many < one + 300 * 400


def test_room_is_left_as_the_yaml_would_leave_it(made: Publish, tmp_path: Path) -> None:
    """`copy_numbers: true` gives the page on which a copy's number is then printed."""
    source = tmp_path / "issue.yaml"
    (tmp_path / "bulletin.yaml").write_text((MODEL.parent / "bulletin.yaml").read_text("utf-8"), "utf-8")
    source.write_text(MODEL.read_text("utf-8") + "copy_numbers: true\n", "utf-8")
    empty, numbered = rendered(made(source=source)), rendered(made(copies=TWELVE))
    from PIL import ImageChops

    box = ImageChops.difference(empty, numbered).getbbox()
    assert box is not None
    # The number alone: upper right, within the first line of the type area.
    left, top, right, bottom = (part * 25.4 / 60 for part in box)
    assert 150 < left < right < 186
    assert 37 < top < bottom < 48
    assert same(rendered(made(source=source), 2), rendered(made(copies=TWELVE), 2))


@pytest.mark.parametrize("text", ["", "0", "5-3", "1-99999999", "a", "1-", "-1", "1-300-2", "0-5"])
def test_what_is_no_range(text: str) -> None:
    assert copies_in_range(text) == ()


def test_a_list_of_recipients(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    text = "份号,单位\r\n1-2,省委办公厅\r\n\r\n000007,“州”文明办\r\n"
    wanted = (Copy("000001", "省委办公厅"), Copy("000002", "省委办公厅"), Copy("000007", "“州”文明办"))
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        path.write_bytes(text.encode(encoding))
        problems = Problems()
        assert read_recipients(str(path), problems) == wanted
        assert not len(problems)


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (b"name\nx\n", ["B609"]),
        (b"number,recipient\nseven,x\n", ["B610"]),
        (b"number,recipient\n,x\n0,y\n", ["B610", "B610"]),
        (b"number\n1-3\n2\n", ["B612"]),
        (b"\x80\xff\xff", ["B608"]),
    ],
)
def test_a_faulty_list_is_refused_with_its_lines(tmp_path: Path, data: bytes, codes: list[str]) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(data)
    problems = Problems()
    read_recipients(str(path), problems)
    assert [problem.code for problem in problems] == codes


def test_the_recipients_are_the_bookmarks(made: Publish) -> None:
    copies = (Copy("000001", "省委办公厅"), Copy("000002"))
    outline = pypdf.PdfReader(made(copies=copies)).outline
    items: list[Any] = outline
    assert [item["/Title"] for item in items] == ["000001 省委办公厅", "000002"]


def test_the_run_must_be_what_the_colophon_says(made: Publish, tmp_path: Path) -> None:
    source = tmp_path / "issue.yaml"
    (tmp_path / "bulletin.yaml").write_text((MODEL.parent / "bulletin.yaml").read_text("utf-8"), "utf-8")
    source.write_text(MODEL.read_text("utf-8") + "distribution: {report: [省委常委], copies: 300}\n", "utf-8")
    with pytest.raises(BulletinError) as caught:
        made(source=source, copies=TWELVE)
    assert [problem.code for problem in caught.value.problems.errors] == ["B607"]
    assert made(source=source, copies=copies_in_range("1-300")).exists()


def test_an_odd_number_of_pages_begins_each_copy_on_a_front(made: Publish, tmp_path: Path) -> None:
    #
    source = tmp_path / "short.yaml"
    source.write_text(
        "bulletin: 简报\nnumber: 1\ndate: 2022-06-16\npublisher: 办公室\n"
        "reports: [{title: 短, text: 一段文字。}]\n",
        "utf-8",
    )
    pages = len(pypdf.PdfReader(made(source=source)).pages)
    copied = len(pypdf.PdfReader(made(source=source, copies=TWELVE)).pages)
    assert copied == 12 * (pages + pages % 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("份号,单位\n", "B934 1"),
        ("", "B609 1"),
        ('份号,单位\n1,"甲\n' + "2,乙\n" * 40_000, "B935"),
    ],
)
def test_a_list_that_names_no_copy_is_told(tmp_path: Path, text: str, expected: str) -> None:
    file, problems = tmp_path / "list.csv", Problems()
    file.write_text(text, "utf-8")
    assert read_recipients(str(file), problems) == ()
    (problem,) = problems
    assert f"{problem.code} {present(problem.span).line}".startswith(expected)
