"""Formulas of a Word document (OMML) in one line of text, as a person would type them: (a+b)/2, x², √2."""

from bulletin_pdf.importers.docx_package import W, XmlElement
from bulletin_pdf.importers.scripts import scripted

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def formula_text(element: XmlElement) -> str:
    """Return a formula as text; every letter of it is there, in the order it is read aloud."""
    name = element.tag.removeprefix(M)
    if name in ("t", W + "t"):
        return element.text or ""
    if name == "f":
        return f"{_group(_part(element, 'num'))}/{_group(_part(element, 'den'))}"
    if name in ("sSup", "sSub", "sSubSup"):
        low, high = _part(element, "sub"), _part(element, "sup")
        return _part(element, "e") + _script(low, "sub", "_") + _script(high, "sup", "^")
    if name == "rad":
        return _part(element, "deg") + "√" + _group(_part(element, "e"))
    if name == "d":
        return _sign(element, "begChr", "(") + _parts(element, "e", ",") + _sign(element, "endChr", ")")
    if name == "nary":
        low, high = _part(element, "sub"), _part(element, "sup")
        return (
            _sign(element, "chr", "∫")
            + _script(low, "sub", "_")
            + _script(high, "sup", "^")
            + _part(element, "e")
        )
    if name == "mr":
        return _parts(element, "e", " ") + " "
    return "".join(formula_text(child) for child in element)


def _part(element: XmlElement, name: str) -> str:
    found = element.find(M + name)
    return "" if found is None else formula_text(found)


def _parts(element: XmlElement, name: str, between: str) -> str:
    return between.join(formula_text(part) for part in element.findall(M + name))


def _sign(element: XmlElement, name: str, usual: str) -> str:
    found = element.find(f"{M}{element.tag.removeprefix(M)}Pr/{M}{name}")
    return usual if found is None else found.get(M + "val", "")


def _script(text: str, kind: str, mark: str) -> str:
    """A raised or lowered text: as Unicode has it, else behind a mark."""
    if not text:
        return ""
    made = scripted(text, "sup" if kind == "sup" else "sub")
    return made if made != text else mark + _group(text)


def _group(text: str) -> str:
    return text if len(text) < 2 or text.isalnum() else f"({text})"
