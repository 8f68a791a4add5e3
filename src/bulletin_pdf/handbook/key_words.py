"""The name of a key in the handbook, and its possible values in words."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from bulletin_pdf.design.schema import design_values
from bulletin_pdf.handbook.key_tables import TABLES, FileKind, KeyEntry
from bulletin_pdf.issue.schema import values_with
from bulletin_pdf.messages import Language
from bulletin_pdf.volume.plan.volume_schema import volume_values
from bulletin_pdf.yamldoc.key_table import Key, Keys, is_han

Schema = Mapping[str, Any]

_TITLES: Final[Mapping[str, tuple[str, str]]] = {
    "issue": ("顶层", "At the top"),
    "report": ("报告（reports）", "A report (reports)"),
    "heading": ("内容里的小标题", "A heading in body"),
    "figure": ("内容里的图", "A figure in body"),
    "table": ("内容里的表格", "A table in body"),
    "quote": ("内容里的引文", "A quotation in body"),
    "verse": ("内容里的诗文", "Verse in body"),
    "right": ("内容里的落款", "A signature in body"),
    "note": ("内容里的附注", "A note in body"),
    "cell": ("表格的一格", "A cell of a table"),
    "erratum": ("勘误（errata）", "An erratum (errata)"),
    "distribution": ("报尾（distribution）", "Distribution"),
    "colophon": ("版记（colophon）", "Colophon"),
    "fonts": ("字体（fonts）", "Fonts"),
    "issue_archive": ("归档（archive）", "Archive"),
    "design": ("顶层", "At the top"),
    "page": ("页面", "page"),
    "grid": ("版心", "grid"),
    "inks": ("油墨", "inks"),
    "styles": ("样式：各部分", "styles: the parts"),
    "style": ("一个样式的各项", "Inside a style"),
    "head": ("报头", "head"),
    "row": ("报头、版框的一行", "A row of head or frame"),
    "name": ("一行里的刊名", "The name in a row"),
    "two_lines": ("刊名分两行", "A name on two lines"),
    "volume_form": ("版式的合订本", "Volumes in a design"),
    "part": ("刊名的一段", "A part of the name"),
    "slot": ("一行里的项目", "A slot of a row"),
    "contents": ("要目", "contents"),
    "reports": ("报告", "reports"),
    "folio": ("页码", "folio"),
    "foot": ("报尾", "foot"),
    "volume": ("顶层", "At the top"),
    "member": ("只有 PDF 的一期", "An issue that survives as PDF"),
    "entry": ("该期的篇目", "A title of that issue"),
    "binding": ("装订（binding）", "Binding"),
    "archive": ("归档（archive）", "Archive"),
}
_FEW: Final = 20
"""Words that are listed; more are not read."""


def table_title(table: Keys, lang: Language) -> str:
    """Return what stands over the keys of one kind of mapping."""
    return _TITLES[table.of][lang == "en"]


def key_heading(key: Key, lang: Language) -> str:
    """Return both names of a key, that of the reader's language first."""
    first, second = (key.chinese, key.name) if lang == "zh" else (key.name, key.chinese)
    return f"{first} {second}"


def value_words(entry: KeyEntry, kind: FileKind, lang: Language) -> str:
    """Return in words what a value may be, as far as its schema says so in few words."""
    shapes = list(_shapes(_schema(entry, kind)))
    words = [str(word) for shape in shapes for word in shape.get("enum", ()) if isinstance(word, str)]
    words = [word for word in words if is_han(word) == (lang == "zh") or not is_han(word) and len(words) < 4]
    said = [("、" if lang == "zh" else ", ").join(dict.fromkeys(words))] if 0 < len(words) <= _FEW else []
    for shape in shapes:
        if "minimum" in shape and "maximum" in shape:
            said.append(f"{shape['minimum']}–{shape['maximum']}")
    if any("pattern" in shape and "mm" in shape["pattern"] for shape in shapes):
        said.append("长度，例如 7mm、12pt" if lang == "zh" else "a length, such as 7mm or 12pt")
    return ("；" if lang == "zh" else "; ").join(dict.fromkeys(said))


def _schema(entry: KeyEntry, kind: FileKind) -> Schema:
    of_design = kind != "volume" and entry.table in TABLES["design"]
    return _values("design" if of_design else kind).get(entry.key.value, {})


@cache
def _values(kind: FileKind) -> Mapping[str, Schema]:
    if kind == "volume":
        return volume_values()
    return design_values() if kind == "design" else values_with({})


def _shapes(schema: Schema) -> list[Schema]:
    """Return a schema and every one it offers a choice of."""
    return [schema, *(shape for part in schema.get("anyOf", ()) for shape in _shapes(part))]
