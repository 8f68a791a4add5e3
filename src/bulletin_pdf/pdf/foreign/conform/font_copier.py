"""Fonts of existing pages in a new file: what is needed to show their text, and no more."""

from collections.abc import Callable, Iterable, Mapping

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.foreign.conform.cmaps import CidSystem, is_identity, write_cmap
from bulletin_pdf.pdf.foreign.conform.font_judge import FontJudge
from bulletin_pdf.pdf.foreign.conform.page_faults import PageFault
from bulletin_pdf.pdf.foreign.conform.value_writer import ValueWriter
from bulletin_pdf.pdf.foreign.pdf_values import PdfReference, PdfStream, PdfValue
from bulletin_pdf.pdf.foreign.to_unicode import write_map
from bulletin_pdf.pdf.objects import Ref, array, dictionary, name, reference

_DESCRIPTOR = (
    "Type", "FontName", "FontFamily", "FontStretch", "FontWeight", "Flags", "FontBBox", "ItalicAngle", "Ascent",
    "Descent", "Leading", "CapHeight", "XHeight", "StemV", "StemH", "AvgWidth", "MaxWidth", "MissingWidth",
)  # fmt: skip
_SIMPLE_FONT = ("Type", "Subtype", "BaseFont", "FirstChar", "LastChar", "Widths")
_DEEPEST = 12
_TYPE3 = ("Type", "Subtype", "Name", "FontBBox", "FontMatrix", "FirstChar", "LastChar", "Widths")
_CMAP = ("Type", "CMapName", "CIDSystemInfo", "WMode")
_PROGRAM = ("Length1", "Length2", "Length3", "Subtype")
_CID_FONT = ("Type", "Subtype", "BaseFont", "DW", "W", "DW2", "W2")

Resources = dict[str, PdfValue]


class CopiedStream(NamedTuple):
    """A stream made ready: its content, the resources it needs as written, and how many forms it draws."""

    content: bytes
    resources: dict[str, dict[str, str]]
    forms: int


def written_system(parts: Mapping[str, Mapping[str, str]]) -> str:
    """Write a resource dictionary."""
    return dictionary(
        {
            kind: dictionary({name(key)[1:]: value for key, value in inside.items()})
            for kind, inside in parts.items()
            if inside
        }
    )


def _system_entry(system: CidSystem) -> str:
    parts = {"Registry": f"<{system.registry.hex()}>", "Ordering": f"<{system.ordering.hex()}>"}
    return dictionary({**parts, "Supplement": str(system.supplement)})


class FontCopier:
    """Judges and copies the fonts of one file."""

    def __init__(self, writing: ValueWriter, draw: Callable[[bytes, Resources, int], CopiedStream]) -> None:
        """Take a way to write, and a way to make the glyph procedures of Type 3 fonts ready."""
        self.writing, self.draw = writing, draw
        self.judges: dict[object, FontJudge] = {}
        self.written: dict[object, str] = {}
        self.waiting: list[tuple[Ref, dict[str, PdfValue], FontJudge | None]] = []
        """Fonts that are written when it is known which of their codes are shown."""
        self.descriptors: dict[object, str] = {}

    def faults(self, value: PdfValue, strings: Iterable[bytes]) -> list[PageFault] | None:
        """Return what is wrong with a font as far as these strings use it; None when it is no font."""
        found = self.writing.foreign.follow(value)
        if not isinstance(found, dict):
            return None
        key = value if isinstance(value, PdfReference) else repr(found)
        if key not in self.judges:
            self.judges[key] = FontJudge(self.writing.foreign, found)
        return sorted(self.judges[key].faults(strings))

    def write(self, value: PdfValue, found: PdfValue, resources: Resources, depth: int) -> str:
        """Copy a font; give it as written, empty when it is none."""
        if not isinstance(found, dict):
            return ""
        key = value if isinstance(value, PdfReference) else repr(found)
        if key not in self.written:
            # A glyph of a Type 3 font may be set in the font itself.
            ref = self.writing.table.reserve()
            self.written[key] = reference(ref)
            if self.writing.foreign.follow(found.get("Subtype")) == "Type3":
                found = {**found, "_": self._glyph_procedures(found, resources, depth)}
            self.waiting.append((ref, found, self.judges.get(key)))
        return self.written[key]

    def finish(self) -> None:
        """Write the fonts whose text was looked at by now; no more pages may follow."""
        while self.waiting:
            ref, found, judge = self.waiting.pop(0)
            self.writing.table.fill(ref, dictionary(self._font_entries(found, judge)))

    def _font_entries(self, found: dict[str, PdfValue], judge: FontJudge | None) -> dict[str, str]:
        kind = self.writing.foreign.follow(found.get("Subtype"))
        if kind == "Type3":
            entries = self.writing.some(found, _TYPE3)
            entries |= found["_"]
        elif kind == "Type0":
            entries = self.writing.some(found, ("Type", "Subtype", "BaseFont"))
            entries |= self._composite_encoding(found, judge)
            row = self.writing.foreign.follow(found.get("DescendantFonts"))
            inner = self.writing.mapping(row[0]) if isinstance(row, list) and row else {}
            entries["DescendantFonts"] = array([reference(self.writing.table.add(self._cid_font(inner)))])
        else:
            entries = self.writing.some(found, _SIMPLE_FONT)
            if found.get("FontDescriptor") is not None:
                entries["FontDescriptor"] = self._descriptor(found["FontDescriptor"])
        if kind != "Type0" and found.get("Encoding") is not None:
            encoding = self.writing.foreign.follow(found["Encoding"])
            entries["Encoding"] = (
                dictionary(self.writing.some(encoding, ("Type", "BaseEncoding", "Differences")))
                if isinstance(encoding, dict)
                else self.writing.value(encoding)
            )
        if judge is not None and judge.texts:
            entries["ToUnicode"] = reference(self.writing.table.add_stream(write_map(judge.texts)))
        return entries

    def _composite_encoding(self, found: dict[str, PdfValue], judge: FontJudge | None) -> dict[str, str]:
        """Write the encoding of a composite font: Identity by name, any other as a CMap of the codes shown.

        So it does not depend on what a reader supports of CMaps, and fits the font's own collection
        (PDF/A 6.2.11.3.1, 6.2.11.3.3).
        """
        cmap = judge.cmap if judge is not None else None
        if judge is not None and cmap is not None and not is_identity(cmap):
            system = self._system(judge.inner)
            codes = {code: cmap.cid(code) for code in judge.known if cmap.cid(code) >= 0}
            name, data = write_cmap(codes, system, vertical=cmap.vertical)
            entries = {"Type": "/CMap", "CMapName": f"/{name}", "CIDSystemInfo": _system_entry(system)}
            entries["WMode"] = "1" if cmap.vertical else "0"
            return {"Encoding": reference(self.writing.table.add_stream(data, entries))}
        if isinstance(self.writing.foreign.follow(found.get("Encoding")), PdfStream):
            return {"Encoding": self.writing.stream(found["Encoding"], _CMAP)}
        return self.writing.some(found, ("Encoding",))

    def _system(self, inner: dict[str, PdfValue]) -> CidSystem:
        found = self.writing.mapping(inner.get("CIDSystemInfo"))
        registry, ordering, supplement = (
            self.writing.foreign.follow(found.get(key)) for key in ("Registry", "Ordering", "Supplement")
        )
        return CidSystem(
            registry if isinstance(registry, bytes) else b"Adobe",
            ordering if isinstance(ordering, bytes) else b"Identity",
            supplement if isinstance(supplement, int) else 0,
        )

    def _cid_font(self, inner: dict[str, PdfValue]) -> str:
        entries = self.writing.some(inner, _CID_FONT)
        entries["CIDSystemInfo"] = _system_entry(self._system(inner))
        entries["FontDescriptor"] = self._descriptor(inner.get("FontDescriptor"))
        if self.writing.foreign.follow(inner.get("Subtype")) == "CIDFontType2":
            mapping = inner.get("CIDToGIDMap")
            given = isinstance(self.writing.foreign.follow(mapping), PdfStream)
            entries["CIDToGIDMap"] = self.writing.stream(mapping, ()) if given else "/Identity"
        return dictionary(entries)

    def _descriptor(self, value: PdfValue) -> str:
        found = self.writing.mapping(value)
        place = value if isinstance(value, PdfReference) else id(found)
        if place not in self.descriptors:
            entries = self.writing.some(found, _DESCRIPTOR)
            for key in ("FontFile", "FontFile2", "FontFile3"):
                if isinstance(self.writing.foreign.follow(found.get(key)), PdfStream):
                    entries[key] = self.writing.stream(found[key], _PROGRAM)
            self.descriptors[place] = reference(self.writing.table.add(dictionary(entries)))
        return self.descriptors[place]

    def _glyph_procedures(
        self, found: dict[str, PdfValue], resources: Resources, depth: int
    ) -> dict[str, str]:
        own = self.writing.mapping(found.get("Resources")) or resources
        shelf: dict[str, dict[str, str]] = {}
        procedures: dict[str, str] = {}
        for key, value in self.writing.mapping(found.get("CharProcs")).items():
            stream = self.writing.foreign.follow(value)
            if not isinstance(stream, PdfStream) or depth > _DEEPEST:
                continue
            content, parts, _ = self.draw(self.writing.unpacked(stream), own, depth + 1)
            for kind, inside in parts.items():
                shelf.setdefault(kind, {}).update(inside)
            procedures[name(key)[1:]] = reference(self.writing.table.add_stream(content))
        return {"CharProcs": dictionary(procedures), "Resources": written_system(shelf)}
