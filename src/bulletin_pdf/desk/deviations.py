"""Deviations of a design from GB/T 9704 in words of the office: sizes as 字号, lengths in millimetres."""

import re

from bulletin_pdf.design.model import HouseStyle
from bulletin_pdf.design.standard import deviations
from bulletin_pdf.design.vocabulary import STYLE, STYLE_NAMES
from bulletin_pdf.desk.words import say
from bulletin_pdf.geometry import ZIHAO
from bulletin_pdf.messages import Language

_POINTS = re.compile(r"([0-9.]+) pt")
_NEAR = 0.3
"""pt between a size and the 字号 that it is called."""
_FACES = ("xbs", "zhongsong", "shusong", "song", "fangsong", "kai", "hei")
_WORDS = ("True", "False", "center", "left", "right", "outer", "red", "black", *_FACES)


def deviations_of(house: HouseStyle, lang: Language) -> list[dict[str, str]]:
    """Return what a design has and the standard has otherwise, each once."""
    found = {
        _about(each.path, lang): (_value(each.found, lang), _value(each.wanted, lang))
        for each in deviations(house)
    }
    return [{"about": about, "found": has, "wanted": wanted} for about, (has, wanted) in found.items()]


def _about(path: str, lang: Language) -> str:
    """Return what a setting is called: a style and what it sets, or the words for it."""
    if not path.startswith("styles."):
        return say(f"deviation-{path}", lang)
    _, style, setting = path.split(".")
    if lang == "en":
        return f"{style} {setting}".replace("_", " ")
    return STYLE_NAMES[style] + STYLE.by_name[setting].chinese


def _value(said: str, lang: Language) -> str:
    if said in _WORDS:
        return say(f"value-{said}", lang)
    return _POINTS.sub(lambda match: _size(float(match[1]), lang), said).replace(
        " mm", say("millimetres", lang)
    )


def _size(size: float, lang: Language) -> str:
    name, near = min(ZIHAO.items(), key=lambda item: abs(item[1] - size))
    return name if abs(near - size) <= _NEAR else say("about-size", lang, size=name)
