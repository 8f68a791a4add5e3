"""Which paragraph of a Word document plays which part of a bulletin.

The importer says so: it drafts the issue, and each paragraph is looked up in what it made of it and in its log. Only what
an import has no use for is told apart here: labels and entries of contents, heads of tables, lines of the masthead.
A form that is not filled in (第××期, ××××年×月×日) is read as if it were.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bulletin_pdf.importers.draft import Draft
from bulletin_pdf.importers.form import is_attachment, is_salutation
from bulletin_pdf.importers.infer import infer
from bulletin_pdf.importers.line_kinds import LABEL, title_key
from bulletin_pdf.importers.masthead_lines import is_name, is_note, is_organisation, split_masthead_line
from bulletin_pdf.importers.material import ImportedTable, Material, MaterialItem, Para
from bulletin_pdf.issue.model import Element, Figure, Heading, Issue, Note, Paragraph, RightLines
from bulletin_pdf.issue.prose import number_level
from bulletin_pdf.patterns import pattern

HEAD: Final = "head"
"""The part of what stands in the masthead: which slot it fills is asked of its words."""

_BLANK: Final = "[\\s×xX＊*_＿○〇Ｘ△□…\\.]"
_NO_NUMBER: Final = pattern(f"(?<=第){_BLANK}{{1,8}}(?=期)")
_NO_YEAR: Final = pattern(
    f"(?:(?:20|19|２０|二[〇○])?{_BLANK}{{1,8}}|[0-9]{{4}})年{_BLANK}{{1,6}}月{_BLANK}{{1,6}}日"
)
_NO_TOTAL: Final = pattern(f"(?<=总第){_BLANK}{{1,8}}(?=期)|(?<=总){_BLANK}{{1,8}}(?=期)")
_EDIT_PARTS: Final = {
    "field:masthead": HEAD, "field:by": "by", "field:credit": "caption", "field:colophon": "foot",
    "contents": "contents_entry",
}  # fmt: skip
_OF_ISSUES: Final = frozenset(("number", "serial", "label", "date"))
_SHORTEST: Final = 2
_MAX_HEAD: Final = 14
"""Paragraphs of a masthead that the importer does not know are looked for so far down."""
_ENDS: Final = "。；;，,！？"


def filled_in(material: Material) -> Material:
    """Return a form with figures in its blanks: 第××期 as 第1期, so that it is read like an issue."""
    return material._replace(items=tuple(map(_filled_item, material.items)))


def _filled_item(item: MaterialItem) -> MaterialItem:
    if isinstance(item, Para):
        return _filled(item)
    if isinstance(item, ImportedTable):
        rows = tuple(
            tuple(cell._replace(text=_filled(Para(cell.text)).text) for cell in row) for row in item.rows
        )
        return item._replace(rows=rows)
    return item


def _filled(para: Para) -> Para:
    for found, given in _blanks_in(para.words):
        para = para._replace(text=para.text.edit([(*found, given)]), bold=(), dotted=())
    return para


def filled_in_text(text: str) -> str:
    """Return a line with figures in its blanks."""
    for (start, end), given in _blanks_in(text):
        text = text[:start] + given + text[end:]
    return text


def _blanks_in(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the blanks of a form in a line from its end on, each with what is read in its place."""
    found = [
        (match.span(), given)
        for expression, given in ((_NO_TOTAL, "1"), (_NO_NUMBER, "1"), (_NO_YEAR, "2022年1月1日"))
        for match in [expression.search(text)]
        if match and not any(char.isdigit() for char in match[0].partition("年")[2])
    ]
    last = len(text)
    for span, given in sorted(found, reverse=True):
        if span[1] <= last:
            yield span, given
            last = span[0]


def parts_of(material: Material) -> tuple[dict[int, str], Issue]:
    """Return the part of each paragraph by its number, and the issue that the importer makes of the whole."""
    made = filled_in(material)
    draft = infer(made)
    logged = dict(_logged(draft))
    known = dict(_said(draft.issue))
    found: dict[int, str] = {}
    paras = [item for item in made.items if isinstance(item, Para)]
    for para in paras:
        part = logged.get(para.text.span().line) or _part(para, known)
        if part:
            found[para.text.span().line] = part
    _add_head(found, paras)
    return found, draft.issue


def _logged(draft: Draft) -> Iterator[tuple[int, str]]:
    """Yield what the log says of whole paragraphs."""
    for edit in draft.edits:
        part = _EDIT_PARTS.get(edit.why) or ("foot" if edit.why.startswith("field:distribution") else "")
        if part == "contents_entry" and LABEL.match(edit.before):
            part = "contents_label"
        if part and edit.place.column == 1:
            yield edit.place.line, part


def _part(para: Para, known: Mapping[str, str]) -> str:
    key = title_key(para.words)
    found = known.get(key, "")
    if not found and para.align == "center" and len(key) >= _SHORTEST:
        lines = (title for title, part in known.items() if part == "title" and key in title)
        found = "title" if next(lines, "") else ""
    numbered = found == "title" and para.align != "center" and bool(number_level(para.words))
    if found in ("body", "") or numbered:
        found = _by_words(para) or found
    return found


def _by_words(para: Para) -> str:
    """Return the part of a paragraph that the text of an issue does not set apart."""
    words = para.words.strip()
    if LABEL.match(words):
        return "contents_label"
    if is_note(words):
        return "note"
    level = number_level(words)
    if level and len(words) <= 60 and words[-1:] not in _ENDS:
        return f"level{level}"
    if is_salutation(words) and len(words) < 80:
        return "addressee"
    return "attachment" if is_attachment(words) else ""


def _said(issue: Issue) -> Iterator[tuple[str, str]]:
    """Yield the texts of an issue by their keys, each with its part; what comes later has the last word."""
    for report in issue.reports:
        for element in report.body:
            yield from _of_element(element)
        if report.subtitle is not None:
            yield title_key(report.subtitle.text), "subtitle"
        for prose in (*report.title, *report.heading):
            yield title_key((report.city.text if report.city else "") + prose.text), "title"
            yield title_key(prose.text), "title"
    if issue.theme is not None:
        yield title_key(issue.theme.text), "theme"
    for prose in issue.note:
        yield title_key(prose.text), "note"


def _of_element(element: Element) -> Iterator[tuple[str, str]]:
    match element:
        case Paragraph():
            yield title_key(element.prose.text), "body"
        case Heading():
            yield title_key(element.prose.text), f"level{element.level}"
        case RightLines():
            yield from ((title_key(line.text), "signature") for line in element.lines)
        case Figure():
            yield title_key(element.caption.text), "caption"
        case Note():
            yield title_key(element.prose.text), "remark"
        case _:
            return


def _add_head(found: dict[int, str], paras: Sequence[Para]) -> None:
    """Lines among those of the masthead are of it too; of a paper without a number, what looks like a name on top."""
    known = [number for number, part in found.items() if part == HEAD]
    numbers = [para.text.span().line for para in paras]
    if known:
        for number in numbers:
            if number < max(known) and found.get(number, "") in ("", "title", "body"):
                found[number] = HEAD
        return
    lines: list[int] = []
    numbered = False
    for para in paras[:_MAX_HEAD]:
        given = split_masthead_line(para.words).given
        office = is_organisation(para.words) and para.align == "center"
        if not given and not office and not is_name(para.words):
            break
        numbered = numbered or bool(_OF_ISSUES & given.keys())
        lines.append(para.text.span().line)
    # A name alone may as well be a title: 网络动态简报.
    if numbered:
        found.update({number: HEAD for number in lines if found.get(number, "") in ("", "title")})
