"""Layers of settings → a fully resolved house style."""

from collections.abc import Sequence
from typing import Any

from bulletin_pdf.design.geometry import page_form
from bulletin_pdf.design.kinds import Layer, points
from bulletin_pdf.design.model import (
    Contents,
    Folio,
    Foot,
    Head,
    HouseStyle,
    PageForm,
    Reports,
    Style,
    Switches,
    VolumeForm,
)
from bulletin_pdf.design.resolve_rows import RowResolver, report_range
from bulletin_pdf.design.styles import Effective, close_lines, resolve_styles
from bulletin_pdf.inks import OFFICIAL_RED, Cmyk, Ink, Rgb
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems


def merged(layers: Sequence[Layer]) -> Effective:
    """Return what holds: the nearest file that says it."""
    values: dict[str, Any] = {}
    depths: dict[str, int] = {}
    spans: dict[str, Any] = {}
    for depth in range(len(layers) - 1, -1, -1):
        layer = layers[depth]
        values.update(layer.values)
        depths.update(dict.fromkeys(layer.values, depth))
        spans.update(dict.fromkeys(layer.values))
        spans.update(layer.spans)
    return Effective(values, depths, spans)


def resolve(layers: Sequence[Layer], problems: Problems) -> HouseStyle:
    """Work out a house style, nearest layer first; what does not come out is noted in `problems`."""
    effective = merged(layers)
    page = page_form(layers, problems)
    styles = resolve_styles(effective, page, problems)
    rows = RowResolver(page, styles, effective, problems)
    get = effective.get
    return HouseStyle(
        name=get("design", ""),
        about=get("about", ""),
        page=page,
        red=_red(get("inks.red")),
        styles=styles,
        head=Head(tuple(rows.row(row) for row in get("head.rows")), get("head.lines", 0)),
        frame=tuple(item for row in get("frame", ()) for item in rows.frame(row)),
        contents=_contents(effective),
        reports=_reports(effective),
        folio=_folio(effective, page, styles.folio, problems),
        foot=_foot(effective, styles.foot, problems),
        volume=VolumeForm(get("volume.cover"), close_lines(effective, page)),
        switches=Switches(**{name: get(name) for name in Switches._fields if get(name) is not None}),
    )


def _red(parts: tuple[float, float, float, float]) -> Ink:
    """The role red has a plate of its own whatever its colour (R-33)."""
    process = Cmyk(*parts)
    if process == OFFICIAL_RED.process:
        return OFFICIAL_RED
    light = 1 - process.black
    screen = Rgb(*(round((1 - part) * light, 4) for part in process[:3]))
    return OFFICIAL_RED._replace(process=process, screen=screen)


def _contents(effective: Effective) -> Contents:
    get = effective.get
    rule = get("contents.rule", ())
    return Contents(
        get("contents.label", ""),
        get("contents.around", ("", "")),
        get("contents.bullet", ""),
        get("contents.numbers"),
        get("contents.grouped", True),
        points(rule[0]) if rule else 0.0,
        get("contents.column_around", get("reports.column_around")),
    )


def _reports(effective: Effective) -> Reports:
    get = effective.get
    return Reports(
        get("reports.between"),
        get("reports.by"),
        get("reports.by_around"),
        get("reports.under_title"),
        get("reports.column_around"),
    )


def _folio(effective: Effective, page: PageForm, style: Style, problems: Problems) -> Folio:
    get, depths = effective.get, effective.depths
    places = [name for name in ("folio.drop", "folio.from_foot", "folio.from_top") if name in depths]
    nearest = min(places, key=lambda name: depths[name])
    if sum(depths[name] == depths[nearest] for name in places) > 1:
        from bulletin_pdf.design.key_names import path_name

        doubled = [name for name in places if depths[name] == depths[nearest]]
        problems.add(
            Code.ONE_PLACE_ONLY,
            effective.span(doubled[1]),
            keys=tuple(map(path_name, ("folio.drop", "folio.from_foot", "folio.from_top"))),
        )
    at = points(get(nearest))
    if nearest == "folio.drop":
        at += page.top + page.height
    elif nearest == "folio.from_foot":
        at = page.size.height - at
    margin = 0.6 * style.size
    if not margin <= at <= page.size.height - margin:
        given = points(get(nearest))
        ends = sorted((given - at + margin, given - at + page.size.height - margin))
        if nearest == "folio.from_foot":
            ends = [margin, page.size.height - margin]
        report_range(problems, effective.span(nearest), nearest, get(nearest), *ends)
    before, after = get("folio.form")
    return Folio(
        before,
        after,
        points(get("folio.white"), em=style.size) / style.size,
        get("folio.place"),
        at,
        points(get("folio.inset"), em=style.size) / style.size,
        style.face,
        style.size,
        get("folio.first"),
    )


def _foot(effective: Effective, style: Style, problems: Problems) -> Foot:
    get = effective.get
    outer, inner = get("foot.outer"), get("foot.inner")
    pitch = points(get("foot.pitch"))
    if pitch < style.size:
        from bulletin_pdf.design.key_names import style_name

        span = effective.span("foot.pitch", "styles.foot.size")
        problems.add(
            Code.STYLE_TOO_TALL, span, style=style_name("foot"), size=f"{style.size:g}", pitch=f"{pitch:.2f}"
        )
    return Foot(
        points(outer[0]) if outer else 0.0,
        points(inner[0]) if inner else 0.0,
        pitch,
        points(get("foot.white")),
        points(get("foot.inset"), em=style.size) / style.size,
        get("foot.rows"),
        get("foot.copies"),
        points(get("foot.drop", (0.0, "mm"))),
    )
