"""QR codes and rows of labelled boxes, as Drawings of reportlab."""

from collections.abc import Sequence
from typing import Any


def qr_code(text: str, side: float) -> Any:
    """Draw a QR code, `side` pt wide, as a reportlab Drawing."""
    from reportlab.graphics.barcode.qr import QrCodeWidget
    from reportlab.graphics.shapes import Drawing

    drawing = Drawing(side, side)
    drawing.add(QrCodeWidget(text, barWidth=side, barHeight=side, barBorder=0, barLevel="M"))
    return drawing


def labelled_boxes(groups: Sequence[Sequence[str]], width: float, height: float, gap: float) -> Any:
    """Draw rows of boxes that touch, each with a word in its middle; space between the groups."""
    from reportlab.graphics import shapes
    from reportlab.lib.colors import black

    drawing = shapes.Drawing(sum(len(group) * width + gap for group in groups), height)
    x = 0.0
    for group in groups:
        for word in group:
            box = shapes.Rect(x, 0, width, height, fillColor=None, strokeColor=black, strokeWidth=0.5)
            drawing.add(box)
            drawing.add(shapes.String(x + width / 2, height / 2 - 4, word, fontSize=12, textAnchor="middle"))
            x += width
        x += gap
    return drawing
