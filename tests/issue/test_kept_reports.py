"""An issue read again after a change is the issue that is read of the whole text anew; what has not changed is not read again."""

from pathlib import Path
from random import Random

from bulletin_pdf.issue.kept_reports import KeptReports
from bulletin_pdf.issue.read import Reading, read_issue
from bulletin_pdf.problems import BulletinError, Problem
from bulletin_pdf.yamldoc.source import SourceText

HEAD = "bulletin: 工作简报\nnumber: 1\npublisher: 某办\ndate: 2022-01-16\nreports:\n"
REPORTS = [
    "- title: 动态甲\n  by: 甲县\n  text: |\n    **一是**抓落实,共３个。\n\n    二是回头看。\n",
    "- {title: 动态乙, text: 正文(乙)。}\n",
    "- title: &same 动态丙\n  body:\n  - heading: 一、做法\n  - table: [[甲, 乙], [1, 2]]\n  - quote: 引文。\n",
    "- title: *same\n  text: >\n    折行的\n    正文。\n",
    "- title: 动态丁\n  body: [正文。, {figure: none.png}]\n",
    "- title: 动态戊\n  wrong: 没有这一项\n  text: 正文。\n",
    "- title: '动态''己'\n  text: \"正文 \\\n    续行。\"\n",
]
Read = tuple[Reading | None, tuple[Problem, ...]]


def read(text: str, kept: KeptReports | None = None) -> Read:
    try:
        found = read_issue(SourceText("issue.yaml", text.encode()), "", kept)
    except BulletinError as error:
        return None, tuple(error.problems)
    return found, tuple(found.problems)


def same(one: Read, other: Read) -> bool:
    issues = [found and found.issue for found, _ in (one, other)]
    return issues[0] == issues[1] and one[1] == other[1]


def test_random_changes_are_read_as_if_for_the_first_time() -> None:
    choose, kept, reports, lead = Random(7), KeptReports(), REPORTS[:4], HEAD
    for _ in range(120):
        kept.begin()
        match choose.randrange(5):
            case 0:
                lead = HEAD + "# 一行\n" * choose.randrange(3)
            case 1:
                choose.shuffle(reports)
            case 2:
                reports[choose.randrange(4)] = choose.choice(REPORTS)
            case 3:
                at = choose.randrange(4)
                reports[at] = reports[at].replace("正文", choose.choice(("正文", "正文,文", "正文１")))
            case _:
                lead = HEAD + f"# {choose.random()}\n"
        text = lead + "".join(reports)
        assert same(read(text, kept), read(text)), text


def test_a_report_whose_text_stays_where_it_stood_is_not_read_again() -> None:
    kept = KeptReports()
    first, _ = read(HEAD + REPORTS[0] + REPORTS[1], kept)
    kept.begin()
    second, _ = read(HEAD.replace("某办", "某局") + REPORTS[0] + REPORTS[1].replace("正文", "后文"), kept)
    kept.begin()
    third, _ = read(HEAD + "# 下移一行\n" + REPORTS[0], kept)
    assert first and second and third
    assert second.issue.reports[0] is first.issue.reports[0]
    assert second.issue.reports[1] != first.issue.reports[1]
    assert third.issue.reports[0] is not first.issue.reports[0]
    before, after = first.issue.reports[0].place, third.issue.reports[0].place
    assert before and after and after.line == before.line + 1


def test_a_file_that_comes_to_be_there_is_seen(tmp_path: Path) -> None:
    kept, text = KeptReports(), HEAD + "- title: 动态\n  column: 专栏\n  banner: b.svg\n  text: 正文。\n"
    source = SourceText(str(tmp_path / "issue.yaml"), text.encode())
    for there in (False, True, False):
        kept.begin()
        banner = tmp_path / "b.svg"
        if there:
            banner.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
        else:
            banner.unlink(missing_ok=True)
        try:
            codes = [problem.code for problem in read_issue(source, "", kept).problems]
        except BulletinError as error:
            codes = [problem.code for problem in error.problems]
        assert ("B504" in codes) != there
