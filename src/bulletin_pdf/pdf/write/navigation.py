"""Navigation: outline, page labels, destinations of links."""

from collections.abc import Mapping, Sequence

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import OutlineItem, Page
from bulletin_pdf.pdf.objects import ObjectTable, Ref, dictionary, number, reference, text_string
from bulletin_pdf.pdf.write.written_pages import WrittenPage

_DIGITS = "0123456789"


class Destinations:
    """Where each anchor of a document is, as an explicit destination (R-12: no actions, no names)."""

    def __init__(self, pages: Sequence[Page | WrittenPage], refs: Sequence[Ref]) -> None:
        """Collect the anchors of all pages; of two equal names the first one holds."""
        self._places: dict[str, str] = {}
        for page, ref in zip(pages, refs, strict=True):
            for anchor in page.anchors:
                top = page.slug + page.bleed + page.size.height - anchor.y
                self._places.setdefault(anchor.name, f"[{reference(ref)} /XYZ null {number(top)} null]")

    def __getitem__(self, anchor: str) -> str:
        """Return the destination array of an anchor."""
        if anchor not in self._places:
            raise ValueError(f"no page has the anchor {anchor!r}")
        return self._places[anchor]


class _Bookmark(NamedTuple):
    """An outline item with its place in the tree; places are indexes, -1 is the root."""

    ref: Ref
    item: OutlineItem
    parent: int


def write_outline(items: Sequence[OutlineItem], destinations: Destinations, table: ObjectTable) -> Ref:
    """Write the outline, all levels open; give its root."""
    root = table.reserve()
    marks = _nested(items, table)
    children: dict[int, list[int]] = {place: [] for place in range(-1, len(marks))}
    for place, mark in enumerate(marks):
        children[mark.parent].append(place)
    for place, mark in enumerate(marks):
        parent = root if mark.parent < 0 else marks[mark.parent].ref
        entries = {
            "Title": text_string(mark.item.title),
            "Parent": reference(parent),
            "Dest": destinations[mark.item.anchor],
        }
        siblings = children[mark.parent]
        where = siblings.index(place)
        if where > 0:
            entries["Prev"] = reference(marks[siblings[where - 1]].ref)
        if where + 1 < len(siblings):
            entries["Next"] = reference(marks[siblings[where + 1]].ref)
        table.fill(mark.ref, dictionary(entries | _ends(marks, children, place)))
    table.fill(root, dictionary({"Type": "/Outlines"} | _ends(marks, children, -1)))
    return root


def _nested(items: Sequence[OutlineItem], table: ObjectTable) -> list[_Bookmark]:
    """Return each item its parent: the nearest item above it with a lower level."""
    marks: list[_Bookmark] = []
    for item in items:
        parent = len(marks) - 1
        while parent >= 0 and marks[parent].item.level >= item.level:
            parent = marks[parent].parent
        marks.append(_Bookmark(table.reserve(), item, parent))
    return marks


def _ends(marks: Sequence[_Bookmark], children: Mapping[int, list[int]], place: int) -> dict[str, str]:
    """First and last child and how many items show below this one."""
    below = children[place]
    if not below:
        return {}
    return {
        "First": reference(marks[below[0]].ref),
        "Last": reference(marks[below[-1]].ref),
        "Count": str(_count_below(children, place)),
    }


def _count_below(children: Mapping[int, list[int]], place: int) -> int:
    return sum(1 + _count_below(children, child) for child in children[place])


class _Label(NamedTuple):
    prefix: str
    number: int
    """0: a label without a number."""


def page_labels(labels: Sequence[str]) -> str:
    """Write the page label tree; pages that count on from each other share one entry (12.4.2)."""
    rows = []
    expected: _Label | None = None
    for place, text in enumerate(labels):
        label = _label(text)
        if label != expected:
            rows.append(f"{place} {_label_entry(label)}")
        expected = _Label(label.prefix, label.number + 1) if label.number else None
    return f"<</Nums [{' '.join(rows)}]>>"


def _label(text: str) -> _Label:
    number = text[len(text.rstrip(_DIGITS)) :].lstrip("0")
    return _Label(text.removesuffix(number), int(number or 0))


def _label_entry(label: _Label) -> str:
    entries = {"P": text_string(label.prefix)} if label.prefix else {}
    if label.number:
        entries |= {"S": "/D", "St": str(label.number)}
    return dictionary(entries)
