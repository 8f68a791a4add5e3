"""Elements of WordprocessingML: their names, and how their children, switches and values are read."""

import re
from collections.abc import Iterator

from bulletin_pdf.importers.docx_package import W, XmlElement

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_HOLDERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins"))


def value(parent: XmlElement | None, name: str) -> str:
    """Return the w:val of a child, or nothing."""
    child = None if parent is None else parent.find(W + name)
    return "" if child is None else child.get(W + "val", "")


def switch(parent: XmlElement | None, name: str) -> bool | None:
    """Read a switch: absent, on or off."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else child.get(W + "val", "1") not in ("0", "false", "off", "none")


def children(parent: XmlElement, tag: str) -> Iterator[XmlElement]:
    """Yield the children of one kind, also inside content controls and tracked changes."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _HOLDERS:
            yield from children(child, tag)


def chosen(element: XmlElement) -> XmlElement | None:
    """Return the one of several alternatives (mc:AlternateContent) that is read."""
    choice = element.find(MC + "Choice")
    return choice if choice is not None else element.find(MC + "Fallback")


def outermost(element: XmlElement, tag: str) -> Iterator[XmlElement]:
    """Yield the elements of one kind that lie in no other of it; of alternatives only the chosen."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag == MC + "AlternateContent":
            choice = chosen(child)
            if choice is not None:
                yield from outermost(choice, tag)
        else:
            yield from outermost(child, tag)


def own_text(paragraph: XmlElement) -> str:
    """Return the text of a paragraph without those of paragraphs in it; of alternatives only the chosen."""
    return "".join(_own(paragraph))


def _own(element: XmlElement) -> Iterator[str]:
    for child in element:
        if child.tag == MC + "AlternateContent":
            choice = chosen(child)
            if choice is not None:
                yield from _own(choice)
        elif child.tag != W + "p":
            yield letters_of(child)
            yield from _own(child)


def all_text(element: XmlElement) -> str:
    """Return all text of an element, deleted text too."""
    return "".join(letters_of(part) for part in element.iter())


def letters_of(part: XmlElement) -> str:
    """Return the characters that one element stands for, without those of its children."""
    name = part.tag.rpartition("}")[2]
    if name in ("t", "delText"):
        return part.text or ""
    if name == "textpath":
        return part.get("string", "")
    if part.tag == W + "noBreakHyphen":
        return "-"
    return _symbol(part) if part.tag == W + "sym" else ""


def _symbol(part: XmlElement) -> str:
    code = part.get(W + "char", "")
    half = bool(re.fullmatch("[Dd][89A-Fa-f][0-9A-Fa-f]{2}", code))  # half of a pair is no character
    return chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{2,5}", code) and not half else ""


def is_placeholder(control: XmlElement) -> bool:
    """Whether a content control shows only what to type there."""
    return switch(control.find(W + "sdtPr"), "showingPlcHdr") is True


def is_properties(tag: str) -> bool:
    """Whether an element only says how another is set (w:pPr, m:ctrlPr), and so holds no text."""
    return tag.endswith("Pr") or tag == W + "tblGrid"
