"""The JSON Schema of the YAML files, made from the table of keys.

An editor with JSON Schema support completes and checks with it as one types. It says what
can be said of shapes; what needs thought (dates, numbers that agree) is the reader's.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from bulletin_pdf.design.schema import FILE_NAME, design_tables, design_values
from bulletin_pdf.design.shipped import names
from bulletin_pdf.design.vocabulary import DESIGN
from bulletin_pdf.issue.blocks import MAX_COLUMNS
from bulletin_pdf.issue.read import MAX_COPIES, MAX_NUMBER, YEARS
from bulletin_pdf.issue.vocabulary import (
    BLOCKS,
    BULLETIN,
    CELL,
    COLOPHON,
    CONTENTS,
    DISTRIBUTION,
    ERRATUM,
    FITS,
    FONTS,
    ISSUE,
    ISSUE_ARCHIVE,
    LANGS,
    REPORT,
    RETENTIONS,
    SPANS,
)
from bulletin_pdf.messages import say
from bulletin_pdf.yamldoc.field_values import MAX_ITEMS, MAX_LINE, MAX_PARAGRAPH
from bulletin_pdf.yamldoc.fields import TRUTHS
from bulletin_pdf.yamldoc.key_table import Key, Keys

Schema = dict[str, Any]
KeyKind = Literal["issue", "bulletin", "design"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(kind: KeyKind) -> Schema:
    """Return the schema of an issue, of bulletin.yaml or of a design."""
    top = {"issue": ISSUE, "bulletin": BULLETIN, "design": DESIGN}[kind]
    top_values = design_values() if kind == "design" else _VALUES
    made = {"$schema": DIALECT, "title": schema_title(kind), **mapping_of(top, top_values)}
    if kind == "issue":
        made["allOf"] = [
            one_of(ISSUE, "date"),
            one_of(ISSUE, "reports"),
            one_of(ISSUE, "number", "label"),
        ]
    of_design = design_values()
    designs = {name: mapping_of(table, of_design) for name, table in design_tables()}
    if kind == "design":
        return made | {"$defs": designs}
    made["$defs"] = {name: _mapping(table) for name, table in _tables()} | designs
    made["$defs"]["report"]["allOf"] = [one_of(REPORT, "title"), one_of(REPORT, "text", "body")]
    made["$defs"]["erratum"]["allOf"] = [one_of(ERRATUM, "was"), one_of(ERRATUM, "now")]
    return made


def issue_schema() -> Schema:
    """Return the schema of an issue."""
    return schema("issue")


def bulletin_schema() -> Schema:
    """Return the schema of bulletin.yaml."""
    return schema("bulletin")


def design_schema() -> Schema:
    """Return the schema of a design."""
    return schema("design")


def _tables() -> Iterable[tuple[str, Keys]]:
    yield from (("distribution", DISTRIBUTION), ("colophon", COLOPHON), ("fonts", FONTS), ("report", REPORT))
    yield "archive", ISSUE_ARCHIVE
    yield "cell", CELL
    yield "erratum", ERRATUM
    for kind, table in BLOCKS.items():
        yield f"block-{kind}", table


def _mapping(table: Keys) -> Schema:
    return mapping_of(table, _VALUES)


def schema_title(kind: str) -> str:
    """Name a kind of file in both languages."""
    return f"{say('zh', 'schema', kind)} · {say('en', 'schema', kind)}"


def mapping_of(table: Keys, values: Mapping[str, Schema]) -> Schema:
    """A mapping with these keys and no others; every name of a key says the same."""
    properties = {name: _described(table, key, values) for key in table.keys for name in key.names}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _described(table: Keys, key: Key, values: Mapping[str, Schema]) -> Schema:
    description = f"{table.about(key, 'zh')}\n{table.about(key, 'en')}"
    names = " · ".join(key.names[:2])
    return {"title": names, "description": description, **values[key.value]}


def one_of(table: Keys, *names: str) -> Schema:
    """One of these keys is needed, under any of its names."""
    spellings = [name for key in table.keys if key.name in names for name in key.names]
    return {"anyOf": [{"required": [name]} for name in spellings]}


def _any(*shapes: Schema) -> Schema:
    return {"anyOf": list(shapes)}


def _list(shape: Schema, least: int = 0) -> Schema:
    return {"type": "array", "items": shape, "minItems": least, "maxItems": MAX_ITEMS}


def _words(words: Sequence[str]) -> Schema:
    return {"enum": [*words, None]}


def _number(least: int, most: int) -> Schema:
    """Numbers may be quoted or not."""
    digits = {"type": "string", "pattern": "^[0-9０-９]+$"}
    return _any({"type": "integer", "minimum": least, "maximum": most}, digits, {"type": "null"})


# A field left empty is as good as absent; a number where text stands is taken as written.
_EMPTY: Schema = {"type": "null"}
_LINE: Schema = {"type": ["string", "number", "null"], "maxLength": MAX_LINE}
_ENTRY: Schema = {"type": ["string", "number"], "minLength": 1, "maxLength": MAX_LINE}
_PROSE: Schema = _any(
    {"type": ["string", "number", "null"]}, _list({"type": ["string", "number"], "maxLength": MAX_PARAGRAPH})
)
_BLOCKS: Schema = _any(
    {"type": ["string", "number"]}, *({"$ref": f"#/$defs/block-{kind}"} for kind in BLOCKS)
)
_CELL: Schema = _any({"type": ["string", "number", "null"]}, {"$ref": "#/$defs/cell"})

_VALUES: dict[str, Schema] = {
    "line": _LINE,
    "lines": _any(_LINE, _list(_ENTRY)),
    "title": _any({"type": ["string", "number"], "minLength": 1}, _list(_ENTRY, 1)),
    "prose": _PROSE,
    "date": {"type": "string", "examples": ["2022-06-16", "2022年6月16日", "2022年6月16日—20日"]},
    "number": _number(1, MAX_NUMBER),
    "year": _number(*YEARS),
    "copies": _number(1, MAX_COPIES),
    "level": _number(1, 4),
    "span": _number(1, MAX_COLUMNS),
    "header_rows": _number(0, MAX_ITEMS),
    "flag": {"enum": [True, False, *(word for word in TRUTHS if word not in ("true", "false")), None]},
    "lang": _words(list(LANGS)),
    "contents": _words(list(CONTENTS)),
    "fit": _words(list(FITS)),
    "column_span": _words(list(SPANS)),
    "file": {"type": ["string", "null"], "format": "uri-reference"},
    "files": _any({"type": "string"}, _list({"type": "string"}, 1)),
    "table": _list(_list(_CELL, 1), 1),
    "body": _list(_BLOCKS, 1),
    "reports": _list({"$ref": "#/$defs/report"}, 1),
    "errata": _any(_list({"$ref": "#/$defs/erratum"}), _EMPTY),
    "distribution": _any({"$ref": "#/$defs/distribution"}, _EMPTY),
    "colophon": _any({"$ref": "#/$defs/colophon"}, _EMPTY),
    "fonts": _any({"$ref": "#/$defs/fonts"}, _EMPTY),
    "archive": _any({"$ref": "#/$defs/archive"}, _EMPTY),
    "retention": {"enum": [*RETENTIONS, None]},
    "waive": _any({"type": "object", "additionalProperties": {"type": ["string", "number"]}}, _EMPTY),
    "design": _any(_words(list(names())), FILE_NAME, {"$ref": "#/$defs/design"}),
}


def values_with(further: Mapping[str, Schema]) -> Mapping[str, Schema]:
    """Return the kinds of value of an issue, and further ones of another file."""
    return {**_VALUES, **further}
