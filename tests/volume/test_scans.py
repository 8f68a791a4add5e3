"""Every issue looks in the volume exactly as issued; only the volume's folio is added (A-62)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bulletin_pdf.compose.design import design_for
from bulletin_pdf.pages import Group, Link, TextRun
from bulletin_pdf.problems import Problems
from bulletin_pdf.typeset_issue import open_fonts, typeset
from bulletin_pdf.volume.issues.bound_issue import BoundIssue
from press.conftest import rendered
from support.printed import take_apart
from volume.conftest import Bound, needs_mutool


def looks(marks: Any) -> Iterator[Any]:
    """What a mark looks like: all of it but which tag it belongs to and where it leads."""
    for mark in marks:
        if isinstance(mark, Group):
            yield mark.matrix, tuple(looks(mark.marks))
        elif isinstance(mark, Link):
            yield mark._replace(tag=None, anchor="")
        else:
            yield mark._replace(tag=None)


def sides_of(bound: Bound, issue: BoundIssue) -> range:
    """The volume's pages that hold an issue."""
    labels = [page.label for page in bound.volume.document.pages]
    first = labels.index(str(issue.first))
    return range(first, first + len(issue.pages))


def test_every_issue_page_is_the_single_issue_mark_by_mark(bound: Bound) -> None:
    for issue in bound.own:
        own = issue.member.issue
        problems = Problems()
        single = typeset(own, design_for(own, problems), open_fonts(own, problems), problems)
        sides = sides_of(bound, issue)
        assert len(single.pages) == len(sides)
        for page, side in zip(single.pages, sides, strict=True):
            *marks, folio = bound.volume.document.pages[side].marks
            assert list(looks(marks)) == list(looks(page.marks)), own.path
            assert isinstance(folio, TextRun)
            assert folio.text == f"· {bound.volume.document.pages[side].label} ·"


@needs_mutool
def test_every_issue_page_is_printed_as_the_single_issue_glyph_by_glyph(
    bound: Bound, singles: list[Path]
) -> None:
    volume = take_apart(bound.file("print"))
    for issue, path in zip(bound.own, singles, strict=True):
        single = take_apart(path)
        for number, side in enumerate(sides_of(bound, issue), start=1):
            alone = [glyph._replace(page=0) for glyph in single.glyphs if glyph.page == number]
            inside = [glyph._replace(page=0) for glyph in volume.glyphs if glyph.page == side + 1]
            label = bound.volume.document.pages[side].label
            added = inside[len(alone) :]
            assert "".join(glyph.text for glyph in added) == f"·{label}·"
            assert inside[: len(alone)] == alone
            rules = [rule._replace(page=0) for rule in single.rules if rule.page == number]
            assert [rule._replace(page=0) for rule in volume.rules if rule.page == side + 1] == rules


@pytest.mark.parametrize("place", [0, 4, 12])
def test_some_pages_as_pixels(bound: Bound, singles: list[Path], place: int) -> None:
    issue, path = bound.own[place], singles[place]
    for number, side in enumerate(sides_of(bound, issue), start=1):
        alone, inside = rendered(path, number), rendered(bound.file("print"), side + 1)
        width, height = alone.size
        folio = (int(width * 0.4), int(height * 0.88), int(width * 0.62), height)
        for image in (alone, inside):
            image.paste("white", folio)
        assert alone.tobytes() == inside.tobytes()


@needs_mutool
def test_the_two_folios_never_touch(bound: Bound) -> None:
    volume = take_apart(bound.file("print"))
    for side, page in enumerate(bound.volume.document.pages, start=1):
        foot = sorted((g for g in volume.glyphs if g.page == side and g.y > 740), key=lambda g: g.x)
        for before, after in zip(foot, foot[1:], strict=False):
            assert before.x + before.advance <= after.x + 0.01, page.label


def test_issues_begin_on_odd_pages_and_blanks_are_bare(bound: Bound) -> None:
    pages = bound.volume.document.pages
    assert len(pages) % 2 == 0
    for issue in bound.volume.issues:
        assert issue.first % 2 == 1
        assert pages[sides_of(bound, issue)[0]].label == str(issue.first)
    for side, page in enumerate(pages, start=1):
        if page.label.isdigit():
            assert int(page.label) % 2 == side % 2, "odd pages lie on the right"
        if not page.marks:
            assert side % 2 == 0, "a blank fills the left"
