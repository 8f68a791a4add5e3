"""One unit's text against its pages, page by page, character by character.

The wording is one text without white space, and a place in it says how far the pages so far have come. A page is
taken in these steps:

1. What stands on it besides the text is taken off: furniture, its number, the words of head, frame and foot. Each must be
   there, and say what it must.
2. Where the wording leaves page numbers open (contents, indexes), the digits that stand there are taken out and noted; they
   are held against the pages they name when all are known.
3. What is left must be the wording from the place on. Then the place moves to its end, and the blanks
   between are compared.
4. Where it is not, a table may be the cause: heads printed again, a row cut between its lines, text that stands before
   a turned table. These are tried as further readings. Where words repeat, more than one may fit; all are carried on, and the
   next page decides among them.
5. Where none fits, the first character that differs is reported, and nothing behind it.

At the end the place must be the end of the wording.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import islice

from bulletin_pdf.attest.page_furniture import PageFurniture
from bulletin_pdf.attest.page_readings import (
    ReadingState,
    blanks_of,
    line_ends_of,
    readings_of,
    run_ends_of,
    to_run_end,
    uncut,
)
from bulletin_pdf.attest.wording import Wording
from bulletin_pdf.attest.wording_unit import SHOWN, Difference, WordingUnit
from bulletin_pdf.patterns import pattern
from bulletin_pdf.pdf.readback.file_text import PageText

_DIGITS = pattern("[0-9]+")
_MAX_DIGITS = 5
"""Digits of a page number."""
_LOOK_AHEAD = 12
"""Characters after an open number that must follow it; enough to distinguish its digits from text."""
Numbers = list[tuple[int, str, int, int]]
"""Page numbers found: page, anchor, number, place in the wording."""


_MAX_READINGS = 64


class PageMatcher:
    """One unit's wording against its pages, one after the other."""

    def __init__(self, unit: WordingUnit, place: int, first: int, furniture: PageFurniture) -> None:
        self.unit, self.place, self.first, self.furniture = unit, place, first, furniture
        self.said = unit.wording
        self.blanks = sorted(self.said.blanks)
        self.at = 0
        self.starts: list[int] = []
        self.next_number = 0
        self.numbers: Numbers = []
        self.filled: list[tuple[int, str]] = []
        """Open numbers, by their order, and what stands there."""
        self.blank_before = False
        self.tagged = self.said
        self.others: list[ReadingState] = []
        """Other ways to read the pages so far, where cells that are cut repeat each other's words."""
        self.differences: list[Difference] = []

    def page(self, index: int, page: PageText) -> bool:
        """Take one page; false when it differs, nothing after it can be compared then."""
        self.starts.append(self.at)
        raw = page.text
        if not self.furniture.bare(raw, index):
            self.blank_before = True
            return True
        text = "".join(raw.split())
        own = index - self.first + 1 if self.unit.numbered else 0
        body = self.furniture.strip(text, index, self.unit.bound, self.unit.corrections)
        if body is None:
            return self._differ("furniture", index, found=text[-SHOWN:])
        if own:
            bare = self._without_outside(body, own)
            if bare is None:
                wanted = self.unit.outside.folio(own, self.unit.pages)
                return self._differ("folio", index, wanted=wanted, found=text[-SHOWN:])
            body = bare
        cuts: list[tuple[int, int]] = []
        if self.next_number < len(self.said.numbers) and not self._goes_without_numbers(body):
            body = self._fill_numbers(index, page, body, cuts)
        start = self.at
        if not self.others and self.said.text.startswith(body, start) and not self._ends_in_row(start, body):
            self.at += len(body)
            if raw.startswith(body) and not cuts and not self._has_blanks(start, self.at):
                return True
            return self._compare_blanks(index, page, raw, start, cuts)
        return self._page_of_table(index, page, body, cuts)

    def _without_outside(self, body: str, own: int) -> str | None:
        """Take off the page's own number and what the frame says; None where either is missing.

        Behind a blank page there is neither (P-63).
        """
        outside = self.unit.outside
        ends = outside.words(own) + outside.folio(own, self.unit.pages)
        if not body:
            self.blank_before = True
            return body
        if body.endswith(ends):
            return body[: len(body) - len(ends)]
        return body if self.blank_before else None

    def _ends_in_row(self, at: int, body: str) -> bool:
        if not self.said.tables:
            return False
        from bulletin_pdf.attest.split_tables import is_inside

        return is_inside(self.said, at + len(body))

    def _page_of_table(self, index: int, page: PageText, body: str, cuts: list[tuple[int, int]]) -> bool:
        """Take a page that goes on in a table, ends inside a row of one, or has text before a turned one."""
        ends = lambda skipped: run_ends_of(page, cuts, skipped)  # noqa: E731
        readings = [
            reading
            for state in (ReadingState(self.said, self.tagged, self.at), *self.others)
            for reading in islice(readings_of(state, body, ends), _MAX_READINGS)
        ]
        if not readings:
            return self._differ_in(index, body)
        after = [state._replace(at=state.at + len(body) - skipped) for state, skipped in readings]
        (best, skipped), self.others = readings[0], after[1:_MAX_READINGS]
        self.said, self.tagged, self.at = after[0]
        self.blanks, start = sorted(self.said.blanks), best.at
        if skipped:
            cuts = [(0, skipped)]
        return self._compare_blanks(index, page, page.text, start, cuts)

    def close(self, index: int) -> None:
        """Report text that was not printed."""
        whole = [state for state in self.others if state.at == state.said.length]
        if self.at < self.said.length and whole:
            self.said, self.tagged, self.at = whole[0]
        if not self.differences and self.at < self.said.length:
            wanted = self.said.text[self.at : self.at + SHOWN]
            self.differences.append(Difference("lost", max(index - 1, 0), self.place, self.at, wanted))
        if not self.differences and self.next_number < len(self.said.numbers):
            self._missing_numbers(index)

    def printed(self) -> str:
        """Return the wording with the numbers found in it, as it is printed."""
        return self._filled(self.said)

    def ordered(self) -> str:
        """Return the same in the order of the tags."""
        return self._filled(self.tagged)

    def _filled(self, said: Wording) -> str:
        end, parts = 0, []
        for number, digits in self.filled:
            at = said.numbers[number].at
            parts += [said.text[end:at], digits]
            end = at
        return "".join([*parts, said.text[end:]])

    # Text

    def _differ(self, kind: str, index: int, wanted: str = "", found: str = "") -> bool:
        at = self.at if kind in ("text", "lost") else -1
        self.differences.append(Difference(kind, index, self.place, at, wanted, found))
        return False

    def _differ_in(self, index: int, body: str) -> bool:
        """Find the first character that is another."""
        wanted = self.said.text[self.at : self.at + len(body)]
        same = _common(wanted, body)
        at = self.at + same
        kind = "text" if at < self.said.length else "more"
        self.differences.append(
            Difference(
                kind, index, self.place, at if kind == "text" else -1,
                self.said.text[at : at + SHOWN], body[same : same + SHOWN],
            )
        )  # fmt: skip
        return False

    # Page numbers of contents and indexes

    def _goes_without_numbers(self, body: str) -> bool:
        """Pass over numbers that may be left out where a page says all the rest without them (J-11)."""
        numbers, end = self.said.numbers, self.at + len(body)
        if numbers[self.next_number].certain or self.numbers or not self.said.text.startswith(body, self.at):
            return False
        while self.next_number < len(numbers) and numbers[self.next_number].at <= end:
            self.next_number += 1
        return True

    def _fill_numbers(self, index: int, page: PageText, body: str, cuts: list[tuple[int, int]]) -> str:
        """Take the page numbers out of a page's text where the wording leaves them open.

        Where figures follow a number, only the end of its run parts the two.
        """
        said, removed = self.said, 0
        while self.next_number < len(said.numbers):
            number = said.numbers[self.next_number]
            local = number.at - self.at
            if local > len(body) or not said.text.startswith(body[:local], self.at):
                break
            ahead, following = body[local : local + 2 * _LOOK_AHEAD], self._following()
            if following[:1].isdecimal():
                ahead = ahead[: to_run_end(page, cuts, local)]
            digits = _digits_before(ahead, following)
            if not digits and (number.certain or self.numbers):
                break
            self.next_number += 1
            if digits:
                cuts.append((local + removed, len(digits)))
                removed += len(digits)
                self.numbers.append((index, number.anchor, int(digits), number.at))
                self.filled.append((self.next_number - 1, digits))
                body = body[:local] + body[local + len(digits) :]
        return body

    def _following(self) -> str:
        """Return what comes after the next open number: up to the one after it, or a table, which may stand elsewhere."""
        said, place = self.said, self.next_number
        at = said.numbers[place].at
        later = (number.at for number in said.numbers[place + 1 : place + 2])
        tables = (table.start for table in said.tables if table.start >= at)
        return said.text[at : min([at + _LOOK_AHEAD, *later, *tables])]

    def _missing_numbers(self, index: int) -> None:
        missing = self.said.numbers[self.next_number]
        if missing.certain or self.numbers:
            self.differences.append(Difference("number", max(index - 1, 0), self.place, missing.at))

    # White space

    def _has_blanks(self, start: int, end: int) -> bool:
        return bisect_right(self.blanks, start) < bisect_left(self.blanks, end)

    def _compare_blanks(
        self, index: int, page: PageText, raw: str, start: int, cuts: Sequence[tuple[int, int]]
    ) -> bool:
        """White space typed inside a text is printed, but for where a line ends; no other is."""
        said = self.said
        low, high = bisect_right(self.blanks, start), bisect_left(self.blanks, self.at)
        wanted = {at: said.blanks[at] for at in self.blanks[low:high]}
        found = {}
        for local, white in blanks_of(raw):
            at = uncut(local, cuts)
            if at is not None and at > 0 and start + at < self.at:
                found[start + at] = white
        if found == wanted:
            return True
        ends = set(line_ends_of(page, raw, start, cuts))
        for at in sorted(found.keys() | wanted.keys()):
            same = found.get(at) == wanted.get(at)
            if same or at in ends or (at not in wanted and at in self._edges()):
                continue
            kind = "blank" if at in wanted else "more blank"
            around = said.text[max(0, at - 6) : at], said.text[at : at + 6]
            differs = Difference(
                kind, index, self.place, at,
                wanted.get(at, "").join(around), found.get(at, "").join(around),
            )  # fmt: skip
            self.differences.append(differs)
            return False
        return True

    def _edges(self) -> set[int]:
        return set(self.said.starts)


def _common(one: str, other: str) -> int:
    """Count the characters that two texts begin with alike."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _digits_before(text: str, following: str) -> str:
    """Return the page number that `text` begins with, as long as it may be; `following` comes after it."""
    found = _DIGITS.match(text)
    for length in range(min(len(found[0]), _MAX_DIGITS) if found else 0, 0, -1):
        rest = text[length:]
        if following.startswith(rest) or rest.startswith(following):
            return text[:length]
    return ""
