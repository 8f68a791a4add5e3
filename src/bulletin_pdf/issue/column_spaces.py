"""Columns made with wide spaces: a line that continues the columns above keeps its leading spaces (J-34).

    组　长：张　三　　市委副书记
    李　四　　市政府副秘书长

Two wide spaces before a paragraph are an indent typed by hand, and go; so do any before a line that does not
stand under a column.
"""

from bulletin_pdf.patterns import pattern

_LEADING = pattern("\u3000{3,}(?=[^\u3000])")
_COLUMN = pattern("[^\u3000]\u3000{1,12}[^\u3000]")
"""A name spread to the width of three, or what stands apart from it."""
_LONGEST = 60
"""A longer line is a paragraph of text."""
_SENTENCE_ENDS = "。！？"


class Columns:
    """Remembers whether the line before stands in columns."""

    def __init__(self) -> None:
        """Begin where nothing stands before."""
        self._open = False

    def keeps_indent(self, text: str) -> bool:
        """Whether a line keeps the wide spaces it begins with; called for each line in turn."""
        keeps = self._open and _LEADING.match(text) is not None and _in_columns(text)
        self._open = _in_columns(text)
        return keeps

    def close(self) -> None:
        """Note that something else stands between."""
        self._open = False


def _in_columns(text: str) -> bool:
    bare = text.strip()
    return len(bare) <= _LONGEST and bare[-1:] not in _SENTENCE_ENDS and _COLUMN.search(bare) is not None
