"""What is anchored in a run of a Word document: pictures, text boxes, WordArt, SmartArt, charts."""

from bulletin_pdf.importers.docx_package import MAX_PICTURE, PackageError, R, W, XmlElement
from bulletin_pdf.importers.docx_state import Reading
from bulletin_pdf.importers.docx_xml import MC, A, chosen, outermost
from bulletin_pdf.importers.material import Image, Para
from bulletin_pdf.pictures.crop import cropped
from bulletin_pdf.problems import Span
from bulletin_pdf.source_map import SourceMap
from bulletin_pdf.yamldoc.written import PlacedText

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_V = "{urn:schemas-microsoft-com:vml}"


def read_drawing(reading: Reading, element: XmlElement) -> None:
    """Read pictures and text boxes into what is pending; charts and the like are counted."""
    if element.tag == MC + "AlternateContent":
        choice = chosen(element)
        for child in choice if choice is not None else ():
            read_drawing(reading, child)
        return
    boxes = list(outermost(element, W + "txbxContent"))
    for box in boxes:
        reading.counts["box"] += 1
        reading.pending += reading.blocks(box)
    inside = {id(part) for box in boxes for part in box.iter()}
    found = bool(boxes)
    for part in element.iter():
        if id(part) not in inside:
            found = _part(reading, element, part) or found
    if not found and element.tag != W + "pict":
        reading.counts["chart"] += 1


def _part(reading: Reading, drawing: XmlElement, part: XmlElement) -> bool:
    """Read one part of a drawing; return whether it is of a known kind."""
    if part.tag == _V + "textpath":  # WordArt, in which offices set the name
        _word_art(reading, part.get("string", ""))
        return True
    if part.tag in (_C + "chart", _DGM + "relIds"):
        return _drawn(reading, part)
    target = part.get(R + "embed") or part.get(R + "link") if part.tag == A + "blip" else None
    if part.tag == _V + "imagedata":
        target = part.get(R + "id")
    if target:
        alt = next((one.get("descr") or "" for one in drawing.iter() if one.tag.endswith("}docPr")), "")
        _picture(reading, target, alt, drawing.find(f".//{A}srcRect") if part.tag == A + "blip" else None)
    return bool(target)


def _drawn(reading: Reading, part: XmlElement) -> bool:
    """Texts of SmartArt stand as paragraphs; those of a chart in the log, for they say nothing without it."""
    relation = reading.relations.get(part.get(R + "dm") or part.get(R + "id") or "")
    if relation is not None:
        reading.shown.add(relation.target)
    if relation is None or relation.outside or not reading.package.has(relation.target):
        return False
    root = reading.package.xml(relation.target)
    if part.tag == _C + "chart":
        for found in root.iter():
            if found.tag in (A + "t", _C + "v") and (found.text or "").strip():
                reading.log(found.text or "", "", "chart")
        return False
    for point in root.iter(A + "p"):
        text = "".join(found.text or "" for found in point.iter(A + "t"))
        if text.strip():
            reading.pending.append(Para(_written(reading, text)))
    reading.counts["box"] += 1
    return True


def _word_art(reading: Reading, text: str) -> None:
    if text.strip():
        reading.counts["box"] += 1
        reading.pending.append(Para(_written(reading, " ".join(text.split())), align="center"))


def _written(reading: Reading, text: str) -> PlacedText:
    return PlacedText(text, SourceMap.start(reading.path, reading.number))


def _picture(reading: Reading, target: str, alt: str, cut: XmlElement | None) -> None:
    place = Span(reading.path, reading.number, 1)
    relation = reading.relations.get(target)
    if relation is None or relation.outside or not reading.package.has(relation.target):
        reading.pending.append(Image(relation.target if relation else target, b"", alt, place))
        return
    try:
        data = reading.package.data(relation.target, MAX_PICTURE)
    except PackageError:
        data = b""
    shares = [_share(cut, side) for side in "ltrb"]
    if data and any(shares):
        data = cropped(data, *shares)
        reading.log("", "", "cropped")
    reading.pending.append(Image(relation.target, data, " ".join(alt.split())[:200], place))


def _share(cut: XmlElement | None, side: str) -> float:
    """How much of a side a picture is cropped by (a:srcRect, in thousandths of a percent)."""
    said = "0" if cut is None else cut.get(side, "0")
    return int(said) / 100_000 if said.isdigit() and int(said) < 100_000 else 0.0
