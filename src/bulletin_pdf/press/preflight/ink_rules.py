"""F-05, F-06, F-08…F-12, F-14: the inks of each mark and what lies beneath it."""

from collections.abc import Iterator

from bulletin_pdf.pdf.foreign.colour_spaces import Colour, ColourSpaces
from bulletin_pdf.pdf.foreign.painted_marks import PaintedMark
from bulletin_pdf.press.preflight.file_rules import intent_profile
from bulletin_pdf.press.preflight.findings import JudgedFile, PreflightFindings, beside_pages, on_page
from bulletin_pdf.problem_codes import Code

_SMALL_BLACK = 12.0
_THIN_BLACK = 2.0
_SMALL_MIXED = 9.0
_HAIRLINE = 0.25
_MAX_INK = 300
"""R-38: what uncoated paper takes, %."""
_BLACK = 0.85
_MAX_SPOTS = 2
_PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
_SPOKEN_FOR = {
    b"CMYK": ("DeviceGray", "DeviceCMYK"),
    b"RGB ": ("DeviceGray", "DeviceRGB"),
    b"GRAY": ("DeviceGray",),
}
"""Colours of the output intent's profile → the devices that are meant by it (ISO 15930-7, 6.2.4.3)."""


def check_overprint(subject: JudgedFile, findings: PreflightFindings) -> None:
    """F-05, F-06: white must not overprint, small black must."""
    for number, mark in _marks(subject):
        if mark.kind == "image":
            continue
        if mark.overprint and is_white(mark.colour):
            findings.add(Code.WHITE_OVERPRINTS, number)
        elif mark.overprint and mark.colour.space == "DeviceGray":
            findings.add(Code.GRAY_OVERPRINTS, number)
        elif is_pure_black(mark.colour) and not mark.overprint:
            if mark.kind == "text" and mark.size < _SMALL_BLACK:
                findings.add(Code.BLACK_TEXT_KNOCKS_OUT, number)
            elif mark.kind != "text" and 0 < mark.size < _THIN_BLACK:
                findings.add(Code.BLACK_LINE_KNOCKS_OUT, number)


def check_text_ink(subject: JudgedFile, findings: PreflightFindings) -> None:
    """F-08: black text on the black plate alone, small text in one ink."""
    for number, mark in _marks(subject):
        if mark.kind != "text" or not mark.text.strip():
            continue
        plates = plates_of(mark.colour)
        if is_rich_black(mark.colour):
            findings.add(Code.BLACK_TEXT_NOT_PURE, number)
        elif len(plates) > 1 and mark.size < _SMALL_MIXED:
            findings.add(Code.SMALL_TEXT_IN_SEVERAL_INKS, number)


def check_lines(subject: JudgedFile, findings: PreflightFindings) -> None:
    """F-09: lines that vanish on a plate."""
    for number, mark in _marks(subject):
        thin = mark.size < _HAIRLINE - 0.005
        if thin and (mark.kind == "stroke" or (mark.kind == "fill" and _is_long(mark))):
            findings.add(Code.LINE_TOO_THIN, number, found=f"{mark.size:.3f}")


def _is_long(mark: PaintedMark) -> bool:
    return max(mark.right - mark.left, mark.bottom - mark.top) > 5


def check_spots(subject: JudgedFile, findings: PreflightFindings) -> None:
    """F-10: few spots with clear names, each the same ink everywhere; /All outside the trim only."""
    spaces: dict[str, object] = {}
    for number, look in enumerate(subject.looks, start=1):
        for name, space in look.spaces:
            if spaces.setdefault(name, space) != space:
                findings.add(Code.SPOT_INK_AMBIGUOUS, number, found=name)
    names = {plate for name in spaces for plate in name.split("+")} - {"All", "None", *_PROCESS}
    if len(names) > _MAX_SPOTS:
        findings.add(Code.TOO_MANY_SPOT_INKS, found=tuple(sorted(names)))
    alike: dict[str, str] = {}
    for name in sorted(names):
        other = alike.setdefault("".join(name.lower().split()), name)
        if other != name:
            findings.add(Code.SPOT_INK_AMBIGUOUS, found=f"{other}, {name}")
    for number, mark in _marks(subject):
        if "All" in mark.colour.names:
            findings.add(Code.REGISTRATION_COLOUR_ON_PAGE, number)


def check_total_ink(subject: JudgedFile, findings: PreflightFindings) -> None:
    """F-11: areas and text by their colour, images by their darkest pixels."""
    for number, mark in _marks(subject):
        if "All" in mark.colour.names:
            continue
        total = sum(plates_of(mark.colour).values())
        if mark.kind != "image" and total > _MAX_INK / 100 + 0.001:
            findings.add(Code.TOO_MUCH_INK, number, found=f"{total * 100:.0f}")


def check_blending(subject: JudgedFile, findings: PreflightFindings) -> None:
    """F-12: transparency blends in the space of the press."""
    spoken_for, spaces = _spoken_for(subject), ColourSpaces(subject.foreign)
    for number, look in enumerate(subject.looks, start=1):
        page = subject.foreign.page(number - 1)
        group = subject.foreign.follow(page.get("Group"))
        value = group.get("CS") if isinstance(group, dict) else None
        if value is not None:
            resources = subject.foreign.follow(page.get("Resources"))
            space = spaces.space(value, resources if isinstance(resources, dict) else {}).first.space
            if space.startswith("Device") and space not in spoken_for:
                findings.add(Code.BLENDING_NOT_CMYK, number, found=space)
        elif look.transparent:
            findings.add(Code.BLENDING_NOT_CMYK, number, found="–")


def check_spaces(subject: JudgedFile, findings: PreflightFindings) -> None:
    """F-14, R-06: no colour that the press cannot read."""
    spoken_for = _spoken_for(subject)
    for number, mark in _marks(subject):
        for space in (mark.colour.space, mark.colour.alternate):
            if space.startswith("Device") and space != "DeviceN" and space not in spoken_for:
                findings.add(Code.COLOUR_WITHOUT_PROFILE, number, found=space)


def _spoken_for(subject: JudgedFile) -> tuple[str, ...]:
    """Return the devices whose colours the output intent gives a meaning; without one, those of a press."""
    profile = intent_profile(subject)
    return _SPOKEN_FOR.get(profile[16:20], _SPOKEN_FOR[b"CMYK"])


def _marks(subject: JudgedFile) -> Iterator[tuple[int, PaintedMark]]:
    """Go through what touches the trimmed pages; pages that copies share are judged once."""
    met: set[int] = set()
    is_sheet = subject.kind == "sheets"
    for number, look in enumerate(subject.looks, start=1):
        if id(look) in met:
            continue
        met.add(id(look))
        for mark in look.painted:
            if on_page(mark, look) and not (is_sheet and beside_pages(mark, look)):
                yield number, mark


def plates_of(colour: Colour) -> dict[str, float]:
    """Return the plates a colour reaches and how full; nothing for colours that are no plate's."""
    if colour.names:
        return {name: part for name, part in zip(colour.names, colour.parts, strict=False) if part > 0}
    if colour.space.endswith("CMYK") and len(colour.parts) == 4:
        return {name: part for name, part in zip(_PROCESS, colour.parts, strict=True) if part > 0}
    if colour.space == "DeviceGray" and colour.parts:
        return {"Black": 1 - colour.parts[0]} if colour.parts[0] < 1 else {}
    return {}


def is_white(colour: Colour) -> bool:
    """Whether a colour is the paper's."""
    if not colour.parts or colour.names:
        return False
    if colour.space == "Lab":
        return colour.parts[0] >= 100
    if colour.space.endswith("CMYK"):
        return not any(colour.parts)
    return colour.space.endswith(("Gray", "RGB")) and min(colour.parts) >= 1


def is_pure_black(colour: Colour) -> bool:
    """Whether a colour is full black on the black plate."""
    if colour.space == "DeviceCMYK":
        return colour.parts == (0, 0, 0, 1)
    return colour.space == "DeviceGray" and colour.parts == (0,)


def is_rich_black(colour: Colour) -> bool:
    """Whether a black is mixed from several plates, or will be."""
    if colour.space.endswith("CMYK") and len(colour.parts) == 4:
        *others, black = colour.parts
        return (black >= _BLACK and any(others)) or (min(others) >= _BLACK)
    if colour.space.endswith("RGB"):
        return bool(colour.parts) and max(colour.parts) < 0.2
    if colour.space == "Lab":
        return bool(colour.parts) and colour.parts[0] < 20
    return "All" in colour.names
