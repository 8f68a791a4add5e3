"""The numbered cases of the reference, and what must hold for any text."""

from pathlib import Path
from typing import Any, Literal

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bulletin_pdf.typeset.classes import LATIN, classify
from bulletin_pdf.typeset.measure import ParagraphShape
from bulletin_pdf.typeset.paragraph import Rules, SetParagraph, set_paragraph
from bulletin_pdf.typeset.spacing import SpacingStyle, space
from bulletin_pdf.typeset.title_breaks import break_title

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text("utf-8"))


def advances(text: str) -> list[float]:
    """One em per Chinese character, half an em per Latin one, as the reference counts."""
    return [0.5 if letter in LATIN or letter in "Dh/" else 1.0 for letter in classify(text)]


def style_of(case: dict[str, Any]) -> SpacingStyle:
    return SpacingStyle(
        marks=case.get("marks", "line-end-half"),
        han_latin_gap=case.get("gap", 0.25),
        trim_open_at_start=case.get("trim", "always"),
        hanging=case.get("hanging", False),
        han_space=1.0 if case.get("title") else 0.5,
    )


def set_case(case: dict[str, Any]) -> SetParagraph:
    rules = Rules(
        style_of(case),
        level=case.get("level", "gb"),
        fit=case.get("fit", "greedy"),
        typesetting=case.get("typesetting", "grid"),
    )
    shape = ParagraphShape(case["measure"], case.get("indent", 0.0))
    return set_paragraph(case["text"], advances(case["text"]), shape, rules)


def lines_of(case: dict[str, Any], paragraph: SetParagraph) -> str:
    text = case["text"]
    if case.get("title"):
        spaced = space(text, classify(text), advances(text), style_of(case))
        edges = [0, *break_title(spaced, case["measure"]), len(text)]
        return "¦".join(text[a:b].strip() for a, b in zip(edges, edges[1:], strict=False))
    return "¦".join(text[line.start : line.end] for line in paragraph.lines)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_reference_case(case: dict[str, Any]) -> None:
    paragraph = set_case(case)
    first, last = paragraph.lines[0], paragraph.lines[-1]
    if "lines" in case:
        assert lines_of(case, paragraph) == case["lines"]
    if "width" in case:
        assert len(paragraph.lines) == 1
        assert first.width == pytest.approx(case["width"])
    if "tracking" in case:
        assert first.tracking == pytest.approx(case["tracking"], abs=1e-4)
    if "shifts" in case:
        assert dict(first.shifts) == pytest.approx(case["shifts"], abs=1e-4)
    if "first_x" in case:
        assert first.x == pytest.approx(case["first_x"])
    if "last_width" in case:
        assert (last.width, last.x) == pytest.approx((case["last_width"], case["last_x"]))


WORD = st.one_of(
    st.text("abcdefghijklmnopqrstuvwxyzÄöé", min_size=20, max_size=70),
    st.text("0123456789", min_size=20, max_size=90),
    st.text("0123456789abcdef", min_size=20, max_size=80),
    st.lists(st.text("ABCxyz0189", min_size=1, max_size=30), min_size=3, max_size=12)
    .map("/".join)
    .filter(lambda word: len(word) >= 20),
    st.lists(st.text("abcd019", min_size=1, max_size=12), min_size=3, max_size=9).map(
        lambda parts: f"{parts[0]}x://" + "/".join(parts[1:-1]) + "?k=" + "&v=".join(parts)
    ),
)
SHORT_HAN = st.text("新时代文明实践中心建设，的", min_size=1, max_size=30).map(lambda text: f"田{text}")


@given(SHORT_HAN, WORD, SHORT_HAN, st.sampled_from([20.0, 28.0]))
@example("田中中", "a" * 27, "田，", 20.0)
@settings(max_examples=200, deadline=None)
def test_long_words_leave_no_hole_and_no_single_character(
    before: str, word: str, after: str, measure: float
) -> None:
    """A line with a word too long to stay whole ends where it is full; the word is parted, without hyphens."""
    text = f"{before}{word}{after}为准。"
    paragraph = set_paragraph(text, advances(text), ParagraphShape(measure, 2.0), Rules())
    start, end = len(before), len(before) + len(word)
    for number, line in enumerate(paragraph.lines):
        assert line.width <= measure + 1e-6
        if not line.start <= start < end <= line.end:
            # A line that holds the whole word may have too few other characters for the white that is left.
            assert line.tracking <= 0.36
            gaps = [paragraph.spaced.gaps.get(i, 0.0) + moved for i, moved in line.shifts if line.end - i > 1]
            assert max(gaps, default=0.0) <= 0.61
        if start < line.end < end and number < len(paragraph.lines) - 1:
            assert min(line.end - start, end - line.end) >= 2


HAN = st.sampled_from("新时代文明实践中心建设工作，、。；：！？“”‘’（）《》【】·—…～ 一二三是的和")
LATIN_TEXT = st.sampled_from(
    ["2022", "98.5%", "6+X", "DTP", "3:30", "e", "282828", "https://a.cn/b?c=d", "km", "——", "……"]
)
TEXTS = st.lists(st.one_of(HAN, HAN, HAN, LATIN_TEXT), min_size=1, max_size=90).map("".join).filter(str.strip)
SHAPES = st.tuples(st.integers(14, 30), st.sampled_from([0.0, 2.0])).map(
    lambda s: ParagraphShape(float(s[0]), s[1])
)
FITS: st.SearchStrategy[Literal["greedy", "best"]] = st.sampled_from(["greedy", "best"])
TYPESETTINGS: st.SearchStrategy[Literal["even", "grid"]] = st.sampled_from(["even", "grid"])
RULES = st.tuples(FITS, TYPESETTINGS).map(lambda ways: Rules(fit=ways[0], typesetting=ways[1]))


def ink_right_edge(paragraph: SetParagraph, number: int) -> float:
    """Add up a line glyph by glyph, as a reader of the finished page would."""
    line, spaced = paragraph.lines[number], paragraph.spaced
    moved = dict(line.shifts)
    edge = line.x - spaced.offsets.get(line.start, 0.0)
    for index in range(line.start, line.end):
        edge += spaced.widths[index]
        if index < line.end - 1:
            edge += spaced.gaps.get(index, 0.0) + moved.get(index, 0.0)
            edge += line.tracking * spaced.stretchable[index]
    return edge - spaced.right_blanks.get(line.end - 1, 0.0)


@given(TEXTS, SHAPES, RULES)
@settings(max_examples=300, deadline=None)
def test_lines_give_the_text_back(text: str, shape: ParagraphShape, rules: Rules) -> None:
    paragraph = set_paragraph(text, advances(text), shape, rules)
    at = 0
    for line in paragraph.lines:
        assert text[at : line.start].strip() == ""
        assert line.end > line.start
        at = line.end
    assert text[at:].strip() == ""


@given(TEXTS, SHAPES, RULES)
@settings(max_examples=300, deadline=None)
def test_no_line_begins_or_ends_with_a_forbidden_mark(text: str, shape: ParagraphShape, rules: Rules) -> None:
    paragraph = set_paragraph(text, advances(text), shape, rules)
    for line in paragraph.lines:
        if line.start and not line.relaxed and not any(other.relaxed for other in paragraph.lines):
            assert paragraph.spaced.classes[line.start] not in "PSCKhD/Y"
        if text[line.end :].strip() and not line.relaxed:
            assert paragraph.spaced.classes[line.end - 1] not in "O/"


@given(TEXTS, SHAPES, RULES)
@settings(max_examples=300, deadline=None)
def test_justified_lines_are_as_wide_as_their_measure(text: str, shape: ParagraphShape, rules: Rules) -> None:
    paragraph = set_paragraph(text, advances(text), shape, rules)
    for number, line in enumerate(paragraph.lines[:-1]):
        if line.relaxed or line.end - line.start < 2:
            continue
        assert ink_right_edge(paragraph, number) == pytest.approx(shape.measure, abs=0.003)


@given(TEXTS, st.floats(3, 30), st.booleans())
@example("“0时——九4，，9’·“842五县 0； 6》；0四三：二‘%时", 5.0, False)
@example("县　四十·、74b’（二三　X一七9。七《六……》，；》 五", 7.0, True)
@settings(max_examples=200, deadline=None)
def test_no_line_is_wider_than_its_measure(text: str, measure: float, justified: bool) -> None:
    """A mark before the space that a line ends with has given way at the edge; it gives no more."""
    paragraph = set_paragraph(text, advances(text), ParagraphShape(measure, justified=justified))
    for line in paragraph.lines:
        if not line.relaxed and line.end - line.start > 1:
            assert line.width <= measure + 1e-6


@given(TEXTS, SHAPES, RULES)
@settings(max_examples=300, deadline=None)
def test_nothing_is_squeezed_past_its_floor(text: str, shape: ParagraphShape, rules: Rules) -> None:
    paragraph = set_paragraph(text, advances(text), shape, rules)
    least = -0.015 if rules.typesetting == "even" else 0.0  # T-51
    for line in paragraph.lines:
        assert line.tracking >= least - 1e-9
        for index, moved in line.shifts:
            assert moved >= -1.0 - 1e-9
            if paragraph.spaced.classes[index] == "H" and paragraph.spaced.classes[index + 1] == "H":
                assert moved >= -1e-9


@given(TEXTS, SHAPES)
@settings(max_examples=300, deadline=None)
def test_even_lines_open_their_gaps_no_further_than_their_han(text: str, shape: ParagraphShape) -> None:
    """A Han–Latin gap is a third of an em at most, unless Han have opened as far as it has."""
    paragraph = set_paragraph(text, advances(text), shape, Rules())
    spaced = paragraph.spaced
    for line in paragraph.lines:
        if not any(spaced.stretchable[line.start : line.end - 1]):
            continue
        moved = dict(line.shifts)
        for index in range(line.start, line.end - 1):
            if index in spaced.gaps:
                gap = spaced.gaps[index] + moved.get(index, 0.0)
                assert 0.125 - 1e-9 <= gap <= max(0.33, 0.25 + line.tracking) + 1e-9


@given(TEXTS, SHAPES)
@settings(max_examples=300, deadline=None)
def test_even_lines_squeeze_pauses_by_a_quarter_before_han_close(text: str, shape: ParagraphShape) -> None:
    paragraph = set_paragraph(text, advances(text), shape, Rules())
    classes = paragraph.spaced.classes
    for line in paragraph.lines:
        deep = [m for i, m in line.shifts if classes[i] == "P" and classes[i + 1] != "O" and m < -0.2501]
        if deep and any(paragraph.spaced.closing[line.start : line.end - 1]):
            assert line.tracking == pytest.approx(-0.015)


@given(TEXTS, SHAPES, RULES)
@settings(max_examples=200, deadline=None)
def test_numbers_stay_whole(text: str, shape: ParagraphShape, rules: Rules) -> None:
    paragraph = set_paragraph(text, advances(text), shape, rules)
    for line in paragraph.lines[1:]:
        before, after = text[line.start - 1], text[line.start]
        if not line.relaxed and not any(other.relaxed for other in paragraph.lines):
            assert not (before.isdigit() and (after.isdigit() or after in "%.年月日"))


@pytest.mark.parametrize(
    "text",
    [
        "参考文献：Sigelman B. H., Barroso L. A., Burrows M., et al. Dapper, a Large-Scale Distributed Systems "
        "Tracing Infrastructure[R]. Google Technical Report dapper-2010-1, 2010. DOI:10.1145/3297858.3304013.",
        "下一步，将按照YD/T 4000.1—2022、GB/T 36626-2018等标准，推动IPv6流量占比由2023年的24.7%提升到30%以上，实现“云—网—边—端”一体化。详见https://www.miit.gov.cn/"
        "zwgk/zcwj/wjfb/tz/art/2024/art_8b1b2d7c6e2b4a7a9b2f2a6d4d5c3e1f.html。",
    ],
)
def test_a_full_latin_line_costs_no_loose_line_of_han(text: str) -> None:
    """Total fit once priced a line of Latin words as if one gap had to take all its white."""
    narrow = [0.25 if letter == " " else 0.47 if letter in LATIN else 1.0 for letter in classify(text)]
    paragraph = set_paragraph(text, narrow, ParagraphShape(27.64, 2.0), Rules())
    assert max(line.tracking for line in paragraph.lines) < 0.15


def test_a_few_han_among_latin_words_do_not_take_all_the_white() -> None:
    text = "参见A. B. C. D. E. F. Donaudampfschifffahrtsgesellschaften"
    paragraph = set_paragraph(text, advances(text), ParagraphShape(18), Rules())
    assert paragraph.lines[0].tracking < 1.0
    assert ink_right_edge(paragraph, 0) == pytest.approx(18, abs=0.003)


def test_quotes_in_a_latin_phrase_stay_latin() -> None:
    """T-04: a purely Latin phrase inside Chinese keeps Latin quotes."""
    assert classify("他读了 the “new” deal 一书")[8] == "p"
    assert classify("搭建“6+X”服务平台")[2] == "O"


def test_the_last_line_holds_two_han_t60() -> None:
    text = "各级党委和政府高度重视这项工作的开展情况并作出部署要求落实。"
    for measure in range(9, 28):
        paragraph = set_paragraph(text, advances(text), ParagraphShape(float(measure)), Rules())
        last = paragraph.lines[-1]
        if len(paragraph.lines) > 1:
            assert sum(letter == "H" for letter in paragraph.spaced.classes[last.start :]) >= 2, measure


def test_an_opening_mark_before_a_typed_space_ends_no_line() -> None:
    paragraph = set_paragraph(
        "新新新新新“ 20222022282828", advances("新新新新新“ 20222022282828"), ParagraphShape(14.0, 2.0)
    )
    assert all(paragraph.spaced.classes[line.end - 1] != "O" for line in paragraph.lines)
