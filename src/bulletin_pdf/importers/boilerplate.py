"""What a web page puts around a bulletin: navigation, dates of the page, footers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from bulletin_pdf.importers.line_kinds import MAX_TITLE, title_key
from bulletin_pdf.importers.material import ImportedTable, Material, MaterialItem, Para, SourceEdit
from bulletin_pdf.importers.no_titles import is_no_title
from bulletin_pdf.importers.page_title import with_title
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern

_LONG = 60
_MAX_BELOW_WAY = 2
"""Lines right below the way to a page (首页 > 新闻): a title and the line below it."""
_SENTENCE = 30
"""From this length on a full stop makes a paragraph."""

_META = pattern(
    r"(?:发表|发布|更新|录入|创建|上传)?(?:时间|日期)\s{0,3}[:：]\s{0,3}[0-9]{4}|"
    r"(?:来源|信息来源|稿源|作者|编辑|责编|浏览|点击|阅读|访问量|字体|字号|视力保护色|分享到|打印|收藏|人气)[^:：]{0,4}[:：]|"
    r"[0-9]{4}[-/年][0-9]{1,2}[-/月][0-9]{1,2}日?\s+[0-9]{1,2}:[0-9]{2}|"
    r"^[【\[]?\s*(?:打印|关闭|收藏|分享|大\s*中\s*小|我要纠错|纠错|下载|原创\s)|"
    r"发表于[一-鿿]{2,4}$|^收录于|^#[^#\s]{1,20}(?:#|\s*[0-9]{1,4}\s*个)?$|^[▲↑☝]?(?:轻触|点击)(?:上方|下方)?[“”]?蓝[字色]|^关注我们$"
)
_RECORD = pattern(
    "索引号|主题分类|发文机关|发布机构|制发机关|公开责任部门|成文日期|生成日期|标题|名称|信息名称|发文字号|文号|发布日期|公开日期|公开时间|主题词|"
    "关键词|信息分类|公开方式|公开形式|公开范围|有效性|体裁分类|组配分类|服务对象|内容概述|统一编号|信息来源|信息索引|废止日期|生效日期|失效日期|发布单位|来源|发文(?:机构|日期)"
)
"""What the record of a paper on a government's page names; three of them make a table such a record."""
_RECORD_LINE = pattern(
    r"^(?:索\s*引\s*号|主题分类|主\s*题\s*词|成文日期|发文机关|组配分类|公开(?:方式|形式|范围))\s*[:：]"
)
_FEWEST_OF_RECORD = 3
_TOOLS = pattern(
    r"(?:(?:字体?[号体]?(?:大小)?|大|中|小|默认|超大|特大|正常|T|A|[+＋\-－×✕xX]|分享|收藏|打印|复制|关闭|纠错|评论|朗读|听新闻|"
    r"语音播报|点击播报|扫一扫|手机(?:看|版)|微信|微博|QQ空间|QQ|原创|转载|(?:分享)?到|本文|全文|繁体|简体|无障碍|"
    r"我要|缩放|调整|设置|返回|首页|下载|投稿|关注|点赞|在看|转发|举报|二维码|浏览|阅读|次|次数|人气|[0-9]+)"
    r"[\s　:：|｜/·,，、\[\]【】()（）>»]*)+"
)
"""A line of nothing but what one clicks on."""
_WHEN = pattern(
    r"(?:^|\s)(?:昨天|今天|前天|刚刚|[0-9]{1,3}\s?(?:秒|分钟|小时|天|周|个月)前)(?:\s?[0-9]{1,2}:[0-9]{2})?(?:\s|$)"
)
"""How pages tell their age."""
_CRUMBS = pattern(
    r"(?:您?(?:现在|当前)?所?在?的?位置|当前栏目|所在栏目)\s{0,3}[:：]|^首页\s{0,3}(?:[>›»→/|]|-+>)|^[^。，！？：\s]{2,14}\s[>›»]\s\S"
)
_OF_PAGE = pattern(
    "(?:发表|发布|更新|归档)(?:时间|日期)|^浏览(?:量|次数)|[字视力保护色]{2,5}[号色][:：]|扫一扫在手机|(?:上一?[版篇条页]|打印本页)[】\\s]*[【\\s]*(?:下一?[版篇条页]|关闭)|"
    "^[0-9]{4}[-/年][0-9]{1,2}[-/月][0-9]{1,2}日?\\s+(?:[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\\s+)?(?:信息|稿件)?来源\\s?[:：]|发表于[一-鿿]{2,4}$|^收录于|^[▲↑☝]?(?:轻触|点击)(?:上方|下方)?[“”]?蓝[字色]"
)
_FOOT = pattern(
    r"扫一扫在手机|^(?:当前[:：].{0,30})?上一?[版篇条页].{0,10}下一?[版篇条页]|打印本页|^用户登录$|^还没有账号|^浏览(?:量|次数)"
)
"""What stands below the text of a page alone, copied with it."""
_END = re.compile(
    r"^[【\[(（〖\s]*(?:(?:上|下)一?(?:篇|条|页|版)|当前[:：]\s?[A-Z]?[0-9]|相关(?:阅读|新闻|链接|文章|信息|稿件|附件|推荐|内容|报道)|"
    r"(?:打印|关闭|收藏|分享)(?:本页|窗口|此页|页面|到|至|\s|$)|打印|扫一扫|用户登录|浏览(?:量|次数)|微信扫|用手机|返回(?:顶部|首页|列表)|推荐阅读|热门|往期(?:推荐|回顾|精彩|阅读)|"
    r"友情链接|网站(?:地图|标识|声明|简介)|版权(?:所有|声明)|联系我们|关于我们|主办单位?\s*[:：]|承办单位?\s*[:：]|"
    r"技术支持|copyright|©|责任编辑\s*[:：]|责编\s*[:：]|[一二三初终]审\s*[:：]|监制\s*[:：]|编辑\s*[:：]|来源\s*[:：]|作者\s*[:：]|图片新闻|最新(?:文章|信息)|附件下载|"
    r"我要(?:纠错|评论)|网友评论|发表评论|文章评论|点赞|阅读(?:原文|全文|量)?\s*(?:[0-9.]+[万w]?\+?)?$|"
    r"(?:预览时标签不可点|继续滑动看|轻触阅读|喜欢此内容|赞赏|写留言|长按(?:识别|二维码|关注)))|ICP备|公网安备|政府网站标识码|(?:主办|承办)\s*$",
    re.I,
)
# These lines begin what is none of the article, however much of it there is.
_OTHERS = pattern(
    "(?:相关|推荐|热门|精彩|延伸|更多|编辑|为您|猜你|最新|大家都在)(?:推荐|阅读|新闻|链接|文章|报道|稿件|信息|资讯|动态|喜欢|看)"
    "\\s*(?:[>»:：]|更多)*"
)
_ATTACHED = pattern(r"(?:相关)?附件(?:下载)?\s*[:：]?")
_PUBLISHED = pattern(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})")
_SOURCE = pattern(
    r"来源\s{0,3}[:：]\s{0,9}(?!\S{0,40}[:：]|[0-9]{4}[-/年]|A[+-])([^\s:：]{2,40}?)(?:举报|作者|责任?编辑?|编辑|字[体号]|浏览|打印)?(?=\s|$)"
)
# Editors of the bulletin itself end it; one alone is the web site's.
_OF_BULLETIN = pattern("审核|签发|核稿|校对|印发|共印|^[报送发抄][:：送]")


class CleanedPage(NamedTuple):
    """What is left of a page, and what it said of itself."""

    items: tuple[MaterialItem, ...]
    headings: tuple[Para, ...] = ()
    """Titles above the text, which may say what the text does not."""
    date: str = ""
    source: str = ""


def is_long(item: MaterialItem) -> bool:
    """Whether an item is a paragraph of text, not a title, a label or links."""
    return (
        isinstance(item, Para)
        and not item.note
        and item.linked * 2 < len(item.words)
        and (
            (len(item.words) >= _LONG and any(mark in item.words for mark in "。；，,"))
            or (len(item.words) >= _SENTENCE and "。" in item.words)
        )
    )


def clear(material: Material, log: list[SourceEdit]) -> CleanedPage:
    """Take the page away from around the text."""
    items = material.items
    if material.kind == "word":
        return CleanedPage(items)
    records = [item for item in items if _is_record(item)] if material.kind == "web" else []
    records += _listed_record(items)
    for item in records:
        _drop(item, "meta", log)
    items = tuple(item for item in items if item not in records)
    long = [at for at, item in enumerate(items) if is_long(item)]
    first = long[0] if long else len(items)
    about = [at for at in range(first) if _is_about(items[at])]
    below = items[long[-1] + 1 :] if long else ()
    pasted = material.kind == "text" and not (
        any(_is_of_page(items[at]) for at in about) or any(_says(item, _FOOT) for item in below)
    )
    if pasted:
        return CleanedPage(items)
    start = about[-1] + 1 if about else 0
    clicked = [at for at in range(start, len(items)) if _is_tool(items[at])]
    for at in clicked:
        _drop(items[at], "furniture", log)
    items = tuple(item for at, item in enumerate(items) if at not in set(clicked))
    long = [at for at, item in enumerate(items) if is_long(item)]
    end = _end(items, long)
    kept = _without_links(items[start:end], log)
    headings = []
    for at in range(start):
        item = items[at]
        if at in about or not isinstance(item, Para):
            _drop(item, "meta" if at in about else "furniture", log)
        elif _is_heading(item, material.title):
            headings.append(item)
        else:
            _drop(item, "furniture", log)
    if about and not headings:
        headings = _line_above(items, about[-1], log)
    if material.kind == "web":
        kept, headings = with_title(kept, headings, material)
    for item in items[end:]:
        _drop(item, "furniture", log)
    spoken = " ".join([*_spoken(items[at] for at in about), *_spoken(records)])
    date, source = _PUBLISHED.search(spoken), _SOURCE.search(spoken)
    return CleanedPage(
        tuple(kept),
        tuple(headings),
        f"{date[1]}-{int(date[2]):02}-{int(date[3]):02}" if date else material.date,
        source[1] if source else material.source,
    )


def _spoken(items: Iterable[MaterialItem]) -> Iterator[str]:
    for item in items:
        if isinstance(item, Para):
            yield item.words
        elif isinstance(item, ImportedTable):
            yield from (cell.text.text for row in item.rows for cell in row)


def _is_record(item: MaterialItem) -> bool:
    """Whether a table or a line is the record that a government's page gives of a paper: 索引号, 发文机关, 成文日期."""
    if isinstance(item, Para):
        return len(item.words) < 200 and bool(_RECORD_LINE.search(item.words.strip()))
    if not isinstance(item, ImportedTable):
        return False
    labels = {"".join(cell.text.text.split()).rstrip(":：") for row in item.rows for cell in row}
    return sum(bool(_RECORD.fullmatch(label)) for label in labels) >= _FEWEST_OF_RECORD


def _listed_record(items: Sequence[MaterialItem]) -> list[MaterialItem]:
    """Return such a record given line by line, each label above its value."""
    labels = [at for at, item in enumerate(items) if isinstance(item, Para) and _is_record_label(item.words)]
    if len(labels) < _FEWEST_OF_RECORD or any(below - at > 2 for at, below in pairwise(labels)):  # noqa: PLR2004
        return []
    return list(items[labels[0] : labels[-1] + 1])


def _is_record_label(text: str) -> bool:
    plain = "".join(text.split()).lstrip("•·●")
    return plain.endswith((":", "：")) and bool(_RECORD.fullmatch(plain[:-1]))


def _says(item: MaterialItem, pattern: re.Pattern[str]) -> bool:
    return isinstance(item, Para) and len(item.words) < 200 and bool(pattern.search(item.words.strip()))


def _is_about(item: MaterialItem) -> bool:
    """Whether a line is what a page says about its text."""
    if _says(item, _META) or _says(item, _CRUMBS) or _is_tool(item):
        return True
    return isinstance(item, Para) and len(item.words) < 60 and bool(_WHEN.search(item.words.strip()))


def _is_tool(item: MaterialItem) -> bool:
    return isinstance(item, Para) and len(item.words) < 60 and bool(_TOOLS.fullmatch(item.words.strip()))


def _is_of_page(item: MaterialItem) -> bool:
    return _says(item, _CRUMBS) or (isinstance(item, Para) and bool(_OF_PAGE.search(item.words)))


def _is_heading(item: Para, title: str) -> bool:
    text = item.words.strip()
    if item.linked * 2 > len(text):
        return False
    return bool(item.heading in (1, 2) or "期" in text or (len(text) > 5 and text in title))


def _line_above(items: Sequence[MaterialItem], about: int, log: list[SourceEdit]) -> list[Para]:
    """The line above date and source is the title, whatever element it stands in."""
    while about and _is_about(items[about - 1]):
        about -= 1
    above = _last_line(items[:about])
    if not isinstance(above, Para) or above.linked or not 6 <= len(above.words) <= MAX_TITLE:
        return []
    log[:] = [edit for edit in log if edit.place != above.text.span()]
    return [above]


def _last_line(items: Sequence[MaterialItem]) -> MaterialItem | None:
    """Return the lowest of some lines that may be a title; right below the way to the page, the upper of two."""
    lines = [
        at
        for at, item in enumerate(items)
        if not (isinstance(item, Para) and is_no_title(item.words.strip()))
    ]
    if not lines:
        return None
    last = lines[-1]
    first = next((at for at in range(last, -1, -1) if _says(items[at], _CRUMBS)), last)
    return items[first + 1] if 0 < last - first <= _MAX_BELOW_WAY and first + 1 in lines else items[last]


def _end(items: Sequence[MaterialItem], long: Sequence[int]) -> int:
    """Where the page goes on without the bulletin."""
    first = long[0] if long else 0
    stop = next((at for at in range(first + 1, len(items)) if _is_of_others(items[at])), len(items))
    of_text = [index for index in long if index < stop]
    for at in range(first + 1, stop):
        item = items[at]
        if not isinstance(item, Para) or len(item.words) > 200 or not _ends(item):
            continue
        after = sum(index > at for index in of_text)
        if after * 3 <= len(of_text):
            return at
    return stop


def _is_of_others(item: MaterialItem) -> bool:
    return isinstance(item, Para) and bool(_OTHERS.fullmatch(item.words.strip("【】[] 　")))


def _ends(item: Para) -> bool:
    text = item.words.strip()
    attached = _ATTACHED.match(text)
    if attached and item.linked * 2 >= len(text) - attached.end() > 0:
        return True
    return bool(_END.search(text)) and not _OF_BULLETIN.search(text)


def _without_links(items: Sequence[MaterialItem], log: list[SourceEdit]) -> list[MaterialItem]:
    """Drop what is only links; a list of contents may link to its reports."""
    texts = [item for item in items if isinstance(item, Para)]
    plain = [item for item in texts if item.linked * 5 < len(item.words) * 4 and len(item.words) <= MAX_TITLE]
    keys = {title_key(item.words) for item in plain}
    kept: list[MaterialItem] = []
    for item in items:
        is_link = isinstance(item, Para) and item.linked * 5 >= len(item.words.strip()) * 4 and item.linked
        if (
            is_link
            and isinstance(item, Para)
            and (len(item.words) > MAX_TITLE or title_key(item.words) not in keys)
        ):
            _drop(item, "furniture", log)
        else:
            kept.append(item)
    return kept


def _drop(item: MaterialItem, why: str, log: list[SourceEdit]) -> None:
    if isinstance(item, Para):
        log.append(SourceEdit(item.text.span(), item.words, "", why))
    elif isinstance(item, ImportedTable):
        for row in item.rows:
            for cell in row:
                if cell.text.text.strip():
                    log.append(SourceEdit(cell.text.span(), cell.text.text, "", why))
