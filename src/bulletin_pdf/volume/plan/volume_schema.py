"""The JSON Schema of a volume's YAML, made from the table of keys of its reader."""

from collections.abc import Mapping
from typing import Any

from bulletin_pdf.design.schema import design_tables, design_values
from bulletin_pdf.issue.schema import DIALECT, mapping_of, one_of, schema_title, values_with
from bulletin_pdf.issue.vocabulary import RETENTIONS
from bulletin_pdf.volume.plan.volume_vocabulary import (
    ARCHIVE,
    BINDING,
    BOOK_PAGES,
    BOOK_THICKNESS,
    ERRATA,
    GRAMMAGES,
    ORDERS,
    PART_WORDS,
    PDF_ENTRY,
    PDF_MEMBER,
    RASTER_DOTS,
    VOLUME,
)
from bulletin_pdf.yamldoc.fields import TRUTHS

Schema = dict[str, Any]

_PATH: Schema = {"type": "string", "format": "uri-reference", "examples": ["issues/2022-*.yaml"]}
_PDF: Schema = {"$ref": "#/$defs/pdf"}


def _between(least: int, most: int) -> Schema:
    number = {"type": "integer", "minimum": least, "maximum": most}
    return {"anyOf": [number, {"type": "string", "pattern": "^[0-9０-９]+$"}, {"type": "null"}]}


_VALUES = values_with(
    {
        "members": {"anyOf": [_PATH, {"type": "array", "items": {"anyOf": [_PATH, _PDF]}, "minItems": 1}]},
        "entries": {"type": "array", "items": {"$ref": "#/$defs/pdf-entry"}},
        "parts": {"type": "array", "items": {"enum": list(PART_WORDS)}, "minItems": 1},
        "order": {"enum": [*ORDERS, None]},
        "errata_mode": {"enum": [*ERRATA, None]},
        "binding": {"anyOf": [{"$ref": "#/$defs/binding"}, {"type": "null"}]},
        "archive": {"anyOf": [{"$ref": "#/$defs/archive"}, {"type": "null"}]},
        "retention": {"enum": [*RETENTIONS, None]},
        "book-pages": _between(*BOOK_PAGES),
        "book-thickness": _between(*BOOK_THICKNESS),
        "raster": {
            "anyOf": [
                {"type": "integer", "minimum": RASTER_DOTS[0], "maximum": RASTER_DOTS[1]},
                {"enum": [True, False, *TRUTHS, None]},
            ]
        },
        "grammage": _between(*GRAMMAGES),
    }
)


def volume_values() -> Mapping[str, Schema]:
    """Return the schema of every kind of value of a volume."""
    return _VALUES


def volume_schema() -> Schema:
    """Return the schema of a volume."""
    return {
        "$schema": DIALECT,
        "title": schema_title("volume"),
        **mapping_of(VOLUME, _VALUES),
        "allOf": [one_of(VOLUME, name) for name in ("title", "year", "issues")],
        "$defs": {
            "binding": mapping_of(BINDING, _VALUES),
            "archive": mapping_of(ARCHIVE, _VALUES),
            "pdf": {
                **mapping_of(PDF_MEMBER, _VALUES),
                "allOf": [one_of(PDF_MEMBER, "pdf")],
            },
            **{name: mapping_of(table, design_values()) for name, table in design_tables()},
            "pdf-entry": {**mapping_of(PDF_ENTRY, _VALUES), "allOf": [one_of(PDF_ENTRY, "title")]},
        },
    }
