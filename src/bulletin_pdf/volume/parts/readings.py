"""Readings missing from pypinyin's tables: place names, first words of titles, surnames.

Names of places follow 《中华人民共和国政区大典》 and 现代汉语词典; every name of the gazetteer
(proof/data/places.tsv) was gone through, and only those stand here that pypinyin reads
otherwise. tests/volume/readings.txt says of each why.
"""

from typing import Final

_PLACES: Final = """
长治 chang2 zhi4|长子县 zhang3 zi3 xian4|长海县 chang2 hai3 xian4|弓长岭 gong1 chang2 ling3|长白 chang2 bai2|长岭 chang2 ling3
长宁 chang2 ning2|长丰 chang2 feng1|天长市 tian1 chang2 shi4|长泰 chang2 tai4|长清 chang2 qing1|长垣 chang2 yuan2|长葛 chang2 ge3
长阳 chang2 yang2|长洲 chang2 zhou1|长顺 chang2 shun4|长武 chang2 wu3|子长市 zi3 chang2 shi4|长株潭 chang2 zhu1 tan2|长三角 chang2 san1 jiao3
襄都 xiang1 du1|信都 xin4 du1|望都 wang4 du1|尧都 yao2 du1|昆都仑 kun1 du1 lun2|商都 shang1 du1|盐都 yan2 du1|莲都 lian2 du1
都昌 du1 chang1|宁都 ning2 du1|于都 yu2 du1|殷都 yin1 du1|魏都 wei4 du1|曾都 zeng1 du1|花都 hua1 du1|都安 du1 an1|丰都 feng1 du1
新都区 xin1 du1 qu1|郫都 pi2 du1|都匀 du1 yun2|三都水族 san1 du1 shui3 zu2|三都县 san1 du1 xian4|秦都 qin2 du1|武都 wu3 du1|都兰 du1 lan2
朝阳市 chao2 yang2 shi4|朝阳县 chao2 yang2 xian4|天台县 tian1 tai1 xian4|天台山 tian1 tai1 shan1|曲江 qu1 jiang1|曲水县 qu1 shui3 xian4
南乐 nan2 le4|民乐县 min2 le4 xian4|乐陵 lao4 ling2|济阳 ji3 yang2|济源 ji3 yuan2|闵行 min3 hang2|万柏林 wan4 bai3 lin2|六合区 lu4 he2 qu1
洪洞 hong2 tong2|穆棱 mu4 ling2|佛冈 fo2 gang1|佛坪 fo2 ping2|犍为 qian2 wei2|无为市 wu2 wei2 shi4|蚌山 beng4 shan1|马尾区 ma3 wei3 qu1
召陵 shao4 ling2|浪卡子 lang4 ka3 zi3|繁峙 fan2 shi4|太仆寺 tai4 pu2 si4|珲春 hun2 chun1|涡阳 guo1 yang2|单县 shan4 xian4|浚县 xun4 xian4
漯河 luo4 he2|泌阳 bi4 yang2|龙圩 long2 xu1|覃塘 qin2 tang2|什邡 shi2 fang1|阆中 lang4 zhong1|筠连 jun1 lian2|张掖 zhang1 ye4
崆峒 kong1 tong2|称多 chen4 duo1|伽师 jia1 shi1|泊头 bo2 tou2|大城县 dai4 cheng2 xian4|宕昌 tan4 chang1|荥经 ying2 jing1|红寺堡 hong2 si4 bu3
余干县 yu2 gan1 xian4|江干区 jiang1 gan1 qu1|库尔干 ku4 er3 gan1|任泽 ren2 ze2|任城区 ren2 cheng2 qu1|应县 ying4 xian4|应城 ying4 cheng2
西塞山 xi1 sai4 shan1|安塞 an1 sai4|阿克塞 a1 ke4 sai4|嘉荫 jia1 yin4|槐荫 huai2 yin4|高要 gao1 yao1|华阴 hua4 yin1|华州 hua4 zhou1
景颇 jing3 po1|蒙古 meng3 gu3|霍林郭勒 huo4 lin2 guo1 le4|锡林郭勒 xi1 lin2 guo1 le4|库尔勒 ku4 er3 le4|克孜勒苏 ke4 zi1 le4 su1
策勒 ce4 le4|尼勒克 ni2 le4 ke4|阿勒泰 a1 le4 tai4|克什克腾 ke4 shi2 ke4 teng2|康巴什 kang1 ba1 shi2|乌什 wu1 shi2|阿图什 a1 tu2 shi2
塔什库尔干 ta3 shi2 ku4 er3 gan1|曹妃甸 cao2 fei1 dian4|宽甸 kuan1 dian4|桦甸 hua4 dian4|蔡甸 cai4 dian4|寻甸 xun2 dian4|施甸 shi1 dian4
鲁甸 lu3 dian4|太子河 tai4 zi3 he2|四子王 si4 zi3 wang2|龙子湖 long2 zi3 hu2|隆子县 long2 zi3 xian4|子洲 zi3 zhou1
会稽 kuai4 ji1|栎阳 yue4 yang2
"""
"""Whole names where their characters also meet in other words (天长市, but 天长地久)."""

_WORDS: Final = """
应收尽收 ying1 shou1 jin4 shou1|应保尽保 ying1 bao3 jin4 bao3|应享尽享 ying1 xiang3 jin4 xiang3|应检尽检 ying1 jian3 jin4 jian3
应办尽办 ying1 ban4 jin4 ban4|应改尽改 ying1 gai3 jin4 gai3|应查尽查 ying1 cha2 jin4 cha2|应纳尽纳 ying1 na4 jin4 na4
应救尽救 ying1 jiu4 jin4 jiu4|应接尽接 ying1 jie1 jin4 jie1|应种尽种 ying1 zhong4 jin4 zhong4|应减尽减 ying1 jian3 jin4 jian3
应退尽退 ying1 tui4 jin4 tui4|应帮尽帮 ying1 bang1 jin4 bang1|应扶尽扶 ying1 fu2 jin4 fu2|应赔尽赔 ying1 pei2 jin4 pei2
为官 wei2 guan1|量身 liang2 shen1|盛满 cheng2 man3|间伐 jian4 fa2|圈养 juan4 yang3|菌草 jun4 cao3|切块 qie1 kuai4|挑大梁 tiao1 da4 liang2
挑重担 tiao1 zhong4 dan4|会当 hui4 dang1|长效 chang2 xiao4|还富于民 huan2 fu4 yu2 min2|还看 hai2 kan4|还需 hai2 xu1|还要 hai2 yao4
还有 hai2 you3|还得 hai2 dei3|还将 hai2 jiang1|还能 hai2 neng2|还应 hai2 ying1|还可 hai2 ke3|还会 hai2 hui4|还在 hai2 zai4|还没 hai2 mei2
长红 chang2 hong2|长出 zhang3 chu1|长成 zhang3 cheng2|长势 zhang3 shi4|长高 zhang3 gao1|长满 zhang3 man3|长在 zhang3 zai4|长起 zhang3 qi3
还田 huan2 tian2|还款 huan2 kuan3|卡口 qia3 kou3|朝鲜 chao2 xian3|还账 huan2 zhang4|还帐 huan2 zhang4|还政 huan2 zheng4|重睹 chong2 du3|重设 chong2 she4|为人民 wei4 ren2 min2
行道树 xing2 dao4 shu4|应声 ying4 sheng1|强人 qiang2 ren2|数九 shu3 jiu3
"""
"""Words that begin titles."""

_FOLLOWED: Final = """
重 chong2 塑构建启振温返整拾现申修走绘焕生燃组新逢演写铸置审访聚装登游做洗围叠述奏解评
率 shuai4 团众部员队先领
调 diao4 研查度动兵集任职离令阅派换配运货包出入
应 ying4 势时声考诉变急对用战邀运招酬承答
划 hua2 龙船桨艇算
卡 qia3 点口住脖壳
扎 za1 紧牢口住
数 shu3 说
空 kong4 白缺闲隙余地
干 gan1 旱净涸扰预涉洁燥
种 zhong3 子业质类群族
"""
"""A character, its reading before the characters that follow it, and those."""

_ALONE: Final = (
    "长 chang2|还 huan2|调 tiao2|尽 jin4|种 zhong4|铺 pu1|似 si4|薄 bo2|累 lei3|散 san4|切 qie4|佛 fo2|葛 ge3|厦 sha4|熟 shu2|卷 juan3|钻 zuan1"
    "|缝 feng2|曝 bao4|拾 shi2|勒 le4|择 ze2|泊 bo2|觉 jue2|地 di4"
)
"""How a character is read where no word is known that it belongs to: as the verb that begins a title, or as in names."""

_SURNAMES: Final = (
    "单 shan4|曾 zeng1|任 ren2|解 xie4|仇 qiu2|区 ou1|查 zha1|盖 ge3|华 hua4|朴 piao2|翟 zhai2|缪 miao4|覃 qin2|乐 yue4|员 yun4|召 shao4|秘 bi4"
    "|折 she2|洗 xian3|冼 xian3|尉迟 yu4 chi2|万俟 mo4 qi2|长孙 zhang3 sun1|令狐 ling2 hu2|澹台 tan2 tai2|宿 su4|葛 ge3|那 na1|祭 zhai4|种 chong2|隗 wei3"
)


def _table(rows: str) -> dict[str, tuple[str, ...]]:
    pairs = (row.split() for row in rows.replace("\n", "|").split("|") if row)
    return {word: tuple(readings) for word, *readings in pairs}


PLACES: Final = _table(_PLACES)
WORDS: Final = PLACES | _table(_WORDS)
"""Words and names, and the reading of each of their characters with its tone."""
STEMS: Final = {
    name[:-1]: reading[:-1] for name, reading in PLACES.items() if name[-1] in "县市区" and len(name) > 2
}
"""The same names short, where nothing else is said: 朝阳 for 朝阳市."""
LONGEST: Final = max(map(len, WORDS))
ALONE: Final = {char: reading[0] for char, reading in _table(_ALONE).items()}
SURNAMES: Final = _table(_SURNAMES)
FOLLOWED: Final = {
    char + after: reading
    for row in _FOLLOWED.split("\n")
    if row
    for char, reading, others in (row.split(),)
    for after in others
}
"""The reading of the first of two characters."""
