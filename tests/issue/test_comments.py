"""A comment never takes text with it without a word: what `#` begins on a value's own line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.problems import Problems
from bulletin_pdf.yamldoc.node import Node
from bulletin_pdf.yamldoc.parse import parse_yaml
from bulletin_pdf.yamldoc.source import decode, make_source


def read(text: str) -> tuple[Node | None, str]:
    problems = Problems()
    node = parse_yaml(make_source("issue.yaml", text), problems)
    return node, " ".join(f"{p.code} {p.span.line}:{p.span.column}" for p in problems if p.span)


CUT = {
    "title": "标题: 网友热议 #最美志愿者# 活动\n",
    "by": "供稿单位: 市文明办 #新媒体科\n",
    "second sign apart": "标题: 网友热议 # 最美志愿者 # 活动\n",
    "no space before Latin": "标题: 学习 C #Sharp\n",
    "sign alone": "标题: 甲 #\n",
    "after a tab": "标题: 甲\t#话题\n",
    "full-width space after": "标题: 甲 #　话题\n",
    "two spaces before": "标题: 甲  #话题# 乙\n",
    "whole value": "标题: #话题#\n",
    "whole value, key far": "标题:    #话题# 活动\n",
    "after a dash": "报告:\n- #光盘行动# 话题\n- 乙\n",
    "in a list": "报告:\n- 线上发起 #光盘行动# 话题。\n",
    "list in brackets": "送: [甲, 乙 #话题\n  , 丙]\n",
    "after a comma": "送: [甲,#话题\n  丙]\n",
    "swallowed bracket": "送: [甲 #话题#, 丙]\n发: 乙\n",
    "in braces": "报尾: {送: 甲 #话题\n  }\n",
    "after quotes": "标题: '甲' #话题# 活动\n",
    "right after quotes": "标题: \"甲\"#话题\n",
    "right after quotes, space": "标题: '甲'# 话题\n",
    "after an alias": "甲: &a 乙\n丙: *a #话题\n",
    "after an anchor": "甲: &a #话题\n  乙\n丙: *a\n",
    "block header": "正文: |#话题\n  甲\n",
    "block header, space": "正文: | #话题# 甲\n  乙\n",
    "block header with signs": "正文: >-2 #话题\n    甲\n",
    "on a key": "标 #题: 甲\n",
    "on a second key": "刊名: 甲\n标 #题: 乙\n",
    "second line of a value": "标题: 甲\n  乙 #话题\n",
    "between lines of a value": "标题: 甲\n  乙 #话题\n  丙\n",
    "document mark": "--- #话题\n标题: 甲\n",
    "question mark key": "? 标题 #话题\n: 甲\n",
    "windows line ends": "标题: 甲 #话题\r\n期号: 3\r\n",
}  # fmt: skip

KEPT = {
    "usual": "标题: 甲 # 标题\n",
    "apart": "标题: 甲     # 标题 #2\n",
    "after a tab": "标题: 甲\t# 标题\n",
    "key only": "报告: # 报告\n- 甲\n",
    "full line": "# 刊名\n标题: 甲\n  # 期号\n#期号: 3\n##########\n",
    "block header": "正文: |  # 每行一段。\n  甲\n",
    "block header, one space": "正文: | # 每行一段。\n  甲\n",
    "list and map": "送: [甲, 乙]  # 单位\n报尾: {送: 甲}  # 单位\n",
    "sign in a word": "标题: C#语言\n",
    "in an address": "网址: http://a.cn/#b\n",
    "in quotes": "标题: '甲 #话题# 乙'\n期号: \"3 #话题\"\n",
    "over lines in quotes": '标题: "甲\n  #话题# 乙"\n',
    "in a block": "正文: |\n  甲 #话题# 乙\n  #话题# 丙\n",
    "in a folded block": "正文: >\n  甲 #话题# 乙\n",
    "full-width sign": "标题: 甲 ＃话题＃ 乙\n",
    "after a full-width space": "标题: 甲　#话题# 乙\n",
    "after a no-break space": "标题: 甲\u00a0#话题# 乙\n",
    "windows line ends": "标题: 甲 # 标题\r\n期号: 3\r\n",
}


@pytest.mark.parametrize("text", CUT.values(), ids=CUT.keys())
def test_a_cut_text_is_an_error_where_the_sign_stands(text: str) -> None:
    _, said = read(text)
    lines = text.replace("\r\n", "\n").split("\n")
    first = next(number for number, line in enumerate(lines) if "#" in line)
    assert f"B147 {first + 1}:{lines[first].index('#') + 1} " in said + " "


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT.keys())
def test_a_comment_stays_a_comment_and_a_text_a_text(text: str) -> None:
    node, said = read(text)
    assert node is not None
    assert said == ""


def test_with_a_byte_order_mark() -> None:
    problems = Problems()
    source = decode("issue.yaml", "\ufeff标题: 甲 #话题\n".encode(), problems)
    assert source is not None
    parse_yaml(source, problems)
    assert [(p.code, p.span) for p in problems] == [("B147", ("issue.yaml", 1, 7, 3))]


def test_a_comment_between_the_lines_of_a_value() -> None:
    assert read("标题: 甲\n  # 乙\n  丙\n期号: 3\n")[1] == "B150 2:3"
    assert read("标题: 甲\n  乙  # 丙\n  丁\n")[1] == "B150 2:6"


def test_what_looks_like_a_sentence_cut_in_two() -> None:
    assert read("标题: 我们学习 C # 语言。\n")[1] == "B148 1:12"
    assert read("标题: 某办  # 由省里定。\n")[1] == ""


def test_a_line_that_looks_like_a_topic() -> None:
    assert read("正文: |\n    甲\n  #光盘行动# 话题\n期号: 3\n")[1] == "B149 3:3"
    assert read("#标题：#\n#甲# 乙\n刊名: 甲\n#a#b\n#!甲#\n")[1] == "B149 1:1 B149 2:1"


JOINED = {
    "folded block": ("正文: >\n  甲。\n  乙。\n", "B152 3:3"),
    "plain": ("正文: 甲！\n  乙。\n", "B152 2:3"),
    "in quotes": ('正文: "甲。”\n  乙。"\n', "B152 2:3"),
    "not at a sentence's end": ("正文: >\n  甲，\n  乙。\n", ""),
    "blank line between": ("正文: >\n  甲。\n\n  乙。\n", ""),
    "literal block": ("正文: |\n  甲。\n  乙。\n", ""),
    "dash": ("供稿单位: 甲\n  - 乙\n", "B156 2:3"),
    "quote closed by a later one": ("报告:\n- '甲\n- 乙'\n", "B155 2:3"),
    "quote over a key": ('标题: "甲\n期号: 3"\n', "B155 1:5"),
    "quote over a key of a report": ('报告:\n- 标题: "甲\n  期号: 3"\n', "B155 2:7"),
    "quoted list, indented": ('标题: "甲：\n  - 乙"\n', ""),
}


@pytest.mark.parametrize(("text", "expected"), JOINED.values(), ids=JOINED.keys())
def test_lines_that_yaml_joins(text: str, expected: str) -> None:
    node, said = read(text)
    assert node is not None
    assert said == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("标题: &R 研发中心\n", "B151 1:5"),
        ("标题: &R\n  研发中心\n", "B151 1:5"),
        ("标题: &R 甲\n副标题: &R 乙\n题: *R\n", "B151 1:5"),
        ("标题: &R 甲\n副标题: *R\n", ""),
        ("报尾: &R\n  送: 甲\n", ""),
        ("标题: ! 通知\n", "B125 1:5"),
        ("标题: !! 通知\n", "B125 1:5"),
        ("标题: !!str 通知\n", ""),
        ("正文: |\n        \n    甲\n", "B153 2:1"),
        ("正文: |\n    \n    甲\n", ""),
    ],
)
def test_signs_that_yaml_takes_for_itself(text: str, expected: str) -> None:
    assert read(text)[1] == expected


ISSUE = "bulletin: 工作简报\nnumber: 30\ndate: 2022-06-16\nreports:\n- title: 标题\n  {body}\n"
FIELDS = {
    "cell": "body:\n  - table: [[甲, 乙], [丙 #丁\n    , 戊]]",
    "block cell": "body:\n  - table:\n    - - 甲\n      - 乙 #丙\n",
    "caption": "body:\n  - figure: a.jpg\n    caption: 甲 #乙",
    "verse": "body:\n  - verse: 甲 #乙",
    "text": "text: 甲 #乙",
}


@pytest.mark.parametrize("body", FIELDS.values(), ids=FIELDS.keys())
def test_in_every_kind_of_field(body: str, tmp_path: Path) -> None:
    path = tmp_path / "issue.yaml"
    path.write_text(ISSUE.replace("{body}", body), encoding="utf-8")
    assert said_of(path) == ["B147"]


def said_of(path: Path) -> list[str]:
    from bulletin_pdf.problems import BulletinError

    with pytest.raises(BulletinError) as caught:
        read_issue(path)
    return [problem.code for problem in caught.value.problems if problem.code != "B504"]


def test_in_what_issues_share(tmp_path: Path) -> None:
    (tmp_path / "bulletin.yaml").write_text("publisher: 某办 #综合科\n", encoding="utf-8")
    path = tmp_path / "issue.yaml"
    path.write_text(ISSUE.replace("{body}", "text: 甲"), encoding="utf-8")
    assert said_of(path) == ["B147"]


WORDS = st.text("甲乙丙#' \"AB，。", min_size=1, max_size=12)


@given(st.lists(WORDS, min_size=1, max_size=4))
def test_a_plain_text_is_whole_or_told(words: list[str]) -> None:
    """Property: whatever is typed after a dash, all of it but blanks arrives, or something is said."""
    typed = [word for word in words if word.strip()]
    node, said = read("报告:\n" + "".join(f"- {word}\n" for word in typed) + "期号: 3\n")
    if node is None or said:
        assert said
        return
    items = [value.items for key, value in node.pairs if key.value == "报告"]
    for item, word in zip(items[0] if items else (), typed, strict=True):
        quote = item.style
        kept = item.value.replace(quote, quote * 2 if quote == "'" else quote) if quote else item.value
        # A comment as comments are written is the one thing that may be missing.
        whole, bare = "".join(word.split()), "".join(f" {word}".partition(" # ")[0].split())
        assert "".join(f"{quote}{kept}{quote}".split()) in (whole, bare)
