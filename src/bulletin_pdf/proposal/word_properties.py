"""How a paragraph and its letters are set in a Word document, with all that they inherit.

Word looks in this order, nearest last: the defaults of the document, the style of the table around, the style of the
paragraph with those it is based on, the style of the letters, what is said of the paragraph or the run itself.
(ECMA-376 Part 1, 17.7.2.) Attributes of one element (`w:spacing`, `w:ind`, `w:rFonts`) are inherited one by one.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bulletin_pdf.importers.docx_package import W, XmlElement
from bulletin_pdf.importers.docx_state import Reading
from bulletin_pdf.importers.docx_xml import A, value
from bulletin_pdf.named_tuples import NamedTuple

WordProperties = dict[str, dict[str, str]]
"""Elements of w:pPr or w:rPr by their names, each with its attributes; borders as `pBdr.top`."""

_MAX_LINEAGE: Final = 20
_FONT_SLOTS: Final = {
    "eastAsia": "eastAsiaTheme", "ascii": "asciiTheme", "hAnsi": "hAnsiTheme", "cs": "cstheme",
}  # fmt: skip
_SAME: Final = {"start": "left", "end": "right", "startChars": "leftChars", "endChars": "rightChars"}
"""Attributes of w:ind by their newer and their older names."""
_SCRIPTS: Final = {"zh-CN": "Hans", "zh-SG": "Hans", "zh-TW": "Hant", "zh-HK": "Hant"}
_DEFAULT_HAN: Final = "宋体"
_DEFAULT_LATIN: Final = "Times New Roman"


class WordStyle(NamedTuple):
    """What one style says."""

    based: str
    paragraph: WordProperties
    letters: WordProperties
    name: str


class WordStyles:
    """The styles of a document with the defaults and the fonts of its theme."""

    def __init__(self, reading: Reading) -> None:
        root = reading.part("styles")
        self.default = reading.styles.default
        self._styles = {
            element.get(W + "styleId", ""): _style(element)
            for element in (root.iter(W + "style") if root is not None else ())
        }
        self._of_all = (
            properties_of(None if root is None else root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")),
            properties_of(None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")),
        )
        self._theme = _theme_fonts(reading)

    def lineage(self, name: str) -> Iterator[WordStyle]:
        """Yield a style and those it is based on, the nearest first."""
        seen: set[str] = set()
        while name in self._styles and name not in seen and len(seen) < _MAX_LINEAGE:
            seen.add(name)
            yield self._styles[name]
            name = self._styles[name].based

    def paragraph(self, element: XmlElement, table: str = "") -> WordProperties:
        """Return what holds for a paragraph; `table` is the style of the table it stands in."""
        own = element.find(W + "pPr")
        return merged(
            self._of_all[0],
            *(style.paragraph for style in reversed(list(self.lineage(table)))),
            *(
                style.paragraph
                for style in reversed(list(self.lineage(value(own, "pStyle") or self.default)))
            ),
            properties_of(own),
        )

    def letters(self, paragraph: XmlElement, run: XmlElement | None, table: str = "") -> WordProperties:
        """Return what holds for the letters of a run; None: for the mark that ends the paragraph."""
        about = paragraph.find(W + "pPr")
        own = run.find(W + "rPr") if run is not None else None if about is None else about.find(W + "rPr")
        return merged(
            self._of_all[1],
            *(style.letters for style in reversed(list(self.lineage(table)))),
            *(
                style.letters
                for style in reversed(list(self.lineage(value(about, "pStyle") or self.default)))
            ),
            *(style.letters for style in reversed(list(self.lineage(value(own, "rStyle"))))),
            properties_of(own),
        )

    def face(self, letters: WordProperties, slot: str) -> str:
        """Return the name of the font that `eastAsia` or `ascii` letters are set in."""
        fonts = letters.get("rFonts", {})
        theme = fonts.get(_FONT_SLOTS[slot], "")
        found = self._theme.get(theme, "") if theme else fonts.get(slot, "")
        found = found.partition(";")[0].strip()  # LibreOffice names a second choice behind it
        return found or (_DEFAULT_HAN if slot == "eastAsia" else _DEFAULT_LATIN)

    def usual_size(self) -> float:
        """Return the size of the letters of paragraphs that name no style, pt."""
        letters = merged(
            self._of_all[1], *(style.letters for style in reversed(list(self.lineage(self.default))))
        )
        return half_points(letters)


def properties_of(parent: XmlElement | None) -> WordProperties:
    """Return the elements below w:pPr or w:rPr with their attributes."""
    found: WordProperties = {}
    for child in parent if parent is not None else ():
        name = child.tag.rpartition("}")[2]
        if name == "pBdr":
            for side in child:
                found[f"pBdr.{side.tag.rpartition('}')[2]}"] = _attributes(side)
        elif name not in ("rPr", "sectPr", "pPrChange", "rPrChange"):
            found[name] = _attributes(child)
    return found


def _attributes(element: XmlElement) -> dict[str, str]:
    pairs = ((name.rpartition("}")[2], text) for name, text in element.attrib.items())
    return {_SAME.get(name, name): text for name, text in pairs}


def merged(*levels: Mapping[str, Mapping[str, str]]) -> WordProperties:
    """Return what holds when the later levels have the last word, attribute by attribute."""
    found: WordProperties = {}
    for level in levels:
        for name, attributes in level.items():
            held = found.setdefault(name, {})
            if name == "rFonts":
                _replace_fonts(held, attributes)
            elif name not in ("spacing", "ind"):
                held.clear()
            if name == "ind":
                _replace_indents(held, attributes)
            held.update(attributes)
    return found


def _replace_fonts(held: dict[str, str], attributes: Mapping[str, str]) -> None:
    """A font named by its name takes the place of one of the theme, and the other way round."""
    for slot, theme in _FONT_SLOTS.items():
        if slot in attributes and theme not in attributes:
            held.pop(theme, None)


def _replace_indents(held: dict[str, str], attributes: Mapping[str, str]) -> None:
    """First line and hanging exclude each other; 0 characters leave the length to be counted."""
    if {"firstLine", "firstLineChars"} & attributes.keys():
        held.pop("hanging", None)
        held.pop("hangingChars", None)
    if {"hanging", "hangingChars"} & attributes.keys():
        held.pop("firstLine", None)
        held.pop("firstLineChars", None)
    for name in ("firstLine", "left", "right", "hanging"):
        if name in attributes and name + "Chars" not in attributes:
            held.pop(name + "Chars", None)


def half_points(letters: Mapping[str, Mapping[str, str]]) -> float:
    """Return the size of letters, pt; Word's own default where none is said."""
    return number(letters.get("sz", {}).get("val"), 20.0) / 2


def is_on(letters: Mapping[str, Mapping[str, str]], name: str) -> bool:
    """Whether a switch such as `b` is on."""
    return name in letters and letters[name].get("val", "1") not in ("0", "false", "off", "none")


def number(text: str | None, default: float = 0.0) -> float:
    """Return a number of the XML; `default` for what is none."""
    try:
        found = float(text) if text else default
    except ValueError:
        found = _with_unit(text or "", default)
    return found if abs(found) < 1e9 else default


def _with_unit(text: str, default: float) -> float:
    """Return a length that names its unit (12pt, as strict documents have), in twentieths of a point."""
    units = {"pt": 20.0, "mm": 1440 / 25.4, "cm": 14400 / 25.4, "in": 1440.0, "pc": 240.0}
    try:
        return float(text[:-2]) * units[text[-2:]]
    except (ValueError, KeyError):
        return default


def _style(element: XmlElement) -> WordStyle:
    return WordStyle(
        value(element, "basedOn"),
        properties_of(element.find(W + "pPr")),
        properties_of(element.find(W + "rPr")),
        value(element, "name"),
    )


def _theme_fonts(reading: Reading) -> dict[str, str]:
    """Return the fonts a theme stands for, by the names rFonts has for them: minorEastAsia → 宋体."""
    theme, settings = reading.part("theme"), reading.part("settings")
    if theme is None:
        return {}
    language = None if settings is None else settings.find(W + "themeFontLang")
    script = _SCRIPTS.get("" if language is None else language.get(W + "eastAsia", ""), "Hans")
    found: dict[str, str] = {}
    for kind in ("major", "minor"):
        fonts = next(theme.iter(f"{A}{kind}Font"), None)
        latin = _typeface(fonts, "latin")
        east = _typeface(fonts, "ea") or _of_script(fonts, script)
        found |= {
            f"{kind}EastAsia": east,
            f"{kind}Ascii": latin,
            f"{kind}HAnsi": latin,
            f"{kind}Bidi": latin,
        }
    return found


def _typeface(fonts: XmlElement | None, name: str) -> str:
    child = None if fonts is None else fonts.find(A + name)
    return "" if child is None else child.get("typeface", "")


def _of_script(fonts: XmlElement | None, script: str) -> str:
    named: Sequence[XmlElement] = [] if fonts is None else fonts.findall(A + "font")
    return next((font.get("typeface", "") for font in named if font.get("script") == script), "")
