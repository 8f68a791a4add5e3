"""Units of figures: what may follow a number and makes it a quantity.

Each unit is a pattern; what stands in (?!…) would make another word of its first character
(本地, 条例, 首次). Names and symbols of units of measurement follow GB 3100; their
quotients (微克/立方米, km/h, 元/人·年) are made of them.
"""

import re
from typing import Final

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern

_STOP: Final = r"[，。；、：（()）”’！？…\s/～~—–-]|$"

_RATIOS: Final = (
    "个百分点", "百分点", "个?基点", "％", "%", "‰", "‱", "倍", "成(?![立为员功果长绩都熟效品本家就群交型分因]|不变)",
    "折(?![扣合算射叠损旧])", "番(?![茄禺薯号])", "[/／](?:10)?万(?=[，。；、）]|$)",
)  # fmt: skip

_MONEY: Final = (
    "人民币", "(?:美|欧|日|港|澳|加|韩|泰|新)元", "英镑", "卢布", "新台币", "瑞士法郎", "元(?![旦月宵件素首帅老氏化])",
    "块钱", "角钱", "分钱", "毛钱", f"角(?={_STOP})",
)  # fmt: skip

_TIMES: Final = (
    "个(?:多|半)?(?:月|小时|钟头|工作日|年头|学期|季度|星期|礼拜|交易日|自然日)", "年半", "天半", "小时", "分钟",
    "毫秒", "微秒", "秒(?![杀批])", "昼夜", "天(?![然气津河山空府生鹅网文线花])", "周年", "年(?![代级货底初末检审鉴]|度)",
    "工作日", "日(?=以?内|以[上下]|之内|之久|期满)", "周岁", "岁", f"周(?={_STOP}|[内以前后的]|之|时间)", "课时", "学时",
    "学分", "学年", "台时", "人时", "夜(?![间市校])", "光年",
)  # fmt: skip

_SIZES: Final = (
    "平方(?:公里|千米|分米|厘米|毫米|英尺|米)?", "平米", f"平(?={_STOP}|的|左右|以[上下])", "立方(?:公里|千米|分米|厘米|毫米|米)?",
    "标方", f"方(?={_STOP}|[土石]|混凝土)", "公顷", "公亩", "亩", "公里", "千米", "海里", "英里", "英尺", "英寸",
    "里(?![程面氏约斯铺堡店屯])", "分米", "厘米", "毫米", "微米", "纳米", "米(?![粉饭其兰脂字]|线(?![路缆]))",
    *(f"{short}(?={_STOP}|[长宽高深厚见])" for short in "尺寸丈"),
)  # fmt: skip

_WEIGHTS: Final = (
    "吨公里", "人公里", "吨", "公斤", "千克", "毫克", "微克", "纳克", "市斤", "斤", "克拉", "克(?![服难扣隆里])", "磅", "盎司", "毫升",
    "微升", "升(?![级学温旗起至国降值高任格空幅入为到])", "加仑", "桶(?!装)", "标准箱", "标箱",
)  # fmt: skip

_POWERS: Final = (
    "千瓦时", "兆瓦时", "吉瓦时", "瓦时", "千瓦", "兆瓦", "吉瓦", "瓦(?![片房斯罐解砾窑])", "千伏安", "千伏", "伏(?![击法])",
    "毫安时", "安时", "安培", "[千兆吉]?赫兹", "[兆吉]赫", "分贝", "[百千兆]帕", "帕(?!金)", "大卡", "千卡", "[千兆]焦", "焦耳",
    "牛顿", "马力", rf"兆(?:比特|字节)?(?={_STOP}|[每宽带光以])", "[千吉]?比特", "[千吉]字节", "像素", "摩尔", "流明", "勒克斯",
    "毫?西弗", "贝可", "摄氏度", "度(?![假过汛])", "转(?=[/每])", "℃", "℉", "°[CF]?(?![0-9])",
)  # fmt: skip

_EACH_TIME: Final = r"[人户件架辆车批班例课项家艘条册场台组亩点航频剂针列]次(?![序日年元])"
"""人次, 户次, 架次: things counted as often as they come."""

_PEOPLE: Final = (
    "人份", "人[天日年]", "工日",
    "人(?!才|民(?![警兵])|大(?!会)|员|物|均|社(?!区)|工(?![作程])|居|文|口|力|事|身|生)",
    "名(?![单录称列额次]|副其实)", "位(?![于置居列数])", "户(?![外籍主均口型])", "口(?![号岸罩碑头味径子腔])",
)  # fmt: skip

_THINGS: Final = (
    "个", "家(?!庭(?![农医])|园(?![区林])|长(?![沙三])|教(?![培育])|门(?![店诊])|[乡风访具属谱])", "项(?!链)", "件",
    "条(?![件例款约形])", "篇(?![章幅])", "场(?![所地馆景合面域均])", "次(?![序日年要元品]|全会)",
    "期(?![间末待望限盼货刊权]|工程|项目|建设|改造)", "批(?![评准示复改发注判])", "处(?![理置于长级室罚方暑境]|分(?![散布]))",
    "座(?![谈位椅机标右])", "栋", "幢", "间(?![断隔接])", "套(?![路餐用牌])", "台套", "台(?![阶账风湾州])", "辆",
    "部(?![门委队]|分|长(?!篇))", "本(?![地市县省级期年月次人身乡村镇区院校部局科单])", "册(?!子)", "份(?![额内])", "张(?![家贴扬])",
    "幅(?![度员])", "块(?!状)", "根(?![据本源治植除])", "棵", "株(?!洲)", "头(?![衔条脑部等])", "只(?![要有能是为])", "羽(?!毛)",
    "尾(?![部水矿气])", "匹(?!配)", "盏", "支(?![部持付出撑援教委书农医边流])", "组(?![织成建])", "队(?![伍员长列])",
    "班(?![级子组车])", "[大小]类", "类", "种(?![植子])", "层(?![面次级])", "步(?!骤)", "道(?![路德理县])",
    "门(?![口户店诊票面前])", "节(?![日目约水能假气点])", "堂(?!屋)", "课(?![题程堂本])", "桌", "餐(?![厅饮馆])", "段(?!落)", "句",
    "首(?![批次个创届家先府都席部任日要条期例发站])", "枚", "面(?![向对临积貌])", "把(?![关好手握])", "顶", "扇", "箱(?!包)", "袋",
    "瓶", "盒", "盆(?!地)", "床(?!位)", "对(?![口接象于应标比照])", "双(?![拥创碳减千随]|11|十)",
    "副(?![书主市县厅局处秘省会院校总部科所站队乡镇食教])", "起(?![来到草步诉点初码])", "宗(?![旨教地祠])", "例(?![如会外行])",
    "笔(?![记者试])", "届", "任(?![务何职期命教])", "轮(?![流值训候胎换作])", "遍(?![布及])", "趟", "圈", "艘", "架(?![构空设])",
    "字(?![方诀形段号经令])", "页(?!岩)", "所(?![有在以谓需属长得])", "眼(?![睛镜科])", "声", "杯", "碗", "片(?![区面])",
    "版(?![本面块权图画])", "单(?![位元一独人身项])", "股(?![份权东金长级])", "卷(?![烟入])", "款(?![项待式])", "则(?![是有])",
    "封(?![闭控建])", "粒", "颗", "捆", "串", "朵", "枝", "罐", "集(?![中体合团市聚成镇约])", "剂", "针(?![对织])", "孔(?!子)",
    "堆(?!积)", "筐", "顿(?![时号])", "帧", "尊(?!重)", "席(?![位卷])", "环(?![境保节卫])", "拨(?![付款打])", "列(?![入为举席出支表示])",
    "级(?![别联])", rf"分(?={_STOP}|以[上下内]|左右|[的者居和与到至及比较]|名列|位[居列]|排名|[高低]于)", rf"点(?={_STOP}|以[上下])",
    "(?:学|床|车|泊|座|席|工|岗|展|摊|铺|蹲|厕|机)位", f"枪(?={_STOP})",
)  # fmt: skip

_BODIES: Final = (
    "省区市", "省份", "省", "市州", "县市区", "县区", "市县", "县市", "县", "市", "区县", "区", "州", "盟", "旗", "乡镇街道", "乡镇",
    "镇街", "镇", "乡", "街道", "社区", "村居", "村", "部门", "单位", "学校", "企业", "园区", "国",
)  # fmt: skip
_BODY_AFTER: Final = rf"(?={_STOP}|[0-9·均都共联的已]|全部|开展|率先|试点|实现|同步)"
_BIG_ONES: Final = r"大(?=[\u4e00-\u9fff]{2})(?![学队会厦妈爷连庆同理街院楼厅棚桥巴型于约概幅量]|报告|精神|代表|以来|期间|召开)"
"""16大志愿服务分队, 12大行动."""

_LETTERS: Final = (
    "[kcdnhμµu]?m[23²³]?|mm[²³]?|hm²|[㎡㎢㎞㎜㎝㎏㎎㎖㎥㏄]|[kmnμµu]?g|t|tce|k?gce|[mnμµ]?s|min|h|d|ha|[kMGT]?W[·⋅•]?h|[kMGT]?W"
    "|[kM]?V|[kM]VA|mAh?|[kMh]?Pa|[kMGT]?Hz|dB(?:[(（]A[)）])?|[mμµ]?L|ml|[kKMGTPE]i?B|[kKMGT]?bps|[kKMGT]b|bit"
    "|[mμµ]?Sv|k?Bq|k?cal|[kMG]J|m?mol|kmol|ppm|ppb|rpm|lx|lm|TEU|px|dpi|NTU|CFU|mmHg|IU|Ω"
)
_LETTER: Final = f"(?:{_LETTERS})(?:[⁻¯]?[¹²³⁴])?(?![A-Za-z0-9])"

_PER: Final = (
    "平方公里|平方千米|平方米|平方|平米|立方米|立方|标方|公顷|亩|千瓦时|千瓦|千克|毫克|微克|公斤|吨|斤|克|毫升|升|公里|千米|厘米|毫米|米"
    "|小时|分钟|分|秒|工作日|个月|学期|季度|季|天|日|周|月|年|时|度|人次|人|名|户|家|村|社区|县|乡|镇|校|班|站|次|件|场|个|只|头|羽|株|棵"
    "|台|套|辆|张|间|床|瓶|盒|袋|处|项|例|篇|车|岗|万元|亿元|万人|元|份|本|册|标箱"
)
_QUOTIENT: Final = rf"(?:[/／·⋅•](?:{_PER}|{_LETTER})|[/／][(（]{_LETTER}[·⋅•]{_LETTER}[)）]|每(?:{_PER}))*"
_OR: Final = "(?:[（(][次套处组架头只座家个户件场部条项名人台辆间幢栋村][)）])?"
"""台（套）, 人（次）."""


def _either(patterns: tuple[str, ...]) -> str:
    """Return one pattern of many, the longer before the shorter."""
    guard = re.compile(r"\(\?[!=].*")
    return "|".join(sorted(patterns, key=lambda pattern: -len(guard.sub("", pattern))))


_MEASURES: Final = (*_RATIOS, *_MONEY, *_TIMES, *_SIZES, *_WEIGHTS, *_POWERS)

MEASURE: Final = pattern(f"(?:{_either(_MEASURES)}|{_LETTER}){_QUOTIENT}")
"""Units that measure: a number before one is a quantity, whatever stands before it."""
COUNTER: Final = pattern(f"(?:{_either((_EACH_TIME, *_PEOPLE, *_THINGS))}){_QUOTIENT}{_OR}")
"""Classifiers, which count."""
BODY: Final = pattern(rf"(?:{_either(_BODIES)})(?:[(（][市区县、镇街道]+[)）])?{_BODY_AFTER}|{_BIG_ONES}")
"""Bodies counted without a classifier (7县2市3区), after digits alone."""

MONEY: Final = pattern(_either(_MONEY))

SPOKEN: Final = frozenset((
    "个月", "个多月", "个半月", "个小时", "个多小时", "个半小时", "个钟头", "个工作日", "个星期", "个学期",
    "个季度", "个百分点", "百分点", "小时", "分钟", "倍", "成", "番", "折", "公里", "千米", "海里", "公顷",
    "亩", "吨", "公斤", "千克", "斤", "厘米", "毫米", "平方公里", "平方千米", "平方米", "立方米", "周岁",
    "元", "块钱", "美元", "千瓦时",
))  # fmt: skip
"""Units before which one numeral in hanzi (三成, 两公里) measures; elsewhere it belongs to the wording (四项工作)."""


LARGE: Final = r"(?:[万千百十]?亿|[千百十]?万|千(?![米克瓦伏卡焦帕赫]|字节|比特)|百(?![分帕]))"
"""万, 亿 and the like between a number and its unit."""

FULL_FORMS: Final = "萬億個餘幾兩噸歲畝張間戶場項條處課時學鐘區縣鄉鎮節圓頭隻雙對輛棟層門類種組隊開裡釐馬達聲筆輪圈艘顆滿則樣塊夾級陣強風單戰"
SHORT_FORMS: Final = "万亿个余几两吨岁亩张间户场项条处课时学钟区县乡镇节元头只双对辆栋层门类种组队开里厘马达声笔轮圈艘颗满则样块夹级阵强风单战"
"""Characters of units and numerals in full form, and the short forms the tables are written in."""


class MeasureUnit(NamedTuple):
    """A unit in its place; whether it measures (米, 元, ％) or counts (个, 人次)."""

    name: str
    start: int
    end: int
    measures: bool = False


def unit_at(text: str, at: int, *, bodies: bool) -> MeasureUnit | None:
    """Return the longest unit that begins at `at`; `bodies` are counted without a classifier."""
    kinds = [(kind, match) for kind in (MEASURE, COUNTER) if (match := kind.match(text, at))]
    if bodies and not kinds and (match := BODY.match(text, at)):
        kinds = [(BODY, match)]
    if not kinds:
        return None
    kind, match = max(kinds, key=lambda found: found[1].end())
    return MeasureUnit(match[0], at, match.end(), measures=kind is MEASURE)
