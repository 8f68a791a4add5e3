"""The inside of a paragraph of a Word 97-2003 file: letters, fields, marks of notes, pictures ([MS-DOC] 2.8 and 2.4.1)."""

import re

from bulletin_pdf.importers import doc_properties as sprm
from bulletin_pdf.importers.doc_file import long, word
from bulletin_pdf.importers.doc_properties import Properties, number_of, with_changes
from bulletin_pdf.importers.doc_shapes import Floating, blip_data
from bulletin_pdf.importers.doc_state import DocPara, DocReading
from bulletin_pdf.importers.docx_fields import shown_by_equation
from bulletin_pdf.importers.docx_notes import mark_of
from bulletin_pdf.importers.docx_state import Line
from bulletin_pdf.importers.docx_symbols import is_symbol_font, usual
from bulletin_pdf.importers.docx_words import SHOWING_FIELDS
from bulletin_pdf.importers.material import Image
from bulletin_pdf.importers.scripts import Script, scripted
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problems import Span

_BLACK = re.compile("黑体|SimHei|Heiti", re.I)
_PRIVATE = pattern("[\uf000-\uf0ff]")
_BEGIN, _SEPARATE, _END = "\x13", "\x14", "\x15"
_PICTURE, _MARK, _ANCHOR = "\x01", "\x02", "\x08"
_SHOWN = {"\t": "\t", "\x1e": "-", "\xa0": "\xa0"}
_BREAKS = frozenset("\x0b\x0c\x0e")
_BLIPS = (b"\x1d\xf0", b"\x1e\xf0", b"\x2a\xf0")
_MAX_PICTURE = 40 << 20
_CHECKBOX = 1


class _Look(NamedTuple):
    """How letters are set."""

    bold: bool
    dotted: bool
    why_out: str
    """Why they are left out of the draft, a reason of the log; or nothing."""
    inserted: bool
    script: Script
    size: int
    font: str


class _Field:
    """A field being read."""

    def __init__(self) -> None:
        self.instruction = ""
        self.in_result = False
        self.has_result = False
        self.own = ""


def read_inside(reading: DocReading, para: DocPara, first: Line) -> list[Line]:
    """Read what stands in a paragraph; each break in it begins a line."""
    return _Inside(reading, para, first).read()


class _Inside:
    def __init__(self, reading: DocReading, para: DocPara, first: Line) -> None:
        self.reading = reading
        self.para = para
        self.lines = [first]
        self.fields: list[_Field] = []
        self.base = reading.sheets.of_style(para.style)
        self.base_bold = bool(number_of(self.base, sprm.BOLD) & 1) or self._is_black(self.base)

    def read(self) -> list[Line]:
        reading = self.reading
        for piece in reading.file.within(self.para.start, self.para.end):
            begin, stop = max(self.para.start, piece.start), min(self.para.end, piece.end)
            for start, end, changes in reading.sheets.runs(piece, begin, stop):
                self._run(start, reading.file.characters(piece, start, end), changes)
        return self.lines

    def _run(self, start: int, text: str, changes: bytes) -> None:
        direct = with_changes({}, changes)
        style = self.reading.sheets.of_style(number_of(direct, sprm.CHARACTER_STYLE, 0xFFF))
        properties = with_changes(self.base | style, changes)
        look = self._look(properties, bool(style) or sprm.EAST_FONT in direct or sprm.BOLD in direct)
        letters = ""
        for at, char in enumerate(text, start):
            if char >= " " and char != "\x7f" and sprm.SYMBOL not in direct and at not in self.reading.marks:
                letters += char
                continue
            self._letters(letters, look)
            letters = ""
            self._special(at, char, properties, look)
        self._letters(letters, look)

    def _look(self, properties: Properties, own: bool) -> _Look:
        def on(code: int) -> bool:
            return bool(number_of(properties, code) & 1)

        raised = number_of(properties, sprm.SCRIPT)
        why = "deleted" if on(sprm.DELETED) else "vanished" if on(sprm.HIDDEN) else ""
        struck = on(sprm.STRUCK) or on(sprm.STRUCK_TWICE)
        bold = on(sprm.BOLD) or self._is_black(properties) if own else self.base_bold
        if own and sprm.BOLD in properties and not on(sprm.BOLD) and not self._is_black(properties):
            bold = False
        return _Look(
            bold,
            number_of(properties, sprm.DOTS) > 0,
            why or ("struck" if struck else ""),
            on(sprm.INSERTED),
            "sup" if raised == 1 else "sub" if raised == 2 else "",
            number_of(properties, sprm.SIZE),
            self._font(properties, sprm.FONT),
        )

    def _font(self, properties: Properties, code: int) -> str:
        fonts, number = self.reading.sheets.fonts, number_of(properties, code, 0xFFFF)
        return fonts[number] if number < len(fonts) else ""

    def _is_black(self, properties: Properties) -> bool:
        return bool(_BLACK.search(self._font(properties, sprm.EAST_FONT)))

    # 字

    def _letters(self, text: str, look: _Look) -> None:
        if not text:
            return
        if self.fields and not self.fields[-1].in_result:
            self.fields[-1].instruction += text
            return
        self._put(self._known(text, look), look)

    def _put(self, text: str, look: _Look) -> None:
        reading, line = self.reading, self.lines[-1]
        if text and self.fields:
            self.fields[-1].has_result = True
        if look.why_out and text.strip():
            name = "hidden" if look.why_out == "vanished" else look.why_out
            reading.counts[name] += 1
            reading.log(text, "", look.why_out, line.length, len(text))
            return
        if look.inserted and text.strip():
            reading.counts["inserted"] += 1
            reading.log("", text, "inserted", line.length, len(text))
        if look.size:
            line.sizes[look.size] += len(text)
        line.put(self._scripted(text, look.script), look.bold, look.dotted)

    def _scripted(self, text: str, script: Script) -> str:
        if not script or not text.strip():
            return text
        made = scripted(text, script)
        self.reading.counts["flat"] += made == text
        why = "script" if made != text else "script-flat"
        self.reading.log(text, made, why, self.lines[-1].length, len(text))
        return made

    def _known(self, text: str, look: _Look) -> str:
        """Letters of a symbol font are signs: what they look like elsewhere."""
        font = look.font if is_symbol_font(look.font) and text.isascii() else ""
        if not font and not _PRIVATE.search(text):
            return text
        made = ""
        for at, char in enumerate(text):
            known = usual(char, font or look.font) if not char.isspace() else char
            made += known
            if known != char:
                self.reading.log(char, known, "symbol", self.lines[-1].length + at)
        return made

    # 其他

    def _special(self, at: int, char: str, properties: Properties, look: _Look) -> None:
        """A character that stands for something else than itself."""
        if char in (_BEGIN, _SEPARATE, _END):
            self._field(char, look)
        elif self.fields and not self.fields[-1].in_result and char not in (_PICTURE, _ANCHOR):
            self.fields[-1].instruction += _SHOWN.get(char, "")
        elif at in self.reading.marks:
            self._note(at, "" if char < " " else char, look)
        elif sprm.SYMBOL in properties and char == "(":
            self._symbol(properties[sprm.SYMBOL], look)
        elif char in _BREAKS:
            self.lines.append(Line(self.reading.number))
        elif char == _PICTURE:
            self._picture(properties)
        elif char == _ANCHOR:
            self._floating(at)
        elif char >= " ":
            self._letters(char, look)
        else:
            self._put(_SHOWN.get(char, ""), look)

    def _note(self, at: int, own: str, look: _Look) -> None:
        """The mark of a note; one that the author chose stands before it."""
        reading = self.reading
        self._put(own, look._replace(script=""))
        mark = mark_of(len(reading.notes))
        reading.notes.append(reading.marks[at])
        reading.log("", mark, "footnote", self.lines[-1].length)
        self.lines[-1].put(mark, bold=False)

    def _symbol(self, operand: bytes, look: _Look) -> None:
        """A sign of a symbol font, for which a bracket stands in the text."""
        fonts = self.reading.sheets.fonts
        font, code = (word(operand, 0), word(operand, 2)) if len(operand) >= 4 else (0xFFFF, 0xFFFD)
        char = chr(code) if not 0xD800 <= code < 0xE000 else "\ufffd"
        made = usual(char, fonts[font] if font < len(fonts) else "")
        self.reading.log("(", made, "symbol", self.lines[-1].length)
        self._put(made, look)

    # 域

    def _field(self, char: str, look: _Look) -> None:
        if char == _BEGIN:
            self.fields.append(_Field())
        elif not self.fields:
            return
        elif char == _SEPARATE:
            self.fields[-1].in_result = True
        else:
            field = self.fields.pop()
            if self.fields and self.fields[-1].in_result and field.has_result:
                self.fields[-1].has_result = True
            if not self.fields or self.fields[-1].in_result:
                self._shown(field, look)

    def _shown(self, field: _Field, look: _Look) -> None:
        """Put what an EQ draws and the box of a form field; the instruction of an EQ stands in the log."""
        line = self.lines[-1]
        if field.own:
            self.reading.log("", field.own, "form-field", line.length)
            line.put(field.own, look.bold)
        if SHOWING_FIELDS.match(field.instruction) is None:
            return
        is_equation = "EQ" in field.instruction[:8].upper()
        drawn = shown_by_equation(field.instruction) if is_equation and not field.has_result else ""
        self.reading.log(field.instruction.strip(), drawn, "equation", line.length)
        line.put(drawn, look.bold)

    # 图、复选框

    def _picture(self, properties: Properties) -> None:
        data, offset = self.reading.file.data, number_of(properties, sprm.PICTURE, 0xFFFFFFFF)
        if offset + 6 > len(data):
            return
        held = data[offset : offset + min(long(data, offset), _MAX_PICTURE)]
        if self.fields and not self.fields[-1].in_result:
            self.fields[-1].own = _box(held)
            return
        place = Span(self.reading.path, self.reading.number, 1)
        self.reading.pending.append(Image("Word", _blip(held), "", place))

    def _floating(self, at: int) -> None:
        """The pictures of a drawing that floats, where it is anchored."""
        drawing = self.reading.floating.get(at, Floating())
        self.reading.counts["anchor"] += not (drawing.pictures or drawing.boxes)
        place = Span(self.reading.path, self.reading.number, 1)
        self.reading.pending += [Image("Word", data, "", place) for data in drawing.pictures]


def _blip(held: bytes) -> bytes:
    """Find a JPEG, PNG or TIFF among the records of a drawing; the bytes behind its header and identifiers."""
    for kind in _BLIPS:
        at = held.find(kind)
        while at >= 2:
            size = long(held, at + 2) if at + 6 <= len(held) else 0
            found = blip_data(held[at + 6 : at + 6 + size])
            if found:
                return found
            at = held.find(kind, at + 2)
    return b""


def _box(held: bytes) -> str:
    """What a box to tick shows (FFData, behind a header of the size it names); nothing for other form fields."""
    at = word(held, 4)
    if at + 10 > len(held) or long(held, at) != 0xFFFFFFFF:
        return ""
    bits = word(held, at + 4)
    if bits & 3 != _CHECKBOX:
        return ""
    state = bits >> 2 & 0x1F
    if state == 25:  # as it was at first, which stands behind the name
        name = at + 10
        state = word(held, name + 4 + 2 * word(held, name)) if name + 2 <= len(held) else 0
    return "☑" if state == 1 else "□"
