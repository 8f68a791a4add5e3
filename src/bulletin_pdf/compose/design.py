"""A house style: the grid, the rules of typesetting, and a style for every part.

The default follows GB/T 9704-2012 for the page and the body and the custom of 简报 for
head and tail (docs/rules/page.md §3, §8).
"""

from typing import TYPE_CHECKING

from bulletin_pdf.diagnostics import Problems
from bulletin_pdf.geometry import ZIHAO, mm
from bulletin_pdf.inks import OFFICIAL_RED, Ink
from bulletin_pdf.issue.model import Issue, Lang
from bulletin_pdf.layout.style import BlockStyle, Grid, TextStyle
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.typeset.paragraph import Rules
from bulletin_pdf.typeset.spacing import SpacingStyle

if TYPE_CHECKING:
    from bulletin_pdf.drawing import Artwork

GRID = Grid()
SAN_HAO = GRID.cell
"""三号 as the grid sets it: 28 characters fill 156 mm (P-12, P-13), pt."""
ER_HAO = ZIHAO["二号"]
SI_HAO = ZIHAO["四号"]

BODY = TextStyle("fangsong", SAN_HAO)
HEI = TextStyle("hei", SAN_HAO, latin="hei")
KAI = TextStyle("kai", SAN_HAO)
TITLE = TextStyle("xbs", ER_HAO, latin="latin_bold")
SMALL = TextStyle("fangsong", SI_HAO)
SMALL_HEI = TextStyle("hei", SI_HAO, latin="hei")

LEAD_STYLES = {"lead": HEI, "level1": HEI, "level2": KAI, "level3": BODY, "level4": BODY}
"""Run-in heads and leads (GB/T 9704-2012 7.3.3)."""

INDENT = 2.0
"""T-56: a paragraph's first line, em."""


class HeadMeasures(NamedTuple):
    """Where the parts of 报头 stand, pt from the top of the type area (J-01…J-08)."""

    name_top: float = mm(20)
    largest: float = 62.0
    smallest: float = ZIHAO["初号"]
    narrowest: float = 0.60
    widest: float = 0.75
    """The name fills this share of the measure (J-03)."""
    rule_lines: float = 6.0
    """The red rule stands this many grid lines down: about the top third of the page."""
    rule_weight: float = mm(0.7)
    rule_white: float = mm(4)
    """From the publisher's line to the rule (J-08, GB/T 9704-2012 7.2.7)."""


class FootMeasures(NamedTuple):
    """报尾 (P-50…P-55, J-15…J-19)."""

    thick: float = mm(0.35)
    thin: float = mm(0.25)
    pitch: float = 24.0
    white: float = 5.0
    """Between a rule and the text beside it, pt."""


class Design(NamedTuple):
    """All that a house style decides."""

    grid: Grid = GRID
    rules: Rules = Rules()
    head: HeadMeasures = HeadMeasures()
    foot: FootMeasures = FootMeasures()
    red: Ink = OFFICIAL_RED

    theme: BlockStyle = BlockStyle(KAI, align="center", area=(2, 3), area_pitch=1.0)
    contents_label: BlockStyle = BlockStyle(HEI, align="center", area=(2,), keep_with_next=1)
    contents_entry: BlockStyle = BlockStyle(KAI, align="left", hang=2.0)
    note: BlockStyle = BlockStyle(KAI, indent=INDENT)
    title: BlockStyle = BlockStyle(
        TITLE, align="center", area=(3, 5, 6, 8, 9), area_pitch=1.3, keep_with_next=2
    )
    subtitle: BlockStyle = BlockStyle(KAI, align="center", keep_with_next=2, keep_together=True)
    paragraph: BlockStyle = BlockStyle(BODY, indent=INDENT)
    quote: BlockStyle = BlockStyle(KAI, indent=INDENT, left=2.0, right=2.0)
    verse: BlockStyle = BlockStyle(KAI, align="left", left=4.0, keep_together=True)
    signature: BlockStyle = BlockStyle(BODY, align="right", right=2.0, keep_together=True)
    remark: BlockStyle = BlockStyle(BODY, indent=INDENT)
    attribution: TextStyle = KAI
    fit: bool = True
    """Adjust paragraphs so that the last page comes out well (T-64)."""
    foot_on_even: bool = True
    """报尾 on the last side of a sheet (P-56)."""
    lang: Lang = "zh-Hans"
    """The script of the words this program adds to a page."""
    artwork: "Artwork | None" = None
    """题字 in place of the set name (J-03)."""
    new_page: bool = False
    """Each report begins a page (J-13)."""
    contents_numbers_from: int = 5
    """要目 carries page numbers when the issue has at least this many pages (J-11)."""

    def heading(self, level: int) -> BlockStyle:
        """Give the style of a heading on its own line."""
        return BlockStyle(LEAD_STYLES[f"level{level}"], indent=INDENT, keep_with_next=2, keep_together=True)


def design_for(issue: Issue, problems: Problems) -> Design:
    """Give the default design with the settings an issue's office has chosen.

    Artwork that cannot be read is a problem; the name is set in type then.
    """
    house = issue.design
    spacing = SpacingStyle(
        marks=house.marks,
        han_latin_gap=house.han_latin_gap,
        pair=house.pair,
        trim_open_at_start=house.trim_open_at_start,
        stop_fixed=house.stop_fixed,
        hanging=house.hanging,
    )
    return Design(
        grid=GRID._replace(mirror=house.mirror),
        rules=Rules(
            spacing,
            level=house.line_edges,
            keep_date_parts=house.keep_date_parts,
            typesetting=house.typesetting,
        ),
        fit=issue.fit,
        foot_on_even=house.colophon_on_even,
        lang=issue.lang,
        artwork=_artwork(house.artwork, problems),
        new_page=house.article_break == "page",
    )


def _artwork(path: str, problems: Problems) -> "Artwork | None":
    if not path:
        return None
    from bulletin_pdf.drawing import read_svg
    from bulletin_pdf.svgfile import ArtworkError

    try:
        return read_svg(path)
    except ArtworkError as error:
        problems.add("B516", None, file=path, why=f"@artwork {error.fault}")
        return None
