"""The structure tree of a finished file, read from its bytes alone."""

from collections.abc import Iterator

from bulletin_pdf.patterns import pattern
from bulletin_pdf.pdf.readback.file_objects import FileObjects, ObjectId

_OWNED = pattern(rb"/K ?(\[[^\]]*\]|\d+ \d+ R|\d+)")
_KID = pattern(rb"<<([^>]*)>>|(\d+) \d+ R|(\d+)")
_PAGE, _OWN = pattern(rb"/Pg (\d+) \d+ R"), pattern(rb"/MCID (\d+)")
_Kid = ObjectId | tuple[ObjectId, int]
"""An element below, or marked content: page and id."""


def tagged_content(file: FileObjects, root: ObjectId) -> Iterator[tuple[ObjectId, int]]:
    """Go through the structure tree; give its marked content in order (14.7.4)."""
    waiting: list[_Kid] = [root]
    while waiting:
        item = waiting.pop()
        if isinstance(item, tuple):
            yield item
            continue
        body = file.body(item)
        # Most elements hold one piece of content, or other elements only.
        inner = body.rpartition(b"/K [")[2].partition(b"]")[0]
        if inner.isdigit():
            yield int(body.rpartition(b"/Pg ")[2].split(None, 1)[0]), int(inner)
            continue
        kids = inner.split()
        if b"<" not in inner and kids and kids.count(b"R") * 3 == len(kids):
            waiting.extend(map(int, kids[-3::-3]))
        elif owned := _OWNED.search(body, max(body.rfind(b"/K"), 0)):
            waiting.extend(reversed(list(_kids(body, owned[1]))))


def _kids(body: bytes, owned: bytes) -> Iterator[_Kid]:
    home = _PAGE.search(body)
    page = int(home[1]) if home else 0
    for inner, ref, mcid in _KID.findall(owned):
        if ref:
            yield int(ref)
        elif mcid:
            yield page, int(mcid)
        elif own := _OWN.search(inner):
            place = _PAGE.search(inner)
            yield int(place[1]) if place else page, int(own[1])
