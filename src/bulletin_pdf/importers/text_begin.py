"""Where the text of a paper begins, and so what stands above it.

In this order: 1. its form, an address, a numbered line, a sentence, 附件 (`form.begins_text`); 2. a long paragraph, below
contents or an editor's note; 3. looks, where nothing of that is there: behind the lines that stand out; 4. its place.
"""

from collections.abc import Sequence

from bulletin_pdf.importers.boilerplate import is_long
from bulletin_pdf.importers.form import begins_text, is_attachment, is_attachment_label, is_paper_title
from bulletin_pdf.importers.head_lines import has_number, is_label, is_of_head
from bulletin_pdf.importers.line_kinds import MAX_TITLE, is_numbered, is_short, usual_size
from bulletin_pdf.importers.masthead_lines import is_note
from bulletin_pdf.importers.material import ImportedTable, MaterialItem, Para
from bulletin_pdf.importers.report_titles import repeated


def text_begins(items: Sequence[MaterialItem], *, word: bool) -> int:
    """Where the text begins: by the form of its first lines, by a long paragraph, or behind the title."""
    first_long = first_long_paragraph(items)
    above = items[:first_long]
    contents = any(is_label(item) for item in above)
    if first_long < len(items) and (contents or any(_is_note_label(item) for item in above)):
        return first_long
    again = repeated(items)
    label = int(_is_attached(items))
    known = (at for at, item in enumerate(above) if at >= label and begins_text(item) and at not in again)
    first = next(known, first_long)
    grids = [at for at, item in enumerate(items) if isinstance(item, ImportedTable)]
    if first < len(items) and not (grids and _is_titled_grid(items, grids[0], first)):
        return _past_sentence(items, first)
    return _behind_title(items[: grids[0]] if grids else items, label, word=word)


def _is_attached(items: Sequence[MaterialItem]) -> bool:
    """Whether the first line is 附件3 and a title may follow, or the title stands beside it."""
    if not items or not isinstance(first := items[0], Para):
        return False
    if is_attachment_label(first.words):
        return len(items) > 1 and is_short(items[1])
    return is_attachment(first.words) and is_short(first)


def _is_titled_grid(items: Sequence[MaterialItem], grid: int, first: int) -> bool:
    """Whether a table above the first sentence has the paper's title above it, and none stands below it."""
    usual = usual_size(items)
    below = any(_stands_out(items[at], usual) for at in range(grid + 1, first))
    return grid < first and not below and _is_line_above(items, grid)


def _is_line_above(items: Sequence[MaterialItem], grid: int) -> bool:
    """Whether what stands above the first table is a line or two that may be its title."""
    lines = [item for item in items[:grid] if not is_of_head(item)]
    return 0 < len(lines) < 4 and all(map(is_short, lines))


def _past_sentence(items: Sequence[MaterialItem], first: int) -> int:
    """Behind a title that stands below the sentence a paper opens with; else where the text begins."""
    usual = usual_size(items)
    if first > 1 or any(is_short(item) for item in items[:first]):
        return first
    below = (at for at in range(first + 1, min(first + 3, len(items))) if _is_large(items[at], usual))
    return next(below, first - 1) + 1


def _is_large(item: MaterialItem, usual: int) -> bool:
    if not isinstance(item, Para) or not is_short(item) or is_numbered(item.words):
        return False
    return item.titled or (item.align == "center" and item.size > usual > 0)


def _behind_title(items: Sequence[MaterialItem], label: int, *, word: bool) -> int:
    """Behind the title of a list, a table or a form, which have no sentences: the first lines that stand out."""
    begin = max((at + 1 for at in range(min(len(items), 12)) if has_number(items[at])), default=label)
    usual = usual_size(items)
    at = begin
    while at < len(items) and (_stands_out(items[at], usual) or is_of_head(items[at])):
        at += 1
    if at == begin and len(items) > begin and (not word or _is_line_above(items, len(items))):
        return begin + 1
    return at if at < len(items) or len(items) - begin < 4 else min(begin + 1, len(items))


def _stands_out(item: MaterialItem, usual: int) -> bool:
    if not isinstance(item, Para) or len(item.words) > MAX_TITLE:
        return False
    looks = item.titled or item.heading in (1, 2) or item.align == "center" or item.size > usual > 0
    return bool(looks) or is_paper_title(item.words)


def first_long_paragraph(items: Sequence[MaterialItem]) -> int:
    """The first paragraph of a report: an editor's note comes before the titles."""
    note = False
    for at, item in enumerate(items):
        if isinstance(item, Para) and is_note(item.words):
            note = True
        if is_long(item) and not (note and _is_of_note(items, at)):
            return at
    return len(items)


def _is_of_note(items: Sequence[MaterialItem], at: int) -> bool:
    """The paragraph with the note's label, or the one below a label that stands alone."""
    here, above = items[at], items[at - 1] if at else None
    return (isinstance(here, Para) and is_note(here.words)) or (
        isinstance(above, Para) and is_note(above.words) and len(above.words) < 9
    )


def _is_note_label(item: MaterialItem) -> bool:
    return isinstance(item, Para) and is_note(item.words)
