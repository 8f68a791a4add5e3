"""How thick a volume is (docs/rules/press.md R-68)."""

from math import ceil

from bulletin_pdf.volume.plan.volume_plan import Binding

_CALIPER = 0.001346
"""mm of thickness for each g/m² of a sheet."""
_GLUE = 0.5
"""mm for the glue; the shop's dummy has the last word."""


def spine_width(binding: Binding, pages: int) -> float:
    """Return the spine in mm: the leaves of the block, two covers and the glue."""
    return thickness_of(binding.paper, pages) + 2 * _CALIPER * binding.cover_paper + _GLUE


def sides_within(paper: int, thickness: float) -> int:
    """Return how many sides a block of this thickness (mm) has, an even number."""
    return 2 * int(thickness / (_CALIPER * paper) + 1e-9)


def thickness_of(paper: int, pages: int) -> float:
    """Return the thickness of a block in mm, without cover and glue."""
    return ceil(pages / 2) * _CALIPER * paper
