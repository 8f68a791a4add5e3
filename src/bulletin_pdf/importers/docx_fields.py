"""What the fields of a Word document show that have no result of their own: EQ, form fields.

EQ draws its arguments: 带圈字符 are ``\\o\\ac(○,21)``, fractions ``\\f(1,2)``, roots ``\\r(3,x)``.
"""

import re

from bulletin_pdf.importers.docx_package import W, XmlElement

_SHAPES = frozenset("○〇◯Oo□△◇")
_CIRCLED = "⓪" + "".join(map(chr, [*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0)]))
_HAN_CIRCLED = dict(zip("一二三四五六七八九十", map(chr, range(0x3280, 0x328A)), strict=True))
_MAX_LEVELS = 8


def shown_by_equation(instruction: str) -> str:
    """Return the text an EQ field draws, in one line."""
    body = re.sub(r"^\s*EQ\b", "", instruction, flags=re.I).strip()
    return _drawn(body, 0).strip()


def _drawn(text: str, level: int) -> str:
    """Draw a text in which switches like ``\\f(…)`` stand."""
    made, at = "", 0
    while at < len(text):
        switch = re.compile(r"((?:\\[a-zA-Z]+\s*-?[0-9]*\s*)+)\(").match(text, at)
        if switch is None or level > _MAX_LEVELS:
            if text[at] == "\\" and at + 1 < len(text) and text[at + 1] in "(),;\\":
                at += 1
            made += text[at]
            at += 1
            continue
        end = _closing(text, switch.end() - 1)
        parts = [_drawn(part, level + 1) for part in _parts(text[switch.end() : end])]
        made += _in_switch(re.findall(r"\\([a-zA-Z]+)", switch[1].lower()), parts)
        at = end + 1
    return made


def _closing(text: str, opening: int) -> int:
    """Where the bracket opened here is closed; the end when it is not."""
    depth = 0
    for at in range(opening, len(text)):
        depth += (text[at] == "(") - (text[at] == ")")
        if not depth:
            return at
    return len(text)


def _parts(text: str) -> list[str]:
    """Cut arguments at the commas and semicolons that stand in no inner bracket."""
    parts, depth = [""], 0
    for char in text:
        depth += (char == "(") - (char == ")")
        if char in ",;，；" and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def _in_switch(names: list[str], parts: list[str]) -> str:
    kind = names[0][:1]
    if kind == "f" and len(parts) == 2:
        return f"{_group(parts[0])}/{_group(parts[1])}"
    if kind == "r":
        return f"{parts[0] if len(parts) > 1 else ''}√{_group(parts[-1])}"
    if kind == "o":
        return _overstruck([part.strip() for part in parts])
    return f"({','.join(parts)})" if kind == "b" else "".join(parts)


def _overstruck(parts: list[str]) -> str:
    """Characters set over each other: a shape around a figure is one character where Unicode has it."""
    inside = "".join(part for part in parts if part not in _SHAPES)
    if len(parts) == 2 and inside and parts[0] in _SHAPES:
        if inside.isascii() and inside.isdigit() and int(inside) < len(_CIRCLED) and parts[0] not in "□△◇":
            return _CIRCLED[int(inside)]
        if parts[0] not in "□△◇":
            return _HAN_CIRCLED.get(inside, inside)
    return inside or "".join(parts)


def _group(text: str) -> str:
    text = text.strip()
    return text if len(text) < 2 or text.isalnum() else f"({text})"


def form_field(begin: XmlElement) -> tuple[str, bool]:
    """Return what a form field at this w:fldChar shows by itself, and whether it is a box to tick."""
    data = begin.find(W + "ffData")
    box = None if data is None else data.find(W + "checkBox")
    if box is not None:
        checked = box.find(W + "checked")
        state = checked if checked is not None else box.find(W + "default")
        ticked = state is not None and state.get(W + "val", "1") not in ("0", "false", "off")
        return ("☑" if ticked else "□"), True
    chosen = None if data is None else data.find(W + "ddList")
    if chosen is None:
        return "", False
    entries = [entry.get(W + "val", "") for entry in chosen.findall(W + "listEntry")]
    result = chosen.find(W + "result")
    number = "0" if result is None else result.get(W + "val", "0")
    at = int(number) if number.isdigit() and len(number) < 4 else 0
    return (entries[at] if at < len(entries) else ""), False
