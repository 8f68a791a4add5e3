"""The content of an existing PDF: everything other modules see of pypdf.

Whatever a file holds, broken or hostile, ends here as a value or as an `ForeignPdfError`.
"""

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import islice
from typing import Any

import pypdf
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.foreign.object_digests import ObjectDigest, sha256_of
from bulletin_pdf.pdf.foreign.open_pdf import MAX_PAGES, open_leniently, open_strictly
from bulletin_pdf.pdf.foreign.pdf_values import PdfReference, PdfValue
from bulletin_pdf.pdf.foreign.pypdf_limits import ForeignPdfError as ForeignPdfError
from bulletin_pdf.pdf.foreign.pypdf_limits import guarded
from bulletin_pdf.pdf.foreign.pypdf_values import (
    DEEPEST,
    array_at,
    dictionary_at,
    plain_operands,
    plain_value,
    stream_data,
)

MAX_UNPACKED = 128 << 20
"""Bytes of packed files inside: YAML and small pictures."""


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
        return guarded(lambda: {sha256_of(data): data for data in _jpegs(self._pages)})

    def page_facts(self, place: int) -> PageFacts:
        """Describe a page, counted from 0."""
        page = self._pages[place]

        def describe() -> PageFacts:
            resources = dictionary_at(page.get("/Resources"))
            boxes = [page.get(key) for key in ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/Rotate")]
            contents = page.get_contents()
            return PageFacts(
                content=sha256_of(contents.get_data() if contents is not None else b""),
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
            for item in items if depth < DEEPEST else ():
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
        return guarded(lambda: dict(plain_value(self._pages[place], 0)))

    def root(self) -> dict[str, PdfValue]:
        """Return the catalog."""
        return guarded(lambda: dict(plain_value(self._reader.root_object, 0)))

    def trailer(self) -> dict[str, PdfValue]:
        """Return the trailer."""
        return guarded(lambda: dict(plain_value(self._reader.trailer, 0)))

    def follow(self, value: PdfValue) -> PdfValue:
        """Return what a reference leads to; anything else is given back as it is."""
        if not isinstance(value, PdfReference):
            return value
        pointer = IndirectObject(value.number, value.generation, self._reader)
        return guarded(lambda: plain_value(pointer.get_object(), 0))

    def operations(self, content: bytes) -> list[tuple[list[PdfValue], str]]:
        """Take a content stream apart: operands and operator, an inline image as one operation."""

        def parse() -> list[tuple[list[PdfValue], str]]:
            stream = DecodedStreamObject()
            stream.set_data(content)
            parsed = ContentStream(stream, self._reader)
            return [
                (plain_operands(operands), operator.decode("latin-1"))
                for operands, operator in parsed.operations
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
        return ObjectDigest(self._places).digest(value)


def _attachments(root: DictionaryObject) -> dict[str, bytes]:
    names = dictionary_at(root.get("/Names"))
    found: dict[str, bytes] = {}
    unpacked = 0
    for specification in islice(_leaves(names.get("/EmbeddedFiles"), 0), MAX_PAGES):
        embedded = dictionary_at(specification.get("/EF"))
        stream = embedded.get("/UF") or embedded.get("/F")
        name = specification.get("/UF") or specification.get("/F")
        if stream is None or not isinstance(name, str) or name in found:
            continue
        found[name] = stream_data(stream.get_object())
        unpacked += len(found[name]) if "/Filter" in stream.get_object() else 0
        if unpacked > MAX_UNPACKED:
            raise ForeignPdfError("too much inside")
    return found


def _leaves(node: Any, depth: int) -> Iterator[DictionaryObject]:
    """Go through the values of a name tree."""
    node = dictionary_at(node)
    values = array_at(node.get("/Names"))[1::2]
    yield from (dictionary_at(value) for value in values)
    for kid in array_at(node.get("/Kids")) if depth < DEEPEST else ():
        yield from _leaves(kid, depth + 1)


def _jpegs(pages: Iterable[DictionaryObject]) -> Iterator[bytes]:
    """Return the JPEG data of pages; pages share their pictures, and each is given once."""
    met: set[int] = set()
    for page in pages:
        for value in dictionary_at(dictionary_at(page.get("/Resources")).get("/XObject")).values():
            image = value.get_object()
            if id(image) in met or not isinstance(image, StreamObject):
                continue
            met.add(id(image))
            if image.get("/Filter") == "/DCTDecode":
                yield bytes(image._data)


def _key(page: pypdf.PageObject) -> tuple[int, int]:
    reference = page.indirect_reference
    return (reference.idnum, reference.generation) if reference is not None else (-1, id(page))
