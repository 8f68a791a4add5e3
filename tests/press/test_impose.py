"""Sheets: every order folded back into a book, every page where it belongs."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Literal

import pypdf
import pytest
from PIL import Image, ImageChops
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NullObject,
    NumberObject,
    RectangleObject,
    TextStringObject,
)
from reportlab.pdfgen.canvas import Canvas

from bulletin_pdf.cli.main import main
from bulletin_pdf.fonts.font_book import open_book
from bulletin_pdf.geometry import mm
from bulletin_pdf.messages import Term
from bulletin_pdf.pages import ForeignPdfPage
from bulletin_pdf.pdf.write.pdf_file import render
from bulletin_pdf.press.impose import ImposedSheets, impose
from bulletin_pdf.press.printer_sheet import ImposeOptions
from bulletin_pdf.press.schemes import GRIDS, creep_of, cut_and_stack, nup, page_order, saddle, single
from bulletin_pdf.problems import Problems
from support.narrowed import of_kind, present, untyped

from .conftest import Publish, rendered, same

A4 = (mm(210), mm(297))
COUNTS = range(1, 65)


def foreign(count: int, size: tuple[float, float] = A4, change: Callable[..., object] | None = None) -> bytes:
    """A PDF of somebody else's: page k has k large in its upper half and a bar at its foot."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=1)
    for number in range(1, count + 1):
        canvas.setFont("Helvetica", 150)
        canvas.drawCentredString(size[0] / 2, size[1] * 0.6, str(number))
        canvas.rect(20, 20, 60, 15, fill=1)
        canvas.showPage()
    canvas.save()
    if change is None:
        return buffer.getvalue()
    writer = pypdf.PdfWriter(clone_from=buffer)
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def sheets(tmp_path: Path, data: bytes, wish: ImposeOptions) -> tuple[Path, ImposedSheets, Problems]:
    source, target, problems = tmp_path / "source.pdf", tmp_path / "sheets.pdf", Problems()
    source.write_bytes(data)
    book = open_book()
    imposed = impose(str(source), data, wish, book, problems)
    assert imposed is not None
    target.write_bytes(render(imposed.document, imposed.profile, book))
    return target, imposed, problems


@pytest.mark.parametrize("count", COUNTS)
def test_folded_sheets_read_in_order(count: int) -> None:
    """Nested sheets are leafed through: right half fronts and left half backs inwards, then outwards."""
    sides = saddle(count)
    fronts, backs = sides[::2], sides[1::2]
    inwards = [page for f, b in zip(fronts, backs, strict=True) for page in (f.places[1], b.places[0])]
    outwards = [page for f, b in zip(fronts, backs, strict=True) for page in (f.places[0], b.places[1])]
    read = inwards + outwards[::-1]
    assert tuple(read) == page_order(count, 4)


@pytest.mark.parametrize("count", COUNTS)
def test_every_page_stands_on_the_sheets_once_and_the_last_one_is_last(count: int) -> None:
    #
    for order in (page_order(count, 4), page_order(count, 2)):
        assert [page for page in order if page] == list(range(1, count + 1))
        assert order[-1] == count or count == 1
        assert None not in order[: count - 1]
    for sides in (saddle(count), single(count), cut_and_stack(count)):
        assert sorted(page for side in sides for page in side.places if page) == list(range(1, count + 1))


@pytest.mark.parametrize("count", COUNTS)
def test_cut_piles_read_in_order(count: int) -> None:
    sides = cut_and_stack(count)
    fronts, backs = sides[::2], sides[1::2]
    # Behind the left half of the front is the right half of the back.
    left = [page for f, b in zip(fronts, backs, strict=True) for page in (f.places[0], b.places[1])]
    right = [page for f, b in zip(fronts, backs, strict=True) for page in (f.places[1], b.places[0])]
    assert tuple(left + right) == page_order(count, 4)


@pytest.mark.parametrize("up", GRIDS)
@pytest.mark.parametrize("count", [1, 7, 16, 33])
def test_proofs_are_in_reading_order(count: int, up: int) -> None:
    flat = [page for side in nup(count, up) for page in side.places]
    assert [page for page in flat if page] == list(range(1, count + 1))
    assert len(flat) % up == 0


def test_the_table_of_the_scheme() -> None:
    assert [side.places for side in saddle(8)] == [(8, 1), (2, 7), (6, 3), (4, 5)]
    assert [side.places for side in saddle(4)] == [(4, 1), (2, 3)]
    assert [side.places for side in saddle(6)] == [(6, 1), (2, None), (None, 3), (4, 5)]


def test_a_single_page_is_the_front_of_its_sheet() -> None:
    assert [side.places for side in saddle(1)] == [(None, 1), (None, None)]
    assert [side.places for side in saddle(2)] == [(2, 1), (None, None)]
    assert [side.places for side in single(1)] == [(1,), (None,)]
    assert cut_and_stack(1)[0].places == (1, None)


def test_creep() -> None:
    #
    assert [creep_of(sheet, 3, 0.1) for sheet in (1, 2, 3)] == [0, 0, 0]
    assert [creep_of(sheet, 4, 0.1) for sheet in (1, 4)] == [0, pytest.approx(0.3)]


@pytest.mark.parametrize("count", [4, 8])
def test_pages_stand_where_they_belong(tmp_path: Path, made: Publish, count: int) -> None:
    data = foreign(count)
    file, imposed, problems = sheets(tmp_path, data, ImposeOptions("saddle"))
    assert not len(problems)
    source = tmp_path / "source.pdf"
    for place, side in enumerate(saddle(count), start=1):
        sheet = rendered(file, place, 127)  # 5 pixels a millimetre
        assert sheet.size in ((2100, 1485), (2100, 1486))
        for half, number in enumerate(side.places):
            page = rendered(source, number or 0, 127)
            part = sheet.crop((1050 * half, 0, 1050 * half + 1050, 1485))
            changed = ImageChops.difference(page, part).convert("L").histogram()
            assert sum(changed[64:]) < 2500, (place, half)  # edges of glyphs; another page differs by 20,000


def test_our_own_file_stays_what_it_is(tmp_path: Path, made: Publish) -> None:
    """The output intent, the plates and the text come along; a sheet's trim is the sheet (R-73)."""
    data = made(red="spot").read_bytes()
    file, imposed, _ = sheets(tmp_path, data, ImposeOptions("saddle"))
    reader = pypdf.PdfReader(file)
    root = untyped(reader.trailer["/Root"])
    assert root["/OutputIntents"][0]["/OutputConditionIdentifier"] == "FOGRA47"
    assert b"PDF/X-4" in root["/Metadata"].get_data()
    assert file.stat().st_size < 1.1 * len(data)
    assert float(reader.pages[0].trimbox.width) == pytest.approx(mm(420), abs=0.01)
    assert reader.pages[0].trimbox == reader.pages[0].mediabox
    from .conftest import plates

    found = plates(file, tmp_path)
    assert {plate for plate, pixels in found.items() if pixels} == {"Black", "BulletinRed"}
    assert "湘西州紧盯" in "".join(reader.pages[0].extract_text().split())


def test_the_same_sheets_from_the_same_file(tmp_path: Path) -> None:
    data = foreign(5)
    first = sheets(tmp_path, data, ImposeOptions("saddle"))[0].read_bytes()
    assert sheets(tmp_path, data, ImposeOptions("saddle"))[0].read_bytes() == first


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_stand_upright(tmp_path: Path, turn: int) -> None:
    """A landscape page that its file turns is placed as readers show it."""

    def turned(writer: pypdf.PdfWriter) -> None:
        for page in writer.pages:
            page.rotate(turn)

    size = A4 if turn == 180 else (A4[1], A4[0])
    file, *_ = sheets(tmp_path, foreign(2, size, turned), ImposeOptions("perfect", "A4"))
    page, sheet = rendered(tmp_path / "source.pdf", 1, 127), rendered(file, 1, 127)
    assert sheet.size == page.size
    assert sum(ImageChops.difference(page, sheet).convert("L").histogram()[64:]) < 500


@pytest.mark.parametrize(
    ("turn", "shown"), [(45, 0), (359, 0), (-45, 0), (-90, 270), (450, 90), (-270, 90), (360, 0), (1, 0)]
)
def test_only_quarters_turn_a_page(tmp_path: Path, turn: int, shown: int) -> None:
    def turned(by: int) -> Callable[[pypdf.PdfWriter], None]:
        return lambda writer: writer.pages[0].update({NameObject("/Rotate"): NumberObject(by)})

    size = A4 if shown % 180 == 0 else (A4[1], A4[0])
    file, *_ = sheets(tmp_path, foreign(1, size, turned(turn)), ImposeOptions("perfect", "A4"))
    (tmp_path / "plain").mkdir()
    plain, *_ = sheets(tmp_path / "plain", foreign(1, size, turned(shown)), ImposeOptions("perfect", "A4"))
    assert same(rendered(file, 1), rendered(plain, 1))


def test_a_larger_unit_and_a_crop(tmp_path: Path, run: Callable[..., str]) -> None:
    """A4 in units of 2 pt, cut out of a larger media by its crop box."""

    def cropped(writer: pypdf.PdfWriter) -> None:
        page = writer.pages[0]
        page[NameObject("/UserUnit")] = NumberObject(2)
        page.mediabox = RectangleObject((-30, -30, A4[0] / 2 + 20, A4[1] / 2 + 20))
        page[NameObject("/CropBox")] = RectangleObject((0, 0, A4[0] / 2, A4[1] / 2))

    file, _, problems = sheets(
        tmp_path, foreign(1, (A4[0] / 2, A4[1] / 2), cropped), ImposeOptions("perfect", "A4")
    )
    assert not len(problems)
    pictures = []
    for number, drawn in enumerate((file, tmp_path / "source.pdf")):
        run("mutool", "draw", "-q", "-r", "72", "-o", tmp_path / f"{number}.png", drawn, "1")
        pictures.append(Image.open(tmp_path / f"{number}.png").convert("L"))
    assert same(*pictures)


# Notes and fields


PLACE = (200.0, 300.0, 260.0, 340.0)
"""Of the note on page 1, where the page itself is white."""


def noted(flags: int, kind: str = "Stamp", how: str = "plain") -> bytes:
    """Two pages; the first has a note that shows a black area, as a stamp or a filled-in field."""

    def change(writer: pypdf.PdfWriter) -> None:
        form = DecodedStreamObject()
        form.set_data(b"0 0 30 10 re f")
        form.update({
            NameObject("/BBox"): RectangleObject((0, 0, 30, 10)),
            NameObject("/Subtype"): NameObject("/Form"),
        })  # fmt: skip
        if how == "turned":
            form[NameObject("/Matrix")] = ArrayObject(map(NumberObject, (0, 1, -1, 0, 0, 0)))
        shows = writer._add_object(form)
        states = DictionaryObject({NameObject("/On"): shows, NameObject("/Off"): NullObject()})
        note = DictionaryObject({
            NameObject("/Subtype"): NameObject(f"/{kind}"),
            NameObject("/Rect"): RectangleObject(PLACE),
            NameObject("/F"): NumberObject(flags),
        })  # fmt: skip
        if kind == "Widget":
            note[NameObject("/FT")] = NameObject("/Tx")
            note[NameObject("/V")] = TextStringObject("filled")
        if how != "silent":
            note[NameObject("/AP")] = DictionaryObject(
                {NameObject("/N"): states if how.startswith("state") else shows}
            )
        if how.startswith("state"):
            note[NameObject("/AS")] = NameObject("/On" if how == "state on" else "/Off")
        writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])
        # A page may leave its graphics state as it likes; the note does not stand in it.
        stream = DecodedStreamObject()
        stream.set_data(present(writer.pages[0].get_contents()).get_data() + b" q 3 0 0 3 50 50 cm 1 0 0 rg")
        writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)

    return foreign(2, change=change)


def dark_at_the_note(file: Path) -> bool:
    image = rendered(file, 1, 72)
    return bool(untyped(image.getpixel((round((PLACE[0] + PLACE[2]) / 2), round(A4[1] - 320))))[0] < 100)


@pytest.mark.parametrize("kind", ["Stamp", "FreeText", "Widget"])
@pytest.mark.parametrize(
    ("flags", "printed"),
    [(4, True), (0, False), (4 | 2, False), (4 | 32, True), (32, False), (4 | 1, True), (4 | 128, True)],
)
def test_notes_print_as_viewers_print_them(tmp_path: Path, kind: str, flags: int, printed: bool) -> None:
    """12.5.3: those with the flag Print that are not hidden; NoView is for screens."""
    file, _, problems = sheets(tmp_path, noted(flags, kind), ImposeOptions("perfect", "A4"))
    assert dark_at_the_note(file) == printed
    seen_only = not flags & (4 | 2 | 32)
    assert [problem.code for problem in problems] == (["B627"] if seen_only else [])


@pytest.mark.parametrize("how", ["plain", "turned", "state on", "state off"])
def test_notes_stand_where_ghostscript_prints_them(tmp_path: Path, how: str, run: Callable[..., str]) -> None:
    file, *_ = sheets(tmp_path, noted(4, "Stamp", how), ImposeOptions("perfect", "A4"))
    printed = tmp_path / "printed.pdf"
    run("gs", "-q", "-sDEVICE=pdfwrite", "-dPrinted", "-dPreserveAnnots=false", "-o", printed,
        tmp_path / "source.pdf")  # fmt: skip
    assert dark_at_the_note(file) == (how != "state off")
    changed = ImageChops.difference(rendered(file, 1, 72), rendered(printed, 1, 72)).convert("L").histogram()
    assert sum(changed[128:]) < 60


def test_a_note_that_does_not_say_how_it_looks_is_named(tmp_path: Path) -> None:
    for kind in ("FreeText", "Widget"):
        *_, problems = sheets(tmp_path, noted(4, kind, "silent"), ImposeOptions("perfect", "A4"))
        assert [(p.code, dict(p.details)["pages"]) for p in problems] == [("B628", ("1",))]


def test_a_note_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    data, problems = noted(4), Problems()
    shows = data.index(b"0 0 30 10 re f")
    data = data[:shows] + data[shows:].replace(b"endstream", b"endstrXam", 1)
    assert impose("x.pdf", data, ImposeOptions("saddle"), open_book(), problems) is None
    assert [problem.code for problem in problems] == ["B620"]


def test_sheets_with_notes_are_sound(tmp_path: Path, run: Callable[..., str]) -> None:
    file, *_ = sheets(tmp_path, noted(4), ImposeOptions("saddle"))
    run("qpdf", "--check", file)
    assert run("pdftotext", file, "-").split() == ["2", "1"]


# Sizes


@pytest.mark.parametrize(("scheme", "sheet"), [("saddle", "A3"), ("perfect", "A3"), ("perfect", "A4")])
def test_pages_too_large_are_reduced_when_asked(
    tmp_path: Path, scheme: Literal["saddle", "perfect"], sheet: str
) -> None:
    data = foreign(4, (A4[0] * 1.25, A4[1] * 1.25))
    file, imposed, problems = sheets(tmp_path, data, ImposeOptions(scheme, sheet, fit=True))
    assert [(p.code, dict(p.details)["percent"]) for p in problems] == [("B629", 80)]
    placed = of_kind(ForeignPdfPage, imposed.document.pages[0].marks[-1]).rect
    assert (placed.width, placed.height) == pytest.approx(A4, abs=0.01)
    (tmp_path / "plain").mkdir()
    plain, *_ = sheets(tmp_path / "plain", foreign(4), ImposeOptions(scheme, sheet))
    reader, other = pypdf.PdfReader(file), pypdf.PdfReader(plain)
    assert [page.extract_text() for page in reader.pages] == [page.extract_text() for page in other.pages]


def test_pages_that_fit_are_not_reduced(tmp_path: Path) -> None:
    data = foreign(4)
    file, _, problems = sheets(tmp_path, data, ImposeOptions("saddle", fit=True))
    assert not len(problems)
    (tmp_path / "plain").mkdir()
    plain, *_ = sheets(tmp_path / "plain", data, ImposeOptions("saddle"))
    assert file.read_bytes().count(b"stream") == plain.read_bytes().count(b"stream")
    assert same(rendered(file, 1), rendered(plain, 1))


def test_one_large_page_among_others_is_not_cut(tmp_path: Path) -> None:
    def widened(writer: pypdf.PdfWriter) -> None:
        writer.pages[2].mediabox = RectangleObject((0, 0, A4[0] * 1.5, A4[1] * 1.5))

    data, problems = foreign(4, change=widened), Problems()
    assert impose("x.pdf", data, ImposeOptions("saddle"), open_book(), problems) is None
    assert [problem.code for problem in problems] == ["B624", "B625"]
    _, imposed, found = sheets(tmp_path, data, ImposeOptions("saddle", fit=True))
    assert [problem.code for problem in found] == ["B629"]
    widths = [
        of_kind(ForeignPdfPage, mark).rect.width for page in imposed.document.pages for mark in page.marks
    ]
    assert widths == pytest.approx([A4[0]] * 4, abs=0.01)


def test_a_file_that_asks_for_no_password_is_opened(tmp_path: Path) -> None:
    data = foreign(2, change=lambda writer: writer.encrypt("", "owner", algorithm="AES-256"))
    file, _, problems = sheets(tmp_path, data, ImposeOptions("saddle"))
    assert not len(problems)
    (tmp_path / "plain").mkdir()
    plain, *_ = sheets(tmp_path / "plain", foreign(2), ImposeOptions("saddle"))
    assert same(rendered(file, 1), rendered(plain, 1))


def test_boxes_away_from_the_origin(tmp_path: Path) -> None:
    """A4 is trimmed out of a larger media whose corner is not (0, 0)."""

    def trimmed(writer: pypdf.PdfWriter) -> None:
        for page in writer.pages:
            left, foot, right, top = -50.0, -40.0, A4[0] + 60, A4[1] + 30
            page.mediabox = pypdf.generic.RectangleObject((left, foot, right, top))
            page.trimbox = pypdf.generic.RectangleObject((0, 0, *A4))

    file, *_ = sheets(tmp_path, foreign(4, A4, trimmed), ImposeOptions("saddle"))
    plain = tmp_path / "plain.pdf"
    plain.write_bytes(foreign(4))
    part = rendered(file, 1, 127).crop((1050, 0, 2100, 1485))
    changed = ImageChops.difference(rendered(plain, 1, 127), part).convert("L").histogram()
    assert sum(changed[64:]) < 500


def test_marks_stand_outside_the_pages(tmp_path: Path) -> None:
    # the room they need is added, and only the outer sheet has staples.
    file, *_ = sheets(tmp_path, foreign(8), ImposeOptions("saddle", marks=True))
    page = pypdf.PdfReader(file).pages[0]
    assert float(page.mediabox.width) == pytest.approx(mm(446), abs=0.01)
    assert float(page.trimbox.left) == pytest.approx(mm(13), abs=0.01)
    outer, inner = rendered(file, 1, 127), rendered(file, 3, 127)
    fold, staple = round(5 * 223), round(5 * (13 + 70))
    dark = [
        any(untyped(sheet.getpixel((fold + dx, staple)))[0] < 128 for dx in (-1, 0, 1))
        for sheet in (outer, inner)
    ]
    assert dark == [True, False]


def test_thick_books_stand_away_from_the_spine(tmp_path: Path) -> None:
    #
    thin, thick = (
        sheets(tmp_path, foreign(n), ImposeOptions("perfect", "A4"))[1].document for n in (100, 102)
    )
    left = [
        [of_kind(ForeignPdfPage, page.marks[0]).rect.x for page in book.pages[:2]] for book in (thin, thick)
    ]
    assert left[0] == pytest.approx([0, 0], abs=1e-3)
    assert left[1] == [pytest.approx(mm(3)), pytest.approx(-mm(3))]


@pytest.mark.parametrize(
    ("data", "wish", "code"),
    [
        (foreign(49), ImposeOptions("saddle"), "B622"),
        (foreign(65), ImposeOptions("saddle"), "B623"),
        (foreign(4, (mm(250), mm(350))), ImposeOptions("saddle", "A2"), ""),
    ],
)
def test_limits(tmp_path: Path, data: bytes, wish: ImposeOptions, code: str) -> None:
    #
    _, _, problems = sheets(tmp_path, data, wish)
    assert [problem.code for problem in problems] == ([code] if code else [])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not a PDF"),
        (b"%PDF-1.4\n", "incomplete"),
        (foreign(2)[:-300] + b"%%EOF", "damaged"),
        (foreign(1, change=lambda writer: writer.encrypt("secret")), "encrypted"),
    ],
)
def test_what_cannot_be_read(data: bytes, reason: str) -> None:
    problems = Problems()
    imposed = impose("x.pdf", data, ImposeOptions("saddle"), open_book(), problems)
    if reason == "damaged" and imposed is not None:
        return  # pypdf mended it
    assert [(problem.code, dict(problem.details)["reason"]) for problem in problems] == [
        ("B620", Term(f"pdf {reason}"))
    ]


def test_pages_larger_than_the_sheet(tmp_path: Path) -> None:
    problems = Problems()
    assert impose("x.pdf", foreign(4, (600, 900)), ImposeOptions("saddle"), open_book(), problems) is None
    assert [problem.code for problem in problems] == ["B625"]


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "a.pdf"
    source.write_bytes(foreign(6))
    for scheme in ("saddle", "perfect", "nup"):
        assert main(["impose", str(source), "--scheme", scheme, "-o", str(tmp_path / "out")]) == 0
        assert (tmp_path / "out" / f"a.{scheme}.pdf").exists()
    assert main(["impose", str(source), "--scheme", "saddle", "-o", str(source)]) == 2
    assert main(["impose", str(source), "--scheme", "saddle", "--creep", "7"]) == 2
    assert main(["impose", str(source), "--scheme", "folded"]) == 2
    assert main(["impose", str(tmp_path / "none.pdf"), "--scheme", "saddle"]) == 1
    (tmp_path / "bad.pdf").write_bytes(b"no")
    assert main(["impose", str(tmp_path / "bad.pdf"), "--scheme", "saddle"]) == 1


def test_one_sheet_is_not_another(tmp_path: Path) -> None:
    """The comparison above can tell pages apart."""
    source = tmp_path / "s.pdf"
    source.write_bytes(foreign(2))
    assert not same(rendered(source, 1), rendered(source, 2))
