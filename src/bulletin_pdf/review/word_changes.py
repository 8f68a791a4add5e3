"""A returned Word paper compared with the paper that was sent → proposals.

Tracked changes are taken as they are where the text without them is the text that was sent. Where it is not,
tracking was off for a while: then texts are compared, paragraph by paragraph.
"""

from collections.abc import Iterator, Sequence

from bulletin_pdf.review.look_changes import changed_looks
from bulletin_pdf.review.matched_paragraphs import MatchedParagraphs, longest_rising
from bulletin_pdf.review.paper import ReviewPaper, picture_digest
from bulletin_pdf.review.proposal import ProposalKind, ProposalPart, ReviewProposal
from bulletin_pdf.review.sent_lines import SentLine
from bulletin_pdf.review.word_looks import literal_chars, looks_of, marked_text
from bulletin_pdf.review.word_proposal_parts import order_of, part_of_group, with_moves
from bulletin_pdf.review.word_return import (
    Char,
    Unread,
    WordAnchor,
    WordMark,
    WordReturn,
    accepted_text,
    has_text,
)
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


def word_proposals(
    paper: ReviewPaper, given: WordReturn, sent: Sequence[SentLine], name: str
) -> list[ReviewProposal]:
    """Return what a returned paper asks for, in the order of its places."""
    return _Comparer(paper, given, sent, name).found()


class _Comparer:
    def __init__(self, paper: ReviewPaper, given: WordReturn, sent: Sequence[SentLine], name: str) -> None:
        self.paper, self.given, self.sent, self.name = paper, given, sent, name
        matched = MatchedParagraphs(paper, given, sent)
        self.line_of, self.base_of, self.tables = matched.line_of, matched.base_of, matched.tables
        self.anchors: dict[int, tuple[int, str, list[int]]] = {}
        """For each paragraph: line, text of its group, and where in it each of its characters stands."""
        self.proposals: list[ReviewProposal] = []

    def found(self) -> list[ReviewProposal]:
        for passage, paragraphs in self._passages():
            for group in self._groups(passage, paragraphs):
                self._compare(group)
        self.proposals = with_moves(self.proposals)
        self._table_changes()
        self._pictures()
        for comment in self.given.comments:
            part = self._part_at(comment.start, comment.end)
            self._add("comment", (part,), WordMark("", comment.who, comment.when), part.was, "", comment.text)
        for unread in self.given.unread:
            self._unread(unread)
        return sorted(self.proposals, key=lambda each: order_of(each))

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
            if self.line_of[number] < 0 and number not in self.base_of and not has_text(paragraph):
                continue  # a blank paragraph, or one of a picture
            if paragraph.cell >= 0:
                passage = cells.get(paragraph.cell, -1)
            elif self.line_of[number] >= 0:
                passage = before = self.paper.passage_of[self.line_of[number]]
            else:
                passage = self._adopting(number, before)
            if passage < 0 and has_text(paragraph):
                self.anchors[number] = 0, self.paper.lines[0].text, [0] * len(paragraph.chars)
                where = "cell added" if paragraph.cell >= 0 else "paragraph without place"
                self._unread(Unread(where, WordAnchor(number, 0), text=accepted_text(paragraph)))
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
        ordered = longest_rising([passage.index(line) if line in passage else -1 for line in known])
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
                        "changed since",
                        WordAnchor(number, 0),
                        text=accepted_text(self.given.paragraphs[number]),
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
            for look in changed_looks(self.paper, group, stream, rejected):
                kind: ProposalKind = "unread" if look.note else "format"
                self._add(kind, (look.part,), look.mark, look.was, look.now, look.note)

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
            self._unread(Unread("joined", at, last.end.who, last.end.when, accepted_text(last)))

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
        part = part_of_group(group, change.start, change.end, marked, side)
        kind: ProposalKind = "replace" if was and text else "delete" if was else "insert"
        if was or text:
            self._add(kind, (part,), change.mark, was, text)

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
        return part_of_group(group, min(first, len(text)), min(last, len(text)))

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
