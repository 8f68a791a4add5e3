"""The text of a finished file, read from its bytes alone (text-fidelity certificate).

A small independent reader: nothing in it follows from how this program writes files, only from what
ISO 32000-1 says of cross-reference tables and streams, object streams, content streams,
ToUnicode maps and the structure tree. It reads the files this program makes, and quickly;
it is no reader of files in general (`foreign_pdf.py` is).
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.pdf.readback.content_streams import ContentStream, read_streams
from bulletin_pdf.pdf.readback.content_text import ContentText, TextBox
from bulletin_pdf.pdf.readback.file_objects import REF, FileObjects, ObjectId, object_reference
from bulletin_pdf.pdf.readback.font_codes import ReadFont, fonts_of


class UnreadableError(Exception):
    """The bytes are no file this reader understands; the message says what is amiss."""


class UnmappedError(Exception):
    """A code is shown that the font's ToUnicode map says nothing of."""

    def __init__(self, font: str, code: int) -> None:
        super().__init__(f"code {code:04X} of {font}")
        self.font, self.code = font, code


class PageText(NamedTuple):
    """The text of one page; pages that share a stream share its content."""

    ref: ObjectId
    contents: tuple[ContentText, ...]
    trim: TextBox
    media: TextBox

    @property
    def text(self) -> str:
        """Everything shown, in the order of painting."""
        return "".join([content.text for content in self.contents])


class Readback(NamedTuple):
    """What a file says."""

    pages: tuple[PageText, ...]
    fonts: tuple[ReadFont, ...]
    tagged: tuple[tuple[ObjectId, int], ...] | None
    """Marked content in the order of the structure tree: page and id; None without a tree."""


OwnSteps = Callable[[Sequence[ReadFont]], Iterable[object]]
"""Gives what is to be done, step by step, while a file is read by several processes; takes its fonts."""


def no_steps(_fonts: Sequence[ReadFont]) -> Iterable[object]:
    """Return no steps at all."""
    return ()


def read_back(data: bytes, jobs: int = 1, own: OwnSteps = no_steps) -> Readback:
    """Read the text of a file in memory, long ones in `jobs` processes at most, of which this one does the steps of `own` first.

    Raises `UnreadableError` or `UnmappedError` when that cannot be done.
    """
    try:
        return _read(FileObjects(data), jobs, own)
    except (ValueError, IndexError, KeyError, TypeError, AttributeError, zlib.error, RecursionError) as error:
        raise UnreadableError(f"{type(error).__name__}: {error}") from error


def _read(file: FileObjects, jobs: int, own: OwnSteps) -> Readback:
    catalog = file.body(file.root)
    sheets = [_sheet(file, ref) for ref in _page_refs(file, object_reference(catalog, b"/Pages "))]
    fonts = {ref: fonts_of(file, ref) for ref in dict.fromkeys(sheet.resources for sheet in sheets)}
    streams = dict.fromkeys(stream for sheet in sheets for stream in sheet.streams)
    every = tuple(font for group in fonts.values() for font in group.values())
    contents = dict(zip(streams, read_streams(file, tuple(streams), fonts, jobs, own(every)), strict=True))
    pages = [
        PageText(sheet.ref, tuple(contents[stream] for stream in sheet.streams), sheet.trim, sheet.media)
        for sheet in sheets
    ]
    tagged = None
    if _TREE in catalog:
        from bulletin_pdf.pdf.readback.tag_order import tagged_content

        tagged = tuple(tagged_content(file, object_reference(catalog, _TREE)))
    for font in every:
        if (code := font.unmapped) is not None:
            raise UnmappedError(font.name, code)
    return Readback(tuple(pages), every, tagged)


# Pages --------------------------------------------------------------------------------------


class _Sheet(NamedTuple):
    """A page as its dictionary has it."""

    ref: ObjectId
    resources: ObjectId
    streams: tuple[ContentStream, ...]
    trim: TextBox
    media: TextBox


_CONTENTS = pattern(rb"/Contents (\[[^\]]*\]|\d+ \d+ R)")
_KIDS = pattern(rb"/Kids ?\[([^\]]*)\]")
_TREE = b"/StructTreeRoot "


def _sheet(file: FileObjects, ref: ObjectId) -> _Sheet:
    body = file.body(ref)
    resources = object_reference(body, b"/Resources ")
    trim, media = _box(body, b"/TrimBox"), _box(body, b"/MediaBox")
    found = _CONTENTS.search(body)
    refs = map(int, REF.findall(found[1])) if found else ()
    return _Sheet(ref, resources, tuple(ContentStream(one, resources, trim) for one in refs), trim, media)


def _box(body: bytes, key: bytes) -> TextBox:
    """Read a box of a page (14.11.2); every page of ours has its own."""
    start = body.index(b"[", body.index(key)) + 1
    return _numbers(body[start : body.index(b"]", start)])


@lru_cache(1 << 6)
def _numbers(row: bytes) -> TextBox:
    return TextBox(*map(float, row.split()))


def _page_refs(file: FileObjects, ref: ObjectId) -> Iterator[ObjectId]:
    kids = _KIDS.search(file.body(ref))
    if kids is None:
        yield ref
        return
    for kid in REF.findall(kids[1]):
        yield from _page_refs(file, int(kid)) if b"/Kids" in file.body(int(kid)) else (int(kid),)
