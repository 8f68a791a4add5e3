"""The name a PDF or a Word file gives to a font → the role that serves it, and whether that very face ships."""

from typing import Final

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern

_ROLES: Final = (
    ("xbs", pattern(r"(?i).*(xbs|标宋|biaosong|FZXBSJW|cusong|粗宋|(notoserif|sourcehanserif|思源宋体).*(bold|black|heavy|semibold)).*")),
    ("zhongsong", pattern(r"(?i).*(zhongsong|中宋).*")),
    ("shusong", pattern(r"(?i).*(shusong|书宋|FZSS|FZBaoSong|报宋).*")),
    ("fangsong", pattern(r"(?i).*(fangsong|仿宋|FZFS|zhuque|朱雀).*")),
    ("kai", pattern(r"(?i).*(kai|楷|FZKT).*")),
    ("hei", pattern(r"(?i).*(hei|黑|FZHT|notosans|sourcehansans|思源黑体|gothic|yahei|wenquanyi|wqy|dengxian|等线|droidsans|ming(?=hei)).*")),
    ("song", pattern(r"(?i).*(song|宋|simsun|FZSY|notoserif|sourcehanserif|uming|mingliu|batang).*")),
)  # fmt: skip
"""Words in the names of fonts, the surest first."""
_SHIPPED: Final = pattern(r"(?i)(noto(serif|sans)sc|lxgwwenkaigblite|zhuquefangsong|liberationserif).*")
_BETWEEN: Final = pattern(r"[ _-]")
_SUBSET: Final = pattern(r"[A-Z]{6}\+(.+)")
_ALIKE: Final = {"zhongsong": "xbs", "shusong": "song"}


class FontRole(NamedTuple):
    """What serves a font of an old paper."""

    role: str
    """Of the font book; empty where the name says nothing."""
    ships: bool


def role_of(font: str) -> FontRole:
    """Return the role for a font by its name."""
    name = named.group(1) if (named := _SUBSET.fullmatch(font)) else font
    name = _BETWEEN.sub("", name)
    role = next((role for role, words in _ROLES if words.fullmatch(name)), "")
    return FontRole(role, bool(_SHIPPED.fullmatch(name)))


def served_alike(one: str, other: str) -> bool:
    """Whether the faces that ship for two roles are the same."""
    return _ALIKE.get(one, one) == _ALIKE.get(other, other)
