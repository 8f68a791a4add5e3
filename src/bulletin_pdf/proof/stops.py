"""Marks and spaces of a passage: missing, doubled, half-width, stray (GB/T 15834-2011 4, 5.1)."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from operator import add

from bulletin_pdf.issue.character_kinds import is_ideograph, is_wide
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.proof.finding import Passage, ProofFindings
from bulletin_pdf.proof.lexicon import Segments, clauses, count_of, is_word, segments
from bulletin_pdf.proof.pairs import PAIRS
from bulletin_pdf.proof.parts import Batch, PartsSeen, threes_in

_ENDS = "。！？…：；—"
_CLOSERS = "".join(PAIRS.values())
_INSIDE = pattern("[。！？；，]")
# In （如！、@、#） a mark is named, not used.
_RUN = pattern("[,;]?[，、；：。！？]{2,}(?<![如、“（][！？，。：；]、)|[,;][，；]")
_TWO_MARKS = pattern("[，、；：。！？][，、；：。！？]|[,;][，；]")
_WIDE = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）"}
_HALF = pattern(r"[,;:!?().]")
_ADDRESS = pattern(
    r"(?:https?://|www\.)[!-~]+|(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,200}"
)
_BLANK = pattern("[ \u3000]+")
_LABEL = pattern("附件|附[：:]|(?:联系|电话|邮箱|地址|时间|地点|网址|来源|作者|记者|摄影|供图)")
_ARTICLE = pattern("第[〇一二三四五六七八九十百零0-9]{1,5}[章节条款项编]$|^[0-9]+(?:\\.[0-9]+)*$")
_SIGNED = pattern("[。！？…”]（(?:[^（）]|（[^（）]*）)*）$")
"""A remark in brackets after the last stop: who wrote it, who is to do it."""
# 会长周　正: a name of two characters, spread to the width of three; after a title it may go on.
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文向"
)
_SPREAD_NAME = pattern(
    f"[㐀-鿿]\u3000[㐀-鿿](?=[，、；。（）]|$)|(?<=[长任记员师室厅局部院委席，、：（])[{_SURNAMES}]\u3000[㐀-鿿]"
)
_SHORT = 30
_NO_SENTENCE = pattern(
    "(?:[〔（][0-9]{4}[〕）][0-9]{1,4}号|此件[^，。；]{0,4}公开发布|通过|修正|修订|批准|公布|发布|施行|印发|实施|废止|[的》〉>](?:决定|规定|解释|批复|办法|条例|通知|意见|公告|方案|报告|纲要|决议|说明|答复))[）》〉>]*$"
)
"""Ends of long lines that say when a document was passed, and of long names of documents."""
_MAX_GAPS = 3
_LEADING = "，、；：。！？"

# Words that are never said twice, and the company in which their characters meet rightly.
_DOUBLED_VERBS = "完成|实现|召开|印发|推进|推动|开展|落实|实施|提高|提升|加强|建设|发展|构建|形成|坚持|促进|增强|确保|建立|健全|围绕|举办|打造|聚焦|要求|强调|指出|参加"
_SAME = pattern(r"([\u3400-\u9fff])\1(?!\1)")
_NOUNS = frozenset(
    "医罪权村镇乡县市区省州国校院馆园站所室厅局署席处司科部委会人员者家户水证期港路桥河山江湖海岛库城楼厂店队班组团连营排站军"
)
"""What often ends a name or a compound, so that the next word may begin with it."""
_HEADS = ("政府", "经济", "人民", "中国", "会议", "工作")
"""Words that begin further ones: 人民政府|政府采购."""
_OFTEN = 1000
"""So often words occur in the dictionary that are what they seem."""
_SOUNDS = frozenset("声阵")
_SAID_OFTEN = 450
_AFTER_WORDS = ("", "，", "。", "；", "、", "：", "！", "？", "”", "）", "》")
_OF_FOREIGNERS = frozenset("尼卡巴拉达瓦马多莫丽娜莎芬杜鲁菲佩科")
_WORDS_OF_ONE = frozenset(
    "才反经的了至在是会要有都为上中地当将被使可能到过得向对把用由就以行来去年月日时人好等下多很更还也又再已与和或及每各本该其此这那不没请让叫给"
    "一二三四五六七八九十百千万亿个家户名次天"
)
"""Characters that are often words by themselves: 人才才是第一资源."""
_ONE_TWICE = pattern(r"([要的了在是和与对将被把由们])\1")
_TWO_TWICE = pattern(r"([㐀-鿿].)\1")
_WORDS_TWICE = (
    pattern(f"(?P<word>{_DOUBLED_VERBS})(?=(?P=word))"),
    pattern(
        "(?P<word>共有|现有|拥有|具有|设有|建有|没有|所有|已经|正在|能够|应当|必须|需要|继续|分别|先后|累计|总计|合计|平均|达到|超过|新增|其他|各地|各级|各村|本次|此次|今年|去年|"
        "进行|我们|他们|以及|通过|为了|由于|因为|关于|对于|根据|按照|其中|同时|目前|群众|志愿者|"
        "干部|党员|社会|全市|全县|全省|全州|新时代|文明实践|事项|会议|问题|情况|单位|部门|乡村|村民|居民|"
        "经济|文化|环境|政府|市委|县委|省委|人员|企业|时间|地点|内容|方面|方式|措施|制度|机制|办法|标准|"
        "目标|任务|平台|体系|能力|水平|质量|作用|基础|积极|全面|深入|认真|扎实|有效|进一步)(?=(?P=word))"
    ),
)
_CHARACTERS_TWICE = (
    pattern("(?<![需主重只首纲提概想])要(?=要(?![求素点件害闻领员不]))"),
    pattern("(?<!目)(?<!标)的(?=的(?!确))"),
    pattern("(?<![不明末未没])了(?=了(?![解结断却然事账案之]))"),
    pattern(
        "(?<![实存现所潜内外健好正自])在(?=在(?![岸线校编职建册逃押场野家乡京华港外籍读任役位途岗学院制研训]))"
    ),
    pattern("(?<![但可凡于要是求])是(?=是(?![非否是]))"),
    pattern("(?<![温暖平缓谐饱柔总])和(?=和(?![美气睦谐平解好善顺蔼缓]))"),
    pattern("(?<![参给授赠付])与(?=与(?!会))"),
    pattern("(?<![一不面相反针校应核配作成派绝敌])对(?=对[此于其该这])"),
    pattern("(?<![小大上中少老武主名干健猛虎闯])将(?=将(?![军士领帅相校官才要近来]))"),
    pattern("(?<![自理缘事来])由(?=由)"),
    pattern("(?<=[者员民众友志师生人你我他])们(?=们)"),
    pattern("(?<![棉])被(?=被(?![子套褥面单]))"),
    pattern("(?<![一二两三四五六七八九十几车火草])把(?=把(?![关握手柄守控脉]))"),
)
_LONGEST_TWICE = 13
"""Characters of the longest phrase that is looked for twice."""
_PHRASE_TWICE = pattern(
    # 很认真很认真, 一片一片 say it twice on purpose.
    "(?P<word>(?P<char>(?![很好太真越再又一每])[㐀-鿿])(?!(?P=char))[㐀-鿿]{2,11})(?=(?P=word))"
)


def no_end_mark(passage: Passage) -> ProofFindings:
    """B405: a paragraph of sentences ends with a mark (GB/T 15834-2011 4.1)."""
    text = passage.text
    if not passage.is_prose or not text:
        return
    core = text.rstrip(_CLOSERS + "“‘")
    if core[-1:] in tuple(_ENDS) or text[-1:] in tuple(_ENDS) or not core:
        return
    if core[-1] in "，、" and core[-2:-1] in tuple("。！？"):
        return  # B406 says it
    if _SIGNED.search(text):
        return
    if _is_list(text) or _ADDRESS.search(text[-60:]) and not is_wide(text[-1]):
        return
    yield passage.find(Code.NO_FINAL_MARK, len(text) - 1, len(text), fix=None)


def _is_list(text: str) -> bool:
    """Whether a line holds names, a label or something else that is no sentence."""
    if "\u3000" in text or "  " in text or len(_BLANK.findall(text)) > _MAX_GAPS:
        return True
    if _LABEL.match(text):
        return True
    return not _INSIDE.search(text) and (len(text) < _SHORT or _NO_SENTENCE.search(text) is not None)


def doubled_marks(passage: Passage) -> ProofFindings:
    """B406: two marks where one belongs (5.1.2 allows ？？, ！！ and ？！ only)."""
    for match in _RUN.finditer(passage.text) if _TWO_MARKS.search(passage.text) else ():
        run = match[0].replace(",", "，").replace(";", "；")
        if set(run) <= {"！", "？"} or match.start() == 0:
            continue
        if run == "。" * len(run):
            to = "。" if len(run) == 2 else "……"
        elif len(set(run)) == 1:
            to = run[0]
        else:
            yield passage.find(Code.SURPLUS_MARK, match.start(), match.end(), found=run, to=_stronger(run))
            continue
        yield passage.find(Code.SURPLUS_MARK, match.start(), match.end(), fix=to, found=run, to=to)


def _stronger(run: str) -> str:
    return min(run, key="？！。：；，、".index)


def leading_mark(passage: Passage) -> ProofFindings:
    """B410: no paragraph begins with a pause or a stop (5.1.1)."""
    if passage.is_prose and passage.text[:1] in tuple(_LEADING):
        yield passage.find(Code.MARK_AT_PARAGRAPH_START, 0, 1, mark=passage.text[0])


def half_width_marks(passage: Passage) -> ProofFindings:
    """B407: marks next to Han are full-width (5.1.1); what normalisation could not decide."""
    text = passage.text
    if not _HALF.search(text):
        return
    kept = {at for match in _ADDRESS.finditer(text) for at in range(*match.span())}
    for match in _HALF.finditer(text):
        at, char = match.start(), match[0]
        before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        if at in kept or not (_is_han(before) or (_is_han(after) and char != ".")):
            continue
        if char in "()" and _is_formula(text, at):
            continue
        if char != ".":
            both = _is_han(before) and _is_han(after)
            yield passage.find(
                Code.HALF_WIDTH_MARK,
                at,
                at + 1,
                fix=_WIDE[char] if both else None,
                found=char,
                to=_WIDE[char],
            )
        elif _is_han(after) and not re.match("[一二三四五六七八九十]{1,3}$", text[:at]):
            yield passage.find(Code.HALF_WIDTH_MARK, at, at + 1, found=char, to="。”或“·")


def _is_formula(text: str, at: int) -> bool:
    """Half-width brackets may stay around what has no Chinese in it: (1+0.01)."""
    inside = re.match("[^()]*", text[at + 1 :]) if text[at] == "(" else re.search("[^()]*$", text[:at])
    return inside is not None and not any(map(is_ideograph, inside[0]))


def _is_han(char: str) -> bool:
    return bool(char) and is_ideograph(char)


def stray_spaces(passage: Passage) -> ProofFindings:
    """B408: no space inside a Chinese sentence; lists and quoted slogans may have their own."""
    text = passage.text
    gaps = list(_BLANK.finditer(text))
    if not passage.is_prose or not gaps or len(gaps) > _MAX_GAPS or not _INSIDE.search(text[:-1]):
        return  # Two parts of a headline are set apart by a space.
    if any(len(gap[0]) > 1 and is_wide(text[gap.start() - 1]) for gap in gaps[:-1] if gap.start()):
        return
    for gap in gaps:
        start, end = gap.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        if not (before and after and is_wide(before) and is_wide(after)) or _depth(text, start):
            continue
        if _ARTICLE.search(text[:start]) or _SPREAD_NAME.match(text, start - 1) or after == "题":
            continue
        beside_mark = not (is_ideograph(before) and is_ideograph(after))
        yield passage.find(
            Code.SPACE_IN_TEXT, start, end, fix="" if beside_mark else None, before=before, after=after
        )


def _depth(text: str, at: int) -> int:
    """Count the quotation marks and brackets open at a place."""
    return sum((char in PAIRS) - (char in _CLOSERS) for char in text[:at])


def doubled_words(passage: Passage) -> ProofFindings:
    """B409: a word written twice by a slip of the hand."""
    for begin, (at, word) in twice_seen().found_in(passage.text):
        start, end = begin + at, begin + at + 2 * len(word)
        yield passage.find(Code.REPEATED_CHARACTERS, start, end, found=word * 2, to=word)


@lru_cache(maxsize=1)
def twice_seen() -> PartsSeen[tuple[int, str]]:
    """Return the words that clauses have twice in a row, and where."""
    return PartsSeen(clauses, _twice_in)


def _twice_in(batch: Batch) -> Mapping[str, tuple[tuple[int, str], ...]]:
    repetitive = {batch.parts[batch.part_at(at)] for at in _repetitions(batch.text)}
    found = {clause: _twice_in_clause(clause) for clause in repetitive}
    return {clause: words for clause, words in found.items() if words}


def _repetitions(text: str) -> Iterator[int]:
    """Return where a character, a pair or a phrase may stand twice in a row."""
    yield from (match.start() for match in _SAME.finditer(text))
    yield from (match.start() for match in _TWO_TWICE.finditer(text))
    last: dict[str, int] = {}
    for at, three in enumerate(threes_in(text)):
        if 2 < at - last.get(three, at) <= _LONGEST_TWICE:
            yield at
        last[three] = at


def _twice_in_clause(clause: str) -> tuple[tuple[int, str], ...]:
    split = segments(clause)
    return (*_twice(clause, split), *_ends_twice(clause, split), *_tails_twice(split))


def _twice(clause: str, split: Segments) -> Iterator[tuple[int, str]]:
    for expression in _patterns_of_twice(clause):
        for match in expression.finditer(clause):
            # 申请人|申请|人民法院 has no word twice.
            if len(match[0]) < 3 or split.begins(match.end() + len(match[0])):
                yield match.start(), match[0]


def _patterns_of_twice(clause: str) -> Iterator[re.Pattern[str]]:
    """Return the patterns that can match: most clauses have no character, pair or three characters twice."""
    if _ONE_TWICE.search(clause):
        yield from _CHARACTERS_TWICE
    if _TWO_TWICE.search(clause):
        yield from _WORDS_TWICE
    if len(clause) > 5 and len({*map(add, map(add, clause, clause[1:]), clause[2:])}) < len(clause) - 2:
        yield _PHRASE_TWICE


def _ends_twice(clause: str, split: Segments) -> Iterator[tuple[int, str]]:
    """Find words whose first or last character is written once more: 推动|动|乡村, 因地制宜|宜, 推|推进."""
    for match in _SAME.finditer(clause):
        at, char = match.start(), match[1]
        if char in _WORDS_OF_ONE and clause[match.end() : match.end() + 1] not in _AFTER_WORDS:
            continue
        # 弯弯绕绕, 吃得饱饱的, 锣鼓声声, 买买买 are meant so.
        if (
            char in _SOUNDS
            or clause[at - 1 : at] in ("得", char)
            or (at > 1 and clause[at - 2] == clause[at - 1])
        ):
            continue
        if _is_last_again(split, at, char) or _is_first_again(split, at, char):
            yield at, char


def _tails_twice(split: Segments) -> Iterator[tuple[int, str]]:
    """Find words whose last two characters follow once more as a word: 进一步|一步."""
    words, starts = split
    for index, (word, again) in enumerate(zip(words, words[1:], strict=False)):
        if word[-2:] == again and len(word) > 2 and is_ideograph(again[0]) and again not in _HEADS:
            yield starts[index + 1] - 2, again


def _is_last_again(split: Segments, at: int, char: str) -> bool:
    """Whether a word ends with the character at a place, which stands behind it once more by itself."""
    word, again, after = split.word_at(at), split.word_at(at + 1), split.word_at(at + 2)
    if again != char or not split.begins(at + 1) or len(word) < 2 or word.startswith("一"):
        return False
    # 有关工作|作了指示, 主席台执行主席|席就座; in foreign names a character is often written twice: 卡卡尔.
    if (char == "作" and after in ("了", "出", "过", "为")) or char in _OF_FOREIGNERS:
        return False
    if char in _NOUNS and after[:1] == "长":
        return False  # 文化站|站|长老沈
    if after[:1] in _AFTER_WORDS or after == "的":
        # 金果果, 一件件, 活跃跃的 and the like are meant so; longer words are not.
        return len(word) > 2
    # What follows may belong to the character: 幼儿园|园|舍, 生产期|期|满.
    if len(after) < 2:
        return after in _WORDS_OF_ONE and not is_word(char + after)
    return count_of(after[:2]) > _OFTEN or not is_word(char + after[0])


def _is_first_again(split: Segments, at: int, char: str) -> bool:
    """Whether a character stands by itself before a word that begins with it."""
    before, alone, word = split.word_at(at - 1) if at else "，", split.word_at(at), split.word_at(at + 1)
    if alone != char or not split.begins(at) or len(word) < 2 or len(before) < 2 or word[1] == char:
        return False
    if before[-1].isdigit() or char in _OF_FOREIGNERS:
        return False  # 102处|处于
    if count_of(word[:2]) < _SAID_OFTEN:
        return False  # 撑撑|腰, 见见|世面, 高高|耸起 are meant so; what is written twice by a slip is a common word.
    # 书证|证明, 聚居村|村民 are two words.
    return char not in _NOUNS and not is_word(before[-1] + char)
