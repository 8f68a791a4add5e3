"""A returned proof PDF with annotations → proposals.

The places of all glyphs ride in the file (`pdf_out`), so a mark is brought to its characters by where it lies. What is
struck out is a deletion, a caret with text an insertion, both at one place a replacement; everything else is a comment at
its place, or named as not read.
"""

from collections.abc import Sequence

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.foreign.markup import MarkedPdf, Markup, MarkupRect
from bulletin_pdf.review.paper import ReviewPaper
from bulletin_pdf.review.proposal import ProposalKind, ProposalPart, ReviewProposal, literal
from bulletin_pdf.review.sent_lines import SentLine
from bulletin_pdf.review.sent_proof import ASCENT, DESCENT, SentGlyph, SentProof

_REMARKS = ("Highlight", "Underline", "Squiggly", "Text", "FreeText", "Stamp")
_ON_WORDS = ("Highlight", "Underline", "Squiggly", "StrikeOut")
_REACH = 1.0
"""How far from a glyph's edges, em of its size, a caret still stands at it."""
_KINDS = {
    "Highlight": "mark Highlight",
    "Underline": "mark Underline",
    "Squiggly": "mark Squiggly",
    "Text": "mark Text",
    "FreeText": "mark FreeText",
    "Stamp": "mark Stamp",
    "Caret": "mark Caret",
    "Line": "mark Line",
    "Square": "mark Square",
    "Circle": "mark Circle",
    "Polygon": "mark Polygon",
    "PolyLine": "mark PolyLine",
    "FileAttachment": "mark FileAttachment",
    "Redact": "mark Redact",
    "Sound": "mark Sound",
    "Movie": "mark Movie",
    "Screen": "mark Screen",
}
"""What is said of marks that are not read."""
_OTHER = "mark of another kind"


def kind_of(mark: Markup) -> str:
    """Return what is said of a mark that is not read: a term of `messages.TERMS`."""
    return _KINDS.get(mark.kind, _OTHER)


class _Stretch(NamedTuple):
    """Characters that follow one another in one passage of what was sent."""

    line: int
    text: str
    start: int
    end: int


def pdf_proposals(
    paper: ReviewPaper, proof: SentProof, given: MarkedPdf, sent: Sequence[SentLine], name: str
) -> list[ReviewProposal]:
    """Return what the marks of a returned proof ask for, in the order of their places."""
    return _MarkReader(paper, proof, given, sent, name).found()


class _MarkReader:
    def __init__(
        self, paper: ReviewPaper, proof: SentProof, given: MarkedPdf, sent: Sequence[SentLine], name: str
    ) -> None:
        self.paper, self.proof, self.given, self.sent, self.name = paper, proof, given, sent, name
        self.passage_of = {line: passage for passage in proof.passages for line in passage}
        self.used: set[int] = set()
        """Places in the list of marks that are read already."""

    def found(self) -> list[ReviewProposal]:
        marks = self.given.marks
        made: list[ReviewProposal] = []
        for at, mark in enumerate(marks):
            if at not in self.used and mark.kind == "StrikeOut":
                made.append(self._struck(at, mark))
        for at, mark in enumerate(marks):
            if at in self.used:
                continue
            if mark.kind == "Caret" and mark.text:
                made.append(self._inserted(mark))
            elif mark.answers and (mark.text or mark.state) and mark.kind == "Text":
                made.append(self._answer(mark))
            elif mark.kind == "Ink":
                made.append(self._drawn(mark))
            elif mark.kind in _REMARKS or mark.kind == "Caret":
                made.append(self._remark(mark))
            else:
                made.append(
                    self._proposal("unread", self._places(mark), mark, note=_KINDS.get(mark.kind, _OTHER))
                )
        return sorted(
            made, key=lambda each: (each.parts[0].line, each.parts[0].start) if each.parts else (1 << 30, 0)
        )

    # What marks ask for

    def _struck(self, at: int, mark: Markup) -> ReviewProposal:
        """A deletion; with a caret of the same reviewer that belongs to it or stands at it, a replacement."""
        self.used.add(at)
        stretches = self._stretches(mark)
        if not stretches:
            return self._proposal("unread", self._places(mark), mark, note="mark without text")
        new, note = "", mark.text
        other = self._caret_of(mark, stretches)
        if other >= 0:
            self.used.add(other)
            new = self.given.marks[other].text
            note = mark.text if mark.text != new else ""
        parts = [self._part(each) for each in stretches]
        parts[0] = self._with(parts[0], new)._replace(side="before")
        was = "".join(part.was for part in parts)
        kind: ProposalKind = "replace" if new else "delete"
        return self._proposal(kind, tuple(parts), mark, was, new, note)

    def _caret_of(self, mark: Markup, stretches: Sequence[_Stretch]) -> int:
        for at, other in enumerate(self.given.marks):
            if at in self.used or other.kind != "Caret" or not other.text or other.page != mark.page:
                continue
            belongs = (other.answers and other.answers == mark.number) or (
                mark.answers and mark.answers == other.number
            )
            if belongs:
                return at
            place = self._caret_place(other)
            first, last = stretches[0], stretches[-1]
            touches = place is not None and (
                (place.line, place.text, place.start)
                in ((first.line, first.text, first.start), (last.line, last.text, last.end))
            )
            if touches and other.who == mark.who:
                return at
        return -1

    def _inserted(self, mark: Markup) -> ReviewProposal:
        place = self._caret_place(mark)
        if place is None:
            return self._proposal("unread", self._places(mark), mark, note="mark without text")
        part = self._with(self._part(place), mark.text)
        return self._proposal("insert", (part,), mark, "", mark.text)

    def _with(self, part: ProposalPart, text: str) -> ProposalPart:
        is_text = self.paper.lines[part.line].kind == "text"
        return part._replace(now=literal(text) if is_text else text)

    def _remark(self, mark: Markup) -> ReviewProposal:
        parts = [self._part(each) for each in self._stretches(mark)] if mark.kind in _ON_WORDS else []
        was = "".join(part.was for part in parts)
        places = tuple(parts) or self._places(mark)
        if mark.text:
            return self._proposal("comment", places, mark, was, note=mark.text)
        return self._proposal("unread", places, mark, was, note=_KINDS.get(mark.kind, _OTHER))

    def _answer(self, mark: Markup) -> ReviewProposal:
        """An answer to another mark stands where that one does."""
        first = next((each for each in self.given.marks if each.number == mark.answers), mark)
        parts = tuple(self._part(each) for each in self._stretches(first)) or self._places(first)
        return self._proposal("comment", parts, mark, note=mark.text or mark.state)

    def _drawn(self, mark: Markup) -> ReviewProposal:
        proposal = self._proposal(
            "comment" if mark.text else "unread", self._places(mark), mark, note=mark.text or "mark Ink"
        )
        return proposal._replace(data=self._drawing(mark), file="ink.svg")

    def _drawing(self, mark: Markup) -> bytes:
        """Return the strokes over the text they were drawn on, as SVG."""
        from xml.sax.saxutils import escape

        left, low, right, high = (
            edge + step for edge, step in zip(mark.rect, (-40, -30, 40, 30), strict=True)
        )
        body = []
        page = self.proof.glyphs[mark.page] if mark.page < len(self.proof.glyphs) else ()
        for glyph in page:
            x, y, x2, y2 = glyph.box
            if x2 >= left and x <= right and y2 >= low and y <= high:
                char = escape(self.proof.texts[glyph.line][glyph.place])
                size = (y2 - y) / (ASCENT + DESCENT)
                body.append(
                    f'<text x="{x - left:.1f}" y="{high - y - DESCENT * size:.1f}" font-size="{size:.1f}">{char}</text>'
                )
        for stroke in mark.strokes:
            points = " ".join(
                f"{x - left:.1f},{high - y:.1f}" for x, y in zip(stroke[::2], stroke[1::2], strict=False)
            )
            body.append(f'<polyline points="{points}" fill="none" stroke="#c00" stroke-width="1.2"/>')
        view = f"0 0 {right - left:.1f} {high - low:.1f}"
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}" font-family="serif">'
        return f"{head}{''.join(body)}</svg>\n".encode()

    # Where marks lie

    def _stretches(self, mark: Markup) -> list[_Stretch]:
        """Return the characters under a mark, those of each passage together, in the order they are read."""
        rects = mark.quads or (mark.rect,)
        page = self.proof.glyphs[mark.page] if mark.page < len(self.proof.glyphs) else ()
        under = sorted(
            {(glyph.line, glyph.place) for glyph in page for rect in rects if _covers(rect, glyph.box)}
        )
        found: list[_Stretch] = []
        at = 0
        while at < len(under):
            stop = at + 1
            while stop < len(under) and self._follows(under[stop - 1], under[stop]):
                stop += 1
            found.append(self._joined(under[at], under[stop - 1]))
            at = stop
        return found

    def _follows(self, first: tuple[int, int], second: tuple[int, int]) -> bool:
        """Whether one character follows another, space between them left out."""
        if first[0] == second[0]:
            return not self.proof.texts[first[0]][first[1] + 1 : second[1]].strip()
        passage = self.passage_of[first[0]]
        at = passage.index(first[0])
        is_next = at + 1 < len(passage) and passage[at + 1] == second[0]
        rest = self.proof.texts[first[0]][first[1] + 1 :] + self.proof.texts[second[0]][: second[1]]
        return is_next and not rest.strip()

    def _joined(self, first: tuple[int, int], last: tuple[int, int]) -> _Stretch:
        passage = self.passage_of[first[0]]
        lines = passage[passage.index(first[0]) : passage.index(last[0]) + 1]
        text = "\n".join(self.proof.texts[line] for line in lines)
        end = sum(len(self.proof.texts[line]) + 1 for line in lines[:-1]) + last[1] + 1
        return _Stretch(first[0], text, first[1], end)

    def _caret_place(self, mark: Markup) -> _Stretch | None:
        """Return the place between two characters that a caret points at."""
        left, low, right, high = mark.rect
        x, y = (left + right) / 2, (low + high) / 2
        page = self.proof.glyphs[mark.page] if mark.page < len(self.proof.glyphs) else ()
        best: tuple[float, SentGlyph, bool] | None = None
        for glyph in page:
            a, foot, b, head = glyph.box
            away = max(foot - high, low - head, 0.0) * 4 + abs((foot + head) / 2 - y)
            for edge, behind in ((a, False), (b, True)):
                distance = away + abs(edge - x) + (0.01 if behind else 0.0)
                if abs(edge - x) <= _REACH * (head - foot) and (best is None or distance < best[0]):
                    best = distance, glyph, behind
        if best is None or best[0] > 3 * (best[1].box[3] - best[1].box[1]):
            return None
        _, glyph, behind = best
        at = glyph.place + behind
        return _Stretch(glyph.line, self.proof.texts[glyph.line], at, at)

    def _places(self, mark: Markup) -> tuple[ProposalPart, ...]:
        """Return the place of the nearest character, for marks that stand next to the text."""
        page = self.proof.glyphs[mark.page] if mark.page < len(self.proof.glyphs) else ()
        if not page:
            return ()
        left, low, right, high = mark.rect
        x, y = (left + right) / 2, (low + high) / 2
        nearest = min(page, key=lambda glyph: _distance(glyph.box, x, y))
        return (
            self._part(_Stretch(nearest.line, self.proof.texts[nearest.line], nearest.place, nearest.place)),
        )

    # Proposals

    def _part(self, stretch: _Stretch) -> ProposalPart:
        """Return a stretch as a part of the paper as it is now; its text is that which was sent."""
        line = self.sent[stretch.line].now
        if line < 0:
            before = (each.now for each in reversed(self.sent[: stretch.line]) if each.now >= 0)
            line = min(next(before, -1) + 1, len(self.paper.lines) - 1)
        return ProposalPart(line, stretch.text, stretch.start, stretch.end)

    def _proposal(
        self,
        kind: ProposalKind,
        parts: tuple[ProposalPart, ...],
        mark: Markup,
        was: str = "",
        now: str = "",
        note: str = "",
    ) -> ReviewProposal:
        who = (mark.who,) if mark.who else ()
        return ReviewProposal(kind, parts, who, mark.when, self.name, was, now, note)


def _covers(rect: MarkupRect, box: MarkupRect) -> bool:
    """Whether the middle of a glyph lies under a mark."""
    x = (box[0] + box[2]) / 2
    y = (box[1] + box[3]) / 2
    return rect[0] <= x <= rect[2] and rect[1] <= y <= rect[3]


def _distance(box: MarkupRect, x: float, y: float) -> float:
    across = max(box[0] - x, x - box[2], 0.0)
    along = max(box[1] - y, y - box[3], 0.0)
    return across + 4 * along
