"""Opening a PDF that exists already with pypdf: as it is, or recovered when it is damaged."""

from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import Any

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, NullObject, NumberObject

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.pdf.foreign.pypdf_limits import ForeignPdfError, guarded
from bulletin_pdf.pdf.foreign.recovery import (
    OWN_NUMBERS,
    RecoveredFile,
    lengths_are_true,
    recover,
    write_recovered,
)

MAX_PAGES = 20_000
_MAX_KIDS = 100_000
_HEAD = 1_024
_HEADER = pattern(rb"[\x00\t\n\f\r ]*[0-9]+[\x00\t\n\f\r ]+[0-9]+[\x00\t\n\f\r ]+obj")


class OpenedPdf(NamedTuple):
    """A file that was opened."""

    reader: pypdf.PdfReader
    pages: list[pypdf.PageObject]
    said: int
    """How many pages its page tree says it has."""
    lost: tuple[int, ...]
    """Pages its tree names that are not in the file, counted from 1."""
    encrypted: bool
    recovered: bool = False
    """Whether it was read from its objects alone, its cross-references or lengths being lost or wrong."""


def open_strictly(data: bytes, *, decrypt: bool = False) -> OpenedPdf:
    """Open a file that is whole, as printers and archives need it."""
    if b"%PDF-" not in data[:_HEAD]:
        raise ForeignPdfError("not a PDF")
    if b"%%EOF" not in data[-_HEAD:]:
        raise ForeignPdfError("incomplete")
    return _opened(data, decrypt=decrypt)


def open_leniently(data: bytes) -> OpenedPdf:
    """Open what any reader would show: also a damaged file, and one encrypted with an empty password."""
    head = data.find(b"%PDF-")
    if head < 0 and b" obj" not in data:
        raise ForeignPdfError("not a PDF")
    try:
        opened = _opened(data, decrypt=True) if 0 <= head < _HEAD else None
    except ForeignPdfError as error:
        if error.fault not in ("damaged", "no page tree"):
            raise
        opened = None
    if opened is not None and not opened.lost and opened.pages and _is_sound(data, opened.reader):
        return opened
    try:
        sound = guarded(lambda: _recovered(data))
        recovered = _opened(sound, decrypt=True)._replace(recovered=True)
    except ForeignPdfError:
        if opened is None:
            raise
        return opened
    worse = opened is not None and len(recovered.pages) < len(opened.pages)
    return opened if opened is not None and worse else recovered


def _opened(data: bytes, *, decrypt: bool) -> OpenedPdf:
    reader = guarded(lambda: pypdf.PdfReader(BytesIO(data), strict=False))
    encrypted = guarded(lambda: reader.is_encrypted)
    if encrypted and not (decrypt and _opens(reader)):
        raise ForeignPdfError("encrypted")
    guarded(lambda: _limit_size(reader))
    pages = guarded(lambda: _pages(reader))
    if len(pages) > MAX_PAGES:
        raise ForeignPdfError("too many pages")
    said, lost = guarded(lambda: _missing_pages(reader, len(pages)))
    return OpenedPdf(reader, pages, said, lost, encrypted)


def _limit_size(reader: pypdf.PdfReader) -> None:
    """Let a trailer claim no more objects than the cross-references lead to: pypdf looks for a lost catalog in all."""
    tables = (*reader.xref.values(), reader.xref_objStm)
    highest = max((number for table in tables for number in table), default=0)
    size = reader.trailer.get("/Size")
    if isinstance(size, int) and size > highest + 1:
        reader.trailer[NameObject("/Size")] = NumberObject(highest + 1)


def _opens(reader: pypdf.PdfReader) -> bool:
    """Open an encrypted file that opens without a password."""
    return guarded(lambda: bool(reader.decrypt("")))


def _pages(reader: pypdf.PdfReader) -> list[pypdf.PageObject]:
    try:
        return list(islice(reader.pages, MAX_PAGES + 1))
    except pypdf.errors.PdfReadError as error:
        if "cyclic" in str(error).lower():
            raise ForeignPdfError("loop of pages") from error
        if "/Pages" in str(error):
            raise ForeignPdfError("no page tree") from error
        raise


def _missing_pages(reader: pypdf.PdfReader, found: int) -> tuple[int, tuple[int, ...]]:
    """Return how many pages the tree says there are, and the places of those it names but has not."""
    top = _dictionary(reader.root_object.get("/Pages"))
    said = top.get("/Count")
    said = said.get_object() if said is not None else found
    said = int(said) if isinstance(said, int) else found
    dangling, empty = list[int](), list[int]()
    for place, (kid, is_page) in enumerate(islice(_kids(top), _MAX_KIDS), start=1):
        if not is_page:
            (dangling if isinstance(kid, IndirectObject) else empty).append(place)
    return said, tuple(sorted(dangling + empty)) if said > found else tuple(dangling)


def _kids(top: DictionaryObject) -> Iterator[tuple[Any, bool]]:
    """Go through the leaves of a page tree: what stands in it, and whether that is a page."""
    waiting = [iter(_array(top.get("/Kids")))]
    while waiting:
        kid = next(waiting[-1], None)
        if kid is None:
            waiting.pop()
            continue
        found = _dictionary(kid)
        if "/Kids" in found and found.get("/Type") != "/Page":
            waiting.append(iter(_array(found.get("/Kids"))))
        else:
            yield kid, bool(found)


def _is_sound(data: bytes, reader: pypdf.PdfReader) -> bool:
    """Whether the cross-references lead to objects, and streams are as long as they say."""
    for generation, places in reader.xref.items():
        free = reader.xref_free_entry.get(generation, {})
        for number, place in places.items():
            if not free.get(number) and not (place >= 0 and _HEADER.match(data, place)):
                return False
    return lengths_are_true(data)


# Recovering ---------------------------------------------------------------------------------


def _recovered(data: bytes) -> bytes:
    """Write a damaged file again, with all that is left of it."""
    left = recover(data)
    if not left.objects:
        raise ForeignPdfError("damaged")
    if left.locked:
        raise ForeignPdfError("encrypted")
    reader = guarded(lambda: pypdf.PdfReader(BytesIO(write_recovered(left, {})), strict=False))
    if left.encrypt is not None and not _opens(reader):
        raise ForeignPdfError("encrypted" if left.identifier else "no key")
    inside = _inside(left, reader)
    if left.root is not None and _leads_to_pages(left.root, left, inside, reader):
        return write_recovered(left, inside)
    whole = guarded(
        lambda: pypdf.PdfReader(BytesIO(write_recovered(left._replace(root=None), inside)), strict=False)
    )
    if left.encrypt is not None:
        _opens(whole)
    return _with_catalog(left, inside, whole)


def _leads_to_pages(
    root: tuple[int, int], left: RecoveredFile, inside: dict[int, tuple[int, int]], reader: pypdf.PdfReader
) -> bool:
    """Whether what the trailer calls the catalog is one; what lies in an object stream is not checked."""
    if root[0] in inside:
        return True
    return root[0] in left.objects and bool(_dictionary(_read_object(reader, *root).get("/Pages")))


def _inside(left: RecoveredFile, reader: pypdf.PdfReader) -> dict[int, tuple[int, int]]:
    """Find the objects that lie in object streams; those written later next to them hold."""
    inside: dict[int, tuple[int, int]] = {}
    for container in left.containers():
        found = left.objects[container]
        try:
            stream: Any = reader.get_object(IndirectObject(container, found.generation, reader))
            numbers = [int(number) for number in stream.get_data()[: int(stream["/First"])].split()[::2]]
        except pypdf.errors.LimitReachedError:
            raise
        except Exception:  # pypdf fails in every way there is; what it cannot read is lost
            continue
        for place, number in enumerate(numbers):
            other = left.objects.get(number)
            if other is None or other.place < found.place:
                inside[number] = (container, place)
    return inside


def _with_catalog(left: RecoveredFile, inside: dict[int, tuple[int, int]], reader: pypdf.PdfReader) -> bytes:
    """Find the catalog among the objects; make one when only the page tree is left."""
    trees, pages = list[int](), 0
    for number in sorted(left.objects.keys() | inside.keys()):
        generation = left.objects[number].generation if number in left.objects else 0
        found = _read_object(reader, number, generation)
        if _is_of(found, "/Catalog") and _read_safely(_raw(found, "/Pages")):
            return write_recovered(left._replace(root=(number, generation)), inside)
        if _is_of(found, "/Pages") and not _read_safely(_raw(found, "/Parent")):
            trees.append(number)
        pages += _is_of(found, "/Page")
    if len(trees) != 1:
        raise ForeignPdfError("no page tree" if pages else "damaged")
    own = OWN_NUMBERS[1]
    generation = left.objects[trees[0]].generation if trees[0] in left.objects else 0
    catalog = b"<< /Type /Catalog /Pages %d %d R >>" % (trees[0], generation)
    return write_recovered(left._replace(root=(own, 0)), inside, {own: catalog})


def _read_object(reader: pypdf.PdfReader, number: int, generation: int) -> DictionaryObject:
    return _read_safely(IndirectObject(number, generation, reader))


def _is_of(found: DictionaryObject, kind: str) -> bool:
    return bool(_raw(found, "/Type") == kind)


def _raw(found: DictionaryObject, key: str) -> Any:
    """Return an entry as it stands, references not followed."""
    return found.raw_get(key) if key in found else None


def _read_safely(value: Any) -> DictionaryObject:
    """Read a dictionary; one that is damaged is an empty one."""
    try:
        return _dictionary(value)
    except Exception:  # pypdf fails in every way there is
        return DictionaryObject()


def _dictionary(value: Any) -> DictionaryObject:
    value = value.get_object() if value is not None else None
    return value if isinstance(value, DictionaryObject) else DictionaryObject()


def _array(value: Any) -> list[Any]:
    value = value.get_object() if value is not None else None
    return (
        [item if item is not None else NullObject() for item in value]
        if isinstance(value, ArrayObject)
        else []
    )
