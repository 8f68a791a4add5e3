"""Whether the head of a house style, set with the texts of an old paper, stands where the paper's stood."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from bulletin_pdf.compose.design import Design, design_of
from bulletin_pdf.compose.masthead import set_masthead
from bulletin_pdf.compose.tag_tree import TagTree
from bulletin_pdf.design.model import HouseStyle
from bulletin_pdf.fonts.font_book import FontBook, open_book
from bulletin_pdf.issue.model import Issue
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.layout.typesetter import Typesetter, TypesettingTables
from bulletin_pdf.pages import FaceId, Group, Mark, Rule, TextRun
from bulletin_pdf.problems import BulletinError, Problems
from bulletin_pdf.proposal.measured_style import HeadPiece, MeasuredHead, MeasuredStyle
from bulletin_pdf.proposal.plain_yaml import as_yaml
from bulletin_pdf.yamldoc.source import SourceText

_NEAR: Final = 1.0
"""pt: texts that stand no farther from where they stood are in their place."""
_NEAR_WEIGHT: Final = 0.2
_FIELDS: Final = {
    "number": "label", "serial": "serial", "publisher": "publisher", "series": "series", "secrecy": "secrecy",
    "urgency": "urgency", "copy_number": "copy_number", "signer": "signer", "permit": "permit",
}  # fmt: skip
"""The key of an issue that fills each slot."""

SetRun = tuple[float, float, str, float, FaceId]
"""x, baseline, text, size and face of a run."""


def stands_alike(house: HouseStyle, measured: MeasuredStyle) -> bool:
    """Return whether each text and rule of the head comes out where it was measured."""
    head = measured.head
    if head is None:
        return True
    issue = issue_of(head)
    if issue is None:
        return False
    runs, rules = _set(issue, house)
    return all(_is_there(piece, runs) for piece in head.pieces if piece.slot != "text") and _same_rules(
        head, rules
    )


def _set(issue: Issue, house: HouseStyle) -> tuple[list[SetRun], list[Rule]]:
    """Set a head; places from the upper left corner of page 1."""
    design: Design = design_of(house)
    book, tables = _tools()
    tree = TagTree("")
    block = set_masthead(
        issue, design, Typesetter(book, design.rules, Problems(), tables), tree, tree.add("Sect", 0)
    )
    dx, dy = house.page.inner, house.page.top
    marks = list(_flat(block.marks))
    runs = [
        (mark.x + dx, mark.y + dy, mark.text, mark.size, mark.face)
        for mark in marks
        if isinstance(mark, TextRun)
    ]
    rules = [
        mark._replace(x=mark.x + dx, x2=mark.x2 + dx, y=mark.y + dy)
        for mark in marks
        if isinstance(mark, Rule)
    ]
    return runs, rules


@cache
def _tools() -> tuple[FontBook, TypesettingTables]:
    book = open_book()
    return book, TypesettingTables(book)


def _flat(marks: Sequence[Mark]) -> Iterator[Mark]:
    for mark in marks:
        if isinstance(mark, Group):
            yield from _flat(mark.marks)
        else:
            yield mark


def _is_there(piece: HeadPiece, runs: Sequence[SetRun]) -> bool:
    """Whether a text begins where it was measured, in its size."""
    lines: dict[float, list[SetRun]] = defaultdict(list)
    for run in sorted(runs):
        lines[run[1]].append(run)
    for baseline, line in lines.items():
        if abs(baseline - piece.baseline) > _NEAR:
            continue
        said = "".join("".join(run[2].split()) for run in line)
        if piece.text in said and _starts(piece, said, line):
            faces = {run[4] for run in line}
            return not piece.face or _tools()[0].face(piece.face).id in faces
    return False


def _starts(piece: HeadPiece, said: str, line: Sequence[SetRun]) -> bool:
    at = said.index(piece.text)
    for x, _, text, size, _ in line:
        shown = "".join(text.split())
        if at < len(shown):
            in_place = at > 0 or abs(x - piece.left) <= _NEAR
            return in_place and abs(size - piece.size) <= 0.15
        at -= len(shown)
    return False


def _same_rules(head: MeasuredHead, rules: Sequence[Rule]) -> bool:
    lines = [
        (top, weight, rule.left, rule.right)
        for rule in head.rules
        for top, weight in zip(_tops(rule.top, rule.weights, rule.spacing), rule.weights, strict=True)
    ]
    found = [(rule.y - rule.weight / 2, rule.weight, rule.x, rule.x2) for rule in rules]
    return len(lines) == len(found) and all(
        any(
            abs(top - y) <= 0.6
            and abs(weight - other) <= _NEAR_WEIGHT
            and abs(left - x) <= 1
            and abs(right - x2) <= 1
            for y, other, x, x2 in found
        )
        for top, weight, left, right in lines
    )


def _tops(top: float, weights: Sequence[float], spacing: float) -> Iterator[float]:
    for weight in weights:
        yield top
        top += weight + spacing


def issue_of(head: MeasuredHead) -> Issue | None:
    """Return an issue with the texts of the head; None where no issue can have them."""
    fields: dict[str, list[str]] = defaultdict(list)
    for piece in head.pieces:
        if piece.slot == "name":
            fields["bulletin"].append(piece.text)
        elif piece.slot == "date":
            fields["date"].append(piece.text)
        elif piece.slot in _FIELDS:
            fields[_FIELDS[piece.slot]].append(_bare(piece))
    lines = [
        f"{key}: {as_yaml(''.join(texts) if key != 'publisher' else list(texts))}"
        for key, texts in fields.items()
    ]
    lines.append("reports: [{title: 题, text: 文。}]")
    try:
        return read_issue(SourceText("proposal.yaml", "\n".join(lines).encode()), "").issue
    except BulletinError:
        return None


def _bare(piece: HeadPiece) -> str:
    """Return a text as an issue has it: without what the program adds."""
    if piece.slot == "series":
        return piece.text.strip("【】〔〕")
    if piece.slot == "serial":
        return "".join(filter(str.isdigit, piece.text)) or "1"
    if piece.slot == "signer":
        return piece.text.replace("：", ":").partition(":")[2] or piece.text
    return piece.text
