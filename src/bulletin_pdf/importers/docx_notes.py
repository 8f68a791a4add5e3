"""What a Word document holds beside its text: footnotes and endnotes, comments, headers and footers."""

import re

from bulletin_pdf.importers.docx_package import PackageError, W, XmlElement
from bulletin_pdf.importers.docx_state import Line, Reading
from bulletin_pdf.importers.docx_xml import all_text, own_text
from bulletin_pdf.importers.masthead_lines import split_masthead_line
from bulletin_pdf.importers.material import MaterialItem, Para, SourceEdit
from bulletin_pdf.problems import Span
from bulletin_pdf.source_map import SourceMap
from bulletin_pdf.yamldoc.written import PlacedText, join

_MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_NUMBERED = frozenset(("number", "serial"))
_MAX_HEAD_LINE = 60
_TOP = 15
"""Items at the top of the text among which its masthead stands."""


def put_mark(reading: Reading, reference: XmlElement, line: Line) -> None:
    """Put the mark of a footnote: its text follows at the end of the report."""
    kind = "footnote" if reference.tag == W + "footnoteReference" else "endnote"
    mark = mark_of(len(reading.notes))
    reading.notes.append((kind, reference.get(W + "id", "")))
    reading.log("", mark, "footnote", line.length)
    line.put(mark, bold=False)


def feet(reading: Reading, first: int) -> list[MaterialItem]:
    """Return the notes from that one on: those whose marks stand in the paragraph just read."""
    found: list[MaterialItem] = []
    for at in range(first, len(reading.notes)):
        texts = [item for item in _note(reading, *reading.notes[at]) if isinstance(item, Para)]
        if texts:
            found.append(Para(join([item.text for item in texts], " "), note=mark_of(at)))
    return found


def mark_of(at: int) -> str:
    """Return the mark of a note by its place among all, from 0 on."""
    return _MARKS[at] if at < len(_MARKS) else f"[{at + 1}]"


def _note(reading: Reading, kind: str, name: str) -> list[MaterialItem]:
    root = reading.part(kind + "s")
    for element in root if root is not None else ():
        if element.get(W + "id") == name:
            number = reading.number
            items = reading.blocks(element)
            reading.number = number
            return items
    return []


def read_comments(reading: Reading) -> None:
    """Comments stand in the log, counted."""
    root = reading.part("comments")
    for comment in root.iter(W + "comment") if root is not None else ():
        text = all_text(comment)
        if text.strip():
            reading.counts["comment"] += 1
            reading.edits.append(SourceEdit(Span(reading.path, 1, 1), text, "", "comment"))


def read_unused(reading: Reading) -> None:
    """Notes, SmartArt and charts that the package holds and the text does not show stand in the log."""
    for kind in ("footnote", "endnote"):
        for note in _sound(reading, reading.package.related(kind + "s")):
            if (kind, note.get(W + "id", "")) not in reading.notes:
                _log_unused(reading, all_text(note))
    for relation in reading.relations.values():
        kind = relation.kind.rpartition("/")[2]
        if kind in ("diagramData", "chart") and not relation.outside and relation.target not in reading.shown:
            reading.shown.add(relation.target)
            for part in _sound(reading, relation.target):
                for element in part.iter():
                    if element.tag.endswith(("}t", "}v")):
                        _log_unused(reading, element.text or "")


def _sound(reading: Reading, name: str) -> list[XmlElement]:
    """Return what stands in a part; nothing of one that is missing or damaged."""
    try:
        return list(reading.package.xml(name)) if name and reading.package.has(name) else []
    except PackageError:
        return []


def _log_unused(reading: Reading, text: str) -> None:
    if text.strip():
        reading.edits.append(SourceEdit(Span(reading.path, 1, 1), text, "", "unused"))


def read_margins(reading: Reading, items: list[MaterialItem]) -> list[MaterialItem]:
    """Read headers and footers: the masthead there, where the text has none; the rest stands in the log."""
    lines = _margins(reading)
    head = masthead_among([text for kind, text in lines if kind == "header"], items)
    others = {text for _, text in lines if re.search("[A-Za-z\u3400-\u9fff]", text)} - set(head)
    if others:
        reading.counts["header"] = len(others)
    for _, text in lines:
        if text not in head or head.count(text) < [line for _, line in lines].count(text):
            reading.edits.append(SourceEdit(Span(reading.path, 1, 1), text, "", "header"))
    return [Para(PlacedText(text, SourceMap.start(reading.path)), align="center") for text in head]


def _margins(reading: Reading) -> list[tuple[str, str]]:
    """The lines of all headers and footers, each with its kind."""
    lines: list[tuple[str, str]] = []
    for relation in reading.relations.values():
        kind = relation.kind.rpartition("/")[2]
        if kind in ("header", "footer") and not relation.outside and reading.package.has(relation.target):
            for paragraph in reading.package.xml(relation.target).iter(W + "p"):
                text = own_text(paragraph)
                lines += [(kind, text)] if text.strip() else []
    return lines


def masthead_among(texts: list[str], items: list[MaterialItem]) -> list[str]:
    """The lines of a page header that make a masthead, in order; nothing where the text has its own number."""
    top = [item.words for item in items[:_TOP] if isinstance(item, Para)]
    if any(_NUMBERED & set(split_masthead_line(text).given) for text in top):
        return []
    lines = list(dict.fromkeys(text for text in texts if len(text.strip()) <= _MAX_HEAD_LINE))
    return lines if any(_NUMBERED & set(split_masthead_line(text).given) for text in lines) else []
