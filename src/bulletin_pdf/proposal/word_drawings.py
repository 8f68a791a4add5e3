"""Lines, text boxes and WordArt that are anchored in a Word document, with their places on page 1."""

import re
from collections.abc import Iterator, Mapping
from typing import Final, Literal

from bulletin_pdf.importers.docx_package import W, XmlElement
from bulletin_pdf.importers.docx_xml import MC, A, chosen
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.proposal.word_flow import FlowAnchor
from bulletin_pdf.proposal.word_lines import WordBorder, red_of
from bulletin_pdf.proposal.word_properties import number
from bulletin_pdf.proposal.word_sections import WordSection

_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WPS: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_V: Final = "{urn:schemas-microsoft-com:vml}"
_PIC: Final = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_EMU: Final = 12700.0
_UNITS: Final = {"pt": 1.0, "in": 72.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "px": 0.75, "pc": 12.0, "": 0.75}
_LINES: Final = ("line", "straightConnector1")
_FLAT: Final = 3.0
"""A shape no higher than this is a line, pt."""
_LONG: Final = 60.0
"""A line is at least so long, pt."""


class Drawn(NamedTuple):
    """A drawing, pt from the upper left corner of the page."""

    kind: Literal["line", "box", "art", "picture", "star"]
    left: float
    top: float
    width: float
    height: float
    border: WordBorder | None = None
    content: XmlElement | None = None
    text: str = ""
    face: str = ""
    red: str = ""


def drawings_of(anchors: tuple[FlowAnchor, ...], section: WordSection) -> list[Drawn]:
    """Return what is anchored in these paragraphs, from the top down."""
    found = [drawn for anchor in anchors for drawn in _in(anchor.element, anchor, section)]
    return sorted(found, key=lambda drawn: (drawn.top, drawn.left))


def _in(element: XmlElement, anchor: FlowAnchor, section: WordSection) -> Iterator[Drawn]:
    for child in element:
        if child.tag == MC + "AlternateContent":
            choice = chosen(child)
            if choice is not None:
                yield from _in(choice, anchor, section)
        elif child.tag == _WP + "anchor":
            yield from _shape(child, anchor, section)
        elif child.tag == W + "pict":
            yield from _pict(child, anchor, section)
        elif child.tag not in (W + "txbxContent", W + "p", W + "tbl"):
            yield from _in(child, anchor, section)


# DrawingML ------------------------------------------------------------------------------------


def _shape(shape: XmlElement, anchor: FlowAnchor, section: WordSection) -> Iterator[Drawn]:
    extent = shape.find(_WP + "extent")
    width = number(None if extent is None else extent.get("cx")) / _EMU
    height = number(None if extent is None else extent.get("cy")) / _EMU
    left = _position(shape.find(_WP + "positionH"), width, _across(anchor, section))
    top = _position(shape.find(_WP + "positionV"), height, _down(anchor, section))
    for part in shape.iter(_WPS + "wsp"):
        inner_left, inner_top, inner_width, inner_height = _inner(part, shape, left, top, width, height)
        yield from _one(part, inner_left, inner_top, inner_width, inner_height)
    if shape.find(f".//{_PIC}pic") is not None:
        yield Drawn("picture", left, top, width, height)


def _inner(
    part: XmlElement, shape: XmlElement, left: float, top: float, width: float, height: float
) -> tuple[float, float, float, float]:
    """Return the place of a shape; of one in a group, within what the group covers."""
    group = shape.find(f".//{A}xfrm/{A}chExt/..")
    own = part.find(f"{_WPS}spPr/{A}xfrm")
    if group is None or own is None:
        return left, top, width, height
    offset, extent = group.find(A + "chOff"), group.find(A + "chExt")
    scale_x = width / max(_emu(extent, "cx"), 0.01)
    scale_y = height / max(_emu(extent, "cy"), 0.01)
    own_offset, own_extent = own.find(A + "off"), own.find(A + "ext")
    return (
        left + (_emu(own_offset, "x") - _emu(offset, "x")) * scale_x,
        top + (_emu(own_offset, "y") - _emu(offset, "y")) * scale_y,
        _emu(own_extent, "cx") * scale_x,
        _emu(own_extent, "cy") * scale_y,
    )


def _emu(element: XmlElement | None, name: str) -> float:
    return number(None if element is None else element.get(name)) / _EMU


def _one(part: XmlElement, left: float, top: float, width: float, height: float) -> Iterator[Drawn]:
    form = part.find(f"{_WPS}spPr/{A}prstGeom")
    preset = "" if form is None else form.get("prst", "")
    content = part.find(f"{_WPS}txbx/{W}txbxContent")
    line = part.find(f"{_WPS}spPr/{A}ln")
    colour = next((fill.get("val", "") for fill in part.iter(A + "srgbClr")), "")
    if content is not None and any((text.text or "").strip() for text in content.iter(W + "t")):
        yield Drawn("box", left, top, width, height, content=content)
    elif preset.startswith("star5"):
        yield Drawn("star", left, top, width, height, red=red_of(colour))
    elif (preset in _LINES or height <= _FLAT) and width >= _LONG and height <= _FLAT:
        weights = _weights(line, height)
        red = red_of(_line_colour(line) or colour)
        yield Drawn("line", left, top + (height - sum(weights)) / 2, width, height, WordBorder(weights, red))


def _line_colour(line: XmlElement | None) -> str:
    fill = None if line is None else line.find(f"{A}solidFill/{A}srgbClr")
    return "" if fill is None else fill.get("val", "")


def _weights(line: XmlElement | None, height: float) -> tuple[float, ...]:
    weight = number(None if line is None else line.get("w")) / _EMU or max(height, 0.75)
    return _compound("" if line is None else line.get("cmpd", ""), weight)


def _compound(kind: str, weight: float) -> tuple[float, ...]:
    """Return the weights of a compound line: a third of it each, or a thick and a thin one."""
    match kind:
        case "dbl" | "thinThin":
            return weight / 3, weight / 3
        case "thickThin":
            return weight * 0.6, weight * 0.2
        case "thinThick":
            return weight * 0.2, weight * 0.6
        case _:
            return (weight,)


def _position(place: XmlElement | None, size: float, from_: Mapping[str, tuple[float, float]]) -> float:
    """Return where a drawing begins: an offset, or an alignment within what it is placed in."""
    start, end = from_.get("" if place is None else place.get("relativeFrom", ""), from_[""])
    offset = None if place is None else place.find(_WP + "posOffset")
    aligned = None if place is None else place.find(_WP + "align")
    if offset is not None:
        return start + number(offset.text) / _EMU
    return _aligned("" if aligned is None else aligned.text or "", start, end, size)


def _aligned(how: str, start: float, end: float, size: float) -> float:
    if how == "center":
        return (start + end - size) / 2
    return end - size if how in ("right", "bottom", "outside") else start


def _across(anchor: FlowAnchor, section: WordSection) -> dict[str, tuple[float, float]]:
    """Return the stretches that places across the page are counted in."""
    margin = section.left, section.width - section.right
    return {
        "": margin,
        "page": (0.0, section.width),
        "margin": margin,
        "column": margin,
        "character": (anchor.left, margin[1]),
        "leftMargin": (0.0, section.left),
        "rightMargin": (margin[1], section.width),
    }


def _down(anchor: FlowAnchor, section: WordSection) -> dict[str, tuple[float, float]]:
    """Return the stretches that places down the page are counted in."""
    margin = section.top, section.height - section.bottom
    return {
        "": (anchor.top, margin[1]),
        "page": (0.0, section.height),
        "margin": margin,
        "paragraph": (anchor.top, margin[1]),
        "line": (anchor.top, margin[1]),
        "topMargin": (0.0, section.top),
        "bottomMargin": (margin[1], section.height),
    }


# VML ------------------------------------------------------------------------------------------


def _pict(pict: XmlElement, anchor: FlowAnchor, section: WordSection) -> Iterator[Drawn]:
    for shape in pict:
        if not shape.tag.startswith(_V) or shape.tag == _V + "shapetype":
            continue
        style = _style_of(shape)
        width, height = _size(style, "width"), _size(style, "height")
        left = _vml_left(style, width, anchor, section)
        top = _vml_top(style, height, anchor, section)
        weight = _measured(shape.get("strokeweight", "")) or 0.75
        red = red_of(shape.get("strokecolor", "").split(" ")[0])
        compound = next((stroke.get("linestyle", "") for stroke in shape.iter(_V + "stroke")), "")
        kind = {"thinThin": "dbl"}.get(compound, compound)
        content = shape.find(f"{_V}textbox/{W}txbxContent")
        art = next((path.get("string", "") for path in shape.iter(_V + "textpath")), "")
        if content is not None:
            yield Drawn("box", left, top, width, height, content=content)
        elif art:
            face = next((path.get("style", "") for path in shape.iter(_V + "textpath")), "")
            fill = red_of(shape.get("fillcolor", "").split(" ")[0])
            yield Drawn("art", left, top, width, height, text=art, face=_family(face), red=fill)
        elif shape.tag == _V + "line":
            yield from _vml_line(shape, left, top, style, WordBorder(_compound(kind, weight), red))
        elif shape.get("{urn:schemas-microsoft-com:office:office}hr") or (height <= _FLAT and width >= _LONG):
            border = WordBorder(_compound(kind, weight), red or red_of(shape.get("fillcolor", "")))
            yield Drawn("line", left, top, width or section.measure, height, border)
        elif shape.find(_V + "imagedata") is not None:
            yield Drawn("picture", left, top, width, height)


def _vml_line(
    shape: XmlElement, left: float, top: float, style: dict[str, str], border: WordBorder
) -> Iterator[Drawn]:
    """A line from one point to another, counted from where its style says."""
    start, end = (_point(shape.get(name, "")) for name in ("from", "to"))
    if "margin-left" not in style:
        left, top = left + min(start[0], end[0]), top + min(start[1], end[1])
    width, height = abs(end[0] - start[0]), abs(end[1] - start[1])
    if width >= _LONG and height <= _FLAT:
        yield Drawn("line", left, top - sum(border.weights) / 2, width, height, border)


def _point(text: str) -> tuple[float, float]:
    parts = [_measured(part) for part in text.split(",")]
    return (parts[0], parts[1]) if len(parts) == 2 else (0.0, 0.0)


def _style_of(shape: XmlElement) -> dict[str, str]:
    pairs = (part.partition(":") for part in shape.get("style", "").split(";"))
    return {name.strip(): text.strip() for name, _, text in pairs if name.strip()}


def _size(style: dict[str, str], name: str) -> float:
    return _measured(style.get(name, ""))


def _measured(text: str) -> float:
    found = re.fullmatch(r"\s*(-?[0-9.]+)\s*(pt|in|mm|cm|px|pc|)\s*", text)
    return number(found[1]) * _UNITS[found[2]] if found else 0.0


def _vml_left(style: dict[str, str], width: float, anchor: FlowAnchor, section: WordSection) -> float:
    relative = style.get("mso-position-horizontal-relative", "text")
    places = _across(anchor, section)
    start, end = places.get({"text": "", "char": "character"}.get(relative, relative), places[""])
    how = style.get("mso-position-horizontal", "")
    if how in ("center", "right", "left", "outside", "inside"):
        return _aligned(how, start, end, width)
    return start + _measured(style.get("margin-left", style.get("left", "")))


def _vml_top(style: dict[str, str], height: float, anchor: FlowAnchor, section: WordSection) -> float:
    relative = style.get("mso-position-vertical-relative", "text")
    places = _down(anchor, section)
    start, end = places.get({"text": ""}.get(relative, relative), places[""])
    how = style.get("mso-position-vertical", "")
    if how in ("center", "bottom", "top"):
        return _aligned(how, start, end, height)
    return start + _measured(style.get("margin-top", style.get("top", "")))


def _family(style: str) -> str:
    found = re.search(r'font-family:\s*"?([^";]+)', style)
    return found[1].strip() if found else ""
