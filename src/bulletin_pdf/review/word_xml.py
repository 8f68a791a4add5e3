"""Elements of WordprocessingML for which python-docx has no call."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

PARAGRAPH_IDS = 0x4B500000
"""The paragraph id of line 0; a paragraph id is below 0x80000000."""
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


def element(tag: str, /, **attributes: str) -> Any:
    """Return an element `w:tag` with attributes of the same namespace."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def insert_borders(properties: Any, borders: Any) -> None:
    """Put borders where the schema has them: behind what says how a paragraph is kept, before shading and tabs."""
    from docx.oxml.ns import qn

    before = (
        "pStyle",
        "keepNext",
        "keepLines",
        "pageBreakBefore",
        "framePr",
        "widowControl",
        "numPr",
        "suppressLineNumbers",
    )
    names = {qn(f"w:{name}") for name in before}
    at = sum(1 for child in properties if child.tag in names)
    properties.insert(at, borders)


def set_id(paragraph: "Paragraph", number: int) -> None:
    """Give a paragraph the id of a line."""
    paragraph._p.set(f"{{{_W14}}}paraId", f"{PARAGRAPH_IDS + number:08X}")


def set_dots(run: Any) -> None:
    """Put emphasis dots below a run."""
    properties = run._r.get_or_add_rPr()
    properties.append(element("em", val="dot"))


def set_language(style: Any) -> None:
    """Declare the text of a style as Chinese, its Latin letters as English."""
    properties = style.get_or_add_rPr()
    language = element("lang", val="en-US", eastAsia="zh-CN")
    properties.append(language)
