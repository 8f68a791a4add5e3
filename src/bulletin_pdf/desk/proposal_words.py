"""A proposed design in words of the office: what each setting is called, its value, why it is believed."""

import re
from collections.abc import Mapping
from typing import Final

from bulletin_pdf.api.proposed_design import ProposedDesign
from bulletin_pdf.design.kinds import FACES, KINDS, WordsKind
from bulletin_pdf.design.model import FOOT_SLOTS
from bulletin_pdf.design.prepared import DESIGNS
from bulletin_pdf.design.vocabulary import DESIGN, SECTIONS, STYLE, STYLE_NAMES
from bulletin_pdf.desk.request_values import Record
from bulletin_pdf.desk.words import say
from bulletin_pdf.messages import Language
from bulletin_pdf.messages import say as word
from bulletin_pdf.proposal.measured_style import KeyPath, MeasuredValue, PlainValue
from bulletin_pdf.proposal.plain_yaml import as_yaml
from bulletin_pdf.proposal.write_proposal import evidence_of
from bulletin_pdf.yamldoc.key_table import Key, is_han

_LENGTH: Final = re.compile(r"(-?[0-9.]+) ?(mm|pt|em|lines|cm)")
_UNITS: Final = {"mm": "毫米", "cm": "厘米", "pt": "磅", "em": "字", "lines": "行"}


def evidence_rows(made: ProposedDesign, lang: Language) -> Record:
    """Return what a proposal changes, what it leaves open, and the faces it could not serve."""
    uncertain = [each for each in made.measured.values if not each.certain]
    return {
        "extends": _title(made.extends, lang),
        "values": [_row(each, lang) for each in made.changes],
        "doubts": [_row(each, lang) for each in uncertain],
        "questions": [
            {"about": about_key(each.key, lang), "asks": word(lang, "question", each.asks)}
            for each in made.measured.questions
        ],
        "faces": [
            {"font": each.font, "role": _face(each.role, lang), "characters": each.characters}
            for each in made.measured.missing_faces
        ],
    }


def _title(design: str, lang: Language) -> str:
    """Return what a shipped design is called."""
    return str(DESIGNS[design][1]["design"]) if lang == "zh" and design in DESIGNS else design


def _row(each: MeasuredValue, lang: Language) -> dict[str, str]:
    return {
        "about": about_key(each.key, lang),
        "value": value_words(each.key, each.value, lang),
        "why": evidence_of(each, lang),
    }


def about_key(key: KeyPath, lang: Language) -> str:
    """Return what a setting is called, with what it stands below."""
    if lang == "en":
        return " ".join(part.replace("_", " ") for part in key if part != "styles")
    names = [_chinese(key, depth) for depth in range(len(key))]
    return " · ".join(names[1:] if key[0] == "styles" else names)


def _chinese(key: KeyPath, depth: int) -> str:
    if depth == 1 and key[0] == "styles":
        return STYLE_NAMES.get(key[1], key[1])
    found = _key_at(key, depth)
    return found.chinese if found else key[depth]


def _key_at(key: KeyPath, depth: int) -> Key | None:
    if depth == 0:
        return DESIGN.by_name.get(key[0])
    if key[0] == "styles":
        return STYLE.by_name.get(key[2]) if depth == 2 else None
    section = SECTIONS.get(key[0])
    return section.by_name.get(key[depth]) if section is not None and depth == 1 else None


def value_words(key: KeyPath, value: PlainValue, lang: Language) -> str:
    """Return a value as the office says it: 28 毫米, 小标宋, 是; rows by their number."""
    if isinstance(value, list) and any(isinstance(each, dict) for each in value):
        return say("rows-measured", lang, count=len(value))
    if isinstance(value, bool):
        return say("yes" if value else "no", lang)
    if lang == "en" or isinstance(value, dict):
        return as_yaml(value).strip('"')
    if isinstance(value, list):
        between = "／" if any(isinstance(each, list) for each in value) else "、"
        return between.join(value_words(key, each, lang) for each in value)
    found = _key_at(key, len(key) - 1)
    kind = KINDS.get(found.value) if found else None
    words: Mapping[str, object] = kind.words if isinstance(kind, WordsKind) else {}
    if key == ("foot", "rows"):
        return FOOT_SLOTS.get(str(value), str(value))
    if value == "none":
        return say("none", lang)
    meant = words.get(str(value))
    chinese = next((name for name, each in words.items() if each == meant and is_han(name[0])), "")
    return chinese or _LENGTH.sub(lambda match: f"{match[1]} {_UNITS[match[2]]}", str(value))


def _face(role: str, lang: Language) -> str:
    return (
        next((name for name, each in FACES.items() if each == role and is_han(name[0])), role)
        if lang == "zh"
        else role
    )
