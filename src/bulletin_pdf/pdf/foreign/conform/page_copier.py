"""A page of an existing PDF → a form XObject that conforms, with all it needs."""

from collections.abc import Callable, Iterable, Mapping

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.foreign.conform.annotations import appearances
from bulletin_pdf.pdf.foreign.conform.colour_writer import DEFAULTS, ColourWriter
from bulletin_pdf.pdf.foreign.conform.content_filter import StreamChoice, StreamUse, cleaned, survey
from bulletin_pdf.pdf.foreign.conform.font_copier import CopiedStream, FontCopier, Resources, written_system
from bulletin_pdf.pdf.foreign.conform.layers import Layers
from bulletin_pdf.pdf.foreign.conform.operations import name_of
from bulletin_pdf.pdf.foreign.conform.page_faults import PageFault, PageFaultKind, fault_reason
from bulletin_pdf.pdf.foreign.conform.picture_writer import PictureWriter
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf, ForeignPdfError
from bulletin_pdf.pdf.foreign.pdf_values import PdfReference, PdfStream, PdfValue
from bulletin_pdf.pdf.objects import ObjectTable, Ref, array, dictionary, name, reference

_MAX_STREAM = 8 << 20
_MAX_STREAMS = 48 << 20
"""Bytes of drawing that are looked through, in one stream and in one file; maps may have more, bulletins not."""
_DEEPEST = 12
_MAX_DRAWN = 200_000
"""Forms drawn in one page, those inside others counted each time."""
_BLENDS = frozenset((
    "Normal", "Compatible", "Multiply", "Screen", "Overlay", "Darken", "Lighten", "ColorDodge", "ColorBurn",
    "HardLight", "SoftLight", "Difference", "Exclusion", "Hue", "Saturation", "Color", "Luminosity",
))  # fmt: skip
_STATE = ("LW", "LC", "LJ", "ML", "OP", "op", "OPM", "SA", "CA", "ca", "AIS", "TK")


class _Form(NamedTuple):
    """A form that was written: its object and how many forms it draws."""

    ref: Ref
    drawn: int


class PageCopier:
    """Copies pages of one file; what several pages use is copied once."""

    def __init__(
        self, foreign: ForeignPdf, table: ObjectTable, defaults: Mapping[str, Ref], *, judge: bool = True
    ) -> None:
        """Take an open file, and the colour spaces by which devices other than the document's are meant.

        `judge` also decodes the pictures; a file that was judged once is copied without.
        """
        self.foreign = foreign
        self.table = table
        self.faults: list[PageFault] = []
        """What was found wrong with the page in hand."""
        self.colours = ColourWriter(foreign, table, defaults, self.faults)
        self.writing = self.colours.writing
        self.images = PictureWriter(self.colours, self.faults, judge=judge)
        self.layers = Layers(foreign)
        self.forms: dict[object, _Form] = {}
        self.under_way: set[object] = set()
        self.fonts = FontCopier(self.writing, self._stream)
        self.copied: dict[object, str] = {}
        self.looked = 0
        self.pictures = 0
        """Pictures met on the page in hand."""
        self.paints = False
        """Whether its content says that something is painted."""
        root = foreign.follow(foreign.root().get("AcroForm"))
        self.form_resources = self._mapping(root.get("DR")) if isinstance(root, dict) else {}
        self.keeps_mode_one = "DefaultCMYK" not in defaults

    def page(self, place: int, entries: Mapping[str, str]) -> Ref:
        """Write the page as a form, with `entries` for its box and matrix."""
        self.pictures, self.paints = 0, False
        self.under_way.clear()
        self.colours.enter({})
        page = self.foreign.page(place)
        resources = self._mapping(page.get("Resources"))
        data = self._content(page.get("Contents"))
        content, parts, drawn = self._stream(data, resources, 0)
        notes: list[str] = []
        externals = dict(parts.get("XObject", {}))
        for count, appearance in enumerate(appearances(self.foreign, page, self.layers), start=1):
            form = None
            if appearance is not None:
                form = self._form(appearance.value, self.form_resources, 1)
            if appearance is None or form is None:
                self.fault("notes")
                continue
            drawn += form.drawn
            key = f"Note{count}"
            while key in externals:
                key += "n"
            externals[key] = reference(form.ref)
            notes.append(f"q {' '.join(map(self.writing.number, appearance.matrix))} cm {name(key)} Do Q")
        if notes:
            content = b"q\n" + content + b"\nQ\n" + "\n".join(notes).encode("ascii")
            parts["XObject"] = externals
        if drawn > _MAX_DRAWN:
            self.fault("page", why="beyond")
        form_entries = {
            "Type": "/XObject",
            "Subtype": "/Form",
            **entries,
            "Resources": written_system(parts),
            **self._group(page.get("Group")),
        }
        return self.table.add_stream(content, form_entries)

    def finish(self) -> None:
        """Write what waits for the last page: the fonts."""
        self.fonts.finish()

    def fault(self, kind: PageFaultKind, what: str = "", why: str = "") -> None:
        """Note what is wrong, once a page."""
        found = PageFault(kind, what, why)
        if found not in self.faults:
            self.faults.append(found)

    # Streams

    def _content(self, value: PdfValue) -> bytes:
        contents = self.foreign.follow(value)
        parts = contents if isinstance(contents, list) else [contents]
        streams = [part for part in map(self.foreign.follow, parts) if part is not None]
        if len(streams) < len(parts) and value is not None:
            raise ForeignPdfError("lost", "content is missing")
        return b"\n".join(
            map(self.writing.unpacked, (item for item in streams if isinstance(item, PdfStream)))
        )

    def _stream(self, data: bytes, resources: Resources, depth: int) -> CopiedStream:
        """Clean a stream and copy what it uses; give it, its resources and how many forms it draws."""
        self.looked += len(data)
        if len(data) > _MAX_STREAM or self.looked > _MAX_STREAMS:
            self.fault("page", why="beyond")
            return CopiedStream(b"", {}, 0)
        use = survey(data)
        self.paints |= use.paints
        if use.strange:
            raise ForeignPdfError("damaged", "operators no PDF knows")
        if use.beyond:
            self.fault("page", why="beyond")
        missing: set[tuple[str, str]] = set()
        parts: dict[str, dict[str, str]] = {}
        drawn = 0
        silent = self._judge_text(use, self._mapping(resources.get("Font")))
        spaces_before = self.colours.enter(self._mapping(resources.get("ColorSpace")))
        unused: set[tuple[str, str]] = set()
        for kind, names in sorted(use.resources.items()):
            own = self._mapping(resources.get(kind))
            # Pictures are counted as they are drawn.
            for key in use.draws if kind == "XObject" else sorted(names):
                if kind == "Font" and key in silent and key not in use.shown:
                    unused.add((kind, key))
                    continue
                copy, count = self._resource(kind, own.get(key), resources, depth)
                drawn += count * use.draws.get(key, 1) if kind == "XObject" else 0
                if copy:
                    parts.setdefault(kind, {})[key] = copy
                else:
                    missing.add((kind, key))
        self._check_missing(missing)
        properties = self._mapping(resources.get("Properties"))

        def hidden(token: bytes) -> bool:
            return self.layers.hidden(properties.get(name_of(token)))

        content = cleaned(data, StreamChoice(hidden, frozenset(missing | unused), frozenset(silent)))
        own = self.colours.own
        self.colours.enter({})
        meant = {key: self.colours.space(own[key]) for key in DEFAULTS if key in own}
        others = {key: reference(ref) for key, ref in self.colours.defaults.items() if key not in meant}
        if meant or others:
            parts.setdefault("ColorSpace", {}).update(others | meant)
        self.colours.own = spaces_before
        return CopiedStream(content, parts, min(drawn, _MAX_DRAWN + 1))

    def _judge_text(self, use: StreamUse, fonts: Resources) -> set[str]:
        """Judge the text of a stream; return the fonts whose invisible text is to be left out."""
        for key, strings in use.shown.items():
            for fault in self.fonts.faults(fonts.get(key), strings) or ():
                self.fault(*fault)
        silent = {
            key for key, strings in use.hidden.items() if self.fonts.faults(fonts.get(key), strings) != []
        }
        if silent:
            self.fault("hidden text")
        return silent

    def _check_missing(self, missing: Iterable[tuple[str, str]]) -> None:
        """Without a font or a colour space the look of a page is unknown."""
        for kind, _ in missing:
            if kind in ("Font", "ColorSpace", "Pattern"):
                raise ForeignPdfError("damaged", f"a {kind} is missing")

    def _resource(self, kind: str, value: PdfValue, resources: Resources, depth: int) -> tuple[str, int]:
        """Copy one resource; give it as written, and how many forms it draws. Empty when it is not to be seen."""
        found = self.foreign.follow(value)
        if found is None:
            if kind == "XObject" and isinstance(value, PdfReference):
                raise ForeignPdfError("lost", "a picture is missing")
            return "", 0
        match kind:
            case "XObject":
                return self._external(value, found, resources, depth)
            case "Font":
                return self.fonts.write(value, found, resources, depth), 0
            case "ExtGState":
                return self._once(value, lambda: self._state(found, resources, depth)), 0
            case "ColorSpace":
                return self.colours.space(value), 0
            case "Shading":
                return self.colours.shading(value), 0
            case "Pattern":
                return self._pattern(value, found, resources, depth), 0
        return "", 0

    def _once(self, value: PdfValue, write: Callable[[], str]) -> str:
        if not isinstance(value, PdfReference):
            return write()
        if value not in self.copied:
            self.copied[value] = write()
        return self.copied[value]

    # Forms and pictures

    def _external(
        self, value: PdfValue, found: PdfValue, resources: Resources, depth: int
    ) -> tuple[str, int]:
        if not isinstance(found, PdfStream) or self.layers.hidden(found.entries.get("OC")):
            return "", 0
        kind = self.foreign.follow(found.entries.get("Subtype"))
        if kind == "Image":
            return self._picture(value, found), 0
        if kind == "Form":
            form = self._form(value, resources, depth + 1)
            return (reference(form.ref), form.drawn) if form else ("", 0)
        return "", 0

    def _picture(self, value: PdfValue, found: PdfStream) -> str:
        """Write a picture; one that is broken is reported with its number on the page."""
        self.pictures += 1
        self.images.unchecked = False
        try:
            written = self.images.image(value, found)
        except ForeignPdfError as error:
            kind: PageFaultKind = "picture limit" if error.fault == "limit" else "picture"
            self.fault(kind, str(self.pictures), fault_reason(error))
            return ""
        if self.images.unchecked:
            self.fault("unchecked", str(self.pictures))
        return written

    def _form(self, value: PdfValue, resources: Resources, depth: int) -> _Form | None:
        """Write a form; one that draws itself, or lies too deep, is left out as readers do."""
        found = self.foreign.follow(value)
        key = value if isinstance(value, PdfReference) else id(found)
        if key in self.forms:
            return self.forms[key]
        if not isinstance(found, PdfStream) or key in self.under_way or depth > _DEEPEST:
            return None
        self.under_way.add(key)
        own = self._mapping(found.entries.get("Resources")) if "Resources" in found.entries else resources
        content, parts, drawn = self._stream(self.writing.unpacked(found), own, depth)
        entries = {"Type": "/XObject", "Subtype": "/Form", "BBox": self._box(found.entries.get("BBox"))}
        if (matrix := self.writing.numbers(found.entries.get("Matrix"), 6)) is not None:
            entries["Matrix"] = array(map(self.writing.number, matrix))
        entries |= {"Resources": written_system(parts), **self._group(found.entries.get("Group"))}
        self.under_way.discard(key)
        self.forms[key] = _Form(self.table.add_stream(content, entries), drawn + 1)
        return self.forms[key]

    def _box(self, value: PdfValue) -> str:
        box = self.writing.numbers(value, 4)
        if box is None:
            raise ForeignPdfError("damaged", "a form has no size")
        return array(map(self.writing.number, box))

    def _group(self, value: PdfValue) -> dict[str, str]:
        group = self._mapping(value)
        if self.foreign.follow(group.get("S")) != "Transparency":
            return {}
        entries = {"S": "/Transparency"}
        if group.get("CS") is not None:
            entries["CS"] = self.colours.space(group["CS"])
        for key in ("I", "K"):
            if isinstance(flag := self.foreign.follow(group.get(key)), bool):
                entries[key] = "true" if flag else "false"
        return {"Group": dictionary(entries)}

    def _pattern(self, value: PdfValue, found: PdfValue, resources: Resources, depth: int) -> str:
        if isinstance(found, dict):
            return self._once(value, lambda: self._shading_pattern(found, resources, depth))
        if not isinstance(found, PdfStream) or depth > _DEEPEST or value in self.under_way:
            return ""

        def tile() -> str:
            self.under_way.add(value)
            own = self._mapping(found.entries.get("Resources")) or resources
            content, parts, _ = self._stream(self.writing.unpacked(found), own, depth + 1)
            self.under_way.discard(value)
            entries = self.writing.some(
                found.entries, ("Type", "PatternType", "PaintType", "TilingType", "XStep", "YStep", "Matrix")
            )
            entries |= {"BBox": self._box(found.entries.get("BBox")), "Resources": written_system(parts)}
            return reference(self.table.add_stream(content, entries))

        return self._once(value, tile)

    def _shading_pattern(self, found: dict[str, PdfValue], resources: Resources, depth: int) -> str:
        entries = self.writing.some(found, ("Type", "PatternType", "Matrix"))
        entries["Shading"] = self.colours.shading(found.get("Shading"))
        state = self.foreign.follow(found.get("ExtGState"))
        if isinstance(state, dict):
            entries["ExtGState"] = self._state(state, resources, depth)
        return reference(self.table.add(dictionary(entries)))

    def _state(self, found: PdfValue, resources: Resources, depth: int) -> str:
        """A-06: of a graphics state, what needs no device."""
        state = self._mapping(found)
        kept = _STATE if self.keeps_mode_one else tuple(key for key in _STATE if key != "OPM")
        entries = self.writing.some(state, kept)
        blend = self.foreign.follow(state.get("BM"))
        choices = blend if isinstance(blend, list) else [blend]
        known = [choice for choice in map(self.foreign.follow, choices) if choice in _BLENDS]
        if blend is not None:
            entries["BM"] = name(str(known[0])) if known else "/Normal"
        if (dash := self.foreign.follow(state.get("D"))) is not None:
            entries["D"] = self.writing.value(dash)
        mask = self.foreign.follow(state.get("SMask"))
        if mask == "None":
            entries["SMask"] = "/None"
        elif isinstance(mask, dict) and (form := self._form(mask.get("G"), resources, depth + 1)):
            entries["SMask"] = dictionary(
                {"Type": "/Mask", **self.writing.some(mask, ("S", "BC")), "G": reference(form.ref)}
            )
        return dictionary(entries)

    def _mapping(self, value: PdfValue) -> dict[str, PdfValue]:
        return self.writing.mapping(value)
