"""Characters no shipped face has: they give way to 〓 so that the draft builds, hanzi are kept; all are named once.

A hanzi can be had from a face of the office's own (`fonts:`), and is never guessed at; a pictograph pasted from a telephone,
or a letter of another script that a reading machine took for a formula, stands in the log.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator

from bulletin_pdf.importers.material import ImportedTable, Material, MaterialItem, Para, SourceEdit, edited
from bulletin_pdf.importers.tidy import DINGBATS, MISSING
from bulletin_pdf.issue.normalize import is_ideograph
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span

_ROLE = "fangsong"
_MAX_NAMED = 20


def without_faceless(material: Material, problems: Problems) -> Material:
    """Put 〓 for what no face has, hanzi excepted, and name every such character once, with its count."""
    places: dict[str, Span] = {}
    counts: Counter[str] = Counter()
    for para in _paras(material.items):
        for at, char in enumerate(para.words):
            if _is_unusual(char):
                counts[char] += 1
                places.setdefault(char, para.text.span(at, at + 1))
    missing = _without_face(counts)
    for char in sorted(missing)[:_MAX_NAMED]:
        code = Code.CHARACTER_IN_NO_SHIPPED_FONT if is_ideograph(char) else Code.CHARACTER_REPLACED
        problems.add(code, places[char], char=char, code=f"U+{ord(char):04X}", count=counts[char])
    signs = frozenset(char for char in missing if not is_ideograph(char))
    if not signs:
        return material
    log: list[SourceEdit] = []
    items = tuple(_replaced(item, signs, log) for item in material.items)
    return material._replace(items=items, edits=(*material.edits, *log))


def _paras(items: tuple[MaterialItem, ...]) -> Iterator[Para]:
    for item in items:
        if isinstance(item, Para):
            yield item
        elif isinstance(item, ImportedTable):
            yield from (Para(cell.text) for row in item.rows for cell in row)


def _is_unusual(char: str) -> bool:
    """Whether a character is none of those every face has: ASCII, usual hanzi, marks of wide type."""
    if (
        char <= "\xff"
        or "\u4e00" <= char <= "\u9fa5"
        or "\u3000" <= char <= "\u303f"
        or "\uff00" <= char <= "\uff5e"
    ):
        return False
    return unicodedata.category(char) not in ("Co", "Cc", "Cf", "Cs", "Cn", "Mn", "Zl", "Zp", "Zs")


def _without_face(chars: Counter[str]) -> list[str]:
    if not chars:
        return []
    from bulletin_pdf.fonts.font_book import open_book

    book = open_book()
    return [char for char in chars if book.face_for(char, _ROLE) is None and not _becomes_another(char)]


def _becomes_another(char: str) -> bool:
    """Whether an import puts another character in its place by itself (tidy.py)."""
    if char in DINGBATS:
        return True
    plain = unicodedata.normalize("NFKC", char)
    return plain != char and (is_ideograph(plain) or plain.isascii() or len(plain) == 1 and plain.isalpha())


def _replaced(item: MaterialItem, signs: frozenset[str], log: list[SourceEdit]) -> MaterialItem:
    if isinstance(item, ImportedTable):
        rows = tuple(
            tuple(cell._replace(text=_cleaned(Para(cell.text), signs, log).text) for cell in row)
            for row in item.rows
        )
        return item._replace(rows=rows)
    return _cleaned(item, signs, log) if isinstance(item, Para) else item


def _cleaned(para: Para, signs: frozenset[str], log: list[SourceEdit]) -> Para:
    found = [(at, at + 1, MISSING) for at, char in enumerate(para.words) if char in signs]
    log += [SourceEdit(para.text.span(at, end), para.words[at:end], new, "no-face") for at, end, new in found]
    return edited(para, found)
