"""What each kind of file promises, as data, and how inks reach it."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from bulletin_pdf.inks import Cmyk, Ink, Rgb, Spot
from bulletin_pdf.pdf.objects import number

InkSpace = Literal["process", "screen"]


class OutputIntent(NamedTuple):
    """The printing condition the colours are meant for (R-05)."""

    condition: str
    """Registered name of the condition, for example FOGRA47."""
    info: str
    profile: str
    """File name of the ICC profile below `icc_directory()`."""


class Profile(NamedTuple):
    """One kind of file. The writer asks for these facts, never for the name of a standard."""

    name: str
    version: str
    """PDF version of the header (R-01)."""
    inks: InkSpace
    """`process`: CMYK, spots by their process equivalent; `screen`: RGB."""
    x_version: str = ""
    """GTS_PDFXVersion to declare (R-03); empty when the file claims none."""
    intent: OutputIntent | None = None
    links: bool = False
    outline: bool = True
    tagged: bool = False
    overprint: bool = False
    """Black text below 12 pt and black lines below 2 pt print over what lies beneath (R-31)."""
    object_streams: bool = True
    """Objects packed and compressed; off gives a classic table for old RIPs."""


PRINT = Profile(
    name="print",
    version="1.6",
    inks="process",
    x_version="PDF/X-4",
    intent=OutputIntent(
        "FOGRA47", "Offset, uncoated white paper 115 g/m2 (ISO 12647-2 paper type 4)", "FOGRA47L.icc"
    ),
    # no annotations, hence no links; the outline has plain destinations.
    overprint=True,
)
"""For the printer: PDF/X-4, black on the black plate alone, red in process colour."""

SCREEN = Profile(name="screen", version="1.7", inks="screen", links=True, tagged=True)
"""For web site and mail: RGB, links, outline and tags, small."""

PROFILES: Mapping[str, Profile] = {profile.name: profile for profile in (PRINT, SCREEN)}
"""Every kind of file there is, by name."""


def fill_operator(ink: Ink, profile: Profile) -> str:
    """Write the operator that fills (text too) with this ink."""
    colour = _colour(ink, profile)
    return _numbers(colour) + (" k" if len(colour) == 4 else " rg")


def stroke_operator(ink: Ink, profile: Profile) -> str:
    """Write the operator that strokes with this ink."""
    colour = _colour(ink, profile)
    return _numbers(colour) + (" K" if len(colour) == 4 else " RG")


def overprints(ink: Ink, extent: float, limit: float, profile: Profile) -> bool:
    """Say whether a mark of this size or thickness (pt) prints over what lies beneath (R-31).

    Only full black on the black plate does: white would vanish, red would mix.
    """
    return profile.overprint and extent < limit and isinstance(ink, Cmyk) and ink == (0, 0, 0, 1)


def _colour(ink: Ink, profile: Profile) -> tuple[float, ...]:
    return _on_screen(ink) if profile.inks == "screen" else _in_process(ink)


def _in_process(ink: Ink) -> Cmyk:
    if isinstance(ink, Spot):
        return Cmyk(*(part * ink.tint for part in ink.process))
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
