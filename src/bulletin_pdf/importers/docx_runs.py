"""The inside of a paragraph of a Word document: runs, what holds runs, and what stands in them."""

import re

from bulletin_pdf.importers.docx_drawings import read_drawing
from bulletin_pdf.importers.docx_fields import shown_by_equation
from bulletin_pdf.importers.docx_formula import M, formula_text
from bulletin_pdf.importers.docx_notes import put_mark
from bulletin_pdf.importers.docx_package import W, XmlElement
from bulletin_pdf.importers.docx_state import Field, Line, Reading
from bulletin_pdf.importers.docx_styles import Look, size_of
from bulletin_pdf.importers.docx_symbols import is_symbol_font, usual
from bulletin_pdf.importers.docx_words import SHOWING_FIELDS
from bulletin_pdf.importers.docx_xml import MC, chosen, is_placeholder, is_properties
from bulletin_pdf.importers.scripts import Script, scripted
from bulletin_pdf.patterns import pattern

_PRIVATE = pattern("[\uf000-\uf0ff]")
_DRAWINGS = frozenset(W + name for name in ("drawing", "pict", "object"))


def read_runs(reading: Reading, parent: XmlElement, lines: list[Line], bold: bool) -> None:
    """Read runs and what holds runs into the last of the lines; breaks add lines. `bold` is what the paragraph has.

    An element that is not known is looked into: its text is shown by Word too.
    """
    for child in parent:
        tag = child.tag
        if tag == W + "r":
            _run(reading, child, lines, bold)
        elif tag in (W + "del", W + "moveFrom"):
            reading.counts["deleted"] += reading.left_out(child, lines[-1], "deleted")
        elif tag in (W + "ins", W + "moveTo"):
            _inserted(reading, child, lines, bold)
        elif tag == W + "sdt":
            _control(reading, child, lines, bold)
        elif tag == W + "ruby":
            _ruby(reading, child, lines, bold)
        elif tag == W + "fldSimple":
            _simple_field(reading, child, lines, bold)
        elif tag.startswith(M):
            _formula(reading, child, lines[-1], bold)
        elif tag == MC + "AlternateContent":
            choice = chosen(child)
            if choice is not None:
                read_runs(reading, choice, lines, bold)
        elif tag in _DRAWINGS:
            read_drawing(reading, child)
        elif tag == W + "t":
            _letters(reading, child, lines[-1], Look(bold))
        elif tag == W + "p":
            # A paragraph within one, as some converters write: Word shows it on its own line.
            lines.append(Line(reading.number))
            read_runs(reading, child, lines, bold)
        elif not is_properties(tag):
            read_runs(reading, child, lines, bold)


def _control(reading: Reading, control: XmlElement, lines: list[Line], bold: bool) -> None:
    inner = control.find(W + "sdtContent")
    if inner is not None and is_placeholder(control):
        reading.left_out(inner, lines[-1], "placeholder")
    elif inner is not None:
        read_runs(reading, inner, lines, bold)


def _ruby(reading: Reading, element: XmlElement, lines: list[Line], bold: bool) -> None:
    """A reading above hanzi is left out; the hanzi stay."""
    above, base = element.find(W + "rt"), element.find(W + "rubyBase")
    if above is not None:
        reading.left_out(above, lines[-1], "hidden")
    if base is not None:
        read_runs(reading, base, lines, bold)


def _formula(reading: Reading, element: XmlElement, line: Line, bold: bool) -> None:
    reading.counts["formula"] += 1
    plain = "".join(part.text or "" for part in element.iter() if part.tag in (M + "t", W + "t"))
    text = formula_text(element)
    if text != plain:
        reading.log(plain, text, "formula", line.length)
    line.put(text, bold)


def _inserted(reading: Reading, element: XmlElement, lines: list[Line], bold: bool) -> None:
    line, before = lines[-1], lines[-1].length
    read_runs(reading, element, lines, bold)
    text = line.text[before:]
    if text:
        reading.counts["inserted"] += 1
        reading.log("", text, "inserted", before, len(text))


def _run(reading: Reading, run: XmlElement, lines: list[Line], bold: bool) -> None:
    properties = run.find(W + "rPr")
    look = reading.styles.look(properties, bold)
    size = size_of(properties)
    if size:
        lines[-1].sizes[size] += sum(len(part.text or "") for part in run.findall(W + "t"))
    for child in run:
        if child.tag in (W + "tab", W + "ptab"):
            lines[-1].put("\t", look.bold)
        elif child.tag in (W + "br", W + "cr"):
            lines.append(Line(reading.number))
        elif child.tag in (W + "fldChar", W + "instrText"):
            _field(reading, child, lines[-1], look)
        elif child.tag in _DRAWINGS or child.tag == MC + "AlternateContent":
            read_drawing(reading, child)
        elif child.tag in (W + "footnoteReference", W + "endnoteReference"):
            put_mark(reading, child, lines[-1])
        elif child.tag == W + "ruby":
            _ruby(reading, child, lines, look.bold)
        elif child.tag == W + "delText":
            reading.left_out(child, lines[-1], "deleted")
        elif child.tag.startswith(M):
            _formula(reading, child, lines[-1], look.bold)
        elif len(child) and not is_properties(child.tag):
            read_runs(reading, child, lines, look.bold)
        else:
            _letters(reading, child, lines[-1], look)


def _letters(reading: Reading, child: XmlElement, line: Line, look: Look) -> None:
    text = ""
    if child.tag == W + "t":
        text = _known(reading, (child.text or "").replace("\n", " "), line, look.font)
    elif child.tag == W + "noBreakHyphen":
        text = "-"
    elif child.tag == W + "sym":
        text = _symbol(reading, child, line, look)
    if text and reading.fields and reading.fields[-1].in_result:
        reading.fields[-1].has_result = True
    if (look.hidden or look.struck) and text.strip():
        reading.counts["hidden" if look.hidden else "struck"] += 1
        reading.log(text, "", "vanished" if look.hidden else "struck", line.length, len(text))
        return
    line.put(_scripted(reading, text, line, look.script), look.bold, look.dotted)


def _scripted(reading: Reading, text: str, line: Line, script: Script) -> str:
    """Raised and lowered figures as Unicode has them; what it lacks stays level, which is reported."""
    if not script or not text.strip():
        return text
    made = scripted(text, script)
    reading.counts["flat"] += made == text
    reading.log(text, made, "script" if made != text else "script-flat", line.length, len(text))
    return made


def _known(reading: Reading, text: str, line: Line, font: str) -> str:
    """Letters of a symbol font are signs: what they look like elsewhere."""
    if not is_symbol_font(font) and not _PRIVATE.search(text):
        return text
    made = ""
    for at, char in enumerate(text):
        known = usual(char, font if is_symbol_font(font) else "") if not char.isspace() else char
        made += known
        if known != char:
            reading.log(char, known, "symbol", line.length + at)
    return made


def _symbol(reading: Reading, child: XmlElement, line: Line, look: Look) -> str:
    code = child.get(W + "char", "").lower()
    if not re.fullmatch("[0-9a-f]{1,5}", code):
        return ""
    own = chr(int(code, 16)) if int(code, 16) not in range(0xD800, 0xE000) else "\ufffd"
    return _known(reading, own, line, child.get(W + "font", "") or look.font)


# 域


def _field(reading: Reading, child: XmlElement, line: Line, look: Look) -> None:
    """Fields show their result; EQ and form fields have none and show what their instruction says."""
    fields = reading.fields
    kind = child.get(W + "fldCharType", "") if child.tag == W + "fldChar" else ""
    if kind == "begin":
        fields.append(Field(child))
    elif not fields:
        return
    elif child.tag == W + "instrText" and not fields[-1].in_result:
        fields[-1].instruction += child.text or ""
    elif kind == "separate":
        fields[-1].in_result = True
    elif kind == "end":
        field = fields.pop()
        if fields and fields[-1].in_result:
            fields[-1].has_result = True
        if field.is_box or not field.has_result:
            line.put(field.own, look.bold)
        if field.is_box:
            reading.log("", field.own, "form-field", line.length - 1)
        _shown(reading, field.instruction, field.has_result, line, look.bold)


def _simple_field(reading: Reading, element: XmlElement, lines: list[Line], bold: bool) -> None:
    before = lines[-1].length
    read_runs(reading, element, lines, bold)
    _shown(reading, element.get(W + "instr", ""), lines[-1].length > before, lines[-1], bold)


def _shown(reading: Reading, instruction: str, has_result: bool, line: Line, bold: bool) -> None:
    """Put what an EQ draws where it has no result; its instruction stands in the log either way."""
    if SHOWING_FIELDS.match(instruction) is None:
        return
    is_equation = "EQ" in instruction[:8].upper()
    drawn = shown_by_equation(instruction) if is_equation and not has_result else ""
    reading.log(instruction.strip(), drawn, "equation", line.length)
    line.put(drawn, bold)
