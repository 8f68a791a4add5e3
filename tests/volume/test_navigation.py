"""Contents, indexes, outline and labels of the finished file lead where they say (V-04, V-08)."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pypdf
import pytest

from bulletin_pdf.issue.printed_form import number_line, printed_entry, printed_heading, serial_line
from support.measured import glyphs_of, squashed
from support.narrowed import present
from volume.conftest import Bound, needs_mutool

pytestmark = needs_mutool


class Reading:
    """A finished volume as other programs read it."""

    def __init__(self, path: Path) -> None:
        self.reader = pypdf.PdfReader(path)
        self.labels = self.reader.page_labels
        self.places = {present(page.indirect_reference).idnum: n for n, page in enumerate(self.reader.pages)}
        self.glyphs: dict[int, list[Any]] = {}
        for glyph in glyphs_of(path):
            self.glyphs.setdefault(glyph.page - 1, []).append(glyph)

    def text(self, place: int) -> str:
        return squashed("".join(glyph.text for glyph in self.glyphs.get(place, ())))

    def links(self, place: int) -> Iterator[Any]:
        """Give the words in each link of a page, and the page it leads to."""
        height = float(self.reader.pages[place].mediabox.height)
        for reference in self.reader.pages[place].get("/Annots") or ():
            note = reference.get_object()
            left, foot, right, top = map(float, note["/Rect"])
            inside = [
                g
                for g in self.glyphs[place]
                if left - 1 <= g.x <= right + 1 and height - top <= g.y <= height - foot
            ]
            yield squashed("".join(g.text for g in inside)), self.places[note["/Dest"][0].idnum]


@cache
def reading(path: Path) -> Reading:
    return Reading(path)


@pytest.fixture
def archive(bound: Bound) -> Reading:
    return reading(bound.file("archive"))


def pages_of(archive: Reading, title: str) -> range:
    """Places of a part: from the page that begins with its title to the next part."""
    items = [item for item in archive.reader.outline if not isinstance(item, list)]
    starts = [(item.title, archive.reader.get_destination_page_number(item)) for item in items]
    at = [name for name, _ in starts].index(title)
    end = starts[at + 1][1] if at + 1 < len(starts) else len(archive.reader.pages)
    start = starts[at][1]
    assert start is not None and end is not None
    return range(start, end)


def test_labels_are_the_printed_folios(archive: Reading, bound: Bound) -> None:
    for place, label in enumerate(archive.labels):
        assert label == bound.volume.document.pages[place].label
        folio = re.search(r"·([ivxlc]+|\d+)·$", archive.text(place))
        if archive.text(place) and not label.startswith(("封", "扉", "卷内")):
            assert folio is not None and folio[1] == label
        else:
            assert folio is None
    assert len(set(archive.labels)) == len(archive.labels)


@pytest.mark.parametrize("part", ["总目录", "地区索引", "供稿单位索引", "篇名索引"])
def test_every_entry_names_the_page_it_leads_to(archive: Reading, bound: Bound, part: str) -> None:
    titles, scanned = {}, set()
    for issue in bound.volume.issues:
        for report in issue.member.issue.reports:
            heading = squashed("".join(line.text for line in printed_heading(report)))
            if issue.member.foreign is not None:
                scanned.add(squashed("".join(line.text for line in report.title)))
            if (part == "地区索引" and not report.city_name) or (
                part == "供稿单位索引" and report.by is None
            ):
                continue
            titles[squashed("".join(line.text for line in report.title))] = heading
    met = set()
    for place in pages_of(archive, part):
        for words, target in archive.links(place):
            named = re.fullmatch(r"(.*?)(\d+)", words.replace("…", "").replace(".", ""))
            assert named is not None, words
            label = archive.labels[target]
            assert words.endswith(label), f"{words} leads to page {label}"
            for title, heading in titles.items():
                if title in words:
                    met.add(title)
                    # A scan has no text of its own.
                    assert title in scanned or heading in archive.text(target)
    assert met == set(titles)


def test_theme_index_has_the_issues_that_have_one(archive: Reading, bound: Bound) -> None:
    words = [words for place in pages_of(archive, "专题索引") for words, _ in archive.links(place)]
    themed = [
        issue.member.issue
        for issue in bound.volume.issues
        if issue.member.issue.theme or issue.member.issue.masthead.series
    ]
    assert len(themed) == 3
    titles = [squashed(report.title[0].text) for issue in themed for report in issue.reports]
    assert len(words) == len(titles) and all(any(title in word for word in words) for title in titles)
    heads = "".join(archive.text(place) for place in pages_of(archive, "专题索引"))
    assert "新时代文明实践工作专刊" in heads


@pytest.mark.parametrize(("part", "name"), [("页码对照表", "本卷页码"), ("归档文件目录", "备注")])
def test_pages_in_tables_lead_to_their_issues(archive: Reading, bound: Bound, part: str, name: str) -> None:
    links = [link for place in pages_of(archive, part) for link in archive.links(place)]
    assert len(links) == len(bound.volume.issues), name
    for issue, (words, target) in zip(bound.volume.issues, links, strict=True):
        first = re.search(r"\d+", words)
        assert first is not None and first[0] == archive.labels[target] == str(issue.first)


def test_contents_name_every_issue_with_its_first_page(archive: Reading, bound: Bound) -> None:
    links = [link for place in pages_of(archive, "总目录") for link in archive.links(place)]
    for issue in bound.volume.issues:
        head = issue.member.issue.masthead
        start = squashed(
            f"{number_line(issue.member.issue)}{serial_line(issue.member.issue)}{head.date.printed}"
        )
        assert [archive.labels[target] for words, target in links if words.startswith(start)] == [
            str(issue.first)
        ]


def test_contents_name_the_parts_behind_the_issues(archive: Reading, bound: Bound) -> None:
    links = [link for place in pages_of(archive, "总目录") for link in archive.links(place)]
    parts = [item for item in archive.reader.outline if not isinstance(item, list)]
    starts = {str(item.title): archive.reader.get_destination_page_number(item) for item in parts}
    last = max(archive.labels.index(str(issue.first)) for issue in bound.volume.issues)
    behind = {title: start for title, start in starts.items() if start is not None and start > last}
    assert {"地区索引", "供稿单位索引", "篇名索引"} <= behind.keys()
    named = {
        title: target for words, target in links for title in behind if words.startswith(squashed(title))
    }
    assert named == {title: start for title, start in behind.items() if title in named}
    assert {"地区索引", "供稿单位索引", "篇名索引"} <= named.keys()


def test_outline_is_block_issue_report(archive: Reading, bound: Bound) -> None:
    def levels(items: Any, level: int = 1) -> Iterator[Any]:
        for item in items:
            if isinstance(item, list):
                yield from levels(item, level + 1)
            else:
                yield level, item.title, archive.reader.get_destination_page_number(item)

    found = list(levels(archive.reader.outline))
    assert [title for level, title, _ in found if level == 1] == [
        "封面", "扉页", "编辑说明", "总目录", "各期", "【新时代文明实践工作专刊】", "增刊", "地区索引",
        "供稿单位索引", "专题索引", "篇名索引", "统计", "数据一览", "勘误表", "页码对照表", "归档文件目录", "卷内备考表",
    ]  # fmt: skip
    for issue in bound.volume.issues:
        label = issue.member.label
        places = [
            archive.labels[place] for level, title, place in found if level == 2 and title.startswith(label)
        ]
        assert str(issue.first) in places
    reports = [(title, place) for level, title, place in found if level == 3]
    assert len(reports) == sum(len(issue.member.issue.reports) for issue in bound.volume.issues)
    scans = {
        printed_entry(report).text
        for issue in bound.volume.issues
        for report in issue.member.issue.reports
        if issue.member.foreign is not None
    }
    for title, place in reports:
        assert squashed(title) in archive.text(place) or title in scans


def test_press_has_no_links(bound: Bound) -> None:
    """R-11: annotations have no place in a file for the press."""
    assert not any(page.get("/Annots") for page in pypdf.PdfReader(bound.file("print")).pages)
