"""What an office knows: words, people with their posts in order, bodies; and what its waivers teach."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bulletin_pdf.cli.main import main
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.problems import Problems
from bulletin_pdf.proof.office import read_knowledge
from bulletin_pdf.proof.proofread import proofread
from support.narrowed import present

OFFICE = """\
用词: {文明实践点: 文明实践站}
首选: {志愿者: 义工、志愿人员}
不用: [脏乱差]
认得: [餐品]
人员:
  王晓东: 县委书记
  李建民: [县委副书记, 县长]
  陈志诚: 县委宣传部部长
机构:
  东河县精神文明建设指导委员会办公室: 县文明办
豁免: {B444 上世纪: 引用原文}
"""

ISSUE = """\
bulletin: 简报
number: 3
date: 2022-06-16
wordlist: 本单位.yaml
reports:
  - title: 工作有序推进
    text: |
      {text}
"""


@pytest.fixture
def told(tmp_path: Path) -> Callable[[str], list[tuple[str, str]]]:
    (tmp_path / "本单位.yaml").write_text(OFFICE, "utf-8")

    def tell(text: str) -> list[tuple[str, str]]:
        path = tmp_path / "a.yaml"
        path.write_text(ISSUE.format(text=text), "utf-8")
        issue, problems = read_issue(str(path))
        found = proofread(issue, problems).problems
        return [(p.code, str(dict(p.details).get("to", ""))) for p in found if p.code.startswith("B4")]

    return tell


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县长王晓东到会。", [("B418", "县委书记")]),
        ("县委书记李建民讲话。", [("B418", "县委副书记、县长")]),
        ("李建民、王晓东到会。", [("B419", "")]),
        ("县长李建民、县委书记王晓东到会。", [("B419", "")]),
        ("县委书记王小东到会。", [("B428", "王晓东")]),
        ("东河县精神文明建设指导委会办公室印发通知。", [("B429", "东河县精神文明建设指导委员会办公室")]),
        ("东河县精神文明建没指导委员会办公室印发通知。", [("B429", "东河县精神文明建设指导委员会办公室")]),
        ("各村建好文明实践点。", [("B452", "文明实践站")]),
        ("义工们走进敬老院。", [("B454", "志愿者")]),
        ("整治脏乱差现象。", [("B453", "")]),
    ],
)
def test_what_differs_from_the_list_is_told(
    told: Callable[[str], list[tuple[str, str]]], text: str, expected: list[tuple[str, str]]
) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "县委书记王晓东、县长李建民、县委宣传部部长陈志诚到会。",
        "县委副书记、县长李建民讲话，书记王晓东作总结。",
        "时任县长王晓东曾在此调研。李建民主持会议。王晓东讲话。",
        "东河县精神文明建设指导委员会办公室（县文明办）印发通知。",
        "打包剩余餐品，践行节约，这座桥建于上世纪八十年代。",
        "王晓东同志在会上强调，李建民同志要抓好落实。",
    ],
)
def test_what_agrees_with_the_list_is_let_be(told: Callable[[str], list[tuple[str, str]]], text: str) -> None:
    assert told(text) == []


def test_a_known_word_is_told_without_the_list(
    told: Callable[[str], list[tuple[str, str]]], tmp_path: Path
) -> None:
    (tmp_path / "本单位.yaml").write_text("用词: {甲方乙: 甲方}\n", "utf-8")
    assert [code for code, _ in told("建于上世纪八十年代。")] == ["B444"]


@pytest.mark.parametrize("text", ["人员: [王晓东]\n", "首选: {志愿者: }\n", "用词: 甲\n", "别的: {甲: 乙}\n"])
def test_what_cannot_be_read_is_told_with_its_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "本单位.yaml"
    path.write_text(f"# 本单位\n{text}", "utf-8")
    problems = Problems()
    read_knowledge([str(path)], problems)
    (problem,) = problems
    assert (problem.code, present(problem.span).line) == ("B483", 2)


def test_waivers_teach(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = ISSUE.replace("wordlist: 本单位.yaml\n", "").format(text="正文。")
    waive = "waive:\n  B477 餐品: 新词\n  B444 上世纪: 引用原文\n  B405: 一向如此\n"
    (tmp_path / "a.yaml").write_text(text + waive, "utf-8")
    (tmp_path / "b.yaml").write_text(text.replace("number: 3", "number: 4") + waive, "utf-8")
    names = [str(tmp_path / name) for name in ("a.yaml", "b.yaml")]
    assert main(["check", "--learn", *names]) == 0
    said = capsys.readouterr().out
    (tmp_path / "学到的.yaml").write_text(said, "utf-8")
    knowledge = read_knowledge([str(tmp_path / "学到的.yaml")], problems := Problems())
    assert not list(problems)
    assert knowledge.known == {"餐品"}
    assert [(w.code, w.found, w.reason, w.shared) for w in knowledge.waivers] == [
        ("B444", "上世纪", "引用原文", True)
    ]
    assert "a.yaml、b.yaml" in said and "B405" not in said
