import ast
import json
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bulletin_pdf.messages import Term, find
from bulletin_pdf.problem_codes import CODES, Code, Level
from bulletin_pdf.problems import (
    MAX_PROBLEMS,
    BulletinError,
    Problem,
    Problems,
    Span,
    display_width,
    problem_as_json,
    show,
    source_lines,
)
from support.narrowed import present

SOURCE = Path(__file__).parent.parent / "src" / "bulletin_pdf"


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def noted_codes() -> Iterator[tuple[str, Any, set[str | None]]]:
    """Every call `….add("B…", …, name=…)` in the program: file, code, names given."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "add" and node.args):
                continue
            codes = [
                vars(Code).get(leaf.attr)
                for leaf in ast.walk(node.args[0])
                if isinstance(leaf, ast.Attribute)
            ]
            names = {keyword.arg for keyword in node.keywords}
            for code in codes:
                if isinstance(code, str) and code[:1] == "B" and code[1:].isdigit():
                    yield path.name, code, names


def test_codes_in_order() -> None:
    assert list(CODES) == sorted(CODES)


def test_every_place_fills_the_words() -> None:
    noted = list(noted_codes())
    assert len(noted) > 300
    for file, code, names in noted:
        wanted = placeholders(find("zh", "problem", code) + find("zh", "hint", code))
        assert None in names or wanted <= names, (file, code)


PROBLEM = Problem(
    "B131", Span("issues/2022-30.yaml", 14, 5, 4), (("key", "供稿单为"), ("nearest", "供稿单位"))
)


def test_show() -> None:
    lines = [""] * 13 + ["    供稿单为: 州文明办"]
    assert show(PROBLEM, "zh", lines) == (
        "issues/2022-30.yaml:14:5: 错误 B131：没有“供稿单为”这一项\n"
        "   14 │     供稿单为: 州文明办\n"
        "      │     ^^^^^^^^\n"
        "  提示：是不是“供稿单位”？"
    )
    assert show(PROBLEM, "en").startswith("issues/2022-30.yaml:14:5: error B131: there is no field")


def test_caret_counts_columns_and_shows_what_cannot_be_seen() -> None:
    problem = Problem("B116", Span("a.yaml", 1, 4, 1), (("code", "U+200B"), ("name", Term("zero width"))))
    _, source, caret, _ = show(problem, "zh", ["\t甲e\u200b乙"]).split("\n")
    assert source == "    1 │ →甲e�乙"
    assert display_width(caret[: caret.index("^")]) == display_width(source[: source.index("�")])
    assert "零宽字符 U+200B" in show(problem, "zh")
    assert "zero-width character, U+200B" in show(problem, "en")


@pytest.mark.parametrize("column", [1, 50, 4999, 10_000, 10_001, 99_999])
def test_long_lines_are_cut_around_the_caret(column: int) -> None:
    problem = PROBLEM._replace(span=Span("a.yaml", 1, column, 9000))
    _, source, caret, _ = show(problem, "zh", ["字" * 10_000]).split("\n")
    assert display_width(source) < 120
    assert "^" in caret and display_width(caret) <= display_width(source) + 1


def test_json() -> None:
    record = json.loads(problem_as_json(PROBLEM, "en"))
    assert record["path"] == "issues/2022-30.yaml"
    assert (record["line"], record["column"], record["length"]) == (14, 5, 4)
    assert (record["level"], record["code"]) == ("error", "B131")
    assert record["hint"] == "Did you mean “供稿单位”?"
    assert record["details"] == {"key": "供稿单为", "nearest": "供稿单位"}
    assert json.loads(problem_as_json(Problem("B701", None, (("file", "a"),)), "zh"))["line"] is None


def test_problems_are_ordered_and_said_once() -> None:
    problems = Problems()
    problems.add("B123", Span("b.yaml", 9, 1))
    problems.add("B123", Span("b.yaml", 2, 7))
    problems.add("B123", Span("b.yaml", 2, 7))
    assert [present(problem.span).line for problem in problems] == [2, 9]
    with pytest.raises(BulletinError) as caught:
        problems.raise_if_errors()
    assert caught.value.problems is problems


def test_warnings_do_not_stop() -> None:
    problems = Problems()
    problems.add("B213", None, key="标题")
    problems.raise_if_errors()
    assert len(problems) == 1 and not problems.errors


def test_very_many_problems_are_counted() -> None:
    problems = Problems()
    for line in range(MAX_PROBLEMS):
        problems.add("B213", Span("a.yaml", line + 1, 1), key="标题")
    problems.add("B213", Span("a.yaml", MAX_PROBLEMS + 1, 1), key="标题")
    *_, last = problems
    assert last.code == "B199" and last.level is Level.NOTE
    assert len(problems) == problems.count == MAX_PROBLEMS + 1


@pytest.mark.parametrize("lesser", ["B502", "B213"])
def test_no_error_is_hidden_by_lesser_problems(lesser: str) -> None:
    """Whoever asks for errors, or for an exit code, sees the list alone."""
    problems, other = Problems(), Problems()
    for line in range(MAX_PROBLEMS + 5):
        other.add(lesser, Span("a.yaml", line + 1, 1), key="标题")
    problems.extend(other)
    problems.add("B123", Span("a.yaml", 1, 1))
    assert [problem.code for problem in problems.errors] == ["B123"]
    assert len(problems) == MAX_PROBLEMS + 1 and problems.count == MAX_PROBLEMS + 6
    with pytest.raises(BulletinError):
        problems.raise_if_errors()


def test_source_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("\ufeff甲\r\n乙".encode())
    assert source_lines(str(path)) == ["甲", "乙"]
    path.write_bytes("甲".encode("gb18030"))
    assert source_lines(str(path)) == ["甲"]
    path.write_bytes(b"\xff\xff\xff")
    assert source_lines(str(path)) == ["���"]
    assert source_lines(str(tmp_path / "none")) == []
    assert source_lines("\0") == []
