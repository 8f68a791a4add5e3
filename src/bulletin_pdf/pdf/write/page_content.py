"""Marks of one page → its content stream, in reading order.

Operators are written only when they change something. Coordinates are turned over here,
once: pages count y downwards from the top of the trim, PDF upwards from the media's foot.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, assert_never, cast

from bulletin_pdf.geometry import Matrix, Rect
from bulletin_pdf.inks import Ink, Spot
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import (
    Box,
    FaceId,
    ForeignPdfPage,
    Group,
    Link,
    Mark,
    Page,
    PageRef,
    Path,
    Picture,
    Rule,
    Tag,
    TagId,
    TextRun,
)
from bulletin_pdf.pdf.objects import number, text_string
from bulletin_pdf.pdf.profile import Profile, fill_operator, has_plate, overprints, stroke_operator
from bulletin_pdf.pdf.write.embedded_fonts import EmbeddedFont
from bulletin_pdf.pdf.write.show_text import show_operator

if TYPE_CHECKING:
    from bulletin_pdf.pdf.foreign.page_forms import FormKey, PageForm
    from bulletin_pdf.pdf.write.image_objects import PlacedImage


# smaller black text and thinner black lines print over what lies beneath.
_OVERPRINTED_TEXT = 12.0
_OVERPRINTED_LINE = 2.0

OVERPRINT_ON, OVERPRINT_OFF = "GSover", "GSplain"
"""Names of the two graphics states in the shared resources."""

_LEADER_DOTS = frozenset(".…·‧・ ")
_LAYOUT = "Layout"


class PageContent(NamedTuple):
    """A page's stream, and what the page's dictionary needs of it."""

    data: bytes
    marked: tuple[TagId, ...]
    """The tag of each marked-content id, in order of the ids."""
    links: tuple[Link, ...]
    plates: frozenset[Spot]
    """Spot inks it prints with that are plates of their own."""


class SharedResources(NamedTuple):
    """What is the same for all pages of a document."""

    profile: Profile
    fonts: Mapping[FaceId, EmbeddedFont]
    images: "Mapping[str, PlacedImage]"
    tags: Sequence[Tag]
    spoken: frozenset[TagId]
    """Tags whose text is said instead of what their marks say."""
    forms: "Mapping[FormKey, PageForm]"
    """Pages of existing PDFs, by path and place."""


def page_content(page: Page, ingredients: SharedResources) -> PageContent:
    """Write the marks of one page."""
    writer = _Writer(page, ingredients)
    writer.write(page.marks)
    return writer.finish()


class _Writer:
    """The stream in the making and the graphics state it has reached."""

    def __init__(self, page: Page, ingredients: SharedResources) -> None:
        self.profile, self.fonts, self.tags = ingredients.profile, ingredients.fonts, ingredients.tags
        self.images, self.forms, self.spoken = ingredients.images, ingredients.forms, ingredients.spoken
        self.left = page.slug + page.bleed
        self.top = self.left + page.size.height
        self.parts: list[str] = []
        self.marked: list[TagId] = []
        self.links: list[Link] = []
        self.wrapper: TagId | str | None = None
        self.in_text = False
        self.origin = (0, 0)
        """Where the line of text begins, in thousandths of a point."""
        self.font: tuple[FaceId, float] | None = None
        self.style: tuple[Ink, float] | None = None
        """Ink and size of the run before, while nothing else has changed the state."""
        self.tracking = 0.0
        self.state: dict[str, str] = {"tracking": "0 Tc", "cap": "0 J", "dash": "[] 0 d", "overprint": ""}
        # Inks repeat from mark to mark; their operators are written once a page.
        self.fills: dict[Ink, str] = {}
        self.plates: set[Spot] = set()

    def write(self, marks: Iterable[Mark]) -> None:
        """Write marks; most are text runs, and most of these follow another."""
        for kind, stretch in groupby(marks, type):
            if kind is TextRun:
                self._runs(cast("Iterator[TextRun]", stretch))
            else:
                for mark in stretch:
                    self._mark(mark)

    def _mark(self, mark: Mark) -> None:
        match mark:
            case TextRun():
                self._runs((mark,))
            case Rule():
                self._rule(mark)
            case Box():
                self._box(mark)
            case Path():
                self._path(mark)
            case Picture():
                self._picture(mark)
            case ForeignPdfPage():
                self._placed(mark)
            case Group():
                self._group(mark)
            case Link():
                if self.profile.links:
                    self.links.append(mark)
            case PageRef():
                raise ValueError(f"the page of {mark.anchor!r} is still open: number_pages comes first")
            case _:
                assert_never(mark)

    def finish(self) -> PageContent:
        """Close what is open and give the stream."""
        self._wrap(None)
        self._leave_text()
        data = "\n".join(self.parts).encode("ascii")
        return PageContent(data, tuple(self.marked), tuple(self.links), frozenset(self.plates))

    # Text

    def _runs(self, runs: Iterable[TextRun]) -> None:
        """Write text runs; most go on in the style of the one before."""
        left, top, parts = 1000 * self.left, 1000 * self.top, self.parts
        tagged, spoken, fonts = self.profile.tagged, self.spoken, self.fonts
        wrapper: TagId | str | None
        for x, y, text, face, size, ink, tracking, shifts, tag in runs:
            if not text:
                continue
            if tagged:
                wrapper = _text_artifact(text) if tag is None else tag
            else:
                wrapper = tag if tag in spoken else None
            if wrapper != self.wrapper:
                self._wrap(wrapper)
            if not self.in_text:
                self._enter_text()
            if self.style != (ink, size):
                self._set_style(ink, size)
            if self.tracking != tracking:
                # Four decimals: the error of 28 gaps stays below 0.002 pt.
                self._set("tracking", f"{round(tracking, 4) + 0.0:.9g} Tc")
                self.tracking = tracking
            before_x, before_y = self.origin
            here_x, here_y = self.origin = round(left + 1000 * x), round(top - 1000 * y)
            parts.append(f"{_thousandths(here_x - before_x)} {_thousandths(here_y - before_y)} Td")
            if self.font != (face, size):
                self.font = (face, size)
                # Behind the place and before the text, pages pack 0.6 % smaller than the other way about.
                parts.append(_font_operator(fonts[face].resource, size))
            parts.append(show_operator(text, size, tracking, shifts, fonts[face]))

    def _set_style(self, ink: Ink, size: float) -> None:
        self._fill(ink)
        self._overprint(overprints(ink, size, _OVERPRINTED_TEXT, self.profile))
        self.style = (ink, size)

    def _enter_text(self) -> None:
        if not self.in_text:
            self.parts.append("BT")
            self.in_text, self.origin = True, (0, 0)

    def _leave_text(self) -> None:
        if self.in_text:
            self.parts.append("ET")
            self.in_text = False

    # Lines, areas, pictures

    def _rule(self, rule: Rule) -> None:
        self._begin_drawing(rule)
        self._overprint(overprints(rule.ink, rule.weight, _OVERPRINTED_LINE, self.profile))
        self._set("stroke", stroke_operator(rule.ink, self.profile))
        self._note_plate(rule.ink)
        self._set("weight", f"{number(rule.weight)} w")
        # Dots are dashes of no length with round ends.
        self._set("cap", "1 J" if rule.dots else "0 J")
        self._set("dash", f"[0 {number(rule.dots)}] 0 d" if rule.dots else "[] 0 d")
        self.parts.append(f"{self._at(rule.x, rule.y)} m {self._at(rule.x2, rule.y2)} l S")

    def _box(self, box: Box) -> None:
        self._begin_drawing(box)
        thickness = min(box.rect.width, box.rect.height)
        self._overprint(overprints(box.ink, thickness, _OVERPRINTED_LINE, self.profile))
        self._fill(box.ink)
        self.parts.append(f"{self._rectangle(box.rect)} re f")

    def _path(self, path: Path) -> None:
        self._begin_drawing(path)
        self._overprint(False)
        self._fill(path.ink)
        self.parts.extend(self._steps(path))
        self.parts.append("f*" if path.even_odd else "f")

    def _steps(self, path: Path) -> Iterator[str]:
        operators = {"M": "m", "L": "l", "C": "c"}
        for kind, *rest in path.steps:
            if kind == "Z":
                yield "h"
                continue
            places = [float(part) for part in rest]
            points = zip(places[::2], places[1::2], strict=True)
            yield f"{' '.join(self._at(x, y) for x, y in points)} {operators[str(kind)]}"

    def _picture(self, picture: Picture) -> None:
        self._begin_drawing(picture)
        self._overprint(False)
        image = self.images[picture.path]
        rect = picture.rect
        matrix = image.matrix(self.left + rect.x, self.top - rect.bottom, rect.width, rect.height)
        self.parts.append(f"q {' '.join(map(number, matrix))} cm /{image.resource} Do Q")

    def _placed(self, placed: ForeignPdfPage) -> None:
        self._begin_drawing(placed)
        self._overprint(False)
        form = self.forms[placed.path, placed.page, placed.colour]
        across, up = placed.rect.width / form.size.width, placed.rect.height / form.size.height
        matrix = f"{across:.9g} 0 0 {up:.9g} {self._at(placed.rect.x, placed.rect.bottom)}"
        self.parts.append(f"q {self._rectangle(placed.clip)} re W n {matrix} cm /{form.resource} Do Q")

    def _group(self, group: Group) -> None:
        """Write marks under their matrix; marked content begins and ends inside it."""
        self._wrap(None)
        self._leave_text()
        self.style = None
        state, font, tracking = dict(self.state), self.font, self.tracking
        self.parts.append(f"q {' '.join(map(number, self._turned_over(group.matrix)))} cm")
        self.write(group.marks)
        self._wrap(None)
        self._leave_text()
        self.parts.append("Q")
        self.state, self.font, self.tracking, self.style = state, font, tracking, None

    def _begin_drawing(self, mark: Rule | Box | Path | Picture | ForeignPdfPage) -> None:
        self._wrap(self._wrapper_of(mark))
        self._leave_text()
        self.style = None

    # Places

    def _at(self, x: float, y: float) -> str:
        return f"{number(self.left + x)} {number(self.top - y)}"

    def _rectangle(self, rect: Rect) -> str:
        return f"{self._at(rect.x, rect.bottom)} {number(rect.width)} {number(rect.height)}"

    def _turned_over(self, matrix: Matrix) -> Matrix:
        """Return a page's matrix as PDF counts: y upwards from the foot of the media."""
        a, b, c, d, e, f = matrix
        left, top = self.left, self.top
        return (a, -b, -c, d, e + left - a * left + c * top, top - f + b * left - d * top)

    # Graphics state

    def _set(self, key: str, operator: str) -> None:
        if self.state.get(key) != operator:
            self.state[key] = operator
            self.parts.append(operator)

    def _fill(self, ink: Ink) -> None:
        operator = self.fills.get(ink)
        if operator is None:
            operator = self.fills[ink] = fill_operator(ink, self.profile)
            self._note_plate(ink)
        self._set("fill", operator)

    def _note_plate(self, ink: Ink) -> None:
        if isinstance(ink, Spot) and has_plate(ink, self.profile):
            self.plates.add(ink)

    def _overprint(self, wanted: bool) -> None:
        if self.profile.overprint and (wanted or self.state["overprint"]):
            self._set("overprint", f"/{OVERPRINT_ON if wanted else OVERPRINT_OFF} gs")

    # Marked content

    def _wrapper_of(self, mark: Rule | Box | Path | Picture | ForeignPdfPage) -> TagId | str | None:
        """What a mark is wrapped in: its tag, a kind of artifact, or (untagged) only a spoken text."""
        if self.profile.tagged:
            return _LAYOUT if mark.tag is None else mark.tag
        return mark.tag if mark.tag in self.spoken else None

    def _wrap(self, wrapper: TagId | str | None) -> None:
        """Go on inside the same marked content, or end it and begin the next."""
        if wrapper == self.wrapper:
            return
        # 14.6: text objects and marked content nest, they do not overlap.
        self._leave_text()
        if self.wrapper is not None:
            self.parts.append("EMC")
        self.wrapper = wrapper
        if isinstance(wrapper, str):
            self.parts.append(f"/Artifact <</Type /{wrapper}>> BDC")
        elif wrapper is not None:
            self.parts.append(self._opening(wrapper))

    def _opening(self, tag_id: TagId) -> str:
        tag = self.tags[tag_id]
        spoken = f" /ActualText {text_string(tag.actual_text)}" if tag.actual_text else ""
        if not self.profile.tagged:
            return f"/Span <<{spoken}>> BDC"
        self.marked.append(tag_id)
        return f"/{tag.role} <</MCID {len(self.marked) - 1}{spoken}>> BDC"


def _text_artifact(text: str) -> str:
    """Folios and running heads belong to pagination, leaders to layout like all that is no text."""
    return _LAYOUT if _LEADER_DOTS.issuperset(text) else "Pagination"


@lru_cache(1 << 8)
def _font_operator(resource: str, size: float) -> str:
    return f"/{resource} {number(size)} Tf"


@lru_cache(1 << 12)
def _thousandths(length: int) -> str:
    """Write a length given in thousandths of a point; most come again and again."""
    return f"{length / 1000:.9g}"
