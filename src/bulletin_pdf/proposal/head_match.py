"""Whether the head of a house style, set with the texts of an old paper, stands where the paper's stood."""

from bulletin_pdf.design.model import HouseStyle
from bulletin_pdf.proposal.measured_style import MeasuredStyle


def stands_alike(house: HouseStyle, measured: MeasuredStyle) -> bool:
    """Return whether each text and rule of the head comes out where it was measured."""
    return measured.head is None
