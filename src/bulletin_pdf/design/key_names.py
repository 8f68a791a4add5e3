"""Keys of a design as details of a problem."""

from collections.abc import Iterable

from bulletin_pdf.design.kinds import Length, written
from bulletin_pdf.design.vocabulary import DESIGN, FOLIO, GRID, PAGE, ROW, SLOT, STYLE, STYLES
from bulletin_pdf.messages import KeyName
from bulletin_pdf.yamldoc.key_table import Keys

_BELOW = {"page": PAGE, "grid": GRID, "folio": FOLIO, "styles": STYLES}


def key_name(name: str, table: Keys) -> KeyName:
    """Return a key of a table."""
    return KeyName(name, table.by_name[name].chinese)


def row_keys(names: Iterable[str]) -> tuple[KeyName, ...]:
    """Return keys of a row."""
    return tuple(key_name(name, ROW) for name in names)


def slot_keys(names: Iterable[str]) -> tuple[KeyName, ...]:
    """Return keys of a slot."""
    return tuple(key_name(name, SLOT) for name in names)


def style_key(name: str) -> KeyName:
    """Return a key of a style."""
    return key_name(name, STYLE)


def style_name(name: str) -> KeyName:
    """Return a style."""
    return key_name(name, STYLES)


def length_name(length: Length) -> KeyName:
    """Return a length as an editor writes it in either language."""
    english = written(length)
    chinese = {"mm": "毫米", "cm": "厘米", "pt": "磅", " lines": "行", "cell": "满格"}
    unit = next((unit for unit in chinese if english.endswith(unit)), "")
    return KeyName(english, english.removesuffix(unit) + chinese.get(unit, ""))


def path_name(path: str) -> KeyName:
    """Return a setting with what it stands below, such as `page.bottom`; a name alone is a key of a row."""
    part, dot, name = path.partition(".")
    if not dot:
        return key_name(path, ROW)
    return KeyName(path, f"{DESIGN.by_name[part].chinese}.{_BELOW[part].by_name[name].chinese}")
