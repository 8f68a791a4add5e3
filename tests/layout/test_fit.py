"""Last pages of one or two lines are avoided, within the limits of the rules (T-64)."""

from itertools import pairwise

import pytest

from bulletin_pdf.fonts.font_book import open_book
from bulletin_pdf.layout.block import Block, FigureBlock, TextBlock
from bulletin_pdf.layout.figures import MIN_WHITE
from bulletin_pdf.layout.fit import MIN_LAST_LINES, MadeUp, make_up
from bulletin_pdf.layout.galley import Row, set_text
from bulletin_pdf.layout.style import BlockStyle
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.pages import Picture
from bulletin_pdf.pictures.facts import PictureFacts
from bulletin_pdf.problems import Problems
from bulletin_pdf.typeset.paragraph import Rules
from support.plain_design import BODY, GRID, INDENT, TITLE_TYPE

TEXT = (
    "全市各级各部门坚持把新时代文明实践中心建设作为重要抓手，整合资源、建强队伍、创新载体，广泛开展理论宣讲、"
    "文化活动、科普宣传、移风易俗等志愿服务，推动党的创新理论“飞入寻常百姓家”，群众的获得感、幸福感不断增强，"
    "城乡文明程度明显提升，形成了一批可复制、可推广的经验做法，受到干部群众的普遍欢迎和好评。"
)


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(open_book(), Rules(), Problems())


def issue_of(paragraphs: int, extra: int) -> list[TextBlock]:
    style = BlockStyle(BODY, indent=INDENT)
    blocks = [TextBlock(TEXT, style, None) for _ in range(paragraphs)]
    return [*blocks, TextBlock(TEXT[:extra], style, None)] if extra else blocks


def last_lines(made: MadeUp) -> int:
    return sum(placed.row.lines for placed in made.pages[-1].rows)


@pytest.mark.parametrize("paragraphs", range(6, 16))
@pytest.mark.parametrize("extra", [0, 15, 45])
def test_a_last_page_has_three_lines_or_is_saved(typesetter: Typesetter, paragraphs: int, extra: int) -> None:
    blocks = issue_of(paragraphs, extra)
    plain = make_up(blocks, (), GRID, typesetter, fit=False, foot_on_even=True)
    fitted = make_up(blocks, (), GRID, typesetter, fit=True, foot_on_even=True)
    if last_lines(plain) >= MIN_LAST_LINES:
        assert fitted == plain
        return
    if fitted.adjusted:
        assert last_lines(fitted) >= MIN_LAST_LINES
        assert len(fitted.pages) <= len(plain.pages)
    else:
        assert fitted.pages == plain.pages


def of_lengths(*lengths: int) -> list[TextBlock]:
    style = BlockStyle(BODY, indent=INDENT)
    return [TextBlock(TEXT[:length], style, None) for length in lengths]


MIXED = [(84, 137, 113, 81, 115, 83, 86, 110, 114, 85, last) for last in range(20, 140, 4)]


def mended(typesetter: Typesetter, feet: tuple[Row, ...] = ()) -> list[MadeUp]:
    found = (
        make_up(of_lengths(*each), feet, GRID, typesetter, fit=True, foot_on_even=True) for each in MIXED
    )
    return [made for made in found if made.adjusted]


def test_some_last_page_is_mended(typesetter: Typesetter) -> None:
    assert mended(typesetter)


def test_no_line_is_opened_or_tightened_by_more_than_three_hundredths(typesetter: Typesetter) -> None:
    changed = 0
    for made in [*mended(typesetter), *mended(typesetter, (Row(4),))]:
        for block, means, lines in made.adjusted:
            assert means == "paragraph"
            assert isinstance(block, TextBlock)
            paragraph, plain = (
                set_text(block._replace(more=more), GRID.width, typesetter).paragraph for more in (lines, 0)
            )
            assert len(paragraph.lines) == len(plain.lines) + lines
            usual = max(abs(line.tracking) for line in plain.lines)
            assert all(abs(line.tracking) <= max(0.03, usual) + 1e-6 for line in paragraph.lines)
            changed += 1
    assert changed


TITLE = BlockStyle(TITLE_TYPE, align="center", area=(3, 5, 6), area_pitch=1.3, keep_with_next=2)


def test_white_around_a_title_saves_a_sheet(typesetter: Typesetter) -> None:
    """A full even page, 报尾 one line short of room."""
    rows = of_lengths(*[24] * 37)
    made = make_up(
        [TextBlock("题目", TITLE, None), *rows], (Row(4),), GRID, typesetter, fit=True, foot_on_even=True
    )
    assert [(each.means, each.lines) for each in made.adjusted] == [("title", -1)]
    assert [page.foot for page in made.pages] == [None, Row(4)]
    assert made.lacking == 0


def test_two_lines_gained_apart_move_a_paragraph_of_two_lines(typesetter: Typesetter) -> None:
    """Neither title alone brings the end nearer: a paragraph of two lines is not parted."""
    title = TextBlock("题目", TITLE, None)
    blocks: list[Block] = [title, *of_lengths(*[40] * 5), title, *of_lengths(*[40] * 12)]
    made = make_up(blocks, (Row(4),), GRID, typesetter, fit=True, foot_on_even=True)
    assert [(each.means, each.lines) for each in made.adjusted] == [("title", -1), ("title", -1)]
    assert len(made.pages) == 2 and made.lacking == 0


def test_pictures_shrink_by_a_twelfth_at_most(typesetter: Typesetter) -> None:
    picture = PictureFacts("a.jpg", "a.jpg", 1600, 1200, "rgb")
    for lines in range(20, 34):
        blocks: list[Block] = [FigureBlock((picture,), None), *of_lengths(*[24] * lines)]
        plain = make_up(blocks, (Row(4),), GRID, typesetter, fit=False, foot_on_even=True)
        made = make_up(blocks, (Row(4),), GRID, typesetter, fit=True, foot_on_even=True)
        before, after = (
            next(mark for page in each.pages for placed in page.rows for mark in placed.row.marks
                 if isinstance(mark, Picture)).rect.height
            for each in (plain, made)
        )  # fmt: skip
        assert after >= 0.92 * before - 1e-6
        assert made.lacking == (plain.lacking if not made.adjusted else 0)


def test_pictures_share_the_lines_that_save_a_sheet(typesetter: Typesetter) -> None:
    """A page ends with two pictures of ten lines each, 报尾 three lines short of room: neither gives all three."""
    figure = FigureBlock((PictureFacts("a.jpg", "a.jpg", 700, 525, "rgb"),), None)
    blocks: list[Block] = [*of_lengths(*[24] * 21), figure, figure]
    plain = make_up(blocks, (Row(4),), GRID, typesetter, fit=False, foot_on_even=True)
    made = make_up(blocks, (Row(4),), GRID, typesetter, fit=True, foot_on_even=True)
    assert plain.lacking == 3
    assert [(each.means, each.lines) for each in made.adjusted] == [("figures", -3)]
    assert len(made.pages) == len(plain.pages) - 2


WIDE, FLAT = (1200, 500), (1600, 441)


@pytest.mark.parametrize("sizes", [[WIDE, WIDE], [WIDE, FLAT], [FLAT, FLAT, FLAT]])
def test_figures_one_under_another_give_lines_together(
    typesetter: Typesetter, sizes: list[tuple[int, int]]
) -> None:
    """What none gains alone; pictures stay in order, apart, and within a twelfth of their size."""
    figures: list[Block] = [
        FigureBlock((PictureFacts(f"{n}.jpg", f"{n}.jpg", *size, "rgb"),), None)
        for n, size in enumerate(sizes)
    ]
    fitted = 0
    for lines in range(23, 44):
        blocks = [*of_lengths(*[24] * lines), *figures]
        plain, made = (
            make_up(blocks, (Row(4),), GRID, typesetter, fit=fit, foot_on_even=True) for fit in (False, True)
        )
        assert [mark.path for mark in pictures_of(made)] == [mark.path for mark in pictures_of(plain)]
        if [each.means for each in made.adjusted] != ["figures"]:
            continue
        fitted += 1
        assert len(made.pages) < len(plain.pages)
        before, after = pictures_of(plain), pictures_of(made)
        for was, now in zip(before, after, strict=True):
            assert now.rect.height >= 0.92 * was.rect.height - 1e-6
        for upper, lower in pairwise(after):
            assert lower.rect.y - upper.rect.y - upper.rect.height >= MIN_WHITE * GRID.pitch - 1e-6
    assert fitted


def pictures_of(made: MadeUp) -> list[Picture]:
    marks = [mark for page in made.pages for placed in page.rows for mark in placed.row.marks]
    return [mark for mark in marks if isinstance(mark, Picture)]


def test_what_could_not_be_gained_is_told(typesetter: Typesetter) -> None:
    made = make_up(of_lengths(*[24] * 42), (Row(4),), GRID, typesetter, fit=True, foot_on_even=True)
    assert made.adjusted == ()
    assert made.lacking == 3
