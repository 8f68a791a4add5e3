"""Galleys without type: rows held together as those of paragraphs and headings are."""

from bulletin_pdf.layout.galley import NEVER, Galley, Row
from bulletin_pdf.layout.made_up import MadeUpPage

FOOT = Row(4)


def paragraph(lines: int) -> Galley:
    """Rows of a paragraph as galley.py holds them together."""
    holds = [0] * lines
    if lines > 1:
        holds[0] = NEVER if lines > 3 else 2
        holds[lines - 2] = NEVER
    return tuple(Row(1, penalty=penalty) for penalty in holds)


def heading(lines: int = 1) -> Galley:
    return (Row(lines, penalty=NEVER),)


def filled(page: MadeUpPage) -> int:
    return max((placed.line + placed.row.lines for placed in page.rows), default=0)
