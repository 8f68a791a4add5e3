"""Idioms with one wrong character, and sound wordings that differ from one in a character."""

import pytest

from bulletin_pdf.proof.idioms import idiom_slips, idioms_spelt

from .test_rules import passages


@pytest.mark.parametrize(
    "text, found, meant",
    [
        ("防汛物资要做到有备无换。", "有备无换", "有备无患"),
        ("他一愁莫展，没有办法。", "一愁莫展", "一筹莫展"),
        ("这项技术独占熬头。", "独占熬头", "独占鳌头"),
        ("有的村账目混乱，张冠李带。", "张冠李带", "张冠李戴"),
        ("两地不能同日而喻。", "同日而喻", "同日而语"),
    ],
)
def test_one_wrong_character_is_told(text: str, found: str, meant: str) -> None:
    assert [(text[slip.start : slip.end], slip.idiom) for slip in idiom_slips(text)] == [(found, meant)]


@pytest.mark.parametrize(
    "text",
    [
        "防汛物资要做到有备无患。",
        "争取和平统一的努力决不放弃。",
        "应当屏蔽、断开链接或者暂停服务。",
        "实行一正一副。",
        "单位负责人及其负责的工作。",
        "办理报废机动车的注销登记。",
        "一定能够在进一步攀登科学高峰。",
        "同一时期有了增加。",
        "这是全县人民团结拼搏的结果。",
        "山上是顶级群落。",
    ],
)
def test_sound_wordings_are_let_be(text: str) -> None:
    assert not list(idiom_slips(text))


def test_what_is_cited_is_let_be() -> None:
    found = [
        list(idioms_spelt(each)) for each in passages("《有备无换》出版。", "把“有备无患”写成“有备无换”。")
    ]
    assert found == [[], []]
