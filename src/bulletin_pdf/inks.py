"""Colours of printing: process colours, spot colours, screen colours.

A page names inks by what they are for; an edition's profile decides how each reaches
the file (docs/rules/press.md §3), so a page need not be set again for another edition.
"""

from bulletin_pdf.named_tuples import NamedTuple


class Cmyk(NamedTuple):
    """Process ink, each part 0 to 1."""

    cyan: float
    magenta: float
    yellow: float
    black: float


class Rgb(NamedTuple):
    """Screen colour, each part 0 to 1."""

    red: float
    green: float
    blue: float


class Spot(NamedTuple):
    """An ink with a plate of its own, and what stands for it where it has none."""

    name: str
    process: Cmyk
    screen: Rgb
    tint: float = 1.0


Ink = Cmyk | Rgb | Spot

BLACK = Cmyk(0, 0, 0, 1)
"""Black on the black plate alone (R-30)."""

WHITE = Cmyk(0, 0, 0, 0)

OFFICIAL_RED = Spot("BulletinRed", Cmyk(0, 1, 1, 0), Rgb(215 / 255, 0, 15 / 255))
"""The red of 报头 and its rule (R-33, R-34, R-37)."""

REGISTRATION = Spot("All", Cmyk(1, 1, 1, 1), Rgb(0, 0, 0))
"""What stands on every plate there is; for marks outside the trim alone (R-08, R-53)."""
