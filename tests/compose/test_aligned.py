"""Wide spaces make columns in lists of names; in running text they part two slogans (T-53)."""

import pytest

from bulletin_pdf.compose.typed_columns import is_aligned_by_hand
from bulletin_pdf.typeset.classes import classify
from bulletin_pdf.typeset.measure import ParagraphShape
from bulletin_pdf.typeset.paragraph import set_paragraph


@pytest.mark.parametrize(
    "text",
    [
        "张　三　　李　四　　王小明",
        "组　长：张　三　　市委副书记",
        "副组长：李　四　　市委宣传部部长",
        "　　　　王　五　　市政府副秘书长",
        "甲县　乙县　丙县　丁县",
        "赵一  钱二  孙三",
    ],
)
def test_a_list_of_names_keeps_its_columns(text: str) -> None:
    assert is_aligned_by_hand(text)


@pytest.mark.parametrize(
    "text",
    [
        "开展“抢抓农时备春耕　志愿同行助丰收”活动，举办“好戏连台送下乡　文明新风进农家”巡演。",
        "以“强党建　促振兴”“讲文明　树新风”“爱家乡　护家园”为题开展宣讲。",
        "唱响抢抓农时备春耕　志愿同行助丰收、好戏连台送下乡　文明新风进农家的主旋律。",
        "表彰杨　帆、丁　兰、王小明等人。",
        "没有宽空格的一段。",
    ],
)
def test_slogans_and_spread_names_are_running_text(text: str) -> None:
    assert not is_aligned_by_hand(text)


@pytest.mark.parametrize("lead", range(1, 12))
def test_no_full_line_ends_at_a_wide_space(lead: int) -> None:
    text = "田" * lead + "“抢抓农时备春耕　志愿同行助丰收”主题活动受到好评。"
    advances = [1.0] * len(text)
    paragraph = set_paragraph(text, advances, ParagraphShape(14.0), classes=classify(text))
    for line in paragraph.lines[:-1]:
        assert line.width == pytest.approx(14.0)
        assert text[line.end - 1] != "　"
