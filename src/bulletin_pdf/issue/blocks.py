"""The body of a report: paragraphs, headings, figures, tables and the rest."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from bulletin_pdf.issue.column_spaces import Columns
from bulletin_pdf.issue.model import (
    Cell,
    Element,
    Figure,
    Heading,
    Note,
    Paragraph,
    Prose,
    Quote,
    RightLines,
    Table,
    Verse,
)
from bulletin_pdf.issue.normalize import Tidier
from bulletin_pdf.issue.prose import marked, number_level, paragraph, plain, prose
from bulletin_pdf.issue.vocabulary import BLOCKS, CELL, SPANS
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.source_map import SourceMap
from bulletin_pdf.yamldoc.field_values import (
    MAX_LINE,
    MAX_PARAGRAPH,
    limited,
    read_line,
    read_texts,
    report_type,
)
from bulletin_pdf.yamldoc.fields import Fields
from bulletin_pdf.yamldoc.key_table import is_han
from bulletin_pdf.yamldoc.named_files import read_file_name
from bulletin_pdf.yamldoc.node import Node
from bulletin_pdf.yamldoc.written import PlacedText

MAX_COLUMNS = 60
_EMPTY = Prose("")

# Which kind of block each name of a first key stands for.
_KINDS = {name: kind for kind, table in BLOCKS.items() for name in table.keys[0].names}


def read_paragraphs(
    lines: Sequence[PlacedText], tidier: Tidier, columns: Columns | None = None
) -> tuple[Element, ...]:
    """Read 正文: one paragraph or heading a line; `columns` has the line before the first."""
    known = columns or Columns()
    read = (paragraph(line, tidier, indented=known.keeps_indent(line.text)) for line in lines)
    return tuple(element for element in read if element is not None)


def read_body(items: Sequence[Node], key: str, tidier: Tidier) -> tuple[Element, ...]:
    """Read 内容: texts and blocks in the order they stand."""
    columns = Columns()
    elements = [element for item in items for element in _read_item(item, key, tidier, columns)]
    return tuple(_with_captions(elements))


_CAPTION = pattern(
    "([图圖表])[ \u3000]?(?:[0-9]{1,3}(?:[-－—.][0-9]{1,3})?|[一二三四五六七八九十]{1,3})(?![0-9%％年月日个至])"
)
"""图1, 表2-1: a line that names the figure above it or the table below."""
_SHOWS = pattern("[▲△]?[图圖](?:为|為|：|中)|[▲△]")
"""图为……: what a picture shows; it may end as a sentence does."""
_LONGEST_CAPTION = 60


def _with_captions(elements: Sequence[Element]) -> Iterator[Element]:
    """A line 图N right below a figure without caption is its caption, one 表N right above a table the table's (T-82)."""
    at = 0
    while at < len(elements):
        pair = elements[at : at + 2]
        captioned = _captioned(*pair) if len(pair) == 2 else None
        yield elements[at] if captioned is None else captioned
        at += 1 if captioned is None else 2


def _captioned(first: Element, second: Element) -> Element | None:
    match first, second:
        case Figure(), Paragraph(prose) if not first.caption.text and _is_caption(prose, "图圖"):
            return first._replace(caption=prose, alt=first.alt or prose.text)
        case Paragraph(prose), Table() if not second.caption.text and _is_caption(prose, "表"):
            return second._replace(caption=prose)
        case _:
            return None


def _is_caption(prose: Prose, signs: str) -> bool:
    if prose.styles or prose.dots or len(prose.text) > _LONGEST_CAPTION:
        return False
    if "图" in signs and _SHOWS.match(prose.text):
        return True
    found = _CAPTION.match(prose.text)
    return found is not None and found[1] in signs and prose.text[-1:] not in "。；："


def _read_item(item: Node, key: str, tidier: Tidier, columns: Columns) -> Iterator[Element]:
    if item.kind == "mapping":
        columns.close()
        element = _read_block(item, tidier)
        yield from element
    elif item.kind == "list":
        report_type(item, key, "text", tidier.problems)
    elif item.is_blank:
        tidier.problems.add(Code.FIELD_EMPTY, item.span, key=key)
    else:
        yield from read_paragraphs(read_texts(item, key, tidier.problems, MAX_PARAGRAPH), tidier, columns)


def _read_block(item: Node, tidier: Tidier) -> Sequence[Element]:
    """Read a block of the kind its keys name."""
    names = {_KINDS[key.value]: key for key, _ in item.pairs if key.value in _KINDS}
    if "heading" in names and len(names) > 1 and names["heading"].value == "标题":
        del names["heading"]
    if not names:
        chinese = any(is_han(key.value) for key, _ in item.pairs)
        known = tuple(table.keys[0].names[chinese] for table in BLOCKS.values())
        tidier.problems.add(Code.UNKNOWN_ELEMENT, item.span, known=known)
        return ()
    kind, *others = names
    if others:
        tidier.problems.add(
            Code.ELEMENT_OF_TWO_KINDS,
            names[others[0]].span,
            key=names[kind].value,
            other=names[others[0]].value,
        )
        return ()
    fields = Fields(item, BLOCKS[kind], tidier.problems)
    if kind not in _TELLING and _is_empty(fields.get(kind)):
        tidier.problems.add(Code.FIELD_EMPTY, fields.key_span(kind), key=names[kind].value)
        return ()
    return _READERS[kind](fields, tidier)


def _is_empty(node: Node | None) -> bool:
    """Whether an entry is empty, as `figure: ""` and `right: []`, which would leave nothing on the page and say nothing."""
    return node is not None and not (node.items if node.kind == "list" else node.pairs or node.value.strip())


def _heading(fields: Fields, tidier: Tidier) -> Sequence[Element]:
    written = fields.text("heading", required=True)
    level = fields.integer("level", 1, 4)
    if written is None:
        return ()
    text = plain(written, fields.name_of("heading"), tidier)
    return (Heading(level or number_level(text.text) or 1, text),)


def _figure(fields: Fields, tidier: Tidier) -> Sequence[Element]:
    names = fields.texts("figure", required=True)
    found = [
        read_file_name(name, Code.PICTURE_NOT_READ, tidier.problems) for name in map(tidier.strip, names)
    ]
    caption = optional(fields, "caption", tidier) or _EMPTY
    credit = optional(fields, "credit", tidier) or _EMPTY
    alt = optional(fields, "alt", tidier)
    files = tuple(name for name in found if name is not None)
    text = caption.text if alt is None else alt.text
    span = fields.choice("span", SPANS, None)
    return (Figure(files, caption, credit, text, fields.key_span("figure"), span),)


def optional(fields: Fields, name: str, tidier: Tidier, limit: int = MAX_LINE) -> Prose | None:
    """Read a field of one line that may be absent."""
    written = fields.text(name, limit=limit)
    return None if written is None else plain(written, fields.name_of(name), tidier)


def _quote(fields: Fields, tidier: Tidier) -> Sequence[Element]:
    lines = fields.texts("quote", required=True, limit=MAX_PARAGRAPH)
    return (Quote(tuple(marked(line, tidier) for line in lines)),) if lines else ()


def _note(fields: Fields, tidier: Tidier) -> Sequence[Element]:
    lines = fields.texts("note", required=True, limit=MAX_PARAGRAPH)
    return tuple(Note(marked(line, tidier)) for line in lines)


def _right(fields: Fields, tidier: Tidier) -> Sequence[Element]:
    lines = fields.texts("right", required=True)
    key = fields.name_of("right")
    return (RightLines(tuple(plain(line, key, tidier) for line in lines)),) if lines else ()


def _verse(fields: Fields, tidier: Tidier) -> Sequence[Element]:
    """Lines as written: only what stands after a line is taken off, and a tab is a space."""
    node = fields.value("verse", required=True)
    if node is None:
        return ()
    if node.kind == "list":
        lines = fields.texts("verse")
    elif node.kind == "text":
        lines = node.written().lines()
    else:
        report_type(node, fields.name_of("verse"), "texts", tidier.problems)
        return ()
    kept = [tidier.tabs(line.cut(0, len(line.text.rstrip()))) for line in lines]
    while kept and not kept[0].text:
        kept.pop(0)
    while kept and not kept[-1].text:
        kept.pop()
    return (Verse(tuple(prose(line) for line in kept)),) if kept else ()


def _table(fields: Fields, tidier: Tidier) -> Sequence[Element]:
    key = fields.name_of("table")
    nodes = fields.items("table", required=True)
    rows = [_row(node, key, tidier) for node in nodes]
    if all(node.kind == "list" for node in nodes):
        _check_shape(rows, fields, tidier)
    heads = fields.integer("header_rows", 0, len(rows))
    if heads is None:
        heads = _depth_of_head(rows)
    caption = optional(fields, "caption", tidier) or _EMPTY
    unit = optional(fields, "unit", tidier) or _EMPTY
    place, span = fields.key_span("table"), fields.choice("span", SPANS, None)
    return (Table(tuple(map(tuple, rows)), caption, unit, heads, place, span),)


_FIGURES = pattern(r"[+\-−]?[0-9][0-9.,，%％]*")


def _depth_of_head(rows: Sequence[Sequence[Cell]]) -> int:
    """Return how many rows the cells of the first one reach into: the head, where nothing is said of it.

    Cells over several rows next to plain ones head a group of figures as well as a head: then the first
    row alone is taken.
    """
    if len(rows) < 2:
        return 0
    depth = max((cell.rowspan for cell in rows[0]), default=1)
    if depth == 1 or depth >= len(rows):
        return 1
    under = (cell.prose.text for row in rows[1:depth] for cell in row)
    parted = any(cell.colspan > 1 for cell in rows[0])
    return depth if parted or not any(map(_FIGURES.fullmatch, under)) else 1


def _row(node: Node, key: str, tidier: Tidier) -> list[Cell]:
    if node.kind != "list":
        report_type(node, key, "row", tidier.problems)
        return []
    return [_cell(item, key, tidier) for item in limited(node, key, tidier.problems)]


def _cell(node: Node, key: str, tidier: Tidier) -> Cell:
    if node.is_blank:
        return Cell(_blank(node))
    if node.kind != "mapping":
        written = read_line(node, key, tidier.problems, MAX_PARAGRAPH)
        return Cell(_EMPTY if written is None else plain(written, key, tidier))
    fields = Fields(node, CELL, tidier.problems)
    text = optional(fields, "text", tidier, MAX_PARAGRAPH) or _blank(node)
    columns = fields.integer("colspan", 1, MAX_COLUMNS)
    rows = fields.integer("rowspan", 1, MAX_PARAGRAPH)
    return Cell(text, columns or 1, rows or 1)


def _blank(node: Node) -> Prose:
    return Prose("", source=SourceMap.start(*node.span[:3]))


def _check_shape(rows: Sequence[Sequence[Cell]], fields: Fields, tidier: Tidier) -> None:
    """Every row covers the same columns, spans counted; a span stays in the table."""
    node = fields.get("table")
    if node is None or not rows:
        return
    width = sum(cell.colspan for cell in rows[0])
    if not 1 <= width <= MAX_COLUMNS:
        tidier.problems.add(
            Code.TOO_MANY_ENTRIES,
            node.items[0].span,
            key=fields.name_of("table"),
            length=width,
            limit=MAX_COLUMNS,
        )
        return
    hanging = [0] * width
    for number, (row, place) in enumerate(zip(rows, node.items, strict=False), 1):
        covered = sum(left > 0 for left in hanging) + sum(cell.colspan for cell in row)
        if covered != width or not _place_cells(row, hanging):
            tidier.problems.add(Code.TABLE_ROW_LENGTH, place.span, row=number, count=covered, wanted=width)
            return
        if any(left > len(rows) - number + 1 for left in hanging):
            across, down = (CELL.by_name[name].names[fields.chinese] for name in ("colspan", "rowspan"))
            tidier.problems.add(Code.CELL_OUTSIDE_TABLE, place.span, row=number, across=across, down=down)
            return
        hanging = [max(left - 1, 0) for left in hanging]


def _place_cells(row: Sequence[Cell], hanging: list[int]) -> bool:
    """Put a row's cells into the free columns; False when one lies across a hanging cell."""
    column = 0
    for cell in row:
        while column < len(hanging) and hanging[column]:
            column += 1
        columns = range(column, column + cell.colspan)
        if columns.stop > len(hanging) or any(hanging[at] for at in columns):
            return False
        for at in columns:
            hanging[at] = cell.rowspan
        column = columns.stop
    return True


_TELLING = ("heading", "table")
"""Kinds whose readers report an empty value themselves."""
_READERS: Mapping[str, Callable[[Fields, Tidier], Sequence[Element]]] = {
    "heading": _heading,
    "figure": _figure,
    "table": _table,
    "quote": _quote,
    "verse": _verse,
    "right": _right,
    "note": _note,
}
