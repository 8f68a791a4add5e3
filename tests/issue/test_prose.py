from pathlib import Path

import pytest

from bulletin_pdf.issue.model import Heading, Paragraph
from bulletin_pdf.issue.normalize import Tidier
from bulletin_pdf.issue.printed_form import printed_note
from bulletin_pdf.issue.prose import editors_note, paragraph, unwrapped
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.problems import Problems
from bulletin_pdf.source_map import SourceMap
from bulletin_pdf.yamldoc.written import PlacedText
from support.narrowed import present, prose_of

MODEL = Path(__file__).parents[2] / "issues/2022-zk30.yaml"


def written(text: str) -> PlacedText:
    return PlacedText(text, SourceMap.start("a.yaml", 7, 5))


def read(text: str, normalize: bool = True) -> Heading | Paragraph | None:
    return paragraph(written(text), Tidier(Problems(), normalize))


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("一、加强组织领导", 1),
        ("十二、加强组织领导", 1),
        ("（一）压实责任", 2),
        ("(一)压实责任", 2),
        ("1. 明确目标", 3),
        ("1.明确目标", 3),
        ("12．明确目标", 3),
        ("（1）细化任务", 4),
        ("**一、加强领导**", 1),
    ],
)
def test_headings(text: str, level: int) -> None:
    heading = read(text)
    assert isinstance(heading, Heading)
    assert (heading.level, heading.prose.styles) == (level, ())


@pytest.mark.parametrize(
    "text",
    [
        "1.5万名志愿者参加",
        "2022.",
        "2022.6月",
        "一是强化统筹",
        "一二三",
        "一、二季度增长较快",
        "一、二、三产业协调",
        "（见附件）",
        "（一个）",
        "100. 甲",
        "第一、加强",
        "1、加强",
        "1",
    ],
)
def test_not_headings(text: str) -> None:
    element = read(text)
    assert isinstance(element, Paragraph)
    assert not element.prose.styles


@pytest.mark.parametrize(
    ("text", "head", "style"),
    [
        ("一、加强领导。全市上下。", "一、加强领导。", "level1"),
        ("（二）抓好落实。正文", "（二）抓好落实。", "level2"),
        ("1.明确目标！正文。", "1.明确目标！", "level3"),
        ("（1）怎么办？！正文。", "（1）怎么办？！", "level4"),
        ("一、开展“你好吗？”活动。正文。", "一、开展“你好吗？”活动。", "level1"),
        ("一、讲好“故事。”正文", "一、讲好“故事。”", "level1"),
        ("一、没有收尾的“引号。正文", "一、没有收尾的“引号。", "level1"),
        ("**一、加强领导**全市上下。", "一、加强领导", "level1"),
        ("一、全段。", "一、全段。", "level1"),
    ],
)
def test_run_in_heads(text: str, head: str, style: str) -> None:
    element = read(text)
    assert isinstance(element, Paragraph)
    assert [tuple(each) for each in element.prose.styles] == [(0, len(head), style)]
    assert element.prose.text.startswith(head)


def test_half_width_number_without_normalize() -> None:
    assert isinstance(read("(一)压实责任", normalize=False), Heading)


@pytest.mark.parametrize("text", ["**1.问：怎么缴费？**", "**（2）怎么缴费**"])
def test_a_numbered_paragraph_the_editor_marked_whole_stays_a_lead(text: str) -> None:
    element = read(text)
    assert isinstance(element, Paragraph)
    assert [style.style for style in element.prose.styles] == ["lead"]


def test_leads_and_places() -> None:
    prose = prose_of(read("**突出“强”字诀，夯基础。**一是**强化**统筹。"))
    assert prose.text == "突出“强”字诀，夯基础。一是强化统筹。"
    assert [prose.text[s.start : s.end] for s in prose.styles] == ["突出“强”字诀，夯基础。", "强化"]
    assert [present(prose.place_of(at)).column for at in (0, 11, 12, 14, 16)] == [7, 18, 21, 25, 29]
    assert present(prose.place_of(0)).line == 7


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("按语的文字。", "编者按：按语的文字。"),
        ("编者按：文字。", "编者按：文字。"),
        ("编者按:文字。", "编者按：文字。"),
        ("【编者按】文字。", "【编者按】文字。"),
        ("按：文字。", "按：文字。"),
    ],
)
def test_editors_note(text: str, expected: str) -> None:
    issue = read_issue(MODEL).issue._replace(note=editors_note([written(text)], Tidier(Problems())))
    (note,) = printed_note(issue)
    assert note.text == expected
    assert note.styles[0].start == 0 and note.styles[0].style == "lead"
    assert note.text[note.styles[0].end :].endswith("文字。")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（甲、乙）", "甲、乙"),
        ("（甲）、（乙）", "（甲）、（乙）"),
        ("甲（乙）", "甲（乙）"),
        ("（（甲））", "（甲）"),
        ("", ""),
    ],
)
def test_unwrapped(text: str, expected: str) -> None:
    assert unwrapped(written(text), "（）()").text == expected
