"""Keeps the catalogues of words: entries in order, and the form that gettext reads made fresh."""

import os
from pathlib import Path

import polib

CATALOGUES = tuple(sorted((Path(__file__).parent.parent / "src/bulletin_pdf/locale").rglob("*.po")))

# A problem and its hint stand together.
_FIRST = ("problem", "hint")


def in_order(path: Path) -> str:
    """Give the text of a catalogue as it should stand in its file."""
    catalogue = polib.pofile(str(path), wrapwidth=0)
    catalogue.sort(key=_place)
    return f"{catalogue}\n"


def _place(entry: polib.POEntry) -> tuple[str, str, int]:
    if entry.msgctxt in _FIRST:
        return "", entry.msgid, _FIRST.index(entry.msgctxt)
    return entry.msgctxt, entry.msgid, 0


def compile_stale() -> None:
    """Compile what was changed since it was last compiled."""
    for path in CATALOGUES:
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime <= path.stat().st_mtime:
            part = compiled.with_suffix(f".{os.getpid()}.part")
            part.write_bytes(polib.pofile(str(path)).to_binary())
            part.replace(compiled)
