"""What the desk says: names of the form, and nothing of YAML, lines of a file, or commands."""

import re
from pathlib import Path
from string import Formatter

import pytest

from bulletin_pdf.design import standard
from bulletin_pdf.design.prepared import DESIGNS
from bulletin_pdf.design.shipped import shipped
from bulletin_pdf.desk import plain_words
from bulletin_pdf.desk.deviations import deviations_of
from bulletin_pdf.messages import Language, find
from bulletin_pdf.problem_codes import CODES
from bulletin_pdf.problems import Problem

KINDS = ("problem", "hint", "desk-problem", "desk-hint")
TECHNICAL = {
    "zh": r"YAML|bulletin-pdf|pip |--[a-z]|缩进|第 ?1 ?行|行首|半角冒号",
    "en": r"YAML|bulletin-pdf|pip |--[a-z]|[Ii]ndent|line 1\b",
}


def with_details(code: str, lang: Language) -> Problem:
    words = "".join(find(lang, kind, code) for kind in KINDS)
    names = {name for _, name, _, _ in Formatter().parse(words) if name}
    return Problem(code, None, tuple((name, "1" if name == "line" else "甲") for name in names))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_problem_of_an_issue_speaks_of_its_file(lang: Language) -> None:
    # B88 and B99 are of clusters, B60 to B65 of options of the command line and of designs, B235 and B259 of archives.
    codes = [code for code in CODES if not code.startswith(("B88", "B99", "B6", "B235", "B259"))]
    problems = [with_details(code, lang) for code in codes]
    said = {
        problem.code: f"{plain_words.message(problem, lang)} {plain_words.hint(problem, lang)}"
        for problem in problems
    }
    assert {code: words for code, words in said.items() if re.search(TECHNICAL[lang], words)} == {}


def test_fields_are_called_as_the_form_calls_them() -> None:
    problem = Problem("B136", None, (("key", "publisher"),))
    assert plain_words.message(problem, "zh") == "缺少“编发单位”"
    assert plain_words.hint(problem, "zh") == "在“编发单位”一栏填上。"
    assert "publisher" in plain_words.message(Problem("B136", None, (("key", "编发单位"),)), "en")


@pytest.mark.parametrize("design", DESIGNS)
def test_deviations_are_in_words_of_the_office(design: str) -> None:
    for each in deviations_of(shipped(design), "zh"):
        assert not re.search(r"[A-Za-z_]{2,}|deviation|pt", "".join(each.values()).replace("{n}", ""))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_setting_that_the_standard_names_has_words(lang: Language) -> None:
    source = Path(standard.__file__).read_text("utf-8")
    paths = set(re.findall(r'"((?:page|grid|head|row|foot|folio)\.[a-z_]+)"', source))
    assert "foot.inner" in paths
    assert [path for path in sorted(paths) if not find(lang, "desk", f"deviation-{path}")] == []
