"""Single lines at given positions, for parts that are off the grid."""

from bulletin_pdf.compose.design import Design
from bulletin_pdf.design.model import Style
from bulletin_pdf.issue.model import Prose
from bulletin_pdf.layout.block import Block, Piece, SpaceBlock, TextBlock
from bulletin_pdf.layout.galley import set_text, text_marks
from bulletin_pdf.layout.runs import SetText
from bulletin_pdf.layout.style import Align, BlockStyle, TextStyle
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.pages import TagId, TextRun
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.source_map import NOWHERE, SourceMap

_UNBOUNDED = 1e6
_MAX_KEPT = 200
"""Labels kept for the issues that are set next; a year has some hundred of its own dates and numbers."""


def set_label(
    text: str,
    style: TextStyle,
    tag: TagId | None,
    typesetter: Typesetter,
    source: SourceMap = NOWHERE,
    pieces: tuple[Piece, ...] = (),
) -> SetText:
    """Set a text on one line, however long; what the issues of a bulletin have in common is set once."""
    kept = typesetter.tables.labels
    key = text, style, pieces, typesetter.rules
    label = kept.get(key)
    if label is None:
        quiet = typesetter.quiet()
        block = TextBlock(text, BlockStyle(style, align="left"), None, pieces, source=source)
        label = set_text(block, _UNBOUNDED, quiet)
        if quiet.remarks != _NOTHING_SAID:
            return set_text(block._replace(tag=tag), _UNBOUNDED, typesetter)
        if len(kept) >= _MAX_KEPT:
            kept.clear()
        kept[key] = label
    return label if tag is None else _tagged(label, tag)


_NOTHING_SAID = (0, 0)


def _tagged(label: SetText, tag: TagId) -> SetText:
    segments = tuple(segment._replace(tag=tag) for segment in label.runs.segments)
    return label._replace(runs=label.runs._replace(segments=segments))


_SHOWN = 12
_SMALLEST = 5.0
"""八号, the smallest of the 字号, pt."""


def set_fitted(
    text: str,
    style: TextStyle,
    tag: TagId | None,
    typesetter: Typesetter,
    source: SourceMap,
    room: float,
    pieces: tuple[Piece, ...] = (),
) -> SetText:
    """Set a text on one line of `room` pt, smaller if it must be; which is reported (B512, B961)."""
    label = set_label(text, style, tag, typesetter, source, pieces)
    width = width_of(label)
    if width <= room:
        return label
    share = room / width
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    code = Code.TEXT_SET_SMALLER if style.size * share >= _SMALLEST else Code.FIELD_TOO_LONG_FOR_LINE
    typesetter.problems.add(code, source.whole(text), key=shown)
    pieces = tuple(piece._replace(style=_scaled(piece.style, share)) for piece in pieces)
    return set_label(text, _scaled(style, share), tag, typesetter, source, pieces)


def _scaled(style: TextStyle, share: float) -> TextStyle:
    return style._replace(size=style.size * share)


def width_of(label: SetText) -> float:
    """Return the width of a label's only line, pt."""
    return label.paragraph.lines[0].width * label.size if label.paragraph.lines else 0.0


def put_label(label: SetText, x: float, baseline: float, align: Align = "left") -> list[TextRun]:
    """Return a label's runs with its left edge, middle or right edge at `x`."""
    if not label.paragraph.lines:
        return []
    share = {"left": 0.0, "center": 0.5, "right": 1.0}.get(align, 0.0)
    return text_marks(label, "left", 0, x - width_of(label) * share, baseline)


def letterspaced(runs: list[TextRun], gap: float) -> list[TextRun]:
    """Set runs loose: `gap` pt of white after every character but the last (T-74)."""
    loose: list[TextRun] = []
    moved = 0.0
    for run in runs:
        loose.append(run._replace(x=run.x + moved, tracking=run.tracking + gap))
        moved += gap * len(run.text)
    return loose


def lead_pieces(prose: Prose, styles: dict[str, TextStyle]) -> tuple[Piece, ...]:
    """Turn a prose's styled stretches into pieces of a block."""
    return tuple(Piece(s.start, s.end, styles[s.style]) for s in prose.styles if s.start < s.end)


def spaced(block: TextBlock, design: Design, name: str) -> list[Block]:
    """Return a block with the empty lines its style sets before and after it."""
    style: Style = getattr(design.house.styles, name)
    before: list[Block] = [SpaceBlock(style.above)] if style.above else []
    after: list[Block] = (
        [SpaceBlock(style.below, keep_with_next=block.style.keep_with_next > 0)] if style.below else []
    )
    return [*before, block, *after]
