"""The JSON Schema of an office's word list, so that an editor offers its sections: `bulletin-pdf schema wordlist`."""

from typing import Any

from bulletin_pdf.messages import Language
from bulletin_pdf.proof.office import SECTIONS

Schema = dict[str, Any]

_NAMES: Schema = {"type": "array", "items": {"type": "string", "minLength": 1}}
_TEXT: Schema = {"type": ["string", "null"], "maxLength": 60}
_RIGHT_BY_WRONG: Schema = {"type": "object", "additionalProperties": _TEXT}
_SEVERAL_BY_NAME: Schema = {
    "type": "object",
    "additionalProperties": {"type": ["string", "array"], "items": {"type": "string"}, "minLength": 1},
}
_NAMES_OR_NOTES: Schema = {
    "type": ["array", "object"],
    "items": _NAMES["items"],
    "additionalProperties": {"type": ["string", "null"]},
}
_SHAPES: dict[str, tuple[Schema, object]] = {
    "words": (_RIGHT_BY_WRONG, {"文明实践点": "文明实践站"}),
    "preferred": (_SEVERAL_BY_NAME, {"志愿者": "义工、志愿人员"}),
    "forbidden": (_NAMES_OR_NOTES, ["脏乱差"]),
    "known": (_NAMES_OR_NOTES, ["餐品"]),
    "people": (_SEVERAL_BY_NAME, {"王晓东": "县委书记", "李建民": "县委副书记、县长"}),
    "bodies": (
        {"type": "object", "additionalProperties": {"type": ["string", "array", "null"]}},
        {"东河县精神文明建设指导委员会办公室": "县文明办"},
    ),
    "waive": (
        {
            "type": "object",
            "propertyNames": {"pattern": "^B[0-9]{3}( .+)?$"},
            "additionalProperties": {"type": "string", "minLength": 1},
        },
        {"B444 上世纪": "引用原文"},
    ),
}
"""Sections by their English names, with an example each."""


def word_list_schema(lang: Language) -> Schema:
    """Return the schema that offers the sections in one language and accepts them in both; other keys are words."""
    offered: Schema = {}
    accepted: Schema = {}
    for english, chinese in SECTIONS.items():
        shape, example = _SHAPES[english]
        here, there = (chinese, english) if lang == "zh" else (english, chinese)
        offered[here] = {"title": here, **shape, "examples": [example]}
        accepted[f"^{there}$"] = offered[here]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:bulletin-pdf:schema:wordlist:{lang}",
        "type": "object",
        "properties": offered,
        "patternProperties": accepted,
        "additionalProperties": _TEXT,
    }
