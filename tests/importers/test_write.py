"""What is written reads as the same issue."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.issue.write_yaml import write_issue
from bulletin_pdf.issue.yaml_lines import Notes
from bulletin_pdf.problems import BulletinError
from bulletin_pdf.yamldoc.scalars import scalar
from importers.helpers import ROOT, bare

HAN = "湘西州突出四字要诀提升文明实践水平一二三、，。：；！？（）“”〔〕【】《》—…·甲乙 "
ODD = HAN + "abc019 '\"#:-[]{}&*!|>%@`,?.~"


def line(alphabet: str = ODD, most: int = 20) -> st.SearchStrategy[str]:
    return st.text(alphabet, min_size=1, max_size=most).filter(lambda text: text.strip(" ") != "")


TEXT = st.lists(line(most=40), min_size=1, max_size=4).map("\n".join)
PATH = "issues/x.yaml"
CELL = st.one_of(line(most=6), st.just(""))
BLOCK = st.one_of(
    TEXT,
    st.builds(lambda text, level: {"heading": text, "level": level}, line(), st.integers(1, 4)),
    st.builds(lambda text: {"quote": text}, TEXT),
    st.builds(lambda lines: {"verse": lines}, st.lists(line(), min_size=1, max_size=3)),
    st.builds(lambda lines: {"right": lines}, st.lists(line(), min_size=1, max_size=2)),
    st.builds(lambda text: {"note": text}, line()),
    st.builds(
        lambda rows, heads: {"table": rows, "caption": "甲乙", "header_rows": heads},
        st.integers(1, 3).flatmap(
            lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=2, max_size=3)
        ),
        st.integers(0, 2),
    ),
)
REPORT = st.fixed_dictionaries(
    {"title": st.one_of(line(), st.lists(line(), min_size=1, max_size=2))},
    optional={
        "city": line(HAN, 5),
        "subtitle": line(),
        "contents_title": line(),
        "heading": line(),
        "by": line(),
        "column": line(),
        "source": line(),
        "date": st.sampled_from(["2022-06-16", "二〇二二年六月十六日"]),
        "attending": st.lists(line(), min_size=1, max_size=3),
        "observing": line(),
    },
).flatmap(
    lambda head: st.one_of(
        TEXT.map(lambda text: head | {"text": text}),
        st.lists(BLOCK, min_size=1, max_size=4).map(lambda body: head | {"body": body}),
    )
)
ISSUE = st.fixed_dictionaries(
    {
        "bulletin": line(),
        "number": st.integers(1, 999),
        "date": st.sampled_from(
            ["2022-06-16", "2022年6月16日—20日", "二〇二二年六月十六日", "2022年12月1日"]
        ),
        "reports": st.lists(REPORT, min_size=1, max_size=2),
    },
    optional={
        "series": line(),
        "serial": st.integers(1000, 2000),
        "year": st.just(2022),
        "supplement": st.booleans(),
        "label": st.just("创刊号"),
        "publisher": st.one_of(line(), st.lists(line(), min_size=2, max_size=3)),
        "secrecy": st.just("机密★1年"),
        "copy_number": st.just("000012"),
        "copy_numbers": st.booleans(),
        "signer": line(HAN),
        "permit": line(),
        "published": st.sampled_from(["2022-06-20", "2022年6月20日"]),
        "lang": st.sampled_from(["zh-Hans", "zh-Hant"]),
        "theme": line(),
        "note": TEXT,
        "contents": st.sampled_from(["auto", "none", "pages", "list"]),
        "fit": st.sampled_from(["auto", "off"]),
        "design": st.fixed_dictionaries(
            {},
            optional={
                "marks": st.sampled_from(["full", "half"]),
                "pair": st.sampled_from([1, 1.5]),
                "hanging": st.booleans(),
                "mirror": st.booleans(),
                "han_latin_gap": st.sampled_from([0, 0.125]),
                "typesetting": st.just("grid"),
            },
        ),
        "waive": st.just({"B405": "看过", "B412 甲乙": "可以"}),
        "province": st.just("湖南省"),
        "distribution": st.fixed_dictionaries(
            {},
            optional={
                "report": line(),
                "send": st.lists(line(), min_size=1, max_size=3),
                "audience": st.lists(line(), min_size=1, max_size=2),
                "printer": line(),
                "copies": st.just(9),
            },
        ),
        "colophon": st.fixed_dictionaries(
            {}, optional={"editor": line(), "投稿邮箱": st.just("a@b.cn"), "责任编辑": line()}
        ).filter(lambda held: not {"editor", "责任编辑"} <= set(held)),
    },
)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(content=ISSUE, chinese=st.booleans())
def test_read_of_write_is_the_issue(
    tmp_path_factory: pytest.TempPathFactory, content: dict[str, Any], chinese: bool
) -> None:
    directory = tmp_path_factory.mktemp("write")
    first, second = directory / "a.yaml", directory / "b.yaml"
    first.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")
    try:
        issue = read_issue(first, bulletin="").issue
    except BulletinError:
        assume(False)
        return
    second.write_text(write_issue(issue, chinese=chinese), "utf-8")
    again = read_issue(second, bulletin="").issue
    assert bare(again) == bare(issue), second.read_text("utf-8")


@pytest.mark.parametrize(
    "value", ["（甲）", "（甲", "甲）", "【甲】", "[甲", "（甲】", "（甲）乙（丙）", "（（甲））"]
)
def test_brackets_of_a_text_stay_its_own(value: str, tmp_path: Path) -> None:
    report = {"title": "甲", "by": value, "subtitle": value, "heading": value, "text": "乙。"}
    content = {
        "bulletin": "甲",
        "number": 1,
        "date": "2022-06-16",
        "label": value,
        "note": value,
        "reports": [report],
    }
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    first.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    issue = read_issue(first, bulletin="").issue
    second.write_text(write_issue(issue), "utf-8")
    assert bare(read_issue(second, bulletin="").issue) == bare(issue), second.read_text("utf-8")


CORPUS = sorted((ROOT / "tests/corpus").glob("*/issue.yaml"))


@pytest.mark.parametrize(
    "source", [ROOT / "issues/2022-zk30.yaml", *CORPUS], ids=lambda path: path.parent.name
)
def test_issues_in_use(source: Path, tmp_path: Path) -> None:
    issue = read_issue(source).issue
    text = write_issue(issue, directory=str(source.parent))
    target = source.parent / "written-by-a-test.yaml"
    target.write_text(text, "utf-8")
    try:
        assert bare(read_issue(target).issue) == bare(issue)
    finally:
        target.unlink()


@given(text=st.text(ODD, min_size=1, max_size=12))
@settings(max_examples=500, deadline=None, derandomize=True)
def test_scalars(text: str) -> None:
    assert yaml.load(f"a: {scalar(text)}\n", yaml.BaseLoader) == {"a": text}
    assert yaml.load(f"a: [{scalar(text, flow=True)}, b]\n", yaml.BaseLoader) == {"a": [text, "b"]}


def test_comments_stand_at_their_values() -> None:
    issue = read_issue(ROOT / "issues/2022-zk30.yaml").issue
    notes = Notes(("一行", "两行"), {("date",): "请核对", ("reports", 1, "body"): "第 2 段"})
    text = write_issue(issue, notes=notes)
    assert text.startswith("# 一行\n# 两行\n")
    assert "date: 2022-06-16  # 请核对\n" in text
    assert text.count("    # 第 2 段\n    text: |\n") == 1
