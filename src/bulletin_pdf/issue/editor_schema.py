"""A JSON Schema for editors: names of one language are offered, those of the other accepted.

A value of several shapes is distinguished by its type before it is judged, so that what is wrong is said where it stands
and not as “fits none of these”.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from bulletin_pdf.issue.vocabulary import BLOCKS, ISSUE, REPORT
from bulletin_pdf.messages import Language, say

Schema = dict[str, Any]

_BLOCK: Final = "#/$defs/block-"
_DEFAULTS: Final[dict[str, tuple[object, object]]] = {
    "contents": ("自动", "auto"),
    "lang": ("简体", "zh-Hans"),
    "fit": ("自动", "auto"),
    "normalize": ("是", True),
    "supplement": ("否", False),
    "copy_numbers": ("否", False),
}
"""What holds where an issue says nothing, in Chinese and English."""
_SNIPPETS: Final = ("reports", "distribution", "colophon", "body", "errata")
"""Keys whose value is written for the editor to fill in."""


def for_editors(schema: Schema, kind: str, lang: Language) -> Schema:
    """Return a schema of ours with the names of one language offered and errors at their values."""
    made = _shape(schema, lang)
    assert isinstance(made, dict)
    if kind in ("issue", "bulletin"):
        _say_defaults(made, lang)
    # The id comes first, as readers expect it.
    return {"$schema": schema["$schema"], "$id": f"urn:bulletin-pdf:schema:{kind}:{lang}", **made}


def _shape(value: Any, lang: Language) -> Any:
    if isinstance(value, list):
        return [_shape(each, lang) for each in value]
    if not isinstance(value, dict):
        return value
    made = {
        key: _shape(each, lang) for key, each in value.items() if key not in ("anyOf", "allOf", "properties")
    }
    if "anyOf" in value:
        made |= _told_apart([_shape(each, lang) for each in value["anyOf"]])
    if "properties" in value:
        made |= _names(value["properties"], lang)
        needed = [_needed(each["anyOf"], value["properties"], lang) for each in value.get("allOf", ())]
        made |= {"allOf": needed} if needed else {}
    return made


def _names(properties: Schema, lang: Language) -> Schema:
    """Offer each key by its name in one language; accept its others."""
    offered: Schema = {}
    accepted: dict[str, list[str]] = {}
    for name, shape in properties.items():
        first = _offered_name(shape, lang)
        if name == first:
            offered[name] = _titled(_shape(shape, lang), first, lang)
        else:
            accepted.setdefault(first, []).append(name)
    patterns = {f"^({'|'.join(map(re.escape, names))})$": offered[first] for first, names in accepted.items()}
    return {"properties": offered, "patternProperties": patterns}


def _offered_name(shape: Schema, lang: Language) -> str:
    english, _, chinese = str(shape["title"]).partition(" · ")
    return chinese if lang == "zh" else english


def _titled(shape: Schema, name: str, lang: Language) -> Schema:
    chinese, _, english = str(shape["description"]).partition("\n")
    return {**shape, "title": name, "description": chinese if lang == "zh" else english}


def _needed(choices: Sequence[Schema], properties: Schema, lang: Language) -> Schema:
    """Ask for one of several names, and name the one that is offered where none is there."""
    names = [name for choice in choices for name in choice["required"]]
    first = next(name for name in names if name == _offered_name(properties[name], lang))
    others = [{"required": [name]} for name in names if name != first]
    return {"if": {"not": {"anyOf": others}}, "then": {"required": [first]}}


def _told_apart(shapes: Sequence[Schema]) -> Schema:
    """Return one shape for several: a rule for each type of value."""
    groups: dict[str, list[Schema]] = {}
    for shape in shapes:
        for kind in _types(shape):
            groups.setdefault(kind, []).append(shape)
    rules = [
        {"if": {"type": kind}, "then": _of_one_type(kind, group)}
        for kind, group in groups.items()
        if kind != "null"
    ]
    return {"type": list(groups), "allOf": rules}


def _of_one_type(kind: str, shapes: Sequence[Schema]) -> Schema:
    if kind == "object" and all(shape.get("$ref", "").startswith(_BLOCK) for shape in shapes):
        return _blocks(shapes)
    if len(shapes) == 1:
        return shapes[0]
    if kind == "string" and all({"enum", "pattern"} & set(shape) for shape in shapes):
        return {"pattern": "|".join(map(_as_pattern, shapes))}
    return {"anyOf": list(shapes)}


def _blocks(shapes: Sequence[Schema]) -> Schema:
    """Return a rule for each kind of block; its first key tells it, as for the reader."""
    rules = []
    for shape in shapes:
        names = BLOCKS[shape["$ref"].removeprefix(_BLOCK)].keys[0].names
        rules.append({"if": {"anyOf": [{"required": [name]} for name in names]}, "then": shape})
    every = [{"required": [name]} for table in BLOCKS.values() for name in table.keys[0].names]
    return {"anyOf": every, "allOf": rules}


def _as_pattern(shape: Schema) -> str:
    if "pattern" in shape:
        return str(shape["pattern"])
    words = [re.escape(word) for word in shape["enum"] if isinstance(word, str)]
    return f"^({'|'.join(words)})$"


def _types(shape: Schema) -> Iterable[str]:
    if "$ref" in shape:
        return ("object",)
    if "enum" in shape:
        return dict.fromkeys(map(_type_of, shape["enum"]))
    kinds = shape["type"]
    return (kinds,) if isinstance(kinds, str) else tuple(kinds)


def _type_of(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case _:
            return "string"


def _say_defaults(made: Schema, lang: Language) -> None:
    """Add what holds where nothing is said, and values to fill in."""
    english = lang == "en"
    for shape in (made, *made["$defs"].values()):
        for property_name, value in shape.get("properties", {}).items():
            key = _KEYS[property_name].name if property_name in _KEYS else ""
            if key in _DEFAULTS and shape is made:
                value["default"] = _DEFAULTS[key][english]
            if key in _SNIPPETS:
                value["defaultSnippets"] = [
                    {"label": say(lang, "snippet", "label"), "body": _SNIPPET_BODIES[key][english]}
                ]


_KEYS: Final = {**REPORT.by_name, **ISSUE.by_name}
_SNIPPET_BODIES: Final[dict[str, tuple[object, object]]] = {
    "reports": (
        [{"地区": "$1", "标题": "$2", "供稿单位": "$3", "正文": "$4"}],
        [{"city": "$1", "title": "$2", "by": "$3", "text": "$4"}],
    ),
    "distribution": (
        {"报": ["$1"], "送": ["$2"], "印数": "$3"},
        {"report": ["$1"], "send": ["$2"], "copies": "$3"},
    ),
    "colophon": ({"编辑": "$1", "电话": "$2"}, {"editor": "$1", "phone": "$2"}),
    "body": (["$1", {"小标题": "$2"}], ["$1", {"heading": "$2"}]),
    "errata": ([{"误": "$1", "正": "$2"}], [{"was": "$1", "now": "$2"}]),
}
