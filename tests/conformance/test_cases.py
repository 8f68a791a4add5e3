"""Small issues, each for one fault that was found in random ones or on the desk."""

import pytest

import conformance.paging
from conformance.conftest import Build
from conformance.lines import loosest

LINE = "各县区要把今年的春耕备耕工作做细做实，做到早动手早安排早落实。"


def reports(*bodies: str) -> str:
    return "contents: none\nreports:\n" + "".join(bodies)


def test_a_subtitle_never_ends_a_page(build: Build) -> None:
    faults = []
    for lines in range(3, 12):
        text = "".join(f"      {LINE}\n\n" for _ in range(lines))
        sample = build(reports(
            f"  - title: 甲\n    text: |\n{text}",
            f"  - title: 乙\n    subtitle: ——来自基层的报告\n    text: |\n      {LINE}{LINE}{LINE}\n",
        ))  # fmt: skip
        faults += [s for s in conformance.paging.no_heading_is_left_at_the_foot_of_a_page(sample) if s.fault]
    assert not faults


def test_an_attribution_on_two_lines_is_broken_between_units(build: Build) -> None:
    units = "市委宣传部、市文明办、市农业农村局、市乡村振兴局、市文化旅游广电体育局、市妇联"
    sample = build(reports(f"  - title: 甲\n    by: {units}\n    text: {LINE}{LINE[:25]}。\n"))
    (element,) = (e for e in sample.found.elements if e.kind == "attribution")
    assert len(element.lines) == 2
    assert element.first.text.endswith("、")


def test_labels_of_a_traditional_issue_are_traditional(build: Build) -> None:
    sample = build(
        "lang: zh-Hant\n" + reports("  - title: 甲\n    text: 各區已經開始。\n")
        + "distribution:\n  report: [區議會]\n  issue: [各區]\n"
    )  # fmt: skip
    text = "".join(glyph.text for glyph in sample.printed.glyphs)
    assert "報：區議會。" in text and "發：各區。" in text


def test_a_formula_keeps_its_brackets_and_stays_whole(build: Build) -> None:
    sample = build(reports("  - title: 甲\n    text: 每天进步一点点，一年就是(1+0.01)³⁶⁵≈37.8，差别很大。\n"))
    text = "".join(glyph.text for glyph in sample.printed.glyphs)
    assert "(1+0.01)³⁶⁵≈37.8" in text


@pytest.mark.parametrize(("hanzi", "code"), [(22, "B501"), (18, "B509")])
def test_a_loose_line_is_told(build: Build, hanzi: int, code: str) -> None:
    """§5 s3: a note above 0.15 em a gap, a warning above 0.35."""
    sample = build(reports(f"  - title: 甲\n    text: {'田' * hanzi}INTERNATIONALEN使用。\n"))
    tracking = max(tracking for tracking, _ in loosest(sample))
    assert tracking > (0.35 if code == "B509" else 0.15)
    assert [problem.code for problem in sample.problems] == [code]


def test_half_width_chinese_marks_are_widened(build: Build) -> None:
    sample = build(reports("  - title: 甲\n    text: 每周一､三､五晚上开课｡学费全免。\n"))
    text = "".join(glyph.text for glyph in sample.printed.glyphs)
    assert "每周一、三、五晚上开课。学费全免。" in text


@pytest.mark.parametrize("text", ["材料自理.目前已开设课程八十六门。", "请买买提．艾力到会发言。"])
def test_a_point_between_han_is_told(build: Build, text: str) -> None:
    """J-30, J-33: it may be a full stop or an interpunct, and is printed as it was written."""
    sample = build(reports(f"  - title: 甲\n    text: {text}\n"))
    assert [problem.code for problem in sample.problems] == ["B521"]
    assert text in "".join(glyph.text for glyph in sample.printed.glyphs)


def test_an_attribution_after_a_signature_is_never_alone_on_a_page(build: Build) -> None:
    faults = []
    for lines in range(6, 16):
        text = "".join(f"      - {'田' * 25}。\n" for _ in range(lines))
        sample = build(
            f"contents: none\nreports:\n  - title: 甲\n    by: 市委宣传部\n    body:\n{text}"
            "      - right: [江源市人民政府, 2024年1月5日]\n"
        )
        faults += [s for s in conformance.paging.attributions_stay_with_their_text(sample) if s.fault]
    assert not faults
