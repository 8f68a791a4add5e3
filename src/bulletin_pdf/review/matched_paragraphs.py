"""Matching of the paragraphs of a returned Word paper with its lines: by id, text or position."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from bulletin_pdf.review.paper import ReviewPaper, text_digest
from bulletin_pdf.review.sent_lines import SentLine
from bulletin_pdf.review.word_return import (
    WordParagraph,
    WordReturn,
    has_text,
    rejected_text,
)
from bulletin_pdf.review.word_tables import compare_tables


class MatchedParagraphs:
    """Paragraphs of a returned paper, each with its line."""

    def __init__(self, paper: ReviewPaper, given: WordReturn, sent: Sequence[SentLine]) -> None:
        self.paper, self.given, self.sent = paper, given, sent
        self.line_of: list[int] = [-1] * len(given.paragraphs)
        """The line of each paragraph, -1 for none."""
        self.base_of: dict[int, str] = {}
        """The text a paragraph was sent with, where the source has changed since."""
        self._match_lines()
        self.tables = compare_tables(paper, given, self.line_of)
        self._match_paired_cells()

    def _match_lines(self) -> None:
        claimed: set[int] = set()
        for number, paragraph in enumerate(self.given.paragraphs):
            for line in paragraph.lines:
                now = self._now(line, number)
                if now >= 0 and now not in claimed and self._is_home(now, paragraph):
                    claimed.add(now)
                    if self.line_of[number] < 0:
                        self.line_of[number] = now
        free = [number for number, line in enumerate(self.line_of) if line < 0]
        left = [line.number for line in self.paper.lines if line.number not in claimed]
        free = [
            number
            for number in free
            if number not in self.base_of and has_text(self.given.paragraphs[number])
        ]
        texts = [rejected_text(self.given.paragraphs[number]) for number in free]
        matcher = SequenceMatcher(None, texts, [self.paper.lines[line].text for line in left], autojunk=False)
        for block in matcher.get_matching_blocks():
            for step in range(block.size):
                number, line = free[block.a + step], left[block.b + step]
                if texts[block.a + step] and self._is_home(line, self.given.paragraphs[number]):
                    self.line_of[number] = line
                    claimed.add(line)
        self._match_similar(claimed)
        self._match_cells(claimed)

    def _match_similar(self, claimed: set[int]) -> None:
        """Take the only paragraphs and lines left between two that are known for each other, if they are alike."""
        at = 0
        while at < len(self.line_of):
            if self.line_of[at] >= 0 or at in self.base_of:
                at += 1
                continue
            stop = at
            while stop < len(self.line_of) and self.line_of[stop] < 0 and stop not in self.base_of:
                stop += 1
            before = self.line_of[at - 1] if at else -1
            after = self.line_of[stop] if stop < len(self.line_of) else len(self.paper.lines)
            left = [line for line in range(before + 1, max(after, before + 1)) if line not in claimed]
            for number in range(at, stop):
                text = rejected_text(self.given.paragraphs[number])
                best = max(left, key=lambda line: _ratio(text, self.paper.lines[line].text), default=-1)
                home = best >= 0 and self._is_home(best, self.given.paragraphs[number])
                if home and text and _ratio(text, self.paper.lines[best].text) > 0.5:
                    self.line_of[number] = best
                    claimed.add(best)
                    left = [line for line in left if line > best]
            at = stop

    def _now(self, line: int, number: int) -> int:
        """Return the line that a sent line is now; its sent text is kept where it is known though the line has changed."""
        if not self.sent:
            return line if line < len(self.paper.lines) else -1
        if line >= len(self.sent):
            return -1
        if self.sent[line].now < 0 and number not in self.base_of:
            text = rejected_text(self.given.paragraphs[number])
            if text_digest(text) != self.sent[line].digest:
                text = ""
            self.base_of[number] = text
        return self.sent[line].now

    def _is_home(self, line: int, paragraph: WordParagraph) -> bool:
        """Whether a paragraph stands where its line belongs: cells in tables, others outside."""
        return (self.paper.lines[line].kind == "cell") == (paragraph.cell >= 0)

    def _match_cells(self, claimed: set[int]) -> None:
        """Know cells without ids by their number, where tables have as many cells as were sent."""
        cells: dict[int, list[int]] = {}
        new = {
            cell
            for rows in self.given.tables
            for row in rows
            if row.mark.state == "ins"
            for cell in row.cells
        }
        for number, paragraph in enumerate(self.given.paragraphs):
            if paragraph.cell >= 0 and paragraph.cell not in new:
                cells.setdefault(paragraph.cell, []).append(number)
        lines = [line.number for line in self.paper.lines if line.kind == "cell"]
        if len(cells) != len(lines):
            return
        for line, paragraphs in zip(lines, cells.values(), strict=True):
            if line not in claimed and all(self.line_of[number] < 0 for number in paragraphs):
                self.line_of[paragraphs[0]] = line

    def _match_paired_cells(self) -> None:
        """Give cells of rows and columns that were compared the lines of their counterparts."""
        lines = dict(self.tables.paired)
        for number, paragraph in enumerate(self.given.paragraphs):
            if paragraph.cell in lines and lines[paragraph.cell] not in self.line_of:
                self.line_of[number] = lines.pop(paragraph.cell)


def _ratio(first: str, second: str) -> float:
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return 0.0 if matcher.quick_ratio() < 0.5 else matcher.ratio()


def longest_rising(numbers: Sequence[int]) -> list[int]:
    """Return the places of the longest rising row among those that are not negative."""
    best: list[list[int]] = []
    for at, number in enumerate(numbers):
        if number < 0:
            continue
        longest = max((row for row in best if numbers[row[-1]] < number), key=len, default=[])
        best.append([*longest, at])
    return max(best, key=len, default=[])
