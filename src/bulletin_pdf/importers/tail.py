"""报尾: 报, 送, 发, the copies and those who made the issue, at the end of the source."""

import re
from collections.abc import Sequence

from bulletin_pdf.importers.masthead_lines import DATE, is_organisation
from bulletin_pdf.importers.material import MaterialItem, Para, SourceEdit
from bulletin_pdf.issue.vocabulary import COLOPHON
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern

_LISTS = {
    "report": pattern(r"^(?:呈?报\s*送?|主\s*报|呈\s*报|呈)\s*[:：]\s*"),
    "send": pattern(r"^(?:抄?\s*送|主\s*送|分\s*送|抄\s*报|(?:内部)?\s*发\s*送|送\s*达)\s*[:：]\s*"),
    "issue": pattern(r"^(?:下?\s*发|印\s*发)\s*[:：]\s*"),
    "extra": pattern(r"^(?:本期)?(?:增发|增送|加送|加发)\s*[:：]\s*"),
}
_COPIES = pattern(r"[（(]?\s*共?\s*印\s*(?:发|数)?\s*[:：]?\s*([0-9０-９]{1,6})\s*份\s*[)）]?")
_PERSON = re.compile(
    r"(责任编辑|责编|编辑|主编|校对|审核|审稿|核稿|签发|联系电话|电话|传真|电子邮箱|投稿邮箱|邮箱|地址|网址|网站|E-?mail)\s*[:：]\s*",
    re.I,
)
_PRINTED = pattern(rf"(?:{DATE.pattern})\s{{0,3}}印发$")
_MAX_OFFICE = 60
_MARK = pattern("[：:。]")
_KEYS = {"主编": "编辑", "核稿": "审核"}


class DocumentEnd(NamedTuple):
    """What the end of a source says of the issue."""

    end: int
    """Items before this one are the text."""
    lists: dict[str, tuple[str, ...]]
    """Each list, one entry for each of its lines."""
    copies: int | None
    colophon: tuple[tuple[str, str], ...]
    date: str
    publisher: str


def read_tail(items: Sequence[MaterialItem], log: list[SourceEdit]) -> DocumentEnd:
    """Read 报尾 backwards from the end; nothing is taken unless a list or a label is there."""
    end = len(items)
    while end > 0 and _is_tail(items[end - 1]):
        end -= 1
    # An office and a day may sign the last report instead: they are 报尾 only below one of its lines.
    while end < len(items) and not _is_sure(items[end]):
        end += 1
    lists: dict[str, list[str]] = {}
    colophon: dict[str, str] = {}
    copies, date, publisher = None, "", ""
    for item in items[end:]:
        if not isinstance(item, Para):
            continue
        text = item.words.strip()
        match = _COPIES.search(text)
        if match:
            copies = int(match[1])
            text = (text[: match.start()] + " " + text[match.end() :]).strip()
        name = next((name for name, pattern in _LISTS.items() if pattern.match(text)), "")
        if name:
            lists.setdefault(name, []).append(_LISTS[name].sub("", text).strip().rstrip("。."))
            log.append(SourceEdit(item.text.span(), item.words, "", f"field:distribution.{name}"))
            continue
        people = _people(text)
        for label, value in people.items():
            _add(colophon, label, value)
        day = None if people else DATE.search(text)
        if day:
            date = date or "".join(day[0].split())
            office = re.sub("印发?$", "", (text[: day.start()] + text[day.end() :]).strip()).strip()
            publisher = publisher or (
                office if len(office) <= _MAX_OFFICE and not _MARK.search(office) else ""
            )
        log.append(
            SourceEdit(item.text.span(), item.words, "", "field:colophon" if people else "field:distribution")
        )
    return DocumentEnd(
        end,
        {key: tuple(filter(None, lines)) for key, lines in lists.items() if any(lines)},
        copies or None,
        tuple(colophon.items()),
        date,
        publisher,
    )


def _is_tail(item: MaterialItem) -> bool:
    if not isinstance(item, Para):
        return False
    text = item.words.strip()
    return (
        _is_sure(item)
        or bool(re.fullmatch(r"[-—_=\s]*", text))
        or (len(text) < 60 and bool(DATE.search(text)) and not text.endswith("。"))
        or is_organisation(text)
    )


def _is_sure(item: MaterialItem) -> bool:
    """Whether only 报尾 has such a line."""
    if not isinstance(item, Para) or len(item.words) > 600:
        return False
    text = item.words.strip()
    if any(pattern.match(text) for pattern in _LISTS.values()):
        return True
    return len(text) < 120 and bool(_COPIES.search(text) or _people(text) or _PRINTED.search(text))


def _people(text: str) -> dict[str, str]:
    """编辑：甲　审核：乙 → the keys a colophon has, and their values."""
    found: dict[str, str] = {}
    matches = list(_PERSON.finditer(text))
    if not matches or text[: matches[0].start()].strip("（( "):
        return found
    for match, following in zip(matches, [*matches[1:], None], strict=True):
        value = text[match.end() : following.start() if following else len(text)].strip(" 　；;，,。)）\t")
        label = _KEYS.get(match[1], match[1])
        label = "邮箱" if label.lower().replace("-", "") == "email" else label
        if value and label in COLOPHON.by_name:
            _add(found, label, value[:200])
    return found


def _add(found: dict[str, str], label: str, value: str) -> None:
    """Take an entry; two names of one field (编辑, 责编) are one entry with both values."""
    key = COLOPHON.by_name[label]
    known = next((name for name in found if COLOPHON.by_name[name] == key), "")
    if not known:
        found[label] = value
    elif value not in found[known].split("、"):
        found[known] = f"{found[known]}、{value}"
