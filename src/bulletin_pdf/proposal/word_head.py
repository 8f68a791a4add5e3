"""报头 of a Word document: its texts with their slots and places, and the rules across it."""

from collections.abc import Iterator
from typing import Final, Literal

from bulletin_pdf.design.model import SLOTS
from bulletin_pdf.importers.masthead_lines import is_name, is_organisation, split_masthead_line
from bulletin_pdf.importers.tidy import spread_out
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.proposal.measured_style import HeadPiece, HeadRule, MeasuredHead
from bulletin_pdf.proposal.word_drawings import Drawn, drawings_of
from bulletin_pdf.proposal.word_faces import face_of
from bulletin_pdf.proposal.word_flow import PlacedLine, PlacedRule, WordFlow, box_lines, flow_of
from bulletin_pdf.proposal.word_line_boxes import text_width, white_between
from bulletin_pdf.proposal.word_lines import WordBorder, WordFont, WordLine, WordRun
from bulletin_pdf.proposal.word_paper import WordPaper
from bulletin_pdf.proposal.word_parts import HEAD, filled_in_text
from bulletin_pdf.yamldoc.key_table import is_han

_APART: Final = pattern("\t+[ \u3000\xa0]*|[ \u3000\xa0]{2,}\t*[ \u3000\xa0]*")
"""What parts two texts on one line."""
_DRAWN_LINE: Final = pattern("[\\s_＿—―─━=＝-]*[_＿—―─━=＝-]{8,}[\\s_＿—―─━=＝-]*")
_SIGNER: Final = pattern("签\\s*发\\s*(?:人)?\\s*[:：]")
_DEFAULT_TAB: Final = 21.0
_OF_HEADS: Final = ("number", "serial", "date", "publisher", "series", "signer")
_NAME_FROM: Final = 26.0
"""A line of this size in a masthead is its name, pt."""
_SHORTEST_RULE: Final = 0.25
"""A rule across the head is at least so long, share of the measure."""
_LARGEST_GAP: Final = 8.0
"""Two rules no farther apart are the lines of one, pt."""
_BETWEEN_SCRIPTS: Final = 0.25
"""em."""


class _Chunk(NamedTuple):
    """A stretch of a line between wide blanks, with its place across the page."""

    text: str
    left: float
    right: float
    font: WordFont


def measure_word_head(paper: WordPaper) -> tuple[MeasuredHead | None, int, float]:
    """Return the head, and number and baseline of the paragraph below it; none where the document has none."""
    numbers = [number for number, part in paper.parts.items() if part == HEAD]
    if not numbers:
        return None, 0, 0.0
    last = max(numbers)
    end = _below(paper, last)
    flow = flow_of(paper, end)
    lines = [each for each in flow.lines if each.line.number <= last or not each.line.text.strip()]
    drawn = _drawn(flow, paper)
    for box in drawn:
        if box.kind == "box" and box.content is not None:
            lines += box_lines(paper, box.content, box.left, box.top, box.width)
    pieces = [piece for line in lines for piece in _pieces(line)]
    pieces += [piece for art in drawn if art.kind == "art" for piece in _art(art)]
    pieces = _named(pieces, spread_out(paper.issue.masthead.name.text))
    rules = [*_rules(flow, drawn, lines, paper)]
    first = next((each for each in flow.lines if each.line.number == end and each.line.number > last), None)
    baseline = first.baseline if first is not None else 0.0
    below = baseline if paper.parts.get(end) == "body" else 0.0
    rules = [rule for rule in rules if first is None or rule.top < first.bottom]
    if not any(piece.slot in _OF_HEADS for piece in pieces):
        return None, 0, 0.0
    pieces.sort(key=lambda piece: (piece.baseline, piece.left))
    return MeasuredHead(tuple(pieces), tuple(rules), below), end, baseline


def _below(paper: WordPaper, last: int) -> int:
    """Return the number of the first paragraph with words below the head."""
    after = (
        number
        for number in sorted(paper.lines)
        if number > last and paper.lines[number].text.strip() and paper.places[number].box is None
        and not _DRAWN_LINE.fullmatch(paper.lines[number].text)
    )  # fmt: skip
    return next(after, max(paper.lines, default=last))


def _drawn(flow: WordFlow, paper: WordPaper) -> list[Drawn]:
    """Return what is anchored in the head and stands in its part of the page."""
    found = drawings_of(flow.anchors, paper.first)
    lowest = max((line.bottom for line in flow.lines), default=0.0) + 20.0
    return [drawn for drawn in found if drawn.top <= max(lowest, paper.first.height / 2)]


# Texts ----------------------------------------------------------------------------------------


def _pieces(placed: PlacedLine) -> Iterator[HeadPiece]:
    chunks = _chunks(placed)
    if len(chunks) > 1 and _is_spread_name(placed.line):
        chunks = [
            _Chunk("".join(each.text for each in chunks), chunks[0].left, chunks[-1].right, chunks[0].font)
        ]
    for chunk in chunks:
        yield from _split(chunk, placed.baseline)


def _is_spread_name(line: WordLine) -> bool:
    return line.font.size >= _NAME_FROM and is_name(spread_out(line.text.strip()))


def _chunks(placed: PlacedLine) -> list[_Chunk]:
    """Part a line where tabs or several blanks part it, each part where it stands."""
    line = placed.line
    text = line.text
    if not text.strip() or _DRAWN_LINE.fullmatch(text):
        return []
    xs, width = _advance(line, placed)
    left, right = placed.left + line.left, placed.right - line.right
    start = left + (line.first if line.align in ("justify", "left") else 0.0)
    match line.align:
        case "center":
            start = (left + right - width + line.first) / 2
        case "right":
            start = right - width
    bounds = [0, *(edge for found in _APART.finditer(text) for edge in found.span()), len(text)]
    chunks = []
    for begin, end in zip(bounds[::2], bounds[1::2], strict=True):
        words = text[begin:end]
        if words.strip():
            lead, trail = len(words) - len(words.lstrip()), len(words.rstrip())
            font = _font_at(line, begin + lead)
            chunks.append(_Chunk(words.strip(), start + xs[begin + lead], start + xs[begin + trail], font))
    return chunks


def _advance(line: WordLine, placed: PlacedLine) -> tuple[list[float], float]:
    """Return where each character of a line begins, from its start, and how wide it is."""
    xs, x, before = [0.0], 0.0, ""
    for run in line.runs:
        for char in run.text:
            if _meet(before, char):
                x += _BETWEEN_SCRIPTS * run.font.size
                xs[-1] = x
            x = _tab(x, line) if char == "\t" else x + text_width(char, run.font.size, run.font.spacing)
            xs.append(x)
            before = char
    return xs, x


def _meet(one: str, other: str) -> bool:
    """Whether a hanzi and a letter or figure stand beside each other, between which Word puts white."""
    for han, latin in ((one, other), (other, one)):
        if is_han(han) and latin.isascii() and latin.isalnum():
            return True
    return False


def _tab(x: float, line: WordLine) -> float:
    stop = next((place for place, _ in line.tabs if place > x + 0.1), None)
    return stop if stop is not None else (x // _DEFAULT_TAB + 1) * _DEFAULT_TAB


def _font_at(line: WordLine, index: int) -> WordFont:
    at = 0
    for run in line.runs:
        at += len(run.text)
        if index < at:
            return run.font
    return line.font


def _split(chunk: _Chunk, baseline: float) -> Iterator[HeadPiece]:
    """Yield what a stretch says: a number and its total stand one behind the other."""
    found = list(_slots_in(chunk.text)) or [("text", chunk.text)]
    total = sum(len(text) for _, text in found) or 1
    x = chunk.left
    for slot, text in found:
        width = (chunk.right - chunk.left) * len(text) / total
        yield _piece(slot, "".join(text.split()), x, x + width, baseline, chunk.font)
        x += width


def _piece(slot: str, text: str, left: float, right: float, baseline: float, font: WordFont) -> HeadPiece:
    face = face_of(font.face, bold=font.bold, stand_in="xbs" if font.size >= _NAME_FROM else "fangsong")
    return HeadPiece(slot, text, left, right, baseline, font.size, face.role, "red" if font.red else "black")


def _slots_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield the slots that a text of the masthead fills, in the order they stand."""
    filled = filled_in_text(text)
    if _SIGNER.match(filled):
        yield "signer", text
        return
    line = split_masthead_line(filled)
    given = [name for name in line.given if name in SLOTS]
    if "label" in line.given:
        given.append("number")
    if set(given) >= {"number", "serial"}:
        at = next(
            (filled.find(mark) for mark in ("（总", "(总", "总第", "（累", "累计") if mark in filled),
            len(filled),
        )
        yield from (("number", filled[:at].strip()), ("serial", filled[at:].strip()))
    elif given:
        rest = spread_out(line.rest)
        before = bool(rest) and filled.lstrip().startswith(rest[:2])
        others = [("publisher", rest)] if rest and is_organisation(rest) else []
        own = [(given[0], filled.replace(line.rest, "").strip() if rest else filled)]
        yield from (*others, *own) if before else (*own, *others)
    elif is_organisation(spread_out(filled)):
        yield "publisher", text


def _named(pieces: list[HeadPiece], name: str) -> list[HeadPiece]:
    """Return the pieces with the name marked: what the importer took for it, else the largest that looks like one."""
    free = [piece for piece in pieces if piece.slot in ("text", "publisher")]
    alike = [piece for piece in free if spread_out(piece.text) == name or is_name(spread_out(piece.text))]
    large = [piece for piece in free if piece.size >= _NAME_FROM]
    chosen = max(alike or large, key=lambda piece: piece.size, default=None)
    if chosen is None:
        return pieces
    of_name = [
        piece
        for piece in pieces
        if piece is chosen
        or (piece.slot == "text" and piece.size >= 0.7 * chosen.size and piece.ink == chosen.ink)
    ]
    return [
        piece._replace(slot="name", text=spread_out(piece.text)) if piece in of_name else piece
        for piece in pieces
    ]


def _art(art: Drawn) -> Iterator[HeadPiece]:
    """WordArt fills its box: its letters are as high as that."""
    size = min(art.height, art.width / max(len(art.text.strip()), 1) * 1.4)
    face = face_of(art.face, stand_in="xbs")
    baseline = art.top + art.height - 0.12 * art.height
    text = spread_out(art.text)
    slot = next((slot for slot, _ in _slots_in(text)), "text")
    right = art.left + art.width
    yield HeadPiece(slot, text, art.left, right, baseline, size, face.role, "red" if art.red else "black")


# Rules ----------------------------------------------------------------------------------------


def _rules(
    flow: WordFlow, drawn: list[Drawn], lines: list[PlacedLine], paper: WordPaper
) -> Iterator[HeadRule]:
    """Yield the rules across the head from the top down, those close together as one."""
    measure = paper.first.measure
    found = [*flow.rules, *(rule for line in lines for rule in _typed(line))]
    found += [
        PlacedRule(each.border, each.left, each.left + each.width, each.top)
        for each in drawn
        if each.kind == "line" and each.border is not None
    ]
    found = [rule for rule in _joined(found) if rule.right - rule.left >= _SHORTEST_RULE * measure]
    stars = [each for each in drawn if each.kind == "star"]
    at = 0
    while at < len(found):
        rule, pair = found[at], found[at + 1 : at + 2]
        at += 1
        if pair and _is_one(rule, pair[0]):
            spacing = pair[0].top - rule.top - sum(rule.border.weights)
            weights = (*rule.border.weights, *pair[0].border.weights)
            made = HeadRule(rule.left, rule.right, rule.top, weights, spacing, _ink(rule.border))
            at += 1
        else:
            made = HeadRule(
                rule.left, rule.right, rule.top, rule.border.weights, white_between(rule.border), _ink(rule.border)
            )  # fmt: skip
        star = next(
            (each for each in stars if each.top <= made.bottom and each.top + each.height >= made.top), None
        )
        yield made._replace(star=star.height) if star is not None else made


def _ink(border: WordBorder) -> Literal["black", "red"]:
    return "red" if border.red else "black"


def _is_one(rule: PlacedRule, other: PlacedRule) -> bool:
    near = other.top - rule.top - sum(rule.border.weights) <= _LARGEST_GAP
    alike = abs(other.left - rule.left) < 3 and abs(other.right - rule.right) < 3
    return near and alike and len(rule.border.weights) == len(other.border.weights) == 1


def _joined(rules: list[PlacedRule]) -> list[PlacedRule]:
    """Put pieces of one line beside each other together: the edges of cells, the halves beside a star."""
    made: list[PlacedRule] = []
    for rule in sorted(rules, key=lambda each: (round(each.top), each.left)):
        last = made[-1] if made else None
        if last is not None and abs(last.top - rule.top) < 0.6 and rule.left - last.right < 30:
            made[-1] = last._replace(right=max(last.right, rule.right))
        else:
            made.append(rule)
    return sorted(made, key=lambda each: each.top)


def _typed(placed: PlacedLine) -> Iterator[PlacedRule]:
    """Rules that are typed: a row of dashes."""
    line = placed.line
    if not _DRAWN_LINE.fullmatch(line.text) or not line.text.strip():
        return
    font = line.font
    xs, width = _advance(line, placed)
    left = placed.left + line.left
    if line.align == "center":
        left = (placed.left + placed.right - width) / 2
    lowered = 0.1 * font.size if "_" in line.text else -0.36 * font.size
    weight = 0.05 * font.size * (2 if font.bold else 1)
    right = min(left + width, placed.right)
    yield PlacedRule(WordBorder((weight,), font.red), left, right, placed.baseline + lowered)


def missing_in(runs: Iterator[WordRun]) -> dict[tuple[str, str], int]:
    """Return the fonts the program does not know, each with the role that stands in, and their hanzi."""
    counts: dict[tuple[str, str], int] = {}
    for run in runs:
        stand_in = "xbs" if run.font.size >= _NAME_FROM else "fangsong"
        face = face_of(run.font.face, stand_in=stand_in)
        han = sum("\u3400" <= char <= "\u9fff" for char in run.text)
        if not face.known and han:
            counts[run.font.face, face.role] = counts.get((run.font.face, face.role), 0) + han
    return counts
