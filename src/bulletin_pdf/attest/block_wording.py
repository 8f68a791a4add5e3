"""Blocks → the text their pages must have, before anything is typeset.

A volume's own parts have no source but the program; their blocks are the last place where
their words stand whole.
"""

from collections.abc import Iterable, Sequence

from bulletin_pdf.attest.wording import CellWords, PassageKind, TableWords, Wording
from bulletin_pdf.layout.block import (
    Block,
    EntryBlock,
    FigureBlock,
    FixedBlock,
    TableBlock,
    TextBlock,
)
from bulletin_pdf.pages import TextRun, every_mark


def wording_of_blocks(blocks: Iterable[Block]) -> Wording:
    """Return everything that blocks say."""
    said = Wording()
    say_blocks(blocks, said)
    return said


def say_blocks(blocks: Iterable[Block], said: Wording) -> None:
    """Add everything that blocks say."""
    for block in blocks:
        match block:
            case TextBlock():
                _text(block, "part", said)
            case EntryBlock():
                said.say("contents", block.text, block.source)
                if block.numbered:
                    said.number(block.target, certain=True)
            case FixedBlock():
                # Lines arranged one by one, as on a cover: never broken.
                for mark in every_mark(block.marks):
                    if isinstance(mark, TextRun):
                        said.say("part", mark.text)
            case TableBlock():
                _table(block, said)
            case FigureBlock():
                _words((block.caption, block.credit), said)
            case _:
                pass  # rules, spaces and page breaks say nothing


def _text(block: TextBlock, kind: PassageKind, said: Wording) -> None:
    if block.anchor:
        said.anchor(block.anchor)
    said.say(kind, block.text, block.source)
    if block.tail is not None:
        said.say("by", block.tail.text, block.tail.source)


def _words(blocks: Sequence[TextBlock | None], said: Wording) -> None:
    for block in blocks:
        if block is not None:
            _text(block, "caption", said)


def _table(block: TableBlock, said: Wording) -> None:
    begin = said.length
    _words((block.caption, block.unit), said)
    rows: list[tuple[CellWords, ...]] = []
    for row in block.rows:
        cells: list[CellWords] = []
        for cell in row:
            start = said.length
            _text(cell.content, "cell", said)
            cells.append(CellWords(start, said.length, cell.rows, cell.columns))
        rows.append(tuple(cells))
    said.tables.append(TableWords(tuple(rows), block.heads, block.continued.text, begin))
