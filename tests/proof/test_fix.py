"""`check --fix`: only what needs no thought, and nothing else in the file."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from support.program import Done, run_here

Run = Callable[..., tuple[Done, bytes]]

SOURCE = """\
# 注释：  留着   不动
bulletin: '工作简报'   # 单引号
number: 30
date: "2022-06-16"
reports:
  - title: "标题"
    text: |
      截止目前,,共有3人。会议要求，， 各单位抓好落实。
      1、从二零二二年起施行，"强“字诀没有配对，一是快，三是慢。

      开展“文艺进社区”“文明进万家活动
  - title: 第二篇
    body:
      - "座落于\\u6CB3边，双引号里的\\"转义\\"不动。"
      - 折行的一段，截止目前
        也要找得到位置。
"""


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def check(*arguments: str, source: bytes = SOURCE.encode()) -> tuple[Done, bytes]:
        path = tmp_path / "a.yaml"
        if source is not None:
            path.write_bytes(source)
        done = run_here("check", "a.yaml", "--lang", "zh", *arguments, cwd=tmp_path)
        return done, path.read_bytes()

    return check


def test_fix(run: Run) -> None:
    done, after = run("--fix")
    mended = SOURCE
    for before, now in (
        ("截止目前,,共有", "截至目前，共有"),
        ("会议要求，， 各", "会议要求，各"),
        ("      1、从", "      1.从"),
        ("二零二二年", "二〇二二年"),
        ("座落于", "坐落于"),
        ("折行的一段，截止目前", "折行的一段，截至目前"),
    ):
        assert before in mended
        mended = mended.replace(before, now)
    assert after.decode() == mended
    assert "+      截至目前，共有3人。会议要求，各单位抓好落实。" in done.stdout
    assert "-      截止目前,,共有" in done.stdout
    assert done.returncode == 1, "what takes thought is still there"
    assert "B401" in done.stderr and "B450" not in done.stderr


def test_fix_again_does_nothing(run: Run) -> None:
    _, once = run("--fix")
    done, twice = run("--fix", source=once)
    assert once == twice
    assert "+++" not in done.stdout


def test_dry_run_writes_nothing(run: Run) -> None:
    done, after = run("--fix", "--dry-run")
    assert after == SOURCE.encode()
    assert "+      截至目前" in done.stdout and "没有动文件" in done.stdout
    assert "B450" in done.stderr


def test_dry_run_alone_is_wrong_usage(run: Run) -> None:
    done, _ = run("--dry-run")
    assert done.returncode == 2


@pytest.mark.parametrize("ends", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark_stay(run: Run, ends: str, mark: bytes) -> None:
    source = mark + SOURCE.replace("\n", ends).encode()
    _, after = run("--fix", source=source)
    assert after.startswith(mark) and after.count(ends.encode()) == source.count(ends.encode())
    assert after.count(b"\n") == source.count(b"\n")
    assert "截至目前，共有".encode() in after


def test_json(run: Run) -> None:
    done, _ = run("--fix", "--format", "json")
    records = [json.loads(line) for line in done.stderr.splitlines()]
    fixes = [record for record in records if record["level"] == "fix"]
    assert {(record["before"], record["after"]) for record in fixes} >= {
        ("截止目前", "截至目前"),
        ("1、", "1."),
    }
    assert all(record["done"] for record in fixes)
    assert json.loads(done.stdout)["errors"]


def test_waived_findings_are_not_mended_and_are_named(run: Run) -> None:
    source = SOURCE + "waive:\n  B450 截止: 原文如此\n"
    done, after = run("--fix", source=source.encode())
    assert "截止目前" in after.decode() and "二〇二二年" in after.decode()
    assert "已豁免 B450：“截止目前”是错别字\n  理由：原文如此" in done.stderr
    assert "豁免 2 处" in done.stdout


def test_waived_findings_are_records_of_their_own(run: Run) -> None:
    source = SOURCE + "waive:\n  B450 截止: 原文如此\n"
    done, _ = run("--format", "json", source=source.encode())
    waived = [
        record for line in done.stderr.splitlines() if (record := json.loads(line)).get("level") == "waived"
    ]
    assert {record["code"] for record in waived} == {"B450"}
    assert {record["reason"] for record in waived} == {"原文如此"}
    line = waived[0]["line"]
    assert "截止" in source.splitlines()[line - 1][waived[0]["column"] - 1 :][:2]


def test_the_file_that_cannot_be_read_is_left_alone(run: Run) -> None:
    done, after = run("--fix", source=b"number: [1\n")
    assert done.returncode == 1 and after == b"number: [1\n"
