"""What the form of an official paper says: 红头, 发文字号, 主送机关, 附件, the kind of paper, and where its text begins.

GB/T 9704-2012 7.2 and 7.3 give the order of these parts; offices keep to it also in papers of three lines.
"""

import re

from bulletin_pdf.importers.material import MaterialItem, Para
from bulletin_pdf.importers.simplified import simplified
from bulletin_pdf.issue.character_kinds import BLANKS
from bulletin_pdf.issue.prose import number_level
from bulletin_pdf.patterns import pattern

_DOC_NUMBER = pattern(
    r"[一-鿿]{1,14}\s{0,2}[〔\[【(（]\s?(?:19|20)[0-9]{2}\s?[〕\]】)）]\s{0,2}第?\s?[0-9]{1,5}\s?号|(?:19|20)[0-9]{2}年?\s?[【\[〔][0-9]{1,5}[】\]〕]\s?号"
)
_NUMBER_ALONE = pattern(r"[〔\[【(（]\s?(?:19|20)[0-9]{2}\s?[〕\]】)）]\s{0,2}第?\s?[0-9]{1,5}\s?号")
_PAPER_NUMBER = pattern(r"[（(]?第\s?[0-9０-９〇一二三四五六七八九十百]{1,5}\s?号[)）]?")
_RED_HEAD = pattern(
    r"[一-鿿（）()\s]{2,40}(?:文\s*件|委\s*员\s*会\s*函|办\s*公\s*[室厅]\s*函|人\s*民\s*政\s*府\s*函|"
    r"(?:国\s*务\s*院|政\s*府|部|厅|局|署|委\s*员\s*会|总\s*局)\s*令)"
)
_OF_TITLE = pattern(
    "关于|[印转批]发|(?:招标|投标|采购|磋商|谈判|比选|询价|申报|设计|技术|参考|附属|证明|通用|专用|标准|示范)\\s*文\\s*件$"
)
"""What a title may end in 文件 with: 关于规范性文件."""
_SIGNER = pattern(r"\s*签\s*发\s*人\s*[:：]?\s*[一-鿿\s]{0,12}")
_SALUTATION = pattern(r"[一-鿿（）()〈〉《》、，,·\s0-9A-Za-z“”]{2,120}[:：]")
_ADDRESSEE = pattern(
    "^各|[，、]各|^全[体市省县校]|尊敬|敬爱|亲爱|同志们?[:：]$|(?:单位|部门|学生|同学|老师|教师|家长|职工|员工|干部|委员|代表|村民|居民|朋友们?|[部办局委厅院校处科站社署馆所]|"
    "公司|中学|小学|大学|学院|医院|银行|政府|街道|[市县区州省镇乡])[:：]$"
)
_NO_SALUTATION = pattern(
    "(?:标题|题目|名称)[:：]$|编者按|按语|要目|目[录錄]|导读|附件?|时间|地点|来源|注[:：]|如下[:：]$|[0-9]年|(?:[是有为]|方法|步骤|问题|流程)[:：]$"
)
_ATTACHED = pattern(r"附\s{0,4}(?:件|表|录)\s{0,2}[0-9一二三四五六七八九十A-Z]{0,3}\s{0,2}[:：.]?")
_PART_NUMBER = pattern(
    r"[（(]?(?:附\s{0,4}[件表录]|样[式表本]|[范格模][式本板]|大纲|表格?)\s{0,2}[0-9一二三四五六七八九十A-Z]{0,3}[)）]?\s{0,2}[:：.]?"
)
"""附件3, 大纲1: what a paper is within a set, above its title."""
_GENRE = pattern(
    "(?:[一-鿿]{2}书|[一-鿿]{2}表|(?:招标|投标|采购|磋商|谈判|比选|询价)文件|讲话稿|发言稿|主持词|档案|预案|指南|手册|大纲|章程|守则|公约|议程|流程|心得体会|[会记]录|通知|通告|通报|公告|公示|报告|请示|批复|意见|决定|决议|命令|议案|纪要|公报|年报|公开信|感谢信|慰问信|贺信|导则|规程|函|方案|办法|细则|规定|规划|计划|要点|总结|"
    "讲话|发言|汇报|情况|名单|清单|一览表|统计表|登记表|倡议书|承诺书|简介|材料|说明|制度)(?:[（(][^（()）]{1,14}[)）])?"
)
_PROMULGATES = pattern("(?:印发|转发|批转|发布|公布|颁布)(?:[《“〈].*|.*)的?(?:通知|公告|决定|令)$")
_KIND_ALONE = pattern(f"(?:工作|活动|实施|项目|年度|个人|公开|邀请|竞争性|单一来源)?{_GENRE.pattern}")
_LABEL_WORDS = (
    "(?:"
    "(?:会议|活动|培训|实践|报告|学习|发布|成文|填报|填表|提交|更新|最后|实验|答辩|开始|结束|起止)*(?:时间|日期|地点|更新)|(?:会议|活动)?(?:主题|内容|议题|类别)|主讲人?|"
    "主持人?|记录人?|整理人?|[参与][会加]人员?|[出列]席(?:人员?)?|缺席(?:人员?)?|[队成组]员(?:名[单称])?|组长|队长|评委|得分|姓名|性别|学号|工号|"
    "班级|年级|专业|学院|院系|系别|院校|学校|(?:参赛|申报|推荐|所在)?(?:高校|单位|部门|学院|组别)|(?:项目)?(?:负责|联系|知情同意|申请|填表|报告)人(?:姓名)?|"
    "(?:主办|承办|协办|指导|支持|发起|编制|建设|招标|采购)(?:单位|方|机构|人)?|(?:采购|招标)?代理机构|申请者?|研究生|团队|学科|担任职务|预算金额|联系(?:电话|方式)|电话|手机|邮箱|电子邮[件箱]|地址|网址|(?:指导|任课)[教老]师|导师|作者|编者|译者|单位|(?:作品|项目|文件)?编号|"
    "(?:项目|作品|文件)?(?:类别|类型)|版本号?|摘要|关键[词字]|主题词|abstract|key\\s?words?|注|备注|说明"
    ")"
)
_LABELS = pattern(f"(?i)[【〖\\[]?{_LABEL_WORDS}(?:[】〗\\]]|[】〗\\]]?[:：])")
"""Labels of a record: what stands behind one is no title."""
_SPREAD_LABEL = pattern(
    "(?:(?:姓|性|班|专|学|院|导|团|电|职|单)[\\s_]{2,}[一-鿿]|学[\\s_]{2,}科|研[\\s_]*究[\\s_]*生|[一-鿿]{2,6}[\\s_]{4,})"
)
"""A label of a form without its colon, spread over its width or with a wide blank behind: 姓　　名　　张三."""
_LABELLED_WORD = pattern(_LABEL_WORDS)
_TITLE_LABEL = pattern(
    "(?i)[【〖\\[]?(?:(?:论文|作品|项目|课题|报告|文章|文稿|稿件|材料|邮件)?(?:题\\s{0,4}目|名\\s{0,4}称|标\\s{0,4}题)|邮件主题)(?:[】〗\\]]|[】〗\\]]?\\s{0,4}[:：])\\s*"
)
_PART = pattern(
    "填[表写](?:须知|说明)|密封线|另附|引言|前言|序言|绪论|摘要|概述|简述|抽象|背景|关键[词字]|正文|内容|附录|说明|备注|参考文献|致谢|封面|封底|(?:文档)?(?:修订|变更|版本)(?:记录|历史|控制)|"
    "abstract|keywords|contents"
)
"""Names of parts that many papers have: the part's, never the paper's."""
MAX_PAPER_TITLE = 150
"""Characters of a title in the form of an official paper."""
_ABOUT = pattern("关于|印发|转发")
_MARK = pattern("[。；！？;!?:：]")
_FEWEST_IN_ROW, _LONGEST_IN_ROW = 5, 24
_SENTENCE = 8
"""From this length on a full stop ends a sentence of the text, not a label."""


def is_document_number(text: str) -> bool:
    """Whether a line holds 发文字号, with 签发人 beside it perhaps."""
    text = simplified(text)
    if _NUMBER_ALONE.fullmatch(text.strip(BLANKS)):
        return True
    found = _DOC_NUMBER.search(text)
    if not found or len(text) > 60:
        return False
    rest = text[: found.start()] + text[found.end() :]
    return not rest.strip(BLANKS) or bool(_SIGNER.fullmatch(rest))


def opens_with_number(text: str) -> bool:
    """Whether a line begins with 发文字号 and goes on, as names of files do."""
    return bool(_DOC_NUMBER.match(text))


def is_paper_number(text: str) -> bool:
    """Whether a line is no more than the number of an order or a notice: 第308号."""
    return bool(_PAPER_NUMBER.fullmatch(text.strip(BLANKS)))


def is_order(text: str) -> bool:
    """Whether a line is the head of an order, which has no other title: 甲省人民政府令."""
    return is_red_head(text) and "".join(text.split()).endswith("令")


def is_red_head(text: str) -> bool:
    """Whether a line is the red head of a paper: the name of an office and 文件."""
    text = simplified(text)
    said = bool(_RED_HEAD.fullmatch(text.strip(BLANKS))) and not _OF_TITLE.search("".join(text.split()))
    return said or bool(_SIGNER.fullmatch(text) and "签" in text)


def is_salutation(text: str) -> bool:
    """Whether a line addresses offices: 主送机关, 各县市区文明办：."""
    text = simplified(text.strip(BLANKS))
    if is_labelled(text) or number_level(text):
        return False
    return bool(_SALUTATION.fullmatch(text)) and not _NO_SALUTATION.search(text)


def is_address(text: str) -> bool:
    """Whether a line at the head of a text names whom it is for: 各县市区：, 2014级学生：; 主要做法： names none."""
    plain = simplified(text.strip(BLANKS))
    return is_salutation(plain) and bool(_ADDRESSEE.search(plain))


def is_attachment(text: str) -> bool:
    """Whether a line begins 附件."""
    return bool(_ATTACHED.match(text.strip(BLANKS)))


def is_attachment_label(text: str) -> bool:
    """Whether a line is no more than 附件3, as stands above the title of a paper that is one."""
    return bool(_PART_NUMBER.fullmatch(text.strip(BLANKS)))


def is_labelled(text: str) -> bool:
    """Whether a line is an entry of a record: 时间：…, 主持人：…, 【关键字】…"""
    text = simplified(text)
    plain = "".join(text.split())
    spread = _SPREAD_LABEL.match(text) and _LABELLED_WORD.match(plain.replace("_", ""))
    return bool(_LABELS.match(plain) or spread)


def is_row(text: str) -> bool:
    """Whether a line is a row of a table that blanks make: 姓名　性别　院系　专业."""
    parts = text.split()
    return (
        len(parts) >= _FEWEST_IN_ROW
        and all(len(part) <= _LONGEST_IN_ROW for part in parts)
        and any(len(part) > 1 for part in parts)
        and sum(part.isascii() and part.isalpha() for part in parts) * 2 < len(parts)
    )


def is_part_name(text: str) -> bool:
    """Whether a line is the name of a part that many papers have: 引言, 摘要, 修订记录."""
    return bool(_PART.fullmatch("".join(text.split()).rstrip("：:")))


def title_label(text: str) -> int:
    """Return the length of a label that says that a title follows: 论文题目：, 【作品名称】; 0 where there is none."""
    found = _TITLE_LABEL.match(text)
    return found.end() if found and found.end() < len(text) else 0


def is_paper_title(text: str) -> bool:
    """Whether a line ends in the kind of an official paper: 关于…的通知, …工作方案."""
    text = simplified(text.strip(BLANKS))
    found = re.search(f"{_GENRE.pattern}$", text)
    return bool(found) and len(text) > 4


def is_long_title(text: str) -> bool:
    """Whether a line longer than other titles are is one by its form: 关于印发《…》和《…》的通知."""
    plain = simplified(text.strip(BLANKS))
    about = _ABOUT.search(plain)
    return bool(about) and len(plain) <= MAX_PAPER_TITLE and not _MARK.search(plain) and is_paper_title(plain)


def promulgates(title: str) -> bool:
    """Whether a paper sends out another one: 关于印发《…》的通知."""
    return bool(_PROMULGATES.search(simplified("".join(title.split()))))


def is_kind_alone(text: str) -> bool:
    """Whether a line is no more than the kind of a paper: 招标文件, 工作总结; what it is about stands above it."""
    return bool(_KIND_ALONE.fullmatch(simplified("".join(text.split()))))


def begins_text(item: MaterialItem) -> bool:
    """Whether an item can only be of the text: an address, a numbered line, a sentence, an attachment."""
    if not isinstance(item, Para):
        return False
    text = item.words.strip(BLANKS)
    return (
        is_salutation(text)
        or bool(number_level(text))
        or is_attachment(text)
        or (len(text) >= _SENTENCE and text[-1:] in "。；！？" and not _DOC_NUMBER.fullmatch(text))
    )
