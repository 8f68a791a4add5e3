"""Pages of existing PDFs → form XObjects of a new file, their outlines and text kept as they are."""

from collections.abc import Iterable, Mapping, Sequence

from bulletin_pdf.geometry import Size
from bulletin_pdf.inks import Rgb
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import ForeignPdfPage
from bulletin_pdf.pdf.foreign.conform.annotations import Appearance, printed_annotations
from bulletin_pdf.pdf.foreign.conform.layers import Layers
from bulletin_pdf.pdf.foreign.conform.page_copier import PageCopier
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf
from bulletin_pdf.pdf.foreign.page_boxes import geometry_of, upright
from bulletin_pdf.pdf.foreign.pdf_values import PdfName, PdfReference, PdfStream, PdfValue
from bulletin_pdf.pdf.objects import ObjectTable, Ref, array, dictionary, name, number, reference
from bulletin_pdf.plain_files import read_plain

_LEFT_OUT = frozenset(
    {"Length", "StructParent", "StructParents", "OPI", "PieceInfo", "LastModified", "Metadata"}
)
_PAGE_TYPES = ("Page", "Pages", "Catalog")


class PageForm(NamedTuple):
    """A page as a form: its lower left trimmed corner is the form's origin, one unit is 1 pt."""

    resource: str
    ref: Ref
    size: Size
    """Of the trimmed page, upright."""


FormKey = tuple[str, int, Rgb | None]


def form_key(mark: ForeignPdfPage) -> FormKey:
    """Return what tells a page's form from all others: file, page and colour."""
    return mark.path, mark.page, mark.colour


def write_placed(
    marks: Iterable[ForeignPdfPage],
    table: ObjectTable,
    defaults: Mapping[str, Ref] | None = None,
    given: Mapping[str, bytes] = {},
) -> dict[FormKey, PageForm]:
    """Write each placed page once and give key → form.

    Pages with a tag are content of the new document: they are made to conform (see `adopt`),
    and `defaults` say what colours of devices other than the document's are meant by. `given` has the data of
    files that are read already.
    """
    shelf: _Shelf | _DrawnShelf | None = None
    forms: dict[FormKey, PageForm] = {}
    try:
        for mark in marks:
            key = form_key(mark)
            if key in forms:
                continue
            kind = _DrawnShelf if mark.pixels else _Shelf
            if shelf is None or shelf.path != mark.path or not isinstance(shelf, kind):
                # One file at a time is held in memory: a volume may have many.
                if shelf is not None:
                    shelf.finish()
                shelf = kind(mark, table, defaults or {}, given)
            form = shelf.form(mark, f"Pg{len(forms) + 1}")
            forms[key] = _coloured(form, mark.colour, table) if mark.colour else form
        if shelf is not None:
            shelf.finish()
    finally:
        if shelf is not None:
            shelf.close()
    return forms


def _coloured(form: PageForm, colour: Rgb, table: ObjectTable) -> PageForm:
    """Show a page in one colour: on white and screened with it, black is the colour; multiplied, white is nothing.

    The blend modes are those of ISO 32000-1, 11.3.5; the page is a group of its own, or they would reach beneath it.
    """
    box = array(map(number, (0, 0, *form.size)))
    kinds = {"Type": "/XObject", "Subtype": "/Form", "BBox": box}
    group = dictionary({"S": "/Transparency", "I": "true", "CS": "/DeviceRGB"})
    area = f"0 0 {number(form.size.width)} {number(form.size.height)} re f"
    painted = f"1 1 1 rg {area} /Page Do /Blend gs {' '.join(map(number, colour))} rg {area}"
    inner = table.add_stream(
        painted.encode("ascii"), {**kinds, "Group": group, "Resources": _blending("Screen", form.ref)}
    )
    outer = table.add_stream(b"/Blend gs /Page Do", {**kinds, "Resources": _blending("Multiply", inner)})
    return form._replace(ref=outer)


def _blending(mode: str, page: Ref) -> str:
    states = dictionary({"Blend": dictionary({"BM": f"/{mode}"})})
    return dictionary({"ExtGState": states, "XObject": dictionary({"Page": reference(page)})})


class _DrawnShelf:
    """Draws the pages of one file as images."""

    def __init__(
        self,
        first: ForeignPdfPage,
        table: ObjectTable,
        defaults: Mapping[str, Ref],
        _given: Mapping[str, bytes],
    ) -> None:
        from bulletin_pdf.pdf.foreign.raster import PageRasteriser

        self.path, self.table, self.defaults = first.path, table, defaults
        self.drawing = PageRasteriser(first.path)

    def form(self, mark: ForeignPdfPage, resource: str) -> PageForm:
        from bulletin_pdf.pdf.foreign.raster import write_raster

        ref = write_raster(mark, self.drawing, self.table, self.defaults)
        return PageForm(resource, ref, Size(mark.rect.width, mark.rect.height))

    def finish(self) -> None:
        self.close()

    def close(self) -> None:
        self.drawing.close()


class _Shelf:
    """Copies objects of one file; what several pages use is copied once."""

    def __init__(
        self,
        first: ForeignPdfPage,
        table: ObjectTable,
        defaults: Mapping[str, Ref],
        given: Mapping[str, bytes],
    ) -> None:
        self.path = first.path
        adopted = first.tag is not None
        data = given[self.path] if self.path in given else read_plain(self.path)
        self.foreign = ForeignPdf(data, lenient=adopted, decrypt=True)
        self.table = table
        self.adopter = PageCopier(self.foreign, table, defaults, judge=False) if adopted else None
        self.layers = Layers(self.foreign)
        self.appearances: set[PdfValue] = set()
        self.copied: dict[PdfReference, Ref] = {}
        self.waiting: list[tuple[Ref, PdfReference]] = []

    def finish(self) -> None:
        """Write what waits for the last page."""
        if self.adopter is not None:
            self.adopter.finish()

    def close(self) -> None:
        """Nothing is held open."""

    def form(self, mark: ForeignPdfPage, resource: str) -> PageForm:
        place = mark.page
        geometry = geometry_of(self.foreign, place)
        box = {
            "BBox": array(map(number, geometry.bleed)),
            "Matrix": array(map(number, upright(geometry))),
        }
        if self.adopter is not None:
            return PageForm(resource, self.adopter.page(place, box), geometry.size)
        page = self.foreign.page(place)
        group = {"Group": self._value(page["Group"])} if page.get("Group") is not None else {}
        notes = printed_annotations(self.foreign, page, self.layers).appearances
        ref = self._noted(page, notes, box, group) if notes else self._bare(page, box | group)
        self._finish()
        return PageForm(resource, ref, geometry.size)

    def _bare(self, page: Mapping[str, PdfValue], entries: Mapping[str, str]) -> Ref:
        """Write a page's content as a form."""
        data, packing = self._content(page)
        resources = self._value(page.get("Resources") or {})
        form = {"Type": "/XObject", "Subtype": "/Form", **entries, "Resources": resources}
        return self.table.add_stream(data, form | packing, deflate=not packing)

    def _noted(
        self,
        page: Mapping[str, PdfValue],
        notes: Sequence[Appearance],
        box: Mapping[str, str],
        group: Mapping[str, str],
    ) -> Ref:
        """Write a page with what its notes show on top, as a viewer prints it.

        The page is a form inside the form, so that a graphics state it leaves open ends with it.
        """
        forms = {"Page": reference(self._bare(page, {"BBox": box["BBox"]}))}
        lines = ["/Page Do"]
        for count, note in enumerate(notes, start=1):
            forms[f"Note{count}"] = self._note_form(note.value)
            lines.append(f"q {' '.join(map(_scalar, note.matrix))} cm /Note{count} Do Q")
        resources = dictionary({"XObject": dictionary(forms)})
        form = {"Type": "/XObject", "Subtype": "/Form", **box, **group, "Resources": resources}
        return self.table.add_stream("\n".join(lines).encode("ascii"), form)

    def _note_form(self, value: PdfValue) -> str:
        """Refer to an appearance; one without resources of its own has those of the form's fields (12.7.3.3)."""
        self.appearances.add(value)
        return self._value(value)

    def _content(self, page: Mapping[str, PdfValue]) -> tuple[bytes, dict[str, str]]:
        """Return a page's content: as it stands when it is one packed stream, else put together."""
        contents = self.foreign.follow(page.get("Contents"))
        parts = [self.foreign.follow(part) for part in contents] if isinstance(contents, list) else [contents]
        streams = [part for part in parts if isinstance(part, PdfStream)]
        if len(streams) == 1 and streams[0].entries.get("Filter") == "FlateDecode":
            packing = {key: streams[0].entries.get(key) for key in ("Filter", "DecodeParms")}
            return streams[0].raw, {
                key: self._value(part) for key, part in packing.items() if part is not None
            }
        return b"\n".join(stream.unpack() for stream in streams), {}

    def _finish(self) -> None:
        """Copy what is referred to until nothing is left."""
        while self.waiting:
            ref, pointer = self.waiting.pop()
            found = self.foreign.follow(pointer)
            if isinstance(found, PdfStream):
                self._copy_stream(ref, self._as_form(found) if pointer in self.appearances else found)
            elif isinstance(found, dict) and found.get("Type") in _PAGE_TYPES:
                self.table.fill(ref, "null")
            else:
                self.table.fill(ref, self._value(found))

    def _as_form(self, stream: PdfStream) -> PdfStream:
        form = self.foreign.follow(self.foreign.root().get("AcroForm"))
        shared = form.get("DR") if isinstance(form, dict) else None
        given = {"Resources": shared} if shared is not None else {}
        return stream._replace(entries={**given, **stream.entries, "Subtype": PdfName("Form")})

    def _copy_stream(self, ref: Ref, stream: PdfStream) -> None:
        entries = stream.entries
        filters = entries.get("Filter")
        # LZW is not for the press.
        if "LZWDecode" in (filters if isinstance(filters, list) else [filters]):
            left_out, data, deflate = _LEFT_OUT | {"Filter", "DecodeParms"}, stream.unpack(), True
        else:
            left_out, data, deflate = _LEFT_OUT, stream.raw, False
        written = {name(key)[1:]: self._value(part) for key, part in entries.items() if key not in left_out}
        self.table.fill_stream(ref, data, written, deflate=deflate)

    def _value(self, value: PdfValue) -> str:
        if isinstance(value, PdfReference):
            if value not in self.copied:
                self.copied[value] = self.table.reserve()
                self.waiting.append((self.copied[value], value))
            return reference(self.copied[value])
        if isinstance(value, dict):
            inner = {name(key)[1:]: self._value(part) for key, part in value.items() if key not in _LEFT_OUT}
            return dictionary(inner)
        if isinstance(value, list):
            return array(map(self._value, value))
        return _scalar(value)


def _scalar(value: PdfValue) -> str:
    if isinstance(value, PdfName):
        return name(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, bytes):
        return f"<{value.hex().upper()}>"
    if isinstance(value, int):
        return str(value)
    # Font matrices and tint functions need more than the three decimals of a place on paper.
    return f"{value:.10f}".rstrip("0").rstrip(".") if isinstance(value, float) else "null"
