"""Which role of the font book a font of a Word document has, and whether the program knows it by that name."""

from typing import Final

from bulletin_pdf.design.kinds import FACES
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.proposal.word_lines import WordFont

_SAME: Final = {
    "simsun": "song", "nsimsun": "song", "新宋体": "song", "simhei": "hei", "fangsong": "fangsong", "simfang": "fangsong",
    "fangsong_gb2312": "fangsong", "kaiti": "kai", "kaiti_gb2312": "kai", "simkai": "kai", "stzhongsong": "zhongsong",
    "小标宋体": "xbs", "方正小标宋": "xbs", "fzxiaobiaosong-b05s": "xbs", "fzxiaobiaosong-b05": "xbs", "方正小标宋_gb18030": "xbs",
    "方正仿宋简体": "fangsong", "方正楷体简体": "kai", "方正黑体简体": "hei", "方正书宋简体": "shusong",
}  # fmt: skip
"""Other names of faces that ship or whose cut is the same."""
_KINDS: Final = (
    ("小标宋", "xbs"), ("xiaobiaosong", "xbs"), ("标宋", "xbs"), ("仿宋", "fangsong"), ("fangsong", "fangsong"), ("中宋", "zhongsong"),
    ("书宋", "shusong"), ("楷", "kai"), ("kai", "kai"), ("黑", "hei"), ("hei", "hei"), ("等线", "hei"), ("yahei", "hei"),
    ("宋", "song"), ("song", "song"), ("ming", "song"),
)  # fmt: skip
"""What a name has in it, and the role that stands in for such a face."""
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
        kind = next((role for part, role in _KINDS if part in plain), stand_in)
        return WordFace("zhongsong" if bold and kind == "song" else kind, False)
    return WordFace("zhongsong" if bold and role == "song" else role, True)


def latin_of(font: WordFont) -> str:
    """Return the role of its Latin letters; nothing for Times New Roman and faces that do not ship."""
    plain = font.latin.strip().lower().replace(" ", "")
    if plain in _TIMES:
        return "latin"
    found = face_of(font.latin, stand_in="")
    return found.role if found.known else ""
