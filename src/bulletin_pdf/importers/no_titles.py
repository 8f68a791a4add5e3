"""Lines that are no title whatever they look like: labels, addresses, days, offices, persons."""

from bulletin_pdf.importers.form import (
    is_attachment_label,
    is_labelled,
    is_paper_title,
    is_part_name,
    is_row,
)
from bulletin_pdf.importers.line_kinds import LABEL
from bulletin_pdf.importers.masthead_lines import DATE, is_organisation
from bulletin_pdf.patterns import pattern

_MONTH = pattern(r"(?:[0-9]{4}|[二〇○零一三四五六七八九]{4})年(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月")
_DAY = pattern(f"(?:{DATE.pattern})(?:[（(]?(?:星期|周)[一二三四五六日天][)）]?)?[晴阴雨雪多云转]{{0,4}}")
_ADDRESS = pattern(r".*(?:https?://|www\.)\S*.*|\S+@\S+|[-=*_~→>\s]{2,}.*")
_ADDRESSED = pattern(
    "[您你]们?好|(?:尊敬|敬爱|亲爱)的|各位|(?:大家|同志们|老师们|同学们|朋友们|来宾们).{0,4}[，,]?(?:大家)?好"
)
_AUTHOR = pattern(r"\S{2,6}\s*(?:编著|编写|整理|著)")
_OF_SITE = pattern(
    "返回(?:顶部|首页|列表)|首页|网站首页|查看原文|阅读原文|相关推荐|推荐阅读|相关阅读|其他|登录|注册|下载APP|Document|无障碍.{0,20}|无标题文档|(?:您的|当前)位置[:：].*"
)
"""What a page puts above its text, pasted with it."""
_STUDENT = pattern("[0-9]{7}")
"""A number of a person or a team; years and days have four and eight figures with marks between."""
_ISSUER = pattern(
    "(?:办公[室厅]|委员会|宣传部|组织部|统战部|工作部|领导小组|指挥部|[党市县区州省]委|政府|文明办|[^大支中]局|厅)$"
)
_PERSON = pattern(
    "[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范石姚谭廖邹熊陆郝孔崔康毛"
    "邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚][一-鿿]{1,2}"
)
"""A name by its family name; of these, those that begin common words (方, 金, 文) are left out."""
_NO_PERSON = pattern("[案件法书表省市县区稿节会校报告章则史志]$")


def is_no_title(text: str) -> bool:
    """Whether a line says what it is, and that is no title: 时间：…, 附件2, 目录, 引言, a month, an address."""
    plain = "".join(text.split())
    return bool(
        is_labelled(text)
        or is_part_name(text)
        or (is_row(text) and "关于" not in text)
        or is_attachment_label(text)
        or LABEL.match(text)
        or _MONTH.fullmatch(plain)
        or _DAY.fullmatch(plain)
        or _ADDRESS.fullmatch(text)
        or _ADDRESSED.match(text)
        or _AUTHOR.fullmatch(text)
        or _OF_SITE.fullmatch(text)
        or (_STUDENT.search(text) and not is_paper_title(text) and "关于" not in text)
    )


def is_remark(text: str) -> bool:
    """Whether a line stands in brackets."""
    return text[:1] in ("（", "(") and text[-1:] in ("）", ")")


def is_issuer(text: str) -> bool:
    """Whether a line is the name of an office that sends papers."""
    return bool(_ISSUER.search(text)) and is_organisation(text)


def is_person(text: str) -> bool:
    """Whether a line is the name of a person, as stands below a title: 张三, 李　四."""
    plain = "".join(text.split())
    return bool(_PERSON.fullmatch(plain)) and not _NO_PERSON.search(plain)
