"""版式: how an office wants its bulletin set, beyond the default of GB/T 9704-2012."""

from bulletin_pdf.issue.model import HouseStyle
from bulletin_pdf.issue.paths import read_file_name
from bulletin_pdf.issue.vocabulary import (
    ARTICLE_BREAKS,
    DESIGN,
    DESIGNS,
    GAPS,
    LINE_EDGES,
    MARK_STYLES,
    OPEN_TRIMS,
    PAIRS,
    TYPESETTINGS,
)
from bulletin_pdf.yamldoc.fields import Fields

PLAIN = HouseStyle()


def read_house_style(fields: Fields) -> HouseStyle:
    """Read `design`: a name, or a mapping of settings; what is absent keeps its default."""
    node = fields.value("design")
    if node is not None and node.kind == "text":
        fields.choice("design", DESIGNS, "gongwen")
        return PLAIN
    design = fields.fields("design", DESIGN)
    artwork = design.text("artwork")
    path = None if artwork is None else read_file_name(artwork, "B504", fields.problems)
    return HouseStyle(
        line_edges=design.choice("line_edges", LINE_EDGES, PLAIN.line_edges),
        marks=design.choice("marks", MARK_STYLES, PLAIN.marks),
        pair=design.choice("pair", PAIRS, PLAIN.pair),
        han_latin_gap=design.choice("han_latin_gap", GAPS, PLAIN.han_latin_gap),
        typesetting=design.choice("typesetting", TYPESETTINGS, PLAIN.typesetting),
        hanging=design.flag("hanging", PLAIN.hanging),
        trim_open_at_start=design.choice("trim_open_at_start", OPEN_TRIMS, PLAIN.trim_open_at_start),
        stop_fixed=design.flag("stop_fixed", PLAIN.stop_fixed),
        keep_date_parts=design.flag("keep_date_parts", PLAIN.keep_date_parts),
        mirror=design.flag("mirror", PLAIN.mirror),
        colophon_on_even=design.flag("colophon_on_even", PLAIN.colophon_on_even),
        article_break=design.choice("article_break", ARTICLE_BREAKS, PLAIN.article_break),
        artwork=path or "",
    )
