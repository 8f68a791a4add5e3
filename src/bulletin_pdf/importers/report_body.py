"""The text of one report: its leads and the blocks of its body."""

import re
from collections.abc import Sequence

from bulletin_pdf.importers.draft import Guess
from bulletin_pdf.importers.form import is_address
from bulletin_pdf.importers.line_kinds import is_short, usual_size, words_of
from bulletin_pdf.importers.material import Image, ImportedTable, MaterialItem, Para, SourceEdit
from bulletin_pdf.importers.report_tables import read_table
from bulletin_pdf.importers.signers import signatures_within, without_contributor, without_signature
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

_CHAPTER = pattern("第[一二三四五六七八九十百0-9]{1,4}(?:章|编)(?![的是])")
_MAX_LEAD = 40
_LEVELS: tuple[ProseStyle, ...] = ("level1", "level2", "level3", "level4")
_MAX_HEADING = 40
_CREDIT = pattern(
    r"[（(]\s*([^（()）]{2,20}?\s*(?:摄影?|供图|图))\s*[)）]\s*$|\s([^\s]{2,12}\s?(?:摄影|供图|摄))$"
)
_SENTENCE = pattern(f"[^。！？]{{2,{_MAX_LEAD}}}[。！？]")
_ENUMERATION = pattern(
    "[一二三四五六七八九十]是|第[一二三四五六七八九十][，,]|(?:首先|其次|此外|同时|目前|近年来|今年|截至|截止|据)"
)


class ReportBody(NamedTuple):
    """The inside of a report."""

    elements: tuple[Element, ...]
    by: str
    guesses: dict[str, tuple[Guess, ...]]


def read_report_body(
    items: Sequence[MaterialItem], log: list[SourceEdit], files: dict[int, str]
) -> ReportBody:
    """Read the items of one report; `files` names the pictures that could be had."""
    guesses: dict[str, tuple[Guess, ...]] = {}
    items, by, labelled = without_contributor(_not_all_bold(items, log), log)
    if by and not labelled:
        guesses["by"] = (Guess("by"),)
    items, signed = without_signature(items)
    inner = signatures_within(items)
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
            plain = at == 0 and is_address(item.words)
            shown_as = item._replace(heading=0, bold=()) if plain else item
            elements.append(
                _paragraph(shown_as, leads.get(at, 0), headings, log, displayed=shown and not plain)
            )
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
    if _is_chapter(text):
        return Heading(1, plain)
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


def _is_chapter(text: str) -> bool:
    """Whether a line is the heading of a chapter: 第一章　总则."""
    return (
        bool(_CHAPTER.match(text)) and len(text) <= _MAX_HEADING and text.rstrip()[-1:] not in "。；;：:，,"
    )


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
