import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin_pdf.issue import normalize
from bulletin_pdf.issue.normalize import Tidier
from bulletin_pdf.problems import Problems
from bulletin_pdf.source_map import SourceMap
from bulletin_pdf.yamldoc.written import PlacedText
from support.narrowed import present


def written(text: str) -> PlacedText:
    return PlacedText(text, SourceMap.start("a.yaml"))


def tidied(text: str, **options: Any) -> str:
    return Tidier(Problems(), **options).tidy(written(text)).text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # chinese-typesetting case 24
        ('他,说:"好."(见附件)', "他，说：“好。”（见附件）"),
        ("总要求,突出做好", "总要求，突出做好"),
        ("乡镇(街道)、村(社区)所站", "乡镇（街道）、村（社区）所站"),
        ("98.5%,全市3,500人", "98.5%，全市3,500人"),
        ("时间:10:30开始", "时间：10:30开始"),
        ("真的吗?!太好了!!!", "真的吗？！太好了！！！"),
        ("共(2)人", "共（2）人"),
        ("(一)加强领导", "（一）加强领导"),
        ("RSA(算法)", "RSA（算法）"),
        ("（中英文混排)", "（中英文混排）"),
        ("他说, 然后走了", "他说，然后走了"),
        ('"好",2022年', "“好”，2022年"),
        # straight beside curled: each pair has one partner of its own
        ('坚持“创新"驱动', "坚持“创新”驱动"),
        ('坚持"创新”驱动', "坚持“创新”驱动"),
        ('“甲"和"乙”', "“甲”和“乙”"),
        ('“甲""乙”并举', "“甲”“乙”并举"),
        ('开展"我们的节日”和“学雷锋"活动', "开展“我们的节日”和“学雷锋”活动"),
        ('甲说："我们“三个一”做好了"。', "甲说：“我们“三个一”做好了”。"),
        ('“他说"好"就走了”', "“他说“好”就走了”"),
        ("用‘甲'和'乙’", "用‘甲’和‘乙’"),
        ("**突出“强”字诀,夯基础.**一是", "**突出“强”字诀，夯基础。**一是"),
        ("正在进行...", "正在进行……"),
        ("这是长期任务--要持之以恒", "这是长期任务——要持之以恒"),
        ("买买提•艾力", "买买提·艾力"),
        ("买买提・艾力", "买买提·艾力"),
        ("ＡＢＣ１２３", "ABC123"),
        ("３．５万人", "3.5万人"),
        ("网址:http://www.example.cn/a?b=c,欢迎", "网址：http://www.example.cn/a?b=c，欢迎"),
        ("邮箱:a.b@example.cn.", "邮箱：a.b@example.cn."),
        ("他说'好'", "他说‘好’"),
        ("省略…", "省略……"),
        ("10\u00a0人", "10 人"),
        # Addresses keep their brackets, both; what stands after one and is no part of it does not.
        ("请登录(https://a.cn/b(c))，查询", "请登录（https://a.cn/b(c)），查询"),
        ("(见https://a.cn/b).", "（见https://a.cn/b）。"),
        ("(名单(1).docx),(第2版)", "（名单(1).docx），（第2版）"),
        ("ｗｗｗ.a.cn,请看", "www.a.cn，请看"),
        ("（1+2)甲", "（1+2）甲"),
        # A point after a closing mark ends a sentence.
        ("共(2024年).温度上升", "共（2024年）。温度上升"),
        ('他说"好".然后', "他说“好”。然后"),
        ("《办法》.另行通知", "《办法》。另行通知"),
        ("【附】．另行通知", "【附】。另行通知"),
        ("完毕．", "完毕。"),
        # What becomes wide makes its neighbours part of Chinese text.
        ("甲?!;,乙", "甲？！；，乙"),
        ("!;》", "！；》"),
    ],
)
def test_put_right(before: str, after: str) -> None:
    assert tidied(before) == after
    assert tidied(after) == after


@pytest.mark.parametrize(
    "text",
    [
        "3.5",
        "10:30",
        "比分3:2获胜",
        "通过“3+1”模式",
        "6+X",
        "社区+物业+党员",
        "http://www.example.cn/?a=1,2",
        "a@example.cn",
        'Hello, world! (really) "quoted" it\'s',
        "f(x); g(y)",
        "No. 5",
        "1,234,567",
        "2022-06-16",
        "长沙—株洲",
        "——以湘西州为例",
        "等等……",
        "张三.李四",
        "“文明进万家系列主题活动",
        "他说“好。",
        "iPhone,iPad和",
        "----",
        "A. 甲",
        "网址https://a.cn/x?k=f(e)，请看",
        "登录hunan.gov.cn/x(1)，查",
        "见D:\\文件\\2024年(终稿).docx，",
        "在\\\\server\\a(1)\\b，",
        "下载photos/a(1).jpg。",
        "见文件(2).doc，",
        "https://a.cn/(x 后)",
        "“通知”.docx",
        "不误农时不误春 积极行动助采茶",
    ],
)
def test_left_alone(text: str) -> None:
    tidier = Tidier(Problems())
    assert tidier.tidy(written(text)).text == text
    assert not tidier.changes


def test_straight_quote_without_partner_is_reported_not_repaired() -> None:
    problems = Problems()
    assert Tidier(problems).tidy(written('他说"好')).text == '他说"好'
    assert [(problem.code, present(problem.span).column) for problem in problems] == [("B215", 3)]


def test_traditional_quotes() -> None:
    assert tidied('他说"好"', lang="zh-Hant") == "他說「好」".replace("說", "说")


def test_nothing_without_normalize() -> None:
    tidier = Tidier(Problems(), normalize=False)
    assert tidier.tidy(written('　　他,说:"好..."(ＡＢ)')).text == '他,说:"好..."(ＡＢ)'
    assert [(change.before, change.after, change.rule) for change in tidier.changes] == [("　　", "", "J-34")]


def test_layout_spaces() -> None:
    tidier = Tidier(Problems())
    assert tidier.tidy(written(" \u00a0\u3000正文。 \t")).text == "正文。"
    assert len(tidier.changes) == 2
    tidier = Tidier(Problems())
    assert tidier.tidy(written("  正文。  ")).text == "正文。"
    assert not tidier.changes


def test_title_spaces() -> None:
    tidier = Tidier(Problems())
    assert tidier.tidy_title(written("突出要诀　\u00a0提升水平")).text == "突出要诀 提升水平"
    assert tidier.tidy_title(written("甲, 乙")).text == "甲， 乙"
    assert [change.rule for change in tidier.changes] == ["J-34", "J-30"]


def test_changes_have_places() -> None:
    tidier = Tidier(Problems())
    tidier.tidy(written("　甲,乙...(丙)"))
    found = [(change.place.column, change.before, change.after) for change in tidier.changes]
    assert found == [(1, "　", ""), (3, ",", "，"), (5, "...", "……"), (8, "(", "（"), (10, ")", "）")]


TEXTS = st.text(alphabet="甲乙人a1 ,.:;!?()\"'“”（）—-…·•*　\u00a0\tＡ１", max_size=40)


@given(TEXTS)
def test_changes_replayed_on_the_source_give_the_text(text: str) -> None:
    tidier = Tidier(Problems())
    result = tidier.tidy(written(text)).text
    replayed = list(text)
    for change in tidier.changes:
        start = change.place.column - 1
        assert text[start : start + len(change.before)] == change.before
        replayed[start : start + len(change.before)] = [change.after] + [""] * (len(change.before) - 1)
    assert "".join(replayed).strip(" ") == result


@given(TEXTS)
def test_places_survive_changes(text: str) -> None:
    result = Tidier(Problems()).tidy(written(text))
    for index, char in enumerate(result.text):
        line, column = result.place(index)
        assert line == 1 and 1 <= column <= len(text)
        if char in "甲乙人a":
            assert text[column - 1] == char


PIECES = st.lists(
    st.sampled_from(
        [*"甲乙丙a1B2 ,.:;!?()（），。：；！？‘’“”《》【】*=-—…·•．、［］/@<&+３Ａ\u3000\u00a0\"'"]
        + [
            "**",
            "==",
            "...",
            "--",
            "https://a.cn/(b)",
            "a@b.cn",
            "www.c.cn",
            "名单(1).docx",
            "(一)",
            "3.5",
            "D:\\a(b)",
        ]
    ),
    max_size=12,
).map("".join)


@given(PIECES, st.booleans())
def test_what_was_put_right_is_right(text: str, is_title: bool) -> None:
    """Property: a text put right comes through again as it is, and nothing is left to be logged."""

    def put_right(text: str) -> Any:
        tidier = Tidier(Problems())
        tidy = tidier.tidy_title if is_title else tidier.tidy
        return tidy(written(text)).text, tidier.changes

    once, _ = put_right(text)
    assert put_right(once) == (once, [])


BRACKETS = dict(zip("(（《【［", ")）》】］", strict=True))


def is_balanced(text: str) -> bool:
    open_ = []
    for char in text:
        if char in BRACKETS:
            open_.append(BRACKETS[char])
        elif char in BRACKETS.values() and (not open_ or open_.pop() != char):
            return False
    return not open_


@given(PIECES)
def test_brackets_that_match_still_match(text: str) -> None:
    assert not is_balanced(text) or is_balanced(tidied(text))


@pytest.mark.parametrize("text", ["张三.李四", "《甲》.《乙》", "甲．“乙”"])
def test_a_point_that_may_be_either_is_told(text: str) -> None:
    problems = Problems()
    assert Tidier(problems).tidy(written(text)).text == text
    assert [problem.code for problem in problems] == ["B521"]


def test_a_point_before_a_bracket_that_is_widened_is_told() -> None:
    problems = Problems()
    assert Tidier(problems).tidy(written("见《办法》.(2024年)")).text == "见《办法》.（2024年）"
    assert [problem.code for problem in problems] == ["B521"]


MARKED = st.text(
    alphabet="甲乙a1 ,.．:;!?､｡()\"'“”（）<>&/#-－─―…•・‧∙⋅･·*=@\u3000\u00a0\tＡｚ１", max_size=6
)


@given(MARKED)
def test_a_text_that_is_let_pass_would_come_out_as_it_was(text: str) -> None:
    def outcome() -> Any:
        tidier = Tidier(Problems())
        both = tidier.tidy(written(text)), tidier.tidy_title(written(text))
        return both, tidier.changes, list(tidier.problems)

    passed = outcome()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(normalize, "_OPEN_TO_CHANGE", re.compile(""))
        assert outcome() == passed


@given(st.text(alphabet='甲和、。"“”', max_size=14))
def test_paired_quotation_marks_stay_as_many_and_none_stays_straight_beside_a_paired_one(text: str) -> None:
    """Straight marks become curled ones, one for one; where none is left alone, none is left straight."""
    problems = Problems()
    after = Tidier(problems).tidy(written(text)).text
    assert re.sub('["“”]', '"', after) == re.sub('["“”]', '"', text)
    if '"' in text and '"' not in after and text.count("“") == text.count("”") == 0:
        assert after.count("“") == after.count("”")


@pytest.mark.parametrize(
    "text", ["今年收入达到2024.", "增长12.5%.", "参见附件1.", "他说“使用GDP.”", "网址www.example.cn．"]
)
def test_a_point_that_may_end_a_sentence_is_told(text: str) -> None:
    problems = Problems()
    assert Tidier(problems).tidy(written(text)).text == text
    assert [problem.code for problem in problems] == ["B963"]


@pytest.mark.parametrize(
    "text", ["附件1.", "12.", "发文No.", "某某公司Co., Ltd.", "供稿U.S.", "增长12.5", "The end."]
)
def test_a_point_that_ends_no_chinese_sentence_is_not(text: str) -> None:
    problems = Problems()
    Tidier(problems).tidy(written(text))
    assert not list(problems)
