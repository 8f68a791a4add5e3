"""Edits of a YAML file: the value asked for changes, every other character stays."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin_pdf.yamldoc.edit import edited
from bulletin_pdf.yamldoc.operations import Edit, EditError, Insert, Move, Remove, SetValue

ROOT = Path(__file__).parent.parent.parent
MODEL = (ROOT / "issues/2022-zk30.yaml").read_text("utf-8")

SMALL = """\
# 一期
刊名: 青河简报   # 名称
number: 3
theme: '全面 # 落实'
note:
list: [甲, "乙, 丙"]
reports:
  # 第一篇
  - city: 甲市
    title: 标题一
    text: |
      第一段。

      第二段。{blanks}
      第三段。

  # 第二篇
  - title: >-
      标题
      二
    city: 乙市  # 待核

  - city: 丙市
colophon: {编辑: 张三, 电话: '0731'}
""".replace("{blanks}", "  ")


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that differ, between the first and the last that do."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    while old and new and old[0] == new[0]:
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    return old, new


CASES: dict[str, tuple[Edit, list[str], list[str]]] = {
    "plain": (SetValue(("刊名",), "新简报"), ["刊名: 青河简报   # 名称\n"], ["刊名: 新简报   # 名称\n"]),
    "needs quotes": (SetValue(("刊名",), "a: b #c"), ["刊名: 青河简报   # 名称\n"], ["刊名: 'a: b #c'   # 名称\n"]),
    "quoted stays quoted": (SetValue(("theme",), "it's"), ["theme: '全面 # 落实'\n"], ["theme: 'it''s'\n"]),
    "nothing before": (SetValue(("note",), "按"), ["note:\n"], ["note: 按\n"]),
    "in brackets": (SetValue(("list", 0), "甲,丁"), ['list: [甲, "乙, 丙"]\n'], ["list: ['甲,丁', \"乙, 丙\"]\n"]),
    "one line of a block": (
        SetValue(("reports", 0, "text"), "第一段。\n\n第二段改。\n第三段。\n"),
        ["      第二段。  \n"], ["      第二段改。\n"],
    ),
    "a block grows": (
        SetValue(("reports", 0, "text"), "第一段。\n\n第二段。  \n第三段。\n\n第四段。"),
        [], ["      第四段。\n", "\n"],
    ),
    "folded becomes lines": (
        SetValue(("reports", 1, "title"), "标题二改"),
        ["  - title: >-\n", "      标题\n", "      二\n"], ["  - title: |\n", "      标题二改\n"],
    ),
    "a new key": (SetValue(("reports", 0, "by"), "甲市委"), [], ["    by: 甲市委\n"]),
    "a new key in braces": (
        SetValue(("colophon", "校对"), "李四"),
        ["colophon: {编辑: 张三, 电话: '0731'}\n"], ["colophon: {编辑: 张三, 电话: '0731', 校对: 李四}\n"],
    ),
    "a text becomes a list": (SetValue(("刊名",), ["甲", "乙"]), ["刊名: 青河简报   # 名称\n"], ["刊名: [甲, 乙]   # 名称\n"]),
    "an item before": (
        Insert(("reports", 1), {"city": "丁市", "text": "一。\n二。"}),
        [], ["  - city: 丁市\n", "    text: |\n", "      一。\n", "      二。\n"],
    ),
    "an item at the end": (Insert(("reports", 3), {"city": "丁市"}), [], ["  - city: 丁市\n"]),
    "an item in brackets": (Insert(("list", 2), "丁"), ['list: [甲, "乙, 丙"]\n'], ['list: [甲, "乙, 丙", 丁]\n']),
    "the first item of a new list": (Insert(("errata", 0), {"was": "误"}), [], ["errata:\n", "  - was: 误\n"]),
    "a key goes": (Remove(("theme",)), ["theme: '全面 # 落实'\n"], []),
    "the last key goes": (Remove(("colophon",)), ["colophon: {编辑: 张三, 电话: '0731'}\n"], []),
    "the first key beside a dash goes": (
        Remove(("reports", 1, "title")),
        ["  - title: >-\n", "      标题\n", "      二\n", "    city: 乙市  # 待核\n"], ["  - city: 乙市  # 待核\n"],
    ),
    "an item goes with its comment": (
        Remove(("reports", 1)),
        ["  # 第二篇\n", "  - title: >-\n", "      标题\n", "      二\n", "    city: 乙市  # 待核\n", "\n"], [],
    ),
    "an item in brackets goes": (Remove(("list", 0)), ['list: [甲, "乙, 丙"]\n'], ['list: ["乙, 丙"]\n']),
    "an item moves with its comment": (
        Move(("reports", 1), 2),
        ["  # 第二篇\n", "  - title: >-\n", "      标题\n", "      二\n", "    city: 乙市  # 待核\n", "\n", "  - city: 丙市\n"],
        ["  - city: 丙市\n", "\n", "  # 第二篇\n", "  - title: >-\n", "      标题\n", "      二\n", "    city: 乙市  # 待核\n"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_only_its_own_lines_change(name: str) -> None:
    edit, gone, come = CASES[name]
    assert changed_lines(SMALL, edited(SMALL, [edit])) == (gone, come)


@pytest.mark.parametrize("name", CASES)
def test_line_ends_stay(name: str) -> None:
    edit = CASES[name][0]
    dos = SMALL.replace("\n", "\r\n")
    assert edited(dos, [edit]) == edited(SMALL, [edit]).replace("\n", "\r\n")
    mixed = SMALL.replace("\n", "\r\n", 3)
    assert edited(mixed, [edit]).replace("\r\n", "\n") == edited(SMALL, [edit])
    assert edited(mixed, [edit]).count("\r\n") >= 2


@pytest.mark.parametrize(
    "edit",
    [
        SetValue(("reports", 9, "city"), "x"),
        SetValue(("number", "x"), "x"),
        Remove(("nothing",)),
        Move(("reports", 0), 7),
        Insert(("reports", 5), "x"),
        Insert(("number", 0, "x"), "x"),
        SetValue((), "x"),
    ],
    ids=str,
)
def test_what_is_not_there_is_refused(edit: Edit) -> None:
    with pytest.raises(EditError):
        edited(SMALL, [edit])


def test_a_value_used_elsewhere_too_is_refused() -> None:
    text = "a: &x 甲\nb: *x\n"
    with pytest.raises(EditError):
        edited("a: &x [1]\nb: *x\n", [SetValue(("b", 0), "2")])
    assert edited(text, [SetValue(("b",), "乙")]) == "a: &x 甲\nb: 乙\n"


def test_an_edit_and_its_return_leave_the_model_issue_as_it_was() -> None:
    data = yaml.safe_load(MODEL)
    for number, report in enumerate(data["reports"]):
        for key, value in report.items():
            path = ("reports", number, key)
            there = edited(MODEL, [SetValue(path, value.replace("。", "；", 1) + "改")])
            assert there != MODEL
            assert edited(there, [SetValue(path, value)]) == MODEL


TEXTS = st.one_of(
    st.text("甲乙，。a1 :#'\"-[]{}&*!|>%@`\\?\t~", max_size=12).map(str.strip),
    st.sampled_from(
        ["true", "null", "01", "2022-06-16", "---", "a\n\n b", " 甲\n乙", "甲\n", "=", "<<", "- x", "…"]
    ),
    st.lists(st.text("甲。 #", min_size=1, max_size=6), min_size=1, max_size=4).map("\n".join),
)
VALUES = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("甲乙a"), inner, max_size=3),
    max_leaves=5,
)
PATHS = [
    ("刊名",), ("number",), ("theme",), ("note",), ("list", 0), ("list", 1), ("reports", 0, "city"), ("reports", 0, "text"),
    ("reports", 1, "title"), ("reports", 2, "new"), ("new",), ("reports", 1), ("list",), ("colophon", "编辑"), ("reports",),
]  # fmt: skip


def plain(value: object) -> object:
    """What a file says, without how; an empty value says nothing."""
    if isinstance(value, list):
        return [plain(part) for part in value] or None
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()} or None
    return (str(value).rstrip("\n") or None) if value is not None else None


def read(text: str) -> Any:
    return yaml.load(text, yaml.BaseLoader)


@settings(deadline=None)
@given(st.sampled_from(PATHS), VALUES)
def test_any_value_can_be_written_anywhere(path: tuple[str | int, ...], value: Any) -> None:
    text = edited(SMALL, [SetValue(path, value)])
    found = read(text)
    for step in path:
        found = found[step]
    assert plain(found) == plain(value)
    for comment in ("# 一期", "# 名称"):
        assert comment in text


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["set", "insert", "remove", "move"]), st.integers(0, 3), st.integers(0, 3), VALUES
        ),
        max_size=5,
    )
)
def test_edits_one_after_the_other(script: list[tuple[str, int, int, Any]]) -> None:
    """A list in the file becomes what the same edits make of a list in memory."""
    text, items = SMALL, read(SMALL)["reports"]
    for kind, at, to, value in script:
        if kind == "insert" and at <= len(items):
            text = edited(text, [Insert(("reports", at), value)])
            items.insert(at, value)
        elif kind == "set" and at < len(items):
            text = edited(text, [SetValue(("reports", at), value)])
            items[at] = value
        elif kind == "remove" and at < len(items):
            text = edited(text, [Remove(("reports", at))])
            del items[at]
        elif kind == "move" and max(at, to) < len(items):
            text = edited(text, [Move(("reports", at), to)])
            items.insert(to, items.pop(at))
        assert plain(read(text)["reports"] or []) == plain(items)
    assert text.startswith("# 一期\n刊名: 青河简报   # 名称\n") and text.endswith("电话: '0731'}\n")
