"""The printer's sheets, and the right one for a trim size."""

from bulletin_pdf.geometry import A3, A4, Size, mm

SHEETS: dict[str, Size] = {
    "A3": A3, "A4": A4, "A2": Size(mm(420), mm(594)), "SRA3": Size(mm(320), mm(450)),
    "A3+": Size(mm(329), mm(483)), "B4": Size(mm(257), mm(364)), "8K": Size(mm(270), mm(390)),
}  # fmt: skip
"""Portrait; a scheme turns the sheet as it needs it."""

_MIN_16K = mm(250)
"""Pages of 16开 are at least so high; smaller ones go on A3 as ever."""
_MIN_8K = mm(340)
"""Pages of 8开 and A3 are meant to be so large; what is a little larger than A4 is not."""
_TOLERANCE = mm(1)


def sheet_for(trim: Size) -> str:
    """Name the sheet that two pages stand on side by side: 8开 for the 16开 family, A3, A2 for what is larger."""
    if _holds(SHEETS["8K"], trim) and trim.height > _MIN_16K:
        return "8K"
    return "A2" if trim.height > _MIN_8K and _holds(SHEETS["A2"], trim) else "A3"


def _holds(sheet: Size, trim: Size) -> bool:
    return 2 * trim.width <= sheet.height + _TOLERANCE and trim.height <= sheet.width + _TOLERANCE
