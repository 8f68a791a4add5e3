"""What is in a PDF that exists already: with `opening`, the one door to pypdf.

Whatever a file holds, broken or hostile, ends here as a value or as an `ForeignPdfError`.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import islice
from typing import Any

import pypdf
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    ContentStream,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.foreign.open_pdf import MAX_PAGES, guarded, open_leniently, open_strictly
from bulletin_pdf.pdf.foreign.open_pdf import ForeignPdfError as ForeignPdfError
from bulletin_pdf.pdf.foreign.pdf_values import PdfName, PdfReference, PdfStream, PdfValue

MAX_OBJECTS = 1_000_000
"""More than any bulletin has; a file made to keep us busy may have more."""
MAX_UNPACKED = 128 << 20
"""Bytes of packed files inside: YAML and small pictures."""
_DEEPEST = 100


class PageFacts(NamedTuple):
    """What one page is made of, each part as a digest."""

    content: str
    size: str
    links: str
    fonts: str
    pictures: str


class ForeignPdf:
    """A PDF that is there already."""

    pages_said: int
    """How many pages its page tree says it has."""
    pages_lost: tuple[int, ...]
    """Pages its page tree names that are not in the file, counted from 1."""
    encrypted: bool
    """Whether it had to be decrypted, without a password."""
    recovered: bool
    """Whether it was read from its objects alone, its cross-references or lengths being lost or wrong."""
    mended: bool
    """Whether it was recovered, or its end is lost."""

    def __init__(self, data: bytes, *, lenient: bool = False, decrypt: bool = False) -> None:
        """Open the file; `ForeignPdfError` when that cannot be done.

        `decrypt` opens a file that is encrypted and needs no password. `lenient` opens all
        that any reader would show: also a damaged file, as far as its objects are there.
        """
        self.data = data
        opened = open_leniently(data) if lenient else open_strictly(data, decrypt=decrypt)
        self._reader, self._pages = opened.reader, opened.pages
        self.pages_said, self.pages_lost, self.encrypted = opened.said, opened.lost, opened.encrypted
        self.recovered = opened.recovered
        self.mended = opened.recovered or b"%%EOF" not in data[-1024:]
        self._places = {_key(page): number for number, page in enumerate(self._pages, start=1)}

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def attachments(self) -> dict[str, bytes]:
        """Return the files inside, by name; of two equal names the first one holds."""
        return guarded(lambda: _attachments(self._reader.root_object))

    def jpegs(self) -> dict[str, bytes]:
        """Return the JPEG pictures as they stand in the file, by their SHA-256."""
        return guarded(lambda: {_sha256(data): data for data in _jpegs(self._pages)})

    def page_facts(self, place: int) -> PageFacts:
        """Describe a page, counted from 0."""
        page = self._pages[place]

        def describe() -> PageFacts:
            resources = _dictionary(page.get("/Resources"))
            boxes = [page.get(key) for key in ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/Rotate")]
            contents = page.get_contents()
            return PageFacts(
                content=_sha256(contents.get_data() if contents is not None else b""),
                size=self._digest(ArrayObject([box for box in boxes if box is not None])),
                links=self._digest(page.get("/Annots")),
                fonts=self._digest(resources.get("/Font")),
                pictures=self._digest(resources.get("/XObject")),
            )

        return guarded(describe)

    def document_facts(self) -> Mapping[str, str]:
        """Describe what belongs to no page: catalog entries and Info, each as a digest."""

        def describe() -> dict[str, str]:
            root = self._reader.root_object
            facts = {key: self._digest(root.raw_get(key)) for key in root if key not in ("/Pages", "/Type")}
            return facts | {"/Info": self._digest(self._reader.trailer.get("/Info"))}

        return guarded(describe)

    def bookmarks(self) -> list[tuple[str, int]]:
        """Return the titles of all bookmarks with the pages they lead to, counted from 1; 0 for nowhere."""

        def read(items: Any, depth: int) -> Iterator[tuple[str, int]]:
            for item in items if depth < _DEEPEST else ():
                if isinstance(item, list):
                    yield from read(item, depth + 1)
                else:
                    page = self._reader.get_destination_page_number(item)
                    yield str(item.title), 0 if page is None else page + 1

        return guarded(lambda: list(islice(read(self._reader.outline, 0), MAX_PAGES)))

    def page_text(self, place: int) -> str:
        """Return the text of a page, counted from 0, as far as its fonts say what it is."""
        return guarded(lambda: self._pages[place].extract_text())

    def page(self, place: int) -> dict[str, PdfValue]:
        """Return a page's dictionary, counted from 0, with what it inherits."""
        return guarded(lambda: dict(_plain(self._pages[place], 0)))

    def root(self) -> dict[str, PdfValue]:
        """Return the catalog."""
        return guarded(lambda: dict(_plain(self._reader.root_object, 0)))

    def trailer(self) -> dict[str, PdfValue]:
        """Return the trailer."""
        return guarded(lambda: dict(_plain(self._reader.trailer, 0)))

    def follow(self, value: PdfValue) -> PdfValue:
        """Return what a reference leads to; anything else is given back as it is."""
        if not isinstance(value, PdfReference):
            return value
        pointer = IndirectObject(value.number, value.generation, self._reader)
        return guarded(lambda: _plain(pointer.get_object(), 0))

    def operations(self, content: bytes) -> list[tuple[list[PdfValue], str]]:
        """Take a content stream apart: operands and operator, an inline image as one operation."""

        def parse() -> list[tuple[list[PdfValue], str]]:
            stream = DecodedStreamObject()
            stream.set_data(content)
            parsed = ContentStream(stream, self._reader)
            return [
                (_operands(operands), operator.decode("latin-1")) for operands, operator in parsed.operations
            ]

        return guarded(parse)

    def sound_copy(self) -> bytes:
        """Write what can be read as a file without damage, not encrypted, its pages counted."""

        def write() -> bytes:
            writer = pypdf.PdfWriter(clone_from=self._reader)
            kids = ArrayObject(page.indirect_reference for page in writer.pages)
            tree: Any = writer.root_object["/Pages"]
            tree.update({NameObject("/Kids"): kids, NameObject("/Count"): NumberObject(len(kids))})
            data = BytesIO()
            writer.write(data)
            return data.getvalue()

        return guarded(write)

    def _digest(self, value: Any) -> str:
        return _Walk(self._places).digest(value)


class _Walk:
    """Writes an object and all it leads to in one way only, whatever their numbers in the file."""

    def __init__(self, pages: Mapping[tuple[int, int], int]) -> None:
        self.pages = pages
        self.numbers: dict[tuple[int, int], int] = {}
        self.waiting: list[Any] = []
        self.hash = hashlib.sha256()

    def digest(self, value: Any) -> str:
        self._write(value, 0)
        for number in range(MAX_OBJECTS):
            if number >= len(self.waiting):
                return self.hash.hexdigest()
            self._write(self.waiting[number].get_object(), 0)
        raise ForeignPdfError("damaged", "too many objects")

    def _write(self, value: Any, depth: int) -> None:
        if depth > _DEEPEST:
            raise ForeignPdfError("damaged", "objects too deep")
        put = self.hash.update
        if isinstance(value, IndirectObject):
            put(self._reference(value))
        elif isinstance(value, DictionaryObject):
            put(b"<<")
            packing = ("/Length", "/Filter", "/DecodeParms") if isinstance(value, StreamObject) else ()
            for key in sorted(key for key in value if key not in packing):
                put(key.encode("utf-8", "surrogateescape") + b" ")
                self._write(value.raw_get(key), depth + 1)
            if isinstance(value, StreamObject):
                put(_sha256(_stream_data(value)).encode("ascii"))
            put(b">>")
        elif isinstance(value, ArrayObject):
            put(b"[")
            for item in value:
                self._write(item, depth + 1)
            put(b"]")
        else:
            put(_scalar(value) + b" ")

    def _reference(self, value: IndirectObject) -> bytes:
        key = (value.idnum, value.generation)
        if key in self.pages:
            return b"page %d " % self.pages[key]
        if key not in self.numbers:
            self.numbers[key] = len(self.waiting)
            self.waiting.append(value)
        return b"R %d " % self.numbers[key]


def _scalar(value: Any) -> bytes:
    if isinstance(value, TextStringObject):
        return b"(" + value.encode("utf-8", "surrogateescape") + b")"
    if isinstance(value, ByteStringObject):
        return b"<" + bytes(value) + b">"
    return repr(value).encode("utf-8", "surrogateescape")


def _plain(value: Any, depth: int) -> PdfValue:
    """Turn a pypdf object into plain values, down to the references in it."""
    if depth > _DEEPEST:
        raise ForeignPdfError("damaged", "objects too deep")
    if isinstance(value, IndirectObject):
        return PdfReference(value.idnum, value.generation)
    if isinstance(value, DictionaryObject):
        entries = {str(key)[1:]: _plain(value.raw_get(key), depth + 1) for key in value}
        if isinstance(value, StreamObject):
            return PdfStream(entries, bytes(value._data), lambda: guarded(lambda: bytes(value.get_data())))
        return entries
    if isinstance(value, ArrayObject):
        return [_plain(item, depth + 1) for item in value]
    return _plain_scalar(value)


def _operands(operands: Any) -> list[PdfValue]:
    """Operands of one operator; an inline image has its settings and nothing else."""
    if isinstance(operands, Mapping):
        return [_plain(operands.get("settings"), 0)]
    return [_plain(operand, 0) for operand in operands]


def _plain_scalar(value: Any) -> PdfValue:
    if isinstance(value, NameObject):
        return PdfName(value[1:])
    if isinstance(value, TextStringObject):
        return bytes(value.original_bytes)
    if isinstance(value, ByteStringObject):
        return bytes(value)
    if isinstance(value, BooleanObject):
        return bool(value.value)
    if isinstance(value, NumberObject):
        return int(value)
    return float(value) if isinstance(value, FloatObject) else None


def _attachments(root: DictionaryObject) -> dict[str, bytes]:
    names = _dictionary(root.get("/Names"))
    found: dict[str, bytes] = {}
    unpacked = 0
    for specification in islice(_leaves(names.get("/EmbeddedFiles"), 0), MAX_PAGES):
        embedded = _dictionary(specification.get("/EF"))
        stream = embedded.get("/UF") or embedded.get("/F")
        name = specification.get("/UF") or specification.get("/F")
        if stream is None or not isinstance(name, str) or name in found:
            continue
        found[name] = _stream_data(stream.get_object())
        unpacked += len(found[name]) if "/Filter" in stream.get_object() else 0
        if unpacked > MAX_UNPACKED:
            raise ForeignPdfError("too much inside")
    return found


def _leaves(node: Any, depth: int) -> Iterator[DictionaryObject]:
    """Go through the values of a name tree."""
    node = _dictionary(node)
    values = _array(node.get("/Names"))[1::2]
    yield from (_dictionary(value) for value in values)
    for kid in _array(node.get("/Kids")) if depth < _DEEPEST else ():
        yield from _leaves(kid, depth + 1)


def _jpegs(pages: Iterable[DictionaryObject]) -> Iterator[bytes]:
    """Return the JPEG data of pages; pages share their pictures, and each is given once."""
    met: set[int] = set()
    for page in pages:
        for value in _dictionary(_dictionary(page.get("/Resources")).get("/XObject")).values():
            image = value.get_object()
            if id(image) in met or not isinstance(image, StreamObject):
                continue
            met.add(id(image))
            if image.get("/Filter") == "/DCTDecode":
                yield bytes(image._data)


def _stream_data(stream: Any) -> bytes:
    """Return a stream's data, unpacked where they are packed losslessly."""
    if not isinstance(stream, StreamObject):
        raise ForeignPdfError("damaged", "a stream is missing")
    if stream.get("/Filter") in ("/DCTDecode", "/JPXDecode"):
        return bytes(stream._data)
    return bytes(stream.get_data())


def _dictionary(value: Any) -> DictionaryObject:
    value = value.get_object() if value is not None else None
    return value if isinstance(value, DictionaryObject) else DictionaryObject()


def _array(value: Any) -> ArrayObject:
    value = value.get_object() if value is not None else None
    return value if isinstance(value, ArrayObject) else ArrayObject()


def _key(page: pypdf.PageObject) -> tuple[int, int]:
    reference = page.indirect_reference
    return (reference.idnum, reference.generation) if reference is not None else (-1, id(page))


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
