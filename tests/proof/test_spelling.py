"""Characters of the same sound and shape, and names written in two ways."""

from typing import Any

import pytest

from bulletin_pdf.proof.homonyms import names_sound
from bulletin_pdf.proof.spelling import spelling_slips

from .test_rules import passages


class Whole:
    """As much of a setting as the rules look at."""

    def __init__(self, *texts: str) -> None:
        self.passages = passages(*texts)
        self.texts = texts


@pytest.mark.parametrize(
    "text, found, meant",
    [
        ("干部入户访淡二百户。", "访淡", "访谈"),
        ("各镇办理事项要遵照行证法规。", "行证法规", "行政法规"),
        ("由乡镇成圆单位负责。", "成圆单位", "成员单位"),
        ("全镇夯实了基储工作。", "基储", "基础"),
    ],
)
def test_no_word_is_told_with_the_word_that_is_meant(text: str, found: str, meant: str) -> None:
    assert [(text[slip.start : slip.end], slip.word) for slip in spelling_slips(text)] == [(found, meant)]


@pytest.mark.parametrize(
    "text",
    [
        "县里召开会议，研究施工方案。",
        "各镇办理事项要遵照行政法规。",
        "村党支部书记周琦带头清淤。",
        "湖边的虹叶村种了八百亩油茶。",
        "他把“师工”念成了别的词。",
        "《师工方案》印发各村。",
        "提质增效，纾困解难，抓好以工代赈。",
        "健全失能失智老人的照护，做到赋权、赋责相统一。",
        "保障校园学生餐安全，排演精品鲁剧，津融公司重组。",
        "加快数智化转型，推进人民防空工作，办好文艺会演。",
    ],
)
def test_words_names_and_what_is_quoted_are_let_be(text: str) -> None:
    assert not list(spelling_slips(text))


@pytest.mark.parametrize(
    "texts, odd, usual",
    [
        (("石桥村修通了路。石桥村装了灯。", "石乔村办起了食堂。"), "石乔村", "石桥村"),
        (("“春晖行动”受到欢迎。", "“春辉行动”走进山区。"), "春辉行动", "春晖行动"),
        (("县委书记李建明调研。", "李建民要求加快进度。李建明作了部署。"), None, None),
        (("县委书记陈志诚调研。陈志诚讲话。", "陈志成要求加快进度。"), "陈志成", "陈志诚"),
        (("全县12个乡镇开工。", "各乡镇抓好落实。"), None, None),
        (("实施乡村建设行动。", "依法实施相关制度。"), None, None),
    ],
)
def test_the_rarer_of_two_names_of_one_sound_is_told(
    texts: tuple[str, str], odd: str | None, usual: str | None
) -> None:
    whole: Any = Whole(*texts)
    told = [dict(finding.problem.details) for finding in names_sound(whole)]
    assert [(each["found"], each["other"]) for each in told] == ([(odd, usual)] if odd else [])


@pytest.mark.parametrize(
    "text, found, meant",
    [
        ("群众满度意大幅上升。", "满度意", "满意度"),
        ("扎实推进色绿发展。", "色绿", "绿色"),
        ("严格健制全度。", "健制全度", "健全制度"),
        ("做好村两委换界工作。", "换界工作", "换届工作"),
    ],
)
def test_characters_that_have_changed_places(text: str, found: str, meant: str) -> None:
    assert [(text[slip.start : slip.end], slip.word) for slip in spelling_slips(text)] == [(found, meant)]


def test_traditional_characters_are_let_be() -> None:
    assert not list(spelling_slips("原樣、原料、原工藝，能補的不換，舊構件編號入庫。"))
