"""A house style in the terms of layout: the grid, the typesetting rules, and a block style for every part.

What a part looks like says the design (`bulletin_pdf.design`); what must stay together on a page is
decided here, for it is the same in every style.
"""

from functools import lru_cache
from typing import TYPE_CHECKING

from bulletin_pdf.design.model import (
    ColumnSpan,
    FrameItem,
    HouseStyle,
    NameRow,
    PageForm,
    RuleRow,
    Style,
    Switches,
    outside,
    red_in_text,
)
from bulletin_pdf.design.shipped import shipped
from bulletin_pdf.inks import BLACK, Ink
from bulletin_pdf.issue.model import Issue, Lang
from bulletin_pdf.layout.style import BlockStyle, Grid, TextStyle
from bulletin_pdf.messages import Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import FolioForm, TypeArea
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems
from bulletin_pdf.typeset.paragraph import Rules
from bulletin_pdf.typeset.spacing import SpacingStyle

if TYPE_CHECKING:
    from bulletin_pdf.drawing.artwork import Artwork


class Design(NamedTuple):
    """All that a house style decides, in the terms of layout."""

    house: HouseStyle
    grid: Grid
    columned: Grid
    """The same with its columns, for the text of an issue; all else stands in the whole measure."""
    rules: Rules
    red: Ink

    theme: BlockStyle
    contents_label: BlockStyle
    contents_column: BlockStyle
    contents_entry: BlockStyle
    note: BlockStyle
    column: BlockStyle
    title: BlockStyle
    first_title: BlockStyle
    """Of the first report."""
    subtitle: BlockStyle
    under_title: BlockStyle
    paragraph: BlockStyle
    quote: BlockStyle
    verse: BlockStyle
    signature: BlockStyle
    remark: BlockStyle
    addressee: BlockStyle
    attachment: BlockStyle
    people: BlockStyle
    attribution: TextStyle
    body: TextStyle
    """What paragraphs are set in."""
    leads: dict[str, TextStyle]
    """Run-in heads and leads (GB/T 9704-2012 7.3.3)."""
    fit: bool = True
    """Adjust paragraphs so that the last page comes out well (T-64)."""
    lang: Lang = "zh-Hans"
    """The script of the words this program adds to a page."""
    artwork: "Artwork | None" = None
    """题字 in place of the set name (J-03)."""

    @property
    def foot_on_even(self) -> bool:
        """Whether 报尾 stands on the last side of a sheet (P-56)."""
        return self.house.switches.colophon_on_even

    @property
    def new_page(self) -> bool:
        """Whether each report begins a page (J-13)."""
        return self.house.switches.article_break == "page"

    @property
    def name_row(self) -> NameRow:
        """How the name stands in the head; that of the default design where a head has none."""
        rows = (*self.house.head.rows, *shipped().head.rows)
        return next(row for row in rows if isinstance(row, NameRow))

    @property
    def red_rule(self) -> float:
        """Weight of the red rule of the head, pt."""
        rows = (*self.house.head.rows, *shipped().head.rows)
        return next(row.weights[0] for row in rows if isinstance(row, RuleRow) and row.ink == "red")

    def measure(self, style: BlockStyle) -> float:
        """Return the width that text in a style has, pt: that of a column, or of all."""
        return self.columned.width if style.wide else self.columned.column

    def spans(self, name: str, asked: ColumnSpan | None = None) -> bool:
        """Whether a part stands across all columns of a page that has several: as is `asked` for, else as its style has it."""
        style: Style = getattr(self.house.styles, name)
        return (asked or style.span) == "all" and self.columned.columns > 1

    def text(self, name: str) -> TextStyle:
        """Return what the style of this name is set in."""
        return text_style(getattr(self.house.styles, name), self.red)

    def block(self, name: str) -> BlockStyle:
        """Return how the style of this name stands in its measure."""
        return block_style(getattr(self.house.styles, name), self.red)

    def heading(self, level: int) -> BlockStyle:
        """Return the style of a heading on its own line."""
        return self.block(f"level{level}")._replace(keep_with_next=2, keep_together=True)


def text_style(style: Style, red: Ink) -> TextStyle:
    """Return the faces, size and ink of a style."""
    return TextStyle(style.face, style.size, style.latin, red if style.ink == "red" else BLACK)


def block_style(style: Style, red: Ink) -> BlockStyle:
    """Return how a style stands in its measure; lines in the middle or on the right have no indent."""
    flush = style.align in ("justify", "left")
    return BlockStyle(
        text_style(style, red),
        style.align,
        style.indent if flush else 0.0,
        style.hang if flush else 0.0,
        style.left,
        style.right,
        style.lines,
        style.leading,
        spacing=style.spacing,
        wide=style.span == "all",
    )


def grid_of(page: PageForm, *, mirror: bool) -> Grid:
    """Return the grid of a page."""
    return Grid(
        page.size,
        page.top,
        page.inner,
        page.width,
        page.height,
        page.lines,
        page.pitch,
        mirror,
    )


def rules_of(switches: Switches) -> Rules:
    """Return the rules of typesetting of a design."""
    spacing = SpacingStyle(
        marks=switches.marks,
        han_latin_gap=switches.han_latin_gap,
        pair=switches.pair,
        trim_open_at_start=switches.trim_open_at_start,
        stop_fixed=switches.stop_fixed,
        hanging=switches.hanging,
    )
    return Rules(
        spacing,
        level=switches.line_edges,
        keep_date_parts=switches.keep_date_parts,
        typesetting=switches.typesetting,
    )


def area_of(house: HouseStyle) -> TypeArea | None:
    """Return what a file says of its pages: nothing when they are those of the default design."""
    area = _area(house)
    return None if area == usual_area() else area


def usual_area() -> TypeArea:
    """Return the pages of the default design, which files do not describe."""
    return _area(shipped())


def _area(house: HouseStyle) -> TypeArea:
    page, folio = house.page, house.folio
    bottom = page.top + page.height
    form = FolioForm(folio.before, folio.after, folio.place, folio.at, folio.inset * folio.size, folio.first)
    upper, lower = outside(house)
    lifted = house.foot.pitch if house.foot.copies == "below" else 0.0
    return TypeArea(
        page.size,
        page.inner,
        page.top,
        page.width,
        page.height,
        page.lines,
        page.pitch,
        house.switches.mirror,
        form,
        upper,
        lower,
        bottom + house.foot.drop - lifted,
        house.styles.body.size,
        any(item.pages != "first" and _is_red(item, house) for item in house.frame)
        or bool(red_in_text(house)),
    )


def _is_red(item: FrameItem, house: HouseStyle) -> bool:
    if isinstance(item.row, RuleRow):
        return item.row.ink == "red"
    slots = (*item.row.left, *item.row.center, *item.row.right)
    return any(getattr(house.styles, slot.style).ink == "red" for slot in slots)


@lru_cache(maxsize=8)
def design_of(house: HouseStyle) -> Design:
    """Return a house style ready to set from; the issues of a volume mostly share one."""
    styles, red = house.styles, house.red

    def block(style: Style) -> BlockStyle:
        return block_style(style, red)

    body = text_style(styles.body, red)
    grid = grid_of(house.page, mirror=house.switches.mirror)
    page = house.page
    return Design(
        house,
        grid,
        grid._replace(columns=page.columns, gap=page.gap, rule=page.rule),
        rules_of(house.switches),
        red,
        theme=block(styles.theme),
        contents_label=block(styles.contents_label)._replace(keep_with_next=1),
        contents_column=block(styles.contents_column)._replace(keep_with_next=1),
        contents_entry=block(styles.contents_entry),
        note=block(styles.note),
        column=block(styles.column)._replace(keep_with_next=2),
        title=block(styles.title)._replace(keep_with_next=2),
        first_title=block(styles.first_title)._replace(keep_with_next=2),
        subtitle=block(styles.subtitle)._replace(keep_with_next=2, keep_together=True),
        under_title=block(styles.under_title)._replace(keep_with_next=2, keep_together=True),
        paragraph=block(styles.body),
        quote=block(styles.quote),
        verse=block(styles.verse)._replace(keep_together=True),
        signature=block(styles.signature)._replace(keep_together=True),
        remark=block(styles.remark),
        addressee=block(styles.addressee)._replace(keep_with_next=1),
        attachment=block(styles.attachment)._replace(keep_with_next=2, keep_together=True),
        people=block(styles.people),
        attribution=text_style(styles.by, red),
        body=body,
        leads={
            name: text_style(getattr(styles, name), red)._replace(size=body.size)
            for name in ("lead", "level1", "level2", "level3", "level4")
        },
    )


def design_for(issue: Issue, problems: Problems) -> Design:
    """Return the design an issue's office has chosen.

    Artwork that cannot be read is a problem; the name is set in type then.
    """
    artwork = _artwork(issue.design.switches.artwork, problems)
    return design_of(issue.design)._replace(fit=issue.fit, lang=issue.lang, artwork=artwork)


def _artwork(path: str, problems: Problems) -> "Artwork | None":
    if not path:
        return None
    from bulletin_pdf.drawing.artwork import read_svg
    from bulletin_pdf.svg_limits import ArtworkError

    try:
        return read_svg(path)
    except ArtworkError as error:
        problems.add(Code.ARTWORK_UNUSABLE, None, file=path, why=Term(f"artwork {error.fault}"))
        return None
