"""Old papers of Word made of raw XML, so that every value in them is known."""

import io
import zipfile
from collections.abc import Mapping, Sequence

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SPACES = (
    f'{_W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TEXT = "近日，甲市组织开展文明实践志愿服务活动，各县（市、区）围绕群众需求开展理论宣讲、文化文艺、医疗健身等活动，受到群众欢迎。"
PAGE = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:bottom="1985" w:left="1588" w:right="1474" w:header="851" w:footer="1417" w:gutter="0"/>'
"""A4, margins of 37, 35, 28 and 26 mm, the footer 25 mm from the lower edge."""


def run(
    text: str, face: str = "仿宋_GB2312", size: float = 16, more: str = "", latin: str = "Times New Roman"
) -> str:
    """Return a run; `more` stands among its properties."""
    text = text.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return (
        f'<w:r><w:rPr><w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{face}"/>{more}'
        f'<w:sz w:val="{size * 2:g}"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
    )


def para(inside: str, about: str = "", line: float = 28) -> str:
    """Return a paragraph with lines of fixed height; 0: of the height of their letters."""
    spacing = f'<w:spacing w:line="{line * 20:g}" w:lineRule="exact"/>' if line else ""
    return f"<w:p><w:pPr>{about}{spacing}</w:pPr>{inside}</w:p>"


def field(instruction: str, face: str = "宋体", size: float = 14) -> str:
    """Return a field of so many points."""
    about = f'<w:rPr><w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}"/><w:sz w:val="{size * 2:g}"/></w:rPr>'
    parts = (
        '<w:fldChar w:fldCharType="begin"/>',
        f"<w:instrText> {instruction} </w:instrText>",
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f"<w:r>{about}{part}</w:r>" for part in parts)


def indented(characters: float) -> str:
    """Return the indent of a first line."""
    return f'<w:ind w:firstLineChars="{characters * 100:g}"/>'


CENTER = '<w:jc w:val="center"/>'
RIGHT = '<w:jc w:val="right"/>'
RED = '<w:color w:val="FF0000"/>'
HEAD = (
    para(run("甲市工作简报", "方正小标宋简体", 54, RED), CENTER, 80)
    + para(run("第 30 期（总第 300 期）", "楷体_GB2312"), CENTER)
    + para(
        run("甲市文明办\t2022年6月16日", "楷体_GB2312"),
        '<w:pBdr><w:bottom w:val="single" w:sz="16" w:space="4" w:color="FF0000"/></w:pBdr>'
        '<w:tabs><w:tab w:val="left" w:pos="6440"/></w:tabs>',
    )
)
"""Name, numbers, publisher and day; a red rule of 2 pt."""
REPORT = (
    para(run("甲市开展文明实践活动", "方正小标宋简体", 22), CENTER, 35)
    + para("")
    + "".join(para(run(TEXT), indented(2)) for _ in range(4))
    + para(run("一、广泛动员", "黑体"), indented(2))
    + para(run(TEXT), indented(2))
    + para(run("（一）加强组织", "楷体_GB2312"), indented(2))
    + para(run(TEXT), indented(2))
)


def word_paper(
    body: str,
    section: str = PAGE,
    parts: Mapping[str, str] | None = None,
    feet: Mapping[str, str] | None = None,
) -> bytes:
    """Return a document; `parts` (styles, settings, theme) by their kind, `feet` by the kind of page."""
    held = {
        "[Content_Types].xml": _types([*(parts or {}), *(f"foot-{kind}" for kind in feet or {})]),
        "_rels/.rels": _relations({"m": ("officeDocument", "word/document.xml")}),
    }
    related: dict[str, tuple[str, str]] = {}
    for kind, text in (parts or {}).items():
        held[f"word/{kind}.xml"] = text.replace("<w:styles>", f"<w:styles {_W}>").replace(
            "<w:settings>", f"<w:settings {_W}>"
        )
        related[kind] = (kind, f"{kind}.xml")
    references = ""
    for kind, text in (feet or {}).items():
        held[f"word/foot-{kind}.xml"] = f"<w:ftr {_SPACES}>{text}</w:ftr>"
        related[f"f-{kind}"] = ("footer", f"foot-{kind}.xml")
        references += f'<w:footerReference w:type="{kind}" r:id="f-{kind}"/>'
    held["word/document.xml"] = (
        f"<w:document {_SPACES}><w:body>{body}<w:sectPr>{references}{section}</w:sectPr></w:body></w:document>"
    )
    held["word/_rels/document.xml.rels"] = _relations(related)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        for name, text in held.items():
            package.writestr(name, text)
    return data.getvalue()


def _types(names: Sequence[str]) -> str:
    """Return the list of the kinds of parts, which other programs need to open a document."""
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kinds = {name: f"{main}.{'footer' if name.startswith('foot-') else name}+xml" for name in names}
    kinds = {"document": f"{main}.document.main+xml", **kinds}
    if "theme" in kinds:
        kinds["theme"] = "application/vnd.openxmlformats-officedocument.theme+xml"
    inside = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/>' for name, kind in kinds.items()
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'<Types xmlns="{space}"><Default Extension="rels" ContentType="{relations}"/>{inside}</Types>'


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="{name}" Type="{_KIND}/{kind}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{inside}</Relationships>'
