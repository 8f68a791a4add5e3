"""One report: its city, its contributor, its leads, and the blocks of its body."""

import re
from collections.abc import Sequence

from bulletin_pdf.importers.draft import Guess
from bulletin_pdf.importers.form import is_labelled, is_paper_title
from bulletin_pdf.importers.line_kinds import (
    CITY,
    area_at_start,
    attribution,
    is_short,
    usual_size,
    words_of,
)
from bulletin_pdf.importers.masthead_lines import DATE, is_organisation
from bulletin_pdf.importers.material import Image, ImportedTable, MaterialItem, Para, SourceEdit, cut_para
from bulletin_pdf.importers.report_tables import read_table
from bulletin_pdf.issue.character_kinds import BLANKS
from bulletin_pdf.issue.model import (
    Element,
    Figure,
    Heading,
    Note,
    Paragraph,
    Prose,
    ProseStyle,
    RightLines,
    Styled,
)
from bulletin_pdf.issue.prose import number_level
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern

_MAX_LEAD = 40
_MAX_SIGNERS = 4
_LEVELS: tuple[ProseStyle, ...] = ("level1", "level2", "level3", "level4")
_MAX_HEADING = 40
_CREDIT = pattern(
    r"[（(]\s*([^（()）]{2,20}?\s*(?:摄影?|供图|图))\s*[)）]\s*$|\s([^\s]{2,12}\s?(?:摄影|供图|摄))$"
)
_BY_LABEL = pattern(
    r"^[（(]?\s*(?:供稿(?:单位)?|来源|报送单位|撰稿|信息来源|作者)\s*[:：]\s*([^（()）。]{2,60}?)\s*[)）]?$"
)
_SENTENCE = pattern(f"[^。！？]{{2,{_MAX_LEAD}}}[。！？]")
_NO_CITY = pattern("关于|对于?|致|向|在|给|为|中共|中国|转发|印发|报送|全|各|省|我|本")
_OFFICE = pattern(
    "政府|[党市县区州省]委|人大|政协|办公?[室厅]?$|办|[局厅署院校社馆所站]$|办公|小学|中学|学校|学院|大学|医院|公司|集团|中心|街道|社区|"
    "[乡镇村](?!村)|支队|大队|总队|协会|学会|联合会|总工会|委员会|指挥部|领导|班子|人民|法院|检察|部门"
)
_VERB = pattern(
    "推|抓|开展|开启|扎实|着力|坚持|创|聚|强化|加强|打造|构建|建[成立设]|突出|积极|持续|深[化入耕]|认真|[全奋大]力|全面|多|以|让|用|把|将|为|从|"
    "出台|获|召|举[办行]|启动|组织|落实|做|探索|加|紧|严|精|高[质标效位]|稳|切实|促|优化|提升|激|走|织|擦|点|绘|绣|铺|筑|"
    '[“‘《"0-9]|[一二三四五六七八九十]{1,2}[个项措举招向维步]'
)
_MAKES = pattern(
    "出台|制[定订]|发布|印发|推[行出]|建立|实施|实行|公布|启动|创新|完善|健全|探索|召开|举办|编制|编印|签[订署]|修订|开出|列出|亮出|晒出|用好|落实|以.{2,10}(?:推|促|带|破|助|强|提)"
)
"""What an area does to a paper of a kind, which is then the object: 甲市出台十条意见; 甲市推进…方案 is the plan's whole name."""
_THING = pattern(
    "(?:公司|[大双选展交博晚峰年]会|预告|简介|标准|概况|概览|地图|史|志)(?:[（(][^（()）]*[)）])?$"
)
"""What a title may be the name of: an area before it is part of the name."""
_LABELLED = pattern("[一-鿿]{1,14}[：:]")
_MAX_OFFICE = 12
"""Characters of a title in which the name of an office ends."""
_ENUMERATION = pattern(
    "[一二三四五六七八九十]是|第[一二三四五六七八九十][，,]|(?:首先|其次|此外|同时|目前|近年来|今年|截至|截止|据)"
)


class ReportBody(NamedTuple):
    """The inside of a report."""

    elements: tuple[Element, ...]
    by: str
    guesses: dict[str, tuple[Guess, ...]]


class SplitTitle(NamedTuple):
    """A title taken apart: city and what it did."""

    city: str
    title: str
    heading: str
    """How the source prints it, when city and title alone would print otherwise."""
    guessed: bool


def split_title(text: str, entry: str, by: str) -> SplitTitle:
    """Find the city a title opens with; the contents or the contributor confirm it."""
    text = text.strip()
    for line in (text, entry):
        match = re.match(r"([一-鿿]{2,12})\s?[:：]\s?(?=.)", line)
        if (
            match
            and (CITY.fullmatch(match[1]) or by.startswith(match[1]) or line is entry)
            and len(match[1]) <= 9
            and not is_labelled(line)
            and "的" not in match[1]
        ):
            city = match[1]
            if text.startswith(city):
                rest = text[len(city) :].lstrip(" 　:：")
                if rest:
                    printed = city + rest
                    return SplitTitle(city, rest, "" if printed == text else text, False)
    city = area_at_start(text)
    if city and len(city) <= 9 and len(text) > len(city) + 3 and _is_subject(city, text):
        rest = text[len(city) :]
        printed = rest.lstrip(" 　")
        return SplitTitle(city, printed, "" if printed == rest else text, not by.startswith(city))
    return SplitTitle("", text, "", False)


def _is_subject(city: str, text: str) -> bool:
    """Whether an area a title opens with is what acts: not part of an office's name, nor of a larger one's.

    关于甲市…, 甲市人民政府…, 甲市文明办：…, 长沙市雨花区… stay whole, as does any paper of a kind: …的通知.
    """
    rest = text[len(city) :].lstrip(f"{BLANKS}")
    if not rest or rest[0] in "、和与及等委的在党" or rest.startswith("关于") or _NO_CITY.match(city):
        return False
    if is_paper_title(text) and ("关于" in text or not _MAKES.match(rest)):
        return False
    if _THING.search(text) and not _VERB.match(rest):
        return False
    before_verb = _VERB.split(rest[:_MAX_OFFICE])[0]
    return not (_OFFICE.search(before_verb) or CITY.match(before_verb) or _LABELLED.match(rest))


def read_report_body(
    items: Sequence[MaterialItem], log: list[SourceEdit], files: dict[int, str]
) -> ReportBody:
    """Read the items of one report; `files` names the pictures that could be had."""
    guesses: dict[str, tuple[Guess, ...]] = {}
    items, by, labelled = _without_by(_not_all_bold(items, log), log)
    if by and not labelled:
        guesses["by"] = (Guess("by"),)
    items, signed = _without_signature(items)
    inner = _signatures(items)
    usual = usual_size(items)
    notes: list[Guess] = []
    leads = _leads(items)
    if leads:
        notes.append(Guess("leads", (("where", _listed([at + 1 for at in sorted(leads)], items)),)))
    elements: list[Element] = []
    headings: list[str] = []
    feet: list[Note] = []
    at = 0
    while at < len(items):
        item = items[at]
        if isinstance(item, ImportedTable):
            elements += read_table(item, notes, log)
        elif isinstance(item, Image):
            figure, used = _figure(item, items, at, files, notes, log)
            if figure is not None:
                elements.append(figure)
            at += used
        elif item.note:
            feet.append(Note(Prose(item.note + item.words)))
        elif at in inner:
            elements.append(RightLines(tuple(Prose(words_of(line)) for line in items[at : inner[at]])))
            at = inner[at] - 1
        else:
            shown = _is_displayed(items, at, usual)
            elements.append(_paragraph(item, leads.get(at, 0), headings, log, displayed=shown))
        at += 1
    if headings:
        notes.append(Guess("headings", (("where", "、".join(headings)),)))
    if signed:
        elements.append(RightLines(tuple(Prose(line) for line in signed)))
    if signed or inner:
        notes.append(Guess("right"))
    if feet:
        notes.append(Guess("notes"))
    if notes:
        guesses["body"] = tuple(dict.fromkeys(notes))
    return ReportBody((*elements, *feet), by, guesses)


def _not_all_bold(items: Sequence[MaterialItem], log: list[SourceEdit]) -> list[MaterialItem]:
    """Bold type that was never ended, and so covers every paragraph, marks nothing."""
    long = [item for item in items if isinstance(item, Para) and len(item.words) > _MAX_LEAD]
    if len(long) < 2 or not all(_is_bold(item) for item in long):
        return list(items)
    log.append(SourceEdit(long[0].text.span(0, 1), "", "", "bold-off"))
    return [item._replace(bold=(), heading=0) if isinstance(item, Para) else item for item in items]


def _is_bold(item: Para) -> bool:
    return sum(end - start for start, end in item.bold) >= len(item.words) * 0.9


def _listed(places: Sequence[int], items: Sequence[MaterialItem]) -> str:
    """Return which paragraphs, counting paragraphs only."""
    numbers, count = [], 0
    for at, item in enumerate(items, 1):
        count += isinstance(item, Para)
        if at in places:
            numbers.append(count)
    return "、".join(map(str, numbers))


# 供稿单位、署名


def _without_by(items: list[MaterialItem], log: list[SourceEdit]) -> tuple[list[MaterialItem], str, bool]:
    """Take the contributor off the end, from brackets or a paragraph with a label; return whether it has one."""
    for at in range(len(items) - 1, -1, -1):
        item = items[at]
        if isinstance(item, Image) or (isinstance(item, Para) and item.note):
            continue
        if not isinstance(item, Para):
            break
        labelled = _BY_LABEL.match(item.words)
        if labelled:
            log.append(SourceEdit(item.text.span(), item.words, "", "field:by"))
            return [*items[:at], *items[at + 1 :]], labelled[1].strip(), True
        match = attribution(item.words)
        if match is None and _signs(item):
            continue
        if match is None:
            break
        start = match.start()
        before = item.words[:start].rstrip(" 　\xa0")
        if before and len(before) < _MAX_LEAD and before[-1] not in "。！？；…”』）)》":
            break  # what stands in brackets belongs to the line: …学院（…学院）
        log.append(SourceEdit(item.text.span(start), item.words[start:], "", "field:by"))
        rest = [cut_para(item, 0, len(before))] if before else []
        return [*items[:at], *rest, *items[at + 1 :]], re.sub(r"\s*供稿$", "", match[1].strip()), False
    return items, "", False


def _without_signature(items: list[MaterialItem]) -> tuple[list[MaterialItem], list[str]]:
    """Take off the office and day that sign a report."""
    at = len(items)
    while at > 0 and isinstance(item := items[at - 1], Para) and not item.note and _signs(item):
        at -= 1
    lines = [item.words for item in items[at:] if isinstance(item, Para)]
    if not lines or at == 0 or not (DATE.fullmatch(lines[-1].strip()) or _all_right(items[at:])):
        return items, []
    return items[:at], lines


def _signatures(items: Sequence[MaterialItem]) -> dict[int, int]:
    """Find the offices and days that sign a paper within the text, above what is enclosed: first item → behind the last."""
    found: dict[int, int] = {}
    for at, item in enumerate(items):
        if not isinstance(item, Para) or not DATE.fullmatch(item.words.strip()):
            continue
        first = at
        while first > 0 and at - first < _MAX_SIGNERS and _may_sign(items[first - 1]):
            first -= 1
        if (
            (first < at or item.align == "right")
            and first > 0
            and not any(first < end for end in found.values())
        ):
            found[first] = at + 1
    return found


def _may_sign(item: MaterialItem) -> bool:
    if not isinstance(item, Para) or item.note or number_level(item.words) or item.align == "center":
        return False
    return _signs(item) and not DATE.fullmatch(item.words.strip())


def _is_displayed(items: Sequence[MaterialItem], at: int, usual: int) -> bool:
    """Whether a line is a heading by its looks: centred and larger than the text, with text below it."""
    item = items[at]
    if (
        not isinstance(item, Para)
        or item.align != "center"
        or not item.size > usual > 0
        or not is_short(item)
    ):
        return False
    return at > 0 and at + 1 < len(items)


def _signs(item: Para) -> bool:
    text = item.words.strip()
    return bool(DATE.fullmatch(text)) or is_organisation(text) or (item.align == "right" and len(text) < 40)


def _all_right(items: Sequence[MaterialItem]) -> bool:
    return all(isinstance(item, Para) and item.align == "right" for item in items)


# 段首黑体


def _leads(items: Sequence[MaterialItem]) -> dict[int, int]:
    """Guess the theses: first sentences that open paragraphs alike, when nothing is bold in the source."""
    paras = {at: item for at, item in enumerate(items) if isinstance(item, Para) and not item.note}
    if any(item.bold for item in paras.values()):
        return {}
    heads: dict[int, int] = {}
    for at, item in paras.items():
        match = _SENTENCE.match(item.words)
        if not match or number_level(item.words) or _ENUMERATION.match(item.words):
            continue
        end = _past_closing(item.words, match.end())
        if len(item.words) > end + 8:
            heads[at] = end
    groups: dict[str, list[int]] = {}
    for at in heads:
        groups.setdefault(items_first(paras[at].words), []).append(at)
    alike = {at: heads[at] for group in groups.values() if len(group) >= 2 for at in group}
    texts = [at for at, item in paras.items() if len(item.words) > 40]
    short = {
        at: end for at, end in heads.items() if end <= 24 and not re.search("[0-9]", paras[at].words[:end])
    }
    # All but an introduction open with a few words of their own: so do theses.
    if len(short) >= 3 and len(short) >= len(texts) - 1:
        return {**alike, **short} if len(alike) < len(short) else alike
    return alike


def items_first(text: str) -> str:
    """What theses of one report share: the first character, when it is no mark."""
    return text[0] if text else ""


def _past_closing(text: str, at: int) -> int:
    while at < len(text) and text[at] in "”’）》〉」』】〕)！？。":
        at += 1
    return at


# 段落和小标题


def _paragraph(
    item: Para, lead: int, headings: list[str], log: list[SourceEdit], *, displayed: bool
) -> Element:
    text, length = item.words, len(item.words)
    whole = _is_bold(item)
    plain = Prose(text, dots=_dots(item, log))
    if number_level(text):
        ends = text.rstrip()[-1:] in "。；;！？"
        if not ends and length <= 60:
            return Heading(number_level(text), plain)
        return Paragraph(plain._replace(styles=_run_in(_styles(item, log), number_level(text))))
    if (
        (item.heading or whole or displayed)
        and length <= _MAX_HEADING
        and text.rstrip()[-1:] not in "。；;，,、"
    ):
        headings.append(text[:12])
        return Heading(min(max(item.heading - 1, 1), 4) if item.heading else 1, plain)
    if whole and item.bold:
        log.append(SourceEdit(item.text.span(0, 1), "", "", "bold-off"))
        return Paragraph(plain)
    if lead:
        log.append(SourceEdit(item.text.span(0, lead), text[:lead], f"**{text[:lead]}**", "bold"))
        return Paragraph(plain._replace(styles=(Styled(0, lead, "lead"),)))
    return Paragraph(plain._replace(styles=_styles(item, log)))


def _dots(item: Para, log: list[SourceEdit]) -> tuple[tuple[int, int], ...]:
    """What bears emphasis dots in the source, where nothing of it is bold as well."""
    found = []
    for start, end in item.dotted:
        text = item.words[start:end]
        bold = any(first < end and start < last for first, last in item.bold)
        if not bold and text == text.strip() and any(char.isalnum() for char in text) and "=" not in text:
            found.append((start, end))
            log.append(SourceEdit(item.text.span(start, end), text, f"=={text}==", "dots"))
    return tuple(found)


def _run_in(styles: tuple[Styled, ...], level: int) -> tuple[Styled, ...]:
    """A bold beginning of a numbered paragraph is its run-in head, which needs no mark of its own."""
    if styles and styles[0].start == 0:
        return (styles[0]._replace(style=_LEVELS[level - 1]), *styles[1:])
    return styles


def _styles(item: Para, log: list[SourceEdit]) -> tuple[Styled, ...]:
    """What is bold in the source, blanks at its ends left out."""
    styles = []
    for start, end in item.bold:
        inner = item.words[start:end]
        start += len(inner) - len(inner.lstrip())
        end = start + len(inner.strip())
        if start < end and any(char.isalnum() for char in item.words[start:end]):
            styles.append(Styled(start, end, "lead"))
            log.append(
                SourceEdit(
                    item.text.span(start, end), item.words[start:end], f"**{item.words[start:end]}**", "bold"
                )
            )
    return tuple(styles)


# 图和表


def _figure(
    image: Image,
    items: Sequence[MaterialItem],
    at: int,
    files: dict[int, str],
    notes: list[Guess],
    log: list[SourceEdit],
) -> tuple[Element | None, int]:
    """A picture and, when one follows, its caption; how many items more were used."""
    name = files.get(id(image), "")
    if not name:
        notes.append(Guess("no-picture", (("from", image.source[:60]),)))
        return None, 0
    caption = items[at + 1] if at + 1 < len(items) else None
    if not isinstance(caption, Para) or not _is_caption(caption):
        return Figure((name,), Prose(""), Prose(""), image.alt, None), 0
    notes.append(Guess("caption"))
    text, credit = caption.words.strip(), ""
    match = _CREDIT.search(text)
    if match:
        log.append(SourceEdit(caption.text.span(match.start()), match[0], "", "field:credit"))
        credit, text = (match[1] or match[2]).strip(), text[: match.start()].strip()
    return Figure((name,), Prose(text), Prose(credit), image.alt or text, None), 1


def _is_caption(para: Para) -> bool:
    text = para.words.strip()
    if len(text) > 90 or para.note or number_level(text):
        return False
    return bool(
        re.match("图为|图[0-9一二三四五六七八九十]*[:：、 ]|[（(]?图", text) or _CREDIT.search(text)
    ) or (para.align == "center" and len(text) < 50)
