"""What the generated bulletins are made of: sentences of the model issue, and sentences with places to fill."""

import re
from pathlib import Path

import yaml

MODEL = Path(__file__).parent.parent / "issues" / "2022-zk30.yaml"

CITIES = (
    "长沙市", "株洲市", "湘潭市", "衡阳市", "邵阳市", "岳阳市", "常德市",
    "张家界市", "益阳市", "郴州市", "永州市", "怀化市", "娄底市", "湘西州",
)  # fmt: skip

UNITS = (
    "委宣传部",
    "文明办",
    "教育局",
    "民政局",
    "团委",
    "妇联",
    "总工会",
    "文旅局",
    "融媒体中心",
    "志愿服务联合会",
)

VERBS = ("深化", "拓展", "创新", "夯实", "激活", "擦亮", "推动", "完善", "打造", "点亮")

MATTERS = (
    "文明实践", "志愿服务", "移风易俗", "诚信建设", "家风家教", "文明旅游", "乡风文明", "未成年人思想道德建设",
    "网络文明", "全民阅读", "邻里守望", "文明交通", "生态环保", "节约用餐", "红色宣讲", "校园文明",
)  # fmt: skip

RESULTS = (
    "见实效",
    "上台阶",
    "开新局",
    "聚民心",
    "润民心",
    "入万家",
    "结硕果",
    "有温度",
    "更有力",
    "落地生根",
)

THINGS = (
    "理论宣讲", "邻里议事会", "家庭趣味运动会", "旧衣回收", "敬老助残", "普法讲座", "义诊", "科普体验", "非遗展示",
    "经典诵读", "节水节电", "文明劝导", "心理疏导", "课后托管", "农技指导", "清洁家园", "露天电影", "民歌会演",
)  # fmt: skip

BRANDS = (
    "邻里暖心", "石榴花开", "红色屋场", "银龄互助", "五彩课堂", "清风小院", "板凳夜话", "山歌送理", "炊烟议事", "灯塔领航",
    "积善成德", "绿荫护航", "春雨润苗", "乡音宣讲", "湘情到家", "百家共话", "同心圆梦", "点滴善行", "老兵说事", "巧手绣乡",
)  # fmt: skip

PATTERNS = (
    "{place}村把闲置的旧粮仓改成活动室，每周{day}开展{thing}，{people}名村民轮流当主讲人。",
    "{unit}会同{place}街道，为{people}户独居老人建起联系卡，节假日由志愿者上门{thing}。",
    "志愿者{person}、{person}、{person}等人坚持{years}年义务讲解，先后接待群众{people}余人次。",
    "在{place}社区，居民只要完成{thing}，就能在“{brand}”小屋兑换积分，目前已有{people}人参加。",
    "{place}镇推行“{brand}”工作法，把{matter}写进村规民约，由{person}牵头，{people}名网格员逐户走访。",
    "“{person}工作室”开办以来，围绕{matter}组织{thing}{times}场，带动{place}、{place}两村一起行动。",
    "《{place}镇{matter}三年行动方案》印发后，{unit}每月通报一次进度，{times}项任务已全部完成。",
    "针对群众反映的停车难、办事远、照明差等问题，{place}片区列出{times}条清单，由{person}逐条销号。",
    "{day}晚上，{place}广场的“{brand}”课堂准时开讲，{person}用方言把政策讲得明明白白。",
    "今年以来，{place}县累计开展{thing}{people}场次（其中夜间{times}场），参与群众满意率达{rate}%。",
    "据{unit}介绍，{place}、{place}、{place}等{times}个村结成对子，共用一支{matter}队伍。",
    "{person}把自家院子让出来办“{brand}”，{years}年里没有收过一分钱，邻居们都说“这样的日子有奔头”。",
    "学校利用课间{times}分钟讲{matter}小故事，{place}小学的{person}老师编写了{years}册读本。",
    "{place}集市设立文明劝导岗，{people}名商户签下承诺书，缺斤少两的投诉比上年下降{rate}%。",
    "{unit}拿出{people}万元专项资金，支持{place}乡修缮祠堂、戏台和书屋，让{thing}有了去处。",
    "从{place}到{place}，一条{years}公里的步道串起{times}个实践点，群众边走边看、边学边做。",
)

LEADS = (
    "抓{matter}，{verb}阵地{result}。",
    "重{matter}，{verb}队伍{result}。",
    "聚焦{matter}，{verb}服务{result}。",
    "突出“{brand}”，{verb}{matter}{result}。",
    "坚持常态长效，{matter}{result}。",
)

TITLES = (
    "{verb}“{brand}”品牌推动{matter}{result}",
    "以“{brand}”{verb}{matter}",
    "{verb}{matter}让文明新风{result}",
    "“{brand}”让{matter}{result}",
    "{verb}{matter}新路径",
)

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"

CHARACTERS = tuple(
    bytes((row, cell)).decode("gb2312")
    for row in range(0xB0, 0xD8)
    for cell in range(0xA1, 0xFF)
    if (row, cell) < (0xD7, 0xFA)
)[::3]
"""Every third of the 3755 common characters (GB 2312 level 1), from which names are drawn: with them a year
of issues has about as many characters as a year of real ones."""

_WIDE = str.maketrans(",;:()", "，；：（）")


def model_reports() -> list[dict[str, str]]:
    """Give the reports of the model issue as they are written, with wide punctuation."""
    reports = yaml.safe_load(MODEL.read_text("utf-8"))["reports"]
    return [{key: value.translate(_WIDE) for key, value in report.items()} for report in reports]


def model_sentences() -> tuple[str, ...]:
    """Give the sentences of the model issue, with wide punctuation; halves of a quotation are left out."""
    text = "".join(report["text"] for report in model_reports())
    sentences = re.findall(r"[^。*\n]+。", text)
    return tuple(dict.fromkeys(sentence for sentence in sentences if _is_whole(sentence)))


def _is_whole(sentence: str) -> bool:
    return all(sentence.count(pair[0]) == sentence.count(pair[1]) for pair in ("“”", "‘’", "《》", "（）"))
