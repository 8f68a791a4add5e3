"""The text of a typeset issue, tag by tag, with the page of each character."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal

from bulletin_pdf.issue.model import Issue
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Document, Tag, TagId, TextRun, every_mark

IssuePart = Literal["frame", "contents", "note", "report"]
"""Where a text stands; the frame is 报头 and 报尾."""


class PrintedText(NamedTuple):
    """The text of one tag as it is printed; what only parts lines is not in it."""

    tag: TagId
    report: int
    """The report it belongs to, counted from 1; 0 for what belongs to none."""
    paragraph: int
    """The paragraph of the report it is, counted from 1; 0 for titles, captions, cells."""
    part: IssuePart
    text: str
    pages: tuple[tuple[int, int], ...]
    """Pairs of (from this character on, page), pages counted from 1."""

    def page_of(self, index: int) -> int:
        """Return the page the character at `index` stands on."""
        return self.pages[bisect_right(self.pages, (index, 1 << 30)) - 1][1]

    def page_at(self, place: int) -> int:
        """Return the same for a place in the text without white."""
        return self.page_of(printed_index(self.text, place))


def without_white_space(text: str) -> str:
    """Return a text without white."""
    return "".join(text.split())


def printed_index(text: str, place: int) -> int:
    """Return the index in `text` of the character at `place` when white is left out."""
    return [index for index, char in enumerate(text) if not char.isspace()][place]


def printed_texts(issue: Issue, document: Document) -> Iterator[PrintedText]:
    """Return the texts of an issue in the order of its tags."""
    texts: dict[TagId, list[str]] = {}
    pages: dict[TagId, list[tuple[int, int]]] = {}
    for number, page in enumerate(document.pages, start=1):
        for mark in every_mark(page.marks):
            if not isinstance(mark, TextRun) or mark.tag is None:
                continue
            said = texts.setdefault(mark.tag, [])
            starts = pages.setdefault(mark.tag, [])
            if said and said[-1][-1:].isascii() and mark.text[:1].isascii() and _parts_words(said[-1], mark):
                said.append(" ")
            if not starts or starts[-1][1] != number:
                starts.append((sum(map(len, said)), number))
            said.append(mark.text)
    places = _places(issue, document.tags)
    for tag in sorted(texts):
        yield PrintedText(tag, *places[tag], "".join(texts[tag]), tuple(pages[tag]))


def _parts_words(before: str, mark: TextRun) -> bool:
    """A line's end is all the white there is between two Latin words."""
    return before[-1:].isalpha() and mark.text[:1].isalpha()


class _Place(NamedTuple):
    report: int
    paragraph: int
    part: IssuePart


def _places(issue: Issue, tags: Sequence[Tag]) -> list[_Place]:
    """Return for each tag which report and paragraph it is, and where it stands."""
    places: list[_Place] = []
    sections = {tag.parent: number for number, tag in enumerate(_titles(tags), start=1)}
    heads = {tag.parent for tag in tags if tag.role == "H1"}
    paragraphs: dict[int, list[TagId]] = {}
    for place, tag in enumerate(tags):
        report, _, part = places[tag.parent] if tag.parent >= 0 else _Place(0, 0, "frame")
        if place in sections:
            report, part = sections[place], "report"
        elif tag.role == "TOC":
            part = "contents"
        elif tag.role == "Sect" and place not in heads:
            part = "note"
        places.append(_Place(report, 0, part))
        if tag.role == "P" and report:
            paragraphs.setdefault(report, []).append(place)
    for number, written in enumerate(issue.reports, start=1):
        own = paragraphs.get(number, [])[written.subtitle is not None :]
        for count, place in enumerate(own[: len(own) - (written.by is not None)], start=1):
            places[place] = _Place(number, count, "report")
    return places


def _titles(tags: Sequence[Tag]) -> Iterator[Tag]:
    return (tag for tag in tags if tag.role == "H2")
