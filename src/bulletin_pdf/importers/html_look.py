"""How the text of a page looks inside an element: bold, centred, struck, of what size; what a browser hides.

Styles are read where they stand at an element. Of style sheets only the classes that Word itself writes count.
"""

import re
from collections.abc import Mapping

from bulletin_pdf.importers.docx_symbols import is_symbol_font
from bulletin_pdf.importers.material import ParaAlign
from bulletin_pdf.importers.scripts import Script
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern

_UNSEEN = frozenset(
    ("nav", "button", "datalist", "audio", "video", "object", "canvas", "iframe", "noscript",
     "rt", "rp", "rtc", "noembed", "noframes", "dialog", "svg", "annotation", "annotation-xml")
)  # fmt: skip
_STRUCK = frozenset(("del", "s", "strike"))
_STRUCK_STYLE = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.I)
_SCRIPT_STYLE = re.compile(r"vertical-align\s*:\s*(super|sub)\b", re.I)
_PRE = frozenset(("pre", "xmp", "listing", "plaintext"))
_BOLD = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"))
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SHOWN = frozenset(("js_content", "img-content"))
"""What 公众号 pages hide until a script has run."""
_ABOUT = frozenset(("meta_content", "js_pc_qr_code", "js_article_bottom_bar", "content_bottom_area"))
"""What 公众号 pages put around an article, by id."""
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)|font(?:-family)?\s*:[^;]*(?:黑体|SimHei)", re.I)
_THIN_STYLE = re.compile(r"font-weight\s*:\s*(?:normal|[1-5]00)", re.I)
_ALIGN_STYLE = re.compile(r"text-align\s*:\s*(left|center|right)", re.I)
_MARK_STYLE = re.compile(r"mso-list\s*:\s*Ignore", re.I)
_FAMILY = re.compile(r"(?<![\w-])(?:mso-symbol-)?font-family\s*:\s*([^;]{1,200})", re.I)
_SIZE = re.compile(
    r"(?<![\w-])font(?:-size)?\s*:\s*(?:[a-z]+\s+){0,3}([0-9]{1,3}(?:\.[0-9]{1,3})?)\s*(pt|px|em|rem|%)", re.I
)
_HALF_POINTS = {"pt": 2.0, "px": 1.5, "rem": 24.0}
_FONT_SIZES = (15, 20, 24, 27, 36, 48, 72)
"""Half points of `<font size=1>` to 7 in browsers."""
_WORD_CLASS = pattern(r"(?:[a-z0-9]{1,6})?\.(Mso[A-Za-z0-9]{1,40})\s*")
_MAX_SELECTORS, _MAX_STYLE = 1_000, 4_000
"""Characters of a rule that are read."""


class HtmlLook(NamedTuple):
    """What holds inside an element."""

    bold: bool = False
    align: ParaAlign = ""
    heading: int = 0
    linked: bool = False
    unseen: bool = False
    pre: bool = False
    struck: bool = False
    script: Script = ""
    about: bool = False
    """What a page says around its text: author, day, buttons."""
    mark: bool = False
    """Whether it is the number or bullet of an item of a list, as Word writes it."""
    symbols: str = ""
    """The font of signs that its letters stand for, or nothing."""
    size: int = 0
    """Size of the letters in half points, 0 where the page does not say it."""


def word_classes(sheet: str) -> dict[str, str]:
    """Return the looks of Word's classes in a style sheet: MsoTitle → font-size:22.0pt;text-align:center;"""
    found: dict[str, str] = {}
    for rule in sheet.split("}"):
        selectors, _, style = rule.rpartition("{")
        if ".Mso" not in selectors[-_MAX_SELECTORS:]:
            continue
        for selector in selectors[-_MAX_SELECTORS:].split(","):
            named = _WORD_CLASS.fullmatch(selector.split("*/")[-1].strip())
            if named:
                found[named[1]] = found.get(named[1], "") + " ".join(style[:_MAX_STYLE].split()) + ";"
    return found


def entered(above: HtmlLook, name: str, tag: dict[str, str], classes: Mapping[str, str]) -> HtmlLook:
    """Return what holds inside an element; `classes` are the looks of Word's own classes (`word_classes`)."""
    style = _of_class(tag, classes) + tag.get("style", "")
    align = tag.get("align", "").lower()
    match = _ALIGN_STYLE.search(style)
    if match:
        align = match[1].lower()
    bold = (above.bold or name in _BOLD or bool(_BOLD_STYLE.search(style))) and not _THIN_STYLE.search(style)
    heading = int(name[1]) if re.fullmatch("h[1-6]", name) else above.heading
    unseen = above.unseen or name in _UNSEEN or "hidden" in tag
    unseen = unseen or (bool(_HIDING.search(style)) and tag.get("id") not in _SHOWN)
    where: ParaAlign = above.align
    if name == "center" or align == "center":
        where = "center"
    elif align == "right":
        where = "right"
    elif align in ("left", "justify"):
        where = "left"
    struck = above.struck or name in _STRUCK or bool(_STRUCK_STYLE.search(style))
    return HtmlLook(bold, where, heading, above.linked or name == "a", unseen, above.pre or name in _PRE,
                  struck, _script(above, name, style), above.about or tag.get("id") in _ABOUT,
                  above.mark or bool(_MARK_STYLE.search(style)), _symbols(above.symbols, tag, style), _size(above.size, name, tag, style))  # fmt: skip


def _script(above: HtmlLook, name: str, style: str) -> Script:
    """Whether text is raised or lowered."""
    if name in ("sup", "sub"):
        return "sup" if name == "sup" else "sub"
    match = _SCRIPT_STYLE.search(style)
    if match:
        return "sup" if match[1].lower() == "super" else "sub"
    return above.script


def _of_class(tag: dict[str, str], classes: Mapping[str, str]) -> str:
    return "".join(classes.get(name, "") for name in tag.get("class", "").split()) if classes else ""


def _symbols(above: str, tag: dict[str, str], style: str) -> str:
    said = _FAMILY.search(style)
    family = said[1] if said else tag.get("face", "")
    name = family.split(",")[0].strip(" '\"")
    return (name if is_symbol_font(name) else "") if name else above


def _size(above: int, name: str, tag: dict[str, str], style: str) -> int:
    """Return the size of letters inside an element: what stands last in its style counts."""
    if name == "font" and tag.get("size", "").isdigit():
        above = _FONT_SIZES[min(max(int(tag["size"]), 1), 7) - 1]
    said = _SIZE.findall(style)
    if not said:
        return above
    number, unit = float(said[-1][0]), said[-1][1].lower()
    if unit in ("em", "%"):
        return round(above * number / (100 if unit == "%" else 1))
    return round(number * _HALF_POINTS[unit])
