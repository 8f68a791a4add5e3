"""Cuts in a text of a file: its characters change, and nothing else."""

import pytest

from bulletin_pdf.problems import Problems
from bulletin_pdf.yamldoc.edit import Cut, cut_text
from bulletin_pdf.yamldoc.parse import parse_yaml
from bulletin_pdf.yamldoc.source import make_source
from support.narrowed import present


def cut(text: str, *cuts: Cut) -> str:
    source = make_source("a.yaml", text)
    node = present(parse_yaml(source, Problems())).pairs[-1][1]
    written = node.written()
    places = []
    for at in range(len(node.value)):
        line, column = written.place(at)
        places.append(source.starts[line - 1] + column - 1)
    return cut_text(text, ("a",), cuts, places)


@pytest.mark.parametrize(
    ("before", "cuts", "after"),
    [
        ("a: 甲乙丙  # 注\n", [Cut(1, 2, "丁")], "a: 甲丁丙  # 注\n"),
        ("a: '甲''乙'\n", [Cut(1, 2, "”")], "a: '甲”乙'\n"),
        ("a: '甲乙'\n", [Cut(1, 1, "'")], "a: '甲''乙'\n"),
        ('a: "甲\\u4e59丙"\n', [Cut(1, 2, "\\")], 'a: "甲\\\\丙"\n'),
        ("a: |\n  甲\n\n  乙\n", [Cut(1, 1, "\n\n丙")], "a: |\n  甲\n\n  丙\n\n  乙\n"),
        ("a: |\n  甲\n  乙\n  丙\n", [Cut(2, 4, "")], "a: |\n  甲\n  丙\n"),
        ("a: >\n  甲甲，\n  乙。\n\n  丙\n", [Cut(6, 6, "\n丁")], "a: >\n  甲甲，\n  乙。\n\n  丁\n\n  丙\n"),
        ("a: >\n  甲甲，\n  乙。\n\n  丙\n", [Cut(0, 7, "")], "a: >\n  丙\n"),
        ("a: 甲乙\r\n", [Cut(0, 1, "丙")], "a: 丙乙\r\n"),
        ("a: 甲乙\n", [Cut(2, 2, ": 丙")], "a: '甲乙: 丙'\n"),
    ],
)
def test_only_the_characters_of_a_cut_change(before: str, cuts: list[Cut], after: str) -> None:
    assert cut(before, *cuts) == after


def test_line_ends_of_a_folded_text_print_no_blank_once_it_is_written_anew() -> None:
    assert cut("a: 甲，\n  乙。\n", Cut(5, 5, "\n丙")) == "a: |\n  甲，乙。\n  丙\n"
