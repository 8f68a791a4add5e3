"""All text a Word 97-2003 file holds, read as simply as can be: what an import is proven against.

The pieces are put one after another; nothing of the readers of paragraphs, tables and properties is used.
"""

import re

from bulletin_pdf.importers.doc_file import DocFile
from bulletin_pdf.importers.docx_words import SHOWING_FIELDS
from bulletin_pdf.patterns import pattern

_INNERMOST = pattern("\x13([^\x13\x14\x15]*)(?:\x14([^\x13\x14\x15]*))?\x15")
_OPEN = pattern("\x13[^\x14\x15]*\x14?|\x15")
_UNSEEN = pattern("[\x00-\x06\x08\x0f-\x12\x16-\x1d\x1f\x7f]")
_MAX_LEVELS = 30


def words_of_file(file: DocFile) -> tuple[str, ...]:
    """Return the texts of a file, a paragraph each; of fields their results, of EQ fields their instruction."""
    texts: list[str] = []
    for start, end in file.stories.values():
        text = file.text(start, end)
        for _ in range(_MAX_LEVELS):
            text, count = _INNERMOST.subn(_result, text)
            if not count:
                break
        text = _UNSEEN.sub("", _OPEN.sub("", text)).replace("\x1e", "-")
        texts += re.split("[\r\x07\x0b\x0c\x0e]", text)
    return tuple(text for text in texts if text.strip())


def _result(field: re.Match[str]) -> str:
    showing = SHOWING_FIELDS.match(field[1])
    return (showing[1] if showing else "") + (field[2] or "")
