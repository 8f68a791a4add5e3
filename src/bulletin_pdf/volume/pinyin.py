"""Pinyin order: syllable by syllable, by letters, then tone, then character.

Readings come from pypinyin, whose phrase table knows 长沙 (cháng) from 长者 (zhǎng). It takes a
tenth of a second to load and is asked only when there is an index to sort.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

SKIPPED = "“”‘’《》〈〉「」『』【】〔〕（）()[]—－-·…、，。：；！？ \u3000"
"""Marks say nothing of the order: “四字”要诀 stands under S."""

_READINGS: Mapping[str, str] = {
    "单县": "shan4 xian4",
    "洪洞": "hong2 tong2",
    "繁峙": "fan2 shi4",
    "浚县": "xun4 xian4",
    "栎阳": "yue4 yang2",
}
"""Place names whose reading its table misses."""


class Syllable(NamedTuple):
    """One character's place in the order; what is not Han comes first, as it is written."""

    han: bool
    letters: str
    tone: str
    char: str


def sort_key(text: str) -> tuple[Syllable, ...]:
    """Give the key a text is sorted by."""
    kept = "".join(char for char in text if char not in SKIPPED)
    keys: list[Syllable] = []
    for char, reading in zip(kept, _readings(kept), strict=True):
        if reading == char:
            keys.append(Syllable(False, char.upper(), "", char))
        else:
            keys.append(Syllable(True, reading.rstrip("12345"), reading[-1:], char))
    return tuple(keys)


def initial(text: str) -> str:
    """Give the letter a text stands under in an index; # for figures and what has no reading."""
    key = sort_key(text)
    letter = key[0].letters[:1].upper() if key else ""
    return letter if "A" <= letter <= "Z" else "#"


def in_pinyin_order(texts: Iterable[str]) -> list[str]:
    """Sort texts."""
    return sorted(texts, key=sort_key)


def _readings(text: str) -> list[str]:
    """Give a reading with its tone for each character; what has none stands for itself."""
    from pypinyin import Style, lazy_pinyin

    readings: list[str] = []
    for reading in lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True):
        # A stretch without readings comes back whole, as it stands in the text.
        bare = text.startswith(reading, len(readings))
        readings += list(reading) if bare else [reading]
    for name, reading in _READINGS.items():
        at = text.find(name)
        if at >= 0:
            readings[at : at + len(name)] = reading.split()
    return readings
