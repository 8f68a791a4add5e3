"""Which role of the font book a font of a Word document has, and whether the program knows it by that name."""

from typing import Final

from bulletin_pdf.design.kinds import FACES
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.proposal.font_roles import role_of
from bulletin_pdf.proposal.word_lines import WordFont

_SAME: Final = {
    "simsun": "song", "nsimsun": "song", "新宋体": "song", "simhei": "hei", "fangsong": "fangsong", "simfang": "fangsong",
    "fangsong_gb2312": "fangsong", "kaiti": "kai", "kaiti_gb2312": "kai", "simkai": "kai", "stzhongsong": "zhongsong",
    "小标宋体": "xbs", "方正小标宋": "xbs", "fzxiaobiaosong-b05s": "xbs", "fzxiaobiaosong-b05": "xbs", "方正小标宋_gb18030": "xbs",
    "方正仿宋简体": "fangsong", "方正楷体简体": "kai", "方正黑体简体": "hei", "方正书宋简体": "shusong",
}  # fmt: skip
"""Other names of faces that ship or whose cut is the same."""
_TIMES: Final = ("timesnewroman", "times", "timesnewromanpsmt", "liberationserif", "nimbusromno9l")


class WordFace(NamedTuple):
    """A role and whether the font is one the program knows by its name."""

    role: str
    known: bool


def face_of(name: str, *, bold: bool = False, stand_in: str = "fangsong") -> WordFace:
    """Return the role of a font; `stand_in` for one whose name says nothing. 宋体 in bold type is 中宋."""
    plain = name.strip().lstrip("@").lower().replace(" ", "")
    exact = {known.lower(): role for known, role in FACES.items()} | _SAME
    role = exact.get(plain)
    if role is None:
        found = role_of(name)
        role = found.role or stand_in
        return WordFace("zhongsong" if bold and role == "song" else role, found.ships)
    return WordFace("zhongsong" if bold and role == "song" else role, True)


def latin_of(font: WordFont) -> str:
    """Return the role of its Latin letters; nothing for Times New Roman and faces that do not ship."""
    plain = font.latin.strip().lower().replace(" ", "")
    if plain in _TIMES:
        return "latin"
    found = face_of(font.latin, stand_in="")
    return found.role if found.known else ""
