"""Details of problems are typed: what an editor wrote is told as it stands, whatever it begins with."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import bulletin_pdf as bp
from bulletin_pdf.batch.parcel import Reply
from bulletin_pdf.batch.records import packed, unpacked
from bulletin_pdf.batch.sealed_reply import seal, unseal
from bulletin_pdf.batch.task import Result, Task
from bulletin_pdf.batch.task_status import TaskStatus
from bulletin_pdf.cli.main import main
from bulletin_pdf.importers.remarks import guess
from bulletin_pdf.messages import Detail, Language, Term, find
from bulletin_pdf.press.options import PrintOptions
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problem, Problems, Span, problem_as_json

WORDS = st.sampled_from(["@", "@nothing", "@cut off", "nothing", "\x1f", "a\x1fb", "{key}", "%s", "：", ""])
TEXTS = WORDS | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=8)
DETAILS = TEXTS | st.integers(0, 10**6) | st.builds(Term, WORDS)
ALL = DETAILS | st.lists(DETAILS, max_size=3).map(tuple)
PLACE = Span("a.yaml", 2, 3)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("text", ["@nothing", "@cut off", "a\x1fb", "@", "{value}"])
def test_a_text_is_told_as_it_stands(text: str, lang: Language) -> None:
    problem = Problem(Code.UNKNOWN_FIELD, PLACE, (("key", text), ("known", ("@text", "b"))))
    assert text in problem.message(lang) and "@text" in problem.message(lang) + problem.hint(lang)
    assert json.loads(problem_as_json(problem, lang))["details"] == {"key": text, "known": ["@text", "b"]}
    assert text in guess("from-file", lang, (("file", text),))


def test_a_term_and_a_list_are_told_in_the_language_of_the_reader() -> None:
    problem = Problem(
        Code.WRONG_TYPE, PLACE, (("key", "b"), ("wanted", Term("a list")), ("got", Term("text")))
    )
    languages: tuple[Language, ...] = ("zh", "en")
    for lang in languages:
        assert all(find(lang, "term", key) in problem.message(lang) for key in ("a list", "text"))
    record = json.loads(problem_as_json(problem, "zh"))["details"]
    assert record == {"key": "b", "wanted": "a list", "got": "text"}


@given(st.lists(ALL, max_size=3))
@example(["@nothing", Term("nothing"), ("@text", 1, Term("text"))])
def test_details_travel_between_processes_as_they_are(values: list[Detail]) -> None:
    details = tuple((f"d{number}", value) for number, value in enumerate(values))
    problem = Problem(Code.WRONG_TYPE, PLACE, details)
    kinds = {kind.__name__: kind for kind in (Problem, Span, Term)}
    there = unpacked(json.loads(json.dumps(packed((problem,)))), kinds)
    assert there == (problem,)
    assert [type(value) for _, value in there[0].details] == [type(value) for value in values]
    task = Task(PLACE.path, "print", "a.pdf", PrintOptions())
    reply = Reply(Result(task, TaskStatus((problem,), 1)))
    assert unseal(seal(reply), task, {PLACE.path}) == reply


def test_names_of_files_among_details_are_renamed_and_nothing_else() -> None:
    problem = Problem(Code.FILE_NOT_FOUND, PLACE, (("file", "a.yaml"), ("why", Term("a.yaml")), ("line", 1)))
    renamed = problem.renamed({"a.yaml": "b.yaml"})
    assert renamed.span == PLACE._replace(path="b.yaml")
    assert renamed.details == (("file", "b.yaml"), ("why", Term("a.yaml")), ("line", 1))


def test_a_text_and_a_term_are_two_problems() -> None:
    problems = Problems()
    problems.add(Code.WRONG_TYPE, PLACE, got="text")
    problems.add(Code.WRONG_TYPE, PLACE, got=Term("text"))
    assert len(problems) == 2


ISSUE = """\
bulletin: 甲简报
number: 1
publisher: 甲办
date: 2024-05-06
"@nothing": 乙
reports:
  - title: "@甲乙"
    by: 甲
    text: 甲乙丙丁。
"""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_commands_tell_a_key_as_it_stands(
    lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(ISSUE, "utf-8")
    assert main(["check", "--lang", lang, str(path)]) == 1
    assert "“@nothing”" in capsys.readouterr().err
    assert main(["check", "--lang", lang, "--format", "json", str(path)]) == 1
    told = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    (unknown,) = (problem for problem in told if problem["code"] == Code.UNKNOWN_FIELD)
    assert unknown["details"]["key"] == "@nothing" and "“@nothing”" in unknown["message"]


def test_the_certificate_has_a_title_as_it_stands() -> None:
    result = bp.Issue.parse(ISSUE.replace('"@nothing": 乙\n', "")).pdf(options=PrintOptions(certificate=True))
    assert result.certificate is not None and '"@甲乙"'.encode() in result.certificate
