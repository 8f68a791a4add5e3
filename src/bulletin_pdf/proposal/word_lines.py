"""The paragraphs of a Word document as values: their letters, how they are set, what is drawn around them."""

from typing import Final, Literal

from bulletin_pdf.importers.docx_package import W, XmlElement
from bulletin_pdf.importers.docx_xml import MC, chosen
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.proposal.word_properties import WordProperties, WordStyles, half_points, is_on, number

LineRule = Literal["auto", "exact", "atLeast"]
_ALIGNMENTS: Final = {
    "both": "justify", "distribute": "justify", "thaiDistribute": "justify", "left": "left", "start": "left",
    "center": "center", "right": "right", "end": "right", "lowKashida": "justify",
}  # fmt: skip
_NO_BORDER: Final = ("", "nil", "none")
_EIGHTHS: Final = 8.0
_DOUBLE: Final = ("double", "thinThickSmallGap", "thickThinSmallGap", "thinThickMediumGap", "thickThinMediumGap",
                  "thinThickLargeGap", "thickThinLargeGap", "triple", "thinThickThinSmallGap")  # fmt: skip


class WordFont(NamedTuple):
    """How letters are set."""

    face: str
    """The font of its hanzi, as the document names it."""
    latin: str
    size: float
    """pt."""
    bold: bool = False
    red: str = ""
    """Its colour as six hexadecimal digits where that is a red."""
    spacing: float = 0.0
    """White after each letter, pt."""


class WordRun(NamedTuple):
    """Letters set alike."""

    text: str
    font: WordFont


class WordBorder(NamedTuple):
    """A line along a paragraph, a table or drawn by itself."""

    weights: tuple[float, ...]
    """pt, from the top down."""
    red: str = ""
    space: float = 0.0
    """White between the text and the line; between two lines where there are several, pt."""


class WordLine(NamedTuple):
    """A paragraph."""

    number: int
    """As the importer counts; 0 for those of headers and footers."""
    runs: tuple[WordRun, ...]
    mark: WordFont
    """Of the mark that ends it: what an empty paragraph is as high as."""
    align: str
    first: float
    """Indent of the first line, pt; less than 0: it hangs."""
    left: float
    right: float
    before: float
    after: float
    line: float
    """pt for `exact` and `atLeast`, multiples of a line for `auto`."""
    rule: LineRule
    snaps: bool
    """Whether its lines keep to the document's grid."""
    first_em: float
    """The first line's indent, em of its letters, blanks at its beginning counted."""
    borders: dict[str, WordBorder]
    breaks: bool
    """Whether a page begins with it."""
    tabs: tuple[tuple[float, str], ...] = ()
    """Where tabs lead, pt from the left margin, and how text stands there."""

    @property
    def text(self) -> str:
        """Its letters, tabs among them."""
        return "".join(run.text for run in self.runs)

    @property
    def font(self) -> WordFont:
        """What most of its letters are set in; of an empty one, its mark."""
        counts: dict[WordFont, int] = {}
        for run in self.runs:
            counts[run.font] = counts.get(run.font, 0) + len("".join(run.text.split()))
        best = max(counts, key=lambda font: counts[font], default=self.mark)
        return best if counts.get(best) else self.mark


def read_word_line(
    element: XmlElement, styles: WordStyles, at: int = 0, table: str = "", pitch: float = 0.0
) -> WordLine:
    """Return a paragraph; `table` is the style of the table it stands in, `pitch` that of the document's grid, pt."""
    held = styles.paragraph(element, table)
    runs = tuple(_runs(element, element, styles, table))
    mark = font_of(styles.letters(element, None, table), styles)
    spacing, indents = held.get("spacing", {}), held.get("ind", {})
    rule: LineRule = "auto"
    if spacing.get("lineRule") in ("exact", "atLeast"):
        rule = "exact" if spacing["lineRule"] == "exact" else "atLeast"
    line = number(spacing.get("line"), 240.0)
    em = next((run.font.size for run in runs if run.text.strip()), mark.size)
    first = _indent(indents, "firstLine", em) - _indent(indents, "hanging", em)
    blanks = _blanks_before("".join(run.text for run in runs))
    return WordLine(
        at,
        runs,
        mark,
        _ALIGNMENTS.get(held.get("jc", {}).get("val", "left"), "justify"),
        first,
        _indent(indents, "left", em),
        _indent(indents, "right", em),
        _white(spacing, "before", pitch),
        _white(spacing, "after", pitch),
        line / 240 if rule == "auto" else line / 20,
        rule,
        "snapToGrid" not in held or is_on(held, "snapToGrid"),
        round(first / em + blanks, 2),
        _borders(held),
        is_on(held, "pageBreakBefore"),
        _tabs(element, styles),
    )


def font_of(letters: WordProperties, styles: WordStyles) -> WordFont:
    """Return how letters are set."""
    return WordFont(
        styles.face(letters, "eastAsia"),
        styles.face(letters, "ascii"),
        half_points(letters),
        is_on(letters, "b"),
        red_of(letters.get("color", {}).get("val", "")),
        number(letters.get("spacing", {}).get("val")) / 20,
    )


def red_of(colour: str) -> str:
    """Return a colour where it is a red: six hexadecimal digits, or one of the names that drawings use."""
    colour = {"red": "FF0000", "darkred": "8B0000"}.get(colour.lower(), colour.lstrip("#")).upper()
    if len(colour) == 3:
        colour = "".join(2 * digit for digit in colour)
    try:
        red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    except ValueError:
        return ""
    return colour if red >= 0x90 and max(green, blue) <= 0x60 else ""


def border_of(attributes: dict[str, str]) -> WordBorder | None:
    """Return a line along an edge; none where none is drawn."""
    kind = attributes.get("val", "")
    if kind in _NO_BORDER:
        return None
    weight = number(attributes.get("sz"), 4.0) / _EIGHTHS
    red, space = red_of(attributes.get("color", "")), number(attributes.get("space"))
    if kind not in _DOUBLE:
        return WordBorder((weight,), red, space)
    if kind == "double":
        return WordBorder((weight, weight), red, space)
    thin, thick = 0.75, weight
    return WordBorder((thin, thick) if kind.startswith("thinThick") else (thick, thin), red, space)


def _runs(parent: XmlElement, paragraph: XmlElement, styles: WordStyles, table: str) -> list[WordRun]:
    """Return the letters of a paragraph without those of text boxes and of what was deleted."""
    found: list[WordRun] = []
    for child in parent:
        if child.tag == W + "r":
            text = "".join(map(_letters, child))
            if text:
                found.append(WordRun(text, font_of(styles.letters(paragraph, child, table), styles)))
        elif child.tag == MC + "AlternateContent":
            choice = chosen(child)
            found += _runs(choice, paragraph, styles, table) if choice is not None else []
        elif child.tag not in (W + "del", W + "moveFrom", W + "pPr", W + "p"):
            found += _runs(child, paragraph, styles, table)
    return found


def _letters(child: XmlElement) -> str:
    if child.tag == W + "t":
        return (child.text or "").replace("\n", " ")
    if child.tag in (W + "tab", W + "ptab"):
        return "\t"
    return "-" if child.tag == W + "noBreakHyphen" else ""


def _indent(indents: dict[str, str], name: str, em: float) -> float:
    """Return an indent, pt; one counted in characters goes before its length (17.3.1.12)."""
    characters = number(indents.get(name + "Chars"))
    return characters / 100 * em if characters else number(indents.get(name)) / 20


def _white(spacing: dict[str, str], name: str, pitch: float) -> float:
    """Return the white before or after a paragraph, pt; what is counted in lines goes before its length."""
    if spacing.get(name + "Autospacing") in ("1", "true", "on"):
        return 14.0
    lines = number(spacing.get(name + "Lines"))
    return lines / 100 * (pitch or 12.0) if lines else number(spacing.get(name)) / 20


def _blanks_before(text: str) -> float:
    """Return the blanks a paragraph begins with, em."""
    blanks = text[: len(text) - len(text.lstrip(" \u3000\xa0"))] if text.strip() else ""
    return sum(1.0 if blank == "\u3000" else 0.5 for blank in blanks)


def _borders(held: WordProperties) -> dict[str, WordBorder]:
    found = ((side, border_of(held.get(f"pBdr.{side}", {}))) for side in ("top", "bottom", "left", "right"))
    return {side: border for side, border in found if border is not None}


def _tabs(element: XmlElement, styles: WordStyles) -> tuple[tuple[float, str], ...]:
    found = [
        (number(tab.get(W + "pos")) / 20, tab.get(W + "val", "left"))
        for tab in element.iterfind(f"{W}pPr/{W}tabs/{W}tab")
        if tab.get(W + "val") != "clear"
    ]
    return tuple(sorted(found))
