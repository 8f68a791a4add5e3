"""Figures, by their values and measured from finished PDFs (T-82, P-17, docs/rules/press.md §6)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bulletin_pdf.fonts.font_book import FontBook, open_book
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.layout.block import FigureBlock, TextBlock
from bulletin_pdf.layout.figures import SetFigure, set_figure
from bulletin_pdf.layout.style import BlockStyle, TextStyle
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.pages import Picture, TextRun
from bulletin_pdf.pictures.facts import PictureFacts, read_picture_facts
from bulletin_pdf.pictures.picture_error import PictureError
from bulletin_pdf.problems import BulletinError, Problems
from bulletin_pdf.typeset.paragraph import Rules
from bulletin_pdf.typeset_issue import typeset
from support.drawn import DrawnPicture, pictures_of
from support.issues import PARAGRAPH, publish_issue, write_issue
from support.measured import glyphs_of, lines_of, text_by_readers
from support.narrowed import of_kind
from support.plain_design import DESIGN, GRID

MM = 72 / 25.4
LEFT, TOP, WIDTH = 28 * MM, 37 * MM, 156 * MM
PITCH = GRID.pitch
LAND, PORT, SQUARE, PANORAMA = (2400, 1800), (1500, 2000), (1600, 1600), (3600, 1000)


@pytest.fixture(scope="session")
def book() -> FontBook:
    return open_book()


@pytest.fixture
def typesetter(book: FontBook) -> Typesetter:
    return Typesetter(book, Rules(), Problems())


def facts(size: tuple[int, int], name: str = "a.jpg") -> PictureFacts:
    return PictureFacts(name, name, *size, "rgb")


def words(text: str, size: float = 12.0) -> TextBlock:
    return TextBlock(text, BlockStyle(TextStyle("kai", size), align="center"), None)


def figure(typesetter: Typesetter, *sizes: tuple[int, int], caption: str = "", credit: str = "") -> SetFigure:
    block = FigureBlock(
        tuple(facts(size, f"{n}.jpg") for n, size in enumerate(sizes)),
        None,
        words(caption) if caption else None,
        words(credit, 10.5) if credit else None,
    )
    (row,) = set_figure(block, GRID, typesetter)
    assert isinstance(row.elastic, SetFigure)
    return row.elastic


def save(path: Path, size: tuple[int, int], mode: str = "RGB", **how: Any) -> Path:
    path.parent.mkdir(exist_ok=True)
    huge = size[0] * size[1] > 50_000_000
    image = Image.new(mode, size) if huge else Image.new("RGB", size, (90, 140, 200)).convert(mode)
    image.save(path, **how)
    return path


# What a file is ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "mode", "colours"),
    [
        ("a.jpg", "L", "gray"),
        ("a.jpg", "RGB", "rgb"),
        ("a.jpg", "CMYK", "cmyk"),
        ("a.png", "1", "line"),
        ("a.png", "P", "rgb"),
        ("a.png", "L", "gray"),
    ],
)
def test_colours_of_a_file(tmp_path: Path, name: str, mode: str, colours: str) -> None:
    found = read_picture_facts(str(save(tmp_path / name, (64, 48), mode)))
    assert (found.width, found.height, found.colours, found.alpha) == (64, 48, colours, False)


def test_a_transparent_file(tmp_path: Path) -> None:
    assert read_picture_facts(str(save(tmp_path / "a.png", (64, 48), "RGBA"))).alpha


@pytest.mark.parametrize("orientation", range(1, 9))
def test_size_is_given_upright(tmp_path: Path, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    found = read_picture_facts(str(save(tmp_path / "a.jpg", (64, 48), exif=exif)))
    assert (found.width, found.height) == ((64, 48) if orientation < 5 else (48, 64))


def cut_short(path: Path) -> Path:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    return path


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (lambda d: d / "absent.jpg", "unreadable"),
        (lambda d: d, "unreadable"),
        (lambda d: cut_short(save(d / "a.jpg", (640, 480))), "damaged"),
        (lambda d: cut_short(save(d / "a.png", (640, 480))), "damaged"),
        (lambda d: save(d / "a.png", (1, 1)), "too small"),
        (lambda d: save(d / "a.png", (12_000, 9_000), "1"), "too large"),
        (lambda d: save(d / "a.png", (14_000, 14_000), "1"), "too large"),
    ],
)
def test_files_that_cannot_be_printed(tmp_path: Path, make: Callable[[Path], Path], fault: str) -> None:
    with pytest.raises(PictureError) as caught:
        read_picture_facts(str(make(tmp_path)))
    assert caught.value.fault == fault


def test_a_text_is_no_picture(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_text("图")
    with pytest.raises(PictureError):
        read_picture_facts(str(tmp_path / "a.jpg"))


# Sizes -----------------------------------------------------------------------------------


def test_a_landscape_picture_fills_the_measure(typesetter: Typesetter) -> None:
    (band,) = figure(typesetter, LAND).bands
    assert band.width == pytest.approx(GRID.width)


@pytest.mark.parametrize("size", [PORT, (1000, 4000)])
def test_a_portrait_takes_60_percent_of_the_height(typesetter: Typesetter, size: tuple[int, int]) -> None:
    (band,) = figure(typesetter, size).bands
    assert band.height == pytest.approx(0.6 * GRID.height)


def test_a_square_leaves_half_the_page(typesetter: Typesetter) -> None:
    assert figure(typesetter, SQUARE, caption="图").lines <= 13


def test_a_pair_stands_in_one_height_over_the_measure(typesetter: Typesetter) -> None:
    (band,) = figure(typesetter, LAND, PORT).bands
    assert len(band.pictures) == 2
    assert band.width == pytest.approx(GRID.width)


def test_the_odd_one_is_as_high_as_its_pair(typesetter: Typesetter) -> None:
    pair, odd = figure(typesetter, LAND, LAND, LAND).bands
    assert (len(pair.pictures), len(odd.pictures)) == (2, 1)
    assert odd.height == pytest.approx(pair.height)


def test_panoramas_stand_alone(typesetter: Typesetter) -> None:
    bands = figure(typesetter, PANORAMA, LAND, PANORAMA).bands
    assert [len(band.pictures) for band in bands] == [1, 1, 1]


def test_no_picture_is_stretched_beyond_150_ppi(typesetter: Typesetter) -> None:
    (band,) = figure(typesetter, (700, 525)).bands
    assert 700 * 72 / band.width == pytest.approx(150)
    assert [problem.code for problem in typesetter.problems] == ["B505"]


def test_a_very_coarse_picture_keeps_half_the_measure(typesetter: Typesetter) -> None:
    (band,) = figure(typesetter, (200, 150)).bands
    assert band.width == pytest.approx(GRID.width / 2)


def test_a_fine_picture_is_not_noted(typesetter: Typesetter) -> None:
    figure(typesetter, LAND)
    assert not list(typesetter.problems)


# Rows --------------------------------------------------------------------------------------


def test_picture_caption_and_credit_are_one_row(typesetter: Typesetter) -> None:
    row = figure(typesetter, LAND, caption="图为现场", credit="某某 摄").row()
    (picture,) = (mark for mark in row.marks if isinstance(mark, Picture))
    text = [of_kind(TextRun, mark) for mark in row.marks if not isinstance(mark, Picture)]
    assert all(mark.y > picture.rect.bottom for mark in text)
    assert all(0 < mark.y < row.lines * PITCH for mark in text)


def test_white_is_shared_above_and_below(typesetter: Typesetter) -> None:
    row = figure(typesetter, LAND).row()
    (picture,) = row.marks
    assert isinstance(picture, Picture)
    assert picture.rect.y == pytest.approx(row.lines * PITCH - picture.rect.bottom)
    assert picture.rect.y >= 0.2 * PITCH - 1e-6


def test_a_figure_shrinks_to_end_a_page_but_not_far(typesetter: Typesetter) -> None:
    whole = figure(typesetter, LAND, caption="图为现场")
    given = whole.within(whole.lines - 2)
    assert given is not None
    assert given[0].lines == whole.lines - 2
    assert whole.within(whole.lines // 2) is None


def test_a_tall_group_is_parted_between_its_bands(typesetter: Typesetter) -> None:
    group = figure(typesetter, *([LAND, PORT] * 5), caption="图为现场")
    given = group.within(GRID.lines)
    assert given is not None
    first, rest = given
    assert first.lines <= GRID.lines
    assert all(isinstance(mark, Picture) for mark in first.marks)
    assert any(not isinstance(mark, Picture) for mark in rest.marks)
    paths = [mark.path for row in given for mark in row.marks if isinstance(mark, Picture)]
    assert paths == [f"{n}.jpg" for n in range(10)]


# Finished pages -------------------------------------------------------------------------------


def drawn(directory: Path, *body: Any) -> tuple[Path, list[DrawnPicture]]:
    pdf, _ = publish_issue(directory, *body)
    return pdf, pictures_of(pdf)


def test_a_landscape_figure_on_its_page(tmp_path: Path) -> None:
    save(tmp_path / "a.jpg", LAND)
    block = {"figure": "a.jpg", "caption": "图为志愿者在行动", "credit": "李某 摄"}
    pdf, (picture,) = drawn(tmp_path, block, PARAGRAPH)
    left = LEFT if picture.page % 2 else 26 * MM
    assert (picture.x, picture.width) == pytest.approx((left, WIDTH), abs=0.05)
    lines = lines_of(glyphs_of(pdf))
    (caption,) = [line for line in lines if "志愿者在行动" in line.text]
    assert caption.page == picture.page
    assert caption.text.endswith("李某摄")
    assert 0 < caption.y - (picture.y + picture.height) < 24
    middle = (caption.glyphs[0].x + caption.glyphs[-1].right) / 2
    assert middle == pytest.approx(left + WIDTH / 2, abs=0.5)


def test_text_after_a_figure_is_back_on_the_grid_p17(tmp_path: Path) -> None:
    save(tmp_path / "a.jpg", PANORAMA)
    pdf, _ = drawn(tmp_path, PARAGRAPH, {"figure": "a.jpg", "caption": "图为全景"}, PARAGRAPH)
    body = [line for line in lines_of(glyphs_of(pdf)) if "Fangsong" in line.glyphs[0].font and line.y > 300]
    assert len(body) >= 5
    for line in body[2:]:
        steps = (line.y - TOP - PITCH / 2 - 0.38 * WIDTH / 28) / PITCH
        assert abs(steps - round(steps)) * PITCH < 0.2, line.text


def test_a_turned_photograph_stands_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    save(tmp_path / "a.jpg", LAND, exif=exif)
    _, (picture,) = drawn(tmp_path, {"figure": "a.jpg"})
    assert picture.pixels == LAND
    assert picture.height / picture.width == pytest.approx(4 / 3, rel=1e-3)


@pytest.mark.parametrize(
    ("name", "mode"), [("a.jpg", "L"), ("a.jpg", "CMYK"), ("a.png", "RGBA"), ("a.png", "1")]
)
def test_every_kind_of_picture_is_set(tmp_path: Path, name: str, mode: str) -> None:
    save(tmp_path / name, LAND, mode)
    _, (picture,) = drawn(tmp_path, {"figure": name, "caption": "图"})
    assert picture.pixels == LAND


def test_a_group_in_the_order_given(tmp_path: Path) -> None:
    for name, size in (("a.jpg", LAND), ("b.jpg", PORT), ("c.jpg", PANORAMA)):
        save(tmp_path / name, size)
    _, found = drawn(tmp_path, {"figure": ["a.jpg", "b.jpg", "c.jpg"], "caption": "图"})
    assert [picture.pixels for picture in found] == [LAND, PORT, PANORAMA]
    first, second, third = found
    assert first.height == pytest.approx(second.height, abs=0.01)
    assert first.y == pytest.approx(second.y, abs=0.01)
    assert second.x > first.x + first.width
    assert third.y > first.y + first.height


def test_a_long_caption_takes_even_lines_and_no_end_mark(tmp_path: Path) -> None:
    save(tmp_path / "a.jpg", LAND)
    text = "图为十八洞村的志愿者在村部门前的小广场上为老年人讲解智能手机的使用方法，帮助他们跨越数字鸿沟"
    pdf, (picture,) = drawn(tmp_path, {"figure": "a.jpg", "caption": text})
    lines = [
        line
        for line in lines_of(glyphs_of(pdf))
        if line.page == picture.page and 0 < line.y - picture.y - picture.height < 50
    ]
    assert "".join(line.text for line in lines) == text
    widths = [line.glyphs[-1].right - line.glyphs[0].x for line in lines]
    assert len(widths) == 2
    assert min(widths) > 0.8 * max(widths)


def test_a_figure_keeps_its_place_in_the_text(tmp_path: Path) -> None:
    """What a reader extracts stands in the order of the source (docs/certificate.md)."""
    save(tmp_path / "a.jpg", PORT)
    body = [PARAGRAPH] * 2 + [{"figure": "a.jpg", "caption": "图为现场"}] + ["后文如此。"] + [PARAGRAPH] * 4
    pdf, (picture,) = drawn(tmp_path, *body)
    assert picture.page == 2
    assert picture.y < TOP + 2 * PITCH
    for text in text_by_readers(pdf).values():
        assert text.count("图为现场") == 1
        assert text.index("图为现场") < text.index("后文如此")


def test_files_at_fault_are_named_with_their_place(tmp_path: Path) -> None:
    cut_short(save(tmp_path / "photos/a.jpg", LAND))
    save(tmp_path / "b.png", (1, 1))
    save(tmp_path / "c.png", (12_000, 9_000), "1")
    body = [{"figure": name} for name in ("photos/a.jpg", "b.png", "c.png")]
    with pytest.raises(BulletinError) as caught:
        publish_issue(tmp_path, *body)
    found = [(p.code, dict(p.details)["file"]) for p in caught.value.problems]
    assert found == [("B706", "photos/a.jpg"), ("B507", "b.png"), ("B506", "c.png")]
    assert all(problem.span is not None for problem in caught.value.problems)


def test_a_figure_in_the_tree(tmp_path: Path, book: FontBook) -> None:
    save(tmp_path / "a.jpg", LAND)
    source = write_issue(tmp_path, {"figure": "a.jpg", "caption": "图为现场", "alt": "许多人"})
    document = typeset(read_issue(source).issue, DESIGN, book, Problems())
    (place,) = [n for n, tag in enumerate(document.tags) if tag.role == "Figure"]
    assert document.tags[place].alt == "许多人"
    assert [tag.role for tag in document.tags if tag.parent == place] == ["Caption"]
    (picture,) = [mark for page in document.pages for mark in page.marks if isinstance(mark, Picture)]
    assert picture.tag == place


def test_a_credit_of_its_own_stands_under_the_pictures_right_edge(tmp_path: Path) -> None:
    save(tmp_path / "a.jpg", PORT)
    text = "图为十八洞村的志愿者在村部门前的小广场上为老年人讲解智能手机的使用方法"
    block = {"figure": "a.jpg", "caption": text, "credit": "李某 摄"}
    pdf, (picture,) = drawn(tmp_path, block, PARAGRAPH)
    lines = [line for line in lines_of(glyphs_of(pdf)) if line.page == picture.page]
    (credit,) = [line for line in lines if line.text == "李某摄"]
    caption = [line for line in lines if picture.y + picture.height < line.y < credit.y]
    assert "".join(line.text for line in caption) == text
    right = max(picture.x + picture.width, *(line.glyphs[-1].right for line in caption))
    assert credit.glyphs[-1].right == pytest.approx(right, abs=0.5)
