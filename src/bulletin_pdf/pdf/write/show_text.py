"""A run of text → the operator that shows it: Tj, or TJ with what squeezing and justifying decided."""

from collections.abc import Sequence
from itertools import groupby

from bulletin_pdf.pdf.objects import number
from bulletin_pdf.pdf.write.embedded_fonts import EmbeddedFont
from bulletin_pdf.pdf.write.font_tables import hexadecimal

Shifts = Sequence[tuple[int, float]]


def show_operator(text: str, size: float, tracking: float, shifts: Shifts, font: EmbeddedFont) -> str:
    """Write the showing operator of a run: Tj, or TJ with what squeezing and justifying decided."""
    units = font.units(text)
    if units is not None:
        codes, shifts = _joined(units, tracking, shifts)
        if font.places_marks:
            return _placed(codes, shifts, font.offsets(text), size)
        return _adjusted(hexadecimal(codes), shifts, size)
    digits = font.digits(text)
    return _adjusted(digits, shifts, size) if shifts else f"<{digits}> Tj"


def _joined(units: list[tuple[str, int]], tracking: float, moved: Shifts) -> tuple[str, Shifts]:
    """Return the codes of a text with clusters, and shifts that count codes instead of characters.

    Glyphs of a cluster touch (T-05). Tracking and shifts of all its characters come
    after it, so that the run is as wide as `TextRun` says.
    """
    extra = dict(moved)
    codes, place = "", 0
    shifts: list[tuple[int, float]] = []
    for unit, count in units:
        shifts.extend((len(codes) + inner, -tracking) for inner in range(len(unit) - 1))
        codes += unit
        shift = sum(extra.get(place + offset, 0.0) for offset in range(count))
        shifts.append((len(codes) - 1, shift + (count - 1) * tracking))
        place += count
    return codes, shifts


def _placed(codes: str, shifts: Shifts, offsets: Sequence[tuple[float, float]], size: float) -> str:
    """Write a run with marks that stand where the shaper puts them: `offsets` (em, right and up) are one to a code.

    What moves a glyph aside is taken back behind it, so that the run is as wide as it was.
    """
    moved = dict.fromkeys(range(-1, len(codes)), 0.0)
    for place, shift in shifts:
        moved[place] += shift
    for place, (x, _) in enumerate(offsets):
        moved[place - 1] += x * size
        moved[place] -= x * size
    shown: list[str] = []
    end = 0
    for y, group in groupby(offsets, key=lambda offset: offset[1]):
        start, end = end, end + len(list(group))
        first = -1 if start == 0 else start
        inside = [(place - start, moved[place]) for place in range(first, end) if moved[place]]
        part = _adjusted(hexadecimal(codes[start:end]), inside, size)
        shown.append(f"{number(y * size)} Ts {part} 0 Ts" if y else part)
    return " ".join(shown)


def _adjusted(digits: str, shifts: Shifts, size: float) -> str:
    """Write a TJ array. What rounding to 0.001 em leaves over is carried on, so no error builds up."""
    parts: list[str] = []
    start, wanted, written = 0, 0.0, 0
    scale = 1000 / size
    for place, shift in shifts:
        wanted += shift * scale
        step = round(wanted) - written
        if step:
            written += step
            end = 4 * place + 4
            parts.append(f"<{digits[start:end]}>{-step}")
            start = end
    if start < len(digits):
        parts.append(f"<{digits[start:]}>")
    return f"[{''.join(parts)}] TJ"
