"""JSON Schema of the values of a design."""

from collections.abc import Iterator
from typing import Any, Final

from bulletin_pdf.design import vocabulary as words
from bulletin_pdf.design.kinds import (
    CELL_WORDS,
    KINDS,
    NEVER,
    PAPERS,
    UNITS,
    CountKind,
    LengthKind,
    SpecialKind,
    TextKind,
    WordsKind,
)
from bulletin_pdf.design.shipped import names
from bulletin_pdf.design.switches import WORDS
from bulletin_pdf.geometry import ZIHAO
from bulletin_pdf.yamldoc.fields import TRUTHS
from bulletin_pdf.yamldoc.key_table import Keys

Schema = dict[str, Any]

FILE_NAME: Final[Schema] = {"type": "string", "pattern": r"\.ya?ml$"}
_NONE: Final[Schema] = {"enum": ["none", "无", 0]}


def design_tables() -> Iterator[tuple[str, Keys]]:
    """Return the kinds of mapping a design is made of."""
    yield "design", words.DESIGN
    for name, table in words.SECTIONS.items():
        yield f"design-{name}", table
    yield "design-styles", words.STYLES
    yield "design-style", words.STYLE
    yield "design-row", words.ROW
    yield "design-name", words.NAME_ROW
    yield "design-two_lines", words.TWO_LINES
    yield "design-part", words.PART
    yield "design-slot", words.SLOT


def design_values() -> dict[str, Schema]:
    """Return the schema of every kind of value."""
    values = {name: _schema(name) for name in KINDS}
    values |= {name: _nullable(list(choice)) for name, choice in WORDS.items()}
    values["pair"]["enum"] += [1, 1.5]
    values["han_latin_gap"]["enum"] += [0, 0.125, 0.25]
    values |= {name: {"$ref": f"#/$defs/design-{name}"} for name in words.SECTIONS}
    values["styles"] = {"$ref": "#/$defs/design-styles"}
    values["style"] = {"$ref": "#/$defs/design-style"}
    values["two_lines"] = {"$ref": "#/$defs/design-two_lines"}
    values["slot"] = {"enum": list(words.SLOT_WORDS)}
    values["extends"] = {"anyOf": [{"enum": list(names())}, FILE_NAME]}
    values["file"] = {"type": ["string", "null"], "format": "uri-reference"}
    values["line"] = {"type": ["string", "number", "null"]}
    return values


def _nullable(choice: list[Any]) -> Schema:
    return {"enum": [*choice, None]}


def _schema(name: str) -> Schema:
    match KINDS[name]:
        case LengthKind(units=units):
            return _length(units)
        case CountKind(least, most):
            return {"type": "integer", "minimum": least, "maximum": most}
        case WordsKind(choice):
            return _nullable(list(choice))
        case TextKind(most):
            return {"type": ["string", "number", "null"], "maxLength": most}
        case SpecialKind(special):
            return _special(special)


def _length(units: tuple[str, ...]) -> Schema:
    spelt = [
        spelling for spelling, unit in UNITS.items() if unit in units or (unit == "cm" and "mm" in units)
    ]
    pattern = rf"^-?[0-9]{{1,4}}(\.[0-9]{{1,6}})?\s*({'|'.join(spelt)})$"
    shapes: list[Schema] = [{"type": "string", "pattern": pattern}, {"enum": [0]}]
    if "zihao" in units:
        shapes.append({"enum": [*ZIHAO, *CELL_WORDS]})
    return {"anyOf": shapes}


def _list(shape: Schema, least: int = 0) -> Schema:
    return {"type": "array", "items": shape, "minItems": least}


def _special(name: str) -> Schema:
    """Return the schema of a value that has a shape of its own."""
    ref = {"$ref": "#/$defs/design-row"}
    length = _length(("mm", "pt"))
    truth: Schema = {"enum": [True, False, *(word for word in TRUTHS if word not in ("true", "false")), None]}
    slot: Schema = {"anyOf": [{"enum": list(words.SLOT_WORDS)}, {"$ref": "#/$defs/design-slot"}]}
    foot: Schema = {"enum": list(words.FOOT_SLOT_WORDS)}
    under: Schema = {"enum": list(words.UNDER_TITLE)}
    return {
        "flag": truth,
        "numbers": {"anyOf": [{"enum": list(NEVER)}, {"type": "integer", "minimum": 1, "maximum": 999}]},
        "paper": {"anyOf": [{"enum": list(PAPERS)}, _list(length, 2)]},
        "colour": _list({"type": "number", "minimum": 0, "maximum": 100}, 4),
        "area": {"anyOf": [{"type": "integer"}, _list({"type": "integer", "minimum": 1, "maximum": 40})]},
        "weights": {"anyOf": [length, _list(length, 1), _NONE]},
        "style_name": {"enum": list(words.STYLE_WORDS)},
        "around": {"anyOf": [{"type": "string", "maxLength": 2}, _list({"type": "string"}, 2)]},
        "folio_form": {"type": "string", "pattern": r"\{n\}"},
        "slots": {"anyOf": [slot, _list(slot)]},
        "foot_rows": {"anyOf": [_list({"anyOf": [foot, _list(foot)]}), _NONE]},
        "under_title": {"anyOf": [under, _list(under), _NONE]},
        "rows": {"anyOf": [_list(ref), _NONE]},
        "frame": {"anyOf": [_list(ref), _NONE]},
        "name_row": {"anyOf": [truth, {"$ref": "#/$defs/design-name"}]},
        "parts": _list({"$ref": "#/$defs/design-part"}, 1),
        "picture": {"type": "string", "format": "uri-reference"},
        "stretch": {"anyOf": [truth, _length(("mm", "pt", "em", "lines"))]},
        "star": {"anyOf": [truth, length]},
    }[name]
