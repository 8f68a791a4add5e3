"""The zip around a Word document: opened within bounds, parts read one by one.

A document of a few hundred pages has a main part under 20 MB. What unpacks to more, or to
a thousand times its size, is a mistake or an attack and is not unpacked. Parts are parsed by
expat, which fetches nothing; a part with a document type, where entities could be declared,
is refused, for Word writes none.
"""

import io
import posixpath
import zipfile
import zlib
from xml.etree import ElementTree

from bulletin_pdf.importers.material import Remark, TooMuchError
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.yamldoc.source import megabytes

MAX_PART = 64 << 20
MAX_PICTURE = 40 << 20
MAX_PARTS = 5_000
MAX_LEVELS = 150
MAX_ELEMENTS = 1_000_000
"""Elements and attributes of one part; each takes about 200 bytes."""
MAX_UNPACKED = 160 << 20
"""Bytes of all parts together: fifty photographs of 3 MB."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1],
    "http://purl.oclc.org/ooxml/officeDocument/relationships": R[1:-1],
    "http://purl.oclc.org/ooxml/drawingml/main": "http://schemas.openxmlformats.org/drawingml/2006/main",
}
_MAIN = ("/officeDocument",)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    KeyError,
    ValueError,
)

XmlElement = ElementTree.Element


class PackageError(Exception):
    """A document that cannot be read; `why` is a term of `messages.TERMS`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Relation(NamedTuple):
    """Where an id of a part leads."""

    kind: str
    target: str
    outside: bool


class Package:
    """An opened document."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            names = self._zip.namelist()
        except _BROKEN as error:
            raise PackageError("docx zip") from error
        if len(names) > MAX_PARTS:
            raise PackageError("docx bomb")
        self._names = {name.replace("\\", "/").lstrip("/").lower(): name for name in names}
        self.remarks: list[Remark] = []
        self._unpacked = 0
        self.main = self._find_main()

    def _find_main(self) -> str:
        for relation in self.relations("").values():
            if relation.kind.endswith(_MAIN) and self.has(relation.target):
                return relation.target
        if self.has("word/document.xml"):
            return "word/document.xml"
        raise PackageError("docx part")

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name.lower() in self._names

    def data(self, name: str, most: int = MAX_PART) -> bytes:
        """Unpack one part, no further than `most` bytes whatever its header says."""
        try:
            info = self._zip.getinfo(self._names[name.lower()])
            if info.flag_bits & 1:
                raise PackageError("docx zip")
            with self._zip.open(info) as stream:
                data = stream.read(most + 1)
        except _BROKEN as error:
            raise PackageError("docx zip") from error
        if len(data) > most or (len(data) > 8 << 20 and len(data) > 500 * max(info.compress_size, 1)):
            raise PackageError("docx bomb")
        self._unpacked += len(data)
        if self._unpacked > MAX_UNPACKED:
            raise TooMuchError(
                Code.IMPORT_TOO_LARGE, size=megabytes(self._unpacked), limit=megabytes(MAX_UNPACKED)
            )
        return data

    def data_or_none(self, name: str) -> bytes:
        """Unpack one part, or give nothing where there is none or it is damaged."""
        try:
            return self.data(name) if self.has(name) else b""
        except PackageError:
            return b""

    def xml(self, name: str) -> XmlElement:
        """Parse one part."""
        return parse_xml(self.data(name))

    def relations(self, part: str) -> dict[str, Relation]:
        """Read where a part's ids lead."""
        folder, file = posixpath.split(part)
        name = posixpath.join(folder, "_rels", file + ".rels")
        if not self.has(name):
            return {}
        found = {}
        for element in self.xml(name):
            target = element.get("Target", "")
            outside = element.get("TargetMode") == "External"
            if not outside:
                target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            found[element.get("Id", "")] = Relation(element.get("Type", ""), target, outside)
        return found

    def related(self, kind: str) -> str:
        """Return the part that the main one names as its styles, numbering and so on; empty when there is none."""
        for relation in self.relations(self.main).values():
            if relation.kind.endswith("/" + kind) and not relation.outside and self.has(relation.target):
                return relation.target
        return ""


def parse_xml(data: bytes) -> XmlElement:
    """Parse XML within bounds of depth and number."""
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data or "<!DOCTYPE".encode("utf-16-le") in data[:8192]:
        raise PackageError("docx xml")
    builder = ElementTree.TreeBuilder()
    target = _Bounded(builder)
    parser = ElementTree.XMLParser(target=target)
    try:
        parser.feed(data)
        root = parser.close()
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise PackageError("docx xml") from error
    if not isinstance(root, ElementTree.Element):
        raise PackageError("docx xml")
    return root


class _Bounded:
    """Builds a tree that is neither too deep nor too large; strict documents get the usual names."""

    def __init__(self, builder: ElementTree.TreeBuilder) -> None:
        self._builder = builder
        self._depth = 0
        self._count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> object:
        self._depth += 1
        self._count += 1 + len(attributes)
        if self._depth > MAX_LEVELS:
            raise PackageError("docx deep")
        if self._count > MAX_ELEMENTS:
            raise PackageError("docx bomb")
        return self._builder.start(_usual(tag), {_usual(name): value for name, value in attributes.items()})

    def end(self, tag: str) -> object:
        self._depth -= 1
        return self._builder.end(_usual(tag))

    def data(self, text: str) -> object:
        self._builder.data(text)
        return None

    def close(self) -> object:
        return self._builder.close()


def _usual(tag: str) -> str:
    if not tag.startswith("{http://purl.oclc.org/"):
        return tag
    space, _, name = tag[1:].partition("}")
    return f"{{{_STRICT.get(space, space)}}}{name}"
