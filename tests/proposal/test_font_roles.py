"""Names of fonts in the papers of offices, and the roles that serve them."""

import pytest

from bulletin_pdf.proposal.font_roles import role_of

NAMES = {
    "ABCDEF+FangSong_GB2312": "fangsong", "仿宋_GB2312": "fangsong", "FZFSK--GBK1-0": "fangsong", "STFangsong": "fangsong",
    "KaiTi_GB2312": "kai", "楷体": "kai", "FZKTK--GBK1-0": "kai", "SimHei": "hei", "黑体": "hei", "MicrosoftYaHei": "hei",
    "FZXBSJW--GB1-0": "xbs", "FZXBSK--GBK1-0": "xbs", "方正小标宋简体": "xbs", "FZXiaoBiaoSong-B05S": "xbs", "STZhongsong": "zhongsong",
    "华文中宋": "zhongsong", "SimSun": "song", "宋体": "song", "NSimSun": "song", "FZSSK--GBK1-0": "shusong", "Noto-Serif-SC-Bold": "xbs",
    "SourceHanSansCN-Regular": "hei", "TimesNewRomanPSMT": "", "CIDFont+F1": "", "Arial": "",
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_font_says_its_role(name: str) -> None:
    assert role_of(name).role == NAMES[name]


def test_only_our_own_faces_ship() -> None:
    assert role_of("Noto Serif SC Bold").ships and role_of("AAAAAA+LXGWWenKaiGBLite-Regular").ships
    assert not role_of("SimSun").ships and not role_of("FZXBSK--GBK1-0").ships
