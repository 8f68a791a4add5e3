"""Deviations of a design from GB/T 9704-2012, clause by clause (docs/rules/page.md).

What the standard demands (must), recommends (should) and what only practice has are distinguished: a bulletin is
no 公文, so that none of it binds one.
"""

from collections.abc import Iterator
from typing import Final, Literal

from bulletin_pdf.design.model import HouseStyle, NameRow, RuleRow
from bulletin_pdf.geometry import POINTS_PER_MM
from bulletin_pdf.named_tuples import NamedTuple

Force = Literal["must", "should", "practice"]

_NEAR: Final = 0.05
_TRIM: Final = 2.0
_AREA: Final = 1.0


class Deviation(NamedTuple):
    """A clause, how binding it is, the setting it is about, what the design has and what the standard has."""

    clause: str
    force: Force
    path: str
    found: str
    wanted: str


def deviations(house: HouseStyle) -> list[Deviation]:
    """Return every deviation from the standard in the order of its clauses."""
    return [*_page(house), *_head(house), *_text(house), *_foot(house), *_folio(house)]


def _mm(length: float) -> float:
    return length / POINTS_PER_MM


def _off(
    clause: str, force: Force, path: str, length: float, wanted: float, allowed: float = _NEAR
) -> Iterator[Deviation]:
    """Compare a length in pt with what the standard has in mm."""
    if abs(_mm(length) - wanted) > allowed + 1e-6:
        yield Deviation(clause, force, path, f"{round(_mm(length), 2):g} mm", f"{wanted:g} mm")


def _other(clause: str, force: Force, path: str, found: object, wanted: object) -> Iterator[Deviation]:
    if found != wanted:
        yield Deviation(clause, force, path, _shown(found), _shown(wanted))


def _shown(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _size(clause: str, force: Force, path: str, size: float, wanted: float) -> Iterator[Deviation]:
    if abs(size - wanted) > 0.3:
        yield Deviation(clause, force, path, f"{round(size, 2):g} pt", f"{wanted:g} pt")


def _page(house: HouseStyle) -> Iterator[Deviation]:
    page = house.page
    yield from _off("5.1", "must", "page.size", page.size.width, 210, _TRIM)
    yield from _off("5.1", "must", "page.size", page.size.height, 297, _TRIM)
    yield from _off("5.2.1", "must", "page.top", page.top, 37, _AREA)
    yield from _off("5.2.1", "must", "page.inner", page.inner, 28, _AREA)
    yield from _off("5.2.1", "must", "grid.width", page.width, 156, _AREA)
    yield from _off("5.2.1", "must", "grid.height", page.height, 225, _AREA)
    yield from _other("5.2.2", "should", "styles.body.face", house.styles.body.face, "fangsong")
    yield from _size("5.2.2", "should", "styles.body.size", house.styles.body.size, 16)
    yield from _other("5.2.3", "should", "grid.lines", page.lines, 22)
    yield from _other("5.2.3", "should", "grid.characters", int(page.characters + 1e-6), 28)


def _head(house: HouseStyle) -> Iterator[Deviation]:
    styles = house.styles
    yield from _other("7.2.4", "should", "styles.name.face", styles.name.face, "xbs")
    yield from _other("7.2.4", "must", "styles.name.ink", styles.name.ink, "red")
    name = next((row for row in house.head.rows if isinstance(row, NameRow)), None)
    if name is not None and name.place.at is not None:
        yield from _off("7.2.4", "practice", "head.rows", name.place.at, 35, _AREA)
    for style in ("copy_number", "marking"):
        yield from _size("7.2.1", "must", f"styles.{style}.size", getattr(styles, style).size, 16)
    rule = next((row for row in house.head.rows if isinstance(row, RuleRow)), None)
    if rule is not None:
        yield from _other("7.2.7", "must", "row.rule", rule.ink, "red")
        if rule.length:
            yield from _off("7.2.7", "must", "row.length", rule.length, _mm(house.page.width))
        if rule.place.above is not None:
            yield from _off("7.2.7", "must", "row.above", rule.place.above, 4, 0.5)


def _text(house: HouseStyle) -> Iterator[Deviation]:
    styles = house.styles
    yield from _other("7.3.1", "must", "styles.title.face", styles.title.face, "xbs")
    yield from _size("7.3.1", "must", "styles.title.size", styles.title.size, 22)
    yield from _other("7.3.1", "must", "styles.title.align", styles.title.align, "center")
    yield from _other("7.3.3", "must", "styles.body.indent", round(styles.body.indent, 2), 2.0)
    for level, face in (("level1", "hei"), ("level2", "kai"), ("level3", "fangsong"), ("level4", "fangsong")):
        yield from _other("7.3.3", "should", f"styles.{level}.face", getattr(styles, level).face, face)


def _foot(house: HouseStyle) -> Iterator[Deviation]:
    foot, style = house.foot, house.styles.foot
    yield from _off("7.4.1", "should", "foot.outer", foot.outer, 0.35, 0.03)
    yield from _off("7.4.1", "should", "foot.inner", foot.inner, 0.25, 0.03)
    last = foot.drop - (foot.pitch if foot.copies == "below" else 0.0)
    yield from _off("7.4.1", "must", "foot.drop", last, 0, _AREA)
    yield from _size("7.4.2", "must", "styles.foot.size", style.size, 14)
    yield from _other("7.4.2", "must", "styles.foot.face", style.face, "fangsong")
    yield from _other("7.4.2", "must", "foot.inset", round(foot.inset, 2), 1.0)


def _folio(house: HouseStyle) -> Iterator[Deviation]:
    folio, page = house.folio, house.page
    yield from _other("7.5", "must", "folio.form", f"{folio.before}{{n}}{folio.after}", "— {n} —")
    yield from _other("7.5", "must", "styles.folio.face", folio.face, "song")
    yield from _size("7.5", "must", "styles.folio.size", folio.size, 14)
    yield from _other("7.5", "must", "folio.place", folio.place, "outer")
    yield from _off("7.5", "must", "folio.drop", folio.at - page.top - page.height, 7, 0.5)
    yield from _other("7.5", "must", "folio.inset", round(folio.inset, 2), 1.0)
    yield from _other("7.5", "must", "folio.first", folio.first, True)
