"""Elements of WordprocessingML: their names, and how their children, switches and values are read."""

from collections.abc import Iterator

from bulletin_pdf.importers.docx_package import Element, W

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_HOLDERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins"))


def value(parent: Element | None, name: str) -> str:
    """Return the w:val of a child, or nothing."""
    child = None if parent is None else parent.find(W + name)
    return "" if child is None else child.get(W + "val", "")


def switch(parent: Element | None, name: str) -> bool | None:
    """Read a switch: absent, on or off."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else child.get(W + "val", "1") not in ("0", "false", "off", "none")


def children(parent: Element, tag: str) -> Iterator[Element]:
    """Yield the children of one kind, also inside content controls and tracked changes."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _HOLDERS:
            yield from children(child, tag)


def chosen(element: Element) -> Element | None:
    """Return the one of several alternatives (mc:AlternateContent) that is read."""
    choice = element.find(MC + "Choice")
    return choice if choice is not None else element.find(MC + "Fallback")


def outermost(element: Element, tag: str) -> Iterator[Element]:
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


def own_texts(paragraph: Element) -> Iterator[Element]:
    """Yield the texts of a paragraph without those of paragraphs in it, and of alternatives only the chosen."""
    for child in paragraph:
        if child.tag == MC + "AlternateContent":
            choice = chosen(child)
            if choice is not None:
                yield from own_texts(choice)
        elif child.tag in (W + "t", W + "delText"):
            yield child
        elif child.tag != W + "p":
            yield from own_texts(child)


def all_text(element: Element) -> str:
    """Return all text of an element, deleted text too."""
    return "".join(part.text or "" for part in element.iter() if part.tag in (W + "t", W + "delText"))


def is_placeholder(control: Element) -> bool:
    """Whether a content control shows only what to type there."""
    return switch(control.find(W + "sdtPr"), "showingPlcHdr") is True
