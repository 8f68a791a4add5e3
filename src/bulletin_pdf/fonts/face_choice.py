"""The chosen face of a font file: one of a collection, or one weight of a variable font.

`fonts: {hei: NotoSansCJK.ttc#SC}` chooses by script, `simsun.ttc#NSimSun` by name, `msyh.ttc#1` by place,
`Inter.ttf#600` or `Inter.ttf#SemiBold` a weight; a collection of variable fonts takes both: `CJK-VF.ttc#SC#500`.
"""

import re
from collections.abc import Iterator
from struct import Struct, error, iter_unpack, unpack_from
from typing import Final

from bulletin_pdf.fonts.font_file import PLAIN, DamagedFaceError, FaceChoice, FontFile
from bulletin_pdf.named_tuples import NamedTuple

FACE_MARK: Final = "#"
"""Stands between the name of a font file and what is chosen in it."""

_SCRIPTS: Final = {
    "sc": ("sc", "cn", "gb", "hans", "chs", "简", "简体", "简体中文"),
    "tc": ("tc", "tw", "hant", "cht", "繁", "繁体", "繁體"),
    "hk": ("hk", "hc", "mc", "香港"),
    "jp": ("jp", "j", "ja", "日", "日文", "日本"),
    "kr": ("kr", "k", "ko", "韩", "韩文", "韓文"),
}
"""Scripts and places, as makers and offices write them."""
_WORDS: Final = {word: script for script, words in _SCRIPTS.items() for word in words}
_REGULAR: Final = ("", "regular", "normal", "roman", "book", "常规", "標準", "标准")
_WEIGHT: Final = "wght"
# name: family, style, full name, PostScript name; family and style of the whole family; prefix of instances (OpenType).
_FAMILY, _STYLE, _FULL, _POSTSCRIPT, _WHOLE_FAMILY, _STYLE_IN_IT, _PREFIX = 1, 2, 4, 6, 16, 17, 25
# fvar: where axes begin, how many, how long; how many instances follow them, how long.
_AXES, _AXIS = Struct(">4xH2x4H"), Struct(">4s3l2H")
_FIXED: Final = 65536


class NoSuchFaceError(Exception):
    """What was chosen is not in the file; `code` as of `FontFault`, `known` is what could be."""

    def __init__(self, code: str, known: str = "") -> None:
        super().__init__(f"{code} {known}".rstrip())
        self.code, self.known = code, known


class _Weights(NamedTuple):
    """The axes of a variable font, with least, usual and greatest value, and its named weights."""

    axes: dict[str, tuple[float, float, float]]
    named: dict[str, tuple[tuple[str, float], ...]]
    """Name → location."""
    postscript: dict[str, str]
    """Name → PostScript name, where the file gives one."""


def choose_face(path: str, wanted: str) -> FaceChoice:
    """Return the face of a file that `wanted` names, empty for nothing named.

    Of a collection that says which of its faces are for simplified Chinese, that is the one where nothing is named.
    `NoSuchFaceError` when there is no such face; `DamagedFaceError` when the file cannot be read.
    """
    files = [FontFile(path)]
    files += [FontFile(path, index) for index in range(1, files[0].faces)]
    parts = [part.strip() for part in wanted.split(FACE_MARK) if part.strip()]
    index, rest = _index_in(files, parts)
    weight = _weight_in(files[index], rest)
    return weight._replace(place=index)


def _index_in(files: list[FontFile], parts: list[str]) -> tuple[int, list[str]]:
    """Return the place of the face that one of the parts names, and what is left of them."""
    if len(files) == 1:
        # A single face may be named too, also by its place.
        named = [part for part in parts if part == "0" or _named([files[0]], part)]
        return 0, [part for part in parts if part not in named]
    for part in parts:
        found = _named(files, part)
        if found:
            return found[0], [other for other in parts if other is not part]
    if parts and "fvar" not in files[0].tags:
        raise NoSuchFaceError("no-such-face", "、".join(_label(file) for file in files))
    simplified = _of_script(files, "sc")
    return simplified[0] if simplified and 0 not in simplified else 0, parts


def _named(files: list[FontFile], part: str) -> list[int]:
    """Return the faces that a part means, the likeliest first: a place, a name, a script."""
    if re.fullmatch("[0-9]{1,2}", part):
        return [int(part)] if int(part) < len(files) else []
    wanted = _bare(part)
    exact = [index for index, file in enumerate(files) if wanted in set(map(_bare, _names(file)))]
    if exact or wanted not in _WORDS:
        return _regular_first(files, exact)
    return _of_script(files, _WORDS[wanted])


def _of_script(files: list[FontFile], script: str) -> list[int]:
    found = [index for index, file in enumerate(files) if script in _scripts_of(file)]
    return _regular_first(files, found)


def _scripts_of(file: FontFile) -> set[str]:
    families = [text for kind in (_FAMILY, _WHOLE_FAMILY) for text in file.names(kind)]
    tokens = {token for text in families for token in re.split(r"[\W_]+", text.lower())}
    return {_WORDS[token] for token in tokens if token in _WORDS}


def _regular_first(files: list[FontFile], found: list[int]) -> list[int]:
    """Return faces in their order, but those of a regular weight before others: a family has many."""
    return sorted(found, key=lambda index: _bare(_first(files[index], _STYLE_IN_IT, _STYLE)) not in _REGULAR)


def _names(file: FontFile) -> Iterator[str]:
    """Return everything a face is called by."""
    for kind in (_POSTSCRIPT, _FULL, _WHOLE_FAMILY, _FAMILY):
        yield from file.names(kind)
    for family, style in ((_WHOLE_FAMILY, _STYLE_IN_IT), (_FAMILY, _STYLE)):
        for first in file.names(family):
            yield from (f"{first} {second}" for second in file.names(style))


def _first(file: FontFile, *kinds: int) -> str:
    return next((text for kind in kinds for text in file.names(kind) if text), "")


def _label(file: FontFile) -> str:
    return _first(file, _FULL, _FAMILY, _POSTSCRIPT)


def _bare(name: str) -> str:
    """Return a name as it is compared: small letters, without blanks and hyphens."""
    return re.sub(r"[\s_-]+", "", name).lower()


# Weights ------------------------------------------------------------------------------------------


def _weight_in(file: FontFile, parts: list[str]) -> FaceChoice:
    if "fvar" not in file.tags:
        if parts:
            raise NoSuchFaceError("no-such-face", _label(file))
        return PLAIN
    weights = _weights(file)
    known = "、".join(weights.named) or "–".join(f"{value:g}" for value in _range(weights))
    if not parts:
        # Its usual weight may be any (ExtraLight in one case met), so it is not guessed.
        raise NoSuchFaceError("variable", known)
    if len(parts) == 1 and (found := _weight_of(file, weights, parts[0])) is not None:
        return found
    raise NoSuchFaceError("no-such-face", known)


def _weight_of(file: FontFile, weights: _Weights, part: str) -> FaceChoice | None:
    family = _first(file, _PREFIX, _WHOLE_FAMILY, _FAMILY)
    wanted = _bare(part)
    for name, location in weights.named.items():
        if wanted in (_bare(name), _bare(family + name), _bare(weights.postscript.get(name, name))):
            given = weights.postscript.get(name) or f"{family}-{name}".replace(" ", "")
            return FaceChoice(0, location, given)
    least, greatest = _range(weights)
    if re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,2})?", part) and least <= float(part) <= greatest > least:
        usual = {tag: usual for tag, (_, usual, _) in weights.axes.items()}
        location = tuple({**usual, _WEIGHT: float(part)}.items())
        return FaceChoice(0, location, f"{family}-{_WEIGHT}{float(part):g}".replace(" ", ""))
    return None


def _range(weights: _Weights) -> tuple[float, float]:
    least, _, greatest = weights.axes.get(_WEIGHT, (0.0, 0.0, 0.0))
    return least, greatest


def _weights(file: FontFile) -> _Weights:
    """Read fvar; `DamagedFaceError` when it is not what it should be."""
    table = file.table("fvar")
    try:
        start, count, size, instances, length = _AXES.unpack_from(table)
        axes: dict[str, tuple[float, float, float]] = {}
        for number in range(count):
            tag, least, usual, greatest, *_ = _AXIS.unpack_from(table, start + size * number)
            axes[tag.decode("latin-1")] = (least / _FIXED, usual / _FIXED, greatest / _FIXED)
        found = _Weights(axes, {}, {})
        for number in range(instances):
            place = start + size * count + length * number
            _add_instance(file, found, table[place : place + length])
    except (error, UnicodeDecodeError) as damage:
        raise DamagedFaceError(f"fvar: {damage}") from damage
    return found


def _add_instance(file: FontFile, weights: _Weights, record: bytes) -> None:
    count = len(weights.axes)
    (kind,) = unpack_from(">H", record)
    values = [value / _FIXED for (value,) in iter_unpack(">l", record[4 : 4 + 4 * count])]
    location = tuple(zip(weights.axes, values, strict=True)) if len(values) == count else ()
    own = unpack_from(">H", record, 4 + 4 * count)[0] if len(record) >= 6 + 4 * count else 0
    for name in file.names(kind):
        if location:
            weights.named.setdefault(name, location)
            weights.postscript[name] = _first(file, own) if own not in (0, 0xFFFF) else ""


def cut_weight(path: str, choice: FaceChoice) -> bytes:
    """Return a variable font cut at a weight, as a font file of one face; `DamagedFaceError` if it cannot be."""
    import uharfbuzz

    try:
        face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path), choice.place)
        wanted = uharfbuzz.SubsetInput()
        wanted.keep_everything()
        wanted.flags = uharfbuzz.SubsetFlags(wanted.flags) | uharfbuzz.SubsetFlags.DOWNGRADE_CFF2
        for tag, value in choice.location:
            wanted.pin_axis_location(face, tag, value)
        return bytes(uharfbuzz.SubsetPlan(face, wanted).execute().blob.data)
    except (uharfbuzz.HarfBuzzError, RuntimeError) as damage:
        raise DamagedFaceError(f"{path}: {damage}") from damage
