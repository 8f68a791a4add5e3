"""What each kind of file guarantees, as data, and how inks reach it."""

from collections.abc import Mapping
from typing import Literal

from bulletin_pdf.inks import REGISTRATION, Cmyk, Ink, Rgb, Spot
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.objects import array, dictionary, name, number

InkSpace = Literal["process", "screen"]

ProfilePart = Literal["whole", "without red", "red alone"]
"""Which marks of the pages a file holds: all, or one half of a 套红 pair (R-35)."""


class OutputIntent(NamedTuple):
    """The printing condition, or the screen, that the colours are meant for (R-05, A-05)."""

    condition: str
    """Registered name of the condition, for example FOGRA47."""
    info: str
    profile: str
    """File name of the ICC profile below `icc_directory()`, or a path of the office's own."""
    registered: bool = True
    """Whether the condition stands in the registry of the ICC (R-05)."""
    kind: Literal["GTS_PDFX", "GTS_PDFA1"] = "GTS_PDFX"
    components: int = 4
    data: bytes = b""
    """The ICC profile itself where it lies in no file, as when it comes out of another PDF."""


class Profile(NamedTuple):
    """One kind of file. The writer goes by these facts, never by the name of a standard."""

    name: str
    version: str
    """PDF version of the header (R-01)."""
    inks: InkSpace
    """`process`: CMYK, spots by their process equivalent; `screen`: RGB."""
    x_version: str = ""
    """GTS_PDFXVersion to declare (R-03); empty when the file claims none."""
    intent: OutputIntent | None = None
    a_level: tuple[str, str] = ("", "")
    """Part and conformance of PDF/A to declare (A-11); empty when the file claims none."""
    ua_part: str = ""
    """Part of PDF/UA to declare (A-20)."""
    record: bool = False
    """Whether the archive record stands in the metadata (docs/rules/archive.md §5)."""
    attachments: bool = False
    """Whether the source and the lock are embedded (PDF/A-3, 6.8)."""
    links: bool = False
    outline: bool = True
    tagged: bool = False
    overprint: bool = False
    """Black text below 12 pt and black lines below 2 pt print over what lies beneath (R-31)."""
    object_streams: bool = True
    """Objects packed and compressed; off gives a classic table for old RIPs."""
    spot_plates: bool = False
    """Spot inks have plates of their own (R-34); else they are mixed from process inks."""
    mixtures: tuple[tuple[str, Cmyk], ...] = ()
    """Spot inks that are mixed otherwise than they say themselves (R-32)."""
    part: ProfilePart = "whole"
    proofread: bool = False
    """Whether line numbers and the marks of proofreading stand on the pages."""


FOGRA47 = OutputIntent(
    "FOGRA47", "Offset, uncoated white paper 115 g/m2 (ISO 12647-2 paper type 4)", "FOGRA47L.icc"
)
FOGRA39 = OutputIntent(
    "FOGRA39", "Offset, coated paper 115 g/m2 (ISO 12647-2 paper types 1 and 2)", "FOGRA39L_coated.icc"
)

PRINT = Profile(
    name="print",
    version="1.6",
    inks="process",
    x_version="PDF/X-4",
    intent=FOGRA47,
    # no annotations, so no links; the outline has plain destinations.
    overprint=True,
)
"""For the printer: PDF/X-4, black on the black plate alone, red in process colour."""

OVERPRINT = PRINT._replace(name="overprint", part="without red")
"""套红: for paper that has its red head already."""

HEAD = PRINT._replace(name="head", part="red alone", outline=False)
"""The red head alone, to have that paper printed."""

SCREEN = Profile(name="screen", version="1.7", inks="screen", links=True, tagged=True)
"""For web site and mail: RGB, links, outline and tags, small."""

ARCHIVE = Profile(
    name="archive",
    version="1.7",
    inks="screen",
    # 3a contains all that 3u requires.
    a_level=("3", "A"),
    ua_part="1",
    record=True,
    attachments=True,
    intent=OutputIntent("sRGB", "sRGB IEC61966-2.1", "sRGB.icc", kind="GTS_PDFA1", components=3),
    links=True,
    tagged=True,
)
"""For the archive: PDF/A-3a with the tags of PDF/UA-1, the source it was made from inside."""

PROOF = Profile(name="proof", version="1.7", inks="screen", proofread=True)
"""For 校对: line numbers, what proofreading found, a stamp of the file it was made from."""

PROFILES: Mapping[str, Profile] = {
    profile.name: profile for profile in (PRINT, OVERPRINT, HEAD, ARCHIVE, SCREEN, PROOF)
}
"""Every kind of file there is, by name."""


def fill_operator(ink: Ink, profile: Profile) -> str:
    """Write the operator that fills (text too) with this ink."""
    if isinstance(ink, Spot) and has_plate(ink, profile):
        return f"{name(ink.name)} cs {number(ink.tint)} scn"
    colour = _colour(ink, profile)
    return _numbers(colour) + (" k" if len(colour) == 4 else " rg")


def stroke_operator(ink: Ink, profile: Profile) -> str:
    """Write the operator that strokes with this ink."""
    if isinstance(ink, Spot) and has_plate(ink, profile):
        return f"{name(ink.name)} CS {number(ink.tint)} SCN"
    colour = _colour(ink, profile)
    return _numbers(colour) + (" K" if len(colour) == 4 else " RG")


def has_plate(ink: Spot, profile: Profile) -> bool:
    """Whether a spot ink is a Separation in this file; registration colour always is (R-34, R-53)."""
    return profile.inks == "process" and (profile.spot_plates or ink.name == REGISTRATION.name)


def separation(ink: Spot) -> str:
    """Write the colour space of a plate: its tint mixes the process equivalent linearly (R-34)."""
    tint = {
        "FunctionType": "2",
        "Domain": "[0 1]",
        "C0": "[0 0 0 0]",
        "C1": array(map(number, ink.process)),
        "N": "1",
    }
    return array(("/Separation", name(ink.name), "/DeviceCMYK", dictionary(tint)))


def overprints(ink: Ink, extent: float, limit: float, profile: Profile) -> bool:
    """Whether a mark of this size or thickness (pt) prints over what lies beneath (R-31).

    Only full black on the black plate does: white would vanish, red would mix.
    """
    return profile.overprint and extent < limit and isinstance(ink, Cmyk) and ink == (0, 0, 0, 1)


def _colour(ink: Ink, profile: Profile) -> tuple[float, ...]:
    return _on_screen(ink) if profile.inks == "screen" else _in_process(ink, profile)


def _in_process(ink: Ink, profile: Profile) -> Cmyk:
    if isinstance(ink, Spot):
        mixture = dict(profile.mixtures).get(ink.name, ink.process)
        return Cmyk(*(part * ink.tint for part in mixture))
    if isinstance(ink, Rgb):
        black = 1 - max(ink)
        # neutral colours go to the black plate alone.
        cyan, magenta, yellow = ((1 - part - black) / (1 - black) if black < 1 else 0.0 for part in ink)
        return Cmyk(cyan, magenta, yellow, black)
    return ink


def _on_screen(ink: Ink) -> Rgb:
    if isinstance(ink, Spot):
        return Rgb(*(1 - (1 - part) * ink.tint for part in ink.screen))
    if isinstance(ink, Cmyk):
        return Rgb(*((1 - part) * (1 - ink.black) for part in ink[:3]))
    return ink


def _numbers(parts: tuple[float, ...]) -> str:
    return " ".join(map(number, parts))
