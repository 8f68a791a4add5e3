"""A comparison as data for other programs: lengths in mm, type sizes in pt, pages from 1."""

from collections.abc import Iterable

from bulletin_pdf.comparison.compare_pages import PdfComparison, TextChange
from bulletin_pdf.comparison.page_rows import PageRow, PageShape
from bulletin_pdf.geometry import POINTS_PER_MM, Size


def record_of(found: PdfComparison) -> dict[str, object]:
    """Return everything that was found."""
    return {
        "pages": {"old": _sizes(found.old_sizes), "new": _sizes(found.new_sizes)},
        "changes": [_change(change) for change in found.changes],
        "breaks": [
            {
                "page": each.old[0].page,
                "was": [row.text for row in each.old],
                "now": [row.text for row in each.new],
            }
            for each in found.breaks
        ],
        "rows": [{"old": _row(pair.old), "new": _row(pair.new)} for pair in found.rows],
        "shapes": [{"old": _shape(pair.old), "new": _shape(pair.new)} for pair in found.shapes],
        "gone": [_shape(shape) for shape in found.gone],
        "added": [_shape(shape) for shape in found.added],
    }


def _change(change: TextChange) -> dict[str, object]:
    row = change.old or change.new
    texts = {"before": change.before, "was": change.was, "now": change.now, "after": change.after}
    return {"page": row.page if row else None, **texts}


def _sizes(sizes: Iterable[Size]) -> list[tuple[float, float]]:
    return [(_mm(size.width), _mm(size.height)) for size in sizes]


def _row(row: PageRow) -> dict[str, object]:
    places = {"left": _mm(row.left), "right": _mm(row.right), "baseline": _mm(row.baseline)}
    return {"page": row.page, "text": row.text, **places, "size": round(row.size, 3), "face": row.face}


def _shape(shape: PageShape) -> dict[str, object]:
    sides = {name: _mm(getattr(shape, name)) for name in ("left", "top", "right", "bottom")}
    return {"page": shape.page, "kind": shape.kind, **sides}


def _mm(length: float) -> float:
    return round(length / POINTS_PER_MM, 3)
