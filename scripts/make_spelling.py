"""Makes the tables of the spelling check in src/bulletin_pdf/proof/data.

sounds.txt: the characters of 通用规范汉字表 by their commonest reading without tone, as pypinyin gives it.
shapes.txt: characters that look alike in the shipped 宋体 face: drawn small, nearly all ink of either
lies on or beside the ink of the other.
spelling.txt: how often single characters and words of two to four characters occur, from data/words.txt.
official_words.txt: the words that the fixed terms of official_terms.txt and formulas.txt are made of.
idioms.txt: idioms of four characters, from data/words.txt.
known.txt: words of known_words.txt, of terms and places that spelling.txt lacks, and how often the dictionary has them.
behind.txt, before.txt: what stands behind and before each character in words and terms.
forms.txt: what one slip makes of the fixed phrases of formulas.txt and official_terms.txt.
gaps.txt: words that may be meant, with each character in turn left open, and what makes a word of them.

    make_spelling.py            takes about a minute
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from pypinyin import Style, pinyin

from bulletin_pdf.compose.segmenter import full_segmenter
from bulletin_pdf.proof.formulas import lines_of_forms
from bulletin_pdf.proof.lexicon import gathered_words
from bulletin_pdf.proof.spelling_tables import characters_beside, words_with_gaps

ROOT = Path(__file__).parent.parent
SHIPPED = ROOT / "src/bulletin_pdf/data"
TABLES = ROOT / "src/bulletin_pdf/proof/data"
FACE = ROOT / "fonts/song/NotoSerifSC_400Regular.ttf"

COMMON = 3500
"""Characters of the first level of the list."""
SEEN = 6500
"""Characters of the first two levels."""
SIDE = 36
"""Pixels a drawn character is wide and high."""
ALIKE = 0.905
"""Share of the ink of one character that must lie on or beside the ink of the other."""
OFTEN = 30
"""Rarer words are nobody's first guess."""
FIXED = 10
"""So often a fixed wording occurs that counts as an idiom."""
ALSO = ("张冠李戴", "修葺一新")
"""Idioms that the dictionary has under another kind."""
VARIANTS = (
    "身分不明",
    "形迹可疑",
    "地尽其力",
    "其他支出",
    "断开连接",
    "绝不放弃",
    "风声水起",
    "卯足了劲",
    "国家兴亡",
    "不知所终",
    "不堪其忧",
)
"""Idioms that another way of writing is as good as, and no idioms."""
NAMES = ("nr", "nrt", "nrfg", "nt", "nz")


def main() -> None:
    """Write the tables."""
    chars = [char for char in (SHIPPED / "tgscc-2013.txt").read_text("utf-8") if "\u4e00" <= char <= "\u9fff"]
    _write("sounds.txt", _sounds(chars))
    _write("shapes.txt", _alike(chars[:SEEN]))
    _write("spelling.txt", _words())
    _write("official_words.txt", _official_words())
    _write("known.txt", _known())
    _write("idioms.txt", _idioms())
    _write("forms.txt", lines_of_forms())
    _write("gaps.txt", _columns(words_with_gaps()))
    _write("behind.txt", _columns(characters_beside(0)))
    _write("before.txt", _columns(characters_beside(1)))


def _idioms() -> Iterator[str]:
    """Give the idioms of four characters, and fixed wordings that are not made of two words."""
    rows = [line.split(" ") for line in _dictionary()]
    words = {word for word, _, _ in rows}
    for word, often, kind in rows:
        if not re.fullmatch("[\u4e00-\u9fff]{4}", word) or word[0] == word[2] or word in VARIANTS:
            continue
        fixed = kind == "l" and int(often) >= FIXED and not (word[:2] in words and word[2:] in words)
        if kind == "i" or (fixed and word[1] != word[3]) or word in ALSO:
            yield word


def _columns(table: Mapping[str, str]) -> Iterator[str]:
    yield from (f"{key} {value}" for key, value in table.items())


def _known() -> Iterator[str]:
    """Give the words that the counts lack, and how often the dictionary has them."""
    often = {word: count for word, count, _ in map(str.split, _dictionary())}
    yield from (f"{word} {often.get(word, 0)}" for word in gathered_words())


def _dictionary() -> list[str]:
    return (SHIPPED / "words.txt").read_text("utf-8").splitlines()


def _official_words() -> Iterator[str]:
    """Give the words of two and three characters that fixed terms are made of."""
    segmenter = full_segmenter()
    terms = [
        term.strip("“”")
        for name in ("official_terms.txt", "formulas.txt")
        for line in (TABLES / name).read_text("utf-8").splitlines()
        if not line.startswith("#")
        for term in line.split()
    ]
    words = {word for term in terms for word in (*segmenter.cut(term, False), term)}
    yield from sorted(word for word in words if re.fullmatch("[\u4e00-\u9fff]{2,3}", word))


def _write(name: str, lines: Iterator[str]) -> None:
    (TABLES / name).write_text("".join(f"{line}\n" for line in lines), "utf-8")


def _sounds(chars: list[str]) -> Iterator[str]:
    by_sound: defaultdict[str, list[str]] = defaultdict(list)
    for char in chars:
        by_sound[pinyin(char, style=Style.NORMAL)[0][0]].append(char)
    for sound, found in sorted(by_sound.items()):
        yield f"{sound} {''.join(found)}"


def _alike(chars: list[str]) -> Iterator[str]:
    font = ImageFont.truetype(str(FACE), SIDE - 4)
    inks = [_ink(char, font) for char in chars]
    grown = [_grown(ink) for ink in inks]
    like: defaultdict[str, list[str]] = defaultdict(list)
    for at, char in enumerate(chars):
        for other in range(min(at, COMMON)):
            one = (inks[at] & grown[other]).bit_count() / inks[at].bit_count()
            if one >= ALIKE and (inks[other] & grown[at]).bit_count() / inks[other].bit_count() >= ALIKE:
                like[char].append(chars[other])
                like[chars[other]].append(char)
    for char in chars:
        if like[char]:
            yield char + "".join(like[char])


def _ink(char: str, font: ImageFont.FreeTypeFont) -> int:
    """Draw a character; each pixel is a bit of the number."""
    image = Image.new("L", (SIDE, SIDE), 0)
    ImageDraw.Draw(image).text((SIDE // 2, SIDE // 2), char, font=font, fill=255, anchor="mm")
    ink = 0
    for value in image.tobytes():
        ink = ink << 1 | (value > 110)
    return ink


def _grown(ink: int) -> int:
    """Spread ink by a pixel to every side; a margin of two pixels keeps rows apart."""
    wide = ink | ink << 1 | ink >> 1
    return wide | wide << SIDE | wide >> SIDE


def _words() -> Iterator[str]:
    for line in _dictionary():
        word, often, kind = line.split(" ")
        if not re.fullmatch("[\u4e00-\u9fff]{1,4}", word):
            continue
        is_name = kind in NAMES or kind == "ns" and len(word) == 2
        if len(word) == 1 or int(often) >= OFTEN and not is_name:
            yield f"{word} {often}"


if __name__ == "__main__":
    main()
