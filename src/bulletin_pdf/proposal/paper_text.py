"""Headings, leads, attributions and captions of a paper → their styles."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from bulletin_pdf.patterns import pattern
from bulletin_pdf.proposal.findings import Findings
from bulletin_pdf.proposal.lengths import in_em, in_pt, type_size, usual
from bulletin_pdf.proposal.paper_rows import PaperPage, PaperRow, latin_role
from bulletin_pdf.proposal.text_area import TextArea
from bulletin_pdf.yamldoc.key_table import is_han

_LEVELS: Final = tuple(
    (f"level{level}", pattern(words))
    for level, words in enumerate(
        (r"[一二三四五六七八九十]{1,3}、.*", r"[（(][一二三四五六七八九十]{1,3}[）)].*", r"[0-9]{1,2}[.．、].*", r"[（(][0-9]{1,2}[）)].*"),
        start=1,
    )
)  # fmt: skip
_BY: Final = pattern(r"[（(【].{2,40}[）)】]|.{0,4}供稿.{0,30}")
_FEW: Final = 4
"""Characters at the start of a heading whose face is that of the heading."""


def is_heading(row: PaperRow) -> bool:
    """Whether a row begins with the number of a heading."""
    return any(words.fullmatch(row.text) for _, words in _LEVELS)


def alignment(rows: Sequence[PaperRow], area: TextArea) -> tuple[str, int]:
    """Return how most rows stand, and how many do."""
    counted = Counter(_aligned(row, area) for row in rows)
    return counted.most_common(1)[0]


def _aligned(row: PaperRow, area: TextArea) -> str:
    left, right = area.edges(row.page)
    columns = area.even if row.page % 2 == 0 and area.even else area.odd
    spans = [(left, right), *((column.left.value, column.right.value) for column in columns)]
    if any(abs(row.middle - (a + b) / 2) < 0.8 * row.size for a, b in spans):
        return "center"
    return "right" if abs(row.right - right) < abs(row.left - left) else "left"


def note_type(
    style: str, rows: Sequence[PaperRow], area: TextArea, found: Findings, *, size: bool = True
) -> None:
    """Note face, size and ink of what most of these rows are set in."""
    faces = Counter(row.role for row in rows if row.role)
    if faces:
        face, count = faces.most_common(1)[0]
        found.add(f"styles.{style}.face", face, "marks", count, len(rows))
        if latin := latin_role(rows, face):
            found.add(f"styles.{style}.latin", latin, "marks", len(rows), len(rows))
    if size and rows:
        most, count = usual((row.size for row in rows), 0.1)
        shown = type_size(most, area.cell)
        found.add(
            f"styles.{style}.size",
            shown,
            "marks",
            count,
            len(rows),
            shown="" if shown.endswith("pt") else in_pt(most),
        )
    red = sum(row.ink == "red" for row in rows)
    if red * 2 > len(rows):
        found.add(f"styles.{style}.ink", "red", "marks", red, len(rows))


def note_headings(rows: Sequence[PaperRow], area: TextArea, found: Findings) -> set[PaperRow]:
    """Note the faces of numbered headings; return their rows."""
    headings: dict[str, list[PaperRow]] = defaultdict(list)
    for row in rows:
        left, _ = area.edges(row.page)
        style = next((name for name, words in _LEVELS if words.fullmatch(row.text)), "")
        if (
            style
            and abs(row.size - area.body.size) < 6
            and (row.left - left > 0.4 * row.size or row.role != area.body.role)
        ):
            headings[style].append(row)
    for style, those in sorted(headings.items()):
        faces = Counter(face for row in those if (face := _first_face(row)))
        if faces:
            face, count = faces.most_common(1)[0]
            found.add(f"styles.{style}.face", face, "marks", count, len(those))
        size, count = usual((row.size for row in those), 0.1)
        found.add(f"styles.{style}.size", type_size(size, area.cell), "marks", count, len(those))
    return {row for those in headings.values() for row in those}


def _first_face(row: PaperRow) -> str:
    """Return the face of the first characters of a row."""
    faces: Counter[str] = Counter()
    for part in row.parts:
        for char in part.text:
            if is_han(char) and faces.total() < _FEW:
                faces[part.role] += 1
    return faces.most_common(1)[0][0] if faces else ""


def note_leads(rows: Iterable[PaperRow], area: TextArea, found: Findings) -> None:
    """Note the face of sentences that open a paragraph in another face than its text."""
    faces: Counter[str] = Counter()
    for row in rows:
        left, _ = area.edges(row.page)
        first = _first_face(row)
        ends_in_body = next((part.role for part in reversed(row.parts) if part.role), "") == area.body.role
        if first and first != area.body.role and ends_in_body and row.left - left > 1.2 * area.body.size:
            faces[first] += 1
    if faces:
        face, count = faces.most_common(1)[0]
        found.add("styles.lead.face", face, "marks", count, faces.total())


def note_by(
    rows: Sequence[PaperRow], titles: Sequence[PaperRow], area: TextArea, found: Findings
) -> set[PaperRow]:
    """Note who wrote a report: at its end, flush right, or below the last row of its title; return these rows."""
    under: list[PaperRow] = []
    ending: list[PaperRow] = []
    above = [(row.page, row.baseline) for row in titles]
    for row in rows:
        if not _BY.fullmatch(row.text):
            continue
        left, right = area.edges(row.page)
        if any(page == row.page and 0 < row.baseline - at < 3.2 * row.size for page, at in above):
            under.append(row)
        elif row.left - left > 0.2 * (right - left) and right - row.right < 6 * row.size:
            ending.append(row)
    those = under if len(under) > len(ending) else ending
    if not those:
        return set()
    found.add(
        "reports.by",
        "under_title" if those is under else "end",
        "marks",
        len(those),
        len(under) + len(ending),
    )
    note_type("under_title" if those is under else "by", those, area, found)
    around = Counter((row.text[0], row.text[-1]) for row in those).most_common(1)[0]
    if around[0][0] in "（(【":
        found.add("reports.by_around", "".join(around[0]), "marks", around[1], len(those))
    if those is ending:
        _note_by_inset(those, rows, area, found)
    return set(those)


def _note_by_inset(
    those: Sequence[PaperRow], rows: Sequence[PaperRow], area: TextArea, found: Findings
) -> None:
    """Note how far from the edge those end that have a line of their own; beside the text they end at the edge."""
    others = [row for row in rows if row not in those and row.role]
    alone = [
        row
        for row in those
        if not any(other.page == row.page and abs(other.baseline - row.baseline) < 2 for other in others)
    ]
    half = all(each.key != ("marks",) or each.value != "full" for each in found.values)
    insets = [_column_right(row, area) - _ink_right(row, half=half) for row in alone]
    inset, count = usual(insets, 0.5)
    if count:
        value = in_em(inset, those[0].size) if inset > 0.1 * those[0].size else "0"
        found.add("styles.by.right", value, "marks", count, len(those))


def _column_right(row: PaperRow, area: TextArea) -> float:
    columns = area.even if row.page % 2 == 0 and area.even else area.odd
    return min(
        (column.right.value for column in columns if column.right.value >= row.left), default=area.right
    )


def _ink_right(row: PaperRow, *, half: bool) -> float:
    """Return the right end of a row without the blank half of a closing mark, where such marks lose it."""
    return row.right - (0.5 * row.size if half and row.text[-1] in "）】" else 0.0)


def note_captions(pages: Sequence[PaperPage], area: TextArea, found: Findings) -> set[PaperRow]:
    """Note what stands close below pictures, smaller than the text; return these rows."""
    those = [row for page in pages for row in _below_pictures(page, area)]
    if those:
        note_type("caption", those, area, found)
        align, count = alignment(those, area)
        found.add("styles.caption.align", align, "marks", count, len(those))
    return set(those)


def _below_pictures(page: PaperPage, area: TextArea) -> Iterator[PaperRow]:
    for row in page.rows:
        small = row.size < area.body.size - 0.8
        if small and any(
            0 < row.baseline - mark.bottom < 2.5 * row.size and mark.left - 5 < row.middle < mark.right + 5
            for mark in page.pictures
        ):
            yield row
