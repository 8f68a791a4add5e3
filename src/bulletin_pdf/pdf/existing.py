"""The one door to pypdf: what is in a PDF that exists already.

Whatever a file holds, broken or hostile, ends here as a value or as an `ExistingError`.
"""

import hashlib
import logging
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from itertools import islice
from typing import Any, Literal, NamedTuple, TypeVar

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

from bulletin_pdf.pdf.plain import Name, Plain, Pointer, Stream

ExistingFault = Literal["not a PDF", "incomplete", "encrypted", "damaged"]

MOST_PAGES = 20_000
MOST_OBJECTS = 1_000_000
"""More than any bulletin has; a file made to keep us busy may have more."""
_DEEPEST = 100
_NO_TABLE = b"\nstartxref\n0\n%%EOF\n"

_Found = TypeVar("_Found")

# Its warnings about odd files are no use to those who asked about this one.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


class ExistingError(Exception):
    """The file cannot be read."""

    def __init__(self, fault: ExistingFault, detail: str = "") -> None:
        super().__init__(fault)
        self.fault: ExistingFault = fault
        self.detail = detail


class PageFacts(NamedTuple):
    """What one page is made of, each part as a digest."""

    content: str
    size: str
    links: str
    fonts: str
    pictures: str


class Existing:
    """A PDF that is there already."""

    encrypted: bool
    """Whether it had to be decrypted, without a password."""
    mended: bool
    """Whether its end or its cross-references are lost and its objects were looked for."""

    def __init__(self, data: bytes, *, lenient: bool = False, decrypt: bool = False) -> None:
        """Open the file; `ExistingError` when that cannot be done.

        `decrypt` opens a file that is encrypted and asks for no password. `lenient` opens all
        that any reader would show: also a file whose end is lost.
        """
        if b"%PDF-" not in data[:1024]:
            raise ExistingError("not a PDF")
        if b"%%EOF" not in data[-1024:] and not lenient:
            raise ExistingError("incomplete")
        self.data = data
        self.mended = b"%%EOF" not in data[-1024:]
        try:
            self._open(data, decrypt or lenient)
        except ExistingError as error:
            if not lenient or error.fault != "damaged":
                raise
            # Without its cross-references every object is looked for, as readers do.
            self.mended = True
            self._open(data + _NO_TABLE, decrypt=True)
        self._places = {_key(page): number for number, page in enumerate(self._pages, start=1)}

    def _open(self, data: bytes, decrypt: bool) -> None:
        self._reader = _guarded(lambda: pypdf.PdfReader(BytesIO(data), strict=False))
        self.encrypted = _guarded(lambda: self._reader.is_encrypted)
        if self.encrypted and not (decrypt and _opens(self._reader)):
            raise ExistingError("encrypted")
        self._pages = _guarded(lambda: list(islice(self._reader.pages, MOST_PAGES + 1)))
        if len(self._pages) > MOST_PAGES:
            raise ExistingError("damaged", "too many pages")

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def attachments(self) -> dict[str, bytes]:
        """Give the files inside, by name; of two equal names the first one holds."""
        return _guarded(lambda: _attachments(self._reader.root_object))

    def jpegs(self) -> dict[str, bytes]:
        """Give the JPEG pictures as they stand in the file, by their SHA-256."""
        return _guarded(lambda: {_sha256(data): data for page in self._pages for data in _jpegs(page)})

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

        return _guarded(describe)

    def document_facts(self) -> Mapping[str, str]:
        """Describe what belongs to no page: catalog entries and Info, each as a digest."""

        def describe() -> dict[str, str]:
            root = self._reader.root_object
            facts = {key: self._digest(root.raw_get(key)) for key in root if key not in ("/Pages", "/Type")}
            return facts | {"/Info": self._digest(self._reader.trailer.get("/Info"))}

        return _guarded(describe)

    def bookmarks(self) -> list[tuple[str, int]]:
        """Give the titles of all bookmarks with the pages they lead to, counted from 1; 0 for nowhere."""

        def read(items: Any, depth: int) -> Iterator[tuple[str, int]]:
            for item in items if depth < _DEEPEST else ():
                if isinstance(item, list):
                    yield from read(item, depth + 1)
                else:
                    page = self._reader.get_destination_page_number(item)
                    yield str(item.title), 0 if page is None else page + 1

        return _guarded(lambda: list(islice(read(self._reader.outline, 0), MOST_PAGES)))

    def page(self, place: int) -> dict[str, Plain]:
        """Give a page's dictionary, counted from 0, with what it inherits."""
        return _guarded(lambda: dict(_plain(self._pages[place], 0)))

    def root(self) -> dict[str, Plain]:
        """Give the catalog."""
        return _guarded(lambda: dict(_plain(self._reader.root_object, 0)))

    def trailer(self) -> dict[str, Plain]:
        """Give the trailer."""
        return _guarded(lambda: dict(_plain(self._reader.trailer, 0)))

    def follow(self, value: Plain) -> Plain:
        """Give what a reference leads to; anything else is given back as it is."""
        if not isinstance(value, Pointer):
            return value
        pointer = IndirectObject(value.number, value.generation, self._reader)
        return _guarded(lambda: _plain(pointer.get_object(), 0))

    def operations(self, content: bytes) -> list[tuple[list[Plain], str]]:
        """Take a content stream apart: operands and operator, an inline image as one operation."""

        def parse() -> list[tuple[list[Plain], str]]:
            stream = DecodedStreamObject()
            stream.set_data(content)
            parsed = ContentStream(stream, self._reader)
            return [
                (_operands(operands), operator.decode("latin-1")) for operands, operator in parsed.operations
            ]

        return _guarded(parse)

    def _digest(self, value: Any) -> str:
        return _Walk(self._places).digest(value)


def _opens(reader: pypdf.PdfReader) -> bool:
    """Open an encrypted file that wants no password of its readers."""
    return _guarded(lambda: bool(reader.decrypt("")))


class _Walk:
    """Writes an object and all it leads to in one way only, whatever their numbers in the file."""

    def __init__(self, pages: Mapping[tuple[int, int], int]) -> None:
        self.pages = pages
        self.numbers: dict[tuple[int, int], int] = {}
        self.waiting: list[Any] = []
        self.hash = hashlib.sha256()

    def digest(self, value: Any) -> str:
        self._write(value, 0)
        for number in range(MOST_OBJECTS):
            if number >= len(self.waiting):
                return self.hash.hexdigest()
            self._write(self.waiting[number].get_object(), 0)
        raise ExistingError("damaged", "too many objects")

    def _write(self, value: Any, depth: int) -> None:
        if depth > _DEEPEST:
            raise ExistingError("damaged", "objects too deep")
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


def _plain(value: Any, depth: int) -> Plain:
    """Turn a pypdf object into plain values, down to the references in it."""
    if depth > _DEEPEST:
        raise ExistingError("damaged", "objects too deep")
    if isinstance(value, IndirectObject):
        return Pointer(value.idnum, value.generation)
    if isinstance(value, DictionaryObject):
        entries = {str(key)[1:]: _plain(value.raw_get(key), depth + 1) for key in value}
        if isinstance(value, StreamObject):
            return Stream(entries, bytes(value._data), lambda: _guarded(lambda: bytes(value.get_data())))
        return entries
    if isinstance(value, ArrayObject):
        return [_plain(item, depth + 1) for item in value]
    return _plain_scalar(value)


def _operands(operands: Any) -> list[Plain]:
    """Operands of one operator; an inline image has its settings and nothing else."""
    if isinstance(operands, Mapping):
        return [_plain(operands.get("settings"), 0)]
    return [_plain(operand, 0) for operand in operands]


def _plain_scalar(value: Any) -> Plain:
    if isinstance(value, NameObject):
        return Name(value[1:])
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
    for specification in _leaves(names.get("/EmbeddedFiles"), 0):
        embedded = _dictionary(specification.get("/EF"))
        stream = embedded.get("/UF") or embedded.get("/F")
        name = specification.get("/UF") or specification.get("/F")
        if stream is not None and isinstance(name, str):
            found.setdefault(name, _stream_data(stream.get_object()))
    return found


def _leaves(node: Any, depth: int) -> Iterator[DictionaryObject]:
    """Go through the values of a name tree."""
    node = _dictionary(node)
    values = _array(node.get("/Names"))[1::2]
    yield from (_dictionary(value) for value in values)
    for kid in _array(node.get("/Kids")) if depth < _DEEPEST else ():
        yield from _leaves(kid, depth + 1)


def _jpegs(page: DictionaryObject) -> Iterator[bytes]:
    for value in _dictionary(_dictionary(page.get("/Resources")).get("/XObject")).values():
        image = value.get_object()
        if isinstance(image, StreamObject) and image.get("/Filter") == "/DCTDecode":
            yield bytes(image._data)


def _stream_data(stream: Any) -> bytes:
    """Give a stream's data, unpacked where they are packed losslessly."""
    if not isinstance(stream, StreamObject):
        raise ExistingError("damaged", "a stream is missing")
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


def _guarded(read: Callable[[], _Found]) -> _Found:
    """Read something; a broken file breaks pypdf in every way there is."""
    try:
        return read()
    except ExistingError:
        raise
    except Exception as error:
        raise ExistingError("damaged", f"{type(error).__name__}: {error}") from error
