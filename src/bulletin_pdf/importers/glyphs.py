"""Characters no face has: 〓 holds their places so that the draft builds; all are named once, with a count.

A character stays where a face of the office's own has it (`fonts:` of the bulletin.yaml beside the draft). Where none has, it is
kept in the comments at the head of the draft with its places, a hanzi as well as a pictograph pasted from a telephone, and is
never guessed at.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bulletin_pdf.importers.draft import NO_FACE
from bulletin_pdf.importers.material import ImportedTable, Material, MaterialItem, Para, SourceEdit, edited
from bulletin_pdf.importers.tidy import DINGBATS, MISSING
from bulletin_pdf.issue.character_kinds import is_ideograph
from bulletin_pdf.issue.model import OwnFace
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span

if TYPE_CHECKING:
    from bulletin_pdf.fonts.font_book import FontBook

_ROLE = "fangsong"
_MAX_NAMED = 20


def without_faceless(material: Material, own: Sequence[OwnFace], problems: Problems) -> Material:
    """Put 〓 for what no face has, `own` faces among them, and name every such character once, with its count."""
    places: dict[str, Span] = {}
    counts: Counter[str] = Counter()
    for para in _paras(material.items):
        for at, char in enumerate(para.words):
            if _is_unusual(char):
                counts[char] += 1
                places.setdefault(char, para.text.span(at, at + 1))
    missing = _without_face(counts, own)
    for char in sorted(missing)[:_MAX_NAMED]:
        code = Code.CHARACTER_IN_NO_SHIPPED_FONT if is_ideograph(char) else Code.CHARACTER_REPLACED
        problems.add(code, places[char], char=char, code=f"U+{ord(char):04X}", count=counts[char])
    if not missing:
        return material
    signs = frozenset(missing)
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


def _without_face(chars: Counter[str], own: Sequence[OwnFace]) -> list[str]:
    if not chars:
        return []
    book = _book_with(own)
    return [char for char in chars if book.face_for(char, _ROLE) is None and not _becomes_another(char)]


def _book_with(own: Sequence[OwnFace]) -> "FontBook":
    """Open the faces a build would have; own ones that cannot serve are reported by the build."""
    from bulletin_pdf.fonts.font_book import open_book
    from bulletin_pdf.fonts.font_fault import FontFaultError

    try:
        return open_book({face.role: face.named for face in own})
    except FontFaultError:
        return open_book()


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
    log += [SourceEdit(para.text.span(at, end), para.words[at:end], new, NO_FACE) for at, end, new in found]
    return edited(para, found)
