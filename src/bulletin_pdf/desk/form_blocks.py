"""The body of a report in the form: texts, pictures, tables and other blocks."""

from collections.abc import Iterator

from bulletin_pdf.desk.form_fields import Field, fields_of, missing_fields, shown, text_nodes, value_of
from bulletin_pdf.desk.table_edits import Cell, cells_of
from bulletin_pdf.issue.vocabulary import BLOCKS, REPORT
from bulletin_pdf.messages import Language
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.yamldoc.node import Node
from bulletin_pdf.yamldoc.operations import Path


class Block(NamedTuple):
    """A part of a report's body, edited as what it is."""

    kind: str
    """text, figure, table, words (a heading, a quotation …), or other: what cannot be read is shown by name."""
    path: Path
    value: str
    label: str = ""
    fields: tuple[Field, ...] = ()
    """Its values, such as the caption."""
    more: tuple[Field, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    """The cells of a table."""
    pictures: tuple[str, ...] = ()
    """Names of the files of a figure."""
    place: Path = ()
    """Path of what the block is named after: the rows of a table, the files of a figure."""


def blocks_of(node: Node, path: Path, chinese: bool, lang: Language) -> Iterator[Block]:
    """Yield the blocks of a report; one that has neither text nor body has an empty text."""
    text, body = value_of(node, REPORT, "text"), value_of(node, REPORT, "body")
    if text is not None or body is None:
        name = text[0] if text else REPORT.by_name["text"].names[chinese]
        yield Block("text", (*path, name), shown(text[1]) if text else "")
    if body is None or body[1].kind != "list":
        return
    for number, item in enumerate(body[1].items):
        place = (*path, body[0], number)
        if item.kind == "text":
            yield Block("text", place, item.value)
        else:
            yield _block(item, place, chinese, lang)


def _block(item: Node, path: Path, chinese: bool, lang: Language) -> Block:
    names = {key.value for key, _ in item.pairs}
    kind = next((kind for kind, table in BLOCKS.items() if names & set(table.keys[0].names)), None)
    if kind is None:
        return Block("other", path, _summary(item), "?")
    table = BLOCKS[kind]
    first, *others = table.keys
    label = first.chinese if lang == "zh" else first.name
    value = value_of(item, table, kind)
    rest = tuple(each.name for each in others)
    place: Path = (*path, value[0] if value else first.names[chinese])
    if kind in ("figure", "table"):
        fields = tuple(fields_of(item, table, path, (("caption",), rest[1:]), chinese, lang))
        more = tuple(missing_fields(item, table, path, rest[1:], chinese, lang))
        if kind == "figure":
            files = tuple(filter(None, shown(value[1]).split("\n"))) if value else ()
            return Block("figure", path, "", label, fields, more, pictures=files, place=place)
        rows = cells_of(value[1], place, chinese) if value else None
        if rows is None:
            return Block("other", path, _summary(item), label)
        return Block("table", path, "", label, fields, more, rows, place=place)
    fields = tuple(fields_of(item, table, path, ((kind,), rest), chinese, lang))
    return Block("words", path, "", label, fields)


def _summary(item: Node) -> str:
    """Return the first words of a block, such as a caption or the name of a picture."""
    words = [node.value for _, node in text_nodes(item, ()) if node.value.strip()]
    return "，".join(" ".join(word.split())[:30] for word in words[:3])
