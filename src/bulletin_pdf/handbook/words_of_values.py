"""The Chinese names of values that are one of several words."""

from collections.abc import Mapping
from typing import Final

from bulletin_pdf.design import vocabulary as design
from bulletin_pdf.design.kinds import KINDS, NEVER, WordsKind
from bulletin_pdf.design.switches import WORDS
from bulletin_pdf.handbook.key_tables import FileKind
from bulletin_pdf.issue.vocabulary import CONTENTS, FITS, LANGS, RETENTIONS, SPANS
from bulletin_pdf.volume.plan.volume_vocabulary import ERRATA, ORDERS, PART_WORDS
from bulletin_pdf.yamldoc.fields import TRUTHS
from bulletin_pdf.yamldoc.key_table import is_han

Words = Mapping[str, str]


def pairs(choices: Mapping[str, object]) -> Words:
    """Return for each word that is not Chinese the first Chinese one with its meaning."""
    chinese: dict[object, str] = {}
    for word, meaning in choices.items():
        if is_han(word):
            chinese.setdefault(meaning, word)
    return {word: chinese[mean] for word, mean in choices.items() if not is_han(word) and mean in chinese}


_OF_ISSUE: Final[Mapping[str, Mapping[str, object]]] = {
    "contents": CONTENTS,
    "lang": LANGS,
    "fit": FITS,
    "column_span": SPANS,
    "retention": RETENTIONS,
    "flag": TRUTHS,
}
_OF_VOLUME: Final[Mapping[str, Mapping[str, object]]] = {
    "flag": TRUTHS,
    "parts": PART_WORDS,
    "order": ORDERS,
    "errata_mode": ERRATA,
    "retention": RETENTIONS,
}
_OF_DESIGN: Final[Mapping[str, Mapping[str, object]]] = {
    **{name: kind.words for name, kind in KINDS.items() if isinstance(kind, WordsKind)},
    **WORDS,
    "flag": TRUTHS,
    "numbers": NEVER,
    "slots": design.SLOT_WORDS,
    "slot": design.SLOT_WORDS,
    "foot_rows": design.FOOT_SLOT_WORDS,
    "style_name": design.STYLE_WORDS,
    "under_title": design.UNDER_TITLE,
    "name_row": TRUTHS,
    "rule": {"none": 0, "无": 0},
    "weights": {"none": 0, "无": 0},
}


def choices(kind: FileKind, of_design: bool, value: str) -> Mapping[str, object]:
    """Return the words that a kind of value may be, each with its meaning; empty where it is no word."""
    if kind == "volume":
        return _OF_VOLUME.get(value, {})
    return (_OF_DESIGN if of_design else _OF_ISSUE).get(value, {})
