"""★ as an outline: the star in a red rule is drawn, so that no text is added to the page."""

from math import cos, pi, sin
from typing import Final

from bulletin_pdf.inks import Ink
from bulletin_pdf.pages import Path

_INNER: Final = 0.381966
"""Of a five-pointed star: its inner corners against its points, from the middle."""


def star(x: float, y: float, height: float, ink: Ink) -> Path:
    """Return a star of `height` pt whose middle stands at (x, y)."""
    outer = height / (1 + cos(pi / 5))
    middle = y + outer - height / 2
    steps: list[tuple[str | float, ...]] = []
    for number in range(10):
        radius = outer if number % 2 == 0 else outer * _INNER
        angle = number * pi / 5
        steps.append(
            ("L" if steps else "M", round(x + radius * sin(angle), 4), round(middle - radius * cos(angle), 4))
        )
    return Path((*steps, ("Z",)), ink)
