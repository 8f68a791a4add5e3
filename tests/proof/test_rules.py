"""One sentence a case: what is found in it, or that nothing is."""

from collections.abc import Sequence
from typing import Any

import pytest

from bulletin_pdf.issue.model import Prose
from bulletin_pdf.problems import Problem
from bulletin_pdf.proof import days, misspellings, numerals, official_forms, pairs, sequences, stops
from bulletin_pdf.proof.finding import Passage
from bulletin_pdf.proof.numbering_styles import in_han, read_number
from bulletin_pdf.proof.proofread import PASSAGE_RULES, found_in
from bulletin_pdf.source_map import SourceMap
from support.narrowed import present

from . import sentences


def passages(*texts: str, kind: Any = "paragraph") -> list[Passage]:
    return [
        Passage(Prose(text, source=SourceMap.start("a.yaml", line)), kind, 0, line)
        for line, text in enumerate(texts, 1)
    ]


def found(*texts: str, kind: Any = "paragraph") -> list[Problem]:
    given = passages(*texts, kind=kind)
    problems = [finding.problem for passage in given for finding in found_in(passage)]
    years = set().union(*(days.years_named(text) for text in texts))
    problems += [f.problem for passage in given for f in days.wrong_weekdays(passage, "2022-06-16", years)]
    problems += [f.problem for f in official_forms.marks_between(given)]
    problems += [f.problem for passage in given for f in official_forms.bodies_renamed(passage, "2022-06-16")]
    problems += [finding.problem for finding in pairs.unpaired(given)]
    problems += [finding.problem for finding in sequences.sequences(given)]
    return problems


def codes(problems: Sequence[Problem]) -> list[str]:
    return [problem.code for problem in problems]


FAULTS = [
    # text, code, column of the very character, words that must be in the proposal
    ("开展“文艺进社区”“文明进万家系列主题活动。", "B401", 10, "”"),
    ("印发《管理办法，从6月起施行。", "B401", 3, "》"),
    ("开展文艺进社区”活动。", "B402", 8, "“"),
    ("（见《管理办法）》。", "B403", 8, "》"),
    ("突出“强“字诀，夯实基础。", "B404", 5, "”"),
    ("突出”强”字诀，夯实基础。", "B404", 3, "“"),
    ("建立工作例会、绩效评价等机制，长期坚持", "B405", 19, "。"),
    ("积极筹办百姓“春晚”，参加非遗展演", "B405", 17, "。"),
    ("会议要求，，各单位抓好落实。", "B406", 5, "，"),
    ("会议要求，。各单位抓好落实。", "B406", 5, "。"),
    ("会议圆满结束。。。", "B406", 7, "……"),
    ("会议圆满结束.各单位回去落实。", "B407", 7, "。"),
    ("会议 要求，各单位抓好落实。", "B408", 3, "空格"),
    ("会议要求， 各单位抓好落实。", "B408", 6, "空格"),
    ("这是群众的的期盼。", "B409", 5, "的"),
    ("多家媒体进行了进行了报道。", "B409", 5, "进行了"),
    ("，各单位抓好落实。", "B410", 1, "，"),
    ("做法有三：一是快，二是准，四是稳。", "B411", 14, "三是"),
    ("做法有三：二是快，三是准。", "B411", 6, "一是"),
    ("第一，快；第三，准。", "B411", 6, "第二"),
    ("①快；②准；④稳。", "B411", 7, "③"),
    ("做法有三：一是快，二是准，二是稳。", "B412", 14, "三是"),
    ("做法有三：一是快，一是准，三是稳。", "B412", 10, "二是"),
    ("他说“把“小事”办好”才算数。", "B413", 5, "‘’"),
    ("增长10-20%。", "B440", 3, "10%～20%"),
    ("2023—2019年累计投入9亿元。", "B455", 1, "2019—2023年"),
    ("每户补助3800～3200元。", "B455", 5, "3200～3800"),
    ("1—13月完成投资。", "B445", 1, "13月"),
    ("投入1百86亿元。", "B441", 3, "1"),
    ("架管约八千余米。", "B443", 3, "约八千"),
    ("原则：（一）公开；（二）公平；（四）公正。", "B411", 16, "（三）"),
    ("现将有关事项事项通知如下。", "B409", 5, "事项"),
    ("记好每一本帐。", "B451", 5, "本账"),
    ("增长10～20%。", "B440", 3, "10%～20%"),
    ("总数为9～16亿。", "B440", 4, "9亿～16亿"),
    ("每组5-8人。", "B440", 3, "5～8人"),
    ("2021-2023年实施。", "B440", 1, "2021—2023年"),
    ("共有3千5百人。", "B441", 3, "3500"),
    ("共有3万5千人。", "B441", 3, "3.5万"),
    ("从二0二二年开始。", "B441", 2, "2022年"),
    ("1、加强领导。", "B442", 1, "1."),
    ("（一）、加强领导。", "B442", 1, "（一）"),
    ("第一、加强领导。", "B442", 1, "第一，"),
    ("参加的近1万余人。", "B443", 4, "近1万"),
    ("参加的约300人左右。", "B443", 4, "约300人"),
    ("参加的300余人左右。", "B443", 4, "300余人"),
    ("建于上世纪八十年代。", "B444", 3, "20世纪80年代"),
    ("2月30日召开会议。", "B445", 1, "2月30日"),
    ("2023年2月29日召开会议。", "B445", 1, "2月29日"),
    ("6月30日至31日召开会议。", "B445", 7, "6月31日"),
    ("13月开工。", "B445", 1, "13月"),
    ("20222年6月开工。", "B445", 1, "四位"),
    ("下午3:75开会。", "B445", 3, "3:75"),
    ("6月16日（星期五）开会。", "B446", 7, "星期四"),
    ("2022年6月16日周五开会。", "B446", 11, "周四"),
    ("从二零二二年开始。", "B447", 2, "二〇二二年"),
    ("截止目前，共有3人。", "B450", 1, "截至目前"),
    ("截止6月底，共有3人。", "B450", 1, "截至"),
    ("整合工会、卫建、行政执法等资源。", "B451", 6, "卫健"),
    ("既使下雨也不停工。", "B451", 1, "即使"),
    ("做为一名党员，他走在前面。", "B451", 1, "作为"),
    ("多家媒体作了报导。", "B454", 7, "报道"),
    # GB/T 15835, GB 3100: numbers and units
    ("走访了六、七户人家。", "B459", 4, "六七"),
    ("集市来了约有300人左右。", "B443", 5, ""),
    ("每户最多补助2万元以上。", "B443", 3, ""),
    ("人均不足400多元。", "B443", 3, ""),
    ("电耗减少了2倍。", "B463", 3, "几分之几"),
    ("室温保持在26°C。", "B464", 6, "26℃"),
    ("装机30MW兆瓦。", "B464", 3, "30兆瓦"),
    ("库容达80万立方。", "B464", 4, "80万立方米"),
    ("全年投入3，500万元。", "B464", 5, "3500"),
    ("全年投入1,3500万元。", "B464", 5, "13500"),
    ("第2季度开工。", "B466", 1, "第二季度"),
    ("这座桥20世纪七十年代建成。", "B466", 4, "20世纪70年代"),
    ("三十名和3十多名都来了。", "B466", 5, "30多"),
    # sums, shares, growth
    ("新栽12棵，补栽9棵，合计23棵。", "B460", 14, "21棵"),
    ("全镇干部80名，其中男干部50名、女干部40名。", "B460", 5, "90名"),
    ("受理20件，已办结15件，正在办理4件。", "B460", 3, "19件"),
    ("上半年完成2亿元，下半年完成3亿元，全年完成6亿元。", "B460", 23, "5亿元"),
    ("水费由4元下降到3元，下降了30%。", "B461", 15, "25%"),
    ("完成3亿元，占全年计划4亿元的70%。", "B461", 16, "75%"),
    ("应到50人，实到45人，到会率95%。", "B461", 16, "90%"),
    ("单价由3元涨到12元，翻了三番。", "B461", 12, "翻了两番"),
    ("占比由10%提高到16%，提高了6%。", "B462", 17, "6个百分点"),
    # days and times
    ("定于上午15时开会。", "B467", 3, "核对"),
    ("8月20日至8月3日施工。", "B467", 1, "核对"),
    ("从2016年到2020年的七年间，面貌一新。", "B467", 14, "核对"),
    ("“八一”前夕的9月，慰问军属。", "B467", 8, "核对"),
    # lists
    ("做好四件事：一是备料，二是开工。", "B468", 3, "核对"),
    ("老街、新街、后街四个公园开放。", "B468", 9, "核对"),
    ("实施“两大行动”：植绿行动、护水行动、清洁行动。", "B468", 4, "核对"),
    ("种植玉米、大豆、等作物。", "B469", 8, "去掉"),
    ("推行“早报告”、“早处置”。", "B414", 8, "”“"),
    # forms of official writing
    ("按照湘文明办（2021）8号办理。", "B470", 7, "〔2021〕"),
    ("他获得《最美家庭》称号。", "B471", 4, "“最美家庭”"),
    ("县工商局上门服务。", "B473", 2, "市场监督管理局"),
    # fixed phrases: left out, changed over, replaced
    ("宣讲社会主核心价值观。", "B474", 3, "社会主义核心价值观"),
    ("建成文明践实站两个。", "B474", 3, "文明实践站"),
    ("落实“三会一刻”制度。", "B474", 3, "三会一课"),
    ("优化营商坏境的十条措施。", "B474", 1, "优化营商环境"),
    # particles and doubled characters
    ("干部认真的落实各项要求。", "B472", 5, "认真地落实"),
    ("问题解决的更好。", "B472", 5, "解决得更好"),
    ("因地制宜宜发展茶叶。", "B409", 4, "宜"),
    ("全力推动动产业升级。", "B409", 4, "动"),
]


@pytest.mark.parametrize(("text", "code", "column", "proposal"), FAULTS, ids=[case[0] for case in FAULTS])
def test_fault(text: str, code: str, column: int, proposal: str) -> None:
    (problem,) = found(text)
    assert problem.code == code
    assert problem.span is not None
    assert problem.span.column == column
    assert proposal in problem.message("zh") + problem.hint("zh")
    assert "{" not in problem.message("en") + problem.hint("en")


SOUND = [
    "我国经济和社会发展，我国的经济和社会发展，中国现代化进程。",
    "基层组织深入展开讨论，社会主义核心价值体系进教材。",
    "中共中央、国务院印发意见，污染防治攻坚向纵深推进。",
    "第三、四季度和三、四年级都在其内。",
    "报告长约300字，有三四个要点。",
    "气温26℃，时速120公里，速度达120公里/小时。",
    "比上年增加4000亿元，其中中央财政2000亿元、地方财政3000亿元。",
    "共有干部80名，其中党员60名、女干部40名。",
    "由2万元增加到3万元，年均增长22%。",
    "由62%提高到75%，提高了13个百分点。",
    "建成阅览室3个、球场2个，组织活动5场，共计服务群众300人次。",
    "12月20日至1月5日闭馆，下午15时和下午3时都可以。",
    "从2016年到2020年的五年间，变化很大。",
    "抓好三件事：一是备料，二是开工，三是验收。",
    "省、市（州）两级和香港、澳门与珠三角九市都派人参加。",
    "系统的功能、等级、规格都列出来。",
    "依据《条例》《办法》和《规定》，“早报告”“早处置”。",
    "原县工商局2016年立案；当时县环保局参加了检查。",
    "扎实的作风推进工作，认真的态度落实要求。",
    "实事求是是党的思想路线，一件件小事，一条条街道。",
    "人才才是第一资源，学会会长讲话，网上上传材料。",
    "“文艺进社区”“文明进万家”“送戏下乡”等活动深入人心。",
    "工作流程是“群众‘点单’、中心‘派单’、群众‘评单’”。",
    "It’s never too late，他们这样说。",
    "大家哈哈哈哈哈哈笑，一个一个地说，研究研究、讨论讨论。",
    "1）加强领导；2）明确责任；3）抓好落实。",
    "他问：“真的吗？！”大家都笑了。",
    "“能解决问题吗？”有人问。——“能！”",
    "省略号可以这样用……真的可以。",
    "开展“不误农时不误春 积极行动助采茶”活动，效果很好。",
    "第一条　为加强管理，制定本办法。",
    "丁　兰　于晓燕　马　丽　王秋菊",
    "王建军、周　艳家庭　　　　石门区",
    "附件：1.任务清单",
    "列席：州委办公室刘志强，州政府办公室杨　帆，州人大农业委向阳花。",
    "特殊字符（如！、@、#）都可以用，近十余年来一直如此。",
    "会议地点在三楼，时间9:00—11:30；气温从30～20℃降下来。",
    "2019—2023年投入9亿元，每户3200～3800元，6—18月龄的幼儿免费。",
    "研究原则：（一）公开；（二）公平；（三）公正。另有（四）的说法。",
    "石门市总工会",
    "活动取得圆满成功。（通讯员 张三）",
    "请写信至service-desk@data.example.gov.cn",
    "目的的确定要科学，的的确确要下功夫。",
    "大家和和气气，心里实实在在。",
    "这要看有没有把握，能不能是是非非分清楚。",
    "一是一，二是二，实事求是。",
    "原因有两条：一是距离远，一是路不好。",
    "一方面抓教育，二是抓管理，三是抓考核。",
    "一、二季度增长较快。",
    "三、四年级学生参加了活动。",
    "1.5万人参加了活动，3.15晚会报道了此事。",
    "全省第一、全国第二，成绩来之不易。",
    "3—5月，气温为10℃～20℃，增幅为10%～20%，投资9亿～16亿元。",
    "标准GB/T 9704-2012年发布，电话0731-8888人工接听，文号2022-7号。",
    "第3-2-1号楼，K12-15段。",
    "5千克苹果、3千米跑道、2千瓦电机、500千伏线路。",
    "编写口袋书3.5万余册，一千五百人参加。",
    "最近300多天，节约300余元，附近50多户，预约200余人，签约100多家。",
    "近30余年来变化很大，约30名干部上下一心，船靠近左右岸。",
    "约3小时，近万人，30多人，300余件，50人左右。",
    "20世纪80年代建成，上级世界级工程。",
    "2024年2月29日（星期四）、2022年6月16日（星期四）、6月16日周四上午开会。",
    "3月5日，周一鸣等同志参加。",
    "15月龄婴儿，月子中心，6月30日至7月1日，晚7:30至9:00。",
    "二〇二二年六月，一九九八年，二百零三人。",
    "报名截止时间为6月30日，6月30日截止，截至6月底，截止到昨天，征稿截止6月底。",
    "既使群众受益，又使环境变好，城乡环境也好。",
    "把这项工作当做为民服务的实事，做为民办事的好干部，叫做为人民服务。",
    "按装配式标准施工，按装机容量计算，三座落户，一座落成的大桥。",
    "通过渡假如何，究竟争什么，毕竟选择不多，自己经历过，审讯速度快。",
    "反复盖章，通讯速报，畅通迅速，保卫建设成果，环卫建设提速，部署公布署名文章。",
    "全身分布，大部分，企图象征性地，记录象征着友谊。",
    "说说常态话题，按规范话术回答，制度话语权。",
    "检查院落卫生，检查长期存在的问题，过度期望。",
    "社区+物业+党员+服务的“3+1”模式和“6+X”平台，比分3:1，成绩10:30。",
    "他赢得了（真正的）掌声——不是因为钱，而是因为诚。",
    "《习近平谈治国理政》《求是》《〈论语〉译注》《2021年中国精神文明建设年鉴》。",
]


@pytest.mark.parametrize("text", SOUND)
def test_sound(text: str) -> None:
    assert found(text) == []


def test_brackets_of_two_widths_pair() -> None:
    assert codes(found("志愿者2万人(其中党员1.2万人），青年（约3千人)。")) == ["B407", "B407"]


def test_numbers_of_headings() -> None:
    assert not found(
        "一、总的要求", "（一）目标", "（二）原则", "二、主要任务", "（一）宣传", "1. 报纸", "2. 电视"
    )
    (problem,) = found("一、总的要求", "（一）目标", "（三）原则", "二、主要任务")
    assert (problem.code, present(problem.span).line, dict(problem.details)["missing"]) == (
        "B411",
        3,
        "（二）",
    )
    (problem,) = found("一、总的要求", "二、主要任务", "二、保障措施")
    assert (problem.code, present(problem.span).line) == ("B412", 3)
    (problem,) = found("第一条　为了管理。", "第三条　为了服务。")
    assert problem.code == "B411"


def test_items_go_on_in_the_next_paragraph() -> None:
    assert not found("做法有三。一是抓学习。", "二是抓管理。", "三是抓考核。")
    assert codes(found("做法有三。一是抓学习。", "二是抓管理。", "四是抓考核。")) == ["B411"]


def test_a_quotation_of_several_paragraphs_opens_each() -> None:
    """GB/T 15834-2011 4.8.3.4."""
    assert not found("“第一段是这样的。", "“第二段是这样的。", "“第三段到此为止。”")
    assert codes(found("“第一段是这样的。", "第二段是这样的。")) == ["B401"]


SOUND_PAPERS = {
    "numbers that count through the paper": [
        "一、组织",
        "（一）定人。",
        "（二）定责。",
        "二、保障",
        "（三）定钱。",
        "（四）定期。",
    ],
    "digits that count through the paper": ["一、组织", "1.定人。", "2.定责。", "二、保障", "3.定钱。"],
    "a list of clauses": ["下列情形不予受理。", "（1）材料不全的；", "（2）超过期限的；", "（3）其他情形。"],
    "attachments numbered without a colon": ["现予印发。", "附件1.方案", "2.分工表", "3.时间表"],
    "a remark in brackets over two lines": ["（二〇二一年三月五日全省农村工作", "领导小组第三次会议通过）"],
    "a long remark after the last stop": [
        "要建立长效机制。（" + "、".join(["省农业农村厅"] * 9) + "按职责分工负责）"
    ],
    "a list inside a quotation": [
        "1.将第一条修改为：",
        "“受理下列案件：",
        "1.权属纠纷案件；",
        "2.合同纠纷案件。”",
        "2.将第三条修改为：",
        "“依法受理。”",
    ],
    "numbered notes": ["注：1.“以上”包括本数。", "2.“以下”不包括本数。"],
    "the right of a right": ["商标权权属纠纷案件由法院管辖。"],
    "a name that is not given": ["故石某某要求继受合同权利。"],
    "weekdays of a year named before": ["关于2023年春节安排。", "1月20日（星期五）起放假。"],
    "goods called 标的": ["转让标的的价格由双方商定。"],
    "spoken repetition": ["是是是，大家都同意。", "他走得很慢很慢，一路看一路记。"],
    "the number of a figure": ["做法见图2-5所示，数据列在表3-4个别栏目。"],
    "a word that only contains a wrong one": ["检查长度、宽度和厚度。"],
    "words that are spoken of": ["不少人把“震撼”写成“震憾”，“震憾”应为“震撼”。"],
    "an old form in a title": ["藏有《图象学研究》一册。"],
    "the name of a company": ["由发韧（湖南）科技有限公司承办。"],
    "a deadline": ["报名截止6月30日，逾期不候。"],
}


def test_a_quotation_that_nobody_ends_hides_no_numbers() -> None:
    assert codes(found("会议要求“抓好落实。", "一、组织", "三、保障", "会后走访。")) == ["B401", "B411"]


@pytest.mark.parametrize("paper", SOUND_PAPERS.values(), ids=SOUND_PAPERS)
def test_sound_papers(paper: list[str]) -> None:
    assert found(*paper) == []


@pytest.mark.parametrize(
    ("paper", "code"),
    [
        (["一、组织", "（一）定人。", "二、保障", "（三）定钱。"], "B411"),
        (["（二〇二一年三月五日全省农村工作", "领导小组会议研究了方案。"], "B401"),
        (["截止6月10日，全县已建成12个。"], "B450"),
        (["会议震憾全场。"], "B450"),
    ],
)
def test_what_resembles_a_sound_paper_is_still_found(paper: list[str], code: str) -> None:
    assert codes(found(*paper)) == [code]


@pytest.mark.parametrize("kind", ["title", "caption", "cell", "by", "heading", "line", "verse"])
def test_what_is_no_sentence_needs_no_end(kind: str) -> None:
    assert not found("坚持“六高”要求，推进中心建设", kind=kind)


def test_number_words() -> None:
    for value in (*range(1, 120), 200, 203, 999):
        assert read_number(in_han(value)) == value
    assert read_number("一二") == 0


def test_weekday() -> None:
    import datetime

    for day in (datetime.date(1999, 12, 31), datetime.date(2000, 2, 29), datetime.date(2024, 3, 1)):
        assert days.weekday(day.year, day.month, day.day) == day.weekday()


def test_each_misspelling_has_a_source() -> None:
    words = misspellings.common_misspellings()
    assert 350 <= len(words) <= 1000
    assert all(word.source and word.wrong != word.right for word in words)
    assert len({word.wrong for word in words}) == len(words)


def test_right_forms_are_let_alone() -> None:
    for word in misspellings.common_misspellings():
        for text in (word.right, f"他们{word.right}了。", f"加强{word.right}工作。"):
            assert not list(misspellings.misspelt(passages(text)[0])), word


def test_mixed_numbers_are_worked_out() -> None:
    (finding,) = numerals.mixed_digits(passages("共3千5百人。")[0])
    assert dict(finding.problem.details)["to"] == "3500"


def test_attachments_are_numbered_from_their_label() -> None:
    """附件：1.… stands before 2.… on its own line."""
    assert found("附件：1．任务分工表", "2．受理情况一览表", "3．工作指引（试行）") == []


def test_spaces_of_lists_stay() -> None:
    assert not list(stops.stray_spaces(passages("参加人员：张三 李四 王五 赵六 钱七，共5人。")[0]))


MORE_FAULTS = [
    ("22年6月开工。", "B415", "2022年"),
    ("自2019至2021连续三年获奖。", "B416", "2019年至2021年"),
    ("全镇有支部25个，其中村级支部13个、机关支部10个。", "B417", "23个"),
    ("登记住户三百二十6户。", "B441", "326"),
    ("增速提高2至3%。", "B440", "2%至3%"),
    ("面积50亩，亩产600公斤，总产40吨。", "B461", "30吨"),
    ("全年宣讲20场，其中集中宣讲15场、入户宣讲8场。", "B460", "23场"),
    ("自9月1日起至10月31日止，为期四个月。", "B467", "核对"),
    ("6月20日至12日举办。", "B467", "核对"),
    ("分为两个阶段：宣传阶段、自查阶段、整改阶段。", "B468", "核对"),
    ("大家积极的参加义务劳动。", "B472", "积极地"),
    ("他们跑的更勤了。", "B472", "跑得"),
    ("进一步一步压实责任。", "B409", "一步"),
    ("全面推推进依法治县。", "B409", "推"),
    ("来的是部门负责人人。", "B409", "人"),
    ("一要抓宣传，二要抓培训，四要抓督查。", "B411", "三要"),
    ("参保率由95%提升至92%。", "B465", "核对"),
    ("新建厂房面积1200平方。", "B464", "平方米"),
    ("用电量达到35万度千瓦时。", "B464", "千瓦时"),
    ("每期培训30—50人左右。", "B443", "30—50人"),
    ("入户走访至少200户以上。", "B443", "200户"),
    ("自9月15日开始，至9月5日结束。", "B467", "核对"),
    ("县委书记对对此作出批示。", "B409", "对"),
    ("全县共有共有志愿服务队320支。", "B409", "共有"),
    ("牢固树立绿水青山就是金山银水的理念。", "B474", "金山银山"),
    ("培育社会主义核价值观。", "B474", "社会主义核心价值观"),
    ("收益人口达三千人。", "B451", "受益人口"),
    ("老人激动的说，日子有盼头。", "B472", "激动地"),
    ("巷子修的又宽又平。", "B472", "修得"),
    ("全面的掌握了各村情况。", "B472", "全面地"),
    ("受理诉求480件，办结450件，办结率96.5%。", "B461", "93.8%"),
    ("一季度投资1.2亿元，二季度投资1.5亿元，上半年共投资2.9亿元。", "B460", "2.7亿元"),
    ("围绕“吃、住、行、游、购”六要素做文章。", "B468", "核对"),
    ("展览从5月20日持续到5月10日。", "B467", "核对"),
    ("到场不少于50人以上。", "B443", "50人"),
    ("要持续优化营商环，激发活力。", "B474", "营商环境"),
    ("大家按耐不住，都要报名。", "B450", "按捺不住"),
]


@pytest.mark.parametrize(("text", "code", "proposal"), MORE_FAULTS)
def test_more_faults(text: str, code: str, proposal: str) -> None:
    (problem,) = found(text)
    assert problem.code == code
    assert proposal in problem.message("zh") + problem.hint("zh")


MORE_SOUND = [
    ["社会主义核心价值体系融入国民教育，加快建成社会主义现代化国际大都市。"],
    ["不断开创新局面，为实现中华民族伟大复兴中国梦贡献力量。"],
    ["覆盖率由62%提高到75%，差错率从3%降至1%。"],
    ["占全国的26.1%；第三是华东地区，占到16.1%。"],
    ["国际能源署署长表示，102处处于失控状态。"],
    ["落实中非合作论坛“九项工程”和有关规划。"],
    ["《新时代文明实践行动计划（2021-2025年）》印发各村。"],
    ["1993年7月2日第八届全国人民代表大会常务委员会第二次会议通过"],
    [
        "（1993年7月2日第八届会议通过",
        "根据2009年8月27日《关于修改部分法律的决定》修正",
        "2015年4月20日第二次修正）",
    ],
    ["第二百条修改为：“有下列情形的，不予受理。", "“材料不全的，予以补正。”"],
    ["第二百条修改为：“有下列情形的，不予受理。", "材料不全的，予以补正。”"],
    ["第一百零九条　董事会会议每年至少召开两次。", "第一百一十条　董事会应当有会议记录。"],
    ["由县财政局会同市场监管部门制定，第一、二、三项情形和第三方机构除外。"],
    ["幼儿园园舍和铁路路外人员由本市市辖各区管理，违反反不正当竞争规定的予以处罚。"],
    ["农业生产产前、产中、产后服务，以书证证明，由聚居村村民委员会负责。"],
    ["坚持积极的推动作用，落实严格的组织纪律，有效的落实机制。"],
    ["再审申请人申请人民法院委托鉴定，生产期期满后归中方。"],
    ["安监部门逐户排查，县人社局、县市场监管局联合执法，全面开创新局面。"],
    ["一、一年接着一年干。", "二、一张图绘到底。", "三、加强领导。"],
    ["一是摸清底数，任务清楚。二是一以贯之抓整改。三是严格验收。"],
    ["1.老年食堂。", "2.5G网络覆盖到村。", "3.助餐点。"],
    ["建设三级航道，沅江一级航道、澧水三级航道全线通航，做好双向开放、货通四方的文章。"],
    ["全镇横跨五村、纵贯四级的网格，让山里到处都是活跃跃的新事。"],
    ["各县搭建科产融合平台，打造贸产融合样板，2025年目标任务顺利完成。"],
    ["抓好招商引商和招商引战，开工周至至户县公路。"],
    ["群众高兴的表示是最好的回答，又快又好的办法，又长又窄的路。"],
    ["受理诉求480件，办结450件，办结率93.75%，满意率98%。"],
    ["一季度完成1.2亿元，二季度完成1.5亿元，上半年完成2.7亿元。"],
    ["围绕“吃、住、行、游、购、娱”六要素，坚持“党建、治理、服务等”三位一体。"],
    # Kinds of false alarms on papers of 2025 and 2026: words said twice on purpose, the likes of 文化站|站长.
    ["能给种粮户撑撑腰、出出力，又能带大家见见世面，院子里弯弯绕绕的小路干干净净。"],
    ["文化站站长老沈和执法队队长把饭菜盛得饱饱的，锣鼓声声，白鹭一大片一大片地飞。"],
    ["老城区的司机要拐弯、等红灯，还要看好路。"],
    ["我总结了三句话：第一，员工要满意。怎么满意？第二，用户要满意。第三，社会要满意。"],
    ["要做的有几样，第一是申请商标；第二是做车体广告。"],
    ["博览会由东江、南江、西江三省一市共同举办，产品用于力学、液压、电气等数十个领域。"],
    ["靠的都是身边人，这里本是农业村，产业兴才能乡村兴。"],
    ["用新时代新方式讲好故事，A市市政府给予支持。"],
    ["实验师小肖的看法是应改尽改，听民意、释民惑、解民忧，越读越明白。"],
    ["孩子们把稻穗一根根拾回来，整治治出了好环境，旱得收不了多少，干得风生水起。"],
    ["经信委袁副主任说，提交七八份材料，电气花3年时间，最厚的有半米。"],
    ["工龄22年6个月，6月20日至28日施工，自9月1日起至10月31日止，为期两个月。"],
]


@pytest.mark.parametrize("paper", MORE_SOUND, ids=lambda paper: paper[0][:12])
def test_more_sound_papers(paper: list[str]) -> None:
    assert found(*paper) == []


def test_a_rule_is_left_out_only_where_it_finds_nothing() -> None:
    """The characters named beside a rule stand in every text in which it finds something."""
    texts = [text for text, *_ in (*FAULTS, *MORE_FAULTS)]
    texts += [text for pair in sentences.pairs() for text in pair.wrong]
    for passage in passages(*map(str, texts)):
        everything = [finding for rule in PASSAGE_RULES for finding in rule.apply(passage)]
        assert list(found_in(passage)) == everything
