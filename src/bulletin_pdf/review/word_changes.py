"""A returned Word paper compared with the paper that was sent: what its reviewers ask for.

Tracked changes are taken as they are where the text without them is the text that was sent. Where it is not,
tracking was off for a while: then texts are compared, paragraph by paragraph.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.review.paper import ReviewPaper, picture_digest, text_digest
from bulletin_pdf.review.proposal import ProposalKind, ProposalPart, ReviewProposal
from bulletin_pdf.review.word_in import Char, Unread, WordAnchor, WordMark, WordParagraph, WordReturn
from bulletin_pdf.review.word_looks import LookTable, literal_chars, looks_of, marked_text
from bulletin_pdf.review.word_stretches import (
    NOT_TRACKED,
    WordChange,
    WordGroup,
    carried_places,
    mixed_changes,
    stream_of,
    tracked_changes,
    untracked_changes,
)
from bulletin_pdf.review.word_tables import TablesCompared, compare_tables

_MOVED = 6
"""Fewer characters that vanish in one place and stand in another are no move."""


class Sent(NamedTuple):
    """A line as it was sent: its digest, and the line of the paper that says the same now, -1 for none."""

    digest: str
    now: int


def sent_lines(paper: ReviewPaper, properties: dict[str, str]) -> list[Sent]:
    """Return the lines that were sent, by what the returned file says of them."""
    chunks: list[str] = []
    while (chunk := properties.get(f"line-digests-{len(chunks) + 1}")) is not None:
        chunks.append(chunk)
    joined = "".join(chunks)
    digests = [joined[at : at + 8] for at in range(0, len(joined), 8)]
    return matched_lines(paper, digests)


def matched_lines(paper: ReviewPaper, digests: Sequence[str]) -> list[Sent]:
    """Return lines that were sent, each with the line of the paper that says the same now."""
    own = [line.digest for line in paper.lines]
    found = [Sent(digest, -1) for digest in digests]
    for block in SequenceMatcher(None, digests, own, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            found[block.a + step] = Sent(digests[block.a + step], block.b + step)
    return found


def word_proposals(
    paper: ReviewPaper, given: WordReturn, sent: Sequence[Sent], name: str
) -> list[ReviewProposal]:
    """Return what a returned paper asks for, in the order of its places."""
    return _Comparer(paper, given, sent, name).found()


class _Comparer:
    def __init__(self, paper: ReviewPaper, given: WordReturn, sent: Sequence[Sent], name: str) -> None:
        self.paper, self.given, self.sent, self.name = paper, given, sent, name
        self.line_of: list[int] = [-1] * len(given.paragraphs)
        """The line of the paper that each paragraph is, -1 for none."""
        self.base_of: dict[int, str] = {}
        """The text that a paragraph was sent with, where the source has another now."""
        self.anchors: dict[int, tuple[int, str, list[int]]] = {}
        """For each paragraph: line, text of its group, and where in it each of its characters stands."""
        self.proposals: list[ReviewProposal] = []
        self.tables = TablesCompared((), frozenset(), frozenset(), ())

    def found(self) -> list[ReviewProposal]:
        self._know_lines()
        self._compare_tables()
        for passage, paragraphs in self._passages():
            for group in self._groups(passage, paragraphs):
                self._compare(group)
        self.proposals = _with_moves(self.proposals)
        self._table_changes()
        self._pictures()
        for comment in self.given.comments:
            part = self._part_at(comment.start, comment.end)
            self._add("comment", (part,), WordMark("", comment.who, comment.when), part.was, "", comment.text)
        for unread in self.given.unread:
            self._unread(unread)
        return sorted(self.proposals, key=lambda each: _order(each))

    # Which paragraph is which line

    def _know_lines(self) -> None:
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
            number for number in free if number not in self.base_of and _said(self.given.paragraphs[number])
        ]
        texts = [_rejected(self.given.paragraphs[number]) for number in free]
        matcher = SequenceMatcher(None, texts, [self.paper.lines[line].text for line in left], autojunk=False)
        for block in matcher.get_matching_blocks():
            for step in range(block.size):
                number, line = free[block.a + step], left[block.b + step]
                if texts[block.a + step] and self._is_home(line, self.given.paragraphs[number]):
                    self.line_of[number] = line
                    claimed.add(line)
        self._know_alike(claimed)
        self._know_cells(claimed)

    def _know_alike(self, claimed: set[int]) -> None:
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
                text = _rejected(self.given.paragraphs[number])
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
            text = _rejected(self.given.paragraphs[number])
            if text_digest(text) != self.sent[line].digest:
                text = ""
            self.base_of[number] = text
        return self.sent[line].now

    def _is_home(self, line: int, paragraph: WordParagraph) -> bool:
        """Whether a paragraph stands where its line belongs: cells in tables, others outside."""
        return (self.paper.lines[line].kind == "cell") == (paragraph.cell >= 0)

    def _know_cells(self, claimed: set[int]) -> None:
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

    def _compare_tables(self) -> None:
        self.tables = compare_tables(self.paper, self.given, self.line_of)
        lines = dict(self.tables.paired)
        for number, paragraph in enumerate(self.given.paragraphs):
            if paragraph.cell in lines and lines[paragraph.cell] not in self.line_of:
                self.line_of[number] = lines.pop(paragraph.cell)

    def _table_changes(self) -> None:
        """Propose rows and columns that came or went; those of tables with merged cells are named."""
        for each in self.tables.changes:
            if each.parts:
                self._add(each.kind, each.parts, each.mark, each.was, each.now)
            else:
                where = WordAnchor(each.paragraph, 0)
                self._unread(Unread(each.kind, where, each.mark.who, each.mark.when, each.was or each.now))

    # Which paragraphs belong to which passage

    def _passages(self) -> Iterator[tuple[tuple[int, ...], list[int]]]:
        """Yield the passages of the paper with the paragraphs that came back for each, in the order of the returned paper."""
        found: dict[int, list[int]] = {}
        cells: dict[int, int] = {}
        for number, paragraph in enumerate(self.given.paragraphs):
            if self.line_of[number] >= 0 and paragraph.cell >= 0:
                cells[paragraph.cell] = self.paper.passage_of[self.line_of[number]]
        before = -1
        for number, paragraph in enumerate(self.given.paragraphs):
            if paragraph.cell in self.tables.cells:
                continue  # told with its row or column
            if self.line_of[number] < 0 and number not in self.base_of and not _said(paragraph):
                continue  # a blank paragraph, or one of a picture
            if paragraph.cell >= 0:
                passage = cells.get(paragraph.cell, -1)
            elif self.line_of[number] >= 0:
                passage = before = self.paper.passage_of[self.line_of[number]]
            else:
                passage = self._adopting(number, before)
            if passage < 0 and _said(paragraph):
                self.anchors[number] = 0, self.paper.lines[0].text, [0] * len(paragraph.chars)
                where = "cell added" if paragraph.cell >= 0 else "paragraph without place"
                self._unread(Unread(where, WordAnchor(number, 0), text=_accepted(paragraph)))
            if passage >= 0:
                found.setdefault(passage, []).append(number)
        for number, lines in enumerate(self.paper.passages):
            if not self.tables.lines.issuperset(lines):
                yield lines, found.get(number, [])

    def _adopting(self, number: int, before: int) -> int:
        """Return the passage that a paragraph without a line joins: the text before it, else the one behind."""
        following = next((line for line in self.line_of[number + 1 :] if line >= 0), -1)
        after = -1 if following < 0 else self.paper.passage_of[following]
        for passage in (before, after):
            if passage >= 0 and self.paper.lines[self.paper.passages[passage][0]].kind == "text":
                return passage
        return before if before >= 0 else after

    # What is compared with what

    def _groups(self, passage: tuple[int, ...], paragraphs: list[int]) -> Iterator[WordGroup]:
        text = "\n".join(self.paper.lines[line].text for line in passage)
        if not paragraphs:
            if (
                self.sent
                and self._was_sent(passage)
                and any(at >= 0 for line in passage for at in self.paper.lines[line].positions)
            ):
                yield WordGroup(passage[0], text, ())
            return
        known = [self.line_of[number] for number in paragraphs]
        whole = self._was_sent(passage) and not any(number in self.base_of for number in paragraphs)
        stream = stream_of(self.given, paragraphs)
        if whole and "".join(char.text for char in stream if char.mark.state != "ins") == text:
            yield WordGroup(passage[0], text, tuple(paragraphs))
        elif whole:
            yield from self._pieces(passage, paragraphs, known)
        else:
            yield from self._changed_since(passage, paragraphs, known)

    def _was_sent(self, passage: Sequence[int]) -> bool:
        """Whether all lines of a passage stand as they were sent."""
        return not self.sent or {each.now for each in self.sent}.issuperset(passage)

    def _pieces(
        self, passage: tuple[int, ...], paragraphs: list[int], known: list[int]
    ) -> Iterator[WordGroup]:
        """Part a passage at the paragraphs that are known; lines left out and paragraphs put in go with those before them."""
        ordered = _rising([passage.index(line) if line in passage else -1 for line in known])
        fixed = [(at, passage.index(known[at])) for at in ordered]
        if not fixed:
            yield self._group(passage, 0, len(passage), paragraphs)
            return
        starts = [(0, 0), *fixed[1:], (len(paragraphs), len(passage))]
        for (at, line), (next_at, next_line) in zip(starts, starts[1:], strict=False):
            yield self._group(passage, line, next_line, paragraphs[at:next_at])

    def _group(self, passage: tuple[int, ...], first: int, last: int, paragraphs: Sequence[int]) -> WordGroup:
        text = "\n".join(self.paper.lines[line].text for line in passage[first:last])
        return WordGroup(passage[first], text, tuple(paragraphs))

    def _changed_since(
        self, passage: tuple[int, ...], paragraphs: list[int], known: list[int]
    ) -> Iterator[WordGroup]:
        """Compare each paragraph that is known with its own line, where lines of the passage have changed since."""
        for at, number in enumerate(paragraphs):
            if known[at] < 0 and number not in self.base_of:
                continue
            stop = at + 1
            while stop < len(paragraphs) and known[stop] < 0 and paragraphs[stop] not in self.base_of:
                stop += 1
            line = known[at] if known[at] >= 0 else self._near(passage, known, at)
            text = self.paper.lines[line].text if known[at] >= 0 else self.base_of[number]
            if known[at] < 0 and not text:
                self.anchors[number] = (
                    line,
                    self.paper.lines[line].text,
                    [0] * len(self.given.paragraphs[number].chars),
                )
                self._unread(
                    Unread(
                        "changed since", WordAnchor(number, 0), text=_accepted(self.given.paragraphs[number])
                    )
                )
                continue
            yield WordGroup(line, text, tuple(paragraphs[at:stop]))

    def _near(self, passage: tuple[int, ...], known: list[int], at: int) -> int:
        before = next((line for line in reversed(known[:at]) if line >= 0), -1)
        if before >= 0 and before + 1 in passage:
            return before + 1
        return passage[0] if before < 0 else before

    # Changes

    def _compare(self, group: WordGroup) -> None:
        self._name_joined(group)
        stream = stream_of(self.given, group.paragraphs)
        rejected = "".join(char.text for char in stream if char.mark.state != "ins")
        self._note_anchors(group, stream, rejected)
        if rejected == group.text:
            changes = list(tracked_changes(stream))
        else:
            changes = mixed_changes(stream, rejected, group.text) or list(
                untracked_changes(stream, group.text)
            )
        for change in changes:
            self._propose(group, change)
        if all(change.mark.state != "lost" for change in changes):
            self._looks(group, stream, rejected)

    def _name_joined(self, group: WordGroup) -> None:
        """Name a paragraph whose end was taken out, so that it runs into one that belongs to another text."""
        last = self.given.paragraphs[group.paragraphs[-1]] if group.paragraphs else None
        if (
            last is None
            or last.end.state != "del"
            or not any(char.mark.state != "del" for char in last.chars)
        ):
            return
        passage = self.paper.passages[self.paper.passage_of[group.line]]
        if passage[-1] - group.line <= group.text.count("\n"):
            at = WordAnchor(group.paragraphs[-1], len(last.chars))
            self._unread(Unread("joined", at, last.end.who, last.end.when, _accepted(last)))

    def _note_anchors(self, group: WordGroup, stream: Sequence[Char], rejected: str) -> None:
        places: list[int] = []
        at = 0
        for char in stream:
            places.append(at)
            at += char.mark.state != "ins"
        places.append(at)
        if rejected != group.text:
            places = carried_places(places, rejected, group.text)
        offset = 0
        for number in group.paragraphs:
            length = len(self.given.paragraphs[number].chars)
            own = places[offset : offset + length + 1]
            self.anchors[number] = group.line, group.text, own or [min(offset, len(group.text))]
            offset += length + 1

    def _propose(self, group: WordGroup, change: WordChange) -> None:
        looks = looks_of(self.paper, group)
        text = "".join(char.text for char in change.new)
        was = group.text[change.start : change.end]
        if self.paper.lines[group.line].kind == "text":
            change = change._replace(new=literal_chars(change.new))
        marked, side = marked_text(change, looks, group.text)
        part = _part(group, change.start, change.end, marked, side)
        kind: ProposalKind = "replace" if was and text else "delete" if was else "insert"
        if was or text:
            self._add(kind, (part,), change.mark, was, text)

    def _looks(self, group: WordGroup, stream: Sequence[Char], rejected: str) -> None:
        """Propose changed leads and emphasis of characters that stay."""
        old = looks_of(self.paper, group)
        stays: list[tuple[int, Char]] = []
        at = 0
        for char in stream:
            if char.mark.state == "":
                stays.append((at, char))
            at += char.mark.state != "ins"
        if rejected != group.text:
            places = carried_places([place for place, _ in stays], rejected, group.text)
            stays = [
                (place, char)
                for place, (_, char) in zip(places, stays, strict=True)
                if group.text[place : place + 1] == char.text
            ]
        for flip in ("**", "=="):
            self._flips(group, flip, stays, old)

    def _flips(
        self, group: WordGroup, flip: str, stays: Sequence[tuple[int, Char]], old: "LookTable"
    ) -> None:
        run: list[int] = []
        by = NOT_TRACKED
        for at, char in [*stays, (len(group.text) + 2, Char("", WordMark(), None, None, WordMark()))]:
            now, was = (char.lead, old.leads) if flip == "**" else (char.dots, old.dots)
            differs = now is not None and at < len(group.text) and was[at] is not None and now != was[at]
            differs = differs and char.text not in "\n\t"
            if run and (not differs or at != run[-1] + 1 or was[at] != was[run[0]]):
                self._flip(
                    group, run, flip, by, turned_on=not (old.leads if flip == "**" else old.dots)[run[0]]
                )
                run = []
            if differs:
                by = char.by if not run else by
                run.append(at)

    def _flip(self, group: WordGroup, run: list[int], flip: str, by: WordMark, *, turned_on: bool) -> None:
        text = group.text[run[0] : run[-1] + 1]
        line = self.paper.lines[group.line]
        if not any(char.isalnum() for char in text):
            return
        if line.kind != "text" or line.style.startswith("level"):
            self.proposals.append(
                self._proposal(
                    "unread", (_part(group, run[0], run[-1] + 1),), by, text, "", "look of a title"
                )
            )
            return
        part = _part(group, run[0], run[-1] + 1)._replace(flip=flip)
        now = f"{flip}{text}{flip}" if turned_on else text
        was = text if turned_on else f"{flip}{text}{flip}"
        self._add("format", (part,), by, was, now)

    # Pictures, comments, what is not read

    def _pictures(self) -> None:
        for picture in self.given.pictures:
            if 0 <= picture.number < len(self.paper.pictures):
                if picture.data and picture_digest(picture.data) != picture.digest:
                    old = self.paper.pictures[picture.number]
                    proposal = self._proposal(
                        "picture", (), NOT_TRACKED, old.path.rpartition("/")[2], picture.name
                    )
                    self.proposals.append(
                        proposal._replace(
                            data=picture.data, file=picture.name, picture=picture.number, note="", parts=()
                        )
                    )
            else:
                self._unread(Unread("picture added", picture.at, text=picture.name))
        there = {picture.number for picture in self.given.pictures}
        for old in self.paper.pictures:
            if old.number not in there and self._shows_pictures():
                self._unread(Unread("picture removed", WordAnchor(0, 0), text=old.path.rpartition("/")[2]))

    def _shows_pictures(self) -> bool:
        return bool(self.sent)

    def _unread(self, unread: Unread) -> None:
        part = self._part_at(unread.at, unread.at)
        mark = WordMark("", unread.who, unread.when)
        self.proposals.append(self._proposal("unread", (part,), mark, unread.text, "", unread.kind))

    def _part_at(self, start: WordAnchor, end: WordAnchor) -> ProposalPart:
        """Return the stretch of the paper between two places of the returned one."""
        number = min(start.paragraph, len(self.given.paragraphs) - 1)
        while number not in self.anchors and number > 0:
            number -= 1
        if number not in self.anchors:
            return ProposalPart(0, self.paper.lines[0].text, 0, 0)
        line, text, places = self.anchors[number]
        first = places[min(start.char, len(places) - 1)] if start.paragraph == number else 0
        last = first
        if end.paragraph in self.anchors and self.anchors[end.paragraph][:2] == (line, text):
            ends = self.anchors[end.paragraph][2]
            last = max(first, ends[min(end.char, len(ends) - 1)])
        group = WordGroup(line, text, ())
        return _part(group, min(first, len(text)), min(last, len(text)))

    # Proposals

    def _add(
        self,
        kind: ProposalKind,
        parts: tuple[ProposalPart, ...],
        mark: WordMark,
        was: str,
        now: str,
        note: str = "",
    ) -> None:
        self.proposals.append(self._proposal(kind, parts, mark, was, now, note))

    def _proposal(
        self,
        kind: ProposalKind,
        parts: tuple[ProposalPart, ...],
        mark: WordMark,
        was: str,
        now: str,
        note: str = "",
    ) -> ReviewProposal:
        tracked = bool(mark.who or mark.when)
        who = mark.who if tracked else self.given.who
        when = mark.when if tracked else self.given.when
        return ReviewProposal(kind, parts, (who,) if who else (), when, self.name, was, now, note)


def _part(group: WordGroup, start: int, end: int, now: str = "", side: str = "after") -> ProposalPart:
    """Cut a part to the lines it touches."""
    text = group.text
    first = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    line = group.line + text.count("\n", 0, first)
    return ProposalPart(
        line, text[first:stop], start - first, end - first, now, "before" if side == "before" else "after"
    )


def _with_moves(proposals: list[ReviewProposal]) -> list[ReviewProposal]:
    """Make one of what was taken out in one place and put in elsewhere."""
    gone = [each for each in proposals if each.kind == "delete" and len(each.was.strip()) >= _MOVED]
    kept = list(proposals)
    for deleted in gone:
        match = next(
            (
                each
                for each in kept
                if each.kind == "insert"
                and each.now.strip() == deleted.was.strip()
                and each.who == deleted.who
            ),
            None,
        )
        if match is None or deleted not in kept:
            continue
        kept.remove(match)
        at = kept.index(deleted)
        text = deleted.was.strip()
        kept[at] = deleted._replace(kind="move", parts=(*deleted.parts, *match.parts), was=text, now=text)
    return kept


def _rising(numbers: Sequence[int]) -> list[int]:
    """Return the places of the longest rising row among those that are not negative."""
    best: list[list[int]] = []
    for at, number in enumerate(numbers):
        if number < 0:
            continue
        longest = max((row for row in best if numbers[row[-1]] < number), key=len, default=[])
        best.append([*longest, at])
    return max(best, key=len, default=[])


def _ratio(first: str, second: str) -> float:
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return 0.0 if matcher.quick_ratio() < 0.5 else matcher.ratio()


def _rejected(paragraph: WordParagraph) -> str:
    return "".join(char.text for char in paragraph.chars if char.mark.state != "ins")


def _accepted(paragraph: WordParagraph) -> str:
    return "".join(char.text for char in paragraph.chars if char.mark.state != "del")


def _said(paragraph: WordParagraph) -> bool:
    return any(not char.text.isspace() for char in paragraph.chars)


def _order(proposal: ReviewProposal) -> tuple[int, int]:
    part = proposal.parts[0] if proposal.parts else None
    return (1 << 30, 0) if part is None else (part.line, part.start)
