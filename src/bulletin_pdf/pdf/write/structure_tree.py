"""The structure tree: tags of the document and the marked content they own (docs/rules/archive.md §3)."""

from collections.abc import Iterable, Sequence

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Tag, TagId
from bulletin_pdf.pdf.objects import ObjectTable, Ref, array, dictionary, number, reference, text_string


class MarkedContent(NamedTuple):
    """A piece of a page's stream that belongs to a tag."""

    page: Ref
    mcid: int


class LinkPlace(NamedTuple):
    """A link annotation that belongs to a tag, and its key in the parent tree."""

    page: Ref
    annotation: Ref
    key: int


TagItem = MarkedContent | LinkPlace


Corners = tuple[float, float, float, float]
"""Left, bottom, right, top as a page of the file counts."""


class _Node:
    """One tag with what it holds, in reading order."""

    def __init__(self, ref: Ref) -> None:
        self.ref = ref
        self.items: list[tuple[int, TagItem]] = []
        self.children: list[TagId] = []
        self.first: int | None = None
        """Place in reading order of the first thing below this tag."""
        self.boxes: list[tuple[Ref, Corners]] = []
        """What a figure's pictures fill, by page."""


class StructureTree:
    """Collects what each tag owns while pages are written, then writes the tree."""

    def __init__(self, table: ObjectTable, tags: Sequence[Tag]) -> None:
        """Reserve an object for each tag."""
        self.table = table
        self.tags = tags
        self.root = table.reserve()
        self.nodes = [_Node(table.reserve()) for _ in tags]
        self.order = 0
        self.parents: dict[int, str] = {}
        for tag_id, tag in enumerate(tags):
            if tag.parent >= 0:
                self.nodes[tag.parent].children.append(tag_id)

    def add_page(self, page: Ref, key: int, marked: Iterable[TagId]) -> None:
        """Note the marked content of one page; `key` is the page's StructParents."""
        owners = []
        for mcid, tag_id in enumerate(marked):
            self._add(tag_id, MarkedContent(page, mcid))
            owners.append(reference(self.nodes[tag_id].ref))
        self.parents[key] = array(owners)

    def add_link(self, tag_id: TagId, link: LinkPlace) -> None:
        """Note a link annotation under its tag (A-29)."""
        self._add(tag_id, link)
        self.parents[link.key] = reference(self.nodes[tag_id].ref)

    def add_picture(self, tag_id: TagId, page: Ref, corners: Corners) -> None:
        """Note where a picture of a figure stands."""
        self.nodes[tag_id].boxes.append((page, corners))

    def _add(self, tag_id: TagId, item: TagItem) -> None:
        self.nodes[tag_id].items.append((self.order, item))
        above = tag_id
        while above >= 0 and self.nodes[above].first is None:
            self.nodes[above].first = self.order
            above = self.tags[above].parent
        self.order += 1

    def write(self) -> Ref:
        """Write all elements, the parent tree and the root; return the root."""
        for tag_id in range(len(self.tags)):
            self.table.fill(self.nodes[tag_id].ref, self._element(tag_id))
        roots = [self.nodes[place].ref for place, tag in enumerate(self.tags) if tag.parent < 0]
        entries = {
            "Type": "/StructTreeRoot",
            "K": array(map(reference, roots)),
            "ParentTree": reference(self._parent_tree()),
            "ParentTreeNextKey": str(max(self.parents, default=-1) + 1),
        }
        if notes := [place for place, tag in enumerate(self.tags) if tag.role == "Note"]:
            entries["IDTree"] = reference(self._id_tree(notes))
        self.table.fill(self.root, dictionary(entries))
        return self.root

    def _element(self, tag_id: TagId) -> str:
        tag, node = self.tags[tag_id], self.nodes[tag_id]
        above = self.nodes[tag.parent].ref if tag.parent >= 0 else self.root
        entries = {"Type": "/StructElem", "S": f"/{tag.role}", "P": reference(above)}
        if tag.role == "Note":
            entries["ID"] = text_string(_note_id(tag_id))
        for key, text in (
            ("T", tag.title),
            ("Alt", tag.alt),
            ("ActualText", tag.actual_text),
            ("Lang", tag.lang),
        ):
            if text:
                entries[key] = text_string(text)
        if attributes := _attributes(tag) or _bounding_box(tag, node):
            entries["A"] = attributes
        pages = {item.page for _, item in node.items if isinstance(item, MarkedContent)}
        home = pages.pop() if len(pages) == 1 else None
        if home is not None:
            entries["Pg"] = reference(home)
        if kids := self._kids(node, home):
            entries["K"] = array(kids)
        return dictionary(entries)

    def _kids(self, node: _Node, home: Ref | None) -> list[str]:
        """Write content and child elements where they come in reading order.

        A child that holds nothing (an empty cell) keeps its place among its siblings.
        """
        rows: list[tuple[float, str]] = [(order, _item(item, home)) for order, item in node.items]
        place = -1.0
        for child in node.children:
            first = self.nodes[child].first
            place = place if first is None else float(first)
            rows.append((place, reference(self.nodes[child].ref)))
        return [written for _, written in sorted(rows, key=lambda row: row[0])]

    def _parent_tree(self) -> Ref:
        # Keys ascend strictly, pages before annotations; number trees may be one flat array.
        rows = " ".join(f"{key} {self.parents[key]}" for key in sorted(self.parents))
        return self.table.add(f"<</Nums [{rows}]>>")

    def _id_tree(self, notes: list[TagId]) -> Ref:
        pairs = sorted((_note_id(tag_id), self.nodes[tag_id].ref) for tag_id in notes)
        rows = " ".join(f"{text_string(key)} {reference(ref)}" for key, ref in pairs)
        return self.table.add(f"<</Names [{rows}]>>")


def _item(item: TagItem, home: Ref | None) -> str:
    if isinstance(item, LinkPlace):
        return f"<</Type /OBJR /Obj {reference(item.annotation)} /Pg {reference(item.page)}>>"
    if item.page == home:
        return str(item.mcid)
    return f"<</Type /MCR /Pg {reference(item.page)} /MCID {item.mcid}>>"


def _attributes(tag: Tag) -> str:
    """Table attributes: what a head cell is head of (A-26), and cells wider or taller than one."""
    if tag.role not in ("TH", "TD"):
        return ""
    entries = {"Scope": "/Column"} if tag.role == "TH" else {}
    columns, rows = tag.spans
    if columns > 1:
        entries["ColSpan"] = str(columns)
    if rows > 1:
        entries["RowSpan"] = str(rows)
    return dictionary({"O": "/Table"} | entries) if entries else ""


def _bounding_box(tag: Tag, node: _Node) -> str:
    """The area a figure fills; one that goes on over pages has no single one (14.8.5.4.3)."""
    if tag.role != "Figure" or len({page for page, _ in node.boxes}) != 1:
        return ""
    left, bottom, right, top = zip(*(corners for _, corners in node.boxes), strict=True)
    area = array(map(number, (min(left), min(bottom), max(right), max(top))))
    return dictionary({"O": "/Layout", "BBox": area})


def _note_id(tag_id: TagId) -> str:
    return f"note{tag_id:08d}"
