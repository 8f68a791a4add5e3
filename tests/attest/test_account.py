"""The account of a source: two readings agree, every byte has its class, and a text that was not read is told."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin_pdf.attest.source_account import ReadSources, accounts_of, read_of
from bulletin_pdf.build import publish
from bulletin_pdf.issue.model import Issue, Paragraph
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.press.options import PrintOptions
from bulletin_pdf.problems import BulletinError, Problems
from bulletin_pdf.yamldoc.second_reading import split_file, take_account
from bulletin_pdf.yamldoc.source import decode, make_source
from support.narrowed import prose_of

ROOT = Path(__file__).parent.parent.parent
SOURCES = sorted([*ROOT.glob("issues/*-*.yaml"), *ROOT.glob("tests/corpus/*/issue.yaml")])

ISSUE = """\
# 刊名各期一样
刊名: 工作简报  # 报头
期号: 30
印发日期: 2022-06-16
报告:
  - 地区: 湘西州
    标题: '突出“强”字''诀'''
    供稿单位: [州委宣传部, "州\\u6587明办"]
    正文: |  # 每行一段
      **第一段,**“二”字==要紧==...
      # 第二段
  - 标题: 甲
      乙
    内容:
      - 表格:
          - [甲, 乙]
          - - 丙
            - {文字: 丁, 跨列: 1}
      - &注 附注文字
"""


def account_of(tmp_path: Path, text: str | bytes) -> tuple[dict[str, Any], Issue]:
    path = tmp_path / "issue.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    issue = read_issue(path).issue
    return accounts_of(read_of(issue), str(path))[0], issue


CLASSES = ("text", "keys", "signs", "comments", "white", "mark")


@pytest.mark.parametrize("form", ["plain", "windows", "marked"])
def test_every_byte_is_in_one_class(form: str, tmp_path: Path) -> None:
    text = ISSUE.replace("&注 ", "").encode()
    plain, _ = account_of(tmp_path, text)
    data = {"plain": text, "windows": text.replace(b"\n", b"\r\n"), "marked": b"\xef\xbb\xbf" + text}[form]
    account, _ = account_of(tmp_path, data)
    assert sum(int(str(account[name])) for name in CLASSES) == account["bytes"] == len(data)
    for name in ("text", "keys", "signs", "comments"):
        assert account[name] == plain[name]
    assert [(c["line"], c["text"]) for c in account["comment lines"]] == [
        (1, "# 刊名各期一样"),
        (2, "# 报头"),
        (9, "# 每行一段"),
    ]
    said = [setting["value"] for setting in account["settings"]]
    assert said == ["30", "2022-06-16", "1"]


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.parent.name)
def test_sources_of_all_kinds_are_read_whole(source: Path) -> None:
    issue = read_issue(source).issue
    for account in accounts_of(read_of(issue), str(source)):
        assert sum(int(str(account[name])) for name in CLASSES) == account["bytes"]


def test_a_paragraph_that_was_not_read_is_told(tmp_path: Path) -> None:
    _, issue = account_of(tmp_path, ISSUE.replace("&注 ", ""))
    report = issue.reports[0]
    lost = {
        "paragraph": report._replace(body=report.body[1:]),
        "half": report._replace(
            body=(Paragraph(prose_of(report.body[0])._replace(text="第")), *report.body[1:])
        ),
        "attribution": report._replace(by=None),
        "title": report._replace(title=(), heading=()),
    }
    lines = {"paragraph": 10, "half": 10, "attribution": 8, "title": 7}
    for name, changed in lost.items():
        poor = issue._replace(reports=(changed, *issue.reports[1:]))
        if name == "title":
            poor = poor._replace(
                reports=tuple(one._replace(contents_title=issue.masthead.name) for one in poor.reports)
            )
        with pytest.raises(BulletinError) as caught:
            accounts_of(read_of(poor), issue.path)
        assert ("B158", lines[name]) in [(p.code, p.span and p.span.line) for p in caught.value.problems], (
            name
        )


def test_a_change_that_was_not_logged_is_told(tmp_path: Path) -> None:
    _, issue = account_of(tmp_path, ISSUE.replace("&注 ", ""))
    with pytest.raises(BulletinError):
        accounts_of(ReadSources(issue.sources[:1], (), (), ()), issue.path)


def test_what_is_said_in_other_words_is_a_setting(tmp_path: Path) -> None:
    account, _ = account_of(tmp_path, ISSUE.replace("&注 ", "") + '份号: "甲,\\t乙...丙"\n')
    assert account["settings"][-1]["value"] == "甲,乙...丙"


def test_what_an_issue_overrides_is_no_loss(tmp_path: Path) -> None:
    (tmp_path / "bulletin.yaml").write_text("刊名: 旧名\n编发单位: 某办\n", "utf-8")
    path = tmp_path / "issue.yaml"
    path.write_text(ISSUE.replace("&注 ", ""), "utf-8")
    issue = read_issue(path).issue
    _, shared = accounts_of(read_of(issue), str(path))
    assert shared["name"] == "bulletin.yaml"
    assert shared["settings"] == [{"line": 1, "column": 5, "value": "旧名"}]


def test_the_certificate_carries_it(tmp_path: Path) -> None:
    path, target = tmp_path / "issue.yaml", tmp_path / "issue.pdf"
    path.write_text(ISSUE.replace("&注 ", ""), "utf-8")
    publish(str(path), str(target), options=PrintOptions(certificate=True))
    record = json.loads((tmp_path / "issue.certificate.json").read_text("utf-8"))
    (account,) = record["account"]
    assert (account["name"], account["sha256"]) == ("issue.yaml", record["source"]["sha256"])


def test_a_reading_that_differs_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    source = make_source("f", "刊名: 甲\n期号: 3\n")
    assert take_account(source, Problems()) is not None
    problems = Problems()
    parts = [part._replace(said=part.said.replace("甲", "")) for part in split_file(source.text)]
    monkeypatch.setattr("bulletin_pdf.yamldoc.second_reading.split_file", lambda text: parts)
    assert take_account(source, problems) is None
    assert [(p.code, p.span and p.span[1:3]) for p in problems] == [("B157", (1, 5))]


PIECES = st.sampled_from(
    ["甲", "乙: 丙", "- ", "\n", "\n  ", "\n    ", "\n- ", "\n  - ", "#", "# 注", " # 注", "  # 注", "'", '"', "''"]
    + ["|", "|\n  甲\n   乙\n", ">", "|-", "|2", "&a ", "*a", "[", "]", "{", "}", ", ", ",", ":", ": ", "?", "? "]
    + ["!", "!!str ", "---", "...", "%", "\t", "\u00a0", "\u3000", "b: c", "\\", "\\n", "~", "http://a.b/#c", "x:y", "\r\n"]
)  # fmt: skip


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=9), st.lists(PIECES, max_size=3))
def test_two_readings_agree_on_whatever_yaml_there_is(value: list[str], end: list[str]) -> None:
    """Property: what libyaml reads without a fault is read the same without it."""
    problems = Problems()
    source = decode("f", ("k: " + "".join(value) + "\nz: y\n" + "".join(end)).encode(), problems)
    assert source is not None
    account = take_account(source, problems)
    assert account is not None or [p for p in problems.errors if p.code != "B157"]
