"""All text a Word document holds, read as simply as can be: what an import is proven against.

Nothing of the reader in docx.py is used: every element that holds text is taken as it stands, paragraph by
paragraph, in the order of the parts.
"""

import html
import re
from collections.abc import Iterator
from xml.etree import ElementTree

from bulletin_pdf.importers.docx_package import Package, PackageError, XmlElement
from bulletin_pdf.importers.material import TooMuchError

_PARTS = ("footnotes", "endnotes", "comments", "header", "footer", "diagramData", "chart")
_TEXTS = frozenset(("t", "delText"))
_TELLING = frozenset(("instrText", "fldSimple", "noBreakHyphen", "sym", "textpath", "ddList", "v"))
"""Elements that hold text otherwise."""
# Fields that show text of their instruction; the others show their result, which stands in runs.
SHOWING_FIELDS = re.compile(r"\s*(?:EQ|QUOTE|MACROBUTTON)\b(.*)", re.I | re.S)


def words_of(data: bytes) -> tuple[str, ...]:
    """Return the texts of a document, a paragraph each; of a damaged one, those of its sound parts."""
    package = Package(data)
    names = [package.main]
    relations = package.relations(package.main).values()
    for kind in _PARTS:
        names += [
            relation.target
            for relation in relations
            if relation.kind.rpartition("/")[2] == kind and not relation.outside
        ]
    texts = [text for name in dict.fromkeys(names) for text in _part(package, name)]
    for relation in relations:
        if relation.kind.rpartition("/")[2] == "aFChunk" and not relation.outside:
            texts += _embedded(package.data_or_none(relation.target))
    return tuple(text for text in texts if text.strip())


def _embedded(data: bytes) -> list[str]:
    """Texts of a document in the document: of pages what is between tags, of other files nothing."""
    if data.startswith(b"PK"):
        try:
            return list(words_of(data))
        except (PackageError, TooMuchError, RecursionError):
            return []
    text = data.decode("utf-8", "replace")
    if "\ufffd" in text or not re.search("<(?:html|body|p|div)[ >]", text, re.I):
        return []
    shown = re.sub(r"(?is)<!--.*?-->|<(style|script|head)\b.*?</\1>", "", text)
    return [html.unescape(piece) for piece in re.split("<[^<>]*>", shown)]


def _part(package: Package, name: str) -> list[str]:
    try:
        root = ElementTree.fromstring(package.data(name)) if package.has(name) else None
    except (PackageError, ElementTree.ParseError):
        return []
    if root is None:
        return []
    texts: list[list[str]] = [[]]
    _walk(root, texts)
    return ["".join(text) for text in texts]


def _walk(element: XmlElement, texts: list[list[str]]) -> None:
    """Take the text of an element and what is in it; a paragraph begins a text, and what follows another."""
    name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
    if name == "AlternateContent":
        forms = list(element)
        element = next((form for form in forms if form.tag.endswith("}Choice")), element)
        element = element if len(element) else (forms[-1] if forms else element)
    if name == "p":
        texts.append([])
    if name in _TEXTS:
        texts[-1].append(element.text or "")
    elif name in _TELLING:
        texts[-1] += _own(element, name)
    for child in element:
        _walk(child, texts)
    if name == "p":
        texts.append([])


def _own(element: XmlElement, name: str) -> Iterator[str]:
    """Text that stands in something else than a text element."""

    def value(of: str) -> str:
        return next((text for key, text in element.attrib.items() if key.rpartition("}")[2] == of), "")

    instruction = {"instrText": element.text or "", "fldSimple": value("instr")}.get(name, "")
    if shown := SHOWING_FIELDS.match(instruction):
        yield shown[1]
    elif name == "noBreakHyphen":
        yield "-"
    elif name == "sym" and re.fullmatch("[0-9A-Fa-f]{2,5}", value("char")):
        code = int(value("char"), 16)
        # Half of a pair is no character.
        yield "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)
    elif name == "textpath":
        yield value("string")
    elif name == "ddList":
        chosen = next((child for child in element if child.tag.endswith("}result")), None)
        entries = [child for child in element if child.tag.endswith("}listEntry")]
        number = next(iter(chosen.attrib.values()), "0") if chosen is not None else "0"
        at = int(number) if number.isdigit() else 0
        yield next(iter(entries[at].attrib.values()), "") if at < len(entries) else ""
    elif name == "v" and element.tag.startswith("{http://schemas.openxmlformats.org/drawingml/2006/chart}"):
        yield element.text or ""
